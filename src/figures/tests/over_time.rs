//! Coarser periods made of finer ones.

use crate::figures::testing::{Computed, site, told};

fn ratio(rows: &str) -> Computed {
    site("a").indicator("kind = \"ratio\"").rows(rows).made()
}

/// Rows for months, each with its own number of twenty cases.
fn months(of: impl IntoIterator<Item = u32>) -> String {
    of.into_iter()
        .map(|month| format!("a 2019-{month:02} {month}/20\n"))
        .collect()
}

#[test]
fn months_make_quarters_halves_nine_months_and_the_year() {
    let made = ratio(&months(1..=12));
    for (period, figure) in [
        ("2019-Q1", "6/60"),
        ("2019-Q2", "15/60"),
        ("2019-Q3", "24/60"),
        ("2019-Q4", "33/60"),
        ("2019-H1", "21/120"),
        ("2019-H2", "57/120"),
        ("2019-9M", "45/180"),
        ("2019", "78/240"),
    ] {
        assert_eq!(made.told("a", period), figure, "{period}");
    }
}

#[test]
fn a_coarser_period_is_made_only_where_every_part_is_there() {
    let made = ratio(&months((1..=12).filter(|&month| month != 5)));
    for period in ["2019-Q2", "2019-H1", "2019-9M", "2019"] {
        assert_eq!(made.told("a", period), "none", "{period}");
    }
    assert_eq!(made.told("a", "2019-Q1"), "6/60");
    assert_eq!(made.told("a", "2019-H2"), "57/120");
}

#[test]
fn a_month_of_another_year_is_no_part() {
    let made = ratio("a 2019-01 1/2\na 2019-02 1/2\na 2018-03 1/2");
    assert_eq!(made.told("a", "2019-Q1"), "none");
    assert_eq!(made.told("a", "2018-Q1"), "none");
}

/// A site whose years begin in April.
fn fiscal(rows: &str) -> Computed {
    let site = site("a").days("2018-01-01", "2019-12-31").year_starts("04");
    site.indicator("kind = \"ratio\"").rows(rows).made()
}

#[test]
fn months_make_the_quarters_halves_and_years_of_their_own_kind_alone() {
    let rows: String = (4..=15)
        .map(|n| format!("a {}-{:02} {n}/20\n", 2018 + (n - 1) / 12, (n - 1) % 12 + 1))
        .collect();
    let made = fiscal(&rows);
    for (period, figure) in [
        ("2018/19-Q1", "15/60"),
        ("2018/19-Q4", "42/60"),
        ("2018/19-H1", "39/120"),
        ("2018/19-H2", "75/120"),
        ("2018/19-9M", "none"),
        ("2018/19", "114/240"),
        ("2018-Q2", "none"),
        ("2018-Q4", "none"),
        ("2019-Q1", "none"),
        ("2018-H2", "none"),
    ] {
        assert_eq!(made.told("a", period), figure, "{period}");
    }
}

#[test]
fn years_that_begin_in_two_ways_never_make_each_other() {
    let quarters =
        |of: &str| -> String { (1..=4).map(|n| format!("a {of}-Q{n} {n}/10\n")).collect() };
    let calendar = fiscal(&quarters("2018"));
    assert_eq!(calendar.told("a", "2018"), "10/40");
    assert_eq!(calendar.told("a", "2018/19"), "none");
    let of_both = fiscal("a 2018-Q2 1/10\na 2018-Q3 2/10\na 2018-Q4 3/10\na 2018/19-Q4 4/10");
    for period in ["2018", "2018-H1", "2018/19", "2018/19-9M", "2018/19-H2"] {
        assert_eq!(of_both.told("a", period), "none", "{period}");
    }
    assert_eq!(of_both.told("a", "2018-H2"), "5/20");
    let fiscal = fiscal(&quarters("2018/19"));
    assert_eq!(fiscal.told("a", "2018/19"), "10/40");
    assert_eq!(fiscal.told("a", "2018-H2"), "none");
}

#[test]
fn a_month_of_nothing_arising_is_a_part() {
    let made = ratio("a 2019-01 1/2\na 2019-02 none\na 2019-03 1/3");
    assert_eq!(made.told("a", "2019-Q1"), "2/5");
}

#[test]
fn a_gap_is_no_part() {
    let made = ratio("a 2019-01 1/2\na 2019-02 -\na 2019-03 1/3");
    assert_eq!(made.told("a", "2019-Q1"), "none");
}

#[test]
fn quarters_make_halves_and_nine_months_and_halves_the_year() {
    let made = ratio("a 2019-Q1 1/4\na 2019-Q2 2/4\na 2019-Q3 3/4\na 2019-Q4 4/4");
    assert_eq!(made.told("a", "2019-H1"), "3/8");
    assert_eq!(made.told("a", "2019-9M"), "6/12");
    assert_eq!(made.told("a", "2019"), "10/16");
    let made = ratio("a 2019-H1 1/4\na 2019-H2 2/4");
    assert_eq!(made.told("a", "2019"), "3/8");
    assert_eq!(made.told("a", "2019-9M"), "none");
}

#[test]
fn parts_of_different_lengths_are_mixed() {
    // The first quarter is reported, the second made of months, the second half of a quarter and months.
    let rows = "a 2019-Q1 10/10\na 2019-Q4 20/20\n".to_owned() + &months(4..=9);
    let made = ratio(&rows);
    assert_eq!(made.told("a", "2019-H1"), "25/70");
    assert_eq!(made.told("a", "2019-H2"), "44/80");
    assert_eq!(made.told("a", "2019"), "69/150");
}

#[test]
fn a_reported_figure_stands_before_one_made_and_goes_into_what_is_made_of_it() {
    let rows = "a 2019-Q1 7/60\n".to_owned() + &months(1..=6);
    let made = ratio(&rows);
    assert_eq!(made.told("a", "2019-Q1"), "7/60");
    assert_eq!(made.told("a", "2019-H1"), "22/120");
    // The months themselves pile up, which is told too.
    assert_eq!(made.findings, ["running-total", "parts-differ"]);
}

#[test]
fn a_quarter_of_the_calendar_is_held_against_months_that_make_one_of_other_years() {
    let findings = |quarter: &str| {
        let rows = "a 2019-01 5/20\na 2019-02 2/20\na 2019-03 3/20\n".to_owned() + quarter;
        let site = site("a").indicator("kind = \"ratio\"").year_starts("04");
        site.rows(&rows).made().findings
    };
    assert_eq!(findings("a 2019-Q1 7/60\n"), ["parts-differ"]);
    assert!(findings("a 2019-Q1 10/60\n").is_empty());
}

#[test]
fn a_reported_figure_that_agrees_with_its_parts_is_no_finding() {
    let rows = "a 2019-Q1 6/60\n".to_owned() + &months(1..=3);
    assert!(ratio(&rows).findings.is_empty());
}

#[test]
fn a_reported_half_is_a_part_of_the_year_before_its_quarters() {
    let rows = "a 2019-H1 100/200\n".to_owned() + &months(1..=12);
    assert_eq!(ratio(&rows).told("a", "2019"), "157/320");
}

#[test]
fn a_bare_part_makes_no_coarser_period() {
    let made = ratio("a 2019-01 1/2\na 2019-02 50\na 2019-03 1/3");
    assert_eq!(made.told("a", "2019-Q1"), "none");
}

#[test]
fn a_stock_is_the_last_parts() {
    let made = site("a").indicator("kind = \"count\"; over_time = \"last\"");
    let made = made
        .rows("a 2019-01 10\na 2019-02 12\na 2019-03 11\na 2019-Q2 15")
        .made();
    assert_eq!(made.told("a", "2019-Q1"), "11");
    assert_eq!(made.told("a", "2019-H1"), "15");
    assert_eq!(told(made.cumulative("a")), "15");
}

#[test]
fn a_stock_needs_every_part_too() {
    let made = site("a").indicator("kind = \"count\"; over_time = \"last\"");
    let made = made.rows("a 2019-01 10\na 2019-03 11").made();
    assert_eq!(made.told("a", "2019-Q1"), "none");
}

#[test]
fn stocks_of_units_are_added() {
    let made = site("a, b<a, c<a").indicator("kind = \"count\"; over_time = \"last\"");
    let made = made
        .rows("b 2019-01 10\nb 2019-02 12\nc 2019-01 3\nc 2019-02 5")
        .made();
    assert_eq!(told(made.cumulative("a")), "17");
}

#[test]
fn a_series_goes_by_last_day_shorter_first() {
    let made = ratio(&months(1..=12));
    let series = &made.track("a").series;
    let codes: Vec<String> = series
        .iter()
        .filter_map(|point| point.period())
        .map(|period| period.code())
        .collect();
    assert_eq!(
        codes[5..12],
        [
            "2019-05", "2019-06", "2019-Q2", "2019-H1", "2019-07", "2019-08", "2019-09"
        ]
    );
    assert_eq!(
        codes[12..],
        [
            "2019-Q3", "2019-9M", "2019-10", "2019-11", "2019-12", "2019-Q4", "2019-H2", "2019"
        ]
    );
}

#[test]
fn what_is_made_of_an_illustrative_part_is_illustrative() {
    let made = site("a").indicator("kind = \"count\"; over_time = \"last\"");
    let made = made
        .illustrative("a 2019-01 10")
        .rows("a 2019-02 12\na 2019-03 11")
        .made();
    assert!(made.at("a", "2019-Q1").is_illustrative());
    assert!(!made.at("a", "2019-03").is_illustrative());
}
