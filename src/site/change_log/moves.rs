//! Statuses and places that moved.

use crate::chart::State;
use crate::figures::{Moved, Status};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use serde::Serialize;

/// A headline figure whose status or place moved.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MovedRow {
    /// Whose.
    pub unit: LinkView,
    /// Of which indicator.
    pub indicator: LinkView,
    /// "Chưa đạt → Đạt"; absent where it did not move.
    pub status: Option<String>,
    /// "4 → 2"; absent where it did not move.
    pub place: Option<String>,
}

/// The first so many, those of statuses before those of places alone.
pub(super) fn moved_rows(
    facts: &Facts<'_>,
    wording: &Wording,
    at: usize,
    most: usize,
) -> Vec<MovedRow> {
    let moves = &facts.figures.history.changes[at].moves;
    let of = |of_status: bool| {
        moves
            .iter()
            .filter(move |one| one.is_of_status() == of_status)
    };
    let rows = of(true).chain(of(false)).take(most);
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
        indicator: facts.indicator_link(one.indicator),
        status: one.is_of_status().then(|| arrow(before, after)),
        place: (places[0] != places[1]).then(|| arrow(&old, &new)),
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
