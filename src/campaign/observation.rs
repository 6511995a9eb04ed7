//! Observations (số liệu): the figures as units reported them.

use super::{FieldId, IndicatorId, Period, UnitId};
use crate::number::Decimal;
use crate::source::{FileId, Place};

/// What one row says of one indicator, by the indicator's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// No figure ("-", an empty cell): a gap, not zero.
    Nothing,
    /// Ratio: numerator and denominator (0/0 for "không phát sinh").
    Ratio {
        /// The numerator.
        numerator: Decimal,
        /// The denominator, not negative.
        denominator: Decimal,
    },
    /// Ratio: a bare value in the indicator's unit. Shown, never pooled.
    BareRatio(Decimal),
    /// Mean: value and sample (sample 0 for "không phát sinh", its value is then meaningless).
    Mean {
        /// The mean.
        value: Decimal,
        /// The sample, not negative.
        sample: Decimal,
    },
    /// Mean without a sample. Shown, never pooled.
    BareMean(Decimal),
    /// Count.
    Count(Decimal),
    /// Score. Never pooled.
    Score(Decimal),
}

/// One reported figure with the place it was read from.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which unit.
    pub unit: UnitId,
    /// Which period.
    pub period: Period,
    /// Which field; `None` for the overall figure.
    pub field: Option<FieldId>,
    /// The figure.
    pub reported: Reported,
    /// The note of the row, an index into [`Observations::notes`].
    pub note: Option<u32>,
    /// The file it was read from.
    pub file: FileId,
    /// The line of its row in that file.
    pub line: u32,
}

impl Observation {
    /// The row it was read from.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::line(self.file, self.line)
    }
}

/// The rows of all tables as they were read, a line a figure.
#[derive(Debug, Default)]
pub struct Rows {
    /// Sorted by indicator, unit, field (`None` first), period; those without a figure too.
    pub all: Vec<Observation>,
    /// Rows that give a figure which is among those already.
    pub repeated: Vec<Observation>,
}

/// Every figure that was reported. No two with a figure have the same indicator, unit, period and field.
#[derive(Debug, Default)]
pub struct Observations {
    /// Sorted by indicator, unit, field (`None` first), period.
    pub all: Vec<Observation>,
    /// Rows that give a figure of [`all`](Self::all) once more, in the order of that.
    pub repeated: Vec<Observation>,
    /// How many rows each year has, the repeated ones too, the earliest first.
    pub years: Vec<(i16, usize)>,
    /// Notes of rows.
    pub notes: Vec<Box<str>>,
    /// For each file by its id: whether its figures are illustrative.
    pub illustrative: Vec<bool>,
}

impl Observations {
    /// Hands over the rows; what is known of all of them stays.
    pub fn take_rows(&mut self) -> Rows {
        Rows {
            all: std::mem::take(&mut self.all),
            repeated: std::mem::take(&mut self.repeated),
        }
    }

    /// How many rows were read.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.years.iter().map(|(_, count)| count).sum()
    }

    /// Whether figures of this file are illustrative.
    #[must_use]
    pub fn is_illustrative(&self, file: FileId) -> bool {
        self.illustrative
            .get(file.0 as usize)
            .copied()
            .unwrap_or(false)
    }
}
