//! The line or span of a target, and the words that stand at it.

use super::ChartTarget;
use super::canvas::{Canvas, Drawn, Plane};
use super::ink::Ink;
use super::label::{Board, Label, Rect, Side};
use crate::locale::Words;

/// Draws a target across a plot with values upwards: a line, or a span with its two ends.
pub(super) fn draw_across(
    target: &ChartTarget,
    canvas: &Canvas<'_>,
    plane: &Plane,
    plot: Rect,
) -> Drawn {
    let (low, high) = target.extent();
    let (top, bottom) = (plane.at(0.0, high).1, plane.at(0.0, low).1);
    if let ChartTarget::Range(..) = target {
        canvas.rect(
            Ink::Zone,
            Rect {
                top,
                bottom,
                ..plot
            },
        )?;
        canvas.line(Ink::Target, &[(plot.left, top), (plot.right, top)])?;
    }
    canvas.line(Ink::Target, &[(plot.left, bottom), (plot.right, bottom)])
}

/// Where the words of a target found room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Told {
    /// At its line.
    AtLine,
    /// In a row that was kept for it, after a sample of its line that begins here.
    InRow((f64, f64)),
    /// Nowhere.
    Nowhere,
}

/// The length of the sample of a target's line before its words.
pub(super) const SAMPLE: f64 = 19.0;

/// Writes a target along its line where there is room, over no line and no point; `spare` are the baselines of
/// rows that are kept for it.
pub(super) fn along(
    target: &ChartTarget,
    words: &Words,
    plane: &Plane,
    plot: Rect,
    board: &mut Board,
    spare: &[f64],
) -> Told {
    let (low, high) = target.extent();
    let (top, bottom) = (plane.at(0.0, high).1, plane.at(0.0, low).1);
    let phrase = target.phrase(words);
    let text = words.fill("chart.target.label", &[("target", &phrase)]);
    for text in [&text, &phrase] {
        let label = |side, x, y| Label::new(text.as_str(), Ink::TargetText, side, x, y);
        let mut places = Vec::with_capacity(48);
        for y in [top - 5.0, bottom + 14.5] {
            places.push(label(Side::Start, plot.left + 3.0, y));
            places.push(label(Side::End, plot.right - 3.0, y));
            let width = places[0].width();
            let mut x = plot.left + 11.0;
            while x + width < plot.right - 3.0 {
                places.push(label(Side::Start, x, y));
                x += 8.0;
            }
        }
        let inside = |l: &Label| {
            let rect = l.rect();
            rect.left >= plot.left
                && rect.right <= plot.right
                && rect.top >= plot.top - 8.0
                && rect.bottom <= plot.bottom
        };
        if board.place(places.into_iter().filter(inside)) {
            return Told::AtLine;
        }
    }
    for (row, left) in spare
        .iter()
        .flat_map(|row| [(*row, plot.left), (*row, 0.0)])
    {
        let x = left + SAMPLE + 5.0;
        let label = |t: &String| Label::new(t.as_str(), Ink::TargetText, Side::Start, x, row);
        if board.place([&text, &phrase].map(label)) {
            return Told::InRow((left, row));
        }
    }
    Told::Nowhere
}
