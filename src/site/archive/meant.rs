//! The initiatives that are meant to move an indicator, on its page.

use super::entry::ready_entries;
use super::list::{By, path};
use crate::figures::Evidence;
use crate::model::{IndicatorId, InitiativeId};
use crate::render::Shared;
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording};
use serde::Serialize;
use std::cmp::Reverse;

/// Initiatives that are meant to move an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MeantView {
    /// Some of them: those that got better than their block, then the latest, those
    /// that were tried without a difference last ([`super::EntryView`]).
    pub entries: Vec<Shared>,
    /// The list of all of them, where there are more.
    pub all: Option<LinkView>,
    /// Whether anything in them is illustrative.
    #[serde(skip)]
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
    let seen = |id| {
        facts
            .figures
            .impacts
            .evidence(facts.campaign, id, indicator)
    };
    // Stable: those of which nothing can be said stay the latest first.
    ids.sort_by_cached_key(|&id| match seen(id) {
        Evidence::Better(lead) => (0, Some(Reverse(lead))),
        Evidence::Unknown => (1, None),
        Evidence::NoBetter => (2, None),
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
