//! Numbers in the path of a column that say a time and are no period by themselves: `đến 31/8`, `15/8-14/9`, `Kỳ 8`.

use super::numbered;
use crate::calendar::{Period, PeriodLength, Year, YearPart};
use crate::text::{TokenKind, Tokens, fold};

/// A time that is said in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dated {
    /// "8/2019".
    Month(Period),
    /// "T8".
    MonthOfYear(YearPart),
    /// "2018".
    Year(i16),
    /// A day, by its month and its year; "08/09" may be one of two.
    Day(Vec<(u8, Option<i16>)>),
    /// What ends on a day and begins on none that is said.
    UpTo,
    /// "Kỳ 8": a month, a quarter or another part of a year.
    Number(u32),
    /// Anything else, such as a week: no period.
    Other,
}

/// What is counted in the months of which only "T8" is said, and words of time beside it.
const COUNTED: [&str; 13] = [
    "nhan",
    "quy",
    "xu ly",
    "han",
    "hen",
    "ho so",
    "tra",
    "thuc hien",
    "ket qua",
    "bao cao",
    "thang",
    "dau nam",
    "cuoi nam",
];

/// A number with its digits.
type Number = (u32, usize);

impl Dated {
    /// Whether it is a day of a period.
    pub(super) fn is_in(&self, period: Period) -> bool {
        matches!(self, Self::Day(months) if is_in(months, period))
    }

    /// Whether all of these may be said of figures of a period: a stretch may begin in the month before it.
    pub(super) fn all_within(all: &[Self], period: Period) -> bool {
        let days = || all.iter().filter(|dated| matches!(dated, Self::Day(_)));
        let count = days().count();
        let mut at = 0;
        all.iter().all(|dated| match dated {
            Self::Day(months) => {
                at += 1;
                is_in(months, period) || (at < count && is_before(months, period))
            }
            Self::Number(number) => is_number_of(*number, period),
            Self::Other => false,
            Self::Month(_) | Self::MonthOfYear(_) | Self::Year(_) | Self::UpTo => true,
        })
    }
}

fn is_in(months: &[(u8, Option<i16>)], period: Period) -> bool {
    let is_one = |month: Period| {
        let said = |&(number, year): &(u8, Option<i16>)| {
            number == month.month() && year.is_none_or(|year| year == month.year())
        };
        months.iter().any(said)
    };
    period.each_month().any(is_one)
}

fn is_before(months: &[(u8, Option<i16>)], period: Period) -> bool {
    let before = period.first_month().checked_sub(1);
    before.is_some_and(|month| is_in(months, Period::month_at(month)))
}

fn is_number_of(number: u32, period: Period) -> bool {
    let at = match period.length() {
        PeriodLength::Month => period.month(),
        PeriodLength::Quarter | PeriodLength::Half => {
            (period.month_of_year() - 1) / period.length().months() + 1
        }
        _ => return true,
    };
    u32::from(at) == number
}

/// What a part of a path says in numbers; `is_group` where names of columns stand below it.
pub(super) fn dates(part: &str, is_group: bool) -> Vec<Dated> {
    // Most parts have none.
    if !part.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let folded = fold(part);
    let others = ["so voi", "cung ky", "kem theo", "ban hanh", "can cu"];
    if others.iter().any(|words| folded.contains(words)) {
        return Vec::new();
    }
    if let (Ok(number @ 1..=12), true) = (part.trim().parse(), is_group) {
        return vec![Dated::Number(number)];
    }
    let tokens = Tokens::of_cells([(0, part)].into_iter());
    let last = tokens.before(tokens.all.len());
    let has_months = last.is_some_and(|at| is_short_month(&tokens, at))
        || COUNTED.iter().any(|word| folded.contains(word));
    let (mut found, mut is_up_to) = (Vec::new(), false);
    let mut at = 0;
    while at < tokens.all.len() {
        let Some((groups, next)) = numbers(&tokens, at) else {
            at += 1;
            continue;
        };
        if is_short_month(&tokens, at) || !is_of_document(&tokens, at, next) {
            found.extend(
                groups
                    .iter()
                    .filter_map(|(mark, numbers)| match numbers[..] {
                        [number] => single(&tokens, at, number, has_months),
                        _ => date(numbers, *mark),
                    }),
            );
            let before = tokens
                .before(at)
                .filter(|at| tokens.is_any(*at, &["ngày", "hết"]));
            let before = tokens.before(before.unwrap_or(at));
            is_up_to = before.is_some_and(|at| tokens.is_any(at, &["đến", "tới"]));
        }
        at = next;
    }
    if is_up_to && matches!(found[..], [Dated::Day(_)]) {
        found.push(Dated::UpTo);
    }
    found
}

/// Numbers with the mark that stands between them.
type Marked = (char, Vec<Number>);

/// Numbers with marks between them, and the index behind them: "14/8/2019"; "15/8-14/9" is two.
fn numbers(tokens: &Tokens, at: usize) -> Option<(Vec<Marked>, usize)> {
    let mut all = vec![(' ', tokens.number(at)?)];
    let mut at = at + 1;
    let is_glued = |at: usize| tokens.all.get(at).is_some_and(|token| token.is_glued);
    while tokens.is_mark(at, "/.-–") && is_glued(at) && is_glued(at + 1) {
        let Some(number) = tokens.number(at + 1) else {
            break;
        };
        all.push((tokens.all[at].text.chars().next()?, number));
        at += 2;
    }
    let has_slash = all.iter().any(|(mark, _)| *mark == '/');
    let mut groups: Vec<Marked> = Vec::new();
    for (mark, number) in all {
        let is_apart = has_slash && matches!(mark, '-' | '–');
        match groups.last_mut().filter(|_| !is_apart) {
            Some((between, numbers)) => {
                *between = mark;
                numbers.push(number);
            }
            None => groups.push((mark, vec![number])),
        }
    }
    Some((groups, at))
}

/// Whether the numbers between two indices are those of a document, or a share.
fn is_of_document(tokens: &Tokens, at: usize, next: usize) -> bool {
    let word = |at: usize| {
        let token = tokens.all.get(at)?;
        (token.kind == TokenKind::Word).then_some(token)
    };
    let before = at.checked_sub(1);
    let is_version = before.is_some_and(|at| tokens.is_mark(at, ":") && tokens.all[at].is_glued);
    let is_named = before.is_some_and(|at| numbered::is_document(&tokens.all[at]));
    let goes_on = tokens.is_mark(next, "/-") && word(next + 1).is_some_and(|word| word.is_glued);
    is_version || is_named || goes_on || tokens.is_mark(next, "%")
}

/// Whether a number is one behind "T", as months are shortened, and numbers nothing else: "Chỉ tiêu T3".
fn is_short_month(tokens: &Tokens, at: usize) -> bool {
    let is_month = |word: usize| {
        let is_short = tokens.is_any(word, &["t", "th"]) && tokens.all[at].is_glued;
        let of = tokens.before(word);
        (is_short || tokens.is(word, "thg")) && !of.is_some_and(|of| numbered::is_kind(tokens, of))
    };
    let is_behind = at.checked_sub(1).is_some_and(is_month);
    let number = tokens.short_number(at).filter(|_| is_behind);
    number.is_some_and(|(number, _)| YearPart::month(number).is_some())
}

/// What a number says that stands alone; `has_months` where one behind "T" is a month.
fn single(tokens: &Tokens, at: usize, (number, digits): Number, has_months: bool) -> Option<Dated> {
    let is_after = |words: &[&str]| at > 0 && tokens.is_any(at - 1, words);
    let is_of_two = digits == 2 && number > 9;
    // "Aug-19"
    let month = at
        .checked_sub(1)
        .map(|at| at - usize::from(at > 0 && tokens.is_mark(at, "-'’")));
    if let Some((month, _)) = month
        .and_then(|at| tokens.english_month(at))
        .filter(|_| is_of_two)
    {
        let month = u8::try_from(month).ok()?;
        return Some(Dated::Day(vec![(month, None)]));
    }
    if let Some(year) = tokens.year(at).filter(|year| (1990..2100).contains(year)) {
        return Some(Dated::Year(year));
    }
    if is_after(&["năm"]) && is_of_two {
        return Some(Dated::Year(of_this_century(number)?));
    }
    if is_after(&["kỳ", "đợt"]) {
        return Some(Dated::Number(number));
    }
    if is_after(&["tuần"]) {
        return Some(Dated::Other);
    }
    YearPart::month(number)
        .filter(|_| has_months && is_short_month(tokens, at))
        .map(Dated::MonthOfYear)
}

/// What numbers say that have marks between them.
fn date(numbers: &[Number], mark: char) -> Option<Dated> {
    let as_month = |number: u32| YearPart::month(number).and_then(|_| u8::try_from(number).ok());
    let as_year = |(number, digits): Number| match digits {
        4 => i16::try_from(number)
            .ok()
            .filter(|year| (1990..2100).contains(year)),
        2 => of_this_century(number),
        _ => None,
    };
    let day = |month: u32, year: Option<i16>| Some(Dated::Day(vec![(as_month(month)?, year)]));
    let month = |month: u32, year: i16| {
        let month = YearPart::month(month)?.of(Year::calendar(year))?;
        Some(Dated::Month(month))
    };
    match *numbers {
        [first @ (_, 4), (second, 1 | 2), (1..=31, 1 | 2)] => day(second, Some(as_year(first)?)),
        [(1..=31, _), (second, 1 | 2), year @ (_, 2 | 4)] if mark == '/' || year.1 == 4 => {
            day(second, Some(as_year(year)?))
        }
        [first @ (_, 4), second @ (_, 4)] => {
            let (first, second) = (as_year(first)?, as_year(second)?);
            (second > first + 1).then_some(Dated::Other)
        }
        [(first, 1 | 2), year @ (_, 4)] => month(first, as_year(year)?),
        [year @ (_, 4), (second, 1 | 2)] if mark != '.' => month(second, as_year(year)?),
        [(24, _), (7, _)] => None,
        [(first, 1 | 2), second @ (number, 2)] if mark == '/' => {
            let of_year = as_month(first).zip(as_year(second));
            let of_year = of_year.map(|(month, year)| (month, Some(year)));
            let of_day = as_month(number)
                .filter(|_| first <= 31)
                .map(|month| (month, None));
            let all: Vec<_> = of_year.into_iter().chain(of_day).collect();
            (!all.is_empty()).then_some(Dated::Day(all))
        }
        [(1..=31, 1 | 2), (second, 1)] if mark == '/' => day(second, None),
        _ => None,
    }
}

/// The year that two digits say.
fn of_this_century(number: u32) -> Option<i16> {
    let year = i16::try_from(number).ok()?;
    (10..60).contains(&year).then_some(2000 + year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_dots_are_a_day_only_with_a_whole_year() {
        let day = |year| vec![Dated::Day(vec![(5, year)])];
        for (text, expected) in [
            ("đến ngày 12/05/2019", day(Some(2019))),
            ("đến ngày 12/05/19", day(Some(2019))),
            ("đến ngày 12.05.2019", day(Some(2019))),
            // As well a number of a document, or of a chapter.
            ("đến ngày 12.05.19", Vec::new()),
        ] {
            let mut found = dates(text, false);
            found.retain(|dated| *dated != Dated::UpTo);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_documents_and_shares_say_no_time() {
        for text in [
            "Theo Quyết định số 05/2019",
            "Quyết định 8/2019",
            "Kế hoạch 12/2018/QĐ-UBND",
            "ISO 9001:8/2015",
            "đạt 05/2019%",
        ] {
            assert_eq!(dates(text, false), Vec::new(), "{text}");
        }
    }
}
