//! The observations of all tables in one order.

use crate::campaign::Observation;
use rayon::prelude::*;

/// No more buckets than this, so that they take little room.
const MOST_BUCKETS: u64 = 1 << 20;

/// All observations in the order of their keys, equals in the order of their places. There are millions of them, and few
/// of one unit and indicator: each goes straight to where those begin, and only those of a bucket are compared.
pub(super) fn in_order(tables: Vec<Vec<Observation>>) -> Vec<Observation> {
    let Some(any) = tables.iter().flatten().next() else {
        return Vec::new();
    };
    let buckets = Buckets::of(tables.iter().flatten());
    let mut next = vec![0_usize; buckets.count()];
    for observation in tables.iter().flatten() {
        next[buckets.bucket(observation)] += 1;
    }
    let mut total = 0;
    for place in &mut next {
        let size = std::mem::replace(place, total);
        total += size;
    }
    // Any observation makes room; each is overwritten.
    let mut all = vec![any.clone(); total];
    for observation in tables.into_iter().flatten() {
        let place = &mut next[buckets.bucket(&observation)];
        all[*place] = observation;
        *place += 1;
    }
    all.par_chunk_by_mut(|a, b| buckets.bucket(a) == buckets.bucket(b))
        .for_each(|bucket| bucket.sort_unstable_by_key(order));
    all
}

/// Indicator and unit, then field (`None` first) and period, then the place.
fn order(observation: &Observation) -> (u64, u64, u64) {
    let field = observation
        .field()
        .map_or(0, |field| u64::from(field.0) + 1);
    (
        owner(observation),
        field << 32 | u64::from(observation.period.order()),
        u64::from(observation.file.0) << 32 | u64::from(observation.line),
    )
}

/// Indicator and unit.
fn owner(observation: &Observation) -> u64 {
    u64::from(observation.indicator.0) << 32 | u64::from(observation.unit.0)
}

/// Buckets in the order of indicator and unit: one for each, or for several that follow one another where there would be
/// too many.
struct Buckets {
    units: u64,
    shift: u32,
    last: u64,
}

impl Buckets {
    fn of<'a>(all: impl Iterator<Item = &'a Observation>) -> Self {
        let (mut unit, mut indicator) = (0, 0);
        for observation in all {
            unit = unit.max(observation.unit.0);
            indicator = indicator.max(observation.indicator.0);
        }
        let units = u64::from(unit) + 1;
        let count = units * (u64::from(indicator) + 1);
        let shift = count.div_ceil(MOST_BUCKETS).next_power_of_two().ilog2();
        Self {
            units,
            shift,
            last: (count - 1) >> shift,
        }
    }

    fn count(&self) -> usize {
        self.last as usize + 1
    }

    #[inline]
    fn bucket(&self, observation: &Observation) -> usize {
        let owner = u64::from(observation.indicator.0) * self.units + u64::from(observation.unit.0);
        (owner >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{FieldId, IndicatorId, ObservationKey, Period, Reported, UnitId};
    use crate::source::FileId;
    use proptest::prelude::*;

    fn any_observation() -> impl Strategy<Value = Observation> {
        let unit = prop_oneof![0..3_u32, Just(3_000_000), Just(u32::MAX)];
        let field = proptest::option::of(0..3_u16);
        (0..3_u16, unit, field, 0..4_u16, 0..3_u32, 0..9_u32).prop_map(
            |(indicator, unit, field, month, file, line)| {
                let key = ObservationKey {
                    indicator: IndicatorId(indicator),
                    unit: UnitId(unit),
                    field: field.map(FieldId),
                    period: Period::month_at(2019 * 12 + month),
                };
                Observation::new(key, Reported::Nothing, FileId(file), line)
            },
        )
    }

    proptest! {
        #[test]
        fn is_the_order_of_keys_and_places(
            tables in proptest::collection::vec(proptest::collection::vec(any_observation(), 0..40), 0..5),
        ) {
            let told = |o: &Observation| (o.key(), o.file, o.line);
            let mut expected: Vec<_> = tables.iter().flatten().map(told).collect();
            expected.sort();
            let all: Vec<_> = in_order(tables).iter().map(told).collect();
            prop_assert_eq!(all, expected);
        }
    }
}
