//! What the charts are given: points over time, and units side by side.

use super::State;
use crate::calendar::Period;
use std::borrow::Cow;

/// One period's figure on a line over time.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePoint {
    /// The period. All points of a line have periods of one length.
    pub period: Period,
    /// The period as it is written inside a sentence: `tháng 5/2019`, `Quý I/2019`.
    pub label: Cow<'static, str>,
    /// Where it lies on the value axis, in the indicator's unit (93.4 for 93,4%); `None` where there is no figure.
    /// Used for drawing only, never written.
    pub value: Option<f64>,
    /// The figure as readers see it, rounded honestly and with its unit: `93,4%`. Empty where there is none.
    pub shown: String,
    /// How it stands against the target.
    pub state: State,
    /// The sampling interval, in the indicator's unit, lower end first.
    pub interval: Option<(f64, f64)>,
    /// Whether all units that owed a figure gave one; otherwise the point is hollow.
    pub complete: bool,
    /// Whether exactly the units behind the point just before it are behind this one; otherwise the two are joined
    /// by a dashed line. Of no meaning for the first point and after a gap.
    pub same_reporters: bool,
    /// Whether illustrative figures went into it.
    pub illustrative: bool,
    /// Whether it is another than was published.
    pub revised: bool,
}

/// One unit's figure in a chart that compares units.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitMark {
    /// The unit's name, the short one where there is one.
    pub name: String,
    /// Where it lies on the value axis, in the indicator's unit; `None` where there is no figure.
    pub value: Option<f64>,
    /// The figure as readers see it, with its unit: `93,4%`. Empty where there is none.
    pub shown: String,
    /// How it stands against the target.
    pub state: State,
    /// Whether all units that owed a figure gave one; otherwise its stem is dashed.
    pub complete: bool,
    /// Whether illustrative figures went into it.
    pub illustrative: bool,
}
