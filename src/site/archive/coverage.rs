//! Which units that owe an initiative have registered one (mục tiêu: mỗi đơn vị đăng ký một sáng kiến).

use crate::figures::{Block, BlockId};
use crate::model::{Campaign, UnitId};
use crate::site::layout::LinkView;
use crate::site::unit_blocks::MOST_ROWS;
use crate::site::{Archive, Facts, Wording};
use serde::Serialize;

/// Who owes an initiative, and who has registered one.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// By unit: whether it owes one.
    owes: Vec<bool>,
    /// By unit: whether it has registered one.
    registered: Vec<bool>,
    /// Whether an invented initiative is among those that are counted.
    illustrative: bool,
}

/// How many units have registered an initiative, of those that owe one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::site) struct Count {
    pub(in crate::site) registered: usize,
    pub(in crate::site) expected: usize,
}

/// The table of coverage.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CoverageView {
    /// "20 / 24 đơn vị đã đăng ký sáng kiến"
    pub title: String,
    /// Who is counted.
    pub rule: String,
    /// Whether invented initiatives are counted.
    pub illustrative: bool,
    /// The blocks in which any unit owes one.
    pub blocks: Vec<BlockCoverage>,
}

/// A block of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BlockCoverage {
    /// Its name.
    pub name: String,
    /// How many have registered one.
    pub registered: String,
    /// How many owe one.
    pub expected: String,
    /// "4 đơn vị chưa đăng ký"; absent where all have.
    pub missing: Option<String>,
    /// Those that have not, by name; empty where they are told by the unit above them.
    pub units: Vec<LinkView>,
    /// Those that have not, by the unit above them, where they are too many to be named.
    pub parents: Vec<ParentCoverage>,
    /// How many are neither named nor told by the unit above them.
    pub more: Option<String>,
}

/// The units of a long block below one unit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ParentCoverage {
    /// The unit above.
    pub unit: LinkView,
    /// "3 / 10 đơn vị đã đăng ký"
    pub count: String,
}

/// The subordinates of a unit that owe an initiative.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BelowCoverage {
    /// "14 / 15 đơn vị trực thuộc đã đăng ký sáng kiến"
    pub title: String,
    /// Those that have not, by name.
    pub missing: Vec<LinkView>,
    /// How many more have not.
    pub more: Option<String>,
}

/// How many subordinates without an initiative the page of the unit above them names.
const NAMED_BELOW: usize = 40;

impl Coverage {
    /// The coverage of a campaign.
    pub(super) fn new(campaign: &Campaign) -> Self {
        let coverage = campaign.initiative_coverage();
        let mut owes = vec![false; campaign.units.len()];
        let mut registered = owes.clone();
        for unit in coverage.blocks.iter().flat_map(|block| &block.units) {
            owes[unit.unit.0 as usize] = true;
            registered[unit.unit.0 as usize] = !unit.initiatives.is_empty();
        }
        Self {
            owes,
            registered,
            illustrative: coverage.is_illustrative(&campaign.initiatives),
        }
    }

    /// Whether a unit owes an initiative and has not registered one.
    pub(in crate::site) fn is_missing(&self, unit: UnitId) -> bool {
        self.owes[unit.0 as usize] && !self.registered[unit.0 as usize]
    }

    /// Whether an invented initiative is counted.
    pub(in crate::site) fn is_illustrative(&self) -> bool {
        self.illustrative
    }

    /// Of some units.
    pub(in crate::site) fn of(&self, units: impl IntoIterator<Item = UnitId>) -> Count {
        let mut count = Count::default();
        for unit in units.into_iter().map(|unit| unit.0 as usize) {
            count.expected += usize::from(self.owes[unit]);
            count.registered += usize::from(self.owes[unit] && self.registered[unit]);
        }
        count
    }
}

/// How many of all units that owe an initiative have registered one; `None` where none owes one.
pub(in crate::site) fn initiatives_registered(
    facts: &Facts<'_>,
    archive: &Archive,
) -> Option<Count> {
    let units = facts.campaign.units.iter().map(|(id, _)| id);
    let count = archive.coverage.of(units);
    (count.expected > 0).then_some(count)
}

/// A count in words.
pub(in crate::site) fn registered_words(
    wording: &Wording,
    key: &'static str,
    count: Count,
) -> String {
    let (registered, expected) = (
        wording.whole(count.registered),
        wording.whole(count.expected),
    );
    let args = [("registered", &*registered), ("expected", &expected)];
    wording.fill(key, &args)
}

/// The table of coverage; `None` where no unit owes an initiative.
pub(super) fn coverage_view(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
) -> Option<CoverageView> {
    let count = initiatives_registered(facts, archive)?;
    let settings = &facts.campaign.settings;
    let kinds = settings.initiatives_owed_by.iter();
    let kinds: Vec<&str> = kinds.map(|kind| settings.kind_name(kind)).collect();
    let mut room = MOST_ROWS;
    let blocks = facts.figures.blocks.iter();
    Some(CoverageView {
        title: registered_words(wording, "archive.coverage.title", count),
        rule: wording.fill("archive.coverage.rule", &[("kinds", &kinds.join(", "))]),
        illustrative: archive.coverage.illustrative,
        blocks: blocks
            .filter_map(|(id, block)| block_coverage(facts, wording, archive, id, block, &mut room))
            .collect(),
    })
}

/// A block of the table; `room` is for how many more names and rows the page has room.
fn block_coverage(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    id: BlockId,
    block: &Block,
    room: &mut usize,
) -> Option<BlockCoverage> {
    let coverage = &archive.coverage;
    let count = coverage.of(block.members.iter().copied());
    if count.expected == 0 {
        return None;
    }
    let members = block.members.iter().copied();
    let missing: Vec<UnitId> = members.filter(|&unit| coverage.is_missing(unit)).collect();
    let mut view = BlockCoverage {
        name: facts.block_name(id),
        registered: wording.whole(count.registered),
        expected: wording.whole(count.expected),
        missing: (!missing.is_empty()).then(|| {
            let count = wording.whole(missing.len());
            let args = [("count", &*count)];
            wording.fill("archive.coverage.missing-count", &args)
        }),
        units: Vec::new(),
        parents: Vec::new(),
        more: None,
    };
    if missing.len() <= *room {
        let units = missing.iter().map(|&unit| facts.titled_unit_link(unit));
        view.units = units.collect();
        *room -= missing.len();
        return Some(view);
    }
    let (parents, told) = parent_coverage(facts, wording, archive, &missing, *room);
    *room -= parents.len();
    view.parents = parents;
    let more = missing.len() - told;
    view.more = (more > 0).then(|| {
        let count = wording.whole(more);
        wording.fill("archive.coverage.more", &[("count", &count)])
    });
    Some(view)
}

/// Units by the one above them, at most so many rows, and how many units these rows stand for.
fn parent_coverage(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    missing: &[UnitId],
    most: usize,
) -> (Vec<ParentCoverage>, usize) {
    let parent = |unit: UnitId| facts.campaign.units.get(unit).parent;
    let mut sorted: Vec<UnitId> = missing.to_vec();
    let order = |unit: UnitId| parent(unit).map(|above| facts.figures.blocks.order(above));
    sorted.sort_by_key(|&unit| order(unit));
    let mut rows = Vec::new();
    let mut told = 0;
    for units in sorted.chunk_by(|&a, &b| parent(a) == parent(b)) {
        let Some(above) = parent(units[0]).filter(|_| rows.len() < most) else {
            continue;
        };
        let below = facts.campaign.units.children(above).iter().copied();
        rows.push(ParentCoverage {
            unit: facts.titled_unit_link(above),
            count: registered_words(
                wording,
                "archive.coverage.short",
                archive.coverage.of(below),
            ),
        });
        told += units.len();
    }
    (rows, told)
}

/// Which subordinates of a unit have registered an initiative; `None` where none of them owes one.
pub(in crate::site) fn coverage_below(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    unit: UnitId,
) -> Option<BelowCoverage> {
    let coverage = &archive.coverage;
    let children = facts.campaign.units.children(unit);
    let count = coverage.of(children.iter().copied());
    if count.expected == 0 {
        return None;
    }
    let missing = children.iter().filter(|&&child| coverage.is_missing(child));
    let mut missing: Vec<UnitId> = missing.copied().collect();
    missing.sort_by_key(|&child| facts.figures.blocks.order(child));
    let more = missing.len().saturating_sub(NAMED_BELOW);
    missing.truncate(NAMED_BELOW);
    Some(BelowCoverage {
        title: registered_words(wording, "archive.coverage.below", count),
        missing: missing
            .iter()
            .map(|&child| facts.unit_link(child))
            .collect(),
        more: (more > 0).then(|| wording.whole(more)),
    })
}

#[cfg(test)]
mod tests {
    use super::parent_coverage;
    use crate::figures::testing::site;
    use crate::site::testing::in_context;

    #[test]
    fn units_without_an_initiative_stand_together_below_the_one_above() {
        let units = "city, a<city kind:district, b<city kind:district, a1<a kind:ward, \
                     b1<b kind:ward, a2<a kind:ward, b2<b kind:ward";
        let mut made = site(units).initiative("m b2 2019 -").made();
        made.campaign.settings.initiatives_owed_by = vec!["ward".into()];
        let missing = ["a1", "b1", "a2"].map(|code| made.unit(code));
        in_context(&made, |context| {
            let rows = |most: usize| {
                let (facts, wording) = (&context.facts, &context.wording);
                let (rows, told) =
                    parent_coverage(facts, wording, &context.archive, &missing, most);
                let counts: Vec<String> = rows.into_iter().map(|row| row.count).collect();
                (counts.join(", ").replace('\u{a0}', " "), told)
            };
            assert_eq!(
                rows(2),
                ("0 / 2 đơn vị đã đăng ký, 1 / 2 đơn vị đã đăng ký".into(), 3)
            );
            assert_eq!(
                rows(1),
                ("0 / 2 đơn vị đã đăng ký".into(), 2),
                "of the first alone"
            );
        });
    }
}
