//! Personal data that must not be published: mobile numbers, identity numbers, days of birth.

use std::ops::Range;

/// What kind of personal data a piece of text seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// A mobile number: 03, 05, 07, 08, 09 or +84. Landlines (02…) and hotlines are not.
    Phone,
    /// A bare number of 9 or 12 digits (CMND, CCCD) that no currency follows. Grouped numbers are not.
    Identity,
    /// A date or year after `sinh ngày`, `ngày sinh` or `sinh năm`.
    Birth,
}

impl PersonalData {
    /// The variant of the help text that says what to do about it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Identity => "identity",
            Self::Birth => "birth",
        }
    }

    /// Whether it is no more than a number, which among costs is an amount of money.
    #[must_use]
    pub const fn may_be_an_amount(self) -> bool {
        matches!(self, Self::Identity)
    }
}

/// Finds what seems to be personal data in a text in NFC: its kind and its bytes, in order. What stands within the
/// address of a web page is passed over.
#[must_use]
pub fn find_personal_data(text: &str) -> Vec<(PersonalData, Range<usize>)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = births(text);
    let mut at = 0;
    while let Some(start) = text.as_bytes()[at..]
        .iter()
        .position(|b| b.is_ascii_digit() || *b == b':')
        .map(|i| at + i)
    {
        if text[start..].starts_with(':') {
            at = if text[start..].starts_with("://") {
                end_of_address(text, start)
            } else {
                start + 1
            };
            continue;
        }
        let digits = leading_digits(&text[start..]);
        at = start + digits;
        if is_joined_before(text, start) {
            continue;
        }
        let is_international = text[..start].ends_with('+');
        if let Some(end) = phone(text, start, is_international) {
            let from = if is_international { start - 1 } else { start };
            found.push((PersonalData::Phone, from..end));
            at = end;
        } else if matches!(digits, 9 | 12) && !is_joined_after(text, at) && !is_money(&text[at..]) {
            found.push((PersonalData::Identity, start..at));
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The end of the address in which `://` stands.
fn end_of_address(text: &str, from: usize) -> usize {
    let end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '|');
    text[from..].find(end).map_or(text.len(), |i| from + i)
}

/// What joins digits to a longer number or sign, such as a grouped number or that of a decision.
fn is_joint(c: char) -> bool {
    matches!(c, '/' | '.' | ',' | '-' | '_' | '=' | '%' | '#' | '&')
}

fn is_joined_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match (before.next(), before.next()) {
        (Some(c), _) if c.is_alphanumeric() => true,
        (Some(joint), Some(c)) => is_joint(joint) && c.is_alphanumeric(),
        _ => false,
    }
}

fn is_joined_after(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match (after.next(), after.next()) {
        (Some(c), _) if c.is_alphanumeric() => true,
        (Some(joint), Some(c)) => is_joint(joint) && c.is_alphanumeric(),
        _ => false,
    }
}

/// Whether a currency follows.
fn is_money(after: &str) -> bool {
    const CURRENCIES: [&str; 10] = [
        "đồng", "vnđ", "vnd", "đ", "₫", "usd", "triệu", "tỷ", "tỉ", "nghìn",
    ];
    let after = after
        .trim_start_matches([' ', '\u{a0}', '.', ','])
        .to_lowercase_prefix(8);
    CURRENCIES.iter().any(|currency| {
        after
            .strip_prefix(currency)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

trait LowercasePrefix {
    /// The first characters in lower case.
    fn to_lowercase_prefix(&self, characters: usize) -> String;
}

impl LowercasePrefix for str {
    fn to_lowercase_prefix(&self, characters: usize) -> String {
        self.chars()
            .take(characters)
            .flat_map(char::to_lowercase)
            .collect()
    }
}

/// The end of the mobile number that begins with the digits at `start`, in one piece or in the groups in which people
/// write them.
fn phone(text: &str, start: usize, is_international: bool) -> Option<usize> {
    const GROUPS: [&[usize]; 14] = [
        &[10],
        &[4, 3, 3],
        &[4, 2, 2, 2],
        &[4, 6],
        &[3, 3, 4],
        &[3, 4, 3],
        &[3, 7],
        &[3, 3, 2, 2],
        &[3, 2, 2, 3],
        &[5, 5],
        &[2, 8],
        &[2, 4, 4],
        &[4, 4, 2],
        &[4, 1, 2, 3],
    ];
    let mut at = start;
    if is_international {
        at += text[at..].strip_prefix("84").map(|_| 2)?;
        for skipped in [")", " ", "\u{a0}", ".", "-", "(0)", " "] {
            if text[at..].starts_with(skipped) {
                at += skipped.len();
            }
        }
    }
    let first = at;
    let mut digits = String::new();
    let mut groups: Vec<usize> = Vec::new();
    loop {
        let length = leading_digits(&text[at..]);
        groups.push(length);
        digits.push_str(&text[at..at + length]);
        at += length;
        // The leading 0 is left out after +84.
        let total = digits.len() + usize::from(is_international);
        if total >= 10 {
            let is_grouped = is_international || GROUPS.contains(&&*groups);
            let network = digits
                .as_bytes()
                .get(usize::from(!is_international))
                .copied();
            let is_mobile = (is_international || digits.starts_with('0'))
                && network.is_some_and(|d| matches!(d, b'3' | b'5' | b'7' | b'8' | b'9'));
            let is_number = total == 10 && at > first && !is_joined_after(text, at);
            return (is_number && is_grouped && is_mobile).then_some(at);
        }
        let separator = text[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, ' ' | '\u{a0}' | '.' | '-'))?;
        at += separator.len_utf8();
        if leading_digits(&text[at..]) == 0 {
            return None;
        }
    }
}

/// Dates and years after the words for a birth.
fn births(text: &str) -> Vec<(PersonalData, Range<usize>)> {
    const WORDS: [&str; 3] = ["sinh ngày", "ngày sinh", "sinh năm"];
    // Words that end in "sinh" and have nothing to do with a birth: "học sinh năm 2019", "hồ sơ phát sinh năm 2019".
    const OTHERS: [&str; 20] = [
        "học", "phát", "vệ", "tuyển", "thí", "dân", "tái", "hy", "mưu", "giáo", "khai", "an",
        "hồi", "nảy", "sản", "ký", "môn", "nhân", "sơ", "nghiên",
    ];
    if !mentions_birth(text) {
        return Vec::new();
    }
    let lower = same_length_lowercase(text);
    let mut found = Vec::new();
    for word in WORDS {
        for (start, _) in lower.match_indices(word) {
            let before = lower[..start].trim_end_matches([' ', '\u{a0}', '\n']);
            let syllable = before
                .rsplit(|c: char| !c.is_alphabetic())
                .next()
                .unwrap_or_default();
            let is_whole = before.len() < start || syllable.is_empty();
            let is_other = word.starts_with("sinh") && OTHERS.contains(&syllable);
            let rest = &lower[start + word.len()..];
            let after = rest.trim_start_matches([' ', '\u{a0}', ':', '-', '\n', '*', '_', '|']);
            let after = after.strip_prefix("là ").unwrap_or(after);
            let digits = leading_digits(after);
            if is_whole && !is_other && matches!(digits, 1 | 2 | 4) {
                let end = lower.len() - after.len() + digits;
                found.push((PersonalData::Birth, start..end));
            }
        }
    }
    // "ngày sinh" within "sinh ngày sinh" and the like: the first is enough.
    found.sort_by_key(|(_, range)| range.start);
    found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
    found
}

/// Whether the syllable that all words for a birth have stands somewhere, in any case: few texts need more looking at.
fn mentions_birth(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b's', b'S', bytes).any(|at| {
        bytes
            .get(at..at + 4)
            .is_some_and(|syllable| syllable.eq_ignore_ascii_case(b"sinh"))
    })
}

/// Lower case, character by character where that keeps the length, so that offsets stay those of the text.
fn same_length_lowercase(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
            continue;
        }
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => lower.push(s),
            _ => lower.push(c),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(PersonalData, &str)> {
        find_personal_data(text)
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn mobile_numbers_are_found_however_they_are_grouped() {
        for number in [
            "0901234567",
            "0901 234 567",
            "0901.234.567",
            "090-123-4567",
            "03 12345678",
            "0512345678",
            "0712345678",
            "0812 34 56 78",
            "+84901234567",
            "+84 901 234 567",
            "+84-90-123-4567",
            "+84(0)901234567",
            "+84)901234567",
        ] {
            assert_eq!(
                found(&format!("Gọi {number}.")),
                [(PersonalData::Phone, number)],
                "{number}"
            );
            assert_eq!(
                found(&format!("({number}, anh A)")),
                [(PersonalData::Phone, number)],
                "{number}"
            );
        }
        assert_eq!(found("0901234567; 0912345678").len(), 2);
    }

    #[test]
    fn landlines_hotlines_and_grouped_numbers_are_not() {
        for text in [
            "(028) 3822 1234",
            "02838221234",
            "+84 28 3822 1234",
            "1022",
            "1900 1234",
            "1.622.642 hồ sơ",
            "123.456.789",
            "1234567890",
            "09/10/2019",
            "09-10-2019",
            "0,985",
            "0.985",
            "số 0901234567/QĐ-UBND",
            "A0901234567",
            "09 1234",
            "Phường 09",
            "tỷ lệ 0901%",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn bare_numbers_of_9_or_12_digits_are_found() {
        assert_eq!(
            found("CMND 023456789, cấp"),
            [(PersonalData::Identity, "023456789")]
        );
        assert_eq!(
            found("CCCD:079123456789"),
            [(PersonalData::Identity, "079123456789")]
        );
        for text in [
            "250000000 đồng",
            "250000000đ",
            "250000000 VNĐ",
            "250000000₫",
            "079123456/QĐ",
            "12345678",
            "1234567890123",
            "https://thanhnien.vn/a-185784213.htm",
            "[a](http://x.vn/123456789)",
            "ho-so-123456789",
            "123,456,789",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(
            found("https://x.vn/1 023456789"),
            [(PersonalData::Identity, "023456789")]
        );
    }

    #[test]
    fn births_are_found_but_not_other_words_that_end_alike() {
        for text in [
            "Sinh ngày 01/02/1980",
            "ngày sinh: 1-2-1980",
            "SINH NĂM 1980",
            "bà A, sinh năm 1980",
            "Ngày sinh | 1980",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        for text in [
            "học sinh năm 2019",
            "hồ sơ phát sinh năm 2019",
            "phát sinh ngày 01/03/2019",
            "ngày sinh hoạt",
            "sinh năm nào",
            "đăng ký khai sinh năm 2019",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}", near in "[0-9 .+/:()sinhngàynămđ-]{0,40}") {
            for text in [text, near] {
                for (_, range) in find_personal_data(&text) {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
