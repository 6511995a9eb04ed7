//! One sheet of a workbook, its cells as they are shown: text, and what kind of cell it comes from.

use super::fault::{CELL_LIMIT, UNPACKED_LIMIT, WorkbookFault};
use super::formula::{FormulaCell, Grid, Operand, SheetFormulas, Trust, Work};
use super::number_format::{NumberFormat, Shown};
use super::shown;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::{self, Decimal};
use crate::place::cell_name;
use crate::source::encoding::{Writing, examined};
use crate::source::{CellKind, Row};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What a sheet may have at most, as spreadsheet programs have it.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// A sheet that was read.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The text of all cells.
    text: String,
    /// Those that are not empty, by row and column.
    cells: Vec<SheetCell>,
    /// The rows (from 1) that are hidden and hold something.
    pub hidden_rows: Vec<u32>,
    /// The columns (from 1) that are hidden and hold something.
    pub hidden_columns: Vec<u32>,
    /// What is wrong with its cells.
    pub faults: Vec<SheetFault>,
    /// Whether its numbers are texts, as they are printed.
    has_text_numbers: bool,
}

/// Something wrong with the letters of a cell, or with what is saved in it.
#[derive(Debug)]
pub struct SheetFault {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What is wrong, still without its place.
    pub diagnostic: Diagnostic,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct SheetCell {
    /// From 0.
    pub(super) row: u32,
    pub(super) column: u32,
    start: u32,
    end: u32,
    pub(super) kind: CellKind,
    /// Whether it holds what a merged cell holds whose first one is another.
    is_copy: bool,
}

/// A rectangle of cells, from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) first_row: u32,
    pub(super) first_column: u32,
    pub(super) last_row: u32,
    pub(super) last_column: u32,
}

impl Region {
    pub(super) fn holds(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

impl Sheet {
    /// Whether no cell holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether it cannot be relied upon, its letters being those of another encoding.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.diagnostic.severity == Severity::Error)
    }

    /// How many bytes its text has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// Whether a cell holds a number.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        let is_number = |cell: &SheetCell| {
            cell.kind.is_number()
                || self.has_text_numbers && number::read(self.text_of(cell).trim()).is_figure()
        };
        self.cells.iter().any(is_number)
    }

    /// How many rows there are at most.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.cells.chunk_by(|a, b| a.row == b.row).count()
    }

    /// The rows that hold something, one after another.
    #[must_use]
    pub fn rows(&self) -> SheetRows<'_> {
        SheetRows { sheet: self, at: 0 }
    }

    pub(super) fn text_of(&self, cell: &SheetCell) -> &str {
        self.text
            .get(cell.start as usize..cell.end as usize)
            .unwrap_or_default()
    }

    /// The cells of a row from a column on, with those of the rows below it.
    pub(super) fn cells_from(&self, row: u32, column: u32) -> &[SheetCell] {
        let before = |cell: &SheetCell| (cell.row, cell.column) < (row, column);
        self.cells
            .get(self.cells.partition_point(before)..)
            .unwrap_or_default()
    }
}

/// The rows of a sheet that hold something.
#[derive(Debug, Clone)]
pub struct SheetRows<'s> {
    sheet: &'s Sheet,
    at: usize,
}

impl<'s> SheetRows<'s> {
    /// Reads the next row into `row`; `false` at the end.
    pub fn next_into(&mut self, row: &mut Row<'s>) -> bool {
        let Some(first) = self.sheet.cells.get(self.at) else {
            row.begin(0);
            return false;
        };
        row.begin(first.row.saturating_add(1));
        while let Some(cell) = self
            .sheet
            .cells
            .get(self.at)
            .filter(|cell| cell.row == first.row)
        {
            row.set(cell.column as usize, self.sheet.text_of(cell), cell.kind);
            if cell.is_copy {
                row.mark_filled();
            }
            self.at += 1;
        }
        true
    }
}

/// Puts a sheet together.
#[derive(Debug, Default)]
pub(super) struct SheetBuilder {
    sheet: Sheet,
    merged: Vec<Region>,
    formulas: Vec<FormulaCell>,
    /// The numbers that their format does not show, in order of place once all cells are there.
    unshown: Vec<(u32, u32, f64)>,
    /// The zeros that their format shows as nothing.
    empty_zeros: Vec<(u32, u32)>,
    hidden_rows: FxHashSet<u32>,
    /// First and last.
    hidden_columns: Vec<(u32, u32)>,
}

/// A sheet of a workbook whose sheets are read together.
#[derive(Debug)]
pub(super) struct ReadSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) content: Option<Sheet>,
}

/// A sheet of such a workbook before its formulas are looked at.
pub(super) struct OpenSheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) builder: SheetBuilder,
}

/// The sheets of a workbook, whose formulas may refer to one another.
pub(super) fn finished(sheets: Vec<OpenSheet>) -> Result<Vec<ReadSheet>, WorkbookFault> {
    let heads: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.is_visible))
        .collect();
    let builders = sheets.into_iter().map(|sheet| (sheet.name, sheet.builder));
    let finished = finish_all(builders.collect());
    let sheets = heads
        .into_iter()
        .zip(finished)
        .map(|((name, is_visible), content)| {
            Ok(ReadSheet {
                name,
                is_visible,
                content: Some(content?),
            })
        });
    sheets.collect()
}

/// Finishes the sheets of a book, whose formulas may refer to one another.
pub(super) fn finish_all(
    mut sheets: Vec<(String, SheetBuilder)>,
) -> Vec<Result<Sheet, WorkbookFault>> {
    for (_, sheet) in &mut sheets {
        sheet.sort();
        sheet
            .unshown
            .sort_by_key(|(row, column, _)| (*row, *column));
    }
    let of_sheets: Vec<_> = sheets
        .iter()
        .map(|(name, sheet)| SheetFormulas {
            name: name.to_lowercase(),
            grid: sheet,
            formulas: &sheet.formulas,
        })
        .collect();
    let trust = Trust::of(&of_sheets);
    let sheets = sheets.into_iter().zip(trust);
    sheets
        .map(|((_, sheet), trust)| sheet.finished(trust))
        .collect()
}

/// No more cells are named in one message.
const MOST_NAMED: usize = 12;

impl SheetBuilder {
    /// Adds a cell, row and column from 0; an empty text is no cell.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        kind: CellKind,
    ) -> Result<(), WorkbookFault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let sheet = &mut self.sheet;
        let start = sheet.text.len();
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            sheet.text.push_str(text);
        } else {
            sheet.text.extend(text.nfc());
        }
        if sheet.text.len() as u64 > UNPACKED_LIMIT || sheet.cells.len() as u64 >= CELL_LIMIT {
            return Err(WorkbookFault::TooLarge);
        }
        let offset = |at: usize| u32::try_from(at).map_err(|_| WorkbookFault::TooLarge);
        let (start, end) = (offset(start)?, offset(sheet.text.len())?);
        // Words of two cells are not one.
        sheet.text.push('\n');
        sheet.cells.push(SheetCell {
            row,
            column,
            start,
            end,
            kind,
            is_copy: false,
        });
        Ok(())
    }

    /// Adds a number as its format shows it.
    pub(super) fn push_number(
        &mut self,
        row: u32,
        column: u32,
        value: f64,
        format: &NumberFormat,
        is_1904: bool,
    ) -> Result<(), WorkbookFault> {
        if format.shown(value) == Shown::EmptyZero {
            return self.push_empty_zero(row, column);
        }
        let (text, kind) = shown::number(value, format, is_1904);
        if text.is_empty() {
            self.hide_number(row, column, value);
        }
        self.push(row, column, &text, kind)
    }

    /// Adds a zero that is shown as nothing.
    pub(super) fn push_empty_zero(&mut self, row: u32, column: u32) -> Result<(), WorkbookFault> {
        self.empty_zeros.push((row, column));
        self.push(row, column, "0", CellKind::Number)
    }

    /// Takes note of a number that its format does not show.
    pub(super) fn hide_number(&mut self, row: u32, column: u32, value: f64) {
        self.unshown.push((row, column, value));
    }

    /// Says that numbers may be texts, as they are printed.
    pub(super) fn numbers_may_be_text(&mut self) {
        self.sheet.has_text_numbers = true;
    }

    /// Says that a cell has a formula.
    pub(super) fn formula(&mut self, cell: FormulaCell) {
        self.formulas.push(cell);
    }

    /// Joins cells: what the first of them holds, all do.
    pub(super) fn merge(&mut self, region: Region) {
        self.merged.push(region);
    }

    /// Says which rows and columns are hidden, from 0; columns by the first and last of several.
    pub(super) fn hide(&mut self, rows: FxHashSet<u32>, columns: Vec<(u32, u32)>) {
        self.hidden_rows = rows;
        self.hidden_columns = columns;
    }

    /// Whether a formula refers to another sheet.
    pub(super) fn refers_elsewhere(&self) -> bool {
        let mut formulas = self.formulas.iter();
        formulas.any(|cell| cell.formula.refers_elsewhere())
    }

    /// How many bytes its text has.
    pub(super) fn size(&self) -> usize {
        self.sheet.text.len()
    }

    /// The sheet of a book with no other.
    pub(super) fn finish(self) -> Result<Sheet, WorkbookFault> {
        let mut finished = finish_all(vec![(String::new(), self)]);
        finished.pop().unwrap_or_else(|| Ok(Sheet::default()))
    }

    /// The sheet, with merged cells filled.
    fn finished(mut self, trust: Trust) -> Result<Sheet, WorkbookFault> {
        self.tell_formulas(trust)?;
        self.tell_unshown();
        self.examine();
        self.fill_merged()?;
        self.check_breadth()?;
        let sheet = &mut self.sheet;
        let numbered = |all: Vec<u32>| {
            all.into_iter()
                .map(|index| index.saturating_add(1))
                .collect()
        };
        let mut rows: Vec<u32> = sheet
            .cells
            .iter()
            .map(|cell| cell.row)
            .filter(|row| self.hidden_rows.contains(row))
            .collect();
        rows.dedup();
        let mut columns: Vec<u32> = sheet
            .cells
            .iter()
            .map(|cell| cell.column)
            .filter(|column| {
                let mut ranges = self.hidden_columns.iter();
                ranges.any(|(first, last)| (*first..=*last).contains(column))
            })
            .collect();
        columns.sort_unstable();
        columns.dedup();
        sheet.hidden_rows = numbered(rows);
        sheet.hidden_columns = numbered(columns);
        Ok(self.sheet)
    }

    /// In order of place; of two cells at one place the later holds.
    fn sort(&mut self) {
        let cells = &mut self.sheet.cells;
        let place = |cell: &SheetCell| (cell.row, cell.column);
        if !cells.is_sorted_by(|a, b| place(a) < place(b)) {
            cells.sort_by_key(place);
            cells.reverse();
            cells.dedup_by_key(|cell| place(cell));
            cells.reverse();
        }
    }

    /// Marks the cells whose formula has no saved result, and tells of saved results that cannot be trusted.
    fn tell_formulas(&mut self, trust: Trust) -> Result<(), WorkbookFault> {
        if !trust.unsaved.is_empty() {
            for (row, column) in trust.unsaved {
                self.push(row, column, "=", CellKind::Unsaved)?;
            }
            self.sort();
        }
        self.keep_empty(trust.empty)?;
        let differing = trust.differing.into_iter();
        let differing = differing.map(|(row, column, saved, given)| {
            let name = name_of(row, column);
            ((row, column), format!("{name}: {saved} → {given}"))
        });
        self.tell(Code::FormulaResultDiffers, differing.collect());
        let unconfirmed = trust.unconfirmed.into_iter();
        let unconfirmed = unconfirmed.map(|(row, column)| ((row, column), name_of(row, column)));
        self.tell(Code::FormulaZeroUnconfirmed, unconfirmed.collect());
        Ok(())
    }

    /// Keeps the empty results of formulas that stand beside something: whether they are empty nobody can tell.
    fn keep_empty(&mut self, places: Vec<(u32, u32)>) -> Result<(), WorkbookFault> {
        let last = self.sheet.cells.iter().map(|cell| cell.column).max();
        let is_beside = |&(row, column): &(u32, u32)| {
            let beside = self.sheet.cells_from(row, 0).first();
            beside.is_some_and(|cell| cell.row == row) && Some(column) <= last
        };
        let places: Vec<_> = places.into_iter().filter(is_beside).collect();
        if self.sheet.cells.len() as u64 + places.len() as u64 > CELL_LIMIT {
            return Err(WorkbookFault::TooLarge);
        }
        let empty = places.into_iter().map(|(row, column)| SheetCell {
            row,
            column,
            start: 0,
            end: 0,
            kind: CellKind::EmptyResult,
            is_copy: false,
        });
        self.sheet.cells.extend(empty);
        self.sort();
        Ok(())
    }

    fn tell_unshown(&mut self) {
        let unshown = self.unshown.iter().map(|(row, column, value)| {
            let (name, value) = (name_of(*row, *column), shown::plain(*value));
            ((*row, *column), format!("{name}: {value}"))
        });
        self.tell(Code::NumberNotShown, unshown.collect());
        let zeros = self.empty_zeros.iter();
        let zeros = zeros.map(|(row, column)| ((*row, *column), name_of(*row, *column)));
        self.tell(Code::ZeroNotShown, zeros.collect());
    }

    /// Warns once of all these cells, at the first of them.
    fn tell(&mut self, code: Code, mut cells: Vec<((u32, u32), String)>) {
        cells.sort_by_key(|(place, _)| *place);
        let Some(((row, column), _)) = cells.first().cloned() else {
            return;
        };
        let named = cells.iter().take(MOST_NAMED).map(|(_, told)| &**told);
        let mut named: Vec<&str> = named.collect();
        if cells.len() > MOST_NAMED {
            named.push("…");
        }
        let diagnostic = code
            .arg("count", cells.len())
            .arg("cells", named.join(", "));
        self.sheet.faults.push(SheetFault {
            row,
            column,
            diagnostic,
        });
    }

    /// Looks at the letters as those of any other text.
    fn examine(&mut self) {
        let sheet = &mut self.sheet;
        let decoded = examined(Cow::Owned(std::mem::take(&mut sheet.text)), Writing::Table);
        for fault in decoded.faults {
            let is_in =
                |cell: &&SheetCell| (cell.start as usize..cell.end as usize).contains(&fault.at);
            if let Some(cell) = sheet.cells.iter().find(is_in) {
                let (row, column) = (cell.row, cell.column);
                sheet.faults.push(SheetFault {
                    row,
                    column,
                    diagnostic: fault.diagnostic,
                });
            }
        }
        // Each right letter has as many bytes as its look-alike, so that the places of cells stay.
        sheet.text = decoded.text.into_owned();
    }

    /// A cell far to the right makes its whole row long.
    fn check_breadth(&self) -> Result<(), WorkbookFault> {
        let rows = self.sheet.cells.chunk_by(|a, b| a.row == b.row);
        let last = |row: &[SheetCell]| row.last().map_or(0, |cell| u64::from(cell.column) + 1);
        let breadth: u64 = rows.map(last).sum();
        (breadth <= CELL_LIMIT)
            .then_some(())
            .ok_or(WorkbookFault::TooLarge)
    }

    fn fill_merged(&mut self) -> Result<(), WorkbookFault> {
        let cells = &self.sheet.cells;
        let Some(last_row) = cells.last().map(|cell| cell.row) else {
            return Ok(());
        };
        let last_column = cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let mut copies = Vec::new();
        for region in &self.merged {
            let first = (region.first_row, region.first_column);
            let Ok(index) = cells.binary_search_by_key(&first, |cell| (cell.row, cell.column))
            else {
                continue;
            };
            for row in region.first_row..=region.last_row.min(last_row) {
                for column in region.first_column..=region.last_column.min(last_column) {
                    copies.push(SheetCell {
                        row,
                        column,
                        is_copy: (row, column) != first,
                        ..cells[index]
                    });
                }
                if copies.len() as u64 > CELL_LIMIT {
                    return Err(WorkbookFault::TooLarge);
                }
            }
        }
        if !copies.is_empty() {
            self.sheet.cells.append(&mut copies);
            self.sort();
        }
        Ok(())
    }
}

fn name_of(row: u32, column: u32) -> String {
    cell_name(row.saturating_add(1), column.saturating_add(1))
}

impl Grid for SheetBuilder {
    fn cell(&self, row: u32, column: u32) -> Operand {
        let cell = self.sheet.cells_from(row, column).first();
        match cell.filter(|cell| (cell.row, cell.column) == (row, column)) {
            Some(cell) => operand(self.sheet.text_of(cell), cell.kind),
            None => self.unshown_at(row, column),
        }
    }

    fn each(
        &self,
        region: Region,
        work: &mut Work,
        take: &mut dyn FnMut(u32, u32, Operand),
    ) -> Option<()> {
        for (row, column, _) in &self.unshown {
            work.spend(1)?;
            if region.holds(*row, *column) {
                take(*row, *column, self.unshown_at(*row, *column));
            }
        }
        let mut from = (region.first_row, region.first_column);
        loop {
            let cells = self.sheet.cells_from(from.0, from.1);
            let Some(first) = cells.first().filter(|cell| cell.row <= region.last_row) else {
                return Some(());
            };
            let row = first.row;
            for cell in cells {
                if cell.row != row || cell.column > region.last_column {
                    break;
                }
                if cell.column >= region.first_column && cell.kind != CellKind::Text {
                    work.spend(1)?;
                    take(
                        row,
                        cell.column,
                        operand(self.sheet.text_of(cell), cell.kind),
                    );
                }
            }
            work.spend(1)?;
            from = if first.column < region.first_column {
                (row, region.first_column)
            } else {
                (row.saturating_add(1), region.first_column)
            };
        }
    }
}

impl SheetBuilder {
    fn unshown_at(&self, row: u32, column: u32) -> Operand {
        let found = self
            .unshown
            .binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column));
        match found.ok().and_then(|index| self.unshown.get(index)) {
            Some((.., value)) => operand(&shown::plain(*value), CellKind::Number),
            None => Operand::Empty,
        }
    }
}

/// What a cell holds for a formula.
fn operand(text: &str, kind: CellKind) -> Operand {
    let hundredth = Decimal::new(1, 2);
    match (kind, text.strip_suffix('%')) {
        (CellKind::Number, Some(percent)) => Decimal::parse_plain(percent)
            .map_or(Operand::Unknown, |number| {
                Operand::Number(&number * &hundredth)
            }),
        (CellKind::Number | CellKind::Scaled, _) => {
            Decimal::parse_plain(text).map_or(Operand::Unknown, Operand::Number)
        }
        (CellKind::Text, _) => Operand::Text(text.into()),
        (CellKind::Date, _) => Operand::Date(text.into()),
        _ => Operand::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
        let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
        while rows.next_into(&mut row) {
            all.push((row.line(), row.cells().map(str::to_owned).collect()));
        }
        all
    }

    fn built(cells: &[(u32, u32, &str)], merged: &[Region]) -> Sheet {
        let mut builder = SheetBuilder::default();
        for (row, column, text) in cells {
            builder.push(*row, *column, text, CellKind::Text).unwrap();
        }
        merged.iter().for_each(|region| builder.merge(*region));
        builder.hide(std::iter::once(4).collect(), vec![(0, 0)]);
        builder.finish().unwrap()
    }

    #[test]
    fn rows_know_their_number_and_gaps_are_empty_cells() {
        let sheet = built(
            &[
                (4, 2, "c"),
                (1, 0, "a"),
                (1, 1, " "),
                (4, 0, "b"),
                (4, 0, "d"),
            ],
            &[],
        );
        let expected = [
            (2, vec!["a".to_owned()]),
            (5, vec!["d".to_owned(), String::new(), "c".to_owned()]),
        ];
        assert_eq!(shown(&sheet), expected);
        assert_eq!(
            (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
            (&[5][..], &[1][..])
        );
        assert_eq!(
            (sheet.row_count(), sheet.is_empty(), sheet.has_numbers()),
            (2, false, false)
        );
    }

    #[test]
    fn merged_cells_hold_what_the_first_does() {
        let region = |first_row, first_column, last_row, last_column| Region {
            first_row,
            first_column,
            last_row,
            last_column,
        };
        let merged = [
            region(0, 0, 1, 0),
            region(0, 1, 0, 16_383),
            region(5, 5, 9, 9),
        ];
        let sheet = built(
            &[(0, 0, "u"), (0, 1, "t"), (1, 2, "x"), (1, 0, "under")],
            &merged,
        );
        let row = |line, cells: [&str; 3]| (line, cells.map(str::to_owned).to_vec());
        assert_eq!(
            shown(&sheet),
            [row(1, ["u", "t", "t"]), row(2, ["u", "", "x"])]
        );
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let mut builder = SheetBuilder::default();
        for row in 0..2000 {
            builder.push(row, 16_383, "x", CellKind::Text).unwrap();
        }
        assert_eq!(builder.finish().unwrap_err(), WorkbookFault::TooLarge);
        let whole = Region {
            first_row: 0,
            first_column: 0,
            last_row: u32::MAX,
            last_column: u32::MAX,
        };
        let mut builder = SheetBuilder::default();
        for (row, column) in [(0, 0), (1_000_000, 100)] {
            builder.push(row, column, "x", CellKind::Text).unwrap();
        }
        builder.merge(whole);
        assert_eq!(builder.finish().unwrap_err(), WorkbookFault::TooLarge);
    }
}
