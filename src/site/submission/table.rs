//! The tables: a row a unit, a column a period, and the totals by block.

use super::row_id;
use crate::figures::{BlockId, Due, DueState, Gap};
use crate::model::{FieldId, UnitId};
use crate::site::layout::LinkView;
use crate::site::listing::{Line, PartId};
use crate::site::{Facts, Wording, shown};
use serde::Serialize;

/// How many units gave everything, by period.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TotalView {
    /// A block, or the units of a page; no link where it is all of them.
    pub of: LinkView,
    /// "335/364" by period; empty where nobody owes anything.
    pub cells: Vec<String>,
    /// Whether it is all of them.
    pub is_all: bool,
}

/// The units of a block.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SectionView {
    /// The block.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// What its table is called by those who cannot see it.
    pub label: String,
    /// "19 đơn vị phải báo cáo"
    pub count: String,
    /// Its units, by the unit above them.
    pub groups: Vec<GroupView>,
    /// Whether its table is folded away at first.
    pub folded: bool,
}

/// Units below one unit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView {
    /// The unit above; absent where the block has but one such group.
    pub parent: Option<LinkView>,
    /// The units.
    pub rows: Vec<RowView>,
}

/// A unit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    /// The unit.
    pub unit: LinkView,
    /// The id of its row.
    pub id: String,
    /// How it stands, by period.
    pub cells: Vec<CellView>,
}

/// How a unit stands for a period.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CellView {
    /// `given`, `nothing`, `partly`, `missing` or `none`.
    pub state: &'static str,
    /// What is seen: "Đủ", "3/5".
    pub shown: String,
    /// What is read aloud, where that says more.
    pub text: Option<String>,
    /// The fields that were left out of what was given.
    pub lacks: Option<String>,
}

/// "Kỳ gần nhất, tháng 9/2019: 335/364 đơn vị đã báo cáo đủ."
pub(super) fn submission_summary(facts: &Facts<'_>, wording: &Wording) -> Option<String> {
    let submissions = &facts.figures.submissions;
    let (at, period) = submissions.periods.iter().enumerate().next_back()?;
    // Of those that end together, the shortest is what everybody owes.
    let ends = |other: &crate::calendar::Period| other.end_month() == period.end_month();
    let at = submissions.periods.iter().position(ends).unwrap_or(at);
    let period = *submissions.periods.get(at)?;
    let units = facts.campaign.units.iter().map(|(unit, _)| unit);
    let (given, owed) = done(facts, units, at);
    let (given, owed) = (wording.whole(given), wording.whole(owed));
    let args = [
        ("period", wording.period(period)),
        ("given", &*given),
        ("owed", &owed),
    ];
    Some(wording.fill("coverage.summary", &args))
}

/// Of some units how many gave all that they owe for a period, of how many that owe anything.
fn done(facts: &Facts<'_>, units: impl Iterator<Item = UnitId>, period: usize) -> (usize, usize) {
    let submissions = &facts.figures.submissions;
    let mut counts = (0, 0);
    for due in units.filter_map(|unit| submissions.of(unit).get(period)) {
        counts.0 += usize::from(due.owed > 0 && due.is_done());
        counts.1 += usize::from(due.owed > 0);
    }
    counts
}

/// For how many totals a page has room beside the links to all blocks.
const TOTAL_CELLS: usize = 1_200;

/// All units, then the blocks, of a split list as many as have room; on a block's own page the block. And how many
/// blocks there are beyond.
pub(super) fn submission_totals(
    facts: &Facts<'_>,
    wording: &Wording,
    part: PartId,
) -> (Vec<TotalView>, usize) {
    let list = &facts.listings.submissions;
    let owes = |unit: &UnitId| facts.figures.submissions.owes(*unit);
    let owing = |units: &[UnitId]| units.iter().copied().filter(owes).collect::<Vec<_>>();
    if part != PartId::TOP {
        let block = list.content(part).filter(|&(_, is_first, _)| is_first);
        let of_block = block.map(|(id, ..)| {
            let units = owing(&facts.figures.blocks.get(id).members);
            let name = LinkView::new(facts.block_name(id), "");
            total(facts, wording, name, &units, true)
        });
        return (of_block.into_iter().collect(), 0);
    }
    let all = facts.campaign.units.iter().map(|(unit, _)| unit);
    let name = LinkView::new(wording.word("coverage.total"), "");
    let mut totals = vec![total(facts, wording, name, &all.collect::<Vec<_>>(), true)];
    let blocks = facts.figures.blocks.iter();
    let mut blocks = blocks
        .map(|(id, block)| (id, owing(&block.members)))
        .filter(|(_, units)| !units.is_empty());
    let most = match list.is_whole() {
        true => usize::MAX,
        false => TOTAL_CELLS / (1 + facts.figures.submissions.periods.len()),
    };
    totals.extend(blocks.by_ref().take(most).map(|(id, units)| {
        let name = LinkView::new(facts.block_name(id), list.block_path(facts, id));
        total(facts, wording, name, &units, false)
    }));
    (totals, blocks.count())
}

fn total(
    facts: &Facts<'_>,
    wording: &Wording,
    of: LinkView,
    units: &[UnitId],
    is_all: bool,
) -> TotalView {
    let submissions = &facts.figures.submissions;
    let periods = 0..submissions.periods.len();
    let cells = periods.map(|period| match done(facts, units.iter().copied(), period) {
        (_, 0) => String::new(),
        (given, owed) => format!("{}/{}", wording.whole(given), wording.whole(owed)),
    });
    TotalView {
        of,
        cells: cells.collect(),
        is_all,
    }
}

/// The table of some units of a block.
pub(super) fn submission_section(
    facts: &Facts<'_>,
    wording: &Wording,
    block: BlockId,
    lines: &[Line],
) -> SectionView {
    let name = facts.block_name(block);
    let count = wording.whole(lines.len());
    let args = [("block", &*name)];
    SectionView {
        anchor: facts.block_anchor(block),
        label: wording.fill("coverage.label", &args),
        count: wording.fill("coverage.count", &[("count", &count)]),
        groups: groups(facts, wording, lines),
        folded: facts.listings.submissions.is_whole()
            && facts.is_deep(facts.figures.blocks.get(block)),
        name,
    }
}

/// Units by the one above them, where these are several.
fn groups(facts: &Facts<'_>, wording: &Wording, lines: &[Line]) -> Vec<GroupView> {
    let parent = |unit: UnitId| facts.campaign.units.get(unit).parent;
    let order = |unit: UnitId| parent(unit).map(|parent| facts.figures.blocks.order(parent));
    let mut units: Vec<UnitId> = lines.iter().map(|line| line.unit).collect();
    // Stable: units below one stay in the order of their names.
    units.sort_by_key(|&unit| order(unit));
    let groups = units.chunk_by(|&a, &b| order(a) == order(b));
    let are_several = groups.clone().count() > 1;
    let view = |units: &[UnitId]| {
        let above = units.first().and_then(|&unit| parent(unit));
        let rows = units.iter();
        GroupView {
            parent: above
                .filter(|_| are_several)
                .map(|above| facts.unit_link(above)),
            rows: rows
                .map(|&unit| submission_row_view(facts, wording, unit))
                .collect(),
        }
    };
    groups.map(view).collect()
}

fn submission_row_view(facts: &Facts<'_>, wording: &Wording, unit: UnitId) -> RowView {
    let submissions = &facts.figures.submissions;
    let dues = submissions.of(unit).iter().enumerate();
    let gaps = submissions.gaps_of(unit);
    RowView {
        unit: facts.unit_link(unit),
        id: row_id(&facts.campaign.units.get(unit).code),
        cells: dues
            .map(|(at, due)| CellView {
                lacks: left_out_words(facts, wording, gaps.iter().filter(|gap| gap.period == at)),
                ..cell(wording, *due)
            })
            .collect(),
    }
}

/// "thiếu lĩnh vực Đất đai": the fields left out of what was given, whatever the indicator.
fn left_out_words<'g>(
    facts: &Facts<'_>,
    wording: &Wording,
    gaps: impl Iterator<Item = &'g Gap>,
) -> Option<String> {
    let mut fields: Vec<FieldId> = gaps.flat_map(|gap| gap.fields.iter().copied()).collect();
    fields.sort_unstable();
    fields.dedup();
    (!fields.is_empty()).then(|| shown::lacking_fields(facts, wording, &fields))
}

fn cell(wording: &Wording, due: Due) -> CellView {
    let (state, shown, text) = match due.state() {
        DueState::Given => ("given", wording.word("coverage.given").to_owned(), None),
        DueState::Missing => ("missing", wording.word("coverage.missing").to_owned(), None),
        DueState::Nothing => (
            "nothing",
            wording.word("coverage.nothing").to_owned(),
            Some(wording.word("coverage.nothing-text").to_owned()),
        ),
        DueState::Partly => {
            let (given, owed) = (
                wording.whole(due.given.into()),
                wording.whole(due.owed.into()),
            );
            let args = [("given", &*given), ("owed", &owed)];
            let text = wording.fill("coverage.partly-text", &args);
            ("partly", format!("{given}/{owed}"), Some(text))
        }
        DueState::NotOwed => (
            "none",
            wording.word("coverage.not-owed").to_owned(),
            Some(wording.word("coverage.not-owed-text").to_owned()),
        ),
    };
    CellView {
        state,
        shown,
        text,
        lacks: None,
    }
}
