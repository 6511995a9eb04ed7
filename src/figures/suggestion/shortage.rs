//! In what units fall short.

use super::Shortage;
use crate::figures::indicator::IndicatorFigures;
use crate::figures::point::{Point, Standing};
use crate::figures::status::{Status, bound, is_floor, is_small};
use crate::model::{Campaign, Indicator, IndicatorId, UnitId};
use crate::number::Quotient;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use rayon::prelude::*;

/// A shortage of a unit, and how far its figure is from the target, in the indicator's unit.
#[derive(Debug, Clone)]
pub(super) struct Missed {
    pub(super) shortage: Shortage,
    pub(super) distance: Quotient,
}

/// By unit: in what it falls short, of what is `wanted`, by indicator and field.
pub(super) fn by_unit(
    campaign: &Campaign,
    indicators: &[IndicatorFigures],
    wanted: impl Fn(UnitId, Shortage) -> bool + Sync,
) -> Vec<Vec<Missed>> {
    let units: Vec<_> = campaign.units.iter().map(|(unit, _)| unit).collect();
    units
        .into_par_iter()
        .map(|unit| {
            let all = campaign.indicators.iter().flat_map(|(id, indicator)| {
                missed(id, indicator, indicators[id.0 as usize].standing(unit))
            });
            all.filter(|missed| wanted(unit, missed.shortage)).collect()
        })
        .collect()
}

/// In what a unit falls short of an indicator's target, by its headline: each failing field where fields are judged,
/// else the overall figure.
fn missed(id: IndicatorId, indicator: &Indicator, standing: &Standing) -> Vec<Missed> {
    let headline = standing.overall.shown(indicator);
    if !falls_short(indicator, headline) {
        return Vec::new();
    }
    let make = |field, point: &Point| {
        Some(Missed {
            shortage: Shortage {
                indicator: id,
                field,
            },
            distance: distance(indicator, point)?,
        })
    };
    let failing = headline.failing_fields().unwrap_or_default().iter();
    let mut all: Vec<Missed> = failing
        .filter_map(|&field| make(Some(field), standing.shown(Some(field), indicator)?))
        .collect();
    if all.is_empty() {
        all.extend(make(None, headline));
    }
    all.sort_by_key(|missed| missed.shortage);
    all
}

fn falls_short(indicator: &Indicator, point: &Point) -> bool {
    let is_small = |figure| is_small(indicator, figure);
    matches!(point.status, Status::Near | Status::Missed)
        && !point.figure.as_ref().is_some_and(is_small)
}

/// How far a standing falls short of its target: the distance of its headline figure, of the weakest field where fields
/// are judged, as a share of the target, so that indicators can be put beside each other; the distance itself of a
/// target of 0. `None` where the target is met or nothing can be judged.
#[must_use]
pub fn shortfall_share(
    id: IndicatorId,
    indicator: &Indicator,
    standing: &Standing,
) -> Option<BigRational> {
    let missed = missed(id, indicator, standing);
    let farthest = missed
        .iter()
        .map(|missed| &missed.distance)
        .max()?
        .to_rational();
    let bound = Quotient::from_decimal(bound(indicator.target.as_ref()?).clone());
    let bound = bound.to_rational().abs();
    Some(if bound.is_zero() {
        farthest
    } else {
        farthest / bound
    })
}

/// How far a figure that misses the target is from it.
fn distance(indicator: &Indicator, point: &Point) -> Option<Quotient> {
    let target = indicator.target.as_ref()?;
    let value = point.figure.as_ref()?.value(indicator)?;
    let bound = Quotient::from_decimal(bound(target).clone());
    Some(if is_floor(target) {
        &bound - &value
    } else {
        &value - &bound
    })
}
