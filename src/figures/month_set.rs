//! Sets of months.

use crate::calendar::Period;

/// Months counted from January of year 0, as stretches (from, end) in order of time, none touching the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MonthSet(Vec<(u16, u16)>);

impl MonthSet {
    /// The months of periods.
    pub(super) fn of(periods: impl Iterator<Item = Period>) -> Self {
        Self::joined(periods.map(|period| (period.first_month(), period.end_month())))
    }

    /// The months from `from` to before `end`.
    pub(super) fn stretch(from: u16, end: u16) -> Self {
        Self::joined((from < end).then_some((from, end)).into_iter())
    }

    /// The months that are in any of several sets.
    pub(super) fn union<'a>(sets: impl Iterator<Item = &'a Self>) -> Self {
        Self::joined(sets.flat_map(|set| &set.0).copied())
    }

    fn joined(all: impl Iterator<Item = (u16, u16)>) -> Self {
        let mut stretches: Vec<(u16, u16)> = Vec::new();
        for stretch in all {
            match stretches.last_mut() {
                // Most follow one another.
                Some(last) if last.1 == stretch.0 => last.1 = stretch.1,
                _ => stretches.push(stretch),
            }
        }
        stretches.sort_unstable();
        stretches.dedup_by(|next, last| {
            let touches = next.0 <= last.1;
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
        stretches.shrink_to_fit();
        Self(stretches)
    }

    /// The first month, and the month after the last.
    pub(super) fn hull(&self) -> Option<(u16, u16)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    /// Whether all months of a period are in the set.
    pub(super) fn holds(&self, period: Period) -> bool {
        let (from, end) = (period.first_month(), period.end_month());
        self.0
            .iter()
            .any(|&(first, last)| first <= from && end <= last)
    }

    /// Whether any month of a period is in the set.
    pub(super) fn touches(&self, period: Period) -> bool {
        self.count_within(period.first_month(), period.end_month()) > 0
    }

    /// The months that are not in another set.
    pub(super) fn without(&self, other: &Self) -> Self {
        let mut rest = Vec::new();
        for &(from, end) in &self.0 {
            let mut from = from;
            for &(first, last) in &other.0 {
                let gap = from..first.clamp(from, end);
                if !gap.is_empty() {
                    rest.push((gap.start, gap.end));
                }
                from = from.max(last.min(end));
            }
            if from < end {
                rest.push((from, end));
            }
        }
        Self(rest)
    }

    /// The months that are in another set too.
    pub(super) fn within(&self, other: &Self) -> Self {
        self.without(&self.without(other))
    }

    /// How many of the months from `from` to before `end` are in the set.
    pub(super) fn count_within(&self, from: u16, end: u16) -> u32 {
        let within =
            |&(first, last): &(u16, u16)| u32::from(last.min(end).saturating_sub(first.max(from)));
        self.0.iter().map(within).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn stretches() -> impl Strategy<Value = Vec<(u16, u16)>> {
        let stretch = (0u16..60, 1u16..13).prop_map(|(from, months)| (from, from + months));
        proptest::collection::vec(stretch, 0..12)
    }

    fn each(stretches: &[(u16, u16)]) -> BTreeSet<u16> {
        stretches
            .iter()
            .flat_map(|&(from, end)| from..end)
            .collect()
    }

    proptest! {
        #[test]
        fn is_the_set_of_its_months(one in stretches(), other in stretches(), window in (0u16..80, 0u16..80)) {
            let sets = [MonthSet::joined(one.iter().copied()), MonthSet::joined(other.iter().copied())];
            let set = MonthSet::union(sets.iter());
            let months: BTreeSet<u16> = each(&one).union(&each(&other)).copied().collect();
            prop_assert_eq!(each(&set.0), months.clone());
            prop_assert!(set.0.windows(2).all(|pair| pair[0].1 < pair[1].0));
            let [one_set, other_set] = &sets;
            let without: BTreeSet<u16> = each(&one).difference(&each(&other)).copied().collect();
            prop_assert_eq!(each(&one_set.without(other_set).0), without);
            let within: BTreeSet<u16> = each(&one).intersection(&each(&other)).copied().collect();
            prop_assert_eq!(&one_set.within(other_set), &MonthSet::joined(within.iter().map(|&m| (m, m + 1))));
            let hull = months.first().zip(months.last()).map(|(&first, &last)| (first, last + 1));
            prop_assert_eq!(set.hull(), hull);
            let within = months.iter().filter(|&&month| window.0 <= month && month < window.1);
            prop_assert_eq!(set.count_within(window.0, window.1) as usize, within.count());
        }
    }
}
