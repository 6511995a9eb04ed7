//! What fuzzing found once, and where it begins: none of it may panic, hang or be read two ways.
//!
//! The same readings as in `fuzz/`, over the files of `tests/found`. A case that fuzzing finds is put there.

use std::path::Path;
use thidua::campaign::Period;
use thidua::number::{Cell, read, read_exact};
use thidua::source::toml::Toml;
use thidua::source::{
    FRONT_MATTER_LINE, FileId, FileKind, Row, Table, Workbook, decode_table, sheet_entries,
    split_front_matter,
};

/// The bytes of every case of a kind.
fn cases(kind: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/found")
        .join(kind);
    let entries = std::fs::read_dir(folder).unwrap();
    let cases: Vec<Vec<u8>> = entries
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(!cases.is_empty());
    cases
}

fn texts(kind: &str) -> Vec<String> {
    let texts = cases(kind).into_iter();
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

#[test]
fn tables_are_read() {
    for bytes in cases("table") {
        let Ok(decoded) = decode_table(&bytes, FileId(0)) else {
            continue;
        };
        assert!(
            decoded
                .faults
                .iter()
                .all(|fault| decoded.text.is_char_boundary(fault.at))
        );
        let column_of = |name: &str| ["unit", "period"].iter().position(|known| *known == name);
        if let Ok(Some(mut table)) = Table::find(&*decoded.text, 1, &column_of) {
            let mut row = Row::default();
            while let Ok(true) = table.rows.next_into(&mut row) {
                assert!(row.width() <= row.len());
            }
        }
    }
}

#[test]
fn workbooks_are_read() {
    for bytes in cases("workbook") {
        let FileKind::Workbook(kind) = FileKind::of(&bytes) else {
            continue;
        };
        let opened = sheet_entries(&bytes, kind)
            .and_then(|entries| Ok((entries, Workbook::open(&bytes, kind)?)));
        let Ok((entries, mut workbook)) = opened else {
            continue;
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
}

/// A workbook with bytes changed anywhere is read or refused, and nothing else.
#[test]
fn damage_anywhere_in_a_workbook_is_survived() {
    for bytes in cases("workbook") {
        let FileKind::Workbook(kind) = FileKind::of(&bytes) else {
            continue;
        };
        for at in (0..bytes.len()).step_by(7) {
            for change in [0x00, 0x01, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                if let Ok(mut workbook) = Workbook::open(&damaged, kind) {
                    let _ = workbook.sheet(0);
                }
            }
        }
    }
}

#[test]
fn numbers_are_read() {
    for text in texts("number") {
        let _ = read(&text);
        if let Cell::Figure { value, .. } = read_exact(&text) {
            let again = read_exact(&value.to_string());
            assert_eq!(
                again,
                Cell::Figure {
                    value,
                    percent: false,
                    style: None
                }
            );
        }
    }
}

#[test]
fn periods_are_read() {
    for period in texts("period")
        .iter()
        .filter_map(|text| Period::parse(text))
    {
        assert_eq!(Period::parse(&period.code()), Some(period));
    }
}

#[test]
fn front_matter_is_read() {
    for text in texts("front_matter") {
        let Ok(page) = split_front_matter(&text, FileId(0)) else {
            continue;
        };
        if let Some(toml) = page.toml {
            let (toml, _) = Toml::parse_recovering(toml, FileId(0), FRONT_MATTER_LINE);
            toml.root().finish();
        }
    }
}
