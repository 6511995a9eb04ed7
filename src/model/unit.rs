//! Units (đơn vị) and their hierarchy.

use crate::calendar::Day;
use crate::place::Place;

/// A unit, an index into [`Units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u32);

/// A unit (đơn vị) that takes part in the campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Our code, used in addresses: a-z 0-9 -.
    pub code: Box<str>,
    /// Its full name.
    pub name: Box<str>,
    /// Its short name, where it has one.
    pub short_name: Option<Box<str>>,
    /// Its kind (free text, named by `[kinds]`).
    pub kind: Box<str>,
    /// The unit that it belongs to.
    pub parent: Option<UnitId>,
    /// Its emulation block (khối thi đua) as written; `None` means that its kind is its block.
    pub group: Option<Box<str>>,
    /// The state's code.
    pub official_code: Option<Box<str>>,
    /// The post (never a person) that answers for it.
    pub head: Option<Box<str>>,
    /// First day of its existence.
    pub valid_from: Option<Day>,
    /// Last day of its existence.
    pub valid_to: Option<Day>,
    /// Column of its tile in a tile map.
    pub tile_x: Option<i32>,
    /// Row of its tile in a tile map.
    pub tile_y: Option<i32>,
    /// Its website (http or https).
    pub website: Option<Box<str>>,
    /// Its row in `units.csv`.
    pub place: Place,
}

impl Unit {
    /// Its name and its code, as messages tell it: names alone may be those of several units.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.code)
    }

    /// The block that it is ranked in: its group, else its kind.
    #[must_use]
    pub fn block(&self) -> &str {
        self.group.as_deref().unwrap_or(&self.kind)
    }
}

/// All units, in the order of `units.csv`. The hierarchy has no cycles.
#[derive(Debug, Clone, Default)]
pub struct Units {
    all: Vec<Unit>,
    children: Vec<Vec<UnitId>>,
    /// Parents before children, level by level.
    top_down: Vec<UnitId>,
}

impl Units {
    /// Builds the hierarchy from units whose parents have no cycles (the reader has checked that).
    ///
    /// # Panics
    /// Where a parent is not a unit of the list, or the parents have a cycle.
    #[must_use]
    pub fn new(all: Vec<Unit>) -> Self {
        let mut children = vec![Vec::new(); all.len()];
        let mut top_down: Vec<UnitId> = Vec::with_capacity(all.len());
        for (i, unit) in all.iter().enumerate() {
            let id = UnitId(i as u32);
            match unit.parent {
                Some(parent) => children[parent.0 as usize].push(id),
                None => top_down.push(id),
            }
        }
        let mut next = 0;
        while next < top_down.len() {
            let id = top_down[next];
            top_down.extend_from_slice(&children[id.0 as usize]);
            next += 1;
        }
        assert_eq!(
            top_down.len(),
            all.len(),
            "the parents of the units have a cycle"
        );
        Self {
            all,
            children,
            top_down,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The unit with this id.
    #[must_use]
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.all[id.0 as usize]
    }

    /// The same, to be changed.
    #[cfg(test)]
    pub(crate) fn get_mut(&mut self, id: UnitId) -> &mut Unit {
        &mut self.all[id.0 as usize]
    }

    /// All units with their ids, in the order of `units.csv`.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.all
            .iter()
            .enumerate()
            .map(|(i, u)| (UnitId(i as u32), u))
    }

    /// The units directly below a unit.
    #[must_use]
    pub fn children(&self, id: UnitId) -> &[UnitId] {
        &self.children[id.0 as usize]
    }

    /// All units, parents before children.
    #[must_use]
    pub fn top_down(&self) -> &[UnitId] {
        &self.top_down
    }

    /// All units by their depth: those without a parent, then those directly below them, and so on.
    #[must_use]
    pub fn levels(&self) -> Vec<&[UnitId]> {
        let mut levels = Vec::new();
        let mut rest = &self.top_down[..];
        let mut count = rest
            .iter()
            .filter(|id| self.get(**id).parent.is_none())
            .count();
        while count > 0 {
            let (level, below) = rest.split_at(count);
            levels.push(level);
            rest = below;
            count = level.iter().map(|id| self.children(*id).len()).sum();
        }
        levels
    }

    /// The chain of parents, nearest first.
    pub fn ancestors(&self, id: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        std::iter::successors(self.get(id).parent, |&p| self.get(p).parent)
    }

    /// Whether a unit stands above another.
    #[must_use]
    pub fn is_above(&self, upper: UnitId, lower: UnitId) -> bool {
        self.ancestors(lower).any(|above| above == upper)
    }
}
