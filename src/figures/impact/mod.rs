//! What an initiative did to the figures: before and after, beside the rest of the block. Never proof of cause.
//!
//! How the contract's rule is read:
//!
//! - The figures are a unit's monthly ones as its page shows them: its totals, with all below it. In a field where the
//!   initiative's field is one in which the indicator has any figures in the campaign, whoever's; overall otherwise.
//!   A unit without the months of that field has no impact: it is not made up from the overall figures.
//! - A month is there where it has a figure that can be pooled; that nothing arose (0/0) is such a figure. Scores and
//!   bare values are never pooled, so they have no impact. What is coarser than a month does not stand in for months.
//! - Both sides have the same `k` months, without a gap: from `k` months before the start month to `k` after it. The
//!   start month belongs to neither side and needs no figure. Months outside the campaign's days count too.
//! - The start month is that of the day or month given; a date of which only the year is known gives no impact.
//! - A side is pooled as over time everywhere: sums, a mean by its samples, a stock's last month. Where nothing arose on
//!   a whole side there is no value and so no impact.
//! - The rest of the block are the units of the same block, without the one that began the initiative and every one
//!   that took it up at whatever date, that have all those months; pooled together, not averaged.
//! - A sourced practice has no impact where a figure of its own side is illustrative, and no block beside it where one
//!   of the block is.

mod block;
mod compute;
mod evidence;
mod months;
mod tally;

pub use evidence::Evidence;

use super::point::{OwnFigure, Point, Unjudged};
use super::status::{is_certain, judge};
use super::{Coverage, Figure};
use crate::calendar::Period;
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, InitiativeId, UnitId};
use crate::number::{Decimal, Quotient};
use num_traits::Signed;

/// The most months that a side of an impact has.
pub const MOST_MONTHS: u8 = 6;

/// The fewest months that a side of an impact has.
pub const FEWEST_MONTHS: u8 = 3;

/// The pools of the months just before and just after a unit began with an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The indicator that the initiative is meant to move.
    pub indicator: IndicatorId,
    /// The unit that began it, or one that took it up.
    pub unit: UnitId,
    /// The initiative's field, where it is one of the indicator's; the overall figures otherwise.
    pub field: Option<FieldId>,
    /// The month in which the unit began with it, which belongs to neither side.
    pub start: Period,
    /// How many months each side has: 3 to 6.
    pub k: u8,
    /// The unit's figures.
    pub own: BeforeAfter,
    /// Of the months before, the coverage of the one of which the smallest share is known.
    pub coverage_before: Coverage,
    /// The same of the months after.
    pub coverage_after: Coverage,
    /// The pool of the rest of the block: units that reported in all those months and did not take it up. `None`
    /// where there are none, or nothing happened there.
    pub block: Option<BlockChange>,
}

/// Two pools of k months, and the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeAfter {
    /// The pool of the k months before the start month.
    pub before: Figure,
    /// The pool of the k months after the start month.
    pub after: Figure,
    /// After less before, in the indicator's unit.
    pub change: Quotient,
}

/// What happened in the rest of the block meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// How many units it is.
    pub units: u32,
    /// Their figures pooled.
    pub pooled: BeforeAfter,
}

/// The impacts of all initiatives: of the unit that began each first, then of those that took it up in the order of
/// the list, of each by indicator in the order of the initiative's.
#[derive(Debug, Clone, Default)]
pub struct Impacts {
    by_initiative: Vec<Vec<Impact>>,
}

impl Impact {
    /// The first and the last month before the start month.
    #[must_use]
    pub fn months_before(&self) -> (Period, Period) {
        let start = self.start.first_month();
        (
            Period::month_at(start - u16::from(self.k)),
            Period::month_at(start - 1),
        )
    }

    /// The first and the last month after the start month.
    #[must_use]
    pub fn months_after(&self) -> (Period, Period) {
        let start = self.start.first_month();
        (
            Period::month_at(start + 1),
            Period::month_at(start + u16::from(self.k)),
        )
    }

    /// The pool before as a point, judged by its own value.
    #[must_use]
    pub fn point_before(&self, indicator: &Indicator) -> Point {
        let (figure, coverage) = (&self.own.before, self.coverage_before);
        point(indicator, figure, self.months_before(), coverage)
    }

    /// The pool after as a point, judged by its own value.
    #[must_use]
    pub fn point_after(&self, indicator: &Indicator) -> Point {
        let (figure, coverage) = (&self.own.after, self.coverage_after);
        point(indicator, figure, self.months_after(), coverage)
    }

    /// Whether any figure that is shown with it is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        let block = self.block.as_ref();
        self.own.is_illustrative() || block.is_some_and(|block| block.pooled.is_illustrative())
    }
}

fn point(
    indicator: &Indicator,
    figure: &Figure,
    months: (Period, Period),
    coverage: Coverage,
) -> Point {
    let made = Unjudged {
        figure: Some(figure.clone()),
        own: OwnFigure::Nothing,
        coverage,
        unpooled: false,
    };
    let mut point = Point::of_months(Some(months), None, made);
    point.status = judge(indicator, Some(figure));
    point.certain = is_certain(indicator, figure);
    point
}

impl BeforeAfter {
    /// Two pools and their difference; `None` where one has no value, since nothing happened.
    #[must_use]
    pub fn new(indicator: &Indicator, before: Figure, after: Figure) -> Option<Self> {
        let change = &after.value(indicator)? - &before.value(indicator)?;
        Some(Self {
            before,
            after,
            change,
        })
    }

    /// The change in per cent of what was before: counts of a unit and of the many of its block can be held against each
    /// other in no other way. `None` where there was nothing before.
    #[must_use]
    pub fn percent(&self, indicator: &Indicator) -> Option<Quotient> {
        let before = self.before.value(indicator)?.to_rational();
        let hundred = Quotient::from_decimal(Decimal::HUNDRED).to_rational();
        before
            .is_positive()
            .then(|| (self.change.to_rational() * hundred / before).into())
    }

    /// Whether any row that went into it is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.before.is_illustrative() || self.after.is_illustrative()
    }
}

impl Impacts {
    /// The impacts of an initiative; empty where none can be had.
    #[must_use]
    pub fn of(&self, initiative: InitiativeId) -> &[Impact] {
        self.by_initiative
            .get(initiative.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// What was seen of an initiative in any of its indicators, the best of it.
    #[must_use]
    pub fn best_evidence(&self, campaign: &Campaign, initiative: InitiativeId) -> Evidence {
        let indicators = campaign.initiatives.get(initiative).indicators.iter();
        let seen = indicators.map(|&of| self.evidence(campaign, initiative, of));
        seen.fold(Evidence::Unknown, Evidence::or_better)
    }

    /// What was seen of an initiative in an indicator at the unit that began it.
    #[must_use]
    pub fn evidence(
        &self,
        campaign: &Campaign,
        initiative: InitiativeId,
        indicator: IndicatorId,
    ) -> Evidence {
        let began = campaign.initiatives.get(initiative).unit;
        let mut impacts = self.of(initiative).iter();
        let impact = impacts.find(|impact| impact.unit == began && impact.indicator == indicator);
        impact.map_or(Evidence::Unknown, |impact| {
            impact.evidence(campaign.indicators.get(indicator))
        })
    }
}
