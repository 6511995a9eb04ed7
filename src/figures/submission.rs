//! Who has reported what: unit by period (tình hình báo cáo).

use super::field_gaps::LeftOut;
use super::owing::Window;
use super::{Figure, IndicatorFigures};
use crate::calendar::{Day, Period, PeriodKind, PeriodLength};
use crate::model::{Campaign, FieldId, IndicatorId, UnitId};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// No month longer ago than this before the last one is looked at: a campaign lasts a year or a few, and one whose first
/// day was mistyped by a century must not fill the memory.
const MOST_MONTHS: u16 = 120;

/// What a unit owes for one period, over all indicators.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// How many indicators it owes.
    pub owed: u16,
    /// How many of these it gave for every month of the period, in all its fields.
    pub given: u16,
    /// How many of those say that nothing arose.
    pub nothing: u16,
    /// How many it gave for some months of the period only, or in some of its fields.
    pub begun: u16,
}

/// How a unit stands for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It owes nothing.
    NotOwed,
    /// It gave nothing.
    Missing,
    /// It gave something.
    Partly,
    /// It gave everything: that nothing arose.
    Nothing,
    /// It gave everything.
    Given,
}

impl Due {
    /// How the unit stands.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Self { owed: 0, .. } => State::NotOwed,
            Self { owed, nothing, .. } if owed == nothing => State::Nothing,
            Self { owed, given, .. } if owed == given => State::Given,
            Self {
                given: 0, begun: 0, ..
            } => State::Missing,
            _ => State::Partly,
        }
    }

    /// Whether nothing more is owed.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.given == self.owed
    }
}

/// A figure that is owed and missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The unit.
    pub unit: UnitId,
    /// The period, an index into [`Submissions::periods`].
    pub period: usize,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The fields that the unit left out, where it gave the others; empty where more is missing than fields.
    pub fields: Box<[FieldId]>,
}

impl Gap {
    /// The code of the indicator; of fields that were left out, each with its key behind that: `dung-han/dat-dai`.
    #[must_use]
    pub fn codes(&self, campaign: &Campaign) -> Vec<String> {
        let code = &*campaign.indicators.get(self.indicator).code;
        let key = |field: &FieldId| format!("{code}/{}", campaign.fields.get(*field).key);
        if self.fields.is_empty() {
            vec![code.to_owned()]
        } else {
            self.fields.iter().map(key).collect()
        }
    }
}

/// Who has reported what. The periods owed are the whole ones of each indicator's frequency (else of the shortest
/// length reported) within the campaign and the unit's days, to the end of the last one that has ended and that any unit
/// reported: what nobody has sent yet is not missing.
#[derive(Debug, Default)]
pub struct Submissions {
    /// The periods that any unit owes, by their last day, shorter ones first.
    pub periods: Vec<Period>,
    /// What is missing, by unit, period and indicator.
    pub gaps: Vec<Gap>,
    /// By unit, then by period.
    dues: Vec<Due>,
}

/// A period that a unit owes of an indicator, and how it stands.
struct Owed {
    unit: UnitId,
    period: Period,
    is_given: bool,
    is_nothing: bool,
    is_begun: bool,
    /// The fields that were left out, where each month was given in some.
    left_out: Box<[FieldId]>,
}

impl Submissions {
    /// Looks through what every unit owes and gave.
    #[must_use]
    pub fn new(campaign: &Campaign, figures: &[IndicatorFigures], today: Day) -> Self {
        let mut owed: Vec<(IndicatorId, Vec<Owed>)> = campaign
            .indicators
            .iter()
            .zip(figures)
            .map(|((id, _), of)| (id, owed(campaign, id, of, today)))
            .collect();
        let all = || {
            owed.iter()
                .flat_map(|(id, owed)| owed.iter().map(move |due| (*id, due)))
        };
        let distinct: FxHashSet<Period> = all().map(|(_, due)| due.period).collect();
        let mut periods: Vec<Period> = distinct.into_iter().collect();
        // Periods compare by their last day, shorter ones first.
        periods.sort_unstable();
        let index: FxHashMap<Period, usize> = periods.iter().copied().zip(0..).collect();
        let mut dues = vec![Due::default(); campaign.units.len() * periods.len()];
        let mut gaps = Vec::new();
        for (indicator, one) in owed
            .iter_mut()
            .flat_map(|(id, owed)| owed.iter_mut().map(|due| (*id, due)))
        {
            let period = index.get(&one.period).copied().unwrap_or_default();
            let due = &mut dues[one.unit.0 as usize * periods.len() + period];
            due.owed += 1;
            due.given += u16::from(one.is_given);
            due.nothing += u16::from(one.is_nothing);
            due.begun += u16::from(one.is_begun);
            if !one.is_given {
                gaps.push(Gap {
                    unit: one.unit,
                    period,
                    indicator,
                    fields: std::mem::take(&mut one.left_out),
                });
            }
        }
        gaps.sort_unstable();
        Self {
            periods,
            gaps,
            dues,
        }
    }

    /// What a unit owes, by period.
    #[must_use]
    pub fn of(&self, unit: UnitId) -> &[Due] {
        let count = self.periods.len();
        let from = unit.0 as usize * count;
        self.dues.get(from..from + count).unwrap_or_default()
    }

    /// Whether a unit owes anything at all.
    #[must_use]
    pub fn owes(&self, unit: UnitId) -> bool {
        self.of(unit).iter().any(|due| due.owed > 0)
    }

    /// What a unit has not given.
    #[must_use]
    pub fn gaps_of(&self, unit: UnitId) -> &[Gap] {
        let from = self.gaps.partition_point(|gap| gap.unit < unit);
        let to = self.gaps.partition_point(|gap| gap.unit <= unit);
        &self.gaps[from..to]
    }
}

/// What every unit owes of an indicator.
fn owed(campaign: &Campaign, id: IndicatorId, of: &IndicatorFigures, today: Day) -> Vec<Owed> {
    let days = Window::within(campaign.settings.starts, campaign.settings.ends);
    let given = || of.reported.iter().flatten();
    let counted = given().filter(|period| days.holds(**period) && period.last_day() <= today);
    let Some(end) = counted.map(|period| period.end_month()).max() else {
        return Vec::new();
    };
    let indicator = campaign.indicators.get(id);
    let length = indicator.frequency.map(PeriodLength::from);
    let Some(length) = length.or_else(|| given().map(|period| period.length()).min()) else {
        return Vec::new();
    };
    let kind = PeriodKind::new(length, indicator.year_start);
    let window = days.until(end);
    let units: Vec<UnitId> = campaign
        .units
        .iter()
        .map(|(unit, _)| unit)
        .filter(|unit| of.owes[unit.0 as usize])
        .collect();
    let of_unit = |&unit: &UnitId| -> Vec<Owed> {
        let (from, end) = window.of_unit(campaign.units.get(unit));
        let from = from.max(end.saturating_sub(MOST_MONTHS));
        let months = Months::of(from, &of.reported[unit.0 as usize]);
        Period::all_within(kind, from..end)
            .map(|period| one(of, unit, period, months))
            .collect()
    };
    units.par_iter().flat_map_iter(of_unit).collect()
}

/// Which months were reported, a bit each from the first that is looked at: no more than [`MOST_MONTHS`].
#[derive(Clone, Copy)]
struct Months {
    from: u16,
    reported: u128,
}

impl Months {
    fn of(from: u16, reported: &[Period]) -> Self {
        let none = Self { from, reported: 0 };
        let bits = reported.iter().map(|period| none.bits(*period));
        Self {
            reported: bits.fold(0, |all, bits| all | bits),
            ..none
        }
    }

    /// The bits of a period's months, without those before the first or too far behind it.
    fn bits(self, period: Period) -> u128 {
        let first = period.first_month().saturating_sub(self.from);
        let end = period.end_month().saturating_sub(self.from);
        let below = |month: u16| match month {
            128.. => u128::MAX,
            _ => (1 << month) - 1,
        };
        below(end) & !below(first)
    }
}

fn one(of: &IndicatorFigures, unit: UnitId, period: Period, months: Months) -> Owed {
    let bits = months.bits(period);
    let is_covered = months.reported & bits == bits;
    let left_out = fields_in(&of.left_out[unit.0 as usize], period);
    let is_given = is_covered && left_out.is_empty();
    let own = || of.standing(unit).overall.at(period)?.own();
    Owed {
        unit,
        period,
        is_given,
        is_nothing: is_given && own().is_some_and(Figure::is_nothing_arising),
        is_begun: !is_given && months.reported & bits != 0,
        left_out: if is_covered { left_out } else { Box::default() },
    }
}

/// The fields that were left out in any part of a period, or in one that it is a part of.
fn fields_in(left_out: &[LeftOut], period: Period) -> Box<[FieldId]> {
    let there = left_out.iter().filter(|one| one.period.overlaps(period));
    // They are in order of the fields.
    let mut fields: Vec<FieldId> = there.map(|one| one.field).collect();
    fields.dedup();
    fields.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_bits_from_the_first_that_is_looked_at() {
        let period = |text: &str| Period::parse(text).expect("period");
        let from = period("2019-03").first_month();
        let reported = ["2019-01", "2019-Q2", "2019-08", "2040"].map(period);
        let months = Months::of(from, &reported);
        assert_eq!(months.reported & 0b1111_1111, 0b10_1110);
        assert_eq!(months.bits(period("2019-Q1")), 0b1);
        assert_eq!(months.bits(period("2018")), 0);
        assert_eq!(months.bits(period("2019-H1")), 0b1111);
    }
}
