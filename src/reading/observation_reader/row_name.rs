//! What the name of a row says: that it is a total, or something else that is no figure of its own.

use crate::reading::NameKey;
use std::sync::LazyLock;

/// What the name of a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowName {
    /// A total, in words that can be nothing else: `Tổng cộng`, `Toàn quận`, `Cộng khối I`, `Mang sang`.
    Total,
    /// It begins with the word for a total and goes on with others: `Tổng công ty Z`, `Toàn Thắng`.
    NamedTotal,
    /// An average, a comparison, a share, a part of the row above: `Bình quân`, `So với tháng trước`, `Trong đó`.
    Aside,
}

/// The words that totals begin with.
static FIRST: LazyLock<Vec<NameKey>> = LazyLock::new(|| words("tổng cộng toàn total subtotal sum"));

/// What may follow them in a name that says nothing but that.
static BARE: LazyLock<Vec<NameKey>> = LazyLock::new(|| {
    words(
        "tổng cộng toàn số bộ chung hết tất cả các và của này trên dưới đơn vị lĩnh vực thủ tục hành chính tthc hồ sơ \
         quận huyện thành phố tỉnh thị xã phường trấn ngành khối cụm nhóm mục phần trang total grand \
         subtotal sub sum of all",
    )
});

/// What a page carries over to the next.
static CARRIED: LazyLock<Vec<Vec<NameKey>>> = LazyLock::new(|| {
    phrases(&[
        "mang sang",
        "chuyển trang",
        "chuyển sang trang",
        "trang trước",
        "từ trang trước",
        "grand total",
        "sub total",
    ])
});

/// What asides begin with.
static ASIDES: LazyLock<Vec<Vec<NameKey>>> = LazyLock::new(|| {
    phrases(&[
        "bình quân",
        "trung bình",
        "so với",
        "so sánh",
        "cùng kỳ",
        "kỳ trước",
        "tháng trước",
        "quý trước",
        "năm trước",
        "tỷ lệ",
        "tỉ lệ",
        "tỷ trọng",
        "tỉ trọng",
        "tăng giảm",
        "tăng so",
        "giảm so",
        "tăng trưởng",
        "mức tăng",
        "mức giảm",
        "tốc độ tăng",
        "chênh lệch",
        "lũy kế",
        "cộng dồn",
        "cộng lũy kế",
        "tổng lũy kế",
        "trong đó",
        "average",
        "compared",
        "previous",
        "of which",
    ])
});

/// Asides that say nothing more: other names begin with the same words.
static WHOLE_ASIDES: LazyLock<Vec<Vec<NameKey>>> = LazyLock::new(|| {
    phrases(&[
        "tăng",
        "giảm",
        "kế hoạch",
        "kế hoạch năm",
        "kế hoạch giao",
        "chỉ tiêu giao",
        "mean",
    ])
});

fn words(text: &str) -> Vec<NameKey> {
    text.split(' ').map(NameKey::new).collect()
}

fn phrases(all: &[&str]) -> Vec<Vec<NameKey>> {
    all.iter().map(|text| words(text)).collect()
}

/// Whether a text is worth looking at.
#[inline]
pub(super) fn may_say_something(text: &str) -> bool {
    const LETTERS: &[u8] = b"tTcCmMbBsSkKqQnNlLgGaAoOpP%";
    // No such word is shorter (`Cộng` without its marks), none of these names longer.
    let bytes = text.as_bytes();
    matches!(bytes.len(), 3..=160)
        && bytes.first().is_some_and(|first| {
            LETTERS.contains(first) || !first.is_ascii_alphanumeric() || has_list_mark(text)
        })
}

/// Whether a name begins with what numbers it in a list.
fn has_list_mark(text: &str) -> bool {
    text.bytes().take(6).any(|byte| matches!(byte, b'.' | b')'))
}

/// What a name says; nothing where it may name a unit or a field.
pub(super) fn row_name(text: &str) -> Option<RowName> {
    if !may_say_something(text) {
        return None;
    }
    let name = without_list_mark(text);
    if name.starts_with('%') {
        return Some(RowName::Aside);
    }
    let name: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c))
        .filter(|word| !word.is_empty())
        .collect();
    let keys: Vec<NameKey> = name.iter().map(|word| NameKey::new(word)).collect();
    // Without any diacritics a word is that with them; among others with theirs it is one of its own.
    let is_plain = text.is_ascii();
    let is = |word: &NameKey, known: &NameKey| {
        word == known || (is_plain && word.folded() == known.folded())
    };
    let begins_with = |phrase: &Vec<NameKey>| {
        phrase.len() <= keys.len()
            && phrase
                .iter()
                .zip(&keys)
                .all(|(known, word)| is(word, known))
    };
    let is_whole = |phrase: &Vec<NameKey>| phrase.len() == keys.len() && begins_with(phrase);
    if ASIDES.iter().any(begins_with) || WHOLE_ASIDES.iter().any(is_whole) {
        return Some(RowName::Aside);
    }
    if CARRIED.iter().any(begins_with) {
        return Some(RowName::Total);
    }
    let (first, rest) = keys.split_first()?;
    if !FIRST.iter().any(|known| is(first, known)) {
        return None;
    }
    let says_no_more =
        |(word, key): (&&str, &NameKey)| is_number(word) || BARE.iter().any(|known| is(key, known));
    if name.iter().skip(1).zip(rest).all(says_no_more) {
        return Some(RowName::Total);
    }
    // `cong ty` is no total, `toan thang` may be a name.
    (!is_plain).then_some(RowName::NamedTotal)
}

/// Whether a text is a total in words that can be nothing else.
pub(in crate::reading) fn is_total(text: &str) -> bool {
    row_name(text) == Some(RowName::Total)
}

/// Whether a text is the word for a total and hardly more: `Tổng số hồ sơ` may name an indicator.
pub(super) fn is_bare_total(text: &str) -> bool {
    is_total(text) && text.split_whitespace().count() <= 2
}

/// Whether a word numbers something: digits, a Roman number, a letter.
fn is_number(word: &str) -> bool {
    word.len() == 1
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| b"IVXivx".contains(&byte))
}

/// How high a row stands among others, by what numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `A`, `B`.
    Letter,
    /// `I`, `II`.
    Roman,
    /// `1`, `2`.
    Number,
    /// `1.1`.
    Part,
    /// `a`, `b`.
    Small,
    /// `-`, `+`.
    Dash,
}

impl Level {
    /// The level of a cell that holds nothing but the number.
    pub(super) fn of_cell(text: &str) -> Option<Self> {
        let bare = text
            .trim_start_matches('(')
            .trim_end_matches([')', '.', ':', '/']);
        let is_all = |set: &[u8]| !bare.is_empty() && bare.bytes().all(|byte| set.contains(&byte));
        if matches!(text, "-" | "–" | "+" | "*" | "•") {
            Some(Self::Dash)
        } else if is_all(b"IVX") && bare.len() <= 6 {
            Some(Self::Roman)
        } else if is_all(b"0123456789") && bare.len() <= 4 {
            Some(Self::Number)
        } else if is_all(b"0123456789.") && bare.contains('.') && bare.len() <= 8 {
            Some(Self::Part)
        } else {
            match bare.as_bytes() {
                [letter] if letter.is_ascii_uppercase() => Some(Self::Letter),
                [letter] if letter.is_ascii_lowercase() => Some(Self::Small),
                _ => None,
            }
        }
    }

    /// The level of a name by what stands before it: `I. Khối quận`, `- Trực tuyến`.
    pub(super) fn of_name(text: &str) -> Option<Self> {
        let (mark, _) = list_mark(text)?;
        Self::of_cell(mark)
    }
}

/// What numbers a name in a list, and the name.
fn list_mark(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '–', '+', '*', '•']) {
        let (mark, _) = text.split_at(text.len() - rest.len());
        return Some((mark, rest.trim_start()));
    }
    let end =
        text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '(' && c != ')')?;
    let (mark, rest) = text.split_at(end);
    let is_marked =
        mark.ends_with(['.', ')']) || rest.trim_start().starts_with(['-', '–', ':', '/']);
    let name = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–:/".contains(c));
    (is_marked && mark.len() <= 8 && Level::of_cell(mark).is_some()).then_some((mark, name))
}

/// A name without what numbers it in a list.
pub(super) fn without_list_mark(text: &str) -> &str {
    list_mark(text).map_or(text, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn total_lines_are_known_by_their_word() {
        for text in [
            "Tổng",
            "CỘNG",
            "Tổng cộng",
            "tổng cộng:",
            "TONG CONG",
            "Cô\u{323}ng",
            "Tổng số",
            "TỔNG CỘNG (I+II)",
            "I. Tổng số:",
            "Toàn quận",
            "TOÀN THÀNH PHỐ",
            "Cộng khối I",
            "Tổng số hồ sơ",
            "Cộng (1+2+3)",
            "- Cộng",
            "Cộng trang",
            "Mang sang",
            "Chuyển trang sau",
            "Grand total",
        ] {
            assert_eq!(row_name(text), Some(RowName::Total), "{text}");
        }
        for text in [
            "Tổng Công ty Z",
            "Cộng Hòa",
            "Tổng cục Thuế",
            "Toàn Thắng",
            "Tổng hợp",
        ] {
            assert_eq!(row_name(text), Some(RowName::NamedTotal), "{text}");
        }
        for text in [
            "Công",
            "Tông",
            "Công ty Z",
            "cong ty",
            "Toan Thang",
            "",
            "tphcm",
            "Tống Văn A",
            "T",
            "Khối I",
        ] {
            assert_eq!(row_name(text), None, "{text}");
        }
    }

    #[test]
    fn asides_are_known_by_their_words() {
        for text in [
            "Bình quân",
            "BÌNH QUÂN CHUNG",
            "So với tháng trước (%)",
            "Cùng kỳ năm 2018",
            "Tỉ lệ (%)",
            "Tăng, giảm",
            "Tăng (+), giảm (-)",
            "Luỹ kế từ đầu năm",
            "lũy kế",
            "- Trong đó: trực tuyến",
            "% so với cùng kỳ",
            "Kế hoạch năm",
        ] {
            assert_eq!(row_name(text), Some(RowName::Aside), "{text}");
        }
        for text in ["Tăng Nhơn Phú A", "Kế hoạch và Đầu tư", "Bình Quới", "So"] {
            assert_eq!(row_name(text), None, "{text}");
        }
    }

    #[test]
    fn rows_stand_as_high_as_their_number_says() {
        for (text, level) in [
            ("A", Some(Level::Letter)),
            ("I", Some(Level::Roman)),
            ("IV.", Some(Level::Roman)),
            ("(1)", Some(Level::Number)),
            ("2.1", Some(Level::Part)),
            ("a)", Some(Level::Small)),
            ("-", Some(Level::Dash)),
            ("Khối", None),
            ("", None),
            ("12345", None),
        ] {
            assert_eq!(Level::of_cell(text), level, "{text}");
        }
        assert_eq!(Level::of_name("I. Khối quận"), Some(Level::Roman));
        assert_eq!(Level::of_name("A - Cấp tỉnh"), Some(Level::Letter));
        assert_eq!(Level::of_name("- Trực tuyến"), Some(Level::Dash));
        assert_eq!(Level::of_name("Quận 1"), None);
        assert_eq!(Level::of_name("Q.1"), None);
    }
}
