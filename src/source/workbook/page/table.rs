//! A table of a page, and the sheet that it is.

use super::super::fault::{CELL_LIMIT, WorkbookFault};
use super::super::formula::{Dialect, FormulaCell, Saved, parse};
use super::super::number_format::NumberFormat;
use super::super::sheet::{Region, Sheet, SheetBuilder};
use crate::number::{self, Decimal};
use crate::source::CellKind;
use crate::source::workbook::MOST_COLUMNS;
use std::rc::Rc;

/// No more lines above a table have rows of their own: the header is looked for in the first rows only.
const MOST_LINES: usize = 12;

/// A table of a page.
#[derive(Debug, Default)]
pub(super) struct PageTable {
    /// What is written above it: the cells of each line.
    pub(super) above: Vec<Vec<String>>,
    pub(super) rows: Vec<PageRow>,
    pub(super) is_hidden: bool,
}

#[derive(Debug, Default)]
pub(super) struct PageRow {
    pub(super) cells: Vec<PageCell>,
    pub(super) is_hidden: bool,
}

/// A cell, with what it prints.
#[derive(Debug, Default)]
pub(super) struct PageCell {
    pub(super) text: String,
    pub(super) rows: u32,
    pub(super) columns: u32,
    /// The number that it says it is.
    pub(super) number: Option<f64>,
    /// Whether what it prints is that number.
    pub(super) prints_number: bool,
    pub(super) format: Option<String>,
    pub(super) formula: Option<String>,
    /// Whether it is not shown, as if it were not there.
    pub(super) is_hidden: bool,
}

impl PageCell {
    /// The number that it is, where it says so.
    fn number(&self) -> Option<f64> {
        let printed = || {
            let plain = Decimal::parse_plain(self.text.trim())?;
            Some(plain.to_f64())
        };
        self.number
            .or_else(|| self.prints_number.then(printed).flatten())
    }
}

impl PageTable {
    /// Whether it only places texts beside one another: an office and a motto, or two signatures.
    pub(super) fn is_layout(&self) -> bool {
        let filled = |row: &PageRow| {
            let cells = row.cells.iter();
            cells.filter(|cell| !cell.text.trim().is_empty()).count()
        };
        let is_number = |cell: &PageCell| {
            let read = number::read(cell.text.trim());
            cell.number().is_some()
                || matches!(
                    read,
                    number::Cell::Figure { .. } | number::Cell::TwoWays { .. }
                )
        };
        self.rows
            .iter()
            .all(|row| filled(row) < 3 && !row.cells.iter().any(is_number))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.all(|cell| cell.text.trim().is_empty() && cell.formula.is_none())
    }

    /// All that it says, as lines above another table.
    pub(super) fn into_lines(self) -> Vec<Vec<String>> {
        let rows = self.rows.into_iter().map(|row| {
            let cells = row.cells.into_iter();
            cells.map(|cell| cell.text.trim().to_owned()).collect()
        });
        let is_filled = |line: &Vec<String>| line.iter().any(|cell| !cell.is_empty());
        self.above
            .into_iter()
            .chain(rows)
            .filter(is_filled)
            .collect()
    }

    /// The sheet that it is.
    pub(super) fn sheet(mut self) -> Result<Sheet, WorkbookFault> {
        let mut builder = SheetBuilder::default();
        builder.numbers_may_be_text();
        let too_many = self.above.len().saturating_sub(MOST_LINES - 1);
        if too_many > 1 {
            let joined: Vec<String> = self.above.drain(..too_many).flatten().collect();
            self.above.insert(0, vec![joined.join("\n")]);
        }
        let mut row_number = 0u32;
        for line in &self.above {
            for (column, text) in (0..).zip(line) {
                builder.push(row_number, column, text, CellKind::Text)?;
            }
            row_number = row_number.saturating_add(1);
        }
        let first = row_number;
        // For how many rows each column is still taken by a cell.
        let (mut taken, mut work): (Vec<u32>, u64) = (Vec::new(), 0);
        for row in &self.rows {
            let mut column = 0;
            for cell in &row.cells {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let end = column + cell.columns as usize;
                if end > MOST_COLUMNS as usize {
                    return Err(WorkbookFault::TooLarge);
                }
                if taken.len() < end {
                    taken.resize(end, 0);
                }
                taken[column..end].fill(cell.rows);
                let start = u32::try_from(column).map_err(|_| WorkbookFault::TooLarge)?;
                put(&mut builder, row_number, start, cell)?;
                column = end;
            }
            work += taken.len() as u64;
            if work > CELL_LIMIT {
                return Err(WorkbookFault::TooLarge);
            }
            for rows in &mut taken {
                *rows = rows.saturating_sub(1);
            }
            row_number = row_number.saturating_add(1);
        }
        let is_hidden = |row: u32| {
            let row = row
                .checked_sub(first)
                .and_then(|row| self.rows.get(row as usize));
            row.is_some_and(|row| row.is_hidden)
        };
        builder.finish(&is_hidden, &|_| false)
    }
}

fn put(
    builder: &mut SheetBuilder,
    row: u32,
    column: u32,
    cell: &PageCell,
) -> Result<(), WorkbookFault> {
    let number = cell.number();
    match number {
        Some(number) => {
            let format = cell.format.as_deref().map(NumberFormat::named);
            builder.push_number(row, column, number, &format.unwrap_or_default(), false)?;
        }
        None => builder.push(row, column, cell.text.trim(), CellKind::Text)?,
    }
    let saved = match number {
        Some(number) => Some(Saved::Number(number)),
        None if cell.text.trim().is_empty() => Some(Saved::Nothing),
        None => Some(Saved::Shown),
    };
    if let (Some(formula), Some(saved)) = (&cell.formula, saved) {
        builder.formula(FormulaCell {
            row,
            column,
            formula: Rc::new(parse(formula, Dialect::Letters)),
            moved: (0, 0),
            saved,
            is_marked: false,
        });
    }
    if (cell.rows, cell.columns) != (1, 1) {
        builder.merge(Region {
            first_row: row,
            first_column: column,
            last_row: row.saturating_add(cell.rows - 1),
            last_column: column.saturating_add(cell.columns - 1),
        });
    }
    Ok(())
}
