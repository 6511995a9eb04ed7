//! What an initiative did to the figures: before and after, beside the rest of the block. Never proof of cause.

use super::Figure;
use crate::campaign::{FieldId, IndicatorId, InitiativeId, Period, UnitId};
use crate::number::Quotient;

/// The pools of the months just before and just after a unit began with an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The indicator that the initiative is meant to move.
    pub indicator: IndicatorId,
    /// The unit that began it, or one that took it up.
    pub unit: UnitId,
    /// The initiative's field, where it is one of the indicator's; the overall figures otherwise.
    pub field: Option<FieldId>,
    /// The month in which the unit began with it, which belongs to neither side.
    pub start: Period,
    /// How many months each side has: 3 to 6.
    pub k: u8,
    /// The unit's figures.
    pub own: BeforeAfter,
    /// The pool of the rest of the block: units that reported in all those months and did not take it up. `None`
    /// where there are none, or nothing happened there.
    pub block: Option<BlockChange>,
}

/// Two pools of k months, and the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeAfter {
    /// The pool of the k months before the start month.
    pub before: Figure,
    /// The pool of the k months after the start month.
    pub after: Figure,
    /// After less before, in the indicator's unit.
    pub change: Quotient,
}

/// What happened in the rest of the block meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// How many units it is.
    pub units: u32,
    /// Their figures pooled.
    pub pooled: BeforeAfter,
}

/// The impacts of all initiatives: of the unit that began each first, then of those that took it up, by indicator.
#[derive(Debug, Clone, Default)]
pub struct Impacts {
    by_initiative: Vec<Vec<Impact>>,
}

impl Impacts {
    /// The impacts of an initiative; empty where none can be had.
    #[must_use]
    pub fn of(&self, initiative: InitiativeId) -> &[Impact] {
        self.by_initiative
            .get(initiative.0 as usize)
            .map_or(&[], Vec::as_slice)
    }
}
