//! A row and a page of one id put together: one initiative, of which both must say the same.

use super::draft::{Draft, NamedField};
use super::given::Given;
use super::key::Key;
use crate::campaign::Passage;
use crate::diagnostic::{Diagnostic, Diagnostics};
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
pub(super) fn same_set<T: PartialEq>(a: &Vec<T>, b: &Vec<T>) -> bool {
    a.len() == b.len() && a.iter().all(|item| b.contains(item))
}

/// Puts the drafts of a row and a page together; where both give a key the page's stands, and what differs is told.
/// Attachments are compared where their files are known.
pub(super) fn merge(row: Draft, page: Draft, diagnostics: &mut Diagnostics) -> Draft {
    let mut told = Diagnostics::new();
    let merged = Draft {
        place: page.place,
        body: page.body,
        id: page.id,
        title: same(row.title, page.title, Key::Title, &mut told),
        summary: same(row.summary, page.summary, Key::Summary, &mut told),
        unit: same(row.unit, page.unit, Key::Unit, &mut told),
        authors: set(row.authors, page.authors, Key::Authors, &mut told),
        form: same(row.form, page.form, Key::Form, &mut told),
        initiative_type: same(
            row.initiative_type,
            page.initiative_type,
            Key::Type,
            &mut told,
        ),
        field: field(row.field, page.field, Key::Field, &mut told),
        area: same(row.area, page.area, Key::Area, &mut told),
        problem: passage(row.problem, page.problem, Key::Problem, &mut told),
        solution: passage(row.solution, page.solution, Key::Solution, &mut told),
        novelty: same(row.novelty, page.novelty, Key::Novelty, &mut told),
        started: same(row.started, page.started, Key::Started, &mut told),
        stage: same(row.stage, page.stage, Key::Stage, &mut told),
        scope: same(row.scope, page.scope, Key::Scope, &mut told),
        beneficiaries: set(
            row.beneficiaries,
            page.beneficiaries,
            Key::Beneficiaries,
            &mut told,
        ),
        indicators: set(row.indicators, page.indicators, Key::Indicators, &mut told),
        results: passage(row.results, page.results, Key::Results, &mut told),
        cost: same(row.cost, page.cost, Key::Cost, &mut told),
        requirements: passage(
            row.requirements,
            page.requirements,
            Key::Requirements,
            &mut told,
        ),
        difficulties: passage(
            row.difficulties,
            page.difficulties,
            Key::Difficulties,
            &mut told,
        ),
        lessons: passage(row.lessons, page.lessons, Key::Lessons, &mut told),
        replicability: same(
            row.replicability,
            page.replicability,
            Key::Replicability,
            &mut told,
        ),
        adopted_by: set(row.adopted_by, page.adopted_by, Key::AdoptedBy, &mut told),
        recognition: same(
            row.recognition,
            page.recognition,
            Key::Recognition,
            &mut told,
        ),
        verification: same(
            row.verification,
            page.verification,
            Key::Verification,
            &mut told,
        ),
        contact: same(row.contact, page.contact, Key::Contact, &mut told),
        sources: set(row.sources, page.sources, Key::Sources, &mut told),
        updated: same(row.updated, page.updated, Key::Updated, &mut told),
        attachments: page.attachments,
    };
    diagnostics.append(told);
    merged
}

fn same<T: PartialEq>(row: Given<T>, page: Given<T>, key: Key, told: &mut Diagnostics) -> Given<T> {
    row.agree(page, key, T::eq, told)
}

fn set<T: PartialEq>(
    row: Given<Vec<T>>,
    page: Given<Vec<T>>,
    key: Key,
    told: &mut Diagnostics,
) -> Given<Vec<T>> {
    row.agree(page, key, same_set, told)
}

fn passage(
    row: Given<Passage>,
    page: Given<Passage>,
    key: Key,
    told: &mut Diagnostics,
) -> Given<Passage> {
    row.agree(page, key, same_passage, told)
}

fn field(
    row: Given<NamedField>,
    page: Given<NamedField>,
    key: Key,
    told: &mut Diagnostics,
) -> Given<NamedField> {
    row.agree(page, key, NamedField::is, told)
}

/// Drops adopters that come from illustrative data where the practice is sourced: the two are never mixed.
pub(super) fn drop_illustrative_adopters(
    draft: &mut Draft,
    is_sourced: bool,
    diagnostics: &mut Diagnostics,
) {
    let Given::Known(adopters) = &draft.adopted_by else {
        return;
    };
    if is_sourced && draft.is_doubtful() {
        let warning = Diagnostic::warning("illustrative-adopters").at(adopters.place);
        diagnostics.push(warning);
        draft.adopted_by = Given::Absent(super::given::Absence::Cell(draft.place));
    }
}
