//! Initiatives on a unit's page: its own, those that it took up, and practices of others for where it falls short.

use crate::figures::Suggestion;
use crate::model::{InitiativeId, UnitId};
use crate::render::Shared;
use crate::site::archive::{BelowCoverage, By, list_path};
use crate::site::layout::LinkView;
use crate::site::{Archive, Facts, Wording, archive, initiative};
use serde::Serialize;

/// Initiatives on a unit's page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PracticesView {
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
    /// The list of what was tried without a difference, beside what is suggested.
    pub tried: Option<LinkView>,
    /// Whether anything invented, or any illustrative figure, is among them.
    #[serde(skip)]
    pub illustrative: bool,
}

/// Practices of other units for one thing in which the unit falls short.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SuggestedView {
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
const SUGGESTED: usize = 2;

/// The initiatives of a unit's page; `None` where there is nothing to say.
pub(super) fn practices(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    unit: UnitId,
) -> Option<PracticesView> {
    let links = &archive.links;
    let (begun, adopted) = (links.begun(unit), links.adopted(unit));
    let suggested = facts.figures.suggestions.for_unit(unit);
    let below = archive::coverage_below(facts, wording, archive, unit);
    let missing = archive.coverage.is_missing(unit);
    let nothing = begun.is_empty() && adopted.is_empty() && suggested.is_empty();
    if nothing && below.is_none() && !missing {
        return None;
    }
    let (own, own_illustrative) =
        archive::ready_entries(facts, wording, archive, &begun[..begun.len().min(OWN)]);
    let (suggested, suggested_illustrative) = self::suggested(facts, wording, archive, suggested);
    Some(PracticesView {
        begun: own,
        adopted: adopted
            .iter()
            .take(ADOPTED)
            .map(|&id| facts.initiative_link(id))
            .collect(),
        all: (begun.len() > OWN || adopted.len() > ADOPTED).then(|| {
            let count = wording.whole(begun.len() + adopted.len());
            let label = wording.fill("archive.all-of", &[("count", &count)]);
            let code = &facts.campaign.units.get(unit).code;
            LinkView::new(label, list_path(By::Unit, code, 1))
        }),
        missing: missing.then(|| wording.word("archive.coverage.not-yet")),
        below,
        tried: (!suggested.is_empty())
            .then(|| archive::tried_link(wording, archive))
            .flatten(),
        suggested,
        illustrative: own_illustrative || suggested_illustrative,
    })
}

/// Practices of others by what they are for, and whether anything in them is illustrative.
fn suggested(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    suggestions: &[Suggestion],
) -> (Vec<SuggestedView>, bool) {
    let mut groups: Vec<(String, Vec<InitiativeId>)> = Vec::new();
    for suggestion in suggestions.iter().take(SUGGESTED) {
        // What else a practice is for is told on its own page.
        let Some(&first) = suggestion.shortages.first() else {
            continue;
        };
        let shortage = initiative::shortage_words(facts, wording, suggestion.unit, first);
        match groups.iter_mut().find(|(other, _)| *other == shortage) {
            Some((_, ids)) => ids.push(suggestion.initiative),
            None => groups.push((shortage, vec![suggestion.initiative])),
        }
    }
    let mut any_illustrative = false;
    let views = groups.into_iter().map(|(shortage, ids)| {
        let (entries, illustrative) = archive::ready_entries(facts, wording, archive, &ids);
        any_illustrative |= illustrative;
        SuggestedView {
            heading: shortage,
            entries,
        }
    });
    (views.collect(), any_illustrative)
}
