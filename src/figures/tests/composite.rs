//! The composite: the weighted mean of attainment.

use crate::figures::testing::{Site, site};

/// A ratio of more than 90 % with the weight 1 (`x`), and a count to be kept to 10 with the weight 3 (`y`).
fn two() -> Site {
    site("a, b")
        .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1")
        .indicator("kind = \"count\"; target = \"<= 10\"; weight = 3; whole = false")
}

#[test]
fn attainment_is_the_share_of_the_target_and_lower_is_better_turned_round() {
    // a: 45 of 90 is a half, 10 of 40 a quarter: (0.5 · 1 + 0.25 · 3) / 4 = 0.3125.
    // b: both met, however far: 100.
    let made =
        two().rows("x: a 2019-01 45/100\ny: a 2019-01 40\nx: b 2019-01 91/100\ny: b 2019-01 0");
    assert_eq!(made.made().composite("a"), "1 b 100, 2 a 125/4");
}

#[test]
fn nearly_met_is_not_quite_a_hundred() {
    // At 90 exactly "> 90" is not met, but its share of the target is whole.
    let made =
        two().rows("x: a 2019-01 90/100\ny: a 2019-01 10\nx: b 2019-01 81/100\ny: b 2019-01 12.5");
    // b: 0.9 · 1 + 0.8 · 3 = 3.3 of 4.
    assert_eq!(made.made().composite("a"), "1 a 100, 2 b 165/2");
}

#[test]
fn what_is_met_by_its_status_counts_whole_and_what_fails_by_a_field_does_not() {
    let site = site("a, b").indicator(
        "kind = \"ratio\"; target = \">= 80\"; weight = 1; scope = \"every-field\"; min_sample = 10",
    );
    // a: thue is met, dat-dai is too small to be judged, so the target is met with 84 of 109.
    // b: dat-dai fails, but the value is above the target: not more than 100.
    let rows = "a 2019-01 thue 84/100\na 2019-01 dat-dai 0/9
                b 2019-01 thue 100/100\nb 2019-01 dat-dai 5/10";
    let made = site.rows(rows).made();
    assert_eq!(made.composite("a"), "1 a 100, 1 b 100");
}

#[test]
fn zero_where_a_share_cannot_be_had() {
    let site = |target: &str| {
        let keys = format!("kind = \"count\"; target = \"{target}\"; weight = 1");
        let site = site("a, b").indicator(&keys);
        site.rows("a 2019-01 5\nb 2019-01 0").made().composite("a")
    };
    // Nothing is below zero, and zero of anything is no share.
    assert_eq!(site("< 0"), "1 a 0, 1 b 0");
    assert_eq!(site("<= 0"), "1 b 100, 2 a 0");
    assert_eq!(site("> 5"), "1 a 100, 2 b 0");
    let negative = self::site("a, b").indicator("kind = \"score\"; target = \">= -5\"; weight = 1");
    let made = negative.rows("a 2019-01 -10\nb 2019-01 -5").made();
    assert_eq!(made.composite("a"), "1 b 100, 2 a 0");
}

#[test]
fn of_a_range_the_lower_end_is_the_target() {
    let site = site("a, b, c").indicator("kind = \"count\"; target = \"30..40\"; weight = 1");
    let made = site
        .rows("a 2019-01 15\nb 2019-01 30\nc 2019-01 400")
        .made();
    assert_eq!(made.composite("a"), "1 b 100, 1 c 100, 3 a 50");
}

#[test]
fn a_unit_without_a_figure_that_it_owes_is_incomplete() {
    let site = site("a, b, c")
        .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1; reporters = [\"unit\"]")
        .indicator("kind = \"count\"; target = \"<= 10\"; weight = 3; reporters = [\"unit\"]");
    let made = site
        .rows("x: a 2019-01 45/90\ny: a 2019-01 40\nx: b 2019-01 45/90")
        .made();
    // 50 of 90 is 5/9, a quarter of the other: (5/9 + 3 · 1/4) / 4 = 47/144, in per cent 1175/36.
    assert_eq!(
        made.composite("a"),
        "1 a 1175/36, - b incomplete, - c incomplete"
    );
}

#[test]
fn a_figure_that_cannot_be_ranked_makes_a_unit_incomplete() {
    let site =
        site("a, b").indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1; min_sample = 10");
    let made = site.rows("a 2019-01 9/9\nb 2019-01 10/10").made();
    assert_eq!(made.composite("a"), "1 b 100, - a incomplete");
}

#[test]
fn an_indicator_that_a_unit_does_not_owe_is_passed_over() {
    let site = site("a kind:ward group:g, b kind:ward group:g, c kind:office group:g")
        .indicator(
            "kind = \"ratio\"; target = \"> 90\"; weight = 1; reporters = [\"ward\", \"office\"]",
        )
        .indicator("kind = \"count\"; target = \"<= 10\"; weight = 3; reporters = [\"ward\"]");
    let rows = "x: a 2019-01 45/100\ny: a 2019-01 10\nx: c 2019-01 45/100\nx: b 2019-01 90/100";
    // c: a half of its one indicator. a: (0.5 + 3) / 4.
    assert_eq!(
        site.rows(rows).made().composite("a"),
        "1 a 175/2, 2 c 50, - b incomplete"
    );
}

#[test]
fn what_a_unit_below_owes_counts_and_what_only_others_owe_does_not() {
    let units = "a kind:d, b kind:d, c kind:d, w<a kind:w, v<b kind:w to:2018-12-31";
    let site = site(units)
        .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1; reporters = [\"d\"]")
        .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 3; reporters = [\"w\"]");
    let rows = "x: a 2019-01 45/100\ny: w 2019-01 90/100\nx: b 2019-01 45/100\nx: c 2019-01 36/100";
    // a: (0.5 + 3) / 4; nobody below b owes anything in the campaign.
    let site = site.rows(rows);
    assert_eq!(site.made().composite("a"), "1 a 175/2, 2 b 50, 3 c 40");
    let without = site.rows("y: w 2019-02 -").made();
    assert_eq!(without.composite("w"), "1 w 100, - v no-data");
}

#[test]
fn an_indicator_in_which_nothing_happened_is_passed_over() {
    let made =
        two().rows("x: a 2019-01 none\ny: a 2019-01 40\nx: b 2019-01 45/100\ny: b 2019-01 10");
    // a: a quarter of its one; b: (0.5 + 3) / 4.
    assert_eq!(made.made().composite("a"), "1 b 175/2, 2 a 25");
}

#[test]
fn a_unit_in_which_nothing_happened_at_all_has_no_data() {
    let site = site("a, b").indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1");
    let made = site.rows("a 2019-01 none\nb 2019-01 45/100").made();
    assert_eq!(made.composite("a"), "1 b 50, - a no-data");
}

#[test]
fn a_unit_alone_is_not_ranked() {
    let site = site("a").indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1");
    let made = site.rows("a 2019-01 45/100").made();
    assert_eq!(made.composite("a"), "- a alone");
}

#[test]
fn without_weights_there_is_none() {
    let site = site("a, b")
        .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 0")
        .indicator("kind = \"ratio\"; target = \"> 90\"");
    let made = site.rows("a 2019-01 45/100\nb 2019-01 95/100").made();
    assert!(made.figures.composite.iter().all(Vec::is_empty));
    assert_eq!(made.figures.composite_rank(made.unit("a")), None);
}
