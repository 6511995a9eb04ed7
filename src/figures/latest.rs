//! The latest period of an indicator: one for all units.

use super::point::Point;
use crate::calendar::{Day, Period, PeriodLength};
use crate::model::{Frequency, Indicator};

impl From<Frequency> for PeriodLength {
    fn from(frequency: Frequency) -> Self {
        match frequency {
            Frequency::Month => Self::Month,
            Frequency::Quarter => Self::Quarter,
            Frequency::Half => Self::Half,
            Frequency::Year => Self::Year,
        }
    }
}

/// Of the length that `frequency` says, else the finest for which it can be had: the most recent period not ending
/// after `today` for which at least half of the units that owe a figure gave one. `whole` is the series of the whole.
pub(super) fn latest(indicator: &Indicator, whole: &[Point], today: Day) -> Option<Period> {
    let lengths = match indicator.frequency {
        Some(frequency) => vec![PeriodLength::from(frequency)],
        None => vec![
            PeriodLength::Month,
            PeriodLength::Quarter,
            PeriodLength::Half,
            PeriodLength::NineMonths,
            PeriodLength::Year,
        ],
    };
    let is_known_by_half = |point: &&Point| {
        let coverage = point.coverage;
        coverage.reported > 0 && 2 * u64::from(coverage.reported) >= u64::from(coverage.expected)
    };
    let known = whole.iter().filter(is_known_by_half);
    let ended: Vec<Period> = known
        .filter_map(Point::period)
        .filter(|period| period.last_day() <= today)
        .collect();
    lengths.into_iter().find_map(|length| {
        let of_length = ended.iter().filter(|period| period.length() == length);
        of_length.max().copied()
    })
}
