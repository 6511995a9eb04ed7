//! The one latest period of an indicator.

use crate::figures::Status;
use crate::figures::testing::{Site, coverage, site, told};

fn four() -> Site {
    site("a, b, c, d").indicator("kind = \"ratio\"; reporters = [\"unit\"]; target = \"> 50\"")
}

fn latest(site: Site) -> Option<String> {
    site.made().latest()
}

#[test]
fn half_of_the_units_that_owe_is_enough() {
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\nc 2019-01 1/1\na 2019-02 1/1\nb 2019-02 1/1";
    assert_eq!(latest(four().rows(rows)).as_deref(), Some("2019-02"));
}

#[test]
fn less_than_half_is_not() {
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\na 2019-02 1/1";
    assert_eq!(latest(four().rows(rows)).as_deref(), Some("2019-01"));
    assert_eq!(latest(four().rows("a 2019-02 1/1")), None);
    let made = four().rows("a 2019-02 1/1").made();
    assert_eq!(made.track("a").latest, None);
}

#[test]
fn nothing_arising_counts_as_given_and_a_gap_does_not() {
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\na 2019-02 1/1\nb 2019-02 ";
    let with = |figure: &str| latest(four().rows(&format!("{rows}{figure}")));
    assert_eq!(with("none").as_deref(), Some("2019-02"));
    assert_eq!(with("0/0").as_deref(), Some("2019-02"));
    assert_eq!(with("-").as_deref(), Some("2019-01"));
}

#[test]
fn a_unit_without_the_latest_period_has_no_data_there() {
    let made = four()
        .rows("a 2019-02 1/1\nb 2019-02 1/1\nc 2019-01 1/1\nd 2019-01 1/1")
        .made();
    let point = made.track("c").latest.as_ref().expect("a latest point");
    assert_eq!(
        point.period().map(|period| period.code()).as_deref(),
        Some("2019-02")
    );
    assert_eq!((told(point).as_str(), point.status), ("-", Status::NoData));
    assert_eq!(coverage(point), "0/1");
    let point = made.track("whole").latest.as_ref().expect("a latest point");
    assert_eq!(
        (told(point).as_str(), coverage(point).as_str()),
        ("2/2", "2/4")
    );
}

#[test]
fn a_period_that_has_not_ended_is_not_the_latest() {
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\na 2019-02 1/1\nb 2019-02 1/1";
    let on = |today: &str| latest(four().rows(rows).today(today));
    assert_eq!(on("2019-02-27").as_deref(), Some("2019-01"));
    // Its last day is not after today.
    assert_eq!(on("2019-02-28").as_deref(), Some("2019-02"));
    assert_eq!(on("2019-01-30"), None);
}

#[test]
fn without_a_frequency_the_finest_length_that_can_be_had_is_taken() {
    // A later quarter does not stand before a month.
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\na 2019-Q2 1/1\nb 2019-Q2 1/1";
    assert_eq!(latest(four().rows(rows)).as_deref(), Some("2019-01"));
    // Too few gave a month; quarters they gave.
    let rows = "a 2019-07 1/1\na 2019-Q2 1/1\nb 2019-Q2 1/1";
    assert_eq!(latest(four().rows(rows)).as_deref(), Some("2019-Q2"));
    let rows = "a 2019-9M 1/1\nb 2019-9M 1/1\nc 2019 1/1\nd 2019 1/1";
    assert_eq!(latest(four().rows(rows)).as_deref(), Some("2019-9M"));
}

#[test]
fn the_frequency_given_decides_the_length() {
    let quarterly = |rows: &str| {
        let site = site("a, b");
        let keys = "kind = \"ratio\"; reporters = [\"unit\"]; frequency = \"quarter\"";
        latest(site.indicator(keys).rows(rows))
    };
    // A quarter made of its months counts as given.
    let months = "a 2019-01 1/1\na 2019-02 1/1\na 2019-03 1/1\na 2019-04 1/1\nb 2019-04 1/1";
    assert_eq!(quarterly(months).as_deref(), Some("2019-Q1"));
    // No other length will do.
    assert_eq!(quarterly("a 2019-04 1/1\nb 2019-04 1/1"), None);
}

#[test]
fn only_units_that_owe_the_period_count() {
    // d does not exist in February, so two of three are enough; of January two of four.
    let site = site("a, b, c, d to:2019-01-31, e to:2019-01-31")
        .indicator("kind = \"ratio\"; reporters = [\"unit\"]");
    let rows = "a 2019-01 1/1\nb 2019-01 1/1\nc 2019-01 1/1\na 2019-02 1/1\nb 2019-02 1/1";
    assert_eq!(latest(site.rows(rows)).as_deref(), Some("2019-02"));
}

#[test]
fn the_latest_leads_means_and_scores() {
    let made = site("a").indicator("kind = \"mean\"");
    let made = made.rows("a 2019-01 3@10\na 2019-02 4@10").made();
    let headline = made.track("a").headline(made.indicator()).expect("a point");
    assert_eq!(told(headline), "40:10");
    let made = site("a").indicator("kind = \"ratio\"");
    let made = made.rows("a 2019-01 3/10\na 2019-02 4/10").made();
    let headline = made.track("a").headline(made.indicator()).expect("a point");
    assert_eq!(told(headline), "7/20");
}

#[test]
fn without_a_latest_period_pages_show_the_cumulative_figure_first() {
    let site =
        site("a, b, c").indicator("kind = \"mean\"; reporters = [\"unit\"]; target = \"> 3\"");
    let made = site.rows("a 2019-01 3@10\na 2019-02 4@10").made();
    let (track, indicator) = (made.track("a"), made.indicator());
    assert!(track.headline(indicator).is_none());
    assert_eq!(told(track.shown(indicator)), "70:20");
    assert_eq!(track.shown(indicator).status, Status::Met);
}
