//! A line over time: one indicator of one unit, with its target.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane};
use super::ink::Ink;
use super::label::{Board, FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::plot::{self, Plot, ROW};
use super::series::{self, Join, Spot};
use super::target_label::{self, SAMPLE, TargetLabel};
use super::time::TimeAxis;
use super::{ChartTarget, FieldLine, Frame, LinePoint, Palette};

/// The size of the drawing in px.
const SIZE: (f64, f64) = (312.0, 190.0);
/// A last figure wider than this has no room beside the plot.
const WIDEST_FIGURE: f64 = 120.0;

/// One indicator of one unit over time.
#[derive(Debug, Clone, Copy)]
pub struct LineChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The periods in order of time. A period that is absent, or has no value, is a gap.
    pub points: &'a [LinePoint],
    /// The target that the line is seen against.
    pub target: Option<&'a ChartTarget>,
    /// The weakest field, where it is a field that misses the target.
    pub field: Option<&'a FieldLine>,
}

/// What is the same in every layout.
struct Given<'a> {
    spots: Vec<Spot<'a>>,
    /// Those of the weakest field.
    field: Vec<Spot<'a>>,
    axis: ValueAxis,
    time: TimeAxis,
}

/// Where everything stands.
struct LineLayout<'a> {
    plane: Plane,
    plot: Rect,
    spots: &'a [Spot<'a>],
    field: &'a [Spot<'a>],
    board: Board,
    /// Where a sample of the target's line begins, before its words.
    sample: Option<(f64, f64)>,
}

impl LineChart<'_> {
    /// The height of a [`Palette::File`] in px.
    pub const FILE_HEIGHT: f64 = SIZE.1 + 2.0 * super::backend::FILE_MARGIN;

    /// The drawing as an `<svg>` element. Without any value it is a frame that says so.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let given = self.given();
        let layout = self.layout(&given);
        canvas::draw(&self.frame, palette, SIZE, |canvas| {
            self.draw(canvas, &layout)
        })
    }

    fn given(&self) -> Given<'_> {
        let spots = series::spots(self.points);
        let mut field = self
            .field
            .map_or_else(Vec::new, |f| series::spots(&f.points));
        let within = |x: f64| {
            let ends = spots.first().zip(spots.last());
            ends.is_some_and(|(first, last)| (first.x..=last.x).contains(&x))
        };
        field.retain(|spot| within(spot.x));
        Given {
            axis: self.value_axis(&spots, &field),
            time: TimeAxis::new(self.points.iter().map(|p| p.period)),
            spots,
            field,
        }
    }

    fn layout<'a>(&self, given: &'a Given<'a>) -> LineLayout<'a> {
        // Rows more above the plot, where the words of the target or the last figure found no room in it.
        match self
            .arrange(given, 0)
            .or_else(|_| self.arrange(given, 1))
            .or_else(|_| self.arrange(given, 2))
        {
            Ok(layout) => layout,
            Err(layout) => *layout,
        }
    }

    /// The layout with so many spare rows; as an error where it left words out for want of room.
    fn arrange<'a>(
        &self,
        given: &'a Given<'a>,
        spare: u8,
    ) -> Result<LineLayout<'a>, Box<LineLayout<'a>>> {
        let Given {
            spots,
            field,
            axis,
            time,
        } = given;
        let around = Plot {
            frame: &self.frame,
            axis,
            time,
            size: SIZE,
            illustrative: self.points.iter().any(|p| p.illustrative),
        };
        let rows = u8::from(around.has_header()) + spare;
        let plot = plot(spots, around.left(), rows, time.rows());
        // The first and the last point keep off the edges.
        let (plane, board) = around.begin(plot, (7.0, 8.0));
        let mut layout = LineLayout {
            plane,
            plot,
            spots,
            field,
            board,
            sample: None,
        };
        let rows: Vec<f64> = (0..spare)
            .map(|row| plot.top - 12.0 - ROW * f64::from(row))
            .collect();
        let complete = self.put_words(&mut layout, &rows);
        if complete {
            Ok(layout)
        } else {
            Err(Box::new(layout))
        }
    }

    /// The axis, with all figures, intervals and the target in view.
    fn value_axis(&self, spots: &[Spot<'_>], field: &[Spot<'_>]) -> ValueAxis {
        let intervals = spots
            .iter()
            .filter_map(|s| s.point.interval)
            .flat_map(|(a, b)| [a, b]);
        let target = self
            .target
            .map(ChartTarget::extent)
            .into_iter()
            .flat_map(|(a, b)| [a, b]);
        let spots = spots.iter().chain(field);
        let values = spots.map(|s| s.y).chain(intervals).chain(target);
        ValueAxis::around(values, false, 5, &self.frame)
    }

    /// Writes the last figure and the target where they are; whether both found room. `spare` are the baselines
    /// of rows that are kept for what does not.
    fn put_words(&self, layout: &mut LineLayout<'_>, spare: &[f64]) -> bool {
        let LineLayout {
            plane,
            plot,
            spots,
            field,
            board,
            sample,
        } = layout;
        let places: Vec<(f64, f64)> = spots.iter().map(|s| plane.at(s.x, s.y)).collect();
        for (i, spot) in spots.iter().enumerate() {
            board.keep_clear(Rect::around(
                places[i],
                if i + 1 == spots.len() { 5.5 } else { 4.0 },
            ));
            if spot.join != Join::Apart {
                board.keep_off(places[i - 1], places[i]);
            }
        }
        let of_field: Vec<(f64, f64)> = field.iter().map(|s| plane.at(s.x, s.y)).collect();
        for (spot, joined) in field[1.min(field.len())..].iter().zip(of_field.windows(2)) {
            if spot.join != Join::Apart {
                board.keep_off(joined[0], joined[1]);
            }
        }
        if let Some((low, high)) = self.target.map(ChartTarget::extent) {
            for y in [low, high].map(|end| plane.at(0.0, end).1) {
                board.keep_off((plot.left, y), (plot.right - 1.0, y));
            }
        }
        let told = match spots.last().zip(places.last()) {
            Some((spot, at)) => self.put_figure(board, *plot, &spot.point.shown, *at, spare),
            None => {
                let text = self.frame.words.word("chart.no-data");
                let middle = (plot.left + plot.right) / 2.0;
                let height = plot.bottom - plot.top;
                let note = |share: f64| {
                    Label::new(
                        text.to_owned(),
                        Ink::Note,
                        Side::Middle,
                        middle,
                        plot.top + share * height,
                    )
                };
                board.place([note(0.3), note(0.8), note(0.55)])
            }
        };
        let Some(target) = self.target else {
            return told;
        };
        let end = self.field.zip(of_field.last());
        let target = target_label::along(target, self.frame.words, plane, *plot, board, spare);
        if let TargetLabel::InRow(begin) = target {
            *sample = Some(begin);
        }
        if let Some((field, at)) = end {
            self.put_field(board, *plot, field, *at);
        }
        told && target != TargetLabel::Nowhere
    }

    /// Writes the last figure at its point; whether there was room.
    fn put_figure(
        &self,
        board: &mut Board,
        plot: Rect,
        shown: &str,
        (x, y): (f64, f64),
        spare: &[f64],
    ) -> bool {
        let places = [
            (Side::Start, x + 9.5, y + 4.5),
            (Side::Middle, x, y - 9.0),
            (Side::Middle, x, y + 18.0),
            (Side::End, SIZE.0, y - 9.0),
            (Side::End, SIZE.0, y + 18.0),
            (Side::End, SIZE.0, plot.top + 12.0),
            (Side::End, SIZE.0, plot.bottom - 4.0),
        ];
        let above = spare.iter().map(|row| (Side::End, SIZE.0, *row));
        let figures = places
            .into_iter()
            .chain(above)
            .map(|(side, x, y)| Label::new(shown.to_owned(), Ink::Label, side, x, y));
        shown.is_empty() || board.place(figures)
    }

    /// Names the weakest field at the end of its line, where there is room: the heading names it too.
    fn put_field(&self, board: &mut Board, plot: Rect, field: &FieldLine, (x, y): (f64, f64)) {
        let shown = field.points.iter().rev().find(|p| !p.shown.is_empty());
        let shown = shown.map_or("", |point| &point.shown);
        let text = format!("{} {shown}", field.name);
        if metrics::width(&text, FONT_SIZE, Weight::Regular) > x - plot.left {
            return;
        }
        let places = [y + 16.0, y - 8.0, y + 30.0, y - 22.0].map(|y| (x, y));
        let labels = places.map(|(x, y)| Label::new(text.clone(), Ink::Name, Side::End, x, y));
        board.place(labels.into_iter().filter(|l| {
            let rect = l.rect();
            rect.top > plot.top && rect.bottom < plot.bottom
        }));
    }

    fn draw(&self, canvas: &Canvas<'_>, layout: &LineLayout<'_>) -> Drawn {
        let LineLayout {
            plane,
            plot,
            spots,
            field,
            board,
            sample,
        } = layout;
        let area = canvas.area(plane);
        plot::draw_grid(&area, *plot)?;
        series::draw_intervals(&area, spots)?;
        if let Some(target) = self.target {
            target_label::draw_across(target, canvas, plane, *plot)?;
        }
        if let Some((x, y)) = sample {
            canvas.line(Ink::Target, &[(*x, y - 4.5), (x + SAMPLE, y - 4.5)])?;
        }
        series::draw_joins(&area, field, Ink::Thin)?;
        series::draw_joins(&area, spots, Ink::Line)?;
        series::draw_dots(&area, spots)?;
        series::draw_revised(&area, spots)?;
        canvas.labels(&board.labels)
    }
}

/// The room of the line, between rows of words above and below it.
fn plot(spots: &[Spot<'_>], left: f64, above: u8, below: u8) -> Rect {
    let last = spots.last().map_or("", |s| &s.point.shown);
    let beside = metrics::width(last, FONT_SIZE, Weight::Bold);
    let right = if beside > WIDEST_FIGURE {
        8.0
    } else {
        (beside + 6.0).max(14.0)
    };
    Rect {
        left,
        top: 9.0 + ROW * f64::from(above),
        right: SIZE.0 - right,
        bottom: SIZE.1 - 8.0 - 16.0 * f64::from(below),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::PeriodLength;
    use crate::chart::fixture::{
        PERCENT, above, any_figure, any_target, assert_well_formed, frame, months, period,
    };
    use crate::chart::label::tests::assert_tidy;
    use crate::chart::{Measure, State};
    use proptest::prelude::*;

    const MET: State = State::Met;

    fn svg(points: &[LinePoint]) -> String {
        let target = above(90.0);
        LineChart {
            frame: frame(PERCENT),
            points,
            target: Some(&target),
            field: None,
        }
        .to_svg(Palette::Page)
    }

    fn count(svg: &str, part: &str) -> usize {
        svg.matches(part).count()
    }

    #[test]
    fn a_year_of_months_is_small_and_named() {
        let svg = svg(&months(&[
            (Some(88.1), MET),
            (Some(91.0), MET),
            (Some(93.4), MET),
        ]));
        assert_well_formed(&svg);
        assert!(svg.len() < 2000, "{} bytes", svg.len());
        assert!(
            svg.contains(r#"role="img" aria-labelledby="x-t x-d"><title id="x-t">Tiêu đề</title>"#),
            "{svg}"
        );
        assert!(
            svg.contains(">93,4%</text>") && svg.contains(">Mục tiêu trên 90%</text>"),
            "{svg}"
        );
        assert!(
            svg.contains(">T1</text>") && svg.contains(">T3</text>"),
            "{svg}"
        );
    }

    #[test]
    fn a_missing_period_is_a_gap() {
        let whole = svg(&months(&[
            (Some(91.0), MET),
            (Some(92.0), MET),
            (Some(93.0), MET),
            (Some(94.0), MET),
        ]));
        assert_eq!(count(&whole, r#"class="series""#), 1);
        let gap = months(&[
            (Some(91.0), MET),
            (Some(92.0), MET),
            (None, MET),
            (Some(93.0), MET),
            (Some(94.0), MET),
        ]);
        let drawn = svg(&gap);
        let line = drawn
            .split(r#"class="series" d=""#)
            .nth(1)
            .and_then(|s| s.split('"').next())
            .unwrap_or_default();
        assert_eq!(count(line, "M"), 2, "{drawn}");
        // A period that is left out is the same gap.
        let left_out: Vec<LinePoint> = gap.iter().filter(|p| p.value.is_some()).cloned().collect();
        assert_eq!(svg(&left_out), drawn);
    }

    #[test]
    fn other_reporters_are_joined_by_dashes_and_partial_points_are_hollow() {
        let mut points = months(&[(Some(91.0), MET), (Some(92.0), MET), (Some(93.0), MET)]);
        points[2].same_reporters = false;
        points[2].complete = false;
        let svg = svg(&points);
        assert_eq!(
            (
                count(&svg, r#"class="join""#),
                count(&svg, r#"class="series""#)
            ),
            (1, 1),
            "{svg}"
        );
        assert_eq!(count(&svg, r#"class="dot hollow""#), 1);
    }

    #[test]
    fn nine_months_of_two_years_follow_each_other() {
        let mut points = months(&[(Some(91.0), MET), (Some(92.0), MET)]);
        for (i, point) in points.iter_mut().enumerate() {
            point.period = period(2018, i as u16, PeriodLength::NineMonths);
        }
        let svg = svg(&points);
        assert_eq!(count(&svg, r#"class="series""#), 1);
        assert!(
            svg.contains(">9T 2018</text>") && svg.contains(">9T 2019</text>"),
            "{svg}"
        );
    }

    #[test]
    fn a_line_without_figures_says_so() {
        for points in [months(&[]), months(&[(None, MET), (None, MET)])] {
            let drawn = svg(&points);
            assert_well_formed(&drawn);
            assert!(drawn.contains(">Chưa có số liệu</text>"), "{drawn}");
            let bare = LineChart {
                frame: frame(PERCENT),
                points: &points,
                target: None,
                field: None,
            }
            .to_svg(Palette::File);
            assert_well_formed(&bare);
        }
    }

    #[test]
    fn illustrative_figures_are_marked_in_the_drawing() {
        let mut points = months(&[(Some(91.0), MET), (Some(92.0), MET)]);
        assert!(!svg(&points).contains("minh họa"));
        points[0].illustrative = true;
        assert!(svg(&points).contains(">Số liệu minh họa</text>"));
    }

    #[test]
    fn a_figure_that_is_no_number_is_none() {
        let points = months(&[
            (Some(f64::NAN), MET),
            (Some(f64::INFINITY), MET),
            (Some(92.0), MET),
        ]);
        assert_well_formed(&svg(&points));
    }

    fn any_points() -> impl Strategy<Value = Vec<LinePoint>> {
        let lengths = prop_oneof![
            5 => Just(PeriodLength::Month),
            2 => Just(PeriodLength::Quarter),
            1 => Just(PeriodLength::Half),
            1 => Just(PeriodLength::NineMonths),
            1 => Just(PeriodLength::Year),
        ];
        let figure = (any_figure(), any::<[bool; 4]>());
        (prop::collection::vec(figure, 0..50), lengths, 0..12_u16).prop_map(
            |(figures, length, start)| {
                let values: Vec<_> = figures.iter().map(|(v, _)| (*v, State::Unjudged)).collect();
                let mut points = months(&values);
                for (i, (point, (value, [interval, complete, same, illustrative]))) in
                    points.iter_mut().zip(&figures).enumerate()
                {
                    point.period = period(2000, start + i as u16, length);
                    point.interval = value
                        .filter(|_| *interval)
                        .map(|v| ((v - 4.0).max(0.0), (v + 3.0).min(100.0)));
                    (point.complete, point.same_reporters, point.illustrative) =
                        (*complete, *same, *illustrative);
                }
                points
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn labels_never_collide(
            points in any_points(), target in any_target(), wide in 0..3_usize, percent: bool, scale in 0..7_i32,
        ) {
            let mut points = points;
            let mut target = target;
            let measure = if percent { PERCENT } else { Measure { percent: false, unit: "hồ sơ giải quyết", from_zero: false } };
            if !percent {
                // Counts, small ones and millions.
                let factor = 10_f64.powi(scale);
                for point in &mut points {
                    point.value = point.value.map(|v| v * factor);
                    point.interval = point.interval.map(|(a, b)| (a * factor, b * factor));
                }
                target = target.map(|t| above((t.deciding().at * factor).round()));
            }
            for point in points.iter_mut().filter(|p| p.value.is_some()) {
                point.shown = ["9", "93,45%", "12.345.678 hồ sơ"][wide].to_owned();
            }
            let chart = LineChart { frame: frame(measure), points: &points, target: target.as_ref(), field: None };
            let given = chart.given();
            let layout = chart.layout(&given);
            assert_tidy(&layout.board.labels, SIZE);
            let said = |ink| layout.board.labels.iter().filter(|l| l.ink == ink).count();
            prop_assert_eq!(said(Ink::Label), usize::from(points.iter().any(|p| p.value.is_some())));
            prop_assert_eq!(said(Ink::TargetText), usize::from(target.is_some()), "{:?} {:?}", layout.plot, layout.board.labels);
            for spot in layout.spots {
                let (x, y) = layout.plane.at(spot.x, spot.y);
                prop_assert!(layout.plot.left <= x && x <= layout.plot.right, "{x}");
                prop_assert!(layout.plot.top <= y && y <= layout.plot.bottom, "{y}");
            }
            for palette in [Palette::Page, Palette::File] {
                let svg = chart.to_svg(palette);
                assert_well_formed(&svg);
                prop_assert!(svg.len() < 7000, "{} bytes", svg.len());
            }
        }
    }
}
