//! The blocks in the report: the ranking of each, in full where it is short.

use crate::figures::Rank;
use crate::site::Context;
use crate::site::layout::LinkView;
use crate::site::ranking::{Cut, RankingBlock};
use serde::Serialize;

/// The rankings of all blocks.
#[derive(Debug, Clone, Serialize)]
pub struct BlocksReport {
    /// Whether there is a composite ranking.
    pub composite: bool,
    /// The blocks with their tables.
    pub tables: Vec<BlockReport>,
    /// Blocks for whose tables there is no room: they are told in a line each.
    pub lines: Vec<BlockLine>,
    /// Blocks in which nothing is ranked.
    pub unranked: Vec<String>,
    /// Up to how many units a block is listed in full.
    pub whole: String,
    /// How many units of a longer one stand at its head, and as many at its foot.
    pub ends: String,
}

/// A block with its table.
#[derive(Debug, Clone, Serialize)]
pub struct BlockReport {
    /// Its anchor on this page, which is that of the page of rankings.
    pub anchor: String,
    /// Its table.
    pub table: RankingBlock,
}

/// A block in a line.
#[derive(Debug, Clone, Serialize)]
pub struct BlockLine {
    /// The block, with its place on the page of rankings.
    pub block: LinkView,
    /// How many units it has.
    pub count: String,
    /// "Quận 5 dẫn đầu"
    pub finding: Option<String>,
}

/// Up to how many units a block is listed in full.
const WHOLE: usize = 60;

/// How many units of a longer one stand at its head, and as many at its foot.
const ENDS: usize = 15;

/// For how many rows there is room in all tables together.
const ROOM: usize = 1200;

impl Context<'_> {
    pub(super) fn blocks_report(&self) -> BlocksReport {
        let mut report = BlocksReport {
            composite: self.figures.composite.iter().any(|lines| !lines.is_empty()),
            tables: Vec::new(),
            lines: Vec::new(),
            unranked: Vec::new(),
            whole: self.whole(WHOLE),
            ends: self.whole(ENDS),
        };
        let cut = Cut {
            whole: WHOLE,
            head: ENDS,
            foot: ENDS,
        };
        let mut room = ROOM;
        for (id, block) in self.figures.blocks.iter() {
            // The only unit at the top is the whole itself, which is told already.
            if block.members.len() == 1 && self.is_only_root(block.members[0]) {
                continue;
            }
            if !self.is_ranked(id) {
                report.unranked.push(self.block_name(id));
                continue;
            }
            let anchor = self.block_anchor(id);
            let needed = cut.rows(block.members.len());
            if needed > room {
                report.lines.push(BlockLine {
                    block: LinkView::new(self.block_name(id), format!("xep-hang.html#{anchor}")),
                    count: self.whole(block.members.len()),
                    finding: self.leading(&self.figures.composite[id.0 as usize]),
                });
                continue;
            }
            if let Some(table) = self.ranking_block(id, cut) {
                room -= needed;
                report.tables.push(BlockReport { anchor, table });
            }
        }
        report
    }

    /// Whether any unit of a block has a place for any indicator.
    fn is_ranked(&self, id: crate::figures::BlockId) -> bool {
        self.figures.blocks.get(id).members.len() > 1
            && self.campaign.indicators.iter().any(|(indicator, _)| {
                let first = self.figures.ranking(indicator, id).first();
                first.is_some_and(|line| matches!(line.rank, Rank::Placed { .. }))
            })
    }
}
