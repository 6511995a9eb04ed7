//! What holds of any initiatives: they say what the plainest reading of the rule says, in whatever order.

use super::told;
use crate::calendar::{Period, PeriodLength, VagueDay};
use crate::figures::figure::pool;
use crate::figures::over_time::combine;
use crate::figures::testing::{Computed, Site, site};
use crate::figures::{BeforeAfter, BlockChange, Figure, Impact, Track};
use crate::model::{FieldId, Indicator, IndicatorId, Initiative, OverTime, UnitId};
use proptest::prelude::*;
use std::collections::BTreeMap;

const UNITS: [&str; 6] = [
    "city kind:city",
    "b<city",
    "c<city",
    "d<city",
    "e<b group:f",
    "f<b",
];
const CODES: [&str; 6] = ["city", "b", "c", "d", "e", "f"];
const KINDS: [&str; 4] = [
    "kind = \"ratio\"",
    "kind = \"mean\"",
    "kind = \"count\"",
    "kind = \"count\"; over_time = \"last\"",
];
const FIELDS: [&str; 3] = ["", "dat-dai", "thue"];
/// The last field is none of the figures'.
const NAMED: [&str; 3] = ["dat-dai", "thue", "khac"];

/// A year of figures with a few gaps, so that there are windows of every width.
fn rows(kind: usize) -> impl Strategy<Value = Vec<(String, bool)>> {
    let figure = (0..=20_u32, 0..=20_u32, 0..40_u8, 0..30_u8);
    let months = proptest::collection::vec(figure, 12);
    let runs = proptest::collection::btree_map((0..CODES.len(), 0..FIELDS.len()), months, 4..14);
    runs.prop_map(move |runs: BTreeMap<_, _>| {
        let row =
            |unit: usize, field: usize, month: usize, (a, b, gap, mark): (u32, u32, u8, u8)| {
                let figure = match (gap, kind) {
                    (0, _) => return None,
                    (1 | 2, _) => "none".into(),
                    (_, 0) => format!("{}/{}", a.min(b), a.max(b)),
                    (_, 1) => format!("{}.5@{b}", a % 5),
                    _ => a.to_string(),
                };
                let (unit, field) = (CODES[unit], FIELDS[field]);
                Some((
                    format!("{unit} 2019-{:02} {field} {figure}", month + 1),
                    mark == 0,
                ))
            };
        runs.into_iter()
            .flat_map(|((unit, field), months)| {
                let months = months.into_iter().enumerate();
                months
                    .filter_map(move |(month, figure)| row(unit, field, month, figure))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}

fn initiatives() -> impl Strategy<Value = Vec<String>> {
    let date = prop_oneof![
        6 => (3..11_u8).prop_map(|month| format!("2019-{month:02}")),
        2 => (3..11_u8).prop_map(|month| format!("2019-{month:02}-15")),
        1 => Just("2019".to_owned()),
    ];
    let adopters = proptest::collection::btree_map(
        0..CODES.len(),
        proptest::option::weighted(0.8, date.clone()),
        0..4,
    );
    let one = (
        0..CODES.len(),
        date,
        adopters,
        0..NAMED.len(),
        any::<bool>(),
    );
    let line = |at: usize,
                (unit, date, adopters, field, sourced): (
        usize,
        String,
        BTreeMap<usize, Option<String>>,
        usize,
        bool,
    )| {
        let by: Vec<String> = adopters
            .into_iter()
            .filter(|(adopter, _)| *adopter != unit)
            .map(|(adopter, since)| {
                let since = since.map_or(String::new(), |since| format!("@{since}"));
                format!("{}{since}", CODES[adopter])
            })
            .collect();
        let by = if by.is_empty() {
            String::new()
        } else {
            format!("by:{}", by.join(","))
        };
        let sourced = if sourced { "sourced" } else { "" };
        format!(
            "m{at} {} {date} x field:{} {by} {sourced}",
            CODES[unit], NAMED[field]
        )
    };
    proptest::collection::vec(one, 1..6).prop_map(move |all| {
        all.into_iter()
            .enumerate()
            .map(|(at, one)| line(at, one))
            .collect()
    })
}

fn campaign(units: &[&str], kind: usize, rows: &[(String, bool)], initiatives: &[String]) -> Site {
    let of = |illustrative: bool| {
        let rows = rows.iter().filter(|(_, marked)| *marked == illustrative);
        rows.map(|(row, _)| format!("{row}\n")).collect::<String>()
    };
    let site = site(&units.join(",")).indicator(KINDS[kind]);
    let site = site.rows(&of(false)).illustrative(&of(true));
    initiatives
        .iter()
        .fold(site, |site, line| site.initiative(line))
}

fn any_campaign() -> impl Strategy<Value = (usize, Vec<(String, bool)>, Vec<String>)> {
    (0..KINDS.len()).prop_flat_map(|kind| (Just(kind), rows(kind), initiatives()))
}

/// The rule as it stands in the contract, without any sharing of work.
struct Plain<'a> {
    made: &'a Computed,
    indicator: &'a Indicator,
    initiative: &'a Initiative,
}

impl Plain<'_> {
    fn impacts(&self) -> Vec<Impact> {
        let initiative = self.initiative;
        let adopted = initiative.adopted_by.iter();
        let began = std::iter::once((initiative.unit, Some(initiative.started)))
            .chain(adopted.map(|adoption| (adoption.unit, adoption.since)));
        began
            .filter_map(|(unit, since)| self.impact(unit, since?))
            .collect()
    }

    fn impact(&self, unit: UnitId, since: VagueDay) -> Option<Impact> {
        if matches!(since, VagueDay::Year(_)) {
            return None;
        }
        let start = since.first_day();
        let start = Period::new(start.year(), start.month() as u8, PeriodLength::Month)?;
        let k = (3..=6)
            .rev()
            .find(|&k| self.sides(unit, start, k).is_some())?;
        let [before, after] = self.sides(unit, start, k)?;
        let own = BeforeAfter::new(self.indicator, before, after)?;
        let sourced = !self.initiative.sources.is_empty();
        if sourced && (own.before.is_illustrative() || own.after.is_illustrative()) {
            return None;
        }
        let block = self.block(unit, start, k).filter(|block| {
            !(sourced
                && (block.pooled.before.is_illustrative() || block.pooled.after.is_illustrative()))
        });
        Some(Impact {
            indicator: IndicatorId(0),
            unit,
            field: self.field(),
            start,
            k: k as u8,
            own,
            coverage_before: Default::default(),
            coverage_after: Default::default(),
            block,
        })
    }

    fn block(&self, unit: UnitId, start: Period, k: u16) -> Option<BlockChange> {
        let units = &self.made.campaign.units;
        let took_part = |id: UnitId| {
            id == self.initiative.unit
                || self
                    .initiative
                    .adopted_by
                    .iter()
                    .any(|adoption| adoption.unit == id)
        };
        let rest: Vec<[Figure; 2]> = units
            .iter()
            .filter(|(id, other)| other.block() == units.get(unit).block() && !took_part(*id))
            .filter_map(|(id, _)| self.sides(id, start, k))
            .collect();
        let before = pool(rest.iter().map(|sides| &sides[0]))?;
        let after = pool(rest.iter().map(|sides| &sides[1]))?;
        Some(BlockChange {
            units: rest.len() as u32,
            pooled: BeforeAfter::new(self.indicator, before, after)?,
        })
    }

    fn field(&self) -> Option<FieldId> {
        let mut units = self.made.figures.of(IndicatorId(0)).standings.iter();
        let field = self.initiative.field;
        units
            .any(|unit| unit.field(field).is_some())
            .then_some(field)
    }

    fn sides(&self, unit: UnitId, start: Period, k: u16) -> Option<[Figure; 2]> {
        let standing = self.made.figures.of(IndicatorId(0)).standing(unit);
        let track = match self.field() {
            Some(field) => standing.field(field)?,
            None => &standing.overall,
        };
        let start = start.first_month();
        let over_time = self.indicator.over_time;
        Some([
            side(track, start - k, k, over_time)?,
            side(track, start + 1, k, over_time)?,
        ])
    }
}

fn side(track: &Track, first: u16, k: u16, over_time: OverTime) -> Option<Figure> {
    let figures: Option<Vec<&Figure>> = (first..first + k)
        .map(|month| track.at(Period::month_at(month))?.figure.as_ref())
        .collect();
    combine(figures?.into_iter(), over_time)
}

fn without_coverage(impact: &Impact) -> Impact {
    Impact {
        coverage_before: Default::default(),
        coverage_after: Default::default(),
        ..impact.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn impacts_are_what_the_plainest_reading_says((kind, rows, lines) in any_campaign()) {
        let made = campaign(&UNITS, kind, &rows, &lines).made();
        for (id, initiative) in made.campaign.initiatives.iter() {
            let plain = Plain { made: &made, indicator: made.indicator(), initiative };
            let impacts: Vec<Impact> =
                made.figures.impacts.of(id).iter().map(without_coverage).collect();
            prop_assert_eq!(impacts, plain.impacts());
        }
    }

    #[test]
    fn neither_the_order_of_rows_nor_of_units_matters(
        (kind, rows, lines) in any_campaign(),
        order in Just(UNITS.to_vec()).prop_shuffle(),
        swap in any::<bool>(),
    ) {
        let one = campaign(&UNITS, kind, &rows, &lines).made();
        let mut turned = rows;
        if swap { turned.reverse(); }
        let other = campaign(&order, kind, &turned, &lines).made();
        for line in &lines {
            let code = line.split(' ').next().unwrap_or_default();
            prop_assert_eq!(told(&one, code), told(&other, code));
        }
    }

    #[test]
    fn what_adopters_report_moves_no_block((kind, rows, lines) in any_campaign(), other in 0..20_u32) {
        let blocks = |rows: &[(String, bool)]| {
            // Units side by side, so that no total of another unit changes with an adopter's.
            let made = campaign(&CODES, kind, rows, &lines[..1]).made();
            let (id, initiative) = made.campaign.initiatives.iter().next().expect("one");
            let adopter = initiative.adopted_by.first().map(|adoption| adoption.unit);
            let others = made.figures.impacts.of(id).iter().filter(|impact| Some(impact.unit) != adopter);
            let blocks: Vec<_> = others.map(|impact| (impact.unit, impact.k, impact.block.clone())).collect();
            (adopter.map(|unit| made.campaign.units.get(unit).code.clone()), blocks)
        };
        let (adopter, before) = blocks(&rows);
        let Some(adopter) = adopter else { return Ok(()) };
        let figure = ["1/20".into(), format!("1@{other}"), other.to_string(), other.to_string()];
        let changed: Vec<(String, bool)> = rows
            .iter()
            .map(|(row, mark)| match row.rsplit_once(' ') {
                Some((key, _)) if row.starts_with(&format!("{adopter} ")) => (format!("{key} {}", figure[kind]), *mark),
                _ => (row.clone(), *mark),
            })
            .collect();
        prop_assert_eq!(before, blocks(&changed).1);
    }
}
