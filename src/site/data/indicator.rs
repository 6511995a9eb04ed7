//! `du-lieu/chi-tieu/CODE.json` and `.csv`: an indicator with the whole and every unit.

use super::csv::{Subject, Table};
use super::number::Number;
use super::point::PointJson;
use super::to_json;
use crate::campaign::{
    Better, Formula, Frequency, Headline, Indicator, IndicatorId, Kind, OverTime, Reporting, Scope,
};
use crate::diagnostic::Diagnostic;
use crate::figures::{Point, Track};
use crate::number::Decimal;
use crate::site::Context;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The JSON of an indicator.
pub(super) fn json(context: &Context<'_>, id: IndicatorId) -> Result<Vec<u8>, Diagnostic> {
    to_json(&IndicatorJson {
        context,
        id,
        indicator: context.campaign.indicators.get(id),
    })
}

/// The CSV of an indicator: a row for the cumulative and one for the latest figure, of the whole (which has no unit)
/// and of every unit.
pub(super) fn csv(context: &Context<'_>, id: IndicatorId) -> Vec<u8> {
    let figures = context.figures.of(id);
    let mut table = Table::new();
    let mut track = |unit, track: &Track| {
        let subject = Subject::new(context.campaign, unit, id, None);
        table.row(&subject, &track.cumulative);
        if let Some(latest) = &track.latest {
            table.row(&subject, latest);
        }
    };
    track(None, &figures.whole.overall);
    for (unit, _) in context.campaign.units.iter() {
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

struct IndicatorJson<'a> {
    context: &'a Context<'a>,
    id: IndicatorId,
    indicator: &'a Indicator,
}

impl IndicatorJson<'_> {
    fn point<'b>(&'b self, point: &'b Point, of_unit: bool) -> PointJson<'b> {
        PointJson {
            campaign: self.context.campaign,
            indicator: self.indicator,
            point,
            of_unit,
        }
    }
}

impl Serialize for IndicatorJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("indicator", &Keys(self.indicator))?;
        map.serialize_entry("whole", &Whole(self))?;
        map.serialize_entry("units", &Units(self))?;
        map.end()
    }
}

struct Whole<'a>(&'a IndicatorJson<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let track = &self.0.context.figures.of(self.0.id).whole.overall;
        let series: Vec<PointJson<'_>> = track
            .series
            .iter()
            .map(|point| self.0.point(point, false))
            .collect();
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("cumulative", &self.0.point(&track.cumulative, false))?;
        map.serialize_entry(
            "latest",
            &track
                .latest
                .as_ref()
                .map(|point| self.0.point(point, false)),
        )?;
        map.serialize_entry("series", &series)?;
        map.end()
    }
}

struct Units<'a>(&'a IndicatorJson<'a>);

impl Serialize for Units<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (id, unit) in self.0.context.campaign.units.iter() {
            let track = &self.0.context.figures.of(self.0.id).standing(id).overall;
            list.serialize_element(&UnitLine {
                of: self.0,
                code: &unit.code,
                track,
            })?;
        }
        list.end()
    }
}

struct UnitLine<'a> {
    of: &'a IndicatorJson<'a>,
    code: &'a str,
    track: &'a Track,
}

impl Serialize for UnitLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("unit", self.code)?;
        map.serialize_entry("cumulative", &self.of.point(&self.track.cumulative, true))?;
        map.serialize_entry(
            "latest",
            &self
                .track
                .latest
                .as_ref()
                .map(|point| self.of.point(point, true)),
        )?;
        map.end()
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
