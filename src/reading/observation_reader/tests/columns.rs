//! Columns whose paths say another period, or another thing.

use super::*;

const MONTHS: &str = "Báo cáo tháng 9 năm 2019,,,,\nSTT,Đơn vị,Tháng 8/2019,,Tháng 9/2019,\n,,Nhận,Trả,Nhận,Trả\n1,Quận 1,5,1,8,2\n";

fn mapped(text: &str, lines: &str) -> ReadSite {
    read_site(&[(TABLE, text), (DEFAULTS, &format!("[columns]\n{lines}"))])
}

fn tells(site: &ReadSite, told: &str) -> bool {
    site.told.iter().any(|one| one == told)
}

#[test]
fn a_mapping_of_another_month_is_an_error_with_the_line_of_this_one() {
    let august = "\"Tháng 8/2019 / Nhận\" = \"post\"\n";
    let site = mapped(MONTHS, august);
    assert!(
        tells(&site, "error column-of-other-period a.csv:3:3"),
        "{:?}",
        site.told
    );
    let mut lines = site
        .diagnostics
        .iter()
        .filter_map(Diagnostic::lines_to_paste);
    let line = lines.next().unwrap();
    assert_eq!(line, "\"Tháng 9/2019 / Nhận\" = \"post\"\n");
    // Pasted, it reads this form, and the forms of August as before.
    let both = format!("{august}{line}");
    assert_eq!(
        mapped(MONTHS, &both).observations,
        ["buu-chinh quan-1 2019-09 · 8"]
    );
    let of_august = MONTHS.replace("Báo cáo tháng 9", "Báo cáo tháng 8");
    let site = mapped(&of_august, &both);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-08 · 5"]);
    assert!(
        !site.told.iter().any(|told| told.contains("error")),
        "{:?}",
        site.told
    );
}

#[test]
fn a_path_that_contradicts_the_period_of_a_table_is_an_error() {
    for (group, title, expected) in [
        (
            "Tháng 8",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        ("Quý II", "quý III năm 2019", "error column-of-other-period"),
        (
            "Năm 2018",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        (
            "9 tháng đầu năm",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        (
            "Cùng kỳ năm 2018",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        (
            "Tháng trước",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        ("Lũy kế", "tháng 9 năm 2019", "error column-of-other-period"),
        (
            "Từ tháng 1 đến tháng 9",
            "tháng 9 năm 2019",
            "error column-of-other-period",
        ),
        ("Năm 2019", "tháng 9 năm 2019", "warning column-of-year"),
        ("Lũy kế", "9 tháng đầu năm 2019", ""),
        ("Tháng 9", "tháng 9 năm 2019", ""),
        ("Trong tháng", "tháng 9 năm 2019", ""),
        ("Quý III/2019", "quý III năm 2019", ""),
        ("Năm 2019", "năm 2019", ""),
    ] {
        let text = format!("Báo cáo {title},,,\nSTT,Đơn vị,{group},\n,,Nhận,Trả\n1,Quận 1,5,1\n");
        let site = mapped(&text, &format!("\"{group} / Nhận\" = \"post\"\n"));
        let told = site.told.iter().any(|told| told.starts_with(expected));
        let is_quiet = !site.told.iter().any(|told| told.contains(" column-of-"));
        assert!(
            if expected.is_empty() { is_quiet } else { told },
            "{group} {title}: {:?}",
            site.told
        );
    }
}

#[test]
fn a_path_with_a_period_contradicts_the_rows_of_other_periods() {
    let text = "Kỳ,Đơn vị,Tháng 8/2019,\n,,Nhận,Trả\n2019-08,Quận 1,5,1\n2019-09,Quận 1,6,1\n";
    let line = "\"Tháng 8/2019 / Nhận\" = \"post\"\n";
    let site = mapped(text, line);
    assert!(
        tells(&site, "error column-of-other-period a.csv:2:3"),
        "{:?}",
        site.told
    );
    let error = site
        .diagnostics
        .iter()
        .find(|d| d.code.as_str() == "column-of-other-period");
    assert_eq!(error.unwrap().related[0].line, 4);
    let site = mapped(&text.replace("2019-09,Quận 1", "2019-08,Quận 3"), line);
    assert!(
        !site.told.iter().any(|told| told.contains("error")),
        "{:?}",
        site.told
    );
}

#[test]
fn what_is_left_over_or_named_so_is_of_another_time_by_right() {
    let text = "Báo cáo tháng 9 năm 2019,,,\nĐơn vị,Kỳ trước chuyển sang,Tháng 8 chuyển sang,Chuyển kỳ sau,Post\nQuận 1,5,1,7,2\n";
    let lines =
        "\"Kỳ trước chuyển sang\" = \"received_carried\"\n\"Chuyển kỳ sau\" = \"pending\"\n";
    let site = mapped(text, lines);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-09 · 2"]);
    assert!(
        !site.told.iter().any(|told| told.contains("error")),
        "{:?}",
        site.told
    );
}

#[test]
fn a_plan_that_is_mapped_as_a_count_is_doubted() {
    let text = "Báo cáo tháng 9 năm 2019,,,,,\nSTT,Đơn vị,Kế hoạch,,,Post\n,,Trước hạn,Đúng hạn,Trễ hạn,\n1,Quận 1,5,1,2,3\n";
    let lines = "\"Kế hoạch / Trước hạn\" = \"resolved_early\"\n\"Kế hoạch / Đúng hạn\" = \"resolved_on_time\"\n\"Kế hoạch / Trễ hạn\" = \"resolved_late\"\n";
    assert!(tells(
        &mapped(text, lines),
        "warning column-is-no-count a.csv:3:3"
    ));
    // What is compared is never a count.
    let [text, lines] = [text, lines].map(|all| all.replace("Kế hoạch", "So với tháng 8/2019"));
    let site = mapped(&text, &lines);
    let error = "error column-of-other-period a.csv:3:3";
    assert!(tells(&site, error), "{:?}", site.told);
}

#[test]
fn a_title_that_may_be_a_group_of_everything_is_an_error() {
    let text = "QUẬN 1,,\nTháng 9/2019,,\nKế hoạch năm,,\nPost,Received,Trả\n5,1,2\n";
    let site = table(text);
    assert!(
        tells(&site, "error title-of-other-thing a.csv:3:1"),
        "{:?}",
        site.told
    );
    let lines = "\"Kế hoạch năm / Post\" = \"post\"\n\"Kế hoạch năm / Received\" = \"received\"\n";
    let site = mapped(text, lines);
    assert!(
        !site.told.iter().any(|told| told.contains("error")),
        "{:?}",
        site.told
    );
    for title in [
        "Số liệu cùng kỳ",
        "Tổng hợp cùng kỳ năm trước",
        "Bảng kế hoạch",
        "Ước thực hiện",
        "Danh sách chỉ tiêu giao",
    ] {
        let error = "error title-of-other-thing a.csv:3:1";
        for below in ["", ",,\n"] {
            let text = text.replace("Post,", &format!("{below}Post,"));
            let site = table(&text.replace("Kế hoạch năm", title));
            assert!(tells(&site, error), "{title}: {:?}", site.told);
        }
    }
    let above = text.replace(
        "Tháng 9/2019,,\nKế hoạch năm",
        "Chỉ tiêu tháng 9/2019,,\n(hồ sơ)",
    );
    let site = table(&above);
    assert!(
        tells(&site, "error title-of-other-thing a.csv:2:1"),
        "{:?}",
        site.told
    );
    for title in [
        "Kế hoạch năm: 95%",
        "Chỉ tiêu tỷ lệ đúng hạn",
        "Kết quả thực hiện kế hoạch",
    ] {
        let site = table(
            &above
                .replace("Chỉ tiêu tháng 9/2019", title)
                .replace("(hồ sơ)", "Tháng 9/2019"),
        );
        assert_eq!(
            site.observations,
            ["buu-chinh quan-1 2019-09 · 5"],
            "{title}"
        );
    }
    let document = text.replace("Kế hoạch năm", "Kế hoạch số 12/KH-UBND");
    assert_eq!(
        table(&document).observations,
        ["buu-chinh quan-1 2019-09 · 5"]
    );
}

#[test]
fn a_total_of_other_periods_than_the_title_says_is_an_error() {
    let text = |title: &str, last: &str| {
        format!("Báo cáo {title},,,,\nĐơn vị,Tháng 7,Tháng 8,{last},Cộng\nQuận 1,5,1,2,8\n")
    };
    let line = "\"Cộng\" = \"post\"\n";
    let error = "error column-of-other-period a.csv:2:5";
    for title in ["năm 2019", "tháng 8 năm 2019"] {
        let site = mapped(&text(title, "Tháng 9"), line);
        assert!(tells(&site, error), "{title}: {:?}", site.told);
    }
    let site = mapped(&text("quý III năm 2019", "Tháng 9"), line);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-Q3 · 8"]);
    assert!(!tells(&site, error), "{:?}", site.told);
    let site = mapped(&text("quý III năm 2019", "Tháng 6"), line);
    assert!(tells(&site, error), "{:?}", site.told);
}

#[test]
fn rows_below_a_heading_of_another_thing_are_not_of_the_table() {
    let text = |heading: &str, rest: &str| {
        format!("unit,period,post\nquan-1,2019-03,5\n{heading},,\n{rest}")
    };
    for heading in [
        "Cùng kỳ năm 2018",
        "II. Lũy kế từ đầu năm",
        "Kế hoạch tháng sau",
        "Số liệu tháng trước",
    ] {
        let site = mapped(&text(heading, "quan-3,2019-03,7\n"), "");
        assert!(
            tells(&site, "error rows-of-other-thing a.csv:3:1"),
            "{:?}",
            site.told
        );
        let site = mapped(&text(heading, ""), "");
        assert!(
            !site.told.iter().any(|told| told.starts_with("error")),
            "{:?}",
            site.told
        );
    }
    let site = mapped(&text("II. Khối phường", "quan-3,2019-03,7\n"), "");
    assert_eq!(site.observations.len(), 2, "{:?}", site.told);
}

#[test]
fn rows_below_a_heading_of_another_year_are_not_of_the_table() {
    let text = |heading: &str| {
        format!("Tháng 9/2019,\nĐơn vị,post\nNăm 2019,\nquan-1,5\n{heading},\nquan-3,7\n")
    };
    let site = table(&text("B. Năm 2018"));
    assert!(
        tells(&site, "error other-period a.csv:5:1"),
        "{:?}",
        site.told
    );
    for heading in [
        "Khối phường",
        "Các đơn vị nhận giao ước thi đua từ năm 2018",
    ] {
        let site = table(&text(heading));
        assert_eq!(site.observations.len(), 2, "{:?}", site.told);
    }
}

#[test]
fn a_row_that_names_a_unit_is_never_left_out_by_its_period() {
    for period in ["Lũy kế tháng 9/2019", "Cùng kỳ 9/2018", "Bình quân 9/2019"] {
        let text = format!("unit,period,post\nquan-1,2019-09,5\nquan-3,{period},7\n");
        let site = table(&text);
        assert!(
            tells(&site, "error bad-period a.csv:3:2"),
            "{:?}",
            site.told
        );
        let text = format!("unit,period,post\nquan-1,2019-09,5\n,{period},7\n");
        let site = table(&text);
        assert_eq!(site.observations.len(), 1, "{:?}", site.told);
        assert!(
            !tells(&site, "error bad-period a.csv:3:2"),
            "{:?}",
            site.told
        );
    }
}

#[test]
fn the_period_that_columns_say_is_shown_as_the_way_out() {
    let text = "Năm 2019,,\nĐơn vị,Tháng 9,\n,Post,Khác\nQuận 1,5,1\n";
    let site = mapped(text, "\"Tháng 9 / Post\" = \"post\"\n");
    let told = site.diagnostics.iter();
    let mut said = told
        .flat_map(|told| &told.args)
        .filter(|(name, _)| *name == "said");
    assert_eq!(said.next().map(|(_, said)| &**said), Some("2019-09"));
}

#[test]
fn a_row_of_a_header_that_lost_or_gained_a_cell_is_an_error() {
    let lines = "\"Trong kỳ / Post\" = \"post\"\n";
    let text = |groups: &str| {
        format!("Báo cáo tháng 9 năm 2019,,,,\n{groups}\n,Post,Khác,Post,Khác\nQuận 1,5,1,7,2\n")
    };
    for groups in ["Đơn vị,Trong kỳ,Lũy kế,", "Đơn vị,Trong kỳ,,Lũy kế,,"] {
        let site = mapped(&text(groups), lines);
        assert!(
            tells(&site, "error cells-moved a.csv:2:0"),
            "{groups} {:?}",
            site.told
        );
    }
    // Blank cells at the end may not be written.
    for groups in ["Đơn vị,Trong kỳ,,Lũy kế,", "Đơn vị,Trong kỳ,,Lũy kế"] {
        let site = mapped(&text(groups), lines);
        assert_eq!(
            site.observations,
            ["buu-chinh quan-1 2019-09 · 5"],
            "{:?}",
            site.told
        );
        assert!(
            !site.told.iter().any(|told| told.contains("cells-moved")),
            "{:?}",
            site.told
        );
    }
}

#[test]
fn a_lowest_row_of_a_header_that_lost_a_cell_is_an_error() {
    let lines = "\"Trong kỳ / Trước hạn\" = \"post\"\n";
    let text = |lowest: &str| {
        let groups = "Đơn vị;Lĩnh vực;Luỹ kế;;Ghi chú;Luỹ kế;;Trong kỳ;;;;So với tháng trước";
        let rows = "Quận 1;Đất đai;8035;4360;;7018;5365;3073;214;2726;99;25";
        format!("Báo cáo tháng 9 năm 2019;;;;;;;;;;;\n{groups}\n{lowest}\n{rows}\n")
    };
    let lost = ";;Tiếp nhận;Trước hạn;;Trễ hạn;Tiếp nhận;Trước hạn;Đúng hạn;Trễ hạn;";
    let site = mapped(&text(lost), lines);
    let is_told = tells(&site, "error cells-moved a.csv:3:0");
    assert!(is_told, "{:?}", site.told);
    let whole = ";;Tiếp nhận;Trước hạn;;Đúng hạn;Trễ hạn;Tiếp nhận;Trước hạn;Đúng hạn;Trễ hạn;";
    let site = mapped(&text(whole), lines);
    let figures = ["buu-chinh quan-1 2019-09 dat-dai 214"];
    assert_eq!(site.observations, figures, "{:?}", site.told);
}

#[test]
fn rows_shorter_than_rows_above_them_that_write_blank_cells_are_an_error() {
    let text = |title: &str| format!("{title}\nĐơn vị,Khác,Post,Sau\nQuận 1,5,7\n");
    let site = mapped(&text("Báo cáo tháng 9 năm 2019,,,"), "");
    assert!(
        tells(&site, "error cells-moved a.csv:3:0"),
        "{:?}",
        site.told
    );
    let site = mapped(&text("Báo cáo tháng 9 năm 2019"), "");
    assert_eq!(
        site.observations,
        ["buu-chinh quan-1 2019-09 · 7"],
        "{:?}",
        site.told
    );
}

#[test]
fn a_header_longer_than_padded_titles_and_rows_gained_a_cell() {
    let text = "Báo cáo tháng 9 năm 2019,,\nĐơn vị,Post,7,Khác\nQuận 1,5,7\n";
    let site = mapped(text, "");
    let is_told = tells(&site, "error cells-moved a.csv:3:0");
    assert!(is_told, "{:?}", site.told);
}

#[test]
fn a_row_shorter_than_one_that_writes_its_blank_cells_lost_a_cell() {
    let text = "Báo cáo của Quận 1 tháng 7 năm 2019;;;;;;;;;;;;\n\
         STT;Lĩnh vực;Nhận giải quyết;;;;Kết quả giải quyết;;;;Đang giải quyết;;\n\
         ;;Tổng số;Kỳ trước chuyển sang;Trong kỳ;;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n\
         ;;;;Trực tuyến;Trực tiếp, bưu chính;;;;;;;\n\
         (1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11);(12);(13)\n\
         1;Đất đai;165;33;77;55;125;10;113;2;40;20;158\n";
    let site = mapped(text, "\"Kết quả giải quyết / Trước hạn\" = \"post\"\n");
    let is_told = tells(&site, "error cells-moved a.csv:3:0");
    assert!(is_told, "{:?}", site.told);
}

#[test]
fn a_row_passed_over_by_its_words_that_gained_a_cell_is_an_error() {
    let text = |last: &str| {
        format!(
            "Báo cáo của Quận 1 tháng 9 năm 2019;;;\nSTT;Chỉ tiêu;Đơn vị tính;Thực hiện;Chỉ tiêu giao\n\
             1;Nhận;hồ sơ;5;7\n{last}\n"
        )
    };
    let lines = "\"Thực hiện\" = \"value\"\n";
    let error = "error cells-moved a.csv:4:0";
    for (last, is_moved) in [
        ("7;2;Nhận;%;88,25;72", true),
        (";Ngày 5 tháng 10;;;;;", false),
        (";Người lập;;;;ký", false),
        (";Người lập;;ký;72", false),
    ] {
        let site = mapped(&text(last), lines);
        assert_eq!(tells(&site, error), is_moved, "{last}: {:?}", site.told);
    }
}

#[test]
fn a_lower_row_of_a_header_that_gained_a_cell_is_told_where_it_is_passed_over() {
    let text = "UBND QUẬN 1;;;;\nBáo cáo tháng 9 năm 2019;;;;\nLĩnh vực;Nhận;Ghi chú;Đã giải quyết;\n\
                ;;;7;Đúng hạn;Trễ hạn\nĐất đai;5;;3;2\n";
    let lines = "\"Nhận\" = \"post\"\n\"Đã giải quyết\" = \"resolved\"\n";
    for text in [text, &text.replace("Trễ hạn\n", "\n")] {
        let site = mapped(text, lines);
        assert!(
            tells(&site, "error cells-moved a.csv:4:0"),
            "{:?}",
            site.told
        );
    }
}

#[test]
fn a_number_with_a_mark_that_was_pushed_out_of_its_column_is_an_error() {
    let text = |last: &str| {
        format!(
            "UBND QUẬN 1\nNăm;Tháng;Khác;Post\n2019;6;3;7;{last}\n2019;7;3;4\n2019;8;2;5\n2019;9;5;6\n"
        )
    };
    for last in ["15*", "15 (p)", "1.215¹", "15", "-", "x", "không phát sinh"] {
        let site = mapped(&text(last), "\"Khác\" = \"\"\n");
        let has_error = site.told.iter().any(|told| told.starts_with("error"));
        assert!(has_error, "{last}: {:?}", site.told);
    }
    let site = mapped(&text("xem lại (2)"), "\"Khác\" = \"\"\n");
    assert_eq!(site.observations.len(), 4, "{:?}", site.told);
}

#[test]
fn a_heading_with_a_dash_for_its_figure_begins_no_other_table() {
    let text = "Báo cáo tháng 9 năm 2019,\nĐơn vị,Post\nKhối trung tâm,-\nQuận 1,5\n";
    let site = mapped(text, "");
    let read = ["buu-chinh quan-1 2019-09 · 5"];
    assert_eq!(site.observations, read, "{:?}", site.told);
    assert!(
        !tells(&site, "error other-table a.csv:3:0"),
        "{:?}",
        site.told
    );
}

#[test]
fn a_stretch_that_may_be_either_month_is_an_error() {
    let text = MONTHS
        .replace("Tháng 8/2019", "15/8-14/9")
        .replace("Tháng 9/2019", "15/9-14/10");
    let error = "error column-of-other-period a.csv:3:3";
    let line = "\"15/8-14/9 / Nhận\" = \"post\"\n";
    let site = mapped(&text, line);
    assert!(tells(&site, error), "{:?}", site.told);
    let site = mapped(&text.replace("15/9-14/10", "15/7-14/8"), line);
    assert!(!tells(&site, error), "{:?}", site.told);
}

#[test]
fn a_day_by_which_something_is_due_is_no_period() {
    let text = "Báo cáo tháng 9 năm 2019,,\nĐơn vị,Kỳ hạn báo cáo,Nhận\nQuận 1,10/2019,5\n";
    let site = mapped(text, "\"Nhận\" = \"post\"\n");
    let read = ["buu-chinh quan-1 2019-09 · 5"];
    assert_eq!(site.observations, read, "{:?}", site.told);
}
