//! A field left out: no overall figure where one of a unit's fields is missing, and what is made of the rest.

use crate::figures::testing::{
    Computed, Site, coverage, months, period, site, span, told, told_own,
};
use crate::figures::{OwnFigure, Status};
use proptest::prelude::*;

const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"; reporters = [\"unit\"]";

/// Six months of two fields, the bad one left out in June.
const LEFT_OUT: &str = "a 2019-01 dat-dai 95/100\na 2019-01 thue 30/100
    a 2019-02 dat-dai 95/100\na 2019-02 thue 30/100
    a 2019-03 dat-dai 95/100\na 2019-03 thue 30/100
    a 2019-04 dat-dai 95/100\na 2019-04 thue 30/100
    a 2019-05 dat-dai 95/100\na 2019-05 thue 30/100
    a 2019-06 dat-dai 95/100\n";

fn ratio(rows: &str) -> Computed {
    site("a").indicator(TARGET).rows(rows).made()
}

/// A point's figure, how it is covered, and which fields are missing.
fn all(made: &Computed, who: &str, code: &str) -> String {
    match made.track(who).at(period(code)) {
        None => "none".into(),
        Some(point) => format!(
            "{} {} {}",
            told(point),
            coverage(point),
            made.missing(point).join(" ")
        ),
    }
}

#[test]
fn a_period_without_one_of_its_fields_has_no_overall_figure() {
    let made = ratio(LEFT_OUT);
    assert_eq!(all(&made, "a", "2019-05"), "125/200 1/1 ");
    assert_eq!(all(&made, "a", "2019-06"), "- 0/1 thue");
    assert_eq!(all(&made, "a", "2019-Q1"), "375/600 1/1 ");
    assert_eq!(all(&made, "a", "2019-Q2"), "- 0/1 thue");
    assert_eq!(all(&made, "a", "2019-H1"), "- 0/1 thue");
    assert_eq!(made.at("a", "2019-06").status, Status::NoData);
    // The other fields stand.
    assert_eq!(all(&made, "a dat-dai", "2019-Q2"), "285/300 1/1 ");
    assert_eq!(all(&made, "a thue", "2019-06"), "none");
}

#[test]
fn the_cumulative_figure_pools_what_there_is_and_counts_the_months_that_are_whole() {
    let made = ratio(LEFT_OUT);
    let point = made.cumulative("a");
    assert_eq!(told(point), "720/1100");
    assert_eq!(span(point), "2019-01..2019-06");
    assert_eq!(made.missing(point), ["thue"]);
    // Nobody gave June, so May is the latest, and June on neither side.
    assert_eq!(made.latest().as_deref(), Some("2019-05"));
    assert_eq!(
        (coverage(point), months(point)),
        ("1/1".into(), "5/5".into())
    );
}

#[test]
fn a_unit_with_a_field_left_out_gave_none_for_the_latest_period() {
    let b: String = (1..7)
        .map(|month| format!("b 2019-0{month} 91/100\n"))
        .collect();
    let made = site("a, b").indicator(TARGET).rows(LEFT_OUT).rows(&b);
    let made = made.made();
    assert_eq!(made.latest().as_deref(), Some("2019-06"));
    let point = made.track("a").latest.as_ref().expect("a latest point");
    assert_eq!((told(point), point.status), ("-".into(), Status::NoData));
    assert_eq!(made.missing(point), ["thue"]);
    assert_eq!(months(made.cumulative("a")), "5/6");
    assert_eq!(coverage(made.at("whole", "2019-06")), "1/2");
    let latest = "kind = \"ratio\"; target = \"> 90\"; headline = \"latest\"";
    let made = site("a, b").indicator(latest).rows(LEFT_OUT).rows(&b);
    assert_eq!(made.made().ranking("a"), "1 b 91, - a no-data");
}

#[test]
fn too_few_whole_months_leave_a_unit_without_a_place() {
    let b = "b 2019-01 1/2\nb 2019-02 1/2\nb 2019-03 1/2\nb 2019-04 1/2\n";
    let a = "a 2019-01 thue 1/2\na 2019-01 dat-dai 1/2
             a 2019-02 thue 1/2\na 2019-03 dat-dai 1/2\na 2019-04 thue 1/2";
    let made = site("a, b").indicator(TARGET).rows(a).rows(b).made();
    assert_eq!(months(made.cumulative("a")), "1/4");
    assert_eq!(made.ranking("a"), "1 b 50, - a few-months");
    assert_eq!(made.missing(made.cumulative("a")), ["dat-dai", "thue"]);
    // No field has the quarter, so there is nothing of it.
    assert_eq!(all(&made, "a", "2019-Q1"), "none");
}

#[test]
fn a_row_without_a_field_stands_whatever_fields_are_missing() {
    let made = ratio(&format!("{LEFT_OUT}a 2019-06 180/200"));
    assert_eq!(all(&made, "a", "2019-06"), "180/200 1/1 ");
    // The quarter is made of the fields, of which one lacks June.
    assert_eq!(all(&made, "a", "2019-Q2"), "- 0/1 thue");
    let point = made.cumulative("a");
    assert_eq!(
        (told(point), months(point)),
        ("805/1200".into(), "6/6".into())
    );
    assert!(made.missing(point).is_empty());
    // So does a longer period made of such rows alone.
    let rows =
        "a 2019-01 5/6\na 2019-02 5/6\na 2019-03 5/6\na 2019-01 thue 1/2\na 2019-03 thue 1/2\n
                a 2019-01 dat-dai 1/2\na 2019-02 dat-dai 1/2\na 2019-03 dat-dai 1/2";
    assert_eq!(all(&ratio(rows), "a", "2019-Q1"), "15/18 1/1 ");
}

#[test]
fn a_field_is_expected_from_its_first_period_on() {
    let rows = "a 2019-01 dat-dai 9/10\na 2019-02 dat-dai 9/10\na 2019-03 dat-dai 9/10
                a 2019-02 thue 1/10\na 2019-03 thue 1/10";
    let made = ratio(rows);
    assert_eq!(all(&made, "a", "2019-01"), "9/10 1/1 ");
    assert_eq!(all(&made, "a", "2019-02"), "10/20 1/1 ");
    // It began in the quarter, of which it has only a part.
    assert_eq!(all(&made, "a", "2019-Q1"), "- 0/1 thue");
    // No month lacks it.
    let point = made.cumulative("a");
    assert_eq!((told(point), months(point)), ("29/50".into(), "3/3".into()));
    assert!(made.missing(point).is_empty());
}

#[test]
fn a_field_given_by_quarters_is_not_missing_in_a_month() {
    let month = |n: u32| format!("a 2019-0{n} dat-dai 9/10\n");
    let dat_dai: String = (1..7).map(month).collect();
    let made = ratio(&format!("{dat_dai}a 2019-Q1 thue 1/10"));
    assert_eq!(all(&made, "a", "2019-02"), "9/10 1/1 ");
    assert_eq!(all(&made, "a", "2019-Q1"), "28/40 1/1 ");
    assert_eq!(all(&made, "a", "2019-05"), "9/10 1/1 ");
    assert_eq!(all(&made, "a", "2019-Q2"), "- 0/1 thue");
    // Only in the first quarter's months are all fields there; the second quarter lacks one.
    let point = made.cumulative("a");
    assert_eq!((told(point), months(point)), ("55/70".into(), "3/6".into()));
    assert_eq!(made.missing(point), ["thue"]);
}

#[test]
fn rows_without_a_field_are_taken_for_their_days_and_fields_for_the_others() {
    // The quarter's row stands for its months.
    let rows = "a 2019-Q1 20/30\na 2019-01 thue 1/2\na 2019-04 thue 3/4\na 2019-04 dat-dai 1/4";
    let point_of = |made: &Computed| {
        let point = made.cumulative("a");
        (told(point), months(point), made.missing(point).join(" "))
    };
    let made = ratio(rows);
    assert_eq!(
        point_of(&made),
        ("24/38".into(), "4/4".into(), String::new())
    );
    // What overlaps its days in part is left out.
    let made = ratio("a 2019-02 20/30\na 2019-Q1 thue 7/10\na 2019-01 thue 3/4");
    assert_eq!(
        point_of(&made),
        ("23/34".into(), "2/2".into(), String::new())
    );
    // A bare row goes into no sum, but what it says of its days no field contradicts.
    let made = ratio("a 2019-01 66\na 2019-01 thue 1/2\na 2019-02 thue 3/4");
    assert_eq!(made.told("a", "2019-01"), "=66");
    assert_eq!(point_of(&made).0, "3/4");
    let made = ratio("a 2019-01 66\na 2019-01 thue 1/2");
    assert_eq!(point_of(&made).0, "=66");
}

#[test]
fn a_field_is_missing_in_a_cumulative_figure_where_any_of_it_is() {
    // July alone lacks a field that has its nine months; those of the other begin in July.
    let made = ratio("a 2019-05 thue 1/2\na 2019-9M thue 7/10\na 2019-07 dat-dai 1/4");
    assert_eq!(all(&made, "a", "2019-07"), "- 0/1 thue");
    let point = made.cumulative("a");
    assert_eq!(
        (told(point).as_str(), made.missing(point)),
        ("8/14", vec!["dat-dai"])
    );
    // Nothing of a field is lost that began within another's quarter.
    let made = ratio("a 2019-Q1 thue 7/10\na 2019-02 dat-dai 1/4\na 2019-03 dat-dai 1/4");
    assert_eq!(all(&made, "a", "2019-Q1"), "- 0/1 dat-dai");
    assert!(made.missing(made.cumulative("a")).is_empty());
}

#[test]
fn a_stock_is_the_last_of_the_rows_and_fields() {
    let keys = "kind = \"count\"; over_time = \"last\"";
    let last = |rows: &str| told(site("a").indicator(keys).rows(rows).made().cumulative("a"));
    assert_eq!(
        last("a 2019-01 thue 5\na 2019-01 dat-dai 7\na 2019-02 11"),
        "11"
    );
    assert_eq!(
        last("a 2019-01 11\na 2019-02 thue 5\na 2019-02 dat-dai 7"),
        "12"
    );
    assert_eq!(
        last("a 2019-01 thue 5\na 2019-01 dat-dai 7\na 2019-02 thue 6"),
        "13"
    );
}

#[test]
fn a_bare_field_is_there_and_makes_no_longer_period() {
    let rows = "a 2019-01 dat-dai 9/10\na 2019-02 dat-dai 9/10\na 2019-03 dat-dai 9/10
                a 2019-01 thue 50\na 2019-02 thue 50\na 2019-03 thue 50";
    let made = ratio(rows);
    assert_eq!(all(&made, "a", "2019-01"), "9/10 1/1 ");
    assert_eq!(all(&made, "a", "2019-Q1"), "- 0/1 thue");
    assert_eq!(months(made.cumulative("a")), "3/3");
}

const BELOW: &str = "a 2019-01 thue 1/2\na 2019-01 dat-dai 1/2\na 2019-02 thue 1/2
    b 2019-01 thue 3/4\nb 2019-02 thue 3/4\nc 2019-01 7/8\nc 2019-02 7/8";

#[test]
fn above_it_those_are_pooled_that_have_one_and_each_field_of_those_that_gave_it() {
    let made = site("city, a<city, b<city, c<city").indicator("kind = \"ratio\"");
    let made = made.rows(BELOW).made();
    assert_eq!(all(&made, "city", "2019-01"), "12/16 3/3 ");
    assert_eq!(all(&made, "city", "2019-02"), "10/12 2/3 ");
    assert_eq!(all(&made, "city thue", "2019-02"), "4/6 2/3 ");
    let point = made.cumulative("city");
    assert_eq!(told(point), "23/30");
    assert_eq!(
        (coverage(point), months(point)),
        ("3/3".into(), "5/6".into())
    );
    assert!(made.missing(point).is_empty());
}

#[test]
fn in_its_own_total_a_unit_counts_as_not_reported() {
    let made = site("a, b<a, c<a").indicator("kind = \"ratio\"");
    let made = made.rows(BELOW).made();
    assert_eq!(all(&made, "a", "2019-01"), "12/16 3/3 ");
    assert_eq!(all(&made, "a", "2019-02"), "10/12 2/3 dat-dai");
    assert_eq!(made.at("a", "2019-02").own_figure(), OwnFigure::Nothing);
    let point = made.cumulative("a");
    assert_eq!(
        (told(point), told_own(point)),
        ("23/30".into(), "3/6".into())
    );
    assert_eq!(made.missing(point), ["dat-dai"]);
    assert_eq!(
        (coverage(point), months(point)),
        ("3/3".into(), "5/6".into())
    );
}

fn total(rows: &str) -> Computed {
    let keys = "kind = \"ratio\"; reported = \"total\"; reporters = [\"unit\"]";
    site("a, b<a, c<a").indicator(keys).rows(rows).made()
}

#[test]
fn total_the_sum_below_stands_where_a_field_is_left_out() {
    let made = total(BELOW);
    assert_eq!(all(&made, "a", "2019-01"), "2/4 3/3 ");
    assert_eq!(all(&made, "a", "2019-02"), "10/12 2/3 dat-dai");
    // January is its own, February of those below: three units' months, then two.
    let point = made.cumulative("a");
    assert_eq!(
        (told(point), told_own(point)),
        ("12/16".into(), "3/6".into())
    );
    assert_eq!(
        (coverage(point), months(point)),
        ("3/3".into(), "5/6".into())
    );
    assert_eq!(made.missing(point), ["dat-dai"]);
    // Where nothing is below, there is what there is.
    let made = total("a 2019-01 thue 1/2\na 2019-01 dat-dai 1/2\na 2019-02 thue 1/2");
    assert_eq!(all(&made, "a", "2019-02"), "- 0/3 dat-dai");
    assert_eq!(told(made.cumulative("a")), "3/6");
}

fn every_field(rows: &str) -> Computed {
    let keys = "kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"";
    site("a").indicator(keys).rows(rows).made()
}

#[test]
fn a_missing_field_is_never_met_under_every_field() {
    let made = every_field(LEFT_OUT);
    let point = made.at("a", "2019-06");
    assert_eq!(point.status, Status::NoData);
    assert_eq!(made.failing(point), Some(vec![]));
    // What is known of it over the campaign fails.
    assert_eq!(made.cumulative("a").status, Status::Missed);
    assert_eq!(made.failing(made.cumulative("a")), Some(vec!["thue"]));
}

/// What was left out: `dat-dai 2019-06`.
fn left_out(made: &Computed, unit: &str) -> Vec<String> {
    let figures = made.figures.of(crate::model::IndicatorId(0));
    let of = figures.left_out[made.unit(unit).0 as usize].iter();
    let key = |one: &crate::figures::LeftOut| &made.campaign.fields.get(one.field).key;
    of.map(|one| format!("{} {}", key(one), one.period))
        .collect()
}

#[test]
fn what_was_left_out_is_owed() {
    assert_eq!(left_out(&ratio(LEFT_OUT), "a"), ["thue 2019-06"]);
    // Not where a row without a field stands for all.
    let made = ratio(&format!("{LEFT_OUT}a 2019-06 180/200"));
    assert!(left_out(&made, "a").is_empty());
    // A quarter is due when it has ended.
    let month = |n: u32| format!("a 2019-0{n} dat-dai 9/10\n");
    let rows = |months: u32| {
        let dat_dai: String = (1..=months).map(month).collect();
        format!("{dat_dai}a 2019-Q1 thue 1/10")
    };
    assert!(left_out(&ratio(&rows(5)), "a").is_empty());
    assert_eq!(left_out(&ratio(&rows(6)), "a"), ["thue 2019-Q2"]);
    // A month is missing though the others gave the quarter as a whole.
    let made = ratio("a 2019-Q1 dat-dai 9/10\na 2019-01 thue 1/2\na 2019-03 thue 1/2");
    assert_eq!(left_out(&made, "a"), ["thue 2019-02"]);
    assert_eq!(all(&made, "a", "2019-Q1"), "- 0/1 thue");
}

fn sparse(rows: &str) -> Site {
    site("a, b")
        .indicator(&format!("{TARGET}; sparse_fields = true"))
        .rows(rows)
}

#[test]
fn a_sparse_field_without_a_row_had_nothing_arising() {
    let made = sparse(LEFT_OUT).made();
    assert_eq!(all(&made, "a", "2019-06"), "95/100 1/1 ");
    assert_eq!(all(&made, "a thue", "2019-06"), "0/0 1/1 ");
    assert_eq!(all(&made, "a", "2019-Q2"), "345/500 1/1 ");
    assert_eq!(all(&made, "a thue", "2019-Q2"), "60/200 1/1 ");
    assert_eq!(months(made.cumulative("a")), "6/6");
    assert!(left_out(&made, "a").is_empty());
    // Also before its first row: the quarter is whole.
    let made = sparse("a 2019-01 dat-dai 9/10\na 2019-02 dat-dai 9/10\na 2019-03 dat-dai 9/10\na 2019-02 thue 1/2").made();
    assert_eq!(all(&made, "a", "2019-Q1"), "28/32 1/1 ");
    assert_eq!(all(&made, "b", "2019-01"), "none");
    // A row that says that there is no figure is one.
    let rows = "a 2019-01 dat-dai 9/10\na 2019-01 thue -\na 2019-02 thue 1/2";
    let made = sparse(rows).made();
    assert_eq!(all(&made, "a", "2019-01"), "9/10 1/1 ");
    let made = sparse(&format!("{rows}\na 2019-03 dat-dai 9/10\na 2019-03 thue -")).made();
    assert_eq!(all(&made, "a", "2019-02"), "1/2 1/1 ");
    assert_eq!(all(&made, "a", "2019-03"), "- 0/1 thue");
    assert_eq!(left_out(&made, "a"), ["thue 2019-03"]);
}

#[test]
fn a_sparse_field_given_for_longer_periods_arose_in_their_months() {
    let rows = "a 2019-01 dat-dai 9/10\na 2019-02 dat-dai 9/10\na 2019-03 dat-dai 9/10
                a 2019-04 dat-dai 9/10\na 2019-05 dat-dai 9/10\na 2019-06 dat-dai 9/10
                a 2019-Q1 thue 1/2";
    let made = sparse(rows).made();
    assert_eq!(all(&made, "a thue", "2019-02"), "none");
    assert_eq!(all(&made, "a", "2019-Q1"), "28/32 1/1 ");
    assert_eq!(all(&made, "a thue", "2019-Q2"), "0/0 1/1 ");
    assert_eq!(all(&made, "a", "2019-H1"), "55/62 1/1 ");
    // A month and the quarter that holds it, both of the other field.
    let rows =
        "a 2019-01 dat-dai 1/2\na 2019-Q1 dat-dai 3/4\na 2019-04 dat-dai 1/2\na 2019-04 thue 1/2";
    assert_eq!(all(&sparse(rows).made(), "a", "2019-Q1"), "3/4 1/1 ");
    // What it gave in a part of a longer period contradicts that nothing arose there.
    let made = sparse("a 2019-Q1 dat-dai 9/10\na 2019-02 thue 1/2").made();
    assert_eq!(all(&made, "a", "2019-Q1"), "- 0/1 thue");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sparse_is_as_if_rows_said_so(
        given in proptest::collection::vec(
            proptest::option::weighted(0.6, (0..=50_u32, 50..=90_u32)),
            3 * 6,
        ),
        kind in prop::sample::select(vec!["ratio", "count", "mean"]),
    ) {
        let fields = ["dat-dai", "thue", "ho-tich"];
        let cell = |month: usize, field: usize| given[month * 3 + field];
        let rows = |is_filled: bool| {
            let mut rows = String::new();
            for month in 0..6 {
                let is_any = (0..3).any(|field| cell(month, field).is_some());
                for (at, field) in fields.iter().enumerate() {
                    let ever = (0..6).any(|month| cell(month, at).is_some());
                    let figure = match (cell(month, at), kind) {
                        (Some((a, b)), "ratio") => format!("{a}/{b}"),
                        (Some((a, b)), "mean") => format!("{a}@{b}"),
                        (Some((a, _)), _) => a.to_string(),
                        (None, _) if is_filled && is_any && ever => "none".into(),
                        (None, _) => continue,
                    };
                    rows += &format!("a 2019-0{} {field} {figure}\n", month + 1);
                }
            }
            rows
        };
        if rows(false).is_empty() {
            return Ok(());
        }
        let site = |keys: &str| site("city, a<city").indicator(&format!("kind = \"{kind}\"{keys}"));
        let one = site("; sparse_fields = true").rows(&rows(false)).made();
        let other = site("").rows(&rows(true)).made();
        for who in ["city", "a", "whole"] {
            prop_assert_eq!(one.standing(who), other.standing(who));
        }
        // Without the key nothing is filled in: what has a figure has every field that was given before.
        let made = site("").rows(&rows(false)).made();
        for month in 0..6 {
            let expected = (0..3).filter(|&field| (0..=month).any(|before| cell(before, field).is_some()));
            let expected: Vec<usize> = expected.collect();
            let has = |field: &usize| cell(month, *field).is_some();
            let point = made.track("a").at(period(&format!("2019-0{}", month + 1)));
            let is_whole = expected.iter().all(has) && !expected.is_empty();
            let is_any = expected.iter().any(has);
            prop_assert_eq!(point.is_some(), is_any);
            prop_assert_eq!(point.is_some_and(|point| point.figure.is_some()), is_whole);
            let missing = point.map_or(0, |point| point.missing_fields().len());
            let lacks = expected.iter().filter(|field| !has(field)).count();
            prop_assert_eq!(missing, if is_any { lacks } else { 0 });
        }
    }
}
