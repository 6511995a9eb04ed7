//! A month that is another one sent again: all figures that a table gives for a period are those of another period.

use super::{Slices, of_table, tracks};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Campaign, IndicatorId, Kind, Observation, OverTime};
use crate::place::FileId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Numbers are the same by chance unless they hold so many bits together.
const BITS: u32 = 16;

/// And so many where none of them was ever another one.
const BITS_OF_CONSTANTS: u32 = 48;

/// So many periods back are looked at.
const NEAREST: usize = 6;

/// What a table gives for one period: the file, and the number of the period.
type Given = (FileId, u32);

/// The figures of a table and period that are those of another period.
struct Same<'c> {
    first: &'c Observation,
    other: &'c Observation,
    /// How many figures are the same.
    figures: usize,
    /// The numbers in them, each once.
    numbers: FxHashSet<(i64, i64)>,
}

/// One warning a table and period.
pub(super) fn find(campaign: &Campaign, slices: Slices<'_, '_>, findings: &mut Diagnostics) {
    let mut same: BTreeMap<(Given, u32), Same<'_>> = BTreeMap::new();
    let varied = varied(campaign, slices);
    for (_, rows) in slices.iter().filter(|(id, _)| may_differ(campaign, *id)) {
        for track in tracks(campaign, rows) {
            let is_constant = is_constant(&track);
            for (row, earlier) in repeated(&track) {
                if is_constant && varied.contains(&given_by(row)) {
                    continue;
                }
                let key = (given_by(row), earlier.period.order());
                let entry = same.entry(key).or_insert_with(|| Same {
                    first: row,
                    other: earlier,
                    figures: 0,
                    numbers: FxHashSet::default(),
                });
                entry.figures += 1;
                if let Some((digits, _)) = row.numbers().digits() {
                    entry.numbers.insert((digits[0], digits[1]));
                }
            }
        }
    }
    same.retain(|(given, _), same| {
        let least = match varied.contains(given) {
            true => BITS,
            false => BITS_OF_CONSTANTS,
        };
        bits(&same.numbers) >= least
    });
    if same.is_empty() {
        return;
    }
    let wanted: FxHashSet<Given> = same.keys().map(|(given, _)| *given).collect();
    let counts = counts(campaign, slices, &wanted, &varied);
    let mut told: FxHashSet<Given> = FxHashSet::default();
    for ((given, _), same) in &same {
        if counts.get(given) == Some(&same.figures) && told.insert(*given) {
            findings.push(
                Code::SentAgain
                    .at(of_table(same.first.file))
                    .arg("period", same.first.period.code())
                    .arg("other", same.other.period.code())
                    .arg("count", same.figures)
                    .related(of_table(same.other.file)),
            );
        }
    }
}

/// Stocks, such as a number of offices, stay the same for years.
fn may_differ(campaign: &Campaign, id: IndicatorId) -> bool {
    let indicator = campaign.indicators.get(id);
    indicator.kind != Kind::Count || indicator.over_time == OverTime::Sum
}

fn given_by(row: &Observation) -> Given {
    (row.file, row.period.order())
}

/// What tables give for periods among which any figure is ever another one.
fn varied(campaign: &Campaign, slices: Slices<'_, '_>) -> FxHashSet<Given> {
    let slices = slices.iter().filter(|(id, _)| may_differ(campaign, *id));
    let tracks = slices.flat_map(|(_, rows)| tracks(campaign, rows));
    let varied = tracks.filter(|track| !is_constant(track)).flatten();
    varied
        .filter(|row| !row.numbers().first().is_zero())
        .map(given_by)
        .collect()
}

/// A figure that has never been another one tells nothing once it stood three times, beside others that have.
fn is_constant(track: &[&Observation]) -> bool {
    track.len() > 2 && track.windows(2).all(|pair| is_same(pair[0], pair[1]))
}

/// Each row whose figure is that of an earlier period of its length, with that row; the nearest ones are looked at.
fn repeated<'c>(track: &[&'c Observation]) -> Vec<(&'c Observation, &'c Observation)> {
    let mut repeated = Vec::new();
    for (at, row) in track.iter().enumerate() {
        let earlier = track[at.saturating_sub(NEAREST)..at].iter();
        let same = earlier
            .filter(|other| is_same(row, other) && other.period.length() == row.period.length());
        repeated.extend(same.map(|other| (*row, *other)));
    }
    repeated
}

fn is_same(one: &Observation, other: &Observation) -> bool {
    one.numbers() == other.numbers() && !one.numbers().first().is_zero()
}

/// How many figures that are not zero these tables give for these periods.
fn counts(
    campaign: &Campaign,
    slices: Slices<'_, '_>,
    wanted: &FxHashSet<Given>,
    varied: &FxHashSet<Given>,
) -> FxHashMap<Given, usize> {
    let mut counts: FxHashMap<Given, usize> = FxHashMap::default();
    for (_, rows) in slices.iter().filter(|(id, _)| may_differ(campaign, *id)) {
        for track in tracks(campaign, rows) {
            let is_constant = is_constant(&track);
            let given = track
                .into_iter()
                .filter(|row| !row.numbers().first().is_zero())
                .filter(|row| !is_constant || !varied.contains(&given_by(row)));
            for given in given.map(given_by).filter(|given| wanted.contains(given)) {
                *counts.entry(given).or_default() += 1;
            }
        }
    }
    counts
}

/// How many bits numbers hold together.
fn bits(numbers: &FxHashSet<(i64, i64)>) -> u32 {
    let of = |number: i64| u64::BITS - number.unsigned_abs().leading_zeros();
    numbers
        .iter()
        .map(|(first, second)| of(*first) + of(*second))
        .sum()
}
