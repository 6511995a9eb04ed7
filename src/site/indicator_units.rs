//! The units of a block for an indicator (`chi-tieu/CODE/khoi/BLOCK.html`), where there are too many units for the
//! indicator's own page.

use super::heat_table::{HeatTable, heat_table};
use super::layout::{LayoutView, LinkView, page_view};
use super::listing::{Line, List, PartId, PartsView};
use super::moves_chart::moves_chart;
use super::series::ChartView;
use super::standings::{Shown, StandingBlock, standing_block};
use super::{Around, Charts, Facts, Wording, data, indicator, indicator_list};
use crate::figures::BlockId;
use crate::model::IndicatorId;
use serde::Serialize;

/// The interface of `indicator_units.html`: units of a block for an indicator, where these have pages of their own.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndicatorUnitsView {
    /// What surrounds it.
    pub page: LayoutView,
    /// The indicator, with its target in words.
    pub indicator: LinkView,
    /// Its target in words.
    pub target: Option<String>,
    /// The block over the periods, on its first page.
    pub over_time: Option<BlockOverTime>,
    /// The units of the page, or the ends of its block; absent where there are only links.
    pub standings: Option<StandingBlock>,
    /// The other pages of the indicator.
    pub parts: PartsView,
}

page_view!(IndicatorUnitsView, "indicator_units.html");

/// A block over the periods.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BlockOverTime {
    /// Its name.
    pub name: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// Its units by period.
    pub heat: Option<HeatTable>,
    /// How their places moved.
    pub moves: Option<ChartView>,
}

/// The units that an indicator concerns, in the order of their places.
pub(super) fn list(facts: &Facts<'_>, id: IndicatorId) -> List {
    let code = &facts.campaign.indicators.get(id).code;
    let blocks = facts.concerned_blocks(id).into_iter();
    let lines = |block: BlockId| {
        let ranking = (0..).zip(facts.figures.ranking(id, block));
        let lines = ranking.map(|(at, line)| Line {
            unit: line.unit,
            at,
        });
        lines.filter(|line| facts.concerns(id, line.unit)).collect()
    };
    List {
        top: indicator::path(code),
        folder: format!("chi-tieu/{code}"),
        weight: 8,
        blocks: blocks.map(|block| (block, lines(block))).collect(),
    }
}

/// Where it is drawn how the places of a block moved.
pub(super) fn moves_path(facts: &Facts<'_>, id: IndicatorId, block: BlockId) -> String {
    let list = facts.listings.of(id);
    let anchor = super::moves_chart::anchor(block);
    let path = list.block_path(facts, block);
    let page = path.split('#').next().unwrap_or_default();
    format!("{page}#{anchor}")
}

/// The blocks that do not stand deep in the hierarchy, over the periods.
pub(super) fn blocks_over_time(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    root: &str,
    id: IndicatorId,
) -> Vec<BlockOverTime> {
    let blocks = facts.figures.blocks.iter();
    let over_time =
        blocks.map(|(block, _)| block_over_time(facts, wording, charts, root, id, block));
    over_time.flatten().collect()
}

/// A block over the periods; `None` of one that stands deep in the hierarchy.
fn block_over_time(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    root: &str,
    id: IndicatorId,
    block: BlockId,
) -> Option<BlockOverTime> {
    if facts.is_deep(facts.figures.blocks.get(block)) {
        return None;
    }
    let (heat, moves) = (
        heat_table(facts, wording, root, id, block),
        moves_chart(facts, wording, charts, id, block),
    );
    (heat.is_some() || moves.is_some()).then(|| BlockOverTime {
        name: facts.block_name(block),
        anchor: format!("ky-{}", facts.block_anchor(block)),
        heat,
        moves,
    })
}

/// Units of a block, on a page of their own.
pub(super) fn units_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    around: &Around,
    id: IndicatorId,
    part: PartId,
) -> IndicatorUnitsView {
    let indicator = facts.campaign.indicators.get(id);
    let list = facts.listings.of(id);
    let top = facts.indicator_link(id);
    let description = wording.fill(
        "pages.indicator.description",
        &[("indicator", &indicator.name)],
    );
    let nav = (indicator_list::PART, top.clone());
    let mut page = list.layout(facts, wording, around, part, nav, description);
    let all = LinkView::new(wording.word("pages.nav.indicators"), indicator_list::PATH);
    page.crumbs.insert(0, all);
    page.illustrative = facts.has_illustrative(id);
    page.downloads = data::downloads(&data::of_indicator(&indicator.code));
    let content = list.content(part);
    let of_block = |block, shown| standing_block(facts, wording, id, block, shown);
    let over_time = content
        .filter(|&(_, is_first, _)| is_first)
        .and_then(|(block, ..)| block_over_time(facts, wording, charts, &page.root, id, block));
    IndicatorUnitsView {
        page,
        indicator: top,
        target: wording.target_phrase(indicator),
        over_time,
        standings: content.and_then(|(block, is_first, lines)| match lines {
            Some(lines) => Some(of_block(block, Shown::These(lines))),
            None => is_first.then(|| of_block(block, Shown::Ends)),
        }),
        parts: list.parts_view(facts, wording, part),
    }
}
