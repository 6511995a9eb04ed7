//! The ranking by block (`xep-hang.html`).

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::listing::{List, PartId, PartsView, lines};
use super::moves_chart::moves_chart;
use super::shown::{StateView, state};
use super::{Around, Charts, Facts, Site, Wording, data, indicator_units, shown, standings, unit};
use crate::figures::{BlockId, Rank, RankLine};
use crate::model::{IndicatorId, UnitId};
use crate::number::{Quotient, Rounded};
use num_rational::BigRational;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// The interface of `ranking.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RankingView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Whether there is a composite ranking.
    pub composite: bool,
    /// What stands below each result.
    pub key: &'static str,
    /// What the composite is made of: "Tỷ lệ hài lòng (hệ số 2)".
    pub weights: Vec<WeightView>,
    /// The blocks; where there are too many units for one page, the ends of some, or the block of the page.
    pub blocks: Vec<RankingBlock>,
    /// The other pages of the ranking.
    pub parts: PartsView,
}

page_view!(RankingView, "ranking.html");

/// An indicator of the composite.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WeightView {
    /// The indicator.
    pub indicator: LinkView,
    /// Its weight.
    pub weight: String,
}

/// A block's table: a row a unit, a column an indicator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RankingBlock {
    /// Its name.
    pub name: String,
    /// The finding: "Quận 5 dẫn đầu", where there is a composite ranking.
    pub finding: Option<String>,
    /// Its anchor on the page.
    pub anchor: String,
    /// Whether its units stand deep in the hierarchy, so that its table is folded away.
    pub deep: bool,
    /// The indicators that rank any of its units.
    pub indicators: Vec<LinkView>,
    /// Where it is drawn how its places moved over the periods, by indicator.
    pub moves: Vec<LinkView>,
    /// The indicator by whose places its units stand, where there is no composite ranking and several indicators.
    pub by: Option<String>,
    /// Its units in order of the composite place, else of that for the first indicator.
    pub rows: Vec<RankingRow>,
    /// How many units it has beyond its rows.
    pub left_out: Option<String>,
    /// Where all its units stand, where not all do here.
    pub all: String,
}

/// A unit of the table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RankingRow {
    /// The unit.
    pub unit: LinkView,
    /// Its composite place; absent where it has none.
    pub place: Option<String>,
    /// Its composite score.
    pub score: Option<String>,
    /// Why it has no composite place.
    pub reason: Option<&'static str>,
    /// Its places by indicator.
    pub cells: Vec<RankingCell>,
    /// Whether units are left out before it.
    pub after_gap: bool,
}

/// A place for an indicator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RankingCell {
    /// The place; absent where it has none.
    pub place: Option<String>,
    /// The value.
    pub shown: Option<String>,
    /// How it stands against the target.
    pub state: StateView,
    /// Why it has no place.
    pub reason: Option<&'static str>,
    /// What its value lacks: units that did not report, fields that the unit left out.
    pub partial: Option<String>,
}

pub(super) const PATH: &str = "xep-hang.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("pages.nav.ranking", PATH);

/// How the tables of a split ranking show only the ends of blocks.
const ENDS: Cut = Cut {
    whole: 12,
    head: 5,
    foot: 5,
};

/// For about how many elements of such tables the page has room at which a split ranking begins.
const ROOM: usize = 800;

/// How many units of a block its table shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// Up to how many it shows all.
    pub(super) whole: usize,
    /// How many of the first it shows of a longer block.
    pub(super) head: usize,
    /// How many of the last that have a place.
    pub(super) foot: usize,
}

impl Cut {
    /// All units.
    const NONE: Self = Self {
        whole: usize::MAX,
        head: 0,
        foot: 0,
    };

    /// How many rows a block of so many units takes at most.
    pub(super) fn rows(self, units: usize) -> usize {
        if units <= self.whole {
            units
        } else {
            self.head + self.foot
        }
    }

    /// Whether the unit at `at` of a block of `of` units, of which `placed` have a place, is shown.
    fn shows(self, at: usize, placed: usize, of: usize) -> bool {
        let foot = placed.saturating_sub(self.foot)..placed;
        of <= self.whole || at < self.head || foot.contains(&at)
    }
}

/// Plans the pages.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.units.is_empty() {
        site.lead_to(PART);
        let list = &facts.listings.ranking;
        list.plan(facts, site, |c, part| {
            ranking_view(&c.facts, &c.wording, &c.charts, &c.around, part)
        });
    }
}

/// The units of the blocks that are ranked, in the order of their places.
pub(super) fn list(facts: &Facts<'_>) -> List {
    let columns = 1 + facts.campaign.indicators.0.len();
    let blocks = facts.figures.blocks.iter();
    let blocks = blocks.filter(|&(id, _)| is_ranked(facts, id));
    List {
        top: PATH.to_owned(),
        folder: PATH.trim_end_matches(".html").to_owned(),
        weight: 4 * columns,
        blocks: blocks
            .map(|(id, _)| {
                let order = Order::new(facts, id);
                (id, lines((0..order.len()).filter_map(|at| order.unit(at))))
            })
            .collect(),
    }
}

/// Whether a block has a table among the rankings: several units, of which any has a place.
pub(super) fn is_ranked(facts: &Facts<'_>, block: BlockId) -> bool {
    facts.figures.blocks.get(block).members.len() > 1
        && ranked_indicators(facts, block).next().is_some()
}

/// The indicators for which any unit of a block has a place.
fn ranked_indicators(facts: &Facts<'_>, block: BlockId) -> impl Iterator<Item = IndicatorId> {
    let indicators = facts.campaign.indicators.iter().map(|(id, _)| id);
    indicators.filter(move |&indicator| {
        let first = facts.figures.ranking(indicator, block).first();
        first.is_some_and(|line| line.value.is_some())
    })
}

/// The units of a block in the order of their places: composite ones, else those for its first indicator.
#[derive(Clone, Copy)]
struct Order<'a> {
    composite: &'a [RankLine<BigRational>],
    by_first: &'a [RankLine<Quotient>],
}

impl<'a> Order<'a> {
    fn new(facts: &Facts<'a>, block: BlockId) -> Self {
        let first = ranked_indicators(facts, block).next();
        Self {
            composite: &facts.figures.composite[block.0 as usize],
            by_first: first.map_or(&[], |first| facts.figures.ranking(first, block)),
        }
    }

    fn len(self) -> usize {
        match self.composite.len() {
            0 => self.by_first.len(),
            count => count,
        }
    }

    /// The unit at a place of the order.
    fn unit(self, at: usize) -> Option<UnitId> {
        let composite = self.composite.get(at).map(|line| line.unit);
        composite.or_else(|| Some(self.by_first.get(at)?.unit))
    }

    /// How many have a place.
    fn placed(self) -> usize {
        if self.composite.is_empty() {
            return self.by_first.partition_point(|line| line.value.is_some());
        }
        self.composite.partition_point(|line| line.value.is_some())
    }
}

fn ranking_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    around: &Around,
    part: PartId,
) -> RankingView {
    let list = &facts.listings.ranking;
    let top = LinkView::new(wording.word("pages.nav.ranking"), PATH);
    let description = wording.word("pages.ranking.description").to_owned();
    let top = (PART, top);
    let mut page = list.layout(facts, wording, around, part, top, description);
    page.illustrative = facts.any_illustrative();
    page.downloads = vec![LinkView::new("JSON", data::RANKINGS)];
    let weights: Vec<WeightView> = facts
        .campaign
        .indicators
        .iter()
        .filter(|(_, indicator)| !indicator.weight.is_zero())
        .map(|(id, indicator)| WeightView {
            indicator: facts.indicator_link(id),
            weight: wording.number(&indicator.weight),
        })
        .collect();
    RankingView {
        page,
        composite: !weights.is_empty(),
        key: key(facts, wording),
        weights,
        blocks: blocks_of_page(facts, wording, charts, part),
        parts: list.parts_view(facts, wording, part),
    }
}

/// The tables of a page: all blocks, the ends of some, or the lines of one.
fn blocks_of_page(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    part: PartId,
) -> Vec<RankingBlock> {
    let list = &facts.listings.ranking;
    let table = |id, cut| ranking_block(facts, wording, charts, id, cut);
    let blocks = facts.figures.blocks.iter().map(|(id, _)| id);
    let ranked = blocks.filter(|&id| is_ranked(facts, id));
    match list.content(part) {
        Some((id, _, Some(lines))) => {
            let rows: Vec<usize> = lines.iter().map(|line| line.at as usize).collect();
            let table = table_of(facts, wording, charts, id, &rows, false);
            table.into_iter().collect()
        }
        Some((id, true, None)) => table(id, ENDS).into_iter().collect(),
        Some((_, false, None)) => Vec::new(),
        None if list.is_whole() => ranked.filter_map(|id| table(id, Cut::NONE)).collect(),
        None if part != PartId::TOP => Vec::new(),
        None => {
            let row = 4 * (1 + facts.campaign.indicators.0.len());
            let most = (ROOM / (row * ENDS.whole)).max(1);
            // Those higher up first.
            let mut ranked: Vec<BlockId> = ranked.collect();
            ranked.sort_by_key(|&id| facts.is_deep(facts.figures.blocks.get(id)));
            let shown = ranked.into_iter().take(most);
            shown.filter_map(|id| table(id, ENDS)).collect()
        }
    }
}

/// A block's table, or of a long one its ends; `None` where no unit has a place.
pub(super) fn ranking_block(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: BlockId,
    cut: Cut,
) -> Option<RankingBlock> {
    let order = Order::new(facts, id);
    let (placed, count) = (order.placed(), order.len());
    let rows = (0..count).filter(|&at| cut.shows(at, placed, count));
    table_of(facts, wording, charts, id, &rows.collect::<Vec<_>>(), true)
}

/// The table of some rows of a block, by their places in its order; `is_all`: of all that it shows of the block.
fn table_of(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: BlockId,
    rows: &[usize],
    is_all: bool,
) -> Option<RankingBlock> {
    let indicators: Vec<IndicatorId> = ranked_indicators(facts, id).collect();
    let first = indicators.first()?;
    let block = facts.figures.blocks.get(id);
    let composite = &facts.figures.composite[id.0 as usize];
    let by_indicator = composite.is_empty() && indicators.len() > 1;
    let left_out = block.members.len() - rows.len();
    Some(RankingBlock {
        name: facts.block_name(id),
        finding: leading(facts, wording, composite),
        anchor: facts.block_anchor(id),
        deep: facts.listings.ranking.is_whole() && facts.is_deep(block),
        moves: moves_links(facts, wording, charts, id, &indicators),
        by: by_indicator.then(|| facts.indicator_link(*first).label),
        rows: ranking_rows(facts, wording, id, &indicators, rows, is_all),
        indicators: indicators
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        left_out: (is_all && left_out > 0).then(|| wording.whole(left_out)),
        all: facts.block_path(id),
    })
}

fn ranking_rows(
    facts: &Facts<'_>,
    wording: &Wording,
    block: BlockId,
    indicators: &[IndicatorId],
    rows: &[usize],
    is_all: bool,
) -> Vec<RankingRow> {
    let order = Order::new(facts, block);
    let list = &facts.listings.ranking;
    // Figures of different places differ on a page.
    let among: Vec<usize> = if is_all && list.is_whole() {
        (0..order.len()).collect()
    } else {
        rows.to_vec()
    };
    let units: Vec<UnitId> = among.iter().filter_map(|&at| order.unit(at)).collect();
    let scored = among.iter().filter_map(|&at| order.composite.get(at));
    let scored = scored.filter_map(|line| Some((line.unit, line.value.as_ref()?)));
    let scored: Vec<(UnitId, &BigRational)> = scored.collect();
    let scores = shown_scores(scored.iter().map(|(_, score)| *score));
    let scores: FxHashMap<UnitId, String> = scored
        .iter()
        .zip(scores)
        .map(|((unit, _), score)| (*unit, wording.language().rounded(&score)))
        .collect();
    let shown: Vec<FxHashMap<UnitId, String>> = indicators
        .iter()
        .map(|&indicator| standings::shown_among(facts, wording, indicator, &units))
        .collect();
    let units: Vec<UnitId> = rows.iter().filter_map(|&at| order.unit(at)).collect();
    let links = facts.row_links(list, &units);
    let mut next = 0;
    let row = |(&at, link): (&usize, LinkView)| {
        let unit = order.unit(at)?;
        let after_gap = is_all && at > next;
        next = at + 1;
        let cells = indicators
            .iter()
            .zip(&shown)
            .map(|(&indicator, shown)| ranking_cell(facts, wording, indicator, unit, shown));
        let rank = order.composite.get(at).map(|line| line.rank);
        let (place, reason) = rank.map_or((None, None), |rank| place_words(wording, rank));
        Some(RankingRow {
            unit: link,
            place,
            score: scores.get(&unit).cloned(),
            reason,
            cells: cells.collect(),
            after_gap,
        })
    };
    rows.iter().zip(links).filter_map(row).collect()
}

/// The drawings of how a block's places moved, each on the page of its indicator.
fn moves_links(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: BlockId,
    indicators: &[IndicatorId],
) -> Vec<LinkView> {
    if facts.is_deep(facts.figures.blocks.get(id)) {
        return Vec::new();
    }
    let drawn = indicators
        .iter()
        .filter(|&&indicator| moves_chart(facts, wording, charts, indicator, id).is_some());
    let link = |&indicator: &IndicatorId| {
        let label = facts.indicator_link(indicator).label;
        LinkView::new(label, indicator_units::moves_path(facts, indicator, id))
    };
    drawn.map(link).collect()
}

/// What stands below each result of a ranking.
pub(super) fn key(facts: &Facts<'_>, wording: &Wording) -> &'static str {
    wording.word(if facts.has_targets() {
        "pages.ranking.key"
    } else {
        "pages.ranking.key-plain"
    })
}

/// Who leads a block: "Quận 5 dẫn đầu", "Quận 5, Quận 7 cùng dẫn đầu"; many are counted.
pub(super) fn leading(
    facts: &Facts<'_>,
    wording: &Wording,
    composite: &[RankLine<BigRational>],
) -> Option<String> {
    const NAMED: usize = 3;
    let first =
        composite.partition_point(|line| matches!(line.rank, Rank::Placed { place: 1, .. }));
    let names: Vec<&str> = composite[..first]
        .iter()
        .take(NAMED)
        .map(|line| &*facts.campaign.units.get(line.unit).name)
        .collect();
    Some(match first {
        0 => return None,
        1 => wording.fill("pages.ranking.leads", &[("unit", names[0])]),
        2..=NAMED => wording.fill(
            "pages.ranking.lead-together",
            &[("units", &names.join(", "))],
        ),
        _ => wording.fill(
            "pages.ranking.many-lead",
            &[("count", &wording.whole(first))],
        ),
    })
}

/// The place alone, or why there is none.
fn place_words(wording: &Wording, rank: Rank) -> (Option<String>, Option<&'static str>) {
    match rank {
        Rank::Placed { place, .. } => (Some(wording.whole(place as usize)), None),
        Rank::Unranked(_) => unit::rank_words(wording, rank),
    }
}

fn ranking_cell(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
    shown: &FxHashMap<UnitId, String>,
) -> RankingCell {
    let indicator = facts.campaign.indicators.get(id);
    let standing = facts.figures.of(id).standing(unit);
    let point = standing.overall.shown(indicator);
    let (place, reason) = place_words(wording, facts.figures.rank(id, unit));
    let unranked = || {
        let value = point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator))?;
        Some(wording.value(indicator, &value))
    };
    RankingCell {
        place,
        shown: shown.get(&unit).cloned().or_else(unranked),
        state: wording.state_view(state(indicator, point)).clone(),
        reason,
        partial: point
            .figure
            .as_ref()
            .and(shown::partial_of(facts, wording, point)),
    }
}

/// The scores of a composite ranking, best first, with one decimal, or as many more as different places need.
fn shown_scores<'a>(scores: impl Iterator<Item = &'a BigRational>) -> Vec<Rounded> {
    let scores: Vec<Quotient> = scores.cloned().map(Quotient::from).collect();
    let ends = [
        crate::number::Decimal::ZERO,
        crate::number::Decimal::HUNDRED,
    ];
    Quotient::round_ranking(&scores, 1, &ends)
}

#[cfg(test)]
mod tests {
    use super::{Cut, leading};
    use crate::figures::testing::site;
    use crate::site::testing::in_context;

    #[test]
    fn a_block_longer_than_is_shown_whole_is_cut_to_its_ends() {
        let cut = Cut {
            whole: 6,
            head: 2,
            foot: 2,
        };
        let shown = |placed: usize, of: usize| -> Vec<usize> {
            (0..of).filter(|&at| cut.shows(at, placed, of)).collect()
        };
        assert_eq!(shown(6, 6), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(7, 7), [0, 1, 5, 6]);
        // The last of those with a place, not of those without.
        assert_eq!(shown(5, 7), [0, 1, 3, 4]);
        assert_eq!(shown(1, 7), [0, 1]);
        assert_eq!([cut.rows(5), cut.rows(6), cut.rows(7)], [5, 6, 4]);
        assert_eq!(Cut { head: 3, ..cut }.rows(7), 5);
    }

    #[test]
    fn up_to_three_that_lead_together_are_named() {
        for (leaders, expected) in [
            (1, "Unit u0 dẫn đầu"),
            (2, "Unit u0, Unit u1 cùng dẫn đầu"),
            (3, "Unit u0, Unit u1, Unit u2 cùng dẫn đầu"),
            (4, "4 đơn vị cùng dẫn đầu"),
        ] {
            let units: Vec<String> = (0..5).map(|unit| format!("u{unit}")).collect();
            let row = |(at, unit): (usize, &String)| {
                format!(
                    "{unit} 2019-01 {}/100\n",
                    if at < leaders { 95 } else { 50 }
                )
            };
            let made = site(&units.join(","))
                .indicator("kind = \"ratio\"; target = \"> 90\"; weight = 1")
                .rows(&units.iter().enumerate().map(row).collect::<String>())
                .made();
            in_context(&made, |context| {
                let lines = &made.figures.composite[0];
                let told = leading(&context.facts, &context.wording, lines);
                assert_eq!(told.as_deref(), Some(expected));
            });
        }
    }
}
