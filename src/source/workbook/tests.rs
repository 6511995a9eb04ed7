use super::*;
use crate::source::{CellKind, Row};
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatScript, Formula, Workbook as Writer, Worksheet, XlsxError,
};

/// A workbook with one sheet.
fn written(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut writer = Writer::new();
    fill(writer.add_worksheet().set_name("Tháng 3").unwrap()).unwrap();
    writer.save_to_buffer().unwrap()
}

fn read(bytes: &[u8]) -> Sheet {
    let FileKind::Workbook(kind) = FileKind::of(bytes) else {
        panic!("a workbook")
    };
    Workbook::open(bytes, kind).unwrap().sheet(0).unwrap()
}

/// The cells of a sheet in one row each: the row, then text and kind of what is in it.
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

fn one_row(bytes: &[u8]) -> Vec<(String, CellKind)> {
    let [(_, row)] = &shown(&read(bytes))[..] else {
        panic!("one row")
    };
    row.clone()
}

fn cell(text: &str, kind: CellKind) -> (String, CellKind) {
    (text.to_owned(), kind)
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let bytes = written(|sheet| {
        let format = |code: &str| Format::new().set_num_format(code);
        sheet.write(3, 0, "Quâ\u{323}n 1")?;
        sheet.write(3, 1, 1_622_642)?;
        sheet.write(3, 2, 1.234)?;
        sheet.write_with_format(3, 3, 0.855, &format("0.0%"))?;
        sheet.write_with_format(3, 4, 43_525, &format("mm/yyyy"))?;
        sheet.write_with_format(
            3,
            5,
            ExcelDateTime::from_ymd(2019, 2, 27)?,
            &format("dd/mm/yyyy"),
        )?;
        sheet.write_with_format(3, 6, 12_000_000, &format("#,##0,"))?;
        sheet.write(3, 7, "85,5%")?;
        sheet.write(3, 8, true)?;
        sheet.write_with_format(3, 9, 1.5, &format("[h]:mm"))?;
        Ok(())
    });
    let expected = [
        cell("Quận 1", CellKind::Text),
        cell("1622642", CellKind::Number),
        cell("1.234", CellKind::Number),
        cell("85.5%", CellKind::Number),
        cell("2019-03", CellKind::Date),
        cell("2019-02-27", CellKind::Date),
        cell("12000000", CellKind::Scaled),
        cell("85,5%", CellKind::Text),
        cell("TRUE", CellKind::Text),
        cell("1.5", CellKind::Duration),
    ];
    assert_eq!(one_row(&bytes), expected);
    assert_eq!(shown(&read(&bytes))[0].0, 4, "the row's own number");
}

#[test]
fn formulas_have_their_saved_result_or_none() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, Formula::new("=1+1").set_result("2"))?;
        sheet.write(0, 1, Formula::new("=A1&\"x\"").set_result("Quận 1"))?;
        sheet.write(0, 2, Formula::new("=NA()").set_result("#N/A"))?;
        // Not computed: the writer saves 0 and asks for all to be computed.
        sheet.write(0, 3, Formula::new("=A1*2"))?;
        sheet.write(0, 4, Formula::new("=A1*3").set_result(""))?;
        Ok(())
    });
    let row = one_row(&bytes);
    assert_eq!(row[0], cell("2", CellKind::Number));
    assert_eq!(row[1], cell("Quận 1", CellKind::Text));
    assert_eq!(row[2].0, "#N/A");
    assert_eq!(row[3], cell("=", CellKind::Unsaved));
}

#[test]
fn merged_and_hidden_cells_are_known() {
    let bytes = written(|sheet| {
        sheet.merge_range(0, 0, 0, 3, "BÁO CÁO", &Format::new())?;
        sheet.merge_range(1, 0, 2, 0, "Quận 1", &Format::new())?;
        sheet.write(1, 1, 1)?;
        sheet.write(2, 1, 2)?;
        sheet.write(3, 1, 3)?;
        sheet.set_row_hidden(2)?;
        sheet.set_row_hidden(7)?;
        sheet.set_column_hidden(1)?;
        Ok(())
    });
    let sheet = read(&bytes);
    let rows = shown(&sheet);
    assert_eq!(rows[0].1.len(), 2, "no wider than what stands below it");
    assert_eq!(
        rows[2].1,
        [cell("Quận 1", CellKind::Text), cell("2", CellKind::Number)]
    );
    assert_eq!(
        (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
        (&[3][..], &[2][..])
    );
}

#[test]
fn the_other_system_of_dates_is_known() {
    let bytes = written(|sheet| {
        sheet.write_with_format(
            0,
            0,
            43_800 - 1462,
            &Format::new().set_num_format("dd/mm/yyyy"),
        )?;
        Ok(())
    });
    let in_1904 = rewritten(&bytes, "xl/workbook.xml", |text| {
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    assert_eq!(one_row(&in_1904), [cell("2019-12-01", CellKind::Date)]);
}

/// A workbook with one part changed.
fn rewritten(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        let content = if part_name == name {
            change(&content)
        } else {
            content
        };
        writer
            .start_file(&*part_name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn letters_of_other_encodings_are_named_at_their_cell() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, "unit")?;
        sheet.write(4, 3, "QuËn Thñ §øc")?;
        Ok(())
    });
    let sheet = read(&bytes);
    let [fault] = &sheet.faults[..] else {
        panic!("one fault")
    };
    assert_eq!(
        (fault.row, fault.column, fault.diagnostic.code.as_str()),
        (4, 3, "legacy-encoding")
    );
    assert!(sheet.is_broken());
}

#[test]
fn unknown_errors_are_errors_of_their_cell() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, Formula::new("=A2#").set_result("5"))?;
        sheet.write(0, 1, 7)?;
        Ok(())
    });
    let spilled = rewritten(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<c r=\"A1\">", "<c r=\"A1\" t=\"e\">")
            .replace("<v>5</v>", "<v>#SPILL!</v>")
    });
    assert_eq!(
        one_row(&spilled),
        [
            cell("#SPILL!", CellKind::Error),
            cell("7", CellKind::Number)
        ]
    );
}

#[test]
fn lists_of_sheets_are_read_without_the_sheets() {
    let mut writer = Writer::new();
    writer.add_worksheet().set_name("Tháng 3").unwrap();
    writer
        .add_worksheet()
        .set_name("Ẩn")
        .unwrap()
        .set_hidden(true);
    let bytes = writer.save_to_buffer().unwrap();
    let entries = sheet_entries(&bytes, WorkbookKind::Xlsx).unwrap();
    let told: Vec<(&str, bool)> = entries
        .iter()
        .map(|entry| (&*entry.name, entry.is_visible))
        .collect();
    assert_eq!(told, [("Tháng 3", true), ("Ẩn", false)]);
}

#[test]
fn damaged_workbooks_are_told() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, 1)?;
        Ok(())
    });
    for end in [10, 100, bytes.len() / 2, bytes.len() - 30] {
        assert!(
            Workbook::open(&bytes[..end], WorkbookKind::Xlsx).is_err(),
            "{end}"
        );
    }
    let broken = rewritten(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<v>1</v>", "<v>x")
    });
    let outcome = Workbook::open(&broken, WorkbookKind::Xlsx).and_then(|mut book| book.sheet(0));
    assert!(
        matches!(outcome, Err(WorkbookFault::Damaged(_))),
        "{outcome:?}"
    );
}

#[test]
fn a_mark_above_the_line_is_no_digit() {
    let (plain, mark) = (
        Format::new(),
        Format::new().set_font_script(FormatScript::Superscript),
    );
    let struck = Format::new().set_font_strikethrough();
    let bytes = written(|sheet| {
        sheet.write_rich_string(0, 0, &[(&plain, "Phường 1"), (&mark, "2")])?;
        sheet.write_rich_string(0, 1, &[(&plain, "50"), (&mark, "1")])?;
        sheet.write_rich_string(0, 2, &[(&struck, "50"), (&plain, "45")])?;
        sheet.write(0, 3, "501")?;
        Ok(())
    });
    let texts = ["Phường 1²", "50¹", "~50~45", "501"];
    assert_eq!(
        one_row(&bytes),
        texts.map(|text| cell(text, CellKind::Text))
    );
    let inline = rewritten(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace(
            "<c r=\"D1\" t=\"s\"><v>3</v></c>",
            "<c r=\"D1\" t=\"inlineStr\"><is><r><t>50</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></is></c>",
        )
    });
    assert_eq!(one_row(&inline)[3], cell("50¹", CellKind::Text));
}

#[test]
fn saved_results_are_held_against_the_cells_of_other_sheets() {
    let mut writer = Writer::new();
    let total = writer.add_worksheet().set_name("Tổng").unwrap();
    let saved = |text: &str| Formula::new(text).set_result("30");
    total.write(0, 0, saved("='Chi tiết'!B2")).unwrap();
    total.write(0, 1, saved("=SUM('Chi tiết'!B2:B3)")).unwrap();
    total.write(0, 2, saved("='Không có'!B2")).unwrap();
    let detail = writer.add_worksheet().set_name("Chi tiết").unwrap();
    detail.write(1, 1, 85).unwrap();
    detail.write(2, 1, saved("=B2+Tổng!A1")).unwrap();
    let xlsx = writer.save_to_buffer().unwrap();
    let number = |text: &str| format!("<Data ss:Type=\"Number\">{text}</Data></Cell>");
    let formula = |text: &str| format!("<Cell ss:Formula=\"{text}\">{}", number("30"));
    let xml = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"Tổng\"><Table><Row>{}{}{}</Row></Table></Worksheet>\
         <Worksheet ss:Name=\"Chi tiết\"><Table><Row ss:Index=\"2\"><Cell ss:Index=\"2\">{}</Row>\
         <Row><Cell ss:Index=\"2\" ss:Formula=\"=R[-1]C+Tổng!R1C1\">{}</Row></Table></Worksheet></Workbook>",
        formula("='Chi tiết'!R2C2"),
        formula("=SUM('Chi tiết'!R2C2:R3C2)"),
        formula("='Không có'!R2C2"),
        number("85"),
        number("30")
    );
    for (bytes, kind) in [
        (&xlsx[..], WorkbookKind::Xlsx),
        (xml.as_bytes(), WorkbookKind::SpreadsheetXml),
    ] {
        let mut book = Workbook::open(bytes, kind).unwrap();
        let told = [0, 1].map(|index| {
            let sheet = book.sheet(index).unwrap();
            assert!(!sheet.is_empty());
            let faults = sheet.faults.iter();
            let cells = faults.filter_map(|fault| {
                let mut args = fault.diagnostic.args.iter();
                args.find(|(name, _)| *name == "cells")
                    .map(|(_, cells)| cells.clone())
            });
            cells.collect::<Vec<_>>()
        });
        assert_eq!(told[0], ["A1: 30 → 85, B1: 30 → 255"], "{kind:?}");
        assert_eq!(told[1], ["B3: 30 → 170"], "{kind:?}");
    }
}
