//! A unit's name as a table prints it, tidied.

use crate::reading::{behind_list_number, without_committee};
use crate::source::one_line;
use crate::text::{canonical, fold, has_word};
use unicode_normalization::UnicodeNormalization;

/// What a unit is in the administration, the uppermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    Province,
    District,
    Ward,
    Department,
}

/// The words that names begin with, the longer ones first, with how people shorten them.
const KINDS: [(&str, &str, Level); 9] = [
    ("Thị trấn", "TT", Level::Ward),
    ("Thị xã", "TX", Level::District),
    ("Thành phố", "TP", Level::Province),
    ("Phường", "P", Level::Ward),
    ("Quận", "Q", Level::District),
    ("Huyện", "H", Level::District),
    ("Xã", "X", Level::Ward),
    ("Tỉnh", "", Level::Province),
    ("Sở", "", Level::Department),
];

/// What follows such a word where it is no name: "Phường loại 1", "Xã hội", "Phường, xã".
const NO_NAMES: [&str; 9] = [
    "loại",
    "hội",
    "hữu",
    "phường",
    "xã",
    "quận",
    "huyện",
    "thị",
    "ban",
];

/// The words that lines begin with that are of no unit.
const NO_UNITS: [&str; 11] = [
    "tổng",
    "cộng",
    "toàn",
    "bình quân",
    "trung bình",
    "so với",
    "cùng kỳ",
    "ghi chú",
    "nơi nhận",
    "người lập",
    "total",
];

impl Level {
    /// Whether what stands below a province, or a city like one, is of this level.
    pub(super) fn is_below_province(self) -> bool {
        matches!(self, Self::District | Self::Department)
    }

    /// Whether a unit of this level may be above one of another.
    pub(super) fn is_above(self, other: Self) -> bool {
        match other {
            Self::Ward => self < Self::Ward,
            Self::District | Self::Department => self == Self::Province,
            Self::Province => false,
        }
    }
}

/// A name of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) name: String,
    /// `None` where the name does not say.
    pub(super) level: Option<Level>,
    /// The unit above it, where the cell names it too: "Phường 12, Quận 3".
    pub(super) upper: Option<Box<Printed>>,
}

impl Printed {
    /// The unit of a cell whose text begins with the word for a kind.
    pub(super) fn with_kind(text: &str) -> Option<Self> {
        let text = bare_text(text);
        let (text, upper) = split_upper(&text);
        let (kind, level, rest) = kind_of(&text)?;
        let first = canonical(rest.split_whitespace().next()?);
        let first = first.trim_matches(|c: char| !c.is_alphanumeric());
        if first.is_empty() || NO_NAMES.contains(&first) {
            return None;
        }
        let rest = match level {
            _ if rest.chars().any(char::is_lowercase) => rest.to_owned(),
            Level::Department => small_letters_of_subjects(rest),
            _ => small_letters(rest),
        };
        Some(Self {
            name: format!("{kind} {rest}"),
            level: Some(level),
            upper: upper.map(Box::new),
        })
    }

    /// The word for its kind that its name begins with.
    pub(super) fn word(&self) -> Option<&'static str> {
        let mut words = KINDS.iter().map(|(word, ..)| *word);
        self.level?;
        words.find(|word| self.name.starts_with(word))
    }

    /// What the example calls its kind; empty where the name does not say.
    pub(super) fn kind(&self) -> &'static str {
        match self.level {
            Some(Level::Province) if self.word() == Some("Tỉnh") => "province",
            Some(Level::Province) => "city",
            Some(Level::District) => "district",
            Some(Level::Ward) => "ward",
            Some(Level::Department) => "department",
            None => "",
        }
    }

    /// Any other name; `None` where the cell holds none.
    pub(super) fn any(text: &str) -> Option<Self> {
        let name = bare_text(text);
        let plain = fold(&name);
        let is_none = NO_UNITS.iter().any(|words| plain.starts_with(&fold(words)));
        (has_word(&name) && !is_none && name.chars().count() <= 120).then_some(Self {
            name,
            level: None,
            upper: None,
        })
    }

    /// The same of a kind that the heading of its column names: "12" under "Phường".
    pub(super) fn under(text: &str, kind: &str) -> Option<Self> {
        Self::with_kind(text).or_else(|| {
            let text = bare_text(text);
            let is_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
            (is_number || Self::any(&text).is_some())
                .then(|| Self::with_kind(&format!("{kind} {text}")))?
        })
    }
}

/// The words for a kind that a heading consists of: "Phường", "Tên quận".
pub(super) fn kind_of_heading(heading: &str) -> Option<&'static str> {
    let heading = canonical(heading);
    let heading = heading.strip_prefix("tên ").unwrap_or(&heading);
    let mut kinds = KINDS.iter();
    let found = kinds.find(|(kind, ..)| canonical(kind) == heading);
    found.map(|(kind, ..)| *kind)
}

/// A cell on one line, composed, without a list number, a committee and the marks around it.
fn bare_text(text: &str) -> String {
    let text: String = one_line(text).nfc().collect();
    let text = behind_list_number(&text).unwrap_or(&text);
    let text = without_committee(text).unwrap_or(text);
    let is_mark = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '+' | '•' | '*' | ':' | ',' | ';' | '.')
    };
    let text = text.trim_matches(is_mark);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name and, behind a comma, a dash or in brackets, the unit above it.
fn split_upper(text: &str) -> (String, Option<Printed>) {
    for mark in [", ", " - ", " – ", " ("] {
        if let Some((name, upper)) = text.split_once(mark)
            && let Some(upper) = Printed::with_kind(upper.trim_end_matches(')'))
        {
            return (name.trim().to_owned(), Some(upper));
        }
    }
    (text.to_owned(), None)
}

/// The word for its kind that a name begins with, written out or shortened, and what follows.
fn kind_of(text: &str) -> Option<(&'static str, Level, &str)> {
    KINDS.iter().find_map(|(kind, short, level)| {
        let words = kind.split(' ').count();
        let end = text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, _)| at)
            .nth(words - 1);
        if let Some(end) = end {
            let (head, rest) = text.split_at(end);
            let is_plain = head.is_ascii() && *level != Level::Department;
            if canonical(head) == canonical(kind) || (is_plain && fold(head) == fold(kind)) {
                return Some((*kind, *level, rest.trim_start()));
            }
        }
        // "Quận1", "Q1", "Q.1", "P. An Lạc".
        let glued = text
            .strip_prefix(kind)
            .filter(|rest| begins_with_digit(rest));
        let shortened = || {
            let head = text.get(..short.len())?;
            let rest = &text[short.len()..];
            let is_short = !short.is_empty() && head.eq_ignore_ascii_case(short);
            let behind_point = rest.strip_prefix('.').map(str::trim_start);
            let behind_space = rest.strip_prefix(' ').filter(|_| short.len() > 1);
            let numbered = Some(rest).filter(|rest| begins_with_digit(rest));
            is_short.then(|| behind_point.or(numbered).or(behind_space))?
        };
        let rest = glued.or_else(shortened)?;
        Some((*kind, *level, rest))
    })
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A name of a place in capitals with small letters: "AN LẠC A" is "An Lạc A".
fn small_letters(name: &str) -> String {
    let words = name.split(' ').map(with_capital);
    words.collect::<Vec<_>>().join(" ")
}

/// What a department is for in capitals with small letters, each subject with a capital of its own: "TÀI NGUYÊN VÀ MÔI
/// TRƯỜNG" is "Tài nguyên và Môi trường".
fn small_letters_of_subjects(name: &str) -> String {
    let mut begins = true;
    let words = name.split(' ').map(|word| {
        let small = word.to_lowercase();
        let is_between = matches!(&*small, "và" | "-" | "–");
        let shown = if begins && !is_between {
            with_capital(word)
        } else {
            small
        };
        begins = is_between || word.ends_with([',', '-']);
        shown
    });
    words.collect::<Vec<_>>().join(" ")
}

fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().collect();
    first.to_uppercase() + &letters.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied() {
        for (text, name, level, upper) in [
            ("1. PHƯỜNG AN LẠC A", "Phường An Lạc A", Level::Ward, ""),
            ("UBND P. An Lạc", "Phường An Lạc", Level::Ward, ""),
            ("P12", "Phường 12", Level::Ward, ""),
            ("Quận1", "Quận 1", Level::District, ""),
            ("- Q.3", "Quận 3", Level::District, ""),
            ("TT Củ Chi", "Thị trấn Củ Chi", Level::Ward, ""),
            ("I. Huyện Củ  Chi:", "Huyện Củ Chi", Level::District, ""),
            ("Sở Nội vụ", "Sở Nội vụ", Level::Department, ""),
            ("1. SỞ NỘI VỤ", "Sở Nội vụ", Level::Department, ""),
            (
                "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
                "Sở Tài nguyên và Môi trường",
                Level::Department,
                "",
            ),
            (
                "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
                "Sở Lao động - Thương binh và Xã hội",
                Level::Department,
                "",
            ),
            ("Phường 12, Quận 3", "Phường 12", Level::Ward, "Quận 3"),
            ("Phường 12 (Q.3)", "Phường 12", Level::Ward, "Quận 3"),
        ] {
            let printed = Printed::with_kind(text).unwrap();
            let above = printed.upper.map_or(String::new(), |upper| upper.name);
            assert_eq!(
                (&*printed.name, printed.level, &*above),
                (name, Some(level), upper),
                "{text}"
            );
        }
        for text in [
            "Phường",
            "Phường loại 1",
            "Xã hội hóa",
            "Phường, xã",
            "Tổng cộng",
            "An Lạc",
            "Q",
            "SỞ HỮU",
        ] {
            assert_eq!(Printed::with_kind(text), None, "{text}");
        }
        assert_eq!(Printed::any("Tổng cộng"), None);
        assert_eq!(Printed::any("12"), None);
        let under = |text: &str| Printed::under(text, "Phường").map(|printed| printed.name);
        assert_eq!(under("12").as_deref(), Some("Phường 12"));
        assert_eq!(under("AN LẠC").as_deref(), Some("Phường An Lạc"));
        assert_eq!(under("Tổng"), None);
        assert_eq!(kind_of_heading("Tên phường"), Some("Phường"));
        assert_eq!(kind_of_heading("Đơn vị"), None);
    }
}
