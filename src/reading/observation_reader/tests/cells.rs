//! Cells that were lost, gained, or stand beyond the header.

use super::totals::read_with;
use super::*;

const HEAD: &str = "unit,period,resolved_early,resolved_on_time,resolved_late,post,note\n";

/// What is told of rows below the header, without notes.
fn told_of(rows: &str) -> Vec<String> {
    read_with("", &format!("{HEAD}{rows}")).0
}

#[test]
fn a_row_with_a_cell_lost_or_gained_is_refused() {
    let rows = "quan-1,2019-03,1,2,3,4,x\nquan-3,2019-03,5,6,7,8,x\n";
    for row in [
        "quan-1,2019-04,1,2,3,x",
        "quan-1,2019-04,1,2,3,4",
        "quan-1,2019-04,9,1,2,3,4,x",
        "quan-1,2019-04,1,2,3",
    ] {
        let told = told_of(&format!("{rows}{row}\n"));
        assert!(
            told.iter().any(|told| told.starts_with("error")),
            "{row} {told:?}"
        );
    }
    let often_blank = "quan-1,2019-03,1,2,3,4,\nquan-3,2019-03,5,6,7,8,x\n";
    assert_eq!(
        told_of(&format!("{often_blank}quan-1,2019-04,1,2,3,4\n")),
        Vec::<String>::new()
    );
    assert_eq!(
        told_of(&format!("{often_blank}quan-1,2019-04,9,1,2,3,4,\n")),
        ["error cells-moved 4:0", "error number-among-words 4:7"]
    );
    let lost = told_of(&format!("{often_blank}quan-1,2019-04,2,3,4,\n"));
    assert!(
        lost.contains(&"error cells-moved 4:0".to_owned()),
        "{lost:?}"
    );
}

#[test]
fn a_row_that_lost_the_cell_before_its_name_is_no_aside() {
    let of = |row: &str| {
        let text = format!(
            "Báo cáo,,,,\nSTT,Chỉ tiêu,Đơn vị tính,Kế hoạch,value\n1,Hồ sơ qua bưu chính,hồ sơ,5,4\n{row}\n"
        );
        let defaults =
            "unit = \"quan-1\"\nperiod = \"2019-03\"\n[columns]\n\"Chỉ tiêu\" = \"indicator\"\n";
        let told = read_with(defaults, &text).0;
        told.contains(&"error cells-moved 4:0".to_owned())
    };
    assert!(of("Tỷ lệ đúng hạn,%,92,63"));
    assert!(of("2,%,76,88"));
    assert!(!of("2,Tỷ lệ đúng hạn,%,92,63"));
}

#[test]
fn a_comma_in_a_number_pushes_its_end_into_no_note() {
    let told = |text: &str| read_with("", text).0;
    for text in [
        "unit,period,post,note\nquan-1,2019-03,1,560\nquan-3,2019-03,2,015\n",
        "unit,period,post,Nguồn số liệu\nquan-1,2019-03,85,5\nquan-3,2019-03,9,\n",
    ] {
        let told = told(text);
        assert!(
            told.contains(&"error number-among-words 2:4".into()),
            "{told:?}"
        );
    }
    let calm = told("unit,period,post,Dân số\nquan-1,2019-03,1,560\nquan-3,2019-03,2,15\n");
    assert!(!calm.concat().contains("error"), "{calm:?}");
}

#[test]
fn a_row_of_the_header_that_gained_a_number_is_refused() {
    let defaults = "unit = \"quan-1\"\nperiod = \"2019-03\"\n[columns]\n\"Giải quyết\" = \"resolved\"\n\"Bưu chính\" = \"post\"\n";
    let read = |lower: &str| {
        read_with(
            defaults,
            &format!("Lĩnh vực,Giải quyết,,,Bưu chính,\n{lower}\nĐất,3,1,2,4,\n"),
        )
        .0
    };
    for lower in [
        ",Tổng số,Sớm,7,Tổng số,Qua mạng",
        "Tên,Tổng số,7,Trễ,Tổng số,Khác",
    ] {
        let told = read(lower);
        let is_told = |told: &String| told.starts_with("error number-in-header 2:");
        assert!(told.iter().any(is_told), "{told:?}");
    }
    assert!(
        !read(",Tổng số,Sớm,Trễ,Tổng số,")
            .concat()
            .contains("number-in-header")
    );
}

#[test]
fn a_row_whose_last_number_alone_is_blank_is_doubted() {
    let head = "unit,period,resolved_early,resolved_on_time,resolved_late,post\n";
    let full = "quan-1,2019-03,10,85,5,100\nquan-3,2019-03,30,45,6,81\n";
    let told = |row: &str| {
        let told = read_with("", &format!("{head}{full}{row}\n")).0;
        told.contains(&"warning last-cell-blank 4:6".to_owned())
    };
    assert!(told("quan-1,2019-04,30,2,52,"));
    for row in [
        "quan-1,2019-04,30,2,52,-",
        "quan-1,2019-04,30,2,,",
        "quan-1,2019-04,,,,",
    ] {
        assert!(!told(row), "{row}");
    }
}

#[test]
fn a_sample_with_decimals_is_doubted() {
    let told = |sample: &str| {
        let head = "indicator,unit,period,value,sample\n";
        read_with("", &format!("{head}diem,quan-1,2019-03,4.5,{sample}\n")).0
    };
    assert_eq!(told("12.5"), ["warning sample-not-whole 2:5"]);
    assert_eq!(told("1200"), Vec::<String>::new());
}

#[test]
fn all_rows_may_lack_a_cell() {
    assert_eq!(
        told_of("quan-1,2019-03,1,2,3\nquan-3,2019-03,1,2,3\n"),
        ["error cells-moved 2:0"]
    );
    assert_eq!(
        told_of("quan-1,2019-03,1,2,3,4\nquan-3,2019-03,1,2,3,5\n"),
        Vec::<String>::new()
    );
    assert!(told_of("quan-1,2019-03,1,2,3,x\n").contains(&"error cells-moved 2:0".to_owned()));
}

#[test]
fn a_cell_beyond_the_header_is_a_remark_or_an_error() {
    let site = table("unit,period,post,\nquan-1,2019-03,5,chậm\nquan-3,2019-03,7,\n");
    assert_eq!(site.told, ["note remarks-beyond a.csv:2:4"]);
    let told = |text: &str| read_with("", text).0;
    assert_eq!(
        told("unit,period,post\nquan-1,2019-03,5,6\n"),
        ["error row-too-wide 2:4"]
    );
    // Under a blank cell of the header it is a column, where most rows have it.
    let rows = "unit,period,post,\nquan-1,2019-03,5,6\nquan-3,2019-03,7,6\nq1-p12,2019-03,7,";
    assert_eq!(told(&format!("{rows}6\n")), Vec::<String>::new());
    assert_eq!(
        told(&format!("{rows}\n")),
        ["error row-too-wide 2:4", "error row-too-wide 3:4"]
    );
}

#[test]
fn a_column_without_a_heading_is_not_read() {
    assert_eq!(
        right(",unit,period,post\n0,quan-1,2019-03,5\n1,quan-3,2019-03,7\n").len(),
        2
    );
    assert_eq!(right("unit,,period,post\nquan-1,0,2019-03,5\n").len(), 1);
    // Without a cell for it in the header, every row is shifted.
    let told = read_with("", "unit,period,post\n1,quan-1,2019-03,5\n").0;
    assert!(
        told.contains(&"error row-too-wide 2:4".to_owned()),
        "{told:?}"
    );
}

#[test]
fn a_number_among_words_is_refused() {
    let told = |text: &str| read_with("", text).0;
    let fields = "unit,period,field,post\nquan-1,2019-03,Đất đai,5\nquan-3,2019-03,95,7\n";
    assert_eq!(told(fields), ["error number-among-words 3:3"]);
    assert_eq!(
        told("unit,period,field,post\nquan-1,2019-03,01,5\nquan-3,2019-03,02,7\n"),
        Vec::<String>::new()
    );
    let notes = "unit,period,post,note\nquan-1,2019-03,5,\nquan-3,2019-03,7,12\n";
    assert_eq!(told(notes), ["error number-among-words 3:4"]);
    let all = "unit,period,post,note\nquan-1,2019-03,5,1\nquan-3,2019-03,7,2\n";
    let errors = [
        "error number-among-words 2:4",
        "error number-among-words 3:4",
    ];
    assert_eq!(told(all), errors);
}

#[test]
fn a_last_line_that_is_cut_off_is_not_read() {
    let rows = "quan-1,2019-03,1,2,3,4,x\nquan-3,2019-03,5,6,7,8,x\n";
    for cut in [
        "quan-1,2019-04,1,2,3",
        "quan-1,2019-0",
        "q1-p12,2019-04,1,2,3,4",
    ] {
        let (told, observations) = read_with("", &format!("{HEAD}{rows}{cut}"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("warning last-line-cut 4:"), "{told:?}");
        assert_eq!(observations.len(), 4);
    }
    assert_eq!(told_of(rows.trim_end()), Vec::<String>::new());
    assert_eq!(
        told_of(&format!("{rows}Người lập biểu")),
        Vec::<String>::new()
    );
}

const FILL: &str = "fill_down = [\"unit\"]\n";

#[test]
fn a_unit_may_stand_on_the_first_of_its_rows_only() {
    let rows = "unit,period,field,post\nquan-1,2019-03,Đất đai,200\n,2019-03,Hộ tịch,263\nquan-3,2019-03,Đất đai,244\n";
    let (told, observations) = read_with(FILL, rows);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(
        observations,
        [
            "buu-chinh quan-1 2019-03 dat-dai 200",
            "buu-chinh quan-1 2019-03 ho-tich 263",
            "buu-chinh quan-3 2019-03 dat-dai 244"
        ]
    );
    // It is proposed where it looks so.
    let site = table(rows);
    assert_eq!(site.told, ["error missing-cell a.csv:3:1"]);
    let error = site.diagnostics.iter().next().unwrap();
    assert_eq!(error.lines_to_paste(), Some("fill_down = [\"unit\"]\n"));
    // Alone on a line above its rows.
    let above = "unit,period,field,post\nquan-1,,,\n,2019-03,Đất đai,200\n,2019-03,Hộ tịch,263\n,2019-03,Cộng,463\nquan-3,,,\n,2019-03,Đất đai,244\n";
    let (told, observations) = read_with(FILL, above);
    assert_eq!((told, observations.len()), (Vec::new(), 3));
}

#[test]
fn a_row_without_a_figure_does_not_stop_what_is_filled_down() {
    for none in [",2019-03,Hộ tịch,", ",2019-03,Hộ tịch,-", ",,Hộ tịch,x"] {
        let rows = format!(
            "unit,period,field,post\nquan-1,2019-03,Đất đai,200\n{none}\n,2019-03,Xây dựng,263\n"
        );
        let fill = "fill_down = [\"unit\", \"period\"]\n";
        let (told, observations) = read_with(fill, &rows);
        assert_eq!(told, Vec::<String>::new(), "{none}");
        assert_eq!(
            observations,
            [
                "buu-chinh quan-1 2019-03 dat-dai 200",
                "buu-chinh quan-1 2019-03 ho-tich nothing",
                "buu-chinh quan-1 2019-03 xay-dung 263"
            ],
            "{none}"
        );
    }
}

#[test]
fn what_is_filled_down_stops() {
    for (stop, errors) in [
        (",,Cộng,200", 1),
        ("Tổng cộng,,,200", 1),
        ("Khối 2,,,", 1),
        (",,Người lập,", 1),
        // A unit that is not known has no rows of another.
        ("Phường Lạ,2019-03,x,5", 1),
    ] {
        let rows = format!(
            "unit,period,field,post\nquan-1,2019-03,Đất đai,200\n{stop}\n,2019-03,Hộ tịch,263\n"
        );
        let (told, observations) = read_with(FILL, &rows);
        let found = told.iter().filter(|told| told.starts_with("error")).count();
        assert_eq!(found, errors, "{stop} {told:?}");
        assert_eq!(observations.len(), 1, "{stop}");
    }
    // A sum of all without a word is no row of the last unit.
    let rows =
        "unit,period,field,post\nquan-1,2019-03,Đất đai,2001\n,2019-03,Hộ tịch,263\n,,,2264\n";
    let (told, observations) = read_with(FILL, rows);
    assert_eq!((told, observations.len()), (Vec::new(), 2));
}

#[test]
fn a_wide_ratio_that_knows_one_side_is_no_figure_and_told_once_a_table() {
    let mut all = indicators();
    all.0[0].numerator = formula("solved");
    all.0[0].denominator = formula("post");
    let text =
        "unit,period,solved,post\nquan-1,2019-03,5,9\nquan-3,2019-03,,7\nq1-p12,2019-03,4,-\n";
    let site = read_site_of(&[(TABLE, text)], Fields::default(), &settings(), &all);
    assert_eq!(site.told, ["warning one-side-only a.csv:3:3"]);
    assert_eq!(
        site.observations,
        [
            "dung-han quan-1 2019-03 · 5/9",
            "dung-han quan-3 2019-03 · nothing",
            "dung-han q1-p12 2019-03 · nothing",
            "buu-chinh quan-1 2019-03 · 9",
            "buu-chinh quan-3 2019-03 · 7",
            "buu-chinh q1-p12 2019-03 · nothing"
        ]
    );
    // In a long table it is an error.
    let long = "indicator,unit,period,numerator,denominator\ndung-han,quan-1,2019-03,5,\n";
    assert_eq!(read_with("", long).0, ["error numerator-alone 2:5"]);
}

#[test]
fn a_mark_that_is_not_declared_is_refused_with_the_line_that_declares_it() {
    let lines = |cell: &str| {
        let site = table(&format!("unit,period,post\nquan-1,2019-03,{cell}\n"));
        assert_eq!(site.told, ["error not-a-number a.csv:2:3"], "{cell}");
        let error = site.diagnostics.iter().next().unwrap();
        error.lines_to_paste().map(str::to_owned)
    };
    assert_eq!(lines("45*").as_deref(), Some("marks = [\"*\"]\n"));
    assert_eq!(lines("45 (p)").as_deref(), Some("marks = [\"(p)\"]\n"));
    assert_eq!(lines("NA").as_deref(), Some("no_figure = [\"NA\"]\n"));
    assert_eq!(lines("[c]").as_deref(), Some("no_figure = [\"[c]\"]\n"));
    assert_eq!(lines("chưa có số liệu"), None);
    assert_eq!(lines("47/44"), None);
    for counted in ["12 nghìn", "12k", "12 triệu", "12tr", "85‰"] {
        assert_eq!(lines(counted), None, "{counted}");
    }
}
