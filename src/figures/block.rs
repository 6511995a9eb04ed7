//! Emulation blocks (khối, cụm thi đua): the like units that are ranked among one another.

use crate::model::{UnitId, Units};
use crate::text::CollationKey;
use rustc_hash::FxHashMap;

/// A block, an index into [`Blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// An emulation block (khối thi đua).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name: the units' `group`, else their kind.
    pub name: Box<str>,
    /// Its units in Vietnamese collation with numbers in numeric order, then by code.
    pub members: Vec<UnitId>,
}

/// All blocks in the order in which their first unit stands in the register, so that staff choose it.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    all: Vec<Block>,
    of_unit: Vec<BlockId>,
    order: Vec<u32>,
}

impl Blocks {
    /// The blocks of all units.
    #[must_use]
    pub fn new(units: &Units) -> Self {
        let order = collation_order(units);
        let mut all: Vec<Block> = Vec::new();
        let mut by_name: FxHashMap<&str, BlockId> = FxHashMap::default();
        let mut of_unit = Vec::with_capacity(units.len());
        for (id, unit) in units.iter() {
            let block = *by_name.entry(unit.block()).or_insert_with(|| {
                all.push(Block {
                    name: unit.block().into(),
                    members: Vec::new(),
                });
                BlockId(all.len() as u32 - 1)
            });
            all[block.0 as usize].members.push(id);
            of_unit.push(block);
        }
        for block in &mut all {
            block.members.sort_by_key(|id| order[id.0 as usize]);
        }
        Self {
            all,
            of_unit,
            order,
        }
    }

    /// All blocks with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.all
            .iter()
            .enumerate()
            .map(|(i, block)| (BlockId(i as u32), block))
    }

    /// The block with this id.
    #[must_use]
    pub fn get(&self, id: BlockId) -> &Block {
        &self.all[id.0 as usize]
    }

    /// The block of a unit.
    #[must_use]
    pub fn of(&self, unit: UnitId) -> BlockId {
        self.of_unit[unit.0 as usize]
    }

    /// Where a unit stands when all are put in order of name, then code.
    #[must_use]
    pub fn order(&self, unit: UnitId) -> u32 {
        self.order[unit.0 as usize]
    }
}

/// By unit: its place when all are sorted in Vietnamese collation with numbers in numeric order, then by code.
fn collation_order(units: &Units) -> Vec<u32> {
    let mut sorted: Vec<(CollationKey, &str, UnitId)> = units
        .iter()
        .map(|(id, unit)| (CollationKey::new(&unit.name), &*unit.code, id))
        .collect();
    sorted.sort_unstable();
    let mut order = vec![0; units.len()];
    for (place, (_, _, id)) in sorted.into_iter().enumerate() {
        order[id.0 as usize] = place as u32;
    }
    order
}
