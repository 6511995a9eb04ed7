//! The ways in which a part of a year and a year are put together.

use super::{PeriodReading, WrittenYear};
use crate::calendar::YearPart;
use crate::text::{Tokens, fold};

/// What stands between the parts of a period.
const BETWEEN: &str = "/-–—._";
/// The same beside words.
const BESIDE_WORDS: &str = "/-–—._,:";
/// What stands between the two years of one that begins in another month than January.
const BETWEEN_YEARS: &str = "/-–—";

/// What years are called that lie in two of the calendar's.
const NAMES: [&str; 12] = [
    "năm học",
    "năm tài chính",
    "năm tài khoá",
    "niên độ",
    "niên khoá",
    "niên học",
    "fiscal year",
    "financial year",
    "school year",
    "academic year",
    "fy",
    "sy",
];

/// Whether a name says that such years are meant; short ones say it alone.
pub(crate) fn names_years_over(name: &str) -> bool {
    let bare = |text: &str| fold(text).replace(|c: char| !c.is_alphabetic(), "");
    let name = bare(name);
    NAMES.iter().any(|known| match known.contains(' ') {
        true => name.contains(&bare(known)),
        false => name == *known,
    })
}

/// What was read, and the index of the first token after it.
pub(crate) type Read = (PeriodReading, usize);

/// A text in which a period is looked for.
pub(crate) struct Text<'t> {
    pub(crate) tokens: &'t Tokens,
}

impl Text<'_> {
    /// Past "kỳ báo cáo:".
    pub(crate) fn past_label(&self) -> usize {
        let mut at = 0;
        while self
            .tokens
            .is_any(at, &["kỳ", "báo", "cáo", "số", "liệu", "trong"])
        {
            at += 1;
        }
        at + usize::from(at > 0 && self.tokens.is_mark(at, ":"))
    }

    /// Past a mark between parts.
    pub(crate) fn past(&self, at: usize, marks: &str) -> usize {
        at + usize::from(self.tokens.is_mark(at, marks))
    }

    /// Past what stands between a part and its year.
    pub(crate) fn past_connector(&self, at: usize) -> usize {
        let mut at = self.past(at, BESIDE_WORDS);
        while self.tokens.is_any(at, &["của", "trong", "of", "in", "the"]) {
            at += 1;
        }
        at
    }

    /// The years that a text may say here.
    pub(crate) fn years(&self, at: usize) -> Vec<(WrittenYear, usize)> {
        [self.one_year(at), self.year_over(at)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// "2019", "năm 2019", "cả năm 2019".
    pub(crate) fn one_year(&self, at: usize) -> Option<(WrittenYear, usize)> {
        let at = at
            + match () {
                () if self.tokens.is(at, "cả") && self.tokens.is(at + 1, "năm") => 2,
                () if self.tokens.is_any(at, &["full", "calendar"])
                    && self.tokens.is(at + 1, "year") =>
                {
                    2
                }
                () => usize::from(self.tokens.is_any(at, &["năm", "year"])),
            };
        let at = self.past(at, ":");
        Some((WrittenYear::One(self.tokens.year(at)?), at + 1))
    }

    /// Past the name of years that lie in two of the calendar's.
    pub(crate) fn past_name_of_years(&self, at: usize) -> Option<usize> {
        let mut names = NAMES.iter();
        names.find_map(|name| self.tokens.phrase(at, name))
    }

    /// "2018/19", "2018-2019", "năm học 2018 - 2019", "FY2018/19".
    pub(crate) fn year_over(&self, at: usize) -> Option<(WrittenYear, usize)> {
        let tokens = self.tokens;
        let is_bare = tokens.is_any(at, &["năm", "year"]);
        let named = self.past_name_of_years(at);
        let at = self.past(named.unwrap_or(at + usize::from(is_bare)), ":");
        let first = tokens.year(at)?;
        let (second, digits) = tokens
            .number(at + 2)
            .filter(|_| tokens.is_mark(at + 1, BETWEEN_YEARS))?;
        let after = u32::try_from(first + 1).ok()?;
        let is_after = match digits {
            4 => second == after,
            2 => second == after % 100,
            _ => false,
        };
        is_after.then_some((WrittenYear::Over(first), at + 3))
    }

    /// "quý I/2019", "tháng 3 năm 2019", "6 tháng đầu năm 2019".
    pub(crate) fn part_of_year(&self, at: usize) -> Vec<Read> {
        let Some((part, next)) = self.tokens.year_part(at) else {
            return Vec::new();
        };
        let years = self.years(self.past_connector(next)).into_iter();
        years
            .map(|(year, next)| (PeriodReading::Of(year, part), next))
            .collect()
    }

    /// "2019-Q1", "năm 2019, tháng 3", "2019M03", "2019-3"; `2019.1` may be January or, as a number, October.
    pub(crate) fn year_then_part(&self, at: usize) -> Vec<Read> {
        let tokens = self.tokens;
        let mut all = Vec::new();
        for (year, next) in self.years(at) {
            let mut add = |part: Option<YearPart>, next: usize| {
                all.extend(part.map(|part| (PeriodReading::Of(year, part), next)));
            };
            let part = self.past(next, BESIDE_WORDS);
            if let Some((part, next)) = tokens.year_part(part) {
                let has_word = tokens.is(next, "năm");
                add(Some(part), next + usize::from(has_word));
                continue;
            }
            let is_m = tokens.is(part, "m");
            let number = part + usize::from(is_m);
            if let (Some((month, next)), WrittenYear::One(_)) = (tokens.short_number(number), year)
            {
                add(YearPart::month(month), next);
                let is_tenth = month == 1
                    && !is_m
                    && tokens.is_mark(part - 1, ".")
                    && tokens.number(number) == Some((1, 1));
                if is_tenth {
                    add(YearPart::month(10), next);
                }
            }
        }
        all
    }

    /// "03/2019", "3-2019", "3 2019".
    pub(crate) fn month_of_year(&self, at: usize) -> Vec<Read> {
        let found = (|| {
            let (month, next) = self.tokens.short_number(at)?;
            let year = self.past(next, BETWEEN);
            let year = WrittenYear::One(self.tokens.year(year)?);
            let month = YearPart::month(month)?;
            Some((PeriodReading::Of(year, month), self.past(next, BETWEEN) + 1))
        })();
        found.into_iter().collect()
    }

    /// "2019", "năm học 2018-2019", "2019.0".
    pub(crate) fn year_alone(&self, at: usize) -> Vec<Read> {
        let years = self.years(at).into_iter();
        let past_decimals = |next: usize| {
            let zeros = self.tokens.all.get(next + 1);
            let has_zeros = self.tokens.is_mark(next, ".,")
                && zeros.is_some_and(|zeros| matches!(&*zeros.text, "0" | "00"));
            if has_zeros { next + 2 } else { next }
        };
        years
            .map(|(year, next)| {
                let next = match year {
                    WrittenYear::One(_) => past_decimals(next),
                    WrittenYear::Over(_) => next,
                };
                (PeriodReading::Of(year, YearPart::YEAR), next)
            })
            .collect()
    }

    /// "tháng 3", where another place says the year.
    pub(crate) fn part_alone(&self, at: usize) -> Vec<Read> {
        let tokens = self.tokens;
        let part = match tokens.year_part(at) {
            None if tokens.is(at, "cả") && tokens.is(at + 1, "năm") => {
                Some((YearPart::YEAR, at + 2))
            }
            Some((part, next)) if tokens.is(next, "năm") => Some((part, next + 1)),
            other => other,
        };
        part.map(|(part, next)| (PeriodReading::Part(part), next))
            .into_iter()
            .collect()
    }
}
