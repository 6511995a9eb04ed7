//! `du-lieu/don-vi/CODE.json` and `.csv`: the figures behind a unit's page.

use super::csv::{Subject, Table};
use super::point::PointJson;
use super::to_json;
use crate::campaign::{Campaign, FieldId, Indicator, IndicatorId, UnitId};
use crate::diagnostic::Diagnostic;
use crate::figures::{Point, Rank, Standing, Track};
use crate::site::Context;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The JSON of a unit: every indicator with its points.
pub(super) fn json(context: &Context<'_>, id: UnitId) -> Result<Vec<u8>, Diagnostic> {
    to_json(&UnitJson { context, id })
}

/// The CSV of a unit: a row a point, of every indicator, period and field, and the cumulative ones.
pub(super) fn csv(context: &Context<'_>, id: UnitId) -> Vec<u8> {
    let mut table = Table::new();
    for (indicator, _) in context.campaign.indicators.iter() {
        let standing = context.figures.of(indicator).standing(id);
        let mut track = |field, track: &Track| {
            let subject = Subject::new(context.campaign, Some(id), indicator, field);
            for point in track
                .series
                .iter()
                .chain(std::iter::once(&track.cumulative))
            {
                table.row(&subject, point);
            }
        };
        track(None, &standing.overall);
        for (field, of_field) in &standing.fields {
            track(Some(*field), of_field);
        }
    }
    table.finish()
}

struct UnitJson<'a> {
    context: &'a Context<'a>,
    id: UnitId,
}

impl Serialize for UnitJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(
            "unit",
            &Head {
                campaign: self.context.campaign,
                id: self.id,
            },
        )?;
        map.serialize_entry("indicators", &Indicators(self))?;
        map.end()
    }
}

struct Head<'a> {
    campaign: &'a Campaign,
    id: UnitId,
}

impl Serialize for Head<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = self.campaign.units.get(self.id);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &unit.code)?;
        map.serialize_entry("name", &unit.name)?;
        map.serialize_entry("kind", &unit.kind)?;
        map.serialize_entry(
            "parent",
            &unit
                .parent
                .map(|parent| &self.campaign.units.get(parent).code),
        )?;
        map.serialize_entry("group", unit.block())?;
        map.end()
    }
}

struct Indicators<'a>(&'a UnitJson<'a>);

impl Serialize for Indicators<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (id, indicator) in self.0.context.campaign.indicators.iter() {
            list.serialize_element(&Of {
                context: self.0.context,
                unit: self.0.id,
                id,
                indicator,
            })?;
        }
        list.end()
    }
}

struct Of<'a> {
    context: &'a Context<'a>,
    unit: UnitId,
    id: IndicatorId,
    indicator: &'a Indicator,
}

impl Of<'_> {
    fn point<'b>(&'b self, point: &'b Point) -> PointJson<'b> {
        PointJson {
            campaign: self.context.campaign,
            indicator: self.indicator,
            point,
            of_unit: true,
        }
    }

    fn track<M: SerializeMap>(&self, map: &mut M, track: &Track) -> Result<(), M::Error> {
        map.serialize_entry("cumulative", &self.point(&track.cumulative))?;
        map.serialize_entry(
            "latest",
            &track.latest.as_ref().map(|point| self.point(point)),
        )
    }

    fn series<M: SerializeMap>(&self, map: &mut M, track: &Track) -> Result<(), M::Error> {
        map.serialize_entry("series", &Series { of: self, track })
    }
}

struct Series<'a> {
    of: &'a Of<'a>,
    track: &'a Track,
}

impl Serialize for Series<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.track.series.iter().map(|point| self.of.point(point)))
    }
}

impl Serialize for Of<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let standing = self.context.figures.of(self.id).standing(self.unit);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &self.indicator.code)?;
        map.serialize_entry("target", &self.indicator.target_text)?;
        map.serialize_entry("headline", super::indicator::headline(self.indicator))?;
        self.track(&mut map, &standing.overall)?;
        match self.context.figures.rank(self.id, self.unit) {
            Rank::Placed { place, of } => {
                let group = self.context.campaign.units.get(self.unit).block();
                map.serialize_entry("rank", &RankJson { place, of, group })?;
            }
            Rank::Unranked(reason) => {
                map.serialize_entry("rank", &None::<()>)?;
                map.serialize_entry("unranked", reason.code())?;
            }
        }
        self.series(&mut map, &standing.overall)?;
        map.serialize_entry("fields", &Fields { of: self, standing })?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct RankJson<'a> {
    place: u32,
    of: u32,
    group: &'a str,
}

struct Fields<'a> {
    of: &'a Of<'a>,
    standing: &'a Standing,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, track) in &self.standing.fields {
            let key = &self.of.context.campaign.fields.get(*id).key;
            map.serialize_entry(
                key,
                &FieldJson {
                    of: self.of,
                    id: *id,
                    track,
                },
            )?;
        }
        map.end()
    }
}

struct FieldJson<'a> {
    of: &'a Of<'a>,
    id: FieldId,
    track: &'a Track,
}

impl Serialize for FieldJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.of.context.campaign.fields.get(self.id).name)?;
        self.of.track(&mut map, self.track)?;
        self.of.series(&mut map, self.track)?;
        map.end()
    }
}
