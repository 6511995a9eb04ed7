//! What drawings over time share: the plane, the numbers and periods at its axes, its grid, and what stands above it.

use super::Frame;
use super::axis::ValueAxis;
use super::canvas::{Area, Drawn, Plane, Span};
use super::ink::Ink;
use super::label::{Board, FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::time::TimeAxis;
use plotters::coord::cartesian::MeshLine;
use plotters_backend::DrawingBackend;

/// The height of a row of words above a plot.
pub(super) const ROW: f64 = 18.0;

/// A drawing with time to the right and values upwards.
pub(super) struct Plot<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) axis: &'a ValueAxis,
    pub(super) time: &'a TimeAxis,
    /// The size of the drawing.
    pub(super) size: (f64, f64),
    /// Whether illustrative figures are in it.
    pub(super) illustrative: bool,
}

impl Plot<'_> {
    /// Whether anything is written in the row above the plot.
    pub(super) fn has_header(&self) -> bool {
        self.illustrative || !self.axis.note.is_empty()
    }

    /// Where the plot begins, right of the numbers of its axis.
    pub(super) fn left(&self) -> f64 {
        (self.axis.widest(FONT_SIZE) + 7.0).clamp(16.0, 110.0)
    }

    /// The plane in a plot, so far from its left and right edges, and a board with all that stands around it.
    pub(super) fn begin(&self, plot: Rect, (left, right): (f64, f64)) -> (Plane, Board) {
        let Self { axis, time, .. } = self;
        let (from, to) = time.ends();
        let inner = Rect {
            left: plot.left + left,
            right: plot.right - right,
            ..plot
        };
        let plane = Plane::new(
            Span::new(from, to, vec![]),
            Span::new(axis.from, axis.to, axis.grid()),
            inner,
        );
        let mut board = Board::new(self.size);
        for (at, text) in &axis.ticks {
            let y = plane.at(from, *at).1 + 4.5;
            let text = text.clone();
            board.put(Label::new(text, Ink::Tick, Side::End, plot.left - 6.0, y));
        }
        let x = |at| plane.at(at, axis.from).0;
        for label in time.labels(x, plot.bottom, self.size.0, self.frame.words) {
            board.put(label);
        }
        self.put_header(&mut board);
        (plane, board)
    }

    /// What numbers are in, and that figures are illustrative.
    fn put_header(&self, board: &mut Board) {
        let mut right = self.size.0;
        if self.illustrative {
            let text = self.frame.words.word("chart.illustrative");
            let text = metrics::fit(text, right, FONT_SIZE, Weight::Regular);
            let label = Label::new(text, Ink::Note, Side::End, right, 14.0);
            right -= label.width() + 10.0;
            board.put(label);
        }
        let note = metrics::fit_note(&self.axis.note, right);
        if !note.is_empty() {
            board.put(Label::new(note, Ink::Tick, Side::Start, 0.0, 14.0));
        }
    }
}

/// Draws level lines across a plot, at the numbers of its axis.
pub(super) fn draw_grid(area: &Area<'_>, plot: Rect) -> Drawn {
    let (left, right) = ((plot.left * 10.0) as i32, (plot.right * 10.0) as i32);
    area.draw_mesh(
        |backend, line| match line {
            MeshLine::YMesh((_, y), _, _) => {
                backend.draw_line((left, y), (right, y), &Ink::Grid.style())
            }
            MeshLine::XMesh(..) => Ok(()),
        },
        usize::MAX,
        0_usize,
    )
}
