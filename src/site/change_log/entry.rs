//! What is said of one release.

use super::moves::{MovedRow, moved_rows};
use super::rows::{ChangedRow, Shown, figure_rows, point_rows};
use crate::figures::{Added, Changes};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// More periods than this of one indicator are told together.
const MOST_PERIODS: usize = 6;

/// What a release changed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReleaseView {
    /// The id of its section.
    pub anchor: String,
    /// "Công bố ngày 15/4/2019"
    pub title: String,
    /// Its own page; absent there.
    pub own: Option<LinkView>,
    /// What was said of it.
    pub note: Option<String>,
    /// Whether illustrative figures stood published after it or before.
    pub illustrative: bool,
    /// How much changed.
    pub counts: String,
    /// What was new, by indicator.
    pub added: Vec<AddedView>,
    /// The figures that were revised or withdrawn.
    pub figures: Vec<ChangedRow>,
    /// Those made of them.
    pub points: Vec<ChangedRow>,
    /// How many of both stand on other pages alone.
    pub more: Option<String>,
    /// The statuses and places that moved.
    pub moves: Vec<MovedRow>,
    /// How many more moved.
    pub more_moves: Option<String>,
    /// What changed of figures of what the campaign does not have any more.
    pub former: Option<String>,
    /// All of it as a file.
    pub csv: LinkView,
}

/// What was new of an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AddedView {
    /// Which indicator.
    pub indicator: LinkView,
    /// "tháng 3/2019: 24 số liệu của 24 đơn vị"
    pub told: String,
}

/// "Công bố ngày 15/4/2019 (lần 2)"
pub(in crate::site) fn release_title(facts: &Facts<'_>, wording: &Wording, at: usize) -> String {
    let changes = facts.figures.history.changes.get(at);
    let release = changes.and_then(|changes| changes.release);
    let Some(release) = release.and_then(|at| facts.campaign.releases.get(at)) else {
        return wording.word("changes.not-yet").to_owned();
    };
    let day = wording.language().short_day(release.name.day);
    let number = wording.whole(usize::from(release.name.number));
    let key = match release.name.number {
        1 => "changes.released",
        _ => "changes.released-again",
    };
    wording.fill(key, &[("day", &day), ("number", &number)])
}

/// What is said of a release on a page.
pub(super) fn release_view(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    shown: &Shown,
) -> ReleaseView {
    let at = shown.at;
    let changes = &facts.figures.history.changes[at];
    let releases = &facts.campaign.releases;
    let release = changes.release.and_then(|at| releases.get(at));
    let before = changes.release.unwrap_or(releases.len()).checked_sub(1);
    let before = before.and_then(|at| releases.get(at));
    let is_illustrative = match release {
        Some(release) => release.illustrative,
        None => facts.any_illustrative(),
    };
    let left = facts.log.rows(at) - shown.rows.end;
    let moves = moved_rows(facts, wording, at, shown.moves);
    let more_moves = changes.moves.len() - moves.len();
    let count = |key: &str, count: usize| {
        (count > 0).then(|| wording.fill(key, &[("count", &wording.whole(count))]))
    };
    ReleaseView {
        anchor: facts.log.anchor(at),
        title: release_title(facts, wording, at),
        own: shown.is_top.then(|| {
            let label = wording.word("changes.own-page");
            LinkView::new(label, facts.log.path(at, 1))
        }),
        note: release.and_then(|release| release.note.as_deref().map(str::to_owned)),
        illustrative: is_illustrative || before.is_some_and(|before| before.illustrative),
        counts: counts(wording, changes),
        added: if shown.is_first {
            added(facts, wording, changes)
        } else {
            Vec::new()
        },
        figures: figure_rows(facts, wording, shown),
        points: point_rows(facts, wording, root, shown),
        more: if shown.is_top {
            count("changes.more", left)
        } else {
            None
        },
        more_moves: if shown.is_first {
            count("changes.more-moves", more_moves)
        } else {
            None
        },
        moves,
        former: former(wording, changes),
        csv: LinkView::new("CSV", facts.log.csv_path(at)),
    }
}

/// "1.240 số liệu mới, 3 số liệu sửa, 1 số liệu rút lại; 12 trạng thái và 40 thứ hạng thay đổi."
pub(in crate::site) fn counts(wording: &Wording, changes: &Changes) -> String {
    let count = |key: &str, count: usize| {
        (count > 0).then(|| wording.fill(key, &[("count", &wording.whole(count))]))
    };
    let statuses = changes.moves.iter().filter(|one| one.is_of_status());
    let places = changes.moves.iter().filter(|one| one.is_of_place());
    let parts = [
        count("changes.count-new", changes.new_figures()),
        count(
            "changes.count-revised",
            changes.figures.len() - changes.withdrawn,
        ),
        count("changes.count-withdrawn", changes.withdrawn),
        count("changes.count-points", changes.points.len()),
        count("changes.count-statuses", statuses.count()),
        count("changes.count-places", places.count()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return wording.word("changes.nothing").to_owned();
    }
    wording.fill("changes.counts", &[("counts", &parts.join(", "))])
}

/// What was new, an entry an indicator.
fn added(facts: &Facts<'_>, wording: &Wording, changes: &Changes) -> Vec<AddedView> {
    let of = changes
        .added
        .chunk_by(|one, other| one.indicator == other.indicator);
    of.map(|of_indicator| AddedView {
        indicator: facts.indicator_link(of_indicator[0].indicator),
        told: added_words(facts, wording, of_indicator),
    })
    .collect()
}

fn added_words(facts: &Facts<'_>, wording: &Wording, added: &[Added]) -> String {
    if added.len() <= MOST_PERIODS {
        let one = |one: &Added| {
            let args = [
                ("period", wording.period(one.period)),
                ("count", &wording.whole(one.figures)),
                ("units", &units(facts, wording, one)),
            ];
            wording.fill("changes.added", &args)
        };
        return added.iter().map(one).collect::<Vec<_>>().join("; ");
    }
    let count: usize = added.iter().map(|one| one.figures).sum();
    let (first, last) = (added[0].period, added[added.len() - 1].period);
    let args = [
        ("periods", &*wording.whole(added.len())),
        ("first", wording.period(first)),
        ("last", wording.period(last)),
        ("count", &wording.whole(count)),
    ];
    wording.fill("changes.added-many", &args)
}

/// The units by name where they are few, else their number.
fn units(facts: &Facts<'_>, wording: &Wording, added: &Added) -> String {
    if added.units > added.first.len() {
        let count = wording.whole(added.units);
        return wording.fill("changes.units", &[("count", &count)]);
    }
    let names = added.first.iter().map(|unit| facts.unit_title(*unit));
    keep_numbers_together(&names.collect::<Vec<_>>().join("; "))
}

/// What changed of figures of what the campaign does not have any more.
fn former(wording: &Wording, changes: &Changes) -> Option<String> {
    let [new, revised, withdrawn] = changes.former;
    let total = new + revised + withdrawn;
    let counts = [total, new, revised, withdrawn].map(|count| wording.whole(count));
    let args = [
        ("count", &*counts[0]),
        ("new", &counts[1]),
        ("revised", &counts[2]),
        ("withdrawn", &counts[3]),
    ];
    (total > 0).then(|| wording.fill("changes.former", &args))
}
