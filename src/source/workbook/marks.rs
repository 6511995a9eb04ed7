//! What calamine does not tell of a sheet of an `.xlsx`: hidden rows and columns, merged cells, formulas without a saved
//! result.

use super::fault::WorkbookFault;
use super::sheet::Region;
use super::xml::{attribute, cell_reference, is_set, reader};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;
use std::io::BufRead;

/// What a sheet's part says beside the values of its cells. Rows and columns count from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) hidden_rows: FxHashSet<u32>,
    /// First and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merged: Vec<Region>,
    /// Cells with a formula whose result is not saved.
    pub(super) unsaved: Vec<(u32, u32)>,
    /// Error cells of a kind that calamine does not know (`#SPILL!`).
    pub(super) errors: Vec<(u32, u32, String)>,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct OpenCell {
    row: u32,
    column: u32,
    is_text: bool,
    is_error: bool,
    has_formula: bool,
    in_value: bool,
    value: String,
}

/// Reads the marks of a sheet. `is_uncomputed`: a formula's 0 was not computed (see [`super::book::Book`]).
pub(super) fn read(part: impl BufRead, is_uncomputed: bool) -> Result<Marks, WorkbookFault> {
    let mut xml = reader(part);
    let (mut marks, mut buffer, mut cell) = (Marks::default(), Vec::new(), OpenCell::default());
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => start(&element, &mut marks, &mut cell)?,
            Event::Text(text) if cell.in_value => cell.value.push_str(&text),
            Event::End(element) => match element.local_name().as_ref() {
                "v" => cell.in_value = false,
                "c" => {
                    marks.take(&cell, is_uncomputed);
                    cell.column = cell.column.saturating_add(1);
                }
                "row" => cell.row = cell.row.saturating_add(1),
                _ => {}
            },
            Event::Eof => return Ok(marks),
            _ => {}
        }
        buffer.clear();
    }
}

fn start(
    element: &BytesStart<'_>,
    marks: &mut Marks,
    cell: &mut OpenCell,
) -> Result<(), WorkbookFault> {
    match element.local_name().as_ref() {
        "row" => {
            let number = attribute(element, "r")?.and_then(|r| r.parse::<u32>().ok());
            cell.row = number.map_or(cell.row, |number| number.saturating_sub(1));
            cell.column = 0;
            if is_set(element, "hidden")? {
                marks.hidden_rows.insert(cell.row);
            }
        }
        "c" => {
            if let Some(place) = attribute(element, "r")?.and_then(|r| cell_reference(&r)) {
                (cell.row, cell.column) = place;
            }
            let kind = attribute(element, "t")?;
            cell.is_text = kind.as_deref() == Some("str");
            cell.is_error = kind.as_deref() == Some("e");
            (cell.has_formula, cell.in_value) = (false, false);
            cell.value.clear();
        }
        "f" => cell.has_formula = true,
        "v" => cell.in_value = cell.has_formula || cell.is_error,
        "col" if is_set(element, "hidden")? => {
            let number = |text: Option<String>| text.and_then(|text| text.parse::<u32>().ok());
            let (first, last) = (
                number(attribute(element, "min")?),
                number(attribute(element, "max")?),
            );
            if let (Some(first), Some(last)) = (first, last) {
                marks
                    .hidden_columns
                    .push((first.saturating_sub(1), last.saturating_sub(1)));
            }
        }
        "mergeCell" => marks
            .merged
            .extend(attribute(element, "ref")?.and_then(|range| region(&range))),
        _ => {}
    }
    Ok(())
}

impl Marks {
    fn take(&mut self, cell: &OpenCell, is_uncomputed: bool) {
        let is_known = matches!(
            &*cell.value,
            "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!"
        );
        if cell.is_error && !is_known {
            self.errors
                .push((cell.row, cell.column, cell.value.clone()));
        }
        let lacks_result = cell.value.trim().is_empty() && !cell.is_text;
        if cell.has_formula && (lacks_result || (is_uncomputed && cell.value == "0")) {
            self.unsaved.push((cell.row, cell.column));
        }
    }
}

/// The region that a range such as `A1:C2` names.
fn region(range: &str) -> Option<Region> {
    let (first, last) = range.split_once(':')?;
    let (first_row, first_column) = cell_reference(first)?;
    let (last_row, last_column) = cell_reference(last)?;
    Some(Region {
        first_row,
        first_column,
        last_row,
        last_column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let xml = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols><sheetData>
            <row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f></c><c r="C2"><f>A2</f><v></v></c></row>
            <row><c/><c t="str"><f>""</f><v></v></c><c t="e"><v>#SPILL!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
            <row r="9"><c r="A9"><f>0*1</f><v>0</v></c><c r="B9"><v>0</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="bad"/></mergeCells></worksheet>"#;
        let marks = read(xml.as_bytes(), false).unwrap();
        assert_eq!(marks.hidden_rows.iter().copied().collect::<Vec<_>>(), [1]);
        assert_eq!(marks.hidden_columns, [(1, 2)]);
        assert_eq!(
            marks.merged,
            [Region {
                first_row: 0,
                first_column: 0,
                last_row: 0,
                last_column: 2
            }]
        );
        assert_eq!(marks.unsaved, [(1, 1), (1, 2)]);
        assert_eq!(marks.errors, [(2, 2, "#SPILL!".to_owned())]);
        assert_eq!(
            read(xml.as_bytes(), true).unwrap().unsaved,
            [(1, 1), (1, 2), (8, 0)]
        );
    }
}
