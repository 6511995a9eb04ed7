//! An initiative at a glance: who, when, what for, whom to ask.

use crate::model::Initiative;
use crate::site::archive::{By, list_path};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording, archive};
use crate::text::fold;
use serde::Serialize;

/// An initiative at a glance.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FactsView {
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

/// The office to ask about an initiative; `None` where it is "chưa rõ".
pub(in crate::site) fn known_contact(initiative: &Initiative) -> Option<&str> {
    let contact = &*initiative.contact;
    (fold(contact) != "chua ro").then_some(contact)
}

/// An initiative at a glance.
pub(super) fn facts_view(
    facts: &Facts<'_>,
    wording: &Wording,
    initiative: &Initiative,
) -> FactsView {
    let texts = |texts: &[Box<str>]| texts.iter().map(ToString::to_string).collect();
    let field = facts.campaign.fields.get(initiative.field);
    FactsView {
        unit: facts.titled_unit_link(initiative.unit),
        authors: texts(&initiative.authors),
        started: wording.language().vague_day(initiative.started),
        started_datetime: initiative.started.to_string(),
        form: archive::label_link(wording, By::Form, initiative.form),
        stage: archive::label_link(wording, By::Stage, initiative.stage),
        field: LinkView::new(&*field.name, list_path(By::Field, &field.key, 1)),
        area: initiative
            .area
            .map(|area| archive::label_link(wording, By::Area, area)),
        initiative_type: initiative
            .initiative_type
            .map(|one| archive::label_of(wording, one)),
        scope: initiative
            .scope
            .map(|scope| archive::label_of(wording, scope)),
        beneficiaries: texts(&initiative.beneficiaries),
        indicators: initiative
            .indicators
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        contact: known_contact(initiative).map(str::to_owned),
    }
}
