//! The states after the releases, one after the other, each compared with the one before.

use super::composite::Scores;
use super::figures::{After, Reasons, changes};
use super::points::{States, changed_points, moved};
use super::{ChangedLine, Changes, FigureChange, FigureOf, History, Mark};
use crate::calendar::Day;
use crate::figures::block::Blocks;
use crate::figures::indicator::{self, IndicatorFigures};
use crate::figures::ranking::{Rank, rank_block};
use crate::figures::{Figures, by_unit};
use crate::model::{Amount, Campaign, Headline, IndicatorId, Observation, Published, UnitId};
use std::borrow::Cow;

/// What is compared of one indicator.
pub(super) struct State<'a> {
    pub(super) figures: Cow<'a, IndicatorFigures>,
    /// By unit.
    pub(super) ranks: Cow<'a, [Rank]>,
}

impl History {
    /// Compares the state after each release with the one before, and what is reported now with the last.
    pub(in crate::figures) fn compute(campaign: &Campaign, figures: &Figures, today: Day) -> Self {
        let mut history = Self {
            changes: figure_changes(campaign, today),
            ..Self::default()
        };
        let mut scores = Scores::new(campaign, figures, history.changes.len());
        for (id, _) in campaign.indicators.iter() {
            compare_states(campaign, id, figures, &mut history.changes, &mut scores);
        }
        scores.tell(&mut history.changes);
        history.find_marks(campaign);
        history
    }

    /// Finds the last change of each figure.
    fn find_marks(&mut self, campaign: &Campaign) {
        let only_root = only_root(campaign);
        for (at, change) in self.changes.iter().enumerate() {
            for (line, figure) in change.figures.iter().enumerate() {
                let key = figure.key;
                let is_leaf = campaign.units.children(key.unit).is_empty();
                if is_leaf {
                    let of = FigureOf {
                        indicator: key.indicator,
                        unit: Some(key.unit),
                        field: key.field,
                    };
                    let line = ChangedLine::Figure(line);
                    self.marks
                        .insert((of, key.period), Mark { change: at, line });
                }
            }
            for (line, point) in change.points.iter().enumerate() {
                let mark = Mark {
                    change: at,
                    line: ChangedLine::Point(line),
                };
                let root = only_root.filter(|_| point.unit.is_none()).map(Some);
                for unit in [point.unit].into_iter().chain(root) {
                    match point.period {
                        Some(period) => {
                            let of = FigureOf {
                                indicator: point.indicator,
                                unit,
                                field: point.field,
                            };
                            self.marks.insert((of, period), mark);
                        }
                        None => {
                            self.headlines.insert((point.indicator, unit), mark);
                        }
                    }
                }
            }
        }
    }
}

/// The only unit at the top, which is the whole itself.
pub(super) fn only_root(campaign: &Campaign) -> Option<UnitId> {
    let mut roots = campaign
        .units
        .iter()
        .filter(|(_, unit)| unit.parent.is_none());
    let (root, _) = roots.next()?;
    roots.next().is_none().then_some(root)
}

/// What each release changed of the figures that were reported, and what is in none yet.
fn figure_changes(campaign: &Campaign, today: Day) -> Vec<Changes> {
    let reasons = Reasons::new(campaign);
    let mut all = Vec::with_capacity(campaign.releases.len() + 1);
    let mut published = Published::default();
    for (at, release) in campaign.releases.iter().enumerate() {
        let after = After::Release(release);
        let day = release.name.day;
        all.push(changes(&reasons, Some(at), day, &published, after));
        published.take(release);
    }
    if !campaign.releases.is_empty() {
        let after = After::Now(&campaign.observations.all);
        let now = changes(&reasons, None, today, &published, after);
        all.extend((!now.is_empty()).then_some(now));
    }
    all
}

/// Compares the states of one indicator; of those two are held at a time.
fn compare_states(
    campaign: &Campaign,
    id: IndicatorId,
    figures: &Figures,
    changes: &mut [Changes],
    scores: &mut Scores<'_>,
) {
    let mut rows = Published::default();
    let mut before: Option<State<'_>> = None;
    let mut day = Day::MIN;
    for (at, change) in changes.iter_mut().enumerate() {
        let middle = revised_alone(campaign, id, &rows, &change.figures, day);
        day = change.day;
        let after = match change.release.and_then(|at| campaign.releases.get(at)) {
            Some(release) => {
                rows.take_of(id, release);
                state(campaign, &figures.blocks, id, &rows.figures, change.day)
            }
            None => State {
                figures: Cow::Borrowed(figures.of(id)),
                ranks: Cow::Borrowed(&figures.ranks[id.0 as usize]),
            },
        };
        scores.add(at, id, &after);
        if let Some(before) = &before {
            let states = States {
                before,
                middle: middle.as_ref(),
                after: &after,
            };
            let points = changed_points(campaign, id, &states, &change.figures);
            change.points.extend(points);
            change.moves.extend(moved(campaign, id, before, &after));
        }
        before = Some(after);
    }
}

/// What the figures before would have been with the revised ones among them, and without what was new: how far a
/// cumulative figure moved because of those. `None` where none of the indicator was revised.
fn revised_alone(
    campaign: &Campaign,
    id: IndicatorId,
    before: &Published,
    figures: &[FigureChange],
    day: Day,
) -> Option<IndicatorFigures> {
    let is_cumulative = campaign.indicators.get(id).headline == Headline::Cumulative;
    let of_indicator = figures.iter().filter(|figure| figure.key.indicator == id);
    let revised = of_indicator.map(|figure| {
        let gap = || {
            Observation::new(
                figure.key,
                Amount::Nothing,
                figure.old.file,
                figure.old.line,
            )
        };
        figure.new.clone().unwrap_or_else(gap)
    });
    let revised: Vec<Observation> = revised.collect();
    if revised.is_empty() || !is_cumulative {
        return None;
    }
    let mut rows = before.clone();
    rows.take_rows(&revised);
    Some(indicator::compute(campaign, id, &rows.figures, day))
}

/// The state that these rows make on a day.
fn state(
    campaign: &Campaign,
    blocks: &Blocks,
    id: IndicatorId,
    rows: &[Observation],
    day: Day,
) -> State<'static> {
    let figures = indicator::compute(campaign, id, rows, day);
    let ranking = |(_, block)| rank_block(campaign, blocks, block, id, &figures);
    let rankings: Vec<_> = blocks.iter().map(ranking).collect();
    State {
        ranks: Cow::Owned(by_unit(&rankings, campaign.units.len())),
        figures: Cow::Owned(figures),
    }
}
