//! Fields into the overall figure, and targets that hold for every field.

use crate::figures::Status;
use crate::figures::testing::{Computed, Site, coverage, site, told};

fn ratio(rows: &str) -> Computed {
    site("a").indicator("kind = \"ratio\"").rows(rows).made()
}

#[test]
fn the_overall_figure_is_the_pool_of_the_fields() {
    let made = ratio("a 2019-01 dat-dai 9/10\na 2019-01 thue 1/2");
    assert_eq!(made.told("a", "2019-01"), "10/12");
    assert_eq!(made.told("a dat-dai", "2019-01"), "9/10");
    assert_eq!(told(made.cumulative("a")), "10/12");
}

#[test]
fn the_row_without_a_field_is_the_overall_figure_where_there_is_one() {
    let rows = "a 2019-01 50/60\na 2019-01 dat-dai 9/10\na 2019-01 thue 1/2
                a 2019-02 dat-dai 1/4\na 2019-02 thue 3/4";
    let made = ratio(rows);
    assert_eq!(made.told("a", "2019-01"), "50/60");
    // A month without such a row is the pool of its fields.
    assert_eq!(made.told("a", "2019-02"), "4/8");
    assert_eq!(made.findings, ["fields-differ"]);
}

#[test]
fn fields_that_add_up_to_the_row_without_a_field_are_no_finding() {
    let made = ratio("a 2019-01 10/12\na 2019-01 dat-dai 9/10\na 2019-01 thue 1/2");
    assert!(made.findings.is_empty());
}

#[test]
fn a_unit_with_bare_fields_has_reported_without_an_overall_figure() {
    let made =
        ratio("a 2019-01 dat-dai 90\na 2019-01 thue 50\na 2019-02 dat-dai 9/10\na 2019-02 thue 50");
    let point = made.at("a", "2019-01");
    assert_eq!(told(point), "-");
    assert!(point.unpooled);
    assert_eq!(coverage(point), "1/1");
    // Beside a poolable field a bare one is left out.
    assert_eq!(made.told("a", "2019-02"), "9/10");
    assert_eq!(told(made.cumulative("a")), "9/10");
}

fn every_field(more: &str) -> Site {
    site("a").indicator(&format!(
        "kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"; {more}"
    ))
}

fn verdict(site: Site, rows: &str) -> (Status, Vec<String>) {
    let made = site.rows(rows).made();
    let point = made.at("a", "2019-01");
    let cumulative = made.cumulative("a");
    assert_eq!(cumulative.status, point.status);
    assert_eq!(made.failing(cumulative), made.failing(point));
    let latest = made.track("a").latest.as_ref().expect("a latest point");
    assert_eq!(latest, point);
    let failing = made.failing(point).expect("under every-field");
    (point.status, failing.into_iter().map(Into::into).collect())
}

#[test]
fn every_field_is_met_when_every_field_is() {
    let rows = "a 2019-01 dat-dai 91/100\na 2019-01 thue 100/100";
    assert_eq!(verdict(every_field(""), rows), (Status::Met, vec![]));
}

#[test]
fn one_field_at_the_target_fails_though_the_overall_figure_meets_it() {
    let rows = "a 2019-01 dat-dai 90/100\na 2019-01 thue 100/100";
    assert_eq!(
        verdict(every_field(""), rows),
        (Status::Near, vec!["dat-dai".into()])
    );
}

#[test]
fn every_field_is_near_only_when_every_failing_one_is() {
    let near = "a 2019-01 dat-dai 88/100\na 2019-01 ho-tich 89/100\na 2019-01 thue 100/100";
    assert_eq!(
        verdict(every_field(""), near),
        (Status::Near, vec!["dat-dai".into(), "ho-tich".into()])
    );
    // One missed among them: missed; near ones fail too.
    let missed = "a 2019-01 dat-dai 89/100\na 2019-01 ho-tich 87/100\na 2019-01 thue 100/100";
    assert_eq!(
        verdict(every_field(""), missed),
        (Status::Missed, vec!["dat-dai".into(), "ho-tich".into()])
    );
}

#[test]
fn a_field_below_the_smallest_sample_is_not_judged() {
    let rows = "a 2019-01 dat-dai 0/29\na 2019-01 thue 1000/1000";
    assert_eq!(
        verdict(every_field("min_sample = 30"), rows),
        (Status::Met, vec![])
    );
    let rows = "a 2019-01 dat-dai 0/30\na 2019-01 thue 1000/1000";
    assert_eq!(
        verdict(every_field("min_sample = 30"), rows),
        (Status::Missed, vec!["dat-dai".into()])
    );
}

#[test]
fn a_field_in_which_nothing_happened_is_not_judged() {
    let rows = "a 2019-01 dat-dai 0/0\na 2019-01 thue 95/100";
    assert_eq!(verdict(every_field(""), rows), (Status::Met, vec![]));
    let rows = "a 2019-01 dat-dai 0/0\na 2019-01 thue 0/0";
    assert_eq!(verdict(every_field(""), rows), (Status::NoData, vec![]));
}

#[test]
fn a_bare_field_is_judged_like_any_other() {
    let rows = "a 2019-01 dat-dai 80\na 2019-01 thue 95/100";
    assert_eq!(
        verdict(every_field(""), rows),
        (Status::Missed, vec!["dat-dai".into()])
    );
}

#[test]
fn without_fields_the_overall_figure_is_judged() {
    assert_eq!(
        verdict(every_field(""), "a 2019-01 95/100"),
        (Status::Met, vec![])
    );
    assert_eq!(
        verdict(every_field(""), "a 2019-01 89/100"),
        (Status::Near, vec![])
    );
}

#[test]
fn an_overall_row_is_judged_by_its_fields_where_it_has_any() {
    let rows = "a 2019-01 95/100\na 2019-01 dat-dai 10/50\na 2019-01 thue 46/50";
    assert_eq!(
        verdict(every_field(""), rows),
        (Status::Missed, vec!["dat-dai".into()])
    );
}

#[test]
fn under_overall_there_are_no_failing_fields() {
    let made = site("a").indicator("kind = \"ratio\"; target = \"> 90\"");
    let made = made
        .rows("a 2019-01 dat-dai 80/100\na 2019-01 thue 1000/1000")
        .made();
    assert_eq!(made.at("a", "2019-01").status, Status::Met);
    assert_eq!(made.at("a", "2019-01").failing_fields(), None);
}

#[test]
fn above_the_hierarchy_the_fields_of_the_total_are_judged() {
    // One unit fails in a field, but with the other's cases the total's field is met.
    let site = site("a, b<a, c<a")
        .indicator("kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"")
        .rows("b 2019-01 thue 8/10\nc 2019-01 thue 990/990");
    let made = site.made();
    assert_eq!(made.at("b", "2019-01").status, Status::Missed);
    assert_eq!(made.at("a", "2019-01").status, Status::Met);
    assert_eq!(made.failing(made.at("a", "2019-01")), Some(vec![]));
    assert_eq!(made.at("whole", "2019-01").status, Status::Met);
}
