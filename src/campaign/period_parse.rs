//! Reading periods as people write them.

use super::{Period, PeriodLength};
use unicode_normalization::UnicodeNormalization;

/// Longer than every form, with room for spaces and decomposed letters: nothing longer is looked at.
const LONGEST: usize = 100;

impl Period {
    /// Reads a period in any of its forms: its code (`2019`, `2019-H1`, `2019-Q1`, `2019-9M`, `2019-03`) or words
    /// (`quý I/2019`, `6 tháng đầu năm 2019`, `T3/2019`, `tháng 3 năm 2019`, …), in any case, composed or
    /// decomposed, with extra spaces. `None` for everything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            // Nearly every row of a large table.
            [a, b, c, d, b'-', m, n] if m.is_ascii_digit() && n.is_ascii_digit() => {
                Self::new(year(&[a, b, c, d])?, two_digits(m, n)?, PeriodLength::Month)
            }
            _ if text.len() > LONGEST => None,
            _ => read(&tidy(text)),
        }
    }
}

/// Lower case, composed, one space between words and none around `/` and `-`.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let joined = matches!(c, '/' | '-') || tidied.ends_with(['/', '-']) || tidied.is_empty();
        if space && !joined {
            tidied.push(' ');
        }
        space = false;
        tidied.push(c);
    }
    tidied
}

/// Reads a tidied text: what stands before the year and after it decides.
fn read(text: &str) -> Option<Period> {
    if let Some((head, tail)) = text.split_at_checked(4)
        && let Some(year) = year(head.as_bytes())
    {
        return after_year(year, tail);
    }
    let (head, tail) = text.split_at_checked(text.len().checked_sub(4)?)?;
    before_year(head, year(tail.as_bytes())?)
}

/// The forms that begin with the year: the codes, `2019-3`, `2019 Q1`.
fn after_year(year: i16, tail: &str) -> Option<Period> {
    match tail {
        "" => Period::new(year, 1, PeriodLength::Year),
        "-h1" => Period::new(year, 1, PeriodLength::Half),
        "-h2" => Period::new(year, 7, PeriodLength::Half),
        "-9m" => Period::new(year, 1, PeriodLength::NineMonths),
        _ => {
            if let Some(number) = tail.strip_prefix("-q").or_else(|| tail.strip_prefix(" q")) {
                return quarter(year, arabic(number)?);
            }
            Period::new(year, month(tail.strip_prefix('-')?)?, PeriodLength::Month)
        }
    }
}

/// The forms that end with the year.
fn before_year(head: &str, year: i16) -> Option<Period> {
    match head {
        "năm " => return Period::new(year, 1, PeriodLength::Year),
        "6 tháng đầu năm " => return Period::new(year, 1, PeriodLength::Half),
        "6 tháng cuối năm " => return Period::new(year, 7, PeriodLength::Half),
        "9 tháng " | "9 tháng đầu năm " => {
            return Period::new(year, 1, PeriodLength::NineMonths);
        }
        _ => {}
    }
    if let Some(rest) = head.strip_prefix("quý ") {
        let number = rest
            .strip_suffix('/')
            .or_else(|| rest.strip_suffix(" năm "))?;
        return quarter(year, arabic(number).or_else(|| roman(number))?);
    }
    if let Some(rest) = head.strip_prefix('q') {
        let number = rest.strip_suffix('/').or_else(|| rest.strip_suffix(' '))?;
        return quarter(year, arabic(number)?);
    }
    let number = match head.strip_prefix("tháng ") {
        Some(rest) => rest
            .strip_suffix('/')
            .or_else(|| rest.strip_suffix(" năm "))?,
        None => head.strip_prefix('t').unwrap_or(head).strip_suffix('/')?,
    };
    Period::new(year, month(number)?, PeriodLength::Month)
}

fn quarter(year: i16, number: u8) -> Option<Period> {
    Period::new(year, 3 * number - 2, PeriodLength::Quarter)
}

/// Four digits.
fn year(bytes: &[u8]) -> Option<i16> {
    let [a, b, c, d] = *bytes else { return None };
    Some(i16::from(two_digits(a, b)?) * 100 + i16::from(two_digits(c, d)?))
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + ones - b'0')
}

/// One or two digits.
fn month(text: &str) -> Option<u8> {
    match *text.as_bytes() {
        [one] => two_digits(b'0', one),
        [ten, one] => two_digits(ten, one),
        _ => None,
    }
}

/// The number of a quarter.
fn arabic(text: &str) -> Option<u8> {
    match *text.as_bytes() {
        [digit @ b'1'..=b'4'] => Some(digit - b'0'),
        _ => None,
    }
}

fn roman(text: &str) -> Option<u8> {
    match text {
        "i" => Some(1),
        "ii" => Some(2),
        "iii" => Some(3),
        "iv" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> String {
        Period::parse(text).map_or_else(|| "-".to_owned(), Period::code)
    }

    #[test]
    fn every_form() {
        for (forms, expected) in [
            (&["2019", "năm 2019", "Năm  2019", " 2019 "][..], "2019"),
            (&["2019-H1", "2019-h1", "6 tháng đầu năm 2019"], "2019-H1"),
            (
                &["2019-H2", "6 tháng cuối năm 2019", "6 THÁNG CUỐI NĂM 2019"],
                "2019-H2",
            ),
            (
                &[
                    "2019-9M",
                    "9 tháng 2019",
                    "9 tháng đầu năm 2019",
                    "9 Tháng\u{a0}2019",
                ],
                "2019-9M",
            ),
            (
                &[
                    "2019-Q1",
                    "quý 1/2019",
                    "quý I/2019",
                    "Quý I năm 2019",
                    "quý 1 năm 2019",
                    "Q1/2019",
                    "Q1 2019",
                    "2019 Q1",
                    "QUÝ I / 2019",
                    "q1  2019",
                ],
                "2019-Q1",
            ),
            (
                &["Quý IV/2019", "quý 4/2019", "2019-Q4", "Q4 / 2019"],
                "2019-Q4",
            ),
            (
                &[
                    "2019-03",
                    "03/2019",
                    "3/2019",
                    "2019-3",
                    "T3/2019",
                    "t03/2019",
                    "tháng 3/2019",
                    "Tháng 03/2019",
                    "tháng 3 năm 2019",
                    "THÁNG 3 NĂM 2019",
                    "2019 - 03",
                    " 3 / 2019",
                ],
                "2019-03",
            ),
            (&["2019-12", "12/2019", "Tháng 12 năm 2019"], "2019-12"),
        ] {
            for form in forms {
                assert_eq!(code(form), expected, "{form}");
                let decomposed: String = form.nfd().collect();
                assert_eq!(code(&decomposed), expected, "{form} decomposed");
            }
        }
    }

    #[test]
    fn nothing_else() {
        for text in [
            "",
            " ",
            "19",
            "2019-",
            "2019-00",
            "2019-13",
            "13/2019",
            "0/2019",
            "003/2019",
            "2019-003",
            "2019-Q0",
            "2019-Q5",
            "quý 5/2019",
            "quý V/2019",
            "quý IIII/2019",
            "Q1",
            "quý 1",
            "Q1-2019",
            "1-2019",
            "2019/03",
            "2019.03",
            "2019 03",
            "20190301",
            "2019-03-01",
            "01/03/2019",
            "1899",
            "2200",
            "0000",
            "20199",
            "2019-H3",
            "2019-6M",
            "6 tháng 2019",
            "6 tháng năm 2019",
            "3 tháng đầu năm 2019",
            "tháng 2019",
            "tháng 3 2019",
            "2019T3",
            "٢٠١٩",
            "２０１９",
            "2019-٠٣",
            "2019-Q١",
            "tháng ba năm 2019",
            "March 2019",
            "quyI/2019",
            "-2019",
            "ăm 2019",
            "đ2019",
            "2019đ",
            "201đ",
            "2019-0x",
            "2019-x0",
            "2019-a1b",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert_eq!(Period::parse(&" ".repeat(10_000)), None);
    }

    fn any_period() -> impl Strategy<Value = Period> {
        use PeriodLength::{Half, Month, NineMonths, Quarter, Year};
        let length = prop_oneof![
            Just(Month),
            Just(Quarter),
            Just(Half),
            Just(NineMonths),
            Just(Year)
        ];
        (1900i16..=2199, 1u8..=12, length)
            .prop_filter_map("a period begins there", |(y, m, length)| {
                Period::new(y, m, length)
            })
    }

    proptest! {
        #[test]
        fn codes_are_read_back(period in any_period()) {
            prop_assert_eq!(Period::parse(&period.code()), Some(period));
            prop_assert_eq!(Period::parse(&format!("  {}", period.code().to_lowercase())), Some(period));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}", near in "[quýthánăm 0-9/IVQTHM-]{0,14}") {
            let _ = Period::parse(&text);
            let _ = Period::parse(&near);
        }
    }
}
