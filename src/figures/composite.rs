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

/// A unit's composite score from 0 to 100, exactly.
fn score(
    campaign: &Campaign,
    figures: &[IndicatorFigures],
    unit: UnitId,
) -> Result<BigRational, Unranked> {
    let mut sum = BigRational::zero();
    let mut weights = BigRational::zero();
    for (id, indicator) in campaign
        .indicators
        .iter()
        .filter(|(_, indicator)| is_weighted(indicator))
    {
        let of_indicator = &figures[id.0 as usize];
        if !of_indicator.owes_below[unit.0 as usize] {
            continue;
        }
        let point = of_indicator.standing(unit).overall.headline(indicator);
        let figure = point.and_then(|point| point.figure.as_ref());
        if figure.is_some_and(Figure::is_nothing_arising) {
            continue;
        }
        let value = rankable(indicator, point).map_err(|_| Unranked::Incomplete)?;
        let weight = Quotient::from_decimal(indicator.weight.clone()).to_rational();
        sum += attainment(
            indicator,
            &value,
            point.map_or(Status::NoData, |point| point.status),
        ) * &weight;
        weights += weight;
    }
    if weights.is_zero() {
        return Err(Unranked::NoData);
    }
    Ok(sum / weights * Quotient::from_decimal(Decimal::HUNDRED).to_rational())
}

/// Whether an indicator is in the composite.
fn is_weighted(indicator: &Indicator) -> bool {
    !indicator.weight.is_zero() && indicator.target.is_some()
}

/// The composite ranking of a block; empty without weights.
pub(super) fn rank_composite(
    campaign: &Campaign,
    blocks: &Blocks,
    block: &Block,
    figures: &[IndicatorFigures],
) -> Vec<RankLine<BigRational>> {
    if !campaign
        .indicators
        .iter()
        .any(|(_, indicator)| is_weighted(indicator))
    {
        return Vec::new();
    }
    let entries = block
        .members
        .iter()
        .map(|&unit| {
            let score = score(campaign, figures, unit);
            (
                unit,
                if block.members.len() == 1 {
                    score.and(Err(Unranked::Alone))
                } else {
                    score
                },
            )
        })
        .collect();
    rank(blocks, entries, |a, b| b.cmp(a))
}
