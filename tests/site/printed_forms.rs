//! Forms as they are printed, and tables as others publish them.

use crate::SiteTest;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// A cell that is merged from a row and column to others.
type Merged = (u32, u16, u32, u16, &'static str);

/// The header of the form in which the ministries have procedures reported, each month on a sheet of its own.
const HEADER: [Merged; 15] = [
    (3, 0, 5, 0, "STT"),
    (3, 1, 5, 1, "Lĩnh vực, công việc"),
    (3, 2, 3, 4, "Tiếp nhận"),
    (4, 2, 5, 2, "Tổng số"),
    (4, 3, 4, 4, "Trong đó"),
    (5, 3, 5, 3, "Kỳ trước"),
    (5, 4, 5, 4, "Mới"),
    (3, 5, 3, 9, "Kết quả giải quyết"),
    (4, 5, 4, 7, "Đã giải quyết"),
    (5, 5, 5, 5, "Trước hạn"),
    (5, 6, 5, 6, "Đúng hạn"),
    (5, 7, 5, 7, "Trễ hạn"),
    (4, 8, 4, 9, "Đang giải quyết"),
    (5, 8, 5, 8, "Đúng hạn"),
    (5, 9, 5, 9, "Quá hạn"),
];

fn merge(sheet: &mut Worksheet, cells: &[Merged]) -> Result<(), XlsxError> {
    let plain = Format::new();
    for &(row, column, last_row, last_column, text) in cells {
        if (row, column) == (last_row, last_column) {
            sheet.write(row, column, text)?;
        } else {
            sheet.merge_range(row, column, last_row, last_column, text, &plain)?;
        }
    }
    Ok(())
}

/// The form of Quận 3 for May and June.
fn form() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (month, rows) in [
        (
            "Tháng 5",
            [
                [1.0, 50.0, 10.0, 40.0, 5.0, 44.0, 1.0, 0.0, 0.0],
                [2.0, 30.0, 0.0, 30.0, 0.0, 27.0, 3.0, 0.0, 0.0],
            ],
        ),
        (
            "Tháng 6",
            [
                [1.0, 20.0, 0.0, 20.0, 0.0, 18.0, 0.0, 2.0, 0.0],
                [2.0, 10.0, 0.0, 10.0, 0.0, 5.0, 5.0, 0.0, 0.0],
            ],
        ),
    ] {
        let sheet = workbook.add_worksheet().set_name(month)?;
        let title =
            "- Đơn vị báo cáo: UBND Quận 3\n- Đơn vị nhận báo cáo: UBND Thành phố Hồ Chí Minh";
        merge(
            sheet,
            &[
                (0, 0, 0, 3, "Biểu số 06a/VPCP/KSTT"),
                (0, 6, 1, 9, title),
                (1, 0, 1, 5, "SỐ LIỆU NĂM 2019"),
            ],
        )?;
        merge(sheet, &HEADER)?;
        for (column, label) in (0..).zip([
            "(1)",
            "(2)",
            "(3)=(4)+(5)",
            "(4)",
            "(5)",
            "(6)",
            "(7)",
            "(8)",
            "(9)",
            "(10)",
        ]) {
            sheet.write(6, column, label)?;
        }
        for (row, (field, figures)) in (7..).zip(["Đất đai", "Hộ tịch"].into_iter().zip(rows))
        {
            sheet.write(row, 0, figures[0])?;
            sheet.write(row, 1, field)?;
            for (column, figure) in (2..).zip(&figures[1..]) {
                sheet.write(row, column, *figure)?;
            }
        }
        merge(sheet, &[(9, 0, 9, 1, "Tổng cộng")])?;
        for column in 2..10_u16 {
            let sum = |row: [f64; 9]| row[usize::from(column) - 1];
            sheet.write(9, column, sum(rows[0]) + sum(rows[1]))?;
        }
        sheet.write(11, 6, "Quận 3, ngày 15 tháng 6 năm 2019\nTHỦ TRƯỞNG ĐƠN VỊ")?;
    }
    workbook.save_to_buffer()
}

/// The lines that map the form of Quận 3, beside those of the others.
const LINES: &str = "\
\"Kết quả giải quyết / Đã giải quyết / Trước hạn\" = \"resolved_early\"
\"Kết quả giải quyết / Đã giải quyết / Đúng hạn\" = \"resolved_on_time\"
\"Kết quả giải quyết / Đã giải quyết / Trễ hạn\" = \"resolved_late\"
";

/// A site with forms of three offices, mapped.
fn printed_forms() -> SiteTest {
    let test = SiteTest::from_dir("printed-forms");
    test.put_bytes("data/observations/quan-3.xlsx", &form().unwrap());
    let defaults = "data/observations/_defaults.toml";
    let lines = std::fs::read_to_string(test.path(defaults)).unwrap();
    test.put_bytes(defaults, format!("{lines}{LINES}").as_bytes());
    test
}

#[test]
fn printed_forms_are_read_once_their_columns_are_mapped() {
    let test = printed_forms();
    test.run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/quan-sat.csv", "quan-sat.csv")
        .writes_json("du-lieu/don-vi/quan-3.json", "quan-3.json");
}

#[test]
fn a_form_converted_to_csv_is_read_alike() {
    let test = printed_forms();
    for (sheet, csv) in [("Tháng 5", "thang-5.csv"), ("Tháng 6", "thang-6.csv")] {
        let out = format!("data/observations/{csv}");
        test.convert(
            "data/observations/quan-3.xlsx",
            ["--sheet", sheet, "--out", &out],
        )
        .exits(0);
    }
    std::fs::remove_file(test.path("data/observations/quan-3.xlsx")).unwrap();
    test.run(["build"])
        .exits(0)
        .writes_json("du-lieu/don-vi/quan-3.json", "quan-3.json");
}

#[test]
fn the_columns_of_an_unknown_form_are_proposed() {
    let test = SiteTest::from_dir("unknown-form");
    test.put_bytes("data/observations/quan-3.xlsx", &form().unwrap());
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn tables_across_are_read_where_the_folder_says_so() {
    let test = SiteTest::from_dir("tables-across");
    test.run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/quan-sat.csv", "quan-sat.csv");
    test.put("data/observations/theo-thang/_defaults.toml", "");
    test.run_in("vi", ["check"])
        .exits(1)
        .tells("not-declared-vi.txt");
}

/// A workbook with a table on each of these sheets.
fn sheets(names: [&str; 3]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (number, name) in (1..).zip(names) {
        let sheet = workbook.add_worksheet().set_name(name)?;
        for (row, (unit, count)) in (0..).zip([("Đơn vị", "received"), ("Quận 1", "")]) {
            sheet.write(row, 0, unit)?.write(row, 1, count)?;
        }
        sheet.write(1, 1, 10 * number)?;
    }
    workbook.save_to_buffer()
}

#[test]
fn only_the_sheets_that_the_folder_names_are_read() {
    let test = SiteTest::from_dir("tables-across");
    std::fs::remove_dir_all(test.path("data/observations")).unwrap();
    let book = sheets(["Tháng 8", "Tháng 9", "Năm 2019"]).unwrap();
    test.put_bytes("data/observations/2019/bc-2019.xlsx", &book);
    let figures = |defaults: &str| {
        test.put("data/observations/2019/_defaults.toml", defaults);
        let rows = test.run(["build"]).exits(0).written("du-lieu/quan-sat.csv");
        rows.lines().count() - 1
    };
    assert_eq!(figures(""), 3);
    assert_eq!(figures("sheets = [\"Tháng *\"]\n"), 2);
    test.put(
        "data/observations/2019/_defaults.toml",
        "sheets = [\"Quý *\"]\n",
    );
    let checked = test.run(["check", "--format", "json"]).exits(1);
    assert!(
        checked.shown().contains("no-sheet-named"),
        "{}",
        checked.shown()
    );
}

#[test]
fn a_unit_or_period_that_can_be_read_two_ways_is_never_guessed() {
    let test = SiteTest::from_dir("two-readings");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check", "--verbose"])
        .exits(1)
        .tells("check-vi.txt");
}

#[test]
fn another_table_further_down_is_never_read_under_the_header_above() {
    let test = SiteTest::from_dir("other-tables");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check", "--verbose"])
        .exits(1)
        .tells("check-vi.txt");
}

/// Figures of English local authorities as the Trafford Data Lab publishes them, with columns of its own.
#[test]
fn a_published_table_is_read_as_it_is() {
    SiteTest::from_dir("published-table")
        .run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .writes("du-lieu/quan-sat.csv", "quan-sat.csv");
}
