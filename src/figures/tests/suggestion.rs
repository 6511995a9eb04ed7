//! Practices of other units for what a unit falls short in, each rule worked by hand.

use crate::figures::testing::{Computed, Site, site};
use crate::figures::{MOST_PRACTICES, MOST_UNITS, Shortage, Status, Suggestion};
use crate::model::Stage;
use proptest::prelude::*;
use std::fmt::Write as _;

const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"";
const FIELDS: &str = "kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"";

/// Units with one month's figure each, of which `figures` gives `unit figure, …`.
fn short(keys: &str, units: &str, figures: &str) -> Site {
    let rows: String = figures
        .split(", ")
        .map(|row| row.split_once(' ').expect("a figure"))
        .map(|(unit, figure)| format!("{unit} 2019-01 {figure}\n"))
        .collect();
    site(units).indicator(keys).rows(&rows)
}

fn shortage(made: &Computed, shortage: Shortage) -> String {
    let indicator = &made.campaign.indicators.get(shortage.indicator).code;
    match shortage.field {
        Some(field) => format!("{indicator}/{}", made.campaign.fields.get(field).key),
        None => indicator.to_string(),
    }
}

/// `x,y/thue` with `=` before it for the same block.
fn reasons(made: &Computed, suggestion: &Suggestion) -> String {
    let shortages = suggestion.shortages.iter();
    let shortages: Vec<String> = shortages.map(|&one| shortage(made, one)).collect();
    let same = if suggestion.same_block { "=" } else { "" };
    format!("{same}{}", shortages.join(","))
}

/// What is suggested to a unit: `m =x`, best first.
fn for_unit(made: &Computed, unit: &str) -> Vec<String> {
    let suggestions = made.figures.suggestions.for_unit(made.unit(unit)).iter();
    let code = |suggestion: &Suggestion| &made.campaign.initiatives.get(suggestion.initiative).code;
    suggestions
        .map(|suggestion| format!("{} {}", code(suggestion), reasons(made, suggestion)))
        .collect()
}

/// The units that an initiative might help, and how many further ones.
fn helped(made: &Computed, code: &str) -> (Vec<String>, u32) {
    let suggestions = &made.figures.suggestions;
    let named = suggestions.of_initiative(made.initiative(code)).iter();
    let named = named.map(|suggestion| {
        let unit = &made.campaign.units.get(suggestion.unit).code;
        format!("{unit} {}", reasons(made, suggestion))
    });
    (
        named.collect(),
        suggestions.further_units(made.initiative(code)),
    )
}

#[test]
fn a_unit_that_misses_the_target_is_pointed_to_practices_of_others() {
    let site = short(TARGET, "a, b, c, d", "a 95/100, b 89/100, c 50/100, d 0/0");
    let made = site.initiative("m a 2019 x").made();
    // b is near, which is short too; a meets the target and d has nothing to be judged by.
    assert_eq!(for_unit(&made, "b"), ["m =x"]);
    assert_eq!(for_unit(&made, "c"), ["m =x"]);
    assert!(for_unit(&made, "a").is_empty() && for_unit(&made, "d").is_empty());
    assert_eq!(helped(&made, "m"), (vec!["c =x".into(), "b =x".into()], 0));
}

#[test]
fn not_its_own_nor_what_it_took_up_nor_what_was_stopped_nor_for_another_indicator() {
    let site = short(TARGET, "a, b", "a 1/2, b 1/2").indicator(TARGET);
    let made = site
        .initiative("own b 2019 x")
        .initiative("taken a 2019 x by:b")
        .initiative("dated a 2019 x by:b@2030-01")
        .initiative("ended a 2019 x stopped")
        .initiative("other a 2019 y")
        .initiative("none a 2019 -")
        .initiative("good a 2019 y,x")
        .made();
    assert_eq!(
        made.campaign
            .initiatives
            .get(made.initiative("ended"))
            .stage,
        Stage::Stopped
    );
    assert_eq!(for_unit(&made, "b"), ["good =x"]);
    assert_eq!(for_unit(&made, "a"), ["own =x"]);
    assert_eq!(helped(&made, "taken"), (vec![], 0));
    assert_eq!(helped(&made, "ended"), (vec![], 0));
    assert_eq!(helped(&made, "none"), (vec![], 0));
}

#[test]
fn a_failing_field_wants_a_practice_of_that_field() {
    let rows = "a 2019-01 thue 99/100\na 2019-01 dat-dai 1/2\na 2019-01 y-te 3/4\nb 2019-01 thue 1/2\nc 2019-01 1/2";
    let site = site("a, b, c, d").indicator(FIELDS).rows(rows);
    let made = site
        .initiative("land d 2019 x field:dat-dai")
        .initiative("tax d 2019 x field:thue")
        .initiative("rest d 2019 x")
        .made();
    assert_eq!(for_unit(&made, "a"), ["land =x/dat-dai"]);
    assert_eq!(for_unit(&made, "b"), ["tax =x/thue"]);
    // c has no fields: its overall figure fails, and a practice of any field may help.
    assert_eq!(for_unit(&made, "c"), ["land =x", "rest =x", "tax =x"]);
    assert_eq!(helped(&made, "rest"), (vec!["c =x".into()], 0));
    // Those that fail in its very field come first.
    assert_eq!(
        helped(&made, "tax"),
        (vec!["b =x/thue".into(), "c =x".into()], 0)
    );
}

#[test]
fn an_overall_target_is_a_matter_of_practices_of_any_field() {
    let rows = "a 2019-01 thue 99/100\na 2019-01 dat-dai 1/200";
    let made = site("a, b").indicator(TARGET).rows(rows);
    let made = made.initiative("tax b 2019 x field:thue").made();
    assert_eq!(for_unit(&made, "a"), ["tax =x"]);
}

#[test]
fn the_headline_decides() {
    // 50 % over both months, all in the latest.
    let rows = "a 2019-01 0/10\na 2019-02 10/10";
    let suggested = |headline: &str| {
        let keys = format!("{TARGET}; headline = \"{headline}\"");
        let site = site("a, b").indicator(&keys).rows(rows);
        for_unit(&site.initiative("m b 2019 x").made(), "a")
    };
    assert_eq!(suggested("cumulative"), ["m =x"]);
    assert!(suggested("latest").is_empty());
}

/// A year of figures of a unit: so many of 100 before July, in July, and after it.
fn year(unit: &str, before: u32, after: u32) -> String {
    (1..=12).fold(String::new(), |mut rows, month| {
        let cases = if month < 7 { before } else { after };
        let _ = writeln!(rows, "{unit} 2019-{month:02} {cases}/100");
        rows
    })
}

#[test]
fn like_units_first_then_the_larger_lead_then_the_better_verified_then_the_latest() {
    let rows = year("a", 50, 50)
        + &year("b", 50, 60)
        + &year("c", 50, 70)
        + &year("d", 90, 80)
        + &year("f", 50, 90);
    let units =
        "a group:one, b group:one, c group:one, d group:one, e group:one, f group:two, g group:two";
    let site = site(units).indicator(TARGET).rows(&rows);
    let of = |lines: &[&str]| {
        let site = lines
            .iter()
            .fold(site.clone(), |site, line| site.initiative(line));
        for_unit(&site.made(), "a")
    };
    assert_eq!(
        of(&[
            "old e 2018-01 x",
            "new e 2019-08 x",
            "checked e 2017 x appraised",
            "proven e 2016 x evaluated",
            "small b 2019-07 x",
            "large c 2019-07 x evaluated",
        ]),
        [
            "large =x",
            "small =x",
            "proven =x",
            "checked =x",
            "new =x",
            "old =x"
        ]
    );
    // What got worse is no help; another block comes after the block, and with nothing beside it nothing leads.
    assert_eq!(
        of(&[
            "worse d 2019-07 x",
            "far f 2019-07 x",
            "farther g 2019-07 x evaluated",
            "late e 2019-09 x"
        ]),
        ["late =x", "farther x", "far x"]
    );
}

#[test]
fn where_less_is_better_a_fall_is_the_gain() {
    let rows = year("a", 50, 50) + &year("b", 50, 60) + &year("c", 60, 50);
    let site = site("a, b, c")
        .indicator("kind = \"ratio\"; target = \"< 5\"")
        .rows(&rows);
    let made = site
        .initiative("up b 2019-07 x")
        .initiative("down c 2019-07 x")
        .made();
    assert_eq!(for_unit(&made, "a"), ["down =x"]);
    assert_eq!(helped(&made, "up"), (vec![], 0));
}

#[test]
fn what_did_no_better_than_its_block_is_no_help() {
    let suggested = |rest: (u32, u32)| {
        let rows = year("a", 50, 50) + &year("b", 50, 60) + &year("c", rest.0, rest.1);
        let site = site("a, b, c").indicator(TARGET).rows(&rows);
        let made = site.initiative("m b 2019-07 x").made();
        (for_unit(&made, "a"), helped(&made, "m").0)
    };
    // The others: 50 to 55 of 100 in the first, 50 to 60 in the second, which is as much.
    let yes: (Vec<String>, Vec<String>) = (vec!["m =x".into()], vec!["a =x".into(), "c =x".into()]);
    assert_eq!(suggested((50, 60)), yes);
    assert_eq!(suggested((50, 70)), (vec![], vec![]));
    // Beside too small a sample nothing is said of it.
    let small = format!("{TARGET}; min_sample = 601");
    let rows = year("a", 50, 50) + &year("b", 50, 60) + &year("c", 50, 70);
    let made = site("a, b, c").indicator(&small).rows(&rows);
    assert_eq!(
        for_unit(&made.initiative("m b 2019-07 x").made(), "a"),
        ["m =x"]
    );
}

#[test]
fn counts_are_beside_their_block_in_per_cent() {
    let count = "kind = \"count\"; target = \"> 900000\"";
    let rows = |unit: &str, before, after| year(unit, before, after).replace("/100", "");
    let suggested = |after| {
        let rows = rows("a", 1000, 1010) + &rows("b", 10, after);
        let site = site("a, b").indicator(count).rows(&rows);
        for_unit(&site.initiative("m b 2019-07 x").made(), "a")
    };
    // The block grew by 10 a month, which is one per cent; so would b have by less than one.
    assert_eq!(suggested(11), ["m =x"]);
    assert_eq!(suggested(10), Vec::<String>::new());
}

#[test]
fn what_no_unit_of_the_kind_did_is_not_offered_to_it() {
    let units = "a kind:ward, b kind:ward, d kind:district, e kind:district";
    let site = short(TARGET, units, "a 1/2, b 1/2, d 1/2, e 1/2");
    let made = site
        .clone()
        .initiative("m d 2019 x")
        .initiative("n d 2018 x by:b")
        .made();
    assert_eq!(for_unit(&made, "a"), ["n x"]);
    assert_eq!(for_unit(&made, "e"), ["m =x", "n =x"]);
    assert_eq!(helped(&made, "m"), (vec!["e =x".into()], 0));
    assert_eq!(helped(&made, "n"), (vec!["e =x".into(), "a x".into()], 0));
    let many: Vec<String> = (0..80).map(|at| format!("w{at} kind:ward")).collect();
    let rows: Vec<String> = (0..80).map(|at| format!("w{at} 1/2")).collect();
    let site = short(
        TARGET,
        &format!("d kind:district, e kind:district, {}", many.join(", ")),
        &rows.join(", "),
    );
    // Wards are not counted either where only districts did it.
    let made = site
        .initiative("m d 2019 x")
        .initiative("n d 2018 x by:w0")
        .made();
    assert_eq!(helped(&made, "m"), (vec![], 0));
    assert_eq!(helped(&made, "n").1, 79 - 12);
}

#[test]
fn only_the_unit_that_began_it_measures_a_gain() {
    let rows = year("a", 50, 50) + &year("b", 50, 60);
    let site = site("a, b, c").indicator(TARGET).rows(&rows);
    let made = site.initiative("m c 2019-07 x by:b@2019-07").made();
    assert_eq!(made.figures.impacts.of(made.initiative("m")).len(), 1);
    assert_eq!(for_unit(&made, "a"), ["m =x"]);
}

#[test]
fn illustrative_figures_speak_for_no_sourced_practice() {
    let site = site("a, b")
        .indicator(TARGET)
        .illustrative(&(year("a", 50, 50) + &year("b", 50, 60)));
    let made = site.clone().initiative("m b 2019-07 x").made();
    assert_eq!(for_unit(&made, "a"), ["m =x"]);
    let made = site.initiative("m b 2019-07 x sourced").made();
    assert_eq!(for_unit(&made, "a"), ["m =x"]);
}

#[test]
fn each_shortage_has_its_turn_before_there_are_too_many() {
    let site = short(TARGET, "a, b, c", "a 1/2")
        .indicator(TARGET)
        .indicator(TARGET);
    let site = site.rows("y: a 2019-01 1/2\nz: a 2019-01 1/2");
    let mut site = site
        .initiative("last b 2011 z")
        .initiative("second b 2012 y");
    for year in 1..=8 {
        site = site.initiative(&format!("m{year} b 201{year} x"));
    }
    let made = site.made();
    assert_eq!(
        made.figures
            .of(crate::model::IndicatorId(0))
            .standing(made.unit("a"))
            .overall
            .cumulative
            .status,
        Status::Missed
    );
    let suggested = for_unit(&made, "a");
    assert_eq!(suggested.len(), MOST_PRACTICES);
    // The newest four for x beside the only ones for y and z, then in order of the archive.
    assert_eq!(
        suggested,
        ["m8 =x", "m7 =x", "m6 =x", "m5 =x", "second =y", "last =z"]
    );
}

#[test]
fn a_practice_stands_once_with_all_that_it_may_help_in() {
    let site = short(TARGET, "a, b", "a 1/2")
        .indicator(TARGET)
        .rows("y: a 2019-01 0/2");
    let made = site.initiative("m b 2019 y,x").made();
    assert_eq!(for_unit(&made, "a"), ["m =x,y"]);
    assert_eq!(helped(&made, "m"), (vec!["a =x,y".into()], 0));
}

#[test]
fn gains_in_different_indicators_are_not_compared() {
    let y = year("c", 0, 90) + &year("a", 50, 50);
    let y: String = y.lines().map(|row| format!("y: {row}\n")).collect();
    let site = site("a, b, c").indicator(TARGET).indicator(TARGET);
    let site = site
        .rows(&(year("a", 50, 50) + &year("b", 50, 51)))
        .rows(&y);
    let made = site
        .initiative("far c 2019-07 y")
        .initiative("near b 2019-07 x")
        .made();
    assert_eq!(for_unit(&made, "a"), ["near =x", "far =y"]);
}

#[test]
fn the_first_units_are_named_and_the_others_counted() {
    let units: Vec<String> = (0..20)
        .map(|at| format!("u{at} group:{}", at % 2))
        .collect();
    let figures: Vec<String> = (0..20).map(|at| format!("u{at} {at}/100")).collect();
    let site = short(TARGET, &units.join(", "), &figures.join(", "));
    let made = site
        .initiative("m u0 2019 x by:u2,u3")
        .initiative("n u1 2019 x by:u2")
        .made();
    let (named, further) = helped(&made, "m");
    // Eight of its block (of ten without u0 and u2), the worst first; then those of the other without u3.
    let codes: Vec<&str> = named
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        codes,
        [
            "u4", "u6", "u8", "u10", "u12", "u14", "u16", "u18", "u1", "u5", "u7", "u9"
        ]
    );
    assert_eq!((named.len(), further), (MOST_UNITS, 5));
    assert!(named[0].ends_with("=x") && named[8].ends_with(" x"));
    assert_eq!(helped(&made, "n").1, 18 - 12);
}

#[test]
fn equals_stand_in_the_order_of_their_names() {
    let units = "a name:Quận_10, b name:Quận_9, c name:Quận_2";
    let site = short(TARGET, &format!("{units}, d"), "a 1/2, b 1/2, c 1/2");
    let made = site.initiative("m d 2019 x").made();
    assert_eq!(helped(&made, "m").0, ["c =x", "b =x", "a =x"]);
}

#[test]
fn without_a_target_nobody_falls_short() {
    let made = short("kind = \"ratio\"", "a, b", "a 1/2")
        .initiative("m b 2019 x")
        .made();
    assert!(for_unit(&made, "a").is_empty() && helped(&made, "m").0.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn suggestions_hold_whatever_the_order(
        cases in proptest::collection::vec((0..100_u32, 0..100_u32), 8),
        all in proptest::collection::vec((0..8_usize, 3..11_u8, 0..3_usize, 0..8_usize, 0..3_usize), 1..12),
        order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let lines: Vec<String> = all.iter().enumerate().map(|(at, &(unit, month, field, adopter, said))| {
            let by = if adopter == unit { String::new() } else { format!("by:u{adopter}") };
            let (field, said) = (["thue", "dat-dai", "khac"][field], ["", "stopped", "appraised"][said]);
            format!("m{at} u{unit} 2019-{month:02} x field:{field} {by} {said}")
        }).collect();
        let made = |order: &[usize]| {
            let units: Vec<String> = order.iter().map(|at| format!("u{at} group:{}", at / 4)).collect();
            let site = order.iter().fold(site(&units.join(",")).indicator(FIELDS), |site, &at| {
                let (before, after) = cases[at];
                let rows = |field: &str, before, after| {
                    year(&format!("u{at}"), before, after).lines().map(|row| match row.rsplit_once(' ') {
                        Some((key, figure)) => format!("{key} {field} {figure}\n"),
                        None => String::new(),
                    }).collect::<String>()
                };
                site.rows(&(rows("thue", before, after) + &rows("dat-dai", after, before)))
            });
            lines.iter().fold(site, |site, line| site.initiative(line)).made()
        };
        let one = made(&[0, 1, 2, 3, 4, 5, 6, 7]);
        let other = made(&order);
        for at in 0..8 {
            let unit = format!("u{at}");
            prop_assert_eq!(for_unit(&one, &unit), for_unit(&other, &unit));
            for suggestion in one.figures.suggestions.for_unit(one.unit(&unit)) {
                let initiative = one.campaign.initiatives.get(suggestion.initiative);
                let unit = one.unit(&unit);
                prop_assert!(initiative.unit != unit && initiative.stage != Stage::Stopped);
                prop_assert!(initiative.adopted_by.iter().all(|adoption| adoption.unit != unit));
                prop_assert!(!suggestion.shortages.is_empty());
            }
        }
        for (id, initiative) in one.campaign.initiatives.iter() {
            prop_assert_eq!(helped(&one, &initiative.code), helped(&other, &initiative.code));
            for suggestion in one.figures.suggestions.of_initiative(id) {
                prop_assert_eq!(suggestion.initiative, id);
                prop_assert!(initiative.unit != suggestion.unit);
            }
        }
    }
}

/// The practice that is worth a look: `m of a for x/thue`.
fn worth_a_look(made: &Computed, unit: &str) -> String {
    let Some(example) = made.figures.suggestions.example(made.unit(unit)) else {
        return "-".into();
    };
    let code = &made.campaign.initiatives.get(example.initiative).code;
    let of = &made.campaign.units.get(example.of).code;
    format!("{code} of {of} for {}", shortage(made, example.shortage))
}

#[test]
fn worth_a_look_is_a_practice_of_a_like_unit_with_better_figures() {
    let site = short(
        TARGET,
        "a, b, c, o kind:other",
        "a 80/100, b 85/100, c 85/100, o 99/100",
    );
    // That of another kind of unit is suggested, but no example; a is worse than b, and c is just as bad.
    let made = site
        .clone()
        .initiative("w a 2019 x")
        .initiative("e c 2019 x")
        .initiative("o o 2019 x")
        .made();
    assert_eq!(worth_a_look(&made, "b"), "-");
    assert_eq!(worth_a_look(&made, "a"), "e of c for x");
    // What it took up already, or what was stopped, is none.
    let taken = site
        .initiative("e c 2019 x by:a")
        .initiative("s b 2019 x stopped");
    assert_eq!(worth_a_look(&taken.made(), "a"), "-");
}

#[test]
fn without_a_latest_period_an_example_is_of_the_figures_that_pages_show() {
    let keys = format!("{TARGET}; headline = \"latest\"; reporters = [\"unit\"]");
    let site = short(&keys, "a, c, d, e, f", "a 80/100, c 85/100").initiative("e c 2019 x");
    let made = site.made();
    assert_eq!(made.latest(), None);
    assert_eq!(worth_a_look(&made, "a"), "e of c for x");
}

#[test]
fn an_example_is_for_the_weakest_field_that_has_one() {
    let rows =
        "a 2019-01 thue 80/100\na 2019-01 dat 50/100\nb 2019-01 thue 95/100\nb 2019-01 dat 60/100";
    let made = || site("a, b").indicator(FIELDS).rows(rows);
    let both = made()
        .initiative("t b 2019 x field:thue")
        .initiative("d b 2018 x field:dat");
    assert_eq!(worth_a_look(&both.made(), "a"), "d of b for x/dat");
    let one = made().initiative("t b 2019 x field:thue");
    assert_eq!(worth_a_look(&one.made(), "a"), "t of b for x/thue");
}

#[test]
fn an_example_is_never_sourced_beside_illustrative_figures_nor_from_a_small_sample() {
    let rows = "a 2019-01 1/2\nb 2019-01 9/10";
    let made = |words: &str| site("a, b").indicator(TARGET).initiative(words);
    assert_eq!(
        worth_a_look(&made("m b 2019 x sourced").rows(rows).made(), "a"),
        "m of b for x"
    );
    let mixed = made("m b 2019 x sourced").illustrative(rows);
    assert_eq!(worth_a_look(&mixed.made(), "a"), "-");
    let keys = "kind = \"ratio\"; target = \"> 90\"; min_sample = 5";
    let small = site("a, b").indicator(keys).initiative("m b 2019 x");
    let small = small.rows("a 2019-01 5/10\nb 2019-01 4/4");
    assert_eq!(worth_a_look(&small.made(), "a"), "-");
}

#[test]
fn where_less_is_better_the_lower_figure_is() {
    let keys = "kind = \"ratio\"; target = \"< 10\"";
    let made = site("a, b")
        .indicator(keys)
        .initiative("m b 2019 x")
        .initiative("n a 2019 x");
    let made = made.rows("a 2019-01 30/100\nb 2019-01 20/100").made();
    assert_eq!(worth_a_look(&made, "a"), "m of b for x");
    assert_eq!(worth_a_look(&made, "b"), "-");
}
