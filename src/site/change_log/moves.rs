//! Statuses and places that moved.

use crate::chart::State;
use crate::figures::{Moved, Status};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording, ranking};
use serde::Serialize;

/// A headline figure whose status or place moved, or a place of the composite ranking.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MovedRow {
    /// Whose.
    pub unit: LinkView,
    /// Of which indicator; the ranking for the composite one.
    pub indicator: LinkView,
    /// "Chưa đạt → Đạt"; absent where it did not move.
    pub status: Option<String>,
    /// "4 → 2"; absent where it did not move.
    pub place: Option<String>,
}

/// The first so many: statuses before the composite ranking, that before other places alone.
pub(super) fn moved_rows(
    facts: &Facts<'_>,
    wording: &Wording,
    at: usize,
    most: usize,
) -> Vec<MovedRow> {
    let mut moves: Vec<&Moved> = facts.figures.history.changes[at].moves.iter().collect();
    moves.sort_by_key(|one| (!one.is_of_status(), one.indicator.is_some()));
    let rows = moves.into_iter().take(most);
    rows.map(|one| moved_row(facts, wording, one)).collect()
}

fn moved_row(facts: &Facts<'_>, wording: &Wording, one: &Moved) -> MovedRow {
    let arrow = |before: &str, after: &str| {
        wording.fill("changes.arrow", &[("old", before), ("new", after)])
    };
    let [before, after] = one.status.map(|status| status_word(wording, status));
    let place = |place: Option<u32>| {
        let none = || wording.word("changes.no-place").to_owned();
        place.map_or_else(none, |place| wording.whole(place as usize))
    };
    let places = one.places();
    let [old, new] = places.map(place);
    MovedRow {
        unit: facts.titled_unit_link(one.unit),
        indicator: match one.indicator {
            Some(id) => facts.indicator_link(id),
            None => LinkView::new(wording.word("changes.composite"), ranking::PATH),
        },
        status: one.is_of_status().then(|| arrow(before, after)),
        place: one.is_of_place().then(|| arrow(&old, &new)),
    }
}

fn status_word(wording: &Wording, status: Status) -> &'static str {
    let state = match status {
        Status::Met => State::Met,
        Status::Near => State::Near,
        Status::Missed => State::Missed,
        Status::NoData => State::NoData,
        Status::NoTarget => State::Unjudged,
    };
    wording.state_view(state).word()
}
