//! Running totals sent as months: counts that never fall over the months of a year.

use super::{Slices, counts_events, numbers, of_table, tracks};
use crate::calendar::PeriodLength;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Campaign, Observation, UnitId};
use crate::place::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// So many months tell.
const MONTHS: usize = 4;

/// Where only the last months of a year never fall, the last must be so many times the first of the year: counts that
/// grow are no running totals.
const TIMES: f64 = 3.0;

/// The months that a unit gave of an indicator in a year, by field.
type OfUnit<'c> = Vec<Vec<&'c Observation>>;

/// The indicators that look so, each with the units of all of which that is so, by the year and the tables.
type Found<'c> = BTreeMap<(i16, BTreeSet<FileId>), Vec<(&'c str, String)>>;

/// One warning for each year and set of tables in which the counts of most units never fall, with all indicators for
/// which that is so.
pub(super) fn find(campaign: &Campaign, slices: Slices<'_, '_>, findings: &mut Diagnostics) {
    let mut found = Found::new();
    for (id, rows) in slices {
        if !counts_events(campaign, *id) {
            continue;
        }
        for (year, units) in by_year(rows) {
            let rising: Vec<&OfUnit<'_>> = units
                .values()
                .filter(|tracks| tracks.iter().all(|track| rises(track)))
                .collect();
            if 2 * rising.len() > units.len() {
                let rows = || rising.iter().flat_map(|tracks| tracks.iter().flatten());
                let files = rows().map(|row| row.file).collect();
                let name = &*campaign.indicators.get(*id).name;
                let count = format!("{}/{}", rising.len(), units.len());
                found.entry((year, files)).or_default().push((name, count));
            }
        }
    }
    for ((year, files), indicators) in found {
        let names: Vec<&str> = indicators.iter().map(|(name, _)| *name).collect();
        let units = indicators.first().map_or("", |(_, count)| count);
        let warning = Code::RunningTotal
            .arg("year", year)
            .arg("units", units)
            .arg("indicators", names.join("; "));
        let mut files = files.into_iter().rev().map(of_table);
        let last = files.next();
        let warning = files.fold(warning, Diagnostic::related);
        findings.extend_one(last.map(|place| warning.at(place)));
    }
}

/// The units that gave enough months of a year whose counts are not all the same.
fn by_year(rows: &[Observation]) -> BTreeMap<i16, BTreeMap<UnitId, OfUnit<'_>>> {
    let mut years: BTreeMap<i16, BTreeMap<UnitId, OfUnit<'_>>> = BTreeMap::new();
    for track in tracks(rows) {
        let months = track.into_iter();
        let months: Vec<&Observation> = months
            .filter(|row| row.period.length() == PeriodLength::Month)
            .collect();
        for months in months.chunk_by(|a, b| a.period.year() == b.period.year()) {
            let varies = months
                .windows(2)
                .any(|pair| numbers(pair[0]) != numbers(pair[1]));
            if let (Some(first), true, true) = (months.first(), varies, months.len() >= MONTHS) {
                let units = years.entry(first.period.year()).or_default();
                units.entry(first.unit).or_default().push(months.to_vec());
            }
        }
    }
    years
}

/// Whether counts never fall in a year, or not from some month on.
fn rises(months: &[&Observation]) -> bool {
    let last = months.split_at(months.len().saturating_sub(MONTHS)).1;
    let grows = || {
        let ends = months.first().zip(months.last());
        ends.is_some_and(|(first, last)| numbers(last)[0] >= TIMES * numbers(first)[0])
    };
    never_falls(months) || (never_falls(last) && grows())
}

fn never_falls(months: &[&Observation]) -> bool {
    let never = months.windows(2).all(|pair| {
        let (before, after) = (numbers(pair[0]), numbers(pair[1]));
        before[0] <= after[0] && before[1] <= after[1]
    });
    let ends = months.first().zip(months.last());
    never && ends.is_some_and(|(first, last)| numbers(first) != numbers(last))
}
