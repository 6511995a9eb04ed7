//! The texts of a table's periods: each read by itself, then all together where one alone can be read in two ways.

use super::part_columns::{Beside, PartTexts, bare_number, within};
use crate::calendar::{
    Period, PeriodLength, PeriodReading, Readings, WrittenYear, Year, YearPart, YearStart, of_code,
};

/// How the periods of one table are written. `2010-11` is a month or a year that begins in 2010: which of them, the other
/// periods of the column say, or the indicator.
#[derive(Debug)]
pub(super) struct PeriodForms {
    /// Where the years begin that lie in two of the calendar's.
    start: YearStart,
    beside: Beside,
    /// Whether `2010-11` is read as such a year.
    is_of_years: bool,
    /// There is a month such as `2010-03`.
    has_months: bool,
    /// There is a month that is written otherwise.
    has_other_months: bool,
    /// There is a year such as `2018-19`.
    has_years: bool,
    /// Texts such as `2010-11`, with the month that each may be.
    doubtful: Vec<(Box<str>, Period)>,
    /// Whether the column is called one of years that lie in two of the calendar's: `Năm học`.
    pub(super) is_called_years: bool,
    /// Whether what stands beside the columns was needed.
    pub(super) uses_beside: bool,
}

/// What the texts such as `2010-11` of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DoubtfulPeriods {
    /// There are none, or they are months.
    Months,
    /// They are years.
    Years,
    /// Nobody can say.
    Unknown,
}

/// What cells say of a period.
pub(super) enum Said {
    Period(Period),
    /// A cell that has to say something is blank.
    Blank,
    /// Nothing that can be understood.
    Nothing,
    /// What stands beside them is not clear, which was told.
    Broken,
}

impl From<Option<Period>> for Said {
    fn from(period: Option<Period>) -> Self {
        period.map_or(Self::Nothing, Self::Period)
    }
}

impl PeriodForms {
    pub(super) fn new(start: YearStart, beside: Beside) -> Self {
        Self {
            start,
            beside,
            is_of_years: false,
            has_months: false,
            has_other_months: false,
            has_years: false,
            doubtful: Vec::new(),
            is_called_years: false,
            uses_beside: false,
        }
    }

    /// From now on `2010-11` is a year.
    pub(super) fn read_as_years(&mut self) {
        self.is_of_years = true;
    }

    /// The period of a text that a column of periods holds.
    pub(super) fn read(&mut self, text: &str) -> Option<Period> {
        if let Some(month) = of_code(text) {
            if month.may_be_year_over() {
                return self.doubtful(text, month);
            }
            self.has_months = true;
            return Some(month);
        }
        let readings = Readings::of(text);
        if let Some(reading) = readings.one() {
            return self.of_reading(text, reading);
        }
        let month = readings.month_or_year()?;
        self.doubtful(text, month)
    }

    fn of_reading(&mut self, text: &str, reading: PeriodReading) -> Option<Period> {
        let period = match (reading, self.beside) {
            (PeriodReading::Part(part), Beside::Around(around)) => {
                self.uses_beside = true;
                within(around, part)
            }
            _ => reading.period(Some(self.start)),
        };
        let is_month = period.is_some_and(|period| period.length() == PeriodLength::Month);
        let begins_with_year = text.bytes().take(4).all(|b| b.is_ascii_digit());
        let is_number = text.bytes().all(|b| !b.is_ascii_alphabetic());
        // "2010.11" and "2010 11" as "2010-11".
        let is_doubtful =
            |month: &Period| month.may_be_year_over() && begins_with_year && is_number;
        if let Some(month) = period.filter(is_doubtful) {
            return self.doubtful(text, month);
        }
        match reading {
            PeriodReading::Of(WrittenYear::Over(_), _) => self.has_years = true,
            PeriodReading::Of(..) if is_month && begins_with_year && is_number => {
                self.has_months = true;
            }
            _ => self.has_other_months |= is_month,
        }
        period
    }

    fn doubtful(&mut self, text: &str, month: Period) -> Option<Period> {
        if self.is_of_years {
            let year = WrittenYear::Over(month.year()).year(Some(self.start))?;
            return YearPart::YEAR.of(year);
        }
        self.doubtful.push((text.into(), month));
        Some(month)
    }

    /// The texts that can be read in two ways, each with the month that it may be.
    pub(super) fn doubtful_texts(&self) -> &[(Box<str>, Period)] {
        &self.doubtful
    }

    /// What those texts are, now that all are known; `is_monthly` holds for months of which a monthly indicator has a figure.
    pub(super) fn settled(&self, mut is_monthly: impl FnMut(Period) -> bool) -> DoubtfulPeriods {
        if self.doubtful.is_empty() {
            return DoubtfulPeriods::Months;
        }
        if self.is_called_years {
            return match self.start.is_calendar() {
                true => DoubtfulPeriods::Unknown,
                false => DoubtfulPeriods::Years,
            };
        }
        let is_monthly =
            self.has_months || self.doubtful.iter().any(|(_, month)| is_monthly(*month));
        match (is_monthly, self.has_years) {
            (true, false) => DoubtfulPeriods::Months,
            (false, _) if !self.has_other_months && !self.start.is_calendar() => {
                DoubtfulPeriods::Years
            }
            _ => DoubtfulPeriods::Unknown,
        }
    }

    /// The period that columns for its parts say together.
    pub(super) fn of_parts(&mut self, texts: PartTexts<'_>) -> Said {
        if self.beside == Beside::Broken {
            return Said::Broken;
        }
        let is_blank = |text: Option<&str>| text == Some("");
        let finest = texts.month.or(texts.quarter);
        if is_blank(texts.year) || is_blank(finest) {
            return Said::Blank;
        }
        let year = match texts.year {
            None => None,
            Some(text) => match self.year(text) {
                None => return Said::Nothing,
                year => year,
            },
        };
        if finest.is_none() {
            return year.and_then(|year| self.part_of_year(year)).into();
        }
        let quarter = texts.quarter.filter(|text| !text.is_empty());
        let quarter = quarter.map(|text| self.part(text, YearPart::quarter, year));
        let month = texts
            .month
            .map(|text| self.part(text, YearPart::month, year));
        match (quarter, month) {
            (Some(quarter), Some(month)) => {
                let both = month.zip(quarter);
                both.filter(|(month, quarter)| quarter.covers(*month))
                    .map(|(month, _)| month)
                    .into()
            }
            (Some(one), None) | (None, Some(one)) => one.into(),
            (None, None) => Said::Nothing,
        }
    }

    /// The year that a cell says.
    fn year(&self, text: &str) -> Option<Year> {
        let readings = Readings::of(text).0;
        let mut years = readings.iter().filter_map(|reading| match reading {
            PeriodReading::Of(year, part) if *part == YearPart::YEAR => Some(*year),
            _ => None,
        });
        let year = years.next().filter(|_| years.next().is_none())?;
        year.year(Some(self.start))
    }

    /// The period of a cell that says a part of a year, a number being what `of_number` makes of it.
    fn part(
        &mut self,
        text: &str,
        of_number: impl Fn(u32) -> Option<YearPart>,
        year: Option<Year>,
    ) -> Option<Period> {
        let part = match bare_number(text) {
            Some(number) => of_number(number)?,
            None => match Readings::of(text).one()? {
                PeriodReading::Part(part) => part,
                whole => {
                    let period = whole.period(Some(self.start))?;
                    let is_in = year.and_then(|year| YearPart::YEAR.of(year));
                    let is_in = is_in.is_none_or(|all| all.covers(period));
                    return Some(period)
                        .filter(|_| is_in)
                        .filter(|period| period.length() < PeriodLength::Year);
                }
            },
        };
        if part == YearPart::YEAR {
            return None;
        }
        match (year, self.beside) {
            (Some(year), _) => part.of(year),
            (None, Beside::Around(around)) => within(around, part),
            _ => None,
        }
    }

    /// A year that stands alone, or the part of it that the table is of.
    fn part_of_year(&self, year: Year) -> Option<Period> {
        match self.beside {
            Beside::Part(part) => part.of(year),
            _ => YearPart::YEAR.of(year),
        }
    }
}
