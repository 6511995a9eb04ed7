//! A draft made an initiative: all that must be there is there.

use super::draft::Draft;
use super::field::NamedField;
use crate::diagnostic::Diagnostics;
use crate::model::{Attachment, FieldId, Initiative};
use crate::place::{Place, Prose};
use std::collections::BTreeMap;

/// Everything that is said of one initiative, by its row, its page, or both.
pub(super) struct Merged {
    /// What is said under the keys.
    pub(super) draft: Draft,
    /// Its page's text without the sections that are keys.
    pub(super) prose: Option<Prose>,
    /// Its attachments.
    pub(super) attachments: Vec<Attachment>,
    /// The other files that its page's text links to.
    pub(super) files: Vec<Attachment>,
    /// Its row, its page, or both.
    pub(super) places: Vec<Place>,
    /// Whether any of them lies in a body of illustrative data.
    pub(super) is_of_illustrative_body: bool,
    /// Whether what is missing may stand where nothing could be read.
    pub(super) is_unclear: bool,
}

impl Merged {
    /// Tells every key that must be there and is not.
    pub(super) fn tell_missing(&self, diagnostics: &mut Diagnostics) {
        if !self.is_unclear {
            self.draft.tell_missing(diagnostics);
        }
    }

    /// The initiative; `None` where something that must be there is missing or wrong, which was told. `new_fields`
    /// gives the fields that only initiatives name, by slug.
    pub(super) fn finish(self, new_fields: &BTreeMap<&str, FieldId>) -> Option<Initiative> {
        let draft = self.draft;
        let illustrative = self.is_of_illustrative_body && !draft.is_sourced();
        let field = match draft.field.value()? {
            NamedField::Known(id) => id,
            NamedField::New(field) => *new_fields.get(&*field.slug)?,
        };
        Some(Initiative {
            code: draft.id.value()?,
            title: draft.title.value()?,
            summary: draft.summary.value()?,
            unit: draft.unit.value()?,
            authors: draft.authors.value().unwrap_or_default(),
            form: draft.form.value()?,
            initiative_type: draft.initiative_type.value(),
            field,
            area: draft.area.value(),
            problem: draft.problem.value()?,
            solution: draft.solution.value()?,
            novelty: draft.novelty.value(),
            started: draft.started.value()?,
            stage: draft.stage.value()?,
            scope: draft.scope.value(),
            beneficiaries: draft.beneficiaries.value().unwrap_or_default(),
            indicators: draft.indicators.value().unwrap_or_default(),
            results: draft.results.value(),
            cost: draft.cost.value(),
            requirements: draft.requirements.value(),
            difficulties: draft.difficulties.value(),
            lessons: draft.lessons.value(),
            replicability: draft.replicability.value(),
            adopted_by: draft.adopted_by.value().unwrap_or_default(),
            recognition: draft.recognition.value(),
            verification: draft.verification.value()?,
            contact: draft.contact.value()?,
            attachments: self.attachments,
            sources: draft.sources.value().unwrap_or_default(),
            updated: draft.updated.value()?,
            prose: self.prose,
            files: self.files,
            illustrative,
            places: self.places,
        })
    }
}
