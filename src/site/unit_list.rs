//! The list of units by block (`don-vi/index.html`).

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::unit_blocks::MOST_ROWS;
use super::{Around, Facts, Site, Wording, unit_blocks, unit_finder};
use crate::figures::{Block, BlockId};
use crate::model::UnitId;
use serde::Serialize;

/// The interface of `unit_list.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnitListView {
    /// What surrounds it.
    pub page: LayoutView,
    /// How many units there are.
    pub count: String,
    /// What may be typed to find one, of these units.
    pub find_example: Option<String>,
    /// The blocks.
    pub blocks: Vec<ListedBlock>,
}

page_view!(UnitListView, "unit_list.html");

/// A block with its units.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListedBlock {
    /// Its name.
    pub name: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// How many units it has.
    pub count: String,
    /// Its units in order of their names; empty where they are listed by the unit above them.
    pub units: Vec<ListedUnit>,
    /// Where the block's units lie below several units: its units by the one above them.
    pub groups: Vec<ListedGroup>,
    /// Where the block is too long for one table: the units above, on whose pages its units stand, with how many.
    pub parents: Vec<ListedParent>,
}

/// Units of a block below one unit.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListedGroup {
    /// The unit above; absent for units that have none.
    pub parent: Option<LinkView>,
    /// How many they are.
    pub count: String,
    /// The units in order of their names.
    pub units: Vec<ListedUnit>,
}

/// A unit of the list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListedUnit {
    /// The unit.
    pub link: LinkView,
    /// How many targets it meets, of those that can be judged.
    pub met: Option<String>,
}

/// A unit above units of a long block.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListedParent {
    /// The unit above.
    pub link: LinkView,
    /// How many units of the block are below it.
    pub count: String,
}

/// Plans the list.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.units.is_empty() {
        site.lead_to(PART);
        site.page(PATH, |c| unit_list_view(&c.facts, &c.wording, &c.around));
    }
}

pub(super) const PATH: &str = "don-vi/index.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("pages.nav.units", PATH);

fn unit_list_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> UnitListView {
    // The only unit at the top of others is the whole, which takes no part itself.
    let units = facts.campaign.units.len();
    let whole = usize::from(units > 1 && facts.only_root().is_some());
    let count = wording.whole(units - whole);
    let description = wording.fill("pages.unit-list.description", &[("count", &count)]);
    let title = wording.word("pages.nav.units").to_owned();
    let mut page = around.layout(PART, PATH, title, description);
    page.illustrative = facts.any_illustrative();
    let blocks = facts.figures.blocks.iter();
    UnitListView {
        page,
        count,
        find_example: unit_finder::examples(facts, wording),
        blocks: blocks
            .map(|(id, block)| listed_block(facts, wording, id, block))
            .collect(),
    }
}

fn listed_block(facts: &Facts<'_>, wording: &Wording, id: BlockId, block: &Block) -> ListedBlock {
    let mut listed = ListedBlock {
        name: facts.block_name(id),
        anchor: facts.block_anchor(id),
        count: wording.whole(block.members.len()),
        units: Vec::new(),
        groups: Vec::new(),
        parents: Vec::new(),
    };
    if block.members.len() > MOST_ROWS {
        listed.parents = parents_of(facts, wording, &block.members);
        return listed;
    }
    let mut members = block.members.clone();
    // Stable: units of one group stay in the order of their names.
    members.sort_by_key(|&unit| order_of_parent(facts, unit));
    let groups = members.chunk_by(|&a, &b| order_of_parent(facts, a) == order_of_parent(facts, b));
    if groups.clone().count() > 1 {
        listed.groups = groups
            .map(|units| listed_group(facts, wording, units))
            .collect();
    } else {
        listed.units = members
            .iter()
            .map(|&unit| self::listed(facts, wording, unit))
            .collect();
    }
    listed
}

fn order_of_parent(facts: &Facts<'_>, unit: UnitId) -> Option<u32> {
    facts
        .campaign
        .units
        .get(unit)
        .parent
        .map(|parent| facts.figures.blocks.order(parent))
}

fn listed_group(facts: &Facts<'_>, wording: &Wording, units: &[UnitId]) -> ListedGroup {
    let parent = units
        .first()
        .and_then(|&unit| facts.campaign.units.get(unit).parent);
    ListedGroup {
        parent: parent.map(|parent| facts.unit_link(parent)),
        count: wording.whole(units.len()),
        units: units
            .iter()
            .map(|&unit| listed(facts, wording, unit))
            .collect(),
    }
}

fn listed(facts: &Facts<'_>, wording: &Wording, id: UnitId) -> ListedUnit {
    ListedUnit {
        link: facts.unit_link(id),
        met: unit_blocks::met_words(facts, wording, id),
    }
}

/// The units above some units, with how many of these are below each.
fn parents_of(facts: &Facts<'_>, wording: &Wording, members: &[UnitId]) -> Vec<ListedParent> {
    let mut counts: Vec<(UnitId, usize)> = Vec::new();
    let mut parents: Vec<UnitId> = members
        .iter()
        .map(|&unit| facts.campaign.units.get(unit).parent.unwrap_or(unit))
        .collect();
    parents.sort_by_key(|&parent| facts.figures.blocks.order(parent));
    for parent in parents {
        match counts.last_mut() {
            Some((last, count)) if *last == parent => *count += 1,
            _ => counts.push((parent, 1)),
        }
    }
    counts
        .into_iter()
        .map(|(parent, count)| ListedParent {
            link: facts.unit_link(parent),
            count: wording.whole(count),
        })
        .collect()
}
