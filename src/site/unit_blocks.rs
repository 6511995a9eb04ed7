//! How blocks are named and addressed on pages, and what is said of a unit in a list.

use super::shown::state;
use super::{Facts, Wording};
use crate::model::UnitId;

/// Past this many rows a table is split by the unit above.
pub(super) const MOST_ROWS: usize = 500;

/// "3/4 mục tiêu": how many targets a unit meets, of those that can be judged; `None` where none can.
pub(super) fn met_words(facts: &Facts<'_>, wording: &Wording, unit: UnitId) -> Option<String> {
    let states = facts.campaign.indicators.iter().map(|(id, indicator)| {
        let standing = facts.figures.of(id).standing(unit);
        state(indicator, standing.overall.shown(indicator))
    });
    let (mut met, mut of) = (0, 0);
    for state in states {
        met += usize::from(state.reached());
        of += usize::from(state.is_judged());
    }
    let (met, total) = (wording.whole(met), wording.whole(of));
    (of > 0).then(|| wording.fill("pages.met-of", &[("met", &met), ("of", &total)]))
}
