//! The units that a practice might help.

use super::for_unit::{InNeed, suggestion};
use super::practice::Practice;
use super::shortage::Missed;
use super::{Helped, MOST_UNITS, Shortage, Suggestion};
use crate::figures::block::{BlockId, Blocks};
use crate::model::{Campaign, UnitId};
use crate::number::Quotient;
use rustc_hash::FxHashMap;

/// The units with one shortage.
#[derive(Debug, Default)]
struct Short {
    /// The farthest from the target first, equals in order of their names.
    all: Vec<UnitId>,
    /// The same by block.
    by_block: FxHashMap<BlockId, Vec<UnitId>>,
    /// A bit for each unit: several shortages are counted together thousands of times.
    members: Vec<u64>,
}

impl Short {
    fn new(units: Vec<UnitId>, blocks: &Blocks, count: usize) -> Self {
        let mut short = Self {
            members: vec![0; count.div_ceil(64)],
            ..Self::default()
        };
        for &unit in &units {
            let (word, bit) = place(unit);
            short.members[word] |= bit;
            let block = short.by_block.entry(blocks.of(unit));
            block.or_default().push(unit);
        }
        short.all = units;
        short
    }

    fn contains(&self, unit: UnitId) -> bool {
        let (word, bit) = place(unit);
        self.members[word] & bit != 0
    }
}

/// Where the bit of a unit stands.
fn place(UnitId(unit): UnitId) -> (usize, u64) {
    (unit as usize / 64, 1 << (unit % 64))
}

/// How many units of the kinds that a practice suits have any of some shortages, without those `taking_part`, each of
/// which is named once.
fn count(short: &[&Short], suited: &[u64], taking_part: &[UnitId]) -> u32 {
    let any = |word: usize| short.iter().fold(0, |any, short| any | short.members[word]);
    let words = suited.iter().enumerate();
    let all: u32 = words
        .map(|(word, suited)| (any(word) & suited).count_ones())
        .sum();
    let taking_part = taking_part.iter().filter(|&&unit| {
        let (word, bit) = place(unit);
        suited[word] & bit != 0 && short.iter().any(|short| short.contains(unit))
    });
    all - taking_part.count() as u32
}

/// By shortage: the units with it.
pub(super) struct Needs<'a> {
    campaign: &'a Campaign,
    blocks: &'a Blocks,
    missed: &'a [Vec<Missed>],
    by_shortage: FxHashMap<Shortage, Short>,
    /// By kind: a bit for each unit.
    by_kind: FxHashMap<&'a str, Vec<u64>>,
}

impl<'a> Needs<'a> {
    /// Sorts what units fall short in (by unit).
    pub(super) fn new(
        campaign: &'a Campaign,
        blocks: &'a Blocks,
        missed: &'a [Vec<Missed>],
    ) -> Self {
        let mut units: FxHashMap<Shortage, Vec<(&Quotient, UnitId)>> = FxHashMap::default();
        for (unit, missed) in missed.iter().enumerate() {
            for missed in missed {
                let short = units.entry(missed.shortage).or_default();
                short.push((&missed.distance, UnitId(unit as u32)));
            }
        }
        let sorted = units.into_iter().map(|(shortage, mut units)| {
            units.sort_by(|(a, one), (b, other)| {
                b.cmp(a).then(blocks.order(*one).cmp(&blocks.order(*other)))
            });
            let units = units.into_iter().map(|(_, unit)| unit).collect();
            (shortage, Short::new(units, blocks, missed.len()))
        });
        let mut by_kind: FxHashMap<&str, Vec<u64>> = FxHashMap::default();
        for (id, unit) in campaign.units.iter() {
            let units = by_kind.entry(&unit.kind).or_default();
            units.resize(missed.len().div_ceil(64), 0);
            let (word, bit) = place(id);
            units[word] |= bit;
        }
        Self {
            by_shortage: sorted.collect(),
            by_kind,
            campaign,
            blocks,
            missed,
        }
    }

    fn kind(&self, unit: UnitId) -> &'a str {
        &self.campaign.units.get(unit).kind
    }

    /// A bit for each unit of the kinds that a practice suits.
    fn suited(&self, practice: &Practice<'_>) -> Vec<u64> {
        let kinds = self.by_kind.iter();
        let suited = kinds.filter(|(kind, _)| practice.suits(kind));
        suited.fold(
            vec![0; self.missed.len().div_ceil(64)],
            |mut all, (_, units)| {
                all.iter_mut()
                    .zip(units)
                    .for_each(|(all, units)| *all |= units);
                all
            },
        )
    }

    /// The units that a practice might help, without those that began it or took it up: those of its block first,
    /// then by its indicators in their order, those that fall short in its very field before those that do overall,
    /// then the farthest from the target first. The first of them by name, the others in number.
    pub(super) fn helped(&self, practice: &Practice<'_>) -> Helped {
        let initiative = practice.initiative;
        let mut taking_part: Vec<UnitId> = initiative.adopted_by.iter().map(|a| a.unit).collect();
        taking_part.push(initiative.unit);
        taking_part.sort_unstable();
        taking_part.dedup();
        let short: Vec<&Short> = practice
            .shortages()
            .filter_map(|shortage| self.by_shortage.get(&shortage))
            .collect();
        let suited = self.suited(practice);
        let units = self.first(practice.block, &short, &suited, &taking_part);
        let further = count(&short, &suited, &taking_part) - units.len() as u32;
        let suggestions = units
            .into_iter()
            .map(|unit| self.suggestion(practice, unit));
        Helped {
            named: suggestions.collect(),
            further,
        }
    }

    fn first(
        &self,
        block: BlockId,
        short: &[&Short],
        suited: &[u64],
        taking_part: &[UnitId],
    ) -> Vec<UnitId> {
        let alike = short.iter().filter_map(|short| short.by_block.get(&block));
        let elsewhere = short.iter().flat_map(|short| &short.all);
        let elsewhere = elsewhere.filter(|&&unit| self.blocks.of(unit) != block);
        let mut units: Vec<UnitId> = Vec::new();
        for &unit in alike.flatten().chain(elsewhere) {
            if units.len() == MOST_UNITS {
                break;
            }
            let (word, bit) = place(unit);
            if suited[word] & bit != 0
                && taking_part.binary_search(&unit).is_err()
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        units
    }

    fn suggestion(&self, practice: &Practice<'_>, unit: UnitId) -> Suggestion {
        let need = InNeed {
            unit,
            block: self.blocks.of(unit),
            kind: self.kind(unit),
            missed: &self.missed[unit.0 as usize],
            taken: &[],
        };
        suggestion(practice, &need)
    }
}
