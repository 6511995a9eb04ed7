//! The arguments of calls: what they name in the campaign.

use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::figures::Point;
use crate::model::{FieldId, IndicatorId, UnitId};
use crate::reading::bad_period;
use crate::render::{Argument, Call};
use crate::site::Facts;

/// What is wrong with the arguments of a call, each by itself.
pub(super) fn wrong_arguments(facts: &Facts<'_>, call: &Call) -> Vec<Diagnostic> {
    let problem = |argument: &Argument| match argument.name {
        "indicator" => indicator_argument(facts, call).err(),
        "unit" => unit_argument(facts, argument).err(),
        "field" => field_argument(facts, argument).err(),
        "period" => period_argument(facts, call, argument).err(),
        _ => None,
    };
    call.arguments.iter().filter_map(problem).collect()
}

/// An argument that may be left out.
pub(super) fn argument<T>(
    facts: &Facts<'_>,
    call: &Call,
    name: &str,
    read: impl Fn(&Facts<'_>, &Argument) -> Result<T, Diagnostic>,
) -> Result<Option<T>, Diagnostic> {
    call.get(name)
        .map(|argument| read(facts, argument))
        .transpose()
}

pub(super) fn indicator_argument(
    facts: &Facts<'_>,
    call: &Call,
) -> Result<IndicatorId, Diagnostic> {
    let Some(argument) = call.get("indicator") else {
        return Err(Code::CallNeedsIndicator.at(call.place));
    };
    let found = facts
        .campaign
        .indicators
        .iter()
        .find(|(_, indicator)| indicator.code == argument.value);
    found.map(|(id, _)| id).ok_or_else(|| {
        let codes = facts
            .campaign
            .indicators
            .iter()
            .map(|(_, indicator)| &*indicator.code);
        unknown(Code::UnknownIndicator, argument, codes)
    })
}

pub(super) fn field_argument(
    facts: &Facts<'_>,
    argument: &Argument,
) -> Result<FieldId, Diagnostic> {
    let fields = &facts.campaign.fields.0;
    let found = fields
        .iter()
        .position(|field| field.key == argument.value || field.name == argument.value);
    found.map(|field| FieldId(field as u16)).ok_or_else(|| {
        unknown(
            Code::UnknownField,
            argument,
            fields.iter().map(|field| &*field.key),
        )
    })
}

/// The period that an argument names: one that the call's indicator has, or any of years that begin as its do.
pub(super) fn period_argument(
    facts: &Facts<'_>,
    call: &Call,
    argument: &Argument,
) -> Result<Period, Diagnostic> {
    let indicator = indicator_argument(facts, call).ok();
    let start = indicator.map_or(facts.campaign.settings.year_start, |id| {
        facts.campaign.indicators.get(id).year_start
    });
    let known = || {
        let series = &facts.figures.of(indicator?).whole.overall.series;
        let mut periods = series.iter().filter_map(Point::period);
        periods.find(|period| *period.code() == *argument.value)
    };
    let found = Period::parse_in(&argument.value, Some(start)).or_else(known);
    found.ok_or_else(|| bad_period(&argument.value, start).at(argument.place))
}

pub(super) fn unit_argument(facts: &Facts<'_>, argument: &Argument) -> Result<UnitId, Diagnostic> {
    let found = facts
        .campaign
        .units
        .iter()
        .find(|(_, unit)| unit.code == argument.value);
    found.map(|(id, _)| id).ok_or_else(|| {
        unknown(
            Code::UnknownUnit,
            argument,
            facts.campaign.units.iter().map(|(_, unit)| &*unit.code),
        )
    })
}

/// An argument that names what there is not.
pub(super) fn unknown<'a>(
    code: Code,
    argument: &Argument,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let diagnostic = code.at(argument.place).arg("text", &argument.value);
    diagnostic.near(nearest(&argument.value, known))
}
