//! Where text stands: rectangles that may not overlap, and a choice among places.

use super::ink::Ink;
use super::metrics::{self, ASCENT, DESCENT};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
};
use std::borrow::Cow;
use std::convert::Infallible;

/// The size of all text, in px of the drawing. A drawing is 312 px wide, so that on a phone of 320 px, less its
/// margins, text is no smaller than 12 px.
pub(super) const FONT_SIZE: f64 = 13.0;

/// Which end of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A rectangle in px: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// The square around a point.
    pub(super) fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self {
            left: x - reach,
            top: y - reach,
            right: x + reach,
            bottom: y + reach,
        }
    }

    /// The same rectangle elsewhere.
    pub(super) fn moved(&self, dx: f64, dy: f64) -> Self {
        Self {
            left: self.left + dx,
            top: self.top + dy,
            right: self.right + dx,
            bottom: self.bottom + dy,
        }
    }

    /// Whether the two share an area.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other lies wholly in this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Whether a straight line from `a` to `b` lies so far to one side that it surely does not pass through it.
    fn is_far_from(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        // More than what arithmetic could be wrong by.
        const SURELY: f64 = 1.0;
        let beside = |a: f64, b: f64, low: f64, high: f64| {
            (a < low - SURELY && b < low - SURELY) || (a > high + SURELY && b > high + SURELY)
        };
        beside(a.0, b.0, self.left, self.right) || beside(a.1, b.1, self.top, self.bottom)
    }

    /// Whether a straight line from `a` to `b` passes through it (Liang and Barsky's clipping).
    pub(super) fn crossed_by(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        if self.is_far_from(a, b) {
            return false;
        }
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (p, q) in [
            (-dx, a.0 - self.left),
            (dx, self.right - a.0),
            (-dy, a.1 - self.top),
            (dy, self.bottom - a.1),
        ] {
            if p == 0.0 {
                if q < 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                enter = enter.max(q / p);
            } else {
                leave = leave.min(q / p);
            }
        }
        enter <= leave
    }
}

/// A text at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: Cow<'static, str>,
    pub(super) ink: Ink,
    pub(super) side: Side,
    width: f64,
    pub(super) x: f64,
    /// The baseline.
    pub(super) y: f64,
}

impl Label {
    pub(super) fn new(
        text: impl Into<Cow<'static, str>>,
        ink: Ink,
        side: Side,
        x: f64,
        y: f64,
    ) -> Self {
        let text = text.into();
        Self {
            width: metrics::width(&text, FONT_SIZE, ink.weight()),
            text,
            ink,
            side,
            x,
            y,
        }
    }

    /// The same text elsewhere.
    pub(super) fn at(self, x: f64, y: f64) -> Self {
        Self { x, y, ..self }
    }

    /// How wide it is, in px.
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// The room it takes.
    pub(super) fn rect(&self) -> Rect {
        let width = self.width();
        let left = match self.side {
            Side::Start => self.x,
            Side::Middle => self.x - width / 2.0,
            Side::End => self.x - width,
        };
        // Figures and most letters are lower than a capital with stacked marks.
        let high = if self.text.is_ascii() { 0.76 } else { ASCENT };
        let low = if self
            .text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '%' | '.'))
        {
            0.02
        } else {
            DESCENT
        };
        Rect {
            left,
            top: self.y - high * FONT_SIZE,
            right: left + width,
            bottom: self.y + low * FONT_SIZE,
        }
    }
}

impl BackendTextStyle for &Label {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (self.ink as u8, 0, 0),
        }
    }

    fn size(&self) -> f64 {
        FONT_SIZE * super::backend::SCALE
    }

    fn anchor(&self) -> Pos {
        let side = match self.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        Pos::new(side, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let width = metrics::width(text, self.size(), self.ink.weight());
        Ok((
            (0, -(ASCENT * self.size()) as i32),
            (width.ceil() as i32, (DESCENT * self.size()) as i32),
        ))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: F,
    ) -> Result<Result<(), E>, Infallible> {
        // Text is written, never rasterised.
        Ok(Ok(()))
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Label {
    type Point = BackendCoord;
    type IntoIter = std::iter::Once<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        use super::backend::tenths;
        std::iter::once((tenths(self.x), tenths(self.y + DESCENT * FONT_SIZE)))
    }
}

impl<DB: DrawingBackend> Drawable<DB> for Label {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        match points.next() {
            Some(at) => backend.draw_text(&self.text, &self, at),
            None => Ok(()),
        }
    }
}

/// The labels of a drawing, and what they must keep clear of.
#[derive(Debug, Clone)]
pub(super) struct Board {
    /// The drawing.
    bounds: Rect,
    /// Points and the like.
    spots: Vec<Rect>,
    /// Lines of figures.
    lines: Vec<((f64, f64), (f64, f64))>,
    /// What is placed.
    pub(super) labels: Vec<Label>,
    /// The room that it takes.
    taken: Vec<Rect>,
}

impl Board {
    pub(super) fn new((width, height): (f64, f64)) -> Self {
        Self {
            bounds: Rect {
                left: 0.0,
                top: 0.0,
                right: width,
                bottom: height,
            },
            spots: Vec::new(),
            lines: Vec::new(),
            labels: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Labels keep clear of this rectangle.
    pub(super) fn keep_clear(&mut self, spot: Rect) {
        self.spots.push(spot);
    }

    /// Labels keep clear of this line.
    pub(super) fn keep_off(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.lines.push((from, to));
    }

    /// What of it could be in the way of a label that is moved along the row in which this one stands.
    pub(super) fn row(&self, rect: &Rect) -> Self {
        let row = Rect {
            left: f64::NEG_INFINITY,
            right: f64::INFINITY,
            ..roomy(rect)
        };
        let taken = self.spots.iter().chain(&self.taken);
        let lines = self.lines.iter();
        Self {
            bounds: self.bounds,
            spots: Vec::new(),
            lines: lines
                .copied()
                .filter(|(a, b)| !row.is_far_from(*a, *b))
                .collect(),
            labels: Vec::new(),
            taken: taken.copied().filter(|room| row.overlaps(room)).collect(),
        }
    }

    /// Whether a label could take this room: inside the drawing, over no point, line or other label.
    pub(super) fn is_free(&self, rect: &Rect) -> bool {
        let roomy = roomy(rect);
        self.bounds.holds(rect)
            && !self
                .spots
                .iter()
                .chain(&self.taken)
                .any(|s| s.overlaps(&roomy))
            && !self.lines.iter().any(|(a, b)| roomy.crossed_by(*a, *b))
    }

    /// Puts a label where it stands, whatever is there.
    pub(super) fn put(&mut self, label: Label) {
        self.taken.push(label.rect());
        self.labels.push(label);
    }

    /// Puts a label in the first of these places that is free; whether there was one.
    pub(super) fn place(&mut self, places: impl IntoIterator<Item = Label>) -> bool {
        match places.into_iter().find(|l| self.is_free(&l.rect())) {
            Some(label) => {
                self.put(label);
                true
            }
            None => false,
        }
    }
}

/// The room of a label with some air around it.
fn roomy(rect: &Rect) -> Rect {
    const AIR: f64 = 1.5;
    Rect {
        left: rect.left - AIR,
        top: rect.top - AIR / 2.0,
        right: rect.right + AIR,
        bottom: rect.bottom + AIR / 2.0,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Fails where labels overlap each other or reach out of the drawing.
    pub(in crate::chart) fn assert_tidy(labels: &[Label], (width, height): (f64, f64)) {
        let bounds = Rect {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        };
        for (i, label) in labels.iter().enumerate() {
            assert!(
                bounds.holds(&label.rect()),
                "{label:?} at {:?} leaves {width} x {height}",
                label.rect()
            );
            for other in &labels[..i] {
                assert!(
                    !label.rect().overlaps(&other.rect()),
                    "{label:?} overlaps {other:?}"
                );
            }
        }
    }

    #[test]
    fn a_line_through_a_rectangle_is_seen() {
        let rect = Rect {
            left: 10.0,
            top: 10.0,
            right: 20.0,
            bottom: 20.0,
        };
        assert!(rect.crossed_by((0.0, 0.0), (30.0, 30.0)));
        assert!(rect.crossed_by((15.0, 0.0), (15.0, 30.0)));
        assert!(rect.crossed_by((12.0, 12.0), (13.0, 13.0)));
        assert!(!rect.crossed_by((0.0, 0.0), (30.0, 5.0)));
        assert!(!rect.crossed_by((0.0, 15.0), (9.0, 15.0)));
        assert!(!rect.crossed_by((5.0, 0.0), (5.0, 30.0)));
    }

    #[test]
    fn a_label_takes_the_first_free_place() {
        let mut board = Board::new((100.0, 50.0));
        board.keep_clear(Rect::around((20.0, 20.0), 10.0));
        let at = |x: f64| Label::new("90%", Ink::Label, Side::Start, x, 22.0);
        assert!(board.place([at(-3.0), at(15.0), at(50.0), at(60.0)]));
        assert_eq!(board.labels[0].x, 50.0);
        assert!(!board.place([at(55.0), at(90.0)]));
    }

    proptest! {
        #[test]
        fn a_row_of_a_board_is_free_where_the_board_is(
            points in prop::collection::vec((0.0..300.0_f64, 0.0..190.0_f64), 2..40), size in (5.0..80.0_f64, 8.0..16.0_f64),
            y in -5.0..190.0_f64, xs in prop::collection::vec(-5.0..300.0_f64, 8),
        ) {
            let mut board = Board::new((312.0, 190.0));
            for pair in points.windows(2) {
                board.keep_off(pair[0], pair[1]);
                board.keep_clear(Rect::around(pair[0], 4.0));
            }
            let rect = Rect { left: 0.0, top: y, right: size.0, bottom: y + size.1 };
            let row = board.row(&rect);
            for x in xs {
                let place = rect.moved(x, 0.0);
                prop_assert_eq!(row.is_free(&place), board.is_free(&place));
            }
        }

        #[test]
        fn what_is_far_does_not_pass_through(a in (-99.0..99.0_f64, -99.0..99.0_f64), b in (-99.0..99.0_f64, -99.0..99.0_f64)) {
            let rect = Rect { left: -10.0, top: -5.0, right: 10.0, bottom: 5.0 };
            // As fine as the eye: is any of a thousand points between the two inside?
            let inside = (0..=1000).map(f64::from).any(|i| {
                let at = |a: f64, b: f64| a + (b - a) * i / 1000.0;
                rect.holds(&Rect::around((at(a.0, b.0), at(a.1, b.1)), 0.0))
            });
            prop_assert!(!(inside && rect.is_far_from(a, b)));
            prop_assert!(!inside || rect.crossed_by(a, b));
        }
    }
}
