//! The units that an initiative might help: they fall short in what it is meant to move.

use crate::campaign::InitiativeId;
use crate::figures::Suggestion;
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
    /// "Còn 30 đơn vị khác trong tệp số liệu."
    pub more: Option<String>,
}

/// A unit that an initiative might help.
#[derive(Debug, Clone, Serialize)]
pub struct MightHelpRow {
    /// The unit.
    pub unit: LinkView,
    /// In what it falls short, with the figure.
    pub shortage: String,
    /// Whether it is of the block of the unit that began the initiative.
    pub same_block: bool,
}

/// How many units a page names.
const MOST_ROWS: usize = 12;

impl Context<'_> {
    /// The units that an initiative might help; `None` where there are none. On the page of a sourced practice
    /// nothing is said that rests on illustrative figures.
    pub(super) fn might_help(&self, id: InitiativeId) -> Option<MightHelpView> {
        let sourced = self.campaign.initiatives.get(id).is_sourced();
        let suggestions = self.figures.suggestions.of_initiative(id).iter();
        let mut helped = suggestions
            .filter(|suggestion| !(sourced && self.is_illustrative_shortage(suggestion)));
        let rows: Vec<MightHelpRow> = helped
            .by_ref()
            .take(MOST_ROWS)
            .map(|suggestion| MightHelpRow {
                unit: self.titled_unit_link(suggestion.unit),
                shortage: self.shortage_words(suggestion),
                same_block: suggestion.same_block,
            })
            .collect();
        let more = helped.count();
        let filled = |key, count| self.words.fill(key, &[("count", &self.whole(count))]);
        (!rows.is_empty()).then(|| MightHelpView {
            heading: filled("archive.page.might-help", rows.len() + more),
            more: (more > 0).then(|| filled("archive.page.might-help-more", more)),
            rows,
        })
    }

    /// Whether the figure that makes a unit fall short is illustrative.
    fn is_illustrative_shortage(&self, suggestion: &Suggestion) -> bool {
        let indicator = self.campaign.indicators.get(suggestion.indicator);
        let standing = self
            .figures
            .of(suggestion.indicator)
            .standing(suggestion.unit);
        let track = match suggestion.field {
            Some(field) => standing.field(field),
            None => Some(&standing.overall),
        };
        track
            .and_then(|track| track.headline(indicator))
            .is_some_and(crate::figures::Point::is_illustrative)
    }

    /// In what a unit falls short, with the figure: "Hồ sơ đúng hạn, lĩnh vực Xây dựng: 87,2%".
    pub(in crate::site) fn shortage_words(&self, suggestion: &Suggestion) -> String {
        let indicator = self.campaign.indicators.get(suggestion.indicator);
        let standing = self
            .figures
            .of(suggestion.indicator)
            .standing(suggestion.unit);
        let track = match suggestion.field {
            Some(field) => standing.field(field),
            None => Some(&standing.overall),
        };
        let subject = self.indicator_in_field(suggestion.indicator, suggestion.field);
        let value = track
            .and_then(|track| track.headline(indicator))
            .and_then(|point| point.figure.as_ref())
            .and_then(|figure| figure.value(indicator));
        match value {
            Some(value) => format!("{subject}: {}", self.value(indicator, &value)),
            None => subject,
        }
    }
}
