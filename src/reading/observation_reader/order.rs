//! The observations of all tables in one order.

use crate::model::{Amount, Observation};
use rayon::prelude::*;

/// No more buckets than this, so that they take little room.
const MOST_BUCKETS: u64 = 1 << 20;

/// All observations in the order of their keys, equals in the order of their places. There are millions of them, and few
/// of one indicator, unit and field: each goes straight to where those begin, and only those of a bucket are compared.
/// They are in order mostly, since tables are read in the order of their names, which is that of time.
pub(super) fn in_order(tables: Vec<Vec<Observation>>) -> Vec<Observation> {
    let Some(any) = tables.iter().flatten().next() else {
        return Vec::new();
    };
    let buckets = Buckets::of(&tables);
    let mut next = vec![0_u32; buckets.count()];
    for table in &tables {
        for observation in table {
            next[buckets.bucket(observation)] += 1;
        }
    }
    let mut total = 0_u32;
    for place in &mut next {
        let size = std::mem::replace(place, total);
        total += size;
    }
    // An observation without numbers makes room, which costs least; each is overwritten.
    let room = Observation::new(any.key(), Amount::Nothing, any.file, any.line);
    let mut all = vec![room; total as usize];
    for table in tables {
        for observation in table {
            let place = &mut next[buckets.bucket(&observation)];
            all[*place as usize] = observation;
            *place += 1;
        }
    }
    all.par_chunk_by_mut(|a, b| buckets.bucket(a) == buckets.bucket(b))
        .filter(|bucket| !bucket.is_sorted_by_key(order))
        .for_each(|bucket| bucket.sort_unstable_by_key(order));
    all
}

/// Indicator and unit, then field (`None` first) and period, then the place.
fn order(observation: &Observation) -> (u64, u64, u64) {
    (
        u64::from(observation.indicator.0) << 32 | u64::from(observation.unit.0),
        field_number(observation) << 32 | u64::from(observation.period.order()),
        u64::from(observation.file.0) << 32 | u64::from(observation.line),
    )
}

/// Zero for the overall figure, else one more than the field's id.
fn field_number(observation: &Observation) -> u64 {
    observation
        .field()
        .map_or(0, |field| u64::from(field.0) + 1)
}

/// Buckets in the order of indicator, unit and field: one for each, or for several that follow one another where there
/// would be too many.
struct Buckets {
    units: u64,
    fields: u64,
    shift: u32,
    last: u64,
}

impl Buckets {
    fn of(tables: &[Vec<Observation>]) -> Self {
        let (mut indicators, mut units, mut fields) = (0, 0, 0);
        for table in tables {
            for observation in table {
                indicators = indicators.max(u64::from(observation.indicator.0) + 1);
                units = units.max(u64::from(observation.unit.0) + 1);
                fields = fields.max(field_number(observation) + 1);
            }
        }
        // Below 2^64: an indicator and a field have 16 bits, a unit 32, and no campaign comes near those.
        let count = indicators.saturating_mul(units).saturating_mul(fields);
        let shift = count.div_ceil(MOST_BUCKETS).next_power_of_two().ilog2();
        Self {
            units,
            fields,
            shift,
            last: count.saturating_sub(1) >> shift,
        }
    }

    fn count(&self) -> usize {
        self.last as usize + 1
    }

    #[inline]
    fn bucket(&self, observation: &Observation) -> usize {
        let owner = u64::from(observation.indicator.0) * self.units + u64::from(observation.unit.0);
        ((owner * self.fields + field_number(observation)) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Period;
    use crate::model::{FieldId, IndicatorId, ObservationKey, UnitId};
    use crate::place::FileId;
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
                Observation::new(key, Amount::Nothing, FileId(file), line)
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
