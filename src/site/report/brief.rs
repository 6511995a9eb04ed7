//! What a leader reads first: what changed since the period before, and who does it better.

use crate::calendar::Period;
use crate::figures::{BlockId, Point};
use crate::model::{IndicatorId, UnitId};
use crate::site::better::{BetterView, better};
use crate::site::change::changed;
use crate::site::layout::LinkView;
use crate::site::shown::state;
use crate::site::{Archive, Facts, Wording};
use serde::Serialize;

/// What changed in an indicator since the period before.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangeReport {
    /// The whole in a sentence.
    pub sentence: String,
    /// "Đạt mục tiêu trong tháng 9/2019, tháng 8/2019 chưa đạt: Quận 4, Quận 8."
    pub gained: Option<String>,
    /// "Chưa đạt mục tiêu trong tháng 9/2019, tháng 8/2019 đạt: Quận 2."
    pub lost: Option<String>,
}

/// Who does better in an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BetterReport {
    /// The indicator.
    pub indicator: LinkView,
    /// The best of each block that has several units.
    pub blocks: Vec<BetterBlock>,
}

/// The best of a block.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BetterBlock {
    /// The block's name.
    pub name: String,
    /// Its best, best first.
    pub units: Vec<BetterView>,
}

/// How many indicators are told of.
const INDICATORS: usize = 8;

/// How many units that moved are named.
const NAMED: usize = 8;

/// How many units of a block are named.
const BEST: usize = 1;

/// How many blocks of an indicator are told of.
const BLOCKS: usize = 6;

/// What changed in each indicator of which there is a figure.
pub(super) fn changes(facts: &Facts<'_>, wording: &Wording) -> Vec<ChangeReport> {
    let indicators = facts.campaign.indicators.iter().map(|(id, _)| id);
    let changes = indicators.filter_map(|id| {
        let sentence = changed(facts, wording, id, &facts.figures.of(id).whole)?;
        let moved = moved(facts, id);
        let told = |key, units: &[UnitId]| {
            let moved = moved.as_ref()?;
            named(facts, wording, key, units, (moved.before, moved.latest))
        };
        let none = Vec::new();
        let (gained, lost) = moved
            .as_ref()
            .map_or((&none, &none), |moved| (&moved.gained, &moved.lost));
        Some(ChangeReport {
            sentence,
            gained: told("printed.gained", gained),
            lost: told("printed.lost", lost),
        })
    });
    changes.take(INDICATORS).collect()
}

/// Which units met a target in the latest period and not in the one before, and the other way round.
struct Moved {
    before: Period,
    latest: Period,
    gained: Vec<UnitId>,
    lost: Vec<UnitId>,
}

/// Of the units that are known by name, where all below reported in both periods, and the same ones.
fn moved(facts: &Facts<'_>, id: IndicatorId) -> Option<Moved> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let latest = figures.latest?;
    let mut moved = Moved {
        before: latest.previous()?,
        latest,
        gained: Vec::new(),
        lost: Vec::new(),
    };
    for block in known_blocks(facts, id) {
        for &unit in &facts.figures.blocks.get(block).members {
            let overall = &figures.standing(unit).overall;
            let both = overall.at(latest).zip(overall.at(moved.before));
            let Some((now, then)) = both.filter(|&(now, then)| are_alike(now, then)) else {
                continue;
            };
            let (now, then) = (state(indicator, now), state(indicator, then));
            if now.reached() && then.failed() {
                moved.gained.push(unit);
            } else if now.failed() && then.reached() {
                moved.lost.push(unit);
            }
        }
    }
    Some(moved)
}

fn are_alike(now: &Point, then: &Point) -> bool {
    now.is_complete() && then.is_complete() && now.reporters == then.reporters
}

/// The blocks of an indicator whose units a leader knows by name.
fn known_blocks(facts: &Facts<'_>, id: IndicatorId) -> impl Iterator<Item = BlockId> {
    let blocks = facts.concerned_blocks(id).into_iter();
    blocks.filter(|&block| !facts.is_deep(facts.figures.blocks.get(block)))
}

/// "Đạt mục tiêu trong tháng 9/2019, tháng 8/2019 chưa đạt: Quận 4, Quận 8 và 3 đơn vị khác."
fn named(
    facts: &Facts<'_>,
    wording: &Wording,
    key: &str,
    units: &[UnitId],
    (before, latest): (Period, Period),
) -> Option<String> {
    let names = units.iter().take(NAMED).map(|&unit| facts.unit_title(unit));
    let mut names = names.collect::<Vec<_>>().join(", ");
    let more = units.len().saturating_sub(NAMED);
    if more > 0 {
        let count = wording.whole(more);
        names += " ";
        names += &wording.fill("pages.attention.more-met", &[("count", &count)]);
    }
    let args = [
        ("before", wording.period(before)),
        ("latest", wording.period(latest)),
        ("units", &names),
    ];
    (!units.is_empty()).then(|| wording.fill(key, &args))
}

/// The best of each block, by indicator with a target.
pub(super) fn better_by_indicator(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
) -> Vec<BetterReport> {
    let indicators = facts.campaign.indicators.iter().map(|(id, _)| id);
    let reports = indicators.map(|id| {
        let blocks = known_blocks(facts, id).map(|block| BetterBlock {
            name: facts.block_name(block),
            units: better(facts, wording, archive, id, block, None, BEST),
        });
        BetterReport {
            indicator: facts.indicator_link(id),
            blocks: blocks
                .filter(|block| !block.units.is_empty())
                .take(BLOCKS)
                .collect(),
        }
    });
    reports
        .filter(|report| !report.blocks.is_empty())
        .take(INDICATORS)
        .collect()
}
