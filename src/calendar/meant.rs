//! Dates in forms that are not read, and what was probably meant by them.

use super::Day;
use crate::text::fold;
use jiff::ToSpan as _;
use jiff::civil::date;

/// Nothing that is meant for a date is longer.
const LONGEST: usize = 60;

/// What a text that is no date was meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meant {
    /// A date, in a form that can be read.
    Date(String),
    /// The number as which Excel keeps this day.
    Serial(String),
    /// To say that it is not known.
    Unknown,
}

/// The date that a text means in a form that is not read, written as it should be.
pub(crate) fn meant_day(text: &str) -> Option<String> {
    match meant(text, false)? {
        Meant::Date(near) | Meant::Serial(near) => Some(near),
        Meant::Unknown => None,
    }
}

/// What a text that is no date was meant for; `is_vague` where a month or a year would do.
pub(crate) fn meant(text: &str, is_vague: bool) -> Option<Meant> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    let words = without_time(folded.trim());
    if is_vague && says_unknown(words) {
        return Some(Meant::Unknown);
    }
    let numbers: Vec<&str> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    if !has_only_words_of_dates(words) {
        return None;
    }
    let near = match *numbers {
        [number] if number.len() == words.len() => return of_one_number(number),
        [year] if is_vague => format!("{:04}", full_year(year).filter(|_| year.len() == 4)?),
        [a, b] if is_vague && !words.contains("quy") => month(a, b)?,
        [a, b, c] => written(day(a, b, c)?),
        _ => return None,
    };
    Some(Meant::Date(near))
}

/// `20190604`, or the number of a day in Excel, which counts from 30/12/1899 on.
fn of_one_number(number: &str) -> Option<Meant> {
    match number.len() {
        8 => day(&number[..4], &number[4..6], &number[6..]).map(|day| Meant::Date(written(day))),
        5 => {
            let days: i64 = number.parse().ok().filter(|days| *days >= 20_000)?;
            let day = date(1899, 12, 30).checked_add(days.days()).ok()?;
            Some(Meant::Serial(written(day)))
        }
        _ => None,
    }
}

/// A date without the time behind it: `04/06/2019 00:00:00`, `2019-06-04t08:00`.
fn without_time(text: &str) -> &str {
    match text.find(':').and_then(|at| text[..at].rfind([' ', 't'])) {
        Some(end) if text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) => &text[..end],
        _ => text,
    }
}

fn says_unknown(folded: &str) -> bool {
    const WORDS: [&str; 12] = [
        "chua ro",
        "khong ro",
        "khong nho",
        "khong biet",
        "chua biet",
        "chua xac dinh",
        "khong xac dinh",
        "dang cap nhat",
        "unknown",
        "n/a",
        "?",
        "x",
    ];
    WORDS.contains(&folded)
}

/// Whether all letters are those of words that people write in dates.
fn has_only_words_of_dates(folded: &str) -> bool {
    const WORDS: [&str; 14] = [
        "ngay", "thang", "nam", "mung", "thu", "hai", "ba", "tu", "sau", "bay", "chu", "nhat", "t",
        "tu",
    ];
    folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word))
}

/// A day from three numbers, the day first or the year; where the second cannot be a month, the month first.
fn day(a: &str, b: &str, c: &str) -> Option<Day> {
    let (year, second, third) = match (a.len(), c.len()) {
        (4, _) => (full_year(a)?, b, c),
        _ => (full_year(c)?, b, a),
    };
    let (month, day) = (short(second)?, short(third)?);
    let right = Day::new(year, month, day).ok();
    right.or_else(|| Day::new(year, day, month).ok())
}

fn month(a: &str, b: &str) -> Option<String> {
    let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
    let month = short(month).filter(|month| (1..=12).contains(month))?;
    Some(format!("{:04}-{month:02}", full_year(year)?))
}

/// Four digits, or the last two of a year from 2000 on.
fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1900..2100).contains(year)),
        _ => None,
    }
}

fn short(text: &str) -> Option<i8> {
    text.parse().ok().filter(|_| text.len() <= 2)
}

fn written(day: Day) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{VagueDay, parse_day};
    use proptest::prelude::*;

    #[test]
    fn what_people_write_is_told_as_it_should_be_written() {
        for text in [
            "04.06.2019",
            "4.6.2019",
            "04/06/19",
            "2019/06/04",
            "20190604",
            "ngày 4 tháng 6 năm 2019",
            "Ngày 04/06/2019",
            "04/06/2019 00:00:00",
            "2019-06-04T08:00",
            "Thứ Ba, 04/06/2019",
            "4 - 6 - 2019",
        ] {
            assert_eq!(meant_day(text).as_deref(), Some("04/06/2019"), "{text}");
        }
        assert_eq!(meant_day("02/27/2019").as_deref(), Some("27/02/2019"));
        for (text, near) in [
            ("tháng 6/2019", "2019-06"),
            ("tháng 6 năm 2019", "2019-06"),
            ("T6/2019", "2019-06"),
            ("6.2019", "2019-06"),
            ("2019/6", "2019-06"),
            ("từ năm 2018", "2018"),
        ] {
            let expected = Some(Meant::Date(near.to_owned()));
            assert_eq!(meant(text, true), expected, "{text}");
            assert_eq!(meant(text, false), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_excel_are_told_as_their_day() {
        for (serial, day) in [
            ("43523", "27/02/2019"),
            ("43800", "01/12/2019"),
            ("43623", "07/06/2019"),
        ] {
            assert_eq!(meant(serial, true), Some(Meant::Serial(day.to_owned())));
        }
        assert_eq!(meant("12345", true), None);
    }

    #[test]
    fn what_means_no_day_is_left() {
        for text in ["chưa rõ", "Không nhớ", "?"] {
            assert_eq!(meant(text, true), Some(Meant::Unknown), "{text}");
            assert_eq!(meant(text, false), None, "{text}");
        }
        for text in [
            "",
            "mai",
            "31/02/2019",
            "Quý II/2019",
            "đầu năm 2019",
            "1/2/3/4",
            "2019",
            "99/99",
        ] {
            assert_eq!(meant(text, false), None, "{text}");
        }
        assert_eq!(meant("Quý 2/2019", true), None);
    }

    proptest! {
        /// What is proposed can be read, and no text panics.
        #[test]
        fn proposals_can_be_read(text in "\\PC{0,20}", near in "(ngày |tháng |T)?[0-9]{0,5}[./ -]{0,2}[0-9]{0,4}[./ :T-]{0,2}[0-9:]{0,8}") {
            for text in [text, near] {
                if let Some(near) = meant_day(&text) {
                    prop_assert!(parse_day(&near).is_some(), "{}", near);
                }
                if let Some(Meant::Date(near)) = meant(&text, true) {
                    prop_assert!(VagueDay::parse(&near).is_some(), "{}", near);
                }
            }
        }
    }
}
