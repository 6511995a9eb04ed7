//! The set of periods behind a cumulative figure.

use crate::calendar::Period;
use crate::figures::over_time::{days, widest_set};
use crate::figures::testing::{Computed, coverage, months, period, site, span, told};
use proptest::prelude::*;

fn chosen(codes: &str) -> String {
    let mut periods: Vec<Period> = codes.split_whitespace().map(period).collect();
    periods.sort_unstable();
    let set = widest_set(&periods);
    set.into_iter()
        .map(Period::code)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_set_covers_the_most_days() {
    // Both halves cover 365 days, nine months only 273.
    assert_eq!(chosen("2019-9M 2019-H1 2019-H2"), "2019-H1 2019-H2");
    assert_eq!(chosen("2019-9M 2019-H1"), "2019-9M");
    assert_eq!(chosen("2019-9M 2019-H1 2019-Q4"), "2019-9M 2019-Q4");
    assert_eq!(chosen("2019-01 2019-02 2019-Q1"), "2019-Q1");
    // Seven months, against five in three periods.
    assert_eq!(chosen("2019-H1 2019-Q1 2019-04 2019-07"), "2019-H1 2019-07");
}

#[test]
fn years_that_begin_in_two_ways_are_never_counted_twice() {
    // A calendar year in the middle of two others.
    assert_eq!(chosen("2018/19 2019 2019/20"), "2018/19 2019/20");
    assert_eq!(chosen("2018/19 2019 2020"), "2018/19 2020");
    assert_eq!(chosen("2018/19 2019-Q1 2019-Q2"), "2018/19 2019-Q2");
    assert_eq!(chosen("2018/19-H2 2018-Q4 2019-H1"), "2018-Q4 2019-H1");
    // The same days under two names.
    assert_eq!(chosen("2018-Q2 2018/19-Q1").split(' ').count(), 1);
}

#[test]
fn days_are_counted_not_months() {
    assert_eq!(days(period("2019-02")), 28);
    assert_eq!(days(period("2020-02")), 29);
    assert_eq!(days(period("2019-9M")), 273);
    assert_eq!(days(period("2019-H1")), 181);
    assert_eq!(days(period("2019-H2")), 184);
}

#[test]
fn of_equals_the_set_with_more_periods_wins() {
    assert_eq!(
        chosen("2019-01 2019-02 2019-03 2019-Q1"),
        "2019-01 2019-02 2019-03"
    );
    assert_eq!(chosen("2019 2019-H1 2019-H2"), "2019-H1 2019-H2");
    assert_eq!(chosen("2019 2019-9M 2019-Q4"), "2019-9M 2019-Q4");
    // Number goes before length: four periods, the first of them longer, stand before two.
    assert_eq!(
        chosen("2019-9M 2019-10 2019-11 2019-12 2019-H1 2019-H2"),
        "2019-9M 2019-10 2019-11 2019-12"
    );
}

#[test]
fn of_as_many_the_one_whose_first_differing_period_is_shorter_wins() {
    // Both pairs cover the year; the half is shorter than nine months.
    assert_eq!(chosen("2019-H1 2019-H2 2019-9M 2019-Q4"), "2019-H1 2019-H2");
    // Likewise from the second pair on, whatever stands before it.
    assert_eq!(
        chosen("2018 2019-H1 2019-H2 2019-9M 2019-Q4"),
        "2018 2019-H1 2019-H2"
    );
}

#[test]
fn years_are_chosen_each_by_itself() {
    assert_eq!(
        chosen("2018-12 2018-Q4 2019-H1 2019-Q1 2020-01"),
        "2018-Q4 2019-H1 2020-01"
    );
}

fn ratio(starts: &str, ends: &str, rows: &str) -> Computed {
    let site = site("a").indicator("kind = \"ratio\"").days(starts, ends);
    site.rows(rows).made()
}

#[test]
fn nothing_is_counted_twice() {
    let rows = "a 2019-9M 90/100\na 2019-H1 60/80\na 2019-H2 50/60\na 2019-10 1/2";
    let made = ratio("2019-01-01", "2019-12-31", rows);
    assert_eq!(told(made.cumulative("a")), "110/140");
    assert_eq!(span(made.cumulative("a")), "2019-01..2019-12");
}

#[test]
fn only_periods_wholly_in_the_days_of_the_campaign_go_in() {
    let rows = "a 2019-02 1/2\na 2019-03 3/4\na 2019-Q1 9/10\na 2019-Q2 5/6\na 2019-12 7/8";
    let made = ratio("2019-02-27", "2019-12-30", rows);
    assert_eq!(told(made.cumulative("a")), "8/10");
    assert_eq!(span(made.cumulative("a")), "2019-03..2019-06");
    // They are shown in the series all the same.
    assert_eq!(made.told("a", "2019-Q1"), "9/10");
}

#[test]
fn the_first_and_last_day_of_the_campaign_are_counted() {
    let made = ratio("2019-03-01", "2019-04-30", "a 2019-03 3/4\na 2019-04 1/2");
    assert_eq!(told(made.cumulative("a")), "4/6");
    let made = ratio("2019-03-02", "2019-04-29", "a 2019-03 3/4\na 2019-04 1/2");
    assert_eq!(told(made.cumulative("a")), "-");
    assert_eq!(span(made.cumulative("a")), "");
}

#[test]
fn only_reported_periods_go_in() {
    // A quarter made of its months is no further choice: the months go in as they are, once.
    let made = ratio(
        "2019-01-01",
        "2019-12-31",
        "a 2019-01 1/2\na 2019-02 1/2\na 2019-03 1/2",
    );
    assert_eq!(told(made.cumulative("a")), "3/6");
    assert_eq!(months(made.cumulative("a")), "3/3");
}

#[test]
fn unit_months_are_owed_from_the_first_counted_month_to_the_end_of_the_latest_period() {
    let rows = "a 2019-03 1/2\na 2019-05 1/2\na 2019-06 1/2";
    // From 27 February the first whole month is March; the latest period is June.
    let made = ratio("2019-02-27", "2019-12-31", rows);
    assert_eq!(made.latest().as_deref(), Some("2019-06"));
    assert_eq!(months(made.cumulative("a")), "3/4");
    assert_eq!(coverage(made.cumulative("a")), "1/1");
}

#[test]
fn each_field_has_its_own_set() {
    let site = site("a").indicator("kind = \"ratio\"");
    let rows =
        "a 2019-Q1 dat-dai 10/20\na 2019-01 dat-dai 3/5\na 2019-01 thue 1/2\na 2019-02 thue 1/3";
    let made = site.rows(rows).made();
    assert_eq!(told(made.cumulative("a dat-dai")), "10/20");
    assert_eq!(told(made.cumulative("a thue")), "2/5");
    assert_eq!(told(made.cumulative("a")), "12/25");
    assert_eq!(span(made.cumulative("a")), "2019-01..2019-03");
}

/// Every set of periods without overlaps, the best by the contract's words.
fn by_brute_force(periods: &[Period]) -> Vec<Period> {
    let sets = (0..1_u32 << periods.len()).filter_map(|chosen| {
        let mut set: Vec<Period> = (0..periods.len())
            .filter(|i| chosen & (1 << i) != 0)
            .map(|i| periods[i])
            .collect();
        set.sort_unstable_by_key(|period| period.first_month());
        let apart = set.windows(2).all(|pair| !pair[0].overlaps(pair[1]));
        apart.then_some(set)
    });
    let covered = |set: &[Period]| set.iter().map(|&period| days(period)).sum::<i64>();
    sets.reduce(|best, set| {
        let by_days = covered(&set).cmp(&covered(&best));
        let by_number = set.len().cmp(&best.len());
        let shorter_first = best.iter().zip(&set).find(|(a, b)| a != b);
        let by_first =
            shorter_first.map_or(std::cmp::Ordering::Equal, |(a, b)| days(*a).cmp(&days(*b)));
        if by_days.then(by_number).then(by_first).is_gt() {
            set
        } else {
            best
        }
    })
    .unwrap_or_default()
}

fn some_period() -> impl Strategy<Value = Period> {
    let codes: Vec<String> = (1..=12)
        .map(|month| format!("2019-{month:02}"))
        .chain(["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M"].map(|part| format!("2019-{part}")))
        .chain(["2019".to_owned()])
        .chain(
            [
                "2018/19",
                "2018/19-Q4",
                "2018/19-H2",
                "2019/20",
                "2019/20-Q1",
            ]
            .map(Into::into),
        )
        .collect();
    proptest::sample::select(codes).prop_map(|code| period(&code))
}

proptest! {
    #[test]
    fn the_widest_set_is_the_one_that_brute_force_finds(
        periods in proptest::collection::btree_set(some_period(), 0..11)
    ) {
        let periods: Vec<Period> = periods.into_iter().collect();
        let set = widest_set(&periods);
        let best = by_brute_force(&periods);
        let rank = |set: &[Period]| -> (i64, usize, Vec<i64>) {
            let lengths: Vec<i64> = set.iter().map(|&period| days(period)).collect();
            (lengths.iter().sum(), set.len(), lengths)
        };
        // Sets with the same lengths throughout are equals in the contract's eyes.
        prop_assert_eq!(rank(&set), rank(&best));
        prop_assert!(set.windows(2).all(|pair| pair[0].end_month() <= pair[1].first_month()));
    }
}
