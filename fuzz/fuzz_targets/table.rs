//! Bytes of a table's file: decoded, its header found, its rows read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::place::FileId;
use thidua::source::{Row, Table, decode_table};

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode_table(bytes, FileId(0)) else {
        return;
    };
    for fault in &decoded.faults {
        assert!(decoded.text.is_char_boundary(fault.at));
    }
    let column_of =
        |name: &str, _: &[Box<str>]| ["unit", "period"].iter().position(|known| *known == name);
    if let Ok(Some(mut table)) = Table::find(&*decoded.text, 1, &column_of) {
        let mut row = Row::default();
        while let Ok(true) = table.rows.next_into(&mut row) {
            assert!(row.width() <= row.len());
        }
    }
});
