//! The hierarchy of the units: parents found, cycles cut.

use super::{NAME, PARENT, UnitReader};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Unit, UnitId};
use crate::place::Place;
use crate::source::SmallRow;
use rustc_hash::FxHashMap;

impl<'t> UnitReader<'t, '_> {
    /// Finds the parent of each unit: by code, else by a name that only one unit has. It may stand further down.
    pub(super) fn link_parents(&mut self, units: &mut [(Unit, &'t SmallRow)]) {
        let mut by_code: FxHashMap<String, UnitId> = FxHashMap::default();
        let mut by_name: FxHashMap<String, Vec<UnitId>> = FxHashMap::default();
        for (id, (unit, _)) in (0..).map(UnitId).zip(units.iter()) {
            by_code.insert(unit.code.to_lowercase(), id);
            by_name
                .entry(unit.name.to_lowercase())
                .or_default()
                .push(id);
        }
        let mut parents = Vec::with_capacity(units.len());
        for (_, row) in units.iter() {
            let cell = self.table.get(row, PARENT).to_lowercase();
            let named = by_name.get(&cell).map_or(&[][..], Vec::as_slice);
            parents.push(match (by_code.get(&cell), named) {
                _ if cell.is_empty() => None,
                (Some(&parent), _) => Some(parent),
                (None, &[parent]) => Some(parent),
                (None, &[]) => self.unknown_parent(units, row),
                (None, several) => self.ambiguous_parent(units, several, row),
            });
        }
        for ((unit, _), parent) in units.iter_mut().zip(parents) {
            unit.parent = parent;
        }
    }

    fn unknown_parent(&mut self, units: &[(Unit, &SmallRow)], row: &SmallRow) -> Option<UnitId> {
        let cell = self.table.get(row, PARENT);
        let unknown = Code::UnknownParent
            .arg("text", cell)
            .at(self.table.place(row, PARENT));
        let unknown = unknown.near(nearest(cell, units.iter().map(|(unit, _)| &*unit.code)));
        self.tell(unknown);
        None
    }

    fn ambiguous_parent(
        &mut self,
        units: &[(Unit, &SmallRow)],
        several: &[UnitId],
        row: &SmallRow,
    ) -> Option<UnitId> {
        let codes = several
            .iter()
            .filter_map(|id| units.get(id.0 as usize))
            .map(|(unit, _)| &*unit.code);
        let ambiguous = Code::AmbiguousParent
            .arg("text", self.table.get(row, PARENT))
            .arg("codes", codes.collect::<Vec<_>>().join(", "));
        self.tell(ambiguous.at(self.table.place(row, PARENT)));
        None
    }

    /// Tells each cycle of parents once, with its units, and cuts it where it was found.
    pub(super) fn break_cycles(&mut self, units: &mut [(Unit, &'t SmallRow)]) {
        // For each unit, the walk upwards that came through it first; a walk that meets itself is a cycle.
        let mut walk_of = vec![usize::MAX; units.len()];
        for start in 0..units.len() {
            let mut at = start;
            while walk_of[at] == usize::MAX {
                walk_of[at] = start;
                let Some(parent) = units[at].0.parent else {
                    break;
                };
                at = parent.0 as usize;
                if walk_of[at] == start {
                    self.tell_cycle(units, at);
                    units[at].0.parent = None;
                }
            }
        }
    }

    fn tell_cycle(&mut self, units: &[(Unit, &SmallRow)], start: usize) {
        const NAMED: usize = 20;
        let mut codes = vec![&*units[start].0.code];
        let mut places = Vec::new();
        let mut at = start;
        while let Some(parent) = units[at].0.parent {
            at = parent.0 as usize;
            codes.push(&units[at].0.code);
            if at == start {
                break;
            }
            places.push(self.table.place(units[at].1, PARENT));
        }
        if codes.len() > NAMED {
            codes.splice(NAMED / 2..codes.len() - NAMED / 2, ["…"]);
        }
        let cycle = Code::ParentCycle.arg("codes", codes.join(" → "));
        let cycle = cycle.at(self.table.place(units[start].1, PARENT));
        self.tell(
            places
                .into_iter()
                .take(NAMED)
                .fold(cycle, Diagnostic::related),
        );
    }

    /// Two units of one name under one parent can be told apart by their codes only.
    pub(super) fn warn_of_same_names(&mut self, units: &[(Unit, &SmallRow)]) {
        let mut first: FxHashMap<(Option<UnitId>, String), Place> = FxHashMap::default();
        for (unit, row) in units {
            let place = self.table.place(row, NAME);
            if let Some(&other) = first.get(&(unit.parent, unit.name.to_lowercase())) {
                self.tell(
                    Code::SameName
                        .arg("name", &unit.name)
                        .at(place)
                        .related(other),
                );
            } else {
                first.insert((unit.parent, unit.name.to_lowercase()), place);
            }
        }
    }
}
