//! The blocks in the report: the ranking of each, in full where it is short.

use super::Room;
use crate::site::layout::LinkView;
use crate::site::ranking::{Cut, RankingBlock};
use crate::site::{Charts, Facts, Wording, ranking};
use serde::Serialize;

/// The rankings of all blocks.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BlocksReport {
    /// Whether there is a composite ranking.
    pub composite: bool,
    /// What stands below each result.
    pub key: &'static str,
    /// The blocks with their tables.
    pub tables: Vec<BlockReport>,
    /// Blocks for whose tables there is no room: they are told in a line each.
    pub lines: Vec<BlockLine>,
    /// How many more of these there are.
    pub lines_left_out: Option<String>,
    /// Blocks in which nothing is ranked.
    pub unranked: Vec<String>,
    /// How many more of these there are.
    pub unranked_left_out: Option<String>,
    /// Up to how many units a block is listed in full.
    pub whole: String,
    /// How many units of a longer one stand at its head, and as many at its foot.
    pub ends: String,
}

/// A block with its table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BlockReport {
    /// Its anchor on this page, which is that of the page of rankings.
    pub anchor: String,
    /// Its table.
    pub table: RankingBlock,
}

/// A block in a line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BlockLine {
    /// The block, with its place on the page of rankings.
    pub block: LinkView,
    /// How many units it has.
    pub count: String,
    /// "Quận 5 dẫn đầu"
    pub finding: Option<String>,
}

pub(super) fn blocks_report(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    room: Room,
) -> BlocksReport {
    let mut report = BlocksReport {
        key: ranking::key(facts, wording),
        composite: facts
            .figures
            .composite
            .iter()
            .any(|lines| !lines.is_empty()),
        tables: Vec::new(),
        lines: Vec::new(),
        lines_left_out: None,
        unranked: Vec::new(),
        unranked_left_out: None,
        whole: wording.whole(room.whole),
        ends: wording.whole(room.ends),
    };
    let cut = Cut {
        whole: room.whole,
        head: room.ends,
        foot: room.ends,
    };
    let mut rows = room.block_rows;
    let (mut lines_out, mut unranked_out) = (0, 0);
    for (id, block) in facts.blocks_of_parts() {
        if !ranking::is_ranked(facts, id) {
            if report.unranked.len() < room.block_lines {
                report.unranked.push(facts.block_name(id));
            } else {
                unranked_out += 1;
            }
            continue;
        }
        let needed = cut.rows(block.members.len());
        if needed > rows && report.lines.len() == room.block_lines {
            lines_out += 1;
            continue;
        }
        if needed > rows {
            report.lines.push(BlockLine {
                block: LinkView::new(facts.block_name(id), facts.block_path(id)),
                count: wording.whole(block.members.len()),
                finding: ranking::leading(facts, wording, &facts.figures.composite[id.0 as usize]),
            });
            continue;
        }
        if let Some(table) = ranking::ranking_block(facts, wording, charts, id, cut) {
            rows -= needed;
            let anchor = facts.block_anchor(id);
            report.tables.push(BlockReport { anchor, table });
        }
    }
    let counted = |count: usize| (count > 0).then(|| wording.whole(count));
    report.lines_left_out = counted(lines_out);
    report.unranked_left_out = counted(unranked_out);
    report
}
