//! The words in which people write parts of a year: months, quarters, halves, so many months; in Vietnamese and English.

use crate::calendar::YearPart;
use crate::text::{TokenKind, Tokens};

/// What was read, and the index of the first token after it.
type Read<T> = Option<(T, usize)>;

/// The numbers as words; the longer ones first.
const NUMBERS: [(&[&str], u32); 16] = [
    (&["mười", "một"], 11),
    (&["mười", "hai"], 12),
    (&["mười"], 10),
    (&["giêng"], 1),
    (&["một"], 1),
    (&["hai"], 2),
    (&["ba"], 3),
    (&["tư"], 4),
    (&["bốn"], 4),
    (&["năm"], 5),
    (&["sáu"], 6),
    (&["bảy"], 7),
    (&["bẩy"], 7),
    (&["tám"], 8),
    (&["chín"], 9),
    (&["chạp"], 12),
];

/// Numbers up to that of the last month, as Romans write them.
pub(crate) const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

const GLUED_QUARTERS: [&str; 4] = ["qi", "qii", "qiii", "qiv"];

const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ENGLISH_NUMBERS: [(&str, u32); 4] = [("three", 3), ("six", 6), ("nine", 9), ("twelve", 12)];

/// Which end of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The months at its beginning.
    First,
    /// Those at its end.
    Last,
}

impl Tokens {
    /// A part of a year that begins at an index.
    pub(crate) fn year_part(&self, at: usize) -> Read<YearPart> {
        let part = self.month_part(at).or_else(|| self.quarter_part(at));
        part.or_else(|| self.half_part(at))
            .or_else(|| self.months_part(at))
    }

    /// "tháng 3", "T3", "tháng ba", "March".
    pub(crate) fn month_part(&self, at: usize) -> Read<YearPart> {
        if let Some((month, next)) = self.english_month(at) {
            return Some((YearPart::month(month)?, next));
        }
        let is_word = self.is_any(at, &["tháng", "month"]);
        if !is_word && !self.is_any(at, &["thg", "th", "t"]) {
            return None;
        }
        let number = at + 1 + usize::from(self.is_mark(at + 1, ".:"));
        let (month, next) = self
            .short_number(number)
            .or_else(|| self.spelt_month(number).filter(|_| is_word))
            .or_else(|| self.roman(number).filter(|_| is_word))?;
        Some((YearPart::month(month)?, next))
    }

    /// The number of a month in words. "tháng năm 2019" says May, or no month at all.
    fn spelt_month(&self, at: usize) -> Read<u32> {
        let (number, next) = self.spelt(at)?;
        let is_year = self.is(at, "năm")
            && !self.is_mark(next, "/")
            && self.year(self.past_marks(next)).is_some();
        (!is_year).then_some((number, next))
    }

    /// "March", "Mar", "Mar.".
    pub(crate) fn english_month(&self, at: usize) -> Read<u32> {
        let text = &*self.all.get(at)?.text;
        let is_abbreviation =
            |month: &str| month.get(..3) == Some(text) || (month == "september" && text == "sept");
        let found = ENGLISH_MONTHS
            .iter()
            .position(|month| *month == text || is_abbreviation(month))?;
        let is_whole = ENGLISH_MONTHS[found] == text;
        let next = at + 1 + usize::from(!is_whole && self.is_mark(at + 1, "."));
        Some((u32::try_from(found + 1).ok()?, next))
    }

    /// "quý I", "Q1", "1Q", "1st quarter".
    pub(crate) fn quarter_part(&self, at: usize) -> Read<YearPart> {
        let (number, next) = if self.is_any(at, &["quý", "quí", "quarter", "qtr", "q"]) {
            let number = at + 1 + usize::from(self.is_mark(at + 1, ".:"));
            let spelt = || {
                self.spelt(number)
                    .filter(|_| self.is_any(at, &["quý", "quí"]))
            };
            self.short_number(number)
                .or_else(|| self.roman(number))
                .or_else(spelt)?
        } else if let Some((number, next)) = self.ordinal(at) {
            (number, self.past_any(next, &["quarter", "qtr"])?)
        } else if let Some(found) = GLUED_QUARTERS.iter().position(|word| self.is(at, word)) {
            (u32::try_from(found + 1).ok()?, at + 1)
        } else {
            let (number, next) = self.short_number(at)?;
            (number, self.past_glued(next, "q")?)
        };
        Some((YearPart::quarter(number)?, next))
    }

    /// "nửa đầu năm", "H1", "1H", "first half".
    fn half_part(&self, at: usize) -> Read<YearPart> {
        let (number, next) = if self.is(at, "nửa") {
            let end = at + 1 + usize::from(self.is(at + 1, "năm"));
            match self.end_of_year(end)? {
                End::First => (1, end + 1),
                End::Last => (2, end + 1),
            }
        } else if self.is_any(at, &["h", "half"]) {
            self.short_number(at + 1)?
        } else if let Some((number, next)) = self.ordinal(at) {
            (number, self.past_any(next, &["half"])?)
        } else if self.is(at, "last") {
            (2, self.past_any(at + 1, &["half"])?)
        } else {
            let (number, next) = self.short_number(at)?;
            (number, self.past_glued(next, "h")?)
        };
        Some((YearPart::half(number)?, next))
    }

    /// "6 tháng đầu năm", "9T", "first nine months", "3 tháng cuối năm".
    fn months_part(&self, at: usize) -> Read<YearPart> {
        let english = match () {
            () if self.is(at, "first") => Some(End::First),
            () if self.is(at, "last") => Some(End::Last),
            () => None,
        };
        let number = at + usize::from(english.is_some());
        let in_english = || {
            let found = ENGLISH_NUMBERS
                .iter()
                .find(|(word, _)| self.is(number, word));
            found.map(|(_, number_of)| (*number_of, number + 1))
        };
        let (count, next) = self
            .short_number(number)
            .or_else(in_english)
            .or_else(|| self.spelt(number))?;
        let is_short = self.is_any(next, &["t", "m"]);
        let next = self.past_any(next, &["tháng", "t", "m", "months"])?;
        let (end, next) = match (english, self.end_of_year(next)) {
            (None, Some(end)) => (Some(end), next + 1),
            (end, _) => (end, next),
        };
        let is_december = count == 12 && is_short && end.is_none();
        let part = part_of_months(count, end).filter(|_| !is_december)?;
        Some((part, next))
    }

    /// "đầu", "cuối".
    pub(crate) fn end_of_year(&self, at: usize) -> Option<End> {
        if self.is(at, "đầu") {
            Some(End::First)
        } else {
            self.is(at, "cuối").then_some(End::Last)
        }
    }

    /// A number of one or two digits.
    pub(crate) fn short_number(&self, at: usize) -> Read<u32> {
        let (number, _) = self.number(at).filter(|(_, digits)| *digits <= 2)?;
        Some((number, at + 1))
    }

    /// A number in words.
    pub(crate) fn spelt(&self, at: usize) -> Read<u32> {
        NUMBERS.iter().find_map(|(words, number)| {
            let mut words = words.iter().enumerate();
            let next = at + words.len();
            words
                .all(|(i, word)| self.is(at + i, word))
                .then_some((*number, next))
        })
    }

    pub(crate) fn roman(&self, at: usize) -> Read<u32> {
        let found = ROMAN.iter().position(|roman| self.is(at, roman))?;
        Some((u32::try_from(found + 1).ok()?, at + 1))
    }

    /// "1st", "second".
    fn ordinal(&self, at: usize) -> Read<u32> {
        let spelt = ["first", "second", "third", "fourth"];
        if let Some(found) = spelt.iter().position(|word| self.is(at, word)) {
            return Some((u32::try_from(found + 1).ok()?, at + 1));
        }
        let (number, next) = self.short_number(at)?;
        let suffix = match number {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
        Some((number, self.past_glued(next, suffix)?))
    }

    /// Past one of these words.
    fn past_any(&self, at: usize, words: &[&str]) -> Option<usize> {
        self.is_any(at, words).then_some(at + 1)
    }

    /// Past a word that nothing parts from what stands before it.
    fn past_glued(&self, at: usize, word: &str) -> Option<usize> {
        let is_glued = self.all.get(at).is_some_and(|token| token.is_glued);
        (is_glued && self.is(at, word)).then_some(at + 1)
    }

    /// Whether no token is left.
    pub(crate) fn is_end(&self, at: usize) -> bool {
        let rest = self.all.get(at..).unwrap_or_default();
        rest.iter().all(|token| token.kind == TokenKind::End)
    }
}

/// So many months from the beginning or the end of a year; where that is not said, only of what is said so often that
/// nobody takes it for a month.
pub(crate) fn part_of_months(count: u32, end: Option<End>) -> Option<YearPart> {
    match (count, end) {
        (3, Some(End::First)) => YearPart::quarter(1),
        (3, Some(End::Last)) => YearPart::quarter(4),
        (6, Some(End::First) | None) => YearPart::half(1),
        (6, Some(End::Last)) => YearPart::half(2),
        (9, Some(End::First) | None) => Some(YearPart::NINE_MONTHS),
        (12, Some(End::First) | None) => Some(YearPart::YEAR),
        _ => None,
    }
}
