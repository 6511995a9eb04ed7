//! How many cases are missing to the target ("còn thiếu 14 hồ sơ").

use crate::campaign::{Indicator, Target};
use crate::figures::{Amount, Figure, meets};
use crate::number::Decimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// How many more of the denominator's cases would have had to be in the numerator (or, where less is better, how many
/// fewer) for the target to be met. `None` where that has no meaning: no target, target met, a survey, no whole cases.
pub(super) fn shortfall(indicator: &Indicator, figure: &Figure) -> Option<u64> {
    let target = indicator.target.as_ref()?;
    let Amount::Ratio {
        numerator,
        denominator,
    } = &figure.amount
    else {
        return None;
    };
    if indicator.sampled
        || !indicator.is_percent()
        || !numerator.is_integer()
        || !denominator.is_integer()
    {
        return None;
    }
    if denominator.is_zero() || meets(&figure.value(indicator)?, target) {
        return None;
    }
    let (bound, strict, more) = match target {
        Target::Above(bound) => (bound, true, true),
        Target::AtLeast(bound) | Target::Range { low: bound, .. } => (bound, false, true),
        Target::Below(bound) => (bound, true, false),
        Target::AtMost(bound) => (bound, false, false),
    };
    // The number of cases that lies exactly on the bound: bound · denominator / 100.
    let edge =
        rational(bound) * rational(denominator) / BigRational::from_integer(BigInt::from(100));
    let numerator = rational(numerator).to_integer();
    let needed = if more {
        first_at_or_above(&edge, strict) - &numerator
    } else {
        numerator - last_at_or_below(&edge, strict)
    };
    let reachable = !more || needed.clone() <= rational(denominator).to_integer();
    (needed.is_positive() && reachable)
        .then(|| needed.to_u64())
        .flatten()
}

fn rational(value: &Decimal) -> BigRational {
    let (digits, scale) = value.to_parts();
    BigRational::new(digits, BigInt::from(10).pow(scale))
}

fn first_at_or_above(edge: &BigRational, strict: bool) -> BigInt {
    let (floor, rest) = edge.numer().div_mod_floor(edge.denom());
    if strict || !rest.is_zero() {
        floor + BigInt::one()
    } else {
        floor
    }
}

fn last_at_or_below(edge: &BigRational, strict: bool) -> BigInt {
    let (floor, rest) = edge.numer().div_mod_floor(edge.denom());
    if strict && rest.is_zero() {
        floor - BigInt::one()
    } else {
        floor
    }
}
