//! A POINT of the JSON.

use super::number::Number;
use crate::campaign::{Campaign, Indicator, Kind, Scope};
use crate::figures::{Amount, Coverage, Figure, Point, Span, Status, interval};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A point with what it takes to write it.
pub(super) struct PointJson<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicator: &'a Indicator,
    pub(super) point: &'a Point,
    /// Whether the point belongs to a unit, which has figures of its own, or to the whole, which has none.
    pub(super) of_unit: bool,
}

impl Serialize for PointJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            indicator, point, ..
        } = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("period", &point.span().map(SpanJson))?;
        amounts(&mut map, indicator, point.figure.as_ref())?;
        map.serialize_entry("status", &status(point.status))?;
        if let Some(certain) = point.certain {
            map.serialize_entry("certain", &certain)?;
        }
        if let Some((low, high)) = point
            .figure
            .as_ref()
            .and_then(|figure| interval(indicator, figure))
        {
            map.serialize_entry("interval", &[Number(low), Number(high)])?;
        }
        if self.of_unit {
            map.serialize_entry(
                "own",
                &OwnJson {
                    indicator,
                    figure: point.own(),
                },
            )?;
        }
        map.serialize_entry("coverage", &CoverageJson(point.coverage))?;
        if let Some(months) = point.months() {
            map.serialize_entry("months", &CoverageJson(months))?;
        }
        if indicator.scope == Scope::EveryField
            && let Some(failing) = point.failing_fields()
        {
            let keys: Vec<&str> = failing
                .iter()
                .map(|&field| &*self.campaign.fields.get(field).key)
                .collect();
            map.serialize_entry("failing_fields", &keys)?;
        }
        if point.is_illustrative() {
            map.serialize_entry("illustrative", &true)?;
        }
        map.end()
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
    let value = figure
        .and_then(|figure| figure.value(indicator))
        .map(|value| Number(value.to_f64()));
    let mut numbers = Numbers {
        numerator: None,
        denominator: None,
        value,
        sample: None,
    };
    match figure.map(Figure::amount) {
        Some(Amount::Ratio {
            numerator,
            denominator,
        }) => {
            numbers.numerator = Some(Number(numerator.to_f64()));
            numbers.denominator = Some(Number(denominator.to_f64()));
        }
        Some(Amount::Mean { sample, .. }) => numbers.sample = Some(Number(sample.to_f64())),
        _ => {}
    }
    numbers
}

fn amounts<M: SerializeMap>(
    map: &mut M,
    indicator: &Indicator,
    figure: Option<&Figure>,
) -> Result<(), M::Error> {
    let numbers = numbers(indicator, figure);
    if indicator.kind == Kind::Ratio {
        map.serialize_entry("numerator", &numbers.numerator)?;
        map.serialize_entry("denominator", &numbers.denominator)?;
    }
    map.serialize_entry("value", &numbers.value)?;
    if indicator.kind == Kind::Mean {
        map.serialize_entry("sample", &numbers.sample)?;
    }
    Ok(())
}

struct OwnJson<'a> {
    indicator: &'a Indicator,
    figure: Option<&'a Figure>,
}

impl Serialize for OwnJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        amounts(&mut map, self.indicator, self.figure)?;
        map.end()
    }
}

struct CoverageJson(Coverage);

impl Serialize for CoverageJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reported", &self.0.reported)?;
        map.serialize_entry("expected", &self.0.expected)?;
        map.end()
    }
}

struct SpanJson(Span);

impl Serialize for SpanJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Span::Period(period) => serializer.serialize_str(period.code_in(&mut [0; 7])),
            Span::Months { from, to } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("from", from.code_in(&mut [0; 7]))?;
                map.serialize_entry("to", to.code_in(&mut [0; 7]))?;
                map.end()
            }
        }
    }
}
