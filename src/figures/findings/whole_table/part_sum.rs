//! Longer periods that are only begun: figures that sum up the months given so far.

use super::{Slices, add_exact, counts_events, exact, numbers, of_table, tracks};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Campaign, Observation};
use crate::number::Decimal;
use crate::place::FileId;
use std::collections::BTreeMap;

/// The figures that a table gives for a longer period.
struct Given<'c> {
    first: &'c Observation,
    /// How many there are, and how many of them are the sum of some of the period's parts alone.
    all: usize,
    sums: usize,
    /// The last part of them.
    last: Option<&'c Observation>,
}

/// One warning a table and period, where most of its figures are such sums.
pub(super) fn find(campaign: &Campaign, slices: Slices<'_, '_>, findings: &mut Diagnostics) {
    let mut given: BTreeMap<(FileId, u32), Given<'_>> = BTreeMap::new();
    for (id, rows) in slices {
        // Only what is given for periods of several lengths can be made of parts.
        let mut lengths = rows.iter().map(|row| row.period.length());
        let first = lengths.next();
        if !counts_events(campaign, *id) || lengths.all(|length| Some(length) == first) {
            continue;
        }
        for track in tracks(campaign, rows) {
            for row in track.iter().filter(|row| numbers(row) != [0.0; 2]) {
                let key = (row.file, row.period.order());
                let entry = given.entry(key).or_insert(Given {
                    first: row,
                    all: 0,
                    sums: 0,
                    last: None,
                });
                entry.all += 1;
                if let Some(last) = last_of_parts(&track, row) {
                    entry.sums += 1;
                    entry.last = Some(last);
                }
            }
        }
    }
    for of_period in given.values().filter(|given| 2 * given.sums > given.all) {
        let Some(last) = of_period.last else { continue };
        findings.push(
            Code::PartSum
                .at(of_table(of_period.first.file))
                .arg("period", of_period.first.period.code())
                .arg("last", last.period.code())
                .related(of_table(last.file)),
        );
    }
}

/// The last of the shorter periods within a row's that a unit gave, where they are not all of it and yet sum to the row.
fn last_of_parts<'c>(track: &[&'c Observation], row: &Observation) -> Option<&'c Observation> {
    let is_part = |other: &&Observation| {
        other.period.length() < row.period.length() && row.period.covers(other.period)
    };
    let parts: Vec<&Observation> = track.iter().copied().filter(is_part).collect();
    let finest = parts.iter().map(|part| part.period.length()).min()?;
    let parts = parts.into_iter();
    let parts: Vec<&Observation> = parts
        .filter(|part| part.period.length() == finest)
        .collect();
    let periods: Vec<Period> = parts.iter().map(|part| part.period).collect();
    let mut sum = <[Decimal; 2]>::default();
    parts.iter().for_each(|part| add_exact(&mut sum, part));
    let is_sum = sum == exact(row) && !row.period.is_covered_by(&periods);
    parts.last().copied().filter(|_| is_sum)
}
