//! Exact quotients, and how they are rounded for showing.

use super::decimal::{power_big, power_i64, power_i128};
use super::{Decimal, double};
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::Signed;
use std::cmp::Ordering;
use std::ops::Sub;

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
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        let is_positive = !denominator.is_zero() && !denominator.is_negative();
        is_positive.then_some(Self {
            numerator,
            denominator,
        })
    }

    /// `100 · numerator / denominator`; `None` unless the denominator is above zero.
    #[must_use]
    pub fn percent(numerator: &Decimal, denominator: Decimal) -> Option<Self> {
        Self::new(numerator * &Decimal::HUNDRED, denominator)
    }

    /// A whole or decimal number as a quotient over one.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Self {
        Self {
            numerator: value,
            denominator: Decimal::ONE,
        }
    }

    /// What stands above the line.
    #[must_use]
    pub fn numerator(&self) -> &Decimal {
        &self.numerator
    }

    /// What stands below the line: above zero.
    #[must_use]
    pub fn denominator(&self) -> &Decimal {
        &self.denominator
    }

    /// Compares exactly with a decimal.
    #[must_use]
    pub fn cmp_decimal(&self, other: &Decimal) -> Ordering {
        cmp_products([&self.numerator, &Decimal::ONE], [other, &self.denominator])
    }

    /// As a reduced rational, for arithmetic that is not hot.
    #[must_use]
    pub fn to_rational(&self) -> BigRational {
        let (numerator, denominator) = self.big_integers();
        BigRational::new(numerator, denominator)
    }

    /// The nearest double (ties to even), correctly rounded.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        if let Some((n, d)) = self.small_integers(0) {
            let exact = |size: i128| {
                i64::try_from(size)
                    .ok()
                    .filter(|x| x.unsigned_abs() <= double::EXACT)
            };
            if let (Some(n), Some(d)) = (exact(n), exact(d)) {
                return n as f64 / d as f64;
            }
        }
        let (n, d) = self.big_integers();
        let size = double::nearest(n.magnitude(), d.magnitude());
        if n.sign() == Sign::Minus { -size } else { size }
    }

    /// The double nearest to the quotient of two whole numbers, where both are small and the second is above zero.
    #[must_use]
    pub fn nearest_of_whole(numerator: i64, denominator: i64) -> Option<f64> {
        let is_exact = |number: i64| number.unsigned_abs() <= double::EXACT;
        let is_small = denominator > 0 && is_exact(numerator) && is_exact(denominator);
        is_small.then(|| numerator as f64 / denominator as f64)
    }

    /// The double nearest to `times · numerator / denominator`, as [`Self::to_f64`] gives it, for where there are very
    /// many; `None` unless the denominator is above zero.
    #[must_use]
    pub fn nearest(numerator: &Decimal, times: i64, denominator: &Decimal) -> Option<f64> {
        let small = || {
            let ((n, n_scale), (d, d_scale)) = (numerator.small()?, denominator.small()?);
            let common = n_scale.min(d_scale);
            let exact = |digits: i64, times: i64, scale: u32| {
                let size = digits.checked_mul(times)?.checked_mul(power_i64(scale)?)?;
                (size.unsigned_abs() <= double::EXACT).then_some(size as f64)
            };
            let n = exact(n, times, d_scale - common)?;
            let d = exact(d, 1, n_scale - common)?;
            (d > 0.0).then_some(n / d)
        };
        small().or_else(|| {
            let times = numerator * &Decimal::from(times);
            Some(Self::new(times, denominator.clone())?.to_f64())
        })
    }

    /// Rounded half away from zero to `decimals` decimals.
    #[must_use]
    pub fn round(&self, decimals: u8) -> Rounded {
        let value = self
            .round_small(decimals)
            .unwrap_or_else(|| self.round_big(decimals));
        Rounded { value, decimals }
    }

    fn round_small(&self, decimals: u8) -> Option<Decimal> {
        let (n, d) = self.small_integers(u32::from(decimals))?;
        if let (Ok(n), Ok(d)) = (i64::try_from(n), i64::try_from(d))
            && let Some(digits) = rounded(n, d)
        {
            return Some(Decimal::new(digits, decimals));
        }
        let twice = n.checked_abs()?.checked_mul(2)?;
        let size = twice.checked_add(d)? / d.checked_mul(2)?;
        let digits = if n < 0 { -size } else { size };
        Some(Decimal::from_i128(digits, u32::from(decimals)))
    }

    fn round_big(&self, decimals: u8) -> Decimal {
        let (n, d) = self.big_integers();
        let n = n * power_big(u32::from(decimals));
        let size: BigInt = (n.abs() * 2 + &d) / (&d * 2);
        let digits = if n.sign() == Sign::Minus { -size } else { size };
        Decimal::from_big(digits, u32::from(decimals))
    }

    /// Rounded to `decimals` decimals, or to as many more as it takes until the rounded number compares with each
    /// of `anchors` as the exact one does (same side; equal only if equal). For "%" callers pass the target's
    /// bounds, 0 and 100.
    #[must_use]
    pub fn round_beside<'a>(
        &self,
        decimals: u8,
        anchors: impl IntoIterator<Item = &'a Decimal> + Clone,
    ) -> Rounded {
        let mut rounded = self.round(decimals);
        let agree = |rounded: &Rounded| {
            let mut anchors = anchors.clone().into_iter();
            anchors.all(|anchor| self.agrees(rounded, anchor))
        };
        while rounded.decimals < u8::MAX && !agree(&rounded) {
            rounded = self.round(rounded.decimals + 1);
        }
        rounded
    }

    /// Whether the rounded number compares with an anchor as the exact one does.
    fn agrees(&self, rounded: &Rounded, anchor: &Decimal) -> bool {
        let order = rounded.value.cmp(anchor);
        // Nothing is rounded across a number that has no more decimals; it may become that number.
        let is_sure = order != Ordering::Equal && anchor.scale() <= u32::from(rounded.decimals);
        is_sure || order == self.cmp_decimal(anchor)
    }

    /// Rounds the values of a ranking, which are in order: as [`Self::round_beside`], and with more decimals for
    /// those whose rounded number would equal, or change places with, that of a neighbour with a different exact
    /// value. Equal values are rounded equally.
    #[must_use]
    pub fn round_ranking<'a>(
        values: &[Quotient],
        decimals: u8,
        anchors: impl IntoIterator<Item = &'a Decimal> + Clone,
    ) -> Vec<Rounded> {
        let mut places: Vec<(&Quotient, Rounded, usize)> = Vec::new();
        for value in values {
            match places.last_mut() {
                Some((last, _, count)) if *last == value => *count += 1,
                _ => places.push((value, value.round_beside(decimals, anchors.clone()), 1)),
            }
        }
        let mut i = 0;
        while i + 1 < places.len() {
            let (above, below) = (&places[i], &places[i + 1]);
            let coarser = above.1.decimals.min(below.1.decimals);
            if coarser == u8::MAX || above.1.value.cmp(&below.1.value) == above.0.cmp(below.0) {
                i += 1;
                continue;
            }
            for (value, rounded, _) in &mut places[i..=i + 1] {
                if rounded.decimals == coarser {
                    *rounded = value.round_beside(coarser + 1, anchors.clone());
                }
            }
            // The one above has changed: it may now disagree with its own neighbour.
            i = i.saturating_sub(1);
        }
        places
            .into_iter()
            .flat_map(|(_, rounded, count)| std::iter::repeat_n(rounded, count))
            .collect()
    }

    /// `10^decimals` times the value as a quotient of integers, where they are small.
    fn small_integers(&self, decimals: u32) -> Option<(i128, i128)> {
        let ((n, n_scale), (d, d_scale)) = (self.numerator.small()?, self.denominator.small()?);
        let (up, down) = (d_scale + decimals, n_scale);
        let common = up.min(down);
        let n = i128::from(n).checked_mul(power_i128(up - common)?)?;
        let d = i128::from(d).checked_mul(power_i128(down - common)?)?;
        Some((n, d))
    }

    fn big_integers(&self) -> (BigInt, BigInt) {
        let ((n, n_scale), (d, d_scale)) = (self.numerator.to_parts(), self.denominator.to_parts());
        let common = n_scale.min(d_scale);
        (
            n * power_big(d_scale - common),
            d * power_big(n_scale - common),
        )
    }
}

/// `n / d` rounded half away from zero, of the numbers that a processor divides at once; `d` is above zero.
fn rounded(n: i64, d: i64) -> Option<i64> {
    let twice = n.checked_abs()?.checked_mul(2)?;
    let size = twice.checked_add(d)? / d.checked_mul(2)?;
    Some(if n < 0 { -size } else { size })
}

/// Compares the products of two pairs.
fn cmp_products(left: [&Decimal; 2], right: [&Decimal; 2]) -> Ordering {
    let small = || {
        let ((a, a_scale), (b, b_scale)) = (left[0].small()?, left[1].small()?);
        let ((c, c_scale), (d, d_scale)) = (right[0].small()?, right[1].small()?);
        let (l, r) = (i128::from(a) * i128::from(b), i128::from(c) * i128::from(d));
        let (l_scale, r_scale) = (a_scale + b_scale, c_scale + d_scale);
        if l_scale == r_scale {
            return Some(l.cmp(&r));
        }
        let scale = l_scale.max(r_scale);
        let l = l.checked_mul(power_i128(scale - l_scale)?)?;
        let r = r.checked_mul(power_i128(scale - r_scale)?)?;
        Some(l.cmp(&r))
    };
    small().unwrap_or_else(|| (left[0] * left[1]).cmp(&(right[0] * right[1])))
}

impl From<BigRational> for Quotient {
    fn from(value: BigRational) -> Self {
        // The denominator of a rational is above zero.
        let (numerator, denominator) = value.into();
        Self {
            numerator: Decimal::from_big(numerator, 0),
            denominator: Decimal::from_big(denominator, 0),
        }
    }
}

impl Sub<&Quotient> for &Quotient {
    type Output = Quotient;
    fn sub(self, other: &Quotient) -> Quotient {
        let ours = &self.numerator * &other.denominator;
        let theirs = &other.numerator * &self.denominator;
        Quotient {
            numerator: &ours - &theirs,
            denominator: &self.denominator * &other.denominator,
        }
    }
}

impl PartialEq for Quotient {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quotient {}

impl Ord for Quotient {
    fn cmp(&self, other: &Self) -> Ordering {
        cmp_products(
            [&self.numerator, &other.denominator],
            [&other.numerator, &self.denominator],
        )
    }
}

impl PartialOrd for Quotient {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::decimal::tests::any_decimal;
    use super::*;
    use num_traits::Zero;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap()
    }

    fn q(numerator: &str, denominator: &str) -> Quotient {
        Quotient::new(d(numerator), d(denominator)).unwrap()
    }

    fn rate(numerator: i64, denominator: i64) -> Quotient {
        Quotient::percent(&numerator.into(), denominator.into()).unwrap()
    }

    fn shown(rounded: &Rounded) -> String {
        format!("{}/{}", rounded.value, rounded.decimals)
    }

    #[test]
    fn a_denominator_is_above_zero() {
        assert!(Quotient::new(Decimal::ONE, Decimal::ZERO).is_none());
        assert!(Quotient::new(Decimal::ONE, Decimal::from(-1)).is_none());
        assert!(Quotient::percent(&Decimal::ONE, Decimal::ZERO).is_none());
    }

    #[test]
    fn a_double_is_of_a_quotient_that_there_is_and_exact_where_it_is_told_to_be() {
        assert_eq!(Quotient::nearest(&Decimal::ONE, 100, &Decimal::ZERO), None);
        let most = 1 << 53;
        assert_eq!(Quotient::nearest_of_whole(most, 3), Some(most as f64 / 3.0));
        for (numerator, denominator) in [(most + 1, 3), (3, most + 1), (3, 0)] {
            assert_eq!(Quotient::nearest_of_whole(numerator, denominator), None);
        }
    }

    #[test]
    fn half_goes_away_from_zero() {
        assert_eq!(shown(&q("5", "2").round(0)), "3/0");
        assert_eq!(shown(&q("-5", "2").round(0)), "-3/0");
        assert_eq!(shown(&q("1", "8").round(2)), "0.13/2");
        assert_eq!(shown(&q("2.449", "1").round(1)), "2.4/1");
        assert_eq!(shown(&q("-0.4", "1").round(0)), "0/0");
        assert_eq!(shown(&rate(1_604_216, 1_686_294).round(2)), "95.13/2");
        assert_eq!(shown(&rate(585_116, 585_336).round(2)), "99.96/2");
        assert_eq!(
            shown(&q("123456789012345678901234567891", "2").round(0)),
            "61728394506172839450617283946/0"
        );
    }

    #[test]
    fn a_shown_figure_stands_on_its_side_of_the_target() {
        let anchors = [d("0"), d("90"), d("100")];
        assert_eq!(
            shown(&rate(90_004, 100_000).round_beside(1, &anchors)),
            "90.004/3"
        );
        assert_eq!(shown(&rate(9, 10).round_beside(1, &anchors)), "90/1");
        assert_eq!(
            shown(&rate(585_116, 585_336).round_beside(1, &anchors)),
            "99.96/2"
        );
        assert_eq!(shown(&rate(1, 3000).round_beside(1, &anchors)), "0.03/2");
        assert_eq!(shown(&rate(0, 3000).round_beside(1, &anchors)), "0/1");
        assert_eq!(shown(&rate(7, 7).round_beside(1, &anchors)), "100/1");
        assert_eq!(
            shown(&rate(899_999, 1_000_000).round_beside(0, &anchors)),
            "89.9999/4"
        );
        // A target with more decimals than are shown is equalled only by showing them.
        assert_eq!(
            shown(&q("90.5", "1").round_beside(0, &[d("90.5")])),
            "90.5/1"
        );
        assert_eq!(shown(&q("90.4", "1").round_beside(0, &[d("90.5")])), "90/0");
    }

    #[test]
    fn different_places_show_different_figures() {
        let show = |values: &[Quotient]| {
            let rounded = Quotient::round_ranking(values, 1, &[d("90"), d("100")]);
            rounded.iter().map(shown).collect::<Vec<_>>().join(" ")
        };
        let v = |text: &str| Quotient::from_decimal(d(text));
        assert_eq!(
            show(&[v("95.04"), v("95.01"), v("93.2")]),
            "95.04/2 95.01/2 93.2/1"
        );
        assert_eq!(
            show(&[v("95.01"), v("95.01"), v("93.2")]),
            "95/1 95/1 93.2/1"
        );
        // 91.06 would be shown as 91.1, above its better neighbour's 91.08.
        assert_eq!(
            show(&[v("91.083"), v("91.08"), v("91.06")]),
            "91.083/3 91.08/3 91.06/2"
        );
        assert_eq!(
            show(&[v("99.99"), v("90.001"), v("90")]),
            "99.99/2 90.001/3 90/1"
        );
        // In the other order too.
        assert_eq!(show(&[v("1.01"), v("1.02")]), "1.01/2 1.02/2");
        assert_eq!(show(&[]), "");
    }

    #[test]
    fn small_values_are_compared_exactly() {
        assert_eq!(rate(1, 3), rate(2, 6));
        assert!(
            rate(1, 3)
                .cmp_decimal(&d("33.3333333333333333333333"))
                .is_gt()
        );
        assert!(rate(9, 10).cmp_decimal(&d("90")).is_eq());
        assert!(q("950.5", "0.5") > q("1900", "1"));
    }

    fn any_quotient() -> impl Strategy<Value = Quotient> {
        (any_decimal(), any_decimal())
            .prop_filter_map("positive", |(n, d)| Quotient::new(n, d.abs()))
    }

    fn usual_rate() -> impl Strategy<Value = Quotient> {
        (0i64..200_000, 1i64..200_000).prop_map(|(a, b)| rate(a.min(b), a.max(b)))
    }

    /// The exact value of a finite double.
    fn exact(x: f64) -> BigRational {
        BigRational::from_float(x).unwrap()
    }

    proptest! {
        #[test]
        fn the_double_of_whole_numbers_is_that_of_the_quotient(n: i64, d in 1..=i64::MAX, shift in 0..60_u32) {
            let (n, d) = (n >> shift, (d >> shift).max(1));
            if let Some(double) = Quotient::nearest_of_whole(n, d) {
                let quotient = Quotient::new(Decimal::from(n), Decimal::from(d)).expect("above zero");
                prop_assert_eq!(double, quotient.to_f64());
            }
        }

        #[test]
        fn small_numbers_are_rounded_as_large_ones(n: i64, d in 1..=i64::MAX, shift in 0..60_u32, decimals in 0..4_u8) {
            let quotient = Quotient::new(Decimal::from(n >> shift), Decimal::from((d >> shift).max(1))).expect("above zero");
            prop_assert_eq!(quotient.round(decimals).value, quotient.round_big(decimals));
        }

        #[test]
        fn the_nearest_double_is_that_of_the_quotient(a in any_decimal(), b in any_decimal(), hundred: bool) {
            let times = if hundred { 100 } else { 1 };
            let quotient = Quotient::new(&a * &Decimal::from(times), b.clone());
            prop_assert_eq!(Quotient::nearest(&a, times, &b), quotient.map(|q| q.to_f64()));
        }

        #[test]
        fn order_is_that_of_rationals(a in any_quotient(), b in any_quotient(), c in any_decimal()) {
            prop_assert_eq!(a.cmp(&b), a.to_rational().cmp(&b.to_rational()));
            prop_assert_eq!(a.cmp_decimal(&c), a.cmp(&Quotient::from_decimal(c)));
            prop_assert_eq!(&Quotient::from(a.to_rational()), &a);
            prop_assert_eq!((&a - &b).to_rational(), a.to_rational() - b.to_rational());
        }

        #[test]
        fn no_double_is_nearer(a in any_quotient()) {
            let (x, value) = (a.to_f64(), a.to_rational());
            if !x.is_finite() || !x.next_up().is_finite() || !x.next_down().is_finite() {
                return Ok(());
            }
            let distance = (exact(x) - &value).abs();
            for neighbour in [x.next_up(), x.next_down()] {
                let other = (exact(neighbour) - &value).abs();
                prop_assert!(distance < other || (distance == other && x.to_bits() & 1 == 0));
            }
        }

        #[test]
        fn rounding_is_nearest(a in any_quotient(), decimals in 0u8..40) {
            let rounded = a.round(decimals);
            prop_assert!(rounded.value.scale() <= u32::from(decimals));
            let unit = BigRational::new(1.into(), BigInt::from(10).pow(decimals.into()));
            let error = Quotient::from_decimal(rounded.value.clone()).to_rational() - a.to_rational();
            let half = unit / BigInt::from(2);
            prop_assert!(error.abs() <= half);
            if error.abs() == half {
                prop_assert_eq!(error.is_negative(), a.numerator().is_negative(), "away from zero");
            }
            prop_assert_eq!(a.round_big(decimals), rounded.value);
        }

        #[test]
        fn a_shown_figure_never_contradicts(a in usual_rate(), target in 0i64..1000, decimals in 0u8..3) {
            let anchors = [Decimal::ZERO, Decimal::new(target, 1), Decimal::HUNDRED];
            let rounded = a.round_beside(decimals, &anchors);
            for anchor in &anchors {
                prop_assert_eq!(rounded.value.cmp(anchor), a.cmp_decimal(anchor));
            }
        }

        #[test]
        fn a_shown_ranking_never_contradicts(mut all in prop::collection::vec(usual_rate(), 0..60), down: bool) {
            all.sort();
            if down { all.reverse(); }
            let anchors = [Decimal::from(90), Decimal::HUNDRED];
            let rounded = Quotient::round_ranking(&all, 0, &anchors);
            prop_assert_eq!(rounded.len(), all.len());
            for i in 0..all.len() {
                for j in 0..i {
                    prop_assert_eq!(rounded[i].value.cmp(&rounded[j].value), all[i].cmp(&all[j]));
                    if all[i] == all[j] { prop_assert_eq!(&rounded[i], &rounded[j]); }
                }
                for anchor in &anchors {
                    prop_assert_eq!(rounded[i].value.cmp(anchor), all[i].cmp_decimal(anchor));
                }
            }
        }
    }

    #[test]
    fn zero_is_zero() {
        assert!(rate(0, 5).to_rational().is_zero());
        assert_eq!(rate(0, 5).to_f64(), 0.0);
    }
}
