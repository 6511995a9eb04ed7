//! Units side by side: bars up to sixty of them, a distribution beyond.

use super::{ChartTarget, Frame, Palette, UnitMark};

/// How many units are shown one by one; beyond, a chart shows their distribution.
pub const MOST_ROWS: usize = 60;

/// Units compared with each other and the target.
#[derive(Debug, Clone, Copy)]
pub struct UnitsChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The units, in the order in which they are to stand (the best first, say).
    pub marks: &'a [UnitMark],
    /// The target they are seen against.
    pub target: Option<&'a ChartTarget>,
}

impl UnitsChart<'_> {
    /// One row a unit, or the distribution where there are more than [`MOST_ROWS`].
    #[must_use]
    pub fn to_svg(&self, _palette: Palette) -> String {
        String::new()
    }

    /// Where the marked unit stands among its peers, on one axis.
    #[must_use]
    pub fn to_strip_svg(&self, _palette: Palette) -> String {
        String::new()
    }
}
