//! From initiatives to their impacts.

use super::block::{BlockWindows, Sides, Topic, Tracks};
use super::months::{Months, Window};
use super::{BeforeAfter, BlockChange, Impact, Impacts, MOST_MONTHS};
use crate::calendar::{Period, PeriodLength, VagueDay};
use crate::figures::Coverage;
use crate::figures::block::Blocks;
use crate::figures::indicator::IndicatorFigures;
use crate::figures::point::Track;
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, Initiative, UnitId};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::ops::Range;

impl Impacts {
    /// The impacts of all initiatives.
    #[must_use]
    pub(in crate::figures) fn compute(
        campaign: &Campaign,
        indicators: &[IndicatorFigures],
        blocks: &Blocks,
    ) -> Self {
        let initiatives = &campaign.initiatives.0;
        if initiatives.is_empty() {
            return Self::default();
        }
        let tracks = Tracks {
            campaign,
            indicators,
            blocks,
        };
        let fields = fields_with_figures(indicators);
        let mut by_initiative: Vec<Vec<Impact>> = initiatives
            .par_iter()
            .map(|initiative| own_impacts(tracks, &fields, initiative))
            .collect();
        let asked = by_initiative.iter().flatten();
        let windows = BlockWindows::compute(tracks, asked.map(|impact| window_of(tracks, impact)));
        by_initiative
            .par_iter_mut()
            .zip(initiatives)
            .for_each(|(impacts, initiative)| {
                put_beside_block(tracks, &windows, initiative, impacts);
            });
        Self { by_initiative }
    }
}

/// The fields in which an indicator has any figure, of whatever unit.
fn fields_with_figures(indicators: &[IndicatorFigures]) -> Vec<FxHashSet<FieldId>> {
    let fields = |figures: &IndicatorFigures| {
        let all = figures.standings.iter().flat_map(|unit| &unit.fields);
        all.map(|(field, _)| *field).collect()
    };
    indicators.par_iter().map(fields).collect()
}

/// The impacts of an initiative on the units that began it or took it up, without their blocks.
fn own_impacts(
    tracks: Tracks<'_>,
    fields: &[FxHashSet<FieldId>],
    initiative: &Initiative,
) -> Vec<Impact> {
    let beginnings = std::iter::once((initiative.unit, Some(initiative.started)));
    let adoptions = initiative.adopted_by.iter();
    let beginnings = beginnings.chain(adoptions.map(|adoption| (adoption.unit, adoption.since)));
    let mut impacts = Vec::new();
    for (unit, since) in beginnings {
        let Some(start) = since.and_then(start_month) else {
            continue;
        };
        for &indicator in &initiative.indicators {
            let has_field = fields[indicator.0 as usize].contains(&initiative.field);
            let field = has_field.then_some(initiative.field);
            let impact = impact(tracks, unit, indicator, field, start);
            // A sourced practice is never mixed with illustrative figures.
            impacts.extend(
                impact.filter(|impact| !(initiative.is_sourced() && impact.own.is_illustrative())),
            );
        }
    }
    impacts
}

/// The month that a day lies in, as far as it is known.
fn start_month(day: VagueDay) -> Option<Period> {
    let (year, month) = match day {
        VagueDay::Year(_) => return None,
        VagueDay::Month(year, month) => (year, month),
        VagueDay::Day(day) => (day.year(), day.month()),
    };
    Period::new(year, u8::try_from(month).ok()?, PeriodLength::Month)
}

/// The impact on a unit, without its block.
fn impact(
    tracks: Tracks<'_>,
    unit: UnitId,
    id: IndicatorId,
    field: Option<FieldId>,
    start: Period,
) -> Option<Impact> {
    let indicator = tracks.campaign.indicators.get(id);
    let track = tracks.of(unit, id, field)?;
    let at_most = Window {
        start: start.first_month(),
        k: MOST_MONTHS,
    };
    let months = Months::of(track, at_most.months());
    let window = months.widest(at_most.start)?;
    let [before, after] = months.sides(window, indicator.over_time)?;
    let k = u16::from(window.k);
    Some(Impact {
        indicator: id,
        unit,
        field,
        start,
        k: window.k,
        own: BeforeAfter::new(
            indicator,
            before.figure(indicator.kind)?,
            after.figure(indicator.kind)?,
        )?,
        coverage_before: least_coverage(track, window.start - k..window.start),
        coverage_after: least_coverage(track, window.start + 1..window.start + 1 + k),
        block: None,
    })
}

/// Of some months, all of which a track has, the coverage of the one of which the smallest share is known; of equal
/// shares, that of the most units.
fn least_coverage(track: &Track, months: Range<u16>) -> Coverage {
    months
        .filter_map(|month| track.at(Period::month_at(month)))
        .map(|point| point.coverage)
        .min_by(|one, other| compare_shares(*one, *other))
        .unwrap_or_default()
}

/// By the share that was reported; where nobody owes anything, nothing is missing.
fn compare_shares(one: Coverage, other: Coverage) -> Ordering {
    let (a, b) = (whole_if_nothing_owed(one), whole_if_nothing_owed(other));
    let products = (a.0 * b.1).cmp(&(b.0 * a.1));
    products.then(other.expected.cmp(&one.expected))
}

fn whole_if_nothing_owed(coverage: Coverage) -> (u64, u64) {
    match coverage.expected {
        0 => (1, 1),
        expected => (u64::from(coverage.reported), u64::from(expected)),
    }
}

/// What an impact's block is asked for.
fn window_of(tracks: Tracks<'_>, impact: &Impact) -> (Topic, Window) {
    let topic = Topic {
        block: tracks.blocks.of(impact.unit),
        indicator: impact.indicator,
        field: impact.field,
    };
    let window = Window {
        start: impact.start.first_month(),
        k: impact.k,
    };
    (topic, window)
}

/// Puts what the rest of the block did beside each impact of an initiative.
fn put_beside_block(
    tracks: Tracks<'_>,
    windows: &BlockWindows,
    initiative: &Initiative,
    impacts: &mut [Impact],
) {
    let mut taking_part: Vec<UnitId> = initiative.adopted_by.iter().map(|a| a.unit).collect();
    taking_part.push(initiative.unit);
    taking_part.sort_unstable();
    taking_part.dedup();
    let mut known: FxHashMap<(Topic, Window), Option<BlockChange>> = FxHashMap::default();
    for impact in impacts {
        let (topic, window) = window_of(tracks, impact);
        let change = known.entry((topic, window)).or_insert_with(|| {
            let rest = windows.without(tracks, topic, window, taking_part.iter().copied());
            block_change(tracks.campaign.indicators.get(topic.indicator), rest)
        });
        let mixed = |block: &BlockChange| initiative.is_sourced() && block.pooled.is_illustrative();
        impact.block = change.clone().filter(|block| !mixed(block));
    }
}

fn block_change(indicator: &Indicator, rest: Sides) -> Option<BlockChange> {
    if rest.units == 0 {
        return None;
    }
    let before = rest.before.figure(indicator.kind)?;
    let after = rest.after.figure(indicator.kind)?;
    Some(BlockChange {
        units: rest.units,
        pooled: BeforeAfter::new(indicator, before, after)?,
    })
}
