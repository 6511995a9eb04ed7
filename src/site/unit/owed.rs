//! The periods that a unit still owes, and those in which it left a field out.

use crate::calendar::{Period, PeriodKind, PeriodLength};
use crate::figures::IndicatorFigures;
use crate::model::{FieldId, Indicator, UnitId};

/// The whole periods of the indicator's frequency (else of the finest length reported by any unit) that a unit owes
/// and of which it has not reported every month, as runs of periods that follow each other.
pub(super) fn missing_periods(
    indicator: &Indicator,
    of: &IndicatorFigures,
    unit: UnitId,
) -> Vec<(Period, Period)> {
    let length = indicator.frequency.map(PeriodLength::from).or_else(|| {
        of.whole
            .overall
            .series
            .iter()
            .filter_map(|point| Some(point.period()?.length()))
            .min()
    });
    match length {
        Some(length) => runs(
            PeriodKind::new(length, indicator.year_start),
            of.owed_months[unit.0 as usize],
            &of.reported[unit.0 as usize],
        ),
        None => Vec::new(),
    }
}

/// The fields that a unit left out where it gave others, of what it owes: each with its periods, as runs.
pub(super) fn missing_fields(
    of: &IndicatorFigures,
    unit: UnitId,
) -> Vec<(FieldId, Vec<(Period, Period)>)> {
    let left_out = &of.left_out[unit.0 as usize];
    let by_field = left_out.chunk_by(|a, b| a.field == b.field);
    let owed = by_field.map(|of_field| {
        let periods = of_field.iter().map(|one| one.period);
        let owed = periods.filter(|period| of.owes_now(unit, *period));
        (of_field[0].field, in_runs(owed))
    });
    owed.filter(|(_, runs)| !runs.is_empty()).collect()
}

fn runs(kind: PeriodKind, (from, end): (u16, u16), reported: &[Period]) -> Vec<(Period, Period)> {
    let covered = |month: u16| {
        reported
            .iter()
            .any(|period| (period.first_month()..period.end_month()).contains(&month))
    };
    let periods = Period::all_within(kind, from..end)
        .filter(|period| !(period.first_month()..period.end_month()).all(covered));
    in_runs(periods)
}

/// Periods in order of time, as runs of those that follow each other.
fn in_runs(periods: impl Iterator<Item = Period>) -> Vec<(Period, Period)> {
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, last)) if last.end_month() == period.first_month() => *last = period,
            _ => runs.push((period, period)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{PeriodLength, runs};
    use crate::calendar::{Period, PeriodKind, YearStart};

    fn missing(length: PeriodLength, from: &str, to: &str, reported: &[&str]) -> Vec<String> {
        let period = |text: &str| Period::parse(text).expect("period");
        let reported: Vec<Period> = reported.iter().map(|text| period(text)).collect();
        let days = (period(from).first_month(), period(to).end_month());
        runs(
            PeriodKind::new(length, YearStart::CALENDAR),
            days,
            &reported,
        )
        .into_iter()
        .map(|(a, b)| format!("{}..{}", a.code(), b.code()))
        .collect()
    }

    #[test]
    fn months_are_told_in_runs() {
        let found = missing(
            PeriodLength::Month,
            "2019-03",
            "2019-09",
            &["2019-03", "2019-05", "2019-08", "2019-09"],
        );
        assert_eq!(found, ["2019-04..2019-04", "2019-06..2019-07"]);
    }

    #[test]
    fn a_quarter_is_owed_as_a_whole_or_not_at_all() {
        // March belongs to a quarter that began before the campaign: nobody owes it.
        let found = missing(PeriodLength::Quarter, "2019-03", "2019-09", &["2019-Q2"]);
        assert_eq!(found, ["2019-Q3..2019-Q3"]);
        assert_eq!(
            missing(PeriodLength::Quarter, "2019-03", "2019-09", &[]),
            ["2019-Q2..2019-Q3"]
        );
        assert!(missing(PeriodLength::Quarter, "2019-03", "2019-08", &["2019-Q2"]).is_empty());
    }

    #[test]
    fn finer_and_coarser_reports_cover_what_is_owed() {
        assert!(
            missing(
                PeriodLength::Quarter,
                "2019-04",
                "2019-06",
                &["2019-04", "2019-05", "2019-06"]
            )
            .is_empty()
        );
        assert_eq!(
            missing(PeriodLength::Quarter, "2019-04", "2019-06", &["2019-04"]),
            ["2019-Q2..2019-Q2"]
        );
        assert!(missing(PeriodLength::Month, "2019-04", "2019-06", &["2019-Q2"]).is_empty());
    }
}
