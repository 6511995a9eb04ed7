//! Whether a text needs no looking at: a quick scan that nearly every file passes.

/// Whether UTF-8 text is in NFC whatever stands beside it, and holds only letters that Vietnamese text has, in an
/// order that it has them in. Far faster than asking the Unicode tables of every character, and true of nearly every
/// file; what is not clean is looked at word by word.
///
/// Letters: those of Vietnamese, the dashes and quotes of U+2010–U+203F, no-break space, degrees and squares.
/// Order: text in windows-1258 that was read as windows-1252 has only such letters, but `ì` and `ò` after another
/// letter with a mark ("Tiêìng"), their capitals after a small one ("HoÌa"); UTF-8 read so has a space after `Ã` ("HÃ ").
pub(crate) fn is_clean(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut before = Before::Other;
    loop {
        (rest, before) = match rest {
            [] => return true,
            [first @ 0x00..=0x7f, ..] => {
                let (chunks, _) = rest.as_chunks::<16>();
                let ascii =
                    (chunks.iter().take_while(|chunk| chunk.is_ascii()).count() * 16).max(1);
                let last = if ascii == 1 { *first } else { rest[ascii - 1] };
                (&rest[ascii..], Before::of_ascii(last))
            }
            [0xc2, 0xa0 | 0xb0 | 0xb2, after @ ..] if before != Before::CapitalA => {
                (after, Before::Other)
            }
            // A capital inside a word: TCVN3 in UTF-8 ("TiÕng").
            [0xc3, 0x80..=0x9f, ..] if before == Before::Small => return false,
            [0xc3, 0x8c | 0x92, after @ ..]
                if !matches!(before, Before::Marked | Before::Small) =>
            {
                (after, Before::Marked)
            }
            [0xc3, 0xac | 0xb2, after @ ..] if before != Before::Marked => (after, Before::Marked),
            [0xc3, 0x82 | 0x83, after @ ..] => (after, Before::CapitalA),
            [
                0xc3,
                0x80
                | 0x81
                | 0x88..=0x8a
                | 0x8d
                | 0x93..=0x95
                | 0x99
                | 0x9a
                | 0x9d
                | 0xa0..=0xa3
                | 0xa8..=0xaa
                | 0xad
                | 0xb3..=0xb5
                | 0xb9
                | 0xba
                | 0xbd,
                after @ ..,
            ]
            | [0xc4, 0x82 | 0x83 | 0xa8 | 0xa9, after @ ..]
            | [0xc5, 0xa8 | 0xa9, after @ ..]
            | [0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0, after @ ..]
            | [0xe1, 0xba, 0xa0..=0xbf, after @ ..]
            | [0xe1, 0xbb, 0x80..=0xb9, after @ ..] => (after, Before::Marked),
            [0xc4, 0x90 | 0x91, after @ ..] | [0xe2, 0x80, 0x90..=0xbf, after @ ..] => {
                (after, Before::Other)
            }
            _ => return false,
        }
    }
}

/// What stands before a character, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A small letter of a to z.
    Small,
    /// A vowel with a mark.
    Marked,
    /// `Â` or `Ã`.
    CapitalA,
    Other,
}

impl Before {
    fn of_ascii(byte: u8) -> Self {
        if byte.is_ascii_lowercase() {
            Self::Small
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn vietnamese_text_is_clean() {
        for text in [
            "Quận 1,Phường 12;85,5% – “Đình Đòi” đình\u{a0}đòi HÀ NỘI ÒA Ì ạch, Ă ẩ ữ 30°C m²",
            "",
            &"x".repeat(100),
            "NGÂN SÁCH, Â u, SÃ",
        ] {
            assert!(is_clean(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_needs_looking_at_is_not() {
        for text in [
            "Quáº\u{ad}n",
            "HÃ\u{a0} Ná»™i",
            "HÃ\u{a0}",
            "Tiêìng",
            "Quâòn",
            "hoÌa",
            "QuËn",
            "TiÕng",
            "Tieáng Vieät",
            "Haø",
            "NGƢỜI",
            "Ðức",
            "Ɖức",
            "a\u{301}",
            "é\u{302}",
            "\u{fffd}",
            "\u{85}",
        ] {
            assert!(!is_clean(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn every_clean_character_is_composed() {
        for c in (1..=0x10ffff).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            if is_clean(c.encode_utf8(&mut buffer).as_bytes()) {
                assert_eq!(
                    is_nfc_quick(std::iter::once(c)),
                    IsNormalized::Yes,
                    "U+{:04X}",
                    c as u32
                );
                assert_eq!(
                    unicode_normalization::char::canonical_combining_class(c),
                    0,
                    "U+{:04X}",
                    c as u32
                );
            }
        }
    }
}
