//! What fuzzing found once, and where it begins: none of it may panic, hang or be read two ways.
//!
//! The same readings as in `fuzz/`, over the files of `tests/found`. A case that fuzzing finds is put there.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use thidua::calendar::{Period, YearStart};
use thidua::number::{read, read_exact};
use thidua::place::FileId;
use thidua::source::toml::{Keys, Toml};
use thidua::source::{
    FRONT_MATTER_LINE, FileKind, Row, Table, Workbook, decode_table, sheet_entries,
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
        let column_of =
            |name: &str, _: &[Box<str>]| ["unit", "period"].iter().position(|known| *known == name);
        if let Ok(Some(mut table)) = Table::find(&*decoded.text, 1, &column_of) {
            let mut row = Row::default();
            while let Ok(true) = table.rows.next_into(&mut row) {
                assert!(row.width() <= row.len());
            }
        }
    }
}

/// Everything that is shown in a workbook: each sheet's cells, row by row; `None` for a sheet that cannot be read, or
/// for all of it.
fn shown(bytes: &[u8]) -> Option<Vec<Option<Vec<Vec<String>>>>> {
    let FileKind::Workbook(kind) = FileKind::of(bytes) else {
        return None;
    };
    let entries = sheet_entries(bytes, kind).ok()?;
    let mut workbook = Workbook::open(bytes, kind).ok()?;
    let sheets = (0..entries.len()).map(|index| {
        let sheet = workbook.sheet(index).ok()?;
        let (mut rows, mut row) = (sheet.rows(), Row::default());
        let mut shown = Vec::new();
        while rows.next_into(&mut row) {
            assert!(row.line() > 0);
            // A cell of which nothing can be read is told, whatever it shows.
            let cells = (0..row.width()).map(|at| match row.kind(at).fault() {
                Some(fault) => format!("<{fault}>"),
                None => row.cell(at).to_owned(),
            });
            shown.push(cells.collect());
        }
        Some(shown)
    });
    Some(sheets.collect())
}

/// The parts of a package, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut part = Vec::new();
            entry.read_to_end(&mut part).unwrap();
            (entry.name().unwrap().into_owned(), part)
        })
        .collect()
}

/// A package of some parts.
fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in parts {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small `.xlsx` with texts, numbers, a percentage, a date, a merged cell and a formula.
fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.0%");
    let month = rust_xlsxwriter::Format::new().set_num_format("mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Tỷ lệ"])
    {
        sheet.write(0, column, name).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, "Quận 1").unwrap();
        sheet
            .write_with_format(row, 1, 43_525 + 31 * row, &month)
            .unwrap();
        sheet.write(row, 2, 90 + row).unwrap();
        sheet.write(row, 3, 100).unwrap();
        sheet.write_with_format(row, 4, 0.855, &percent).unwrap();
    }
    sheet.merge_range(4, 0, 5, 0, "Quận 3", &month).unwrap();
    let formula = rust_xlsxwriter::Formula::new("=SUM(C2:C4)").set_result("276");
    sheet.write(4, 2, formula).unwrap();
    book.save_to_buffer().unwrap()
}

/// The same as an `.ods`.
fn ods() -> Vec<u8> {
    let cell = |kind: &str, value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" {value}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let text = |text: &str| cell("string", "", text);
    let header: String = ["Đơn vị", "Kỳ", "Tử số", "Tỷ lệ"]
        .into_iter()
        .map(text)
        .collect();
    let row = [
        text("Quận 1"),
        cell("date", "office:date-value=\"2019-03-01\"", "03/2019"),
        cell("float", "office:value=\"91\"", "91"),
        cell("percentage", "office:value=\"0.855\"", "85,5%"),
    ]
    .concat();
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"A\"><table:table-row>{header}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">{row}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        (
            "mimetype".to_owned(),
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

#[test]
fn workbooks_are_read() {
    for bytes in cases("workbook") {
        shown(&bytes);
    }
    for bytes in [xlsx(), ods()] {
        let sheets = shown(&bytes).expect("a workbook");
        let [Some(rows)] = &sheets[..] else {
            panic!("one sheet")
        };
        assert!(rows[0].contains(&"Đơn vị".to_owned()), "{rows:?}");
        assert!(rows[1].contains(&"85.5%".to_owned()), "{rows:?}");
    }
}

/// A workbook that was damaged on its way (bytes changed or cut off anywhere) is read as it was or refused: it never
/// gives other figures.
#[test]
fn damage_to_a_package_gives_no_other_figures() {
    for bytes in [xlsx(), ods()] {
        let whole = shown(&bytes);
        let mut damaged: Vec<Vec<u8>> = (0..bytes.len())
            .step_by(97)
            .map(|end| bytes[..end].to_vec())
            .collect();
        for at in (0..bytes.len()).step_by(3) {
            let mut one = bytes.clone();
            one[at] ^= [0x01, 0x20, 0xff][at % 3];
            damaged.push(one);
        }
        assert!(damaged.len() > 300);
        for one in damaged {
            let Some(sheets) = shown(&one) else { continue };
            for (sheet, whole) in sheets.iter().zip(whole.iter().flatten()) {
                assert!(sheet.is_none() || sheet == whole, "{sheet:#?}");
            }
        }
    }
}

/// Parts that say anything at all, in a sound package, are read or refused, and nothing else.
#[test]
fn damage_to_the_parts_of_a_package_is_survived() {
    for bytes in [xlsx(), ods()] {
        let sound = parts(&bytes);
        for nth in 0..sound.len() {
            let length = sound[nth].1.len();
            let cuts = (0..length).step_by(length / 40 + 1);
            let changes = (0..length).step_by(length / 150 + 1);
            let with = |part: Vec<u8>| {
                let mut parts = sound.clone();
                parts[nth].1 = part;
                shown(&package(&parts));
            };
            cuts.for_each(|end| with(sound[nth].1[..end].to_vec()));
            for at in changes {
                let mut part = sound[nth].1.clone();
                part[at] = [b'9', b'<', b'"', 0xff][at % 4];
                with(part);
            }
        }
    }
}

/// An old workbook with bytes changed anywhere is read or refused, and nothing else.
#[test]
fn damage_anywhere_in_a_workbook_is_survived() {
    for bytes in cases("workbook") {
        for at in (0..bytes.len()).step_by(7) {
            for change in [0x00, 0x01, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                shown(&damaged);
            }
        }
    }
}

#[test]
fn numbers_are_read() {
    for text in texts("number") {
        let _ = read(&text);
        if let Some(value) = read_exact(&text).number() {
            assert_eq!(read_exact(&value.to_string()).number(), Some(value));
        }
    }
}

#[test]
fn periods_are_read() {
    for start in [None, YearStart::new(4)] {
        let texts = texts("period").into_iter();
        for period in texts.filter_map(|text| Period::parse_in(&text, start)) {
            assert_eq!(Period::parse_in(&period.code(), start), Some(period));
        }
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
            toml.root(&Keys::FREE).finish();
        }
    }
}
