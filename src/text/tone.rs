//! Tone placement: "hòa" and "hoà" are two spellings of one word.

use std::borrow::Cow;

/// The vowels whose tone is written on the first letter by some and on the second by others, each without a tone
/// and with the five tones in one order.
const FIRST: [&str; 2] = ["oòỏõóọ", "uùủũúụ"];
const AFTER_O: [&str; 2] = ["aàảãáạ", "eèẻẽéẹ"];
const AFTER_U: [&str; 1] = ["yỳỷỹýỵ"];

/// The text with the tone of open oa, oe and uy on the second vowel: "hòa" becomes "hoà", "thúy" "thuý". Syllables
/// with one spelling (quý, toàn, giá, mùa) stay. The text is in NFC, so is the result.
#[must_use]
pub(super) fn fold_tone_placement(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut changed: Option<String> = None;
    let (mut before, mut rest) = ('\0', text.chars());
    let mut at = 0;
    while let Some(c) = rest.next() {
        let mut next = rest.clone();
        let moved = next
            .next()
            .and_then(|second| moved_tone(before, c, second, next.next()));
        if let Some([first, second]) = moved {
            let text_so_far = changed.get_or_insert_with(|| text[..at].to_owned());
            text_so_far.extend([first, second]);
            rest.next();
            before = second;
        } else {
            if let Some(changed) = &mut changed {
                changed.push(c);
            }
            before = c;
        }
        at = text.len() - rest.as_str().len();
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The two vowels with the tone moved from the first to the second, where they end a syllable that has two
/// spellings.
fn moved_tone(before: char, first: char, second: char, after: Option<char>) -> Option<[char; 2]> {
    let ends = after
        .is_none_or(|c| !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c));
    if !ends || matches!(before, 'q' | 'Q') {
        return None;
    }
    let (first_is_u, tone) = FIRST
        .iter()
        .enumerate()
        .find_map(|(i, row)| Some((i == 1, tone_in(row, first)?)))?;
    let seconds: &[&str] = if first_is_u { &AFTER_U } else { &AFTER_O };
    let row = seconds.iter().find(|row| tone_in(row, second) == Some(0))?;
    if tone == 0 {
        return None;
    }
    let bare = if first_is_u { 'u' } else { 'o' };
    Some([like(first, bare), like(second, row.chars().nth(tone)?)])
}

/// Which tone of this vowel the letter has, 0 for none.
fn tone_in(row: &str, letter: char) -> Option<usize> {
    let letter = letter.to_lowercase().next()?;
    row.chars().position(|c| c == letter)
}

/// The lower-case letter in the case of the model.
fn like(model: char, letter: char) -> char {
    if model.is_uppercase() {
        letter.to_uppercase().next().unwrap_or(letter)
    } else {
        letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_become_one() {
        for (old, new) in [
            ("hòa", "hoà"),
            ("thúy", "thuý"),
            ("khỏe", "khoẻ"),
            ("ủy", "uỷ"),
            ("lũy", "luỹ"),
            ("HÒA", "HOÀ"),
            ("Hòa", "Hoà"),
            ("Ủy ban", "Uỷ ban"),
            ("tỏa, xòe", "toả, xoè"),
            ("Bình Hưng Hòa A", "Bình Hưng Hoà A"),
            ("tụy/họa", "tuỵ/hoạ"),
        ] {
            assert_eq!(fold_tone_placement(old), new);
            assert_eq!(fold_tone_placement(new), new);
        }
    }

    #[test]
    fn one_spelling_stays() {
        for word in [
            "quý", "quỹ", "toàn", "hoàng", "khoét", "quyết", "huỳnh", "giá", "mùa", "thuở", "hoặc",
            "quà", "ngoài", "xoáy", "khuỷu", "hoa", "uy", "", "của", "Quý", "lúa", "đò",
        ] {
            assert!(
                matches!(fold_tone_placement(word), Cow::Borrowed(same) if same == word),
                "{word}"
            );
        }
    }
}
