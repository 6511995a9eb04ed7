//! The units that rows are of, and which of them stand above others.

use super::{Observation, UnitId, Units};

/// The units of some rows by how they stand to one another.
#[derive(Debug)]
pub(crate) struct UnitsOfRows {
    /// Of each unit the nearest one above it that has rows among them too.
    above: Vec<Option<UnitId>>,
}

impl UnitsOfRows {
    pub(crate) fn new(observations: &[Observation], units: &Units) -> Self {
        let mut is_there = vec![false; units.len()];
        let mut last = None;
        for row in observations {
            if last != Some(row.unit) {
                last = Some(row.unit);
                if let Some(there) = is_there.get_mut(row.unit.0 as usize) {
                    *there = true;
                }
            }
        }
        let above = units.iter().map(|(id, _)| {
            let is_there = |id: &UnitId| is_there.get(id.0 as usize) == Some(&true);
            units.ancestors(id).find(is_there).filter(|_| is_there(&id))
        });
        Self {
            above: above.collect(),
        }
    }

    /// The nearest unit above this one that has rows too.
    #[inline]
    pub(crate) fn above(&self, unit: UnitId) -> Option<UnitId> {
        self.above.get(unit.0 as usize).copied().flatten()
    }

    /// Whether any has subordinates among them.
    pub(crate) fn has_parents(&self) -> bool {
        self.above.iter().any(Option::is_some)
    }

    /// How many subordinates each has among them, by the units' ids.
    pub(crate) fn counts_below(&self) -> Vec<usize> {
        let mut counts = vec![0; self.above.len()];
        for mut next in self.above.iter().copied() {
            while let Some(unit) = next {
                if let Some(count) = counts.get_mut(unit.0 as usize) {
                    *count += 1;
                }
                next = self.above(unit);
            }
        }
        counts
    }
}
