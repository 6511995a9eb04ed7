//! Where the years begin that the months of each indicator make.

use crate::calendar::{PeriodLength, YearStart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Indicator, IndicatorId, Indicators, Observation, Observations, Units};

/// A row by which a year is known to begin somewhere.
type Found<'o> = (YearStart, &'o Observation);

/// Sets where the years begin that the months of each indicator make, and for which it is owed: where the folders of its
/// months say; else where those years begin that it was reported for, if they are alike; else where the campaign says. Told
/// is where they begin in two ways: `2018/19` must be one year.
pub(super) fn set_year_starts(
    indicators: &mut Indicators,
    observations: &Observations,
    units: &Units,
    of_campaign: YearStart,
    diagnostics: &mut Diagnostics,
) {
    let is_plain = observations
        .year_starts
        .iter()
        .all(|start| start.is_calendar());
    for (at, indicator) in indicators.0.iter_mut().enumerate() {
        indicator.year_start = of_campaign;
        let Ok(id) = u16::try_from(at) else { continue };
        if is_plain {
            continue;
        }
        let rows = observations.of(IndicatorId(id));
        let (months, longer): (Vec<&Observation>, Vec<&Observation>) = rows
            .iter()
            .partition(|row| row.period.length() == PeriodLength::Month);
        let months = distinct(
            months
                .into_iter()
                .map(|row| (observations.year_start(row.file), row)),
        );
        let longer = distinct(longer.into_iter().map(|row| (row.period.year_start(), row)));
        let of_rows = match (&months[..], &longer[..]) {
            ([], [(only, _)]) => Some(*only),
            ([(first, _), ..], _) => Some(*first),
            _ => None,
        };
        indicator.year_start = of_rows.unwrap_or(of_campaign);
        diagnostics.extend_one(differing(indicator, months, longer));
        tell_same_days(indicator, rows, units, diagnostics);
    }
}

/// The first row of each start.
fn distinct<'o>(rows: impl Iterator<Item = Found<'o>>) -> Vec<Found<'o>> {
    let mut found: Vec<Found<'o>> = Vec::new();
    for (start, row) in rows {
        if found.iter().all(|(known, _)| *known != start) {
            found.push((start, row));
        }
    }
    found
}

/// Months that make years of two kinds, or years that lie in two of the calendar's and begin in two ways.
fn differing(
    indicator: &Indicator,
    months: Vec<Found<'_>>,
    mut longer: Vec<Found<'_>>,
) -> Option<Diagnostic> {
    longer.retain(|(start, _)| !start.is_calendar());
    let of_months = months
        .iter()
        .copied()
        .filter(|(start, _)| !start.is_calendar());
    let over_years = distinct(of_months.chain(longer));
    let pair = match (&months[..], &over_years[..]) {
        ([first, second, ..], _) | (_, [first, second, ..]) => (first, second),
        _ => return None,
    };
    let ((first, of_first), (second, of_second)) = pair;
    let error = Code::YearStartsDiffer
        .at(of_second.place())
        .related(of_first.place());
    let error = error.arg("indicator", &indicator.name);
    Some(
        error
            .arg("first", first.month())
            .arg("second", second.month()),
    )
}

/// Tells of figures that are given for the same days under two names, and differ.
fn tell_same_days(
    indicator: &Indicator,
    rows: &[Observation],
    units: &Units,
    diagnostics: &mut Diagnostics,
) {
    for pair in rows.windows(2) {
        let [one, other] = pair else { continue };
        let is_same = |a: &Observation, b: &Observation| {
            let (first, second) = (a.period, b.period);
            (a.unit, a.field()) == (b.unit, b.field())
                && first.length() == second.length()
                && first.first_month() == second.first_month()
                && first != second
        };
        if is_same(one, other)
            && one.is_given()
            && other.is_given()
            && one.reported() != other.reported()
        {
            let error = Code::SameDays.at(other.place()).related(one.place());
            let error = error.arg("indicator", &indicator.name);
            let error = error.whose(&[units.get(other.unit).label()]);
            diagnostics.push(
                error
                    .arg("first", one.period.code())
                    .arg("second", other.period.code()),
            );
        }
    }
}
