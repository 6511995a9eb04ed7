//! Two exact numbers in little room.

use super::Decimal;

/// Two decimals and a small label in 16 bytes, where a pair of [`Decimal`]s takes 32 and more with a label: a large
/// campaign holds millions of them. Exact as they are: what does not fit is boxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<L>(Repr<L>);

/// Two equal pairs have one form: the first of these that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Repr<L> {
    /// The second number is zero; the digits of the first, and how many of those stand after the point.
    One {
        label: L,
        scale: u8,
        digits: i64,
    },
    /// The digits of both, and how many of those stand after the point.
    Two {
        label: L,
        scales: [u8; 2],
        digits: [i32; 2],
    },
    Large(Box<(L, Decimal, Decimal)>),
}

impl<L: Copy> Pair<L> {
    /// Two numbers and a label.
    #[must_use]
    #[inline]
    pub fn new(label: L, first: Decimal, second: Decimal) -> Self {
        let (Some((a, a_scale)), Some((b, b_scale))) = (first.small(), second.small()) else {
            return Self::large(label, first, second);
        };
        // The scale of a small number fits in a byte.
        let scales = [a_scale as u8, b_scale as u8];
        if b == 0 {
            let [scale, _] = scales;
            return Self(Repr::One {
                label,
                scale,
                digits: a,
            });
        }
        match (i32::try_from(a), i32::try_from(b)) {
            (Ok(a), Ok(b)) => Self(Repr::Two {
                label,
                scales,
                digits: [a, b],
            }),
            _ => Self::large(label, first, second),
        }
    }

    fn large(label: L, first: Decimal, second: Decimal) -> Self {
        Self(Repr::Large(Box::new((label, first, second))))
    }

    /// The label.
    #[must_use]
    #[inline]
    pub fn label(&self) -> L {
        match &self.0 {
            Repr::One { label, .. } | Repr::Two { label, .. } => *label,
            Repr::Large(parts) => parts.0,
        }
    }

    /// Puts another label in the place of its own.
    #[inline]
    pub fn set_label(&mut self, new: L) {
        match &mut self.0 {
            Repr::One { label, .. } | Repr::Two { label, .. } => *label = new,
            Repr::Large(parts) => parts.0 = new,
        }
    }

    /// The first number.
    #[must_use]
    #[inline]
    pub fn first(&self) -> Decimal {
        match &self.0 {
            Repr::One { scale, digits, .. } => Decimal::new(*digits, *scale),
            Repr::Two { scales, digits, .. } => Decimal::new(digits[0].into(), scales[0]),
            Repr::Large(parts) => parts.1.clone(),
        }
    }

    /// The second number.
    #[must_use]
    #[inline]
    pub fn second(&self) -> Decimal {
        match &self.0 {
            Repr::One { .. } => Decimal::ZERO,
            Repr::Two { scales, digits, .. } => Decimal::new(digits[1].into(), scales[1]),
            Repr::Large(parts) => parts.2.clone(),
        }
    }

    /// The digits of both and how many of those stand after the point, where they are small.
    #[must_use]
    #[inline]
    pub fn digits(&self) -> Option<([i64; 2], [u8; 2])> {
        match &self.0 {
            Repr::One { scale, digits, .. } => Some(([*digits, 0], [*scale, 0])),
            Repr::Two { scales, digits, .. } => Some((digits.map(i64::from), *scales)),
            Repr::Large(_) => None,
        }
    }

    /// The same numbers under another label.
    #[must_use]
    #[inline]
    pub fn relabelled<M: Copy>(&self, label: M) -> Pair<M> {
        Pair(match &self.0 {
            Repr::One { scale, digits, .. } => Repr::One {
                label,
                scale: *scale,
                digits: *digits,
            },
            Repr::Two { scales, digits, .. } => Repr::Two {
                label,
                scales: *scales,
                digits: *digits,
            },
            Repr::Large(parts) => {
                let (_, first, second) = &**parts;
                Repr::Large(Box::new((label, first.clone(), second.clone())))
            }
        })
    }

    /// Whether the second number is zero.
    #[must_use]
    #[inline]
    pub fn is_second_zero(&self) -> bool {
        match &self.0 {
            Repr::One { .. } => true,
            // There is another form for it.
            Repr::Two { .. } => false,
            Repr::Large(parts) => parts.2.is_zero(),
        }
    }

    /// Adds the numbers of another pair, and joins its label to its own.
    #[inline]
    pub fn add(&mut self, other: &Self, join: impl Fn(L, L) -> L) {
        if let (
            Repr::Two {
                label,
                scales: [0, 0],
                digits,
            },
            Repr::Two {
                label: other_label,
                scales: [0, 0],
                digits: terms,
            },
        ) = (&mut self.0, &other.0)
            && let Some(sums) = sums(*digits, *terms)
        {
            *digits = sums;
            *label = join(*label, *other_label);
            return;
        }
        let (mut first, mut second) = (self.first(), self.second());
        first += &other.first();
        second += &other.second();
        *self = Self::new(join(self.label(), other.label()), first, second);
    }
}

/// The sums of whole numbers, where they have the form of the terms.
#[inline]
fn sums(digits: [i32; 2], terms: [i32; 2]) -> Option<[i32; 2]> {
    let first = digits[0].checked_add(terms[0])?;
    let second = digits[1].checked_add(terms[1])?;
    (second != 0).then_some([first, second])
}

#[cfg(test)]
mod tests {
    use super::super::decimal::tests::any_decimal;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sixteen_bytes_with_room_for_none() {
        assert_eq!(size_of::<Pair<(u8, bool)>>(), 16);
        assert_eq!(size_of::<Option<Pair<(u8, bool)>>>(), 16);
    }

    /// Numbers of every form, many near its limits.
    fn any_number() -> impl Strategy<Value = Decimal> {
        let near_the_limits = prop_oneof![
            Just(i64::from(i32::MAX)),
            Just(i64::from(i32::MIN)),
            Just(i64::MAX),
            Just(0),
            -9_i64..=9,
        ];
        prop_oneof![
            2 => near_the_limits.prop_map(Decimal::from),
            1 => any_decimal(),
        ]
    }

    proptest! {
        #[test]
        fn holds_what_it_is_given(a in any_number(), b in any_number()) {
            let mut pair = Pair::new('x', a.clone(), b.clone());
            pair.set_label('y');
            prop_assert_eq!(pair.is_second_zero(), b.is_zero());
            prop_assert_eq!(pair.relabelled(7).relabelled('y'), pair.clone());
            if let Some(([first, second], [first_scale, second_scale])) = pair.digits() {
                prop_assert_eq!(Decimal::new(first, first_scale), a.clone());
                prop_assert_eq!(Decimal::new(second, second_scale), b.clone());
            }
            prop_assert_eq!((pair.label(), pair.first(), pair.second()), ('y', a, b));
        }

        #[test]
        fn sums_are_those_of_its_numbers(
            a in (any_number(), any_number()),
            b in (any_number(), any_number()),
        ) {
            let mut sum = Pair::new('x', a.0.clone(), a.1.clone());
            sum.add(&Pair::new('y', b.0.clone(), b.1.clone()), |x, y| x.max(y));
            prop_assert_eq!(sum, Pair::new('y', &a.0 + &b.0, &a.1 + &b.1));
        }
    }
}
