//! The units that began or took up initiatives (`sang-kien/don-vi/index.html`), by block.

use super::list::List;
use crate::diagnostic::Diagnostic;
use crate::figures::BlockId;
use crate::site::layout::{Layout, LinkView, Part};
use crate::site::pager::PagerView;
use crate::site::unit_blocks::MOST_ROWS;
use crate::site::{Context, Made, Site};
use serde::Serialize;

/// The interface of `archive_units.html`.
#[derive(Debug, Clone, Serialize)]
pub struct UnitIndexView {
    /// What surrounds it.
    pub page: Layout,
    /// "40 đơn vị có sáng kiến hoặc đã áp dụng"
    pub heading: String,
    /// The blocks of this page of the index.
    pub blocks: Vec<IndexBlock>,
    /// The other pages of the index.
    #[serde(flatten)]
    pub pager: PagerView,
}

/// Units of a block.
#[derive(Debug, Clone, Serialize)]
pub struct IndexBlock {
    /// Its name.
    pub name: String,
    /// The units.
    pub units: Vec<IndexUnit>,
}

/// A unit of the index.
#[derive(Debug, Clone, Serialize)]
pub struct IndexUnit {
    /// Its list.
    pub link: LinkView,
    /// "2 của đơn vị, 1 đã áp dụng"
    pub count: String,
}

/// Plans the pages of the index.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    let pages = pages(context);
    for number in 1..=pages {
        site.make(path(number), move |context| render(context, number));
    }
}

fn pages(context: &Context<'_>) -> usize {
    context.archive.lists.of_units().len().div_ceil(MOST_ROWS)
}

fn path(number: usize) -> String {
    match number {
        1 => "sang-kien/don-vi/index.html".to_owned(),
        _ => format!("sang-kien/don-vi/index/trang-{number}.html"),
    }
}

fn render(context: &Context<'_>, number: usize) -> Result<Made, Diagnostic> {
    let view = context.unit_index_view(number);
    context.page("archive_units.html", &view, &view.page, &path(number))
}

impl Context<'_> {
    /// A link to the index of units.
    pub(super) fn unit_index_link(&self) -> LinkView {
        LinkView::new(self.word("archive.units"), path(1))
    }

    fn unit_index_view(&self, number: usize) -> UnitIndexView {
        let units = self.archive.lists.of_units();
        let count = self.whole(units.len());
        let title = self.word("archive.units").to_owned();
        let description = self.word("archive.units-description").to_owned();
        let mut page = self.layout(Part::Initiatives, &path(number), title, description);
        page.crumbs = vec![self.archive_link()];
        let from = (number - 1) * MOST_ROWS;
        let here = &units[from..units.len().min(from + MOST_ROWS)];
        let entries = here.iter().flat_map(|list| &list.initiatives);
        page.illustrative = entries
            .into_iter()
            .any(|&id| self.campaign.initiatives.get(id).illustrative);
        let blocks = here.chunk_by(|a, b| self.block_of(a) == self.block_of(b));
        UnitIndexView {
            page,
            heading: self.words.fill("archive.units-title", &[("count", &count)]),
            blocks: blocks.map(|lists| self.index_block(lists)).collect(),
            pager: PagerView::new(number, pages(self), path),
        }
    }

    /// The block of the unit that a list is of.
    fn block_of(&self, list: &List) -> Option<BlockId> {
        list.unit.map(|unit| self.figures.blocks.of(unit))
    }

    fn index_block(&self, lists: &[List]) -> IndexBlock {
        let name = lists.first().and_then(|list| self.block_of(list));
        IndexBlock {
            name: name.map_or_else(String::new, |block| self.block_name(block)),
            units: lists.iter().map(|list| self.index_unit(list)).collect(),
        }
    }

    fn index_unit(&self, list: &List) -> IndexUnit {
        let begun = self.whole(list.begun);
        let adopted = self.whole(list.initiatives.len() - list.begun);
        let args = [("begun", &*begun), ("adopted", &adopted)];
        IndexUnit {
            link: LinkView::new(&*list.label, list.path(1)),
            count: self.words.fill("archive.begun-adopted", &args),
        }
    }
}
