//! The composite ranking: the weighted mean of attainment.

use super::block::{Block, Blocks};
use super::figure::Figure;
use super::indicator::IndicatorFigures;
use super::ranking::{RankLine, Unranked, rank, rankable};
use super::status::{Status, bound};
use crate::model::{Better, Campaign, Indicator, Target, UnitId};
use crate::number::{Decimal, Quotient};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// How far a value attains its target, as a share of one: 1 where the target is met; else value / target
/// (lower-is-better: target / value), between 0 and 1; 0 where that cannot be had.
fn attainment(indicator: &Indicator, value: &Quotient, status: Status) -> BigRational {
    let Some(target) = &indicator.target else {
        return BigRational::zero();
    };
    if status == Status::Met {
        return BigRational::one();
    }
    let value = value.to_rational();
    let target = Quotient::from_decimal(bound(target).clone()).to_rational();
    let is_range = matches!(indicator.target, Some(Target::Range { .. }));
    let (part, whole) = match indicator.better {
        // A range is missed from below only, whatever direction ranks.
        Some(Better::Lower) if !is_range => (target, value),
        _ => (value, target),
    };
    // A quotient of negative numbers would call a miss an attainment.
    if part.is_negative() || !whole.is_positive() {
        return BigRational::zero();
    }
    (part / whole).min(BigRational::one())
}

/// A unit's composite score, of the indicators that were added to it.
#[derive(Debug, Clone)]
pub(super) struct Score {
    /// The attainments, each times its weight.
    sum: BigRational,
    weights: BigRational,
    /// Whether a figure that it needs cannot be ranked.
    incomplete: bool,
}

impl Score {
    pub(super) fn none() -> Self {
        Self {
            sum: BigRational::zero(),
            weights: BigRational::zero(),
            incomplete: false,
        }
    }

    /// Adds what a unit attained of an indicator, where that is in the composite.
    pub(super) fn add(&mut self, indicator: &Indicator, figures: &IndicatorFigures, unit: UnitId) {
        if !is_weighted(indicator) || !figures.owes_below[unit.0 as usize] {
            return;
        }
        let point = figures.standing(unit).overall.headline(indicator);
        let figure = point.and_then(|point| point.figure.as_ref());
        if figure.is_some_and(Figure::is_nothing_arising) {
            return;
        }
        let Ok(value) = rankable(indicator, point) else {
            self.incomplete = true;
            return;
        };
        let status = point.map_or(Status::NoData, |point| point.status);
        let weight = Quotient::from_decimal(indicator.weight.clone()).to_rational();
        self.sum += attainment(indicator, &value, status) * &weight;
        self.weights += weight;
    }

    /// From 0 to 100, exactly.
    fn value(&self) -> Result<BigRational, Unranked> {
        if self.incomplete {
            return Err(Unranked::Incomplete);
        }
        if self.weights.is_zero() {
            return Err(Unranked::NoData);
        }
        let hundred = Quotient::from_decimal(Decimal::HUNDRED).to_rational();
        Ok(&self.sum / &self.weights * hundred)
    }
}

/// Whether an indicator is in the composite.
fn is_weighted(indicator: &Indicator) -> bool {
    !indicator.weight.is_zero() && indicator.target.is_some()
}

/// Whether there is a composite ranking.
pub(super) fn has_composite(campaign: &Campaign) -> bool {
    let mut indicators = campaign.indicators.iter();
    indicators.any(|(_, indicator)| is_weighted(indicator))
}

/// The composite ranking of a block; empty without weights.
pub(super) fn rank_composite(
    campaign: &Campaign,
    blocks: &Blocks,
    block: &Block,
    figures: &[IndicatorFigures],
) -> Vec<RankLine<BigRational>> {
    if !has_composite(campaign) {
        return Vec::new();
    }
    rank_scores(blocks, block, |unit| {
        let mut score = Score::none();
        for (id, indicator) in campaign.indicators.iter() {
            score.add(indicator, &figures[id.0 as usize], unit);
        }
        score
    })
}

/// The ranking of a block by the scores of its units.
pub(super) fn rank_scores<S: std::borrow::Borrow<Score>>(
    blocks: &Blocks,
    block: &Block,
    score: impl Fn(UnitId) -> S,
) -> Vec<RankLine<BigRational>> {
    let entry = |&unit: &UnitId| {
        let value = score(unit).borrow().value();
        match block.members.len() {
            1 => (unit, value.and(Err(Unranked::Alone))),
            _ => (unit, value),
        }
    };
    let entries = block.members.iter().map(entry).collect();
    rank(blocks, entries, |a, b| b.cmp(a))
}
