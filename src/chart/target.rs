//! The target as a chart shows it.

use crate::locale::Words;

/// One end of a target: where it lies on the axis, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// Its position on the value axis, in the indicator's unit (90.0 for 90%). Used for drawing only.
    pub at: f64,
    /// The exact number as readers see it, with its unit: `90%`.
    pub shown: String,
}

/// A target (mục tiêu) to draw and to speak of.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartTarget {
    /// `> x`
    Above(Bound),
    /// `>= x`
    AtLeast(Bound),
    /// `< x`
    Below(Bound),
    /// `<= x`
    AtMost(Bound),
    /// `low..high`: met from the lower end on; above the upper end is exceeded (vượt).
    Range(Bound, Bound),
}

impl ChartTarget {
    /// The end that decides whether the target is reached: the bound itself, or a range's lower end.
    #[must_use]
    pub fn deciding(&self) -> &Bound {
        match self {
            Self::Above(b)
            | Self::AtLeast(b)
            | Self::Below(b)
            | Self::AtMost(b)
            | Self::Range(b, _) => b,
        }
    }

    /// The lowest and highest position that it takes on the value axis.
    #[must_use]
    pub fn extent(&self) -> (f64, f64) {
        match self {
            Self::Range(low, high) => (low.at, high.at),
            _ => (self.deciding().at, self.deciding().at),
        }
    }

    /// The target in words, to stand inside a sentence: `trên 90%`, `30% đến 40%`.
    #[must_use]
    pub fn phrase(&self, words: &Words) -> String {
        let key = match self {
            Self::Above(_) => "chart.target.above",
            Self::AtLeast(_) => "chart.target.at-least",
            Self::Below(_) => "chart.target.below",
            Self::AtMost(_) => "chart.target.at-most",
            Self::Range(low, high) => {
                return words.fill(
                    "chart.target.range",
                    &[("low", &low.shown), ("high", &high.shown)],
                );
            }
        };
        words.fill(key, &[("value", &self.deciding().shown)])
    }
}
