//! Status at the exact bounds, and certainty.

use crate::figures::testing::{indicator, site};
use crate::figures::{Figure, Status, exceeds, interval, is_certain, is_small, judge};
use crate::model::{Indicator, Kind};
use crate::number::Decimal;

fn decimal(text: &str) -> Decimal {
    Decimal::parse_plain(text).expect("a number")
}

fn ratio(numerator: &str, denominator: &str) -> Figure {
    Figure::new(Kind::Ratio, decimal(numerator), decimal(denominator), false)
}

fn count(value: &str) -> Figure {
    Figure::new(Kind::Count, decimal(value), Decimal::ZERO, false)
}

/// How counts stand against a target, near within 2.
fn statuses(target: &str, values: &str) -> String {
    let indicator = indicator(&format!(
        "kind = \"count\"; target = \"{target}\"; near = 2"
    ));
    let status = |value: &str| match judge(&indicator, Some(&count(value))) {
        Status::Met => "met",
        Status::Near => "near",
        Status::Missed => "missed",
        Status::NoData | Status::NoTarget => "none",
    };
    values
        .split_whitespace()
        .map(status)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn above() {
    assert_eq!(
        statuses("> 90", "90.0001 90 89.9999 88 87.9999"),
        "met near near near missed"
    );
}

#[test]
fn at_least() {
    assert_eq!(
        statuses(">= 90", "90.0001 90 89.9999 88 87.9999"),
        "met met near near missed"
    );
}

#[test]
fn below() {
    assert_eq!(
        statuses("< 5", "4.9999 5 5.0001 7 7.0001"),
        "met near near near missed"
    );
}

#[test]
fn at_most() {
    assert_eq!(
        statuses("<= 5", "4.9999 5 5.0001 7 7.0001"),
        "met met near near missed"
    );
}

#[test]
fn a_range_is_met_from_its_lower_end_on_and_exceeding_it_is_no_failure() {
    assert_eq!(
        statuses("30..40", "27.9999 28 29.9999 30 40 40.0001 1000"),
        "missed near near met met met met"
    );
    let indicator = indicator("kind = \"count\"; target = \"30..40\"");
    let exceeds = |value: &str| {
        let value = count(value).value(&indicator).expect("a value");
        exceeds(&value, indicator.target.as_ref().expect("a target"))
    };
    assert!(!exceeds("29") && !exceeds("40") && exceeds("40.0001"));
}

#[test]
fn only_a_range_is_exceeded() {
    let indicator = indicator("kind = \"count\"; target = \"> 30\"");
    let value = count("1000").value(&indicator).expect("a value");
    assert!(!exceeds(
        &value,
        indicator.target.as_ref().expect("a target")
    ));
}

#[test]
fn near_is_two_points_of_a_percentage_by_default_and_nothing_otherwise() {
    let per_cent = indicator("kind = \"ratio\"; target = \"> 90\"");
    assert_eq!(judge(&per_cent, Some(&ratio("88", "100"))), Status::Near);
    assert_eq!(
        judge(&per_cent, Some(&ratio("879", "1000"))),
        Status::Missed
    );
    let days = indicator("kind = \"count\"; target = \"<= 3\"");
    assert_eq!(judge(&days, Some(&count("3.01"))), Status::Missed);
    // At the bound of a strict target nothing is missing but the strictness.
    let strict = indicator("kind = \"count\"; target = \"< 3\"");
    assert_eq!(judge(&strict, Some(&count("3"))), Status::Near);
}

#[test]
fn exactly_ninety_per_cent_does_not_meet_above_ninety() {
    let indicator = indicator("kind = \"ratio\"; target = \"> 90\"");
    assert_eq!(judge(&indicator, Some(&ratio("900", "1000"))), Status::Near);
    assert_eq!(judge(&indicator, Some(&ratio("901", "1000"))), Status::Met);
    // So close to the bound that a double could not tell it.
    let hair = ratio("90000000000000000001", "100000000000000000000");
    assert_eq!(judge(&indicator, Some(&hair)), Status::Met);
}

#[test]
fn without_a_figure_or_a_target_there_is_no_verdict() {
    let judged = indicator("kind = \"ratio\"; target = \"> 90\"");
    assert_eq!(judge(&judged, None), Status::NoData);
    assert_eq!(judge(&judged, Some(&ratio("0", "0"))), Status::NoData);
    let free = indicator("kind = \"ratio\"");
    assert_eq!(judge(&free, Some(&ratio("9", "10"))), Status::NoTarget);
    assert_eq!(judge(&free, Some(&ratio("0", "0"))), Status::NoData);
    assert_eq!(judge(&free, None), Status::NoData);
}

#[test]
fn small_is_below_the_smallest_sample() {
    let indicator = indicator("kind = \"ratio\"; min_sample = 30");
    assert!(is_small(&indicator, &ratio("29", "29")));
    assert!(!is_small(&indicator, &ratio("30", "30")));
    let free = self::indicator("kind = \"ratio\"");
    assert!(!is_small(&free, &ratio("1", "1")));
}

fn survey(target: &str) -> Indicator {
    indicator(&format!(
        "kind = \"ratio\"; sampled = true; target = \"{target}\""
    ))
}

// 40 of 50 people: the Wilson interval is 66.96 % to 88.76 %.

#[test]
fn certain_is_an_interval_wholly_on_one_side_of_the_target() {
    let figure = ratio("40", "50");
    for (target, certain) in [
        ("> 66", true),
        ("> 67", false),
        ("> 88", false),
        ("> 89", true),
        (">= 66", true),
        (">= 70", false),
        ("< 66", true),
        ("< 80", false),
        ("< 89", true),
        ("<= 89", true),
        ("<= 70", false),
        // Of a range only the lower end decides.
        ("60..70", true),
        ("70..95", false),
        ("89..95", true),
    ] {
        assert_eq!(
            is_certain(&survey(target), &figure),
            Some(certain),
            "{target}"
        );
    }
}

#[test]
fn only_sampled_ratios_have_an_interval() {
    let (low, high) = interval(&survey("> 90"), &ratio("40", "50")).expect("an interval");
    assert!((low - 66.96).abs() < 0.01 && (high - 88.76).abs() < 0.01);
    let counted = indicator("kind = \"ratio\"; target = \"> 90\"");
    assert_eq!(interval(&counted, &ratio("40", "50")), None);
    assert_eq!(is_certain(&counted, &ratio("40", "50")), None);
    assert_eq!(interval(&survey("> 90"), &ratio("0", "0")), None);
    let free = indicator("kind = \"ratio\"; sampled = true");
    assert_eq!(is_certain(&free, &ratio("40", "50")), None);
    assert!(interval(&free, &ratio("40", "50")).is_some());
}

#[test]
fn every_judged_field_must_be_certain_under_every_field() {
    let keys = "kind = \"ratio\"; sampled = true; target = \"> 50\"; scope = \"every-field\"; min_sample = 10";
    let certain = |rows: &str| {
        let made = site("a").indicator(keys).rows(rows).made();
        made.at("a", "2019-01").certain
    };
    let sure = "a 2019-01 thue 90/100\n";
    assert_eq!(
        certain(&format!("{sure}a 2019-01 dat-dai 95/100")),
        Some(true)
    );
    // 6 of 10 leaves doubt, though the overall figure is certain.
    assert_eq!(
        certain(&format!("{sure}a 2019-01 dat-dai 6/10")),
        Some(false)
    );
    // 5 of 9 is not judged.
    assert_eq!(certain(&format!("{sure}a 2019-01 dat-dai 5/9")), Some(true));
}

#[test]
fn a_sampled_mean_has_no_interval_and_is_neither_certain_nor_not() {
    let site = site("a")
        .indicator("kind = \"mean\"; target = \"> 3\"; scope = \"every-field\"; sampled = true");
    let made = site.rows("a 2019-01 x 3@10").made();
    assert_eq!(made.at("a", "2019-01").certain, None);
}
