//! How many cases are missing to the target ("còn thiếu 14 hồ sơ").

use crate::figures::{Figure, meets};
use crate::model::{Indicator, Target};
use crate::number::Decimal;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// How many more of the denominator's cases would have had to be in the numerator (or, where less is better, how many
/// fewer) for the target to be met. `None` where that has no meaning: no target, target met, a survey, no whole cases.
pub(super) fn shortfall(indicator: &Indicator, figure: &Figure) -> Option<u64> {
    let target = indicator.target.as_ref()?;
    let (numerator, denominator) = figure.ratio()?;
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
        rational(bound) * rational(&denominator) / BigRational::from_integer(BigInt::from(100));
    let numerator = rational(&numerator).to_integer();
    let needed = if more {
        first_at_or_above(&edge, strict)
    } else {
        last_at_or_below(&edge, strict)
    };
    // There are no fewer cases than none, and no more than there were.
    if needed.is_negative() || needed > rational(&denominator).to_integer() {
        return None;
    }
    (needed - numerator).abs().to_u64()
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

#[cfg(test)]
mod tests {
    use super::shortfall;
    use crate::figures::testing::indicator;
    use crate::figures::{Figure, meets};
    use crate::model::{Indicator, Kind, Target};
    use crate::number::Decimal;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse_plain(text).expect("a number")
    }

    fn cases(numerator: &str, denominator: &str) -> Figure {
        Figure::new(Kind::Ratio, decimal(numerator), decimal(denominator), false)
    }

    fn missing(target: &str, numerator: &str, denominator: &str) -> Option<u64> {
        let keys = format!("kind = \"ratio\"; target = \"{target}\"");
        shortfall(&indicator(&keys), &cases(numerator, denominator))
    }

    #[test]
    fn the_smallest_number_of_cases_that_meets_the_target() {
        // 90 of 100 is not above 90 %, 91 is.
        assert_eq!(missing("> 90", "77", "100"), Some(14));
        assert_eq!(missing(">= 90", "77", "100"), Some(13));
        assert_eq!(missing("> 90", "90", "100"), Some(1));
        // 90 % of 99 are 89.1.
        assert_eq!(missing("> 90", "89", "99"), Some(1));
        assert_eq!(missing(">= 90", "80", "99"), Some(10));
        assert_eq!(missing(">= 90.5", "0", "1000"), Some(905));
        assert_eq!(missing("30..40", "29", "100"), Some(1));
    }

    #[test]
    fn where_less_is_better_the_number_of_cases_too_many() {
        assert_eq!(missing("< 5", "7", "100"), Some(3));
        assert_eq!(missing("<= 5", "7", "100"), Some(2));
        assert_eq!(missing("<= 5", "6", "99"), Some(2));
        assert_eq!(missing("<= 0", "6", "99"), Some(6));
    }

    #[test]
    fn nothing_is_missing_where_the_target_is_met_or_cannot_be() {
        assert_eq!(missing("> 90", "91", "100"), None);
        assert_eq!(missing(">= 90", "90", "100"), None);
        assert_eq!(missing("30..40", "99", "100"), None);
        assert_eq!(missing("> 90", "0", "0"), None);
        assert_eq!(missing("> 100", "50", "100"), None);
        assert_eq!(missing(">= 101", "50", "100"), None);
        assert_eq!(missing("< 0", "50", "100"), None);
    }

    #[test]
    fn only_whole_cases_of_a_counted_percentage_are_missing() {
        let none = |keys: &str| shortfall(&indicator(keys), &cases("1", "2"));
        assert_eq!(none("kind = \"ratio\""), None);
        assert_eq!(
            none("kind = \"ratio\"; target = \"> 90\"; sampled = true"),
            None
        );
        assert_eq!(
            none("kind = \"ratio\"; target = \"> 90\"; unit = \"lần\""),
            None
        );
        assert_eq!(none("kind = \"ratio\"; target = \"> 90\""), Some(1));
        assert_eq!(missing("> 90", "1.5", "2"), None);
        let bare = Figure::new(Kind::Score, decimal("50"), Decimal::ZERO, false);
        let ratio = indicator("kind = \"ratio\"; target = \"> 90\"");
        assert_eq!(shortfall(&ratio, &bare), None);
    }

    fn any_target() -> impl Strategy<Value = Target> {
        // From a little below zero to a little above a hundred, with decimals.
        (0..5_usize, -20..1020_i64).prop_map(|(form, tenths)| {
            let bound = Decimal::new(tenths, 1);
            match form {
                0 => Target::Above(bound),
                1 => Target::AtLeast(bound),
                2 => Target::Below(bound),
                3 => Target::AtMost(bound),
                _ => Target::Range {
                    high: &bound + &Decimal::ONE,
                    low: bound,
                },
            }
        })
    }

    /// Whether so many of the cases meet the target.
    fn meet(indicator: &Indicator, numerator: i64, denominator: i64) -> bool {
        let figure = cases(&numerator.to_string(), &denominator.to_string());
        let value = figure.value(indicator).expect("a value");
        meets(&value, indicator.target.as_ref().expect("a target"))
    }

    #[test]
    fn so_many_meet_the_target_and_one_fewer_does_not() {
        let ratio = indicator("kind = \"ratio\"; target = \"> 90\"");
        let cases_of =
            (1..400_i64).prop_flat_map(|denominator| (0..=denominator, Just(denominator)));
        proptest!(|(target in any_target(), (n, d) in cases_of)| {
            let more = matches!(target, Target::Above(_) | Target::AtLeast(_) | Target::Range { .. });
            let step = if more { 1 } else { -1 };
            let indicator = Indicator { target: Some(target), ..ratio.clone() };
            let missing = shortfall(&indicator, &cases(&n.to_string(), &d.to_string()));
            if let Some(missing) = missing {
                let missing = i64::try_from(missing).expect("few");
                prop_assert!(meet(&indicator, n + step * missing, d));
                prop_assert!(!meet(&indicator, n + step * (missing - 1), d));
                prop_assert!((0..=d).contains(&(n + step * missing)));
            } else if !meet(&indicator, n, d) {
                // Then no number of cases would do.
                prop_assert!(!(0..=d).any(|n| meet(&indicator, n, d)));
            }
        });
    }
}
