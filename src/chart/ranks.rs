//! Ranks over time: the first place on top, every rank written at its point, gaps left as gaps.

use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::ink::Ink;
use super::label::{Board, FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::series::{self, Join, Spot};
use super::time::TimeAxis;
use super::{Frame, LinePoint, Palette};

/// The size of the drawing in px.
const SIZE: (f64, f64) = (312.0, 190.0);

/// One unit's ranks over time.
#[derive(Debug, Clone, Copy)]
pub struct RankChart<'a> {
    /// Id, title, description and language; ranks have no measure.
    pub frame: Frame<'a>,
    /// The periods in order of time, with the rank as value, 1 for the best. A period that is absent, or has no value,
    /// is a gap.
    pub points: &'a [LinePoint],
}

/// Where everything stands. Ranks are turned upside down: the higher, the better.
struct RankLayout<'a> {
    plane: Plane,
    plot: Rect,
    spots: Vec<Spot<'a>>,
    ticks: Vec<f64>,
    board: Board,
}

impl RankChart<'_> {
    /// The drawing as an `<svg>` element. Without any rank it is a frame that says so.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let layout = self.layout();
        canvas::draw(&self.frame, palette, SIZE, |canvas| draw(canvas, &layout))
    }

    fn layout(&self) -> RankLayout<'_> {
        let mut spots = series::spots(self.points);
        for spot in &mut spots {
            spot.y = -spot.y;
        }
        let worst = spots.iter().map(|spot| -spot.y).fold(1.0, f64::max);
        let ticks = ticks(worst);
        let last = ticks.last().copied().unwrap_or(1.0);
        let time = TimeAxis::new(self.points.iter().map(|p| p.period));
        let widest = metrics::width(&last.to_string(), FONT_SIZE, Weight::Regular);
        let plot = Rect {
            left: (widest + 7.0).max(16.0),
            top: 22.0,
            right: SIZE.0 - 14.0,
            bottom: SIZE.1 - 14.0 - 16.0 * f64::from(time.rows()),
        };
        let (from, to) = time.ends();
        let inner = Rect {
            left: plot.left + 10.0,
            right: plot.right - 8.0,
            ..plot
        };
        let plane = Plane::new(
            Span::new(from, to, vec![]),
            Span::new(-last, -1.0, vec![]),
            inner,
        );
        let mut board = Board::new(SIZE);
        for &tick in &ticks {
            let y = plane.at(from, -tick).1;
            board.put(Label::new(
                tick.to_string(),
                Ink::Tick,
                Side::End,
                plot.left - 6.0,
                y + 4.5,
            ));
        }
        for label in time.labels(
            |at| plane.at(at, -last).0,
            plot.bottom + 6.0,
            SIZE.0,
            self.frame.words,
        ) {
            board.put(label);
        }
        let mut layout = RankLayout {
            plane,
            plot,
            spots,
            ticks,
            board,
        };
        self.put_ranks(&mut layout);
        layout
    }

    /// Writes every rank at its point, the last first: where there is no room, the table beside the drawing has it.
    fn put_ranks(&self, layout: &mut RankLayout<'_>) {
        let RankLayout {
            plane,
            plot,
            spots,
            board,
            ..
        } = layout;
        if spots.is_empty() {
            let middle = (plot.left + plot.right) / 2.0;
            let height = (plot.top + plot.bottom) / 2.0;
            let text = self.frame.words.word("chart.no-data");
            board.put(Label::new(text, Ink::Note, Side::Middle, middle, height));
        }
        let places: Vec<(f64, f64)> = spots.iter().map(|s| plane.at(s.x, s.y)).collect();
        for (at, spot) in spots.iter().enumerate() {
            board.keep_clear(Rect::around(places[at], 4.5));
            if spot.join != Join::Apart {
                board.keep_off(places[at - 1], places[at]);
            }
        }
        for (spot, (x, y)) in spots.iter().zip(places).rev() {
            let label = |y| Label::new(spot.point.shown.clone(), Ink::Label, Side::Middle, x, y);
            let _ = board.place([label(y - 9.0), label(y + 18.0)]);
        }
    }
}

/// Round ranks from the first to one that is no better than `worst`.
fn ticks(worst: f64) -> Vec<f64> {
    const MOST: f64 = 4.0;
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]
        .into_iter()
        .find(|step| worst / step <= MOST)
        .unwrap_or(worst);
    let steps = (worst / step)
        .ceil()
        .max(if step > 1.0 { 1.0 } else { 2.0 });
    let multiples = (1..=steps as u32).map(|n| f64::from(n) * step);
    let first = std::iter::once(1.0).filter(|_| step > 1.0);
    first.chain(multiples).collect()
}

fn draw(canvas: &Canvas<'_>, layout: &RankLayout<'_>) -> Drawn {
    let RankLayout {
        plane,
        plot,
        spots,
        ticks,
        board,
    } = layout;
    for tick in ticks {
        let y = plane.at(0.0, -tick).1;
        canvas.line(Ink::Grid, &[(plot.left, y), (plot.right, y)])?;
    }
    let area = canvas.area(plane);
    series::draw_joins(&area, spots, Ink::Line)?;
    series::draw_dots(&area, spots)?;
    canvas.labels(&board.labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::PeriodLength;
    use crate::chart::fixture::{assert_well_formed, frame, months, period};
    use crate::chart::label::tests::assert_tidy;
    use crate::chart::{Measure, State};
    use proptest::prelude::*;

    const RANK: Measure<'static> = Measure {
        percent: false,
        unit: "",
        from_zero: false,
    };

    fn years(ranks: &[Option<u32>]) -> Vec<LinePoint> {
        let values: Vec<_> = ranks
            .iter()
            .map(|rank| (rank.map(f64::from), State::Unjudged))
            .collect();
        let mut points = months(&values);
        for (at, (point, rank)) in points.iter_mut().zip(ranks).enumerate() {
            point.period = period(2014, at as u16, PeriodLength::Year);
            point.shown = rank.map_or_else(String::new, |rank| rank.to_string());
        }
        points
    }

    #[test]
    fn ticks_are_round_and_begin_at_the_first() {
        assert_eq!(ticks(1.0), [1.0, 2.0]);
        assert_eq!(ticks(4.0), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(29.0), [1.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(63.0), [1.0, 20.0, 40.0, 60.0, 80.0]);
    }

    #[test]
    fn the_first_place_is_on_top_and_gaps_stay() {
        let points = years(&[Some(4), Some(6), None, Some(29)]);
        let chart = RankChart {
            frame: frame(RANK),
            points: &points,
        };
        let layout = chart.layout();
        let y = |at: usize| layout.plane.at(layout.spots[at].x, layout.spots[at].y).1;
        assert!(y(0) < y(1) && y(1) < y(2));
        let svg = chart.to_svg(Palette::Page);
        assert_well_formed(&svg);
        let line = svg.split(r#"class="series" d=""#).nth(1);
        let line = line.and_then(|rest| rest.split('"').next());
        assert_eq!(line.map(|line| line.matches('M').count()), Some(1), "{svg}");
        assert_eq!(svg.matches("<circle").count(), 1, "{svg}");
        assert_eq!(svg.matches("h0").count(), 2, "{svg}");
        for rank in [">4</text>", ">6</text>", ">29</text>"] {
            assert!(svg.contains(rank), "{svg}");
        }
        assert!(!svg.contains('−'), "{svg}");
    }

    proptest! {
        #[test]
        fn labels_never_collide(ranks in prop::collection::vec(prop::option::of(1..700_u32), 0..20)) {
            let points = years(&ranks);
            let chart = RankChart { frame: frame(RANK), points: &points };
            assert_tidy(&chart.layout().board.labels, SIZE);
            for palette in [Palette::Page, Palette::File] {
                assert_well_formed(&chart.to_svg(palette));
            }
        }
    }
}
