//! What a program counts and shows before a paragraph: "Điều 3.", "a)", "1.2".

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    Padded,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
}

impl Digits {
    /// A number in these digits.
    pub(super) fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number, 'A'),
            Self::LowerLetter => letters(number, 'a'),
        }
    }
}

/// As Word counts on behind `z`: `aa`, `bb`.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 20) else {
        return number.to_string();
    };
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    let times = usize::try_from(index / 26 + 1).unwrap_or(1);
    String::from(letter).repeat(times)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let (mut rest, mut all) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            all.push_str(sign);
            rest -= value;
        }
    }
    all
}

/// What people type before a heading; the level that it then has.
pub(super) fn heading_level(text: &str) -> Option<u8> {
    let words = crate::text::fold(text);
    let mut words = words.split_whitespace();
    let first = words.next()?;
    let is_number = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let word = word.trim_end_matches(['.', ':', ',', '-']);
        !word.is_empty() && (word.bytes().all(|b| b.is_ascii_digit()) || is_roman(word))
    };
    match first {
        "phan" | "chuong" => is_number(words.next()).then_some(2),
        "muc" => is_number(words.next()).then_some(3),
        "dieu" => is_number(words.next()).then_some(3),
        _ => {
            let number = first.strip_suffix(['.', '/', ')'])?;
            let is_decimal = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            match (is_roman(number), is_decimal) {
                (true, _) => Some(2),
                (_, true) => Some(3),
                _ => None,
            }
        }
    }
}

/// Whether folded text is a roman number.
fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b"ivxlc".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (digits, number, expected) in [
            (Digits::Decimal, 12, "12"),
            (Digits::Padded, 3, "03"),
            (Digits::UpperRoman, 1949, "MCMXLIX"),
            (Digits::LowerRoman, 4, "iv"),
            (Digits::LowerLetter, 26, "z"),
            (Digits::LowerLetter, 28, "bb"),
            (Digits::UpperLetter, 0, "0"),
        ] {
            assert_eq!(digits.write(number), expected);
        }
    }

    #[test]
    fn headings_are_known_by_what_they_begin_with() {
        for (text, level) in [
            ("I. MỤC ĐÍCH", Some(2)),
            ("IV. Kinh phí", Some(2)),
            ("1. Yêu cầu", Some(3)),
            ("Điều 3. Hiệu lực", Some(3)),
            ("Chương II", Some(2)),
            ("Mục 1: Chung", Some(3)),
            ("Mục đích", None),
            ("Điều kiện tham gia", None),
            ("Phần lớn các quận", None),
            ("Lưu ý", None),
            ("a) Một", None),
        ] {
            assert_eq!(heading_level(text), level, "{text}");
        }
    }
}
