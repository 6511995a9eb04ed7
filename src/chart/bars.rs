//! Up to sixty units, one row each: how far each is from the target, or from zero where there is none.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header, ROW, SIGN, Signs};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::units::{WIDTH, target_above};
use super::{ChartTarget, Palette, State, UnitsChart};

/// The height of a row with its name beside the track.
const LOW_ROW: f64 = 22.0;
/// The height of a row with its name above the track.
const HIGH_ROW: f64 = 38.0;
/// The narrowest track.
const TRACK: f64 = 96.0;

/// What joins a figure with the target, or with zero.
struct Stem {
    from: (f64, f64),
    to: (f64, f64),
    partial: bool,
}

/// Where everything stands.
pub(super) struct BarLayout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    signs: Vec<(State, f64, f64)>,
    stems: Vec<Stem>,
    plot: Rect,
    plane: Plane,
    axis: ValueAxis,
    /// Whether names stand beside the tracks.
    beside: bool,
}

/// The drawing.
pub(super) fn to_svg(chart: &UnitsChart<'_>, palette: Palette) -> String {
    let layout = layout(chart);
    canvas::draw(&chart.frame, palette, layout.size, |canvas| {
        draw(chart, canvas, &layout)
    })
}

pub(super) fn layout(chart: &UnitsChart<'_>) -> BarLayout {
    let words = chart.frame.words;
    let axis = chart.value_axis(chart.target.is_none(), 4);
    let mut header = Header::new(chart.is_illustrative(), &axis.note, WIDTH, words);
    header.add_states(
        chart.marks,
        WIDTH,
        chart.target.is_some(),
        Signs::Units,
        words,
    );
    let names = widest(chart.marks.iter().map(|m| m.name.as_str()));
    let figures = widest(chart.marks.iter().map(|m| m.shown.as_str()).chain(["–"]));
    let beside = names + figures + 2.0 * (8.0 + SIGN) + TRACK <= WIDTH;
    let top = header.height + if chart.target.is_some() { ROW } else { 2.0 };
    let row = if beside { LOW_ROW } else { HIGH_ROW };
    let bottom = top + row * chart.marks.len() as f64;
    let (left, right) = if beside {
        (names + 8.0, WIDTH - figures - 8.0)
    } else {
        (0.0, WIDTH)
    };
    let plot = Rect {
        left,
        top,
        right,
        bottom,
    };
    let inner = Rect {
        left: plot.left + SIGN + 1.0,
        right: plot.right - SIGN - 1.0,
        ..plot
    };
    let plane = Plane::new(
        Span::new(axis.from, axis.to, axis.grid()),
        Span::new(0.0, 1.0, vec![]),
        inner,
    );
    let mut layout = BarLayout {
        size: (WIDTH, bottom + 20.0),
        labels: header.labels,
        signs: header.signs,
        stems: Vec::new(),
        plot,
        plane,
        axis,
        beside,
    };
    let x = |value: f64| layout.plane.at(value, 0.0).0;
    let target = chart
        .target
        .and_then(|t| target_above(t, x, top - 5.0, words));
    let ticks = header::level_ticks(&layout.axis.ticks, x, bottom + 16.0, WIDTH);
    layout.labels.extend(target.into_iter().chain(ticks));
    put_rows(chart, &mut layout, row, figures);
    layout
}

/// How wide the widest of these texts is.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts
        .map(|t| metrics::width(t, FONT_SIZE, Weight::Regular))
        .fold(0.0, f64::max)
}

/// Puts each unit's name, figure and sign in its row.
fn put_rows(chart: &UnitsChart<'_>, layout: &mut BarLayout, row: f64, figures: f64) {
    let start = chart
        .target
        .map_or(0.0_f64.clamp(layout.axis.from, layout.axis.to), |t| {
            t.deciding().at
        });
    let room = WIDTH - figures - 10.0;
    let names = chart.marks.iter().map(|mark| &*mark.name);
    let names = metrics::fit_apart(&names.collect::<Vec<_>>(), room, Ink::Name.weight());
    for (i, (mark, name)) in chart.marks.iter().zip(names).enumerate() {
        let line = layout.plot.top + row * i as f64;
        let (text, track) = if layout.beside {
            (line + 15.5, line + 11.0)
        } else {
            (line + 14.0, line + 27.0)
        };
        let ink = Ink::Name;
        layout
            .labels
            .push(Label::new(name, ink, Side::Start, 0.0, text));
        let figure = mark.value.filter(|v| v.is_finite());
        let shown = if mark.shown.is_empty() {
            "–"
        } else {
            &mark.shown
        };
        layout
            .labels
            .push(Label::new(shown.to_owned(), ink, Side::End, WIDTH, text));
        if let Some(value) = figure {
            let (x, from) = (layout.plane.at(value, 0.0).0, layout.plane.at(start, 0.0).0);
            layout.signs.push((mark.state, x, track));
            layout.stems.push(Stem {
                from: (from, track),
                to: (x, track),
                partial: !mark.complete,
            });
        }
    }
    layout.labels.retain(|l| !l.text.is_empty());
}

fn draw(chart: &UnitsChart<'_>, canvas: &Canvas<'_>, layout: &BarLayout) -> Drawn {
    let Rect { top, bottom, .. } = layout.plot;
    let x = |value: f64| layout.plane.at(value, 0.0).0;
    let target = chart
        .target
        .map(ChartTarget::extent)
        .map(|(low, high)| (x(low), x(high)));
    if layout.beside {
        for (at, _) in &layout.axis.ticks {
            canvas.line(Ink::Grid, &[(x(*at), top), (x(*at), bottom)])?;
        }
        if let Some(ends) = target {
            header::draw_target(canvas, ends, top, bottom)?;
        }
    } else {
        // The names stand across the plot: what is upright keeps to the tracks.
        let tracks = || (0..chart.marks.len()).map(|i| top + HIGH_ROW * i as f64 + 19.0);
        for track in tracks() {
            canvas.line(
                Ink::Grid,
                &[
                    (layout.plot.left, track + 8.0),
                    (layout.plot.right, track + 8.0),
                ],
            )?;
        }
        for track in tracks() {
            if let Some(ends) = target {
                header::draw_target(canvas, ends, track, track + 16.0)?;
            }
        }
    }
    for (ink, partial) in [(Ink::Stem, false), (Ink::StemPartial, true)] {
        for stem in layout.stems.iter().filter(|s| s.partial == partial) {
            canvas.line(ink, &[stem.from, stem.to])?;
        }
    }
    header::draw_signs(canvas, &layout.signs)?;
    canvas.labels(&layout.labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::UnitMark;
    use crate::chart::fixture::{
        PERCENT, above, any_figure, any_target, assert_well_formed, frame, marks,
    };
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn chart<'a>(marks: &'a [UnitMark], target: Option<&'a ChartTarget>) -> UnitsChart<'a> {
        UnitsChart {
            frame: frame(PERCENT),
            marks,
            target,
        }
    }

    #[test]
    fn states_differ_by_shape() {
        let marks = marks(&[Some(93.0), Some(89.0), Some(70.0), None]);
        let target = above(90.0);
        let svg = chart(&marks, Some(&target)).to_svg(Palette::Page);
        assert_well_formed(&svg);
        for part in [
            r#"class="sign met""#,
            r#"class="half near""#,
            r#"class="sign missed""#,
            ">Chưa đạt: 1<",
            ">–<",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
    }

    #[test]
    fn without_a_target_rows_begin_at_zero() {
        let marks = marks(&[Some(93.0), Some(89.0)]);
        assert_eq!(layout(&chart(&marks, None)).axis.from, 0.0);
    }

    #[test]
    fn no_units_and_no_figures_are_drawn_without_fault() {
        assert_well_formed(&chart(&[], None).to_svg(Palette::Page));
        assert_well_formed(
            &chart(&marks(&[None, Some(f64::NAN)]), Some(&above(90.0))).to_svg(Palette::File),
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn labels_never_collide(
            figures in prop::collection::vec((any_figure(), 0..4_usize, any::<bool>()), 0..61), target in any_target(),
        ) {
            const NAMES: [&str; 4] =
                ["Q.1", "Phường Hiệp Bình Chánh", "Sở Nội vụ", "Sở Nông nghiệp và Phát triển nông thôn Thành phố"];
            let mut marks = marks(&figures.iter().map(|f| f.0).collect::<Vec<_>>());
            for (mark, (_, name, illustrative)) in marks.iter_mut().zip(&figures) {
                mark.name = NAMES[*name].to_owned();
                mark.illustrative = *illustrative;
            }
            let chart = chart(&marks, target.as_ref());
            let layout = layout(&chart);
            assert_tidy(&layout.labels, layout.size);
            for (_, x, y) in &layout.signs {
                prop_assert!(*x >= 0.0 && *x <= layout.size.0 && *y >= 0.0 && *y <= layout.size.1);
            }
            assert_well_formed(&chart.to_svg(Palette::Page));
        }
    }
}
