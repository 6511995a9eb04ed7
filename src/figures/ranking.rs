//! Ranking within a block, per indicator, by the headline's overall value.

use super::block::{Block, Blocks};
use super::indicator::IndicatorFigures;
use super::point::Point;
use super::status::is_small;
use crate::model::{Better, Campaign, Headline, Indicator, IndicatorId, UnitId};
use crate::number::{Decimal, Quotient};
use std::cmp::Ordering;

/// Why a unit has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unranked {
    /// There is no figure, or nothing happened.
    NoData,
    /// It rests on fewer than `min_sample`.
    SmallSample,
    /// It covers too few of the months owed.
    FewMonths,
    /// There are figures, but they cannot be pooled into one.
    NotPooled,
    /// Nothing says which direction is better.
    NoDirection,
    /// It is the only unit of its block.
    Alone,
    /// Composite only: a figure is missing.
    Incomplete,
}

impl Unranked {
    /// The stable word of the JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoData => "no-data",
            Self::SmallSample => "small-sample",
            Self::FewMonths => "few-months",
            Self::NotPooled => "not-pooled",
            Self::NoDirection => "no-direction",
            Self::Alone => "alone",
            Self::Incomplete => "incomplete",
        }
    }
}

/// A unit's place in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// Place `place` among `of` ranked units; equals share a place and the next is skipped.
    Placed {
        /// From 1.
        place: u32,
        /// How many are ranked.
        of: u32,
    },
    /// No place.
    Unranked(Unranked),
}

/// A line of a ranking.
#[derive(Debug, Clone)]
pub struct RankLine<V> {
    /// The unit.
    pub unit: UnitId,
    /// Its place, or why it has none.
    pub rank: Rank,
    /// What it is ranked by, where it has a place.
    pub value: Option<V>,
}

/// Whether a headline figure can be ranked, and why not. The reasons go in the order of the contract.
pub(super) fn rankable(indicator: &Indicator, point: Option<&Point>) -> Result<Quotient, Unranked> {
    let point = point.ok_or(Unranked::NoData)?;
    let Some(figure) = &point.figure else {
        return Err(if point.unpooled {
            Unranked::NotPooled
        } else {
            Unranked::NoData
        });
    };
    let value = figure.value(indicator).ok_or(Unranked::NoData)?;
    if is_small(indicator, figure) {
        return Err(Unranked::SmallSample);
    }
    if indicator.headline == Headline::Cumulative && !covers_enough(indicator, point) {
        return Err(Unranked::FewMonths);
    }
    Ok(value)
}

/// Whether a cumulative figure covers the share of the unit-months owed that a place needs.
fn covers_enough(indicator: &Indicator, point: &Point) -> bool {
    point.months().is_none_or(|months| {
        let needed = &Decimal::from(i64::from(months.expected)) * &indicator.rank_needs;
        Decimal::from(i64::from(months.reported)) >= needed
    })
}

/// Ranks the units of a block: those with a place by place, equals in collation, then those without in collation.
pub(super) fn rank_block(
    campaign: &Campaign,
    blocks: &Blocks,
    block: &Block,
    id: IndicatorId,
    figures: &IndicatorFigures,
) -> Vec<RankLine<Quotient>> {
    let indicator = campaign.indicators.get(id);
    let entries = block.members.iter().map(|&unit| {
        let value = rankable(
            indicator,
            figures.standing(unit).overall.headline(indicator),
        )
        .and_then(|value| match (indicator.better, block.members.len()) {
            (None, _) => Err(Unranked::NoDirection),
            (_, 1) => Err(Unranked::Alone),
            _ => Ok(value),
        });
        (unit, value)
    });
    let better = indicator.better.unwrap_or(Better::Higher);
    rank(blocks, entries.collect(), |a, b| match better {
        Better::Higher => b.cmp(a),
        Better::Lower => a.cmp(b),
    })
}

/// Gives places by a comparison that puts the better first: 1, 2, 2, 4.
pub(super) fn rank<V: Clone>(
    blocks: &Blocks,
    entries: Vec<(UnitId, Result<V, Unranked>)>,
    compare: impl Fn(&V, &V) -> Ordering,
) -> Vec<RankLine<V>> {
    let mut placed: Vec<(UnitId, V)> = Vec::new();
    let mut unplaced: Vec<(UnitId, Unranked)> = Vec::new();
    for (unit, value) in entries {
        match value {
            Ok(value) => placed.push((unit, value)),
            Err(reason) => unplaced.push((unit, reason)),
        }
    }
    placed.sort_by(|a, b| compare(&a.1, &b.1).then(blocks.order(a.0).cmp(&blocks.order(b.0))));
    unplaced.sort_by_key(|(unit, _)| blocks.order(*unit));
    let of = placed.len() as u32;
    let mut lines: Vec<RankLine<V>> = Vec::with_capacity(placed.len() + unplaced.len());
    for (i, (unit, value)) in placed.into_iter().enumerate() {
        let place = match lines.last() {
            Some(RankLine {
                rank: Rank::Placed { place, .. },
                value: Some(last),
                ..
            }) if compare(last, &value) == Ordering::Equal => *place,
            _ => i as u32 + 1,
        };
        lines.push(RankLine {
            unit,
            rank: Rank::Placed { place, of },
            value: Some(value),
        });
    }
    lines.extend(unplaced.into_iter().map(|(unit, reason)| RankLine {
        unit,
        rank: Rank::Unranked(reason),
        value: None,
    }));
    lines
}
