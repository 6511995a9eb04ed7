//! Which units owe an indicator in which of its fields.
//!
//! A field that a kind of unit never gives is not owed by units of that kind, once it has given anything: wards that send
//! their figures in one field are not late in those of the districts. A kind that has given nothing yet owes every field,
//! so that its silence stays a gap.

use super::owing::Owing;
use crate::model::{Campaign, FieldId, Observation, UnitId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What is told of the overall figures, and of a field whose debtors are fewer apart.
#[derive(Debug)]
pub(super) struct ByField<T> {
    overall: T,
    /// Only such fields, sorted.
    fields: Vec<(FieldId, T)>,
}

impl<T> ByField<T> {
    /// What is told of the overall figures (`None`) or of a field.
    #[inline]
    pub(super) fn of(&self, field: Option<FieldId>) -> &T {
        let apart = |field| {
            let found = self.fields.binary_search_by_key(&field, |(id, _)| *id);
            found.ok().map(|at| &self.fields[at].1)
        };
        field.and_then(apart).unwrap_or(&self.overall)
    }

    /// The same of something else.
    pub(super) fn map<U>(&self, make: impl Fn(&T) -> U) -> ByField<U> {
        let fields = self.fields.iter();
        ByField {
            overall: make(&self.overall),
            fields: fields.map(|(field, of)| (*field, make(of))).collect(),
        }
    }

    /// The fields that are told of apart.
    pub(super) fn into_fields(self) -> Vec<(FieldId, T)> {
        self.fields
    }
}

/// Who owes an indicator overall, given as `overall`, and in its fields; `rows` are those of each unit, sorted by field.
pub(super) fn owing_by_field(
    campaign: &Campaign,
    overall: Owing,
    rows: &[&[Observation]],
) -> ByField<Owing> {
    // By kind that has given anything: the fields in which it has.
    let mut by_kind: FxHashMap<&str, BTreeSet<FieldId>> = FxHashMap::default();
    for ((_, unit), rows) in campaign.units.iter().zip(rows) {
        let of_fields = rows.chunk_by(|a, b| a.field() == b.field());
        for of_field in of_fields.filter(|rows| rows.iter().any(Observation::is_given)) {
            let given = by_kind.entry(&unit.kind).or_default();
            given.extend(of_field[0].field());
        }
    }
    let fields: BTreeSet<FieldId> = by_kind.values().flatten().copied().collect();
    let owes = |field: FieldId, unit: UnitId| {
        let given = by_kind.get(&*campaign.units.get(unit).kind);
        given.is_none_or(|given| given.contains(&field))
    };
    let debtors = fields.into_iter().map(|field| {
        let of_field = overall.among(campaign, |unit| owes(field, unit));
        (field, of_field)
    });
    let fewer = debtors.filter(|(_, of_field)| of_field.reporters() != overall.reporters());
    let fields = fewer.collect();
    ByField { overall, fields }
}
