//! Whether a word can be Vietnamese: an initial, a rhyme, a tone.
//!
//! A guess at an encoding is confirmed by this: a wrong one gives letters that no Vietnamese syllable has together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The initials, longest first where one begins another. The last row is of the languages of the highlands, whose
/// names stand in Vietnamese tables (Krông, Plây).
const INITIALS: [&str; 34] = [
    "ngh", "ng", "nh", "n", "gh", "gi", "g", "kh", "ch", "ph", "th", "tr", "qu", "b", "c", "d",
    "đ", "h", "k", "l", "m", "p", "r", "s", "t", "v", "x", "", //
    "kr", "br", "gr", "pl", "bl", "đr",
];

/// The rhymes without their tone. A final k of the highlands (Đắk Lắk) counts as c.
const RHYMES: [&str; 169] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", //
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", //
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", //
    "ê", "êc", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", //
    "i", "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip",
    "it", "iu", //
    "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on",
    "ong", "ooc", "oong", "op", "ot", //
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", //
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", //
    "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uên", "uênh", "ui", "um", "un",
    "ung", "uơ", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "up", "ut", "uy", "uya", "uych",
    "uyên", "uyêt", "uyn", "uynh", "uyp", "uyt", "uyu", //
    "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
    "ưt", "ưu", //
    "y", "yê", "yêm", "yên", "yêng", "yêt", "yêu", "ych", "ynh", "yt", "yp", "ym", "yn",
];

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

/// No syllable is longer in letters.
const LONGEST: usize = 7;
/// No abbreviation is longer.
const LONGEST_ABBREVIATION: usize = 8;

/// Whether a word (letters only, in NFC) can be a Vietnamese syllable, or an abbreviation of some (`UBND`, `QĐ`).
#[must_use]
pub(super) fn is_possible(word: &str) -> bool {
    // A mark that was not composed was typed in the wrong order, or is of another language.
    if word.chars().any(is_combining_mark) {
        return false;
    }
    let letters = word.chars().count();
    if letters == 0 || letters > LONGEST_ABBREVIATION || has_capital_inside(word) {
        return is_abbreviation(word);
    }
    is_syllable(word) || is_abbreviation(word)
}

/// Whether a word is written as no word is: a capital after a small letter.
fn has_capital_inside(word: &str) -> bool {
    let mut small_seen = false;
    word.chars().any(|c| {
        small_seen |= c.is_lowercase();
        small_seen && c.is_uppercase()
    })
}

fn is_syllable(word: &str) -> bool {
    let Some((bare, tone)) = without_tone(word) else {
        return false;
    };
    INITIALS.iter().any(|initial| {
        bare.strip_prefix(initial)
            .is_some_and(|rhyme| fits(initial, rhyme, tone))
    })
}

/// The word in small letters without its tone, and the tone. `None` where it has two, or one that is on no vowel.
fn without_tone(word: &str) -> Option<(String, Option<char>)> {
    let (mut bare, mut tone) = (String::with_capacity(word.len()), None);
    for c in word.chars().flat_map(char::to_lowercase).nfd() {
        if matches!(c, GRAVE | ACUTE | TILDE | HOOK | DOT) {
            let on_vowel = bare
                .trim_end_matches(['\u{302}', '\u{306}', '\u{31b}'])
                .ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
            if !on_vowel || tone.replace(c).is_some() {
                return None;
            }
        } else {
            bare.push(c);
        }
    }
    let bare: String = bare.nfc().collect();
    (bare.chars().count() <= LONGEST).then_some((bare, tone))
}

/// Whether a rhyme can follow an initial and carry a tone.
fn fits(initial: &str, rhyme: &str, tone: Option<char>) -> bool {
    let rhyme = match rhyme.strip_suffix('k') {
        Some(open) => [open, "c"].concat(),
        None => rhyme.to_owned(),
    };
    // After qu, what is written y is the vowel i.
    let rhyme = match (initial, rhyme.strip_prefix('y')) {
        ("qu", Some(rest)) => ["i", rest].concat(),
        _ => rhyme,
    };
    let is_stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    // A rhyme that ends in a stop has a rising or a low tone; without any, it is a word without its tone mark.
    let tone_fits = !is_stopped || matches!(tone, None | Some(ACUTE | DOT));
    // "giếng" is written with one i, "gì" with none besides.
    let is_known = RHYMES.contains(&&*rhyme)
        || (initial == "gi" && (rhyme.is_empty() || RHYMES.contains(&&*["i", &rhyme].concat())));
    tone_fits && is_known
}

/// Letters that abbreviations of Vietnamese words have beside A to Z; none carries a tone.
fn is_abbreviation(word: &str) -> bool {
    let is_letter =
        |c: char| c.is_ascii_uppercase() || matches!(c, 'Đ' | 'Ă' | 'Â' | 'Ê' | 'Ô' | 'Ơ' | 'Ư');
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        (Some(only), None) => {
            is_letter(only) || matches!(only, 'đ' | 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
        }
        _ => word.chars().count() <= LONGEST_ABBREVIATION && word.chars().all(is_letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_vietnamese_are_possible() {
        let words = "Tiếng Việt Quận Thủ Đức mức độ hài lòng NGƯỜI người được Hà Nội hòa hoà thúy thuý quỹ quý quyết \
            quốc huỳnh Nguyễn giếng gì giữa giải khuỷu khuya xoong oẻ ngoằn yếu ỷ ủy Uỷ Đắk Lắk Krông Plây nghiệp nghỉ \
            trường phường chuyển chuyện tuyến thuộc rượu hươu đường thuở quở quạnh bích kệch hếch QĐ HĐND TƯ đ ĐT \
            khoẻ mạnh toàn hoạch xuất quân luật khuây huơ ÁP DỤNG ngoáy ngoẹo sĩ kỹ ý ế ổ ầm ướt ấp oàm";
        for word in words.split_whitespace() {
            assert!(is_possible(word), "{word}");
            let loose: String = word.nfd().collect();
            assert!(is_possible(&loose.nfc().collect::<String>()), "{word}");
        }
    }

    #[test]
    fn what_a_wrong_encoding_gives_is_not() {
        let words = "TiÕng ViÖt QuËn Thñ møc hµi lßng Tieáng Vieät Haø Noäi ñöôïc Tiêìng Viêòt Quâòn Thuò Köln \
            Müller niño Ðức TiƠng ViƯt quảp vàt ngăa ưn ứn ôtô tiÕ ậậ b\u{301} ĐỨCS";
        for word in words.split_whitespace() {
            assert!(!is_possible(word), "{word}");
        }
        assert!(!is_possible("nghiêngng") && !is_possible(""));
    }

    #[test]
    fn the_tables_hold_nothing_twice() {
        for table in [&RHYMES[..], &INITIALS[..]] {
            let mut sorted = table.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), table.len());
        }
    }
}
