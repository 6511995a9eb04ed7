//! How to be told of what is new (`theo-doi.html`): what feeds are and how they are used, for who has never heard of them.
//! Only where there are any.

use super::feed::{FeedOf, FeedView};
use super::layout::{LayoutView, Part, page_view};
use super::{Around, Facts, Site, Wording, feed};
use serde::Serialize;

/// The interface of `subscribe.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SubscribeView {
    /// What surrounds it.
    pub page: LayoutView,
    /// The feeds of the whole site and of its parts.
    pub feeds: Vec<FeedView>,
    /// Whether units have feeds of their own, each offered on the unit's page.
    pub has_units: bool,
}

page_view!(SubscribeView, "subscribe.html");

pub(super) const PATH: &str = "theo-doi.html";

/// The feeds of more than one unit.
const FEEDS: [FeedOf; 4] = [
    FeedOf::Site,
    FeedOf::Announcements,
    FeedOf::Initiatives,
    FeedOf::Changes,
];

/// Whether there is the page.
pub(super) fn is_there(facts: &Facts<'_>) -> bool {
    FEEDS.iter().any(|&of| feed::path(facts, of).is_some())
}

/// Plans the page.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if is_there(facts) {
        site.make(PATH, |c| {
            c.page(&subscribe_view(&c.facts, &c.wording, &c.around), PATH)
        });
    }
}

fn subscribe_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> SubscribeView {
    let word = |name| wording.word(name).to_owned();
    SubscribeView {
        page: around.layout(
            Part::OTHER,
            PATH,
            word("feed.link"),
            word("feed.description"),
        ),
        feeds: FEEDS
            .into_iter()
            .filter_map(|of| feed::view(facts, wording, of))
            .collect(),
        has_units: !facts.units_told_of.is_empty(),
    }
}
