use super::*;
use crate::source::Row;
use crate::source::workbook::Sheet;
use proptest::prelude::*;

const FIXTURE: &[u8] =
    include_bytes!("../../../../tests/fixtures/workbook-old/data/observations/bao-cao.xls");

fn rows(sheet: &Sheet) -> Vec<String> {
    let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
    while rows.next_into(&mut row) {
        all.push(row.cells().collect::<Vec<_>>().join("|"));
    }
    all
}

#[test]
fn every_sheet_is_read() {
    let book = XlsBook::open(FIXTURE).unwrap();
    for (index, (name, _)) in book.sheets().enumerate() {
        let sheet = book.sheet(index).unwrap().finish().unwrap();
        assert!(!rows(&sheet).is_empty(), "{name}");
    }
}

#[test]
fn what_is_no_workbook_is_damaged() {
    for end in [0, 8, 100, 512, 1000, FIXTURE.len() / 2] {
        assert!(XlsBook::open(&FIXTURE[..end]).is_err(), "{end}");
    }
    // A chain of sectors that leads back to itself.
    let mut looped = FIXTURE.to_vec();
    looped[512..].fill(0);
    assert!(XlsBook::open(&looped).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damage_is_told_or_passed_over(changes in prop::collection::vec((0..FIXTURE.len(), any::<u8>()), 1..30)) {
        let mut bytes = FIXTURE.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Ok(book) = XlsBook::open(&bytes) {
            for index in 0..book.sheets().count() {
                let _ = book.sheet(index).and_then(SheetBuilder::finish);
            }
        }
    }
}
