//! Tables whose header names periods, units, fields or indicators.

use super::*;

const FORM: &str = "[columns]\n\"STT\" = \"\"\n\"Đúng hạn\" = \"resolved_on_time\"\n\"Trước hạn\" = \"resolved_early\"\n\"Trễ hạn\" = \"resolved_late\"\n";
const POST: &str = "value = \"post\"\n[columns]\n\"STT\" = \"\"\n";

fn across(kind: &str, lines: &str, table: &str) -> ReadSite {
    let defaults = format!("across = \"{kind}\"\n{lines}");
    read_site(&[(TABLE, table), (DEFAULTS, &defaults)])
}

/// The observations of a table in which nothing is more than noted.
fn figures(kind: &str, lines: &str, table: &str) -> Vec<String> {
    let site = across(kind, lines, table);
    let serious: Vec<&String> = site
        .told
        .iter()
        .filter(|t| !t.starts_with("note"))
        .collect();
    assert!(serious.is_empty(), "{table}\n{serious:?}");
    site.observations
}

fn tells(site: &ReadSite, told: &str) {
    assert!(
        site.told.iter().any(|one| one == told),
        "{told}: {:?}",
        site.told
    );
}

#[test]
fn periods_across_are_those_of_the_year_above() {
    let months = "NĂM 2019,,,,\nSTT,Đơn vị,Tháng 3,Tháng 4,Cộng\n1,Quận 1,5,8,13\n2,Quận 3,1,2,3\n,Tổng cộng,6,10,16\n";
    let expected = [
        "buu-chinh quan-1 2019-03 · 5",
        "buu-chinh quan-3 2019-03 · 1",
        "buu-chinh quan-1 2019-04 · 8",
        "buu-chinh quan-3 2019-04 · 2",
    ];
    let mut read = figures("period", POST, months);
    let mut sorted = expected.map(str::to_owned).to_vec();
    read.sort();
    sorted.sort();
    assert_eq!(read, sorted);
    // A total that differs is told at its cell, and published nowhere.
    let site = across("period", POST, &months.replace("8,13", "8,14"));
    assert_eq!(site.observations.len(), 4);
    tells(&site, "warning total-differs a.csv:3:5");
    let site = across("period", POST, &months.replace("NĂM 2019", "x"));
    tells(&site, "error across-without-year a.csv:2:3");
    assert!(site.observations.is_empty());
}

#[test]
fn years_across_are_parts_of_years_where_the_title_says_which() {
    let text = "SO SÁNH,,,\nSTT,Đơn vị,Năm 2018,Năm 2019\n1,Quận 1,5,8\n";
    let titled = |title: &str| text.replace("SO SÁNH", title);
    let read = |title: &str| {
        let site = across("period", POST, &titled(title));
        site.observations.join(" | ")
    };
    let (september, nine) = (
        "buu-chinh quan-1 2018-09 · 5 | buu-chinh quan-1 2019-09 · 8",
        "buu-chinh quan-1 2018-9M · 5 | buu-chinh quan-1 2019-9M · 8",
    );
    assert_eq!(read("BÁO CÁO THÁNG 9"), september);
    assert_eq!(read("9 THÁNG ĐẦU NĂM"), nine);
    let year = "buu-chinh quan-1 2018 · 5 | buu-chinh quan-1 2019 · 8";
    assert_eq!(read("BÁO CÁO NĂM 2019"), year);
    // Of one year the others are not known.
    let site = across("period", POST, &titled("BÁO CÁO THÁNG 9/2019"));
    tells(&site, "error across-other-years a.csv:2:3");
    assert!(site.observations.is_empty());
    let told = site.diagnostics.iter().find_map(Diagnostic::lines_to_paste);
    let lines = format!("{POST}{}", told.unwrap());
    assert_eq!(
        figures("period", &lines, &titled("BÁO CÁO THÁNG 9/2019")),
        ["buu-chinh quan-1 2019-09 · 8"]
    );
    let site = across("period", POST, &titled("BÁO CÁO HÀNG THÁNG"));
    tells(&site, "error period-not-clear a.csv:1:1");
    assert!(site.observations.is_empty());
}

#[test]
fn years_across_are_no_other_thing_where_the_group_says_in_the_year() {
    let text = "BÁO CÁO,,,\nSTT,Đơn vị,Trong năm,Trong năm\n,,Năm 2018,Năm 2019\n1,Quận 1,5,8\n";
    let read = across("period", POST, text).observations;
    let expected = ["buu-chinh quan-1 2018 · 5", "buu-chinh quan-1 2019 · 8"];
    assert_eq!(read, expected);
    let told = table(text);
    let mut lines = told
        .diagnostics
        .iter()
        .filter_map(Diagnostic::lines_to_paste);
    assert_eq!(lines.next(), Some("across = \"period\"\n"));
    // Parts of years are another thing, and so is a plan for a year.
    let months = text.replace("Năm 2018", "Tháng 3/2019");
    let months = months.replace("Năm 2019", "Tháng 4/2019");
    let nine = text.replace("BÁO CÁO", "9 THÁNG ĐẦU NĂM");
    let plan = text.replace("Trong năm", "Kế hoạch trong năm");
    for text in [&months, &nine, &plan] {
        let site = across("period", POST, text);
        tells(&site, "error across-of-other-thing a.csv:3:3");
        assert!(site.observations.is_empty());
    }
}

#[test]
fn a_quarter_beside_its_months_is_their_sum() {
    let text = "NĂM 2019,,,,,\nSTT,Đơn vị,Tháng 4,Tháng 5,Tháng 6,Quý II\n1,Quận 1,5,8,1,14\n";
    let read = figures("period", POST, text);
    assert_eq!(read.len(), 3, "{read:?}");
    let site = across("period", POST, &text.replace("1,14", "1,15"));
    assert_eq!(site.observations.len(), 3);
    tells(&site, "warning total-differs a.csv:3:6");
}

#[test]
fn what_the_cells_are_is_never_guessed() {
    let text = "Tháng 3 năm 2019,,,\nSTT,Nội dung,Quận 1,Quận 3\n1,Việc,5,8\n";
    let site = across("unit", "[columns]\n\"STT\" = \"\"\n", text);
    tells(&site, "error across-without-value a.csv:2:3");
    assert!(site.observations.is_empty());
    let titled = "KẾ HOẠCH TIẾP NHẬN NĂM 2019,,,\nSTT,Đơn vị,Tháng 3,Tháng 4\n1,Quận 1,5,8\n";
    let site = across("period", POST, titled);
    tells(&site, "error title-of-other-thing a.csv:1:1");
    // Cells of a plan are not read under any name.
    let plan = "NĂM 2019,,,\nSTT,Đơn vị,Kế hoạch,\n,,Tháng 3,Tháng 4\n1,Quận 1,5,8\n";
    let site = across("period", POST, plan);
    tells(&site, "error across-of-other-thing a.csv:3:3");
    assert!(site.observations.is_empty());
}

#[test]
fn groups_over_columns_of_the_form_are_mapped_by_those() {
    for text in [
        "NĂM 2019,,,,,,,\nSTT,Đơn vị,Tháng 3,,,Tháng 4,,\n,,Trước hạn,Đúng hạn,Trễ hạn,Trước hạn,Đúng hạn,Trễ hạn\n1,Quận 1,1,5,2,2,6,0\n",
        "NĂM 2019,,,,,,,\nSTT,Đơn vị,Trước hạn,,Đúng hạn,,Trễ hạn,\n,,Tháng 3,Tháng 4,Tháng 3,Tháng 4,Tháng 3,Tháng 4\n1,Quận 1,1,2,5,6,2,0\n",
    ] {
        assert_eq!(
            figures("period", FORM, text),
            [
                "dung-han quan-1 2019-03 · 6/8",
                "dung-han quan-1 2019-04 · 8/8"
            ],
            "{text}"
        );
    }
}

const UNITS: &str = "Tháng 3 năm 2019,,,\nSTT,Nội dung,Quận 1,Quận 3,Tổng cộng\n1,Trước hạn,1,2,3\n2,Đúng hạn,5,6,11\n3,Trễ hạn,2,0,2\n";

#[test]
fn rows_are_columns_of_the_form_where_units_are_across() {
    assert_eq!(
        figures("unit", FORM, UNITS),
        [
            "dung-han quan-1 2019-03 · 6/8",
            "dung-han quan-3 2019-03 · 8/8"
        ]
    );
    let site = across("unit", FORM, &UNITS.replace("Quận 3", "Quận 33"));
    tells(&site, "error unknown-unit a.csv:2:4");
}

#[test]
fn a_row_below_a_count_is_a_part_of_it() {
    // What is still being dealt with is not what was done, whatever the row is called.
    let text = "Tháng 3 năm 2019,,\nSTT,Nội dung,Quận 1,Quận 3\nI,Đã giải quyết,8,8\n1,Trước hạn,1,2\n2,Đúng hạn,5,6\n3,Trễ hạn,2,0\nII,Đang giải quyết,9,9\n1,Đúng hạn,7,7\n2,Trễ hạn,2,2\n";
    let site = across("unit", FORM, text);
    assert_eq!(
        site.observations,
        [
            "dung-han quan-1 2019-03 · 6/8",
            "dung-han quan-3 2019-03 · 8/8"
        ]
    );
    tells(&site, "warning unknown-row-name a.csv:3:2");
    let told = site
        .diagnostics
        .iter()
        .find(|d| d.code.as_str() == "unknown-row-name");
    let lines = told.and_then(Diagnostic::lines_to_paste).unwrap();
    assert!(
        lines.contains("\"Đang giải quyết / Đúng hạn\" = \"pending_on_time\"\n"),
        "{lines}"
    );
    // Of another group nothing is known.
    let online = text.replace("Đã giải quyết", "Trực tuyến").replace(
        "II,Đang giải quyết,9,9\n1,Đúng hạn,7,7\n2,Trễ hạn,2,2\n",
        "",
    );
    assert!(across("unit", FORM, &online).observations.is_empty());
}

#[test]
fn what_is_only_in_part_of_the_year_is_not_meant_beside_running_totals() {
    let text = |group: &str| {
        format!(
            "UBND QUẬN 1,,,,,\nSTT,Nội dung,Năm 2018,,Năm 2019,\n{group},,Trong năm,Lũy kế,Trong năm,Lũy kế\n\
             1,Trước hạn,1,10,2,20\n2,Đúng hạn,5,50,6,60\n3,Trễ hạn,2,20,0,9\n"
        )
    };
    let read = across("period", FORM, &text("")).observations;
    let expected = ["dung-han quan-1 2018 · 6/8", "dung-han quan-1 2019 · 8/8"];
    assert_eq!(read, expected);
    let site = across(
        "period",
        FORM,
        &text(",,Qua mạng,Qua mạng,Qua mạng,Qua mạng\n"),
    );
    tells(&site, "error across-several a.csv:4:3");
    assert!(site.observations.is_empty());
}

#[test]
fn running_totals_under_each_unit_are_left_out() {
    let text = "Tháng 3 năm 2019,,,,\nSTT,Nội dung,Quận 1,,Quận 3,\n,,Trong kỳ,Lũy kế,Trong kỳ,Lũy kế\n1,Trước hạn,1,10,2,20\n2,Đúng hạn,5,50,6,60\n3,Trễ hạn,2,20,0,9\n";
    let site = across("unit", FORM, text);
    assert_eq!(
        site.observations,
        [
            "dung-han quan-1 2019-03 · 6/8",
            "dung-han quan-3 2019-03 · 8/8"
        ]
    );
    tells(&site, "note other-columns a.csv:3:3");
    // Two parts of which none is all.
    let parts = text
        .replace("Trong kỳ", "Trực tiếp")
        .replace("Lũy kế", "Trực tuyến");
    let site = across("unit", FORM, &parts);
    tells(&site, "error across-several a.csv:3:3");
    assert!(site.observations.is_empty());
}

#[test]
fn fields_across_are_those_that_are_listed() {
    let text =
        "Tháng 3 năm 2019,,,\nSTT,Đơn vị,Đất đai,Hộ tịch,Môi trường,Cộng\n1,Quận 1,5,8,1,14\n";
    let read = |text: &str| {
        let field = |(key, name): (&str, &str)| crate::model::Field {
            key: key.into(),
            name: name.into(),
        };
        let listed = [
            ("dat-dai", "Đất đai"),
            ("ho-tich", "Hộ tịch"),
            ("moi-truong", "Môi trường"),
        ];
        let fields = Fields(listed.map(field).to_vec());
        let defaults = format!("across = \"field\"\n{POST}");
        read_site_with(&[(TABLE, text), (DEFAULTS, &defaults)], fields, &settings())
    };
    assert_eq!(
        read(text).observations,
        [
            "buu-chinh quan-1 2019-03 dat-dai 5",
            "buu-chinh quan-1 2019-03 ho-tich 8",
            "buu-chinh quan-1 2019-03 moi-truong 1"
        ]
    );
    let site = read(&text.replace("Hộ tịch", "Hộ tich khác"));
    tells(&site, "error unlisted-field a.csv:2:4");
}

#[test]
fn what_totals_indicators_across_is_no_indicator() {
    let text = "Đơn vị,Hồ sơ qua bưu chính,Chấm điểm,Cộng\nQuận 1,5,85,90\n";
    let title = "Tháng 3 năm 2019,,,\n";
    let expected = [
        "buu-chinh quan-1 2019-03 · 5",
        "cham-diem quan-1 2019-03 · 85",
    ];
    assert_eq!(
        figures("indicator", "", &format!("{title}{text}")),
        expected
    );
    // What may be the name of one is asked.
    let other = format!("{title}{}", text.replace("Cộng", "Tổng số"));
    let site = across("indicator", "", &other);
    let told = site
        .diagnostics
        .iter()
        .find(|d| d.code.as_str() == "unknown-indicator");
    let lines = told
        .and_then(Diagnostic::lines_to_paste)
        .unwrap_or_default();
    assert_eq!(lines.trim_end(), "[columns]\n\"Tổng số\" = \"\"");
    assert_eq!(figures("indicator", lines, &other), expected);
}

#[test]
fn indicators_across_have_their_values_below_them() {
    let text = "Tháng 3 năm 2019,,,\nSTT,Đơn vị,Hồ sơ qua bưu chính,Chấm điểm\n1,Quận 1,5,8\n";
    assert_eq!(
        figures("indicator", "[columns]\n\"STT\" = \"\"\n", text),
        [
            "buu-chinh quan-1 2019-03 · 5",
            "cham-diem quan-1 2019-03 · 8"
        ]
    );
}

#[test]
fn a_column_of_periods_beside_periods_across_is_refused() {
    let text = "Năm,Đơn vị,Tháng 3,Tháng 4\n2018,Quận 1,5,8\n2019,Quận 1,6,9\n";
    let site = across("period", &format!("period = \"2019\"\n{POST}"), text);
    tells(&site, "error across-beside-periods a.csv:1:1");
    assert!(site.observations.is_empty());
}

#[test]
fn an_empty_column_beside_periods_across_is_none_of_periods() {
    let text = "Đơn vị,Lĩnh vực,Tháng 3,Tháng 4\nQuận 1,,5,8\nQuận 3,,1,2\n";
    let lines = "period = \"2019\"\nvalue = \"post\"\n[columns]\n\"Lĩnh vực\" = \"field\"\n";
    assert_eq!(figures("period", lines, text).len(), 4);
}

#[test]
fn the_last_cell_of_a_cut_line_is_named() {
    let text = "NĂM 2019,,,\nĐơn vị,Tháng 3,Tháng 4,Tháng 5\nQuận 1,5,8,9\nQuận 3,1,2";
    let site = across("period", POST, text);
    tells(&site, "warning last-line-cut a.csv:4:3");
}

#[test]
fn a_row_that_lost_a_cell_is_an_error() {
    let text = "NĂM 2019,,,\nĐơn vị,Tháng 3,Tháng 4,Tháng 5\nQuận 1,5,8,9\nQuận 3,1,2\n";
    let site = across("period", POST, text);
    tells(&site, "error cells-moved a.csv:4:0");
}

#[test]
fn what_is_across_is_proposed_and_never_assumed() {
    for (text, line) in [
        (
            "NĂM 2019,,,\nSTT,Đơn vị,Tháng 3,Tháng 4\n1,Quận 1,5,8\n",
            "period",
        ),
        (UNITS, "unit"),
        (
            "Tháng 3 năm 2019,,\nSTT,Đơn vị,Hồ sơ qua bưu chính,Chấm điểm\n1,Quận 1,5,8\n",
            "indicator",
        ),
    ] {
        let site = table(text);
        assert!(site.observations.is_empty());
        let mut lines = site
            .diagnostics
            .iter()
            .filter_map(Diagnostic::lines_to_paste);
        assert_eq!(
            lines.next(),
            Some(&*format!("across = \"{line}\"\n")),
            "{text}"
        );
    }
}

#[test]
fn a_header_across_that_lost_a_cell_is_an_error() {
    let table = |header: &str| {
        let text = format!("Năm 2019,,,\n{header}\nQuận 1,5,6,7\nQuận 3,8,9,10\n");
        read_site(&[
            (TABLE, &text),
            (DEFAULTS, "across = \"period\"\nvalue = \"post\"\n"),
        ])
    };
    let is_told = |site: &ReadSite| {
        site.told
            .iter()
            .any(|told| told.starts_with("error cells-moved a.csv:2"))
    };
    let site = table("Đơn vị,Tháng 1,Tháng 3");
    assert!(is_told(&site), "{:?}", site.told);
    let site = table("Đơn vị,Tháng 1,Tháng 2,Tháng 3");
    assert!(
        !is_told(&site) && site.observations.len() == 6,
        "{:?}",
        site.told
    );
}
