//! What one row or one page says of an initiative, each key read by itself.

use super::adoption::read_adoptions;
use super::field::NamedField;
use super::given::Given;
use super::key::Key;
use super::record::Record;
use super::shared::{Body, Origin, Shared};
use super::value::RecordReader;
use crate::calendar::{Day, VagueDay};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Adoption, Area, Form, IndicatorId, InitiativeType, Passage, Reach, Stage, UnitId, Verification,
};
use crate::place::Place;
use crate::source::toml::Placed;

/// What one row or one page says.
#[derive(Debug)]
pub(super) struct Draft {
    /// The row, or the page.
    pub(super) place: Place,
    /// What it belongs to.
    pub(super) body: Body,
    pub(super) id: Given<Box<str>>,
    pub(super) title: Given<Box<str>>,
    pub(super) summary: Given<Box<str>>,
    pub(super) unit: Given<UnitId>,
    pub(super) authors: Given<Vec<Box<str>>>,
    pub(super) form: Given<Form>,
    pub(super) initiative_type: Given<InitiativeType>,
    pub(super) field: Given<NamedField>,
    pub(super) area: Given<Area>,
    pub(super) problem: Given<Passage>,
    pub(super) solution: Given<Passage>,
    pub(super) novelty: Given<Box<str>>,
    pub(super) started: Given<VagueDay>,
    pub(super) stage: Given<Stage>,
    pub(super) scope: Given<Reach>,
    pub(super) beneficiaries: Given<Vec<Box<str>>>,
    pub(super) indicators: Given<Vec<IndicatorId>>,
    pub(super) results: Given<Passage>,
    pub(super) cost: Given<Box<str>>,
    pub(super) requirements: Given<Passage>,
    pub(super) difficulties: Given<Passage>,
    pub(super) lessons: Given<Passage>,
    pub(super) replicability: Given<Box<str>>,
    pub(super) adopted_by: Given<Vec<Adoption>>,
    pub(super) recognition: Given<Box<str>>,
    pub(super) verification: Given<Verification>,
    pub(super) contact: Given<Box<str>>,
    /// The names of files, which are looked for once it is known beside which page.
    pub(super) attachments: Given<Vec<Placed<Box<str>>>>,
    pub(super) sources: Given<Vec<Box<str>>>,
    pub(super) updated: Given<Day>,
}

impl Draft {
    /// Reads every key of a row or a page. Everything that is wrong is told, but for keys that are missing: the other
    /// of the two may have them.
    pub(super) fn read<'t>(
        place: Place,
        body: Body,
        record: &mut dyn Record<'t>,
        shared: &Shared<'_>,
    ) -> Self {
        let mut reader = RecordReader { record, shared };
        let draft = Self {
            place,
            body,
            id: reader.id(),
            title: reader.text(Key::Title),
            summary: reader.summary(),
            unit: reader.unit(),
            authors: reader.texts(Key::Authors),
            form: reader.choice(Key::Form),
            initiative_type: reader.choice(Key::Type),
            field: reader.field(),
            area: reader.choice(Key::Area),
            problem: reader.record.passage(Key::Problem),
            solution: reader.record.passage(Key::Solution),
            novelty: reader.text(Key::Novelty),
            started: reader.vague_day(Key::Started),
            stage: reader.choice(Key::Stage),
            scope: reader.choice(Key::Scope),
            beneficiaries: reader.texts(Key::Beneficiaries),
            indicators: reader.indicators(),
            results: reader.record.passage(Key::Results),
            cost: reader.text(Key::Cost),
            requirements: reader.record.passage(Key::Requirements),
            difficulties: reader.record.passage(Key::Difficulties),
            lessons: reader.record.passage(Key::Lessons),
            replicability: reader.text(Key::Replicability),
            adopted_by: read_adoptions(&mut reader),
            recognition: reader.text(Key::Recognition),
            verification: reader.choice(Key::Verification),
            contact: reader.text(Key::Contact),
            attachments: reader.file_names(),
            sources: reader.texts(Key::Sources),
            updated: reader.day(Key::Updated),
        };
        if body.illustrative
            && !shared.illustrative
            && let Some(sources) = draft.sources.as_known()
        {
            // What has sources is true, and is published as such.
            let warning = Diagnostic::new(Code::SourcedInIllustrative);
            reader.record.tell(warning, Key::Sources, sources.place);
        }
        draft
    }
}

impl Draft {
    /// Tells every key but the id that must be there and is not.
    pub(super) fn tell_missing(&self, diagnostics: &mut Diagnostics) {
        self.title.tell_missing(Key::Title, diagnostics);
        self.summary.tell_missing(Key::Summary, diagnostics);
        self.unit.tell_missing(Key::Unit, diagnostics);
        self.form.tell_missing(Key::Form, diagnostics);
        self.field.tell_missing(Key::Field, diagnostics);
        self.problem.tell_missing(Key::Problem, diagnostics);
        self.solution.tell_missing(Key::Solution, diagnostics);
        self.started.tell_missing(Key::Started, diagnostics);
        self.stage.tell_missing(Key::Stage, diagnostics);
        self.verification
            .tell_missing(Key::Verification, diagnostics);
        self.contact.tell_missing(Key::Contact, diagnostics);
        self.updated.tell_missing(Key::Updated, diagnostics);
    }

    /// Whether it names sources.
    pub(super) fn is_sourced(&self) -> bool {
        self.sources.as_known().is_some()
    }

    /// Whether what it says may be invented although the initiative has sources: any row of an illustrative folder,
    /// but a page only where the sources are not its own.
    pub(super) fn is_doubtful(&self) -> bool {
        match self.body.origin {
            Origin::Row => self.body.illustrative,
            Origin::Page => self.body.illustrative && !self.is_sourced(),
        }
    }
}
