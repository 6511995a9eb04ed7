//! A line over time: one indicator of one unit, with its target.

use super::{ChartTarget, Frame, LinePoint, Palette};

/// One indicator of one unit over time.
#[derive(Debug, Clone, Copy)]
pub struct LineChart<'a> {
    /// Id, title, description, measure and language.
    pub frame: Frame<'a>,
    /// The periods in order of time. A period that is absent, or has no value, is a gap.
    pub points: &'a [LinePoint],
    /// The target that the line is seen against.
    pub target: Option<&'a ChartTarget>,
}

impl LineChart<'_> {
    /// The drawing as an `<svg>` element. Without any value it is a frame that says so.
    #[must_use]
    pub fn to_svg(&self, _palette: Palette) -> String {
        String::new()
    }
}
