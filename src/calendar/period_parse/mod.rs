//! Reading periods as people write them.
//!
//! | file | holds |
//! | --- | --- |
//! | `forms` | the ways in which a part of a year and a year are put together |
//! | `stretches` | days, and days or months from one to another |
//! | `words` | the words for parts of a year |

mod forms;
mod stretches;
mod words;

use super::{Period, PeriodKind, PeriodLength, Year, YearPart, YearStart};
use crate::text::Tokens;
pub(crate) use forms::{Text, names_years_over};
pub(crate) use words::{ROMAN, part_of_months};

/// Longer than every form, with room for spaces and decomposed letters: nothing longer is looked at.
const LONGEST: usize = 160;

impl Period {
    /// Reads a period of the calendar in any of its forms: its code (`2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`) or
    /// as people write it (`quý I/2019`, `6 tháng đầu năm 2019`, `T3/2019`, `March 2019`, …), in any case, composed or
    /// decomposed, with extra spaces. `None` for everything else, and where it can be read in two ways; a code is never read
    /// otherwise.
    ///
    /// ```
    /// use thidua::calendar::Period;
    ///
    /// let code = |text: &str| Period::parse(text).map(|period| period.code());
    /// assert_eq!(code("Quý I/2019").as_deref(), Some("2019-Q1"));
    /// assert_eq!(code("6 tháng đầu năm 2019").as_deref(), Some("2019-H1"));
    /// assert_eq!(code("tháng 13/2019"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_in(text, None)
    }

    /// The same where years may begin in another month too: `2018/19`, `năm học 2018-2019`.
    #[must_use]
    pub fn parse_in(text: &str, start: Option<YearStart>) -> Option<Self> {
        let start = start.filter(|start| !start.is_calendar());
        let text = text.trim();
        of_code(text)
            .or_else(|| of_code_over_years(text, start?))
            .or_else(|| may_have_year(text).then(|| Readings::of(text).one()?.period(start))?)
    }
}

/// Whether four digits follow each other: most texts have none, and need not be looked at closely.
fn may_have_year(text: &str) -> bool {
    let is_year = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit);
    text.len() <= LONGEST && text.as_bytes().windows(4).any(is_year)
}

/// The commonest code: that of a month. Nearly every row of a large table has it.
pub(crate) fn of_code(text: &str) -> Option<Period> {
    match *text.as_bytes() {
        [a, b, c, d, b'-', m, n] if m.is_ascii_digit() && n.is_ascii_digit() => {
            let year = i16::from(two_digits(a, b)?) * 100 + i16::from(two_digits(c, d)?);
            Period::new(year, two_digits(m, n)?, PeriodLength::Month)
        }
        _ => None,
    }
}

/// The code of a year that begins in another month than January: `2010/11`, which may be a month elsewhere.
fn of_code_over_years(text: &str, start: YearStart) -> Option<Period> {
    let (first, second) = text
        .split_once('/')
        .filter(|(_, second)| second.len() == 2)?;
    let year = Year {
        first: first.parse().ok()?,
        start,
    };
    let is_code = second.bytes().all(|b| b.is_ascii_digit()) && year.to_string() == text;
    is_code.then(|| YearPart::YEAR.of(year))?
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + ones - b'0')
}

/// A year as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenYear {
    /// `2019`: of the calendar.
    One(i16),
    /// `2018-2019`, told by the first: where it begins, other places say.
    Over(i16),
}

impl WrittenYear {
    /// The year, where years that lie in two of the calendar's begin in some month.
    pub(crate) fn year(self, start: Option<YearStart>) -> Option<Year> {
        match self {
            Self::One(year) => Some(Year::calendar(year)),
            Self::Over(first) => Some(Year {
                first,
                start: start.filter(|start| !start.is_calendar())?,
            }),
        }
    }
}

/// One way of reading a text as a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PeriodReading {
    /// A part of a year, or all of it.
    Of(WrittenYear, YearPart),
    /// Whole months from one to another: the first, counted from January of year 0, and their number.
    Months(u16, u8),
    /// A part of a year that is not said.
    Part(YearPart),
}

impl PeriodReading {
    /// The period; `None` where something is not said, or nothing is so long.
    pub(crate) fn period(self, start: Option<YearStart>) -> Option<Period> {
        match self {
            Self::Of(year, part) => part.of(year.year(start)?),
            Self::Months(first, count) => {
                let start = start.filter(|start| !start.is_calendar());
                [Some(YearStart::CALENDAR), start]
                    .into_iter()
                    .flatten()
                    .find_map(|start| period_of_months(first, count, start))
            }
            Self::Part(_) => None,
        }
    }
}

fn period_of_months(first: u16, count: u8, start: YearStart) -> Option<Period> {
    use PeriodLength::{Half, Month, NineMonths, Quarter, Year};
    let length = [Month, Quarter, Half, NineMonths, Year]
        .into_iter()
        .find(|length| length.months() == count)?;
    Period::beginning(PeriodKind::new(length, start), first)
}

/// Every way of reading a text as a period; nearly always one or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Readings(pub(crate) Vec<PeriodReading>);

impl Readings {
    pub(crate) fn of(text: &str) -> Self {
        if text.len() > LONGEST {
            return Self::default();
        }
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let tokens = Tokens::of_cells(std::iter::once((0, &*one_line)));
        let text = Text { tokens: &tokens };
        let at = text.past_label();
        let mut this = Self::default();
        let forms = [
            text.part_of_year(at),
            text.year_then_part(at),
            text.month_of_year(at),
            text.year_alone(at),
            text.day(at),
            text.days(at),
            text.months(at),
            text.part_alone(at),
        ];
        for (reading, next) in forms.into_iter().flatten() {
            if tokens.is_end(next) && !this.0.contains(&reading) {
                this.0.push(reading);
            }
        }
        this
    }

    /// The month of a text such as `2010-11`, which may be a year too.
    pub(crate) fn month_or_year(&self) -> Option<Period> {
        let [a, b] = self.0[..] else { return None };
        let is_year = |reading| matches!(reading, PeriodReading::Of(WrittenYear::Over(_), part) if part == YearPart::YEAR);
        let month = match (is_year(a), is_year(b)) {
            (true, false) => b,
            (false, true) => a,
            _ => return None,
        };
        let month = month.period(None)?;
        (month.length() == PeriodLength::Month).then_some(month)
    }

    /// The only one.
    pub(crate) fn one(&self) -> Option<PeriodReading> {
        match self.0[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
