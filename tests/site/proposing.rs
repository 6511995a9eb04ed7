//! `thidua units`: a register proposed from the names in a table.

use crate::SiteTest;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A report of a city by departments, districts and their wards, as it is printed.
fn report() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let title = ["THÀNH PHỐ HỒ CHÍ MINH", "BÁO CÁO THÁNG 9 NĂM 2019"];
    for (row, text) in (0..).zip(title) {
        sheet.merge_range(row, 0, row, 2, text, &Format::new())?;
    }
    let rows = [
        ("STT", "Đơn vị", None),
        ("I", "KHỐI SỞ, NGÀNH", None),
        ("1", "SỞ NỘI VỤ", Some(12)),
        ("2", "Sở Kế hoạch và Đầu tư", Some(7)),
        ("3", "Ban Quản lý Khu Công nghệ cao", Some(3)),
        ("II", "QUẬN 3", None),
        ("1", "Phường 1", Some(10)),
        ("2", "P.12", Some(20)),
        ("III", "Quận 10", None),
        ("1", "Phường 12", Some(5)),
        ("IV", "H. Củ Chi", None),
        ("1", "TT Củ Chi", Some(4)),
        ("2", "XÃ AN NHƠN TÂY", Some(6)),
        ("", "Tổng cộng", Some(67)),
        ("", "CHỦ TỊCH", None),
    ];
    for (row, (number, name, figure)) in (3..).zip(rows) {
        sheet.write(row, 0, number)?.write(row, 1, name)?;
        if let Some(figure) = figure {
            sheet.write(row, 2, figure)?;
        }
    }
    workbook.save_to_buffer()
}

#[test]
fn a_register_is_proposed_that_the_program_reads() {
    let test = SiteTest::from_dir("register-proposed");
    test.put_bytes("bao-cao.xlsx", &report().unwrap());
    test.run_on("bao-cao.xlsx", "units", "vi", [])
        .exits(0)
        .shows("units.csv")
        .tells("proposed.vi.txt");
    test.run_on("bao-cao.xlsx", "units", "en", ["--out", "data/units.csv"])
        .exits(0)
        .tells("proposed.en.txt");
    // What could not be told is asked for at its cell, and nothing else is.
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    let path = test.path("data/units.csv");
    let proposed = std::fs::read_to_string(&path).unwrap();
    let name = "Ban Quản lý Khu Công nghệ cao,";
    let filled = proposed.replace(name, &format!("{name}department"));
    test.put("data/units.csv", &filled);
    test.run(["check"]).exits(0).tells_nothing();
    test.run_on("bao-cao.xlsx", "units", "en", ["--out", "data/units.csv"])
        .exits(0)
        .tells("known.en.txt");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), filled);
}

#[test]
fn what_a_table_does_not_tell_is_said() {
    let test = SiteTest::from_dir("_base");
    test.put(
        "bang.csv",
        "TT;Tên;Số\n1;Quận 1;4\n2;Quận 5;5\n3;Thành phố Thủ Đức;6\n4;Phường 12;7\n5;Phường 12, Quận 5;8\n6;Phường 11, Quận 5;8\n",
    );
    for (language, told) in [("vi", "units.vi.txt"), ("en", "units.en.txt")] {
        test.run_on("bang.csv", "units", language, [])
            .exits(0)
            .shows("units.csv")
            .tells(told);
    }
    test.run_on("bang.csv", "units", "vi", ["--column", "Đơn vị"])
        .exits(1)
        .tells("units-column.vi.txt");
    test.run_on("bang.csv", "units", "en", ["--out", "bang.csv"])
        .exits(3)
        .tells("units-exists.txt");
    test.put("khac.csv", "Chỉ tiêu,Số\na,1\n");
    test.run_on("khac.csv", "units", "vi", [])
        .exits(1)
        .tells("units-none.vi.txt");
    test.run_on("khong-co.csv", "units", "en", []).exits(2);
}
