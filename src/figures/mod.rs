//! Figures: pooled, compared with targets, ranked; on exact numbers, without input or output.
//!
//! | file | rule |
//! | --- | --- |
//! | [`figure`] | what an amount is and how amounts add up |
//! | [`over_time`] | coarser periods made of finer ones; the set of periods behind a cumulative figure |
//! | [`own`] | a unit's own figures: fields over time, then into the overall figure |
//! | [`field_gaps`], [`sparse`] | which of its fields are missing where, or had nothing arising there |
//! | [`cumulated`] | what its own periods make together |
//! | [`hierarchy`], [`cumulative`] | a unit and all below it, period by period and over the campaign so far |
//! | [`finish`] | the totals judged, with the latest points: standings |
//! | [`owing`], [`field_owing`], [`month_set`] | who owes figures, and for which months |
//! | [`latest`] | the one latest period of an indicator |
//! | [`status`], [`yardstick`], [`interval`] | against the target; sampling error |
//! | [`block`], [`ranking`], [`rank_history`], [`composite`] | among like units |
//! | [`impact`], [`suggestion`] | what initiatives did, and whom they might help |
//! | [`origin`] | the files and the last period that figures came from |
//! | [`history`] | what each release changed |
//! | [`submission`] | who has reported what, unit by period |
//! | [`findings`] | what the arithmetic notices about the input |

mod block;
mod comparison;
mod composite;
mod cumulated;
mod cumulative;
mod field_gaps;
mod field_owing;
mod figure;
mod findings;
mod finish;
mod hierarchy;
mod history;
mod impact;
mod indicator;
mod interval;
mod latest;
mod month_set;
mod origin;
mod over_time;
mod owing;
mod own;
mod point;
mod rank_history;
mod ranking;
mod sparse;
mod status;
mod submission;
mod suggestion;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod yardstick;

pub use block::{Block, BlockId, Blocks};
pub use comparison::{ComparedRow, Comparison, Doubt, ReadSum, change, whole};
pub use field_gaps::{LeftOut, left_out_by};
pub use figure::Figure;
pub use findings::{APART, OTHERS, TIMES};
pub use history::{
    Added, ChangedLine, Changes, FigureChange, FigureOf, History, Mark, Moved, PointChange,
};
pub use impact::{BeforeAfter, BlockChange, Evidence, FEWEST_MONTHS, Impact, Impacts, MOST_MONTHS};
pub use indicator::IndicatorFigures;
pub use interval::wilson;
pub use owing::{Owing, Window};
pub use point::{Coverage, OwnFigure, Point, Reporters, Span, Standing, Track};
pub use rank_history::{Place, RankHistory};
pub use ranking::{Rank, RankLine, Unranked};
pub use status::{Status, bound, exceeds, interval, is_certain, is_floor, is_small, judge, meets};
pub use submission::{Due, Gap, State as DueState, Submissions};
pub use suggestion::{
    Example, MOST_PRACTICES, MOST_UNITS, Shortage, Suggestion, Suggestions, shortfall_share,
};

use crate::calendar::{Day, Period};
use crate::diagnostic::Diagnostics;
use crate::model::{Campaign, IndicatorId, UnitId};
use crate::number::Quotient;
use crate::place::FileId;
use num_rational::BigRational;
use rayon::prelude::*;
use std::sync::Arc;

/// Everything that can be computed of a campaign.
#[derive(Debug)]
pub struct Figures {
    /// By indicator.
    pub indicators: Vec<IndicatorFigures>,
    /// The emulation blocks.
    pub blocks: Blocks,
    /// By indicator, by block: the ranking.
    pub rankings: Vec<Vec<Vec<RankLine<Quotient>>>>,
    /// By block: the composite ranking; empty without weights.
    pub composite: Vec<Vec<RankLine<BigRational>>>,
    /// What initiatives did to the figures.
    pub impacts: Impacts,
    /// Practices that might help the units that fall short.
    pub suggestions: Suggestions,
    /// Who has reported what; shared, since the report of a check tells of it after pages are made.
    pub submissions: Arc<Submissions>,
    /// The last period that was reported.
    pub last_period: Option<Period>,
    /// By unit: the files that its own figures came from.
    pub files_by_unit: Vec<Vec<FileId>>,
    /// What each release changed, once that was [computed](Self::compute_history).
    pub history: History,
    /// By indicator, by unit: its place.
    ranks: Vec<Vec<Rank>>,
    /// By unit: its place in the composite ranking; empty without weights.
    composite_ranks: Vec<Rank>,
}

impl Figures {
    /// Computes all figures. `today` decides which periods have ended. Warnings about the input go to `findings`.
    #[must_use]
    pub fn compute(campaign: &Campaign, today: Day, findings: &mut Diagnostics) -> Self {
        let slices: Vec<(IndicatorId, &[crate::model::Observation])> = campaign
            .indicators
            .iter()
            .map(|(id, _)| (id, campaign.observations.of(id)))
            .collect();
        // One after the other, each on all cores: what an indicator needs for the time being is large.
        let indicators: Vec<IndicatorFigures> = slices
            .iter()
            .map(|(id, observations)| indicator::compute(campaign, *id, observations, today))
            .collect();
        let blocks = Blocks::new(&campaign.units);
        let rankings: Vec<Vec<Vec<RankLine<Quotient>>>> = slices
            .par_iter()
            .map(|(id, _)| {
                let figures = &indicators[id.0 as usize];
                blocks
                    .iter()
                    .map(|(_, block)| ranking::rank_block(campaign, &blocks, block, *id, figures))
                    .collect()
            })
            .collect();
        let composite: Vec<Vec<RankLine<BigRational>>> = blocks
            .iter()
            .collect::<Vec<_>>()
            .par_iter()
            .map(|(_, block)| composite::rank_composite(campaign, &blocks, block, &indicators))
            .collect();
        let impacts = Impacts::compute(campaign, &indicators, &blocks);
        let suggestions = Suggestions::compute(campaign, &indicators, &blocks, &impacts);
        let count = campaign.units.len();
        let ranks = rankings
            .iter()
            .map(|blocks| by_unit(blocks, count))
            .collect();
        let composite_ranks = if composite.iter().all(Vec::is_empty) {
            Vec::new()
        } else {
            by_unit(&composite, count)
        };
        findings::find(campaign, &slices, &indicators, today, findings);
        Self {
            submissions: Arc::new(Submissions::new(campaign, &indicators, today)),
            indicators,
            blocks,
            rankings,
            composite,
            impacts,
            suggestions,
            last_period: origin::last_period(&campaign.observations.all),
            files_by_unit: origin::files_by_unit(campaign),
            history: History::default(),
            ranks,
            composite_ranks,
        }
    }

    /// Computes what each release changed, while the campaign has its rows; nothing where there are no releases.
    pub fn compute_history(&mut self, campaign: &Campaign, today: Day) {
        self.history = History::compute(campaign, self, today);
    }

    /// The figures of an indicator.
    #[must_use]
    pub fn of(&self, indicator: IndicatorId) -> &IndicatorFigures {
        &self.indicators[indicator.0 as usize]
    }

    /// A unit's place for an indicator.
    #[must_use]
    pub fn rank(&self, indicator: IndicatorId, unit: UnitId) -> Rank {
        self.ranks[indicator.0 as usize][unit.0 as usize]
    }

    /// How many units share a unit's place for an indicator, itself included; zero where it has none.
    #[must_use]
    pub fn sharing(&self, indicator: IndicatorId, unit: UnitId) -> usize {
        let Rank::Placed { place, .. } = self.rank(indicator, unit) else {
            return 0;
        };
        let lines = self.ranking(indicator, self.blocks.of(unit));
        let before = |least: u32| {
            lines.partition_point(
                |line| matches!(line.rank, Rank::Placed { place, .. } if place < least),
            )
        };
        before(place + 1) - before(place)
    }

    /// A unit's place in the composite ranking; `None` without weights.
    #[must_use]
    pub fn composite_rank(&self, unit: UnitId) -> Option<Rank> {
        self.composite_ranks.get(unit.0 as usize).copied()
    }

    /// The ranking of a block for an indicator.
    #[must_use]
    pub fn ranking(&self, indicator: IndicatorId, block: BlockId) -> &[RankLine<Quotient>] {
        &self.rankings[indicator.0 as usize][block.0 as usize]
    }
}

fn by_unit<V>(blocks: &[Vec<RankLine<V>>], count: usize) -> Vec<Rank> {
    let mut ranks = vec![Rank::Unranked(Unranked::NoData); count];
    for line in blocks.iter().flatten() {
        ranks[line.unit.0 as usize] = line.rank;
    }
    ranks
}
