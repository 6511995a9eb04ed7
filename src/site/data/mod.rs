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

use super::layout::Part;
use super::{Facts, Site, layout};
use crate::diagnostic::{Code, Diagnostic};
use serde::Serialize;

/// The path of the initiatives as JSON.
pub(super) const INITIATIVES_JSON: &str = "du-lieu/sang-kien.json";

/// The path of the initiatives as CSV.
pub(super) const INITIATIVES_CSV: &str = "du-lieu/sang-kien.csv";

/// Plans the files of every unit and indicator, and of the rankings, and of the initiatives where there are any.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, unit) in facts.campaign.units.iter() {
        site.make(
            format!("du-lieu/don-vi/{}.json", unit.code),
            move |context| Ok(unit::json(&context.facts, id)),
        );
        site.make(
            format!("du-lieu/don-vi/{}.csv", unit.code),
            move |context| Ok(unit::csv(&context.facts, id)),
        );
    }
    for (id, indicator) in facts.campaign.indicators.iter() {
        site.make(
            format!("du-lieu/chi-tieu/{}.json", indicator.code),
            move |context| indicator::json(&context.facts, id),
        );
        site.make(
            format!("du-lieu/chi-tieu/{}.csv", indicator.code),
            move |context| Ok(indicator::csv(&context.facts, id)),
        );
    }
    site.make("du-lieu/xep-hang.json", |context| {
        ranking::json(&context.facts)
    });
    observations::plan(facts, site);
    if layout::has_part(facts, Part::Initiatives) {
        site.make(INITIATIVES_JSON, |context| initiative::json(&context.facts));
        site.make(INITIATIVES_CSV, |context| {
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
