//! Days, and stretches from a day or a month to another, that are a period.

use super::forms::{Read, Text};
use super::{PeriodReading, WrittenYear};
use crate::calendar::{Day, PeriodLength, Year, YearPart};

/// What stands between a day, a month and a year.
const IN_DATES: &str = "/-.";
/// What stands between the ends of a stretch of time.
const UP_TO: &str = "-–—~";

/// The day on which a stretch begins.
enum FirstDay {
    Known(Day),
    /// Its month and day; the last day says the year.
    WithoutYear(i8, i8),
}

impl Text<'_> {
    /// The first day of a month, which stands for it.
    pub(crate) fn day(&self, at: usize) -> Vec<Read> {
        let found = (|| {
            let (day, next) = self.date(at).or_else(|| self.english_date(at))?;
            let day = day.filter(|day| day.day() == 1 && !self.tokens.is(at, "ngày"))?;
            Some((
                PeriodReading::Months(month_of(day)?, 1),
                self.past_midnight(next),
            ))
        })();
        found.into_iter().collect()
    }

    /// From a day to another: "từ ngày 01/01/2019 đến hết ngày 31/03/2019", "01/01–31/03/2019".
    pub(crate) fn days(&self, at: usize) -> Vec<Read> {
        let found = (|| {
            let (first, next) = self.date_or_day(self.past_from(at))?;
            let (last, next) = self.date(self.past_to(next)?)?;
            let last = last?;
            let first = match first {
                FirstDay::Known(day) => day,
                FirstDay::WithoutYear(month, day) => Day::new(last.year(), month, day).ok()?,
            };
            let end = last.tomorrow().ok()?;
            let is_whole = first.day() == 1 && end.day() == 1;
            Some((
                stretch(month_of(first).filter(|_| is_whole)?, month_of(end)?)?,
                next,
            ))
        })();
        found.into_iter().collect()
    }

    /// From a month to another: "từ tháng 1 đến tháng 3 năm 2019", "Jan–Mar 2019", "01/2019 - 03/2019".
    pub(crate) fn months(&self, at: usize) -> Vec<Read> {
        let found = (|| {
            let (first, year, next) = self.month_with_year(self.past_from(at))?;
            let (last, last_year, next) = self.month_with_year(self.past_to(next)?)?;
            let last_year = last_year?;
            let first = first.of(Year::calendar(year.unwrap_or(last_year)))?;
            let last = last.of(Year::calendar(last_year))?;
            Some((stretch(first.first_month(), last.end_month())?, next))
        })();
        found.into_iter().collect()
    }

    /// The same where both months are words: "từ tháng 1 đến tháng 3 năm 2019".
    pub(crate) fn worded_months(&self, at: usize) -> Vec<Read> {
        let is_worded = |at: usize| self.tokens.month_part(at).is_some();
        let first = self.past_from(at);
        let second = is_worded(first)
            .then(|| {
                let (.., next) = self.month_with_year(first)?;
                self.past_to(next)
            })
            .flatten();
        if second.is_some_and(is_worded) {
            self.months(at)
        } else {
            Vec::new()
        }
    }

    /// A month, with its year where that is said.
    fn month_with_year(&self, at: usize) -> Option<(YearPart, Option<i16>, usize)> {
        let of_number = |read: Vec<Read>| match read[..] {
            [(PeriodReading::Of(WrittenYear::One(year), part), next)] => {
                Some((part, Some(year), next))
            }
            _ => None,
        };
        let Some((month, next)) = self.tokens.month_part(at) else {
            let found = of_number(self.month_of_year(at));
            return found
                .or_else(|| of_number(self.year_then_part(at)))
                .filter(|(part, ..)| part.length() == PeriodLength::Month);
        };
        match self.one_year(self.past_connector(next)) {
            Some((WrittenYear::One(year), next)) => Some((month, Some(year), next)),
            _ => Some((month, None, next)),
        }
    }

    /// Past the word before the first day or month of a stretch.
    pub(crate) fn past_from(&self, at: usize) -> usize {
        at + usize::from(self.tokens.is_any(at, &["từ", "from"]))
    }

    /// Past what stands between the ends of a stretch.
    pub(crate) fn past_to(&self, at: usize) -> Option<usize> {
        let at = self.past(at, ",");
        if self.tokens.is_mark(at, UP_TO) {
            return Some(at + 1);
        }
        let is_to = self.tokens.is_any(at, &["đến", "tới", "to"]);
        is_to.then(|| at + 1 + usize::from(self.tokens.is(at + 1, "hết")))
    }

    /// A date, or a day and month whose year is said later.
    fn date_or_day(&self, at: usize) -> Option<(FirstDay, usize)> {
        if let Some((day, next)) = self.date(at) {
            return Some((FirstDay::Known(day?), next));
        }
        let at = at + usize::from(self.tokens.is(at, "ngày"));
        let (day, next) = self.tokens.short_number(at)?;
        let month = self.past_month_word(next)?;
        let (month, next) = self.tokens.short_number(month)?;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Some((FirstDay::WithoutYear(month, day), next))
    }

    fn past_month_word(&self, at: usize) -> Option<usize> {
        let is_there = self.tokens.is_mark(at, IN_DATES) || self.tokens.is(at, "tháng");
        is_there.then_some(at + 1)
    }

    /// "01/03/2019", "2019-03-01", "ngày 1 tháng 3 năm 2019"; the day is `None` where no calendar has it.
    fn date(&self, at: usize) -> Option<(Option<Day>, usize)> {
        let tokens = self.tokens;
        let at = at + usize::from(tokens.is(at, "ngày"));
        let made = |year: i16, month: u32, day: u32| {
            Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        let is_between = |at: usize| tokens.is_mark(at, IN_DATES);
        let is_same = |a: usize, b: usize| {
            tokens.all.get(a).map(|t| &t.text) == tokens.all.get(b).map(|t| &t.text)
        };
        if let Some(year) = tokens.year(at) {
            let (month, _) = tokens.short_number(at + 2)?;
            let (day, next) = tokens.short_number(at + 4)?;
            let is_date = is_between(at + 1) && is_same(at + 1, at + 3);
            return is_date.then(|| (made(year, month, day), next));
        }
        let (day, next) = tokens.short_number(at)?;
        let (month, after) = tokens.short_number(self.past_month_word(next)?)?;
        let year = if is_between(next) {
            (is_same(next, after)).then_some(after + 1)?
        } else {
            let year = self.past(after, ",");
            year + usize::from(tokens.is(year, "năm"))
        };
        Some((made(tokens.year(year)?, month, day), year + 1))
    }

    /// "1 March 2019", "March 1, 2019".
    fn english_date(&self, at: usize) -> Option<(Option<Day>, usize)> {
        let tokens = self.tokens;
        let (day, month, next) = match tokens.short_number(at) {
            Some((day, next)) => {
                let (month, next) = tokens.english_month(self.past(next, "-/"))?;
                (day, month, next)
            }
            None => {
                let (month, next) = tokens.english_month(at)?;
                let (day, next) = tokens.short_number(next)?;
                (day, month, next)
            }
        };
        let year = self.past(next, "-/,");
        let made = Day::new(
            tokens.year(year)?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        );
        Some((made.ok(), year + 1))
    }

    /// Past the time of midnight: programs write it behind a day.
    fn past_midnight(&self, at: usize) -> usize {
        let tokens = self.tokens;
        let mut next = at + usize::from(tokens.is(at, "t"));
        let is_zero = |at: usize| tokens.number(at).is_some_and(|(number, _)| number == 0);
        if !(is_zero(next) && tokens.is_mark(next + 1, ":") && is_zero(next + 2)) {
            return at;
        }
        next += 3;
        while tokens.is_mark(next, ":.") && is_zero(next + 1) {
            next += 2;
        }
        next + usize::from(tokens.is(next, "z"))
    }
}

/// The month of a day, counted from January of year 0.
fn month_of(day: Day) -> Option<u16> {
    let year = u16::try_from(day.year()).ok()?;
    Some(year * 12 + u16::from(day.month().unsigned_abs()) - 1)
}

/// Whole months from one to before another.
fn stretch(first: u16, end: u16) -> Option<PeriodReading> {
    let count = u8::try_from(end.checked_sub(first)?).ok()?;
    Some(PeriodReading::Months(first, count))
}
