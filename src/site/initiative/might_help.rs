//! The units that an initiative might help: they fall short in what it is meant to move.

use super::impact::indicator_in_field;
use crate::figures::{Point, Shortage, Suggestion};
use crate::model::{InitiativeId, UnitId};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use serde::Serialize;

/// The units that an initiative might help.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MightHelpView {
    /// "Có thể giúp 12 đơn vị"
    pub heading: String,
    /// The units, those of the same block first.
    pub rows: Vec<MightHelpRow>,
    /// "và 30 đơn vị khác; xem từng đơn vị ở trang của chỉ tiêu:"
    pub more: Option<String>,
    /// The pages of the indicators, on which the others stand.
    pub indicators: Vec<LinkView>,
}

/// A unit that an initiative might help.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MightHelpRow {
    /// The unit.
    pub unit: LinkView,
    /// In what it falls short, with the figure.
    pub shortages: String,
    /// Whether it is of the block of the unit that began the initiative.
    pub same_block: bool,
}

/// The units that an initiative might help; `None` where there are none. On the page of a sourced practice
/// nothing is said that rests on illustrative figures.
pub(super) fn might_help(
    facts: &Facts<'_>,
    wording: &Wording,
    id: InitiativeId,
) -> Option<MightHelpView> {
    let (named, more) = suggested_units(facts, id);
    let rows: Vec<MightHelpRow> = named
        .into_iter()
        .map(|suggestion| MightHelpRow {
            unit: facts.titled_unit_link(suggestion.unit),
            shortages: shortages_words(facts, wording, suggestion),
            same_block: suggestion.same_block,
        })
        .collect();
    let indicators = facts.campaign.initiatives.get(id).indicators.iter();
    let indicators = indicators.map(|&indicator| facts.indicator_link(indicator));
    let filled = |key, count| wording.fill(key, &[("count", &wording.whole(count))]);
    (!rows.is_empty()).then(|| MightHelpView {
        heading: filled("archive.page.might-help", rows.len() + more),
        more: (more > 0).then(|| filled("archive.page.might-help-more", more)),
        indicators: indicators.collect(),
        rows,
    })
}

/// The units that an initiative might help, those that are named and how many others. Of a sourced practice
/// nothing is said that rests on illustrative figures.
pub(in crate::site) fn suggested_units<'a>(
    facts: &Facts<'a>,
    id: InitiativeId,
) -> (Vec<&'a Suggestion>, usize) {
    let all = facts.figures.suggestions.of_initiative(id);
    let sourced = facts.campaign.initiatives.get(id).is_sourced();
    let named: Vec<&Suggestion> = all
        .iter()
        .filter(|suggestion| !(sourced && rests_on_illustrative(facts, suggestion)))
        .collect();
    // Of the others it is not known what their figures rest on.
    let more = if named.len() == all.len() {
        facts.figures.suggestions.further_units(id) as usize
    } else {
        0
    };
    (named, more)
}

/// Whether any figure that makes a unit fall short is illustrative.
fn rests_on_illustrative(facts: &Facts<'_>, suggestion: &Suggestion) -> bool {
    let mut shortages = suggestion.shortages.iter();
    shortages.any(|&shortage| {
        short_point(facts, suggestion.unit, shortage).is_some_and(Point::is_illustrative)
    })
}

/// The figure with which a unit falls short.
fn short_point<'a>(facts: &Facts<'a>, unit: UnitId, shortage: Shortage) -> Option<&'a Point> {
    let indicator = facts.campaign.indicators.get(shortage.indicator);
    let standing = facts.figures.of(shortage.indicator).standing(unit);
    let track = match shortage.field {
        Some(field) => standing.field(field)?,
        None => &standing.overall,
    };
    Some(track.shown(indicator))
}

/// In what a unit falls short, with the figures.
fn shortages_words(facts: &Facts<'_>, wording: &Wording, suggestion: &Suggestion) -> String {
    let shortages = suggestion.shortages.iter();
    let words: Vec<String> = shortages
        .map(|&shortage| shortage_words(facts, wording, suggestion.unit, shortage))
        .collect();
    words.join("; ")
}

/// In what a unit falls short, with the figure: "Hồ sơ đúng hạn, lĩnh vực Xây dựng: 87,2%".
pub(in crate::site) fn shortage_words(
    facts: &Facts<'_>,
    wording: &Wording,
    unit: UnitId,
    shortage: Shortage,
) -> String {
    let indicator = facts.campaign.indicators.get(shortage.indicator);
    let subject = indicator_in_field(facts, wording, shortage.indicator, shortage.field);
    let value = short_point(facts, unit, shortage)
        .and_then(|point| point.figure.as_ref())
        .and_then(|figure| figure.value(indicator));
    match value {
        Some(value) => format!("{subject}: {}", wording.value(indicator, &value)),
        None => subject,
    }
}
