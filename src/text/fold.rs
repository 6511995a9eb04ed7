//! Spellings that are one: folding of diacritics for search, of tone placement and case for look-up.

use super::tone::fold_tone_placement;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without case and diacritics, for search: "Đường" becomes "duong". Spaces are collapsed.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let folded: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfd()
            .filter(|c| !is_mark(*c))
            .flat_map(char::to_lowercase)
            .filter(|c| !is_mark(*c))
            .map(undecomposed)
            .collect()
    };
    collapse_spaces(folded)
}

/// The text in the form in which names are compared when diacritics count: NFC, lower case, the tone placement of
/// "hoà", spaces collapsed.
#[must_use]
pub(crate) fn canonical(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).nfc().collect();
    let placed = match fold_tone_placement(&lower) {
        Cow::Borrowed(_) => lower,
        Cow::Owned(placed) => placed,
    };
    collapse_spaces(placed)
}

/// Whether a character is a combining mark. There are none below U+0300, which spares most letters the look-up.
#[must_use]
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// The letter without the stroke that no decomposition takes off; look-alikes of đ too.
fn undecomposed(c: char) -> char {
    match c {
        'đ' | 'ð' | 'ɖ' => 'd',
        other => other,
    }
}

/// One space between words, none around them.
fn collapse_spaces(text: String) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    if first.len() == text.len() {
        return text;
    }
    let mut collapsed = String::with_capacity(text.len());
    collapsed.push_str(first);
    for word in words {
        collapsed.push(' ');
        collapsed.push_str(word);
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_letter_with_a_stroke_is_folded() {
        assert_eq!(fold("Đường đến Quận Thủ Đức"), "duong den quan thu duc");
        assert_eq!(fold(" Ðường \u{a0} Ɖức "), "duong duc");
    }

    #[test]
    fn a_search_finds_every_spelling() {
        let decomposed: String = "sáng kiến".nfd().collect();
        for text in [
            "sang kien",
            "sáng kiến",
            "SÁNG KIẾN",
            "Sáng  kiến",
            &decomposed,
        ] {
            assert_eq!(fold(text), "sang kien");
        }
        assert_eq!(fold("đường"), fold("duong"));
        assert_eq!(fold("NGƯỜI ơn"), "nguoi on");
    }

    #[test]
    fn names_are_compared_with_their_diacritics() {
        assert_eq!(canonical("Bình Hưng Hòa A"), canonical("BÌNH HƯNG  HOÀ a"));
        let decomposed: String = "Quận Thủ Đức".nfd().collect();
        assert_eq!(canonical(&decomposed), "quận thủ đức");
        assert_ne!(canonical("Thủ Đức"), canonical("Thú Đức"));
    }

    #[test]
    fn the_order_of_marks_does_not_matter() {
        for text in ["a\u{306}\u{323}", "a\u{323}\u{306}", "ă\u{323}", "ạ\u{306}"] {
            assert_eq!(canonical(text), "\u{1eb7}");
        }
        assert_eq!(canonical("e\u{302}\u{301}"), "\u{1ebf}");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(canonical(&canonical(&text)), canonical(&text));
            prop_assert_eq!(fold(&canonical(&text)), fold(&text));
        }
    }
}
