//! What was read from each table of figures, and what was left out of it.

use super::passed_over::PassedOver;
use super::{IndicatorId, Observation, Period, ReportedForm};
use crate::source::{FileId, Place};

/// What was read from a table (a file, or a sheet of a workbook).
#[derive(Debug, Clone)]
pub struct TableSummary {
    /// The file or sheet.
    pub file: FileId,
    /// How many rows gave figures.
    pub rows: usize,
    /// How many of these figures are none: gaps.
    pub gaps: usize,
    /// How many figures there are, without the gaps.
    pub figures: usize,
    /// How many numbers other than zero they hold.
    pub(super) numbers: usize,
    /// How many units the rows are of.
    pub units: usize,
    /// The indicators, in their order.
    pub indicators: Vec<IndicatorId>,
    /// The periods, in order of time.
    pub periods: Vec<Period>,
    /// The rows that are no data.
    pub left_out: PassedOver,
    /// Where the figures stand in a row.
    pub(super) columns: FigureColumns,
}

/// In which cells of a row the figures of an indicator stand, counted from 1; 0 where they are sums of several, or are
/// given by the folder.
#[derive(Debug, Clone)]
pub(super) enum FigureColumns {
    /// One figure a row.
    Long {
        numerator: u32,
        denominator: u32,
        value: u32,
        sample: u32,
    },
    /// Of each indicator the numerator (or value) and the denominator (or sample).
    Wide(Vec<(IndicatorId, u32, u32)>),
}

impl Default for FigureColumns {
    fn default() -> Self {
        Self::Wide(Vec::new())
    }
}

/// One of the two numbers of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberOf {
    /// The numerator, or the only one.
    First,
    /// The denominator, or the sample.
    Second,
}

impl FigureColumns {
    /// The cell of a number of an observation, counted from 1; 0 where there is no one cell.
    pub(super) fn of(&self, indicator: IndicatorId, form: ReportedForm, which: NumberOf) -> u32 {
        match self {
            Self::Long {
                numerator,
                denominator,
                value,
                sample,
            } => match (form, which) {
                (ReportedForm::Ratio, NumberOf::First) => *numerator,
                (ReportedForm::Ratio, NumberOf::Second) => *denominator,
                (ReportedForm::Mean, NumberOf::Second) => *sample,
                _ => *value,
            },
            Self::Wide(columns) => {
                let found = columns.iter().find(|(of, ..)| *of == indicator);
                found.map_or(0, |&(_, first, second)| match which {
                    NumberOf::First => first,
                    NumberOf::Second => second,
                })
            }
        }
    }
}

impl TableSummary {
    /// The cell of a number of an observation of this table, or its row where there is no one cell.
    #[must_use]
    pub fn place_of(&self, observation: &Observation, which: NumberOf) -> Place {
        let form = observation.numbers().label();
        let column = self.columns.of(observation.indicator, form, which);
        Place::at(observation.file, observation.line, column)
    }
}
