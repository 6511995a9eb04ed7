//! The initiatives that are meant to move an indicator, on its page.

use super::entry::ready_entries;
use super::list::{By, path};
use crate::model::{IndicatorId, InitiativeId};
use crate::render::Shared;
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording};
use serde::Serialize;

/// Initiatives that are meant to move an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MeantView {
    /// Some of them: those with a measured effect, then the latest ([`super::EntryView`]).
    pub entries: Vec<Shared>,
    /// The list of all of them, where there are more.
    pub all: Option<LinkView>,
    /// Whether anything in them is illustrative.
    pub illustrative: bool,
}

/// How many initiatives an indicator's page shows.
const MOST: usize = 5;

/// The initiatives that are meant to move an indicator; `None` where there are none.
pub(in crate::site) fn meant_to_move(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    indicator: IndicatorId,
) -> Option<MeantView> {
    let all = facts.campaign.initiatives.iter();
    let mut ids: Vec<InitiativeId> = all
        .filter(|(_, initiative)| initiative.indicators.contains(&indicator))
        .map(|(id, _)| id)
        .collect();
    let count = ids.len();
    if count == 0 {
        return None;
    }
    // Stable: those without a measured effect stay the latest first.
    ids.sort_by_key(|&id| {
        let mut impacts = facts.own_impacts(id);
        !impacts.any(|impact| impact.indicator == indicator)
    });
    ids.truncate(MOST);
    let (entries, illustrative) = ready_entries(facts, wording, archive, &ids);
    Some(MeantView {
        entries,
        all: (count > MOST).then(|| {
            let count = wording.whole(count);
            let label = wording.fill("archive.all-of", &[("count", &count)]);
            let code = &facts.campaign.indicators.get(indicator).code;
            LinkView::new(label, path(By::Indicator, code, 1))
        }),
        illustrative,
    })
}
