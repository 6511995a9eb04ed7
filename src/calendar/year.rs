//! Years that begin in January, and those that begin in another month: fiscal and school years.

use super::{Period, PeriodLength};
use std::fmt;

/// The month in which years begin: January for the calendar's, another for fiscal and school years.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearStart {
    /// How many months after January.
    months: u8,
}

impl YearStart {
    /// January.
    pub const CALENDAR: Self = Self { months: 0 };

    /// The start in a month, 1 to 12.
    #[must_use]
    pub fn new(month: u8) -> Option<Self> {
        let is_month = (1..=12).contains(&month);
        is_month.then(|| Self { months: month - 1 })
    }

    /// Reads the number of a month: `04`, `9`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| Self::new(text.parse().ok()?))?
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.months + 1
    }

    /// Whether it is January.
    #[must_use]
    pub fn is_calendar(self) -> bool {
        self == Self::CALENDAR
    }

    /// How many months after January, 0 to 11.
    pub(crate) const fn offset(self) -> u8 {
        self.months
    }

    /// The start so many months after January.
    pub(crate) const fn at(offset: u8) -> Self {
        Self {
            months: offset % 12,
        }
    }
}

/// A year: `2019`, or where it begins in another month than January `2018/19`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year {
    /// The calendar's year in which it begins.
    pub first: i16,
    /// The month in which it begins.
    pub start: YearStart,
}

impl Year {
    /// A year of the calendar.
    #[must_use]
    pub fn calendar(year: i16) -> Self {
        Self {
            first: year,
            start: YearStart::CALENDAR,
        }
    }
}

/// As codes have it: `2019`, `2018/19`.
impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start.is_calendar() {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}/{:02}", self.first, (self.first + 1).rem_euclid(100))
        }
    }
}

/// A part of a year, or the whole of it; the year itself is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearPart {
    length: PeriodLength,
    /// Of a month, which of the calendar's it is; of anything longer, in which month of the year it begins (1, 4, 7 or
    /// 10, whatever month that is).
    month: u8,
}

impl YearPart {
    /// The whole year.
    pub const YEAR: Self = Self {
        length: PeriodLength::Year,
        month: 1,
    };
    /// The first nine months.
    pub const NINE_MONTHS: Self = Self {
        length: PeriodLength::NineMonths,
        month: 1,
    };

    /// A month of the calendar, 1 to 12.
    #[must_use]
    pub fn month(number: u32) -> Option<Self> {
        Self::nth(PeriodLength::Month, 12, number)
    }

    /// A quarter, 1 to 4.
    #[must_use]
    pub fn quarter(number: u32) -> Option<Self> {
        Self::nth(PeriodLength::Quarter, 4, number)
    }

    /// A half, 1 or 2.
    #[must_use]
    pub fn half(number: u32) -> Option<Self> {
        Self::nth(PeriodLength::Half, 2, number)
    }

    fn nth(length: PeriodLength, count: u8, number: u32) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        (1..=count).contains(&number).then(|| Self {
            length,
            month: (number - 1) * length.months() + 1,
        })
    }

    /// How long it is.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// The period that it is of a year.
    #[must_use]
    pub fn of(self, year: Year) -> Option<Period> {
        let start = year.start.month();
        match self.length {
            PeriodLength::Month if self.month < start => {
                Period::new(year.first.checked_add(1)?, self.month, self.length)
            }
            PeriodLength::Month => Period::new(year.first, self.month, self.length),
            length => Period::in_year(year, self.month, length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(first: i16, month: u8) -> Year {
        Year {
            first,
            start: YearStart::new(month).unwrap(),
        }
    }

    #[test]
    fn starts_are_months() {
        assert_eq!(YearStart::parse("04"), YearStart::new(4));
        assert_eq!(YearStart::parse("1"), Some(YearStart::CALENDAR));
        for text in ["", "0", "13", "4a", "-4", "004", "tháng 4"] {
            assert_eq!(YearStart::parse(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_told_by_both_that_they_lie_in() {
        assert_eq!(Year::calendar(2019).to_string(), "2019");
        assert_eq!(year(2018, 9).to_string(), "2018/19");
        assert_eq!(year(1999, 4).to_string(), "1999/00");
    }

    #[test]
    fn parts_are_of_their_year() {
        let code = |part: Option<YearPart>, year| part?.of(year).map(Period::code);
        let school = year(2018, 9);
        assert_eq!(code(YearPart::month(9), school).as_deref(), Some("2018-09"));
        assert_eq!(code(YearPart::month(8), school).as_deref(), Some("2019-08"));
        let first = YearPart::quarter(1).unwrap().of(school).unwrap();
        assert_eq!(first.code(), "2018/19-Q1");
        assert_eq!(first.first_day(), jiff::civil::date(2018, 9, 1));
        assert_eq!(
            code(YearPart::half(2), Year::calendar(2019)).as_deref(),
            Some("2019-H2")
        );
        assert_eq!(YearPart::quarter(5), None);
        assert_eq!(YearPart::half(0), None);
    }
}
