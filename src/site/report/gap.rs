//! Gaps in reporting: which units still owe which periods.

use super::Room;
use crate::model::{IndicatorId, UnitId};
use crate::site::layout::LinkView;
use crate::site::{Facts, Wording, unit};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;

/// What was not reported of an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapReport {
    /// The indicator.
    pub indicator: LinkView,
    /// "3/24 đơn vị còn thiếu báo cáo", that none does, or that nothing is owed yet.
    pub count: String,
    /// The units by what they owe, those first who are most.
    pub rows: Vec<GapRow>,
    /// How many units there are beyond those.
    pub left_out: Option<String>,
}

/// Units that owe the same periods.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapRow {
    /// The periods: "tháng 5/2019, tháng 7 đến tháng 9/2019".
    pub periods: String,
    /// How many units.
    pub count: String,
    /// The first of them by name.
    pub units: Vec<LinkView>,
    /// How many more.
    pub more: Option<String>,
}

/// `None` for an indicator that nobody owes.
pub(super) fn gap_report(
    facts: &Facts<'_>,
    wording: &Wording,
    room: Room,
    id: IndicatorId,
) -> Option<GapReport> {
    let figures = facts.figures.of(id);
    let owing = figures.owes.iter().filter(|&&owes| owes).count();
    if owing == 0 {
        return None;
    }
    let mut by_periods: FxHashMap<String, Vec<UnitId>> = FxHashMap::default();
    for (unit, _) in facts.campaign.units.iter() {
        if let Some(periods) = unit::owed_periods(facts, wording, id, unit) {
            by_periods.entry(periods).or_default().push(unit);
        }
    }
    let mut groups: Vec<(String, Vec<UnitId>)> = by_periods.into_iter().collect();
    groups.sort_by(|a, b| (Reverse(a.1.len()), &a.0).cmp(&(Reverse(b.1.len()), &b.0)));
    let missing: usize = groups.iter().map(|(_, units)| units.len()).sum();
    let left_out: usize = groups
        .iter()
        .skip(room.gaps)
        .map(|(_, units)| units.len())
        .sum();
    let is_owed = figures.owed_months.iter().any(|(from, end)| from < end);
    let count = match missing {
        _ if !is_owed => wording.word("printed.gap-nobody").to_owned(),
        0 => wording.word("printed.gap-none").to_owned(),
        missing => {
            let (missing, owing) = (wording.whole(missing), wording.whole(owing));
            let args = [("count", &*missing), ("of", &owing)];
            wording.fill("printed.gap-count", &args)
        }
    };
    Some(GapReport {
        indicator: facts.indicator_link(id),
        count,
        rows: groups
            .into_iter()
            .take(room.gaps)
            .map(|(periods, units)| gap_row(facts, wording, room.gap_units, periods, units))
            .collect(),
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
    })
}

fn gap_row(
    facts: &Facts<'_>,
    wording: &Wording,
    named: usize,
    periods: String,
    mut units: Vec<UnitId>,
) -> GapRow {
    units.sort_by_key(|&unit| facts.figures.blocks.order(unit));
    let more = units.len().saturating_sub(named);
    GapRow {
        periods,
        count: wording.whole(units.len()),
        units: units
            .into_iter()
            .take(named)
            .map(|unit| facts.titled_unit_link(unit))
            .collect(),
        more: (more > 0).then(|| {
            wording.fill(
                "pages.unit.held-back-more",
                &[("count", &wording.whole(more))],
            )
        }),
    }
}
