//! Rows of official tables that are themselves wrong: set aside with a reason, and shown to readers.

use crate::SiteTest;

#[test]
fn a_figure_is_set_aside_with_a_reason_that_readers_see() {
    let test = SiteTest::from_dir("set-aside");
    let ran = test.run(["build"]).exits(0);
    let page = ran.written("don-vi/quan-1.html");
    assert!(
        page.contains("<b>47/44</b>. Tử số lớn hơn mẫu số"),
        "{page}"
    );
    let rows = ran.written("du-lieu/quan-sat.csv");
    assert!(
        rows.contains("2019-05,,,,,,Tử số lớn hơn mẫu số trong báo cáo đã ký; đã hỏi lại đơn vị.,"),
        "{rows}"
    );
    let figures = ran.written("du-lieu/don-vi/quan-1.csv");
    assert!(
        figures.contains("2019-06,40,44") && !figures.contains("2019-05,47"),
        "{figures}"
    );
}

#[test]
fn an_exclusion_that_fits_nothing_is_an_error() {
    let test = SiteTest::from_dir("set-aside");
    let with = |key: &str, value: &str| {
        let text = include_str!("../fixtures/set-aside/data/excluded.toml");
        let lines = text.lines().map(|line| match line.strip_prefix(key) {
            Some(_) => format!("{key} = \"{value}\"\n"),
            None => format!("{line}\n"),
        });
        test.put("data/excluded.toml", &lines.collect::<String>());
    };
    with("value", "48/44");
    let told = test.run(["build"]).exits(1).publishes_nothing();
    assert!(told.said().contains("47/44"), "{}", told.said());
    with("period", "2019-06");
    test.run(["build"]).exits(1).publishes_nothing();
    with("file", "data/observations/khac.csv");
    test.run(["build"]).exits(1).publishes_nothing();
    with("reason", "");
    test.run(["build"]).exits(1).publishes_nothing();
}
