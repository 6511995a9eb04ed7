//! Periods in words, each made once: pages say the same few again and again.

use super::Language;
use crate::calendar::{Period, PeriodLength, YearStart};
use std::sync::OnceLock;

/// The years that a period may lie in.
const YEARS: std::ops::Range<usize> = 1900..2200;
/// The periods that begin in a year: twelve months, four quarters, two halves, nine months, the year.
const OF_A_YEAR: usize = 20;

/// The names of all periods of the years that begin in one month, empty until they are asked for.
struct Names(Box<[OnceLock<Box<str>>]>);

impl Names {
    fn of(language: Language, start: YearStart) -> &'static Self {
        static ALL: [[OnceLock<Names>; 12]; Language::ALL.len()] =
            [const { [const { OnceLock::new() }; 12] }; Language::ALL.len()];
        ALL[language as usize][usize::from(start.month() - 1)].get_or_init(|| {
            let count = YEARS.len() * OF_A_YEAR;
            Self(std::iter::repeat_with(OnceLock::new).take(count).collect())
        })
    }
}

/// The name of a period, made by `make` when it is first asked for.
pub(super) fn named(
    language: Language,
    period: Period,
    make: impl FnOnce() -> String,
) -> &'static str {
    Names::of(language, period.year_start()).0[slot(period)].get_or_init(|| make().into())
}

fn slot(period: Period) -> usize {
    let month = usize::from(period.month_of_year()) - 1;
    let in_year = match period.length() {
        PeriodLength::Month => month,
        PeriodLength::Quarter => 12 + month / 3,
        PeriodLength::Half => 16 + month / 6,
        PeriodLength::NineMonths => 18,
        PeriodLength::Year => 19,
    };
    (period.its_year().first as usize - YEARS.start) * OF_A_YEAR + in_year
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_period_has_a_name_of_its_own() {
        let lengths = [
            PeriodLength::Month,
            PeriodLength::Quarter,
            PeriodLength::Half,
            PeriodLength::NineMonths,
            PeriodLength::Year,
        ];
        let mut slots = BTreeSet::new();
        for year in YEARS {
            for month in 1..=12 {
                for length in lengths {
                    let period = Period::new(year as i16, month, length);
                    slots.extend(period.map(slot));
                }
            }
        }
        let count = YEARS.len() * OF_A_YEAR;
        assert_eq!(slots, (0..count).collect());
        assert_eq!(
            Names::of(Language::English, YearStart::CALENDAR).0.len(),
            count
        );
    }
}
