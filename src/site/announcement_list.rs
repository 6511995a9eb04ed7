//! The list of announcements (`thong-bao/index.html`, `thong-bao/trang-2.html`, …), newest first.

use super::announcement::Entry;
use super::feed::FeedOf;
use super::layout::{LayoutView, Part, page_view};
use super::pager::PagerView;
use super::topic::TopicLink;
use super::{Around, Facts, Site, Wording, announcement, feed, topic};
use serde::Serialize;

/// How many announcements a page of the list has.
const PER_PAGE: usize = 20;

/// The interface of `announcement_list.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AnnouncementListView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Those of this page of the list.
    pub entries: Vec<Entry>,
    /// All topics, on the first page.
    pub topics: Vec<TopicLink>,
    /// The other pages of the list.
    #[serde(flatten)]
    pub pager: PagerView,
}

page_view!(AnnouncementListView, "announcement_list.html");

/// Plans the pages of the list.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    let pages = facts.campaign.announcements.len().div_ceil(PER_PAGE);
    if pages > 0 {
        site.lead_to(PART);
    }
    for number in 1..=pages {
        site.page(path(number), move |c| {
            announcement_list_view(&c.facts, &c.wording, &c.around, number, pages)
        });
    }
}

/// The page with the latest.
pub(super) const PATH: &str = "thong-bao/index.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("pages.nav.announcements", PATH);

fn path(number: usize) -> String {
    match number {
        1 => PATH.to_owned(),
        _ => format!("thong-bao/trang-{number}.html"),
    }
}

fn announcement_list_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    number: usize,
    pages: usize,
) -> AnnouncementListView {
    let all = &facts.campaign.announcements;
    let count = wording.whole(all.len());
    let here = wording.whole(number);
    let title = match number {
        1 => wording.word("pages.nav.announcements").to_owned(),
        _ => wording.fill("pages.announcement-list.title", &[("page", &here)]),
    };
    let description = wording.fill("pages.announcement-list.description", &[("count", &count)]);
    let entries = all
        .iter()
        .skip((number - 1) * PER_PAGE)
        .take(PER_PAGE)
        .map(|a| announcement::entry(facts, wording, a))
        .collect();
    let mut page = around.layout(PART, &path(number), title, description);
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Announcements));
    AnnouncementListView {
        page,
        topics: match number {
            1 => topic::topic_links(facts, wording, None),
            _ => Vec::new(),
        },
        entries,
        pager: PagerView::new(number, pages, path),
    }
}
