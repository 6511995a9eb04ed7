//! The table beside a line. A unit's page has hundreds of its rows, so they are made as HTML at once.

use super::series::Line;
use super::{Facts, Wording, component, series, shown};
use crate::chart::LinePoint;
use crate::figures::{Figure, Point};
use crate::model::Indicator;
use crate::render::{Html, HtmlWriter};
use serde::Serialize;
use std::borrow::Cow;

/// About how many bytes a row takes.
const ROOM: usize = 160;

/// The table beside a line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SeriesTable {
    /// Its rows (`<tr>`), latest first: the period, what the value rests on where `bases`, the value, and how it stands
    /// against the target where `states`.
    pub rows: Html,
    /// Whether any row says what it rests on.
    pub bases: bool,
    /// Whether any row is judged.
    pub states: bool,
}

/// The table beside a line. Gaps are rows too. End tags that HTML does without are left out: pages have hundreds.
pub(super) fn series_table(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    line: &Line<'_>,
) -> SeriesTable {
    let told = series::line_points(wording, indicator, line);
    let figures = line.points.iter().filter_map(|&(_, point)| figure(point));
    let bases = { figures }.any(|figure| figure.base().is_some());
    let states = told.iter().any(|point| point.state.is_judged());
    let mut rows = HtmlWriter::with_room(ROOM * told.len());
    for (told, &(_, point)) in told.iter().zip(&line.points).rev() {
        let base = |rows: &mut HtmlWriter| {
            if let Some(figure) = figure(point) {
                push_base(wording, rows, figure);
            }
        };
        component::series_row(
            &mut rows,
            &told.label,
            point
                .and_then(|point| shown::partial_of(facts, wording, point))
                .as_deref(),
            bases.then_some(base),
            &value_or_absent(facts, wording, told, point),
            states.then(|| &wording.state_view(told.state).mark),
            line.revised(told.period)
                .map(|revised| (&*revised.href, wording.word("changes.mark"))),
        );
    }
    SeriesTable {
        rows: rows.finish(),
        bases,
        states,
    }
}

fn value_or_absent<'t>(
    facts: &Facts<'_>,
    wording: &Wording,
    told: &'t LinePoint,
    point: Option<&Point>,
) -> Cow<'t, str> {
    match point {
        Some(point) => shown::absent(facts, wording, point, told.value.is_some())
            .unwrap_or_else(|| (&*told.shown).into()),
        None => wording.word("pages.figure.absent").into(),
    }
}

fn push_base(wording: &Wording, rows: &mut HtmlWriter, figure: &Figure) {
    match figure.ratio() {
        Some((numerator, denominator)) => {
            component::ratio(rows, &numerator, &denominator, wording.language());
        }
        None => {
            if let Some(base) = wording.base(figure) {
                rows.text(&base);
            }
        }
    }
}

fn figure(point: Option<&Point>) -> Option<&Figure> {
    point.and_then(|point| point.figure.as_ref())
}
