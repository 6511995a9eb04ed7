//! Units among which one is shown. What they have in common is found once: each of them has such a chart.

use super::UnitMark;
use super::message::extremes;
use std::sync::OnceLock;

/// How many columns a chart of many peers has.
pub(super) const COLUMNS: usize = 48;

/// The units of a block, in the order in which they are to stand.
#[derive(Debug)]
pub struct Peers {
    marks: Vec<UnitMark>,
    pub(super) summary: Summary,
    /// How many there are in each column of their chart, once it was drawn.
    pub(super) heaps: OnceLock<[usize; COLUMNS]>,
}

/// What is told of units together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Summary {
    /// How many have a figure.
    pub(super) with: usize,
    pub(super) without: usize,
    /// The places of the lowest and the highest figure.
    pub(super) ends: Option<(usize, usize)>,
    pub(super) illustrative: bool,
}

impl Summary {
    pub(super) fn of(marks: &[UnitMark]) -> Self {
        let with: Vec<(usize, f64)> = marks
            .iter()
            .enumerate()
            .filter_map(|(at, mark)| Some((at, mark.value.filter(|value| value.is_finite())?)))
            .collect();
        let all: Vec<&(usize, f64)> = with.iter().collect();
        let (low, high) = extremes(&all, |(_, value)| Some(*value));
        Self {
            with: with.len(),
            without: marks.len() - with.len(),
            ends: low.zip(high).map(|((low, _), (high, _))| (*low, *high)),
            illustrative: marks.iter().any(|mark| mark.illustrative),
        }
    }
}

impl Peers {
    /// Of these units.
    #[must_use]
    pub fn new(marks: Vec<UnitMark>) -> Self {
        Self {
            summary: Summary::of(&marks),
            marks,
            heaps: OnceLock::new(),
        }
    }

    /// The units.
    #[must_use]
    pub fn marks(&self) -> &[UnitMark] {
        &self.marks
    }

    /// Whether the figure of any is illustrative.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.summary.illustrative
    }

    /// The lowest and the highest figure.
    pub(super) fn ends(&self) -> impl Iterator<Item = f64> {
        let ends = self.summary.ends.map(|(low, high)| [low, high]);
        let ends = ends.into_iter().flatten();
        ends.filter_map(|at| self.marks[at].value)
    }
}
