//! What a release changed, as a file: figures, statuses and places.

use super::rows::reason;
use crate::figures::{Moved, Status};
use crate::model::{Observation, UnitId};
use crate::number::Decimal;
use crate::site::{Facts, Wording};
use crate::source::csv_cell as cell;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Its columns.
const HEADER: &str = "kind,indicator,unit,period,field,old,new,reason\r\n";

/// The file: UTF-8 with a mark, CRLF. A figure is written as in the releases (`9/10`); a status in the words of the JSON.
pub(super) fn csv(facts: &Facts<'_>, wording: &Wording, at: usize) -> Vec<u8> {
    let changes = &facts.figures.history.changes[at];
    let campaign = facts.campaign;
    let mut text = format!("\u{feff}{HEADER}");
    for figure in &changes.figures {
        let key = campaign.code_key(figure.key);
        let new = figure
            .new
            .as_ref()
            .map_or_else(String::new, Observation::written);
        let why = reason(facts, wording, changes, figure);
        // Nothing that is written to a text fails.
        let _ = write!(
            text,
            "figure,{},{},{},{},{},{},{}\r\n",
            cell(&key.indicator),
            cell(&key.unit),
            key.period,
            cell(&key.field),
            number(&figure.old.written()),
            number(&new),
            cell(&why),
        );
    }
    for one in &changes.moves {
        let mut line = |kind: &str, old: &str, new: &str| {
            // The composite ranking is of no indicator.
            let of = one.indicator.map(|id| &*campaign.indicators.get(id).code);
            let indicator = of.unwrap_or_default();
            let unit = unit_code(facts, one.unit);
            let _ = write!(
                text,
                "{kind},{},{},,,{old},{new},\r\n",
                cell(indicator),
                cell(unit)
            );
        };
        let [old, new] = one.status.map(status_code);
        if one.is_of_status() {
            line("status", old, new);
        }
        let [old, new] = places(one);
        if one.is_of_place() {
            line("place", &old, &new);
        }
    }
    text.into_bytes()
}

/// A number below zero is no text that might be taken for a formula.
fn number(text: &str) -> Cow<'_, str> {
    match Decimal::parse_plain(text) {
        Some(_) => text.into(),
        None => cell(text),
    }
}

fn unit_code<'f>(facts: &'f Facts<'_>, unit: UnitId) -> &'f str {
    &facts.campaign.units.get(unit).code
}

fn places(one: &Moved) -> [String; 2] {
    let text = |place: Option<u32>| place.map_or_else(String::new, |place| place.to_string());
    one.places().map(text)
}

fn status_code(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Near => "near",
        Status::Missed => "missed",
        Status::NoData => "no-data",
        Status::NoTarget => "",
    }
}
