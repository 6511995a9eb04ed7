//! Marks of figures that are other than they were published, on charts and in the tables beside them.

use super::rows::phrase;
use crate::calendar::Period;
use crate::figures::Mark;
use crate::model::{IndicatorId, UnitId};
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

/// The changed ones among these periods of a unit (`None`: of the whole), for a page below so many folders.
pub(in crate::site) fn revised_periods(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    (id, unit): (IndicatorId, Option<UnitId>),
    periods: impl Iterator<Item = Period>,
) -> Vec<(Period, RevisedView)> {
    let history = &facts.figures.history;
    if history.is_empty() {
        return Vec::new();
    }
    let marked = periods.filter_map(|period| Some((period, history.mark(id, unit, period)?)));
    let views = marked.filter_map(|(period, mark)| {
        let view = revised(facts, wording, root, mark)?;
        Some((period, view))
    });
    views.collect()
}

/// How many changed figures are told below a chart.
const MOST: usize = 4;

/// The figures of a line that are other than they were published, the headline first, then the latest; and how many more.
pub(in crate::site) fn revised_notes(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    (id, unit): (IndicatorId, Option<UnitId>),
    line: &Line<'_>,
) -> (Vec<RevisedView>, Option<String>) {
    let headline = facts.figures.history.headline_mark(id, unit);
    let headline = headline.and_then(|mark| revised(facts, wording, root, mark));
    let periods = line.revised.iter().rev().map(|(_, view)| view.clone());
    let mut all: Vec<RevisedView> = headline.into_iter().chain(periods).collect();
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let more = (more > 0)
        .then(|| wording.fill("changes.revised-more", &[("count", &wording.whole(more))]));
    (all, more)
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
