//! Tables that are read whole: `units.csv`, `fields.csv`, registers.

use super::ColumnNames;
use super::header::{Header, cell_place};
use super::separator::Table;
use super::table::{Row, UnclosedQuote};
use super::table_source::TableSource;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{FileId, Place};

/// A table with its rows in memory. Every known column counts as used.
#[derive(Debug)]
pub struct SmallTable {
    file: FileId,
    header: Header,
    rows: Vec<SmallRow>,
    empty: usize,
    headers: usize,
    is_whole: bool,
    is_sheet: bool,
}

/// A row of a [`SmallTable`]; not empty.
#[derive(Debug)]
pub struct SmallRow {
    line: u32,
    cells: Vec<Box<str>>,
}

impl SmallTable {
    /// Reads a table whose header has at least `needed` of the known columns. Everything that is wrong is told:
    /// `unclosed-quote`, `no-header`, `unknown-column`, `column-twice`, `row-too-wide`. `None` where there is no
    /// header to go by.
    pub fn read<'t>(
        source: impl Into<TableSource<'t>>,
        file: FileId,
        names: &ColumnNames,
        needed: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let column_of = |name: &str, _: &[Box<str>]| names.find(name);
        let table = match Table::find(source, needed, &column_of) {
            Ok(Some(table)) => table,
            Ok(None) => {
                diagnostics.push(Code::NoHeader.at(Place::file(file)));
                return None;
            }
            Err(quote) => {
                diagnostics.push(unclosed_quote(file, quote));
                return None;
            }
        };
        let mut this = Self {
            file,
            header: Header::new(table.header, &column_of),
            rows: Vec::new(),
            empty: 0,
            headers: 0,
            is_whole: true,
            is_sheet: table.rows.separator().is_none(),
        };
        this.header.tell_ambiguous(file, &column_of, diagnostics);
        this.header.warn_of_unknown(file, names, diagnostics);
        let mut rows = table.rows;
        let mut row = Row::default();
        loop {
            match rows.next_into(&mut row) {
                Ok(true) => this.take(&row, diagnostics),
                Ok(false) => break,
                Err(quote) => {
                    this.is_whole = false;
                    diagnostics.push(unclosed_quote(file, quote));
                    break;
                }
            }
        }
        this.check_repeats(diagnostics);
        Some(this)
    }

    fn take(&mut self, row: &Row<'_>, diagnostics: &mut Diagnostics) {
        if row.is_empty() {
            self.empty += 1;
            return;
        }
        if self.header.is_repeated_by(row) {
            self.headers += 1;
            return;
        }
        // In text a cell too many may stand anywhere, and have moved the others; in a sheet words there are a remark.
        let is_wrong = |index: &usize| !self.is_sheet || row.kind(*index).is_number();
        if let Some(index) = self.header.beyond(row).find(is_wrong) {
            self.is_whole = false;
            diagnostics.push(row_too_wide(
                cell_place(self.file, row.line(), index),
                &self.header,
                row,
            ));
            return;
        }
        let used = self.header.columns.iter().enumerate();
        for (index, _) in used.filter(|(_, column)| column.is_some()) {
            if let Some(error) = fault_of_cell(row, index) {
                diagnostics.push(error.at(cell_place(self.file, row.line(), index)));
            }
        }
        let cells = row
            .cells()
            .take(self.header.cells.len())
            .map(Into::into)
            .collect();
        self.rows.push(SmallRow {
            line: row.line(),
            cells,
        });
    }

    /// A column that stands twice is an error unless both hold the same.
    fn check_repeats(&self, diagnostics: &mut Diagnostics) {
        for (index, column) in self.header.columns.iter().enumerate() {
            let Some(first) = column.and_then(|c| self.header.position(c)) else {
                continue;
            };
            let differing = self
                .rows
                .iter()
                .find(|row| row.cell(first) != row.cell(index));
            if let Some(row) = differing {
                diagnostics.push(column_twice(
                    self.file,
                    &self.header,
                    first,
                    index,
                    row.line,
                ));
            }
        }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[SmallRow] {
        &self.rows
    }

    /// How many rows were empty, and how many repeated the header.
    #[must_use]
    pub fn passed_over(&self) -> (usize, usize) {
        (self.empty, self.headers)
    }

    /// Whether every row could be read; those that could not were told.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether the table has a column.
    #[must_use]
    pub fn has(&self, column: usize) -> bool {
        self.header.position(column).is_some()
    }

    /// The cell of a column in a row, trimmed; empty where the table has no such column.
    #[must_use]
    pub fn get<'a>(&self, row: &'a SmallRow, column: usize) -> &'a str {
        self.header
            .position(column)
            .map_or("", |index| row.cell(index))
    }

    /// The place of a cell; the row as a whole where the table has no such column.
    #[must_use]
    pub fn place(&self, row: &SmallRow, column: usize) -> Place {
        match self.header.position(column) {
            Some(index) => cell_place(self.file, row.line, index),
            None => Place::line(self.file, row.line),
        }
    }

    /// The place of a column's header; the header's line where the table has no such column.
    #[must_use]
    pub fn header_place(&self, column: usize) -> Place {
        match self.header.position(column) {
            Some(index) => self.header.place(self.file, index),
            None => Place::line(self.file, self.header.line),
        }
    }
}

impl SmallRow {
    /// The physical line on which it begins.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// All cells up to the width of the header, trimmed.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| &**cell)
    }

    fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell)
    }
}

/// The error for a cell of a sheet of which nothing can be read: an error, a formula without its result.
#[must_use]
pub fn fault_of_cell(row: &Row<'_>, index: usize) -> Option<Diagnostic> {
    let code = row.kind(index).fault()?;
    Some(code.arg("text", row.cell(index)))
}

/// The same for a cell in which a value must stand.
#[must_use]
pub fn fault_of_needed_cell(row: &Row<'_>, index: usize) -> Option<Diagnostic> {
    let code = row.kind(index).fault_where_needed()?;
    Some(code.arg("text", row.cell(index)))
}

/// The error for a quote that is never closed.
#[must_use]
pub fn unclosed_quote(file: FileId, quote: UnclosedQuote) -> Diagnostic {
    Code::UnclosedQuote.at(Place::at(file, quote.line, quote.column))
}

/// The error for a row with more filled cells than its header.
#[must_use]
pub fn row_too_wide(place: Place, header: &Header, row: &Row<'_>) -> Diagnostic {
    let filled = row.cells().filter(|cell| !cell.is_empty()).count();
    Code::RowTooWide
        .at(place)
        .arg("cells", filled)
        .arg("header", header.filled)
}

/// The error for a used column whose header stands twice over different cells.
#[must_use]
pub fn column_twice(
    file: FileId,
    header: &Header,
    first: usize,
    second: usize,
    line: u32,
) -> Diagnostic {
    Code::ColumnTwice
        .at(header.place(file, second))
        .arg("column", super::header::one_line(&header.cells[second]))
        .related(header.place(file, first))
        .related(cell_place(file, line, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<SmallTable>, Vec<(&'static str, u32, u32)>) {
        let mut names = ColumnNames::new();
        names.add("code", 0);
        names.add("mã", 0);
        names.add("name", 1);
        names.add("tên", 1);
        names.add("parent", 2);
        let mut diagnostics = Diagnostics::new();
        let table = SmallTable::read(text, FileId(0), &names, 2, &mut diagnostics);
        let told = diagnostics
            .iter()
            .map(|d| {
                (
                    d.code.as_str(),
                    d.place.unwrap().line,
                    d.place.unwrap().column,
                )
            })
            .collect();
        (table, told)
    }

    #[test]
    fn rows_are_read_by_column() {
        let (table, told) = read("Danh sách\nMã;Tên\n\nquan-1; Quận 1 \n");
        let table = table.unwrap();
        let [row] = table.rows() else {
            panic!("one row")
        };
        assert_eq!(
            (table.get(row, 0), table.get(row, 1), table.get(row, 2)),
            ("quan-1", "Quận 1", "")
        );
        assert_eq!((table.has(1), table.has(2)), (true, false));
        assert_eq!(table.passed_over(), (1, 0));
        assert_eq!(row.cells().collect::<Vec<_>>(), ["quan-1", "Quận 1"]);
        assert_eq!(table.place(row, 1), Place::at(FileId(0), 4, 2));
        assert_eq!(table.place(row, 2), Place::line(FileId(0), 4));
        assert_eq!(told, []);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(read("x,y\n").1, [("no-header", 0, 0)]);
        assert_eq!(read("code,name\na,b,c\n").1, [("row-too-wide", 2, 3)]);
        assert_eq!(
            read("code,name,what\na,b,c\n").1,
            [("unknown-column", 1, 3)]
        );
        assert_eq!(read("code,name\na,\"b\n").1, [("unclosed-quote", 2, 2)]);
    }

    #[test]
    fn a_column_may_stand_twice_if_both_hold_the_same() {
        assert_eq!(read("code,name,mã\na,b,a\n").1, []);
        assert_eq!(
            read("code,name,mã\na,b,a\nc,d,e\n").1,
            [("column-twice", 1, 3)]
        );
    }
}
