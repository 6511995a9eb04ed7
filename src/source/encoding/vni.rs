//! VNI: the encoding of the `VNI-…` fonts. A letter with a mark is a vowel and a second character that stands for its
//! marks; đ, ơ, ư and i with a tone are one character.

use unicode_normalization::UnicodeNormalization;

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

/// The marks that a second character (in small letters) stands for, and the vowels that it can follow.
fn marks(c: char) -> Option<(&'static [char], &'static str)> {
    const TONED: &str = "aeouyôö";
    Some(match c {
        'ù' => (&[ACUTE], TONED),
        'ø' => (&[GRAVE], TONED),
        'û' => (&[HOOK], TONED),
        'õ' => (&[TILDE], TONED),
        'ï' => (&[DOT], TONED),
        'â' => (&[CIRCUMFLEX], "aeo"),
        'á' => (&[CIRCUMFLEX, ACUTE], "aeo"),
        'à' => (&[CIRCUMFLEX, GRAVE], "aeo"),
        'å' => (&[CIRCUMFLEX, HOOK], "aeo"),
        'ã' => (&[CIRCUMFLEX, TILDE], "aeo"),
        'ä' => (&[CIRCUMFLEX, DOT], "aeo"),
        'ê' => (&[BREVE], "a"),
        'é' => (&[BREVE, ACUTE], "a"),
        'è' => (&[BREVE, GRAVE], "a"),
        'ú' => (&[BREVE, HOOK], "a"),
        'ü' => (&[BREVE, TILDE], "a"),
        'ë' => (&[BREVE, DOT], "a"),
        _ => return None,
    })
}

/// The letter that a character of its own stands for.
fn letter(c: char) -> Option<char> {
    Some(match c {
        'ñ' => 'đ',
        'ô' => 'ơ',
        'ö' => 'ư',
        'æ' => 'ỉ',
        'ó' => 'ĩ',
        'ò' => 'ị',
        'î' => 'ỵ',
        'Ñ' => 'Đ',
        'Ô' => 'Ơ',
        'Ö' => 'Ư',
        'Æ' => 'Ỉ',
        'Ó' => 'Ĩ',
        'Ò' => 'Ị',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// A text in VNI, its bytes seen as Latin-1, as it was meant.
#[must_use]
pub(super) fn meant(text: &str) -> String {
    let mut meant = String::with_capacity(text.len());
    let mut before = '\0';
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let vowel = before.to_lowercase().next().unwrap_or(before);
        match marks(small) {
            Some((marks, vowels)) if vowels.contains(vowel) => {
                meant.extend(marks);
                before = '\0';
            }
            _ => {
                meant.push(letter(c).unwrap_or(c));
                before = c;
            }
        }
    }
    meant.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_as_they_were_meant() {
        for (text, expected) in [
            ("Tieáng Vieät", "Tiếng Việt"),
            ("Haø Noäi", "Hà Nội"),
            ("ñöôïc", "được"),
            ("QUAÄN THUÛ ÑÖÙC", "QUẬN THỦ ĐỨC"),
            ("Sôû Y teá, kyõ thuaät, kyù", "Sở Y tế, kỹ thuật, ký"),
            (
                "maët haøng, nghæ, só, thò, lyù do",
                "mặt hàng, nghỉ, sĩ, thị, lý do",
            ),
            ("baèng aên, thaúng, maïnh", "bằng ăn, thẳng, mạnh"),
            ("", ""),
        ] {
            assert_eq!(meant(text), expected);
        }
    }
}
