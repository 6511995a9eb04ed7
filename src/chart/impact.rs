//! Before and after: a unit's months around the one in which it began with something, the pools of both sides, and
//! those of the rest of its block beside them.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Dot, Drawn, Plane};
use super::ink::Ink;
use super::label::{Board, FONT_SIZE, Label, Rect, Side};
use super::plot::{self, Plot, ROW};
use super::series::{self, Join, Spot};
use super::time::{TimeAxis, position};
use super::{Frame, LinePoint, Palette, metrics};
use crate::calendar::Period;
use plotters::element::PathElement;

/// The size of the drawing in px.
const SIZE: (f64, f64) = (312.0, 200.0);
/// The length of the sample of a pool's line before its words.
const SAMPLE: f64 = 16.0;

/// Two pools: where they lie on the value axis, for drawing only, and how they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Pools {
    /// Before the start month.
    pub before: (f64, String),
    /// After it.
    pub after: (f64, String),
}

/// A unit's months around its start with something.
#[derive(Debug, Clone, Copy)]
pub struct ImpactChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The months in order of time, as many before the start month as after it. One without a value is a gap.
    pub points: &'a [LinePoint],
    /// The month in which the unit began.
    pub start: Period,
    /// The unit's pools.
    pub own: &'a Pools,
    /// The pools of the rest of its block.
    pub block: Option<&'a Pools>,
}

/// Where everything stands.
struct ImpactLayout<'a> {
    plane: Plane,
    plot: Rect,
    spots: Vec<Spot<'a>>,
    /// Both sides of the start month, as places on the axis of time.
    sides: [(f64, f64); 2],
    board: Board,
    /// Samples of pools' lines that stand before their words in a row above the plot.
    samples: Vec<(Ink, f64, f64)>,
}

/// The pools in the order in which their words are placed, with the ink of their line and that of their words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Block,
}

impl Whose {
    fn inks(self) -> (Ink, Ink) {
        match self {
            Self::Own => (Ink::Pool, Ink::Label),
            Self::Block => (Ink::Others, Ink::Note),
        }
    }
}

impl ImpactChart<'_> {
    /// The drawing as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let layout = self.layout();
        canvas::draw(&self.frame, palette, SIZE, |canvas| {
            self.draw(canvas, &layout)
        })
    }

    /// Words stand at their lines where there is room, else in a row of their own above the plot.
    fn layout(&self) -> ImpactLayout<'_> {
        let tries: [&[Whose]; 4] = [
            &[],
            &[Whose::Block],
            &[Whose::Own],
            &[Whose::Own, Whose::Block],
        ];
        let mut last = self.arrange(tries[0]);
        for in_rows in &tries[1..] {
            if last.1 {
                break;
            }
            last = self.arrange(in_rows);
        }
        last.0
    }

    /// The layout with these words in rows of their own, and whether all words found room.
    fn arrange(&self, in_rows: &[Whose]) -> (ImpactLayout<'_>, bool) {
        let spots = series::spots(self.points);
        let axis = self.value_axis(&spots);
        let time = TimeAxis::new(self.points.iter().map(|point| point.period));
        let around = Plot {
            frame: &self.frame,
            axis: &axis,
            time: &time,
            size: SIZE,
            illustrative: self.points.iter().any(|point| point.illustrative),
        };
        let header = f64::from(u8::from(around.has_header()));
        let rows = in_rows.len() as f64;
        let plot = Rect {
            left: around.left(),
            top: 22.0 + ROW * (header + rows),
            right: SIZE.0 - 2.0,
            bottom: SIZE.1 - 8.0 - 16.0 * f64::from(time.rows()),
        };
        let (from, to) = time.ends();
        let (plane, board) = around.begin(plot, (10.0, 10.0));
        let start = position(self.start);
        let mut layout = ImpactLayout {
            plane,
            plot,
            spots,
            sides: [(from, start - 1.0), (start + 1.0, to)],
            board,
            samples: Vec::new(),
        };
        self.put_start(&mut layout);
        keep_off(&mut layout, self.own, self.block);
        let first_row = 14.0 + ROW * header;
        let complete = self.put_pools(&mut layout, in_rows, first_row);
        (layout, complete)
    }

    /// The axis, with all figures in view.
    fn value_axis(&self, spots: &[Spot<'_>]) -> ValueAxis {
        let pools = [Some(self.own), self.block]
            .into_iter()
            .flatten()
            .flat_map(|pools| [pools.before.0, pools.after.0]);
        let values = spots.iter().map(|spot| spot.y).chain(pools);
        ValueAxis::around(values, false, 5, &self.frame)
    }

    /// Names the line of the start month, just above the plot.
    fn put_start(&self, layout: &mut ImpactLayout<'_>) {
        let (x, y) = (
            layout.plane.at(position(self.start), 0.0).0,
            layout.plot.top - 7.0,
        );
        let text = self.frame.words.word("chart.impact.start");
        layout
            .board
            .put(Label::new(text, Ink::Tick, Side::Middle, x, y));
        layout
            .board
            .keep_off((x, layout.plot.top), (x, layout.plot.bottom));
    }

    /// Writes the figures of the pools; whether all found room.
    fn put_pools(&self, layout: &mut ImpactLayout<'_>, in_rows: &[Whose], first_row: f64) -> bool {
        let words = self.frame.words;
        let said = |key: &str, shown: &str| words.fill(key, &[("shown", shown)]);
        let mut all = vec![(
            Whose::Own,
            self.own,
            [
                said("chart.impact.before", &self.own.before.1),
                said("chart.impact.after", &self.own.after.1),
            ],
        )];
        all.extend(self.block.map(|block| {
            let text = |shown| said("chart.impact.block", shown);
            (
                Whose::Block,
                block,
                [text(&block.before.1), text(&block.after.1)],
            )
        }));
        let mut complete = true;
        for (whose, pools, texts) in all {
            let row = in_rows.iter().position(|one| *one == whose);
            let values = [pools.before.0, pools.after.0];
            for (side, (text, value)) in texts.into_iter().zip(values).enumerate() {
                complete &= match row {
                    Some(row) => {
                        put_in_row(layout, whose, side, text, first_row + ROW * row as f64)
                    }
                    None => put_at_line(layout, whose, side, &text, value),
                };
            }
        }
        complete
    }

    fn draw(&self, canvas: &Canvas<'_>, layout: &ImpactLayout<'_>) -> Drawn {
        let ImpactLayout { plane, plot, .. } = layout;
        let area = canvas.area(plane);
        plot::draw_grid(&area, *plot)?;
        let x = plane.at(position(self.start), 0.0).0;
        canvas.line(Ink::Start, &[(x, plot.top), (x, plot.bottom)])?;
        for pair in layout.spots.windows(2) {
            let ink = match pair[1].join {
                Join::Apart => continue,
                Join::Plain => Ink::Month,
                Join::Dashed => Ink::Join,
            };
            let ends = vec![(pair[0].x, pair[0].y), (pair[1].x, pair[1].y)];
            area.draw(&PathElement::new(ends, ink.style()))?;
        }
        for (pools, ink) in [(self.block, Ink::Others), (Some(self.own), Ink::Pool)] {
            let Some(pools) = pools else { continue };
            for (line, _) in lines(layout, pools) {
                canvas.line(ink, &line)?;
            }
        }
        series::draw_revised(&area, &layout.spots)?;
        let mut tip = String::new();
        for spot in &layout.spots {
            tip.clear();
            tip.extend([&spot.point.label, ": ", &spot.point.shown]);
            let ink = if spot.point.complete {
                Ink::Dot
            } else {
                Ink::Hollow
            };
            area.draw(&Dot {
                at: (spot.x, spot.y),
                ink,
                radius: 2.6,
                tip: &tip,
            })?;
        }
        for (ink, x, y) in &layout.samples {
            canvas.line(*ink, &[(*x, *y), (x + SAMPLE, *y)])?;
        }
        canvas.labels(&layout.board.labels)
    }
}

/// The lines of two pools in px, each over its side, reaching a little beyond the first and the last month.
fn lines(layout: &ImpactLayout<'_>, pools: &Pools) -> [([(f64, f64); 2], f64); 2] {
    let values = [pools.before.0, pools.after.0];
    let line = |side: usize| {
        let (from, to) = layout.sides[side];
        let (left, y) = layout.plane.at(from, values[side]);
        let right = layout.plane.at(to, values[side]).0;
        ([(left - 6.0, y), (right + 6.0, y)], y)
    };
    [line(0), line(1)]
}

/// Words keep clear of everything that is drawn.
fn keep_off(layout: &mut ImpactLayout<'_>, own: &Pools, block: Option<&Pools>) {
    for pools in [Some(own), block].into_iter().flatten() {
        for ([from, to], _) in lines(layout, pools) {
            layout.board.keep_off(from, to);
        }
    }
    let places: Vec<(f64, f64)> = layout
        .spots
        .iter()
        .map(|spot| layout.plane.at(spot.x, spot.y))
        .collect();
    for (i, spot) in layout.spots.iter().enumerate() {
        layout.board.keep_clear(Rect::around(places[i], 3.6));
        if spot.join != Join::Apart {
            layout.board.keep_off(places[i - 1], places[i]);
        }
    }
}

/// Writes a pool's figure just above or below its line, on its own side; whether there was room.
fn put_at_line(
    layout: &mut ImpactLayout<'_>,
    whose: Whose,
    side: usize,
    text: &str,
    value: f64,
) -> bool {
    let (from, to) = layout.sides[side];
    let (left, y) = layout.plane.at(from, value);
    let right = layout.plane.at(to, value).0;
    let label = Label::new(text.to_owned(), whose.inks().1, Side::Start, 0.0, 0.0);
    let last = (right + 6.0 - label.width()).max(left - 6.0);
    let steps = (0..).map(|step| left - 6.0 + 6.0 * f64::from(step));
    let along = steps.take_while(|x| *x < last).chain([last]);
    let places: Vec<Label> = [y - 5.5, y + 15.0]
        .into_iter()
        .flat_map(|y| along.clone().map(move |x| (x, y)))
        .filter(|(_, y)| *y - FONT_SIZE >= layout.plot.top - 3.0 && *y <= layout.plot.bottom)
        .map(|(x, y)| label.clone().at(x, y))
        .collect();
    layout.board.place(places)
}

/// Writes a pool's figure in a row above its side, after a sample of its line; whether there was room.
fn put_in_row(
    layout: &mut ImpactLayout<'_>,
    whose: Whose,
    side: usize,
    text: String,
    row: f64,
) -> bool {
    let middle = (layout.plot.left + layout.plot.right) / 2.0;
    let left = [layout.plot.left, middle + 6.0][side];
    let room = [middle, SIZE.0][side] - left - SAMPLE - 5.0;
    let (line, words) = whose.inks();
    let text = metrics::fit_figure(&text, room, FONT_SIZE, words.weight());
    layout.samples.push((line, left, row - 4.5));
    layout.board.put(Label::new(
        text,
        words,
        Side::Start,
        left + SAMPLE + 5.0,
        row,
    ));
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::State;
    use crate::chart::fixture::{PERCENT, any_figure, assert_well_formed, frame, months};
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn pools(before: f64, after: f64) -> Pools {
        let shown = |value: f64| format!("{value:.1}%").replace('.', ",");
        Pools {
            before: (before, shown(before)),
            after: (after, shown(after)),
        }
    }

    fn seven(figures: [f64; 7]) -> Vec<LinePoint> {
        months(&figures.map(|figure| (Some(figure), State::Met)))
    }

    #[test]
    fn the_start_and_the_pools_of_both_are_named_where_they_are() {
        let points = seven([88.0, 87.2, 88.6, 90.0, 94.0, 94.6, 95.0]);
        let (own, block) = (pools(87.9, 94.5), pools(90.1, 91.2));
        let svg = ImpactChart {
            frame: frame(PERCENT),
            points: &points,
            start: points[3].period,
            own: &own,
            block: Some(&block),
        }
        .to_svg(Palette::Page);
        assert_well_formed(&svg);
        for text in [
            "Bắt đầu",
            "Trước 87,9%",
            "Sau 94,5%",
            "Khối 90,1%",
            "Khối 91,2%",
        ] {
            assert!(svg.contains(&format!(">{text}</text>")), "{text}: {svg}");
        }
        assert_eq!(svg.matches(r#"class="start""#).count(), 1);
        assert!(svg.len() < 3500, "{} bytes", svg.len());
    }

    #[test]
    fn words_without_room_at_their_lines_have_rows_with_a_sample() {
        let points = seven([90.0, 90.1, 90.2, 90.0, 90.1, 90.2, 90.1]);
        let (own, block) = (pools(90.1, 90.1), pools(90.1, 90.1));
        let chart = ImpactChart {
            frame: frame(PERCENT),
            points: &points,
            start: points[3].period,
            own: &own,
            block: Some(&block),
        };
        assert!(!chart.layout().samples.is_empty());
        assert!(chart.to_svg(Palette::Page).contains(">Trước 90,1%</text>"));
    }

    #[test]
    fn without_a_block_nothing_is_drawn_of_it() {
        let points = seven([88.0, 87.2, 88.6, 90.0, 94.0, 94.6, 95.0]);
        let own = pools(87.9, 94.5);
        let svg = ImpactChart {
            frame: frame(PERCENT),
            points: &points,
            start: points[3].period,
            own: &own,
            block: None,
        }
        .to_svg(Palette::Page);
        assert!(!svg.contains("others") && !svg.contains("Khối"), "{svg}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn labels_never_collide(
            figures in prop::collection::vec(any_figure(), 7..14),
            own in (0..1000_i32, 0..1000_i32), block in prop::option::of((0..1000_i32, 0..1000_i32)),
        ) {
            let figures: Vec<_> = figures.iter().map(|figure| (*figure, State::Met)).collect();
            let points = months(&figures);
            let tenths = |(a, b): (i32, i32)| pools(f64::from(a) / 10.0, f64::from(b) / 10.0);
            let (own, block) = (tenths(own), block.map(tenths));
            let chart = ImpactChart {
                frame: frame(PERCENT),
                points: &points,
                start: points[points.len() / 2].period,
                own: &own,
                block: block.as_ref(),
            };
            assert_tidy(&chart.layout().board.labels, SIZE);
            assert_well_formed(&chart.to_svg(Palette::Page));
        }
    }
}
