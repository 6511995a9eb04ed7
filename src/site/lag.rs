//! What does not meet its target, in a few words: "lĩnh vực Xây dựng 88,8%, còn thiếu 11 hồ sơ".

use super::layout::LinkView;
use super::shown::{StateView, state};
use super::{Facts, Wording, unit};
use crate::figures::{Point, Standing, is_floor, is_small};
use crate::model::{FieldId, Indicator, IndicatorId};
use crate::number::Quotient;
use serde::Serialize;

/// An indicator whose target is not met.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LagView {
    /// The indicator.
    pub indicator: LinkView,
    /// Near or missed.
    pub state: StateView,
    /// The figure that falls short, of the weakest field where each has to meet the target, and what is missing.
    pub detail: String,
}

/// What is missing to the target of an indicator; `None` where it is met or cannot be judged.
pub(super) fn lag(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
    link: LinkView,
) -> Option<LagView> {
    let indicator = facts.campaign.indicators.get(id);
    let point = standing.overall.shown(indicator);
    if !state(indicator, point).failed() {
        return None;
    }
    let failing = failing_fields(indicator, standing);
    let detail = match failing.as_slice() {
        [] => with_missing(wording, indicator, point, wording.shown(indicator, point)?),
        [(field, point), others @ ..] => {
            let field = field_words(facts, wording, indicator, *field, point);
            let text = wording.fill("pages.lag.field", &[("field", &field)]);
            let text = with_missing(wording, indicator, point, text);
            match others.len() {
                0 => text,
                count => wording.fill(
                    "pages.lag.others",
                    &[("field", &text), ("count", &wording.whole(count))],
                ),
            }
        }
    };
    Some(LagView {
        indicator: link,
        state: wording.state_view(state(indicator, point)).clone(),
        detail,
    })
}

/// The judged fields that do not meet the target, the weakest first.
pub(super) fn failing_fields<'s>(
    indicator: &Indicator,
    standing: &'s Standing,
) -> Vec<(FieldId, &'s Point)> {
    let failing = standing.overall.shown(indicator).failing_fields();
    let Some(failing) = failing.filter(|fields| !fields.is_empty()) else {
        return Vec::new();
    };
    let mut fields = fields_weakest_first(indicator, standing);
    fields.retain(|(field, _)| failing.contains(field));
    fields
}

/// The fields with their headline figures: those furthest from the target first, those without a figure last; in
/// the order of the fields where no direction is better.
pub(super) fn fields_weakest_first<'s>(
    indicator: &Indicator,
    standing: &'s Standing,
) -> Vec<(FieldId, &'s Point)> {
    let mut fields: Vec<(FieldId, &Point, Option<Quotient>)> = standing
        .fields
        .iter()
        .map(|(field, track)| {
            let point = track.shown(indicator);
            let figure = point.figure.as_ref();
            let value = figure.and_then(|figure| figure.value(indicator));
            (*field, point, value)
        })
        .collect();
    if let Some(target) = &indicator.target {
        fields.sort_by(|a, b| match (&a.2, &b.2) {
            (Some(a), Some(b)) if is_floor(target) => a.cmp(b),
            (Some(a), Some(b)) => b.cmp(a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    fields
        .into_iter()
        .map(|(field, point, _)| (field, point))
        .collect()
}

/// The fields with a figure that is no small sample, the weakest first; none where no target says what is weak.
pub(super) fn told_fields<'s>(
    indicator: &Indicator,
    standing: &'s Standing,
) -> Vec<(FieldId, &'s Point)> {
    if indicator.target.is_none() {
        return Vec::new();
    }
    let mut fields = fields_weakest_first(indicator, standing);
    fields.retain(|(_, point)| {
        let figure = point.figure.as_ref();
        figure
            .is_some_and(|figure| figure.value(indicator).is_some() && !is_small(indicator, figure))
    });
    fields
}

/// "Xây dựng 88,8%"
pub(super) fn field_words(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    field: FieldId,
    point: &Point,
) -> String {
    let name = &facts.campaign.fields.get(field).name;
    match wording.shown(indicator, point) {
        Some(shown) => format!("{name} {shown}"),
        None => name.to_string(),
    }
}

fn with_missing(wording: &Wording, indicator: &Indicator, point: &Point, text: String) -> String {
    match unit::missing(wording, indicator, point) {
        Some(missing) => format!("{text}, {missing}"),
        None => text,
    }
}
