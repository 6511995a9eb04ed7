//! Small multiples: the same line for each field, all on one scale, with the target.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::draw_signs;
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::series::{self, Spot};
use super::time::TimeAxis;
use super::units::WIDTH;
use super::{ChartTarget, Frame, LinePoint, Palette, State};

/// The most fields that are drawn.
pub const MOST_FIELDS: usize = 12;

/// How many stand side by side.
const COLUMNS: usize = 2;
/// The white between two of them.
const GAP: f64 = 12.0;
/// The height of a field's name, of its plot, and of both with the white below.
const NAME: f64 = 17.0;
const PLOT: f64 = 30.0;
const HIGH: f64 = NAME + PLOT + 15.0;

/// One field over time.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldLine {
    /// The field.
    pub name: String,
    /// Its periods in order of time.
    pub points: Vec<LinePoint>,
}

/// An indicator's fields, side by side.
#[derive(Debug, Clone, Copy)]
pub struct FieldsChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The fields in the order in which they are to stand.
    pub lines: &'a [FieldLine],
    /// The target that they are seen against.
    pub target: Option<&'a ChartTarget>,
}

/// One field's drawing.
struct Panel<'a> {
    plane: Plane,
    plot: Rect,
    spots: Vec<Spot<'a>>,
}

/// Where everything stands.
struct FieldsLayout<'a> {
    size: (f64, f64),
    panels: Vec<Panel<'a>>,
    labels: Vec<Label>,
}

impl FieldsChart<'_> {
    /// The drawing as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let layout = self.layout();
        canvas::draw(&self.frame, palette, layout.size, |canvas| {
            self.draw(canvas, &layout)
        })
    }

    fn layout(&self) -> FieldsLayout<'_> {
        let lines = &self.lines[..self.lines.len().min(MOST_FIELDS)];
        let all = || lines.iter().flat_map(|line| &line.points);
        let axis = self.value_axis(all());
        let time = TimeAxis::new(all().map(|point| point.period));
        let (from, to) = time.ends();
        let shown = |line: &FieldLine| last(&line.points).map_or("–", |p| &p.shown).to_owned();
        let widest = lines
            .iter()
            .map(|line| metrics::width(&shown(line), FONT_SIZE, Weight::Bold))
            .fold(0.0, f64::max);
        let wide = (WIDTH - GAP) / COLUMNS as f64;
        let beside = (widest + 10.0).min(wide / 2.0);
        let rows = lines.len().div_ceil(COLUMNS);
        let bottom = HIGH * rows as f64;
        let mut layout = FieldsLayout {
            size: (WIDTH, bottom + 16.0),
            panels: Vec::with_capacity(lines.len()),
            labels: Vec::new(),
        };
        for (at, line) in lines.iter().enumerate() {
            let left = (wide + GAP) * (at % COLUMNS) as f64;
            let top = HIGH * (at / COLUMNS) as f64;
            let plot = Rect {
                left,
                top: top + NAME + 5.0,
                right: left + wide - beside,
                bottom: top + NAME + 5.0 + PLOT,
            };
            let inner = Rect {
                left: plot.left + 4.0,
                right: plot.right - 6.0,
                ..plot
            };
            let plane = Plane::new(
                Span::new(from, to, vec![]),
                Span::new(axis.from, axis.to, vec![]),
                inner,
            );
            let name = metrics::fit(&line.name, wide, FONT_SIZE, Weight::Regular);
            if !name.is_empty() {
                let label = Label::new(name, Ink::Name, Side::Start, left, top + 13.0);
                layout.labels.push(label);
            }
            let spots = series::spots(&line.points);
            let y = spots.last().map_or((plot.top + plot.bottom) / 2.0, |spot| {
                plane.at(spot.x, spot.y).1
            });
            let (text, ink) = match spots.last() {
                Some(spot) => (spot.point.shown.clone(), Ink::Label),
                None => ("–".to_owned(), Ink::Note),
            };
            let text = metrics::fit_figure(&text, beside - 8.0, FONT_SIZE, Weight::Bold);
            if !text.is_empty() {
                // Beside the line, not at the point: the last figure may be of an earlier period.
                let (x, y) = (
                    plot.right + 4.0,
                    (y + 4.5).clamp(top + 30.0, plot.bottom + 3.0),
                );
                layout.labels.push(Label::new(text, ink, Side::Start, x, y));
            }
            layout.panels.push(Panel { plane, plot, spots });
        }
        self.put_footer(&mut layout, all(), bottom);
        layout
    }

    /// The first and the last period, and that figures are illustrative.
    fn put_footer<'p>(
        &self,
        layout: &mut FieldsLayout<'_>,
        points: impl Iterator<Item = &'p LinePoint> + Clone,
        bottom: f64,
    ) {
        let words = self.frame.words;
        let mut room = WIDTH;
        if points.clone().any(|point| point.illustrative) {
            let text = words.word("chart.illustrative");
            let text = metrics::fit(text, WIDTH, FONT_SIZE, Weight::Regular);
            let label = Label::new(text, Ink::Note, Side::End, WIDTH, bottom + 10.0);
            room -= label.width() + 10.0;
            layout.labels.push(label);
        }
        let first = points
            .clone()
            .min_by_key(|point| point.period.first_month());
        let last = points.max_by_key(|point| point.period.first_month());
        if let Some((first, last)) = first.zip(last) {
            let (first, last) = [first, last]
                .map(|p| super::time::short(p.period, words))
                .into();
            let text = metrics::fit(
                &format!("{first} – {last}"),
                room,
                FONT_SIZE,
                Weight::Regular,
            );
            if !text.is_empty() {
                let label = Label::new(text, Ink::Tick, Side::Start, 0.0, bottom + 10.0);
                layout.labels.push(label);
            }
        }
        layout.labels.retain(|label| !label.text.is_empty());
    }

    fn value_axis<'p>(&self, points: impl Iterator<Item = &'p LinePoint>) -> ValueAxis {
        let target = self.target.map(ChartTarget::extent).into_iter();
        let values = points.filter_map(|point| point.value);
        let values = values.chain(target.flat_map(|(a, b)| [a, b]));
        ValueAxis::around(values, false, 4, &self.frame)
    }

    fn draw(&self, canvas: &Canvas<'_>, layout: &FieldsLayout<'_>) -> Drawn {
        for Panel { plot, .. } in &layout.panels {
            canvas.line(
                Ink::Grid,
                &[(plot.left, plot.bottom), (plot.right, plot.bottom)],
            )?;
        }
        if let Some((low, high)) = self.target.map(ChartTarget::extent) {
            if high > low {
                for Panel { plane, plot, .. } in &layout.panels {
                    let (top, bottom) = (plane.at(0.0, high).1, plane.at(0.0, low).1);
                    canvas.rect(
                        Ink::Zone,
                        Rect {
                            top,
                            bottom,
                            ..*plot
                        },
                    )?;
                }
            }
            for Panel { plane, plot, .. } in &layout.panels {
                let y = plane.at(0.0, low).1;
                canvas.line(Ink::Target, &[(plot.left, y), (plot.right, y)])?;
            }
        }
        for Panel { plane, spots, .. } in &layout.panels {
            series::draw_joins(&canvas.area(plane), spots, Ink::Line)?;
        }
        for Panel { plane, spots, .. } in &layout.panels {
            series::draw_revised(&canvas.area(plane), spots)?;
        }
        let mut signs: Vec<(State, f64, f64)> = Vec::new();
        for Panel { plane, spots, .. } in &layout.panels {
            signs.extend(spots.last().map(|spot| {
                let (x, y) = plane.at(spot.x, spot.y);
                (spot.point.state, x, y)
            }));
        }
        draw_signs(canvas, &signs)?;
        canvas.labels(&layout.labels)
    }
}

/// The last point with a figure.
fn last(points: &[LinePoint]) -> Option<&LinePoint> {
    points
        .iter()
        .rev()
        .find(|point| point.value.is_some_and(f64::is_finite))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{
        PERCENT, above, any_figure, any_target, assert_well_formed, frame, months,
    };
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn field(name: &str, figures: &[Option<f64>]) -> FieldLine {
        let state = |value: &Option<f64>| match value {
            Some(value) if *value > 90.0 => State::Met,
            _ => State::Missed,
        };
        let figures: Vec<_> = figures.iter().map(|value| (*value, state(value))).collect();
        FieldLine {
            name: name.into(),
            points: months(&figures),
        }
    }

    #[test]
    fn fields_stand_side_by_side_with_their_last_figures() {
        let lines = [
            field("Đất đai", &[Some(88.0), Some(89.0), Some(89.5)]),
            field("Xây dựng", &[Some(91.0), None, Some(95.0)]),
            field("Hộ tịch", &[None, None]),
        ];
        let target = above(90.0);
        let svg = FieldsChart {
            frame: frame(PERCENT),
            lines: &lines,
            target: Some(&target),
        }
        .to_svg(Palette::Page);
        assert_well_formed(&svg);
        for part in [
            ">Đất đai</text>",
            ">89,5%</text>",
            ">95,0%</text>",
            ">T1 – T3</text>",
        ] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        // One target line a field, and no line over a gap.
        let path = |class: &str| {
            let rest = svg.split(&format!("class=\"{class}\" d=\"")).nth(1);
            rest.and_then(|rest| rest.split('"').next())
                .map_or(0, |path| path.matches('M').count())
        };
        assert_eq!((path("target"), path("series")), (3, 1), "{svg}");
        assert!(svg.len() < 2200, "{} bytes", svg.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn labels_never_collide(
            figures in prop::collection::vec(prop::collection::vec(any_figure(), 1..14), 1..15),
            target in any_target(), illustrative: bool,
        ) {
            let names = ["Đất đai", "Lao động - Thương binh và Xã hội", "Xây dựng"];
            let mut lines: Vec<FieldLine> =
                figures.iter().enumerate().map(|(at, of)| field(names[at % 3], of)).collect();
            lines[0].points[0].illustrative = illustrative;
            let chart = FieldsChart { frame: frame(PERCENT), lines: &lines, target: target.as_ref() };
            let layout = chart.layout();
            assert_tidy(&layout.labels, layout.size);
            assert_well_formed(&chart.to_svg(Palette::Page));
        }
    }
}
