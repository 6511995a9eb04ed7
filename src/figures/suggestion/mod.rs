//! Practices of other units for the fields and indicators in which a unit falls short.

use crate::campaign::{FieldId, IndicatorId, InitiativeId, UnitId};

/// Where a unit falls short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shortage {
    /// The indicator whose target it misses.
    pub indicator: IndicatorId,
    /// The field in which it does, where the target holds for each field by itself; `None`: in its overall figure.
    pub field: Option<FieldId>,
}

/// A practice that might help a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The practice, of another unit.
    pub initiative: InitiativeId,
    /// The unit that it might help.
    pub unit: UnitId,
    /// In what the unit falls short that the practice is meant to move: at least one, by indicator and field.
    pub shortages: Box<[Shortage]>,
    /// Whether the practice comes from a unit of the same block.
    pub same_block: bool,
    /// Whether a gain in one of those indicators was measured at the unit that began it.
    pub measured: bool,
}

/// The suggestions of the whole campaign, both ways, best first.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    by_unit: Vec<Vec<Suggestion>>,
    by_initiative: Vec<Helped>,
}

/// The units that an initiative might help.
#[derive(Debug, Clone, Default)]
struct Helped {
    named: Vec<Suggestion>,
    further: u32,
}

impl Suggestions {
    /// What might help a unit.
    #[must_use]
    pub fn for_unit(&self, unit: UnitId) -> &[Suggestion] {
        self.by_unit.get(unit.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The units that an initiative might help, the first of them.
    #[must_use]
    pub fn of_initiative(&self, initiative: InitiativeId) -> &[Suggestion] {
        self.by_initiative
            .get(initiative.0 as usize)
            .map_or(&[], |helped| &helped.named)
    }

    /// How many units beyond those of [`Self::of_initiative`] it might help.
    #[must_use]
    pub fn further_units(&self, initiative: InitiativeId) -> u32 {
        self.by_initiative
            .get(initiative.0 as usize)
            .map_or(0, |helped| helped.further)
    }
}
