//! Reading numbers as people write them, without guessing.

use super::{Decimal, NumberStyle};
use crate::text::fold;

/// The most digits that a figure can have: beyond any real one, and short enough to be quick.
const MOST_DIGITS: usize = 60;

/// The longest text that is looked at: the digits with their separators, or a few words.
const LONGEST: usize = 200;

/// No more decimals of a double are taken for written: beyond them stands what arithmetic on doubles leaves.
const MOST_DECIMALS: u8 = 9;

/// What a cell for a number says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Figure {
        /// The number as written: 85.5 for "85,5%".
        value: Decimal,
        /// Whether a per cent sign follows it.
        percent: bool,
        /// The style that its separators belong to, where they tell.
        style: Option<NumberStyle>,
        /// How many decimals are written, zeros too.
        decimals: u8,
    },
    /// A number that can be read two ways, such as `1.234` and `1,104`: its one mark stands before three decimals or
    /// between thousands.
    TwoWays {
        /// The number with three decimals; a thousandth of what it is else.
        decimal: Decimal,
        /// The style in which it has them.
        style: NumberStyle,
        /// Whether a per cent sign follows it.
        percent: bool,
    },
    /// No figure: an empty cell, `-`, `…`, `N/A`, `x`. Not zero.
    #[default]
    Nothing,
    /// "Không phát sinh": nothing happened. 0 of 0.
    NothingArising,
    /// Anything else.
    NotANumber,
}

impl Cell {
    /// Whether it says that there is no figure; asked of every cell, where comparing would cost more.
    #[must_use]
    #[inline]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// A number without a sign or a separator.
    #[must_use]
    #[inline]
    pub fn plain(value: Decimal) -> Self {
        Self::Figure {
            value,
            percent: false,
            style: None,
            decimals: 0,
        }
    }

    /// A number that can be read two ways in a style; everything else as it is.
    #[must_use]
    pub fn in_style(self, style: NumberStyle) -> Self {
        let Self::TwoWays {
            decimal,
            style: own,
            percent,
        } = self
        else {
            return self;
        };
        let (value, decimals) = if own == style {
            (decimal, 3)
        } else {
            (&decimal * &Decimal::from(1000), 0)
        };
        Self::Figure {
            value,
            percent,
            style: Some(style),
            decimals,
        }
    }

    /// The numbers that it may be: none, one or two.
    #[must_use]
    pub fn readings(self) -> Vec<Decimal> {
        match self {
            Self::Figure { value, .. } => vec![value],
            Self::TwoWays { decimal, .. } => vec![&decimal * &Decimal::from(1000), decimal],
            Self::Nothing | Self::NothingArising | Self::NotANumber => Vec::new(),
        }
    }

    /// The number, where it is one and can be read one way only.
    #[must_use]
    #[inline]
    pub fn number(&self) -> Option<&Decimal> {
        match self {
            Self::Figure { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether it is a number, in one reading or in two.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Figure { .. } | Self::TwoWays { .. })
    }
}

/// Reads a cell for a number.
///
/// ```
/// use thidua::number::{Cell, read};
///
/// let value = |text: &str| read(text).number().map(ToString::to_string);
/// assert_eq!(value("1.234,5").as_deref(), Some("1234.5"));
/// assert_eq!(value("85,5%").as_deref(), Some("85.5"));
/// // A thousand and more, or one and a bit: whoever reads the whole column decides.
/// assert!(matches!(read("1.234"), Cell::TwoWays { .. }));
/// assert_eq!(read("…"), Cell::Nothing);
/// assert_eq!(read("Không phát sinh"), Cell::NothingArising);
/// ```
#[must_use]
pub fn read(text: &str) -> Cell {
    if let Some(value) = read_digits(text) {
        return Cell::plain(value);
    }
    let text = text.trim();
    if text.len() > LONGEST {
        return Cell::NotANumber;
    }
    match text {
        "" | "-" | "–" | "—" | "…" | "..." | "x" | "X" => Cell::Nothing,
        _ if text.eq_ignore_ascii_case("n/a") => Cell::Nothing,
        _ => read_number(text).unwrap_or_else(|| read_words(text)),
    }
}

/// Reads a cell that holds some digits and nothing else, as nearly every one of a large table does.
#[must_use]
#[inline]
pub fn read_digits(text: &str) -> Option<Decimal> {
    if !matches!(text.len(), 1..=18) {
        return None;
    }
    let digits = text.bytes().try_fold(0, |sum: i64, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then(|| sum * 10 + i64::from(digit))
    });
    digits.map(Decimal::from)
}

fn read_words(text: &str) -> Cell {
    if fold(text).trim_end_matches('.') == "khong phat sinh" {
        Cell::NothingArising
    } else {
        Cell::NotANumber
    }
}

/// Reads a number as workbooks give it, which can be read one way only: a point before decimals and nothing between
/// thousands, with a per cent sign where it is shown with one.
#[must_use]
pub fn read_exact(text: &str) -> Cell {
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number, true),
        None => (text, false),
    };
    let (digits, negative) = match number.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (number, false),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || digits.len() > MOST_DIGITS || !is_digits(whole) || !is_digits(fraction) {
        return Cell::NotANumber;
    }
    Cell::Figure {
        value: Decimal::from_digits(negative, whole, fraction),
        percent,
        style: None,
        decimals: decimals(fraction).min(MOST_DECIMALS),
    }
}

/// How many decimals these are.
fn decimals(fraction: &str) -> u8 {
    u8::try_from(fraction.len()).unwrap_or(u8::MAX)
}

/// A sign, digits with separators, a per cent sign.
fn read_number(text: &str) -> Option<Cell> {
    let (unsigned, negative) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (body, percent) = match unsigned.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (unsigned, false),
    };
    read_body(body, negative, percent)
}

/// Digits with separators.
fn read_body(body: &str, negative: bool, percent: bool) -> Option<Cell> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    if !body.chars().all(allowed) || digits > MOST_DIGITS {
        return None;
    }
    let figure = |whole: &str, fraction: &str, style: Option<NumberStyle>| {
        Some(Cell::Figure {
            value: Decimal::from_digits(negative, whole, fraction),
            percent,
            style,
            decimals: decimals(fraction),
        })
    };
    let Some(last) = body.rfind(['.', ',']) else {
        let whole = if body.contains(is_space) {
            ungroup(body, is_space)?
        } else {
            plain(body)?.to_owned()
        };
        return figure(&whole, "", None);
    };
    let (head, tail) = (&body[..last], &body[last + 1..]);
    let mark = if body.as_bytes()[last] == b',' {
        ','
    } else {
        '.'
    };
    let decimal_style = if mark == ',' {
        NumberStyle::Vietnamese
    } else {
        NumberStyle::English
    };
    let grouping_style = if mark == ',' {
        NumberStyle::English
    } else {
        NumberStyle::Vietnamese
    };
    let fraction = plain(tail)?;
    if head.contains(mark) {
        // Twice the same mark: it groups.
        let whole = ungroup(body, |c| c == mark)?;
        return figure(&whole, "", Some(grouping_style));
    }
    if let Some(other) = head.chars().find(|c| !c.is_ascii_digit()) {
        // Something else groups, so this is the mark before decimals.
        let whole = ungroup(head, |c| {
            if is_space(other) {
                is_space(c)
            } else {
                c == other
            }
        })?;
        return figure(&whole, fraction, Some(decimal_style));
    }
    let whole = plain(head)?;
    // A group of three after one to three digits; a leading zero cannot lead groups.
    if fraction.len() != 3 || whole.len() > 3 || whole.starts_with('0') {
        return figure(whole, fraction, Some(decimal_style));
    }
    Some(Cell::TwoWays {
        decimal: Decimal::from_digits(negative, whole, fraction),
        style: decimal_style,
        percent,
    })
}

/// One or more digits and nothing else.
fn plain(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// The digits of groups of three, of which the first may be shorter and is not led by zero.
fn ungroup(text: &str, separator: impl Fn(char) -> bool) -> Option<String> {
    let mut groups = text.split(separator);
    let first = plain(groups.next()?)?;
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(plain(group)?);
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// A reading in short: the number, `%`, and the style that it tells of.
    fn short(text: &str) -> String {
        let sign = |percent: bool| if percent { "%" } else { "" };
        match read(text) {
            Cell::Figure {
                value,
                percent,
                style,
                ..
            } => {
                let style = match style {
                    Some(NumberStyle::Vietnamese) => " vi",
                    Some(NumberStyle::English) => " en",
                    None => "",
                };
                format!("{value}{}{style}", sign(percent))
            }
            cell @ Cell::TwoWays { percent, .. } => {
                let value = |style| cell.clone().in_style(style).number().unwrap().to_string();
                let [vietnamese, english] =
                    [NumberStyle::Vietnamese, NumberStyle::English].map(value);
                format!("{vietnamese}|{english}{}", sign(percent))
            }
            Cell::Nothing => "nothing".to_owned(),
            Cell::NothingArising => "none arising".to_owned(),
            Cell::NotANumber => "?".to_owned(),
        }
    }

    #[test]
    fn numbers_that_can_be_read_one_way() {
        for (text, expected) in [
            ("1622642", "1622642"),
            ("1.622.642", "1622642 vi"),
            ("1,622,642", "1622642 en"),
            ("1 622 642", "1622642"),
            ("1\u{a0}622\u{202f}642", "1622642"),
            ("1 622,5", "1622.5 vi"),
            ("1 622.642", "1622.642 en"),
            ("85,5", "85.5 vi"),
            ("85.5", "85.5 en"),
            ("85,5%", "85.5% vi"),
            ("85,5 %", "85.5% vi"),
            ("85%", "85%"),
            ("1.234,5", "1234.5 vi"),
            ("1,234.5", "1234.5 en"),
            ("1.234,567", "1234.567 vi"),
            ("1.234.567,8", "1234567.8 vi"),
            ("0,985", "0.985 vi"),
            ("0.985", "0.985 en"),
            ("0,000", "0 vi"),
            ("1234.567", "1234.567 en"),
            ("98,50", "98.5 vi"),
            ("1,2345", "1.2345 vi"),
            ("-5", "-5"),
            ("−1.234,567", "-1234.567 vi"),
            (" 12 ", "12"),
            ("007", "7"),
            ("0", "0"),
            ("-0", "0"),
            ("12345678901234567890123", "12345678901234567890123"),
        ] {
            assert_eq!(short(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_that_can_be_read_two_ways() {
        assert_eq!(short("1.234"), "1234|1.234");
        assert_eq!(short("1,104"), "1.104|1104");
        assert_eq!(short("-12.000"), "-12000|-12");
        assert_eq!(short("85,123%"), "85.123|85123%");
    }

    #[test]
    fn no_figure_is_not_zero() {
        for text in [
            "",
            "  ",
            "-",
            "–",
            "—",
            "…",
            "...",
            "N/A",
            "n/a",
            "x",
            "X",
            "\u{a0}-\u{a0}",
        ] {
            assert_eq!(read(text), Cell::Nothing, "{text:?}");
        }
        let decomposed: String = "Không phát sinh".nfd().collect();
        for text in [
            "không phát sinh",
            "KHÔNG PHÁT SINH",
            "khong phat sinh",
            " Không  phát sinh ",
            &decomposed,
        ] {
            assert_eq!(read(text), Cell::NothingArising, "{text:?}");
        }
    }

    #[test]
    fn everything_else_is_no_number() {
        for text in [
            "1.23.456",
            "12,34,567",
            "1.234.56",
            "1234.567.890",
            "0.123.456",
            "1,234.567.890",
            "1.234,567,890",
            "1.234 567",
            "1 234.567,8",
            "1 23",
            "12 34",
            "1  234",
            "0 123",
            "1e5",
            "١٢",
            "１２",
            "0x1F",
            "x1",
            "Infinity",
            "NaN",
            "inf",
            "+5",
            "--5",
            "- 5",
            "(5)",
            "5-",
            ".5",
            ",5",
            "5.",
            "5,",
            ".",
            ",",
            "%",
            "-%",
            "5%%",
            "5‰",
            "50 000 đ",
            "1'234",
            "..",
            "1..2",
            "1,,2",
            "12 hồ sơ",
            "không",
            "phát sinh",
            "không phát sinh 5",
            "¼",
            "2019-03",
            "27/02/2019",
            "1_000",
            "5 % %",
        ] {
            assert_eq!(read(text), Cell::NotANumber, "{text:?}");
        }
        assert_eq!(read(&"9".repeat(61)), Cell::NotANumber);
        assert_eq!(read(&"1.".repeat(1_000_000)), Cell::NotANumber);
        assert_eq!(short(&"9".repeat(60)), "9".repeat(60));
    }

    #[test]
    fn numbers_of_workbooks_are_exact() {
        let figure = |digits: i64, scale: u8, percent: bool, decimals: u8| Cell::Figure {
            value: Decimal::new(digits, scale),
            percent,
            style: None,
            decimals,
        };
        assert_eq!(read_exact("1.234"), figure(1234, 3, false, 3));
        assert_eq!(read_exact("-12"), figure(-12, 0, false, 0));
        assert_eq!(
            read_exact("0.30000000000000004"),
            figure(30_000_000_000_000_004, 17, false, 9)
        );
        assert_eq!(read_exact("85.5%"), figure(855, 1, true, 1));
        let long = "9".repeat(309);
        for text in ["", "-", "1,5", "1e5", "inf", ".5", &*long] {
            assert_eq!(read_exact(text), Cell::NotANumber, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}", near in "[-−0-9., %x\u{a0}]{0,20}") {
            let _ = (read(&text), read(&near));
        }

        #[test]
        fn plain_numbers_are_read_as_they_are(digits: i64) {
            let value = Decimal::from(digits);
            prop_assert_eq!(read(&value.to_string()), Cell::plain(value));
        }

        #[test]
        fn two_ways_are_two_numbers(text in "[1-9][0-9]{0,2}[.,][0-9]{3}") {
            let cell = read(&text);
            prop_assert!(matches!(cell, Cell::TwoWays { .. }), "{:?}", cell);
            let readings = cell.readings();
            prop_assert_ne!(&readings[0], &readings[1]);
        }
    }
}
