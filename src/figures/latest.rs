//! The latest period of an indicator: one for all units.

use super::hierarchy::TotalEntry;
use crate::campaign::{Day, Frequency, Indicator, Period, PeriodLength};

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
/// after `today` for which at least half of the units that owe a figure gave one. `whole` are the entries of the whole;
/// `expected` says how many owe a figure for a period.
pub(super) fn latest(
    indicator: &Indicator,
    whole: &[TotalEntry],
    expected: impl Fn(Period) -> u32,
    today: Day,
) -> Option<Period> {
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
    lengths.into_iter().find_map(|length| {
        whole
            .iter()
            .filter(|entry| entry.period.length() == length && entry.period.last_day() <= today)
            .filter(|entry| {
                entry.reported > 0
                    && 2 * u64::from(entry.reported) >= u64::from(expected(entry.period))
            })
            .map(|entry| entry.period)
            .max()
    })
}
