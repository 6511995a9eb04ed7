//! What was read from each table of figures, and what was left out of it.

use super::passed_over::PassedOver;
use super::{FieldId, IndicatorId, Kind, Observation, PrintedTotal, UnitId};
use crate::calendar::Period;
use crate::place::{FileId, Place};
use rustc_hash::FxHashMap;

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
    pub(crate) numbers: usize,
    /// How many units the rows are of.
    pub units: usize,
    /// The indicators, in their order.
    pub indicators: Vec<IndicatorId>,
    /// The periods, in order of time.
    pub periods: Vec<Period>,
    /// The rows that are no data.
    pub left_out: PassedOver,
    /// The totals that it prints.
    pub printed_totals: Vec<PrintedTotal>,
    /// Where the figures stand in a row.
    pub(crate) columns: FigureColumns,
}

/// In which cells of a row the figures of an indicator stand, counted from 1; 0 where they are sums of several, or are
/// given by the folder.
#[derive(Debug, Clone)]
pub(crate) enum FigureColumns {
    /// One figure a row.
    Long {
        numerator: u32,
        denominator: u32,
        value: u32,
        sample: u32,
    },
    /// Of each indicator the numerator (or value) and the denominator (or sample).
    Wide(Vec<(IndicatorId, u32, u32)>),
    /// Where the figures of a row do not stand in columns of their own: of each the line and the cell of its two numbers.
    Cells(FxHashMap<CellOf, [(u32, u32); 2]>),
}

/// Whose figure a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CellOf {
    indicator: IndicatorId,
    unit: UnitId,
    field: Option<FieldId>,
    period: Period,
    line: u32,
}

impl CellOf {
    pub(crate) fn new(row: &Observation) -> Self {
        Self {
            indicator: row.indicator,
            unit: row.unit,
            field: row.field(),
            period: row.period,
            line: row.line,
        }
    }
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
    /// Gives the fields the ids that they have among those of all tables.
    pub(crate) fn set_fields(&mut self, ids: &[FieldId]) {
        if let Self::Cells(cells) = self {
            let all = std::mem::take(cells).into_iter();
            let with_id = all.map(|(of, found)| {
                let id = |field: FieldId| ids.get(usize::from(field.0)).copied();
                let field = of.field.and_then(id);
                (CellOf { field, ..of }, found)
            });
            *cells = with_id.collect();
        }
    }

    /// The cell of a number of an observation, counted from 1; 0 where there is no one cell.
    pub(crate) fn of(&self, indicator: IndicatorId, kind: Option<Kind>, which: NumberOf) -> u32 {
        match self {
            Self::Long {
                numerator,
                denominator,
                value,
                sample,
            } => match (kind, which) {
                (Some(Kind::Ratio), NumberOf::First) => *numerator,
                (Some(Kind::Ratio), NumberOf::Second) => *denominator,
                (Some(Kind::Mean), NumberOf::Second) => *sample,
                _ => *value,
            },
            Self::Cells(_) => 0,
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
        if let FigureColumns::Cells(cells) = &self.columns {
            let found = cells.get(&CellOf::new(observation));
            let (line, column) = found.map_or((observation.line, 0), |found| match which {
                NumberOf::First => found[0],
                NumberOf::Second => found[1],
            });
            return Place::at(observation.file, line, column);
        }
        let kind = observation.kind();
        let column = self.columns.of(observation.indicator, kind, which);
        Place::at(observation.file, observation.line, column)
    }
}
