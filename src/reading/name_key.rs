//! Names as people write them, in a form in which they can be compared.

use crate::source::is_clean;
use crate::text::is_mark;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A name in the form in which names are compared: lower case, punctuation as spaces, `Q.1` and `P.12` written out,
/// numbers without leading zeros, decomposed, with the tone of a syllable at its end, so that `hòa` and `hoà` are
/// one. Diacritics stand; [`NameKey::folded`] has none.
#[derive(Debug, Clone)]
pub struct NameKey {
    key: String,
    /// Whether it was written without diacritics; what an abbreviation stands for may have some.
    is_plain: bool,
}

impl NameKey {
    /// The key of a name; empty where it holds no letter and no digit.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let tokens = tokens(name);
        let mut key = String::with_capacity(name.len() + 8);
        let mut is_plain = true;
        for (i, token) in tokens.iter().enumerate() {
            is_plain &= token.is_ascii();
            let neighbour = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |t| t);
            let (before, after) = (neighbour(i.checked_sub(1)), neighbour(Some(i + 1)));
            let word = expanded(before, token, after).unwrap_or(token);
            for part in word.split(' ') {
                push_word(&mut key, part);
            }
        }
        Self { key, is_plain }
    }

    /// The key of a name followed by another, as in `Phường 12, Quận 3`.
    #[must_use]
    pub fn then(&self, other: &Self) -> Self {
        Self {
            key: format!("{} {}", self.key, other.key),
            is_plain: self.is_plain && other.is_plain,
        }
    }

    /// The key without the words of another that it begins with; `None` where it does not, or where nothing is left.
    #[must_use]
    pub fn without(&self, first: &Self) -> Option<Self> {
        let rest = self.key.strip_prefix(&*first.key)?.strip_prefix(' ')?;
        Some(Self {
            key: rest.to_owned(),
            is_plain: self.is_plain,
        })
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        !self.is_empty() && self.key.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether nothing is left to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// The key without diacritics.
    #[must_use]
    pub fn folded(&self) -> String {
        self.key
            .chars()
            .filter(|c| !is_mark(*c))
            .map(|c| if c == 'đ' { 'd' } else { c })
            .collect()
    }

    /// Whether this is `other`, with all diacritics or with none: `ĐẤT ĐAI` and `dat dai` are spellings of `đất đai`;
    /// `đất đại` and `đât đai` are not, they may be other words.
    #[must_use]
    pub fn is_spelling_of(&self, other: &Self) -> bool {
        self == other || (self.is_plain && self.folded() == other.folded())
    }
}

impl PartialEq for NameKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for NameKey {}

/// The words and numbers of a name, in lower case and NFC; a number is a token by itself (`Q1`).
fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    let composed = if is_clean(name.as_bytes()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    };
    for c in composed.chars().flat_map(char::to_lowercase) {
        let class = (c.is_alphanumeric() || is_mark(c)).then(|| c.is_ascii_digit());
        if let Some(is_digit) = class {
            match tokens.last_mut() {
                Some(token) if last == Some(is_digit) => token.push(c),
                _ => tokens.push(c.to_string()),
            }
        }
        last = class;
    }
    for token in &mut tokens {
        if token.starts_with('0') {
            let number = token.trim_start_matches('0');
            *token = if number.is_empty() {
                "0".to_owned()
            } else {
                number.to_owned()
            };
        }
    }
    tokens
}

/// What an abbreviation stands for (those of a kind of unit need a name after them), and the one spelling of words
/// that have two.
fn expanded(before: &str, token: &str, after: &str) -> Option<&'static str> {
    match (before, token, after) {
        (_, "tphcm", _) => Some("thành phố hồ chí minh"),
        (_, "hcm", _) => Some("hồ chí minh"),
        (_, "tỉ", "lệ") => Some("tỷ"),
        ("đúng", "hẹn", _) => Some("hạn"),
        (_, _, "") => None,
        (_, "q", _) => Some("quận"),
        (_, "p", _) => Some("phường"),
        (_, "h", _) => Some("huyện"),
        (_, "x", _) => Some("xã"),
        (_, "tt", _) => Some("thị trấn"),
        (_, "tx", _) => Some("thị xã"),
        (_, "tp", _) => Some("thành phố"),
        _ => None,
    }
}

/// Appends a word, decomposed, its tones last.
fn push_word(key: &mut String, word: &str) {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    if !key.is_empty() {
        key.push(' ');
    }
    if word.is_ascii() {
        key.push_str(word);
        return;
    }
    let mut tones = String::new();
    for c in word.nfd() {
        let part = if is_tone(&c) { &mut tones } else { &mut *key };
        part.push(c);
    }
    key.push_str(&tones);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(name: &str) -> NameKey {
        NameKey::new(name)
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("Bình Hưng Hòa A", "BÌNH HƯNG HOÀ A"),
            ("Thủ Đức", "Thu\u{309} Đư\u{301}c"),
            ("Q.1", "Quận 1"),
            ("Q1", "quận 1"),
            ("Q. 1", "Quận 01"),
            ("P.12", "Phường 12"),
            ("Phường 09", "Phường 9"),
            ("H.Củ Chi", "Huyện Củ Chi"),
            ("TPHCM", "TP. Hồ Chí Minh"),
            ("TP.HCM", "Thành phố Hồ Chí Minh"),
            ("P.12, Q.3", "Phường 12 - Quận 3"),
            ("ủy ban", "Uỷ ban"),
            ("Tỉ lệ đúng hẹn", "Tỷ lệ đúng hạn"),
            ("Sở Lao động - Thương binh", "Sở Lao động – Thương binh"),
        ] {
            assert_eq!(key(a), key(b), "{a} and {b}");
        }
        assert_ne!(key("Phường 1"), key("Phường 10"));
        assert_ne!(key("Tân Hưng"), key("Tân Hùng"));
        assert_eq!(key("P"), key("p"), "no name after it");
        assert!(key(" - ").is_empty());
    }

    #[test]
    fn diacritics_may_be_left_out_but_not_changed() {
        assert_eq!(key("Quận Thủ Đức").folded(), "quan thu duc");
        for text in ["quan thu duc", "QUẬN THỦ ĐỨC", "Q. Thu Duc", "q.Thủ Đức"] {
            assert!(key(text).is_spelling_of(&key("Quận Thủ Đức")), "{text}");
        }
        for text in [
            "Quận Thú Đức",
            "quan thu du",
            "quan thu ducs",
            "Quận Thu Đức",
        ] {
            assert!(!key(text).is_spelling_of(&key("Quận Thủ Đức")), "{text}");
        }
        assert!(!key("Đất").is_spelling_of(&key("Dat")));
        assert!(key("hoa").is_spelling_of(&key("hòa")));
    }

    proptest! {
        #[test]
        fn a_name_is_a_spelling_of_itself(name in "\\PC{0,20}") {
            prop_assert!(key(&name).is_spelling_of(&key(&name)));
            let decomposed: String = name.nfd().collect();
            prop_assert!(key(&decomposed).is_spelling_of(&key(&name)));
        }
    }
}
