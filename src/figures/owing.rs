//! Which units owe figures, and for which periods.

use super::over_time::with_coarser_of_its_year;
use crate::calendar::{Day, Period, YearStart};
use crate::model::{Campaign, Indicator, IndicatorId, Unit, UnitId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Who owes the figures of one indicator.
#[derive(Debug)]
pub struct Owing {
    /// By unit: whether it owes figures at all.
    reporter: Vec<bool>,
    /// By unit: how many of the units at or below it owe figures, where no such unit's days are limited.
    at_or_below: Vec<u32>,
    /// Whether the days of any unit that owes figures are limited.
    limited: bool,
}

/// Whether the whole of a period lies in the days of a unit.
pub(super) fn exists_throughout(unit: &Unit, period: Period) -> bool {
    unit.valid_from
        .is_none_or(|from| from <= period.first_day())
        && unit.valid_to.is_none_or(|to| period.last_day() <= to)
}

impl Owing {
    /// Who owes figures: units of the kinds in `reporters`, else those that `ever_reported` (by unit).
    pub(super) fn new(campaign: &Campaign, indicator: &Indicator, ever_reported: &[bool]) -> Self {
        let units = &campaign.units;
        let reporter: Vec<bool> = units
            .iter()
            .map(|(id, unit)| match &indicator.reporters {
                Some(kinds) => kinds.contains(&unit.kind),
                None => ever_reported[id.0 as usize],
            })
            .collect();
        Self::by(campaign, reporter)
    }

    /// Of units that owe figures, as `reporter` says by unit.
    fn by(campaign: &Campaign, reporter: Vec<bool>) -> Self {
        let limited = campaign.units.iter().any(|(id, unit)| {
            reporter[id.0 as usize] && (unit.valid_from.is_some() || unit.valid_to.is_some())
        });
        let at_or_below = Self::count(campaign, |id| u32::from(reporter[id.0 as usize]));
        Self {
            reporter,
            at_or_below,
            limited,
        }
    }

    /// Who owes the figures of an indicator of a campaign whose rows are still there.
    #[must_use]
    pub fn of(campaign: &Campaign, id: IndicatorId) -> Self {
        let mut ever_reported = vec![false; campaign.units.len()];
        let rows = campaign.observations.of(id).iter();
        for row in rows.filter(|row| row.is_given()) {
            ever_reported[row.unit.0 as usize] = true;
        }
        Self::new(campaign, campaign.indicators.get(id), &ever_reported)
    }

    /// The same of fewer units.
    pub(super) fn among(&self, campaign: &Campaign, is_among: impl Fn(UnitId) -> bool) -> Self {
        let units = campaign.units.iter();
        let reporter = units.map(|(id, _)| self.is_reporter(id) && is_among(id));
        Self::by(campaign, reporter.collect())
    }

    /// By unit: whether it owes figures at all.
    pub(super) fn reporters(&self) -> &[bool] {
        &self.reporter
    }

    /// Sums a number of each unit up the hierarchy.
    fn count(campaign: &Campaign, of: impl Fn(UnitId) -> u32) -> Vec<u32> {
        let mut sums = vec![0; campaign.units.len()];
        for &id in campaign.units.top_down().iter().rev() {
            sums[id.0 as usize] += of(id);
            if let Some(parent) = campaign.units.get(id).parent {
                sums[parent.0 as usize] += sums[id.0 as usize];
            }
        }
        sums
    }

    /// Whether the unit owes figures of this indicator at all.
    pub(super) fn is_reporter(&self, id: UnitId) -> bool {
        self.reporter[id.0 as usize]
    }

    /// Whether the unit owes a figure for the period.
    #[must_use]
    pub fn owes(&self, campaign: &Campaign, id: UnitId, period: Period) -> bool {
        self.is_reporter(id) && exists_throughout(campaign.units.get(id), period)
    }

    /// By unit: how many of the units at or below it owe a figure for the period.
    fn expected(&self, campaign: &Campaign, period: Period) -> Vec<u32> {
        Self::count(campaign, |id| u32::from(self.owes(campaign, id, period)))
    }

    /// Whether no unit that owes figures has limited days, so that as many owe a figure for every period.
    fn is_constant(&self) -> bool {
        !self.limited
    }

    /// By unit: how many of the units at or below it owe at least one month of the window, and how many unit-months
    /// they owe together.
    pub(super) fn in_window(&self, campaign: &Campaign, window: Window) -> (Vec<u32>, Vec<u32>) {
        let months = |id: UnitId| -> u32 {
            if !self.is_reporter(id) {
                return 0;
            }
            let (from, end) = window.of_unit(campaign.units.get(id));
            u32::from(end.saturating_sub(from))
        };
        (
            Self::count(campaign, |id| u32::from(months(id) > 0)),
            Self::count(campaign, months),
        )
    }
}

/// By unit: how many of the units at or below it owe a figure for a period.
#[derive(Debug)]
pub(super) struct Expected {
    /// The same for every period, where nobody's days are limited.
    always: Vec<u32>,
    /// Of each period, where somebody's are.
    by_period: FxHashMap<Period, Vec<u32>>,
}

impl Expected {
    /// For periods that were reported, and for those that can be made of them; months make those of years that begin at
    /// `months`.
    pub(super) fn new(
        campaign: &Campaign,
        owing: &Owing,
        reported: impl Iterator<Item = Period>,
        months: YearStart,
    ) -> Self {
        let periods = if owing.is_constant() {
            BTreeSet::new()
        } else {
            reported
                .flat_map(|period| with_coarser_of_its_year(period, months))
                .collect()
        };
        let by_period = periods
            .into_iter()
            .map(|period| (period, owing.expected(campaign, period)))
            .collect();
        Self {
            always: owing.at_or_below.clone(),
            by_period,
        }
    }

    /// Of a unit.
    #[inline]
    pub(super) fn of(&self, unit: UnitId, period: Period) -> u32 {
        let counts = if self.by_period.is_empty() {
            &self.always
        } else {
            self.by_period.get(&period).unwrap_or(&self.always)
        };
        counts[unit.0 as usize]
    }
}

/// The months that are owed: from the campaign's first counted month to the end of the latest period. Months count
/// from January of year 0; `end` is the month after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first month.
    pub from: u16,
    /// The month after the last.
    pub end: u16,
}

impl Window {
    /// The months that lie wholly within two days.
    #[must_use]
    pub fn within(first: Day, last: Day) -> Self {
        let month = |day: Day| (day.year().max(0) as u16) * 12 + day.month() as u16 - 1;
        let from = if day_is_first(first) {
            month(first)
        } else {
            month(first) + 1
        };
        let end = if last == last.last_of_month() {
            month(last) + 1
        } else {
            month(last)
        };
        Self {
            from,
            end: end.max(from),
        }
    }

    /// Whether the first and the last day of a period lie in the days of the window.
    pub(super) fn holds(self, period: Period) -> bool {
        self.from <= period.first_month() && period.end_month() <= self.end
    }

    /// The same window, ended no later than before `end`.
    pub(super) fn until(self, end: u16) -> Self {
        Self {
            from: self.from,
            end: self.end.min(end).max(self.from),
        }
    }

    /// The months of the window that lie wholly in the days of a unit, as from and end.
    pub(super) fn of_unit(self, unit: &Unit) -> (u16, u16) {
        let first = unit.valid_from.unwrap_or(Day::MIN);
        let last = unit.valid_to.unwrap_or(Day::MAX);
        let own = Self::within(
            first.max(jiff::civil::date(0, 1, 1)),
            last.min(jiff::civil::date(5000, 12, 31)),
        );
        let from = self.from.max(own.from);
        (from, self.end.min(own.end).max(from))
    }
}

fn day_is_first(day: Day) -> bool {
    day.day() == 1
}
