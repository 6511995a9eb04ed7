//! Tables in thousands, or with figures in thousands read as they stand: what they give sums to a thousandth or a
//! thousandfold of what the same units gave otherwise.

use super::{Slices, counts_events, numbers, of_table, tracks};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Campaign, IndicatorId, Kind, Observation};
use crate::place::FileId;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Within so many times of a thousand.
const NEAR: f64 = 2.0;
const THOUSAND: f64 = 1000.0;

/// An indicator in a table.
pub(in crate::figures::findings) type OfTable = (IndicatorId, FileId);

/// What a table gives, and what the same units usually give.
#[derive(Default)]
struct Sums {
    given: f64,
    usual: f64,
    /// A table of the other figures.
    other: Option<FileId>,
}

/// One warning a table, with all of its indicators for which that is so; these.
pub(super) fn find(
    campaign: &Campaign,
    slices: Slices<'_, '_>,
    findings: &mut Diagnostics,
) -> FxHashSet<OfTable> {
    let mut found: BTreeMap<FileId, Vec<(IndicatorId, Sums)>> = BTreeMap::new();
    for (id, rows) in slices {
        if !counts_events(campaign, *id) {
            continue;
        }
        for (file, sums) in of_indicator(campaign, rows) {
            if is_thousand(sums.given, sums.usual) {
                found.entry(file).or_default().push((*id, sums));
            }
        }
    }
    let mut doubted = FxHashSet::default();
    for (file, indicators) in found {
        doubted.extend(indicators.iter().map(|(id, _)| (*id, file)));
        let Some((_, first)) = indicators.first() else {
            continue;
        };
        let names = indicators.iter();
        let names: Vec<&str> = names
            .map(|(id, _)| &*campaign.indicators.get(*id).name)
            .collect();
        let warning = Code::Thousandfold
            .at(of_table(file))
            .arg("sum", whole(first.given))
            .arg("usual", whole(first.usual))
            .arg("indicators", names.join("; "))
            .help(if first.given < first.usual {
                "small"
            } else {
                "large"
            });
        findings.push(match first.other {
            Some(other) => warning.related(of_table(other)),
            None => warning,
        });
    }
    doubted
}

/// What each table that may be such a one gives of an indicator.
fn of_indicator(campaign: &Campaign, rows: &[Observation]) -> BTreeMap<FileId, Sums> {
    let apart = tracks(campaign, rows).filter(|track| varies_by_hundreds(track));
    let suspects: FxHashSet<FileId> = apart
        .flat_map(|track| suspects(&track).collect::<Vec<_>>())
        .collect();
    let mut sums: BTreeMap<FileId, Sums> = BTreeMap::new();
    if suspects.is_empty() {
        return sums;
    }
    for track in tracks(campaign, rows) {
        for row in track.iter().filter(|row| suspects.contains(&row.file)) {
            if let Some((usual, other)) = usual(&track, row) {
                let sum = sums.entry(row.file).or_default();
                sum.given += base(row);
                sum.usual += usual;
                sum.other.get_or_insert(other);
            }
        }
    }
    sums
}

fn varies_by_hundreds(track: &[&Observation]) -> bool {
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for base in track.iter().map(|row| base(row)).filter(|base| *base > 0.0) {
        low = low.min(base);
        high = high.max(base);
    }
    high >= 100.0 * low
}

/// The tables of rows that are far from what is usual.
fn suspects<'t>(track: &'t [&Observation]) -> impl Iterator<Item = FileId> + 't {
    let is_far = |row: &&&Observation| {
        usual(track, row).is_some_and(|(usual, _)| is_within(base(row), usual, 10.0))
    };
    track.iter().filter(is_far).map(|row| row.file)
}

/// The number that says how much happened: the denominator of a ratio, a count.
fn base(row: &Observation) -> f64 {
    let [first, second] = numbers(row);
    if row.kind() == Some(Kind::Ratio) {
        second
    } else {
        first
    }
}

/// The median of what other tables have for other periods of its length, and one of them.
fn usual(track: &[&Observation], row: &Observation) -> Option<(f64, FileId)> {
    let is_other = |other: &&&Observation| {
        other.file != row.file && other.period.length() == row.period.length() && base(other) > 0.0
    };
    let mut others: Vec<(f64, FileId)> = track
        .iter()
        .filter(is_other)
        .map(|other| (base(other), other.file))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    others.get(others.len() / 2).copied()
}

fn is_thousand(given: f64, usual: f64) -> bool {
    is_within(given, usual, NEAR)
}

/// Whether one number is a thousandth or a thousandfold of another, within so many times.
fn is_within(given: f64, usual: f64, times: f64) -> bool {
    let ratio = given.max(usual) / given.min(usual);
    ratio.is_finite() && ratio >= THOUSAND / times && ratio <= THOUSAND * times
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}
