//! How places in a block moved: a line a unit from period to period, the best on top; who climbed most stands out.

use super::canvas::{self, Canvas, Drawn};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Side};
use super::metrics::{self, Weight};
use super::time::short;
use super::units::WIDTH;
use super::{Frame, Palette};
use crate::calendar::Period;
use std::borrow::Cow;

/// A place in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovePlace {
    /// From 1; equals share it.
    pub place: u32,
    /// How many had a place.
    pub of: u32,
    /// Where its point stands, from 0 at the top: one for each unit, so that equals are seen one below the other.
    pub slot: usize,
    /// Whether all that owed a figure gave one.
    pub complete: bool,
}

/// A unit's places.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveLine {
    /// The unit's short name.
    pub name: String,
    /// By period; `None` where it had no place.
    pub places: Vec<Option<MovePlace>>,
}

/// The places of a block's units over the periods.
#[derive(Debug, Clone, Copy)]
pub struct MovesChart<'a> {
    /// Id, title, description and language; places have no measure.
    pub frame: Frame<'a>,
    /// The periods in order of time, with their names inside a sentence.
    pub periods: &'a [(Period, Cow<'static, str>)],
    /// The units.
    pub lines: &'a [MoveLine],
}

const ROW: f64 = 19.0;
/// The radius of a point.
const DOT: f64 = 3.2;
/// That of those that do not stand out.
const PEER: f64 = 3.6;

impl MoveLine {
    /// How many places it gained from the first to the last period, which both have to have one.
    pub(super) fn gain(&self) -> Option<i64> {
        let (Some(Some(first)), Some(Some(last))) = (self.places.first(), self.places.last())
        else {
            return None;
        };
        // Two places are compared only where as many units had one.
        (first.of == last.of).then(|| i64::from(first.place) - i64::from(last.place))
    }
}

/// Whether of every unit with a place in both the first and the last period these can be compared.
pub(super) fn all_comparable(lines: &[MoveLine]) -> bool {
    let both = |line: &&MoveLine| {
        matches!(line.places.first(), Some(Some(_))) && matches!(line.places.last(), Some(Some(_)))
    };
    let mut both = lines.iter().filter(both).peekable();
    both.peek().is_some() && both.all(|line| line.gain().is_some())
}

/// The units that gained most, where any gained.
pub(super) fn climbers(lines: &[MoveLine]) -> Vec<&MoveLine> {
    let most = lines.iter().filter_map(MoveLine::gain).max();
    match most.filter(|gain| *gain > 0) {
        Some(most) => lines
            .iter()
            .filter(|line| line.gain() == Some(most))
            .collect(),
        None => Vec::new(),
    }
}

impl MovesChart<'_> {
    /// The drawing as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let slots = self.slots();
        let size = (WIDTH, ROW * slots as f64 + 24.0);
        canvas::draw(&self.frame, palette, size, |canvas| {
            self.draw(canvas, slots)
        })
    }

    fn slots(&self) -> usize {
        let places = self
            .lines
            .iter()
            .flat_map(|line| line.places.iter().flatten());
        places.map(|place| place.slot + 1).max().unwrap_or(1)
    }

    /// The left and the right edge of the points: beside them stand places, and places with names.
    fn edges(&self) -> (f64, f64) {
        let places = self
            .lines
            .iter()
            .flat_map(|line| line.places.iter().flatten());
        let widest = places
            .map(|place| place.place)
            .max()
            .unwrap_or(1)
            .to_string();
        let number = metrics::width(&widest, FONT_SIZE, Weight::Regular);
        let names = self
            .lines
            .iter()
            .filter(|line| matches!(line.places.last(), Some(Some(_))));
        let name = names
            .map(|line| metrics::width(&line.name, FONT_SIZE, Weight::Bold))
            .fold(0.0, f64::max);
        let left = number + 12.0;
        (left, WIDTH - (number + name + 18.0).min(WIDTH / 2.0))
    }

    fn at(&self, period: usize, slot: usize, (left, right): (f64, f64)) -> (f64, f64) {
        let steps = self.periods.len().saturating_sub(1).max(1) as f64;
        let x = left + (right - left) * period as f64 / steps;
        (x, ROW * slot as f64 + ROW / 2.0 + 1.0)
    }

    fn labels(&self, slots: usize, edges: (f64, f64), most: &[&MoveLine]) -> Vec<Label> {
        let mut labels = Vec::new();
        let lasts = self
            .lines
            .iter()
            .filter_map(|line| Some(line.places.last()?.as_ref()?.place));
        let places =
            lasts.map(|place| metrics::width(&format!("{place} "), FONT_SIZE, Weight::Bold));
        let room = WIDTH - edges.1 - 8.0 - places.fold(0.0, f64::max);
        let names: Vec<&str> = self.lines.iter().map(|line| &*line.name).collect();
        let names = metrics::fit_apart(&names, room, Weight::Bold);
        for (line, name) in self.lines.iter().zip(names) {
            let stands_out = most.iter().any(|one| std::ptr::eq(*one, line));
            let ink = if stands_out { Ink::Label } else { Ink::Name };
            if let Some(Some(first)) = line.places.first() {
                let y = self.at(0, first.slot, edges).1 + 4.5;
                let text = first.place.to_string();
                labels.push(Label::new(text, Ink::Tick, Side::End, edges.0 - 7.0, y));
            }
            if let Some(Some(last)) = line.places.last() {
                let y = self.at(self.periods.len() - 1, last.slot, edges).1 + 4.5;
                let text = format!("{} {name}", last.place);
                let text = text.trim_end().to_owned();
                labels.push(Label::new(text, ink, Side::Start, edges.1 + 8.0, y));
            }
        }
        let y = ROW * slots as f64 + 17.0;
        let mut free = f64::NEG_INFINITY;
        for (at, (period, _)) in self.periods.iter().enumerate() {
            let x = self.at(at, 0, edges).0;
            let label = Label::new(
                short(*period, self.frame.words),
                Ink::Tick,
                Side::Middle,
                x,
                y,
            );
            let half = label.width() / 2.0;
            let x = x.max(half);
            if x - half > free && x + half <= WIDTH {
                free = x + half + 4.0;
                labels.push(label.at(x, y));
            }
        }
        labels
    }

    fn draw(&self, canvas: &Canvas<'_>, slots: usize) -> Drawn {
        let edges = self.edges();
        let most = climbers(self.lines);
        let is_most = |line: &MoveLine| most.iter().any(|one| std::ptr::eq(*one, line));
        for (ink, wanted) in [(Ink::Thin, false), (Ink::Line, true)] {
            for line in self.lines.iter().filter(|line| is_most(line) == wanted) {
                for run in runs(&line.places) {
                    let points: Vec<(f64, f64)> = run
                        .iter()
                        .map(|(at, place)| self.at(*at, place.slot, edges))
                        .collect();
                    if points.len() > 1 {
                        canvas.line(ink, &points)?;
                    }
                }
            }
        }
        let mut tip;
        for (ink, stands_out, complete) in [
            (Ink::Peer, false, true),
            (Ink::Dot, true, true),
            (Ink::Hollow, false, false),
            (Ink::Hollow, true, false),
        ] {
            for line in self.lines.iter().filter(|line| is_most(line) == stands_out) {
                for (at, place) in line.places.iter().enumerate() {
                    let Some(place) = place.as_ref().filter(|place| place.complete == complete)
                    else {
                        continue;
                    };
                    let shown = format!("{}/{}", place.place, place.of);
                    let period = self.periods.get(at).map_or("", |(_, label)| &**label);
                    let args = [("unit", &*line.name), ("period", period), ("place", &shown)];
                    tip = self.frame.words.fill("chart.moves.place", &args);
                    let radius = if ink == Ink::Peer { PEER } else { DOT };
                    canvas.circle(ink, self.at(at, place.slot, edges), radius, &tip)?;
                }
            }
        }
        canvas.labels(&self.labels(slots, edges, &most))
    }
}

/// The places that follow each other without a gap.
fn runs(places: &[Option<MovePlace>]) -> Vec<Vec<(usize, &MovePlace)>> {
    let mut runs: Vec<Vec<(usize, &MovePlace)>> = vec![Vec::new()];
    for (at, place) in places.iter().enumerate() {
        match (place, runs.last_mut()) {
            (Some(place), Some(run)) => run.push((at, place)),
            _ => runs.push(Vec::new()),
        }
    }
    runs
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::calendar::PeriodLength;
    use crate::chart::Measure;
    use crate::chart::fixture::{assert_well_formed, frame, period};
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    pub(in crate::chart) fn periods(count: usize) -> Vec<(Period, Cow<'static, str>)> {
        let name = |at: usize| format!("tháng {}/2019", at + 1).into();
        let of = |at| (period(2019, at as u16, PeriodLength::Month), name(at));
        (0..count).map(of).collect()
    }

    /// A line of `place/of` words, `-` where there is none.
    pub(in crate::chart) fn line(name: &str, places: &str) -> MoveLine {
        let place = |word: &str| {
            let (place, of) = word.split_once('/')?;
            let place = place.parse().ok()?;
            Some(MovePlace {
                place,
                of: of.parse().ok()?,
                slot: place as usize - 1,
                complete: true,
            })
        };
        MoveLine {
            name: name.into(),
            places: places.split(' ').map(place).collect(),
        }
    }

    const PLACES: Measure<'static> = Measure {
        percent: false,
        unit: "",
        from_zero: false,
    };

    #[test]
    fn who_climbed_most_stands_out_and_gaps_stay() {
        let lines = [
            line("Quận 1", "1/3 2/3 3/3"),
            line("Quận 2", "3/3 - 1/3"),
            line("Quận 3", "2/3 1/3 2/3"),
        ];
        let periods = periods(3);
        let svg = MovesChart {
            frame: frame(PLACES),
            periods: &periods,
            lines: &lines,
        }
        .to_svg(Palette::Page);
        assert_well_formed(&svg);
        assert!(
            svg.contains(">1 Quận 2</text>") && svg.contains(">3 Quận 1</text>"),
            "{svg}"
        );
        assert!(svg.contains("Quận 2, tháng 3/2019: hạng 1/3"), "{svg}");
        // Its only neighbours in time have a gap between them: no line of it is drawn.
        assert!(!svg.contains(r#"class="series""#), "{svg}");
        assert_eq!(svg.matches("h0").count(), 8, "{svg}");
    }

    #[test]
    fn places_among_fewer_units_are_no_gain() {
        assert_eq!(line("a", "3/3 1/3").gain(), Some(2));
        assert_eq!(line("a", "3/3 1/2").gain(), None);
        assert_eq!(line("a", "- 1/2").gain(), None);
        assert!(climbers(&[line("a", "1/2 1/2"), line("b", "1/2 2/2")]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn labels_never_collide(
            units in 1..24_usize, count in 1..13_usize, gaps in prop::collection::vec(0..4_u8, 24 * 13),
        ) {
            let periods = periods(count);
            let lines: Vec<MoveLine> = (0..units).map(|unit| MoveLine {
                name: format!("Huyện Bình Chánh {unit}"),
                places: (0..count).map(|at| {
                    let slot = (unit * 7 + at * 5) % units;
                    (gaps[unit * 13 + at] > 0).then_some(MovePlace {
                        place: slot as u32 + 1,
                        of: units as u32,
                        slot: if units % 7 == 0 { unit } else { slot },
                        complete: gaps[unit * 13 + at] > 1,
                    })
                }).collect(),
            }).collect();
            // Where 7 divides the units their slots could meet.
            let chart = MovesChart { frame: frame(PLACES), periods: &periods, lines: &lines };
            let slots = chart.slots();
            let labels = chart.labels(slots, chart.edges(), &[]);
            assert_tidy(&labels, (WIDTH, ROW * slots as f64 + 24.0));
            assert_well_formed(&chart.to_svg(Palette::Page));
        }
    }
}
