//! What the rest of the block did meanwhile, and what may not be mixed.

use super::{ratio, run, told};
use crate::figures::testing::site;

const STILL: &str = "1/10 1/10 1/10 1/10 1/10 1/10 1/10";
const UP: &str = "1/10 1/10 1/10 1/10 2/10 2/10 2/10";

#[test]
fn the_rest_of_the_block_is_pooled_not_averaged() {
    // b: 30/300 to 60/300; c: 3/30 to 27/30. Pooled 33/330 to 87/330; the average would be +45.
    let rows = run("a", 1, UP)
        + &run("b", 1, "10/100 10/100 10/100 . 20/100 20/100 20/100")
        + &run("c", 1, "1/10 1/10 1/10 . 9/10 9/10 9/10");
    let made = ratio("a, b, c", &rows).initiative("m a 2019-04 x").made();
    assert_eq!(
        told(&made, "m"),
        ["a x 2019-04 3: 3/30 6/30 +10 | 2: 33/330 87/330 +16.36"]
    );
}

#[test]
fn units_of_other_blocks_are_left_out() {
    let rows = run("a", 1, UP) + &run("b", 1, STILL) + &run("c", 1, STILL) + &run("d", 1, STILL);
    let units = "a group:one, b group:one, c group:two, d kind:one";
    let made = ratio(units, &rows).initiative("m a 2019-04 x").made();
    // A kind that is called like a group is the same block.
    assert_eq!(
        told(&made, "m"),
        ["a x 2019-04 3: 3/30 6/30 +10 | 2: 6/60 6/60 +0"]
    );
}

#[test]
fn units_without_one_of_the_months_are_left_out() {
    let rows = run("a", 1, UP)
        + &run("b", 1, "1/10 1/10 1/10 . 1/10 1/10 1/10")
        + &run("c", 1, "9/10 . 9/10 9/10 9/10 9/10 9/10")
        + &run("d", 2, "9/10 9/10 9/10 9/10 9/10 9/10")
        + &run("e", 1, "9/10 9/10 9/10 9/10 9/10 9/10")
        + &run("f", 1, "9/10 9/10 9/10 9/10 9/10 50 9/10")
        + &run("g", 1, "0/0 0/0 0/0 . none none none");
    let made = ratio("a, b, c, d, e, f, g", &rows)
        .initiative("m a 2019-04 x")
        .made();
    // g had nothing to do, and said so: it is one of the two.
    assert_eq!(
        told(&made, "m"),
        ["a x 2019-04 3: 3/30 6/30 +10 | 2: 3/30 3/30 +0"]
    );
}

#[test]
fn whoever_took_it_up_at_whatever_date_is_not_in_the_block() {
    let rows: String = ["a", "b", "c", "d", "e"]
        .map(|unit| run(unit, 1, UP))
        .concat();
    let site = ratio("a, b, c, d, e", &rows);
    let made = site
        .initiative("m b 2019-04 x by:a@2025,c,d@2019-04")
        .made();
    assert_eq!(
        told(&made, "m"),
        [
            "b x 2019-04 3: 3/30 6/30 +10 | 1: 3/30 6/30 +10",
            "d x 2019-04 3: 3/30 6/30 +10 | 1: 3/30 6/30 +10",
        ]
    );
    let told_of = |by: &str| {
        let made = ratio("a, b", &(run("a", 1, UP) + &run("b", 1, UP)));
        told(&made.initiative(&format!("m a 2019-04 x {by}")).made(), "m").remove(0)
    };
    assert_eq!(
        told_of(""),
        "a x 2019-04 3: 3/30 6/30 +10 | 1: 3/30 6/30 +10"
    );
    assert_eq!(told_of("by:b"), "a x 2019-04 3: 3/30 6/30 +10 | -");
}

#[test]
fn an_adopter_is_compared_with_its_own_block() {
    let rows = run("a", 1, UP) + &run("b", 1, STILL) + &run("c", 1, UP) + &run("d", 1, UP);
    let units = "a group:one, b group:one, c group:two, d group:two";
    let made = ratio(units, &rows)
        .initiative("m a 2019-04 x by:c@2019-04")
        .made();
    assert_eq!(
        told(&made, "m"),
        [
            "a x 2019-04 3: 3/30 6/30 +10 | 1: 3/30 3/30 +0",
            "c x 2019-04 3: 3/30 6/30 +10 | 1: 3/30 6/30 +10",
        ]
    );
}

#[test]
fn a_block_in_which_nothing_happened_is_no_comparison() {
    let rows = run("a", 1, UP) + &run("b", 1, "0/0 0/0 0/0 . 1/2 1/2 1/2");
    let made = ratio("a, b", &rows).initiative("m a 2019-04 x").made();
    assert_eq!(told(&made, "m"), ["a x 2019-04 3: 3/30 6/30 +10 | -"]);
}

#[test]
fn stocks_of_a_block_stand_as_at_the_end_of_each_side() {
    let site = site("a, b, c").indicator("kind = \"count\"; over_time = \"last\"");
    let rows = run("a", 1, "1 2 3 . 4 5 7")
        + &run("b", 1, "9 9 1 . 9 9 2")
        + &run("c", 1, "9 9 10 . 9 9 12");
    let made = site.rows(&rows).initiative("m a 2019-04 x").made();
    assert_eq!(told(&made, "m"), ["a x 2019-04 3: 3 7 +4 | 2: 11 14 +3"]);
}

#[test]
fn the_block_is_looked_at_in_the_same_field() {
    let rows = run("a thue", 1, UP) + &run("b thue", 1, STILL) + &run("c", 1, UP);
    let made = ratio("a, b, c", &rows)
        .initiative("m a 2019-04 x field:thue")
        .made();
    assert_eq!(
        told(&made, "m"),
        ["a x/thue 2019-04 3: 3/30 6/30 +10 | 1: 3/30 3/30 +0"]
    );
}

/// a is real but for its March, b is real, c is not.
fn mixed(initiative: &str) -> Vec<String> {
    let real =
        run("a", 1, "1/10 1/10 . 1/10 2/10 2/10 2/10") + &run("b", 1, STILL) + &run("d", 1, UP);
    let made = ratio(
        "a group:one, b group:one, c group:one, d group:two, e group:two",
        &real,
    )
    .illustrative(&("a 2019-03 1/10\n".to_owned() + &run("c", 1, STILL)))
    .initiative(initiative)
    .made();
    told(&made, "m")
}

#[test]
fn illustrative_figures_are_marked_on_their_side() {
    assert_eq!(
        mixed("m a 2019-04 x"),
        ["a x 2019-04 3: 3/30* 6/30 +10 | 2: 6/60* 6/60* +0"]
    );
    // Without c, which took it up, only real figures are left beside it.
    assert_eq!(
        mixed("m a 2019-04 x by:c"),
        ["a x 2019-04 3: 3/30* 6/30 +10 | 1: 3/30 3/30 +0"]
    );
}

#[test]
fn a_sourced_practice_is_never_mixed_with_illustrative_figures() {
    // Not on its own side, …
    assert!(mixed("m a 2019-04 x sourced").is_empty());
    // … nor beside it …
    assert_eq!(
        mixed("m b 2019-04 x sourced"),
        ["b x 2019-04 3: 3/30 3/30 +0 | -"]
    );
    assert_eq!(
        mixed("m b 2019-04 x"),
        ["b x 2019-04 3: 3/30 3/30 +0 | 2: 6/60* 9/60* +5"]
    );
    // … nor at those that took it up.
    assert_eq!(
        mixed("m d 2019-04 x sourced by:a@2019-04,c@2019-04,b@2019-04"),
        [
            "d x 2019-04 3: 3/30 6/30 +10 | -",
            "b x 2019-04 3: 3/30 3/30 +0 | -",
        ]
    );
}

#[test]
fn a_stock_is_as_illustrative_as_any_of_its_months() {
    let site = site("a").indicator("kind = \"count\"; over_time = \"last\"");
    let site = site
        .rows(&run("a", 1, "1 . 3 . 4 5 7"))
        .illustrative("a 2019-02 2");
    let made = site.clone().initiative("m a 2019-04 x").made();
    assert_eq!(told(&made, "m"), ["a x 2019-04 3: 3* 7 +4 | -"]);
    assert!(told(&site.initiative("m a 2019-04 x sourced").made(), "m").is_empty());
}
