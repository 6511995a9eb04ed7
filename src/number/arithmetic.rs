//! Sums, products and comparison of decimals: in `i128` where the numbers are small, exact always.

use super::Decimal;
use super::decimal::{power_big, power_i128};
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

impl Decimal {
    /// The digits of both numbers over the larger one of their scales, where all of that is small.
    fn aligned(&self, other: &Self) -> Option<(i128, i128, u32)> {
        let ((a, a_scale), (b, b_scale)) = (self.small()?, other.small()?);
        let scale = a_scale.max(b_scale);
        // No digits overflow: 2^63 · 10^19 is below 2^127.
        let raise = |digits: i64, by: u32| {
            if by <= 19 {
                Some(i128::from(digits) * power_i128(by)?)
            } else {
                None
            }
        };
        Some((
            raise(a, scale - a_scale)?,
            raise(b, scale - b_scale)?,
            scale,
        ))
    }

    fn aligned_big(&self, other: &Self) -> (BigInt, BigInt, u32) {
        let ((a, a_scale), (b, b_scale)) = (self.to_parts(), other.to_parts());
        let scale = a_scale.max(b_scale);
        (
            a * power_big(scale - a_scale),
            b * power_big(scale - b_scale),
            scale,
        )
    }
}

impl Add<&Decimal> for &Decimal {
    type Output = Decimal;
    fn add(self, other: &Decimal) -> Decimal {
        match self.aligned(other) {
            Some((a, b, scale)) => Decimal::from_i128(a + b, scale),
            None => {
                let (a, b, scale) = self.aligned_big(other);
                Decimal::from_big(a + b, scale)
            }
        }
    }
}

impl AddAssign<&Decimal> for Decimal {
    #[inline]
    fn add_assign(&mut self, other: &Decimal) {
        if let (Some((a, a_scale)), Some((b, b_scale))) = (self.small(), other.small())
            && a_scale == b_scale
            && let Some(sum) = a.checked_add(b)
        {
            // The scale of a small number fits in a byte.
            *self = Self::new(sum, a_scale as u8);
        } else {
            *self = &*self + other;
        }
    }
}

impl<'a> Sum<&'a Decimal> for Decimal {
    fn sum<I: Iterator<Item = &'a Decimal>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |mut sum, term| {
            sum += term;
            sum
        })
    }
}

impl Sub<&Decimal> for &Decimal {
    type Output = Decimal;
    fn sub(self, other: &Decimal) -> Decimal {
        match self.aligned(other) {
            Some((a, b, scale)) => Decimal::from_i128(a - b, scale),
            None => {
                let (a, b, scale) = self.aligned_big(other);
                Decimal::from_big(a - b, scale)
            }
        }
    }
}

impl Mul<&Decimal> for &Decimal {
    type Output = Decimal;
    fn mul(self, other: &Decimal) -> Decimal {
        if let (Some((a, a_scale)), Some((b, b_scale))) = (self.small(), other.small()) {
            if let (Some(product), 0) = (a.checked_mul(b), a_scale + b_scale) {
                return Decimal::from(product);
            }
            return Decimal::from_i128(i128::from(a) * i128::from(b), a_scale + b_scale);
        }
        let ((a, a_scale), (b, b_scale)) = (self.to_parts(), other.to_parts());
        Decimal::from_big(a * b, a_scale + b_scale)
    }
}

impl Neg for &Decimal {
    type Output = Decimal;
    fn neg(self) -> Decimal {
        match self.small() {
            Some((digits, scale)) => Decimal::from_i128(-i128::from(digits), scale),
            None => {
                let (digits, scale) = self.to_parts();
                Decimal::from_big(-digits, scale)
            }
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some((a, a_scale)), Some((b, b_scale))) = (self.small(), other.small()) {
            if a_scale == b_scale {
                return a.cmp(&b);
            }
            if let Some((a, b, _)) = self.aligned(other) {
                return a.cmp(&b);
            }
            // More than 19 places apart: the one of the smaller scale outweighs the other, unless it is zero
            // (zero has scale 0).
            return match (a_scale < b_scale, a, b) {
                (true, 0, _) => 0.cmp(&b),
                (true, ..) => a.cmp(&0),
                (false, _, 0) => a.cmp(&0),
                (false, ..) => 0.cmp(&b),
            };
        }
        let (a, b, _) = self.aligned_big(other);
        a.cmp(&b)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::decimal::tests::{any_decimal, d};
    use super::*;
    use num_rational::BigRational;
    use proptest::prelude::*;

    fn rational(x: &Decimal) -> BigRational {
        let (digits, scale) = x.to_parts();
        BigRational::new(digits, BigInt::from(10).pow(scale))
    }

    #[test]
    fn sums_leave_and_reenter_the_small_form() {
        let max = Decimal::from(i64::MAX);
        let over = &max + &Decimal::ONE;
        assert_eq!(over.to_string(), "9223372036854775808");
        assert_eq!(&over - &Decimal::ONE, max);
        assert_eq!(
            (-&Decimal::from(i64::MIN)).to_string(),
            "9223372036854775808"
        );
        assert_eq!(&d("0.1") + &d("0.2"), d("0.3"));
        assert_eq!(&d("99.5") + &d("0.5"), Decimal::HUNDRED);
        assert_eq!(
            [d("950.5"), d("0.25"), d("-1")].iter().sum::<Decimal>(),
            d("949.75")
        );
    }

    #[test]
    fn order_across_scales() {
        assert!(d("90") < d("90.004"));
        assert!(d("-90") > d("-90.004"));
        let tiny = Decimal::new(1, 200);
        assert!(Decimal::ZERO < tiny && tiny < Decimal::ONE);
        assert!(-&tiny < Decimal::ZERO && Decimal::from(-1) < -&tiny);
        assert!(tiny > Decimal::from(-1) && Decimal::ONE > -&tiny);
    }

    proptest! {
        #[test]
        fn arithmetic_is_exact(a in any_decimal(), b in any_decimal()) {
            let (ra, rb) = (rational(&a), rational(&b));
            prop_assert_eq!(rational(&(&a + &b)), &ra + &rb);
            prop_assert_eq!(rational(&(&a - &b)), &ra - &rb);
            prop_assert_eq!(rational(&(&a * &b)), &ra * &rb);
            prop_assert_eq!(rational(&-&a), -&ra);
            prop_assert_eq!(a.cmp(&b), ra.cmp(&rb));
            prop_assert_eq!(a == b, ra == rb);
            let mut sum = a.clone();
            sum += &b;
            prop_assert_eq!(sum, &a + &b);
            prop_assert_eq!(&(&a + &b) - &b, a);
        }
    }
}
