//! Forms as they are printed: headers of several rows, and the unit and period in what surrounds a table.

use super::*;

/// The form in which a district reports, exported from a workbook with merged cells.
const FORM: &str = "\
UBND QUẬN 1,,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,,
,,,,Độc lập - Tự do - Hạnh phúc,,
,,,,\"Quận 1, ngày 05 tháng 4 năm 2019\",,
BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THÁNG 3 NĂM 2019,,,,,,
,,,,,Đơn vị tính: hồ sơ,
STT,Lĩnh vực,Tiếp nhận,Đã giải quyết,,,Ghi chú
,,,Trước hạn,Đúng hạn,Trễ hạn,
(1),(2),(3)=(4)+(5)+(6),(4),(5),(6),(7)
1,Đất đai,10,2,7,1,
2,Hộ tịch,20,5,15,0,
,Tổng cộng,30,7,22,1,
,,,,NGƯỜI LẬP BIỂU,,
";

const COLUMNS: &str = "[columns]\n\
    \"Tiếp nhận\" = \"received\"\n\
    \"Đã giải quyết / Trước hạn\" = \"resolved_early\"\n\
    \"đã giải quyết/ĐÚNG HẸN\" = \"resolved_on_time\"\n\
    \"Đã giải quyết / Trễ hạn\" = \"resolved_late\"\n";

fn form(path: &str, text: &str) -> ReadSite {
    read_site(&[(path, text), (DEFAULTS, COLUMNS)])
}

const FIGURES: [&str; 2] = [
    "dung-han quan-1 2019-03 dat-dai 9/10",
    "dung-han quan-1 2019-03 ho-tich 20/20",
];

#[test]
fn a_printed_form_is_read_with_the_unit_and_period_above_it() {
    let site = form(TABLE, FORM);
    assert_eq!(site.observations, FIGURES);
    assert_eq!(
        site.told,
        [
            "note unit-taken a.csv:1:1",
            "note period-taken a.csv:4:1",
            "note rows-passed-over a.csv:6:0"
        ]
    );
}

#[test]
fn a_header_that_is_repeated_is_passed_over_row_by_row() {
    let header: Vec<&str> = FORM.lines().skip(5).take(3).collect();
    let text = FORM.replace("2,Hộ tịch", &format!("{}\n2,Hộ tịch", header.join("\n")));
    let site = form(TABLE, &text);
    assert_eq!(site.observations, FIGURES);
    let passed = site
        .diagnostics
        .iter()
        .find(|d| d.code.as_str() == "rows-passed-over")
        .unwrap();
    assert_eq!(
        passed.args[..4],
        [
            ("count", "6".to_owned()),
            ("empty", "0".to_owned()),
            ("headers", "2".to_owned()),
            ("numberings", "2".to_owned())
        ]
    );
}

/// What is told of the unit and the period of a table without columns for them.
fn taken(path: &str, titles: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("{titles}Lĩnh vực,Tiếp nhận,Post\nĐất đai,5,4\n");
    let site = form(path, &text);
    let told = site
        .told
        .into_iter()
        .filter(|told| told.contains("unit") || told.contains("period"));
    (site.observations, told.collect())
}

#[test]
fn names_of_files_and_folders_give_what_titles_do_not() {
    for (path, titles, expected) in [
        (
            "data/observations/bao-cao-quan-1-thang-3-2019.csv",
            "",
            "buu-chinh quan-1 2019-03 dat-dai 4",
        ),
        (
            "data/observations/2019/quan-3/T4.csv",
            "",
            "buu-chinh quan-3 2019-04 dat-dai 4",
        ),
        (
            "data/observations/nam-2019/x.csv",
            "Đơn vị: Quận 3,Quý I,\n",
            "buu-chinh quan-3 2019-Q1 dat-dai 4",
        ),
        (
            "data/observations/quan-3/P.12 Quý II-2019.csv",
            "",
            "buu-chinh q3-p12 2019-Q2 dat-dai 4",
        ),
        (
            "data/observations/x.csv",
            "ỦY BAN NHÂN DÂN,,\nQUẬN 3,,\nUBND PHƯỜNG 12,,\nKỳ báo cáo:,6 tháng đầu năm 2019,\n",
            "buu-chinh q3-p12 2019-H1 dat-dai 4",
        ),
        (
            "data/observations/x.csv",
            "UBND TỈNH LẠ,,\nQUẬN 3,,\nNĂM 2019,,\n",
            "buu-chinh quan-3 2019 dat-dai 4",
        ),
    ] {
        let (observations, told) = taken(path, titles);
        assert_eq!(observations, [expected], "{path} {titles}: {told:?}");
    }
}

#[test]
fn two_readings_are_an_error_at_both_places() {
    for (path, titles, expected) in [
        (
            "data/observations/thang-4-2019.csv",
            "UBND Quận 1,Tháng 3 năm 2019,\n",
            "error period-two-ways thang-4-2019.csv:1:2",
        ),
        (
            "data/observations/2018/x.csv",
            "UBND Quận 1,Tháng 3 năm 2019,\n",
            "error period-two-ways x.csv:1:2",
        ),
        (
            "data/observations/bc-04-2019.csv",
            "UBND Quận 1,Tháng 3 năm 2019,\n",
            "error period-two-ways bc-04-2019.csv:1:2",
        ),
        (
            "data/observations/quan-3.csv",
            "UBND Quận 1,Tháng 3 năm 2019,\n",
            "error unit-two-ways quan-3.csv:1:1",
        ),
        (
            "data/observations/x.csv",
            "UBND Phường 12,Tháng 3 năm 2019,\n",
            "error ambiguous-unit x.csv:1:1",
        ),
        (
            "data/observations/x.csv",
            "Công an Quận 1,Tháng 3 năm 2019,\n",
            "error unit-not-clear x.csv:1:1",
        ),
        (
            "data/observations/quan-1.csv",
            "Phòng Tư pháp,Tháng 3 năm 2019,\n",
            "error unit-not-clear quan-1.csv:1:1",
        ),
        (
            "data/observations/quan-1.csv",
            "Từ tháng 1 đến tháng 5 năm 2019,,\n",
            "error period-not-clear quan-1.csv:1:1",
        ),
        (
            "data/observations/2019/x.csv",
            "Báo cáo hàng tháng năm 2019,,\n",
            "error period-not-clear x.csv:1:1",
        ),
    ] {
        let (observations, told) = taken(path, titles);
        assert_eq!(observations, Vec::<String>::new(), "{path} {titles}");
        assert!(
            told.iter().any(|told| told == expected),
            "{path} {titles}: {told:?}"
        );
    }
}

#[test]
fn nothing_certain_is_an_error_that_says_what_is_missing() {
    for (path, titles) in [
        ("data/observations/bao-cao.csv", ""),
        (
            "data/observations/Q1-2019.csv",
            "\"Quận 1, ngày 05 tháng 4 năm 2019\",,\n",
        ),
    ] {
        let name = path.rsplit('/').next().unwrap();
        let (observations, told) = taken(path, titles);
        let line = 1 + titles.lines().count();
        assert_eq!(observations, Vec::<String>::new());
        assert_eq!(
            told,
            [
                format!("error no-period-column {name}:{line}:0"),
                format!("error no-unit-column {name}:{line}:0")
            ],
            "{path}"
        );
    }
}

#[test]
fn a_column_and_the_folder_come_before_what_surrounds_a_table() {
    let text = "UBND QUẬN 3,,\nTháng 4 năm 2019,,\nUnit,Period,Post\nquan-1,2019-03,4\n";
    assert_eq!(right(text), ["buu-chinh quan-1 2019-03 · 4"]);
    let text = "UBND QUẬN 3,,\nTháng 4 năm 2019,,\nField,Post\nĐất đai,4\n";
    let defaults = (DEFAULTS, "unit = \"quan-1\"\nperiod = \"2019-03\"\n");
    let site = read_site(&[(TABLE, text), defaults]);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-03 dat-dai 4"]);
    // The folder's unit and period hold, and that a title says others is worth a look.
    assert_eq!(
        site.told,
        [
            "warning unit-contradicted a.csv:1:1",
            "warning period-against-defaults a.csv:2:1"
        ]
    );
}

#[test]
fn a_column_that_is_not_known_may_say_whose_the_rows_are() {
    let text = "UBND QUẬN 1,,\nTên phường,Period,Post\nPhường 12,2019-03,4\n";
    assert!(told(text).contains(&"error unit-column-unnamed 2:1".to_owned()));
    let text = "THÁNG 3 NĂM 2019,,\nThời gian,Unit,Post\nTháng 4/2019,quan-1,4\n";
    assert!(told(text).contains(&"error period-column-unnamed 2:1".to_owned()));
    let text = "UBND QUẬN 1,,\nĐịa bàn,Period,Post\nQuận 1,2019-03,4\n";
    assert_eq!(table(text).observations, ["buu-chinh quan-1 2019-03 · 4"]);
}

#[test]
fn a_column_below_groups_is_known_by_its_whole_path_alone() {
    let text = "Unit,Period,Đã giải quyết,,Đang giải quyết,\n,,Đúng hạn,Trễ hạn,Đúng hạn,Quá hạn\nquan-1,2019-03,5,1,8,0\n";
    let full = "[columns]\n\"Đang giải quyết / Đúng hạn\" = \"post\"\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, full)]);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-03 · 8"]);
    let single = "Unit,Period,Kế hoạch năm,\n,,Đúng hạn,Trễ hạn\nquan-1,2019-03,5,1\n";
    let lowest = ",,Kế hoạch năm,\nUnit,Period,Đúng hạn,Trễ hạn\nquan-1,2019-03,5,1\n";
    let merged = "Unit,Period,Kế hoạch năm,\nUnit,Period,Đúng hạn,Trễ hạn\nquan-1,2019-03,5,1\n";
    let deep = "Unit,Period,Quý,Quý\nUnit,Period,Kế hoạch,Kế hoạch\nUnit,Period,Đúng hạn,Trễ hạn\nquan-1,2019-03,5,1\n";
    for text in [text, single, lowest, merged, deep] {
        let bare = "[columns]\n\"Đúng hạn\" = \"post\"\n";
        let site = read_site(&[(TABLE, text), (DEFAULTS, bare)]);
        assert_eq!(site.observations, Vec::<String>::new(), "{text}");
        let told = site.told.iter();
        assert!(
            told.clone()
                .any(|told| told.starts_with("error column-under-group a.csv")),
            "{text}: {:?}",
            site.told
        );
    }
    let built_in = single.replace("Đúng hạn", "Post");
    assert!(told(&built_in).contains(&"error column-under-group 2:3".to_owned()));
    // Another column gives it; or nothing is made of it.
    let beside = "Unit,Period,Post,Kế hoạch năm,\n,,,Post,Received\nquan-1,2019-03,7,5,1\n";
    let site = table(beside);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-03 · 7"]);
    assert_eq!(site.told, ["note other-columns a.csv:2:4"]);
}

#[test]
fn whose_a_row_is_may_stand_below_a_group() {
    let text = "STT,Thông tin chung,,Số liệu,\n,Đơn vị,Kỳ,Post,Tổng\n1,quan-1,2019-03,5,1\n";
    let columns = "[columns]\n\"Số liệu / Post\" = \"post\"\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, columns)]);
    assert_eq!(site.observations, ["buu-chinh quan-1 2019-03 · 5"]);
    let text = text.replace("Thông tin chung", "So với cùng kỳ");
    let site = read_site(&[(TABLE, &*text), (DEFAULTS, columns)]);
    assert_eq!(site.observations, Vec::<String>::new());
    // Which of two is meant nobody knows.
    let text =
        "STT,Nơi báo cáo,,Nơi nhận,,Post\n,Đơn vị,Kỳ,Đơn vị,Tên,\n1,quan-1,2019-03,quan-3,x,5\n";
    assert!(
        told(text).contains(&"error ambiguous-column 2:2".to_owned()),
        "{:?}",
        told(text)
    );
}

#[test]
fn the_line_of_a_whole_path_is_given_where_only_its_end_is_mapped() {
    let text = "Unit,Period,Đã giải quyết,,,Kế hoạch,\n,,Trước hạn,Đúng hạn,Trễ hạn,Trước hạn,Đúng hạn\nquan-1,2019-03,5,1,8,0,9\n";
    let bare = "[columns]\n\"Trước hạn\" = \"resolved_early\"\n\"Đúng hạn\" = \"resolved_on_time\"\n\"Trễ hạn\" = \"resolved_late\"\n";
    let lines = "\"Đã giải quyết / Trước hạn\" = \"resolved_early\"\n\
        \"Đã giải quyết / Đúng hạn\" = \"resolved_on_time\"\n\
        \"Đã giải quyết / Trễ hạn\" = \"resolved_late\"\n\
        # \"Kế hoạch / Trước hạn\" = \"resolved_early\"\n\
        # \"Kế hoạch / Đúng hạn\" = \"resolved_on_time\"\n";
    assert_eq!(
        proposed(&[(TABLE, text), (DEFAULTS, bare)]),
        [(
            "column-under-group".to_owned(),
            "form-more",
            lines.to_owned()
        )]
    );
    let site = read_site(&[(TABLE, text), (DEFAULTS, &format!("{bare}{lines}"))]);
    assert_eq!(site.observations, ["dung-han quan-1 2019-03 · 6/14"]);
}

/// The lines that are proposed, and what is told with them.
fn proposed(files: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
    let site = read_site(files);
    let all = site.diagnostics.iter();
    all.filter(|d| d.help.is_some_and(|help| help.starts_with("form")))
        .map(|d| {
            (
                d.code.to_string(),
                d.help.unwrap(),
                d.lines_to_paste().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

#[test]
fn a_form_that_is_not_known_is_proposed_and_never_applied() {
    let lines = "[columns]\n\
        \"Tiếp nhận\" = \"received\"\n\
        \"Đã giải quyết / Trước hạn\" = \"resolved_early\"\n\
        \"Đã giải quyết / Đúng hạn\" = \"resolved_on_time\"\n\
        \"Đã giải quyết / Trễ hạn\" = \"resolved_late\"\n";
    assert_eq!(
        proposed(&[(TABLE, FORM)]),
        [("no-figures".to_owned(), "form", lines.to_owned())]
    );
    let of_field = FORM
        .replace("Lĩnh vực", "Tên \"loại\" việc")
        .replace("Ghi chú", "Tỷ lệ");
    let expected = lines.replace(
        "[columns]\n",
        "[columns]\n# \"Tên \\\"loại\\\" việc\" = \"\"\n",
    ) + "# \"Tỷ lệ\" = \"\"\n";
    assert_eq!(
        proposed(&[(TABLE, &of_field)]),
        [("no-header".to_owned(), "form", expected.clone())]
    );
    // What is proposed makes it known.
    let site = read_site(&[(TABLE, &of_field), (DEFAULTS, &expected)]);
    assert_eq!(
        site.told
            .iter()
            .filter(|told| told.starts_with("error"))
            .collect::<Vec<_>>(),
        ["error duplicate-figure a.csv:10:0"]
    );
}

#[test]
fn a_form_is_proposed_once() {
    let other = "data/observations/b.csv";
    let told = proposed(&[(TABLE, FORM), (other, FORM)]);
    assert_eq!(
        told.iter().map(|(_, help, _)| *help).collect::<Vec<_>>(),
        ["form", "form-again"]
    );
    let some = "[columns]\n\"Tiếp nhận\" = \"received\"\n";
    let told = proposed(&[(TABLE, FORM), (DEFAULTS, some)]);
    assert!(
        told[0].1 == "form-more" && told[0].2.starts_with("\"Đã giải quyết / Trước hạn\""),
        "{told:?}"
    );
}

#[test]
fn columns_are_proposed_by_what_they_hold() {
    let text = "Nơi báo cáo,Thời gian,Loại,Tổng\nQuận 1,Tháng 3/2019,buu-chinh,5\n";
    let lines = "[columns]\n\"Nơi báo cáo\" = \"unit\"\n\"Thời gian\" = \"period\"\n\"Loại\" = \"indicator\"\n# \"Tổng\" = \"\"\n";
    assert_eq!(
        proposed(&[(TABLE, text)]),
        [("no-header".to_owned(), "form", lines.to_owned())]
    );
}

#[test]
fn names_that_no_table_has_are_told() {
    let defaults = "[columns]\n\"Tiếp nhận\" = \"received\"\n\"Trễ hạn\" = \"resolved_late\"\n\"Trê hạm\" = \"post\"\n";
    let site = read_site(&[(TABLE, FORM), (DEFAULTS, defaults)]);
    assert!(
        site.told
            .contains(&"warning unmatched-column _defaults.toml:4:1".to_owned()),
        "{:?}",
        site.told
    );
    assert_eq!(
        site.told
            .iter()
            .filter(|told| told.contains("unmatched"))
            .count(),
        1
    );
    let empty = (
        "data/observations/khac/_defaults.toml",
        "[columns]\n\"x\" = \"post\"\n",
    );
    assert!(
        read_site(&[empty])
            .told
            .contains(&"warning unmatched-column _defaults.toml:2:1".to_owned())
    );
    let register = (
        "data/_defaults.toml",
        "[columns]\n\"Đầu mối\" = \"contact\"\n\"Nơi làm\" = \"unit\"\n\"y\" = \"post\"\n",
    );
    let told = read_site(&[(TABLE, "unit,period,post\nquan-1,2019-03,1\n"), register]).told;
    assert_eq!(told, ["warning unmatched-column _defaults.toml:4:1"]);
}

#[test]
fn a_month_without_its_year_is_an_error() {
    let (observations, told) = taken("data/observations/quan-1.csv", "Báo cáo tháng 3,,\n");
    assert_eq!(observations, Vec::<String>::new());
    assert_eq!(
        told,
        [
            "note unit-taken quan-1.csv:0:0",
            "error period-without-year quan-1.csv:1:1"
        ]
    );
}

const PARTS: &str = "Lĩnh vực,Resolved early,Resolved on time,Resolved late\n";

#[test]
fn another_table_below_is_never_read_under_the_header_above() {
    let text = "Period,Resolved early,Resolved on time,Resolved late\n2019-03,1,2,3\n,,,\nPeriod,Resolved late,Resolved on time,Resolved early\n2019-04,1,2,3\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, "unit = \"quan-1\"\n")]);
    assert_eq!(
        site.told,
        [
            "note rows-passed-over a.csv:1:0",
            "error other-table a.csv:4:1"
        ]
    );
    let text = "Unit,Period,Post\nquan-1,2019-03,1\nPeriod,Unit,Post\n2019-03,quan-3,2\n";
    assert_eq!(
        told(text),
        ["note rows-passed-over 1:0", "error other-table 3:1"]
    );
    // Names of columns that are not known, with figures below.
    let text = "Period,Post\n2019-03,1\nMục,Đang giải quyết\n2019-04,2\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, "unit = \"quan-1\"\n")]);
    assert!(
        site.told
            .contains(&"error other-table a.csv:3:1".to_owned()),
        "{:?}",
        site.told
    );
    let signed =
        "Unit,Period,Post\nquan-1,2019-03,1\n,Người lập,Thủ trưởng\n,Nguyễn Văn A,Trần Thị B\n";
    assert!(
        !told(signed).iter().any(|told| told.contains("error")),
        "{:?}",
        told(signed)
    );
}

#[test]
fn parts_of_other_units_and_periods_are_never_read_as_of_the_one_above() {
    let head = "QUẬN 1,,,\nTháng 3/2019,,,\n";
    for (between, expected) in [
        ("QUẬN 3,,,\n", "error other-unit a.csv:5:1"),
        ("Phường 12,,,\n", "error other-unit a.csv:5:1"),
        ("Tháng 4,,,\n", "error other-period a.csv:5:1"),
    ] {
        let text = format!("{head}{PARTS}Đất đai,1,2,3\n{between}{PARTS}Hộ tịch,1,2,3\n");
        let told = table(&text).told;
        assert!(
            told.iter().any(|told| told == expected),
            "{between}: {told:?}"
        );
        // Nothing follows it.
        let text = format!("{head}{PARTS}Đất đai,1,2,3\n{between}");
        assert!(!table(&text).told.iter().any(|told| told.contains("error")));
    }
    let text = format!(
        "{head}{PARTS}Đất đai,1,2,3\nUBND QUẬN 1,,,\nTháng 3 năm 2019,,,\n{PARTS}Hộ tịch,1,2,3\n"
    );
    assert_eq!(table(&text).observations.len(), 2);
}

#[test]
fn plain_numbers_may_number_the_columns_of_a_form() {
    let text = "QUẬN 1,,,\nTháng 3/2019,,,\nSTT,Nội dung,Resolved early,Resolved on time,Resolved late\n1,2,3,4,5\n1,Hồ sơ,6,2,3\n";
    assert_eq!(table(text).observations, ["dung-han quan-1 2019-03 · 8/11"]);
}

#[test]
fn committees_stand_for_their_units() {
    let text = "unit,period,post\nUBND Quận 1,2019-03,1\nỦy ban nhân dân Q.3,2019-03,2\nUBND Sở,2019-03,3\n";
    let site = table(text);
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2019-03 · 1",
            "buu-chinh quan-3 2019-03 · 2"
        ]
    );
    assert_eq!(site.told, ["error unknown-unit a.csv:4:1"]);
}

#[test]
fn a_table_without_rows_is_noted() {
    assert_eq!(told("unit,period,post\n"), ["note no-rows 1:0"]);
}

#[test]
fn a_column_may_be_left_out() {
    let text = "area,unit,period,post\nquan-1,Hồ sơ,2019-03,1\n";
    let site = read_site(&[
        (TABLE, text),
        (
            DEFAULTS,
            "[columns]\n\"area\" = \"unit\"\n\"unit\" = \"\"\n",
        ),
    ]);
    assert_eq!(
        (site.observations, site.told),
        (vec!["buu-chinh quan-1 2019-03 · 1".to_owned()], vec![])
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever stands above, in and below a form, no figure is of another unit or period than one that is named.
    #[test]
    fn no_form_panics_or_invents(
        rows in proptest::collection::vec(proptest::collection::vec(0..CELLS.len(), 1..6), 1..12),
        name in 0..NAMES.len(),
    ) {
        let line = |row: &Vec<usize>| row.iter().map(|cell| CELLS[*cell]).collect::<Vec<_>>().join(";");
        let text: Vec<String> = rows.iter().map(line).collect();
        let path = format!("data/observations/{}.csv", NAMES[name]);
        let site = read_site(&[(&*path, &*text.join("\n")), (DEFAULTS, COLUMNS)]);
        let all = format!("{} {}", NAMES[name], text.join(" "));
        for observation in &site.observations {
            let (unit, digit) = if observation.contains("quan-1") { ("quan-1", '1') } else { ("quan-3", '3') };
            prop_assert!(observation.contains(unit) && all.contains(digit), "{observation}: {all}");
        }
    }
}

const CELLS: [&str; 30] = [
    "",
    "",
    "",
    "STT",
    "Lĩnh vực",
    "Đơn vị",
    "Kỳ",
    "Tiếp nhận",
    "Đã giải quyết",
    "Trước hạn",
    "Đúng hạn",
    "Trễ hạn",
    "Post",
    "1",
    "2",
    "3",
    "(1)",
    "Quận 1",
    "UBND QUẬN 3",
    "Tháng 3 năm 2019",
    "Tháng 3",
    "năm 2019",
    "2019-03",
    "Đất đai",
    "Tổng cộng",
    "không phát sinh",
    "-",
    "Đơn vị báo cáo: Quận 1",
    "Kỳ báo cáo: 04/2019",
    "\"a\nb\"",
];

const NAMES: [&str; 6] = [
    "a",
    "quan-1",
    "quan-3-thang-3-2019",
    "thang-4",
    "2019-05",
    "Q1-2019",
];

#[test]
fn a_number_is_a_ward_where_the_heading_says_so_and_no_other_column_names_wards() {
    let defaults = (
        DEFAULTS,
        "unit = \"quan-3\"\n[columns]\n\"Phường\" = \"unit\"\n",
    );
    let read = |text: &str| read_site(&[(TABLE, text), defaults]);
    let site = read("Phường,Period,Post\n12,2019-03,4\n");
    assert_eq!(site.observations, ["buu-chinh q3-p12 2019-03 · 4"]);
    for text in [
        "Phường,Period,Post\n13,2019-03,4\n",
        "Unit,Period,Post\n12,2019-03,4\n",
        "Phường,Tên gọi,Period,Post\n12,Phường 12,2019-03,4\n",
    ] {
        let site = read(text);
        assert_eq!(site.observations, Vec::<String>::new(), "{text}");
        assert!(
            site.told
                .iter()
                .any(|told| told.starts_with("error unknown-unit")),
            "{text}: {:?}",
            site.told
        );
    }
}

#[test]
fn a_title_of_another_branch_than_the_folder_s_unit_is_told_above_rows_that_name_units() {
    let told = |title: &str| {
        let text = format!("{title},,\nunit,period,post\nPhường 12,2019-03,5\n");
        let site = read_site(&[(TABLE, &text), (DEFAULTS, "unit = \"quan-1\"\n")]);
        assert_eq!(site.observations.len(), 1, "{:?}", site.told);
        site.told
            .iter()
            .any(|told| told.starts_with("warning unit-contradicted a.csv:1:1"))
    };
    assert!(told("UBND QUẬN 3"));
    for title in ["UBND QUẬN 1", "UBND Thành phố Hồ Chí Minh", "Phường 12"] {
        assert!(!told(title), "{title}");
    }
}
