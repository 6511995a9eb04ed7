//! `thidua release`: what is recorded of a publication, and what can be wrong with it.

use crate::SiteTest;

const TABLE: &str = "data/observations/dung-han.csv";
const LIST: &str = "data/releases/releases.toml";
const HEADER: &str = "indicator,unit,period,field,numerator,denominator,value,sample\n";

/// Puts another text into the place of one that stands in a file once.
fn edit(test: &SiteTest, path: &str, old: &str, new: &str) {
    let text = std::fs::read_to_string(test.path(path)).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old} in {text}");
    test.put(path, &text.replace(old, new));
}

fn read(test: &SiteTest, path: &str) -> String {
    std::fs::read_to_string(test.path(path)).unwrap()
}

#[test]
fn a_release_has_what_is_new_revised_or_withdrawn() {
    let test = SiteTest::from_dir("_base");
    let first = [
        "release",
        "--note",
        "Lần \"đầu\"",
        "--now",
        "2019-05-05T08:00:00+07:00",
    ];
    test.run(first).exits(0);
    assert_eq!(
        read(&test, "data/releases/2019-05-05.csv"),
        format!(
            "{HEADER}dung-han,quan-1,2019-03,,95,100,,\ndung-han,quan-1,2019-04,,180,200,,\n\
             dung-han,quan-3,2019-03,,45,50,,\ndung-han,quan-3,2019-04,,48,50,,\n\
             dung-han,quan-3-phuong-12,2019-03,,19,20,,\ndung-han,quan-3-phuong-12,2019-04,,20,20,,\n"
        )
    );
    let listed = read(&test, LIST);
    assert!(
        listed.contains("name = \"2019-05-05\"\nnote = "),
        "{listed}"
    );
    // What others wrote there stays.
    test.put(LIST, &format!("# Sổ công bố\n{listed}"));
    edit(
        &test,
        TABLE,
        "quan-1,2019-03,95,100",
        "quan-1,2019-03,94,100",
    );
    edit(
        &test,
        TABLE,
        "dung-han,quan-3,2019-04,48,50\n",
        "dung-han,quan-1,2019-05,7,8\n",
    );
    let said = test
        .run(["release", "--now", "2019-06-05T08:00:00+07:00"])
        .exits(0);
    assert!(
        said.said().contains("1 new figure, 1 revised, 1 withdrawn"),
        "{}",
        said.said()
    );
    assert_eq!(
        read(&test, "data/releases/2019-06-05.csv"),
        format!(
            "{HEADER}dung-han,quan-1,2019-03,,94,100,,\ndung-han,quan-1,2019-05,,7,8,,\ndung-han,quan-3,2019-04,,,,,\n"
        )
    );
    assert!(read(&test, LIST).starts_with(&format!("# Sổ công bố\n{listed}")));
    // Nothing changed: a release without figures; a second one of a day has a name of its own.
    test.run([
        "release",
        "--note",
        "Sửa lời",
        "--now",
        "2019-06-05T09:00:00+07:00",
    ])
    .exits(0);
    assert_eq!(read(&test, "data/releases/2019-06-05-2.csv"), HEADER);
    test.run(["build"]).exits(0);
}

#[test]
fn nothing_is_released_of_a_campaign_with_errors() {
    let test = SiteTest::from_dir("_base");
    edit(&test, TABLE, "95,100", "195,100");
    test.run(["release"]).exits(1);
    assert!(!test.path("data/releases").exists());
    edit(&test, TABLE, "195,100", "95,100");
    test.put(
        "data/observations/khong-ro.csv",
        "indicator,unit,period,numerator,denominator,la\ndung-han,quan-1,2019-05,1,2,3\n",
    );
    test.run(["release", "--strict"]).exits(1);
    assert!(!test.path("data/releases").exists());
}

#[test]
fn a_run_that_was_interrupted_is_finished_by_the_next() {
    let test = SiteTest::from_dir("_base");
    test.run(["release", "--note", "Một"]).exits(0);
    std::fs::remove_file(test.path(LIST)).unwrap();
    let built = test.run(["build"]).exits(0);
    assert!(
        built.said().contains("release-not-listed"),
        "{}",
        built.said()
    );
    test.run(["release", "--note", "Hai", "--strict"]).exits(0);
    assert_eq!(
        read(&test, LIST),
        "[[release]]\nname = \"2019-10-15\"\nnote = \"Hai\"\n"
    );
    assert_eq!(test.files("data/releases").len(), 2);
}

#[test]
fn figures_of_a_unit_that_is_gone_are_history() {
    let test = SiteTest::from_dir("_base");
    test.run(["release", "--now", "2019-06-05T08:00:00+07:00"])
        .exits(0);
    edit(
        &test,
        "data/units.csv",
        "quan-3-phuong-12,Phường 12,ward,quan-3,Phường Quận 3\n",
        "",
    );
    edit(&test, "data/indicators.toml", ", \"ward\"", "");
    let rows = read(&test, TABLE);
    let rows: String = rows
        .lines()
        .filter(|line| !line.contains("Phường 12"))
        .map(|line| format!("{line}\n"))
        .collect();
    test.put(TABLE, &rows);
    test.run(["build"]).exits(0);
    test.run(["release"]).exits(0);
    let withdrawn =
        "dung-han,quan-3-phuong-12,2019-03,,,,,\ndung-han,quan-3-phuong-12,2019-04,,,,,\n";
    assert_eq!(
        read(&test, "data/releases/2019-10-15.csv"),
        format!("{HEADER}{withdrawn}")
    );
    test.run(["release"]).exits(0);
    assert_eq!(read(&test, "data/releases/2019-10-15-2.csv"), HEADER);
}

#[test]
fn what_is_wrong_with_a_release_is_told() {
    let line = "dung-han,quan-1,2019-03,,95,100,,\n";
    let list = |name: &str| format!("[[release]]\nname = \"{name}\"\n");
    let good = format!("{HEADER}{line}");
    let cases = [
        (
            "release-file-unknown",
            "la.csv",
            good.clone(),
            list("2019-06-05"),
        ),
        (
            "release-file-unknown",
            "2019-06-05-1.csv",
            good.clone(),
            list("2019-06-05"),
        ),
        (
            "release-header",
            "2019-06-05.csv",
            line.to_owned(),
            list("2019-06-05"),
        ),
        (
            "release-header",
            "2019-06-05.csv",
            String::new(),
            list("2019-06-05"),
        ),
        (
            "release-line",
            "2019-06-05.csv",
            format!("{good}dung-han,quan-1,2019-04,,95,100,\n"),
            list("2019-06-05"),
        ),
        (
            "release-line",
            "2019-06-05.csv",
            format!("{good}dung-han,quan-1,04/2019,,95,100,,\n"),
            list("2019-06-05"),
        ),
        (
            "release-line",
            "2019-06-05.csv",
            format!("{good}dung-han,quan-1,2019-04,,95,,,\n"),
            list("2019-06-05"),
        ),
        (
            "release-line",
            "2019-06-05.csv",
            format!("{good}dung-han,quan-1,2019-04,,\"95,5\",100,,\n"),
            list("2019-06-05"),
        ),
        (
            "release-line",
            "2019-06-05.csv",
            format!("{good}dung-han,Quận 1,2019-04,,95,100,,\n"),
            list("2019-06-05"),
        ),
        (
            "release-figure-twice",
            "2019-06-05.csv",
            format!("{good}dung-han,quan-1,2019-03,,94,100,,\n"),
            list("2019-06-05"),
        ),
        (
            "merge-conflict",
            "2019-06-05.csv",
            format!("{good}<<<<<<< HEAD\n{line}=======\n>>>>>>> a\n"),
            list("2019-06-05"),
        ),
        (
            "merge-conflict",
            "2019-06-05.csv",
            good.clone(),
            format!("<<<<<<< HEAD\n{}", list("2019-06-05")),
        ),
        (
            "release-missing",
            "2019-06-05.csv",
            good.clone(),
            format!("{}\n{}", list("2019-06-05"), list("2019-06-06")),
        ),
        (
            "release-listed-twice",
            "2019-06-05.csv",
            good.clone(),
            list("2019-06-05").repeat(2),
        ),
        (
            "release-name",
            "2019-06-05.csv",
            good.clone(),
            list("5/6/2019"),
        ),
        (
            "unknown-key",
            "2019-06-05.csv",
            good.clone(),
            list("2019-06-05") + "nota = \"a\"\n",
        ),
        (
            "release-in-future",
            "2019-10-16.csv",
            good.clone(),
            list("2019-10-16"),
        ),
    ];
    for (code, name, text, list) in cases {
        let test = SiteTest::from_dir("_base");
        test.put(&format!("data/releases/{name}"), &text);
        if name != "2019-06-05.csv" && !name.starts_with("2019-10") {
            test.put("data/releases/2019-06-05.csv", &good);
        }
        test.put(LIST, &list);
        for language in ["vi", "en"] {
            let told = test.run_in(language, ["check"]).exits(1);
            assert!(told.said().contains(code), "{code}: {}", told.said());
        }
        test.run(["release"]).exits(1);
    }
    let test = SiteTest::from_dir("_base");
    test.put(
        "data/releases/2019-06-05.csv",
        &format!("{good}dung-han,quan-9,2019-03,,1,2,,\ncu,quan-1,2019-03,,1,2,,\n"),
    );
    test.put(LIST, &list("2019-06-05"));
    let told = test.run(["build"]).exits(0);
    assert!(told.said().contains("quan-9"), "{}", told.said());
}

/// What is said of a cumulative figure is what the revised figure did to it, without what came with it.
#[test]
fn a_cumulative_figure_is_compared_over_what_was_published() {
    let test = SiteTest::from_dir("_base");
    test.run(["release", "--now", "2019-05-05T08:00:00+07:00"])
        .exits(0);
    edit(
        &test,
        TABLE,
        "quan-1,2019-03,95,100",
        "quan-1,2019-03,90,100",
    );
    edit(
        &test,
        TABLE,
        "dung-han,quan-3,2019-03",
        "dung-han,quan-1,2019-05,1,10\ndung-han,quan-3,2019-03",
    );
    let now = "2019-06-05T08:00:00+07:00";
    test.run(["release", "--note", "Đếm lại", "--now", now])
        .exits(0);
    let built = test.run(["build", "--now", now]).exits(0);
    let unit = built.written("don-vi/quan-1.html").replace('\u{a0}', " ");
    let told = ">Lũy kế từ tháng 3 đến tháng 4/2019: 91,7% → 90,0%</a>, sửa ngày 05/06/2019";
    assert!(unit.contains(told), "{unit}");
    let page = built.written("thay-doi.html").replace('\u{a0}', " ");
    assert!(page.contains(">Đếm lại<span"), "{page}");
    assert!(
        page.contains("id=\"2019-06-05.dung-han.quan-1.luy-ke..tong\""),
        "{page}"
    );
    // A unit of which nothing was revised says nothing.
    assert!(
        !built
            .written("don-vi/quan-3.html")
            .contains("thay-doi.html#")
    );
}

#[test]
fn moved_places_of_the_composite_ranking_are_told() {
    let test = SiteTest::from_dir("_base");
    edit(
        &test,
        "data/indicators.toml",
        "kind = \"ratio\"\n",
        "kind = \"ratio\"\nweight = 2\n",
    );
    test.run(["release", "--now", "2019-05-05T08:00:00+07:00"])
        .exits(0);
    // Both met the target and were first; by the indicator alone one was ahead before as after.
    edit(
        &test,
        TABLE,
        "quan-1,2019-03,95,100",
        "quan-1,2019-03,80,100",
    );
    let built = test.run(["build"]).exits(0);
    let csv = built.written("du-lieu/thay-doi/chua-cong-bo.csv");
    let places: Vec<&str> = csv
        .lines()
        .filter(|line| line.starts_with("place,"))
        .collect();
    assert_eq!(places, ["place,,quan-1,,,1,2,"], "{csv}");
    let page = built.written("thay-doi.html");
    for part in ["Xếp hạng chung", ">1 → 2<", "1 thứ hạng thay đổi"] {
        assert!(page.replace('\u{a0}', " ").contains(part), "{part}: {page}");
    }
}

/// A year that lies in two of the calendar's is read as it was written, in releases and in reasons.
#[test]
fn a_release_of_school_years_is_read_again() {
    let test = SiteTest::from_dir("_base");
    edit(
        &test,
        "data/campaign.toml",
        "ends = 2019-12-01\n",
        "ends = 2019-12-01\nyear_starts = \"09\"\n",
    );
    let table = |first: &str| {
        format!(
            "indicator,unit,period,numerator,denominator\ndung-han,quan-1,2018/19-Q3,{first},100\ndung-han,quan-1,2018/19-Q4,60,70\n"
        )
    };
    test.put(TABLE, &table("90"));
    test.run(["release"]).exits(0);
    test.put(TABLE, &table("91"));
    let reason = "[[accepted]]\ncode = \"figure-jumps\"\nunit = \"quan-1\"\nindicator = \"dung-han\"\nperiod = \"2018/19-Q3\"\nvalue = \"91/100\"\nreason = \"Đếm lại\"\n";
    test.put("data/accepted.toml", reason);
    test.run(["release"]).exits(0);
    let released = read(&test, "data/releases/2019-10-15-2.csv");
    let line = "dung-han,quan-1,2018/19-Q3,,91,100,,\n";
    assert_eq!(released, format!("{HEADER}{line}"));
    let built = test.run(["build"]).exits(0);
    let csv = built.written("du-lieu/thay-doi/2019-10-15-2.csv");
    let told = "figure,dung-han,quan-1,2018/19-Q3,,90/100,91/100,Đếm lại\r\n";
    assert!(csv.contains(told), "{csv}");
}
