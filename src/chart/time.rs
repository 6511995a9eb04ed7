//! The axis of time: which periods are written below a line, thinned to the room there is.

use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Side};
use super::metrics::{self, Weight};
use crate::calendar::{Period, PeriodLength, Year};
use crate::locale::Words;
use std::borrow::Cow;
use std::iter::successors;

/// Whether a period comes right after another one of its length.
pub(super) fn follows(period: Period, before: Period) -> bool {
    before.next() == Some(period)
}

/// Where a period lies on the axis: the month of its middle.
pub(super) fn position(period: Period) -> f64 {
    f64::from(period.first_month()) + f64::from(period.length().months()) / 2.0
}

/// The periods from the first to the last, each where it lies.
#[derive(Debug)]
pub(super) struct TimeAxis {
    slots: Vec<Period>,
}

impl TimeAxis {
    /// The axis of these periods; what is missing between them has its place too.
    pub(super) fn new(periods: impl Iterator<Item = Period> + Clone) -> Self {
        let shortest = periods
            .clone()
            .min_by_key(|period| period.length().months());
        let (first, last) = (
            periods.clone().map(Period::first_month).min(),
            periods.map(Period::first_month).max(),
        );
        let mut slots = Vec::new();
        if let (Some(shortest), Some(first), Some(last)) = (shortest, first, last) {
            // Where lengths are mixed, begin where one of this length can begin.
            let step = u16::from(shortest.length().stride());
            let begins = first - (first + step - shortest.first_month() % step) % step;
            let all = successors(Period::beginning(shortest.kind(), begins), |period| {
                period.next()
            });
            slots.extend(all.take_while(|period| period.first_month() <= last));
        }
        Self { slots }
    }

    /// Its two ends.
    pub(super) fn ends(&self) -> (f64, f64) {
        match (self.slots.first(), self.slots.last()) {
            (Some(a), Some(b)) => (position(*a), position(*b)),
            _ => (0.0, 0.0),
        }
    }

    /// Whether it goes over the end of a year, so that years have a row of their own.
    fn spans_years(&self) -> bool {
        let parts = self.slots.first().is_some_and(|p| p.length().months() < 9);
        parts && self.slots.first().map(|p| p.its_year()) != self.slots.last().map(|p| p.its_year())
    }

    /// How many rows of labels it needs.
    pub(super) fn rows(&self) -> u8 {
        if self.spans_years() { 2 } else { 1 }
    }

    /// Its labels: `x` gives the place of a position, `bottom` is the lowest line of the plot, `right` the edge of
    /// the drawing. No two of them touch.
    pub(super) fn labels(
        &self,
        x: impl Fn(f64) -> f64,
        bottom: f64,
        right: f64,
        words: &Words,
    ) -> Vec<Label> {
        let mut labels = Vec::new();
        let years = self.spans_years();
        let Some(length) = self.slots.first().map(|p| p.length()) else {
            return labels;
        };
        // Inside a year the thinning is the same for all years, so that it can be read as a calendar.
        let per_year = usize::from(12 / u16::from(length.stride()));
        // Where years have a row of their own, each has the same labels.
        let different = if years { per_year } else { self.slots.len() };
        let texts = self.slots.iter().take(different).map(|p| short(*p, words));
        let widest = texts.map(|t| width(&t)).fold(0.0, f64::max);
        let gap = match &self.slots[..] {
            [a, b, ..] => x(position(*b)) - x(position(*a)),
            _ => f64::INFINITY,
        };
        let fits = |every: usize| every as f64 * gap >= widest + 5.0;
        let every = if years {
            [1, 2, 3, 4, 6]
                .into_iter()
                .find(|n| per_year % n == 0 && *n < per_year && fits(*n))
        } else {
            (1..=different).find(|n| fits(*n)).or(Some(different))
        };
        if let Some(every) = every {
            for (i, period) in self.slots.iter().enumerate() {
                let kept = if years {
                    usize::from((period.month_of_year() - 1) / length.stride()) % every == 0
                } else {
                    (self.slots.len() - 1 - i).is_multiple_of(every)
                };
                if kept {
                    push(
                        &mut labels,
                        short(*period, words),
                        x(position(*period)),
                        bottom + 18.0,
                        right,
                    );
                }
            }
        }
        if years {
            let row = if every.is_some() {
                bottom + 34.0
            } else {
                bottom + 18.0
            };
            self.push_years(&mut labels, x, row, right);
        }
        labels
    }

    /// The years, each in the middle of its part of the axis.
    fn push_years(&self, labels: &mut Vec<Label>, x: impl Fn(f64) -> f64, row: f64, right: f64) {
        let mut years: Vec<(Year, f64, f64)> = Vec::new();
        for period in &self.slots {
            let at = x(position(*period));
            match years.last_mut() {
                Some((year, _, end)) if *year == period.its_year() => *end = at,
                _ => years.push((period.its_year(), at, at)),
            }
        }
        let room = match (years.first(), years.last()) {
            (Some(a), Some(b)) => (b.2 - a.1) / years.len() as f64,
            _ => return,
        };
        let widest = years.iter().map(|(year, ..)| width(&year.to_string()));
        let widest = widest.fold(width("2000"), f64::max);
        let every = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|n| f64::from(*n) * room >= widest + 6.0);
        for (year, from, to) in years {
            if every.is_none_or(|n| year.first % n == 0) {
                push(
                    labels,
                    year.to_string().into(),
                    (from + to) / 2.0,
                    row,
                    right,
                );
            }
        }
    }
}

fn width(text: &str) -> f64 {
    metrics::width(text, FONT_SIZE, Weight::Regular)
}

/// Adds a label, moved in from the edges, unless it would touch the one before it.
fn push(labels: &mut Vec<Label>, text: Cow<'static, str>, x: f64, y: f64, right: f64) {
    let mut label = Label::new(text, Ink::Tick, Side::Middle, x, y);
    let half = label.width() / 2.0;
    label.x = x.min(right - half).max(half);
    let touches = labels
        .last()
        .is_some_and(|l| l.y == y && l.x + l.width() / 2.0 + 3.0 > label.x - half);
    if !touches {
        labels.push(label);
    }
}

/// A period as it stands below a line: `T3`, `Quý I`, `2019`.
#[must_use]
pub fn short(period: Period, words: &Words) -> Cow<'static, str> {
    const MONTHS: [&str; 12] = [
        "chart.tick.month-1",
        "chart.tick.month-2",
        "chart.tick.month-3",
        "chart.tick.month-4",
        "chart.tick.month-5",
        "chart.tick.month-6",
        "chart.tick.month-7",
        "chart.tick.month-8",
        "chart.tick.month-9",
        "chart.tick.month-10",
        "chart.tick.month-11",
        "chart.tick.month-12",
    ];
    const QUARTERS: [&str; 4] = [
        "chart.tick.quarter-1",
        "chart.tick.quarter-2",
        "chart.tick.quarter-3",
        "chart.tick.quarter-4",
    ];
    let month = usize::from(period.month_of_year() - 1);
    let year = || period.its_year().to_string();
    match period.length() {
        PeriodLength::Month => words.word(MONTHS[month]).into(),
        PeriodLength::Quarter => words.word(QUARTERS[month / 3]).into(),
        PeriodLength::Half if month == 0 => words.word("chart.tick.half-1").into(),
        PeriodLength::Half => words.word("chart.tick.half-2").into(),
        PeriodLength::NineMonths => words
            .fill("chart.tick.nine-months", &[("year", &year())])
            .into(),
        PeriodLength::Year => year().into(),
    }
}
