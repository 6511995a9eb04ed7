//! From the cells of a reshaped table back to those that they came from.

use crate::diagnostic::Diagnostic;
use crate::model::{CellOf, FigureColumns, NumberOf, Observation};
use crate::place::{FileId, Place};
use crate::reading::observation_reader::keys::NamedField;
use crate::reading::observation_reader::table_read::TableRead;
use rustc_hash::FxHashMap;

/// The lines of reshaped tables lie beyond those that any file has.
const FIRST_LINE: u32 = 1 << 31;

/// A cell of a file or sheet: its line, and its index from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellPlace {
    pub(super) line: u32,
    pub(super) index: usize,
}

/// Where the cells of a reshaped table came from.
#[derive(Debug)]
pub(super) struct Places {
    file: FileId,
    /// Of each row the line that stands for it, and its cells.
    rows: Vec<(u32, Vec<CellPlace>)>,
}

impl Places {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            rows: Vec::new(),
        }
    }

    /// Adds a row; the line under which it is known.
    pub(super) fn add(&mut self, line: u32, cells: Vec<CellPlace>) -> u32 {
        self.rows.push((line, cells));
        FIRST_LINE + u32::try_from(self.rows.len() - 1).unwrap_or(0)
    }

    fn row(&self, line: u32) -> Option<&(u32, Vec<CellPlace>)> {
        self.rows
            .get(usize::try_from(line.checked_sub(FIRST_LINE)?).ok()?)
    }

    /// The cell of a column, counted from 1, of a line.
    fn cell(&self, line: u32, column: u32) -> Option<CellPlace> {
        let (_, cells) = self.row(line)?;
        cells
            .get(usize::try_from(column).ok()?.checked_sub(1)?)
            .copied()
    }

    fn place(&self, place: Place) -> Place {
        let Some((line, _)) = self.row(place.line).filter(|_| place.file == self.file) else {
            return place;
        };
        match self.cell(place.line, place.column) {
            Some(cell) => crate::source::cell_place(self.file, cell.line, cell.index),
            None => Place::line(self.file, *line),
        }
    }

    pub(super) fn put_back(&self, read: &mut TableRead) {
        let put_back = |diagnostic: &mut Diagnostic| {
            diagnostic.place = diagnostic.place.map(|place| self.place(place));
            for place in &mut diagnostic.related {
                *place = self.place(*place);
            }
            diagnostic.related.dedup();
        };
        read.diagnostics.iter_mut().for_each(put_back);
        for field in &mut read.fields {
            if let NamedField::New(field) = field {
                field.place = self.place(field.place);
            }
        }
        for one in &mut read.set_aside {
            one.place = self.place(one.place);
        }
        let Some(summary) = &mut read.summary else {
            return;
        };
        for total in &mut summary.printed_totals {
            total.place = self.place(total.place);
        }
        let mut cells: FxHashMap<CellOf, [(u32, u32); 2]> = FxHashMap::default();
        for row in &mut read.observations {
            let kind = row.kind();
            let of = |which| summary.columns.of(row.indicator, kind, which);
            let found =
                [NumberOf::First, NumberOf::Second].map(|which| self.figure(row, of(which)));
            row.line = self.row(row.line).map_or(row.line, |(line, _)| *line);
            let found = found.map(|found| found.unwrap_or((row.line, 0)));
            cells.insert(CellOf::new(row), found);
        }
        summary.columns = FigureColumns::Cells(cells);
    }

    /// The line and the column, counted from 1, of a figure.
    fn figure(&self, row: &Observation, column: u32) -> Option<(u32, u32)> {
        let cell = self.cell(row.line, column)?;
        Some((cell.line, u32::try_from(cell.index + 1).ok()?))
    }
}
