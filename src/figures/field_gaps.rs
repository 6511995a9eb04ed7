//! Which of a unit's fields are missing where.
//!
//! A unit's fields are those that it gave, each from its first period on, at the finest length in which it gave them. So
//! one is missing in a period that does not lie wholly before its first one, is no shorter than its shortest, and for
//! which it has no figure, reported or made of parts.

use super::month_set::MonthSet;
use super::over_time::Entry;
use super::own::{Given, coarser};
use crate::calendar::{Period, PeriodKind, PeriodLength, YearStart};
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, UnitId};

/// A period that was given in some of a unit's fields and not in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldGap {
    pub(super) period: Period,
    /// The missing ones, in their order.
    pub(super) fields: Box<[FieldId]>,
}

/// A field that a unit gave before, and not in a period in which it gave others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The field.
    pub field: FieldId,
    /// A period of the finest length in which the unit gave the field.
    pub period: Period,
}

/// The calendar's year, of which kind no shorter period is.
const YEAR: PeriodKind = PeriodKind::new(PeriodLength::Year, YearStart::CALENDAR);

/// From when on a unit gave a field, and in how long periods.
struct Expected {
    /// The first month of all that it gave.
    first: u16,
    /// How long the shortest are, and of what years.
    kind: PeriodKind,
}

impl Expected {
    /// Of what was reported in a field, which is something.
    fn of(reported: &[Entry]) -> Self {
        let periods = reported.iter().map(|entry| entry.period);
        let shortest = periods.min_by_key(|period| period.length());
        Self {
            first: first_month(reported),
            kind: shortest.map_or(YEAR, Period::kind),
        }
    }

    fn in_period(&self, period: Period) -> bool {
        self.first < period.end_month() && self.kind.length() <= period.length()
    }
}

/// The first month of all that was reported in a field.
pub(super) fn first_month(reported: &[Entry]) -> u16 {
    let months = reported.iter().map(|entry| entry.period.first_month());
    months.min().unwrap_or_default()
}

/// The periods that some fields have, reported or made, and others lack; in order of time.
pub(super) fn field_gaps(fields: &[(FieldId, Vec<Entry>)], indicator: &Indicator) -> Vec<FieldGap> {
    let expected: Vec<Expected> = fields
        .iter()
        .map(|(_, reported)| Expected::of(reported))
        .collect();
    let made: Vec<Vec<Period>> = fields
        .iter()
        .map(|(_, reported)| {
            let entries = coarser(reported.clone(), indicator);
            entries.iter().map(|entry| entry.period).collect()
        })
        .collect();
    let mut periods: Vec<Period> = made.iter().flatten().copied().collect();
    periods.sort_unstable();
    let mut gaps = Vec::new();
    for same in periods.chunk_by(|a, b| a == b) {
        let period = same[0];
        if same.len() == fields.len() {
            continue;
        }
        let all = fields.iter().zip(&expected).zip(&made);
        let missing = all.filter(|((_, expected), has)| {
            expected.in_period(period) && has.binary_search(&period).is_err()
        });
        let missing: Box<[FieldId]> = missing.map(|(((field, _), _), _)| *field).collect();
        if !missing.is_empty() {
            gaps.push(FieldGap {
                period,
                fields: missing,
            });
        }
    }
    gaps
}

/// What a unit has left out of its fields of an indicator, of a campaign whose rows are still there.
#[must_use]
pub fn left_out_by(campaign: &Campaign, id: IndicatorId, unit: UnitId) -> Box<[LeftOut]> {
    let rows = campaign.observations.of(id);
    let from = rows.partition_point(|row| row.unit < unit);
    let to = rows.partition_point(|row| row.unit <= unit);
    let indicator = campaign.indicators.get(id);
    left_out(&Given::of(indicator, &rows[from..to], |_| false))
}

/// What a unit has left out of its fields: the periods, of each field's own finest length, in which it gave other fields
/// and neither that one nor an overall figure. One that has not ended where the last that it gave ends is not due yet.
pub(super) fn left_out(given: &Given) -> Box<[LeftOut]> {
    let months = |entries: &[Entry]| MonthSet::of(entries.iter().map(|entry| entry.period));
    let by_field: Vec<MonthSet> = given.fields.iter().map(|(_, of)| months(of)).collect();
    let all = MonthSet::union(by_field.iter());
    let overall = months(&given.fieldless);
    let end = all.hull().map_or(0, |(_, end)| end);
    let mut left_out = Vec::new();
    for ((field, reported), months) in given.fields.iter().zip(&by_field) {
        let Expected { first, kind } = Expected::of(reported);
        let periods = Period::all_within(kind, first..end);
        let is_left_out = |period: &Period| {
            all.touches(*period) && !months.holds(*period) && !overall.holds(*period)
        };
        left_out.extend(periods.filter(is_left_out).map(|period| LeftOut {
            field: *field,
            period,
        }));
    }
    left_out.into()
}
