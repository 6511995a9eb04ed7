//! More than sixty units: how many there are at each height, by state, with the quartiles. The
//! drawing does not grow with the number of units.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header, ROW, Signs};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::units::{Callouts, WIDTH};
use super::{ChartTarget, Measure, Palette, State, UnitMark, UnitsChart};
use crate::locale::Words;

/// The height of the bars' plot.
const PLOT: f64 = 112.0;
/// The most columns.
const MOST_COLUMNS: usize = 24;

/// What columns are made of, from the bottom up.
const PARTS: [Ink; 4] = [Ink::BarPlain, Ink::BarMet, Ink::BarNear, Ink::BarMissed];

/// The units of one column by part.
type Column = [usize; PARTS.len()];

/// Where everything stands.
pub(super) struct DistributionLayout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    signs: Vec<(State, f64, f64)>,
    columns: Vec<Column>,
    axis: ValueAxis,
    counts: ValueAxis,
    plane: Plane,
    plot: Rect,
    quartiles: Option<[f64; 3]>,
    /// Where the target's line begins.
    target_top: f64,
}

/// The drawing.
pub(super) fn to_svg(chart: &UnitsChart<'_>, palette: Palette) -> String {
    let layout = layout(chart);
    canvas::draw(&chart.frame, palette, layout.size, |canvas| {
        draw(chart, canvas, &layout)
    })
}

pub(super) fn layout(chart: &UnitsChart<'_>) -> DistributionLayout {
    let words = chart.frame.words;
    let axis = chart.value_axis(false, 5);
    let quartiles = quartiles(chart.marks);
    let header = header(chart, &axis, quartiles);
    let columns = columns(chart.marks, &axis);
    let counts = count_axis(&columns, words);
    let (left, right) = (counts.widest(FONT_SIZE) + 8.0, WIDTH - 8.0);
    let across = |plot: Rect| {
        let x = Span::new(axis.from, axis.to, axis.grid());
        Plane::new(x, Span::new(0.0, counts.to, counts.grid()), plot)
    };
    // Only the height of the plot depends on what stands above it.
    let level = across(Rect {
        left,
        top: 0.0,
        right,
        bottom: 1.0,
    });
    let x = |value: f64| level.at(value, 0.0).0;
    let callouts = Callouts::new(None, chart.target, words, x, header.height + 2.0);
    let top = header.height + callouts.height + 10.0;
    let plot = Rect {
        left,
        top,
        right,
        bottom: top + PLOT,
    };
    let plane = across(plot);
    let mut labels = header.labels;
    labels.extend(callouts.labels);
    labels.extend(counts.ticks.iter().map(|(at, text)| {
        let y = plane.at(axis.from, *at).1 + 4.5;
        Label::new(text.clone(), Ink::Tick, Side::End, left - 5.0, y)
    }));
    labels.extend(header::level_ticks(
        &axis.ticks,
        x,
        plot.bottom + 17.0,
        WIDTH,
    ));
    let place = |m: &UnitMark| m.value.filter(|v| v.is_finite()).map(x);
    DistributionLayout {
        size: (WIDTH, plot.bottom + 32.0),
        labels,
        signs: header.signs,
        columns,
        quartiles: quartiles.and_then(|[a, b, c]| Some([place(a)?, place(b)?, place(c)?])),
        target_top: callouts.target_top,
        axis,
        counts,
        plane,
        plot,
    }
}

/// The axis of how many units are in a column, in whole units.
fn count_axis(columns: &[Column], words: &Words) -> ValueAxis {
    let highest = columns
        .iter()
        .map(|c| c.iter().sum::<usize>())
        .max()
        .unwrap_or(0);
    let measure = Measure {
        percent: false,
        unit: "",
        from_zero: false,
    };
    let mut axis = ValueAxis::new(0.0, highest as f64, true, 4, measure, words);
    axis.ticks.retain(|(at, _)| at.fract() == 0.0);
    axis
}

/// What stands above the plot: notes, the key, the quartiles in words.
fn header(chart: &UnitsChart<'_>, axis: &ValueAxis, quartiles: Option<[&UnitMark; 3]>) -> Header {
    let words = chart.frame.words;
    let mut header = Header::new(chart.is_illustrative(), &axis.note, WIDTH, words);
    header.add_states(
        chart.marks,
        WIDTH,
        chart.target.is_some(),
        Signs::Bars,
        words,
    );
    if let Some([low, middle, high]) = quartiles {
        let args = [
            ("low", &*low.shown),
            ("middle", &middle.shown),
            ("high", &high.shown),
        ];
        let label = Label::new(
            words.fill("chart.quartiles", &args),
            Ink::Name,
            Side::Start,
            0.0,
            header.height + ROW - 6.0,
        );
        // Figures are told whole or not at all.
        if label.width() <= WIDTH {
            header.height += ROW;
            header.labels.push(label);
        }
    }
    header
}

/// The units at a quarter, a half and three quarters of the way from the lowest to the highest (nearest rank): the
/// figures told are figures that units have.
fn quartiles(marks: &[UnitMark]) -> Option<[&UnitMark; 3]> {
    let mut with: Vec<(f64, &UnitMark)> = marks
        .iter()
        .filter_map(|m| m.value.filter(|v| v.is_finite()).map(|v| (v, m)))
        .collect();
    with.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |quarter: usize| {
        with.get((quarter * with.len()).div_ceil(4).saturating_sub(1))
            .map(|(_, m)| *m)
    };
    Some([at(1)?, at(2)?, at(3)?])
}

/// Counts the units of each column; columns are round parts of the axis' steps.
fn columns(marks: &[UnitMark], axis: &ValueAxis) -> Vec<Column> {
    let steps = axis.ticks.len().saturating_sub(1).max(1);
    let parts = [10, 5, 4, 2]
        .into_iter()
        .find(|p| p * steps <= MOST_COLUMNS)
        .unwrap_or(1);
    let mut columns = vec![Column::default(); parts * steps];
    let last = columns.len() - 1;
    for mark in marks {
        let Some(value) = mark.value.filter(|v| v.is_finite()) else {
            continue;
        };
        let share = (value - axis.from) / (axis.to - axis.from);
        // A hair of tolerance, so that a figure on an edge belongs to the column that begins there.
        let column = ((share * columns.len() as f64 + 1e-9).floor().max(0.0) as usize).min(last);
        let ink = header::bar_ink(mark.state).unwrap_or(Ink::BarPlain);
        if let Some(part) = PARTS.iter().position(|p| *p == ink) {
            columns[column][part] += 1;
        }
    }
    columns
}

fn draw(chart: &UnitsChart<'_>, canvas: &Canvas<'_>, layout: &DistributionLayout) -> Drawn {
    let DistributionLayout {
        plot, plane, axis, ..
    } = layout;
    let x = |value: f64| plane.at(value, 0.0).0;
    for (at, _) in &layout.counts.ticks {
        let y = plane.at(axis.from, *at).1;
        canvas.line(Ink::Grid, &[(plot.left, y), (plot.right, y)])?;
    }
    if let Some((low, high)) = chart.target.map(ChartTarget::extent) {
        header::draw_target(canvas, (x(low), x(high)), layout.target_top, plot.bottom)?;
    }
    draw_columns(canvas, layout)?;
    for (at, _) in &axis.ticks {
        canvas.line(
            Ink::Axis,
            &[(x(*at), plot.bottom), (x(*at), plot.bottom + 4.0)],
        )?;
    }
    if let Some([low, middle, high]) = layout.quartiles {
        let y = plot.bottom + 26.0;
        canvas.line(Ink::Stem, &[(low, y), (high, y)])?;
        for at in [low, middle, high] {
            let reach = if at == middle { 4.0 } else { 2.5 };
            canvas.line(Ink::Stem, &[(at, y - reach), (at, y + reach)])?;
        }
    }
    header::draw_samples(canvas, &layout.signs)?;
    canvas.labels(&layout.labels)
}

/// The columns, what misses the target on top.
fn draw_columns(canvas: &Canvas<'_>, layout: &DistributionLayout) -> Drawn {
    let DistributionLayout {
        plot,
        plane,
        axis,
        columns,
        ..
    } = layout;
    let wide = (plot.right - plot.left) / columns.len() as f64;
    for (kind, ink) in PARTS.into_iter().enumerate() {
        for (i, column) in columns.iter().enumerate().filter(|(_, c)| c[kind] > 0) {
            let below: usize = column[..kind].iter().sum();
            let height = |count: usize| plane.at(axis.from, count as f64).1;
            let left = plot.left + wide * i as f64;
            let rect = Rect {
                left: left + 1.2,
                top: height(below + column[kind]) + 0.7,
                right: left + wide - 1.2,
                bottom: (height(below) - 0.7).max(height(below + column[kind]) + 0.8),
            };
            canvas.rect(ink, rect)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{
        PERCENT, above, any_figure, any_target, assert_well_formed, frame, marks,
    };
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn many(count: usize) -> Vec<UnitMark> {
        marks(
            &(0..count)
                .map(|i| Some(((i * 37) % 301) as f64 / 10.0 + 70.0))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn the_drawing_does_not_grow_with_the_units() {
        let target = above(90.0);
        let bytes = |count| {
            let marks = many(count);
            UnitsChart {
                frame: frame(PERCENT),
                marks: &marks,
                target: Some(&target),
            }
            .to_svg(Palette::Page)
            .len()
        };
        assert!(
            bytes(100_000) < bytes(400) + 200,
            "{} {}",
            bytes(100_000),
            bytes(400)
        );
        assert!(bytes(400) < 5000);
    }

    #[test]
    fn every_unit_with_a_figure_is_in_a_column_of_its_state() {
        let marks = many(500);
        let target = above(90.0);
        let layout = layout(&UnitsChart {
            frame: frame(PERCENT),
            marks: &marks,
            target: Some(&target),
        });
        for (part, ink) in PARTS.into_iter().enumerate() {
            let drawn: usize = layout.columns.iter().map(|c| c[part]).sum();
            assert_eq!(
                drawn,
                marks
                    .iter()
                    .filter(|m| header::bar_ink(m.state) == Some(ink))
                    .count()
            );
        }
    }

    #[test]
    fn quartiles_are_figures_that_units_have() {
        let marks = marks(&[Some(4.0), Some(1.0), None, Some(3.0), Some(2.0)]);
        let [low, middle, high] = quartiles(&marks).expect("four figures");
        assert_eq!(
            (low.value, middle.value, high.value),
            (Some(1.0), Some(2.0), Some(3.0))
        );
        assert!(quartiles(&[]).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn labels_never_collide(
            figures in prop::collection::vec(any_figure(), 61..200), target in any_target(), me in 0..200_usize,
        ) {
            let mut marks = marks(&figures);
            if let Some(mark) = marks.get_mut(me) {
                mark.illustrative = true;
            }
            let chart = UnitsChart { frame: frame(PERCENT), marks: &marks, target: target.as_ref() };
            let layout = layout(&chart);
            assert_tidy(&layout.labels, layout.size);
            assert_well_formed(&chart.to_svg(Palette::File));
        }
    }
}
