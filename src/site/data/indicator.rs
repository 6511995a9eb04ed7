//! `du-lieu/chi-tieu/CODE.json` and `.csv`: an indicator with the whole and every unit.

use super::csv::{self, Subject, Table};
use super::json::Json;
use super::json_failed;
use super::number::Number;
use super::point::PointWriter;
use crate::diagnostic::Diagnostic;
use crate::figures::Track;
use crate::model::{
    Better, Formula, Frequency, Headline, Indicator, IndicatorId, Kind, OverTime, Reporting, Scope,
};
use crate::number::Decimal;
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

/// The word of an indicator's headline.
pub(super) fn headline(indicator: &Indicator) -> &'static str {
    match indicator.headline {
        Headline::Cumulative => "cumulative",
        Headline::Latest => "latest",
    }
}

/// The keys of `indicators.toml`, with their defaults filled in; keys without a value are left out.
struct Keys<'a>(&'a Indicator);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let indicator = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &indicator.code)?;
        map.serialize_entry("name", &indicator.name)?;
        map.serialize_entry("kind", kind(indicator.kind))?;
        map.serialize_entry("unit", &indicator.unit)?;
        formula(&mut map, "numerator", indicator.numerator.as_ref())?;
        formula(&mut map, "denominator", indicator.denominator.as_ref())?;
        formula(&mut map, "value", indicator.value.as_ref())?;
        formula(&mut map, "sample", indicator.sample.as_ref())?;
        optional(&mut map, "target", indicator.target_text.as_ref())?;
        optional(&mut map, "better", indicator.better.map(better))?;
        let every_field = indicator.scope == Scope::EveryField;
        map.serialize_entry(
            "scope",
            if every_field {
                "every-field"
            } else {
                "overall"
            },
        )?;
        let total = indicator.reported == Reporting::Total;
        map.serialize_entry("reported", if total { "total" } else { "own" })?;
        optional(&mut map, "reporters", indicator.reporters.as_ref())?;
        optional(&mut map, "frequency", indicator.frequency.map(frequency))?;
        if indicator.kind == Kind::Count {
            let last = indicator.over_time == OverTime::Last;
            map.serialize_entry("over_time", if last { "last" } else { "sum" })?;
        }
        map.serialize_entry("headline", headline(indicator))?;
        map.serialize_entry("sampled", &indicator.sampled)?;
        optional(
            &mut map,
            "min_sample",
            indicator.min_sample.as_ref().map(number),
        )?;
        map.serialize_entry("sparse_fields", &indicator.sparse_fields)?;
        map.serialize_entry("whole", &indicator.whole)?;
        map.serialize_entry("rank_needs", &number(&indicator.rank_needs))?;
        map.serialize_entry("weight", &number(&indicator.weight))?;
        map.serialize_entry("decimals", &indicator.decimals)?;
        map.serialize_entry("near", &number(&indicator.near))?;
        optional(&mut map, "definition", indicator.definition.as_ref())?;
        optional(&mut map, "source", indicator.source.as_ref())?;
        map.end()
    }
}

fn optional<M: SerializeMap>(
    map: &mut M,
    key: &str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(key, &value),
        None => Ok(()),
    }
}

fn formula<M: SerializeMap>(
    map: &mut M,
    key: &str,
    formula: Option<&Formula>,
) -> Result<(), M::Error> {
    optional(map, key, formula.map(Formula::to_string))
}

fn number(value: &Decimal) -> Number {
    Number(value.to_f64())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Ratio => "ratio",
        Kind::Mean => "mean",
        Kind::Count => "count",
        Kind::Score => "score",
    }
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    }
}

fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Month => "month",
        Frequency::Quarter => "quarter",
        Frequency::Half => "half",
        Frequency::Year => "year",
    }
}
