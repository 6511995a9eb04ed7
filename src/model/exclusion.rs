//! Figures of official tables that are themselves wrong, set aside with a reason (`data/excluded.toml`).

use super::{IndicatorId, UnitId};
use crate::calendar::Period;
use crate::place::Place;

/// A figure to set aside, and why.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The file that it stands in, from the site folder.
    pub file: Box<str>,
    /// Whose figure it is.
    pub unit: UnitId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which period.
    pub period: Period,
    /// The field by its key; `None` for the overall figure.
    pub field: Option<Box<str>>,
    /// The figure as it is printed (`47/44`), where it is given.
    pub value: Option<Box<str>>,
    /// Why.
    pub reason: Box<str>,
    /// Where it is excluded.
    pub place: Place,
}

/// A figure that was set aside.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// The exclusion, an index into those that were read.
    pub(crate) exclusion: usize,
    /// The figure in plain digits: `47/44`.
    pub written: Box<str>,
    /// Its row.
    pub place: Place,
    /// Whether the exclusion names this figure, or none.
    pub(crate) is_same: bool,
}
