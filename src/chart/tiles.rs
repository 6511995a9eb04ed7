//! A map of tiles: every unit a tile of one size where it lies, with its name, its figure and its sign.

use super::canvas::{self, Canvas, Drawn};
use super::header::{self, Header, SIGN, Signs};
use super::ink::Ink;
use super::label::{FONT_SIZE, Label, Rect, Side};
use super::metrics::{self, Weight};
use super::units::WIDTH;
use super::{Frame, Palette, State, UnitMark};

/// A unit's tile.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The unit with its figure.
    pub mark: UnitMark,
    /// Its column, from the left.
    pub column: i32,
    /// Its row, from the top.
    pub row: i32,
}

/// Units where they lie, no two on one tile.
#[derive(Debug, Clone, Copy)]
pub struct TileMap<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The tiles.
    pub tiles: &'a [Tile],
    /// Whether there is a target by which figures are judged.
    pub judged: bool,
}

/// The widest tile, and the height of one with three rows of words.
const WIDEST: f64 = 62.0;
const HIGH: f64 = 64.0;
/// A tile narrower than this has a name alone; than the next, only its sign.
const WITH_FIGURE: f64 = 40.0;
const WITH_NAME: f64 = 26.0;
/// The white between tiles.
const GAP: f64 = 3.0;

/// Where everything stands.
struct TileLayout<'a> {
    size: (f64, f64),
    labels: Vec<Label>,
    /// Samples of the key, then the signs of the tiles.
    signs: Vec<(State, f64, f64)>,
    tiles: Vec<(&'a Tile, Rect)>,
}

impl TileMap<'_> {
    /// The drawing as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self, palette: Palette) -> String {
        let layout = self.layout();
        canvas::draw(&self.frame, palette, layout.size, |canvas| {
            draw(canvas, &layout)
        })
    }

    fn layout(&self) -> TileLayout<'_> {
        let marks: Vec<UnitMark> = self.tiles.iter().map(|tile| tile.mark.clone()).collect();
        let words = self.frame.words;
        let mut header = Header::new(marks.iter().any(|mark| mark.illustrative), "", WIDTH, words);
        header.add_states(&marks, WIDTH, self.judged, Signs::Units, words);
        let columns = places(self.tiles.iter().map(|tile| tile.column));
        let rows = places(self.tiles.iter().map(|tile| tile.row));
        let count = |places: &[i64]| places.iter().max().map_or(1, |last| last + 1) as f64;
        let wide = (WIDTH / count(&columns)).min(WIDEST);
        let high = if wide >= WITH_FIGURE { HIGH } else { wide };
        let left = (WIDTH - wide * count(&columns)) / 2.0;
        let top = header.height + 6.0;
        let mut layout = TileLayout {
            size: (WIDTH, top + high * count(&rows) + 2.0),
            labels: header.labels,
            signs: header.signs,
            tiles: Vec::with_capacity(self.tiles.len()),
        };
        for ((tile, column), row) in self.tiles.iter().zip(columns).zip(rows) {
            let (x, y) = (left + wide * column as f64, top + high * row as f64);
            let rect = Rect {
                left: x + GAP / 2.0,
                top: y + GAP / 2.0,
                right: x + wide - GAP / 2.0,
                bottom: y + high - GAP / 2.0,
            };
            put(&mut layout, tile, rect);
            layout.tiles.push((tile, rect));
        }
        layout
    }
}

/// Where positions lie in a row; far apart they stand one beside the other.
fn places(positions: impl Iterator<Item = i32> + Clone) -> Vec<i64> {
    const MOST: i64 = 30;
    let first = positions.clone().min().unwrap_or(0);
    let last = positions.clone().max().unwrap_or(0);
    if i64::from(last) - i64::from(first) < MOST {
        let from_first = |at| i64::from(at) - i64::from(first);
        return positions.map(from_first).collect();
    }
    let mut sorted: Vec<i32> = positions.clone().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |at| sorted.partition_point(|other| *other < at) as i64;
    positions.map(place).collect()
}

/// Writes what stands in a tile.
fn put(layout: &mut TileLayout<'_>, tile: &Tile, rect: Rect) {
    let (wide, middle) = (rect.right - rect.left, (rect.left + rect.right) / 2.0);
    let mark = &tile.mark;
    let ink = Ink::Name;
    let mut line = |text: String, ink, y| {
        let text = match text == mark.shown {
            true => metrics::fit_figure(&text, wide - 2.0, FONT_SIZE, Weight::Regular),
            false => metrics::fit(&text, wide - 2.0, FONT_SIZE, Weight::Regular),
        };
        if !text.is_empty() {
            layout
                .labels
                .push(Label::new(text, ink, Side::Middle, middle, y));
        }
    };
    if wide < WITH_NAME {
        layout
            .signs
            .push((mark.state, middle, (rect.top + rect.bottom) / 2.0));
        return;
    }
    if wide < WITH_FIGURE {
        line(mark.name.clone(), ink, rect.top + 14.0);
        layout.signs.push((mark.state, middle, rect.bottom - 8.0));
        return;
    }
    let fits = metrics::width(&mark.name, FONT_SIZE, Weight::Regular) <= wide - 2.0;
    let (first, second) = if fits {
        (mark.name.clone(), String::new())
    } else {
        in_two(&mark.name)
    };
    let baseline = if second.is_empty() { 22.0 } else { 15.0 };
    line(first, ink, rect.top + baseline);
    line(second, ink, rect.top + 29.0);
    let shown = if mark.shown.is_empty() {
        "–"
    } else {
        &mark.shown
    };
    let (bare, _) = shown.split_once(' ').unwrap_or((shown, ""));
    let bare = bare.split('\u{a0}').next().unwrap_or(bare);
    line(bare.to_owned(), ink, rect.top + 44.0);
    layout.signs.push((mark.state, middle, rect.bottom - 8.5));
}

/// A name in two lines of about one length.
fn in_two(name: &str) -> (String, String) {
    let middle = name.len() / 2;
    let spaces = name
        .char_indices()
        .filter(|(_, c)| *c == ' ' || *c == '\u{a0}');
    match spaces.min_by_key(|(at, _)| at.abs_diff(middle)) {
        Some((at, space)) => (
            name[..at].to_owned(),
            name[at + space.len_utf8()..].to_owned(),
        ),
        _ => (name.to_owned(), String::new()),
    }
}

fn draw(canvas: &Canvas<'_>, layout: &TileLayout<'_>) -> Drawn {
    for kind in [
        Ink::TileMet,
        Ink::TileNear,
        Ink::TileMissed,
        Ink::TilePlain,
        Ink::TileEmpty,
    ] {
        for (tile, rect) in &layout.tiles {
            if ink(tile.mark.state) == kind {
                canvas.rect(kind, *rect)?;
            }
        }
    }
    header::draw_signs(canvas, &layout.signs)?;
    canvas.labels(&layout.labels)?;
    let mut tip = String::new();
    for (tile, rect) in &layout.tiles {
        tip.clear();
        let mark = &tile.mark;
        let shown = if mark.shown.is_empty() {
            "–"
        } else {
            &mark.shown
        };
        tip.extend([&*mark.name, ": ", shown]);
        let middle = (
            (rect.left + rect.right) / 2.0,
            (rect.top + rect.bottom) / 2.0,
        );
        canvas.circle(Ink::Hit, middle, SIGN, &tip)?;
    }
    Ok(())
}

fn ink(state: State) -> Ink {
    match state {
        State::Met | State::Over => Ink::TileMet,
        State::Near => Ink::TileNear,
        State::Missed => Ink::TileMissed,
        State::SmallSample | State::Unjudged => Ink::TilePlain,
        State::NoData => Ink::TileEmpty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{PERCENT, any_figure, assert_well_formed, frame, marks};
    use crate::chart::label::tests::assert_tidy;
    use proptest::prelude::*;

    fn tiles(figures: &[Option<f64>], columns: i32) -> Vec<Tile> {
        let place = |(at, mark): (usize, UnitMark)| Tile {
            mark,
            column: at as i32 % columns,
            row: at as i32 / columns,
        };
        marks(figures).into_iter().enumerate().map(place).collect()
    }

    fn map(tiles: &[Tile]) -> TileMap<'_> {
        TileMap {
            frame: frame(PERCENT),
            tiles,
            judged: true,
        }
    }

    #[test]
    fn a_tile_has_a_name_a_figure_and_a_sign() {
        let tiles = tiles(&[Some(95.0), Some(80.0), None], 2);
        let svg = map(&tiles).to_svg(Palette::Page);
        assert_well_formed(&svg);
        for part in [
            ">Quận 1</text>",
            ">95,0%</text>",
            "tile met",
            "tile missed",
            "tile empty",
            "<metadata>||Quận 1: 95,0%|Quận 2: 80,0%|Quận 3: –</metadata>",
        ] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
    }

    #[test]
    fn names_are_broken_where_they_are_about_halved() {
        let halves = |name: &str| in_two(name);
        assert_eq!(halves("Q.1"), ("Q.1".into(), String::new()));
        assert_eq!(halves("Q.Bình Thạnh"), ("Q.Bình".into(), "Thạnh".into()));
        assert_eq!(halves("Ủyban"), ("Ủyban".into(), String::new()));
        assert_eq!(halves("Phú Nhuận"), ("Phú".into(), "Nhuận".into()));
    }

    #[test]
    fn tiles_far_apart_stand_one_beside_the_other() {
        assert_eq!(places([5, 3, 3, 7].into_iter()), [2, 0, 0, 4]);
        assert_eq!(places([i32::MIN, 0, i32::MAX].into_iter()), [0, 1, 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn labels_never_collide(
            figures in prop::collection::vec(any_figure(), 1..40), columns in 1..30_i32, illustrative: bool,
        ) {
            let mut tiles = tiles(&figures, columns);
            tiles[0].mark.illustrative = illustrative;
            let map = map(&tiles);
            let layout = map.layout();
            assert_tidy(&layout.labels, layout.size);
            assert_well_formed(&map.to_svg(Palette::Page));
        }
    }
}
