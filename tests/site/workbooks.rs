//! Workbooks: read as they are shown, or refused at their cell.

use crate::SiteTest;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

const WORKBOOK: &str = "data/observations/bao-cao.xlsx";

/// Writes rows of texts and numbers from row `first` (from 0) on.
fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => {
                    sheet.write(row, column, number)?;
                }
                Err(_) => {
                    sheet.write(row, column, *cell)?;
                }
            }
        }
    }
    Ok(())
}

const HEADER: &[&str] = &["STT", "Đơn vị", "Kỳ", "Chỉ tiêu", "Tử số", "Mẫu số"];

/// A report as offices make it: titles, merged cells, dates, formulas, hidden rows, a total line, a signature.
fn report() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let month = Format::new().set_num_format("mm/yyyy");
    let sheet = workbook.add_worksheet().set_name("Tháng 5")?;
    sheet.merge_range(0, 0, 0, 5, "BÁO CÁO GIẢI QUYẾT HỒ SƠ", &plain)?;
    sheet.merge_range(1, 0, 1, 5, "Tháng 5 năm 2019", &plain)?;
    rows(
        sheet,
        3,
        &[
            HEADER,
            &["1", "Quận 1", "", "dung-han", "1.234", "2000"],
            &["2", "", "", "dung-han", "", "300"],
            &["3", "Phường 12", "", "dung-han", "19", "20"],
            &["", "Tổng cộng", "", "", "", ""],
        ],
    )?;
    sheet.write_with_format(4, 2, 43_586, &month)?;
    sheet.write(5, 1, "Quận 3")?;
    sheet.write(4, 4, 1234)?;
    sheet.write(5, 4, Formula::new("=F6-15").set_result("285"))?;
    sheet.merge_range(5, 2, 6, 2, "", &month)?;
    sheet.write_with_format(5, 2, 43_586, &month)?;
    sheet.write(7, 4, Formula::new("=SUM(E5:E7)").set_result("1538"))?;
    sheet.write(7, 5, Formula::new("=SUM(F5:F7)").set_result("2320"))?;
    sheet.set_row_hidden(6)?;
    let sheet = workbook.add_worksheet().set_name("Tháng 6")?;
    rows(
        sheet,
        0,
        &[
            &["Đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị", "Tử số", "Mẫu số"],
            &["Quận 1", "Tháng 6/2019", "dung-han", "", "171", "200"],
        ],
    )?;
    sheet.write_with_format(1, 3, 0.855, &Format::new().set_num_format("0.0%"))?;
    let sheet = workbook.add_worksheet().set_name("Nháp")?.set_hidden(true);
    rows(
        sheet,
        0,
        &[HEADER, &["1", "Quận 1", "2019-05", "dung-han", "1", "2"]],
    )?;
    workbook.add_worksheet().set_name("Hướng dẫn")?.write(
        0,
        0,
        "Ghi số liệu vào các trang bên.",
    )?;
    workbook.save_to_buffer()
}

#[test]
fn every_visible_sheet_is_read_as_it_is_shown() {
    let test = SiteTest::from_dir("workbook");
    test.put_bytes(WORKBOOK, &report().unwrap());
    test.run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/chi-tieu/dung-han.csv", "dung-han.csv");
}

/// A report with something wrong in nearly every cell.
fn wrong_report() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet().set_name("Tháng 5")?;
    rows(
        sheet,
        12,
        &[
            HEADER,
            &["1", "Quận 1", "2019-05", "dung-han", "", "20"],
            &["2", "Quận 3", "", "dung-han", "9", "10"],
            &["3", "Phường 12", "2019-05", "dung-han", "", ""],
            &["4", "Quận 33", "2019-05", "dung-han", "9", "10"],
            &["5", "Quận 3", "2019-06", "dung-han", "", "12"],
        ],
    )?;
    sheet.write(13, 4, Formula::new("=NA()").set_result("#N/A"))?;
    sheet.write_with_format(14, 2, 43_600, &date)?;
    sheet.write(15, 4, Formula::new("=A1*2"))?;
    sheet.write_with_format(15, 5, 43_586, &date)?;
    sheet.write_with_format(17, 4, 11_000, &Format::new().set_num_format("#,##0,"))?;
    workbook.save_to_buffer()
}

#[test]
fn what_is_wrong_is_told_at_its_cell() {
    let test = SiteTest::from_dir("workbook-wrong");
    test.put_bytes(WORKBOOK, &wrong_report().unwrap());
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn a_file_is_what_its_bytes_say() {
    let test = SiteTest::from_dir("workbook-names");
    test.put_bytes("data/observations/bang.csv", &report().unwrap());
    test.put_bytes(
        "data/observations/chu.xlsx",
        "unit,period,indicator,numerator,denominator\nquan-3,2019-07,dung-han,9,10\n".as_bytes(),
    );
    test.put_bytes(
        "data/observations/cong.xls",
        b"<html><body><form>Mat khau</form></body></html>",
    );
    test.put_bytes(
        "data/observations/web.xls",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n",
    );
    test.put_bytes("data/observations/in.xls", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
    test.put_bytes(
        "data/observations/xml.xls",
        b"<?xml version=\"1.0\"?><BaoCao/>",
    );
    test.put_bytes("data/observations/mat-khau.xlsx", &encrypted());
    test.put_bytes("data/observations/hong.xlsx", &report().unwrap()[..2000]);
    test.put_bytes("data/observations/nen.xlsx", &zipped("readme.txt", b"x"));
    test.put_bytes("data/observations/bom.xlsx", &bomb());
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

/// The beginning of a workbook behind a password: a compound file that names the stream of it.
fn encrypted() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A workbook whose list of sheets alone unpacks to more than is read.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("_rels/.rels", options).unwrap();
    writer.write_all(b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").unwrap();
    writer.start_file("xl/workbook.xml", options).unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..300 {
        writer.write_all(&spaces).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn workbooks_of_old_excel_are_read_alike() {
    SiteTest::from_dir("workbook-old")
        .run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/chi-tieu/dung-han.csv", "dung-han.csv");
}

#[test]
fn workbooks_of_every_maker_are_read_as_they_are_shown() {
    let test = SiteTest::from_dir("workbook-producers");
    let mut told = String::new();
    for path in test.files("data/observations").into_keys() {
        let is_workbook = [".xlsx", ".xls", ".ods"]
            .iter()
            .any(|ending| path.ends_with(ending));
        if is_workbook {
            let ran = test.convert(
                &format!("data/observations/{path}"),
                ["--out", "read.csv", "--force", "--format", "json"],
            );
            told += &format!("== {path}\n");
            for line in ran.shown().lines() {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                let part = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
                told += &["severity", "code", "cell", "message"].map(part).join(" ");
                told.push('\n');
            }
            if let Ok(csv) = std::fs::read_to_string(test.path("read.csv")) {
                told += csv.trim_start_matches('\u{feff}');
                std::fs::remove_file(test.path("read.csv")).unwrap();
            }
        }
    }
    test.expect(&told.replace("\r\n", "\n"), "read.txt");
}

#[test]
fn a_page_of_a_portal_is_read_like_a_workbook() {
    SiteTest::from_dir("workbook-page")
        .run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/chi-tieu/dung-han.csv", "dung-han.csv");
}
