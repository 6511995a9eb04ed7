//! What may be wrong in the figures: told once, accepted with a reason, and the report of `check`.

use crate::SiteTest;

#[test]
fn doubtful_figures_are_warned_of_at_their_cells() {
    let test = SiteTest::from_dir("doubtful");
    test.run(["check", "--format", "json"])
        .exits(0)
        .reports("check.jsonl")
        .reports_files("report.jsonl");
    test.run_in("vi", ["check"])
        .exits(0)
        .tells("check-vi.txt")
        .shows("report-vi.txt");
    test.run(["check"]).exits(0).shows("report-en.txt");
    test.run(["build"])
        .exits(0)
        .writes("du-lieu/tinh-hinh-bao-cao.csv", "tinh-hinh-bao-cao.csv")
        .says_on("du-lieu/tinh-hinh-bao-cao.html", "tinh-hinh-bao-cao.html");
}

#[test]
fn a_warning_is_accepted_once_with_a_reason() {
    let test = SiteTest::from_dir("accepted");
    test.run(["check", "--format", "json"])
        .exits(0)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(0).tells("check-vi.txt");
}

#[test]
fn accepted_warnings_do_not_count_as_errors() {
    let test = SiteTest::from_dir("warning-only");
    test.run(["build", "--strict"]).exits(1).publishes_nothing();
    let block = "[[accepted]]\ncode = \"unknown-column\"\nfile = \"data/observations/more.csv\"\nvalue = \"“remark”\"\n";
    test.put("data/accepted.toml", &format!("{block}reason = \"\"\n"));
    test.run(["build"]).exits(1).publishes_nothing();
    test.put(
        "data/accepted.toml",
        &format!("{block}reason = \"Ghi chú của đơn vị.\"\n"),
    );
    test.run(["build", "--strict"]).exits(0);
}

#[test]
fn that_an_error_is_accepted_is_told_once() {
    let test = SiteTest::from_dir("broken-link");
    test.put(
        "data/accepted.toml",
        "[[accepted]]\ncode = \"link-to-nothing\"\nfile = \"content/thong-bao/2019-03-01-tin.md\"\nvalue = \"khong-co.md\"\nreason = \"Biết rồi.\"\n",
    );
    let ran = test.run(["check"]).exits(1);
    assert_eq!(ran.said().matches("[accepted-error]").count(), 1);
}

#[test]
fn what_cannot_be_right_is_an_error_at_its_cell() {
    let test = SiteTest::from_dir("share-not-percent");
    test.run(["build", "--format", "json"])
        .exits(1)
        .reports("build.jsonl")
        .publishes_nothing();
}

#[test]
fn a_site_of_many_units_has_pages_of_them() {
    let test = SiteTest::from_dir("_base");
    let mut units = "code,name,kind,parent\n".to_owned();
    let mut rows = "indicator,unit,period,numerator,denominator\n".to_owned();
    for district in 0..20 {
        units.push_str(&format!("q{district},Quận {district},district,\n"));
        for ward in 0..40 {
            units.push_str(&format!(
                "q{district}-p{ward},Phường {ward},ward,q{district}\n"
            ));
            rows.push_str(&format!("dung-han,q{district}-p{ward},2019-03,1,2\n"));
        }
    }
    test.put("data/units.csv", &units);
    test.put("data/observations/dung-han.csv", &rows);
    test.run(["build"]).exits(0);
    let pages = test.files("public/du-lieu/tinh-hinh-bao-cao/khoi");
    assert_eq!(
        pages.len(),
        22,
        "two blocks, and the wards of each district"
    );
    let page = String::from_utf8(pages["ward/thuoc/q19.html"].clone()).unwrap();
    assert_eq!(page.matches("id=\"dv-").count(), 40);
    assert!(page.contains("id=\"dv-q19-p39\""));
    let unit = test.files("public/don-vi");
    let unit = String::from_utf8(unit["q19.html"].clone()).unwrap();
    assert!(
        unit.contains("../du-lieu/tinh-hinh-bao-cao/khoi/district.html#dv-q19"),
        "{unit}"
    );
}

#[test]
fn the_count_that_is_too_large_is_pointed_at() {
    let test = SiteTest::from_dir("numerator-of-terms");
    test.run(["build", "--format", "json"])
        .exits(1)
        .reports("build.jsonl")
        .publishes_nothing();
}

#[test]
fn a_share_beside_its_counts_changes_nothing() {
    let test = SiteTest::from_dir("_base");
    test.put(
        "data/observations/more.csv",
        "indicator;unit;period;numerator;denominator;value\ndung-han;quan-1;2019-05;93;100;0,93\n",
    );
    test.run(["build"]).exits(0);
    let told = test.run_in("vi", ["check"]).exits(0);
    assert!(
        told.said().contains("0.93 là tỷ lệ trên 1, tức 93%"),
        "{}",
        told.said()
    );
}

#[test]
fn a_newer_copy_is_told_once_and_not_row_by_row() {
    let test = SiteTest::from_dir("doubtful");
    let table =
        "indicator,unit,period,value\nbuu-chinh,quan-1,2019-10,{a}\nbuu-chinh,quan-3,2019-10,{b}\n";
    let with = |a: &str, b: &str| table.replace("{a}", a).replace("{b}", b);
    test.put("data/observations/thang-8.csv", &with("41", "37"));
    test.put(
        "data/observations/thang-8 (sửa lần 2).csv",
        &with("42", "39"),
    );
    let ran = test.run(["check"]).exits(1);
    assert_eq!(ran.said().matches("[newer-copy]").count(), 1);
    assert_eq!(ran.said().matches("[duplicate-figure]").count(), 0);
}
