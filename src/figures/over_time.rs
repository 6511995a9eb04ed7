//! Over time: coarser periods made of finer ones, and the periods that make a cumulative figure.

use super::figure::{Figure, pool};
use crate::campaign::{OverTime, Period, PeriodLength};
use std::cmp::Reverse;

/// A figure of one unit (and field) for one period. `figure` is `None` where something was reported that makes no
/// figure here (only bare values of fields): it counts as reported all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) period: Period,
    pub(super) figure: Option<Figure>,
}

/// Adds to reported entries (sorted by period, no period twice) the coarser periods that they make: of its largest
/// complete parts, and only where every part is there. Quarters are made of months, halves and nine months of
/// quarters, years of halves; a part is the reported figure, else itself made of parts.
pub(super) fn with_coarser(reported: Vec<Entry>, over_time: OverTime) -> Vec<Entry> {
    if reported
        .iter()
        .filter(|entry| entry.period.length() < PeriodLength::Year)
        .count()
        < 2
    {
        return reported;
    }
    let mut made = Vec::new();
    for year in reported.chunk_by(|a, b| a.period.year() == b.period.year()) {
        make_year(year, over_time, &mut made);
    }
    if made.is_empty() {
        return reported;
    }
    let mut all = reported;
    all.append(&mut made);
    all.sort_by_key(|entry| entry.period);
    all
}

/// The periods of a year that can be made, parts before wholes.
const COARSER: [(u8, PeriodLength); 8] = [
    (1, PeriodLength::Quarter),
    (4, PeriodLength::Quarter),
    (7, PeriodLength::Quarter),
    (10, PeriodLength::Quarter),
    (1, PeriodLength::Half),
    (7, PeriodLength::Half),
    (1, PeriodLength::NineMonths),
    (1, PeriodLength::Year),
];

fn make_year(reported: &[Entry], over_time: OverTime, made: &mut Vec<Entry>) {
    let start = made.len();
    let Some(year) = reported.first().map(|entry| entry.period.year()) else {
        return;
    };
    for (month, length) in COARSER {
        let Some(period) = Period::new(year, month, length) else {
            continue;
        };
        if reported.iter().any(|entry| entry.period == period) {
            continue;
        }
        let here: &[Entry] = &made[start..];
        let find = |part: Period| {
            reported
                .iter()
                .chain(here)
                .find(|entry| entry.period == part)
        };
        let parts: Option<Vec<&Figure>> = period
            .parts()
            .map(|part| {
                find(part)?
                    .figure
                    .as_ref()
                    .filter(|figure| figure.is_poolable())
            })
            .collect();
        let Some(figure) = parts.and_then(|parts| combine(&parts, over_time)) else {
            continue;
        };
        made.push(Entry {
            period,
            figure: Some(figure),
        });
    }
}

/// Combines the figures of periods that follow one another: their pool, or the last one's where the count is a stock.
pub(super) fn combine(parts: &[&Figure], over_time: OverTime) -> Option<Figure> {
    match over_time {
        OverTime::Sum => pool(parts.iter().copied()),
        OverTime::Last => {
            let mut last = (*parts.last()?).clone();
            last.illustrative = parts.iter().any(|part| part.illustrative);
            Some(last)
        }
    }
}

/// Of the periods (sorted, no period twice), the set without overlaps that covers the most days; of equals the one
/// with more periods, of those the one whose first differing period is shorter. In order of time. No period crosses a
/// year, so each year is a choice of its own.
pub(super) fn widest_set(periods: &[Period]) -> Vec<Period> {
    let mut set = Vec::with_capacity(periods.len());
    for year in periods.chunk_by(|a, b| a.year() == b.year()) {
        if year
            .windows(2)
            .all(|pair| pair[0].length() == pair[1].length())
        {
            set.extend_from_slice(year);
        } else {
            set.append(&mut widest_of_year(year));
        }
    }
    set
}

fn widest_of_year(periods: &[Period]) -> Vec<Period> {
    let mut by_start = periods.to_vec();
    by_start.sort_by_key(|period| (period.first_month(), period.end_month()));
    // best[i]: the best set among the periods from i on (in order of their start).
    let mut best: Vec<Vec<Period>> = vec![Vec::new(); by_start.len() + 1];
    for i in (0..by_start.len()).rev() {
        let period = by_start[i];
        let after = by_start.partition_point(|other| other.first_month() < period.end_month());
        let mut with = vec![period];
        with.extend_from_slice(&best[after]);
        best[i] = if preference(&with) > preference(&best[i + 1]) {
            with
        } else {
            best[i + 1].clone()
        };
    }
    best.swap_remove(0)
}

/// The larger, the better: days covered, then the number of periods, then the shorter first differing period; an
/// earlier one where even the lengths are the same.
fn preference(set: &[Period]) -> (i64, usize, Reverse<Vec<(i64, u16)>>) {
    let lengths: Vec<(i64, u16)> = set
        .iter()
        .map(|period| (days(*period), period.first_month()))
        .collect();
    (
        lengths.iter().map(|(days, _)| days).sum(),
        set.len(),
        Reverse(lengths),
    )
}

/// How many days a period has.
pub(super) fn days(period: Period) -> i64 {
    i64::from((period.last_day() - period.first_day()).get_days()) + 1
}
