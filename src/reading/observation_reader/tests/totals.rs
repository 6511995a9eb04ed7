//! Rows that are totals: in a unit's place, and lines of their own.

use super::*;

/// What is told of a table below a folder's defaults, without notes and the files' names; and its observations.
pub(super) fn read_with(defaults: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let site = read_site(&[(TABLE, text), (DEFAULTS, defaults)]);
    let told = site.told.iter().filter(|told| !told.starts_with("note"));
    let told = told.map(|told| told.replace("a.csv:", ""));
    (told.collect(), site.observations)
}

const SKIP: &str = "[rows]\nparents = \"skip\"\n";

#[test]
fn a_superior_s_row_that_is_the_sum_of_its_subordinates_is_no_figure_of_its_own() {
    for text in [
        "unit,period,post\ntphcm,2019-03,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,7\ntphcm,2019-03,12\n",
        "unit,period,post\nquan-1,2019-03,5\ntphcm,2019-03,12\nquan-3,2019-03,7\n",
        // Of wards, the units between having no rows.
        "unit,period,post\nq1-p12,2019-03,5\nq3-p12,2019-03,7\ntphcm,2019-03,12\n",
        // Of one field alone.
        "unit,period,field,post\nquan-1,2019-03,x,5\nquan-3,2019-03,x,7\ntphcm,2019-03,x,12\n",
        // Of the fields of each.
        "unit,period,field,post\nquan-1,2019-03,x,5\nquan-3,2019-03,y,7\ntphcm,2019-03,,12\n",
        // Of all units below.
        "unit,period,post\ntphcm,2019-03,24\nquan-1,2019-03,5\nq1-p12,2019-03,10\nq3-p12,2019-03,9\n",
    ] {
        let (told, _) = read_with("", text);
        assert_eq!(told.len(), 1, "{told:?} {text}");
        assert!(told[0].starts_with("error total-in-unit-place"), "{told:?}");
        let (told, observations) = read_with(SKIP, text);
        assert_eq!(told, Vec::<String>::new(), "{text}");
        assert!(
            !observations.iter().any(|o| o.contains("tphcm")),
            "{observations:?}"
        );
        let kept = text.lines().count() - 2;
        assert_eq!(observations.len(), kept, "{observations:?}");
    }
}

#[test]
fn a_superior_s_own_figure_is_no_total() {
    for text in [
        "unit,period,post\ntphcm,2019-03,13\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        // One subordinate only.
        "unit,period,post\ntphcm,2019-03,5\nquan-1,2019-03,5\n",
        // Nothing arose anywhere.
        "unit,period,post\ntphcm,2019-03,0\nquan-1,2019-03,0\nquan-3,2019-03,0\n",
        // Another month, another field.
        "unit,period,post\ntphcm,2019-04,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n",
        "unit,period,field,post\ntphcm,2019-03,x,12\nquan-1,2019-03,y,5\nquan-3,2019-03,y,7\n",
        // Small numbers that are equal by chance in one month of many.
        "unit,period,post\ntphcm,2019-03,3\nquan-1,2019-03,1\nquan-3,2019-03,2\ntphcm,2019-04,9\nquan-1,2019-04,1\n\
         quan-3,2019-04,2\ntphcm,2019-05,8\nquan-1,2019-05,1\nquan-3,2019-05,2\n",
    ] {
        let (told, observations) = read_with("", text);
        assert_eq!(told, Vec::<String>::new(), "{text}");
        assert_eq!(observations.len(), text.lines().count() - 1);
    }
}

#[test]
fn a_total_in_a_unit_s_place_may_have_a_slip() {
    let text = "unit,period,resolved_early,resolved_on_time,resolved_late,post\n\
        tphcm,2019-03,300,1200,70,1590\n\
        quan-1,2019-03,100,500,30,800\n\
        quan-3,2019-03,200,700,30,790\n";
    let (told, _) = read_with("", text);
    assert_eq!(told, ["error total-in-unit-place 2:1"]);
    let (told, observations) = read_with(SKIP, text);
    assert_eq!(told, ["warning total-differs 2:0"]);
    assert_eq!(observations.len(), 4);
    // Of a superior whose other rows are sums, one that is none is told.
    let rows = "unit,period,post\ntphcm,2019-03,1200\nquan-1,2019-03,500\nquan-3,2019-03,700\n\
        tphcm,2019-04,99\nquan-1,2019-04,500\nquan-3,2019-04,700\n";
    let (told, observations) = read_with(SKIP, rows);
    assert_eq!(told, ["warning parent-row-kept 5:1"]);
    assert_eq!(observations.len(), 5);
}

#[test]
fn what_includes_subordinates_may_be_their_sum() {
    let text = "unit,period,post\ntphcm,2019-03,12\nquan-1,2019-03,5\nquan-3,2019-03,7\n";
    let mut indicators = indicators();
    indicators.0[1].reported = Reporting::Total;
    let site = read_site_of(
        &[(TABLE, text)],
        Fields::default(),
        &settings(),
        &indicators,
    );
    assert_eq!(site.told, Vec::<String>::new());
    assert_eq!(site.observations.len(), 3);
}

#[test]
fn a_total_of_the_units_on_top_is_right() {
    let mut indicators = indicators();
    indicators.0[1].reported = Reporting::Total;
    let text =
        "unit,period,post\nquan-1,2019-03,5\nq1-p12,2019-03,5\nquan-3,2019-03,7\nCộng,2019-03,12\n";
    let site = read_site_of(
        &[(TABLE, text)],
        Fields::default(),
        &settings(),
        &indicators,
    );
    assert_eq!(site.told, ["note rows-passed-over a.csv:1:0"]);
}

/// Wards of Quận 1 below their headings.
const SECTIONS: &str = "STT,unit,period,resolved_early,resolved_on_time,resolved_late,post\n\
    ,Tổng cộng,2019-03,61,160,23,300\n\
    I,Khối phường loại 1,2019-03,31,90,11,190\n\
    1,Quận 1,2019-03,10,40,5,80\n\
    2,Quận 3,2019-03,21,50,6,110\n\
    II,Khối phường loại 2,2019-03,30,70,12,110\n\
    3,\"Phường 12, Quận 1\",2019-03,30,70,12,110\n\
    ,Bình quân,2019-03,20,53,8,100\n\
    ,So với tháng trước (%),,12,34,5,60\n\
    ,,,,,Người lập biểu,\n";

#[test]
fn headings_with_the_sums_of_their_rows_are_no_data() {
    let (told, observations) = read_with("[columns]\nSTT = \"\"\n", SECTIONS);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(
        observations,
        [
            "dung-han quan-1 2019-03 · 50/55",
            "dung-han quan-3 2019-03 · 71/77",
            "dung-han q1-p12 2019-03 · 100/112",
            "buu-chinh quan-1 2019-03 · 80",
            "buu-chinh quan-3 2019-03 · 110",
            "buu-chinh q1-p12 2019-03 · 110"
        ]
    );
    // A heading that is not the sum may be a unit: what it is must be said.
    let wrong = SECTIONS.replace("31,90,11,190", "31,90,11,191");
    let (told, _) = read_with("[columns]\nSTT = \"\"\n", &wrong);
    assert_eq!(told, ["error unknown-unit 3:2"]);
    let skip = "[rows]\nskip = [\"khoi *\"]\n[columns]\nSTT = \"\"\n";
    let (told, observations) = read_with(skip, &wrong);
    assert_eq!((told.len(), observations.len()), (0, 6));
}

#[test]
fn headings_of_several_levels_are_sums_of_their_rows() {
    let text = "STT,unit,period,post\n\
        A,Cấp huyện,2019-03,360\n\
        I,Nhóm 1,2019-03,210\n\
        1,Quận 1,2019-03,100\n\
        2,Quận 3,2019-03,110\n\
        II,Nhóm 2,2019-03,150\n\
        1,\"P.12, Q.1\",2019-03,150\n\
        B,Cấp xã,2019-03,0\n\
        1,\"P.12, Q.3\",2019-03,0\n\
        ,Cộng A,,360\n";
    let (told, observations) = read_with("[columns]\nSTT = \"\"\n", text);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(observations.len(), 4);
}

#[test]
fn a_unit_that_is_not_known_is_never_taken_for_a_heading() {
    for row in [
        // Numbers that small are equal by chance.
        "Ban Quản lý,2019-03,3",
        "Phường Lạ,2019-03,1200",
        "Quận 33,2019-03,1200",
        ",2019-03,3",
    ] {
        let rows = if row.ends_with(",3") {
            "1\nquan-3,2019-03,2"
        } else {
            "500\nquan-3,2019-03,700"
        };
        let (told, _) = read_with(
            "",
            &format!("unit,period,post\n{row}\nquan-1,2019-03,{rows}\n"),
        );
        assert_eq!(told.len(), 1, "{row}");
        assert!(told[0].ends_with("2:1"), "{told:?}");
    }
    // A sum below a name stands for the rows below it, never for those above.
    let (told, _) = read_with(
        "",
        "unit,period,post\nquan-1,2019-03,500\nquan-3,2019-03,700\nBan Quản lý,2019-03,1200\n",
    );
    assert_eq!(told, ["error unknown-unit 4:1"]);
    // A sum without a name can be nothing else.
    let (told, _) = read_with(
        "",
        "unit,period,post\nquan-1,2019-03,500\nquan-3,2019-03,700\n,,1200\n",
    );
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_total_of_words_more_than_that_must_be_the_sum_of_something() {
    let rows = "unit,period,post\nquan-1,2019-03,5\nquan-3,2019-03,7\n";
    for (line, expected) in [
        ("Toàn quận (I+II),2019-03,12", None),
        ("Tổng công ty Z,2019-03,12", None),
        (
            "Tổng công ty Z,2019-03,7",
            Some("warning total-differs 4:3"),
        ),
        (
            "Tổng công ty Z,2019-04,7",
            Some("warning total-differs 4:3"),
        ),
        ("Tổng cộng,2019-04,7", None),
        ("Cộng trang,,12", None),
        ("Mang sang,,13", Some("warning total-differs 4:3")),
        ("Lũy kế,,130", None),
        ("Cùng kỳ năm 2018,2019-03,9", None),
    ] {
        let (told, observations) = read_with("", &format!("{rows}{line}\n"));
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(told, expected, "{line}");
        assert_eq!(observations.len(), 2);
    }
}

#[test]
fn the_total_of_a_unit_s_fields_is_its_figure_where_it_gives_no_fields() {
    let text = "unit,period,field,post\n\
        quan-1,2019-03,Tổng số,12\n\
        quan-1,2019-03,Đất đai,5\n\
        quan-1,2019-03,Hộ tịch,7\n\
        quan-3,2019-03,Tổng số,9\n";
    let (told, observations) = read_with("", text);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(
        observations,
        [
            "buu-chinh quan-1 2019-03 dat-dai 5",
            "buu-chinh quan-1 2019-03 ho-tich 7",
            "buu-chinh quan-3 2019-03 · 9"
        ]
    );
    let (told, _) = read_with(
        "",
        "unit,period,field,post\nquan-1,2019-03,So với tháng trước,12\n",
    );
    assert_eq!(told, ["error bad-field 2:3"]);
}

#[test]
fn a_row_that_names_a_unit_is_never_passed_over() {
    let text = "STT,unit,period,post\nTổng,quan-1,2019-03,5\nKhối,quan-3,2019-03,7\n";
    let defaults = "[rows]\nskip = [\"khối*\", \"*\"]\n[columns]\nSTT = \"\"\n";
    let (told, observations) = read_with(defaults, text);
    assert_eq!((told, observations.len()), (Vec::new(), 2));
}
