//! Which units that owe an initiative have registered one: every unit of the kinds in `initiatives_owed_by`.

use super::{InitiativeId, Initiatives, Settings, Unit, UnitId, Units};
use rustc_hash::FxHashMap;

/// A unit that owes an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwingUnit {
    /// The unit.
    pub unit: UnitId,
    /// Those that it registered, the latest started first: its own, not those of its subordinates nor those that it
    /// took up. Those of persons are registered under their unit.
    pub initiatives: Vec<InitiativeId>,
}

/// The units of one block (khối thi đua) that owe an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockCoverage {
    /// The block's name: the units' `group`, else their kind.
    pub block: Box<str>,
    /// Its units that owe one, in the order of `units.csv`; at least one.
    pub units: Vec<OwingUnit>,
}

impl BlockCoverage {
    /// Whether an illustrative initiative is among those that count.
    #[must_use]
    pub fn is_illustrative(&self, initiatives: &Initiatives) -> bool {
        let mut counted = self.units.iter().flat_map(|unit| &unit.initiatives);
        counted.any(|id| initiatives.get(*id).illustrative)
    }
}

/// The units that owe an initiative, by block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InitiativeCoverage {
    /// The blocks in the order in which their first unit stands in `units.csv`; none where nothing is owed.
    pub blocks: Vec<BlockCoverage>,
}

impl InitiativeCoverage {
    /// Finds out who owes an initiative, and who has registered one.
    #[must_use]
    pub fn new(settings: &Settings, units: &Units, initiatives: &Initiatives) -> Self {
        let mut of_unit: FxHashMap<UnitId, Vec<InitiativeId>> = FxHashMap::default();
        for (id, initiative) in initiatives.iter() {
            of_unit.entry(initiative.unit).or_default().push(id);
        }
        let mut blocks: Vec<BlockCoverage> = Vec::new();
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        for (id, unit) in units.iter().filter(|(_, unit)| owes(settings, unit)) {
            let index = *by_name.entry(unit.block()).or_insert_with(|| {
                blocks.push(BlockCoverage {
                    block: unit.block().into(),
                    units: Vec::new(),
                });
                blocks.len() - 1
            });
            blocks[index].units.push(OwingUnit {
                unit: id,
                initiatives: of_unit.remove(&id).unwrap_or_default(),
            });
        }
        Self { blocks }
    }

    /// Whether an illustrative initiative is among those that count.
    #[must_use]
    pub fn is_illustrative(&self, initiatives: &Initiatives) -> bool {
        let mut blocks = self.blocks.iter();
        blocks.any(|block| block.is_illustrative(initiatives))
    }
}

/// Whether a unit owes an initiative: its kind does, and it existed on a day of the campaign.
fn owes(settings: &Settings, unit: &Unit) -> bool {
    let of_kind = settings.initiatives_owed_by.contains(&unit.kind);
    let begins = unit.valid_from.is_none_or(|day| day <= settings.ends);
    let lasts = unit.valid_to.is_none_or(|day| day >= settings.starts);
    of_kind && begins && lasts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::model::Unit;
    use crate::reading::unit_lookup_tests::units;
    use crate::reading::unread_settings;

    fn settings(kinds: &[&str]) -> Settings {
        let day = jiff::civil::date;
        Settings {
            starts: day(2019, 3, 1),
            ends: day(2019, 12, 1),
            initiatives_owed_by: kinds.iter().map(|kind| (*kind).into()).collect(),
            ..unread_settings().settings
        }
    }

    fn unit(code: &str, group: Option<&str>, valid: (Option<Day>, Option<Day>)) -> Unit {
        let [template] = [units(&[(code, code, "")])];
        Unit {
            kind: "ward".into(),
            group: group.map(Into::into),
            valid_from: valid.0,
            valid_to: valid.1,
            ..template.get(UnitId(0)).clone()
        }
    }

    #[test]
    fn units_of_the_kinds_that_owe_one_are_counted_by_block() {
        let day = |month, day| Some(jiff::civil::date(2019, month, day));
        let all = Units::new(vec![
            unit("a", Some("Khối 1"), (None, None)),
            unit("b", None, (None, day(3, 1))),
            unit("c", Some("Khối 1"), (day(12, 1), None)),
            unit("gone", None, (None, day(2, 28))),
            unit("to-come", None, (day(12, 2), None)),
        ]);
        let none = Initiatives::default();
        let coverage = InitiativeCoverage::new(&settings(&["ward"]), &all, &none);
        let blocks: Vec<_> = coverage
            .blocks
            .iter()
            .map(|b| (&*b.block, b.units.len()))
            .collect();
        assert_eq!(blocks, [("Khối 1", 2), ("ward", 1)]);
        let mut owing = coverage.blocks.iter().flat_map(|block| &block.units);
        assert!(owing.all(|unit| unit.initiatives.is_empty()));
        assert!(!coverage.is_illustrative(&none));
        let other = InitiativeCoverage::new(&settings(&["district"]), &all, &none);
        assert_eq!(other, InitiativeCoverage::default());
    }
}
