//! What the targets of workbooks do with one: its list of sheets, and every row of each.

use thidua::source::{FileKind, Row, Workbook, sheet_entries};

/// Reads whatever these bytes are, if they are a workbook.
pub fn read_all(bytes: &[u8]) {
    let FileKind::Workbook(kind) = FileKind::of(bytes) else {
        return;
    };
    let (Ok(entries), Ok(mut workbook)) = (sheet_entries(bytes, kind), Workbook::open(bytes, kind)) else {
        return;
    };
    for index in 0..entries.len() {
        if let Ok(sheet) = workbook.sheet(index) {
            let (mut rows, mut row) = (sheet.rows(), Row::default());
            while rows.next_into(&mut row) {
                assert!(row.line() > 0);
            }
        }
    }
}
