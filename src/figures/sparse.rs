//! `sparse_fields`: a field without a row, where the unit gave others, had nothing arising.

use super::figure::{Amount, Figure};
use super::over_time::Entry;
use super::own::coarser;
use crate::campaign::{FieldId, Indicator, Kind, Period, PeriodLength};
use crate::number::Decimal;
use rustc_hash::FxHashMap;

const LENGTHS: [PeriodLength; 5] = [
    PeriodLength::Month,
    PeriodLength::Quarter,
    PeriodLength::Half,
    PeriodLength::NineMonths,
    PeriodLength::Year,
];

/// Adds to what was reported in fields that nothing arose, as rows that say so would: in each period that another field
/// has, reported or made, no shorter than the shortest of its own, unless it reported something in that time.
pub(super) fn with_nothing_arising(fields: &mut [(FieldId, Vec<Entry>)], indicator: &Indicator) {
    if fields.len() < 2 {
        return;
    }
    let finest: Vec<PeriodLength> = fields
        .iter()
        .map(|(_, reported)| shortest(reported))
        .collect();
    for length in LENGTHS {
        let there = illustrative_by_period(fields, length, indicator);
        for ((_, reported), finest) in fields.iter_mut().zip(&finest) {
            if *finest > length {
                continue;
            }
            let before = reported.len();
            for (&period, &illustrative) in &there {
                let is_given = reported[..before]
                    .iter()
                    .any(|entry| entry.period.overlaps(period));
                if !is_given {
                    reported.push(nothing_arising(indicator, period, illustrative));
                }
            }
            reported.sort_by_key(|entry| entry.period.order());
        }
    }
}

fn shortest(reported: &[Entry]) -> PeriodLength {
    let lengths = reported.iter().map(|entry| entry.period.length());
    lengths.min().unwrap_or(PeriodLength::Year)
}

/// The periods of a length that any field has, and whether any figure there is illustrative.
fn illustrative_by_period(
    fields: &[(FieldId, Vec<Entry>)],
    length: PeriodLength,
    indicator: &Indicator,
) -> FxHashMap<Period, bool> {
    let mut there = FxHashMap::default();
    for (_, reported) in fields {
        let of_length = |entries: &[Entry], there: &mut FxHashMap<Period, bool>| {
            for entry in entries
                .iter()
                .filter(|entry| entry.period.length() == length)
            {
                let figure = entry.figure.as_ref();
                *there.entry(entry.period).or_default() |=
                    figure.is_some_and(Figure::is_illustrative);
            }
        };
        if shortest(reported) == length {
            of_length(reported, &mut there);
        } else {
            of_length(&coarser(reported.clone(), indicator), &mut there);
        }
    }
    there
}

/// The figure of a row that says that nothing arose.
fn nothing_arising(indicator: &Indicator, period: Period, illustrative: bool) -> Entry {
    let zero = || Decimal::ZERO;
    let amount = match indicator.kind {
        Kind::Ratio => Amount::Ratio {
            numerator: zero(),
            denominator: zero(),
        },
        Kind::Mean => Amount::Mean {
            weighted: zero(),
            sample: zero(),
        },
        Kind::Count | Kind::Score => Amount::Count(zero()),
    };
    Entry {
        period,
        figure: Some(Figure::new(amount, illustrative)),
    }
}
