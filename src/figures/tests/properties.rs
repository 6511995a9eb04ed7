//! What holds of any rows: order and files do not matter, totals add up, coverage never exceeds what is owed.

use crate::figures::testing::{Computed, Site, site};
use crate::figures::{Figure, Point, Standing};
use crate::model::UnitId;
use crate::number::Decimal;
use proptest::prelude::*;
use std::collections::BTreeMap;

const UNITS: [&str; 6] = [
    "city",
    "b<city",
    "c<city",
    "d<b",
    "e<b from:2019-02-10",
    "f",
];
const KINDS: [&str; 3] = ["ratio", "mean", "count"];
const PERIODS: [&str; 9] = [
    "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-Q1", "2019-H1", "2019-9M", "2019",
];
const FIELDS: [&str; 3] = ["", "dat-dai", "thue"];

fn code(unit: &str) -> &str {
    unit.split(['<', ' ']).next().unwrap_or(unit)
}

/// Rows of different keys, each with its figure.
fn rows(kind: usize) -> impl Strategy<Value = Vec<String>> {
    let key = (0..UNITS.len(), 0..PERIODS.len(), 0..FIELDS.len());
    let figure = (0..=1000_u32, 0..=1000_u32, 0..10_u8);
    proptest::collection::btree_map(key, figure, 1..40).prop_map(move |rows: BTreeMap<_, _>| {
        let row = |((unit, period, field), (a, b, none)): (_, (u32, u32, u8))| {
            let (unit, period, field): (usize, usize, usize) = (unit, period, field);
            // A unit has no figures for periods wholly outside its days.
            let period = match (unit, period) {
                (4, 0 | 1) => 3,
                (_, period) => period,
            };
            let figure = match (KINDS[kind], none) {
                (_, 0) => "none".into(),
                ("ratio", _) => format!("{}/{}", a.min(b), a.max(b)),
                ("mean", _) => format!("{}.5@{b}", a % 5),
                _ => format!("{a}"),
            };
            (
                format!(
                    "{} {} {}",
                    code(UNITS[unit]),
                    PERIODS[period],
                    FIELDS[field]
                ),
                figure,
            )
        };
        let unique: BTreeMap<String, String> = rows.into_iter().map(row).collect();
        unique
            .into_iter()
            .map(|(key, figure)| format!("{key} {figure}"))
            .collect()
    })
}

fn campaign(units: &str, kind: usize) -> Site {
    site(units).indicator(&format!(
        "kind = \"{}\"; headline = \"cumulative\"; better = \"higher\"; rank_needs = 0.1",
        KINDS[kind]
    ))
}

fn some_rows() -> impl Strategy<Value = (usize, Vec<String>)> {
    (0..KINDS.len()).prop_flat_map(|kind| (Just(kind), rows(kind)))
}

fn made(kind: usize, rows: &[String]) -> Computed {
    campaign(&UNITS.join(","), kind)
        .rows(&rows.join("\n"))
        .made()
}

fn standings(made: &Computed) -> Vec<&Standing> {
    let figures = made.figures.of(crate::model::IndicatorId(0));
    figures.standings.iter().chain([&figures.whole]).collect()
}

fn points(made: &Computed) -> Vec<&Point> {
    standings(made)
        .into_iter()
        .flat_map(|standing| {
            let fields = standing.fields.iter().map(|(_, track)| track);
            fields.chain([&standing.overall])
        })
        .flat_map(|track| {
            let series = track.series.iter();
            series.chain([&track.cumulative]).chain(&track.latest)
        })
        .collect()
}

fn sums(figure: &Figure) -> (Decimal, Decimal) {
    (figure.sum(), figure.base().unwrap_or_default())
}

/// Checks that a point's figure is its own one and those of the points below it.
fn adds_up(total: &Point, below: &[&Point]) -> Result<(), TestCaseError> {
    let mut parts: Vec<(Decimal, Decimal)> = below
        .iter()
        .filter_map(|point| point.figure.as_ref())
        .map(sums)
        .collect();
    parts.extend(total.own().map(sums));
    let mut sum = (Decimal::ZERO, Decimal::ZERO);
    for (first, second) in &parts {
        sum.0 += first;
        sum.1 += second;
    }
    prop_assert_eq!(total.figure.is_none(), parts.is_empty());
    if let Some(figure) = &total.figure {
        prop_assert_eq!(sums(figure), sum);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neither_the_order_of_rows_nor_their_files_nor_repetitions_matter(
        (kind, rows) in some_rows(),
        keys in proptest::collection::vec((any::<u32>(), 0..3_usize), 40),
        repeated in 0..40_usize,
    ) {
        let mut shuffled: Vec<(u32, usize, &String)> = rows
            .iter()
            .zip(&keys)
            .map(|(row, &(order, file))| (order, file, row))
            .collect();
        if let Some(row) = rows.get(repeated) {
            shuffled.push((7, 2, row));
        }
        shuffled.sort();
        let mut site = campaign(&UNITS.join(","), kind);
        for file in 0..3 {
            let rows = shuffled.iter().filter(|(_, of, _)| *of == file);
            site = site.rows(&rows.map(|(_, _, row)| format!("{row}\n")).collect::<String>());
        }
        let (one, other) = (made(kind, &rows), site.made());
        // Fields that only the data name are in order of their keys, so their ids agree.
        prop_assert_eq!(standings(&one), standings(&other));
        prop_assert_eq!(one.ranking("b"), other.ranking("b"));
    }

    #[test]
    fn places_do_not_depend_on_the_order_of_the_units(
        (kind, rows) in some_rows(),
        order in Just(UNITS.to_vec()).prop_shuffle(),
    ) {
        let one = made(kind, &rows);
        let other = campaign(&order.join(","), kind).rows(&rows.join("\n")).made();
        prop_assert_eq!(one.ranking("b"), other.ranking("b"));
    }

    #[test]
    fn a_total_is_the_own_figure_and_the_totals_below((kind, rows) in some_rows()) {
        let made = made(kind, &rows);
        let figures = made.figures.of(crate::model::IndicatorId(0));
        for (id, _) in made.campaign.units.iter() {
            let below: Vec<&Standing> = made
                .campaign
                .units
                .children(id)
                .iter()
                .map(|&child: &UnitId| figures.standing(child))
                .collect();
            let standing = figures.standing(id);
            let cumulative: Vec<&Point> =
                below.iter().map(|below| &below.overall.cumulative).collect();
            adds_up(&standing.overall.cumulative, &cumulative)?;
            for point in &standing.overall.series {
                let period = point.period().expect("a period");
                let points: Vec<&Point> =
                    below.iter().filter_map(|below| below.overall.at(period)).collect();
                adds_up(point, &points)?;
            }
        }
    }

    #[test]
    fn nobody_gave_more_than_was_owed((kind, rows) in some_rows(), total in any::<bool>()) {
        let keys = if total { "; reported = \"total\"" } else { "" };
        let site = site(&UNITS.join(","))
            .indicator(&format!("kind = \"{}\"{keys}", KINDS[kind]))
            .days("2019-01-15", "2019-11-30");
        let made = site.rows(&rows.join("\n")).made();
        for point in points(&made) {
            prop_assert!(point.coverage.reported <= point.coverage.expected, "{:?}", point);
            if let Some(months) = point.months() {
                prop_assert!(months.reported <= months.expected, "{:?}", point);
            }
        }
    }
}
