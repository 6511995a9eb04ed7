//! Where things are in the site, by their own names.

use super::facts::Facts;
use super::layout::LinkView;
use super::{indicator, initiative, ranking, topic, unit};
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

    /// A link to the ranking of a unit's block, with the block's name.
    pub(super) fn block_link(&self, unit: UnitId) -> LinkView {
        let block = self.figures.blocks.of(unit);
        LinkView::new(
            keep_numbers_together(&self.block_name(block)),
            self.block_path(block),
        )
    }

    /// Where a block's ranking is.
    pub(super) fn block_path(&self, id: BlockId) -> String {
        format!("{}#{}", ranking::PATH, self.block_anchor(id))
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
