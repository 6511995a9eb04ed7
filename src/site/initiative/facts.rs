//! An initiative at a glance: who, when, what for, whom to ask.

use crate::model::Initiative;
use crate::site::Context;
use crate::site::archive::{By, list_path};
use crate::site::layout::LinkView;
use crate::text::fold;
use serde::Serialize;

/// An initiative at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct FactsView {
    /// The unit that began it.
    pub unit: LinkView,
    /// Who thought of it.
    pub authors: Vec<String>,
    /// Since when it is applied, for people.
    pub started: String,
    /// The same for machines.
    pub started_datetime: String,
    /// Its form, with the list of those alike.
    pub form: LinkView,
    /// How far it has come.
    pub stage: LinkView,
    /// Its field.
    pub field: LinkView,
    /// The part of the reform that it belongs to.
    pub area: Option<LinkView>,
    /// Its type.
    pub initiative_type: Option<&'static str>,
    /// How wide it reaches.
    pub scope: Option<&'static str>,
    /// Whom it serves.
    pub beneficiaries: Vec<String>,
    /// The indicators that it is meant to move.
    pub indicators: Vec<LinkView>,
    /// The office to ask; absent where it is not known.
    pub contact: Option<String>,
}

impl Context<'_> {
    /// The office to ask about an initiative; `None` where it is "chưa rõ".
    pub(in crate::site) fn known_contact<'i>(&self, initiative: &'i Initiative) -> Option<&'i str> {
        let contact = &*initiative.contact;
        (fold(contact) != "chua ro").then_some(contact)
    }

    /// An initiative at a glance.
    pub(super) fn facts_view(&self, initiative: &Initiative) -> FactsView {
        let texts = |texts: &[Box<str>]| texts.iter().map(ToString::to_string).collect();
        let field = self.campaign.fields.get(initiative.field);
        FactsView {
            unit: self.titled_unit_link(initiative.unit),
            authors: texts(&initiative.authors),
            started: self.language().vague_day(initiative.started),
            started_datetime: initiative.started.to_string(),
            form: self.label_link(By::Form, initiative.form),
            stage: self.label_link(By::Stage, initiative.stage),
            field: LinkView::new(&*field.name, list_path(By::Field, &field.key, 1)),
            area: initiative.area.map(|area| self.label_link(By::Area, area)),
            initiative_type: initiative.initiative_type.map(|one| self.label(one)),
            scope: initiative.scope.map(|scope| self.label(scope)),
            beneficiaries: texts(&initiative.beneficiaries),
            indicators: initiative
                .indicators
                .iter()
                .map(|&indicator| self.indicator_link(indicator))
                .collect(),
            contact: self.known_contact(initiative).map(str::to_owned),
        }
    }
}
