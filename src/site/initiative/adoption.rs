//! Who took an initiative up, since when, and what was measured there.

use super::impact::{AdopterEffect, adopter_effects};
use crate::model::InitiativeId;
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use serde::Serialize;

/// Who took an initiative up.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AdoptionsView {
    /// "3 đơn vị khác đã áp dụng"
    pub count: Option<String>,
    /// The units, in the order of the register.
    pub rows: Vec<AdoptionRow>,
    /// "Còn 12 đơn vị khác trong tệp số liệu."
    pub more: Option<String>,
    /// Whether anything was measured at any of them.
    pub measured: bool,
    /// Whether illustrative figures are among that.
    #[serde(skip)]
    pub illustrative: bool,
}

/// A unit that took an initiative up.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AdoptionRow {
    /// The unit.
    pub unit: LinkView,
    /// Since when, for people; absent where it is not known.
    pub since: Option<String>,
    /// The same for machines.
    pub datetime: Option<String>,
    /// What was measured there before and after, an indicator each.
    pub effects: Vec<AdopterEffect>,
}

/// How many units a page names, so that it does not grow with the number of units.
const MOST_ROWS: usize = 200;

/// Who took an initiative up.
pub(super) fn adoptions_view(
    facts: &Facts<'_>,
    wording: &Wording,
    id: InitiativeId,
) -> AdoptionsView {
    let adopted = &facts.campaign.initiatives.get(id).adopted_by;
    let rows: Vec<AdoptionRow> = adopted
        .iter()
        .take(MOST_ROWS)
        .map(|adoption| AdoptionRow {
            unit: facts.titled_unit_link(adoption.unit),
            since: adoption
                .since
                .map(|since| wording.language().vague_day(since)),
            datetime: adoption.since.map(|since| since.to_string()),
            effects: adopter_effects(facts, wording, id, adoption.unit),
        })
        .collect();
    let more = adopted.len().saturating_sub(MOST_ROWS);
    let effects = || rows.iter().flat_map(|row| &row.effects);
    let filled = |key, count| wording.fill(key, &[("count", &wording.whole(count))]);
    AdoptionsView {
        count: (!adopted.is_empty()).then(|| filled("archive.page.adopters-count", adopted.len())),
        more: (more > 0).then(|| filled("archive.page.adopters-more", more)),
        measured: effects().next().is_some(),
        illustrative: effects().any(|effect| effect.illustrative),
        rows,
    }
}
