//! Up to sixty units, one row each: how far each is from the target, or from zero where there is none.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header, ROW, SIGN, Signs};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::units::{WIDTH, value_axis};
use super::{ChartTarget, Palette, State, UnitsChart};

/// The height of a row with its name beside the track.
const LOW_ROW: f64 = 22.0;
/// The height of a row with its name above the track.
const HIGH_ROW: f64 = 38.0;
/// The narrowest track.
const TRACK: f64 = 96.0;

/// Where everything stands.
pub(super) struct Layout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    signs: Vec<(State, f64, f64)>,
    /// From where to where a figure's stem goes, and whether it is dashed.
    stems: Vec<((f64, f64), (f64, f64), bool)>,
    plot: Rect,
    plane: Plane,
    axis: ValueAxis,
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
    let axis = value_axis(chart, chart.target.is_none(), 4);
    let mut header = Header::new(chart.marks, &axis.note, WIDTH, words);
    header.add_states(
        chart.marks,
        WIDTH,
        chart.target.is_some(),
        Signs::Units,
        words,
    );
    let widest = |texts: &mut dyn Iterator<Item = &str>| {
        texts
            .map(|t| metrics::width(t, FONT_SIZE, Weight::Bold))
            .fold(0.0, f64::max)
    };
    let names = widest(&mut chart.marks.iter().map(|m| m.name.as_str()));
    let figures = widest(&mut chart.marks.iter().map(|m| m.shown.as_str()).chain(["–"]));
    let beside = names + figures + 2.0 * (8.0 + SIGN) + TRACK <= WIDTH;
    let top = header.height + if chart.target.is_some() { ROW } else { 2.0 };
    let row = if beside { LOW_ROW } else { HIGH_ROW };
    let bottom = top + row * chart.marks.len() as f64;
    let plot = if beside {
        Rect {
            left: names + 8.0,
            top,
            right: WIDTH - figures - 8.0,
            bottom,
        }
    } else {
        Rect {
            left: 0.0,
            top,
            right: WIDTH,
            bottom,
        }
    };
    let inner = Rect {
        left: plot.left + SIGN + 1.0,
        right: plot.right - SIGN - 1.0,
        ..plot
    };
    let plane = Plane::new(
        Span::new(axis.from, axis.to, axis.grid()),
        Span::new(0.0, 1.0, vec![]),
        inner,
    );
    let mut layout = Layout {
        size: (WIDTH, bottom + 20.0),
        labels: header.labels,
        signs: header.signs,
        stems: Vec::new(),
        plot,
        plane,
        axis,
    };
    if let Some(target) = chart.target {
        let text = words.fill("chart.target.label", &[("target", &target.phrase(words))]);
        let (low, high) = target.extent();
        let middle = layout.plane.at((low + high) / 2.0, 0.0).0;
        layout
            .labels
            .push(header::target_above(text, middle, top - 5.0, WIDTH));
    }
    let ticks = header::level_ticks(
        &layout.axis.ticks,
        |v| layout.plane.at(v, 0.0).0,
        bottom + 16.0,
        WIDTH,
    );
    layout.labels.extend(ticks);
    put_rows(chart, &mut layout, beside, row, figures);
    layout
}

/// Puts each unit's name, figure and sign in its row.
fn put_rows(chart: &UnitsChart<'_>, layout: &mut Layout, beside: bool, row: f64, figures: f64) {
    let start = chart
        .target
        .map_or(0.0_f64.clamp(layout.axis.from, layout.axis.to), |t| {
            t.deciding().at
        });
    for (i, mark) in chart.marks.iter().enumerate() {
        let line = layout.plot.top + row * i as f64;
        let (text, track) = if beside {
            (line + 15.5, line + 11.0)
        } else {
            (line + 14.0, line + 27.0)
        };
        let ink = if mark.marked { Ink::Label } else { Ink::Name };
        let room = WIDTH - figures - 10.0;
        layout.labels.push(Label::new(
            metrics::fit(&mark.name, room, FONT_SIZE, ink.weight()),
            ink,
            Side::Start,
            0.0,
            text,
        ));
        let figure = mark.value.filter(|v| v.is_finite());
        let shown = if mark.shown.is_empty() {
            "–"
        } else {
            &mark.shown
        };
        layout
            .labels
            .push(Label::new(shown, ink, Side::End, WIDTH, text));
        if let Some(value) = figure {
            let (x, from) = (layout.plane.at(value, 0.0).0, layout.plane.at(start, 0.0).0);
            layout.signs.push((mark.state, x, track));
            layout
                .stems
                .push(((from, track), (x, track), !mark.complete));
        }
    }
    layout.labels.retain(|l| !l.text.is_empty());
}

fn draw(chart: &UnitsChart<'_>, canvas: &Canvas<'_>, layout: &Layout) -> Drawn {
    let Rect { top, bottom, .. } = layout.plot;
    let x = |value: f64| layout.plane.at(value, 0.0).0;
    for (at, _) in &layout.axis.ticks {
        canvas.line(Ink::Grid, &[(x(*at), top), (x(*at), bottom)])?;
    }
    if let Some((low, high)) = chart.target.map(ChartTarget::extent) {
        header::draw_target(canvas, (x(low), x(high)), top, bottom)?;
    }
    for (ink, partial) in [(Ink::Stem, false), (Ink::StemPartial, true)] {
        for (from, to, _) in layout.stems.iter().filter(|s| s.2 == partial) {
            canvas.line(ink, &[*from, *to])?;
        }
    }
    header::draw_signs(canvas, &layout.signs)?;
    canvas.labels(&layout.labels)
}
