//! What the site consists of: a list of everything there will be, each a path and a function that makes its bytes.
//!
//! A kind of page is one file here and one template of the same name. It has two halves: a view, which turns the
//! campaign and its figures into a small serialisable value (the documented interface of its template), and a `plan`,
//! which gives every page its path. To add a page, write such a file and name its `plan` in [`plan_all`].
//!
//! | file | holds |
//! | --- | --- |
//! | `facts`, `links`, `wording`, `charts` | what pages take: the campaign with its figures, where things are, words and numbers, what drawings share |
//! | `layout`, `prose`, `call` | what surrounds a page, and written texts with the figures in them |
//! | `listing` | lists of units as pages: how all kinds of pages are split where there are many |
//! | `component`, `shown`, `series`, `series_table`, `heat_table`, `field_table`, `tile_map`, … | pieces of several pages |
//! | `pictures` | the pictures beside the texts, prepared once |
//! | `plan`, `declared`, `make`, `context` | the list of everything, what pages declare of themselves, and how they are made |
//! | `data`, `feed`, `embed`, `sitemap`, `robots`, `assets` | what is no page of its own: downloads, feeds, frames |
//! | the others | a kind of page each |

mod alias;
mod announcement;
mod announcement_list;
mod archive;
mod assets;
mod attention;
mod better;
mod call;
mod change;
mod change_log;
mod charts;
mod component;
mod context;
mod data;
mod data_page;
mod declared;
mod embed;
mod facts;
mod feed;
mod field_charts;
mod field_table;
mod free_page;
mod heat_table;
mod home;
mod indicator;
mod indicator_list;
mod indicator_units;
mod initiative;
mod lag;
mod layout;
mod links;
mod listing;
mod make;
mod methodology;
mod moves_chart;
mod not_found;
mod outside_index;
mod pager;
mod pictures;
mod plan;
mod prose;
mod ranking;
mod report;
mod robots;
mod series;
mod series_table;
mod shown;
mod sitemap;
mod squeeze;
mod standings;
mod submission;
mod subscribe;
#[cfg(test)]
pub(crate) mod testing;
mod tile_map;
mod topic;
mod unit;
mod unit_blocks;
mod unit_finder;
mod unit_list;
mod unsound_prose;
mod wording;
mod xml;

pub use archive::Archive;
pub use charts::Charts;
pub use context::Context;
pub use facts::Facts;
use layout::{Around, LinkView};
use prose::RenderedProse;
pub use wording::Wording;

pub use declared::{Collected, Collection, Declared, OutputFile};
pub use make::{Sink, make};
pub use pictures::Pictures;
pub use plan::{Content, Planned, Site};
pub use unsound_prose::check_texts;

/// Plans everything that there will be.
fn plan_all(facts: &Facts<'_>, archive: &Archive) -> Site<'static> {
    let mut site = Site::default();
    home::plan(facts, &mut site);
    announcement_list::plan(facts, &mut site);
    announcement::plan(facts, &mut site);
    unit_list::plan(facts, &mut site);
    unit::plan(facts, &mut site);
    indicator_list::plan(facts, &mut site);
    indicator::plan(facts, &mut site);
    change_log::plan(facts, &mut site);
    ranking::plan(facts, &mut site);
    topic::plan(facts, &mut site);
    outside_index::plan(facts, &mut site);
    methodology::plan(&mut site);
    archive::plan(facts, archive, &mut site);
    initiative::plan(facts, &mut site);
    report::plan(&mut site);
    free_page::plan(facts, &mut site);
    subscribe::plan(facts, &mut site);
    not_found::plan(&mut site);
    submission::plan(facts, &mut site);
    data::plan(facts, &mut site);
    data_page::plan(&mut site);
    unit_finder::plan(facts, &mut site);
    assets::plan(facts, &mut site);
    feed::plan(facts, &mut site);
    robots::plan(facts, &mut site);
    sitemap::plan(facts, &mut site);
    // The sitemap knows nothing of these.
    embed::plan(facts, &mut site);
    site
}

/// What the foot of every page leads to: how figures are made, where to get them, the free pages.
fn foot(facts: &Facts<'_>, wording: &Wording) -> Vec<LinkView> {
    let has_indices = !facts.campaign.indices.0.is_empty();
    let indices =
        has_indices.then(|| LinkView::new(wording.word("indices.title"), outside_index::PATH));
    let method = LinkView::new(wording.word("method.title"), methodology::PATH);
    let data = LinkView::new(wording.word("data.title"), data_page::PATH);
    let changes = change_log::link(facts, wording);
    let pages = facts.campaign.pages.iter();
    let free = pages.map(|page| LinkView::new(&*page.title, free_page::path(page)));
    let feed = subscribe::is_there(facts)
        .then(|| LinkView::new(wording.word("feed.link"), subscribe::PATH));
    let ours = indices.into_iter().chain([method, data]).chain(changes);
    ours.chain(free).chain(feed).collect()
}
