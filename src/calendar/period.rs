//! Periods (kỳ) that figures are reported for.

use super::{Day, Year, YearStart};
use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU8;
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

/// A period (kỳ): a month, a quarter, a half, the first nine months or the whole of a year between 1900 and 2199. The year
/// may begin in another month than January; such a period is another one than the calendar's of the same days.
/// Ordered by last day, shorter first. Three bytes, whether there is one or not: millions of figures have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First month, counted from January of year 0, in the bytes of a `u16`.
    first: [u8; 2],
    kind: PeriodKind,
}

/// How long a period is and of what years: in the lower four bits how many months it has, in the upper ones how many months
/// after January its years begin. A month is of no one year: there they are zero.
///
/// Two periods of one kind are equal or have no day in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PeriodKind(NonZeroU8);

impl PeriodKind {
    /// The kind of this length, of years that begin so.
    #[must_use]
    pub const fn new(length: PeriodLength, start: YearStart) -> Self {
        let start = match length {
            PeriodLength::Month => 0,
            _ => start.offset(),
        };
        match NonZeroU8::new(start << 4 | length.months()) {
            Some(kind) => Self(kind),
            None => Self(NonZeroU8::MIN),
        }
    }

    /// The length.
    #[must_use]
    pub const fn length(self) -> PeriodLength {
        match self.0.get() & 15 {
            3 => PeriodLength::Quarter,
            6 => PeriodLength::Half,
            9 => PeriodLength::NineMonths,
            12 => PeriodLength::Year,
            _ => PeriodLength::Month,
        }
    }

    /// Where its years begin; those of months in January.
    #[must_use]
    pub const fn start(self) -> YearStart {
        YearStart::at(self.0.get() >> 4)
    }
}

impl PeriodLength {
    /// Every length, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::Month,
        Self::Quarter,
        Self::Half,
        Self::NineMonths,
        Self::Year,
    ];

    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> u8 {
        self as u8
    }

    /// How many months after a period of this length the next one begins: nine months come once a year.
    #[must_use]
    pub const fn stride(self) -> u8 {
        match self {
            Self::NineMonths => 12,
            other => other.months(),
        }
    }
}

impl Period {
    /// The period of this kind that begins in a month counted from January of year 0.
    const fn at(first: u16, kind: PeriodKind) -> Self {
        Self {
            first: first.to_ne_bytes(),
            kind,
        }
    }

    /// The calendar's period of this length that begins in `month` (1 to 12) of `year`; `None` where no such period exists
    /// (a quarter begins in 1, 4, 7 or 10; nine months and years begin in 1) or the year is outside 1900–2199.
    #[must_use]
    pub fn new(year: i16, month: u8, length: PeriodLength) -> Option<Self> {
        Self::in_year(Year::calendar(year), month, length)
    }

    /// The period of this length that begins in a month of a year, counted from 1; `None` as for [`Period::new`].
    #[must_use]
    pub fn in_year(year: Year, month: u8, length: PeriodLength) -> Option<Self> {
        let starts = match length {
            PeriodLength::Month => (1..=12).contains(&month),
            PeriodLength::Quarter => matches!(month, 1 | 4 | 7 | 10),
            PeriodLength::Half => matches!(month, 1 | 7),
            PeriodLength::NineMonths | PeriodLength::Year => month == 1,
        };
        if !starts || !(1900..=2199).contains(&year.first) {
            return None;
        }
        let first = year.first as u16 * 12 + u16::from(year.start.offset() + month - 1);
        let period = Self::at(first, PeriodKind::new(length, year.start));
        (period.end_month() <= 2200 * 12).then_some(period)
    }

    /// Its length.
    #[must_use]
    pub fn length(self) -> PeriodLength {
        self.kind.length()
    }

    /// Its length and where its years begin.
    #[must_use]
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Where its years begin; those of a month in January.
    #[must_use]
    pub fn year_start(self) -> YearStart {
        self.kind.start()
    }

    /// The calendar's year in which it begins.
    #[must_use]
    pub fn year(self) -> i16 {
        (self.first_month() / 12) as i16
    }

    /// The year that it is a part of; of a month the calendar's.
    #[must_use]
    pub fn its_year(self) -> Year {
        Year {
            first: self.first_year_of(self.year_start()),
            start: self.year_start(),
        }
    }

    /// The calendar's year in which that year begins, of those that begin in some month, in which its last month lies.
    #[must_use]
    pub fn first_year_of(self, start: YearStart) -> i16 {
        ((self.end_month() - 1 - u16::from(start.offset())) / 12) as i16
    }

    /// The month (1 to 12) of the calendar that it begins in.
    #[must_use]
    pub fn month(self) -> u8 {
        (self.first_month() % 12) as u8 + 1
    }

    /// The month of its year that it begins in, from 1: 4 for every second quarter.
    #[must_use]
    pub fn month_of_year(self) -> u8 {
        let month = self.first_month() - u16::from(self.year_start().offset());
        (month % 12) as u8 + 1
    }

    /// The next period of its kind; `None` at the end of time.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let next = Self::at(
            self.first_month() + u16::from(self.length().stride()),
            self.kind,
        );
        (next.end_month() <= 2200 * 12).then_some(next)
    }

    /// The period of its kind before it; `None` at the beginning of time.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let first = self.first_month() - u16::from(self.length().stride());
        (first >= 1900 * 12).then(|| Self::at(first, self.kind))
    }

    /// Its first month, counted from January of year 0.
    #[must_use]
    pub fn first_month(self) -> u16 {
        u16::from_ne_bytes(self.first)
    }

    /// The month after its last, counted from January of year 0.
    #[must_use]
    pub fn end_month(self) -> u16 {
        self.first_month() + u16::from(self.length().months())
    }

    /// The month with this number, counted from January of year 0.
    ///
    /// # Panics
    /// Outside the years 1900 to 2199.
    #[must_use]
    pub fn month_at(first: u16) -> Self {
        assert!((1900 * 12..2200 * 12).contains(&first));
        Self::at(
            first,
            PeriodKind::new(PeriodLength::Month, YearStart::CALENDAR),
        )
    }

    /// A number by which periods are in order; no two have the same.
    #[must_use]
    pub fn order(self) -> u32 {
        let length = u32::from(self.length().months());
        u32::from(self.end_month()) << 8 | length << 4 | u32::from(self.year_start().offset())
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

    /// Whether it is a month whose number is that of the year after: `2010-11` may be a year.
    pub(crate) fn may_be_year_over(self) -> bool {
        let is_month = self.length() == PeriodLength::Month;
        is_month && i16::from(self.month()) == (self.year() + 1) % 100
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
        let (count, length): (u8, _) = match self.length() {
            PeriodLength::Month => (0, PeriodLength::Month),
            PeriodLength::Quarter => (3, PeriodLength::Month),
            PeriodLength::Half => (2, PeriodLength::Quarter),
            PeriodLength::NineMonths => (3, PeriodLength::Quarter),
            PeriodLength::Year => (2, PeriodLength::Half),
        };
        let (first, kind) = (
            self.first_month(),
            PeriodKind::new(length, self.year_start()),
        );
        (0..count).map(move |i| Self::at(first + u16::from(i * length.months()), kind))
    }

    /// The period of a kind that begins in a month, counted from January of year 0; `None` where none does.
    #[must_use]
    pub fn beginning(kind: PeriodKind, first: u16) -> Option<Self> {
        let month = first.checked_sub(u16::from(kind.start().offset()))?;
        let year = Year {
            first: i16::try_from(month / 12).ok()?,
            start: kind.start(),
        };
        Self::in_year(year, (month % 12) as u8 + 1, kind.length())
    }

    /// The periods of a kind that lie wholly within some months, counted from January of year 0, in order.
    pub fn all_within(kind: PeriodKind, months: Range<u16>) -> impl Iterator<Item = Self> {
        let end = months.end;
        let begun = months.filter_map(move |first| Self::beginning(kind, first));
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
        (self.first_month()..self.end_month()).map(Self::month_at)
    }

    /// The canonical code: `2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`; `2018/19`, `2018/19-Q1`.
    #[must_use]
    pub fn code(self) -> String {
        let mut code = Vec::with_capacity(10);
        self.write_code(&mut code);
        String::from_utf8(code).unwrap_or_default()
    }

    /// Writes the canonical code: millions of them stand in the data of a large campaign.
    pub fn write_code(self, out: &mut Vec<u8>) {
        let (year, month) = (self.its_year(), self.month_of_year());
        let [[a, b], [c, d]] =
            [year.first / 100, year.first % 100].map(|part| two_digits(part as u8));
        let [x, y, z] = match self.length() {
            PeriodLength::Month => {
                let [tens, ones] = two_digits(month);
                out.extend_from_slice(&[a, b, c, d, b'-', tens, ones]);
                return;
            }
            PeriodLength::Quarter => [b'-', b'Q', b'1' + month / 3],
            PeriodLength::Half => [b'-', b'H', b'1' + month / 6],
            PeriodLength::NineMonths => *b"-9M",
            PeriodLength::Year => [0; 3],
        };
        out.extend_from_slice(&[a, b, c, d]);
        if !year.start.is_calendar() {
            let [tens, ones] = two_digits(((year.first + 1) % 100) as u8);
            out.extend_from_slice(&[b'/', tens, ones]);
        }
        if x != 0 {
            out.extend_from_slice(&[x, y, z]);
        }
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
        let (from, to) = (Some(date(2019, 2, 27)), Some(date(2019, 12, 1)));
        assert!(p("2019-11").lies_within(from, to) && !p("2019-12").lies_within(from, to));
        assert!(p("2019-12").touches(from, to) && p("2019-02").touches(from, to));
        assert!(!p("2020-01").touches(from, to) && p("2020-01").touches(from, None));
    }
}
