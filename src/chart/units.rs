//! Units side by side: rows up to sixty of them, a distribution beyond; and where one stands among its peers.

use super::axis::ValueAxis;
use super::canvas::Plane;
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Side};
use super::metrics::{self, Weight};
use super::{ChartTarget, Frame, Palette, UnitMark, bars, distribution, strip};
use crate::locale::Words;

/// How many units are shown one by one; beyond, a chart shows their distribution.
pub const MOST_ROWS: usize = 60;

/// The width of these drawings in px.
pub(super) const WIDTH: f64 = 312.0;

/// Units compared with each other and the target.
#[derive(Debug, Clone, Copy)]
pub struct UnitsChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The units, in the order in which they are to stand (the best first, say).
    pub marks: &'a [UnitMark],
    /// The target they are seen against.
    pub target: Option<&'a ChartTarget>,
}

impl UnitsChart<'_> {
    /// One row a unit, or the distribution where there are more than [`MOST_ROWS`].
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        if self.marks.len() > MOST_ROWS {
            distribution::to_svg(self, palette)
        } else {
            bars::to_svg(self, palette)
        }
    }

    /// Where the marked unit stands among its peers, on one axis.
    #[must_use]
    pub fn to_strip_svg(&self, palette: Palette) -> String {
        strip::to_svg(self, palette)
    }
}

/// The axis of a chart's values, with the target in view.
pub(super) fn value_axis(chart: &UnitsChart<'_>, zero: bool, most: usize) -> ValueAxis {
    let target = chart
        .target
        .map(ChartTarget::extent)
        .into_iter()
        .flat_map(|(a, b)| [a, b]);
    let all = chart
        .marks
        .iter()
        .filter_map(|m| m.value)
        .chain(target)
        .filter(|v| v.is_finite());
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
        (l.min(v), h.max(v))
    });
    if low > high {
        return ValueAxis {
            from: 0.0,
            to: 1.0,
            ticks: vec![],
            note: String::new(),
        };
    }
    ValueAxis::new(
        low,
        high,
        zero,
        most,
        chart.frame.measure,
        chart.frame.words,
    )
}

/// The marked unit's name and figure, above its place and inside the drawing. The figure is never cut.
pub(super) fn marked_label(mark: &UnitMark, plane: &Plane, y: f64, words: &Words) -> Label {
    let value = mark.value.filter(|v| v.is_finite());
    let figure = match value {
        Some(_) => mark.shown.as_str(),
        None => words.word("chart.no-data"),
    };
    let figure = format!(": {figure}");
    let room = WIDTH - metrics::width(&figure, FONT_SIZE, Weight::Bold);
    let text = metrics::fit(&mark.name, room, FONT_SIZE, Weight::Bold) + &figure;
    let half = metrics::width(&text, FONT_SIZE, Weight::Bold) / 2.0;
    let at = value.map_or(0.0, |v| plane.at(v, 0.0).0);
    Label::new(
        text,
        Ink::Label,
        Side::Middle,
        at.min(WIDTH - half).max(half),
        y,
    )
}
