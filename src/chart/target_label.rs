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
pub(super) enum TargetLabel {
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
) -> TargetLabel {
    let (low, high) = target.extent();
    let (top, bottom) = (plane.at(0.0, high).1, plane.at(0.0, low).1);
    let phrase = target.phrase(words);
    let text = words.fill("chart.target.label", &[("target", &phrase)]);
    for text in [&text, &phrase] {
        let label = Label::new(text.clone(), Ink::TargetText, Side::Start, 0.0, 0.0);
        let rect = label.rect();
        // Where the line leaves most of it bare: at its ends, then anywhere along it; above it, then below.
        let (first, last) = (plot.left + 3.0, plot.right - 3.0 - rect.right);
        for y in [top - 5.0, bottom + 14.5] {
            let row = rect.moved(0.0, y);
            if row.top < plot.top - 8.0 || row.bottom > plot.bottom {
                continue;
            }
            let board_row = board.row(&row);
            let steps = (1..)
                .map(|i| first + 8.0 * f64::from(i))
                .take_while(|x| *x < last);
            let free = |x: &f64| {
                let place = rect.moved(*x, y);
                place.left >= plot.left && board_row.is_free(&place)
            };
            if let Some(x) = [first, last].into_iter().chain(steps).find(free) {
                board.put(label.at(x, y));
                return TargetLabel::AtLine;
            }
        }
    }
    for (row, left) in spare
        .iter()
        .flat_map(|row| [(*row, plot.left), (*row, 0.0)])
    {
        let x = left + SAMPLE + 5.0;
        let label = |t: &String| Label::new(t.clone(), Ink::TargetText, Side::Start, x, row);
        if board.place([&text, &phrase].map(label)) {
            return TargetLabel::InRow((left, row));
        }
    }
    TargetLabel::Nowhere
}
