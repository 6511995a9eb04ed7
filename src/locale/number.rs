//! Numbers as people read them.

use super::Language;
use crate::number::{Decimal, Marks, Rounded};

/// How much room most numbers need with their unit.
const ROOM: usize = 16;

impl Language {
    /// A number with its thousands grouped and all of its decimals: "1.622.642", "−1.234,567".
    #[must_use]
    pub fn decimal(self, value: &Decimal) -> String {
        let mut shown = String::with_capacity(ROOM);
        self.push_decimal(&mut shown, value);
        shown
    }

    /// Adds a number to a text as [`Self::decimal`] writes it.
    pub fn push_decimal(self, text: &mut String, value: &Decimal) {
        value.push_marked(text, self.marks(), 0);
    }

    /// `digits` times ten to the `exponent`, as [`Self::decimal`] writes it; very large and very small ones by their
    /// exponent.
    #[must_use]
    pub fn scaled(self, digits: i64, exponent: i32) -> String {
        if digits != 0 && !(-9..=9).contains(&exponent) {
            return format!("{:e}", digits as f64 * 10_f64.powi(exponent));
        }
        let power = 10_i64.saturating_pow(exponent.unsigned_abs());
        let value = match u8::try_from(-exponent) {
            Ok(scale) => Decimal::new(digits, scale),
            Err(_) => &Decimal::from(digits) * &Decimal::from(power),
        };
        self.decimal(&value)
    }

    /// A change with its sign: "+12", "−1.234".
    #[must_use]
    pub fn change(self, value: &Decimal) -> String {
        let sign = if value.is_negative() { "" } else { "+" };
        format!("{sign}{}", self.decimal(value))
    }

    /// A rounded number with the decimals that it is shown with: "93,0".
    #[must_use]
    pub fn rounded(self, value: &Rounded) -> String {
        let mut shown = String::with_capacity(ROOM);
        let decimals = usize::from(value.decimals);
        value.value.push_marked(&mut shown, self.marks(), decimals);
        shown
    }

    /// A rounded number with its unit: "85,5%" without a space, every other unit after a no-break one.
    #[must_use]
    pub fn rounded_with_unit(self, value: &Rounded, unit: &str) -> String {
        with_unit(self.rounded(value), unit)
    }

    /// A number with its unit, as [`Self::rounded_with_unit`] joins them.
    #[must_use]
    pub fn decimal_with_unit(self, value: &Decimal, unit: &str) -> String {
        with_unit(self.decimal(value), unit)
    }

    /// What stands before the decimals: "," or ".".
    #[must_use]
    pub fn decimal_mark(self) -> &'static str {
        self.conventions().point
    }

    fn marks(self) -> Marks {
        let conventions = self.conventions();
        Marks {
            minus: "−",
            group: conventions.group,
            point: conventions.point,
        }
    }
}

fn with_unit(mut number: String, unit: &str) -> String {
    if !unit.is_empty() {
        if unit != "%" {
            number.push('\u{a0}');
        }
        number.push_str(unit);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::Language::{English, Vietnamese};
    use super::*;
    use crate::number::{NumberStyle, Quotient, read};
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap()
    }

    #[test]
    fn numbers() {
        for (plain, vietnamese, english) in [
            ("1622642", "1.622.642", "1,622,642"),
            ("-1234.567", "−1.234,567", "−1,234.567"),
            ("0", "0", "0"),
            ("999", "999", "999"),
            ("1000", "1.000", "1,000"),
            ("0.985", "0,985", "0.985"),
            (
                "123456789012345678901234",
                "123.456.789.012.345.678.901.234",
                "123,456,789,012,345,678,901,234",
            ),
        ] {
            assert_eq!(Vietnamese.decimal(&d(plain)), vietnamese);
            assert_eq!(English.decimal(&d(plain)), english);
        }
        assert_eq!(
            Vietnamese.decimal_with_unit(&d("3200000"), "₫"),
            "3.200.000\u{a0}₫"
        );
        assert_eq!(Vietnamese.decimal_with_unit(&d("14"), ""), "14");
    }

    #[test]
    fn rates() {
        let rate = |n: i64, d: i64, decimals| {
            let value = Quotient::percent(&n.into(), d.into()).unwrap();
            Vietnamese
                .rounded_with_unit(&value.round_beside(decimals, &[90.into(), 100.into()]), "%")
        };
        assert_eq!(rate(855, 1000, 1), "85,5%");
        assert_eq!(rate(93, 100, 1), "93,0%");
        assert_eq!(rate(585_116, 585_336, 2), "99,96%");
        assert_eq!(rate(1_604_216, 1_686_294, 2), "95,13%");
        assert_eq!(rate(90_004, 100_000, 0), "90,004%");
    }

    /// What a file with this figure in it would be read as, its style known.
    fn read_back(text: &str, style: NumberStyle) -> Option<Decimal> {
        read(text).in_style(style).number().cloned()
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(digits: i64, scale in 0u8..12) {
            let value = Decimal::new(digits, scale);
            let vietnamese = read_back(&Vietnamese.decimal(&value), NumberStyle::Vietnamese);
            prop_assert_eq!(vietnamese.as_ref(), Some(&value));
            let english = read_back(&English.decimal(&value), NumberStyle::English);
            prop_assert_eq!(english.as_ref(), Some(&value));
        }

        #[test]
        fn as_many_decimals_as_are_asked(digits: i32, decimals in 0u8..6) {
            let value = Quotient::from_decimal(Decimal::new(digits.into(), 3)).round(decimals);
            let shown = Vietnamese.rounded(&value);
            let shown_decimals = shown.split_once(',').map_or(0, |(_, fraction)| fraction.len());
            prop_assert_eq!(shown_decimals, usize::from(decimals));
        }
    }
}
