//! The list of announcements (`thong-bao/index.html`, `thong-bao/trang-2.html`, …), newest first.

use super::announcement::Entry;
use super::feed::FeedOf;
use super::layout::{Layout, Part};
use super::pager::PagerView;
use super::topic::TopicLink;
use super::{Context, Site};
use serde::Serialize;

/// How many announcements a page of the list has.
const PER_PAGE: usize = 20;

/// The interface of `announcement_list.html`.
#[derive(Debug, Clone, Serialize)]
pub struct AnnouncementListView {
    /// What surrounds it.
    pub page: Layout,
    /// How many announcements there are.
    pub count: String,
    /// Those of this page of the list.
    pub entries: Vec<Entry>,
    /// All topics, on the first page.
    pub topics: Vec<TopicLink>,
    /// This page's number, from 1.
    pub number: usize,
    /// The other pages of the list.
    #[serde(flatten)]
    pub pager: PagerView,
}

/// Plans the pages of the list.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let pages = context.campaign.announcements.len().div_ceil(PER_PAGE);
    for number in 1..=pages {
        site.make(path(number), move |context| {
            let view = context.announcement_list_view(number, pages);
            context.page("announcement_list.html", &view, &view.page, &path(number))
        });
    }
}

fn path(number: usize) -> String {
    if number == 1 {
        "thong-bao/index.html".to_owned()
    } else {
        format!("thong-bao/trang-{number}.html")
    }
}

impl Context<'_> {
    fn announcement_list_view(&self, number: usize, pages: usize) -> AnnouncementListView {
        let all = &self.campaign.announcements;
        let count = self.whole(all.len());
        let here = self.whole(number);
        let title = match number {
            1 => self.word("pages.nav.announcements").to_owned(),
            _ => self
                .words
                .fill("pages.announcement-list.title", &[("page", &here)]),
        };
        let description = self
            .words
            .fill("pages.announcement-list.description", &[("count", &count)]);
        let entries = all
            .iter()
            .skip((number - 1) * PER_PAGE)
            .take(PER_PAGE)
            .map(|a| self.entry(a))
            .collect();
        let mut page = self.layout(Part::Announcements, &path(number), title, description);
        page.feeds.extend(self.feed_link(FeedOf::Announcements));
        AnnouncementListView {
            page,
            topics: match number {
                1 => self.topic_links(None),
                _ => Vec::new(),
            },
            count,
            entries,
            number,
            pager: PagerView::new(number, pages, path),
        }
    }
}
