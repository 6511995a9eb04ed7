//! Periods (kỳ) that figures are reported for.

use super::Day;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PeriodLength {
    /// One month.
    Month = 1,
    /// Three months (quý).
    Quarter = 3,
    /// Six months.
    Half = 6,
    /// The first nine months of a year.
    NineMonths = 9,
    /// Twelve months.
    Year = 12,
}

/// A period (kỳ): a month, a quarter, a half, the first nine months or the whole of a year between 1900 and 2199.
/// Ordered by last day, shorter first. Three bytes, whether there is one or not: millions of figures have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First month, counted from January of year 0, in the bytes of a `u16`.
    first: [u8; 2],
    length: PeriodLength,
}

impl PeriodLength {
    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u8 {
        self as u8
    }
}

impl Period {
    /// The period of this length that begins in a month counted from January of year 0.
    const fn at(first: u16, length: PeriodLength) -> Self {
        Self {
            first: first.to_ne_bytes(),
            length,
        }
    }

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
        Some(Self::at(year as u16 * 12 + u16::from(month) - 1, length))
    }

    /// Its length.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        (self.first_month() / 12) as i16
    }

    /// The month (1 to 12) it begins in.
    #[must_use]
    pub fn month(self) -> u8 {
        (self.first_month() % 12) as u8 + 1
    }

    /// Its first month, counted from January of year 0.
    #[must_use]
    pub fn first_month(self) -> u16 {
        u16::from_ne_bytes(self.first)
    }

    /// The month after its last, counted from January of year 0.
    #[must_use]
    pub fn end_month(self) -> u16 {
        self.first_month() + u16::from(self.length.months())
    }

    /// The month with this number, counted from January of year 0.
    ///
    /// # Panics
    /// Outside the years 1900 to 2199.
    #[must_use]
    pub fn month_at(first: u16) -> Self {
        assert!((1900 * 12..2200 * 12).contains(&first));
        Self::at(first, PeriodLength::Month)
    }

    /// A number by which periods are in order.
    #[must_use]
    pub fn order(self) -> u32 {
        u32::from(self.end_month()) << 8 | u32::from(self.length.months())
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
        self.first_month() <= other.first_month() && other.end_month() <= self.end_month()
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first_month() < other.end_month() && other.first_month() < self.end_month()
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
        let (count, length): (u8, _) = match self.length {
            PeriodLength::Month => (0, PeriodLength::Month),
            PeriodLength::Quarter => (3, PeriodLength::Month),
            PeriodLength::Half => (2, PeriodLength::Quarter),
            PeriodLength::NineMonths => (3, PeriodLength::Quarter),
            PeriodLength::Year => (2, PeriodLength::Half),
        };
        let first = self.first_month();
        (0..count).map(move |i| Self::at(first + u16::from(i * length.months()), length))
    }

    /// The periods of a length that lie wholly within some months, counted from January of year 0, in order.
    pub fn all_within(length: PeriodLength, months: Range<u16>) -> impl Iterator<Item = Self> {
        let end = months.end;
        let begun = months.filter_map(move |first| {
            let year = i16::try_from(first / 12).ok()?;
            Self::new(year, u8::try_from(first % 12).ok()? + 1, length)
        });
        begun.take_while(move |period| period.end_month() <= end)
    }

    /// Whether each of its months lies in one of some periods.
    #[must_use]
    pub fn is_covered_by(self, periods: &[Self]) -> bool {
        let mut months = self.first_month()..self.end_month();
        months.all(|month| {
            let holds = |of: &Self| (of.first_month()..of.end_month()).contains(&month);
            periods.iter().any(holds)
        })
    }

    /// Its months, in order.
    pub fn each_month(self) -> impl ExactSizeIterator<Item = Self> + Clone {
        (self.first_month()..self.end_month()).map(|first| Self::at(first, PeriodLength::Month))
    }

    /// The canonical code: `2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`.
    #[must_use]
    pub fn code(self) -> String {
        let mut code = Vec::with_capacity(7);
        self.write_code(&mut code);
        String::from_utf8(code).unwrap_or_default()
    }

    /// Writes the canonical code: millions of them stand in the data of a large campaign.
    pub fn write_code(self, out: &mut Vec<u8>) {
        let (year, month) = (self.first_month() / 12, self.month());
        let [[a, b], [c, d]] = [year / 100, year % 100].map(|part| two_digits(part as u8));
        let [x, y, z] = match self.length() {
            PeriodLength::Month => {
                let [tens, ones] = two_digits(month);
                [b'-', tens, ones]
            }
            PeriodLength::Quarter => [b'-', b'Q', b'1' + month / 3],
            PeriodLength::Half => [b'-', b'H', b'1' + month / 6],
            PeriodLength::NineMonths => *b"-9M",
            PeriodLength::Year => {
                out.extend_from_slice(&[a, b, c, d]);
                return;
            }
        };
        out.extend_from_slice(&[a, b, c, d, x, y, z]);
    }
}

/// A number below a hundred in two digits.
fn two_digits(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}

/// The canonical code.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
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
