//! `{{ initiatives(…) }}`: the latest initiatives of a field, of a unit, for an indicator, or of all of these.

use super::Made;
use crate::diagnostic::Diagnostic;
use crate::model::{FieldId, IndicatorId, Initiative, InitiativeId, UnitId};
use crate::render::{Call, Shared};
use crate::site::Context;
use crate::site::archive::{By, list_path};
use crate::site::layout::LinkView;
use serde::Serialize;

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

impl Context<'_> {
    pub(super) fn initiatives_call(&self, call: &Call, root: &str) -> Result<Made, Diagnostic> {
        let wanted = Wanted {
            field: self.argument(call, "field", Self::field_argument)?,
            unit: self.argument(call, "unit", Self::unit_argument)?,
            indicator: match call.get("indicator") {
                Some(_) => Some(self.indicator_argument(call)?),
                None => None,
            },
        };
        let all = self.campaign.initiatives.iter();
        let mut found: Vec<InitiativeId> = all
            .filter(|(_, initiative)| wanted.fits(initiative))
            .map(|(id, _)| id)
            .collect();
        let all = (found.len() > MOST_INITIATIVES).then(|| self.list_of(&wanted));
        found.truncate(MOST_INITIATIVES);
        let (entries, illustrative) = self.ready_entries(&found);
        let content = InitiativesCall { entries, all };
        self.render_call("call_initiatives.html", root, content, illustrative)
    }

    /// The list of what a call asks for; of what has several things in common there is none but the whole archive.
    fn list_of(&self, wanted: &Wanted) -> LinkView {
        let campaign = self.campaign;
        let list = match (wanted.field, wanted.unit, wanted.indicator) {
            (Some(field), None, None) => list_path(By::Field, &campaign.fields.get(field).key, 1),
            (None, Some(unit), None) => list_path(By::Unit, &campaign.units.get(unit).code, 1),
            (None, None, Some(indicator)) => {
                list_path(By::Indicator, &campaign.indicators.get(indicator).code, 1)
            }
            _ => self.archive_link().href,
        };
        LinkView::new(self.word("archive.all"), list)
    }
}
