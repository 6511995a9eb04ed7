//! Practices of other units for the fields and indicators in which a unit falls short.

use crate::campaign::{FieldId, IndicatorId, InitiativeId, UnitId};

/// A practice that might help a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The practice, of another unit.
    pub initiative: InitiativeId,
    /// The unit that it might help.
    pub unit: UnitId,
    /// The indicator in which the unit falls short, and which the practice is meant to move.
    pub indicator: IndicatorId,
    /// The field in which the unit falls short, and which is the practice's.
    pub field: Option<FieldId>,
    /// Whether the practice comes from a unit of the same block.
    pub same_block: bool,
    /// Whether a gain was measured at the unit that began it.
    pub measured: bool,
}

/// The suggestions of the whole campaign, both ways, best first.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    by_unit: Vec<Vec<Suggestion>>,
    by_initiative: Vec<Vec<Suggestion>>,
}

impl Suggestions {
    /// What might help a unit.
    #[must_use]
    pub fn for_unit(&self, unit: UnitId) -> &[Suggestion] {
        self.by_unit.get(unit.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The units that an initiative might help.
    #[must_use]
    pub fn of_initiative(&self, initiative: InitiativeId) -> &[Suggestion] {
        self.by_initiative
            .get(initiative.0 as usize)
            .map_or(&[], Vec::as_slice)
    }
}
