//! Rows of words in the middle of a table after which its rows may be of another table: with other columns, or of
//! another unit or period.

use super::other_title::says_other_thing;
use super::state::{RowKeys, TableReader};
use crate::diagnostic::Code;
use crate::number::Cell;
use crate::place::Place;
use crate::reading::surroundings::{other_period, other_unit};
use crate::source::{Row, cell_place, one_line};
use rustc_hash::FxHashSet;

/// So many cells of a row are looked at.
const MOST_CELLS: usize = 200;

impl TableReader<'_> {
    /// Whether a row is the header of another table, which is told: nothing below it is read.
    pub(super) fn begins_other_table(&mut self, row: &Row<'_>) -> bool {
        let names = &self.defaults.names;
        let cells = (0..row.len().min(MOST_CELLS)).filter(|index| !row.is_copy(*index));
        let known: FxHashSet<usize> = cells
            .filter_map(|index| names.find(row.cell(index)))
            .collect();
        if known.len() < 2 {
            return false;
        }
        self.doubt.is_over = true;
        let error = Code::OtherTable.at(self.first_place(row));
        self.diagnostics.push(error);
        true
    }

    /// Notes what a row of words leaves in doubt.
    pub(super) fn doubt_after(&mut self, row: &Row<'_>) {
        let is_figure = |index: usize| {
            let mut figures = self.layout.figures.iter().zip(&self.cells);
            figures
                .any(|(figure, cell)| figure.position == Some(index) && *cell == Cell::NotANumber)
        };
        let own: Vec<usize> = (0..row.len().min(MOST_CELLS))
            .filter(|index| !row.is_copy(*index) && !row.cell(*index).is_empty())
            .collect();
        let texts: FxHashSet<&str> = own.iter().map(|index| row.cell(*index)).collect();
        if texts.len() > 1 && own.iter().any(|index| is_figure(*index)) {
            self.doubt.columns.get_or_insert(self.first_place(row));
        }
        let mut told = Vec::new();
        if let Some(unit) = self.given.taken_unit()
            && let Some((text, cell)) = other_unit(row, self.shared.units, unit)
        {
            let error = Code::OtherUnit.arg("text", one_line(&text));
            let error = error.arg("unit", self.shared.units.label(unit));
            told.push(error.at(cell_place(self.file, row.line(), cell)));
        }
        if let Some(period) = self.given.taken_period()
            && let Some((text, cell)) = other_period(row, period)
        {
            let error = Code::OtherPeriod.arg("text", one_line(&text));
            let error = error.arg("period", period.code());
            told.push(error.at(cell_place(self.file, row.line(), cell)));
        }
        if let Some((cell, text)) = says_other_thing(row) {
            // No line is given that passes over it: pasted unread it would publish what may be a running total.
            let error = Code::RowsOfOtherThing.arg("text", one_line(text));
            let error = error.at(cell_place(self.file, row.line(), cell));
            told.push(error);
        }
        self.doubt.keys.append(&mut told);
    }

    /// The header stands again: the columns are certain.
    pub(super) fn trust_columns(&mut self) {
        self.doubt.columns = None;
    }

    /// Tells what is in doubt, now that figures follow.
    #[inline]
    pub(super) fn tell_doubt(&mut self, keys: &RowKeys) {
        if self.doubt.columns.is_some() || !self.doubt.keys.is_empty() {
            self.tell_what_is_in_doubt();
        }
        if self.doubt.field.is_some() {
            self.settle_field(keys);
        }
    }

    fn tell_what_is_in_doubt(&mut self) {
        if let Some(place) = self.doubt.columns.take() {
            self.diagnostics.push(Code::OtherTable.at(place));
        }
        for error in std::mem::take(&mut self.doubt.keys) {
            self.diagnostics.push(error);
        }
    }

    /// The place of the first cell of a row that holds something.
    pub(super) fn first_place(&self, row: &Row<'_>) -> Place {
        let index = row.cells().position(|cell| !cell.is_empty()).unwrap_or(0);
        cell_place(self.file, row.line(), index)
    }
}
