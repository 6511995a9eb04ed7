//! Practices of other units for the fields and indicators in which a unit falls short.
//!
//! The rule, as the methodology page tells it:
//!
//! - A unit falls short in an indicator where its headline figure misses the target, by however little; where the target
//!   holds for each field by itself, in each field that fails.
//! - What might help is a practice of another unit that names the indicator, was not stopped, was begun or taken up by a
//!   unit of the same kind, and was not begun or taken up by the unit already. Where a field fails, its field is that
//!   one; where the overall figure fails, it is any.
//! - What was tried without a difference is no help: at the unit that began it the indicator got no better, or no better
//!   than in the rest of the block ([`super::Evidence`]).
//! - For a unit, the best practice for each of its shortages in turn, then the second of each, up to
//!   [`MOST_PRACTICES`]. The best are those of the same block, then those where the unit that began it got better than
//!   the rest of its block, the more the better, then the better verified, then the latest.
//! - For a practice, the units of its block first, those farthest from the target before the others, up to
//!   [`MOST_UNITS`] by name and the others in number.
//!
//! - Worth a look by name is, for the first shortage that has one, the best practice of a unit of the same block whose own
//!   figure there is better.
//!
//! A suggestion mixes nothing: it says that a unit falls short, and that a practice is meant to move just that. Evidence
//! counts only where the practice has an impact, so illustrative figures speak for no sourced practice.

mod example;
mod for_initiative;
mod for_unit;
mod practice;
mod shortage;

pub use self::example::Example;
pub use self::shortage::shortfall_share;

use self::example::Examples;
use self::for_initiative::Needs;
use self::for_unit::{Choice, InNeed};
use super::block::Blocks;
use super::impact::Impacts;
use super::indicator::IndicatorFigures;
use crate::model::{Campaign, FieldId, IndicatorId, InitiativeId, UnitId};
use rayon::prelude::*;

/// The most practices that are suggested to a unit.
pub const MOST_PRACTICES: usize = 6;

/// The most units that are named as ones that a practice might help.
pub const MOST_UNITS: usize = 12;

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
}

/// The suggestions of the whole campaign, both ways, best first.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    by_unit: Vec<Vec<Suggestion>>,
    examples: Vec<Option<Example>>,
    by_initiative: Vec<Helped>,
}

/// The units that an initiative might help.
#[derive(Debug, Clone, Default)]
struct Helped {
    named: Vec<Suggestion>,
    further: u32,
}

impl Suggestions {
    /// The suggestions to all units, and of all initiatives.
    #[must_use]
    pub(super) fn compute(
        campaign: &Campaign,
        indicators: &[IndicatorFigures],
        blocks: &Blocks,
        impacts: &Impacts,
    ) -> Self {
        let practices = practice::practices(campaign, blocks, impacts);
        if practices.is_empty() {
            return Self::default();
        }
        let by_need = practice::by_need(&practices);
        let kind = |unit| &*campaign.units.get(unit).kind;
        let missed = shortage::by_unit(campaign, indicators, |unit, shortage| {
            by_need.contains_key(&(shortage, kind(unit)))
        });
        let choice = Choice {
            practices: &practices,
            by_need: &by_need,
        };
        let taken = practice::taken(campaign);
        let examples = Examples {
            campaign,
            indicators,
            choice: &choice,
        };
        let (by_unit, examples) = (0..campaign.units.len())
            .into_par_iter()
            .map(|at| {
                let unit = UnitId(at as u32);
                let need = InNeed {
                    unit,
                    block: blocks.of(unit),
                    kind: kind(unit),
                    missed: &missed[at],
                    taken: &taken[at],
                };
                (choice.suggest(&need), examples.find(&need))
            })
            .unzip();
        let needs = Needs::new(campaign, blocks, &missed);
        let helped: Vec<Helped> = practices
            .par_iter()
            .map(|practice| needs.helped(practice))
            .collect();
        let mut by_initiative = Vec::new();
        by_initiative.resize_with(campaign.initiatives.0.len(), Helped::default);
        for (practice, helped) in practices.iter().zip(helped) {
            by_initiative[practice.id.0 as usize] = helped;
        }
        Self {
            by_unit,
            examples,
            by_initiative,
        }
    }

    /// What might help a unit.
    #[must_use]
    pub fn for_unit(&self, unit: UnitId) -> &[Suggestion] {
        self.by_unit.get(unit.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// A practice of a like unit with better figures just where a unit falls short.
    #[must_use]
    pub fn example(&self, unit: UnitId) -> Option<Example> {
        self.examples.get(unit.0 as usize).copied().flatten()
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
