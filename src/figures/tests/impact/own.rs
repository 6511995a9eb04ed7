//! The unit's own side: which months, how many, and what they pool to.

use super::{impacts, ratio, run, told};
use crate::figures::Status;
use crate::figures::testing::{coverage, site, span, told as told_point};

/// Nine months 1/10 … 9/10 from January on.
const RISING: &str = "1/10 2/10 3/10 4/10 5/10 6/10 7/10 8/10 9/10";

#[test]
fn the_pools_before_and_after_the_start_month() {
    // May: 1+2+3+4 of 40 before, 6+7+8+9 of 40 after; the 5 of May is on neither side.
    let made = ratio("a", &run("a", 1, RISING))
        .initiative("m a 2019-05 x")
        .made();
    assert_eq!(told(&made, "m"), ["a x 2019-05 4: 10/40 30/40 +50 | -"]);
}

#[test]
fn a_side_has_three_to_six_months_and_both_have_as_many() {
    let made = |months: usize, start: &str| {
        let rows = run("a", 1, &vec!["1/2"; months].join(" "));
        let site = ratio("a", &rows).initiative(&format!("m a {start} x"));
        told(&site.made(), "m").first().cloned()
    };
    let k = |k: u32, start: &str| {
        Some(format!(
            "a x {start} {k}: {k}/{n} {k}/{n} +0 | -",
            n = 2 * k
        ))
    };
    assert_eq!(made(15, "2019-08"), k(6, "2019-08"));
    assert_eq!(made(15, "2019-07"), k(6, "2019-07"));
    assert_eq!(made(15, "2019-10"), k(5, "2019-10"));
    assert_eq!(made(15, "2019-04"), k(3, "2019-04"));
    assert_eq!(made(15, "2019-12"), k(3, "2019-12"));
    assert_eq!(made(15, "2019-03"), None);
    assert_eq!(made(15, "2020-01"), None);
    // One month less or more decides.
    assert_eq!(made(6, "2019-04"), None);
    assert_eq!(made(7, "2019-04"), k(3, "2019-04"));
    // Dates that no figures are near.
    assert_eq!(made(15, "2025-01"), None);
    assert_eq!(made(15, "1850-01"), None);
    assert_eq!(made(15, "2199-12"), None);
    assert_eq!(made(15, "1900-01"), None);
}

#[test]
fn a_gap_ends_the_months_and_the_start_month_needs_none() {
    let told = |rows: &str| told(&ratio("a", rows).initiative("m a 2019-05 x").made(), "m");
    // May itself is on neither side.
    assert_eq!(
        told(&run("a", 1, "1/10 2/10 3/10 4/10 . 6/10 7/10 8/10 9/10")),
        ["a x 2019-05 4: 10/40 30/40 +50 | -"]
    );
    // Without January three are left on one side, so three on the other.
    assert_eq!(
        told(&run("a", 2, "2/10 3/10 4/10 5/10 6/10 7/10 8/10 9/10")),
        ["a x 2019-05 3: 9/30 21/30 +40 | -"]
    );
    // A gap in August leaves two after it, which are too few.
    assert!(told(&run("a", 1, "1/10 2/10 3/10 4/10 5/10 6/10 7/10 . 9/10")).is_empty());
    // "No figure" is a gap too, "nothing arose" is not.
    assert!(told(&run("a", 1, "1/10 2/10 3/10 4/10 5/10 6/10 7/10 - 9/10")).is_empty());
    assert_eq!(
        told(&run("a", 1, "1/10 2/10 3/10 4/10 5/10 6/10 7/10 none 9/10")),
        ["a x 2019-05 4: 10/40 22/30 +48.33 | -"]
    );
}

#[test]
fn a_side_on_which_nothing_arose_has_no_value() {
    let told = |rows: &str| told(&ratio("a", rows).initiative("m a 2019-05 x").made(), "m");
    let rows = |before: &str, after: &str| {
        run(
            "a",
            1,
            &format!("{before} {before} {before} 1/2 1/2 {after} {after} {after}"),
        )
    };
    assert_eq!(told(&rows("0/0", "1/2")).len(), 1);
    let nothing = run("a", 2, "0/0 0/0 0/0 1/2 1/2 1/2 1/2");
    assert!(told(&nothing).is_empty());
    let nothing = run("a", 2, "1/2 1/2 1/2 1/2 0/0 0/0 none");
    assert!(told(&nothing).is_empty());
}

#[test]
fn the_start_is_the_month_of_a_day_and_a_year_is_too_vague() {
    let rows = run("a", 1, RISING);
    let at = |started: &str| {
        let site = ratio("a", &rows).initiative(&format!("m a {started} x"));
        told(&site.made(), "m")
    };
    assert_eq!(at("2019-05-01"), at("2019-05"));
    assert_eq!(at("31/05/2019"), at("2019-05"));
    assert_eq!(at("2019-05").len(), 1);
    assert!(at("2019").is_empty());
}

#[test]
fn what_is_coarser_than_a_month_is_no_month() {
    // Quarters are made of the months, a quarter given by itself makes none.
    let rows = "a 2019-Q1 3/10\na 2019-04 1/10\na 2019-05 5/10\na 2019-Q3 9/10\na 2019-06 1/10";
    let made = ratio("a", rows).initiative("m a 2019-05 x").made();
    assert!(told(&made, "m").is_empty());
    let made = ratio("a", &(run("a", 1, RISING) + "a 2019-Q1 6/30\n"))
        .initiative("m a 2019-05 x")
        .made();
    assert_eq!(told(&made, "m"), ["a x 2019-05 4: 10/40 30/40 +50 | -"]);
}

#[test]
fn months_outside_the_days_of_the_campaign_count_too() {
    let site = ratio("a", &run("a", 1, RISING)).initiative("m a 2019-05 x");
    let made = site.days("2019-05-01", "2019-12-31").made();
    assert_eq!(told(&made, "m"), ["a x 2019-05 4: 10/40 30/40 +50 | -"]);
}

#[test]
fn means_are_weighted_counts_are_added_and_stocks_stand_as_at_the_end() {
    let told = |keys: &str, figures: &str| {
        let site = site("a").indicator(keys).rows(&run("a", 1, figures));
        told(&site.initiative("m a 2019-04 x").made(), "m")
    };
    // (4·10 + 3·20 + 5·10) / 40 = 3.75; (4·10 + 5·10 + 4.5·20) / 40 = 4.5
    assert_eq!(
        told("kind = \"mean\"", "4@10 3@20 5@10 1@1 4@10 5@10 4.5@20"),
        ["a x 2019-04 3: 150:40 180:40 +0.75 | -"]
    );
    assert_eq!(
        told("kind = \"count\"; whole = false", "1 2 3 100 4 5 6.5"),
        ["a x 2019-04 3: 6 15.5 +9.5 | -"]
    );
    assert_eq!(
        told("kind = \"count\"; over_time = \"last\"", "1 2 3 100 4 9 6"),
        ["a x 2019-04 3: 3 6 +3 | -"]
    );
    // A ratio that is no percentage changes by its plain value.
    assert_eq!(
        told(
            "kind = \"ratio\"; unit = \"ngày\"",
            "3/2 3/2 3/2 1/1 1/2 1/2 2/2"
        ),
        ["a x 2019-04 3: 9/6 4/6 -0.83 | -"]
    );
}

#[test]
fn what_is_never_pooled_has_no_impact() {
    let told = |keys: &str, figures: &str| {
        let site = site("a").indicator(keys).rows(&run("a", 1, figures));
        told(&site.initiative("m a 2019-04 x").made(), "m")
    };
    assert!(told("kind = \"score\"", "1 2 3 4 5 6 7").is_empty());
    assert!(told("kind = \"ratio\"", "50 50 50 50 60 60 60").is_empty());
    // One bare value is a gap.
    assert!(told("kind = \"ratio\"", "1/2 50 1/2 1/2 1/2 1/2 1/2").is_empty());
}

#[test]
fn a_unit_s_figures_are_its_totals_with_the_least_coverage_of_the_months() {
    // c is missing in February, d in February and June: 1 of 3 and 2 of 3 are the least shares.
    let rows = run("b", 1, "1/2 1/2 1/2 1/2 1/2 1/2 1/2")
        + &run("c", 1, "0/2 . 0/2 0/2 2/2 2/2 2/2")
        + &run("d", 1, "0/2 . 0/2 0/2 2/2 . 2/2");
    let made = ratio("a, b<a kind:w, c<a kind:w, d<a kind:w", &rows)
        .initiative("m a 2019-04 x")
        .made();
    assert_eq!(told(&made, "m"), ["a x 2019-04 3: 3/14 13/16 +59.82 | -"]);
    let impact = &impacts(&made, "m")[0];
    let before = impact.point_before(made.indicator());
    let after = impact.point_after(made.indicator());
    assert_eq!(
        (coverage(&before), coverage(&after)),
        ("1/3".into(), "2/3".into())
    );
    assert_eq!(span(&before), "2019-01..2019-03");
    assert_eq!(span(&after), "2019-05..2019-07");
    assert_eq!(told_point(&before), "3/14");
}

#[test]
fn a_month_that_a_subordinate_owes_is_of_its_side_wherever_it_stands() {
    for (missing, of_sides) in [
        (1, ["2/3", "3/3"]),
        (3, ["2/3", "3/3"]),
        // The month in which it began is of neither side.
        (4, ["3/3", "3/3"]),
        (5, ["3/3", "2/3"]),
        (7, ["3/3", "2/3"]),
    ] {
        let month = |month| if month == missing { "." } else { "1/2" };
        let of_c: Vec<&str> = (1..=7).map(month).collect();
        let all = "1/2 1/2 1/2 1/2 1/2 1/2 1/2";
        let rows = run("b", 1, all) + &run("c", 1, &of_c.join(" ")) + &run("d", 1, all);
        let made = ratio("a, b<a, c<a, d<a", &rows)
            .initiative("m a 2019-04 x")
            .made();
        let impact = &impacts(&made, "m")[0];
        let indicator = made.indicator();
        let sides = [
            impact.point_before(indicator),
            impact.point_after(indicator),
        ];
        assert_eq!(sides.each_ref().map(coverage), of_sides, "{missing}");
    }
}

#[test]
fn each_side_is_judged_by_its_own_value() {
    let site = site("a").indicator("kind = \"ratio\"; target = \"> 90\"");
    let rows = run("a", 1, "9/10 9/10 9/10 1/10 91/100 91/100 91/100");
    let made = site.rows(&rows).initiative("m a 2019-04 x").made();
    let impact = &impacts(&made, "m")[0];
    assert_eq!(impact.point_before(made.indicator()).status, Status::Near);
    assert_eq!(impact.point_after(made.indicator()).status, Status::Met);
}

#[test]
fn a_field_of_the_indicator_is_looked_at_by_itself() {
    let rows = run("a thue", 1, "1/10 1/10 1/10 1/10 9/10 9/10 9/10")
        + &run("a dat-dai", 1, "5/10 5/10 5/10 5/10 5/10 5/10 5/10")
        + &run("b", 1, "1/2 1/2 1/2 1/2 2/2 2/2 2/2");
    let site = ratio("a, b", &rows);
    let made = site.clone().initiative("m a 2019-04 x field:thue").made();
    assert_eq!(told(&made, "m"), ["a x/thue 2019-04 3: 3/30 27/30 +80 | -"]);
    // A field in which the indicator has no figures leaves the overall ones.
    let made = site.clone().initiative("m a 2019-04 x field:khac").made();
    assert_eq!(
        told(&made, "m"),
        ["a x 2019-04 3: 18/60 42/60 +40 | 1: 3/6 6/6 +50"]
    );
    // A unit without figures in a field of the indicator has no impact, though it has overall ones.
    let made = site.initiative("m b 2019-04 x field:thue").made();
    assert!(told(&made, "m").is_empty());
}

#[test]
fn a_field_is_one_of_an_indicator_by_itself() {
    let y = run("a thue", 1, "1/2 1/2 1/2 1/2 1/2 1/2 1/2").replace("a 2019", "y: a 2019");
    let site = ratio("a", &run("a", 1, "1/4 1/4 1/4 1/4 2/4 2/4 2/4"));
    let site = site.indicator("kind = \"ratio\"").rows(&y);
    let made = site.initiative("m a 2019-04 y,x field:thue").made();
    // In the order of the initiative's indicators.
    assert_eq!(
        told(&made, "m"),
        [
            "a y/thue 2019-04 3: 3/6 3/6 +0 | -",
            "a x 2019-04 3: 3/12 6/12 +25 | -"
        ]
    );
}

#[test]
fn the_unit_that_began_comes_first_then_each_adopter_from_its_own_date() {
    let rows =
        run("a", 1, RISING) + &run("b", 1, RISING) + &run("c", 1, RISING) + &run("d", 1, RISING);
    let initiative = "m c 2019-05 x by:d@2019-06,b@2019,a@2019-04-30,e";
    let made = ratio("a, b, c, d, e", &rows).initiative(initiative).made();
    // d is told before a, as in the list; b gave only a year and e no date.
    assert_eq!(
        told(&made, "m"),
        [
            "c x 2019-05 4: 10/40 30/40 +50 | -",
            "d x 2019-06 3: 12/30 24/30 +40 | -",
            "a x 2019-04 3: 6/30 18/30 +40 | -",
        ]
    );
}

#[test]
fn an_initiative_without_indicators_or_beside_others_has_its_own_impacts() {
    let rows = run("a", 1, RISING) + &run("b", 1, RISING);
    let site = ratio("a, b", &rows).initiative("m a 2019-05 -");
    let made = site
        .initiative("n b 2019-06 x")
        .initiative("o a 2019-05 x")
        .made();
    assert!(told(&made, "m").is_empty());
    assert_eq!(
        told(&made, "n"),
        ["b x 2019-06 3: 12/30 24/30 +40 | 1: 12/30 24/30 +40"]
    );
    assert_eq!(
        told(&made, "o"),
        ["a x 2019-05 4: 10/40 30/40 +50 | 1: 10/40 30/40 +50"]
    );
}
