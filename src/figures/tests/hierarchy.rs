//! Own figures and totals, with who owes and who gave.

use crate::figures::OwnFigure;
use crate::figures::testing::{Computed, Site, coverage, months, site, span, told, told_own};
use crate::model::IndicatorId;

const TREE: &str = "city, b<city, c<city, d<b, e<b";

fn own(rows: &str) -> Computed {
    site(TREE).indicator("kind = \"ratio\"").rows(rows).made()
}

#[test]
fn own_a_total_is_the_own_figure_and_the_totals_below() {
    let made = own("city 2019-01 1/2\nb 2019-01 2/3\nc 2019-01 3/4\nd 2019-01 4/5\ne 2019-01 5/6");
    assert_eq!(made.told("d", "2019-01"), "4/5");
    assert_eq!(made.told("b", "2019-01"), "11/14");
    assert_eq!(told_own(made.at("b", "2019-01")), "2/3");
    assert_eq!(made.told("city", "2019-01"), "15/20");
    assert_eq!(told_own(made.at("city", "2019-01")), "1/2");
    assert_eq!(coverage(made.at("city", "2019-01")), "5/5");
    assert_eq!(made.told("whole", "2019-01"), "15/20");
    assert_eq!(told(made.cumulative("city")), "15/20");
    assert_eq!(told_own(made.cumulative("b")), "2/3");
}

#[test]
fn a_unit_that_reports_nothing_has_the_total_below_and_no_own_figure() {
    let made = own("d 2019-01 4/5");
    assert_eq!(made.told("city", "2019-01"), "4/5");
    assert_eq!(made.at("city", "2019-01").own_figure(), OwnFigure::Nothing);
    assert_eq!(made.at("d", "2019-01").own_figure(), OwnFigure::Same);
    assert_eq!(made.told("c", "2019-01"), "none");
}

#[test]
fn the_whole_is_the_pool_of_the_units_without_a_parent() {
    let site = site("a, b<a, c").indicator("kind = \"ratio\"");
    let made = site.rows("b 2019-01 1/2\nc 2019-01 3/4").made();
    assert_eq!(made.told("whole", "2019-01"), "4/6");
    assert_eq!(told(made.cumulative("whole")), "4/6");
    assert_eq!(coverage(made.at("whole", "2019-01")), "2/2");
    assert_eq!(months(made.cumulative("whole")), "2/2");
}

#[test]
fn coverage_counts_the_units_that_owe_and_gave_at_or_below() {
    // All five ever reported, so all five owe each month.
    let rows = "city 2019-01 1/2\nb 2019-01 2/3\nb 2019-02 1/1\nc 2019-02 3/4\nd 2019-01 4/5\ne 2019-02 5/6";
    let made = own(rows);
    assert_eq!(coverage(made.at("city", "2019-01")), "3/5");
    assert_eq!(coverage(made.at("b", "2019-01")), "2/3");
    assert_eq!(coverage(made.at("b", "2019-02")), "2/3");
    assert_eq!(coverage(made.cumulative("b")), "3/3");
    assert_eq!(months(made.cumulative("b")), "4/6");
    assert_eq!(months(made.cumulative("city")), "6/10");
}

#[test]
fn reporters_owe_whether_they_ever_reported_or_not() {
    let site = site("city kind:city, b<city kind:ward, c<city kind:ward")
        .indicator("kind = \"ratio\"; reporters = [\"ward\"]");
    let made = site.rows("b 2019-01 1/2\ncity 2019-01 5/6").made();
    // The city's own figure goes in, though it owes none and so counts nowhere.
    assert_eq!(made.told("city", "2019-01"), "6/8");
    assert_eq!(coverage(made.at("city", "2019-01")), "1/2");
    assert_eq!(coverage(made.cumulative("city")), "1/2");
    assert_eq!(coverage(made.cumulative("c")), "0/1");
    assert_eq!(months(made.cumulative("c")), "0/1");
}

const THREE_KINDS: &str = "kind = \"ratio\"; reporters = [\"district\", \"ward\", \"office\"]";

fn of_three_kinds(more: &str, rows: &str) -> Computed {
    let units = "b kind:district, c kind:district, d<b kind:ward, e<b kind:ward, f kind:office";
    let site = site(units).indicator(&format!("{THREE_KINDS}; {more}"));
    site.rows(rows).made()
}

#[test]
fn a_field_that_a_kind_of_unit_never_gives_is_not_owed_by_it() {
    let rows =
        "b 2019-01 dat-dai 1/2\nd 2019-01 ho-tich 2/3\nd 2019-02 dat-dai -\nf 2019-01 ho-tich none";
    let made = of_three_kinds("", rows);
    // Two districts, of which one gave it; neither the wards nor the office.
    assert_eq!(coverage(made.at("whole dat-dai", "2019-01")), "1/2");
    assert_eq!(coverage(made.at("b dat-dai", "2019-01")), "1/1");
    assert_eq!(months(made.cumulative("whole dat-dai")), "1/2");
    // Two wards and the office.
    assert_eq!(coverage(made.at("whole ho-tich", "2019-01")), "2/3");
    assert_eq!(coverage(made.at("b ho-tich", "2019-01")), "1/2");
    assert_eq!(coverage(made.cumulative("b ho-tich")), "1/2");
    // The overall figure is owed by all as before.
    assert_eq!(coverage(made.at("whole", "2019-01")), "3/5");
    let figures = made.figures.of(IndicatorId(0));
    let told: Vec<String> = figures
        .owes_field
        .iter()
        .map(|(_, owes)| {
            owes.iter()
                .map(|owes| if *owes { '1' } else { '0' })
                .collect()
        })
        .collect();
    assert_eq!(told, ["11000", "00111"]);
}

#[test]
fn a_kind_of_unit_that_gave_nothing_owes_every_field() {
    let made = of_three_kinds("", "b 2019-01 dat-dai 1/2\nc 2019-01 dat-dai 1/2");
    assert_eq!(coverage(made.at("whole dat-dai", "2019-01")), "2/5");
    // An overall figure is something: it says that the kind reports without that field.
    let made = of_three_kinds("", "b 2019-01 dat-dai 1/2\nd 2019-01 1/2");
    assert_eq!(coverage(made.at("whole dat-dai", "2019-01")), "1/3");
}

#[test]
fn a_total_in_a_field_stands_for_those_below_that_owe_the_field() {
    let rows = "b 2019-01 dat-dai 1/2\nb 2019-01 ho-tich 5/9\nd 2019-01 ho-tich 2/3";
    let made = of_three_kinds("reported = \"total\"", rows);
    assert_eq!(coverage(made.at("b dat-dai", "2019-01")), "1/1");
    assert_eq!(coverage(made.cumulative("b dat-dai")), "1/1");
    assert_eq!(months(made.cumulative("b dat-dai")), "1/1");
    assert_eq!(coverage(made.at("b ho-tich", "2019-01")), "3/3");
}

#[test]
fn nothing_arising_is_reported() {
    let made = own("d 2019-01 none\ne 2019-01 1/2");
    assert_eq!(coverage(made.at("b", "2019-01")), "2/2");
    assert_eq!(made.told("b", "2019-01"), "1/2");
}

fn total(more: &str) -> Site {
    site(TREE).indicator(&format!("kind = \"ratio\"; reported = \"total\"; {more}"))
}

#[test]
fn total_the_own_figure_is_the_total_where_there_is_one() {
    let rows = "b 2019-01 20/30\nd 2019-01 4/5\ne 2019-01 5/6\nc 2019-01 1/2\nd 2019-02 1/1";
    let made = total("").rows(rows).made();
    assert_eq!(made.told("b", "2019-01"), "20/30");
    assert_eq!(made.at("b", "2019-01").own_figure(), OwnFigure::Same);
    // Where it has none: the sum of its subordinates.
    assert_eq!(made.told("b", "2019-02"), "1/1");
    assert_eq!(coverage(made.at("b", "2019-02")), "1/3");
    assert_eq!(made.told("city", "2019-01"), "21/32");
    assert_eq!(made.findings, ["subordinates-differ"]);
}

#[test]
fn total_an_own_figure_counts_as_full_coverage_of_what_is_below() {
    let rows = "b 2019-01 20/30\nd 2019-02 4/5\ne 2019-02 5/6\nb 2019-02 9/11";
    let made = total("").rows(rows).made();
    assert_eq!(coverage(made.at("b", "2019-01")), "3/3");
    assert_eq!(told(made.cumulative("b")), "29/41");
    assert_eq!(coverage(made.cumulative("b")), "3/3");
    // Two months of b, d and e each.
    assert_eq!(months(made.cumulative("b")), "6/6");
    assert_eq!(months(made.cumulative("d")), "1/2");
    assert_eq!(span(made.cumulative("b")), "2019-01..2019-02");
    assert!(made.findings.is_empty());
}

#[test]
fn total_a_cumulative_figure_is_chosen_among_the_periods_of_both() {
    // January and February are b's own, March is of d and e.
    let rows = "b 2019-01 20/30\nb 2019-02 21/30\nd 2019-02 1/2\nd 2019-03 4/5\ne 2019-03 5/6";
    let made = total("").rows(rows).made();
    assert_eq!(told(made.cumulative("b")), "50/71");
    assert_eq!(told_own(made.cumulative("b")), "41/60");
    assert_eq!(span(made.cumulative("b")), "2019-01..2019-03");
    // Of its own two months all three, of March those that gave it.
    assert_eq!(months(made.cumulative("b")), "8/9");
    assert_eq!(coverage(made.cumulative("b")), "3/3");
    // Months below cover the quarter's days in more periods.
    let rows = "b 2019-Q1 20/30\nd 2019-01 1/2\nd 2019-02 1/2\nd 2019-03 1/2";
    let made = total("").rows(rows).made();
    assert_eq!(told(made.cumulative("b")), "3/6");
    assert_eq!(months(made.cumulative("b")), "3/6");
    assert_eq!(coverage(made.cumulative("b")), "2/2");
    // Two months below do not.
    let rows = "b 2019-Q1 20/30\nd 2019-01 1/2\nd 2019-02 1/2";
    assert_eq!(told(total("").rows(rows).made().cumulative("b")), "20/30");
}

#[test]
fn total_each_subordinate_gives_what_it_has_of_the_other_days() {
    // d by months, e by quarters: with b's own April nothing of theirs is lost.
    let rows = "b 2019-04 7/10\nd 2019-01 1/2\nd 2019-02 1/2\nd 2019-03 1/2\ne 2019-Q1 4/8";
    let made = total("").rows(rows).made();
    assert_eq!(told(made.cumulative("b")), "14/24");
    // A bare value of its own speaks for its days.
    let rows = "b 2019-01 85\nd 2019-01 1/2\nd 2019-02 3/4\nb 2019-03 5/6";
    assert_eq!(told(total("").rows(rows).made().cumulative("b")), "8/10");
}

#[test]
fn total_a_stock_is_the_last_of_the_own_and_those_below() {
    let site = site(TREE).indicator("kind = \"count\"; over_time = \"last\"; reported = \"total\"");
    let last = |rows: &str| told(site.clone().rows(rows).made().cumulative("b"));
    assert_eq!(last("b 2019-11 15\nd 2019-9M 50"), "15");
    assert_eq!(last("b 2019-02 15\nd 2019-03 20\ne 2019-03 3"), "23");
}

#[test]
fn total_a_difference_is_told_only_where_all_below_reported() {
    let rows = "b 2019-01 20/30\nd 2019-01 4/5\ne 2019-02 5/6";
    assert!(total("").rows(rows).made().findings.is_empty());
    // Below the city b has a total, but not of both d and e.
    let rows = "city 2019-01 20/30\nc 2019-01 1/1\nd 2019-01 4/5\ne 2019-02 5/6";
    assert!(total("").rows(rows).made().findings.is_empty());
    let rows = "city 2019-01 20/30\nc 2019-01 1/1\nd 2019-01 4/5\ne 2019-01 5/6";
    assert_eq!(
        total("").rows(rows).made().findings,
        ["subordinates-differ"]
    );
}

#[test]
fn fields_go_up_by_themselves() {
    let made =
        own("d 2019-01 thue 4/5\ne 2019-01 dat-dai 5/6\nc 2019-01 thue 1/2\nb 2019-01 thue 2/2");
    assert_eq!(made.told("b thue", "2019-01"), "6/7");
    assert_eq!(told_own(made.at("b thue", "2019-01")), "2/2");
    assert_eq!(made.told("city thue", "2019-01"), "7/9");
    assert_eq!(made.told("city dat-dai", "2019-01"), "5/6");
    assert_eq!(made.told("city", "2019-01"), "12/15");
    assert_eq!(told(made.cumulative("whole thue")), "7/9");
}

#[test]
fn a_unit_owes_only_the_periods_wholly_within_its_days() {
    let units = "city, b<city from:2019-03-01, c<city to:2019-04-15";
    let made = site(units).indicator("kind = \"ratio\"").rows(
        "b 2019-03 1/1
         b 2019-05 1/1
         c 2019-03 2/2
         c 2019-04 4/4
         c 2019-02 8/8",
    );
    let made = made.made();
    // b does not owe February, c does.
    assert_eq!(coverage(made.at("city", "2019-02")), "1/1");
    assert_eq!(coverage(made.at("city", "2019-03")), "2/2");
    // April only overlaps c's days: its figure counts, though it is not owed.
    assert_eq!(made.told("city", "2019-04"), "4/4");
    assert_eq!(coverage(made.at("city", "2019-04")), "0/1");
    assert_eq!(coverage(made.at("city", "2019-05")), "1/1");
    // b owes March to May and gave two of them, c January to March and gave two of these.
    assert_eq!(months(made.cumulative("b")), "2/3");
    assert_eq!(months(made.cumulative("c")), "2/3");
    assert_eq!(told(made.cumulative("c")), "14/14");
    assert_eq!(months(made.cumulative("city")), "4/6");
    assert_eq!(coverage(made.cumulative("city")), "2/2");
}

#[test]
fn a_unit_that_ended_before_the_campaign_owes_nothing() {
    let units = "city, b<city to:2018-12-31, c<city";
    let made = site(units).indicator("kind = \"ratio\"; reporters = [\"unit\"]");
    let made = made
        .rows("b 2018-12 1/1\nc 2019-01 2/2\ncity 2019-01 1/1")
        .made();
    assert_eq!(coverage(made.at("city", "2019-01")), "2/2");
    assert_eq!(coverage(made.at("city", "2018-12")), "1/3");
    assert_eq!(coverage(made.cumulative("b")), "0/0");
    assert_eq!(months(made.cumulative("city")), "2/2");
}

#[test]
fn a_cumulative_span_is_of_all_that_went_in() {
    let made = own("b 2019-06 1/1\nd 2019-03 1/1\ne 2019-09 1/1");
    assert_eq!(span(made.cumulative("b")), "2019-03..2019-09");
    assert_eq!(span(made.cumulative("d")), "2019-03..2019-03");
    assert_eq!(span(made.cumulative("whole")), "2019-03..2019-09");
    assert_eq!(span(made.cumulative("c")), "");
}

#[test]
fn months_beyond_the_latest_period_are_not_owed_and_not_counted() {
    // Only d gave April, so March is the latest.
    let made = own("d 2019-03 1/1\nd 2019-04 1/1\ne 2019-03 1/1\nb 2019-03 1/1");
    assert_eq!(made.latest().as_deref(), Some("2019-03"));
    assert_eq!(months(made.cumulative("d")), "1/3");
    assert_eq!(told(made.cumulative("d")), "2/2");
}

#[test]
fn points_have_the_same_reporters_where_the_same_units_gave() {
    let rows = "a 2019-01 1/2\nb 2019-01 1/2\na 2019-02 3/4\nb 2019-02 1/2\na 2019-03 1/2\nc 2019-03 1/2\nc 2019-04 1/2\na 2019-04 1/2";
    let made = site("a, b, c").days("2019-01-01", "2019-12-31");
    let made = made.indicator("kind = \"ratio\"").rows(rows).made();
    let of = |month: &str| made.at("whole", month).reporters;
    // Two of three in each month.
    assert_eq!(of("2019-01"), of("2019-02"));
    assert_ne!(of("2019-02"), of("2019-03"));
    assert_eq!(of("2019-03"), of("2019-04"));
}

#[test]
fn who_gave_a_bare_value_is_not_behind_the_pool() {
    let rows = "a 2019-01 1/2\nb 2019-01 1/2\na 2019-02 1/2\nb 2019-02 50\na 2019-03 1/2";
    let made = site("a, b").indicator("kind = \"ratio\"").rows(rows).made();
    let of = |unit: &str, month: &str| made.at(unit, month).reporters;
    assert_ne!(of("whole", "2019-01"), of("whole", "2019-02"));
    assert_eq!(of("whole", "2019-02"), of("whole", "2019-03"));
    assert_eq!(of("b", "2019-01"), of("b", "2019-02"));
}

#[test]
fn a_total_of_its_own_is_not_the_sum_of_the_same_units() {
    let rows = "b 2019-01 1/2\nc 2019-01 1/2\na 2019-02 2/4\nb 2019-02 1/2\nc 2019-02 1/2";
    let site = site("a, b<a, c<a").indicator("kind = \"ratio\"; reported = \"total\"");
    let made = site.rows(rows).made();
    assert_ne!(
        made.at("a", "2019-01").reporters,
        made.at("a", "2019-02").reporters
    );
}
