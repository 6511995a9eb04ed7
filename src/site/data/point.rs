//! A POINT of the JSON.

use super::json::Json;
use super::number::Number;
use crate::calendar::Period;
use crate::figures::{
    Coverage, Figure, IndicatorFigures, OwnFigure, Point, Span, Status, Track, interval,
};
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, Kind, Scope, UnitId};
use crate::number::{Decimal, Quotient};
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

/// About how many bytes a point takes.
pub(super) const ROOM: usize = 300;

/// Writes the points of an indicator.
#[derive(Clone, Copy)]
pub(super) struct PointWriter<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicator: &'a Indicator,
    pub(super) figures: &'a IndicatorFigures,
    /// Whose points they are; `None` for the whole, which has no figures of its own.
    pub(super) unit: Option<UnitId>,
    /// In which field; `None` for overall figures.
    pub(super) field: Option<FieldId>,
    /// Whether the unit's own figure is told beside its total.
    pub(super) with_own: bool,
}

/// A point within JSON that is serialised.
pub(super) struct PointJson<'a> {
    pub(super) writer: PointWriter<'a>,
    pub(super) point: &'a Point,
}

impl Serialize for PointJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = Json::with_room(ROOM);
        self.writer.point(&mut json, self.point);
        let raw = RawValue::from_string(json.into_string()).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'a> PointWriter<'a> {
    /// For the points of a unit.
    pub(super) fn of_unit(
        campaign: &'a Campaign,
        figures: &'a IndicatorFigures,
        id: IndicatorId,
        unit: UnitId,
    ) -> Self {
        Self {
            campaign,
            indicator: campaign.indicators.get(id),
            figures,
            unit: Some(unit),
            field: None,
            with_own: !campaign.units.children(unit).is_empty(),
        }
    }

    /// For the points of the whole.
    pub(super) fn of_whole(
        campaign: &'a Campaign,
        figures: &'a IndicatorFigures,
        id: IndicatorId,
    ) -> Self {
        Self {
            campaign,
            indicator: campaign.indicators.get(id),
            figures,
            unit: None,
            field: None,
            with_own: false,
        }
    }

    /// For the points of the same in a field.
    pub(super) fn in_field(self, field: Option<FieldId>) -> Self {
        Self { field, ..self }
    }

    /// Writes the keys `cumulative` and `latest` of a track.
    pub(super) fn ends(self, json: &mut Json, track: &Track) {
        json.raw("\"cumulative\":");
        self.point(json, &track.cumulative);
        json.raw(",\"latest\":");
        match &track.latest {
            Some(point) => self.point(json, point),
            None => json.raw("null"),
        }
    }

    /// Writes the key `series` of a track.
    pub(super) fn series(self, json: &mut Json, track: &Track) {
        json.raw("\"series\":");
        json.list(&track.series, |json, point| self.point(json, point));
    }

    /// Writes a point.
    pub(super) fn point(self, json: &mut Json, point: &Point) {
        json.raw("{\"period\":");
        span(json, point.span());
        json.raw(",");
        let from = json.len();
        self.amounts(json, point.figure.as_ref());
        let amounts = (from, json.len());
        json.raw(",\"status\":");
        word(json, status(point.status));
        self.sampling(json, point);
        if self.with_own {
            json.raw(",\"own\":{");
            match point.own_figure() {
                OwnFigure::Same => json.repeat(amounts.0, amounts.1),
                OwnFigure::Nothing => self.amounts(json, None),
                OwnFigure::Figure(figure) => self.amounts(json, Some(figure)),
            }
            self.missing_fields(json, point);
            json.raw("}");
        }
        if !self.is_plain(point) {
            json.raw(",\"coverage\":");
            coverage(json, point.coverage);
        }
        if let Some(months) = point.months() {
            json.raw(",\"months\":");
            coverage(json, months);
        }
        if self.indicator.scope == Scope::EveryField
            && let Some(failing) = point.failing_fields()
        {
            self.fields(json, ",\"failing_fields\":", failing);
        }
        if !self.with_own {
            self.missing_fields(json, point);
        }
        json.raw(if point.is_illustrative() {
            ",\"illustrative\":true}"
        } else {
            "}"
        });
    }

    /// Whether its coverage says nothing: nobody owes it, or the unit alone, which gave it.
    fn is_plain(self, point: &Point) -> bool {
        match (point.coverage.reported, point.coverage.expected) {
            (_, 0) => true,
            (1, 1) => self.unit.is_some_and(|unit| {
                self.campaign.units.children(unit).is_empty() || self.owes_itself(unit, point)
            }),
            _ => false,
        }
    }

    fn owes_itself(self, unit: UnitId, point: &Point) -> bool {
        let figures = self.figures;
        figures.owes_itself(self.campaign, unit, self.field, point)
    }

    /// The fields for want of which a figure is not there, or not whole.
    fn missing_fields(self, json: &mut Json, point: &Point) {
        if !point.missing_fields().is_empty() {
            self.fields(json, ",\"missing_fields\":", point.missing_fields());
        }
    }

    fn fields(self, json: &mut Json, key: &'static str, fields: &[FieldId]) {
        json.raw(key);
        json.list(fields, |json, &field| {
            json.string(&self.campaign.fields.get(field).key);
        });
    }

    fn sampling(self, json: &mut Json, point: &Point) {
        match point.certain {
            Some(true) => json.raw(",\"certain\":true"),
            Some(false) => json.raw(",\"certain\":false"),
            None => {}
        }
        let figure = point.figure.as_ref();
        if let Some((low, high)) = figure.and_then(|figure| interval(self.indicator, figure)) {
            json.raw(",\"interval\":");
            json.list([low, high], |json, end| json.number(Some(Number(end))));
        }
    }

    /// Writes the keys of the indicator's kind.
    fn amounts(self, json: &mut Json, figure: Option<&Figure>) {
        let numbers = numbers(self.indicator, figure);
        if self.indicator.kind == Kind::Ratio {
            json.raw("\"numerator\":");
            json.number(numbers.numerator);
            json.raw(",\"denominator\":");
            json.number(numbers.denominator);
            json.raw(",");
        }
        json.raw("\"value\":");
        json.number(numbers.value);
        if self.indicator.kind == Kind::Mean {
            json.raw(",\"sample\":");
            json.number(numbers.sample);
        }
    }
}

/// The word of a status; `None` where there is no target.
pub(super) fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Met => Some("met"),
        Status::Near => Some("near"),
        Status::Missed => Some("missed"),
        Status::NoData => Some("no-data"),
        Status::NoTarget => None,
    }
}

/// The numbers of a figure by the indicator's kind: numerator, denominator, value, sample.
pub(super) struct Numbers {
    pub(super) numerator: Option<Number>,
    pub(super) denominator: Option<Number>,
    pub(super) value: Option<Number>,
    pub(super) sample: Option<Number>,
}

/// The numbers of a figure.
pub(super) fn numbers(indicator: &Indicator, figure: Option<&Figure>) -> Numbers {
    if let Some(numbers) = figure.and_then(|figure| numbers_of_whole(indicator, figure)) {
        return numbers;
    }
    let number = |number: Decimal| Number(number.to_f64());
    let ratio = figure.and_then(Figure::ratio);
    let base = figure.filter(|_| ratio.is_none()).and_then(Figure::base);
    let (numerator, denominator) = ratio.unzip();
    Numbers {
        numerator: numerator.map(number),
        denominator: denominator.map(number),
        value: figure
            .and_then(|figure| figure.nearest_value(indicator))
            .map(Number),
        sample: base.map(number),
    }
}

/// The numbers of most figures: ratios of small whole numbers.
fn numbers_of_whole(indicator: &Indicator, figure: &Figure) -> Option<Numbers> {
    let [numerator, denominator] = figure.whole_ratio()?;
    let times = if indicator.is_percent() { 100 } else { 1 };
    let value = Quotient::nearest_of_whole(numerator.checked_mul(times)?, denominator)?;
    Some(Numbers {
        numerator: Some(Number(numerator as f64)),
        denominator: Some(Number(denominator as f64)),
        value: Some(Number(value)),
        sample: None,
    })
}

/// Writes a word that needs no escape, `null` where there is none.
fn word(json: &mut Json, word: Option<&'static str>) {
    match word {
        Some(word) => {
            json.raw("\"");
            json.raw(word);
            json.raw("\"");
        }
        None => json.raw("null"),
    }
}

fn coverage(json: &mut Json, coverage: Coverage) {
    json.raw("{\"reported\":");
    json.whole(coverage.reported);
    json.raw(",\"expected\":");
    json.whole(coverage.expected);
    json.raw("}");
}

fn span(json: &mut Json, span: Option<Span>) {
    let code = |json: &mut Json, period: Period| {
        json.raw("\"");
        json.code(period);
        json.raw("\"");
    };
    match span {
        Some(Span::Period(period)) => code(json, period),
        Some(Span::Months { from, to }) => {
            json.raw("{\"from\":");
            code(json, from);
            json.raw(",\"to\":");
            code(json, to);
            json.raw("}");
        }
        None => json.raw("null"),
    }
}
