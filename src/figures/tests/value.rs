//! Values, pooling by kind, and figures that are never pooled.

use crate::figures::testing::{coverage, indicator, site, span, told, told_own};
use crate::figures::{Figure, Status, judge};
use crate::model::Kind;
use crate::number::{Decimal, Quotient};

fn decimal(text: &str) -> Decimal {
    Decimal::parse_plain(text).expect("a number")
}

fn ratio(numerator: &str, denominator: &str) -> Figure {
    Figure::new(Kind::Ratio, decimal(numerator), decimal(denominator), false)
}

fn value(keys: &str, figure: &Figure) -> Option<Quotient> {
    figure.value(&indicator(keys))
}

#[test]
fn a_ratio_is_per_cent_only_where_its_unit_says_so() {
    let per_cent = value(r#"kind = "ratio""#, &ratio("9", "12"));
    assert_eq!(per_cent, Some(Quotient::from_decimal(decimal("75"))));
    let plain = value(r#"kind = "ratio"; unit = "lần""#, &ratio("9", "12"));
    assert_eq!(plain, Some(Quotient::from_decimal(decimal("0.75"))));
}

#[test]
fn a_denominator_of_zero_means_that_nothing_happened() {
    let made = site("a")
        .indicator("kind = \"ratio\"; target = \"> 90\"")
        .rows(
            "a 2019-01 0/0
         a 2019-02 none",
        );
    let made = made.made();
    for month in ["2019-01", "2019-02"] {
        let point = made.at("a", month);
        assert_eq!(told(point), "0/0");
        assert_eq!(point.status, Status::NoData);
        assert_eq!(coverage(point), "1/1");
    }
    assert_eq!(made.cumulative("a").status, Status::NoData);
    assert_eq!(coverage(made.cumulative("a")), "1/1");
}

#[test]
fn zero_of_zero_pools_without_a_trace() {
    let made = site("a").indicator("kind = \"ratio\"");
    let made = made.rows("a 2019-01 9/10\na 2019-02 none").made();
    assert_eq!(told(made.cumulative("a")), "9/10");
    assert_eq!(span(made.cumulative("a")), "2019-01..2019-02");
}

#[test]
fn nothing_arising_is_a_count_of_zero_and_a_mean_over_zero() {
    let made = site("a").indicator("kind = \"count\"");
    let made = made.rows("a 2019-01 none\na 2019-02 7").made();
    assert_eq!(told(made.at("a", "2019-01")), "0");
    assert_eq!(told(made.cumulative("a")), "7");
    let made = site("a").indicator("kind = \"mean\"; target = \"> 4\"");
    let made = made.rows("a 2019-01 none").made();
    assert_eq!(told(made.at("a", "2019-01")), "0:0");
    assert_eq!(made.at("a", "2019-01").status, Status::NoData);
}

#[test]
fn a_ratio_sums_numerators_and_denominators() {
    let made = site("a").indicator("kind = \"ratio\"");
    let made = made.rows("a 2019-01 9/10\na 2019-02 50/100").made();
    // Not the mean of 90 % and 50 %.
    assert_eq!(told(made.cumulative("a")), "59/110");
}

#[test]
fn a_mean_is_weighted_by_its_samples() {
    let made = site("a").indicator("kind = \"mean\"; headline = \"cumulative\"");
    let made = made.rows("a 2019-01 4.5@20\na 2019-02 3@10").made();
    // 4.5 · 20 + 3 · 10 over 30 is 4.
    let point = made.cumulative("a");
    assert_eq!(told(point), "120:30");
    let figure = point.figure.as_ref().expect("a figure");
    assert_eq!(
        figure.value(made.indicator()),
        Some(Quotient::from_decimal(decimal("4")))
    );
}

#[test]
fn a_count_sums_and_may_have_decimals() {
    let made = site("a").indicator("kind = \"count\"; whole = false");
    let made = made.rows("a 2019-01 950.5\na 2019-02 0.25").made();
    assert_eq!(told(made.cumulative("a")), "950.75");
}

#[test]
fn sums_are_exact_where_floating_point_is_not() {
    let made = site("a").indicator("kind = \"count\"; target = \"<= 0.3\"; decimals = 1");
    let made = made.rows("a 2019-01 0.1\na 2019-02 0.2").made();
    assert_eq!(told(made.cumulative("a")), "0.3");
    assert_eq!(made.cumulative("a").status, Status::Met);
}

#[test]
fn a_gap_is_not_zero() {
    let made = site("a").indicator("kind = \"count\"");
    let made = made.rows("a 2019-01 5\na 2019-02 -").made();
    assert_eq!(made.told("a", "2019-02"), "none");
    assert_eq!(made.told("a", "2019-01"), "5");
}

#[test]
fn a_score_is_never_pooled() {
    let made = site("a, b<a, c<a").indicator("kind = \"score\"");
    let made = made.rows("b 2019-01 80\nb 2019-02 90\nc 2019-01 70").made();
    assert_eq!(told(made.at("b", "2019-01")), "=80");
    // Two months make no cumulative figure; one alone is it.
    assert_eq!(told(made.cumulative("b")), "-");
    assert!(made.cumulative("b").unpooled);
    assert_eq!(told(made.cumulative("c")), "=70");
    // Nor do the units below make one above, but they count as reported there.
    assert_eq!(told(made.at("a", "2019-01")), "-");
    assert_eq!(coverage(made.at("a", "2019-01")), "2/2");
    assert_eq!(made.told("whole", "2019-01"), "-");
}

#[test]
fn scores_make_no_coarser_period() {
    let made = site("a").indicator("kind = \"score\"");
    let made = made.rows("a 2019-01 80\na 2019-02 90\na 2019-03 70").made();
    assert_eq!(made.told("a", "2019-Q1"), "none");
}

#[test]
fn a_bare_value_is_left_out_of_every_sum_and_told() {
    let made = site("a, b<a, c<a").indicator("kind = \"ratio\"");
    let made = made
        .rows("a 2019-01 85\nb 2019-01 9/10\nc 2019-01 50\nc 2019-02 7/8")
        .made();
    // The bare 85 is shown as the unit's own; the total is what can be pooled below.
    assert_eq!(told(made.at("a", "2019-01")), "9/10");
    assert_eq!(told_own(made.at("a", "2019-01")), "=85");
    assert!(made.at("a", "2019-01").unpooled);
    assert_eq!(coverage(made.at("a", "2019-01")), "3/3");
    // Beside a figure that can be pooled, the bare one is left out of the cumulative figure and its span.
    assert_eq!(told(made.cumulative("c")), "7/8");
    assert_eq!(span(made.cumulative("c")), "2019-02..2019-02");
    assert_eq!(told(made.cumulative("a")), "16/18");
    assert_eq!(made.findings, ["never-pooled"]);
}

#[test]
fn a_mean_without_a_sample_is_a_bare_value() {
    let made = site("a").indicator("kind = \"mean\"");
    let made = made.rows("a 2019-01 4\na 2019-02 5").made();
    assert_eq!(told(made.at("a", "2019-01")), "=4");
    assert_eq!(told(made.cumulative("a")), "-");
    assert_eq!(made.findings, ["never-pooled"]);
}

#[test]
fn a_bare_value_is_judged_for_its_own_period() {
    let made = site("a").indicator("kind = \"ratio\"; target = \">= 85\"");
    let made = made.rows("a 2019-01 85").made();
    assert_eq!(made.at("a", "2019-01").status, Status::Met);
    let bare = made.at("a", "2019-01").figure.as_ref();
    assert_eq!(judge(made.indicator(), bare), Status::Met);
}

#[test]
fn an_illustrative_row_marks_all_that_is_made_of_it_and_nothing_else() {
    let made = site("a, b<a, c<a").indicator("kind = \"ratio\"");
    let made = made
        .rows("b 2019-01 9/10\nc 2019-01 8/10")
        .illustrative("b 2019-02 7/10")
        .made();
    assert!(!made.at("b", "2019-01").is_illustrative());
    assert!(made.at("b", "2019-02").is_illustrative());
    assert!(made.cumulative("b").is_illustrative());
    assert!(!made.cumulative("c").is_illustrative());
    assert!(!made.at("a", "2019-01").is_illustrative());
    assert!(made.cumulative("a").is_illustrative() && made.cumulative("whole").is_illustrative());
}
