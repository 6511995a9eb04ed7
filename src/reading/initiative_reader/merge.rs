//! A row and a page of one id put together: one initiative, of which both must say the same.

use super::draft::Draft;
use super::field::NamedField;
use super::given::Given;
use super::key::Key;
use crate::diagnostic::Diagnostics;
use crate::model::Passage;
use crate::source::one_line;

/// Whether two passages say the same. Words of a section may be broken into lines in another way.
pub(super) fn same_passage(a: &Passage, b: &Passage) -> bool {
    match (a, b) {
        (Passage::Plain(a), Passage::Plain(b)) => a == b,
        _ => one_line(words(a)) == one_line(words(b)),
    }
}

fn words(passage: &Passage) -> &str {
    match passage {
        Passage::Plain(text) => text,
        Passage::Section(prose) => &prose.markdown,
    }
}

/// Whether two lists, in which everything stands once, hold the same, in whatever order.
pub(super) fn same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().all(|item| b.contains(item))
}

/// Puts the drafts of a row and a page together; where both give a key the page's stands, and what differs is told.
/// Attachments are compared where their files are known.
pub(super) fn merge(row: Draft, page: Draft, diagnostics: &mut Diagnostics) -> Draft {
    let mut both = Agreement { diagnostics };
    Draft {
        place: page.place,
        body: page.body,
        id: page.id,
        title: both.same(row.title, page.title, Key::Title),
        summary: both.same(row.summary, page.summary, Key::Summary),
        unit: both.same(row.unit, page.unit, Key::Unit),
        authors: both.set(row.authors, page.authors, Key::Authors),
        form: both.same(row.form, page.form, Key::Form),
        initiative_type: both.same(row.initiative_type, page.initiative_type, Key::Type),
        field: both.field(row.field, page.field, Key::Field),
        area: both.same(row.area, page.area, Key::Area),
        problem: both.passage(row.problem, page.problem, Key::Problem),
        solution: both.passage(row.solution, page.solution, Key::Solution),
        novelty: both.same(row.novelty, page.novelty, Key::Novelty),
        started: both.same(row.started, page.started, Key::Started),
        stage: both.same(row.stage, page.stage, Key::Stage),
        scope: both.same(row.scope, page.scope, Key::Scope),
        beneficiaries: both.set(row.beneficiaries, page.beneficiaries, Key::Beneficiaries),
        indicators: both.set(row.indicators, page.indicators, Key::Indicators),
        results: both.passage(row.results, page.results, Key::Results),
        cost: both.same(row.cost, page.cost, Key::Cost),
        requirements: both.passage(row.requirements, page.requirements, Key::Requirements),
        difficulties: both.passage(row.difficulties, page.difficulties, Key::Difficulties),
        lessons: both.passage(row.lessons, page.lessons, Key::Lessons),
        replicability: both.same(row.replicability, page.replicability, Key::Replicability),
        adopted_by: both.set(row.adopted_by, page.adopted_by, Key::AdoptedBy),
        recognition: both.same(row.recognition, page.recognition, Key::Recognition),
        verification: both.same(row.verification, page.verification, Key::Verification),
        contact: both.same(row.contact, page.contact, Key::Contact),
        sources: both.set(row.sources, page.sources, Key::Sources),
        updated: both.same(row.updated, page.updated, Key::Updated),
        attachments: page.attachments,
    }
}

/// Compares what a row and a page give under one key, and tells what differs.
struct Agreement<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Agreement<'_> {
    fn same<T: PartialEq>(&mut self, row: Given<T>, page: Given<T>, key: Key) -> Given<T> {
        row.agree(page, key, T::eq, self.diagnostics)
    }

    fn set<T: PartialEq>(
        &mut self,
        row: Given<Vec<T>>,
        page: Given<Vec<T>>,
        key: Key,
    ) -> Given<Vec<T>> {
        row.agree(page, key, |a, b| same_set(a, b), self.diagnostics)
    }

    fn passage(&mut self, row: Given<Passage>, page: Given<Passage>, key: Key) -> Given<Passage> {
        row.agree(page, key, same_passage, self.diagnostics)
    }

    fn field(
        &mut self,
        row: Given<NamedField>,
        page: Given<NamedField>,
        key: Key,
    ) -> Given<NamedField> {
        row.agree(page, key, NamedField::is, self.diagnostics)
    }
}
