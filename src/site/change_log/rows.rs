//! The rows of a release: figures that were revised or withdrawn, then those made of them.

use crate::figures::{
    BeforeAfter, ChangedLine, Changes, Figure, FigureChange, Mark, Point, PointChange,
};
use crate::model::{FieldId, Indicator, Observation};
use crate::site::indicator::whole_name;
use crate::site::initiative::plain_change_view;
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording};
use serde::Serialize;
use std::ops::Range;

/// A note longer than this stands once above the rows, which lead to it.
const LONGEST_NOTE: usize = 160;

/// What of a release a page shows.
pub(super) struct Shown {
    /// Which of the changes.
    pub(super) at: usize,
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// How many of the moved statuses and places.
    pub(super) moves: usize,
    /// Whether what is new is told too.
    pub(super) is_first: bool,
    /// Whether it is the page of all releases.
    pub(super) is_top: bool,
}

/// A changed figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangedRow {
    /// The id of the row.
    pub id: String,
    /// Whose figure it is.
    pub unit: LinkView,
    /// Of which indicator.
    pub indicator: LinkView,
    /// The period, and the field.
    pub of: String,
    /// What was published.
    pub old: String,
    /// What that rests on.
    pub old_base: Option<String>,
    /// What it is now.
    pub new: String,
    /// What that rests on.
    pub new_base: Option<String>,
    /// The difference.
    pub change: Option<String>,
    /// Said where other units are behind it than before.
    pub reporters: Option<String>,
    /// Why.
    pub reason: String,
    /// The figures because of which it changed.
    pub causes: Vec<LinkView>,
    /// How many of those are not named.
    pub more_causes: Option<String>,
}

/// Two figures in words.
struct Told {
    old: String,
    old_base: Option<String>,
    new: String,
    new_base: Option<String>,
    change: Option<String>,
}

fn told(
    wording: &Wording,
    indicator: &Indicator,
    old: Option<Figure>,
    new: Option<Figure>,
    absent: &'static str,
) -> Told {
    if let (Some(old), Some(new)) = (&old, &new)
        && let Some(both) = BeforeAfter::new(indicator, old.clone(), new.clone())
        && let Some(view) = plain_change_view(wording, indicator, &both)
    {
        return Told {
            old: view.before,
            old_base: view.before_base,
            new: view.after,
            new_base: view.after_base,
            change: Some(view.change),
        };
    }
    let sides = [old, new];
    // Two that differ are seen to differ; what lies between them would take more decimals than that.
    let values = sides.each_ref().map(|side| side.as_ref()?.value(indicator));
    let mut shown = wording.apart(indicator, &values).into_iter();
    let [(old, old_base), (new, new_base)] = sides.map(|figure| {
        let shown = shown.next().unwrap_or_default();
        match figure {
            None => (wording.word(absent).to_owned(), None),
            Some(figure) if shown.is_empty() => {
                let nothing = wording.word("pages.figure.nothing-arising");
                (nothing.to_owned(), wording.base(&figure))
            }
            Some(figure) => (shown, wording.base(&figure)),
        }
    });
    Told {
        old,
        old_base,
        new,
        new_base,
        change: None,
    }
}

/// The rows of reported figures among those that are shown.
pub(super) fn figure_rows(facts: &Facts<'_>, wording: &Wording, shown: &Shown) -> Vec<ChangedRow> {
    let changes = &facts.figures.history.changes[shown.at];
    let end = shown.rows.end.min(changes.figures.len());
    let range = shown.rows.start.min(end)..end;
    let rows = range.map(|at| (at, &changes.figures[at]));
    rows.map(|(at, figure)| figure_row(facts, wording, shown.at, changes, at, figure))
        .collect()
}

fn figure_row(
    facts: &Facts<'_>,
    wording: &Wording,
    change: usize,
    changes: &Changes,
    at: usize,
    figure: &FigureChange,
) -> ChangedRow {
    let campaign = facts.campaign;
    let key = figure.key;
    let indicator = campaign.indicators.get(key.indicator);
    let of = |row: &Observation| Figure::of(row, false);
    let told = told(
        wording,
        indicator,
        of(&figure.old),
        figure.new.as_ref().and_then(of),
        "changes.withdrawn",
    );
    let mark = Mark {
        change,
        line: ChangedLine::Figure(at),
    };
    ChangedRow {
        id: facts.log.id(campaign, changes, mark),
        unit: facts.titled_unit_link(key.unit),
        indicator: facts.indicator_link(key.indicator),
        of: figure_of(facts, wording, figure),
        old: told.old,
        old_base: told.old_base,
        new: told.new,
        new_base: told.new_base,
        change: told.change,
        reporters: None,
        reason: reason(facts, wording, changes, figure),
        causes: Vec::new(),
        more_causes: None,
    }
}

/// The period of a figure, and its field.
fn figure_of(facts: &Facts<'_>, wording: &Wording, figure: &FigureChange) -> String {
    in_field(facts, wording.period(figure.key.period), figure.key.field)
}

fn in_field(facts: &Facts<'_>, span: &str, field: Option<FieldId>) -> String {
    match field {
        None => span.to_owned(),
        Some(field) => format!("{span}, {}", facts.campaign.fields.get(field).name),
    }
}

/// Why a figure is another: what was said of it, else of the release; where nothing was, that is said.
pub(super) fn reason(
    facts: &Facts<'_>,
    wording: &Wording,
    changes: &Changes,
    figure: &FigureChange,
) -> String {
    let release = changes
        .release
        .and_then(|at| facts.campaign.releases.get(at));
    let note = release.and_then(|release| release.note.as_deref());
    match (figure.reason.as_deref(), note) {
        (Some(reason), _) => reason.to_owned(),
        (None, Some(note)) if note.chars().count() <= LONGEST_NOTE => note.to_owned(),
        (None, Some(_)) => wording.word("changes.see-note").to_owned(),
        (None, None) => wording.word("changes.no-reason").to_owned(),
    }
}

/// The rows of figures made of others among those that are shown.
pub(super) fn point_rows(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    shown: &Shown,
) -> Vec<ChangedRow> {
    let changes = &facts.figures.history.changes[shown.at];
    let reported = changes.figures.len();
    let range = shown.rows.start.max(reported)..shown.rows.end.max(reported);
    let rows = range.map(|row| (row - reported, &changes.points[row - reported]));
    rows.map(|(at, point)| point_row(facts, wording, root, shown.at, changes, at, point))
        .collect()
}

fn point_row(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    change: usize,
    changes: &Changes,
    at: usize,
    point: &PointChange,
) -> ChangedRow {
    let campaign = facts.campaign;
    let told = point_told(facts, wording, point);
    let line = |line| Mark { change, line };
    let cause = |&at: &usize| {
        let figure = changes.figures.get(at)?;
        let unit = facts.unit_title(figure.key.unit);
        let label = format!("{unit}, {}", figure_of(facts, wording, figure));
        let history = &facts.figures.history;
        let address = facts
            .log
            .address(campaign, history, line(ChangedLine::Figure(at)));
        Some(LinkView::new(label, format!("{root}{address}")))
    };
    let causes: Vec<LinkView> = point.causes.iter().filter_map(cause).collect();
    let more = point.cause_count - causes.len();
    let first = point.causes.first().and_then(|at| changes.figures.get(*at));
    ChangedRow {
        id: facts
            .log
            .id(campaign, changes, line(ChangedLine::Point(at))),
        unit: match point.unit {
            Some(unit) => facts.titled_unit_link(unit),
            None => LinkView::new(
                whole_name(facts, wording),
                facts.indicator_link(point.indicator).href,
            ),
        },
        indicator: facts.indicator_link(point.indicator),
        of: in_field(facts, &span_of(wording, point), point.field),
        old: told.old,
        old_base: told.old_base,
        new: told.new,
        new_base: told.new_base,
        change: told.change,
        reporters: other_reporters(wording, point),
        reason: first.map_or_else(String::new, |figure| {
            reason(facts, wording, changes, figure)
        }),
        causes,
        more_causes: (more > 0)
            .then(|| wording.fill("changes.more-causes", &[("count", &wording.whole(more))])),
    }
}

/// Said where other units are behind a made figure than were when it was published.
fn other_reporters(wording: &Wording, point: &PointChange) -> Option<String> {
    let (old, new) = (&point.old, point.new.as_ref()?);
    let are_same = old.reporters == new.reporters && old.coverage == new.coverage;
    let of = |point: &Point| {
        let counts = [point.coverage.reported, point.coverage.expected];
        counts.map(|count| wording.whole(count as usize)).join("/")
    };
    let args = [("old", &*of(old)), ("new", &*of(new))];
    (!are_same).then(|| wording.fill("changes.other-reporters", &args))
}

/// What a made figure covers; where that is not what it covered, both are told.
fn span_of(wording: &Wording, point: &PointChange) -> String {
    if let Some(period) = point.period {
        return wording.period(period).to_owned();
    }
    let span = |point: &Point| point.span().map(|span| wording.said_span(span));
    let old = span(&point.old);
    let new = point.new.as_ref().and_then(span);
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            wording.fill("changes.spans", &[("old", &old), ("new", &new)])
        }
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

fn point_told(facts: &Facts<'_>, wording: &Wording, point: &PointChange) -> Told {
    let indicator = facts.campaign.indicators.get(point.indicator);
    let new = point.new.as_ref().and_then(|point| point.figure.clone());
    told(
        wording,
        indicator,
        point.old.figure.clone(),
        new,
        "pages.figure.absent",
    )
}

/// Old and new of a changed figure, in a phrase, and what it covers.
pub(super) fn phrase(facts: &Facts<'_>, wording: &Wording, mark: Mark) -> Option<[String; 3]> {
    let changes = facts.figures.history.changes.get(mark.change)?;
    match mark.line {
        ChangedLine::Figure(at) => {
            let figure = changes.figures.get(at)?;
            let row = figure_row(facts, wording, mark.change, changes, at, figure);
            Some([row.of, row.old, row.new])
        }
        ChangedLine::Point(at) => {
            let point = changes.points.get(at)?;
            let told = point_told(facts, wording, point);
            let new = match other_reporters(wording, point) {
                Some(said) => format!("{} ({said})", told.new),
                None => told.new,
            };
            let of = in_field(facts, &span_of(wording, point), point.field);
            Some([of, told.old, new])
        }
    }
}
