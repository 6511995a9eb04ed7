//! Lists of units as pages. A list that has room stands on one page. A longer one is split: its page leads to one a
//! block; that of a block too long for one table to one a unit above; and where no unit stands between, the rows go on
//! over pages of so many each. No page grows with the number of units, and each unit is three links from the top.

#[cfg(test)]
mod tests;
mod view;

pub(super) use view::PartsView;

use super::layout::PageView;
use super::{Context, Facts, Site, indicator_units, ranking, submission, unit_list};
use crate::figures::BlockId;
use crate::model::{IndicatorId, UnitId};
use crate::text::slug;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most rows of a list that stands on one page.
const MOST_ROWS: usize = 500;

/// About the most elements that they may be; a campaign of many indicators has long rows.
const MOST_ELEMENTS: usize = 12_000;

/// About how many elements the rows of a page of a split list may be.
const PAGE_ELEMENTS: usize = 3_600;

/// The fewest rows of such a page, however long each is.
const FEWEST_ROWS: usize = 10;

/// Past this many rows a block whose units lie below several others has a page for each of those.
const BLOCK_ROWS: usize = 200;

/// The most pages to which one leads; where there are more, it leads to pages of such links.
const MOST_LINKS: usize = 60;

/// The fewest links of such a page.
const FEWEST_LINKS: usize = 20;

/// All lists of units.
#[derive(Debug, Default)]
pub(super) struct Listings {
    pub(super) units: Listing,
    pub(super) ranking: Listing,
    pub(super) submissions: Listing,
    /// By indicator: its standings.
    indicators: Vec<Listing>,
}

impl Listings {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let slugs = block_slugs(facts);
        let indicators = facts.campaign.indicators.iter().map(|(id, _)| id);
        Self {
            units: Listing::new(facts, &slugs, unit_list::list(facts)),
            ranking: Listing::new(facts, &slugs, ranking::list(facts)),
            submissions: Listing::new(facts, &slugs, submission::list(facts)),
            indicators: indicators
                .map(|id| Listing::new(facts, &slugs, indicator_units::list(facts, id)))
                .collect(),
        }
    }

    /// The standings of an indicator.
    pub(super) fn of(&self, indicator: IndicatorId) -> &Listing {
        &self.indicators[indicator.0 as usize]
    }
}

/// A list before it is split.
pub(super) struct List {
    /// The page at which it begins.
    pub(super) top: String,
    /// The folder of its further pages.
    pub(super) folder: String,
    /// About how many elements a row is.
    pub(super) weight: usize,
    /// Its blocks, each with its units in the order of the list.
    pub(super) blocks: Vec<(BlockId, Vec<Line>)>,
}

/// A unit of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) unit: UnitId,
    /// Where it stands in what its block was listed from.
    pub(super) at: u32,
}

/// The lines of units in their order.
pub(super) fn lines(units: impl Iterator<Item = UnitId>) -> Vec<Line> {
    let numbered = (0..).zip(units);
    numbered.map(|(at, unit)| Line { unit, at }).collect()
}

/// A list of units by block, and on which page each stands.
#[derive(Debug, Default)]
pub(super) struct Listing {
    top: String,
    folder: String,
    /// How many rows a page takes; `None` where the first takes all.
    rows: Option<usize>,
    blocks: Vec<ListedBlock>,
    /// The pages of units that do not stand on the first of their shelf.
    numbers: FxHashMap<UnitId, u32>,
}

#[derive(Debug)]
struct ListedBlock {
    id: BlockId,
    /// Its part of an address.
    slug: Box<str>,
    shelves: Vec<Shelf>,
}

/// Units of a block: all of them, or those below one unit.
#[derive(Debug)]
struct Shelf {
    above: Above,
    lines: Box<[Line]>,
}

/// What the units of a shelf are below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Above {
    /// Different units: they are the whole block.
    Any,
    /// One unit.
    Unit(UnitId),
    /// None.
    Nothing,
}

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartId {
    /// The block and its shelf, by their places in the list.
    at: Option<(u32, Option<u32>)>,
    /// The number of the page among those of the same shelf or block, from 1. Where there are too many links for one
    /// page, the first leads to the others.
    number: u32,
}

impl PartId {
    /// The page at which a list begins.
    pub(super) const TOP: Self = Self {
        at: None,
        number: 1,
    };
}

impl Listing {
    fn new(facts: &Facts<'_>, slugs: &[Box<str>], list: List) -> Self {
        let rows: usize = list.blocks.iter().map(|(_, lines)| lines.len()).sum();
        let mut listing = Self {
            top: list.top,
            folder: list.folder,
            ..Self::default()
        };
        if rows <= MOST_ROWS && rows * list.weight <= MOST_ELEMENTS {
            return listing;
        }
        let rows = (PAGE_ELEMENTS / list.weight.max(1)).clamp(FEWEST_ROWS, MOST_ROWS);
        for (id, lines) in list.blocks {
            let shelves = shelves(facts, lines, rows.min(BLOCK_ROWS));
            for shelf in &shelves {
                for (number, lines) in (1..).zip(chunks(&shelf.lines, rows)) {
                    let here = lines.iter().filter(|_| number > 1);
                    let here = here.map(|line| (line.unit, number));
                    listing.numbers.extend(here);
                }
            }
            listing.blocks.push(ListedBlock {
                id,
                slug: slugs[id.0 as usize].clone(),
                shelves,
            });
        }
        listing.rows = Some(rows);
        listing
    }

    /// Whether all of it stands on one page.
    pub(super) fn is_whole(&self) -> bool {
        self.rows.is_none()
    }

    /// Plans its pages.
    pub(super) fn plan<V: PageView>(
        &self,
        facts: &Facts<'_>,
        site: &mut Site<'_>,
        view: impl Fn(&Context<'_>, PartId) -> V + Send + Sync + Copy + 'static,
    ) {
        for part in self.parts() {
            site.page(self.path(facts, part), move |context| view(context, part));
        }
    }

    /// All its pages.
    pub(super) fn parts(&self) -> Vec<PartId> {
        let mut parts = Vec::new();
        let mut add = |at, pages: usize| {
            parts.extend((1..=pages.max(1) as u32).map(|number| PartId { at, number }));
        };
        add(None, self.pages_at(None));
        for (block, of) in (0..).zip(&self.blocks) {
            let at = Some((block, None));
            add(at, self.pages_at(at));
            let shelves = (0..).zip(&of.shelves).filter(|_| !of.is_one_shelf());
            for (shelf, _) in shelves {
                let at = Some((block, Some(shelf)));
                add(at, self.pages_at(at));
            }
        }
        parts
    }

    /// How many pages there are of a block, of a shelf, or at the top.
    fn pages_at(&self, at: Option<(u32, Option<u32>)>) -> usize {
        let Some(rows) = self.rows else {
            return 1;
        };
        match self.shelf_at(at) {
            Some(shelf) => shelf.lines.len().div_ceil(rows),
            None => 1 + link_pages(self.link_count(at)),
        }
    }

    /// To how many pages it leads.
    fn link_count(&self, at: Option<(u32, Option<u32>)>) -> usize {
        match at {
            None => self.blocks.len(),
            Some((block, _)) => self.blocks[block as usize].shelves.len(),
        }
    }

    /// The shelf whose rows stand there; `None` where only links do.
    fn shelf_at(&self, at: Option<(u32, Option<u32>)>) -> Option<&Shelf> {
        let (block, shelf) = at?;
        let block = &self.blocks[block as usize];
        match shelf {
            Some(shelf) => block.shelves.get(shelf as usize),
            None if block.is_one_shelf() => block.shelves.first(),
            None => None,
        }
    }

    /// The block that a page is of, whether it is the block's first page, and its lines: `None` where they stand on
    /// other pages.
    pub(super) fn content(&self, part: PartId) -> Option<(BlockId, bool, Option<&[Line]>)> {
        let (block, shelf) = part.at?;
        let id = self.blocks[block as usize].id;
        let is_first = shelf.is_none() && part.number == 1;
        let lines = self.shelf_at(part.at).map(|shelf| self.chunk(shelf, part));
        Some((id, is_first, lines))
    }

    fn chunk<'s>(&self, shelf: &'s Shelf, part: PartId) -> &'s [Line] {
        let mut all = chunks(&shelf.lines, self.rows.unwrap_or(MOST_ROWS));
        all.nth(part.number as usize - 1).unwrap_or_default()
    }

    /// Where a page is.
    pub(super) fn path(&self, facts: &Facts<'_>, part: PartId) -> String {
        let block = |block: u32| &self.blocks[block as usize];
        let stem = match part.at {
            None if part.number == 1 => return self.top.clone(),
            None => self.folder.clone(),
            Some((at, None)) => format!("{}/khoi/{}", self.folder, block(at).slug),
            Some((at, Some(shelf))) => {
                let above = match block(at).shelves[shelf as usize].above {
                    Above::Unit(unit) => format!("thuoc/{}", facts.campaign.units.get(unit).code),
                    Above::Any | Above::Nothing => "goc".to_owned(),
                };
                format!("{}/khoi/{}/{above}", self.folder, block(at).slug)
            }
        };
        match part.number {
            1 => format!("{stem}.html"),
            number if self.shelf_at(part.at).is_some() => format!("{stem}/trang/{number}.html"),
            number => format!("{stem}/trang/{}.html", number - 1),
        }
    }

    /// Where a block is: its place on the only page, or its own page.
    pub(super) fn block_path(&self, facts: &Facts<'_>, id: BlockId) -> String {
        match self.block_at(id) {
            Some(block) => self.path(
                facts,
                PartId {
                    at: Some((block, None)),
                    number: 1,
                },
            ),
            None => format!("{}#{}", self.top, facts.block_anchor(id)),
        }
    }

    /// The page on which a unit's row stands.
    pub(super) fn page_of(&self, facts: &Facts<'_>, unit: UnitId) -> String {
        let Some(block) = self.block_at(facts.figures.blocks.of(unit)) else {
            return self.top.clone();
        };
        let shelves = &self.blocks[block as usize].shelves;
        let above = match facts.campaign.units.get(unit).parent {
            Some(parent) => Above::Unit(parent),
            None => Above::Nothing,
        };
        // They stand in the order of the units above.
        let shelf =
            shelves.binary_search_by_key(&order(facts, above), |shelf| order(facts, shelf.above));
        let shelf = shelf.ok().filter(|_| shelves.len() > 1);
        let part = PartId {
            at: Some((block, shelf.map(|shelf| shelf as u32))),
            number: self.numbers.get(&unit).copied().unwrap_or(1),
        };
        self.path(facts, part)
    }

    /// The place of a block in a split list.
    fn block_at(&self, id: BlockId) -> Option<u32> {
        let at = self.blocks.binary_search_by_key(&id, |block| block.id);
        at.ok().map(|at| at as u32)
    }
}

impl ListedBlock {
    /// Whether its rows stand on its own pages.
    fn is_one_shelf(&self) -> bool {
        self.shelves.len() == 1
    }

    fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.lines.len()).sum()
    }
}

/// The shelves of a block: one, or where that would be longer than `most`, one a unit above.
fn shelves(facts: &Facts<'_>, lines: Vec<Line>, most: usize) -> Vec<Shelf> {
    let above = |line: &Line| match facts.campaign.units.get(line.unit).parent {
        Some(parent) => Above::Unit(parent),
        None => Above::Nothing,
    };
    // Pages of a unit or two would be no help.
    let several: FxHashSet<Above> = lines.iter().map(above).collect();
    if lines.len() <= most || several.len() == 1 || lines.len() < 3 * several.len() {
        return vec![Shelf {
            above: Above::Any,
            lines: lines.into(),
        }];
    }
    let mut sorted = lines;
    // Stable: the units of a shelf stay in the order of the list.
    sorted.sort_by_key(|line| order(facts, above(line)));
    let shelves = sorted.chunk_by(|a, b| above(a) == above(b));
    shelves
        .map(|lines| Shelf {
            above: lines.first().map_or(Above::Nothing, above),
            lines: lines.into(),
        })
        .collect()
}

/// Where the units below one stand among the others of their block: in the order of its name, those below none last.
fn order(facts: &Facts<'_>, above: Above) -> u32 {
    match above {
        Above::Unit(unit) => facts.figures.blocks.order(unit),
        Above::Any | Above::Nothing => u32::MAX,
    }
}

/// Over how many pages so many links stand, where they are too many for one.
fn link_pages(count: usize) -> usize {
    if count <= MOST_LINKS {
        return 0;
    }
    count.div_ceil(count.isqrt().max(FEWEST_LINKS))
}

/// As many parts as it takes for none to be longer than `most`, of about one length.
fn chunks<T>(all: &[T], most: usize) -> std::slice::Chunks<'_, T> {
    let pages = all.len().div_ceil(most.max(1)).max(1);
    all.chunks(all.len().div_ceil(pages).max(1))
}

/// The blocks' parts of addresses, each its own.
fn block_slugs(facts: &Facts<'_>) -> Vec<Box<str>> {
    /// A file's name may be no longer than 255 bytes, of which some stand behind this.
    const LONGEST: usize = 100;
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let blocks = facts.figures.blocks.iter();
    let one = blocks.map(|(_, block)| {
        let mut base = slug(&block.name);
        base.truncate(LONGEST);
        let base = match base.trim_end_matches('-') {
            "" => "khoi",
            base => base,
        };
        let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
        let mut names = std::iter::once(base.to_owned()).chain(numbered);
        let own = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(own.clone());
        own.into()
    });
    one.collect()
}
