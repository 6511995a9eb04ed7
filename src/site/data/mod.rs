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

use super::layout::Part;
use super::{Context, Site};
use crate::diagnostic::{Code, Diagnostic};
use serde::Serialize;

/// The path of the initiatives as JSON.
pub(super) const INITIATIVES_JSON: &str = "du-lieu/sang-kien.json";

/// The path of the initiatives as CSV.
pub(super) const INITIATIVES_CSV: &str = "du-lieu/sang-kien.csv";

/// Plans the files of every unit and indicator, and of the rankings, and of the initiatives where there are any.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    for (id, unit) in context.campaign.units.iter() {
        site.make(
            format!("du-lieu/don-vi/{}.json", unit.code),
            move |context| Ok(unit::json(context, id)),
        );
        site.make(
            format!("du-lieu/don-vi/{}.csv", unit.code),
            move |context| Ok(unit::csv(context, id)),
        );
    }
    for (id, indicator) in context.campaign.indicators.iter() {
        site.make(
            format!("du-lieu/chi-tieu/{}.json", indicator.code),
            move |context| indicator::json(context, id),
        );
        site.make(
            format!("du-lieu/chi-tieu/{}.csv", indicator.code),
            move |context| Ok(indicator::csv(context, id)),
        );
    }
    site.make("du-lieu/xep-hang.json", ranking::json);
    observations::plan(context, site);
    if context.has_part(Part::Initiatives) {
        site.make(INITIATIVES_JSON, initiative::json);
        site.make(INITIATIVES_CSV, |context| Ok(initiative::csv(context)));
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
