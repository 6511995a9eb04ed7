use super::*;
use crate::source::workbook::Sheet;
use crate::source::{CellKind, Row};
use std::io::Write as _;

fn book(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ];
    for (name, text) in parts {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn shown(sheet: &Sheet) -> Vec<(u32, Vec<(String, CellKind)>)> {
    let (mut rows, mut row, mut all) = (sheet.rows(), Row::default(), Vec::new());
    while rows.next_into(&mut row) {
        let cells = row.cells().enumerate();
        all.push((
            row.line(),
            cells
                .map(|(i, text)| (text.to_owned(), row.kind(i)))
                .collect(),
        ));
    }
    all
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let bytes = book(
        "<table:table table:name=\"Tháng 3\"><table:table-column table:number-columns-repeated=\"2\"/>\
         <table:table-column table:visibility=\"collapse\"/>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"99\"/></table:table-row>\
         <table:table-row table:visibility=\"filter\">\
         <table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Quận &amp; 1</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.855\"><text:p>85,5%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2019-03-01\"><text:p>01/03/19</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1.234\"><text:p>1,234</text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=A1\"/>\
         </table:table-row><table:table-row><table:covered-table-cell/><table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>\
         </table:table><table:table table:name=\"Ẩn\" table:style-name=\"ta2\"/>",
    );
    let mut sheets = open(&bytes).unwrap();
    let told: Vec<_> = sheets
        .iter()
        .map(|sheet| (&*sheet.name, sheet.is_visible))
        .collect();
    assert_eq!(told, [("Tháng 3", true), ("Ẩn", false)]);
    let sheet = sheets[0].content.take().unwrap();
    let cell = |text: &str, kind| (text.to_owned(), kind);
    let first = vec![
        cell("Quận & 1", CellKind::Text),
        cell("85.5%", CellKind::Number),
        cell("2019-03-01", CellKind::Date),
        cell("1.234", CellKind::Number),
        cell("1.234", CellKind::Number),
        cell("#DIV/0!", CellKind::Error),
        cell("=", CellKind::Unsaved),
    ];
    let second = vec![
        cell("Quận & 1", CellKind::Text),
        cell("2", CellKind::Number),
    ];
    assert_eq!(shown(&sheet), [(4, first), (5, second)]);
    assert_eq!(
        (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
        (&[4][..], &[3][..])
    );
}

#[test]
fn formulas_are_held_against_their_cells() {
    let bytes = book(
        "<table:table table:name=\"a\"><table:table-row>\
         <table:table-cell office:value-type=\"float\" office:value=\"50\"/>\
         <table:table-cell office:value-type=\"float\" office:value=\"42\"/>\
         <table:table-cell table:formula=\"of:=[.A1]-[.B1]\" office:value-type=\"float\" office:value=\"0\"><text:p>0</text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=IF([.A1]&gt;1;&quot;&quot;;1)\"><text:p/></table:table-cell>\
         <table:table-cell table:formula=\"of:=COUNTIF([.A1:.B1];7)\" office:value-type=\"float\" office:value=\"0\"><text:p>0</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"1234567\"><text:p>1,235</text:p></table:table-cell>\
         </table:table-row></table:table>",
    );
    let sheet = open(&bytes).unwrap()[0].content.take().unwrap();
    let cells: Vec<_> = shown(&sheet)[0].1.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(
        cells,
        [
            CellKind::Number,
            CellKind::Number,
            CellKind::Number,
            CellKind::Text,
            CellKind::Number,
            CellKind::Scaled
        ]
    );
    let told = sheet
        .faults
        .iter()
        .map(|fault| (fault.column, fault.diagnostic.code.as_str()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (2, "formula-result-differs"),
            (4, "formula-zero-unconfirmed")
        ]
    );
}

#[test]
fn repeats_that_would_fill_the_memory_are_refused() {
    let bytes = book(
        "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\">\
         <table:table-cell table:number-columns-repeated=\"10000\" office:value-type=\"float\" office:value=\"1\"/>\
         </table:table-row></table:table>",
    );
    assert!(matches!(open(&bytes), Err(WorkbookFault::TooLarge)));
}

#[test]
fn a_mark_above_the_line_is_no_digit() {
    let style = |name: &str, says: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"text\"><style:text-properties {says}/></style:style>"
        )
    };
    let styles = style("T1", "style:text-position=\"super 58%\"")
        + &style("T2", "style:text-line-through-style=\"solid\"")
        + &style("T3", "fo:font-weight=\"bold\"");
    let tables = format!(
        "{styles}<table:table table:name=\"a\"><table:table-row>\
         <table:table-cell office:value-type=\"string\"><text:p>50<text:span text:style-name=\"T1\">1</text:span></text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\"><text:p><text:span text:style-name=\"T2\">50</text:span>45</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\"><text:p>5<text:span text:style-name=\"T3\">01</text:span></text:p></table:table-cell>\
         </table:table-row></table:table>"
    );
    let sheet = open(&book(&tables)).unwrap().remove(0).content.unwrap();
    let texts = ["50¹", "~50~45", "501"].map(|text| (text.to_owned(), CellKind::Text));
    assert_eq!(shown(&sheet)[0].1, texts);
}
