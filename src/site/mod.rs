//! What the site consists of: a list of everything there will be, each a path and a function that makes its bytes.
//!
//! A kind of page is one file here and one template of the same name. It has two halves: a view, which turns the
//! campaign and its figures into a small serialisable value (the documented interface of its template), and a `plan`,
//! which gives every page its path. To add a page, write such a file and name its `plan` in [`plan_all`].

mod alias;
pub mod announcement;
pub mod announcement_list;
pub mod archive;
mod assets;
mod call;
mod context;
pub mod data;
pub mod data_page;
mod declared;
pub mod embed;
pub mod feed;
pub mod field_charts;
mod field_table;
pub mod free_page;
pub mod heat_table;
pub mod home;
pub mod indicator;
pub mod indicator_list;
pub mod initiative;
pub mod lag;
pub mod layout;
mod make;
pub mod methodology;
mod moves_chart;
pub mod not_found;
pub mod outside_index;
pub mod pager;
mod plan;
mod prose;
pub mod ranking;
pub mod report;
mod robots;
pub mod series;
pub mod series_table;
pub mod shown;
mod sitemap;
mod squeeze;
pub mod standings;
pub mod submission;
#[cfg(test)]
pub(crate) mod testing;
mod tile_map;
pub mod topic;
pub mod unit;
mod unit_blocks;
mod unit_finder;
pub mod unit_list;
mod unsound_prose;
mod xml;

pub use context::Context;
pub use declared::{Collected, Collection, Declared, Made};
pub use make::{Sink, make};
pub use plan::{Content, Planned, Site};
pub use unsound_prose::check_texts;

/// Plans everything that there will be.
fn plan_all(context: &Context<'_>) -> Site<'static> {
    let mut site = Site::default();
    home::plan(context, &mut site);
    announcement_list::plan(context, &mut site);
    announcement::plan(context, &mut site);
    unit_list::plan(context, &mut site);
    unit::plan(context, &mut site);
    indicator_list::plan(context, &mut site);
    indicator::plan(context, &mut site);
    ranking::plan(context, &mut site);
    report::plan(context, &mut site);
    topic::plan(context, &mut site);
    outside_index::plan(context, &mut site);
    methodology::plan(context, &mut site);
    archive::plan(context, &mut site);
    initiative::plan(context, &mut site);
    free_page::plan(context, &mut site);
    not_found::plan(context, &mut site);
    submission::plan(context, &mut site);
    data::plan(context, &mut site);
    data_page::plan(context, &mut site);
    unit_finder::plan(context, &mut site);
    assets::plan(context, &mut site);
    feed::plan(context, &mut site);
    robots::plan(context, &mut site);
    sitemap::plan(context, &mut site);
    // The sitemap knows nothing of these.
    embed::plan(context, &mut site);
    site
}
