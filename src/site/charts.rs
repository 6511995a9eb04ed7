//! What charts of many pages share, made when first asked for.

use super::{Facts, Wording, unit};
use crate::chart::Peers;
use crate::figures::{BlockId, Figures, RankHistory};
use crate::model::{IndicatorId, UnitId};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// By indicator, by block: what its charts have in common, since every unit's page shows its whole block.
#[derive(Debug)]
pub struct Charts {
    peers: Vec<Vec<OnceLock<BlockPeers>>>,
    histories: Vec<Vec<OnceLock<RankHistory>>>,
}

/// The ranked units of a block.
#[derive(Debug)]
pub(super) struct BlockPeers {
    pub(super) peers: Peers,
    /// The place of each among them.
    pub(super) places: FxHashMap<UnitId, usize>,
}

impl Charts {
    /// Room for the charts of these figures.
    #[must_use]
    pub fn new(figures: &Figures) -> Self {
        Self {
            peers: one_a_block(figures),
            histories: one_a_block(figures),
        }
    }

    /// The units of a block that have a value, in the order of the ranking, as marks of a chart.
    pub(super) fn peers(
        &self,
        facts: &Facts<'_>,
        wording: &Wording,
        id: IndicatorId,
        block: BlockId,
    ) -> &BlockPeers {
        self.peers[id.0 as usize][block.0 as usize].get_or_init(|| {
            let lines = facts.figures.ranking(id, block).iter();
            let ranked = lines.filter(|line| line.value.is_some());
            let units: Vec<UnitId> = ranked.map(|line| line.unit).collect();
            BlockPeers {
                peers: Peers::new(unit::marks(facts, wording, id, &units)),
                places: units.into_iter().zip(0..).collect(),
            }
        })
    }

    /// How places of a block moved over the periods of an indicator's line.
    pub(super) fn rank_history(
        &self,
        facts: &Facts<'_>,
        id: IndicatorId,
        block: BlockId,
    ) -> &RankHistory {
        self.histories[id.0 as usize][block.0 as usize].get_or_init(|| {
            let periods = facts.line_periods(id);
            RankHistory::compute(facts.campaign, facts.figures, id, block, periods)
        })
    }
}

/// By indicator, by block: a place for what is made when first asked for.
fn one_a_block<T>(figures: &Figures) -> Vec<Vec<OnceLock<T>>> {
    let of_indicator = |blocks: &Vec<_>| blocks.iter().map(|_| OnceLock::new()).collect();
    figures.rankings.iter().map(of_indicator).collect()
}
