//! Marks of figures that are other than they were published, on charts and in the tables beside them.

use super::rows::phrase;
use crate::calendar::Period;
use crate::figures::{FigureOf, Mark};
use crate::site::series::Line;
use crate::site::{Facts, Wording};
use serde::Serialize;

/// A figure that is another than was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RevisedView {
    /// "Tháng 3/2019: 92,4% → 91,8%"
    pub told: String,
    /// When it changed.
    pub when: String,
    /// Where it is told with its reason, from the page that it stands on.
    pub href: String,
}

/// What is said below a chart of figures that are other than they were published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RevisedNotes {
    /// Some of them.
    pub shown: Vec<RevisedView>,
    /// How many more there are.
    pub more: Option<String>,
}

/// The changed ones among these periods, for a page below so many folders.
pub(in crate::site) fn revised_periods(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    of: FigureOf,
    periods: impl Iterator<Item = Period>,
) -> Vec<(Period, RevisedView)> {
    let history = &facts.figures.history;
    if history.is_empty() {
        return Vec::new();
    }
    let marked = periods.filter_map(|period| Some((period, history.mark(of, period)?)));
    let views = marked.filter_map(|(period, mark)| {
        let view = revised(facts, wording, root, mark)?;
        Some((period, view))
    });
    views.collect()
}

/// How many changed figures are told below a chart.
const MOST: usize = 4;

/// The figures of a line that are other than they were published, the headline first, then the latest.
pub(in crate::site) fn revised_notes(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    of: FigureOf,
    line: &Line<'_>,
) -> Option<RevisedNotes> {
    let headline = facts.figures.history.headline_mark(of);
    let headline = headline.and_then(|mark| revised(facts, wording, root, mark));
    let periods = line.revised.iter().rev().map(|(_, view)| view.clone());
    notes(wording, headline.into_iter().chain(periods).collect())
}

/// The same of several lines beside each other.
pub(in crate::site) fn revised_notes_of_all<'l>(
    wording: &Wording,
    lines: impl Iterator<Item = &'l Line<'l>>,
) -> Option<RevisedNotes> {
    let mut all: Vec<&(Period, RevisedView)> = lines.flat_map(|line| &line.revised).collect();
    all.sort_by_key(|(period, _)| std::cmp::Reverse(period.order()));
    notes(
        wording,
        all.into_iter().map(|(_, view)| view.clone()).collect(),
    )
}

fn notes(wording: &Wording, mut all: Vec<RevisedView>) -> Option<RevisedNotes> {
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let more = (more > 0)
        .then(|| wording.fill("changes.revised-more", &[("count", &wording.whole(more))]));
    (!all.is_empty()).then_some(RevisedNotes { shown: all, more })
}

fn revised(facts: &Facts<'_>, wording: &Wording, root: &str, mark: Mark) -> Option<RevisedView> {
    let history = &facts.figures.history;
    let [of, old, new] = phrase(facts, wording, mark)?;
    let args = [("of", &*of), ("old", &old), ("new", &new)];
    let changes = history.changes.get(mark.change)?;
    let when = match changes.release {
        Some(_) => {
            let day = wording.language().short_day(changes.day);
            wording.fill("changes.revised-on", &[("day", &day)])
        }
        None => wording.word("changes.revised-not-yet").to_owned(),
    };
    let address = facts.log.address(facts.campaign, history, mark);
    let told = wording.fill("changes.revised", &args);
    Some(RevisedView {
        told: crate::chart::message::capitalised(&told),
        when,
        href: format!("{root}{address}"),
    })
}
