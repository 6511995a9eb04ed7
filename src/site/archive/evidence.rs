//! What was seen of an initiative beside its block, as lists and entries say it.

use super::list::{By, path};
use crate::figures::Evidence;
use crate::model::InitiativeId;
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording};

/// Better than the rest of the block, in an address.
const BETTER: &str = "tot-hon-khoi";

/// Tried without a difference, in an address.
const NO_BETTER: &str = "chua-thay-khac-biet";

/// Nothing can be said, in an address.
pub(super) const UNKNOWN: &str = "chua-do-duoc";

/// All of them, in the order in which readers are offered them.
pub(super) const KEYS: [&str; 3] = [BETTER, NO_BETTER, UNKNOWN];

/// What was seen of an initiative, as a key in addresses.
pub(super) fn key(facts: &Facts<'_>, id: InitiativeId) -> &'static str {
    match facts.figures.impacts.best_evidence(facts.campaign, id) {
        Evidence::Better(_) => BETTER,
        Evidence::NoBetter => NO_BETTER,
        Evidence::Unknown => UNKNOWN,
    }
}

/// What a key is called.
pub(super) fn label(wording: &Wording, key: &str) -> &'static str {
    wording.word(match key {
        BETTER => "archive.evidence.better",
        NO_BETTER => "archive.evidence.no-better",
        _ => "archive.evidence.unknown",
    })
}

/// The list of those that were tried without a difference, where there are any.
pub(in crate::site) fn tried_link(wording: &Wording, archive: &Archive) -> Option<LinkView> {
    let mut lists = archive.lists.by(By::Evidence);
    let list = lists.find(|list| &*list.key == NO_BETTER)?;
    let count = wording.whole(list.initiatives.len());
    let label = wording.fill("archive.evidence.tried", &[("count", &count)]);
    Some(LinkView::new(label, path(By::Evidence, NO_BETTER, 1)))
}
