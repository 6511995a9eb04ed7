//! An indicator's fields over time, side by side, with the table beside them.

use super::change_log::{RevisedNotes, revised_notes_of_all};
use super::component::MultiplesCell;
use super::series::{ChartView, Line, MOST_PERIODS, line};
use super::{Facts, Wording, component, heat_table, series};
use crate::calendar::Period;
use crate::chart::{FieldLine, FieldsChart, Frame, MOST_FIELDS, Palette, message};
use crate::figures::{FigureOf, Point, Standing};
use crate::model::{FieldId, Indicator};
use crate::render::{Html, HtmlWriter};
use serde::Serialize;

/// Small multiples of fields.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FieldCharts {
    /// The drawing.
    pub chart: ChartView,
    /// The figures of them that are other than they were published, the latest first.
    pub revised: Option<RevisedNotes>,
    /// The periods of the table, short.
    pub periods: Vec<String>,
    /// The rows of the table (`<tr>`): a field and its figures.
    pub rows: Html,
}

/// The fields of a standing over time, in this order, on a page below `root`; `None` where fewer than two have figures of two periods.
pub(super) fn field_charts(
    facts: &Facts<'_>,
    wording: &Wording,
    of: FigureOf,
    standing: &Standing,
    root: &str,
    id: &str,
    order: &[(FieldId, &Point)],
) -> Option<FieldCharts> {
    let indicator = facts.campaign.indicators.get(of.indicator);
    let latest = facts.figures.of(of.indicator).latest;
    let of_whole = line(&standing.overall, latest);
    let length = of_whole.points.first()?.0.length();
    let lines: Vec<(FieldId, Line<'_>)> = order
        .iter()
        .take(MOST_FIELDS)
        .filter_map(|&(field, _)| {
            let of_field = line(standing.field(field)?, latest);
            Some((
                field,
                of_field.marked(facts, wording, root, of.in_field(field)),
            ))
        })
        .filter(|(_, line)| {
            line.points
                .first()
                .is_some_and(|(p, _)| p.length() == length)
        })
        .collect();
    if lines.iter().filter(|(_, line)| line.is_drawable()).count() < 2 {
        return None;
    }
    let mut told: Vec<FieldLine> = lines
        .iter()
        .map(|(field, line)| field_line(facts, wording, indicator, *field, line))
        .collect();
    tell_apart(wording, indicator, &lines, &mut told);
    let target = wording.target(indicator);
    let heading = message::fields(&told, target.as_ref(), wording.words);
    let frame = Frame {
        id,
        title: &heading,
        // The table right below tells more, and unit pages have many of these.
        description: "",
        measure: series::measure(indicator),
        words: wording.words,
    };
    let chart = FieldsChart {
        frame,
        lines: &told,
        target: target.as_ref(),
    };
    let illustrative = told
        .iter()
        .any(|line| line.points.iter().any(|point| point.illustrative));
    let chart = ChartView::new(&frame, &chart.to_svg(Palette::Page), illustrative);
    let (periods, rows) = field_rows(wording, &lines, &told);
    let revised = revised_notes_of_all(wording, lines.iter().map(|(_, line)| line));
    Some(FieldCharts {
        chart,
        revised,
        periods,
        rows,
    })
}

/// Shows different figures of the last period, which the heading sets beside each other, so that they differ.
fn tell_apart(
    wording: &Wording,
    indicator: &Indicator,
    lines: &[(FieldId, Line<'_>)],
    told: &mut [FieldLine],
) {
    let periods = lines.iter().flat_map(|(_, line)| &line.points);
    let Some(last) = periods
        .map(|(period, _)| *period)
        .max_by_key(|period| period.order())
    else {
        return;
    };
    let value = |(_, line): &(FieldId, Line<'_>)| {
        let at = line.points.iter().find(|(period, _)| *period == last)?;
        at.1?.figure.as_ref()?.value(indicator)
    };
    let values: Vec<_> = lines.iter().map(value).collect();
    let apart = wording.apart(indicator, &values);
    for (line, apart) in told.iter_mut().zip(apart) {
        let point = line.points.iter_mut().find(|point| point.period == last);
        if let Some(point) = point.filter(|point| point.shown.len() < apart.len()) {
            point.shown = apart;
        }
    }
}

fn field_line(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    field: FieldId,
    line: &Line<'_>,
) -> FieldLine {
    FieldLine {
        name: facts.campaign.fields.get(field).name.to_string(),
        points: series::line_points(wording, indicator, line).to_vec(),
    }
}

/// The table beside the drawing: the last periods that any field has, and each field's figures.
fn field_rows(
    wording: &Wording,
    lines: &[(FieldId, Line<'_>)],
    told: &[FieldLine],
) -> (Vec<String>, Html) {
    let all = || told.iter().flat_map(|line| &line.points);
    let mut periods: Vec<Period> = all().map(|point| point.period).collect();
    periods.sort_by_key(|period| period.order());
    periods.dedup();
    let periods = periods.split_off(periods.len().saturating_sub(MOST_PERIODS));
    let mut rows = HtmlWriter::with_room(lines.len() * (40 + 16 * periods.len()));
    let mark = wording.word("changes.mark");
    for ((_, line), told) in lines.iter().zip(told) {
        let figures = periods.iter().map(|period| {
            let mut points = told.points.iter();
            let point = points.find(|point| point.period == *period)?;
            let revised = line.revised(*period);
            (!point.shown.is_empty()).then_some(MultiplesCell {
                shown: &point.shown,
                complete: point.complete,
                revised: revised.map(|revised| (&*revised.href, mark)),
            })
        });
        component::multiples_row(&mut rows, &told.name, figures);
    }
    (heat_table::short_periods(wording, &periods), rows.finish())
}
