//! Initiatives on a unit's page: its own, those that it took up, and practices of others for where it falls short.

use crate::figures::Suggestion;
use crate::model::{InitiativeId, UnitId};
use crate::render::Shared;
use crate::site::Context;
use crate::site::archive::{BelowCoverage, By, list_path};
use crate::site::layout::LinkView;
use serde::Serialize;

/// Initiatives on a unit's page.
#[derive(Debug, Clone, Serialize)]
pub struct PracticesView {
    /// Those that it began, the latest first ([`crate::site::archive::EntryView`]).
    pub begun: Vec<Shared>,
    /// Those that it took up from others.
    pub adopted: Vec<LinkView>,
    /// All that it began or took up, where the page does not name them all.
    pub all: Option<LinkView>,
    /// Said where it owes an initiative and has registered none.
    pub missing: Option<&'static str>,
    /// Which of its subordinates have registered one.
    pub below: Option<BelowCoverage>,
    /// Practices of other units, by what they are for.
    pub suggested: Vec<SuggestedView>,
    /// Whether anything invented, or any illustrative figure, is among them.
    pub illustrative: bool,
}

/// Practices of other units for one thing in which the unit falls short.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestedView {
    /// "Hồ sơ đúng hạn, lĩnh vực Xây dựng: 87,2%"
    pub heading: String,
    /// The practices, best first ([`crate::site::archive::EntryView`]).
    pub entries: Vec<Shared>,
}

/// How many of its own initiatives a unit's page shows.
const OWN: usize = 3;

/// How many initiatives that it took up a unit's page names.
const ADOPTED: usize = 8;

/// How many practices of others a unit's page shows.
const SUGGESTED: usize = 4;

impl Context<'_> {
    /// The initiatives of a unit's page; `None` where there is nothing to say.
    pub(super) fn practices(&self, unit: UnitId) -> Option<PracticesView> {
        let links = &self.archive.links;
        let (begun, adopted) = (links.begun(unit), links.adopted(unit));
        let suggested = self.figures.suggestions.for_unit(unit);
        let below = self.coverage_below(unit);
        let missing = self.archive.coverage.is_missing(unit);
        let nothing = begun.is_empty() && adopted.is_empty() && suggested.is_empty();
        if nothing && below.is_none() && !missing {
            return None;
        }
        let (own, own_illustrative) = self.ready_entries(&begun[..begun.len().min(OWN)]);
        let (suggested, suggested_illustrative) = self.suggested(suggested);
        Some(PracticesView {
            begun: own,
            adopted: adopted
                .iter()
                .take(ADOPTED)
                .map(|&id| self.initiative_link(id))
                .collect(),
            all: (begun.len() > OWN || adopted.len() > ADOPTED).then(|| {
                let count = self.whole(begun.len() + adopted.len());
                let label = self.words.fill("archive.all-of", &[("count", &count)]);
                let code = &self.campaign.units.get(unit).code;
                LinkView::new(label, list_path(By::Unit, code, 1))
            }),
            missing: missing.then(|| self.word("archive.coverage.not-yet")),
            below,
            suggested,
            illustrative: own_illustrative || suggested_illustrative,
        })
    }

    /// Practices of others by what they are for, and whether anything in them is illustrative.
    fn suggested(&self, suggestions: &[Suggestion]) -> (Vec<SuggestedView>, bool) {
        let mut groups: Vec<(String, Vec<InitiativeId>)> = Vec::new();
        for suggestion in suggestions.iter().take(SUGGESTED) {
            // What else a practice is for is told on its own page.
            let Some(&first) = suggestion.shortages.first() else {
                continue;
            };
            let shortage = self.shortage_words(suggestion.unit, first);
            match groups.iter_mut().find(|(other, _)| *other == shortage) {
                Some((_, ids)) => ids.push(suggestion.initiative),
                None => groups.push((shortage, vec![suggestion.initiative])),
            }
        }
        let mut any_illustrative = false;
        let views = groups.into_iter().map(|(shortage, ids)| {
            let (entries, illustrative) = self.ready_entries(&ids);
            any_illustrative |= illustrative;
            SuggestedView {
                heading: shortage,
                entries,
            }
        });
        (views.collect(), any_illustrative)
    }
}
