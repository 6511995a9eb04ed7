//! A table of a page, and the sheet that it is.

use super::super::fault::{CELL_LIMIT, WorkbookFault};
use super::super::formula::{Dialect, FormulaCell, Saved, parse};
use super::super::number_format::{NumberFormat, Shown, counts_otherwise};
use super::super::ods::shown_by_words;
use super::super::sheet::{Region, Sheet, SheetBuilder};
use super::super::shown;
use crate::number::{self, Decimal};
use crate::source::CellKind;
use crate::source::workbook::sheet::MOST_COLUMNS;
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

/// How a cell prints the number that it says it is.
#[derive(Clone, Copy)]
enum Printed {
    /// As its format says.
    Number,
    /// Otherwise than that.
    Otherwise(Shown),
    Nothing,
    /// As a text, which counts: it may say something else.
    Text,
}

impl PageCell {
    /// How it prints a number in what everybody sees.
    fn printed(&self, number: f64, format: &NumberFormat) -> Printed {
        let text = self.text.trim();
        let shown = format.shown(number);
        let has_digit = text.contains(|c: char| c.is_ascii_digit());
        let is_number = matches!(shown, Shown::Plain | Shown::Percent | Shown::EmptyZero);
        if !is_number || !has_digit && number == 0.0 || format.words_of_period(number).is_some() {
            return Printed::Number;
        }
        if text.is_empty() {
            return Printed::Nothing;
        }
        let in_percent = text.strip_suffix('%').map(str::trim_end);
        match (shown, in_percent) {
            (Shown::Percent, Some(text)) => match shown_by_words(text, number * 100.0) {
                Some(Shown::Plain) => Printed::Number,
                _ => Printed::Otherwise(Shown::Scaled),
            },
            _ => match shown_by_words(text, number) {
                Some(printed) if printed == shown => Printed::Number,
                Some(Shown::Plain) => Printed::Otherwise(Shown::Scaled),
                Some(printed) => Printed::Otherwise(printed),
                // `12 hồ sơ`
                None if shown == Shown::Plain && !counts_otherwise(text) => {
                    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
                    let digits = text.trim_matches(|c| !is_part(c));
                    if shown_by_words(digits, number) == Some(Shown::Plain) {
                        Printed::Number
                    } else {
                        Printed::Text
                    }
                }
                None => Printed::Text,
            },
        }
    }

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
        let is_number =
            |cell: &PageCell| cell.number().is_some() || number::read(cell.text.trim()).is_figure();
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
        let rows = (first..).zip(&self.rows);
        let hidden = rows.filter(|(_, row)| row.is_hidden).map(|(at, _)| at);
        builder.hide(hidden.collect(), Vec::new());
        builder.finish()
    }
}

fn put(
    builder: &mut SheetBuilder,
    row: u32,
    column: u32,
    cell: &PageCell,
) -> Result<(), WorkbookFault> {
    let format = cell.format.as_deref().map(NumberFormat::named);
    let format = format.unwrap_or_default();
    let printed = cell
        .number()
        .map(|number| (number, cell.printed(number, &format)));
    let number = printed.and_then(|(number, printed)| match printed {
        Printed::Text => None,
        _ => Some(number),
    });
    match printed {
        Some((number, Printed::Number)) => {
            builder.push_number(row, column, number, &format, false)?;
        }
        Some((number, Printed::Otherwise(shown))) => {
            let (text, kind) = shown::formatted(number, shown, false);
            builder.push(row, column, &text, kind)?;
        }
        Some((number, Printed::Nothing)) => builder.hide_number(row, column, number),
        Some((_, Printed::Text)) | None => {
            builder.push(row, column, cell.text.trim(), CellKind::Text)?
        }
    }
    if let Some(formula) = &cell.formula {
        let saved = match number {
            Some(number) => Saved::Number(number),
            None if cell.text.trim().is_empty() => Saved::Nothing,
            None => Saved::Shown,
        };
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
