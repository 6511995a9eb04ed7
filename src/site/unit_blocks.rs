//! How blocks are named and addressed on pages, and what is said of a unit in a list.

use super::shown::targets_met;
use super::{Facts, Wording};
use crate::model::UnitId;

/// Past this many rows a table is split by the unit above.
pub(super) const MOST_ROWS: usize = 500;

/// "3/4 mục tiêu": how many targets a unit meets, of those that can be judged; `None` where none can.
pub(super) fn met_words(facts: &Facts<'_>, wording: &Wording, unit: UnitId) -> Option<String> {
    let indicators = facts.campaign.indicators.iter();
    let standings = indicators.map(|(id, _)| (id, facts.figures.of(id).standing(unit)));
    let (met, of) = targets_met(facts, standings);
    let (met, total) = (wording.whole(met), wording.whole(of));
    (of > 0).then(|| wording.fill("pages.met-of", &[("met", &met), ("of", &total)]))
}
