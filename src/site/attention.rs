//! Who meets all targets, and who falls furthest short, among the units that a leader knows by name: those at the top of
//! the hierarchy, or right below the only one there.

use super::lag::{LagView, lag};
use super::layout::LinkView;
use super::shown::state;
use super::{Facts, Wording};
use crate::figures::{Block, BlockId, Figure, Status, shortfall_share};
use crate::model::{IndicatorId, UnitId};
use crate::text::keep_numbers_together;
use num_rational::BigRational;
use serde::Serialize;
use std::cmp::Reverse;

/// The units of a block that meet every target.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AllMetView {
    /// The block.
    pub block: LinkView,
    /// "3/13 đơn vị"
    pub count: String,
    /// The units, the first of them where they are many.
    pub units: Vec<LinkView>,
    /// "và 4 đơn vị khác", where not all are named.
    pub more: Option<String>,
    /// How many miss none, and lack figures to say more of them.
    pub unsure: Option<String>,
}

/// The units that fall furthest short.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AttentionView {
    /// The units, the furthest from a target first.
    pub needs: Vec<NeedView>,
    /// How many more units miss a target: "và 9 đơn vị khác chưa đạt đủ mục tiêu".
    pub more: Option<String>,
    /// That no unit misses one, where none does.
    pub none: Option<&'static str>,
}

/// A unit that misses a target.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NeedView {
    /// The unit.
    pub unit: LinkView,
    /// Where it falls furthest short.
    pub lag: LagView,
}

/// How many blocks are told of.
const BLOCKS: usize = 12;

/// How many units of a block are named.
const NAMED: usize = 3;

/// How many are where all have short names.
const NAMED_SHORT: usize = 7;

/// How a unit stands against the targets that concern it.
enum Against {
    /// It meets all of them.
    All,
    /// It misses one or more.
    Short,
    /// It misses none, and of some nothing can be said.
    Unsure,
    /// Nothing can be said of any.
    Nothing,
}

/// The blocks of which any unit can be judged, with the units that meet all targets.
pub(super) fn all_met(facts: &Facts<'_>, wording: &Wording) -> Vec<AllMetView> {
    blocks(facts)
        .filter_map(|(id, block)| {
            let members = block.members.iter();
            let stand = members.map(|&unit| (unit, against(facts, unit)));
            let judged: Vec<(UnitId, Against)> = stand
                .filter(|(_, against)| !matches!(against, Against::Nothing))
                .collect();
            (!judged.is_empty()).then(|| all_met_of(facts, wording, id, &judged))
        })
        .take(BLOCKS)
        .collect()
}

/// The units that miss a target, the furthest from it first, at most `most` of them; `None` where none can be judged.
pub(super) fn attention(
    facts: &Facts<'_>,
    wording: &Wording,
    most: usize,
) -> Option<AttentionView> {
    let mut short = Vec::new();
    let mut any = false;
    for (_, block) in blocks(facts) {
        for &unit in &block.members {
            any |= !matches!(against(facts, unit), Against::Nothing);
            short.extend(furthest(facts, unit).map(|furthest| (unit, furthest)));
        }
    }
    // Stable: equals stay in the order of their blocks and names.
    short.sort_by(|(_, a), (_, b)| b.cmp(a));
    let more = short.len().saturating_sub(most);
    short.truncate(most);
    let needs: Vec<NeedView> = short
        .into_iter()
        .filter_map(
            |(
                unit,
                Furthest {
                    id: Reverse(id), ..
                },
            )| {
                let standing = facts.figures.of(id).standing(unit);
                let link = facts.indicator_link(id);
                Some(NeedView {
                    unit: facts.titled_unit_link(unit),
                    lag: lag(facts, wording, id, standing, link)?,
                })
            },
        )
        .collect();
    let none = needs
        .is_empty()
        .then(|| wording.word("pages.attention.none"));
    any.then(|| AttentionView {
        more: (more > 0)
            .then(|| wording.fill("pages.attention.more", &[("count", &wording.whole(more))])),
        none,
        needs,
    })
}

/// The blocks of units that are known by name.
fn blocks<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (BlockId, &'a Block)> {
    let blocks = facts.blocks_of_parts();
    blocks.filter(|(_, block)| !facts.is_deep(block))
}

/// Where a unit falls furthest short: missed before near, then by the share of the target, then the first indicator.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Furthest {
    missed: bool,
    share: BigRational,
    id: Reverse<IndicatorId>,
}

fn furthest(facts: &Facts<'_>, unit: UnitId) -> Option<Furthest> {
    let indicators = facts.campaign.indicators.iter();
    let all = indicators.filter_map(|(id, indicator)| {
        let standing = facts.figures.of(id).standing(unit);
        Some(Furthest {
            missed: standing.overall.shown(indicator).status == Status::Missed,
            share: shortfall_share(id, indicator, standing)?,
            id: Reverse(id),
        })
    });
    all.max()
}

/// How a unit stands against the targets of what it owes, or has figures of. Where nothing arose there is nothing to meet.
fn against(facts: &Facts<'_>, unit: UnitId) -> Against {
    let (mut met, mut unsure) = (0, 0);
    for (id, indicator) in facts.campaign.indicators.iter() {
        let figures = facts.figures.of(id);
        let point = figures.standing(unit).overall.shown(indicator);
        let nothing_arose = point
            .figure
            .as_ref()
            .is_some_and(Figure::is_nothing_arising);
        let concerns = figures.owes_below[unit.0 as usize] || point.figure.is_some();
        if indicator.target.is_none() || nothing_arose || !concerns {
            continue;
        }
        match state(indicator, point) {
            state if state.failed() => return Against::Short,
            state if state.reached() => met += 1,
            _ => unsure += 1,
        }
    }
    match (met, unsure) {
        (0, _) => Against::Nothing,
        (_, 0) => Against::All,
        _ => Against::Unsure,
    }
}

/// Up to three units by their names, up to seven by short ones, of more the first and how many there are.
fn all_met_of(
    facts: &Facts<'_>,
    wording: &Wording,
    block: BlockId,
    judged: &[(UnitId, Against)],
) -> AllMetView {
    let all = judged
        .iter()
        .filter(|(_, against)| matches!(against, Against::All));
    let all: Vec<UnitId> = all.map(|&(unit, _)| unit).collect();
    let is_unsure = |(_, against): &&(UnitId, Against)| matches!(against, Against::Unsure);
    let unsure = judged.iter().filter(is_unsure).count();
    let short = |&unit: &UnitId| {
        let name = facts.campaign.units.get(unit).short_name.as_deref()?;
        let name = keep_numbers_together(name);
        Some(LinkView::new(name, facts.unit_link(unit).href))
    };
    let shortened = (NAMED < all.len() && all.len() <= NAMED_SHORT)
        .then(|| all.iter().map(short).collect::<Option<Vec<_>>>())
        .flatten();
    let (units, left) = match shortened {
        Some(units) => (units, 0),
        None => {
            let units = all.iter().take(NAMED).map(|&unit| facts.unit_link(unit));
            (units.collect(), all.len().saturating_sub(NAMED))
        }
    };
    let (met, of) = (wording.whole(all.len()), wording.whole(judged.len()));
    let count = [("met", &*met), ("of", &*of)];
    AllMetView {
        block: LinkView::new(facts.block_name(block), facts.block_path(block)),
        count: wording.fill("pages.attention.count", &count),
        units,
        more: (left > 0).then(|| {
            wording.fill(
                "pages.attention.more-met",
                &[("count", &wording.whole(left))],
            )
        }),
        unsure: (unsure > 0).then(|| {
            wording.fill(
                "pages.attention.unsure",
                &[("count", &wording.whole(unsure))],
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{all_met, attention};
    use crate::figures::testing::{Site, site};
    use crate::site::testing::in_context;

    const FIELDS: &str = "kind = \"ratio\"; target = \"> 90\"; scope = \"every-field\"";

    /// Who needs help, and who meets every target: `B: … | A, C`.
    fn said(site: Site, most: usize) -> String {
        let mut said = String::new();
        in_context(&site.made(), |context| {
            let (facts, wording) = (&context.facts, &context.wording);
            let needs = attention(facts, wording, most).map(|attention| {
                let needs = attention.needs.iter();
                let needs = needs.map(|need| format!("{}: {}", need.unit.label, need.lag.detail));
                let ends = attention
                    .more
                    .into_iter()
                    .chain(attention.none.map(Into::into));
                needs.chain(ends).collect::<Vec<_>>().join("; ")
            });
            let met = all_met(facts, wording).into_iter().map(|block| {
                let names = block.units.into_iter().map(|unit| unit.label);
                let names = names.chain(block.more).chain(block.unsure);
                format!("{} {}", block.count, names.collect::<Vec<_>>().join(", "))
            });
            said = format!(
                "{} | {}",
                needs.unwrap_or_default(),
                met.collect::<Vec<_>>().join("; ")
            );
        });
        said
    }

    #[test]
    fn the_furthest_from_its_target_stands_first_missed_before_near() {
        // b is near by little, c misses a target by 2.5 of 80, d by 30 of 90, in its weakest field.
        let rows = "b 2019-01 89/100\nc 2019-01 99/100\na 2019-01 95/100\ny: a 2019-01 90/100\ny: c 2019-01 775/1000\nd 2019-01 dat 60/100\nd 2019-01 thue 85/100";
        let site = site("a, b, c, d")
            .indicator(FIELDS)
            .indicator("kind = \"ratio\"; target = \"> 80\"")
            .rows(rows);
        assert_eq!(
            said(site.clone(), 9),
            "Unit d: lĩnh vực dat 60,0%, còn thiếu 31 trường hợp; còn 1 lĩnh vực khác chưa đạt; Unit c: 77,5%, còn thiếu 26 trường hợp; Unit b: 89,0%, còn thiếu 2 trường hợp | 1/4 đơn vị Unit a"
        );
        let first = said(site, 1);
        assert!(first.contains("và 2 đơn vị khác"), "{first}");
    }

    #[test]
    fn a_unit_of_which_nothing_can_be_said_neither_meets_all_nor_falls_short() {
        let of = |rows: &str, keys: &str| {
            let site =
                site("a, b, c").indicator(&format!("{FIELDS}; reporters = [\"unit\"]; {keys}"));
            said(
                site.indicator("kind = \"ratio\"; target = \"> 90\"")
                    .rows(rows),
                9,
            )
        };
        assert_eq!(of("", ""), " | ");
        // b has no figure of the first indicator and meets the second; c has a small sample only.
        let rows = "a 2019-01 99/100\nb 2019-02 -\ny: b 2019-01 99/100\nc 2019-01 1/10";
        assert_eq!(
            of(rows, "min_sample = 30"),
            "Không đơn vị nào chưa đạt mục tiêu. | 1/2 đơn vị Unit a, 1 đơn vị chưa đủ số liệu để kết luận"
        );
    }
}
