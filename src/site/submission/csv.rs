//! The same as a CSV file: a row a unit and period that it owes.

use crate::figures::{DueState, Point};
use crate::model::UnitId;
use crate::site::Facts;
use crate::site::data::csv_cell;
use std::fmt::Write;

/// The columns.
pub(in crate::site) const HEADER: &str =
    "unit,unit_name,period,owed,given,nothing_arising,state,missing,illustrative\r\n";

pub(super) fn submission_csv(facts: &Facts<'_>) -> Vec<u8> {
    let mut text = format!("\u{feff}{HEADER}");
    for (unit, _) in facts.campaign.units.iter() {
        submission_lines(facts, unit, &mut text);
    }
    text.into_bytes()
}

fn submission_lines(facts: &Facts<'_>, id: UnitId, text: &mut String) {
    let submissions = &facts.figures.submissions;
    let unit = facts.campaign.units.get(id);
    let gaps = submissions.gaps_of(id);
    let dues = submissions
        .periods
        .iter()
        .zip(submissions.of(id))
        .enumerate();
    for (at, (period, due)) in dues.filter(|(_, (_, due))| due.owed > 0) {
        let missing = gaps.iter().filter(|gap| gap.period == at);
        let codes: Vec<String> = missing.flat_map(|gap| gap.codes(facts.campaign)).collect();
        let illustrative = facts.figures.indicators.iter().any(|of| {
            let point = of.standing(id).overall.at(*period);
            point.is_some_and(Point::is_illustrative)
        });
        let state = match due.state() {
            DueState::Given => "given",
            DueState::Nothing => "nothing-arising",
            DueState::Partly => "partly",
            DueState::Missing | DueState::NotOwed => "missing",
        };
        // Writing into a text cannot fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{},{state},{},{illustrative}\r\n",
            csv_cell(&unit.code),
            csv_cell(&unit.name),
            period.code(),
            due.owed,
            due.given,
            due.nothing,
            csv_cell(&codes.join(";")),
        );
    }
}
