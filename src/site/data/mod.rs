//! The figures as files: JSON and CSV below `du-lieu/`, for programs and for spreadsheets.

mod csv;
pub(super) mod dictionary;
mod impact;
mod indicator;
mod initiative;
mod json;
mod number;
pub(super) mod observations;
mod point;
mod ranking;
mod unit;

pub(super) use crate::source::csv_cell;
pub(super) use dictionary::dictionary;

use super::layout::LinkView;
use super::{Facts, Site};
use crate::diagnostic::{Code, Diagnostic};
use serde::Serialize;

/// The files of the initiatives, without their ending.
pub(super) const INITIATIVES: &str = "du-lieu/sang-kien";

/// The file of all rankings.
pub(super) const RANKINGS: &str = "du-lieu/xep-hang.json";

/// The list of all files with their hashes.
pub(super) const MANIFEST: &str = "du-lieu/manifest.json";

/// The files of a unit, without their ending.
pub(super) fn of_unit(code: &str) -> String {
    format!("du-lieu/don-vi/{code}")
}

/// The files of an indicator, without their ending.
pub(super) fn of_indicator(code: &str) -> String {
    format!("du-lieu/chi-tieu/{code}")
}

/// Links to the two files of a thing.
pub(super) fn downloads(stem: &str) -> Vec<LinkView> {
    vec![
        LinkView::new("JSON", format!("{stem}.json")),
        LinkView::new("CSV", format!("{stem}.csv")),
    ]
}

/// Plans the files of every unit and indicator, and of the rankings, and of the initiatives where there are any.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, unit) in facts.campaign.units.iter() {
        let stem = of_unit(&unit.code);
        site.make(format!("{stem}.json"), move |context| {
            Ok(unit::json(&context.facts, id))
        });
        site.make(format!("{stem}.csv"), move |context| {
            Ok(unit::csv(&context.facts, id))
        });
    }
    for (id, indicator) in facts.campaign.indicators.iter() {
        let stem = of_indicator(&indicator.code);
        site.make(format!("{stem}.json"), move |context| {
            indicator::json(&context.facts, id)
        });
        site.make(format!("{stem}.csv"), move |context| {
            Ok(indicator::csv(&context.facts, id))
        });
    }
    site.list(MANIFEST);
    site.make(RANKINGS, |context| ranking::json(&context.facts));
    observations::plan(facts, site);
    if !facts.campaign.initiatives.0.is_empty() {
        site.make(format!("{INITIATIVES}.json"), |context| {
            initiative::json(&context.facts)
        });
        site.make(format!("{INITIATIVES}.csv"), |context| {
            Ok(initiative::csv(&context.facts))
        });
    }
}

/// A value as JSON with a line break at its end.
fn to_json(value: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = serde_json::to_vec(value).map_err(|error| json_failed(&error))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn json_failed(error: &serde_json::Error) -> Diagnostic {
    Code::JsonFailed.arg("reason", error)
}
