//! The months of a unit, and what stretches of them add up to.

use super::tally::Tally;
use super::{FEWEST_MONTHS, MOST_MONTHS};
use crate::calendar::{Period, PeriodLength};
use crate::figures::point::{Point, Track};
use crate::model::OverTime;
use std::ops::Range;

/// Two sides of `k` months each around a start month, which is counted from January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Window {
    pub(super) start: u16,
    pub(super) k: u8,
}

impl Window {
    /// All of its months, the start month too.
    pub(super) fn months(self) -> Range<u16> {
        let k = u16::from(self.k);
        self.start.saturating_sub(k)..self.start.saturating_add(k).saturating_add(1)
    }
}

/// Those months of a track that have a figure that can be pooled, in order of time. Can be filled again, since there
/// are many units.
#[derive(Debug, Default)]
pub(super) struct Months {
    /// Counted from January of year 0.
    months: Vec<u16>,
    /// How many months there are without a gap up to each, itself included.
    runs: Vec<u16>,
    /// The sum of the first none, one, two … months.
    sums: Vec<Tally>,
}

impl Months {
    /// Those of a track that lie in a stretch of time.
    pub(super) fn of(track: &Track, within: Range<u16>) -> Self {
        let mut months = Self::default();
        months.fill(track, within);
        months
    }

    /// Takes those of another track.
    pub(super) fn fill(&mut self, track: &Track, within: Range<u16>) {
        self.months.clear();
        self.runs.clear();
        self.sums.clear();
        let mut sum = Tally::default();
        self.sums.push(sum.clone());
        // A series is in the order of last days.
        let end = |point: &Point| point.period().map_or(0, Period::end_month);
        let first = track
            .series
            .partition_point(|point| end(point) <= within.start);
        for point in &track.series[first..] {
            if end(point) > within.end {
                break;
            }
            let month = point
                .period()
                .filter(|period| period.length() == PeriodLength::Month);
            let tally = point.figure.as_ref().and_then(Tally::of);
            let (Some(month), Some(tally)) = (month, tally) else {
                continue;
            };
            let month = month.first_month();
            let run = match (self.months.last(), self.runs.last()) {
                (Some(&last), Some(&run)) if last + 1 == month => run + 1,
                _ => 1,
            };
            sum += &tally;
            self.months.push(month);
            self.runs.push(run);
            self.sums.push(sum.clone());
        }
    }

    /// The widest window around a start month of which all months are here; `None` where even the narrowest is not.
    pub(super) fn widest(&self, start: u16) -> Option<Window> {
        (FEWEST_MONTHS..=MOST_MONTHS)
            .rev()
            .map(|k| Window { start, k })
            .find(|&window| self.ranges(window).is_some())
    }

    /// What the two sides of a window add up to; `None` where a month is missing.
    pub(super) fn sides(&self, window: Window, over_time: OverTime) -> Option<[Tally; 2]> {
        let sides = self.ranges(window)?;
        Some(sides.map(|side| self.pool(side, over_time)))
    }

    /// Where the months of both sides stand.
    fn ranges(&self, window: Window) -> Option<[Range<usize>; 2]> {
        let k = u16::from(window.k);
        let before = self.stretch(window.start.checked_sub(1)?, k)?;
        let after = self.stretch(window.start.checked_add(k)?, k)?;
        Some([before, after])
    }

    /// Where the `k` months up to `last` stand.
    fn stretch(&self, last: u16, k: u16) -> Option<Range<usize>> {
        let at = self.months.binary_search(&last).ok()?;
        (self.runs[at] >= k).then(|| at + 1 - usize::from(k)..at + 1)
    }

    /// Months that follow one another, pooled as over time everywhere: their sum, or the last one's figure where the
    /// count is a stock.
    fn pool(&self, months: Range<usize>, over_time: OverTime) -> Tally {
        let all = &self.sums[months.end] - &self.sums[months.start];
        match over_time {
            OverTime::Sum => all,
            OverTime::Last => {
                let last = &self.sums[months.end] - &self.sums[months.end - 1];
                last.marked_as(&all)
            }
        }
    }
}
