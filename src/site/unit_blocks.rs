//! How blocks are named and addressed on pages, and what is said of a unit in a list.

use super::Context;
use crate::figures::{Block, BlockId, Status};
use crate::model::UnitId;
use crate::text::slug;

/// Past this many rows a table is split by the unit above.
pub(super) const MOST_ROWS: usize = 500;

impl Context<'_> {
    /// A block's name; a block that is a kind has the kind's name.
    pub(super) fn block_name(&self, id: BlockId) -> String {
        self.campaign
            .settings
            .kind_name(&self.figures.blocks.get(id).name)
            .to_owned()
    }

    /// Whether a block's units stand at least two levels below the top, as wards do: their tables are folded away.
    pub(super) fn is_deep(&self, block: &Block) -> bool {
        let units = &self.campaign.units;
        block.members.first().is_some_and(|&unit| {
            units
                .get(unit)
                .parent
                .is_some_and(|parent| units.get(parent).parent.is_some())
        })
    }

    /// A block's anchor, unique on a page.
    pub(super) fn block_anchor(&self, id: BlockId) -> String {
        format!(
            "khoi-{}-{}",
            id.0 + 1,
            slug(&self.figures.blocks.get(id).name)
        )
    }

    /// "3/4 mục tiêu": how many targets a unit meets, of those that can be judged; `None` where none can.
    pub(super) fn met_words(&self, unit: UnitId) -> Option<String> {
        let statuses = self.campaign.indicators.iter().map(|(id, indicator)| {
            let standing = self.figures.of(id).standing(unit);
            standing.overall.shown(indicator).status
        });
        let (mut met, mut of) = (0, 0);
        for status in statuses {
            met += usize::from(status == Status::Met);
            of += usize::from(matches!(
                status,
                Status::Met | Status::Near | Status::Missed
            ));
        }
        let (met, total) = (self.whole(met), self.whole(of));
        (of > 0).then(|| {
            self.words
                .fill("pages.met-of", &[("met", &met), ("of", &total)])
        })
    }
}
