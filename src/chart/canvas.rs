//! A drawing in plotters' terms: a root area over the SVG backend, and planes with axes on it.

use super::backend::{SCALE, SvgBackend, tenths};
use super::ink::Ink;
use super::label::{Label, Rect};
use super::{Frame, Palette};
use plotters::coord::CoordTranslate;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Drawable, PathElement, PointCollection, Polygon};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::ops::Range;

/// What drawing gives: writing into a string cannot fail, and plotters' own errors are those of a wrong program.
pub(super) type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// Runs a drawing and gives its SVG.
pub(super) fn draw(
    frame: &Frame<'_>,
    palette: Palette,
    size: (f64, f64),
    drawing: impl FnOnce(&Canvas<'_>) -> Drawn,
) -> String {
    let mut out = String::with_capacity(4096);
    let canvas = Canvas {
        root: SvgBackend::begin(&mut out, frame, palette, size).into_drawing_area(),
    };
    let drawn = drawing(&canvas);
    drop(canvas);
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    out
}

/// An axis of numbers: from, to, and where its grid lines stand.
#[derive(Debug, Clone)]
pub(super) struct Span {
    from: f64,
    to: f64,
    grid: Vec<f64>,
}

impl Span {
    pub(super) fn new(from: f64, to: f64, grid: Vec<f64>) -> Self {
        Self { from, to, grid }
    }
}

impl Ranged for Span {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (start, end): (i32, i32)) -> i32 {
        let share = if self.to > self.from {
            (value - self.from) / (self.to - self.from)
        } else {
            0.5
        };
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.5
        };
        start + (share * f64::from(end - start)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.max_num_points() == 0 {
            Vec::new()
        } else {
            self.grid.clone()
        }
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

/// Where figures lie in the drawing.
#[derive(Clone)]
pub(super) struct Plane {
    coord: Cartesian2d<Span, Span>,
}

impl Plane {
    /// A plane whose axes fill a rectangle of the drawing.
    pub(super) fn new(x: Span, y: Span, plot: Rect) -> Self {
        let across = tenths(plot.left)..tenths(plot.right);
        let up = tenths(plot.bottom)..tenths(plot.top);
        Self {
            coord: Cartesian2d::new(x, y, (across, up)),
        }
    }

    /// Where a figure lies, in px.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.coord.translate(&(x, y));
        (f64::from(x) / SCALE, f64::from(y) / SCALE)
    }
}

/// A drawing.
pub(super) struct Canvas<'a> {
    root: DrawingArea<SvgBackend<'a>, Shift>,
}

/// A plane of a drawing.
pub(super) type Area<'a> = DrawingArea<SvgBackend<'a>, Cartesian2d<Span, Span>>;

impl<'a> Canvas<'a> {
    /// The plane to draw figures on.
    pub(super) fn area(&self, plane: &Plane) -> Area<'a> {
        self.root.apply_coord_spec(plane.coord.clone())
    }

    /// A line through points in px.
    pub(super) fn line(&self, ink: Ink, points: &[(f64, f64)]) -> Drawn {
        let points: Vec<BackendCoord> = points
            .iter()
            .map(|(x, y)| (tenths(*x), tenths(*y)))
            .collect();
        self.root.draw(&PathElement::new(points, ink.style()))
    }

    /// A filled shape with corners in px.
    pub(super) fn shape(&self, ink: Ink, corners: &[(f64, f64)]) -> Drawn {
        let corners: Vec<BackendCoord> = corners
            .iter()
            .map(|(x, y)| (tenths(*x), tenths(*y)))
            .collect();
        self.root.draw(&Polygon::new(corners, ink.color()))
    }

    /// A filled rectangle in px.
    pub(super) fn rect(&self, ink: Ink, r: Rect) -> Drawn {
        self.shape(
            ink,
            &[
                (r.left, r.top),
                (r.right, r.top),
                (r.right, r.bottom),
                (r.left, r.bottom),
            ],
        )
    }

    /// A circle in px.
    pub(super) fn circle(&self, ink: Ink, (x, y): (f64, f64), radius: f64, tip: &str) -> Drawn {
        self.root.draw(&Dot {
            at: (tenths(x), tenths(y)),
            ink,
            radius,
            tip,
        })
    }

    /// All these labels, those of one ink and side together.
    pub(super) fn labels(&self, labels: &[Label]) -> Drawn {
        let mut order: Vec<&Label> = labels.iter().collect();
        order.sort_by_key(|l| (l.ink as u8, l.side as u8));
        order.into_iter().try_for_each(|l| self.root.draw(l))
    }
}

/// A square around a point.
pub(super) struct Around<Coord>(pub(super) Coord);

impl<'a, Coord: 'a> PointCollection<'a, Coord> for &'a Around<Coord> {
    type Point = &'a Coord;
    type IntoIter = std::iter::Once<&'a Coord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.0)
    }
}

impl<Coord> Drawable<SvgBackend<'_>> for Around<Coord> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let Some((x, y)) = points.next() else {
            return Ok(());
        };
        let half = tenths(7.0);
        let corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)];
        let corners = corners.map(|(right, down)| (x + right * half, y + down * half));
        backend.draw_path(corners, &Ink::Revised.style())
    }
}

/// A point that says its figure when it is pointed at.
pub(super) struct Dot<'t, Coord> {
    pub(super) at: Coord,
    pub(super) ink: Ink,
    /// In px.
    pub(super) radius: f64,
    pub(super) tip: &'t str,
}

impl<'a, Coord: 'a> PointCollection<'a, Coord> for &'a Dot<'_, Coord> {
    type Point = &'a Coord;
    type IntoIter = std::iter::Once<&'a Coord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<Coord> Drawable<SvgBackend<'_>> for Dot<'_, Coord> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let Some(center) = points.next() else {
            return Ok(());
        };
        backend.tip(self.tip);
        backend.draw_circle(
            center,
            tenths(self.radius).unsigned_abs(),
            &self.ink.style(),
            true,
        )
    }
}
