//! Units side by side: rows up to sixty of them, a distribution beyond; and where one stands among its peers.

use super::axis::ValueAxis;
use super::header::ROW;
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Side};
use super::metrics::{self, Weight};
use super::{ChartTarget, Frame, Palette, UnitMark, bars, distribution};
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

    /// The axis of its values.
    pub(super) fn value_axis(&self, zero: bool, most: usize) -> ValueAxis {
        let values = self.marks.iter().filter_map(|m| m.value);
        value_axis(values, self.target, &self.frame, zero, most)
    }

    /// Whether illustrative figures went into it.
    pub(super) fn is_illustrative(&self) -> bool {
        self.marks.iter().any(|mark| mark.illustrative)
    }
}

/// The axis of values, with the target in view.
pub(super) fn value_axis(
    values: impl Iterator<Item = f64>,
    target: Option<&ChartTarget>,
    frame: &Frame<'_>,
    zero: bool,
    most: usize,
) -> ValueAxis {
    let target = target.map(ChartTarget::extent).into_iter();
    let target = target.flat_map(|(a, b)| [a, b]);
    ValueAxis::around(values.chain(target), zero, most, frame)
}

/// What is written above a plot with values going to the right: the target and the marked unit, each above its place;
/// in one row where both have room in it.
#[derive(Debug, Default)]
pub(super) struct Callouts {
    pub(super) labels: Vec<Label>,
    /// The height of their rows.
    pub(super) height: f64,
    /// Where the line of the target begins.
    pub(super) target_top: f64,
}

impl Callouts {
    /// The callouts from `top` down; `x` gives the place of a value.
    pub(super) fn new(
        marked: Option<&UnitMark>,
        target: Option<&ChartTarget>,
        words: &Words,
        x: impl Fn(f64) -> f64,
        top: f64,
    ) -> Self {
        let mut callouts = Self {
            target_top: top,
            ..Self::default()
        };
        let baseline = |rows: f64| top + rows * ROW - 5.0;
        let marked = marked.map(|m| {
            marked_label(
                m,
                m.value.filter(|v| v.is_finite()).map(&x),
                baseline(1.0),
                words,
            )
        });
        let target = target.and_then(|t| target_above(t, &x, baseline(1.0), words));
        callouts.height = if marked.is_some() || target.is_some() {
            ROW
        } else {
            0.0
        };
        callouts.target_top = top + callouts.height;
        let both = marked.as_ref().zip(target.as_ref());
        let collide = both.is_some_and(|(a, b)| {
            let (a, b) = (a.rect(), b.rect());
            a.left < b.right + 8.0 && b.left < a.right + 8.0
        });
        callouts.labels.extend(target);
        if collide {
            // The target's line then begins above the name, which hides it with its halo.
            callouts.height += ROW;
        }
        let y = top + callouts.height - 5.0;
        callouts.labels.extend(marked.map(|label| {
            let x = label.x;
            label.at(x, y)
        }));
        callouts
    }
}

/// Writes a target above its line or span, inside the drawing: with the words before it, or without; `None` where
/// neither fits, since no number of it is cut.
pub(super) fn target_above(
    target: &ChartTarget,
    x: impl Fn(f64) -> f64,
    y: f64,
    words: &Words,
) -> Option<Label> {
    let phrase = target.phrase(words);
    let text = words.fill("chart.target.label", &[("target", &phrase)]);
    let fits = |text: &String| metrics::width(text, FONT_SIZE, Weight::Bold) <= WIDTH;
    let text = [text, phrase].into_iter().find(fits)?;
    let (low, high) = target.extent();
    Some(centered(text, Ink::TargetText, (x(low) + x(high)) / 2.0, y))
}

/// The marked unit's name and figure above its place. The figure is never cut.
fn marked_label(mark: &UnitMark, x: Option<f64>, y: f64, words: &Words) -> Label {
    let figure = if x.is_some() {
        &mark.shown
    } else {
        words.word("chart.no-data")
    };
    let figure = format!(": {figure}");
    let room = WIDTH - metrics::width(&figure, FONT_SIZE, Weight::Bold);
    let text = metrics::fit(&mark.name, room, FONT_SIZE, Weight::Bold) + &figure;
    centered(text, Ink::Label, x.unwrap_or(0.0), y)
}

/// A text with its middle at `x`, moved in from the edges.
fn centered(text: String, ink: Ink, x: f64, y: f64) -> Label {
    let half = metrics::width(&text, FONT_SIZE, ink.weight()) / 2.0;
    Label::new(text, ink, Side::Middle, x.min(WIDTH - half).max(half), y)
}

#[cfg(test)]
mod tests {
    use super::target_above;
    use crate::chart::fixture::words;
    use crate::chart::{Bound, ChartTarget};

    #[test]
    fn no_number_of_a_target_is_cut() {
        let said = |unit: &str| {
            let bound = |at, shown| Bound {
                at,
                shown: format!("{shown} {unit}"),
            };
            let target = ChartTarget::Range(bound(27.2, "27,2"), bound(29.9, "29,9"));
            target_above(&target, |x| x, 0.0, words()).map(|label| label.text.into_owned())
        };
        let whole = |unit: &str| format!("27,2 {unit} đến 29,9 {unit}");
        assert_eq!(said("giờ"), Some(format!("Mục tiêu {}", whole("giờ"))));
        let long = "hồ sơ/cán bộ";
        assert_eq!(said(long), Some(whole(long)), "without the words before it");
        assert_eq!(said("hồ sơ giải quyết/cán bộ"), None);
    }
}
