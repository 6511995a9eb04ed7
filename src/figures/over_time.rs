//! Over time: coarser periods made of finer ones, and the periods that make a cumulative figure.

use super::figure::{Figure, pool};
use crate::calendar::{Period, PeriodLength, Year, YearStart};
use crate::model::OverTime;
use std::cmp::Reverse;
use std::ops::Range;

/// A figure of one unit (and field) for one period. `figure` is `None` where something was reported that makes no
/// figure here (only bare values of fields): it counts as reported all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) period: Period,
    pub(super) figure: Option<Figure>,
}

impl Entry {
    /// Something was reported that makes no figure.
    pub(super) fn without_figure(period: Period) -> Self {
        Self {
            period,
            figure: None,
        }
    }
}

/// Where the item of a period stands in a list sorted by period, or where it belongs. Lists are mostly walked side by
/// side, so the place just after the last one, `from`, is tried first; no earlier item is of this period.
pub(super) fn place_of<T, P: Ord>(
    items: &[T],
    from: usize,
    period: P,
    period_of: impl Fn(&T) -> P,
) -> Result<usize, usize> {
    match items.get(from) {
        None => Err(items.len()),
        Some(next) if period_of(next) == period => Ok(from),
        Some(_) => items[from..]
            .binary_search_by_key(&period, period_of)
            .map(|at| from + at)
            .map_err(|at| from + at),
    }
}

/// Adds to reported entries (sorted by period, no period twice) the coarser periods that they make: of its largest
/// complete parts, and only where every part is there. Quarters are made of months, halves and nine months of
/// quarters, years of halves; a part is the reported figure, else itself made of parts. Parts and wholes are of years that
/// begin alike; months make those of years that begin at `months`.
pub(super) fn with_coarser(
    reported: Vec<Entry>,
    over_time: OverTime,
    months: YearStart,
) -> Vec<Entry> {
    if reported
        .iter()
        .filter(|entry| entry.period.length() < PeriodLength::Year)
        .count()
        < 2
    {
        return reported;
    }
    let mut starts: Vec<YearStart> = Vec::with_capacity(1);
    for start in reported.iter().map(|entry| start_of(entry.period, months)) {
        if !starts.contains(&start) {
            starts.push(start);
        }
    }
    let mut made = Vec::new();
    for start in starts {
        let year_of = |entry: &Entry| entry.period.first_year_of(start);
        for year in reported.chunk_by(|a, b| year_of(a) == year_of(b)) {
            let first = year_of(&year[0]);
            let of_year = OneYear {
                year: Year { first, start },
                reported: year,
                over_time,
                months,
            };
            of_year.make(&mut made);
        }
    }
    if made.is_empty() {
        return reported;
    }
    let mut all = reported;
    all.append(&mut made);
    all.sort_by_key(|entry| entry.period.order());
    all
}

/// Where the years begin that a period is a part of.
fn start_of(period: Period, months: YearStart) -> YearStart {
    match period.length() {
        PeriodLength::Month => months,
        _ => period.year_start(),
    }
}

/// The slots of a year's periods: twelve months, four quarters, two halves, nine months, the year.
const SLOTS: usize = 20;

/// The periods of a year that can be made, parts before wholes, each with the slots of its parts.
const COARSER: [(u8, PeriodLength, Range<usize>); 8] = [
    (1, PeriodLength::Quarter, 0..3),
    (4, PeriodLength::Quarter, 3..6),
    (7, PeriodLength::Quarter, 6..9),
    (10, PeriodLength::Quarter, 9..12),
    (1, PeriodLength::Half, 12..14),
    (7, PeriodLength::Half, 14..16),
    (1, PeriodLength::NineMonths, 12..15),
    (1, PeriodLength::Year, 16..18),
];

/// A period of a year that is made of others: nine months make a period of the calendar's years alone.
fn made_period(year: Year, month: u8, length: PeriodLength) -> Option<Period> {
    let is_made = length != PeriodLength::NineMonths || year.start == YearStart::CALENDAR;
    Period::in_year(year, month, length).filter(|_| is_made)
}

/// A period, and every one of its year that can be made of others.
pub(super) fn with_coarser_of_its_year(
    period: Period,
    months: YearStart,
) -> impl Iterator<Item = Period> {
    let start = start_of(period, months);
    let year = Year {
        first: period.first_year_of(start),
        start,
    };
    let coarser = COARSER.into_iter();
    coarser
        .filter_map(move |(month, length, _)| made_period(year, month, length))
        .chain([period])
}

/// The entries of a year, among others that lie in it or end in it.
struct OneYear<'e> {
    year: Year,
    reported: &'e [Entry],
    over_time: OverTime,
    /// Where the years begin that months make.
    months: YearStart,
}

impl OneYear<'_> {
    /// Where a period stands among those of its year.
    fn slot(&self, period: Period) -> usize {
        let months = period.first_month() - u16::from(self.year.start.month() - 1);
        let month = usize::from(months % 12);
        match period.length() {
            PeriodLength::Month => month,
            PeriodLength::Quarter => 12 + month / 3,
            PeriodLength::Half => 16 + month / 6,
            PeriodLength::NineMonths => 18,
            PeriodLength::Year => 19,
        }
    }

    /// Makes its coarser periods.
    fn make(&self, made: &mut Vec<Entry>) {
        let (start, count) = (made.len(), self.reported.len());
        // By slot: the entry that stands in it, those that are made counted after the reported ones.
        let mut places: [Option<usize>; SLOTS] = [None; SLOTS];
        for (place, entry) in self.reported.iter().enumerate() {
            if start_of(entry.period, self.months) == self.year.start {
                places[self.slot(entry.period)] = Some(place);
            }
        }
        for (month, length, parts) in COARSER {
            let Some(period) = made_period(self.year, month, length) else {
                continue;
            };
            let place = self.slot(period);
            if places[place].is_some() {
                continue;
            }
            let figure_at = |place: usize| match place.checked_sub(count) {
                None => self.reported[place].figure.as_ref(),
                Some(place) => made[start + place].figure.as_ref(),
            };
            let parts = places[parts].iter();
            let parts =
                parts.map(|place| figure_at((*place)?).filter(|figure| figure.is_poolable()));
            if let Some(figure) = combine_all(parts, self.over_time) {
                places[place] = Some(count + made.len() - start);
                made.push(Entry {
                    period,
                    figure: Some(figure),
                });
            }
        }
    }
}

/// Combines the parts of a period, where all are there.
fn combine_all<'a>(
    parts: impl Iterator<Item = Option<&'a Figure>> + Clone,
    over_time: OverTime,
) -> Option<Figure> {
    if parts.clone().any(|part| part.is_none()) {
        return None;
    }
    combine(parts.flatten(), over_time)
}

/// Combines the figures of periods that follow one another: their pool, or the last one's where the count is a stock.
pub(super) fn combine<'a>(
    mut parts: impl Iterator<Item = &'a Figure> + Clone,
    over_time: OverTime,
) -> Option<Figure> {
    match over_time {
        OverTime::Sum => pool(parts),
        OverTime::Last => {
            let mut last = parts.clone().last()?.clone();
            last.mark(parts.any(Figure::is_illustrative));
            Some(last)
        }
    }
}

/// Of the periods (sorted, no period twice), the set without overlaps that covers the most days; of equals the one
/// with more periods, of those the one whose first differing period is shorter. In order of time. Each stretch that no
/// period crosses the ends of is a choice of its own.
pub(super) fn widest_set(periods: &[Period]) -> Vec<Period> {
    let mut set = Vec::with_capacity(periods.len());
    let mut rest = periods;
    while !rest.is_empty() {
        let (stretch, after) = rest.split_at(first_stretch(rest));
        match stretch {
            [only] => set.push(*only),
            several => set.append(&mut widest_of_stretch(several)),
        }
        rest = after;
    }
    set
}

/// How many periods, of those sorted by their end, lie before the first day that none of them crosses.
fn first_stretch(periods: &[Period]) -> usize {
    let mut length = 1;
    loop {
        let Some(end) = periods.get(length - 1).map(|period| period.end_month()) else {
            return periods.len();
        };
        // No year is longer than twelve months, so what ends later begins later.
        let near = periods[length..]
            .iter()
            .take_while(|period| period.end_month() < end + 12);
        let crossing = near
            .enumerate()
            .filter(|(_, period)| period.first_month() < end)
            .last();
        match crossing {
            Some((at, _)) => length += at + 1,
            None => return length,
        }
    }
}

fn widest_of_stretch(periods: &[Period]) -> Vec<Period> {
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
