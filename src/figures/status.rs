//! Status: how a figure stands against its target, on exact numbers.

use super::figure::Figure;
use super::interval::wilson;
use super::point::Point;
use super::yardstick::Yardstick;
use crate::model::{FieldId, Indicator, Target};
use crate::number::{Decimal, Quotient};
use std::cmp::Ordering;

/// How a figure stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The target is met.
    Met,
    /// Missed by no more than `near`.
    Near,
    /// Missed.
    Missed,
    /// There is no figure, or nothing happened.
    NoData,
    /// There is a figure and no target.
    NoTarget,
}

/// Whether an exact value meets a target; a range from its lower end on.
#[must_use]
pub fn meets(value: &Quotient, target: &Target) -> bool {
    meets_when(target, value.cmp_decimal(bound(target)))
}

/// Whether a value that stands so to the [`bound`] of a target meets it.
pub(super) fn meets_when(target: &Target, to_bound: Ordering) -> bool {
    match target {
        Target::Above(_) => to_bound == Ordering::Greater,
        Target::AtLeast(_) | Target::Range { .. } => to_bound != Ordering::Less,
        Target::Below(_) => to_bound == Ordering::Less,
        Target::AtMost(_) => to_bound != Ordering::Greater,
    }
}

/// Whether a value exceeds the upper end of a range target ("vượt"), which is never a failure.
#[must_use]
pub fn exceeds(value: &Quotient, target: &Target) -> bool {
    matches!(target, Target::Range { high, .. } if value.cmp_decimal(high) == Ordering::Greater)
}

/// The bound whose crossing decides: the inequality's number, a range's lower end.
#[must_use]
pub fn bound(target: &Target) -> &Decimal {
    match target {
        Target::Above(bound)
        | Target::AtLeast(bound)
        | Target::Below(bound)
        | Target::AtMost(bound) => bound,
        Target::Range { low, .. } => low,
    }
}

/// Whether a target is met from below (more is needed to meet it).
#[must_use]
pub fn is_floor(target: &Target) -> bool {
    matches!(
        target,
        Target::Above(_) | Target::AtLeast(_) | Target::Range { .. }
    )
}

/// The status of a figure by its own value.
#[must_use]
pub fn judge(indicator: &Indicator, figure: Option<&Figure>) -> Status {
    Yardstick::new(indicator).status(figure)
}

/// Whether a figure rests on fewer than `min_sample`.
#[must_use]
pub fn is_small(indicator: &Indicator, figure: &Figure) -> bool {
    match (&indicator.min_sample, figure.base()) {
        (Some(least), Some(base)) => base < *least,
        _ => false,
    }
}

/// What the fields of an `every-field` indicator say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldsVerdict {
    /// Met, near or missed; `None` where no field can be judged.
    pub(super) status: Option<Status>,
    /// The judged fields that are near or missed.
    pub(super) failing: Vec<FieldId>,
    /// Whether each judged field's whole interval is on one side of the target; `None` where that does not apply.
    pub(super) certain: Option<bool>,
    /// Whether the figure of any field is illustrative.
    pub(super) illustrative: bool,
}

/// Judges each field by itself: met when every judged field is met, near when every failing one is near, else missed.
/// A field below `min_sample`, and one in which nothing happened, is not judged. `fields` are their points, which have
/// their own status already.
pub(super) fn judge_fields<'a>(
    indicator: &Indicator,
    fields: impl Iterator<Item = (FieldId, Option<&'a Point>)>,
) -> FieldsVerdict {
    let mut failing = Vec::new();
    let mut worst = None;
    let mut certain = None;
    let mut illustrative = false;
    for (field, point) in fields {
        let Some((point, figure)) = point.and_then(|point| Some((point, point.figure.as_ref()?)))
        else {
            continue;
        };
        illustrative |= figure.is_illustrative();
        let status = point.status;
        if is_small(indicator, figure) || matches!(status, Status::NoData | Status::NoTarget) {
            continue;
        }
        if status != Status::Met {
            failing.push(field);
        }
        worst = Some(match (worst, status) {
            (Some(Status::Missed), _) | (_, Status::Missed) => Status::Missed,
            (Some(Status::Near), _) | (_, Status::Near) => Status::Near,
            _ => Status::Met,
        });
        if indicator.has_intervals() {
            // A field without an interval leaves doubt.
            certain = Some(certain.unwrap_or(true) && point.certain == Some(true));
        }
    }
    FieldsVerdict {
        status: worst,
        failing,
        certain,
        illustrative,
    }
}

/// For a sampled ratio with a target: whether the whole interval is on one side of the target (a range: of its
/// lower end). `None` where there is no interval or no target.
#[must_use]
pub fn is_certain(indicator: &Indicator, figure: &Figure) -> Option<bool> {
    let target = indicator.target.as_ref()?;
    let (low, high) = interval(indicator, figure)?;
    let bound = bound(target).to_f64();
    let meets = |value: f64| match target {
        Target::Above(_) => value > bound,
        Target::AtLeast(_) | Target::Range { .. } => value >= bound,
        Target::Below(_) => value < bound,
        Target::AtMost(_) => value <= bound,
    };
    Some(meets(low) == meets(high))
}

/// The Wilson interval of a sampled ratio, in the indicator's unit; `None` for anything else, where nothing
/// happened, and where the numerator is not a part of the denominator.
#[must_use]
pub fn interval(indicator: &Indicator, figure: &Figure) -> Option<(f64, f64)> {
    if !indicator.has_intervals() {
        return None;
    }
    let (numerator, denominator) = figure.ratio()?;
    if numerator.is_negative() || numerator > denominator {
        return None;
    }
    let (low, high) = wilson(numerator.to_f64(), denominator.to_f64())?;
    let factor = if indicator.is_percent() { 100.0 } else { 1.0 };
    Some((low * factor, high * factor))
}
