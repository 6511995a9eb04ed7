//! What changed since it was published (`thay-doi.html`): a section a release, the newest first, and before them what is
//! in none yet. Each has pages of its own too (`thay-doi/2019-04-15.html`), whose addresses stay as others come.

mod csv;
mod entry;
mod layout;
mod marks;
mod moves;
mod rows;

pub(super) use entry::{counts, release_title};
pub(super) use layout::LogLayout;
pub(super) use marks::{
    RevisedNotes, RevisedView, revised_notes, revised_notes_of_all, revised_periods,
};

use super::feed::FeedOf;
use super::layout::{LayoutView, LinkView, Part, page_view};
use super::pager::PagerView;
use super::{Around, Facts, Site, Wording, feed};
use entry::{ReleaseView, release_view};
use layout::{FIRST_PAGE_MOVES, IN_FULL, ROWS_A_PAGE};
use rows::Shown;
use serde::Serialize;

/// The page.
pub(super) const PATH: &str = "thay-doi.html";

/// The interface of `change_log.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ChangeLogView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Whether it is the page of all releases.
    pub is_top: bool,
    /// What each release changed, the newest first; what is in none yet before them.
    pub releases: Vec<ReleaseView>,
    /// Earlier ones.
    pub earlier: Vec<LinkView>,
    /// Where the feed is.
    pub feed: Option<LinkView>,
    /// The other pages of the release.
    #[serde(flatten)]
    pub pager: PagerView,
}

page_view!(ChangeLogView, "change_log.html");

/// Plans the page, those of the releases, and their files; nothing where there are no releases.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    let history = &facts.figures.history;
    if history.is_empty() {
        return;
    }
    site.page(PATH, |c| top_view(&c.facts, &c.wording, &c.around));
    for at in 0..history.changes.len() {
        let pages = facts.log.pages(at);
        let is_release = history.changes[at].release.is_some();
        for number in 1..=pages {
            let path = facts.log.path(at, number);
            let own = path.clone();
            site.make(path, move |c| {
                let view = release_page(&c.facts, &c.wording, &c.around, at, number);
                let told = feed::release_entry(&c.facts, &c.wording, at);
                let page = c.page(&view, &own)?;
                Ok(match (number, told) {
                    (1, Some(told)) if is_release => page.told_in_feeds(told),
                    _ => page,
                })
            });
        }
        site.make(facts.log.csv_path(at), move |c| {
            Ok(csv::csv(&c.facts, &c.wording, at))
        });
    }
}

/// A link to the page, where there is one.
pub(super) fn link(facts: &Facts<'_>, wording: &Wording) -> Option<LinkView> {
    let has_log = !facts.figures.history.is_empty();
    has_log.then(|| LinkView::new(wording.word("changes.title"), PATH))
}

fn top_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> ChangeLogView {
    let title = wording.word("changes.title").to_owned();
    let description = wording.word("changes.description").to_owned();
    let mut page = around.layout(Part::OTHER, PATH, title, description);
    let all = (0..facts.figures.history.changes.len()).rev();
    let shown = all.clone().take(IN_FULL).map(|at| {
        let rows = Shown {
            at,
            rows: 0..facts.log.top_rows(at),
            moves: facts.log.top_moves(at),
            is_first: true,
            is_top: true,
        };
        release_view(facts, wording, &page.root, &rows)
    });
    let releases: Vec<ReleaseView> = shown.collect();
    let earlier = all.skip(IN_FULL).map(|at| {
        let title = release_title(facts, wording, at);
        LinkView::new(title, facts.log.path(at, 1))
    });
    page.illustrative = facts.any_illustrative() || releases.iter().any(|one| one.illustrative);
    let feed = feed::link(facts, wording, FeedOf::Changes);
    page.feeds.extend(feed.clone());
    ChangeLogView {
        page,
        is_top: true,
        releases,
        earlier: earlier.collect(),
        feed,
        pager: PagerView::new(1, 1, |_| PATH.to_owned()),
    }
}

fn release_page(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    at: usize,
    number: usize,
) -> ChangeLogView {
    let title = release_title(facts, wording, at);
    let page_title = match number {
        1 => title.clone(),
        _ => {
            let args = [("title", &*title), ("page", &wording.whole(number))];
            wording.fill("changes.page-title", &args)
        }
    };
    let description = wording.fill("changes.release-description", &[("title", &title)]);
    let path = facts.log.path(at, number);
    let mut page = around.layout(Part::OTHER, &path, page_title, description);
    page.crumbs = link(facts, wording).into_iter().collect();
    let from = (number - 1) * ROWS_A_PAGE;
    let rows = Shown {
        at,
        rows: from..(from + ROWS_A_PAGE).min(facts.log.rows(at)),
        moves: if number == 1 { FIRST_PAGE_MOVES } else { 0 },
        is_first: number == 1,
        is_top: false,
    };
    let release = release_view(facts, wording, &page.root, &rows);
    page.illustrative = facts.any_illustrative() || release.illustrative;
    page.downloads = vec![LinkView::new("CSV", facts.log.csv_path(at))];
    ChangeLogView {
        page,
        is_top: false,
        releases: vec![release],
        earlier: Vec::new(),
        feed: None,
        pager: PagerView::new(number, facts.log.pages(at), |n| facts.log.path(at, n)),
    }
}
