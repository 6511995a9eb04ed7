//! The ranking by block (`xep-hang.html`).

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::moves_chart::moves_chart;
use super::shown::{StateView, state};
use super::unit_blocks::MOST_ROWS;
use super::{Around, Charts, Facts, Site, Wording, data, shown, standings, unit};
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
    /// The blocks.
    pub blocks: Vec<RankingBlock>,
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
    /// Its units in order of the composite place, else of their names; of a long block the first ones.
    pub rows: Vec<RankingRow>,
    /// How many units a long block has beyond its rows.
    pub left_out: Option<String>,
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

/// For how many rows the page has room; further blocks show their first units.
const ROOM: usize = 1500;

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
    /// That of the page of rankings.
    const PAGE: Self = Self {
        whole: MOST_ROWS,
        head: 20,
        foot: 0,
    };

    /// That of a block for whose table the page of rankings has no room.
    const SHORT: Self = Self {
        whole: 5,
        head: 5,
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

/// Plans the page.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.units.is_empty() {
        site.lead_to(PART);
        site.page(PATH, |c| {
            ranking_view(&c.facts, &c.wording, &c.charts, &c.around)
        });
    }
}

fn ranking_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    around: &Around,
) -> RankingView {
    let title = wording.word("pages.nav.ranking").to_owned();
    let description = wording.word("pages.ranking.description").to_owned();
    let mut page = around.layout(PART, PATH, title, description);
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
    let mut room = ROOM;
    RankingView {
        page,
        composite: !weights.is_empty(),
        key: key(facts, wording),
        weights,
        blocks: facts
            .figures
            .blocks
            .iter()
            .filter(|(_, block)| block.members.len() > 1)
            .filter_map(|(id, block)| {
                let units = block.members.len();
                let fits = Cut::PAGE.rows(units) <= room;
                let cut = if fits { Cut::PAGE } else { Cut::SHORT };
                room = room.saturating_sub(cut.rows(units));
                ranking_block(facts, wording, charts, id, cut)
            })
            .collect(),
    }
}

/// A block's table; `None` where no unit has a place.
pub(super) fn ranking_block(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: BlockId,
    cut: Cut,
) -> Option<RankingBlock> {
    let members = &facts.figures.blocks.get(id).members;
    let indicators: Vec<IndicatorId> = facts
        .campaign
        .indicators
        .iter()
        .map(|(indicator, _)| indicator)
        .filter(|&indicator| {
            facts
                .figures
                .ranking(indicator, id)
                .first()
                .is_some_and(|line| line.value.is_some())
        })
        .collect();
    if indicators.is_empty() {
        return None;
    }
    let composite = &facts.figures.composite[id.0 as usize];
    let scores = shown_scores(composite.iter().filter_map(|line| line.value.as_ref()));
    let order: Vec<(UnitId, Option<Rank>, Option<String>)> = if composite.is_empty() {
        members.iter().map(|&unit| (unit, None, None)).collect()
    } else {
        let mut scores = scores.into_iter();
        composite
            .iter()
            .map(|line| {
                let score = line.value.as_ref().and_then(|_| scores.next());
                (
                    line.unit,
                    Some(line.rank),
                    score.map(|score| wording.language().rounded(&score)),
                )
            })
            .collect()
    };
    let shown: Vec<FxHashMap<UnitId, String>> = indicators
        .iter()
        .map(|&indicator| shown_by_unit(facts, wording, indicator, id))
        .collect();
    let placed = order
        .iter()
        .filter(|(_, rank, _)| !matches!(rank, Some(Rank::Unranked(_))))
        .count();
    let mut next = 0;
    let rows: Vec<RankingRow> = order
        .iter()
        .enumerate()
        .filter(|(at, _)| cut.shows(*at, placed, order.len()))
        .map(|(at, (unit, rank, score))| {
            let after_gap = at > next;
            next = at + 1;
            let cells = indicators
                .iter()
                .zip(&shown)
                .map(|(&indicator, shown)| ranking_cell(facts, wording, indicator, *unit, shown));
            let (place, reason) = rank.map_or((None, None), |rank| place_words(wording, rank));
            RankingRow {
                unit: facts.unit_link(*unit),
                place,
                score: score.clone(),
                reason,
                cells: cells.collect(),
                after_gap,
            }
        })
        .collect();
    let left_out = order.len() - rows.len();
    Some(RankingBlock {
        name: facts.block_name(id),
        finding: leading(facts, wording, composite),
        anchor: facts.block_anchor(id),
        deep: facts.is_deep(facts.figures.blocks.get(id)),
        moves: moves_links(facts, wording, charts, id, &indicators),
        indicators: indicators
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        rows,
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
    })
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
        let page = facts.indicator_link(indicator);
        let anchor = super::moves_chart::anchor(id);
        LinkView::new(page.label, format!("{}#{anchor}", page.href))
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

fn shown_by_unit(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: IndicatorId,
    block: BlockId,
) -> FxHashMap<UnitId, String> {
    let lines = facts.figures.ranking(indicator, block);
    let placed = &lines[..lines.partition_point(|line| line.value.is_some())];
    placed
        .iter()
        .map(|line| line.unit)
        .zip(standings::shown_in_ranking(
            facts, wording, indicator, placed,
        ))
        .collect()
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

    #[test]
    fn beyond_its_room_the_page_shows_the_first_units_of_every_further_block() {
        let mut units = String::from("tp");
        let mut rows = String::new();
        for block in 0..80 {
            for unit in 0..30 {
                units += &format!(",u{block}-{unit}<tp kind:k{block}");
                rows += &format!("u{block}-{unit} 2019-01 {unit}/100\n");
            }
        }
        let made = site(&units)
            .indicator("kind = \"ratio\"; target = \"> 90\"")
            .rows(&rows)
            .made();
        in_context(&made, |context| {
            let page = context.text_of("xep-hang.html");
            assert_eq!(page.matches("/u49-").count(), 30, "the last with room");
            assert_eq!(page.matches("/u50-").count(), 5, "the first without");
            assert_eq!(page.matches("/u79-").count(), 5, "the last");
            assert!(page.contains("Còn 25 đơn vị không hiện ở đây"));
        });
    }
}
