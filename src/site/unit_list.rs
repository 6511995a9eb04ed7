//! The list of units by block (`don-vi/index.html`).

use super::layout::{Layout, LinkView, Part};
use super::unit_blocks::MOST_ROWS;
use super::{Context, Site};
use crate::figures::{Block, BlockId};
use crate::model::UnitId;
use serde::Serialize;

/// The interface of `unit_list.html`.
#[derive(Debug, Clone, Serialize)]
pub struct UnitListView {
    /// What surrounds it.
    pub page: Layout,
    /// How many units there are.
    pub count: String,
    /// The blocks.
    pub blocks: Vec<ListedBlock>,
}

/// A block with its units.
#[derive(Debug, Clone, Serialize)]
pub struct ListedBlock {
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
pub struct ListedGroup {
    /// The unit above; absent for units that have none.
    pub parent: Option<LinkView>,
    /// How many they are.
    pub count: String,
    /// The units in order of their names.
    pub units: Vec<ListedUnit>,
}

/// A unit of the list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedUnit {
    /// The unit.
    pub link: LinkView,
    /// How many targets it meets, of those that can be judged.
    pub met: Option<String>,
}

/// A unit above units of a long block.
#[derive(Debug, Clone, Serialize)]
pub struct ListedParent {
    /// The unit above.
    pub link: LinkView,
    /// How many units of the block are below it.
    pub count: String,
}

/// Plans the list.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    if context.has_part(Part::Units) {
        site.make(PATH, |context| {
            let view = context.unit_list_view();
            context.page("unit_list.html", &view, &view.page, PATH)
        });
    }
}

const PATH: &str = "don-vi/index.html";

impl Context<'_> {
    fn unit_list_view(&self) -> UnitListView {
        let count = self.whole(self.campaign.units.len());
        let description = self
            .words
            .fill("pages.unit-list.description", &[("count", &count)]);
        let title = self.word("pages.nav.units").to_owned();
        let mut page = self.layout(Part::Units, PATH, title, description);
        page.illustrative = self.any_illustrative();
        let blocks = self.figures.blocks.iter();
        UnitListView {
            page,
            count,
            blocks: blocks
                .map(|(id, block)| self.listed_block(id, block))
                .collect(),
        }
    }

    fn listed_block(&self, id: BlockId, block: &Block) -> ListedBlock {
        let mut listed = ListedBlock {
            name: self.block_name(id),
            anchor: self.block_anchor(id),
            count: self.whole(block.members.len()),
            units: Vec::new(),
            groups: Vec::new(),
            parents: Vec::new(),
        };
        if block.members.len() > MOST_ROWS {
            listed.parents = self.parents_of(&block.members);
            return listed;
        }
        let mut members = block.members.clone();
        // Stable: units of one group stay in the order of their names.
        members.sort_by_key(|&unit| self.order_of_parent(unit));
        let groups = members.chunk_by(|&a, &b| self.order_of_parent(a) == self.order_of_parent(b));
        if groups.clone().count() > 1 {
            listed.groups = groups.map(|units| self.listed_group(units)).collect();
        } else {
            listed.units = members.iter().map(|&unit| self.listed(unit)).collect();
        }
        listed
    }

    fn order_of_parent(&self, unit: UnitId) -> Option<u32> {
        self.campaign
            .units
            .get(unit)
            .parent
            .map(|parent| self.figures.blocks.order(parent))
    }

    fn listed_group(&self, units: &[UnitId]) -> ListedGroup {
        let parent = units
            .first()
            .and_then(|&unit| self.campaign.units.get(unit).parent);
        ListedGroup {
            parent: parent.map(|parent| self.unit_link(parent)),
            count: self.whole(units.len()),
            units: units.iter().map(|&unit| self.listed(unit)).collect(),
        }
    }

    fn listed(&self, id: UnitId) -> ListedUnit {
        ListedUnit {
            link: self.unit_link(id),
            met: self.met_words(id),
        }
    }

    /// The units above some units, with how many of these are below each.
    fn parents_of(&self, members: &[UnitId]) -> Vec<ListedParent> {
        let mut counts: Vec<(UnitId, usize)> = Vec::new();
        let mut parents: Vec<UnitId> = members
            .iter()
            .map(|&unit| self.campaign.units.get(unit).parent.unwrap_or(unit))
            .collect();
        parents.sort_by_key(|&parent| self.figures.blocks.order(parent));
        for parent in parents {
            match counts.last_mut() {
                Some((last, count)) if *last == parent => *count += 1,
                _ => counts.push((parent, 1)),
            }
        }
        counts
            .into_iter()
            .map(|(parent, count)| ListedParent {
                link: self.unit_link(parent),
                count: self.whole(count),
            })
            .collect()
    }
}
