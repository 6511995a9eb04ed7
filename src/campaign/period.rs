//! Periods (kỳ) that figures are reported for, and days.

use std::cmp::Ordering;

/// A calendar day.
pub type Day = jiff::civil::Date;

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

    /// The canonical code: `2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`.
    #[must_use]
    pub fn code(self) -> String {
        let year = self.year();
        match self.length() {
            PeriodLength::Month => format!("{year}-{:02}", self.month()),
            PeriodLength::Quarter => format!("{year}-Q{}", self.month() / 3 + 1),
            PeriodLength::Half => format!("{year}-H{}", self.month() / 6 + 1),
            PeriodLength::NineMonths => format!("{year}-9M"),
            PeriodLength::Year => format!("{year}"),
        }
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
