//! `du-lieu/chi-tieu/CODE.json` and `.csv`: an indicator with the whole and every unit.

use super::csv::{self, Subject, Table};
use super::json::Json;
use super::json_failed;
use super::number::Number;
use super::point::PointWriter;
use crate::diagnostic::Diagnostic;
use crate::figures::Track;
use crate::model::{Indicator, IndicatorId, KeyValue};
use crate::site::Facts;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The JSON of an indicator.
pub(super) fn json(facts: &Facts<'_>, id: IndicatorId) -> Result<Vec<u8>, Diagnostic> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let of_whole = PointWriter::of_whole(facts.campaign, figures, id);
    let keys = serde_json::to_string(&Keys(indicator)).map_err(|error| json_failed(&error))?;
    let mut json = Json::with_room(4096);
    json.raw("{\"indicator\":");
    json.raw(&keys);
    json.raw(",\"whole\":{");
    of_whole.ends(&mut json, &figures.whole.overall);
    json.raw(",");
    of_whole.series(&mut json, &figures.whole.overall);
    json.raw("},\"units\":");
    json.list(facts.campaign.units.iter(), |json, (unit, of)| {
        json.raw("{\"unit\":");
        json.string(&of.code);
        json.raw(",");
        let of_unit = PointWriter::of_unit(facts.campaign, figures, id, unit);
        of_unit.ends(json, &figures.standing(unit).overall);
        json.raw("}");
    });
    json.raw("}");
    Ok(json.into_file())
}

/// The CSV of an indicator: a row for the cumulative and one for the latest figure, of the whole (which has no unit)
/// and of every unit.
pub(super) fn csv(facts: &Facts<'_>, id: IndicatorId) -> Vec<u8> {
    let figures = facts.figures.of(id);
    let mut table = Table::with_room(csv::ROOM * 2 * facts.campaign.units.len());
    let mut track = |unit, track: &Track| {
        let subject = Subject::new(facts.campaign, unit, id, None);
        table.row(&subject, &track.cumulative);
        if let Some(latest) = &track.latest {
            table.row(&subject, latest);
        }
    };
    track(None, &figures.whole.overall);
    for (unit, _) in facts.campaign.units.iter() {
        track(Some(unit), &figures.standing(unit).overall);
    }
    table.finish()
}

/// The keys of `indicators.toml`, with their defaults filled in; keys without a value are left out.
struct Keys<'a>(&'a Indicator);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in Indicator::KEYS {
            match value(self.0) {
                Some(KeyValue::Text(text)) => map.serialize_entry(key, &text)?,
                Some(KeyValue::Number(number)) => {
                    map.serialize_entry(key, &Number(number.to_f64()))?
                }
                Some(KeyValue::Flag(flag)) => map.serialize_entry(key, &flag)?,
                Some(KeyValue::List(list)) => map.serialize_entry(key, list)?,
                None => {}
            }
        }
        map.end()
    }
}
