//! `{{ initiatives(…) }}`: the latest initiatives of a field, of a unit, for an indicator, or of all of these.

use super::argument::{argument, field_argument, indicator_argument, unit_argument};
use super::{RenderedCall, render_call};
use crate::diagnostic::Diagnostic;
use crate::model::{FieldId, IndicatorId, Initiative, InitiativeId, UnitId};
use crate::render::{Call, Shared, Templates};
use crate::site::archive::{By, list_path};
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording, archive};
use serde::Serialize;

/// The interface of `call_initiatives.html`.
#[derive(Debug, Serialize)]
struct InitiativesCall {
    /// The latest of them ([`super::archive::EntryView`]).
    entries: Vec<Shared>,
    /// Where all of them are listed, where there are more.
    all: Option<LinkView>,
}

/// How many initiatives a call lists.
const MOST_INITIATIVES: usize = 5;

/// What the initiatives of a call have in common.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    field: Option<FieldId>,
    /// A unit that began them or took them up.
    unit: Option<UnitId>,
    indicator: Option<IndicatorId>,
}

impl Wanted {
    fn fits(&self, initiative: &Initiative) -> bool {
        let takes_part = |unit| {
            let mut adopters = initiative.adopted_by.iter();
            initiative.unit == unit || adopters.any(|adoption| adoption.unit == unit)
        };
        self.field.is_none_or(|field| initiative.field == field)
            && self.unit.is_none_or(takes_part)
            && self
                .indicator
                .is_none_or(|one| initiative.indicators.contains(&one))
    }
}

pub(super) fn initiatives_call(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    templates: &Templates,
    call: &Call,
    root: &str,
) -> Result<RenderedCall, Diagnostic> {
    let wanted = Wanted {
        field: argument(facts, call, "field", field_argument)?,
        unit: argument(facts, call, "unit", unit_argument)?,
        indicator: match call.get("indicator") {
            Some(_) => Some(indicator_argument(facts, call)?),
            None => None,
        },
    };
    let all = facts.campaign.initiatives.iter();
    let mut found: Vec<InitiativeId> = all
        .filter(|(_, initiative)| wanted.fits(initiative))
        .map(|(id, _)| id)
        .collect();
    let all = (found.len() > MOST_INITIATIVES).then(|| list_of(facts, wording, &wanted));
    found.truncate(MOST_INITIATIVES);
    let (entries, illustrative) = archive::ready_entries(facts, wording, archive, &found);
    let content = InitiativesCall { entries, all };
    render_call(
        templates,
        "call_initiatives.html",
        root,
        content,
        illustrative,
    )
}

/// The list of what a call asks for; of what has several things in common there is none but the whole archive.
fn list_of(facts: &Facts<'_>, wording: &Wording, wanted: &Wanted) -> LinkView {
    let campaign = facts.campaign;
    let list = match (wanted.field, wanted.unit, wanted.indicator) {
        (Some(field), None, None) => list_path(By::Field, &campaign.fields.get(field).key, 1),
        (None, Some(unit), None) => list_path(By::Unit, &campaign.units.get(unit).code, 1),
        (None, None, Some(indicator)) => {
            list_path(By::Indicator, &campaign.indicators.get(indicator).code, 1)
        }
        _ => archive::link(wording).href,
    };
    LinkView::new(wording.word("archive.all"), list)
}
