//! Where a unit stands among its peers: dots on one axis, the unit marked; columns of dots past sixty.

use super::axis::ValueAxis;
use super::canvas::{self, Canvas, Drawn, Plane, Span};
use super::header::{self, Header};
use super::ink::Ink;
use super::label::{Label, Rect};
use super::peers::COLUMNS;
use super::units::{Callouts, MOST_ROWS, WIDTH, value_axis};
use super::{ChartTarget, Frame, Palette, Peers, UnitMark};

/// The radius of a peer's dot.
const DOT: f64 = 3.6;
/// How far apart rows of dots are.
const PITCH: f64 = 7.6;
/// So many units each say their figure when they are pointed at; more would make pages large.
const MOST_TOLD: usize = 24;

/// Where a unit stands among its peers, on one axis.
#[derive(Debug, Clone, Copy)]
pub struct StripChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// All of them, that unit too.
    pub peers: &'a Peers,
    /// The place of that unit among them.
    pub marked: Option<usize>,
    /// The target they are seen against.
    pub target: Option<&'a ChartTarget>,
}

impl StripChart<'_> {
    /// The drawing.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let layout = layout(self);
        canvas::draw(&self.frame, palette, layout.size, |canvas| {
            draw(self, canvas, &layout)
        })
    }

    fn marked(&self) -> Option<&UnitMark> {
        self.peers.marks().get(self.marked?)
    }

    /// The others.
    fn others(&self) -> impl Iterator<Item = &UnitMark> {
        let marks = self.peers.marks().iter().enumerate();
        let others = marks.filter(|(at, _)| Some(*at) != self.marked);
        others.map(|(_, mark)| mark)
    }
}

/// Where everything stands.
pub(super) struct StripLayout {
    pub(super) size: (f64, f64),
    pub(super) labels: Vec<Label>,
    /// The peers, with what each says where they are few.
    dots: Vec<((f64, f64), String)>,
    columns: Vec<Rect>,
    marked: Option<(f64, f64)>,
    /// Where the target's line begins.
    target_top: f64,
    axis: ValueAxis,
    plane: Plane,
    plot: Rect,
}

fn layout(chart: &StripChart<'_>) -> StripLayout {
    let words = chart.frame.words;
    let peers = chart.peers;
    let axis = value_axis(peers.ends(), chart.target, &chart.frame, false, 5);
    let header = Header::new(peers.is_illustrative(), &axis.note, WIDTH, words);
    let (left, right) = (8.0, WIDTH - 8.0);
    let across = |plot: Rect| {
        let x = Span::new(axis.from, axis.to, axis.grid());
        Plane::new(x, Span::new(-1.0, 1.0, vec![]), plot)
    };
    // Only the height of the plot depends on what stands above it.
    let level = across(Rect {
        left,
        top: 0.0,
        right,
        bottom: 1.0,
    });
    let x = |value: f64| level.at(value, 0.0).0;
    let callouts = Callouts::new(chart.marked(), chart.target, words, x, header.height);
    let top = header.height + callouts.height + 2.0;
    let plot = Rect {
        left,
        top,
        right,
        bottom: top + 56.0,
    };
    let mut labels = header.labels;
    labels.extend(callouts.labels);
    labels.extend(header::level_ticks(
        &axis.ticks,
        x,
        plot.bottom + 18.0,
        WIDTH,
    ));
    let middle = (plot.top + plot.bottom) / 2.0;
    let place = |mark: &UnitMark| mark.value.filter(|v| v.is_finite()).map(x);
    let marked = chart.marked().and_then(place).map(|x| (x, middle));
    let others = peers.summary.with - usize::from(marked.is_some());
    let (dots, columns) = if others > MOST_ROWS {
        let all = || peers.marks().iter().filter_map(place);
        // The axis is that of the peers and their target, the same in all their charts.
        let mut counts = *peers.heaps.get_or_init(|| counts(all(), plot));
        if let Some((x, _)) = marked {
            counts[column(x, plot)] -= 1;
        }
        (vec![], heaps(&counts, plot))
    } else {
        (swarm(told_peers(chart, x), marked, middle), vec![])
    };
    StripLayout {
        size: (WIDTH, plot.bottom + 23.0),
        labels,
        dots,
        columns,
        marked,
        target_top: callouts.target_top,
        plane: across(plot),
        axis,
        plot,
    }
}

/// The peers where they lie, with what each says where they are few.
fn told_peers(chart: &StripChart<'_>, x: impl Fn(f64) -> f64) -> Vec<(f64, String)> {
    let is_told = chart.peers.marks().len() <= MOST_TOLD;
    let at = |mark: &UnitMark| {
        Some((
            mark.value.filter(|v| v.is_finite())?,
            mark.name.clone(),
            mark.shown.clone(),
        ))
    };
    chart
        .others()
        .filter_map(at)
        .map(|(value, name, shown)| {
            let told = if is_told {
                format!("{name}: {shown}")
            } else {
                String::new()
            };
            (x(value), told)
        })
        .collect()
}

/// Moves dots up and down from the middle until they do not cover each other, as far as there is room.
fn swarm(
    mut xs: Vec<(f64, String)>,
    marked: Option<(f64, f64)>,
    middle: f64,
) -> Vec<((f64, f64), String)> {
    xs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut dots: Vec<((f64, f64), String)> = Vec::with_capacity(xs.len());
    for (x, told) in xs {
        let free = |y: f64| {
            let clear = |(dx, dy): (f64, f64), reach: f64| dx * dx + dy * dy >= reach * reach;
            dots.iter()
                .rev()
                .take(24)
                .all(|(d, _)| clear((d.0 - x, d.1 - y), 2.0 * DOT))
                && marked.is_none_or(|m| clear((m.0 - x, m.1 - y), DOT + 7.0))
        };
        let level = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0]
            .into_iter()
            .find(|l| free(middle + PITCH * l));
        dots.push(((x, middle + PITCH * level.unwrap_or(0.0)), told));
    }
    dots
}

/// The column of a place.
fn column(x: f64, plot: Rect) -> usize {
    let wide = (plot.right - plot.left) / COLUMNS as f64;
    (((x - plot.left) / wide).max(0.0) as usize).min(COLUMNS - 1)
}

/// How many places lie in each column.
fn counts(xs: impl Iterator<Item = f64>, plot: Rect) -> [usize; COLUMNS] {
    let mut counts = [0; COLUMNS];
    for x in xs {
        counts[column(x, plot)] += 1;
    }
    counts
}

/// Columns about the middle, as high as there are peers at that place.
fn heaps(counts: &[usize; COLUMNS], plot: Rect) -> Vec<Rect> {
    let wide = (plot.right - plot.left) / COLUMNS as f64;
    let most = counts.iter().max().copied().unwrap_or(1).max(1);
    let middle = (plot.top + plot.bottom) / 2.0;
    let column = |(i, count): (usize, &usize)| {
        let reach = (*count as f64 / most as f64 * (plot.bottom - plot.top) / 2.0).max(1.0);
        let left = plot.left + wide * i as f64;
        Rect {
            left: left + 0.6,
            top: middle - reach,
            right: left + wide - 0.6,
            bottom: middle + reach,
        }
    };
    counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(column)
        .collect()
}

fn draw(chart: &StripChart<'_>, canvas: &Canvas<'_>, layout: &StripLayout) -> Drawn {
    let StripLayout {
        plot, plane, axis, ..
    } = layout;
    let x = |value: f64| plane.at(value, 0.0).0;
    let floor = plot.bottom + 2.0;
    if let Some((low, high)) = chart.target.map(ChartTarget::extent) {
        header::draw_target(canvas, (x(low), x(high)), layout.target_top, floor)?;
    }
    canvas.line(Ink::Axis, &[(plot.left, floor), (plot.right, floor)])?;
    for (at, _) in &axis.ticks {
        canvas.line(Ink::Axis, &[(x(*at), floor), (x(*at), floor + 3.0)])?;
    }
    for rect in &layout.columns {
        canvas.rect(Ink::Peer, *rect)?;
    }
    for (dot, told) in &layout.dots {
        canvas.circle(Ink::Peer, *dot, DOT, told)?;
    }
    if let Some(at) = layout.marked {
        let is_told = chart.peers.marks().len() <= MOST_TOLD;
        let told = chart.marked().filter(|_| is_told);
        let told = told.map_or(String::new(), |me| format!("{}: {}", me.name, me.shown));
        canvas.circle(Ink::Me, at, 6.5, &told)?;
    }
    canvas.labels(&layout.labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{
        PERCENT, any_figure, any_target, assert_well_formed, frame, marks,
    };
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn drawn(figures: &[Option<f64>], marked: Option<usize>) -> String {
        let chart = StripChart {
            frame: frame(PERCENT),
            peers: &Peers::new(marks(figures)),
            marked,
            target: None,
        };
        chart.to_svg(Palette::Page)
    }

    #[test]
    fn a_column_is_lower_by_the_marked_unit_in_whichever_order_charts_are_drawn() {
        let figures: Vec<_> = (0..90).map(|i| Some(f64::from(i % 9) + 80.0)).collect();
        let peers = Peers::new(marks(&figures));
        let chart = |peers: &Peers, marked| {
            let (frame, marked, target) = (frame(PERCENT), Some(marked), None);
            StripChart {
                frame,
                peers,
                marked,
                target,
            }
            .to_svg(Palette::Page)
        };
        for marked in [3, 0, 8, 3] {
            let alone = Peers::new(marks(&figures));
            assert_eq!(chart(&peers, marked), chart(&alone, marked));
        }
        assert_ne!(chart(&peers, 0), chart(&peers, 1));
    }

    #[test]
    fn the_marked_unit_is_named_and_larger() {
        let svg = drawn(&[Some(86.2), Some(91.6), Some(95.2)], Some(1));
        assert_well_formed(&svg);
        assert!(
            svg.contains(">Quận 2: 91,6%</text>") && svg.contains(r#"class="me""#),
            "{svg}"
        );
        assert!(svg.contains(r#"class="peers" d="M"#), "{svg}");
        assert!(
            svg.ends_with("<metadata>Quận 1: 86,2%|Quận 3: 95,2%|Quận 2: 91,6%</metadata></svg>"),
            "{svg}"
        );
    }

    #[test]
    fn a_marked_unit_without_a_figure_is_named_and_has_no_dot() {
        let svg = drawn(&[Some(86.2), None], Some(1));
        assert!(
            svg.contains(">Quận 2: Chưa có số liệu</text>") && !svg.contains(r#"class="me""#),
            "{svg}"
        );
    }

    #[test]
    fn the_drawing_does_not_grow_with_the_peers() {
        let bytes = |count: usize| {
            let figures: Vec<_> = (0..count)
                .map(|i| Some(((i * 37) % 301) as f64 / 10.0 + 70.0))
                .collect();
            drawn(&figures, Some(7)).len()
        };
        assert!(bytes(50_000) < bytes(400) + 200);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn labels_never_collide_and_dots_stay_inside(
            figures in prop::collection::vec(any_figure(), 1..100), target in any_target(), me in 0..100_usize,
        ) {
            let peers = Peers::new(marks(&figures));
            let chart = StripChart { frame: frame(PERCENT), peers: &peers, marked: Some(me), target: target.as_ref() };
            let layout = layout(&chart);
            assert_tidy(&layout.labels, layout.size);
            let inside = |y: f64| y - DOT >= layout.plot.top - 1.0 && y + DOT <= layout.plot.bottom + 2.0;
            prop_assert!(layout.dots.iter().all(|(d, _)| inside(d.1)));
            assert_well_formed(&chart.to_svg(Palette::Page));
        }
    }
}
