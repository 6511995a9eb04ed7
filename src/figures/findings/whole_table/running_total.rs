//! Running totals sent as months: counts that never fall over the months of a year.

use super::{Slices, counts_events, numbers, of_table, tracks};
use crate::calendar::PeriodLength;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Campaign, Observation, UnitId};
use crate::place::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// So many months tell.
const MONTHS: usize = 4;

/// Where only some months of a year never fall, the last of them must be so many times the first, or what follows at most
/// one in so many of it: counts that grow are no running totals.
const TIMES: f64 = 3.0;

/// So many months a year has.
const YEAR: f64 = 12.0;

/// The months that a unit gave of an indicator in a year, by field.
type OfUnit<'c> = Vec<Vec<&'c Observation>>;

/// A unit with whether its counts never fall.
type Judged<'u, 'c> = (&'u OfUnit<'c>, bool);

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
        for (year, units) in by_year(campaign, rows) {
            let units = units.values();
            let all: Vec<Judged<'_, '_>> = units
                .map(|unit| (unit, unit.iter().all(|track| rises(track))))
                .collect();
            let rising = all.iter().filter(|(_, rises)| *rises).count();
            let tables = match 2 * rising > all.len() {
                true => vec![all],
                false => by_tables(all),
            };
            for units in tables {
                // One unit may rise by chance; no month is three times another by that.
                let is_rising = |(unit, rises): &&Judged<'_, '_>| match units.len() {
                    1 => unit.iter().all(|track| rises_steeply(track)),
                    _ => *rises,
                };
                let rising: Vec<&Judged<'_, '_>> = units.iter().filter(is_rising).collect();
                if 2 * rising.len() > units.len() {
                    let rows = || rising.iter().flat_map(|(unit, _)| unit.iter().flatten());
                    let files = rows().map(|row| row.file).collect();
                    let name = &*campaign.indicators.get(*id).name;
                    let count = format!("{}/{}", rising.len(), units.len());
                    found.entry((year, files)).or_default().push((name, count));
                }
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
fn by_year<'c>(
    campaign: &Campaign,
    rows: &'c [Observation],
) -> BTreeMap<i16, BTreeMap<UnitId, OfUnit<'c>>> {
    let mut years: BTreeMap<i16, BTreeMap<UnitId, OfUnit<'c>>> = BTreeMap::new();
    for track in tracks(campaign, rows) {
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

/// The units apart by the tables that give them.
fn by_tables<'u, 'c>(units: Vec<Judged<'u, 'c>>) -> Vec<Vec<Judged<'u, 'c>>> {
    let mut tables: BTreeMap<BTreeSet<FileId>, Vec<Judged<'u, 'c>>> = BTreeMap::new();
    for unit in units {
        let files = unit.0.iter().flatten().map(|row| row.file).collect();
        tables.entry(files).or_default().push(unit);
    }
    match tables.len() {
        1 => Vec::new(),
        _ => tables.into_values().collect(),
    }
}

/// Whether counts never fall in a year, or for so many months that are no mere growth.
fn rises(months: &[&Observation]) -> bool {
    never_falls(months) || rises_steeply(months)
}

/// Whether counts never fall over some months of a year and are many times more at their end than at their beginning, or
/// than in the month behind it.
fn rises_steeply(months: &[&Observation]) -> bool {
    let mut from = 0;
    let is_fall = |pair: &[&Observation]| !never_less(pair[0], pair[1]);
    let falls = months
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| is_fall(pair));
    let mut ends: Vec<usize> = falls.map(|(at, _)| at + 1).collect();
    ends.push(months.len());
    ends.into_iter().any(|end| {
        let run = &months[std::mem::replace(&mut from, end)..end];
        let Some((first, last)) = run.first().zip(run.last()).filter(|_| run.len() >= MONTHS)
        else {
            return false;
        };
        // The last months may pile up on those before.
        let of_year = months.first().filter(|_| end == months.len());
        let of_year = of_year.is_some_and(|first| numbers(last)[0] >= TIMES * numbers(first)[0]);
        let last = numbers(last)[0];
        // A thousandth is another mistake.
        let is_after = |month: &&Observation| {
            let after = numbers(month)[0];
            TIMES * after <= last && last <= 2.0 * YEAR * after
        };
        last > numbers(first)[0]
            && (of_year
                || last >= TIMES * numbers(first)[0]
                || months.get(end).is_some_and(is_after))
    })
}

fn never_less(before: &Observation, after: &Observation) -> bool {
    let (before, after) = (numbers(before), numbers(after));
    before[0] <= after[0] && before[1] <= after[1]
}

fn never_falls(months: &[&Observation]) -> bool {
    let never = months.windows(2).all(|pair| never_less(pair[0], pair[1]));
    let ends = months.first().zip(months.last());
    never && ends.is_some_and(|(first, last)| numbers(first) != numbers(last))
}
