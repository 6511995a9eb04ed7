//! Units that reported up to the period before the latest and are missing altogether in that one.
//!
//! The latest period of an indicator is one that at least half of those who owe it gave, so that it is due; a unit that
//! gave the one before it and nothing at all for this one has probably been forgotten, or its file was. Units that lack
//! one indicator of several, or lacked the period before as well, are named in the report of `check` alone.

use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Subject};
use crate::figures::IndicatorFigures;
use crate::model::{Campaign, IndicatorId, Observation, UnitId};
use std::collections::BTreeMap;

/// What a unit owes for one of the latest periods.
#[derive(Default)]
struct Due<'a> {
    /// Whether it gave anything of it.
    is_given: bool,
    /// What it gave for the period before: the last row of each.
    stopped: Vec<(IndicatorId, Period, Option<&'a Observation>)>,
}

/// One warning a unit and period, with all indicators that it concerns.
pub(super) fn stopped(
    campaign: &Campaign,
    slices: &[(IndicatorId, &[Observation])],
    figures: &[IndicatorFigures],
    findings: &mut Diagnostics,
) {
    let mut all: BTreeMap<(UnitId, u32), Due<'_>> = BTreeMap::new();
    for (id, observations) in slices {
        let of = &figures[id.0 as usize];
        let Some((latest, before)) = of
            .latest
            .and_then(|latest| Some((latest, latest.previous()?)))
        else {
            continue;
        };
        for (unit, _) in campaign.units.iter() {
            if !of.owes_now(unit, latest) {
                continue;
            }
            let due = all.entry((unit, latest.order())).or_default();
            if of.touches(unit, latest) {
                due.is_given = true;
            } else if of.covers(unit, before) {
                let last = last_row(observations, unit);
                due.stopped.push((*id, latest, last));
            }
        }
    }
    for ((unit, _), due) in all {
        if !due.is_given {
            findings.extend_one(warning(campaign, unit, &due.stopped));
        }
    }
}

/// The last row that a unit gave.
fn last_row(observations: &[Observation], unit: UnitId) -> Option<&Observation> {
    let from = observations.partition_point(|row| row.unit < unit);
    let to = observations.partition_point(|row| row.unit <= unit);
    let rows = observations.get(from..to)?.iter();
    rows.filter(|row| row.is_given())
        .max_by_key(|row| (row.period.end_month(), row.period.order()))
}

fn warning(
    campaign: &Campaign,
    unit: UnitId,
    missing: &[(IndicatorId, Period, Option<&Observation>)],
) -> Option<Diagnostic> {
    let (_, period, _) = *missing.first()?;
    let indicators = || missing.iter().map(|(id, ..)| campaign.indicators.get(*id));
    let names: Vec<&str> = indicators().map(|indicator| &*indicator.name).collect();
    let codes: Vec<&str> = indicators().map(|indicator| &*indicator.code).collect();
    let unit = campaign.units.get(unit);
    let subject = Subject {
        unit: unit.code.to_string(),
        indicator: codes.join("; "),
        period: period.code(),
        ..Subject::default()
    };
    let warning = Code::UnitStopped
        .arg("unit", unit.label())
        .arg("last", period.previous()?.code())
        .arg("period", period.code())
        .arg("indicators", names.join("; "))
        .about(subject);
    Some(match missing.iter().find_map(|(.., last)| *last) {
        Some(last) => warning.at(last.place()),
        None => warning,
    })
}
