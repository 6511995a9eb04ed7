//! The units that an initiative might help: they fall short in what it is meant to move.

use crate::figures::{Point, Shortage, Suggestion};
use crate::model::{InitiativeId, UnitId};
use crate::site::Context;
use crate::site::layout::LinkView;
use serde::Serialize;

/// The units that an initiative might help.
#[derive(Debug, Clone, Serialize)]
pub struct MightHelpView {
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
pub struct MightHelpRow {
    /// The unit.
    pub unit: LinkView,
    /// In what it falls short, with the figure.
    pub shortages: String,
    /// Whether it is of the block of the unit that began the initiative.
    pub same_block: bool,
}

impl Context<'_> {
    /// The units that an initiative might help; `None` where there are none. On the page of a sourced practice
    /// nothing is said that rests on illustrative figures.
    pub(super) fn might_help(&self, id: InitiativeId) -> Option<MightHelpView> {
        let (named, more) = self.suggested_units(id);
        let rows: Vec<MightHelpRow> = named
            .into_iter()
            .map(|suggestion| MightHelpRow {
                unit: self.titled_unit_link(suggestion.unit),
                shortages: self.shortages_words(suggestion),
                same_block: suggestion.same_block,
            })
            .collect();
        let indicators = self.campaign.initiatives.get(id).indicators.iter();
        let indicators = indicators.map(|&indicator| self.indicator_link(indicator));
        let filled = |key, count| self.words.fill(key, &[("count", &self.whole(count))]);
        (!rows.is_empty()).then(|| MightHelpView {
            heading: filled("archive.page.might-help", rows.len() + more),
            more: (more > 0).then(|| filled("archive.page.might-help-more", more)),
            indicators: indicators.collect(),
            rows,
        })
    }

    /// The units that an initiative might help, those that are named and how many others. Of a sourced practice
    /// nothing is said that rests on illustrative figures.
    pub(in crate::site) fn suggested_units(&self, id: InitiativeId) -> (Vec<&Suggestion>, usize) {
        let all = self.figures.suggestions.of_initiative(id);
        let sourced = self.campaign.initiatives.get(id).is_sourced();
        let named: Vec<&Suggestion> = all
            .iter()
            .filter(|suggestion| !(sourced && self.rests_on_illustrative(suggestion)))
            .collect();
        // Of the others it is not known what their figures rest on.
        let more = if named.len() == all.len() {
            self.figures.suggestions.further_units(id) as usize
        } else {
            0
        };
        (named, more)
    }

    /// Whether any figure that makes a unit fall short is illustrative.
    fn rests_on_illustrative(&self, suggestion: &Suggestion) -> bool {
        let mut shortages = suggestion.shortages.iter();
        shortages.any(|&shortage| {
            self.short_point(suggestion.unit, shortage)
                .is_some_and(Point::is_illustrative)
        })
    }

    /// The figure with which a unit falls short.
    fn short_point(&self, unit: UnitId, shortage: Shortage) -> Option<&Point> {
        let indicator = self.campaign.indicators.get(shortage.indicator);
        let standing = self.figures.of(shortage.indicator).standing(unit);
        let track = match shortage.field {
            Some(field) => standing.field(field)?,
            None => &standing.overall,
        };
        track.headline(indicator)
    }

    /// In what a unit falls short, with the figures.
    fn shortages_words(&self, suggestion: &Suggestion) -> String {
        let shortages = suggestion.shortages.iter();
        let words: Vec<String> = shortages
            .map(|&shortage| self.shortage_words(suggestion.unit, shortage))
            .collect();
        words.join("; ")
    }

    /// In what a unit falls short, with the figure: "Hồ sơ đúng hạn, lĩnh vực Xây dựng: 87,2%".
    pub(in crate::site) fn shortage_words(&self, unit: UnitId, shortage: Shortage) -> String {
        let indicator = self.campaign.indicators.get(shortage.indicator);
        let subject = self.indicator_in_field(shortage.indicator, shortage.field);
        let value = self
            .short_point(unit, shortage)
            .and_then(|point| point.figure.as_ref())
            .and_then(|figure| figure.value(indicator));
        match value {
            Some(value) => format!("{subject}: {}", self.value(indicator, &value)),
            None => subject,
        }
    }
}
