//! The list of units by block (`don-vi/index.html`).

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::listing::{Line, List, PartId, PartsView, lines};
use super::{Around, Facts, Site, Wording, unit_blocks, unit_finder};
use crate::figures::BlockId;
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
    /// The blocks; where there are too many units for one page, that of the page.
    pub blocks: Vec<ListedBlock>,
    /// The other pages of the list.
    pub parts: PartsView,
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

/// Plans the pages of the list.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.units.is_empty() {
        site.lead_to(PART);
        let list = &facts.listings.units;
        list.plan(facts, site, |c, part| {
            unit_list_view(&c.facts, &c.wording, &c.around, part)
        });
    }
}

pub(super) const PATH: &str = "don-vi/index.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("pages.nav.units", PATH);

/// The units in the order of their names.
pub(super) fn list(facts: &Facts<'_>) -> List {
    let blocks = facts.figures.blocks.iter();
    List {
        top: PATH.to_owned(),
        folder: "don-vi".to_owned(),
        weight: 3,
        blocks: blocks
            .map(|(id, block)| (id, lines(block.members.iter().copied())))
            .collect(),
    }
}

fn unit_list_view(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    part: PartId,
) -> UnitListView {
    let list = &facts.listings.units;
    // The only unit at the top of others is the whole, which takes no part itself.
    let units = facts.campaign.units.len();
    let whole = usize::from(units > 1 && facts.only_root().is_some());
    let count = wording.whole(units - whole);
    let description = wording.fill("pages.unit-list.description", &[("count", &count)]);
    let top = LinkView::new(wording.word("pages.nav.units"), PATH);
    let mut page = list.layout(facts, wording, around, part, (PART, top), description);
    page.illustrative = facts.any_illustrative();
    let blocks: Vec<(BlockId, Vec<UnitId>)> = if list.is_whole() {
        let all = facts.figures.blocks.iter();
        all.map(|(id, block)| (id, block.members.clone())).collect()
    } else {
        let here = list.content(part).into_iter();
        let units = |lines: &[Line]| lines.iter().map(|line| line.unit).collect();
        here.filter_map(|(id, _, lines)| Some((id, units(lines?))))
            .collect()
    };
    UnitListView {
        page,
        count,
        find_example: unit_finder::examples(facts, wording),
        blocks: blocks
            .into_iter()
            .map(|(id, units)| listed_block(facts, wording, id, units))
            .collect(),
        parts: list.parts_view(facts, wording, part),
    }
}

fn listed_block(
    facts: &Facts<'_>,
    wording: &Wording,
    id: BlockId,
    mut members: Vec<UnitId>,
) -> ListedBlock {
    let mut listed = ListedBlock {
        name: facts.block_name(id),
        anchor: facts.block_anchor(id),
        count: wording.whole(members.len()),
        units: Vec::new(),
        groups: Vec::new(),
    };
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
