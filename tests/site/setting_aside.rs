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

/// What is told of a figure that cannot be right says whose it is; pasted as advised, with a reason, the lines that it
/// gives set the figure aside and nothing else is wrong.
#[test]
fn the_lines_that_are_advised_set_a_figure_aside() {
    let long = "Đơn vị,Chỉ tiêu,Kỳ,Lĩnh vực,Tử số,Mẫu số,Giá trị\n";
    let wide = "Đơn vị,Kỳ,resolved,due\n";
    let cases = [
        (
            "numerator-above-denominator",
            format!("{long}Quận 1,dung-han,2019-06,,47,44,\n"),
        ),
        (
            "negative-figure",
            format!("{long}Quận 1,dung-han,2019-06,Đất đai,-4,44,\n"),
        ),
        (
            "not-whole",
            format!("{long}Quận 1,dung-han,2019-06,,4.5,44,\n"),
        ),
        (
            "numerator-alone",
            format!("{long}Quận 1,dung-han,2019-06,,4,,\n"),
        ),
        (
            "percent-out-of-range",
            format!("{long}Quận 1,dung-han,2019-06,,,,120\n"),
        ),
        (
            "nothing-arose-with-figure",
            format!("{long}Quận 1,dung-han,2019-06,,không phát sinh,44,\n"),
        ),
        (
            "numerator-above-denominator",
            format!("{wide}Quận 1,2019-06,47,44\n"),
        ),
        ("negative-figure", format!("{wide}Quận 1,2019-06,-4,44\n")),
        ("not-whole", format!("{wide}Quận 1,2019-06,4.5,44\n")),
        (
            "duplicate-figure",
            format!("{wide}Quận 1,2019-06,40,44\nQuận 1,2019-06,41,44\n"),
        ),
    ];
    for (code, table) in cases {
        let test = SiteTest::from_dir("_base");
        let path = test.path("data/indicators.toml");
        let formula = "numerator = \"resolved\"\ndenominator = \"due\"\n";
        let indicators = std::fs::read_to_string(&path).unwrap();
        let kind = "kind = \"ratio\"\n";
        test.put(
            "data/indicators.toml",
            &indicators.replace(kind, &format!("{kind}{formula}")),
        );
        test.put("data/observations/sai.csv", &table);
        let ran = test.run(["check", "--format", "json"]).exits(1);
        let told: Vec<serde_json::Value> = ran
            .shown()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let errors: Vec<_> = told
            .iter()
            .filter(|one| one["severity"] == "error")
            .collect();
        assert_eq!(errors.len(), 1, "{code}: {errors:?}");
        assert_eq!(errors[0]["code"], code);
        let message = errors[0]["message"].as_str().unwrap();
        for name in [
            "Quận 1 (quan-1)",
            "2019-06",
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
        ] {
            assert!(message.contains(name), "{code}: {message}");
        }
        let help = errors[0]["help"].as_str().unwrap();
        let (_, lines) = help.split_once("\n\n").expect(help);
        test.put(
            "data/excluded.toml",
            &lines.replace("reason = \"\"", "reason = \"Đã hỏi lại đơn vị.\""),
        );
        test.run(["check"]).exits(0);
        let rows = test.run(["build"]).exits(0).written("du-lieu/quan-sat.csv");
        assert!(rows.contains("Đã hỏi lại đơn vị."), "{code}: {rows}");
    }
}

#[test]
fn the_value_may_be_given_as_a_table_in_thousands_prints_it() {
    let test = SiteTest::from_dir("set-aside");
    test.put(
        "data/observations/_defaults.toml",
        "scale = 1000\nmarks = [\"(p)\"]\n",
    );
    let head = "indicator;unit;period;numerator;denominator\n";
    test.put(
        "data/observations/bao-cao.csv",
        &format!("{head}dung-han;quan-1;2019-05;4,7;4,4 (p)\ndung-han;quan-1;2019-06;4,0;4,4\n"),
    );
    let excluded = include_str!("../fixtures/set-aside/data/excluded.toml");
    for value in ["4,7/4,4 (p)", "4,7/4,4", "4700/4400"] {
        test.put("data/excluded.toml", &excluded.replace("47/44", value));
        let ran = test.run(["build"]).exits(0);
        assert!(
            !ran.written("du-lieu/don-vi/quan-1.csv")
                .contains("2019-05,4")
        );
    }
    test.put("data/excluded.toml", excluded);
    test.run(["build"]).exits(1);
}
