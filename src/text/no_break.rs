//! Where a line must not end.

/// The text with a no-break space between a word and the number after it: "Quận 12", "Quý IV" and "mức độ 4" stay
/// whole. Other spaces stay as they are.
#[must_use]
pub(crate) fn keep_numbers_together(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() + 4);
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            let after_word = || kept.chars().next_back().is_some_and(char::is_alphabetic);
            kept.push(if is_number(word) && after_word() {
                '\u{a0}'
            } else {
                ' '
            });
        }
        kept.push_str(word);
    }
    kept
}

/// Whether the word begins with a digit, or is a small Roman number in capitals.
fn is_number(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(b'0'..=b'9') => true,
        Some(b'I' | b'V' | b'X') => is_roman(word),
        _ => false,
    }
}

fn is_roman(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.split_once('/').map_or(bare, |(before, _)| before);
    !bare.is_empty() && bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_with_its_word() {
        for (text, expected) in [
            ("Quận 12", "Quận~12"),
            ("Phường 9, Quận 3", "Phường~9, Quận~3"),
            ("Quý IV/2019", "Quý~IV/2019"),
            (
                "dịch vụ công mức độ 4 của Quận 1",
                "dịch vụ công mức độ~4 của Quận~1",
            ),
            ("Quận Thủ Đức", "Quận Thủ Đức"),
            ("1 2", "1 2"),
            (" a  1 ", " a  1 "),
            ("", ""),
        ] {
            assert_eq!(keep_numbers_together(text).replace('\u{a0}', "~"), expected);
        }
    }
}
