//! Periods in columns of their own, periods that one cell alone does not tell, and what stands around them.

use super::*;
use crate::model::Frequency;

/// The codes of what is wrong, with how to mend it.
fn wrong(site: &ReadSite) -> Vec<String> {
    let told = site.diagnostics.iter();
    let told = told.filter(|problem| problem.severity != Severity::Note);
    // Of years before the campaign, which are no matter here.
    let told = told.filter(|problem| problem.code.as_str() != "period-outside");
    told.map(|problem| match problem.help {
        Some(help) => format!("{} {help}", problem.code.as_str()),
        None => problem.code.to_string(),
    })
    .collect()
}

/// The periods that a table was read as, or what is wrong with it.
fn periods(files: &[(&str, &str)]) -> String {
    periods_of(&read_site(files))
}

fn periods_of(site: &ReadSite) -> String {
    let wrong = wrong(site);
    if !wrong.is_empty() {
        return wrong.join(", ");
    }
    let periods = site
        .observations
        .iter()
        .filter_map(|row| row.split(' ').nth(2));
    periods.collect::<Vec<_>>().join(" ")
}

fn one(text: &str) -> String {
    periods(&[(TABLE, text)])
}

#[test]
fn year_and_month_in_two_columns_make_one_period() {
    assert_eq!(
        one(
            "Đơn vị,Năm,Tháng,post\nquan-1,2019,3,1\nquan-1,2019.0,04,1\nquan-1,năm 2019,T5,1\nquan-1,2019,Tháng Sáu,1\nquan-1,2019,7.0,1\n"
        ),
        "2019-03 2019-04 2019-05 2019-06 2019-07"
    );
    assert_eq!(
        one("unit,YEAR,Month,post\nquan-1,2019,March,1\nquan-1,2019,9,1\n"),
        "2019-03 2019-09"
    );
    assert_eq!(
        one("Đơn vị,Năm,Quý,post\nquan-1,2019,I,1\nquan-1,2019,2,1\nquan-1,2019,Quý III,1\n"),
        "2019-Q1 2019-Q2 2019-Q3"
    );
    // A quarter beside its months says nothing more.
    assert_eq!(
        one("Đơn vị,Năm,Quý,Tháng,post\nquan-1,2019,I,3,1\nquan-1,2019,,4,1\n"),
        "2019-03 2019-04"
    );
    // Whole periods in such a column are what they are, where the year agrees.
    assert_eq!(
        one("Đơn vị,Tháng,post\nquan-1,03/2019,1\nquan-1,2019-04,1\n"),
        "period-without-year column"
    );
    assert_eq!(
        one("Đơn vị,Năm,Tháng,post\nquan-1,2019,03/2019,1\n"),
        "2019-03"
    );
}

#[test]
fn a_year_may_stand_on_the_first_of_its_rows_only() {
    let text = "Đơn vị,Năm,Tháng,post\nquan-1,2018,12,1\nquan-1,2019,1,1\nquan-1,,2,1\n";
    assert_eq!(one(text), "missing-cell");
    let given = (DEFAULTS, "fill_down = [\"year\"]\n");
    assert_eq!(periods(&[(TABLE, text), given]), "2018-12 2019-01 2019-02");
}

#[test]
fn parts_that_do_not_fit_are_an_error() {
    for (row, expected) in [
        ("2019,13,1", "bad-period-parts"),
        ("2019,0,1", "bad-period-parts"),
        ("19,3,1", "bad-period-parts"),
        ("2019,03/2018,1", "bad-period-parts"),
        ("2019,quý mấy,1", "bad-period-parts"),
        ("2018-2019,3,1", "bad-period-parts"),
        ("2019,,1", "missing-cell"),
        (",3,1", "missing-cell"),
    ] {
        let text = format!("Đơn vị,Năm,Tháng,post\nquan-1,{row}\n");
        assert_eq!(one(&text), expected, "{row}");
    }
    assert_eq!(
        one("Đơn vị,Năm,Quý,Tháng,post\nquan-1,2019,I,4,1\n"),
        "bad-period-parts"
    );
}

#[test]
fn months_alone_are_of_the_year_around_the_table() {
    let table = "Đơn vị,Tháng,post\nquan-1,9,1\nquan-3,8,1\n";
    let titled = |title: &str| one(&format!("{title},,\n{table}"));
    assert_eq!(titled("BÁO CÁO NĂM 2019"), "2019-09 2019-08");
    assert_eq!(titled("Quý III/2019"), "2019-09 2019-08");
    assert_eq!(titled("Tháng 7 và tháng 8 năm 2019"), "2019-09 2019-08");
    assert_eq!(titled("9 tháng đầu năm 2019"), "2019-09 2019-08");
    assert_eq!(titled("Tháng 9 năm 2019"), "bad-period-parts around");
    assert_eq!(
        titled("Quý I/2019"),
        "bad-period-parts around, bad-period-parts around"
    );
    assert!(titled("Lũy kế năm 2019").starts_with("period-not-clear title"));
    assert_eq!(titled("Năm học 2018-2019"), "year-start-not-known title");
    assert_eq!(titled("Báo cáo"), "period-without-year column");
    let folder = |path: &str| periods(&[(path, table)]);
    assert_eq!(folder("data/observations/2019/a.csv"), "2019-09 2019-08");
    assert_eq!(folder("data/observations/bc-2019.csv"), "2019-09 2019-08");
    assert_eq!(
        folder("data/observations/2018/bc-2019.csv"),
        "period-two-ways folder"
    );
    let given = |line: &str| periods(&[(TABLE, table), (DEFAULTS, line)]);
    assert_eq!(given("period = \"2019\"\n"), "2019-09 2019-08");
    assert_eq!(given("period = \"2019-Q3\"\n"), "2019-09 2019-08");
    assert_eq!(given("period = \"2019-09\"\n"), "bad-period-parts around");
    let school = "period = \"2018-2019\"\nyear_starts = \"09\"\n";
    assert_eq!(given(school), "2018-09 2019-08");
    let quarters = "Năm 2019,,\nĐơn vị,Quý,post\nquan-1,I,1\nquan-1,2,1\nquan-1,Quý 3,1\n";
    assert_eq!(one(quarters), "2019-Q1 2019-Q2 2019-Q3");
}

#[test]
fn years_alone_are_years_where_nothing_says_a_part_of_them() {
    let table = "Đơn vị,Năm,post\nquan-1,2018,1\nquan-1,2019,1\n";
    let titled = |title: &str| one(&format!("{title},,\n{table}"));
    assert_eq!(one(table), "2018 2019");
    assert_eq!(titled("Số liệu năm 2019"), "2018 2019");
    assert_eq!(titled("Tháng 9"), "2018-09 2019-09");
    assert_eq!(titled("Quý III"), "2018-Q3 2019-Q3");
    assert_eq!(titled("Tháng 9 năm 2019"), "bad-period-parts around");
    assert!(titled("Lũy kế").starts_with("period-not-clear title"));
    assert_eq!(titled("Báo cáo hàng tháng"), "period-not-clear title");
    let named = periods(&[("data/observations/bc-03-2019.csv", table)]);
    assert_eq!(named, "period-not-clear file");
    let mapped = [(DEFAULTS, "[columns]\n\"Năm\" = \"period\"\n")];
    let text = format!("Báo cáo hàng tháng,,\n{table}");
    assert_eq!(periods(&[(TABLE, &text), mapped[0]]), "2018 2019");
    let school = "Đơn vị,Năm,post\nquan-1,2010-11,1\nquan-1,2011-2012,1\n";
    let given = (DEFAULTS, "year_starts = \"09\"\n");
    assert_eq!(periods(&[(TABLE, school), given]), "2010/11 2011/12");
    assert_eq!(one(school), "bad-period-parts, bad-period-parts");
}

#[test]
fn years_in_a_column_of_periods_are_parts_where_the_table_says_which() {
    let table = "Đơn vị,Kỳ,post\nquan-1,2018,1\nquan-1,2019,1\n";
    let titled = |title: &str| one(&format!("{title},,\n{table}"));
    assert_eq!(one(table), "2018 2019");
    assert_eq!(titled("Số liệu năm 2019"), "2018 2019");
    assert_eq!(titled("So sánh tháng 9"), "2018-09 2019-09");
    assert_eq!(titled("So sánh 9 tháng đầu năm"), "2018-9M 2019-9M");
    assert_eq!(titled("Tháng 9 năm 2019"), "bad-period-parts around");
    let table = table.replace("2018", "2019-08");
    assert_eq!(one(&format!("So sánh tháng 9,,\n{table}")), "2019-08 2019");
    // A folder may hold what came in a month.
    let table = "Đơn vị,Kỳ,post\nquan-1,2018,1\n";
    let named = periods(&[("data/observations/2019-09/a.csv", table)]);
    assert_eq!(named, "2018");
}

#[test]
fn what_is_spelt_like_a_part_of_a_period_is_none() {
    // Men and women.
    let text = "unit,period,Nam,Nữ,post\nquan-1,2019-03,40,60,1\n";
    assert_eq!(one(text), "unknown-column");
    let text = "Tháng 3 năm 2019,,,\nunit,Nam,Nữ,post\nquan-1,40,60,1\n";
    assert_eq!(one(text), "unknown-column");
    // Without diacritics, and beside a month, it is the year.
    assert_eq!(one("unit,Nam,Thang,post\nquan-1,2019,3,1\n"), "2019-03");
    assert_eq!(
        one("unit,period,Quỹ,post\nquan-1,2019-03,7,1\n"),
        "unknown-column"
    );
    // Counts under a group.
    let text = "Tháng 3 năm 2019,,,\nunit,post,Thực hiện,\n,,Tháng,Năm\nquan-1,1,3,9\n";
    assert_eq!(one(text), "unknown-column");
    let text = "unit,post,Kỳ báo cáo,\n,,Tháng,Năm\nquan-1,1,3,2019\n";
    assert_eq!(one(text), "2019-03");
    // A title with such words is no header.
    let text = "Tháng,3,Năm,2019\nunit,field,post,\nquan-1,Đất đai,1,\n";
    assert_eq!(one(text), "2019-03");
}

#[test]
fn months_in_a_column_that_nothing_knows_are_never_the_year() {
    for (name, cell, expected) in [
        ("Tháng báo cáo", "9", "part-column-unnamed"),
        ("Quý báo cáo", "III", "part-column-unnamed"),
        ("Quí báo cáo", "3", "part-column-unnamed"),
        ("Kỳ số liệu", "9", "part-column-unnamed"),
        ("Thg", "9", "part-column-unnamed"),
        ("Th.", "9", "part-column-unnamed"),
        ("T", "9", "part-column-unnamed"),
        ("Ngày", "30/9/2019", "part-column-unnamed other"),
        ("Tuần", "36", "part-column-unnamed other"),
        ("Thời gian", "Tháng 9", "period-column-unnamed"),
        ("Thời gian", "T9", "period-column-unnamed"),
        ("Thời gian", "Quý III", "period-column-unnamed"),
    ] {
        let text = format!("Năm 2019,,\nunit,{name},post\nquan-1,{cell},1\n");
        assert!(one(&text).contains(expected), "{name}: {}", one(&text));
        let given = (DEFAULTS, "period = \"2019\"\n");
        let table = format!("unit,{name},post\nquan-1,{cell},1\n");
        let told = periods(&[(TABLE, &table), given]);
        assert!(told.contains("part-column-unnamed"), "{name}: {told}");
    }
    // A folder's period holds beside remarks that name others.
    let table = "unit,Văn bản,post\nquan-1,Tháng 8/2019,1\nquan-3,Công văn 9,1\n";
    let given = (DEFAULTS, "period = \"2019-09\"\n");
    assert_eq!(periods(&[(TABLE, table), given]), "unknown-column form");
    // A week is a part of a month, too.
    let text = "Tháng 9 năm 2019,,\nunit,Tuần,post\nquan-1,36,1\n";
    assert!(one(text).contains("part-column-unnamed other"));
    let text = "Tháng 9 năm 2019,,\nunit,Ngày,post\nquan-1,05/10/2019,1\n";
    assert_eq!(one(text), "unknown-column");
    // Other numbers are none.
    let text = "Năm 2019,,\nunit,Số tháng làm việc,post\nquan-1,13,1\n";
    assert_eq!(one(text), "unknown-column");
}

#[test]
fn a_month_in_the_column_of_periods_is_of_the_year_around_it() {
    let table = "unit,Kỳ,post\nquan-1,Tháng 8,1\nquan-1,T9,1\nquan-1,Quý I,1\nquan-1,2018-03,1\n";
    assert_eq!(
        one(&format!("Năm 2019,,\n{table}")),
        "2018-03 2019-Q1 2019-08 2019-09"
    );
    let site = read_site(&[(TABLE, &format!("Năm 2019,,\n{table}"))]);
    assert!(site.told.contains(&"note year-taken a.csv:1:1".to_owned()));
    assert!(one(table).starts_with("bad-period without-year"));
    // Where nothing needs it, it is not told.
    let site = read_site(&[(TABLE, "Năm 2019,,\nunit,Kỳ,post\nquan-1,2019-03,1\n")]);
    assert_eq!(site.told, Vec::<String>::new());
}

#[test]
fn numbers_of_columns_are_no_months() {
    let text = "UBND Quận 1,,\nNăm 2019,,\nTháng,received,post\n1,2,3\n8,20,30\n";
    assert_eq!(one(text), "2019-08");
}

/// The periods of a long table of one indicator.
fn column(texts: &[&str], defaults: &str, frequency: Option<Frequency>) -> String {
    let mut indicators = indicators();
    for indicator in &mut indicators.0 {
        indicator.frequency = frequency;
    }
    let rows: String = texts
        .iter()
        .map(|text| format!("buu-chinh,quan-1,{text},1\n"))
        .collect();
    let table = format!("indicator,unit,period,value\n{rows}");
    let settings = Settings {
        starts: jiff::civil::date(2000, 1, 1),
        ..settings()
    };
    let files = [(TABLE, &*table), (DEFAULTS, defaults)];
    periods_of(&read_site_of(
        &files,
        Fields::default(),
        &settings,
        &indicators,
    ))
}

#[test]
fn what_may_be_a_month_or_a_year_the_column_or_the_indicator_tells() {
    const FISCAL: &str = "year_starts = \"04\"\n";
    let both = ["2010-11", "2011-12"];
    let unknown = "bad-period month-or-year-start, bad-period month-or-year-start";
    assert_eq!(column(&both, "", None), unknown);
    assert_eq!(column(&both, "", Some(Frequency::Year)), unknown);
    assert_eq!(column(&both, "", Some(Frequency::Month)), "2010-11 2011-12");
    assert_eq!(column(&both, FISCAL, None), "2010/11 2011/12");
    assert_eq!(
        column(&both, FISCAL, Some(Frequency::Month)),
        "2010-11 2011-12"
    );
    // Whatever stands between the two.
    for separator in [".", " ", "/", "_"] {
        let texts = both.map(|text| text.replace('-', separator));
        let texts = [&*texts[0], &*texts[1]];
        assert!(
            column(&texts, "", None).starts_with("bad-period"),
            "{texts:?}"
        );
        assert_eq!(column(&texts, FISCAL, None), "2010/11 2011/12");
        let monthly = column(&texts, FISCAL, Some(Frequency::Month));
        assert_eq!(monthly, "2010-11 2011-12", "{texts:?}");
    }
    // The other months of the column.
    assert_eq!(
        column(&["2010-10", "2010-11", "2010-12"], "", None),
        "2010-10 2010-11 2010-12"
    );
    assert_eq!(
        column(&["2010-11", "2010/10", "2010-12"], FISCAL, None),
        "2010-10 2010-11 2010-12"
    );
    // The other years.
    assert_eq!(
        column(&["2010-11", "2012-13", "2013/14"], FISCAL, None),
        "2010/11 2012/13 2013/14"
    );
    assert!(column(&["2010-11", "2012-13"], "", None).contains("month-or-year-start"));
    // Both, or a month that is written otherwise.
    assert_eq!(
        column(&["2010-11", "2012-13", "2012-11"], FISCAL, None),
        "bad-period month-or-year"
    );
    assert_eq!(
        column(&["2010-11", "tháng 4/2012"], FISCAL, None),
        "bad-period month-or-year"
    );
    assert_eq!(
        column(&["2010-11", "Apr 2012"], "", None),
        "bad-period month-or-year-start"
    );
    // Written out it is never in doubt.
    assert_eq!(
        column(&["11/2010", "2011-2012"], FISCAL, None),
        "2010-11 2011/12"
    );
    // Where the year after has no such month there is nothing to ask.
    assert_eq!(column(&["2012-11", "2013-12"], "", None), "2012-11 2013-12");
    let site = read_site(&[
        (TABLE, "unit,post\nquan-1,1\n"),
        (DEFAULTS, "period = \"2010-11\"\nyear_starts = \"04\"\n"),
    ]);
    assert_eq!(wrong(&site), ["bad-period month-or-year"]);
}

#[test]
fn a_column_called_one_of_school_years_holds_no_months() {
    let mut indicators = indicators();
    for indicator in &mut indicators.0 {
        indicator.frequency = Some(Frequency::Month);
    }
    let read_named = |name: &str, defaults: &str| {
        let table = format!("Đơn vị,{name},post\nquan-1,2010-11,1\nquan-1,2011-12,1\n");
        let files = [(TABLE, &*table), (DEFAULTS, defaults)];
        let site = read_site_of(&files, Fields::default(), &settings(), &indicators);
        periods_of(&site)
    };
    for name in ["Năm học", "Academic year", "Financial year", "FY", "S.Y."] {
        let told = read_named(name, &format!("[columns]\n\"{name}\" = \"period\"\n"));
        assert!(told.starts_with("bad-period month-or-year-start"), "{name}");
    }
    let read = |defaults: &str| read_named("Năm học", defaults);
    let mapped = "[columns]\n\"Năm học\" = \"period\"\n";
    assert_eq!(
        read(&format!("year_starts = \"09\"\n{mapped}")),
        "2010/11 2011/12"
    );
}

#[test]
fn a_folder_says_where_its_years_begin() {
    let text = "unit,period,post\nquan-1,2018/19,1\nquan-1,Quý I năm học 2018-2019,2\nquan-1,Quý I/2019,3\n";
    let defaults = "year_starts = \"09\"\n";
    let site = read_site(&[(TABLE, text), (DEFAULTS, defaults)]);
    assert_eq!(
        site.observations,
        [
            "buu-chinh quan-1 2018/19-Q1 · 2",
            "buu-chinh quan-1 2019-Q1 · 3",
            "buu-chinh quan-1 2018/19 · 1"
        ]
    );
    assert_eq!(one(text), "bad-period year-start, bad-period year-start");
    let below = [
        (TABLE, text),
        (DEFAULTS, defaults),
        (
            "data/observations/x/_defaults.toml",
            "year_starts = \"01\"\n",
        ),
        (
            "data/observations/x/b.csv",
            "unit,period,post\nquan-1,2018-19,1\n",
        ),
    ];
    assert_eq!(periods(&below), "bad-period year-start");
    let bad = read_site(&[
        (TABLE, "unit,period,post\n"),
        (DEFAULTS, "year_starts = \"tháng 9\"\n"),
    ]);
    assert_eq!(wrong(&bad), ["bad-year-start"]);
}

#[test]
fn a_title_that_says_another_period_than_the_folder_is_worth_a_look() {
    let told = |title: &str, period: &str| {
        let text = format!("{title},\nunit,post\nquan-1,1\n");
        let defaults = format!("period = \"{period}\"\n");
        periods(&[(TABLE, &text), (DEFAULTS, &defaults)])
    };
    for (title, period) in [
        ("Tháng 9 năm 2019", "2019-09"),
        ("Tháng 9", "2019-09"),
        ("Năm 2019", "2019-09"),
        ("Quyết định năm 2018", "2019-09"),
        ("Tháng 8 năm 2019 so với cùng kỳ năm 2018", "2019-08"),
        ("Báo cáo", "2019-09"),
    ] {
        assert_eq!(told(title, period), period, "{title}");
    }
    for (title, period) in [
        ("Tháng 8 năm 2019", "2019-09"),
        ("Tháng 8", "2019-09"),
        ("Tháng 9 năm 2018", "2019-09"),
        ("Tháng 9 năm 2019", "2019"),
        ("Năm 2018", "2019"),
    ] {
        assert_eq!(
            told(title, period),
            "period-against-defaults title",
            "{title}"
        );
    }
    // What adds up is told beside it.
    assert!(told("Lũy kế", "2019-09").contains("period-against-defaults title"));
    let whole = told("Lũy kế 9 tháng đầu năm 2019", "2019-9M");
    assert!(!whole.contains("period-against-defaults"));
}
