//! What a page of a split list says of the others.

use super::{Above, Listing, MOST_LINKS, PartId, chunks, link_pages};
use crate::site::layout::{LayoutView, LinkView, Part};
use crate::site::pager::PagerView;
use crate::site::{Around, Facts, Wording};
use serde::Serialize;
use std::ops::Range;

/// What a page of a list says of its other pages.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartsView {
    /// Of which units it is: "Phường, Quận 5"; absent where the list begins.
    pub heading: Option<String>,
    /// What it leads to: the pages of blocks, or of units above.
    pub links: Vec<PartLink>,
    /// Whether these are the pages of units above.
    pub by_parent: bool,
    /// The pages over which it goes on, named by what stands on them.
    #[serde(flatten)]
    pub pager: PagerView,
}

/// A page of units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartLink {
    /// The page.
    pub link: LinkView,
    /// Its anchor here; only that of a block has one.
    pub anchor: Option<String>,
    /// How many units it has.
    pub count: String,
    /// To which pages it leads in turn, where the way would be long else.
    pub within: Vec<LinkView>,
}

impl Listing {
    /// What a page says of the others.
    pub(in crate::site) fn parts_view(
        &self,
        facts: &Facts<'_>,
        wording: &Wording,
        part: PartId,
    ) -> PartsView {
        let links = self.links(facts, wording, part);
        // A page that leads to the others is none of them.
        let before = u32::from(self.shelf_at(part.at).is_none());
        let pages = match part.number.checked_sub(before) {
            Some(0) => 1,
            _ => self.pages_at(part.at).max(1) - before as usize,
        };
        let other = |number: usize| PartId {
            number: number as u32 + before,
            ..part
        };
        let path = |number| self.path(facts, other(number));
        let range = |number| self.range(facts, wording, other(number));
        let here = part.number.saturating_sub(before).max(1);
        let pager = PagerView::named(here as usize, pages, path, range);
        PartsView {
            heading: self.name(facts, wording, part),
            by_parent: part.at.is_some(),
            links,
            pager,
        }
    }

    /// What surrounds a page: that which is given is of the page at which the list begins.
    pub(in crate::site) fn layout(
        &self,
        facts: &Facts<'_>,
        wording: &Wording,
        around: &Around,
        part: PartId,
        (nav, top): (Part, LinkView),
        description: String,
    ) -> LayoutView {
        let path = self.path(facts, part);
        let Some(name) = self.name(facts, wording, part) else {
            return around.layout(nav, &path, top.label, description);
        };
        let fill = |name: &str| {
            let args = [("list", &*top.label), ("part", name)];
            wording.fill("pages.parts.title", &args)
        };
        let description = format!("{}. {description}", fill(&name));
        let mut page = around.layout(nav, &path, fill(&name), description);
        page.crumbs.push(top);
        let is_below = |&(_, shelf): &(u32, Option<u32>)| shelf.is_some() || part.number > 1;
        let above = part.at.filter(is_below);
        page.crumbs.extend(above.map(|(block, _)| {
            let at = Some((block, None));
            let block = PartId { at, number: 1 };
            let label = self.name(facts, wording, block).unwrap_or_default();
            LinkView::new(label, self.path(facts, block))
        }));
        page
    }

    /// The units that stand on a page: "Phường, Quận 5 (201–400)"; `None` where the list begins.
    fn name(&self, facts: &Facts<'_>, wording: &Wording, part: PartId) -> Option<String> {
        let name = match part.at {
            None if part.number == 1 => return None,
            None => return Some(self.range(facts, wording, part)),
            Some((block, shelf)) => {
                let of = &self.blocks[block as usize];
                let name = facts.block_name(of.id);
                match shelf.map(|shelf| of.shelves[shelf as usize].above) {
                    None | Some(Above::Any) => name,
                    Some(above) => {
                        let above = above_name(facts, wording, above);
                        let args = [("block", &*name), ("above", &above)];
                        wording.fill("pages.parts.of", &args)
                    }
                }
            }
        };
        if part.number == 1 {
            return Some(name);
        }
        let range = self.range(facts, wording, part);
        let args = [("part", &*name), ("range", &range)];
        Some(wording.fill("pages.parts.numbered", &args))
    }

    /// What stands on one of several pages: "201–400", or "Quận 5 – Quận 9" of links.
    fn range(&self, facts: &Facts<'_>, wording: &Wording, part: PartId) -> String {
        if let Some(shelf) = self.shelf_at(part.at) {
            let mut before =
                chunks(&shelf.lines, self.rows.unwrap_or(1)).take(part.number as usize);
            let last: usize = before.clone().map(<[_]>::len).sum();
            let first = last + 1 - before.next_back().map_or(0, <[_]>::len);
            return format!("{}–{}", wording.whole(first), wording.whole(last));
        }
        let name = |at: u32| match part.at {
            None => facts.block_name(self.blocks[at as usize].id),
            Some((block, _)) => {
                let shelf = &self.blocks[block as usize].shelves[at as usize];
                above_name(facts, wording, shelf.above)
            }
        };
        let here = self.linked(part);
        let (first, last) = match (here.clone().next(), here.last()) {
            (Some(first), Some(last)) if first < last => (first, last),
            (only, _) => return only.map(name).unwrap_or_default(),
        };
        let args = [("first", &*name(first)), ("last", &name(last))];
        wording.fill("pages.parts.range", &args)
    }

    /// To which blocks or shelves a page leads, by their places; the first of several leads to the others instead.
    fn linked(&self, part: PartId) -> Range<u32> {
        let count = self.link_count(part.at) as u32;
        let pages = link_pages(count as usize) as u32;
        if pages == 0 {
            return 0..count;
        }
        let each = count.div_ceil(pages);
        let first = each * part.number.saturating_sub(2);
        first..count.min(first + each)
    }

    /// To which pages one leads.
    fn links(&self, facts: &Facts<'_>, wording: &Wording, part: PartId) -> Vec<PartLink> {
        if self.is_whole() || self.shelf_at(part.at).is_some() {
            return Vec::new();
        }
        if part.number == 1 && self.pages_at(part.at) > 1 {
            return self.ranges(facts, wording, part.at);
        }
        let here = self.linked(part);
        here.map(|at| match part.at {
            None => self.block_link(facts, wording, at),
            Some((block, _)) => self.shelf_link(facts, wording, block, at),
        })
        .collect()
    }

    /// The pages over which the links of a place stand.
    fn ranges(
        &self,
        facts: &Facts<'_>,
        wording: &Wording,
        at: Option<(u32, Option<u32>)>,
    ) -> Vec<PartLink> {
        let numbers = 2..=self.pages_at(at) as u32;
        let range = |number: u32| {
            let part = PartId { at, number };
            let units = self.linked(part).map(|linked| match at {
                None => self.blocks[linked as usize].len(),
                Some((block, _)) => self.blocks[block as usize].shelves[linked as usize]
                    .lines
                    .len(),
            });
            PartLink {
                link: LinkView::new(self.range(facts, wording, part), self.path(facts, part)),
                anchor: None,
                count: wording.whole(units.sum()),
                within: Vec::new(),
            }
        };
        numbers.map(range).collect()
    }

    fn block_link(&self, facts: &Facts<'_>, wording: &Wording, at: u32) -> PartLink {
        let block = &self.blocks[at as usize];
        let path = self.block_path(facts, block.id);
        // From here each unit is then as near as from anywhere.
        let is_short = self.blocks.len() * link_pages(block.shelves.len()) <= 2 * MOST_LINKS;
        let ranges = self.ranges(facts, wording, Some((at, None))).into_iter();
        let ranges = ranges.filter(|_| is_short && !block.is_one_shelf());
        PartLink {
            within: ranges.map(|range| range.link).collect(),
            link: LinkView::new(facts.block_name(block.id), path),
            anchor: Some(facts.block_anchor(block.id)),
            count: wording.whole(block.len()),
        }
    }

    fn shelf_link(&self, facts: &Facts<'_>, wording: &Wording, block: u32, at: u32) -> PartLink {
        let shelf = &self.blocks[block as usize].shelves[at as usize];
        let part = PartId {
            at: Some((block, Some(at))),
            number: 1,
        };
        let label = above_name(facts, wording, shelf.above);
        PartLink {
            link: LinkView::new(label, self.path(facts, part)),
            anchor: None,
            count: wording.whole(shelf.lines.len()),
            within: Vec::new(),
        }
    }
}

fn above_name(facts: &Facts<'_>, wording: &Wording, above: Above) -> String {
    match above {
        Above::Unit(unit) => facts.unit_title(unit),
        Above::Any | Above::Nothing => wording.word("pages.parts.top").to_owned(),
    }
}
