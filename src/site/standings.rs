//! Rankings as tables: a block's units in order of place, each value shown so that different places look different.

use super::layout::LinkView;
use super::listing::Line;
use super::shown::{StateView, anchors, state};
use super::{Facts, Wording, shown, unit};
use crate::figures::{BlockId, Rank, RankLine};
use crate::model::{IndicatorId, UnitId};
use crate::number::Quotient;
use rustc_hash::FxHashMap;
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
    /// Its units by place, or the first and last ones where all stand on further pages.
    pub rows: Vec<StandingRow>,
    /// How many units are left out between them.
    pub left_out: Option<String>,
    /// Where all its units stand, where not all do here.
    pub all: String,
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
const ENDS: usize = 5;

/// How many units without a place are named beside a whole block.
const NAMED: usize = 40;

/// For about how many blocks' ends the page of an indicator has room.
const BLOCKS: usize = 3;

/// Which lines of a block are shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown<'a> {
    /// All of them.
    All,
    /// The first and the last with a place.
    Ends,
    /// These.
    These(&'a [Line]),
}

/// Every unit's standing for an indicator; where they stand on further pages, the ends of some blocks.
pub(super) fn standings(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> StandingsView {
    let mut blocks = facts.concerned_blocks(id);
    let shown = whole_or_ends(facts, id);
    if matches!(shown, Shown::Ends) {
        // Those higher up first.
        blocks.sort_by_key(|&block| facts.is_deep(facts.figures.blocks.get(block)));
        blocks.truncate(BLOCKS);
    }
    StandingsView {
        blocks: blocks
            .into_iter()
            .map(|block| standing_block(facts, wording, id, block, shown))
            .collect(),
    }
}

/// What is shown of a block where there is no page of its own for it.
pub(super) fn whole_or_ends(facts: &Facts<'_>, id: IndicatorId) -> Shown<'static> {
    if facts.listings.of(id).is_whole() {
        Shown::All
    } else {
        Shown::Ends
    }
}

pub(super) fn standing_block(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    block: BlockId,
    what: Shown<'_>,
) -> StandingBlock {
    let lines = facts.figures.ranking(id, block);
    let ranked = lines.partition_point(|line| matches!(line.rank, Rank::Placed { .. }));
    let (placed, unplaced) = lines.split_at(ranked);
    let is_cut = matches!(what, Shown::Ends) && ranked > 2 * ENDS;
    let (placed, unplaced): (Vec<_>, Vec<_>) = match what {
        Shown::All => (placed.iter().collect(), unplaced.iter().collect()),
        Shown::Ends if is_cut => {
            let ends = placed[..ENDS].iter().chain(&placed[ranked - ENDS..]);
            (ends.collect(), Vec::new())
        }
        Shown::Ends => (placed.iter().collect(), Vec::new()),
        Shown::These(these) => {
            let these = these.iter().filter_map(|line| lines.get(line.at as usize));
            these.partition(|line| line.value.is_some())
        }
    };
    let units: Vec<UnitId> = placed.iter().map(|line| line.unit).collect();
    let mut shown = shown_among(facts, wording, id, &units);
    let links = facts.row_links(facts.listings.of(id), &units);
    let rows: Vec<StandingRow> = placed
        .into_iter()
        .zip(links)
        .map(|(line, unit)| {
            let shown = shown.remove(&line.unit).unwrap_or_default();
            let row = standing_row(facts, wording, id, line, shown);
            StandingRow { unit, ..row }
        })
        .collect();
    let concerned = lines.iter().filter(|line| facts.concerns(id, line.unit));
    let left_out = match what {
        Shown::Ends => concerned.count().saturating_sub(rows.len()),
        Shown::All | Shown::These(_) => 0,
    };
    let named = if matches!(what, Shown::All) {
        NAMED
    } else {
        usize::MAX
    };
    StandingBlock {
        name: facts.block_name(block),
        anchor: facts.block_anchor(block),
        ranked: wording.whole(ranked),
        deep: matches!(what, Shown::All) && facts.is_deep(facts.figures.blocks.get(block)),
        rows,
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
        all: facts.listings.of(id).block_path(facts, block),
        unranked: unranked(facts, wording, id, &unplaced, named),
    }
}

/// The values of some units of a block that have a place; those of different places differ.
pub(super) fn shown_among(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    units: &[UnitId],
) -> FxHashMap<UnitId, String> {
    let indicator = facts.campaign.indicators.get(id);
    let placed = units.iter().filter_map(|&unit| {
        let Rank::Placed { .. } = facts.figures.rank(id, unit) else {
            return None;
        };
        let point = facts.figures.of(id).standing(unit).overall.shown(indicator);
        let value = point.figure.as_ref()?.value(indicator)?;
        Some((unit, Some(value)))
    });
    let (units, values): (Vec<UnitId>, Vec<Option<Quotient>>) = placed.unzip();
    let shown = wording.apart(indicator, &values);
    units.into_iter().zip(shown).collect()
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
    lines: &[&RankLine<Quotient>],
    named: usize,
) -> Vec<UnrankedView> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let mut reasons: Vec<(&'static str, usize, Vec<UnrankedUnit>)> = Vec::new();
    let concerned = lines.iter().filter(|line| facts.concerns(id, line.unit));
    for line in concerned {
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
        if units.len() < named {
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
