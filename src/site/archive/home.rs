//! What can be learned from others, on the home page.

use super::coverage::{initiatives_registered, registered_words};
use super::entry::ready_entries;
use super::link;
use crate::figures::Evidence;
use crate::model::InitiativeId;
use crate::render::Shared;
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording};
use serde::Serialize;
use std::cmp::Reverse;

/// What the home page tells of the archive.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomePractices {
    /// Those that got better than their block, then those of which nothing can be said, of each those first that most
    /// other units took up: for a short list ([`super::EntryView`]). None that was tried without a difference.
    pub first: Vec<Shared>,
    /// The latest initiatives ([`super::EntryView`]).
    pub newest: Vec<Shared>,
    /// Those that most other units took up, apart from the latest ([`super::EntryView`]).
    pub most_adopted: Vec<Shared>,
    /// "20 / 24 đơn vị đã đăng ký sáng kiến", where any unit owes one.
    pub coverage: Option<LinkView>,
    /// The archive.
    pub all: LinkView,
    /// Whether anything in them is illustrative.
    #[serde(skip)]
    pub illustrative: bool,
}

/// How many initiatives of a kind the home page shows.
const MOST: usize = 3;

/// What the home page tells of the archive; `None` where there is none.
pub(in crate::site) fn home_practices(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
) -> Option<HomePractices> {
    let all = &facts.campaign.initiatives;
    if all.0.is_empty() {
        return None;
    }
    let adopters = |id: InitiativeId| all.get(id).adopted_by.len();
    let seen = |id| facts.figures.impacts.best_evidence(facts.campaign, id);
    let mut first: Vec<(bool, InitiativeId)> = all
        .iter()
        .map(|(id, _)| (seen(id), id))
        .filter(|(seen, _)| *seen != Evidence::NoBetter)
        .map(|(seen, id)| (seen.lead().is_none(), id))
        .collect();
    first.sort_by_key(|&(unseen, id)| (unseen, Reverse(adopters(id)), id));
    let mut first: Vec<InitiativeId> = first.into_iter().map(|(_, id)| id).collect();
    first.truncate(MOST);
    let (first, first_illustrative) = ready_entries(facts, wording, archive, &first);
    let newest: Vec<InitiativeId> = all.iter().take(MOST).map(|(id, _)| id).collect();
    let mut adopted: Vec<(usize, InitiativeId)> = all
        .iter()
        .skip(MOST)
        .map(|(id, initiative)| (initiative.adopted_by.len(), id))
        .filter(|(count, _)| *count > 0)
        .collect();
    adopted.sort_by_key(|&(count, id)| (Reverse(count), id));
    adopted.truncate(MOST);
    let adopted: Vec<InitiativeId> = adopted.into_iter().map(|(_, id)| id).collect();
    let (newest, newest_illustrative) = ready_entries(facts, wording, archive, &newest);
    let (most_adopted, adopted_illustrative) = ready_entries(facts, wording, archive, &adopted);
    let count = wording.whole(all.0.len());
    let label = wording.fill("archive.home.all", &[("count", &count)]);
    Some(HomePractices {
        first,
        newest,
        most_adopted,
        coverage: initiatives_registered(facts, archive).map(|count| {
            let label = registered_words(wording, "archive.coverage.title", count);
            let list = link(wording).href;
            LinkView::new(label, format!("{list}#do_phu"))
        }),
        all: LinkView::new(label, link(wording).href),
        illustrative: first_illustrative
            || newest_illustrative
            || adopted_illustrative
            || archive.coverage.is_illustrative(),
    })
}
