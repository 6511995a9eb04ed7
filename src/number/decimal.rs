//! Exact decimal numbers of any size.

use num_bigint::BigInt;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

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

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(Repr::Small {
        digits: 0,
        scale: 0,
    });
    /// One hundred.
    pub const HUNDRED: Self = Self(Repr::Small {
        digits: 100,
        scale: 0,
    });

    /// The plain decimal form `-?[0-9]+(\.[0-9]+)?`, as [`fmt::Display`] writes it; `None` for anything else.
    #[must_use]
    pub fn parse_plain(_text: &str) -> Option<Self> {
        todo!()
    }

    /// `digits · 10^-scale`.
    #[must_use]
    pub fn new(_digits: i64, _scale: u8) -> Self {
        todo!()
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        todo!()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        todo!()
    }

    /// Digits and scale as big numbers: the value is `digits · 10^-scale`.
    #[must_use]
    pub fn to_parts(&self) -> (BigInt, u32) {
        todo!()
    }

    /// The nearest double (ties to even), correctly rounded.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        todo!()
    }
}

impl From<i64> for Decimal {
    fn from(digits: i64) -> Self {
        Self(Repr::Small { digits, scale: 0 })
    }
}

impl Add<&Decimal> for &Decimal {
    type Output = Decimal;
    fn add(self, _other: &Decimal) -> Decimal {
        todo!()
    }
}

impl Sub<&Decimal> for &Decimal {
    type Output = Decimal;
    fn sub(self, _other: &Decimal) -> Decimal {
        todo!()
    }
}

impl Mul<&Decimal> for &Decimal {
    type Output = Decimal;
    fn mul(self, _other: &Decimal) -> Decimal {
        todo!()
    }
}

impl Neg for &Decimal {
    type Output = Decimal;
    fn neg(self) -> Decimal {
        todo!()
    }
}

impl Ord for Decimal {
    fn cmp(&self, _other: &Self) -> Ordering {
        todo!()
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The plain form: `-1234.5`, without trailing zeros, without grouping.
impl fmt::Display for Decimal {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
