//! More than sixty units: how many there are at each height, by state, with the quartiles and the marked unit. The
//! drawing does not grow with the number of units.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header, ROW, Signs};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::units::{WIDTH, marked_label, value_axis};
use super::{ChartTarget, Measure, Palette, State, UnitMark, UnitsChart};

/// The height of the bars' plot.
const PLOT: f64 = 112.0;
/// The most columns.
const MOST_COLUMNS: usize = 24;

/// What columns are made of, from the bottom up.
const PARTS: [Ink; 4] = [Ink::BarPlain, Ink::BarMet, Ink::BarNear, Ink::BarMissed];

/// The units of one column by part.
type Column = [usize; PARTS.len()];

/// Where everything stands.
pub(super) struct Layout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    signs: Vec<(State, f64, f64)>,
    columns: Vec<Column>,
    axis: ValueAxis,
    counts: ValueAxis,
    plane: Plane,
    plot: Rect,
    quartiles: Option<[f64; 3]>,
    marked: Option<f64>,
}

/// The drawing.
pub(super) fn to_svg(chart: &UnitsChart<'_>, palette: Palette) -> String {
    let layout = layout(chart);
    canvas::draw(&chart.frame, palette, layout.size, |canvas| {
        draw(chart, canvas, &layout)
    })
}

pub(super) fn layout(chart: &UnitsChart<'_>) -> Layout {
    let words = chart.frame.words;
    let axis = value_axis(chart, false, 5);
    let mut header = Header::new(chart.marks, &axis.note, WIDTH, words);
    header.add_states(
        chart.marks,
        WIDTH,
        chart.target.is_some(),
        Signs::Bars,
        words,
    );
    let quartiles = quartiles(chart.marks);
    if let Some([low, middle, high]) = quartiles {
        let args = [
            ("low", &*low.shown),
            ("middle", &middle.shown),
            ("high", &high.shown),
        ];
        header.height += ROW;
        let text = metrics::fit(
            &words.fill("chart.quartiles", &args),
            WIDTH,
            FONT_SIZE,
            Weight::Regular,
        );
        header.labels.push(Label::new(
            text,
            Ink::Name,
            Side::Start,
            0.0,
            header.height - 6.0,
        ));
    }
    let columns = columns(chart.marks, &axis);
    let highest = columns
        .iter()
        .map(|c| c.iter().sum::<usize>())
        .max()
        .unwrap_or(0);
    let mut counts = ValueAxis::new(
        0.0,
        highest as f64,
        true,
        4,
        Measure {
            percent: false,
            unit: "",
        },
        words,
    );
    counts.ticks.retain(|(at, _)| at.fract() == 0.0);
    let marked = chart.marks.iter().find(|m| m.marked);
    let top = header.height
        + [chart.target.is_some(), marked.is_some()]
            .map(|row| if row { ROW } else { 0.0 })
            .iter()
            .sum::<f64>()
        + 12.0;
    let plot = Rect {
        left: counts.widest(FONT_SIZE) + 8.0,
        top,
        right: WIDTH - 8.0,
        bottom: top + PLOT,
    };
    let across = Span::new(axis.from, axis.to, axis.grid());
    let plane = Plane::new(across, Span::new(0.0, counts.to, counts.grid()), plot);
    let mut labels = header.labels;
    for (at, text) in &counts.ticks {
        labels.push(Label::new(
            text.as_str(),
            Ink::Tick,
            Side::End,
            plot.left - 5.0,
            plane.at(axis.from, *at).1 + 4.5,
        ));
    }
    labels.extend(header::level_ticks(
        &axis.ticks,
        |v| plane.at(v, 0.0).0,
        plot.bottom + 17.0,
        WIDTH,
    ));
    let mut row = header.height + 12.0;
    if let Some(mark) = marked {
        labels.push(marked_label(mark, &plane, row, words));
        row += ROW;
    }
    if let Some(target) = chart.target {
        let text = words.fill("chart.target.label", &[("target", &target.phrase(words))]);
        let (low, high) = target.extent();
        labels.push(header::target_above(
            text,
            plane.at((low + high) / 2.0, 0.0).0,
            row,
            WIDTH,
        ));
    }
    let x = |m: &UnitMark| m.value.map(|v| plane.at(v, 0.0).0);
    let quartiles = quartiles.and_then(|[a, b, c]| Some([x(a)?, x(b)?, x(c)?]));
    let marked = marked.and_then(x);
    let size = (WIDTH, plot.bottom + 32.0);
    Layout {
        size,
        labels,
        signs: header.signs,
        columns,
        axis,
        counts,
        plane,
        plot,
        quartiles,
        marked,
    }
}

/// The units at a quarter, a half and three quarters of the way from the lowest to the highest (nearest rank): the
/// figures told are figures that units have.
fn quartiles(marks: &[UnitMark]) -> Option<[&UnitMark; 3]> {
    let mut with: Vec<(f64, &UnitMark)> = marks
        .iter()
        .filter_map(|m| m.value.filter(|v| v.is_finite()).map(|v| (v, m)))
        .collect();
    with.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |quarter: usize| {
        with.get((quarter * with.len()).div_ceil(4).saturating_sub(1))
            .map(|(_, m)| *m)
    };
    Some([at(1)?, at(2)?, at(3)?])
}

/// Counts the units of each column; columns are round parts of the axis' steps.
fn columns(marks: &[UnitMark], axis: &ValueAxis) -> Vec<Column> {
    let steps = axis.ticks.len().saturating_sub(1).max(1);
    let parts = [10, 5, 4, 2]
        .into_iter()
        .find(|p| p * steps <= MOST_COLUMNS)
        .unwrap_or(1);
    let mut columns = vec![Column::default(); parts * steps];
    let last = columns.len() - 1;
    for mark in marks {
        let Some(value) = mark.value.filter(|v| v.is_finite()) else {
            continue;
        };
        let share = (value - axis.from) / (axis.to - axis.from);
        // A hair of tolerance, so that a figure on an edge belongs to the column that begins there.
        let column = ((share * columns.len() as f64 + 1e-9).floor().max(0.0) as usize).min(last);
        let ink = header::bar_ink(mark.state).unwrap_or(Ink::BarPlain);
        if let Some(part) = PARTS.iter().position(|p| *p == ink) {
            columns[column][part] += 1;
        }
    }
    columns
}

fn draw(chart: &UnitsChart<'_>, canvas: &Canvas<'_>, layout: &Layout) -> Drawn {
    let Layout {
        plot, plane, axis, ..
    } = layout;
    let x = |value: f64| plane.at(value, 0.0).0;
    for (at, _) in &layout.counts.ticks {
        let y = plane.at(axis.from, *at).1;
        canvas.line(Ink::Grid, &[(plot.left, y), (plot.right, y)])?;
    }
    if let Some((low, high)) = chart.target.map(ChartTarget::extent) {
        header::draw_target(canvas, (x(low), x(high)), plot.top - 8.0, plot.bottom)?;
    }
    draw_columns(canvas, layout)?;
    for (at, _) in &axis.ticks {
        canvas.line(
            Ink::Axis,
            &[(x(*at), plot.bottom), (x(*at), plot.bottom + 4.0)],
        )?;
    }
    if let Some([low, middle, high]) = layout.quartiles {
        let y = plot.bottom + 26.0;
        canvas.line(Ink::Stem, &[(low, y), (high, y)])?;
        for at in [low, middle, high] {
            let reach = if at == middle { 4.0 } else { 2.5 };
            canvas.line(Ink::Stem, &[(at, y - reach), (at, y + reach)])?;
        }
    }
    if let Some(at) = layout.marked {
        canvas.line(Ink::Line, &[(at, plot.top - 8.0), (at, plot.bottom)])?;
        let tip = plot.bottom + 1.0;
        canvas.shape(
            Ink::Me,
            &[(at, tip), (at + 5.0, tip + 8.0), (at - 5.0, tip + 8.0)],
        )?;
    }
    header::draw_samples(canvas, &layout.signs)?;
    canvas.labels(&layout.labels)
}

/// The columns, what misses the target on top.
fn draw_columns(canvas: &Canvas<'_>, layout: &Layout) -> Drawn {
    let Layout {
        plot,
        plane,
        axis,
        columns,
        ..
    } = layout;
    let wide = (plot.right - plot.left) / columns.len() as f64;
    for (kind, ink) in PARTS.into_iter().enumerate() {
        for (i, column) in columns.iter().enumerate().filter(|(_, c)| c[kind] > 0) {
            let below: usize = column[..kind].iter().sum();
            let height = |count: usize| plane.at(axis.from, count as f64).1;
            let left = plot.left + wide * i as f64;
            let rect = Rect {
                left: left + 1.2,
                top: height(below + column[kind]) + 0.7,
                right: left + wide - 1.2,
                bottom: (height(below) - 0.7).max(height(below + column[kind]) + 0.8),
            };
            canvas.rect(ink, rect)?;
        }
    }
    Ok(())
}
