//! What the words of a text seem to be: Vietnamese, slips of the keyboard, or another encoding's letters.

use super::{mojibake, syllable, tcvn3, vni};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

/// What letters that are no Vietnamese words are when read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// UTF-8 that was read as windows-1252 or windows-1258.
    BrokenUtf8,
    /// windows-1258 that was read as windows-1252.
    Broken1258,
    /// TCVN3 (ABC), for `.Vn…` fonts.
    Tcvn3,
    /// VNI, for `VNI-…` fonts.
    Vni,
}

impl Foreign {
    /// All of them, the surest to be told first.
    pub(super) const ALL: [Self; 4] = [Self::BrokenUtf8, Self::Broken1258, Self::Tcvn3, Self::Vni];

    /// The text as it was meant; `None` where it cannot be this.
    #[must_use]
    pub fn meant(self, text: &str) -> Option<String> {
        match self {
            Self::BrokenUtf8 => mojibake::meant_utf8(text),
            Self::Broken1258 => mojibake::meant_1258(text),
            Self::Tcvn3 => Some(tcvn3::meant(text)),
            Self::Vni => Some(vni::meant(text)),
        }
    }

    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BrokenUtf8 => "UTF-8",
            Self::Broken1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }
}

/// Something that is odd about a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Odd {
    /// Where it begins in the text, in bytes.
    pub(super) at: usize,
    /// As it is written.
    pub(super) word: String,
    pub(super) kind: OddKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OddKind {
    /// A letter that looks like a Vietnamese one; the word with the right letter.
    LookAlike(String),
    /// A tone typed before the mark of the vowel; the word as it was meant.
    TypingOrder(String),
    /// No Vietnamese word, but one in these encodings.
    Foreign(Vec<(Foreign, String)>),
    /// No Vietnamese word in any encoding.
    Unknown,
    /// A letter was lost: `?` or U+FFFD stands in its place.
    Lost,
}

/// The odd words of a text in NFC, each spelling once, in their order.
pub(super) fn odd_words(text: &str) -> Vec<Odd> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut odd = Vec::new();
    for (at, chunk) in chunks(text) {
        if seen.insert(chunk)
            && let Some(kind) = oddness(chunk)
        {
            odd.push(Odd {
                at,
                word: chunk.to_owned(),
                kind,
            });
        }
    }
    odd
}

/// The pieces between ASCII characters that are no letters or digits, of those that are not all ASCII.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start_of = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .filter(|piece| !piece.is_ascii())
        .map(move |piece| (start_of(piece), piece))
}

fn oddness(chunk: &str) -> Option<OddKind> {
    if chunk.contains('\u{fffd}') {
        return Some(OddKind::Lost);
    }
    if is_vietnamese(chunk) {
        return None;
    }
    if let Some(meant) = with_right_letters(chunk).filter(|meant| is_vietnamese(meant)) {
        return Some(OddKind::LookAlike(meant));
    }
    if let Some(meant) = in_typing_order(chunk).filter(|meant| is_vietnamese(meant)) {
        return Some(OddKind::TypingOrder(meant));
    }
    let foreign: Vec<_> = Foreign::ALL
        .into_iter()
        .filter_map(|foreign| Some((foreign, foreign.meant(chunk)?)))
        .filter(|(_, meant)| is_evidence(chunk, meant))
        .collect();
    Some(if foreign.is_empty() {
        OddKind::Unknown
    } else {
        OddKind::Foreign(foreign)
    })
}

/// Whether every word with other letters than a to z can be Vietnamese.
pub(super) fn is_vietnamese(text: &str) -> bool {
    text.split(|c: char| !is_of_word(c))
        .all(|word| word.is_ascii() || syllable::is_possible(word))
}

/// Letters, and the marks that could not be composed with one.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether what a chunk means in another encoding is Vietnamese, and more than a letter that may stand alone (`§`, `µm`).
fn is_evidence(chunk: &str, meant: &str) -> bool {
    let is_word = |word: &str| {
        let marked = word.chars().filter(|c| !c.is_ascii()).count();
        let initial =
            word.starts_with(|c: char| c.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(c));
        word.chars().count() >= 2 && (marked >= 2 || (marked == 1 && initial))
    };
    meant != chunk && is_vietnamese(meant) && meant.split(|c: char| !is_of_word(c)).any(is_word)
}

/// The chunk with the Vietnamese letters for those that only look like them; `None` where there are none.
pub(super) fn with_right_letters(chunk: &str) -> Option<String> {
    let right = |c| match c {
        'Ƣ' => 'Ư',
        'ƣ' => 'ư',
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    };
    let mended: String = chunk.chars().map(right).collect();
    (mended != chunk).then_some(mended)
}

/// The chunk with tones after the marks of vowels; `None` where nothing is out of order.
fn in_typing_order(chunk: &str) -> Option<String> {
    let is_tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let is_shape = |c: char| matches!(c, '\u{302}' | '\u{306}' | '\u{31b}');
    if !chunk.chars().any(|c| is_tone(c) || is_shape(c)) {
        return None;
    }
    let mut letters: Vec<char> = chunk.nfd().collect();
    for at in 1..letters.len() {
        if is_shape(letters[at]) && is_tone(letters[at - 1]) {
            letters.swap(at - 1, at);
        }
    }
    Some(letters.into_iter().nfc().collect())
}

/// The first word in which letters were lost: a `?` between letters where a Vietnamese letter makes it a syllable.
pub(super) fn lost_letters(text: &str) -> Option<Odd> {
    memchr::memchr_iter(b'?', text.as_bytes()).find_map(|question| {
        let word = word_around(text, question)?;
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        has_lost_letters(word).then(|| Odd {
            at,
            word: word.to_owned(),
            kind: OddKind::Lost,
        })
    })
}

/// The letters and question marks around a place; `None` where they are part of an address or of something longer.
fn word_around(text: &str, at: usize) -> Option<&str> {
    const LONGEST: usize = 40;
    let is_part = |c: &char| c.is_alphabetic() || *c == '?';
    let before: usize = text[..at]
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(is_part)
        .map(char::len_utf8)
        .sum();
    let after: usize = text[at..]
        .chars()
        .take(LONGEST)
        .take_while(is_part)
        .map(char::len_utf8)
        .sum();
    let (start, end) = (at - before, at + after);
    let is_joined = |c: char| c.is_numeric() || "/=&:@#.%_".contains(c);
    let joined_before = text[..start].chars().next_back().is_some_and(is_joined);
    let joined_after = text[end..]
        .chars()
        .next()
        .is_some_and(|c| c.is_numeric() || "/=&@#%_".contains(c));
    (!joined_before && !joined_after).then(|| &text[start..end])
}

fn has_lost_letters(word: &str) -> bool {
    const LETTERS: &str = "ạảấầẩẫậắằẳẵặăđẹẻẽếềểễệỉịĩọỏốồổỗộơớờởỡợụủũưứừửữựỳỵỷỹâêôàáãèéìíòóõùúý";
    let bare = word.trim_matches('?');
    let is_inside = bare.contains('?') && !bare.contains("??");
    let lost = bare.matches('?').count();
    if !is_inside || lost > 2 {
        return false;
    }
    let candidates = LETTERS.chars().flat_map(|first| {
        let once = bare.replacen('?', first.encode_utf8(&mut [0; 4]), 1);
        let seconds: Vec<String> = if lost == 1 {
            vec![once]
        } else {
            LETTERS
                .chars()
                .map(|second| once.replacen('?', second.encode_utf8(&mut [0; 4]), 1))
                .collect()
        };
        seconds
    });
    let small = |word: String| word.to_lowercase();
    candidates
        .map(small)
        .any(|word| syllable::is_possible(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(usize, String)> {
        let text: String = text.nfc().collect();
        odd_words(&text)
            .into_iter()
            .map(|odd| {
                let kind = match odd.kind {
                    OddKind::LookAlike(meant) => format!("look-alike {meant}"),
                    OddKind::TypingOrder(meant) => format!("typing {meant}"),
                    OddKind::Foreign(found) => {
                        let told = found
                            .iter()
                            .map(|(foreign, meant)| format!("{} {meant}", foreign.name()));
                        told.collect::<Vec<_>>().join("|")
                    }
                    OddKind::Unknown => "unknown".to_owned(),
                    OddKind::Lost => "lost".to_owned(),
                };
                (odd.at, kind)
            })
            .collect()
    }

    #[track_caller]
    fn one(text: &str, expected: &str) {
        let found = kinds(text);
        assert_eq!(
            found.iter().map(|(_, kind)| &**kind).collect::<Vec<_>>(),
            [expected],
            "{text}"
        );
    }

    #[test]
    fn words_of_other_encodings_are_named() {
        one("Quáº\u{ad}n", "UTF-8 Quận");
        one("hÃ\u{a0}", "UTF-8 hà");
        one("Tiêìng", "Windows-1258 Tiếng");
        one("Viêòt", "Windows-1258 Việt");
        one("TiÕng", "TCVN3 (ABC) Tiếng");
        one("§øc", "TCVN3 (ABC) Đức");
        one("lßng", "TCVN3 (ABC) lòng");
        one("Tieáng", "VNI Tiếng");
        one("Haø", "VNI Hà");
        one("ñöôïc", "VNI được");
    }

    #[test]
    fn slips_are_told_with_the_right_letter() {
        one("NGƢỜI", "look-alike NGƯỜI");
        one("Ðức", "look-alike Đức");
        one("Ɖông", "look-alike Đông");
        one("tie\u{301}\u{302}ng", "typing tiếng");
    }

    #[test]
    fn vietnamese_and_other_languages_are_left_alone() {
        assert_eq!(
            kinds("Quận Thủ Đức, – “Phường 12” QĐ-UBND 85,5% đ/ngày"),
            []
        );
        for text in [
            "Köln", "Guðrún", "niño", "£5", "µm", "§", "北京", "façade", "naïve", "Müller",
        ] {
            assert!(
                kinds(text).iter().all(|(_, kind)| kind == "unknown"),
                "{text}: {:?}",
                kinds(text)
            );
        }
    }

    #[test]
    fn places_are_those_of_the_words() {
        assert_eq!(kinds("a, b\nQuáº\u{ad}n 1")[0].0, 5);
        assert_eq!(
            kinds("Quáº\u{ad}n 1,Quáº\u{ad}n 2").len(),
            1,
            "each spelling once"
        );
    }

    #[test]
    fn lost_letters_are_seen_in_words_only() {
        for (text, word) in [
            ("x,Qu?n 1", "Qu?n"),
            ("Th? Đ?c", "Đ?c"),
            ("?ng Ho?ng Vi?t", "Ho?ng"),
            ("???ng Tr??ng vi?c", "vi?c"),
            ("TI?P NH?N", "TI?P"),
        ] {
            assert_eq!(
                lost_letters(text).map(|odd| odd.word).as_deref(),
                Some(word),
                "{text}"
            );
        }
        for text in [
            "Tốt không?Có",
            "Vì sao? Ai?",
            "http://a.vn/tim?ma=1",
            "x.php?n=2",
            "a??b",
            "what?no",
            "?",
            "1?2",
        ] {
            assert_eq!(lost_letters(text), None, "{text}");
        }
    }
}
