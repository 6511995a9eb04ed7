//! The rows of a table that is to be made into another, and what is wrong with their cells.

use crate::diagnostic::{Code, Diagnostics};
use crate::reading::observation_reader::row_cells::{COLUMN_ROWS, is_number};
use crate::reading::observation_reader::row_kind::labels_columns;
use crate::reading::observation_reader::row_length;
use crate::reading::observation_reader::table_context::TableContext;
use crate::source::{Header, Row, TableRows, cell_place, row_too_wide, unclosed_quote};

/// The rows below a header, without those that repeat it or number its columns.
pub(super) fn data_rows<'t>(
    all: &TableRows<'t>,
    header: &Header,
    context: TableContext<'_>,
    told: &mut Diagnostics,
) -> Vec<Row<'t>> {
    let file = context.file;
    let (mut rows, mut next) = (Vec::new(), all.clone());
    let mut row = Row::default();
    let mut is_below_header = true;
    loop {
        match next.next_into(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(quote) => {
                told.push(unclosed_quote(file, quote));
                break;
            }
        }
        let is_numbering = || labels_columns(row.cells()).is_some();
        if header.is_repeated_by(&row) {
            is_below_header = true;
        } else if next.ends_open() && row.len() < header.cells.len() && row.len() > 1 {
            let place = cell_place(file, row.line(), row.len() - 1);
            told.push(Code::LastLineCut.at(place));
        } else if row.is_empty() || (is_below_header && is_numbering()) {
            continue;
        } else {
            is_below_header = false;
            rows.push(row.clone());
        }
    }
    tell_beyond(&rows, header, context, told);
    if all.separator().is_some() {
        tell_lengths(all, &rows, header, context, told);
    }
    rows
}

/// Tells numbers beyond the header. Where most rows have one, it is a column without a heading.
fn tell_beyond(
    rows: &[Row<'_>],
    header: &Header,
    context: TableContext<'_>,
    told: &mut Diagnostics,
) {
    let last = rows.iter().map(Row::len).max().unwrap_or(0);
    for index in header.cells.len()..last {
        let with_number = || rows.iter().filter(|row| is_number(row, index));
        let count = with_number().count();
        if count >= COLUMN_ROWS && count * 2 >= rows.len() {
            continue;
        }
        for row in with_number() {
            let place = cell_place(context.file, row.line(), index);
            told.push(row_too_wide(place, header, row));
        }
    }
}

/// Tells rows of text in which a cell was lost or gained.
fn tell_lengths(
    all: &TableRows<'_>,
    rows: &[Row<'_>],
    header: &Header,
    context: TableContext<'_>,
    told: &mut Diagnostics,
) {
    let has_numbers = |row: &&Row<'_>| (0..row.len()).any(|index| is_number(row, index));
    let lines: Vec<u32> = rows.iter().filter(has_numbers).map(Row::line).collect();
    let length = header.cells.len();
    let found = row_length::judge(all, &lines, length, length, false);
    for error in found.problems(context.file, length) {
        told.push(error);
    }
}
