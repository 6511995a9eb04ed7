//! Where things are in the site, by their own names.

use super::facts::Facts;
use super::layout::LinkView;
use super::listing::Listing;
use super::{indicator, initiative, topic, unit};
use crate::figures::BlockId;
use crate::model::{IndicatorId, InitiativeId, TopicId, UnitId};
use crate::text::{keep_numbers_together, slug};

impl Facts<'_> {
    /// A link to a unit's page, with the unit above it where its own name is not the whole.
    pub(super) fn titled_unit_link(&self, unit: UnitId) -> LinkView {
        LinkView::new(self.unit_title(unit), self.unit_link(unit).href)
    }

    /// A link to an indicator's page.
    pub(super) fn indicator_link(&self, id: IndicatorId) -> LinkView {
        let indicator = self.campaign.indicators.get(id);
        LinkView::new(
            keep_numbers_together(&indicator.name),
            indicator::path(&indicator.code),
        )
    }

    /// A link to an initiative's page.
    pub(super) fn initiative_link(&self, id: InitiativeId) -> LinkView {
        let initiative = self.campaign.initiatives.get(id);
        LinkView::new(
            keep_numbers_together(&initiative.title),
            initiative::path(&initiative.code),
        )
    }

    /// A link to a topic's page.
    pub(super) fn topic_link(&self, id: TopicId) -> LinkView {
        let topic = self.campaign.topics.get(id);
        LinkView::new(&*topic.name, topic::path(&topic.key))
    }

    /// A link to a unit's page, with its own name.
    pub(super) fn unit_link(&self, id: UnitId) -> LinkView {
        let unit = self.campaign.units.get(id);
        LinkView::new(keep_numbers_together(&unit.name), unit::path(&unit.code))
    }

    /// Links to units of one table; where those are of different places of a list that is split, each is named with the
    /// unit above it.
    pub(super) fn row_links(&self, list: &Listing, units: &[UnitId]) -> Vec<LinkView> {
        let parent = |unit: UnitId| self.campaign.units.get(unit).parent;
        let are_apart = units.windows(2).any(|two| parent(two[0]) != parent(two[1]));
        let link = |&unit: &UnitId| match are_apart && !list.is_whole() {
            true => self.titled_unit_link(unit),
            false => self.unit_link(unit),
        };
        units.iter().map(link).collect()
    }

    /// A link to the ranking of a unit's block where the unit stands in it, with the block's name.
    pub(super) fn block_link(&self, unit: UnitId) -> LinkView {
        let block = self.figures.blocks.of(unit);
        LinkView::new(
            keep_numbers_together(&self.block_name(block)),
            self.rank_path(unit),
        )
    }

    /// Where a unit stands in the ranking of its block.
    pub(super) fn rank_path(&self, unit: UnitId) -> String {
        let list = &self.listings.ranking;
        if list.is_whole() {
            self.block_path(self.figures.blocks.of(unit))
        } else {
            list.page_of(self, unit)
        }
    }

    /// Where a block's ranking is.
    pub(super) fn block_path(&self, id: BlockId) -> String {
        self.listings.ranking.block_path(self, id)
    }

    /// A block's anchor, unique on a page.
    pub(super) fn block_anchor(&self, id: BlockId) -> String {
        format!(
            "khoi-{}-{}",
            id.0 + 1,
            slug(&self.figures.blocks.get(id).name)
        )
    }
}
