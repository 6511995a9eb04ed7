//! Rankings as tables: a block's units in order of place, each value shown so that different places look different.

use super::layout::LinkView;
use super::shown::{StateView, anchors, state};
use super::unit_blocks::MOST_ROWS;
use super::{Facts, Wording, shown, unit};
use crate::figures::{BlockId, Rank, RankLine};
use crate::model::IndicatorId;
use crate::number::Quotient;
use serde::Serialize;

/// Every unit's standing for an indicator, by block.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StandingsView {
    /// The blocks in which any unit has a figure or owes one.
    pub blocks: Vec<StandingBlock>,
}

/// A block's standing.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StandingBlock {
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
pub(super) struct StandingRow {
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
pub(super) struct UnrankedView {
    /// The reason.
    pub reason: &'static str,
    /// How many units.
    pub count: String,
    /// The units with their figures, the first of them where there are many.
    pub units: Vec<UnrankedUnit>,
}

/// A unit without a place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnrankedUnit {
    /// The unit.
    pub unit: LinkView,
    /// Its value, where it has one, and what that lacks.
    pub shown: Option<String>,
}

/// How many rows of a long block are shown at its head and at its foot.
const ENDS: usize = 10;

/// How many units without a place are named.
const NAMED: usize = 40;

/// Every unit's standing for an indicator.
pub(super) fn standings(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> StandingsView {
    let blocks = facts.concerned_blocks(id).into_iter();
    StandingsView {
        blocks: blocks
            .map(|block| standing_block(facts, wording, id, block))
            .collect(),
    }
}

pub(super) fn standing_block(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    block: BlockId,
) -> StandingBlock {
    let lines = facts.figures.ranking(id, block);
    let ranked = lines.partition_point(|line| matches!(line.rank, Rank::Placed { .. }));
    let (placed, unplaced) = lines.split_at(ranked);
    let shown = shown_in_ranking(facts, wording, id, placed);
    let long = lines.len() > MOST_ROWS && ranked > 2 * ENDS;
    let rows = placed
        .iter()
        .zip(shown)
        .enumerate()
        .filter(|(i, _)| !long || *i < ENDS || *i >= ranked - ENDS)
        .map(|(_, (line, shown))| standing_row(facts, wording, id, line, shown))
        .collect();
    StandingBlock {
        name: facts.block_name(block),
        anchor: facts.block_anchor(block),
        ranked: wording.whole(ranked),
        deep: facts.is_deep(facts.figures.blocks.get(block)),
        rows,
        left_out: long.then(|| wording.whole(ranked - 2 * ENDS)),
        unranked: unranked(facts, wording, id, unplaced),
    }
}

/// The values of a ranking with their unit; those of different places differ.
pub(super) fn shown_in_ranking(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    placed: &[RankLine<Quotient>],
) -> Vec<String> {
    let indicator = facts.campaign.indicators.get(id);
    let values: Vec<Quotient> = placed
        .iter()
        .filter_map(|line| line.value.clone())
        .collect();
    Quotient::round_ranking(&values, indicator.decimals, anchors(indicator))
        .iter()
        .map(|rounded| wording.rounded(indicator, rounded))
        .collect()
}

fn standing_row(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    line: &RankLine<Quotient>,
    shown: String,
) -> StandingRow {
    let indicator = facts.campaign.indicators.get(id);
    let standing = facts.figures.of(id).standing(line.unit);
    let point = standing.overall.shown(indicator);
    let place = match line.rank {
        Rank::Placed { place, .. } => wording.whole(place as usize),
        Rank::Unranked(_) => String::new(),
    };
    StandingRow {
        place,
        unit: facts.unit_link(line.unit),
        shown,
        state: wording.state_view(state(indicator, point)).clone(),
        failing: point
            .failing_fields()
            .unwrap_or_default()
            .iter()
            .map(|&field| facts.campaign.fields.get(field).name.to_string())
            .collect(),
        coverage: shown::partial_of(facts, wording, point),
    }
}

/// Units without a place, by reason. Those that neither owe nor have anything here are not named.
fn unranked(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    lines: &[RankLine<Quotient>],
) -> Vec<UnrankedView> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let concerned = |line: &&RankLine<Quotient>| {
        figures.owes[line.unit.0 as usize] || !figures.standing(line.unit).overall.series.is_empty()
    };
    let mut reasons: Vec<(&'static str, usize, Vec<UnrankedUnit>)> = Vec::new();
    for line in lines.iter().filter(concerned) {
        let (_, Some(reason)) = unit::rank_words(wording, line.rank) else {
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
                unit: facts.unit_link(line.unit),
                shown: value.map(|value| {
                    let shown = wording.value(indicator, &value);
                    match shown::partial_of(facts, wording, point) {
                        Some(partial) => format!("{shown}; {partial}"),
                        None => shown,
                    }
                }),
            });
        }
    }
    reasons
        .into_iter()
        .map(|(reason, count, units)| UnrankedView {
            reason,
            count: wording.whole(count),
            units,
        })
        .collect()
}
