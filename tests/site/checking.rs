//! `thidua check`: all problems of a run, each at its place.

use crate::SiteTest;

#[test]
fn a_site_without_a_problem_is_passed_over_in_silence() {
    SiteTest::from_dir("_base")
        .run(["check"])
        .exits(0)
        .tells_nothing()
        .publishes_nothing();
}

#[test]
fn a_folder_that_is_no_site_is_wrong_usage() {
    let test = SiteTest::from_dir("no-campaign");
    test.run(["check"]).exits(2).tells("check.txt");
    test.run(["check", "--format", "json"])
        .exits(2)
        .reports("check.jsonl");
}

#[test]
fn wrong_usage_is_told_in_the_readers_language() {
    let test = SiteTest::from_dir("_base");
    test.run(["chekc"]).exits(2).tells("usage-en.txt");
    test.run_in("vi", ["check", "--owt", "x"])
        .exits(2)
        .tells("usage-vi.txt");
    test.run(["check", "--now", "yesterday"])
        .exits(2)
        .tells("usage-now.txt");
}

#[test]
fn an_unknown_key_is_an_error_with_the_nearest_known_one() {
    let test = SiteTest::from_dir("unknown-key");
    test.run(["check"]).exits(1).tells("check-en.txt");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn an_unknown_unit_is_told_at_its_cell() {
    SiteTest::from_dir("unknown-unit")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn every_wrong_cell_of_a_row_is_told() {
    let test = SiteTest::from_dir("every-wrong-cell");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn the_same_figure_twice_is_an_error_unless_it_is_equal() {
    SiteTest::from_dir("same-figure-twice")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn a_numerator_without_its_denominator_is_an_error() {
    SiteTest::from_dir("numerator-alone")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn a_number_that_can_be_read_two_ways_is_never_guessed() {
    SiteTest::from_dir("ambiguous-number")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn a_link_to_nothing_is_an_error() {
    SiteTest::from_dir("broken-link")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn a_kind_of_file_that_is_not_read_is_refused_by_name() {
    SiteTest::from_dir("unread-kind")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn what_stands_where_input_is_expected_and_is_not_read_is_an_error() {
    let test = SiteTest::from_dir("unread-files");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn what_an_author_wrote_is_shown_or_told() {
    let test = SiteTest::from_dir("texts-as-lost");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn texts_are_read_as_they_were_meant() {
    let test = SiteTest::from_dir("texts-as-typed");
    test.run(["build", "--format", "json"])
        .exits(0)
        .reports("build.jsonl")
        .says_on("thong-bao/tin.html", "tin.html");
    test.run_in("vi", ["build", "--verbose"])
        .exits(0)
        .tells("build-vi.txt");
    let files = test.files("public/thong-bao");
    assert!(files.contains_key("tin/IMG_2019 Hoi nghi.JPG"));
    assert!(!files.contains_key("tong-ket.html"));
}

#[test]
fn the_register_may_be_a_workbook() {
    let test = SiteTest::from_dir("initiatives");
    let csv = String::from_utf8(test.files("data")["initiatives.csv"].clone()).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    for (row, record) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(record.unwrap().iter()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let workbook = workbook.save_to_buffer().unwrap();
    test.run(["build"]).exits(0);
    let before = test.files("public/du-lieu")["sang-kien.json"].clone();
    test.put_bytes("data/initiatives.xlsx", &workbook);
    let both = test.run(["check", "--format", "json"]).exits(1);
    assert!(both.shown().contains("two-registers"));
    std::fs::remove_file(test.path("data/initiatives.csv")).unwrap();
    test.run(["build"]).exits(0);
    assert_eq!(test.files("public/du-lieu")["sang-kien.json"], before);
}

#[test]
fn warnings_stop_nothing_unless_they_are_asked_to() {
    let test = SiteTest::from_dir("warning-only");
    test.run(["check", "--format", "json"])
        .exits(0)
        .reports("check.jsonl");
    test.run(["check", "--strict"]).exits(1).publishes_nothing();
}

#[test]
fn errors_of_tables_texts_and_templates_are_told_in_one_run() {
    SiteTest::from_dir("everything-wrong")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn errors_of_texts_hide_no_others() {
    let test = SiteTest::from_dir("wrong-texts");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn a_link_to_a_page_that_is_not_published_for_now_is_a_warning() {
    SiteTest::from_dir("hidden-page")
        .run(["check", "--format", "json"])
        .exits(0)
        .reports("check.jsonl");
}

#[test]
fn the_example_is_checked_without_a_warning() {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("thidua");
    // After the day on which the published practices were written up.
    command.args(["check", "--strict", "--now", "2026-12-01T08:00:00+07:00"]);
    command.args(["--root", env!("CARGO_MANIFEST_DIR")]);
    command.assert().success();
}

#[test]
fn initiatives_are_read_from_tables_and_pages() {
    SiteTest::from_dir("registers-and-pages")
        .run(["check"])
        .exits(0)
        .tells_nothing();
}

#[test]
fn everything_wrong_with_initiatives_is_told_at_its_cell_or_line() {
    let test = SiteTest::from_dir("wrong-initiatives");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}

#[test]
fn two_topics_of_one_address_are_told_at_both_places() {
    SiteTest::from_dir("topics-with-one-key")
        .run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
}

#[test]
fn every_wrong_cell_of_the_outside_indices_is_told() {
    let test = SiteTest::from_dir("wrong-indices");
    test.run(["check", "--format", "json"])
        .exits(1)
        .reports("check.jsonl");
    test.run_in("vi", ["check"]).exits(1).tells("check-vi.txt");
}
