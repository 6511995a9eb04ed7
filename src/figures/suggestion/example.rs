//! One practice that is worth a look: of a like unit, with better figures just where a unit falls short.

use super::Shortage;
use super::for_unit::{Choice, InNeed};
use super::practice::Practice;
use super::shortage::Missed;
use crate::figures::indicator::IndicatorFigures;
use crate::figures::point::Point;
use crate::figures::status::{is_floor, is_small};
use crate::model::{Campaign, Indicator, InitiativeId, UnitId};

/// A practice of a unit of the same block whose figure is better where another unit falls short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The practice.
    pub initiative: InitiativeId,
    /// The unit that began it.
    pub of: UnitId,
    /// In what the other unit falls short, and this one does better.
    pub shortage: Shortage,
}

/// What examples are found in.
pub(super) struct Examples<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicators: &'a [IndicatorFigures],
    pub(super) choice: &'a Choice<'a>,
}

impl Examples<'_> {
    /// The example for a unit: for the first of its shortages, by indicator and the weakest field first, for which there
    /// is one; of its practices, the one that suggestions put first.
    pub(super) fn find(&self, need: &InNeed<'_>) -> Option<Example> {
        let mut missed: Vec<&Missed> = need.missed.iter().collect();
        missed.sort_by(|a, b| {
            let by_indicator = a.shortage.indicator.cmp(&b.shortage.indicator);
            by_indicator.then_with(|| b.distance.cmp(&a.distance))
        });
        missed.into_iter().find_map(|missed| {
            let shortage = missed.shortage;
            let ranked = self.choice.by_need.get(&(shortage, need.kind))?;
            let alike = ranked.of_block(need.block).iter();
            let mut practices = alike.map(|&at| &self.choice.practices[at]);
            let found = practices.find(|practice| {
                need.taken.binary_search(&practice.id).is_err()
                    && self.does_better(practice, need.unit, shortage)
            })?;
            Some(Example {
                initiative: found.id,
                of: found.initiative.unit,
                shortage,
            })
        })
    }

    /// Whether the unit that began a practice has the better figure; neither of them from a small sample, and nothing
    /// sourced mixed with anything illustrative.
    fn does_better(&self, practice: &Practice<'_>, unit: UnitId, shortage: Shortage) -> bool {
        let indicator = self.campaign.indicators.get(shortage.indicator);
        let Some(target) = &indicator.target else {
            return false;
        };
        let ours = self.point(indicator, unit, shortage);
        let theirs = self.point(indicator, practice.initiative.unit, shortage);
        let Some((ours, theirs)) = ours.zip(theirs) else {
            return false;
        };
        let of_practice = practice.initiative;
        let illustrative = [ours, theirs].map(Point::is_illustrative);
        if (of_practice.is_sourced() && illustrative.contains(&true))
            || (of_practice.illustrative && illustrative.contains(&false))
        {
            return false;
        }
        let value = |point: &Point| {
            let figure = point.figure.as_ref()?;
            let told = !is_small(indicator, figure);
            told.then(|| figure.value(indicator)).flatten()
        };
        value(ours).zip(value(theirs)).is_some_and(
            |(a, b)| {
                if is_floor(target) { b > a } else { b < a }
            },
        )
    }

    fn point(&self, indicator: &Indicator, unit: UnitId, shortage: Shortage) -> Option<&Point> {
        let standing = self.indicators[shortage.indicator.0 as usize].standing(unit);
        standing.shown(shortage.field, indicator)
    }
}
