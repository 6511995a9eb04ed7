//! Which units stand on which page.

use crate::figures::{BlockId, Figures, Submissions};
use crate::model::{Campaign, UnitId};
use crate::site::unit_blocks::MOST_ROWS;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Units of a block below one unit.
#[derive(Debug, Clone)]
pub(in crate::site) struct Group {
    pub(super) block: BlockId,
    pub(super) parent: Option<UnitId>,
    /// Whether the block has units below several others.
    pub(super) is_deep: bool,
    /// In order of their names.
    pub(super) units: Vec<UnitId>,
}

/// Who has reported what, and on which page each unit that owes anything stands.
#[derive(Debug, Default)]
pub(in crate::site) struct Shelves {
    submissions: Arc<Submissions>,
    pages: Vec<Vec<Group>>,
    page_of: FxHashMap<UnitId, usize>,
}

impl Shelves {
    pub(in crate::site) fn new(campaign: &Campaign, figures: &Figures) -> Self {
        let submissions = Arc::clone(&figures.submissions);
        let pages = packed(groups(campaign, figures, &submissions), MOST_ROWS);
        let mut page_of = FxHashMap::default();
        for (number, groups) in pages.iter().enumerate() {
            for &unit in groups.iter().flat_map(|group| &group.units) {
                page_of.insert(unit, number);
            }
        }
        Self {
            submissions,
            pages,
            page_of,
        }
    }

    pub(super) fn submissions(&self) -> &Submissions {
        &self.submissions
    }

    /// Whether all units stand on one page.
    pub(super) fn is_one(&self) -> bool {
        self.pages.len() <= 1
    }

    pub(super) fn pages(&self) -> &[Vec<Group>] {
        &self.pages
    }

    pub(super) fn page_of(&self, unit: UnitId) -> Option<usize> {
        self.page_of.get(&unit).copied()
    }
}

/// The units that owe anything, block by block.
fn groups(campaign: &Campaign, figures: &Figures, submissions: &Submissions) -> Vec<Group> {
    let mut all = Vec::new();
    let order = |unit: UnitId| {
        let parent = campaign.units.get(unit).parent;
        parent.map(|parent| figures.blocks.order(parent))
    };
    for (block, of) in figures.blocks.iter() {
        let members = of.members.iter().copied();
        let mut units: Vec<UnitId> = members.filter(|&unit| submissions.owes(unit)).collect();
        // Stable: units below one stay in the order of their names.
        units.sort_by_key(|&unit| order(unit));
        let groups = units.chunk_by(|&a, &b| order(a) == order(b));
        let is_deep = groups.clone().count() > 1;
        all.extend(groups.map(|units| {
            Group {
                block,
                parent: units
                    .first()
                    .and_then(|&unit| campaign.units.get(unit).parent),
                is_deep,
                units: units.to_vec(),
            }
        }));
    }
    all
}

/// Groups put onto pages of no more than so many rows; a group is split only where it is longer than a page.
fn packed(groups: Vec<Group>, most: usize) -> Vec<Vec<Group>> {
    let mut pages: Vec<Vec<Group>> = Vec::new();
    let mut room = 0;
    for group in groups {
        for units in group.units.chunks(most.max(1)) {
            if units.len() > room {
                pages.push(Vec::new());
                room = most;
            }
            room -= units.len().min(room);
            if let Some(page) = pages.last_mut() {
                page.push(Group {
                    units: units.to_vec(),
                    ..group
                });
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(groups: &[u32], most: usize) -> Vec<Vec<usize>> {
        let group = |(at, size): (usize, &u32)| Group {
            block: BlockId(at as u32),
            parent: None,
            is_deep: false,
            units: (0..*size).map(UnitId).collect(),
        };
        let groups = groups.iter().enumerate().map(group).collect();
        let pages = packed(groups, most);
        let sizes = |page: &Vec<Group>| page.iter().map(|group| group.units.len()).collect();
        pages.iter().map(sizes).collect()
    }

    #[test]
    fn pages_are_filled_and_groups_kept_together() {
        assert_eq!(sizes(&[3, 2, 4], 5), [vec![3, 2], vec![4]]);
        assert_eq!(sizes(&[3, 4], 5), [vec![3], vec![4]]);
        assert_eq!(sizes(&[12, 1], 5), [vec![5], vec![5], vec![2, 1]]);
        assert_eq!(sizes(&[], 5), Vec::<Vec<usize>>::new());
        assert_eq!(sizes(&[5, 5], 10), [vec![5, 5]]);
    }
}
