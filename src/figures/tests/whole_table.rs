//! Whole tables that are doubtful.

use crate::figures::testing::site;

const RATIO: &str = "kind = \"ratio\"\ntarget = \"> 90\"";
const COUNT: &str = "kind = \"count\"\nbetter = \"higher\"";

/// A table of months of one unit.
fn months(unit: &str, figures: &[&str]) -> String {
    let months = figures.iter().enumerate();
    months
        .map(|(at, figure)| format!("{unit} 2019-{:02} {figure}\n", at + 1))
        .collect()
}

fn findings(units: &str, indicator: &str, tables: &[String]) -> Vec<&'static str> {
    let site = tables
        .iter()
        .fold(site(units).indicator(indicator), |site, table| {
            site.rows(table)
        });
    let mut findings = site.made().findings;
    findings.retain(|code| {
        matches!(
            *code,
            "running-total" | "sent-again" | "part-sum" | "thousandfold" | "figure-jumps"
        )
    });
    findings
}

#[test]
fn counts_that_never_fall_may_be_running_totals() {
    let rising = months("a", &["9/10", "20/22", "28/31", "39/43"]);
    assert_eq!(
        findings("a", RATIO, std::slice::from_ref(&rising)),
        ["running-total"]
    );
    assert_eq!(
        findings("a", COUNT, &[months("a", &["100", "210", "290", "410"])]),
        ["running-total"]
    );
    // A month that falls, too few months, counts that stay, and those of most units that do not rise.
    for calm in [
        &["9/10", "20/22", "18/21", "39/43"][..],
        &["9/10", "20/22", "28/31"],
        &["9/10"; 4],
    ] {
        assert_eq!(
            findings("a", RATIO, &[months("a", calm)]),
            Vec::<&str>::new(),
            "{calm:?}"
        );
    }
    let falling = months("b", &["40/43", "20/22", "30/31", "9/10"]);
    let other = falling.replace("b ", "c ");
    let all = [&*rising, &falling, &other].concat();
    assert_eq!(findings("a, b, c", RATIO, &[all]), Vec::<&str>::new());
    // A unit with tables of its own is most of theirs.
    assert_eq!(
        findings("a, b, c", RATIO, &[rising, falling, other]),
        ["running-total"]
    );
}

#[test]
fn running_totals_may_end_within_the_year() {
    for ends in [
        &["9/10", "20/22", "28/31", "39/43", "11/12", "8/9"][..],
        &["30/33", "38/40", "48/51", "59/63", "11/12", "8/9"],
        &["11/12", "8/9", "20/22", "28/31", "39/43", "11/12", "8/9"],
    ] {
        let tables = [months("a", ends)];
        let found = findings("a", RATIO, &tables);
        assert!(found.contains(&"running-total"), "{ends:?} {found:?}");
    }
    let calm = months("a", &["30/33", "38/40", "48/51", "59/63", "31/32", "28/29"]);
    assert_eq!(findings("a", RATIO, &[calm]), Vec::<&str>::new());
}

#[test]
fn a_stock_may_rise_from_month_to_month() {
    let stock = format!("{COUNT}\nover_time = \"last\"");
    let rising = months("a", &["100", "110", "120", "130"]);
    assert_eq!(findings("a", &stock, &[rising]), Vec::<&str>::new());
}

#[test]
fn the_last_months_of_a_year_tell_where_they_pile_up() {
    let piled = months(
        "a",
        &["30/33", "28/31", "91/99", "120/129", "150/161", "181/195"],
    );
    assert_eq!(findings("a", RATIO, &[piled]), ["running-total"]);
    let grown = months("a", &["30/33", "28/31", "31/34", "33/36", "35/38", "41/45"]);
    assert_eq!(findings("a", RATIO, &[grown]), Vec::<&str>::new());
}

#[test]
fn a_month_may_be_another_one_sent_again() {
    let january = "a 2019-01 463/500\nb 2019-01 77/81\n";
    let again = january.replace("2019-01", "2019-02");
    let other = again.replace("463", "464");
    assert_eq!(
        findings("a, b", RATIO, &[january.into(), again]),
        ["sent-again"]
    );
    assert_eq!(
        findings("a, b", RATIO, &[january.into(), other]),
        Vec::<&str>::new()
    );
    // Also where it was never another one, which few figures may be.
    let all = format!("{january}c 2019-01 590/612\n");
    for (units, january, told) in [("a, b, c", &*all, 2), ("a, b", january, 0)] {
        let months = ["01", "02", "03"];
        let three = months.map(|month| january.replace("2019-01", &format!("2019-{month}")));
        assert_eq!(findings(units, RATIO, &three), vec!["sent-again"; told]);
    }
    // Counts that come anew each month differ; a number of offices stays the same for years.
    let count = "a 2019-01 412\nb 2019-01 571\n";
    let counts = [count.to_owned(), count.replace("2019-01", "2019-02")];
    let stock = format!("{COUNT}\nover_time = \"last\"");
    assert_eq!(findings("a, b", COUNT, &counts), ["sent-again"]);
    assert_eq!(findings("a, b", &stock, &counts), Vec::<&str>::new());
    let small = [months("a", &["2/2"]), "a 2019-02 2/2\n".to_owned()];
    assert_eq!(findings("a", RATIO, &small), Vec::<&str>::new());
}

#[test]
fn a_year_that_sums_up_the_months_so_far_is_doubted() {
    let so_far = months("a", &["100", "50", "70"]);
    let with = |period: &str, figure: &str| {
        findings(
            "a",
            COUNT,
            &[so_far.clone(), format!("a {period} {figure}\n")],
        )
    };
    assert_eq!(with("2019", "220"), ["part-sum"]);
    assert_eq!(with("2019-H1", "220"), ["part-sum"]);
    assert_eq!(with("2019", "221"), Vec::<&str>::new());
    assert_eq!(with("2019-Q1", "220"), Vec::<&str>::new());
}

#[test]
fn a_table_in_thousands_is_told_once() {
    let month = |month: u8, figures: [&str; 2]| {
        format!(
            "a 2019-0{month} {}\nb 2019-0{month} {}\n",
            figures[0], figures[1]
        )
    };
    let tables = [
        month(1, ["4100", "2900"]),
        month(2, ["4210", "3100"]),
        month(3, ["4", "3"]),
        month(4, ["4000", "2800"]),
    ];
    assert_eq!(findings("a, b", COUNT, &tables), ["thousandfold"]);
    // A table of several months is held against the others, not against itself.
    let months = [3, 4, 5].map(|at| month(at, ["4", "3"]));
    let long = [tables[0].clone(), tables[1].clone(), months.concat()];
    assert_eq!(findings("a, b", COUNT, &long), ["thousandfold"; 3]);
    let one = [
        tables[0].clone(),
        tables[1].clone(),
        month(3, ["4", "3010"]),
        tables[3].clone(),
    ];
    assert_eq!(findings("a, b", COUNT, &one), ["figure-jumps"]);
}

#[test]
fn denominators_and_shares_jump_where_no_other_number_does() {
    for figures in [
        // Three times as many of which a third as many: an eighth of the share.
        ["400/1000", "420/1010", "410/990", "150/3000"],
        // Nine times the denominator, and a little more of it.
        ["40/100", "41/102", "42/101", "100/900"],
    ] {
        assert_eq!(
            findings("a", RATIO, &[months("a", &figures)]),
            ["figure-jumps"],
            "{figures:?}"
        );
    }
}

/// What is told where the second table gives `a`, which is above `b` and `c` of the first.
fn told_of_superior(own: &str, reported: &str) -> Vec<&'static str> {
    let made = site("a, b<a, c<a")
        .indicator(&format!("kind = \"ratio\"\n{reported}"))
        .rows("b 2019-03 412/450\nc 2019-03 530/571\n")
        .rows(own)
        .made();
    let is_of_superior = |code: &&str| *code == "total-in-other-table";
    made.findings.into_iter().filter(is_of_superior).collect()
}

#[test]
fn a_total_of_subordinates_in_another_table_is_no_figure_of_its_own() {
    let told = |own| told_of_superior(own, "");
    assert_eq!(told("a 2019-03 942/1021\n"), ["total-in-other-table"]);
    assert_eq!(told("a 2019-03 942/1022\n"), Vec::<&str>::new());
    assert_eq!(told("a 2019-04 942/1021\n"), Vec::<&str>::new());
    assert_eq!(told("a 2019-03 dat-dai 942/1021\n"), Vec::<&str>::new());
    let total = told_of_superior("a 2019-03 942/1021\n", "reported = \"total\"");
    assert_eq!(total, Vec::<&str>::new());
}

#[test]
fn a_total_may_be_of_rows_beside_it_and_elsewhere_and_of_shorter_periods() {
    let told = |tables: &[&str]| {
        let site = site("a, b<a, c<a, d<a").indicator("kind = \"ratio\"");
        let site = tables.iter().fold(site, |site, rows| site.rows(rows));
        let findings = site.made().findings;
        findings.contains(&"total-in-other-table")
    };
    let beside = "a 2019-03 1467/1540\nb 2019-03 707/738\nc 2019-03 550/580\n";
    assert!(told(&[beside, "d 2019-03 210/222\n"]));
    assert!(!told(&[beside, "d 2019-03 211/222\n"]));
    let months = "b 2019-01 107/110\nb 2019-02 300/318\nb 2019-03 300/310\nc 2019-01 250/280\nc 2019-02 300/300\n";
    assert!(told(&[&format!("a 2019-Q1 1257/1318\n{months}")]));
    assert!(!told(&[&format!("a 2019-Q1 1258/1318\n{months}")]));
    assert!(told(&[
        "a 2019-H1 1467/1540\n",
        "b 2019-Q1 707/738\nc 2019-Q2 760/802\n"
    ]));
}

#[test]
fn sums_in_another_table_are_exact() {
    let made = |own: &str| {
        let site = site("a, b<a, c<a").indicator("kind = \"count\"\ndecimals = 1\nwhole = false");
        let below = "b 2019-03 100000.1\nc 2019-03 200000.2\n";
        let findings = site.rows(below).rows(own).made().findings;
        findings.contains(&"total-in-other-table")
    };
    assert!(made("a 2019-03 300000.3\n"), "0.1 and 0.2 are 0.3");
    assert!(!made("a 2019-03 300000.31\n"));
}

#[test]
fn small_sums_in_another_table_are_chance_and_fields_add_up() {
    let made = |below: &str, own: &str| {
        let site = site("a, b<a, c<a").indicator("kind = \"count\"");
        let findings = site.rows(below).rows(own).made().findings;
        findings.contains(&"total-in-other-table")
    };
    assert!(!made("b 2019-03 41\nc 2019-03 53\n", "a 2019-03 94\n"));
    assert!(
        made("b 2019-03 41\nc 2019-03 153\n", "a 2019-03 194\n"),
        "as a warning"
    );
    let fields = "b 2019-03 x 410000\nb 2019-03 y 20000\nc 2019-03 x 530000\n";
    assert!(made(fields, "a 2019-03 960000\n"));
}
