//! What every chart has: an id, a title, a description, a measure, a language.

use crate::locale::Words;

/// What values are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure<'a> {
    /// Whether values are per cent, whose axis does not go beyond 0 and 100 unless the data do.
    pub percent: bool,
    /// The unit of measure written at the axis where it is not `%`: `hồ sơ`, `ngày`; may be empty.
    pub unit: &'a str,
    /// Whether the axis begins at zero, as that of counts does: half the height is half as many.
    pub from_zero: bool,
}

/// What every chart has besides its figures.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Unique on the page, and valid in an id: a-z, 0-9 and `-`. `ID-t` and `ID-d` become ids in the page.
    pub id: &'a str,
    /// The chart's message, its accessible name; the heading above it says the same.
    pub title: &'a str,
    /// What is to be seen in it, for those who do not see it. May be empty.
    pub description: &'a str,
    /// What values are measured in.
    pub measure: Measure<'a>,
    /// The language of what is written in the drawing.
    pub words: &'a Words,
}

/// Which file a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// A page: classes only, coloured by `chart.css`, so that dark mode, print and high contrast work.
    Page,
    /// A file that stands alone: literal colours, size and font.
    File,
}
