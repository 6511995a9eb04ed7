//! Exact decimal numbers of any size.

use super::double;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use std::fmt;

/// An exact decimal number. Sixteen bytes where its digits fit in an `i64`, boxed beyond that; never rounded and
/// never overflowing. Always normalised (no trailing zeros after the point), so that equal numbers are equal
/// values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// `digits · 10^-scale`
    Small { digits: i64, scale: u8 },
    /// The same, where `digits` or `scale` does not fit.
    Big(Box<(BigInt, u32)>),
}

use Repr::{Big, Small};

/// The longest plain number that [`Decimal::parse_plain`] reads: far beyond any figure, short enough that no input
/// makes reading slow.
const LONGEST: usize = 1000;

/// The powers of ten that fit in an `i128`.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut i = 1;
    while i < 39 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// `10^exponent` where it fits.
pub(super) fn power_i128(exponent: u32) -> Option<i128> {
    POWERS.get(exponent as usize).copied()
}

/// `10^exponent` where it fits.
pub(super) fn power_i64(exponent: u32) -> Option<i64> {
    const POWERS: [i64; 19] = {
        let mut powers = [1; 19];
        let mut i = 1;
        while i < 19 {
            powers[i] = powers[i - 1] * 10;
            i += 1;
        }
        powers
    };
    POWERS.get(exponent as usize).copied()
}

/// `10^exponent`.
pub(super) fn power_big(exponent: u32) -> BigInt {
    power_i128(exponent).map_or_else(|| BigInt::from(10u8).pow(exponent), BigInt::from)
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(Small {
        digits: 0,
        scale: 0,
    });
    /// One.
    pub const ONE: Self = Self(Small {
        digits: 1,
        scale: 0,
    });
    /// One hundred.
    pub const HUNDRED: Self = Self(Small {
        digits: 100,
        scale: 0,
    });

    /// The plain decimal form `-?[0-9]+(\.[0-9]+)?`, as [`fmt::Display`] writes it; `None` for anything else, and
    /// for more than a thousand characters.
    #[must_use]
    pub fn parse_plain(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (unsigned, ""),
        };
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || unsigned.len() > LONGEST
            || !all_digits(whole)
            || !all_digits(fraction)
        {
            return None;
        }
        Some(Self::from_digits(negative, whole, fraction))
    }

    /// The number of these ASCII digits before and after the point.
    pub(super) fn from_digits(negative: bool, whole: &str, fraction: &str) -> Self {
        if whole.len() + fraction.len() <= 18 {
            let digits = whole
                .bytes()
                .chain(fraction.bytes())
                .fold(0, |sum: i64, b| sum * 10 + i64::from(b - b'0'));
            return Self::new(
                if negative { -digits } else { digits },
                fraction.len() as u8,
            );
        }
        let all = [whole, fraction].concat();
        let digits = BigInt::parse_bytes(all.as_bytes(), 10).unwrap_or_default();
        Self::from_big(
            if negative { -digits } else { digits },
            fraction.len() as u32,
        )
    }

    /// `digits · 10^-scale`.
    #[must_use]
    #[inline]
    pub const fn new(mut digits: i64, mut scale: u8) -> Self {
        if digits == 0 {
            return Self::ZERO;
        }
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self(Small { digits, scale })
    }

    /// `digits · 10^-scale`.
    pub(super) fn from_i128(mut digits: i128, mut scale: u32) -> Self {
        loop {
            if let (Ok(digits), Ok(scale)) = (i64::try_from(digits), u8::try_from(scale)) {
                return Self::new(digits, scale);
            }
            if scale == 0 || digits % 10 != 0 {
                return Self(Big(Box::new((digits.into(), scale))));
            }
            digits /= 10;
            scale -= 1;
        }
    }

    /// `digits · 10^-scale`.
    pub(super) fn from_big(mut digits: BigInt, mut scale: u32) -> Self {
        loop {
            if let Some(small) = digits.to_i128() {
                return Self::from_i128(small, scale);
            }
            let (rest, last) = digits.div_rem(&BigInt::from(10u8));
            if scale == 0 || !last.is_zero() {
                return Self(Big(Box::new((digits, scale))));
            }
            digits = rest;
            scale -= 1;
        }
    }

    /// Digits and scale where they are small.
    #[inline]
    pub(super) fn small(&self) -> Option<(i64, u32)> {
        match self.0 {
            Small { digits, scale } => Some((digits, u32::from(scale))),
            Big(_) => None,
        }
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small { digits: 0, .. })
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Small { digits, .. } => *digits < 0,
            Big(parts) => parts.0.sign() == Sign::Minus,
        }
    }

    /// Whether it has no digits after the point.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.scale() == 0
    }

    /// How many digits stand after the point.
    #[must_use]
    pub fn scale(&self) -> u32 {
        match &self.0 {
            Small { scale, .. } => u32::from(*scale),
            Big(parts) => parts.1,
        }
    }

    /// Its distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// Digits and scale, the value being `digits · 10^-scale`, where they are small.
    #[must_use]
    pub fn digits(&self) -> Option<(i64, u8)> {
        match self.0 {
            Small { digits, scale } => Some((digits, scale)),
            Big(_) => None,
        }
    }

    /// Digits and scale as big numbers: the value is `digits · 10^-scale`.
    #[must_use]
    pub fn to_parts(&self) -> (BigInt, u32) {
        match &self.0 {
            Small { digits, scale } => ((*digits).into(), u32::from(*scale)),
            Big(parts) => (**parts).clone(),
        }
    }

    /// Adds the plain form, as [`fmt::Display`] writes it: millions of numbers stand in the data of a large campaign.
    pub fn write_plain(&self, out: &mut Vec<u8>) {
        if let Small { digits, scale: 0 } = self.0 {
            out.extend_from_slice(itoa::Buffer::new().format(digits).as_bytes());
        } else {
            out.extend_from_slice(self.to_string().as_bytes());
        }
    }

    /// The nearest double (ties to even), correctly rounded.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        if let Small { digits, scale: 0 } = self.0 {
            return digits as f64;
        }
        // Powers of ten up to the 22nd are doubles.
        if let Small {
            digits,
            scale: scale @ 0..=22,
        } = self.0
            && digits.unsigned_abs() <= double::EXACT
        {
            return digits as f64 / POWERS[usize::from(scale)] as f64;
        }
        let (digits, scale) = self.to_parts();
        let size = double::nearest(digits.magnitude(), power_big(scale).magnitude());
        if digits.sign() == Sign::Minus {
            -size
        } else {
            size
        }
    }
}

impl From<i64> for Decimal {
    fn from(digits: i64) -> Self {
        Self(Small { digits, scale: 0 })
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

/// The marks that a number is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Before a number below zero.
    pub minus: &'static str,
    /// Between thousands.
    pub group: &'static str,
    /// Before the decimals.
    pub point: &'static str,
}

impl Decimal {
    /// Adds the number to a text, with at least so many decimals.
    pub fn push_marked(&self, text: &mut String, marks: Marks, decimals: usize) {
        let mut room = itoa::Buffer::new();
        match &self.0 {
            Small { digits, scale } => {
                let size = room.format(digits.unsigned_abs());
                push_digits(
                    text,
                    *digits < 0,
                    size,
                    usize::from(*scale),
                    marks,
                    decimals,
                );
            }
            Big(parts) => {
                let size = parts.0.magnitude().to_string();
                push_digits(
                    text,
                    self.is_negative(),
                    &size,
                    parts.1 as usize,
                    marks,
                    decimals,
                );
            }
        }
    }
}

fn push_digits(
    text: &mut String,
    negative: bool,
    digits: &str,
    scale: usize,
    marks: Marks,
    decimals: usize,
) {
    if negative {
        text.push_str(marks.minus);
    }
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(scale));
    if whole.is_empty() {
        text.push('0');
    }
    let (first, mut groups) = whole.split_at(whole.len() % 3);
    text.push_str(first);
    while let Some((group, rest)) = groups.split_at_checked(3) {
        if groups.len() < whole.len() {
            text.push_str(marks.group);
        }
        text.push_str(group);
        groups = rest;
    }
    if scale.max(decimals) > 0 {
        text.push_str(marks.point);
        (fraction.len()..scale).for_each(|_| text.push('0'));
        text.push_str(fraction);
        (scale..decimals).for_each(|_| text.push('0'));
    }
}

/// The plain form: `-1234.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PLAIN: Marks = Marks {
            minus: "-",
            group: "",
            point: ".",
        };
        let mut text = String::new();
        self.push_marked(&mut text, PLAIN, 0);
        f.write_str(&text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::number) fn d(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap_or_else(|| panic!("{text}"))
    }

    /// Numbers of all sizes, many near the limits of the small form.
    pub(in crate::number) fn any_decimal() -> impl Strategy<Value = Decimal> {
        let digits = prop_oneof![
            4 => any::<i64>().prop_map(BigInt::from),
            4 => (-10_000i64..10_000).prop_map(BigInt::from),
            1 => prop_oneof![Just(i64::MIN), Just(i64::MAX)].prop_map(BigInt::from),
            2 => any::<i128>().prop_map(BigInt::from),
            1 => (any::<i128>(), any::<i128>()).prop_map(|(a, b)| BigInt::from(a) * b),
        ];
        let scale = prop_oneof![4 => 0u32..4, 2 => 0u32..30, 1 => 250u32..260];
        (digits, scale).prop_map(|(digits, scale)| Decimal::from_big(digits, scale))
    }

    #[test]
    fn sixteen_bytes() {
        assert_eq!(size_of::<Decimal>(), 16);
        assert_eq!(size_of::<Option<Decimal>>(), 16);
    }

    #[test]
    fn plain_numbers_are_read_and_written() {
        for text in [
            "0",
            "-1",
            "950.5",
            "0.001",
            "-0.25",
            "9223372036854775808",
            "1234567890123456789012.5",
        ] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(d("-0"), Decimal::ZERO);
        assert_eq!(d("007.500"), Decimal::new(75, 1));
        assert_eq!(d("0.00000000000000000000000").to_string(), "0");
        for text in [
            "", "-", ".5", "5.", "1e5", "+1", " 1", "1 ", "1,5", "--1", "1.2.3", "١٢", "-.", "1-",
        ] {
            assert_eq!(Decimal::parse_plain(text), None, "{text}");
        }
        assert_eq!(Decimal::parse_plain(&"9".repeat(1001)), None);
    }

    proptest! {
        #[test]
        fn written_and_read_again(a in any_decimal()) {
            let mut written = Vec::new();
            a.write_plain(&mut written);
            prop_assert_eq!(String::from_utf8(written), Ok(a.to_string()));
            prop_assert_eq!(Decimal::parse_plain(&a.to_string()), Some(a));
        }

        #[test]
        fn the_double_is_the_one_that_the_standard_library_reads(a in any_decimal()) {
            prop_assert_eq!(a.to_f64(), a.to_string().parse::<f64>().unwrap());
        }

        #[test]
        fn nothing_but_plain_numbers_is_read(text in "[-+.0-9e ]{0,8}") {
            if let Some(x) = Decimal::parse_plain(&text) {
                prop_assert_eq!(x.to_f64(), text.parse::<f64>().unwrap());
            }
        }
    }
}
