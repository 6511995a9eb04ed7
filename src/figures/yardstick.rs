//! What the figures of an indicator are held against, for many of them.

use super::figure::Figure;
use super::status::{Status, bound, is_floor, meets_when};
use crate::model::{Indicator, Kind};
use crate::number::Decimal;
use std::cmp::Ordering;

/// What the figures of an indicator are held against.
#[derive(Debug)]
pub(super) struct Yardstick<'a> {
    indicator: &'a Indicator,
    bounds: Option<Bounds>,
}

/// The numbers that decide.
#[derive(Debug)]
struct Bounds {
    /// The number whose crossing decides whether the target is met.
    target: Decimal,
    /// The number from which, or up to which, a figure that misses the target is near it.
    near: Decimal,
    /// The same in small numbers.
    small: Option<SmallBounds>,
}

/// Bounds as digits over one scale.
#[derive(Debug, Clone, Copy)]
struct SmallBounds {
    target: i128,
    near: i128,
    scale: u8,
    /// By what a numerator is multiplied: 100 for per cent.
    factor: i128,
}

/// The most digits after the point that small bounds and the figures compared with them have.
const MOST_SCALE: u8 = 6;
/// The largest digits of small bounds.
const MOST_DIGITS: i64 = 1_000_000_000;
/// The powers of ten up to those of two scales.
const POWERS: [i128; 2 * MOST_SCALE as usize + 1] = {
    let mut powers = [1; 2 * MOST_SCALE as usize + 1];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

impl<'a> Yardstick<'a> {
    /// The yardstick of an indicator.
    pub(super) fn new(indicator: &'a Indicator) -> Self {
        let bounds = indicator.target.as_ref().map(|target| {
            let bound = bound(target);
            let near = if is_floor(target) {
                bound - &indicator.near
            } else {
                bound + &indicator.near
            };
            let is_percent = indicator.kind == Kind::Ratio && indicator.is_percent();
            Bounds {
                small: SmallBounds::new(bound, &near, if is_percent { 100 } else { 1 }),
                target: bound.clone(),
                near,
            }
        });
        Self { indicator, bounds }
    }

    /// The status of a figure by its own value.
    pub(super) fn status(&self, figure: Option<&Figure>) -> Status {
        let Some(figure) = figure.filter(|figure| !figure.is_nothing_arising()) else {
            return Status::NoData;
        };
        let (Some(bounds), Some(target)) = (&self.bounds, &self.indicator.target) else {
            return Status::NoTarget;
        };
        let Some([at_target, at_near]) = self.compare(figure, bounds) else {
            return Status::NoData;
        };
        let beyond = if is_floor(target) {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        if meets_when(target, at_target) {
            Status::Met
        } else if at_near == beyond {
            Status::Missed
        } else {
            Status::Near
        }
    }

    /// How the exact value of a figure stands to the two bounds; `None` where it has none.
    fn compare(&self, figure: &Figure, bounds: &Bounds) -> Option<[Ordering; 2]> {
        if figure.is_poolable()
            && let Some(small) = &bounds.small
            && let Some(orders) = small.compare(figure)
        {
            return Some(orders);
        }
        let value = figure.value(self.indicator)?;
        Some([
            value.cmp_decimal(&bounds.target),
            value.cmp_decimal(&bounds.near),
        ])
    }
}

impl SmallBounds {
    fn new(target: &Decimal, near: &Decimal, factor: i128) -> Option<Self> {
        let ((target, target_scale), (near, near_scale)) = (target.digits()?, near.digits()?);
        let scale = target_scale.max(near_scale);
        let is_small = |digits: i64| digits.unsigned_abs() <= MOST_DIGITS.unsigned_abs();
        if scale > MOST_SCALE || !is_small(target) || !is_small(near) {
            return None;
        }
        let aligned = |digits: i64, of: u8| i128::from(digits) * POWERS[usize::from(scale - of)];
        Some(Self {
            target: aligned(target, target_scale),
            near: aligned(near, near_scale),
            scale,
            factor,
        })
    }

    /// How the value of a figure, a · factor / b, stands to the bounds; `None` where the numbers are not small: its own
    /// digits are below 2^63 and are multiplied by no more than 10^14.
    #[inline]
    fn compare(&self, figure: &Figure) -> Option<[Ordering; 2]> {
        let ([first, second], [first_scale, second_scale]) = figure.digits()?;
        if first_scale > MOST_SCALE || second_scale > MOST_SCALE || second <= 0 {
            return None;
        }
        let value = i128::from(first)
            * self.factor
            * POWERS[usize::from(self.scale) + usize::from(second_scale)];
        let unit = i128::from(second) * POWERS[usize::from(first_scale)];
        Some([
            value.cmp(&self.target.checked_mul(unit)?),
            value.cmp(&self.near.checked_mul(unit)?),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::indicator;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Decimal> {
        let digits = prop_oneof![
            4 => 0..2_000_i64,
            1 => any::<i64>().prop_map(i64::saturating_abs),
        ];
        (digits, 0..9_u8).prop_map(|(digits, scale)| Decimal::new(digits, scale))
    }

    proptest! {
        #[test]
        fn small_figures_stand_where_their_exact_values_do(
            (a, b) in (number(), number()),
            target in 0..2_000_i64,
            // Of three places, such as 1.031, it could be read in two ways.
            scale in prop::sample::select(vec![0_u8, 1, 2, 4, 5, 6, 7]),
            near in 0..50_i64,
            kind in prop::sample::select(vec!["ratio", "ratio; unit = \"%\"", "mean", "count"]),
        ) {
            let target = Decimal::new(target, scale);
            let keys = kind.replace("; unit = \"%\"", "\"; unit = \"%");
            let indicator = indicator(&format!(
                "kind = \"{keys}\"; target = \">= {target}\"; near = {near}"
            ));
            let figure = Figure::new(indicator.kind, a, b, false);
            let yardstick = Yardstick::new(&indicator);
            let bounds = yardstick.bounds.as_ref().expect("a target");
            let exact = figure.value(&indicator);
            if let Some(orders) = bounds.small.and_then(|small| small.compare(&figure)) {
                let exact = exact.expect("a value");
                prop_assert_eq!(orders, [exact.cmp_decimal(&bounds.target), exact.cmp_decimal(&bounds.near)]);
            }
        }
    }
}
