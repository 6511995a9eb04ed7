//! Exact quotients, and how they are rounded for showing.

use super::Decimal;
use num_rational::BigRational;
use std::cmp::Ordering;

/// An exact value: a decimal over a positive decimal. Not reduced; compared by cross-multiplication.
#[derive(Debug, Clone)]
pub struct Quotient {
    numerator: Decimal,
    denominator: Decimal,
}

/// A rounded number: exactly what is shown. `value` has at most `decimals` decimals; trailing zeros are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounded {
    /// The rounded number.
    pub value: Decimal,
    /// How many decimals are shown.
    pub decimals: u8,
}

impl Quotient {
    /// `numerator / denominator`; `None` unless the denominator is above zero.
    #[must_use]
    pub fn new(_numerator: Decimal, _denominator: Decimal) -> Option<Self> {
        todo!()
    }

    /// `100 · numerator / denominator`; `None` unless the denominator is above zero.
    #[must_use]
    pub fn percent(_numerator: &Decimal, _denominator: Decimal) -> Option<Self> {
        todo!()
    }

    /// A whole or decimal number as a quotient over one.
    #[must_use]
    pub fn from_decimal(_value: Decimal) -> Self {
        todo!()
    }

    /// Compares exactly with a decimal.
    #[must_use]
    pub fn cmp_decimal(&self, _other: &Decimal) -> Ordering {
        todo!()
    }

    /// As a reduced rational, for arithmetic that is not hot.
    #[must_use]
    pub fn to_rational(&self) -> BigRational {
        todo!()
    }

    /// The nearest double (ties to even), correctly rounded.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        todo!()
    }

    /// Rounded half away from zero to `decimals` decimals.
    #[must_use]
    pub fn round(&self, _decimals: u8) -> Rounded {
        todo!()
    }

    /// Rounded to `decimals` decimals, or to as many more as it takes until the rounded number compares with each
    /// of `anchors` as the exact one does (same side; equal only if equal). For "%" callers pass the target's
    /// bounds, 0 and 100.
    #[must_use]
    pub fn round_beside(&self, _decimals: u8, _anchors: &[Decimal]) -> Rounded {
        todo!()
    }

    /// Rounds the values of a ranking, which are in order: as [`Self::round_beside`], and with more decimals for
    /// those whose rounded number would equal, or change places with, that of a neighbour with a different exact
    /// value.
    #[must_use]
    pub fn round_ranking(
        _values: &[Quotient],
        _decimals: u8,
        _anchors: &[Decimal],
    ) -> Vec<Rounded> {
        todo!()
    }
}

impl PartialEq for Quotient {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quotient {}

impl Ord for Quotient {
    fn cmp(&self, _other: &Self) -> Ordering {
        todo!()
    }
}

impl PartialOrd for Quotient {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
