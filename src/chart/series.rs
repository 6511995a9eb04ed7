//! The figures of a line: points, joins and gaps, intervals.

use super::LinePoint;
use super::canvas::{Area, Around, Dot, Drawn};
use super::ink::Ink;
use super::time::{follows, position};
use plotters::element::{PathElement, Polygon};

/// More points than this are drawn as a line alone, but for those that stand apart.
const MOST_DOTS: usize = 30;
/// More points than this do not each say their figure when they are pointed at.
const MOST_TIPS: usize = 24;
/// A point with a figure, where it lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) point: &'a LinePoint,
    pub(super) x: f64,
    pub(super) y: f64,
    /// How it is joined to the spot before it.
    pub(super) join: Join,
    /// Whether the spot after it is joined to it.
    pub(super) continued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The first one, or one after a gap.
    Apart,
    /// The same reporters as before.
    Plain,
    /// Other reporters than before.
    Dashed,
}

/// The points with a figure.
pub(super) fn spots(points: &[LinePoint]) -> Vec<Spot<'_>> {
    let mut spots: Vec<Spot<'_>> = Vec::with_capacity(points.len());
    for point in points {
        let Some(y) = point.value.filter(|v| v.is_finite()) else {
            continue;
        };
        let mut join = Join::Apart;
        if let Some(before) = spots
            .last_mut()
            .filter(|s| follows(point.period, s.point.period))
        {
            before.continued = true;
            join = if point.same_reporters {
                Join::Plain
            } else {
                Join::Dashed
            };
        }
        spots.push(Spot {
            point,
            x: position(point.period),
            y,
            join,
            continued: false,
        });
    }
    spots
}

/// Sampling intervals: a band along the line, a stroke where a point stands alone.
pub(super) fn draw_intervals(area: &Area<'_>, spots: &[Spot<'_>]) -> Drawn {
    let joined = |a: &Spot<'_>, b: &Spot<'_>| b.join != Join::Apart && a.point.interval.is_some();
    for run in spots.chunk_by(|a, b| joined(a, b) && b.point.interval.is_some()) {
        let ends: Vec<(f64, f64, f64)> = run
            .iter()
            .filter_map(|s| s.point.interval.map(|(low, high)| (s.x, low, high)))
            .collect();
        match ends[..] {
            [] => {}
            [(x, low, high)] => area.draw(&PathElement::new(
                vec![(x, low), (x, high)],
                Ink::Axis.style(),
            ))?,
            _ => {
                let upper = ends.iter().map(|(x, _, high)| (*x, *high));
                let lower = ends.iter().rev().map(|(x, low, _)| (*x, *low));
                area.draw(&Polygon::new(
                    upper.chain(lower).collect::<Vec<_>>(),
                    Ink::Band.color(),
                ))?;
            }
        }
    }
    Ok(())
}

/// The line, broken at gaps, dashed where the reporters differ.
pub(super) fn draw_joins(area: &Area<'_>, spots: &[Spot<'_>], plain: Ink) -> Drawn {
    for (join, ink) in [(Join::Dashed, Ink::Join), (Join::Plain, plain)] {
        for run in spots
            .chunk_by(|_, b| b.join == join)
            .filter(|run| run.len() > 1)
        {
            let points: Vec<(f64, f64)> = run.iter().map(|s| (s.x, s.y)).collect();
            area.draw(&PathElement::new(points, ink.style()))?;
        }
    }
    Ok(())
}

/// A frame around each point that is another than was published.
pub(super) fn draw_revised(area: &Area<'_>, spots: &[Spot<'_>]) -> Drawn {
    for spot in spots.iter().filter(|spot| spot.point.revised) {
        area.draw(&Around((spot.x, spot.y)))?;
    }
    Ok(())
}

/// The points, but for those that a long line does without.
pub(super) fn draw_dots(area: &Area<'_>, spots: &[Spot<'_>]) -> Drawn {
    let last = spots.len().saturating_sub(1);
    let mut tip = String::new();
    // Those of one ink after one another, so that they share a group.
    for hollow in [false, true] {
        for (i, spot) in spots
            .iter()
            .enumerate()
            .filter(|(_, s)| s.point.complete != hollow)
        {
            let apart = spot.join == Join::Apart && !spot.continued;
            if spots.len() > MOST_DOTS && !apart && !hollow && i != last {
                continue;
            }
            tip.clear();
            if spots.len() <= MOST_TIPS {
                tip.extend([&*spot.point.label, ": ", &spot.point.shown]);
            }
            let ink = if hollow { Ink::Hollow } else { Ink::Dot };
            let radius = if i == last {
                4.5
            } else if spots.len() > MOST_TIPS {
                2.5
            } else {
                3.2
            };
            area.draw(&Dot {
                at: (spot.x, spot.y),
                ink,
                radius,
                tip: &tip,
            })?;
        }
    }
    Ok(())
}
