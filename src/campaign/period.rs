//! Periods (kỳ) that figures are reported for.

use super::Day;
use std::cmp::Ordering;
use std::fmt;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodLength {
    /// One month.
    Month,
    /// Three months (quý).
    Quarter,
    /// Six months.
    Half,
    /// The first nine months of a year.
    NineMonths,
    /// Twelve months.
    Year,
}

/// A period (kỳ): a month, a quarter, a half, the first nine months or the whole of a year between 1900 and 2199.
/// Ordered by last day, shorter first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First month, counted from January of year 0.
    first: u16,
    /// Number of months: 1, 3, 6, 9 or 12.
    months: u8,
}

impl PeriodLength {
    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::NineMonths => 9,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// The period of this length that begins in `month` (1 to 12) of `year`; `None` where no such period exists (a
    /// quarter begins in 1, 4, 7 or 10; nine months and years begin in 1) or the year is outside 1900–2199.
    #[must_use]
    pub fn new(year: i16, month: u8, length: PeriodLength) -> Option<Self> {
        let starts = match length {
            PeriodLength::Month => (1..=12).contains(&month),
            PeriodLength::Quarter => matches!(month, 1 | 4 | 7 | 10),
            PeriodLength::Half => matches!(month, 1 | 7),
            PeriodLength::NineMonths | PeriodLength::Year => month == 1,
        };
        if !starts || !(1900..=2199).contains(&year) {
            return None;
        }
        Some(Self {
            first: year as u16 * 12 + u16::from(month) - 1,
            months: length.months(),
        })
    }

    /// Its length.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        match self.months {
            1 => PeriodLength::Month,
            3 => PeriodLength::Quarter,
            6 => PeriodLength::Half,
            9 => PeriodLength::NineMonths,
            _ => PeriodLength::Year,
        }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        (self.first / 12) as i16
    }

    /// The month (1 to 12) it begins in.
    #[must_use]
    pub fn month(self) -> u8 {
        (self.first % 12) as u8 + 1
    }

    /// Its first month, counted from January of year 0.
    #[must_use]
    pub fn first_month(self) -> u16 {
        self.first
    }

    /// The month after its last, counted from January of year 0.
    #[must_use]
    pub fn end_month(self) -> u16 {
        self.first + u16::from(self.months)
    }

    /// The month with this number, counted from January of year 0.
    ///
    /// # Panics
    /// Outside the years 1900 to 2199.
    #[must_use]
    pub fn month_at(first: u16) -> Self {
        assert!((1900 * 12..2200 * 12).contains(&first));
        Self { first, months: 1 }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        jiff::civil::date(self.year(), self.month() as i8, 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        let last = self.end_month() - 1;
        jiff::civil::date((last / 12) as i16, (last % 12) as i8 + 1, 1).last_of_month()
    }

    /// Whether the other period lies wholly in this one.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.end_month() <= self.end_month()
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.end_month() && other.first < self.end_month()
    }

    /// Whether the day lies in this period.
    #[must_use]
    pub fn contains_day(self, day: Day) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// Whether its first and last day lie within `from` and `to`; a missing end is open.
    #[must_use]
    pub fn lies_within(self, from: Option<Day>, to: Option<Day>) -> bool {
        from.is_none_or(|from| from <= self.first_day())
            && to.is_none_or(|to| self.last_day() <= to)
    }

    /// Whether any of its days lies within `from` and `to`; a missing end is open.
    #[must_use]
    pub fn touches(self, from: Option<Day>, to: Option<Day>) -> bool {
        from.is_none_or(|from| from <= self.last_day())
            && to.is_none_or(|to| self.first_day() <= to)
    }

    /// The parts that it is made of directly, in order: the months of a quarter, the quarters of a half or of nine
    /// months, the halves of a year; none for a month.
    pub fn parts(self) -> impl ExactSizeIterator<Item = Self> + Clone {
        let months = match self.length() {
            PeriodLength::Month => 0,
            PeriodLength::Quarter => 1,
            PeriodLength::Half | PeriodLength::NineMonths => 3,
            PeriodLength::Year => 6,
        };
        let count = self.months.checked_div(months).unwrap_or(0);
        (0..count).map(move |i| Self {
            first: self.first + u16::from(i * months),
            months,
        })
    }

    /// Its months, in order.
    pub fn each_month(self) -> impl ExactSizeIterator<Item = Self> + Clone {
        (self.first..self.end_month()).map(|first| Self { first, months: 1 })
    }

    /// The canonical code: `2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`.
    #[must_use]
    pub fn code(self) -> String {
        let mut code = String::with_capacity(7);
        self.push_code(&mut code);
        code
    }

    /// Adds the canonical code to a text: millions of them stand in the data of a large campaign.
    pub fn push_code(self, text: &mut String) {
        let mut digit = |number: u16| text.push(char::from(b'0' + (number % 10) as u8));
        let (year, month) = (self.first / 12, self.first % 12 + 1);
        for power in [1000, 100, 10, 1] {
            digit(year / power);
        }
        match self.length() {
            PeriodLength::Month => {
                text.push_str(if month < 10 { "-0" } else { "-1" });
                text.push(char::from(b'0' + (month % 10) as u8));
            }
            PeriodLength::Quarter => {
                text.push_str(["-Q1", "-Q2", "-Q3", "-Q4"][usize::from(month / 3)])
            }
            PeriodLength::Half => text.push_str(if month == 1 { "-H1" } else { "-H2" }),
            PeriodLength::NineMonths => text.push_str("-9M"),
            PeriodLength::Year => {}
        }
    }
}

/// The canonical code.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.end_month(), self.months).cmp(&(other.end_month(), other.months))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn p(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn parts(text: &str) -> String {
        p(text)
            .parts()
            .map(Period::code)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn periods_are_made_of_their_largest_parts() {
        assert_eq!(parts("2019-03"), "");
        assert_eq!(parts("2019-Q2"), "2019-04 2019-05 2019-06");
        assert_eq!(parts("2019-H2"), "2019-Q3 2019-Q4");
        assert_eq!(parts("2019-9M"), "2019-Q1 2019-Q2 2019-Q3");
        assert_eq!(parts("2019"), "2019-H1 2019-H2");
        assert_eq!(p("2019-9M").each_month().len(), 9);
    }

    #[test]
    fn order_is_by_last_day_then_the_shorter_one() {
        let mut all = [
            "2019", "2019-12", "2019-H2", "2019-Q4", "2019-9M", "2019-09", "2020-01",
        ]
        .map(p);
        all.sort();
        assert_eq!(
            all.map(Period::code),
            [
                "2019-09", "2019-9M", "2019-12", "2019-Q4", "2019-H2", "2019", "2020-01"
            ]
        );
    }

    #[test]
    fn what_lies_in_what() {
        assert!(p("2019").covers(p("2019-Q4")) && !p("2019-Q4").covers(p("2019")));
        assert!(p("2019-9M").overlaps(p("2019-H2")) && !p("2019-Q3").overlaps(p("2019-Q4")));
        assert!(
            p("2019-02").contains_day(date(2019, 2, 28))
                && !p("2019-02").contains_day(date(2019, 3, 1))
        );
        let (from, to) = (Some(date(2019, 2, 27)), Some(date(2019, 12, 1)));
        assert!(p("2019-11").lies_within(from, to) && !p("2019-12").lies_within(from, to));
        assert!(p("2019-12").touches(from, to) && p("2019-02").touches(from, to));
        assert!(!p("2020-01").touches(from, to) && p("2020-01").touches(from, None));
    }
}
