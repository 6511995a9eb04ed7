//! `du-lieu/don-vi/CODE.json` and `.csv`: the figures behind a unit's page.

use super::csv::{self, Subject, Table};
use super::json::Json;
use super::point::{self, PointWriter};
use crate::figures::{Rank, Standing, Track};
use crate::model::{Campaign, Indicator, IndicatorId, UnitId};
use crate::site::Facts;

/// The JSON of a unit: every indicator with its points.
pub(super) fn json(facts: &Facts<'_>, id: UnitId) -> Vec<u8> {
    let mut json = Json::with_room(4096 + point::ROOM * points(facts, id));
    json.raw("{\"unit\":");
    head(&mut json, facts.campaign, id);
    json.raw(",\"indicators\":");
    json.list(facts.campaign.indicators.iter(), |json, (indicator, of)| {
        one_indicator(json, facts, id, indicator, of)
    });
    json.raw("}");
    json.into_file()
}

/// The CSV of a unit: a row a point, of every indicator, period and field, and the cumulative ones.
pub(super) fn csv(facts: &Facts<'_>, id: UnitId) -> Vec<u8> {
    let mut table = Table::with_room(csv::ROOM * points(facts, id));
    for (indicator, _) in facts.campaign.indicators.iter() {
        let standing = facts.figures.of(indicator).standing(id);
        let mut track = |field, track: &Track| {
            let subject = Subject::new(facts.campaign, Some(id), indicator, field);
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

/// How many points a unit has over all.
fn points(facts: &Facts<'_>, id: UnitId) -> usize {
    let of_standing = |standing: &Standing| {
        let fields = standing.fields.iter().map(|(_, track)| track);
        let tracks = std::iter::once(&standing.overall).chain(fields);
        tracks.map(|track| track.series.len() + 2).sum::<usize>()
    };
    let indicators = facts.campaign.indicators.iter();
    indicators
        .map(|(indicator, _)| of_standing(facts.figures.of(indicator).standing(id)))
        .sum()
}

fn head(json: &mut Json, campaign: &Campaign, id: UnitId) {
    let unit = campaign.units.get(id);
    json.raw("{\"code\":");
    json.string(&unit.code);
    json.raw(",\"name\":");
    json.string(&unit.name);
    json.raw(",\"kind\":");
    json.string(&unit.kind);
    json.raw(",\"parent\":");
    match unit.parent {
        Some(parent) => json.string(&campaign.units.get(parent).code),
        None => json.raw("null"),
    }
    json.raw(",\"group\":");
    json.string(unit.block());
    json.raw("}");
}

fn one_indicator(
    json: &mut Json,
    facts: &Facts<'_>,
    unit: UnitId,
    id: IndicatorId,
    indicator: &Indicator,
) {
    let figures = facts.figures.of(id);
    let standing = figures.standing(unit);
    let points = PointWriter::of_unit(facts.campaign, figures, id, unit);
    json.raw("{\"code\":");
    json.string(&indicator.code);
    json.raw(",\"target\":");
    match &indicator.target_text {
        Some(target) => json.string(target),
        None => json.raw("null"),
    }
    json.raw(",\"headline\":");
    json.string(indicator.headline.word());
    json.raw(",");
    points.ends(json, &standing.overall);
    rank(json, facts, facts.figures.rank(id, unit), unit);
    json.raw(",");
    points.series(json, &standing.overall);
    json.raw(",\"fields\":");
    json.map(&standing.fields, |json, (id, track)| {
        let field = facts.campaign.fields.get(*id);
        json.string(&field.key);
        json.raw(":{\"name\":");
        json.string(&field.name);
        json.raw(",");
        let points = points.in_field(Some(*id));
        points.ends(json, track);
        json.raw(",");
        points.series(json, track);
        json.raw("}");
    });
    json.raw("}");
}

fn rank(json: &mut Json, facts: &Facts<'_>, rank: Rank, unit: UnitId) {
    match rank {
        Rank::Placed { place, of } => {
            json.raw(",\"rank\":{\"place\":");
            json.whole(place);
            json.raw(",\"of\":");
            json.whole(of);
            json.raw(",\"group\":");
            json.string(facts.campaign.units.get(unit).block());
            json.raw("}");
        }
        Rank::Unranked(reason) => {
            json.raw(",\"rank\":null,\"unranked\":");
            json.string(reason.code());
        }
    }
}
