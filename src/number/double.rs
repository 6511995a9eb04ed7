//! The double nearest to an exact quotient, correctly rounded.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

/// Below this magnitude every integer is a double, so one division of two such integers is correctly rounded.
pub(super) const EXACT: u64 = 1 << 53;

/// `numerator / denominator` to the nearest double, ties to even; infinite beyond the largest double.
///
/// The quotient is taken to 65 or 66 bits, its remainder kept as a sticky bit, and rounded once.
pub(super) fn nearest(numerator: &BigUint, denominator: &BigUint) -> f64 {
    if numerator.is_zero() {
        return 0.0;
    }
    let shift = 65 - (numerator.bits() as i64 - denominator.bits() as i64);
    let (quotient, remainder) = if shift >= 0 {
        (numerator << shift as u64).div_rem(denominator)
    } else {
        numerator.div_rem(&(denominator << shift.unsigned_abs()))
    };
    // At most 66 bits, by the choice of the shift.
    let quotient = quotient.to_u128().unwrap_or(u128::MAX);
    assemble(quotient, shift, !remainder.is_zero())
}

/// The double nearest to `quotient · 2^-shift`, plus a little where `sticky`.
fn assemble(quotient: u128, shift: i64, sticky: bool) -> f64 {
    let highest = i64::from(u128::BITS - 1 - quotient.leading_zeros()) - shift;
    if highest > 1023 {
        return f64::INFINITY;
    }
    // The exponent of the last bit that the double can hold; -1074 among the subnormal ones.
    let last = (highest - 52).max(-1074);
    let dropped = last + shift;
    if dropped > 70 {
        return 0.0;
    }
    let mantissa = (quotient >> dropped) as u64;
    let rest = quotient & ((1 << dropped) - 1);
    let half = 1 << (dropped - 1);
    let up = rest > half || (rest == half && (sticky || mantissa & 1 == 1));
    // A mantissa that rounds up to the next power of two carries into the exponent, as it should.
    let bits = (((last + 1074) as u64) << 52) + mantissa + u64::from(up);
    f64::from_bits(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numerator: u64, denominator: u64) -> f64 {
        nearest(&numerator.into(), &denominator.into())
    }

    #[test]
    fn ties_go_to_even() {
        assert_eq!(of((1 << 53) + 1, 1), 9_007_199_254_740_992.0);
        assert_eq!(of((1 << 53) + 3, 1), 9_007_199_254_740_996.0);
        assert_eq!(of((1 << 54) + 2, 2), 9_007_199_254_740_992.0);
    }

    #[test]
    fn simple_quotients_are_those_of_the_processor() {
        for (n, d) in [
            (1, 3),
            (2, 3),
            (58_511_600, 585_336),
            (1, 1),
            (7, 1 << 40),
            (u64::MAX, 1),
        ] {
            assert_eq!(of(n, d), n as f64 / d as f64);
        }
    }

    #[test]
    fn the_ends_of_the_range() {
        let power = |n: u64| BigUint::from(1u8) << n;
        let one = BigUint::from(1u8);
        assert_eq!(nearest(&one, &power(1074)), f64::from_bits(1));
        assert_eq!(nearest(&one, &power(1075)), 0.0, "a tie with the even zero");
        assert_eq!(nearest(&3u8.into(), &power(1076)), f64::from_bits(1));
        assert_eq!(nearest(&one, &power(5000)), 0.0);
        assert_eq!(nearest(&(power(1024) - power(970)), &one), f64::INFINITY);
        assert_eq!(nearest(&(power(1024) - power(971)), &one), f64::MAX);
        assert_eq!(nearest(&power(5000), &one), f64::INFINITY);
        assert_eq!(nearest(&one, &power(1022)), f64::MIN_POSITIVE);
    }
}
