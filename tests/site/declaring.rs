//! Cells as a folder declares them, and counts that are no whole numbers.

use crate::SiteTest;

const WIDE: &str = r#"
[[indicator]]
code = "dung-han"
name = "Tỷ lệ hồ sơ giải quyết đúng hạn"
kind = "ratio"
target = "> 90"
numerator = "resolved_on_time"
denominator = "resolved_on_time + resolved_late"
reporters = ["district"]
frequency = "month"

[[indicator]]
code = "tiep-nhan"
name = "Số hồ sơ tiếp nhận"
kind = "count"
value = "received"
reporters = ["district"]
frequency = "month"
"#;

/// A site with one table of the report form below these defaults.
fn site(defaults: &str, table: &str) -> SiteTest {
    let test = SiteTest::from_dir("set-aside");
    test.put("data/indicators.toml", WIDE);
    test.put("data/excluded.toml", "");
    test.put("data/observations/bao-cao.csv", table);
    test.put("data/observations/_defaults.toml", defaults);
    test
}

const HEADER: &str = "unit;period;received;resolved_on_time;resolved_late\n";

/// The figures that are published of district 1, as a line a figure.
fn figures(defaults: &str, rows: &str) -> String {
    let test = site(defaults, &format!("{HEADER}{rows}"));
    let csv = test
        .run(["build"])
        .exits(0)
        .written("du-lieu/don-vi/quan-1.csv");
    let lines = csv.lines().filter(|line| line.contains(",2019-05,"));
    let columns = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [1 + 1, 5, 6, 7]
            .map(|at| cells.get(at).copied().unwrap_or_default())
            .join(" ")
    };
    lines.map(columns).collect::<Vec<_>>().join("; ")
}

#[test]
fn cells_are_read_as_the_folder_declares_them() {
    let plain = figures("", "Quận 1;2019-05;60;47;3\n");
    assert_eq!(plain, "dung-han 47 50 94; tiep-nhan   60");
    let blank = "[blank]\nresolved_late = 0\n";
    assert_eq!(
        figures(blank, "Quận 1;2019-05;60;47;\n"),
        "dung-han 47 47 100; tiep-nhan   60"
    );
    let marks = "no_figure = [\"NA\", \"*\"]\nmarks = [\"(p)\", \"*\", \"¹\"]\n";
    assert_eq!(figures(marks, "Quận 1 ¹;2019-05;60 (p);47*;3\n"), plain);
    assert_eq!(
        figures(marks, "Quận 1;2019-05;*;47;3\n"),
        "dung-han 47 50 94"
    );
    assert_eq!(
        figures("scale = 1000\n", "Quận 1;2019-05;0,06;0,047;0,003\n"),
        plain
    );
}

#[test]
fn marks_stay_as_the_note_of_their_row() {
    let test = site(
        "marks = [\"(p)\"]\n",
        &format!("{HEADER}Quận 1;2019-05;60 (p);47;3\n"),
    );
    let rows = test.run(["build"]).exits(0).written("du-lieu/quan-sat.csv");
    assert!(rows.contains(",(p),"), "{rows}");
}

#[test]
fn a_fraction_among_counts_is_an_error_that_shows_what_was_meant() {
    let table = format!("{HEADER}Quận 1;2019-05;1,56;47;3\nQuận 3;2019-05;60;47,25;3\n");
    let test = site("", &table);
    let ran = test.run(["build"]).exits(1).publishes_nothing();
    assert_eq!(ran.said().matches("[not-whole]").count(), 2);
    assert!(ran.said().contains("1560"), "{}", ran.said());
    test.put(
        "data/indicators.toml",
        &WIDE.replace("kind =", "whole = false\nkind ="),
    );
    test.run(["build"]).exits(0);
}

#[test]
fn a_table_in_thousands_says_so_or_is_refused() {
    let table = format!("Đơn vị tính: nghìn hồ sơ\n{HEADER}Quận 1;2019-05;60;47;3\n");
    let ran_in = |defaults: &str| {
        site(defaults, &table)
            .run(["build"])
            .exits(i32::from(defaults.is_empty()))
            .said()
            .to_owned()
    };
    assert!(ran_in("").contains("scale = 1000"));
    ran_in("scale = 1000\n");
    ran_in("scale = 1\n");
}
