//! `sparse_fields`: a field without a row, where the unit gave others, had nothing arising.

use super::figure::Figure;
use super::over_time::Entry;
use super::own::coarser;
use crate::calendar::{Period, PeriodLength};
use crate::model::{FieldId, Indicator};
use crate::number::Decimal;
use rustc_hash::FxHashMap;

/// Adds to what was reported in fields that nothing arose, as rows that say so would: in each period that another field
/// has, reported or made, no shorter than the shortest of its own, unless a row of its own lies in that time; by field
/// `withheld` has those that say that there is no figure.
pub(super) fn with_nothing_arising(
    fields: &mut [(FieldId, Vec<Entry>)],
    withheld: &[Vec<Period>],
    indicator: &Indicator,
) {
    if fields.len() < 2 {
        return;
    }
    // By field: the periods of its rows.
    let rows: Vec<Vec<Period>> = fields
        .iter()
        .zip(withheld)
        .map(|((_, reported), withheld)| {
            let given = reported.iter().map(|entry| entry.period);
            given.chain(withheld.iter().copied()).collect()
        })
        .collect();
    let finest: Vec<PeriodLength> = fields
        .iter()
        .map(|(_, reported)| shortest(reported))
        .collect();
    for length in PeriodLength::ALL {
        let made = of_length(fields, length, indicator);
        let mut there: FxHashMap<Period, bool> = FxHashMap::default();
        for (period, illustrative) in made.iter().flatten() {
            *there.entry(*period).or_default() |= illustrative;
        }
        for (at, (_, reported)) in fields.iter_mut().enumerate() {
            if finest[at] > length {
                continue;
            }
            let has = |period: Period| {
                let is_made = made[at].iter().any(|(made, _)| *made == period);
                is_made || rows[at].iter().any(|row| row.overlaps(period))
            };
            let filled = there.iter().filter(|(period, _)| !has(**period));
            let filled =
                filled.map(|(&period, &marked)| nothing_arising(indicator, period, marked));
            reported.extend(filled);
            reported.sort_by_key(|entry| entry.period.order());
        }
    }
}

fn shortest(reported: &[Entry]) -> PeriodLength {
    let lengths = reported.iter().map(|entry| entry.period.length());
    lengths.min().unwrap_or(PeriodLength::Year)
}

/// By field: the periods of a length that it has, reported or made, each with whether its figure is illustrative.
fn of_length(
    fields: &[(FieldId, Vec<Entry>)],
    length: PeriodLength,
    indicator: &Indicator,
) -> Vec<Vec<(Period, bool)>> {
    let marked = |entries: &[Entry]| -> Vec<(Period, bool)> {
        let of_length = entries.iter().filter(|of| of.period.length() == length);
        let mark = |entry: &Entry| {
            let figure = entry.figure.as_ref();
            (entry.period, figure.is_some_and(Figure::is_illustrative))
        };
        of_length.map(mark).collect()
    };
    let of_field = |(_, reported): &(FieldId, Vec<Entry>)| {
        // Periods of the shortest length are not made of others.
        if shortest(reported) == length {
            marked(reported)
        } else {
            marked(&coarser(reported.clone(), indicator))
        }
    };
    fields.iter().map(of_field).collect()
}

/// The figure of a row that says that nothing arose.
fn nothing_arising(indicator: &Indicator, period: Period, illustrative: bool) -> Entry {
    let nothing = Figure::new(indicator.kind, Decimal::ZERO, Decimal::ZERO, illustrative);
    Entry {
        period,
        figure: Some(nothing),
    }
}
