//! The periods that a unit still owes.

use crate::campaign::{IndicatorId, Period, UnitId};
use crate::figures::Figures;

/// The months that a unit owes and that no period it reported covers, as runs of months.
pub(super) fn missing_months(
    figures: &Figures,
    indicator: IndicatorId,
    unit: UnitId,
) -> Vec<(Period, Period)> {
    let of = figures.of(indicator);
    let (from, end) = of.owed_months[unit.0 as usize];
    let reported = &of.reported[unit.0 as usize];
    let covered = |month: u16| {
        reported
            .iter()
            .any(|period| (period.first_month()..period.end_month()).contains(&month))
    };
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for month in (from..end).filter(|&month| !covered(month)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == month => *last = month,
            _ => runs.push((month, month)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| (Period::month_at(first), Period::month_at(last)))
        .collect()
}
