//! The units that began or took up initiatives (`sang-kien/don-vi/index.html`), by block.

use super::link;
use super::list::List;
use crate::figures::BlockId;
use crate::site::layout::{LayoutView, LinkView, page_view};
use crate::site::pager::PagerView;
use crate::site::unit_blocks::MOST_ROWS;
use crate::site::{Archive, Around, Facts, Site, Wording};
use serde::Serialize;

/// The interface of `archive_units.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnitIndexView {
    /// What surrounds it.
    pub page: LayoutView,
    /// "40 đơn vị có sáng kiến hoặc đã áp dụng"
    pub heading: String,
    /// The blocks of this page of the index.
    pub blocks: Vec<IndexBlock>,
    /// The other pages of the index.
    #[serde(flatten)]
    pub pager: PagerView,
}

page_view!(UnitIndexView, "archive_units.html");

/// Units of a block.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndexBlock {
    /// Its name.
    pub name: String,
    /// The units.
    pub units: Vec<IndexUnit>,
}

/// A unit of the index.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndexUnit {
    /// Its list.
    pub link: LinkView,
    /// "2 của đơn vị, 1 đã áp dụng"
    pub count: String,
}

/// Plans the pages of the index.
pub(super) fn plan(archive: &Archive, site: &mut Site<'_>) {
    let pages = pages(archive);
    for number in 1..=pages {
        site.page(path(number), move |c| {
            unit_index_view(&c.facts, &c.wording, &c.archive, &c.around, number)
        });
    }
}

fn pages(archive: &Archive) -> usize {
    archive.lists.of_units().len().div_ceil(MOST_ROWS)
}

fn path(number: usize) -> String {
    match number {
        1 => "sang-kien/don-vi/index.html".to_owned(),
        _ => format!("sang-kien/don-vi/index/trang-{number}.html"),
    }
}

/// A link to the index of units.
pub(super) fn unit_index_link(wording: &Wording) -> LinkView {
    LinkView::new(wording.word("archive.units"), path(1))
}

fn unit_index_view(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    around: &Around,
    number: usize,
) -> UnitIndexView {
    let units = archive.lists.of_units();
    let count = wording.whole(units.len());
    let title = wording.word("archive.units").to_owned();
    let description = wording.word("archive.units-description").to_owned();
    let mut page = around.layout(super::PART, &path(number), title, description);
    page.crumbs = vec![link(wording)];
    let from = (number - 1) * MOST_ROWS;
    let here = &units[from..units.len().min(from + MOST_ROWS)];
    let entries = here.iter().flat_map(|list| &list.initiatives);
    page.illustrative = entries
        .into_iter()
        .any(|&id| facts.campaign.initiatives.get(id).illustrative);
    let blocks = here.chunk_by(|a, b| block_of(facts, a) == block_of(facts, b));
    UnitIndexView {
        page,
        heading: wording.fill("archive.units-title", &[("count", &count)]),
        blocks: blocks
            .map(|lists| index_block(facts, wording, lists))
            .collect(),
        pager: PagerView::new(number, pages(archive), path),
    }
}

/// The block of the unit that a list is of.
fn block_of(facts: &Facts<'_>, list: &List) -> Option<BlockId> {
    list.unit.map(|unit| facts.figures.blocks.of(unit))
}

fn index_block(facts: &Facts<'_>, wording: &Wording, lists: &[List]) -> IndexBlock {
    let name = lists.first().and_then(|list| block_of(facts, list));
    IndexBlock {
        name: name.map_or_else(String::new, |block| facts.block_name(block)),
        units: lists.iter().map(|list| index_unit(wording, list)).collect(),
    }
}

fn index_unit(wording: &Wording, list: &List) -> IndexUnit {
    let begun = wording.whole(list.begun);
    let adopted = wording.whole(list.initiatives.len() - list.begun);
    let args = [("begun", &*begun), ("adopted", &adopted)];
    IndexUnit {
        link: LinkView::new(&*list.label, list.path(1)),
        count: wording.fill("archive.begun-adopted", &args),
    }
}
