//! The parts of a workbook, put into a sound package: what is behind the checksums that damage to a whole file never
//! passes. Bytes of zero separate the parts; the first byte chooses the kind.
#![no_main]

mod sheets;

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const XLSX: [&str; 7] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "[Content_Types].xml",
];
const ODS: [&str; 4] = ["content.xml", "styles.xml", "settings.xml", "META-INF/manifest.xml"];

/// What stands in the place of parts that are not given.
const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, parts)) = bytes.split_first() else {
        return;
    };
    let Some(package) = package(kind & 1 == 0, parts) else {
        return;
    };
    sheets::read_all(&package);
});

fn package(is_xlsx: bool, parts: &[u8]) -> Option<Vec<u8>> {
    let names = if is_xlsx { &XLSX[..] } else { &ODS[..] };
    let given: Vec<&[u8]> = parts.split(|byte| *byte == 0).collect();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    if !is_xlsx {
        zip.start_file("mimetype", stored).ok()?;
        zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").ok()?;
    }
    for (at, name) in names.iter().enumerate() {
        let part = match (given.get(at).filter(|part| !part.is_empty()), *name) {
            (Some(part), _) => part,
            (None, "xl/workbook.xml") => WORKBOOK.as_bytes(),
            (None, "xl/_rels/workbook.xml.rels") => RELATIONS.as_bytes(),
            (None, _) => continue,
        };
        zip.start_file(*name, stored).ok()?;
        zip.write_all(part).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
