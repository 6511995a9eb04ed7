//! Places within a block, and why a unit has none.

use crate::figures::testing::{Site, site};
use crate::figures::{Rank, Status};

fn five(more: &str) -> Site {
    site("a, b, c, d, e").indicator(&format!("kind = \"ratio\"; target = \"> 50\"; {more}"))
}

#[test]
fn ties_share_a_place_and_the_next_is_skipped() {
    let rows = "a 2019-01 8/10\nb 2019-01 9/10\nc 2019-01 80/100\nd 2019-01 7/10\ne 2019-01 none";
    let made = five("").rows(rows).made();
    assert_eq!(
        made.ranking("a"),
        "1 b 90, 2 a 80, 2 c 80, 4 d 70, - e no-data"
    );
    let id = crate::model::IndicatorId(0);
    let placed = |place| Rank::Placed { place, of: 4 };
    assert_eq!(made.figures.rank(id, made.unit("c")), placed(2));
    assert_eq!(made.figures.rank(id, made.unit("d")), placed(4));
    assert_eq!(made.figures.sharing(id, made.unit("c")), 2);
    assert_eq!(made.figures.sharing(id, made.unit("d")), 1);
    assert_eq!(made.figures.sharing(id, made.unit("e")), 0);
}

#[test]
fn values_that_only_look_equal_do_not_share_a_place() {
    let rows =
        "a 2019-01 8000/10000\nb 2019-01 80000001/100000000\nc 2019-01 7999999999/10000000000";
    let made = five("").rows(rows).made();
    assert!(made.ranking("a").starts_with("1 b 80, 2 a 80, 3 c 80"));
}

#[test]
fn the_lower_value_leads_where_lower_is_better() {
    let rows = "a 2019-01 8\nb 2019-01 9\nc 2019-01 7";
    let made = site("a, b, c").indicator("kind = \"count\"; target = \"< 5\"");
    assert_eq!(made.rows(rows).made().ranking("a"), "1 c 7, 2 a 8, 3 b 9");
    let made = site("a, b, c").indicator("kind = \"count\"; better = \"lower\"");
    assert_eq!(made.rows(rows).made().ranking("a"), "1 c 7, 2 a 8, 3 b 9");
    let made = site("a, b, c").indicator("kind = \"count\"; better = \"higher\"");
    assert_eq!(made.rows(rows).made().ranking("a"), "1 b 9, 2 a 8, 3 c 7");
}

#[test]
fn without_a_direction_nobody_is_ranked() {
    let made = site("a, b").indicator("kind = \"count\"");
    let made = made.rows("a 2019-01 8").made();
    // Without a figure that is the reason that comes first.
    assert_eq!(made.ranking("a"), "- a no-direction, - b no-data");
}

#[test]
fn a_small_sample_is_not_ranked() {
    let rows = "a 2019-01 29/29\nb 2019-01 15/30\nc 2019-01 10/30";
    let made = five("min_sample = 30").rows(rows).made();
    assert_eq!(
        made.ranking("a"),
        "1 b 50, 2 c 33.33, - a small-sample, - d no-data, - e no-data"
    );
}

#[test]
fn a_cumulative_figure_of_too_few_months_is_not_ranked() {
    // January to April are owed.
    let rows = "a 2019-01 1/1\na 2019-02 1/1\na 2019-03 1/1\na 2019-04 1/1
                b 2019-03 1/2\nb 2019-04 1/2
                c 2019-04 1/3";
    let ranked = |needs: &str| {
        let site =
            site("a, b, c").indicator(&format!("kind = \"ratio\"; better = \"higher\"{needs}"));
        site.rows(rows).made().ranking("a")
    };
    // Half of the months is enough by default.
    assert_eq!(ranked(""), "1 a 100, 2 b 50, - c few-months");
    assert_eq!(
        ranked("; rank_needs = 0.51"),
        "1 a 100, - b few-months, - c few-months"
    );
    assert_eq!(ranked("; rank_needs = 0"), "1 a 100, 2 b 50, 3 c 33.33");
    // A latest figure needs no months.
    assert_eq!(
        ranked("; headline = \"latest\""),
        "1 a 100, 2 b 50, 3 c 33.33"
    );
}

#[test]
fn several_figures_that_cannot_be_pooled_are_not_ranked() {
    let keys = "kind = \"score\"; headline = \"cumulative\"; better = \"higher\"; rank_needs = 0";
    let rows = "a 2019-01 8\nb 2019-01 7\nb 2019-02 9\nc 2019-02 6";
    let made = site("a, b, c").indicator(keys).rows(rows).made();
    assert_eq!(made.ranking("a"), "1 a 8, 2 c 6, - b not-pooled");
}

#[test]
fn a_unit_alone_in_its_block_is_not_ranked() {
    let site = site("a kind:ward, b kind:ward, c kind:district")
        .indicator("kind = \"ratio\"; target = \"> 50\"");
    let made = site.rows("a 2019-01 8/10\nc 2019-01 9/10").made();
    assert_eq!(made.ranking("c"), "- c alone");
    // The only one with a figure among several is not alone.
    assert_eq!(made.ranking("a"), "1 a 80, - b no-data");
}

#[test]
fn a_block_is_the_group_else_the_kind() {
    let site = site("a kind:ward group:g, b kind:district group:g, c kind:ward, d kind:ward")
        .indicator("kind = \"ratio\"; target = \"> 50\"");
    let rows = "a 2019-01 8/10\nb 2019-01 9/10\nc 2019-01 7/10\nd 2019-01 6/10";
    let made = site.rows(rows).made();
    assert_eq!(made.ranking("a"), "1 b 90, 2 a 80");
    assert_eq!(made.ranking("c"), "1 c 70, 2 d 60");
    let names: Vec<&str> = made
        .figures
        .blocks
        .iter()
        .map(|(_, block)| &*block.name)
        .collect();
    assert_eq!(names, ["g", "ward"]);
}

#[test]
fn equals_stand_in_collation_with_numbers_in_numeric_order_then_by_code() {
    let units = "w name:Quận_10, x name:Quận_2, y name:Đông, z name:Dương, v name:An, u name:An";
    let rows: String = ["z", "y", "x", "w", "v", "u"]
        .map(|unit| format!("{unit} 2019-01 8/10\n"))
        .concat();
    let made = site(units).indicator("kind = \"ratio\"; target = \"> 50\"");
    let ranking = made.rows(&rows).made().ranking("z");
    assert_eq!(ranking, "1 u 80, 1 v 80, 1 z 80, 1 y 80, 1 x 80, 1 w 80");
}

#[test]
fn units_without_a_place_stand_in_collation_whatever_the_reason() {
    let units = "a name:Quận_10, b name:Quận_2, c name:Quận_3";
    let made = site(units).indicator("kind = \"ratio\"; target = \"> 50\"; min_sample = 5");
    let made = made.rows("a 2019-01 none\nb 2019-01 1/1").made();
    assert_eq!(
        made.ranking("a"),
        "- b small-sample, - c no-data, - a no-data"
    );
}

#[test]
fn the_total_is_ranked_not_the_own_figure() {
    let site = site("a kind:d, b kind:d, w<a kind:w, v<b kind:w")
        .indicator("kind = \"ratio\"; target = \"> 50\"");
    let rows = "a 2019-01 9/10\nb 2019-01 8/10\nw 2019-01 0/10\nv 2019-01 10/10";
    assert_eq!(site.rows(rows).made().ranking("a"), "1 b 90, 2 a 45");
}

#[test]
fn a_first_place_can_belong_to_a_unit_whose_fields_fail() {
    let site =
        site("a, b").indicator("kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"");
    let rows = "a 2019-01 thue 99/100\na 2019-01 dat-dai 5/10\nb 2019-01 thue 92/100";
    let made = site.rows(rows).made();
    assert_eq!(made.ranking("a"), "1 a 94.55, 2 b 92");
    assert_eq!(made.cumulative("a").status, Status::Missed);
    assert_eq!(made.cumulative("b").status, Status::Met);
}
