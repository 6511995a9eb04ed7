//! The text of a table's file, with what is wrong with its letters told at their cells.

use super::table::{Row, Rows};
use super::text::{TEXT_LIMIT, one_line_end, place_in};
use super::{
    ColumnNames, ColumnOf, Decoded, Table, cells_of_row, decode_table, likely_separator, read_bytes,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{FileId, Place, Sources};

/// The text of a small table (`units.csv`, a register) whose columns have these names. What is wrong with it is told;
/// `None` where it cannot be read.
pub fn read_table_text(
    sources: &Sources,
    file: FileId,
    names: &ColumnNames,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let read = |diagnostics: &mut Diagnostics| -> Result<Option<String>, Diagnostic> {
        let bytes = read_bytes(sources, file, TEXT_LIMIT)?;
        let decoded = decode_table(&bytes, file)?;
        tell_faults(&decoded, file, &|name, _| names.find(name), diagnostics);
        Ok((!decoded.is_broken()).then(|| one_line_end(decoded.text)))
    };
    read(diagnostics).unwrap_or_else(|problem| {
        diagnostics.push(problem);
        None
    })
}

/// Tells what is wrong with the letters of a table, each at its cell; `column_of` knows the names of its columns.
pub fn tell_faults(
    decoded: &Decoded<'_>,
    file: FileId,
    column_of: &ColumnOf<'_>,
    diagnostics: &mut Diagnostics,
) {
    if decoded.faults.is_empty() {
        return;
    }
    let text = &*decoded.text;
    let found = Table::find(text, 1, column_of).ok().flatten();
    let separator = found.and_then(|table| table.rows.separator());
    let separator = separator.unwrap_or_else(|| likely_separator(text));
    let offsets = decoded.faults.iter().map(|fault| fault.at);
    for (fault, place) in decoded
        .faults
        .iter()
        .zip(places(text, offsets, separator, file))
    {
        diagnostics.push(fault.diagnostic.clone().at(place));
    }
}

/// The places of the cells in which these bytes are, in order; line and character in a text that is no table to its end.
fn places<'t>(
    text: &'t str,
    offsets: impl Iterator<Item = usize> + 't,
    separator: u8,
    file: FileId,
) -> impl Iterator<Item = Place> + 't {
    let mut rows = Rows::new(text, separator);
    let mut row = Row::default();
    let mut start = 0;
    offsets.map(move |offset| {
        while rows.offset() <= offset {
            let next = rows.offset();
            if !matches!(rows.next_into(&mut row), Ok(true)) {
                return place_in(&text.as_bytes()[..offset], file);
            }
            start = next;
        }
        let mut cells = cells_of_row(&text[start..], separator);
        let column = cells
            .position(|cell| start + cell.end >= offset)
            .unwrap_or(0);
        super::cell_place(file, row.line(), column)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::encoding::decode_table;

    #[test]
    fn faults_are_told_at_their_cells() {
        let text = "unit;period\r\n\"x\ny;\";Quáº\u{ad}n\r\nQuáº\u{ad}n 2;1\r\nÐức;NGƢỜI\r\n";
        let decoded = decode_table(text.as_bytes(), FileId(0)).unwrap();
        let mut diagnostics = Diagnostics::new();
        tell_faults(
            &decoded,
            FileId(0),
            &|name, _| (name == "unit").then_some(0),
            &mut diagnostics,
        );
        let told: Vec<_> = diagnostics
            .iter()
            .map(|d| {
                (
                    d.code.as_str(),
                    d.place.unwrap().line,
                    d.place.unwrap().column,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("mojibake", 2, 2),
                ("look-alike", 5, 1),
                ("look-alike", 5, 2)
            ]
        );
    }
}
