//! Rows of the register that are no initiatives: headings, signatures, totals, numbers of columns.

use super::key::Key;
use super::shared::Shared;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::PassedOver;
use crate::place::Place;
use crate::reading::UnitMatch;
use crate::reading::code::check_code;
use crate::reading::observation_reader::row_kind::labels_columns;
use crate::reading::observation_reader::row_name::is_total;
use crate::reading::passed_over::note_of;
use crate::source::{SmallRow, SmallTable, one_line};

/// The rows that are initiatives. Rows of words are warned of, and all that are passed over are counted in a note.
pub(super) fn initiative_rows<'t>(
    table: &'t SmallTable,
    shared: &Shared<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<&'t SmallRow> {
    let (empty, headers) = table.passed_over();
    let mut passed_over = PassedOver {
        empty,
        headers,
        ..PassedOver::default()
    };
    let mut rows = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        if filled > 2 && labels_columns(row.cells()).is_some() {
            passed_over.numberings += 1;
        } else if row.cells().next().is_some_and(is_total) {
            passed_over.totals += 1;
        } else if is_words(table, row, filled, shared) {
            passed_over.texts += 1;
            diagnostics.push(text_row(table, row));
        } else {
            rows.push(row);
        }
    }
    let header = Place {
        column: 0,
        ..table.header_place(Key::Id.column())
    };
    if let Some(note) = note_of(passed_over, header) {
        diagnostics.push(note);
    }
    rows
}

/// Whether a row is words: a heading of a section, a signature. It names no initiative and no unit, or fills one cell
/// with what is no id.
fn is_words(table: &SmallTable, row: &SmallRow, filled: usize, shared: &Shared<'_>) -> bool {
    let cell = |key: Key| table.get(row, key.column());
    let is_unit = || matches!(shared.units.find(cell(Key::Unit), None), UnitMatch::One(_));
    let names_none = [Key::Id, Key::Title, Key::Summary]
        .into_iter()
        .all(|key| is_blank(cell(key)));
    let id = cell(Key::Id);
    (names_none && !is_unit()) || (filled == 1 && (id.is_empty() || check_code(id).is_some()))
}

fn text_row(table: &SmallTable, row: &SmallRow) -> Diagnostic {
    let filled = row.cells().enumerate().find(|(_, cell)| !cell.is_empty());
    let (index, text) = filled.unwrap_or_default();
    Code::TextRow
        .at(Place {
            column: u32::try_from(index + 1).unwrap_or(u32::MAX),
            line: row.line(),
            ..table.header_place(Key::Id.column())
        })
        .help("initiative")
        .arg("text", one_line(text))
}

/// Whether a cell says that nothing is written in it.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "…" | "...")
}
