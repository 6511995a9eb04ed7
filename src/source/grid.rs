//! The rows of a file's tables as a spreadsheet shows them.

use super::table::{Row, Rows};
use super::workbook::{FileKind, Workbook};
use super::{decode_table, likely_separator, separator::named_separator};
use crate::place::{FileId, Sources};

/// A row as a spreadsheet shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The line by which problems name it.
    pub line: u32,
    /// The number that a spreadsheet gives it.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<Box<str>>,
}

/// The rows of each visible sheet, or of a text, that are wanted by the id of the sheet and their line. Where a file cannot
/// be read, which is told elsewhere, there are none.
pub fn grid(
    bytes: &[u8],
    sources: &Sources,
    file: FileId,
    wanted: &dyn Fn(FileId, u32) -> bool,
) -> Vec<(FileId, Vec<GridRow>)> {
    match FileKind::of(bytes) {
        FileKind::Text => match decode_table(bytes, file) {
            Ok(decoded) => vec![(file, of_text(&decoded.text, |line| wanted(file, line)))],
            Err(_) => Vec::new(),
        },
        FileKind::Workbook(kind) => match Workbook::open(bytes, kind) {
            Ok(mut workbook) => {
                let visible = sources
                    .sheets_of(file)
                    .filter(|(_, entry)| entry.is_visible);
                let sheets = visible.filter_map(|(id, entry)| {
                    let sheet = workbook.sheet(entry.index).ok()?;
                    let (mut rows, mut row) = (sheet.rows(), Row::default());
                    let mut all = Vec::new();
                    while rows.next_into(&mut row) {
                        if wanted(id, row.line()) {
                            all.push(grid_row(&row, row.line()));
                        }
                    }
                    Some((id, all))
                });
                sheets.collect()
            }
            Err(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn of_text(text: &str, wanted: impl Fn(u32) -> bool) -> Vec<GridRow> {
    let named = named_separator(text);
    let mut rows = Rows::new(text, named.unwrap_or_else(|| likely_separator(text)));
    let (mut row, mut all) = (Row::default(), Vec::new());
    // A line that only names the separator is no row to a spreadsheet.
    let mut number = if named.is_some() { 0 } else { 1 };
    // Beyond a quote that is never closed there are no rows.
    while let Ok(true) = rows.next_into(&mut row) {
        if wanted(row.line()) && number > 0 {
            all.push(grid_row(&row, number));
        }
        number += 1;
    }
    all
}

fn grid_row(row: &Row<'_>, number: u32) -> GridRow {
    GridRow {
        line: row.line(),
        number,
        cells: row.cells().take(row.width()).map(Into::into).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let rows = of_text("sep=;\na;\"b\nc\";\n1;2;\n3;4;5\n", |line| line != 2);
        let seen: Vec<_> = rows.iter().map(|row| (row.line, row.number)).collect();
        assert_eq!(seen, [(4, 2), (5, 3)]);
        assert_eq!(rows[0].cells.len(), 2);
    }
}
