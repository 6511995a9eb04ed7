//! Rankings as tables: a block's units in order of place, each value shown so that different places look different.

use super::Context;
use super::layout::LinkView;
use super::shown::{StateView, anchors, state};
use super::unit_blocks::MOST_ROWS;
use crate::figures::{BlockId, Rank, RankLine};
use crate::model::IndicatorId;
use crate::number::Quotient;
use serde::Serialize;

/// Every unit's standing for an indicator, by block.
#[derive(Debug, Clone, Serialize)]
pub struct StandingsView {
    /// The blocks in which any unit has a figure or owes one.
    pub blocks: Vec<StandingBlock>,
}

/// A block's standing.
#[derive(Debug, Clone, Serialize)]
pub struct StandingBlock {
    /// Its name.
    pub name: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// How many are ranked.
    pub ranked: String,
    /// Whether its units stand deep in the hierarchy, so that its table is folded away.
    pub deep: bool,
    /// Its units by place; of a long block the first and last ones.
    pub rows: Vec<StandingRow>,
    /// How many units are left out of a long block, whose rows stand on the pages of the units above.
    pub left_out: Option<String>,
    /// Units without a place, by reason.
    pub unranked: Vec<UnrankedView>,
}

/// A unit with a place.
#[derive(Debug, Clone, Serialize)]
pub struct StandingRow {
    /// Its place.
    pub place: String,
    /// The unit.
    pub unit: LinkView,
    /// Its value.
    pub shown: String,
    /// How it stands against the target.
    pub state: StateView,
    /// Fields that do not meet the target.
    pub failing: Vec<String>,
    /// "14/15 đơn vị" where not all reported.
    pub coverage: Option<String>,
}

/// Units that share a reason for having no place.
#[derive(Debug, Clone, Serialize)]
pub struct UnrankedView {
    /// The reason.
    pub reason: &'static str,
    /// How many units.
    pub count: String,
    /// The units with their figures, the first of them where there are many.
    pub units: Vec<UnrankedUnit>,
}

/// A unit without a place.
#[derive(Debug, Clone, Serialize)]
pub struct UnrankedUnit {
    /// The unit.
    pub unit: LinkView,
    /// Its value, where it has one, and what that lacks.
    pub shown: Option<String>,
    /// How it stands against the target.
    pub state: StateView,
}

/// How many rows of a long block are shown at its head and at its foot.
const ENDS: usize = 10;

/// How many units without a place are named.
const NAMED: usize = 40;

impl Context<'_> {
    /// Every unit's standing for an indicator.
    pub(super) fn standings(&self, id: IndicatorId) -> StandingsView {
        let blocks = self.concerned_blocks(id).into_iter();
        StandingsView {
            blocks: blocks.map(|block| self.standing_block(id, block)).collect(),
        }
    }

    /// The blocks in which any unit has a figure of an indicator or owes one.
    pub(super) fn concerned_blocks(&self, id: IndicatorId) -> Vec<BlockId> {
        let figures = self.figures.of(id);
        let concerns = |block: BlockId| {
            let members = &self.figures.blocks.get(block).members;
            // The only unit at the top is the whole itself, which is told already.
            let is_whole = members.len() == 1 && self.is_only_root(members[0]);
            !is_whole
                && members.iter().any(|&unit| {
                    figures.owes[unit.0 as usize]
                        || !figures.standing(unit).overall.series.is_empty()
                })
        };
        let blocks = self.figures.blocks.iter().map(|(block, _)| block);
        blocks.filter(|&block| concerns(block)).collect()
    }

    pub(super) fn standing_block(&self, id: IndicatorId, block: BlockId) -> StandingBlock {
        let lines = self.figures.ranking(id, block);
        let ranked = lines.partition_point(|line| matches!(line.rank, Rank::Placed { .. }));
        let (placed, unplaced) = lines.split_at(ranked);
        let shown = self.shown_in_ranking(id, placed);
        let long = lines.len() > MOST_ROWS && ranked > 2 * ENDS;
        let rows = placed
            .iter()
            .zip(shown)
            .enumerate()
            .filter(|(i, _)| !long || *i < ENDS || *i >= ranked - ENDS)
            .map(|(_, (line, shown))| self.standing_row(id, line, shown))
            .collect();
        StandingBlock {
            name: self.block_name(block),
            anchor: self.block_anchor(block),
            ranked: self.whole(ranked),
            deep: self.is_deep(self.figures.blocks.get(block)),
            rows,
            left_out: long.then(|| self.whole(ranked - 2 * ENDS)),
            unranked: self.unranked(id, unplaced),
        }
    }

    /// The values of a ranking with their unit; those of different places differ.
    pub(super) fn shown_in_ranking(
        &self,
        id: IndicatorId,
        placed: &[RankLine<Quotient>],
    ) -> Vec<String> {
        let indicator = self.campaign.indicators.get(id);
        let values: Vec<Quotient> = placed
            .iter()
            .filter_map(|line| line.value.clone())
            .collect();
        Quotient::round_ranking(&values, indicator.decimals, anchors(indicator))
            .iter()
            .map(|rounded| self.rounded(indicator, rounded))
            .collect()
    }

    fn standing_row(
        &self,
        id: IndicatorId,
        line: &RankLine<Quotient>,
        shown: String,
    ) -> StandingRow {
        let indicator = self.campaign.indicators.get(id);
        let standing = self.figures.of(id).standing(line.unit);
        let point = standing.overall.shown(indicator);
        let place = match line.rank {
            Rank::Placed { place, .. } => self.whole(place as usize),
            Rank::Unranked(_) => String::new(),
        };
        StandingRow {
            place,
            unit: self.unit_link(line.unit),
            shown,
            state: self.state_view(state(indicator, point)).clone(),
            failing: point
                .failing_fields()
                .unwrap_or_default()
                .iter()
                .map(|&field| self.campaign.fields.get(field).name.to_string())
                .collect(),
            coverage: self.partial_of(point),
        }
    }

    /// Units without a place, by reason. Those that neither owe nor have anything here are not named.
    fn unranked(&self, id: IndicatorId, lines: &[RankLine<Quotient>]) -> Vec<UnrankedView> {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let concerned = |line: &&RankLine<Quotient>| {
            figures.owes[line.unit.0 as usize]
                || !figures.standing(line.unit).overall.series.is_empty()
        };
        let mut reasons: Vec<(&'static str, usize, Vec<UnrankedUnit>)> = Vec::new();
        for line in lines.iter().filter(concerned) {
            let (_, Some(reason)) = self.rank_words(line.rank) else {
                continue;
            };
            let at = reasons
                .iter()
                .position(|(other, ..)| *other == reason)
                .unwrap_or_else(|| {
                    reasons.push((reason, 0, Vec::new()));
                    reasons.len() - 1
                });
            let (_, count, units) = &mut reasons[at];
            *count += 1;
            if units.len() < NAMED {
                let standing = figures.standing(line.unit);
                let point = standing.overall.shown(indicator);
                let value = point
                    .figure
                    .as_ref()
                    .and_then(|figure| figure.value(indicator));
                units.push(UnrankedUnit {
                    unit: self.unit_link(line.unit),
                    shown: value.map(|value| {
                        let shown = self.value(indicator, &value);
                        match self.partial_of(point) {
                            Some(partial) => format!("{shown}; {partial}"),
                            None => shown,
                        }
                    }),
                    state: self.state_view(state(indicator, point)).clone(),
                });
            }
        }
        reasons
            .into_iter()
            .map(|(reason, count, units)| UnrankedView {
                reason,
                count: self.whole(count),
                units,
            })
            .collect()
    }
}
