//! Where a unit stands among its peers: dots on one axis, the unit marked; columns of dots past sixty.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header, ROW};
use super::ink::Ink;
use super::label::{Label, Rect};
use super::units::{MOST_ROWS, WIDTH, marked_label, value_axis};
use super::{ChartTarget, Palette, UnitsChart};

/// The radius of a peer's dot.
const DOT: f64 = 3.6;
/// How far apart rows of dots are.
const PITCH: f64 = 7.6;
/// Columns past sixty peers.
const COLUMNS: usize = 48;

/// Where everything stands.
pub(super) struct Layout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    dots: Vec<(f64, f64)>,
    columns: Vec<Rect>,
    marked: Option<(f64, f64)>,
    axis: ValueAxis,
    plane: Plane,
    plot: Rect,
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
    let header = Header::new(chart.marks, &axis.note, WIDTH, words);
    let mut labels = header.labels;
    let mut row = header.height + 12.0;
    let marked = chart.marks.iter().find(|m| m.marked);
    let rows = [marked.is_some(), chart.target.is_some()]
        .iter()
        .filter(|r| **r)
        .count();
    let top = row + ROW * rows as f64 - 8.0;
    let plot = Rect {
        left: 8.0,
        top,
        right: WIDTH - 8.0,
        bottom: top + 58.0,
    };
    let plane = Plane::new(
        Span::new(axis.from, axis.to, axis.grid()),
        Span::new(-1.0, 1.0, vec![]),
        plot,
    );
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
    labels.extend(header::level_ticks(
        &axis.ticks,
        |v| plane.at(v, 0.0).0,
        plot.bottom + 18.0,
        WIDTH,
    ));
    let middle = (plot.top + plot.bottom) / 2.0;
    let place = |value: f64| plane.at(value, 0.0).0;
    let marked = marked
        .and_then(|m| m.value)
        .filter(|v| v.is_finite())
        .map(|v| (place(v), middle));
    let peers = chart
        .marks
        .iter()
        .filter(|m| !m.marked)
        .filter_map(|m| m.value);
    let xs: Vec<f64> = peers.filter(|v| v.is_finite()).map(place).collect();
    let (dots, columns) = if xs.len() > MOST_ROWS {
        (vec![], heaps(&xs, plot))
    } else {
        (swarm(xs, marked, middle), vec![])
    };
    Layout {
        size: (WIDTH, plot.bottom + 23.0),
        labels,
        dots,
        columns,
        marked,
        axis,
        plane,
        plot,
    }
}

/// Moves dots up and down from the middle until they do not cover each other, as far as there is room.
fn swarm(mut xs: Vec<f64>, marked: Option<(f64, f64)>, middle: f64) -> Vec<(f64, f64)> {
    xs.sort_by(f64::total_cmp);
    let mut dots: Vec<(f64, f64)> = Vec::with_capacity(xs.len());
    for x in xs {
        let free = |y: f64| {
            let clear = |(dx, dy): (f64, f64), reach: f64| dx.hypot(dy) >= reach;
            dots.iter()
                .rev()
                .take(24)
                .all(|d| clear((d.0 - x, d.1 - y), 2.0 * DOT))
                && marked.is_none_or(|m| clear((m.0 - x, m.1 - y), DOT + 7.0))
        };
        let level = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0]
            .into_iter()
            .find(|l| free(middle + PITCH * l));
        dots.push((x, middle + PITCH * level.unwrap_or(0.0)));
    }
    dots
}

/// Columns about the middle, as high as there are peers at that place.
fn heaps(xs: &[f64], plot: Rect) -> Vec<Rect> {
    let wide = (plot.right - plot.left) / COLUMNS as f64;
    let mut counts = [0_usize; COLUMNS];
    for x in xs {
        let column = (((x - plot.left) / wide).max(0.0) as usize).min(COLUMNS - 1);
        counts[column] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(1).max(1);
    let middle = (plot.top + plot.bottom) / 2.0;
    let column = |(i, count): (usize, &usize)| {
        let reach = (*count as f64 / most as f64 * (plot.bottom - plot.top) / 2.0).max(1.0);
        let left = plot.left + wide * i as f64;
        Rect {
            left: left + 0.6,
            top: middle - reach,
            right: left + wide - 0.6,
            bottom: middle + reach,
        }
    };
    counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(column)
        .collect()
}

fn draw(chart: &UnitsChart<'_>, canvas: &Canvas<'_>, layout: &Layout) -> Drawn {
    let Layout {
        plot, plane, axis, ..
    } = layout;
    let x = |value: f64| plane.at(value, 0.0).0;
    let floor = plot.bottom + 2.0;
    if let Some((low, high)) = chart.target.map(ChartTarget::extent) {
        header::draw_target(canvas, (x(low), x(high)), plot.top - 2.0, floor)?;
    }
    canvas.line(Ink::Axis, &[(plot.left, floor), (plot.right, floor)])?;
    for (at, _) in &axis.ticks {
        canvas.line(Ink::Axis, &[(x(*at), floor), (x(*at), floor + 3.0)])?;
    }
    for rect in &layout.columns {
        canvas.rect(Ink::Peer, *rect)?;
    }
    for dot in &layout.dots {
        canvas.circle(Ink::Peer, *dot, DOT, "")?;
    }
    if let Some(at) = layout.marked {
        canvas.circle(Ink::Me, at, 6.5, "")?;
    }
    canvas.labels(&layout.labels)
}
