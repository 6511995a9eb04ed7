//! What blocks did meanwhile. Many initiatives begin in the same months, so each window of a block is added up once,
//! and the units that took part are taken out of it afterwards.

use super::months::{Months, Window};
use super::tally::Tally;
use crate::figures::block::{BlockId, Blocks};
use crate::figures::indicator::IndicatorFigures;
use crate::figures::point::Track;
use crate::model::{Campaign, FieldId, IndicatorId, OverTime, UnitId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Whose figures: those of a block, of an indicator, in a field or overall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Topic {
    pub(super) block: BlockId,
    pub(super) indicator: IndicatorId,
    pub(super) field: Option<FieldId>,
}

/// The units that have all months of a window, and what they add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) units: u32,
    pub(super) before: Tally,
    pub(super) after: Tally,
}

impl Sides {
    fn add(&mut self, [before, after]: &[Tally; 2]) {
        self.units += 1;
        self.before += before;
        self.after += after;
    }

    fn remove(&mut self, [before, after]: &[Tally; 2]) {
        self.units -= 1;
        self.before -= before;
        self.after -= after;
    }

    fn merge(mut self, other: &Self) -> Self {
        self.units += other.units;
        self.before += &other.before;
        self.after += &other.after;
        self
    }
}

/// The figures that impacts are made of.
#[derive(Clone, Copy)]
pub(super) struct Tracks<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicators: &'a [IndicatorFigures],
    pub(super) blocks: &'a Blocks,
}

impl<'a> Tracks<'a> {
    /// The figures of a unit, in a field or overall.
    pub(super) fn of(
        self,
        unit: UnitId,
        indicator: IndicatorId,
        field: Option<FieldId>,
    ) -> Option<&'a Track> {
        let standing = self.indicators[indicator.0 as usize].standing(unit);
        match field {
            Some(field) => standing.field(field),
            None => Some(&standing.overall),
        }
    }

    /// How an indicator goes over time.
    pub(super) fn over_time(self, indicator: IndicatorId) -> OverTime {
        self.campaign.indicators.get(indicator).over_time
    }
}

/// The windows of whole blocks.
#[derive(Debug, Default)]
pub(super) struct BlockWindows(FxHashMap<(Topic, Window), Sides>);

impl BlockWindows {
    /// Adds up the windows that are asked for.
    pub(super) fn compute(
        tracks: Tracks<'_>,
        asked: impl Iterator<Item = (Topic, Window)>,
    ) -> Self {
        let mut by_topic: FxHashMap<Topic, Vec<Window>> = FxHashMap::default();
        for (topic, window) in asked {
            by_topic.entry(topic).or_default().push(window);
        }
        let sums = by_topic
            .into_par_iter()
            .flat_map_iter(|(topic, mut windows)| {
                windows.sort_unstable();
                windows.dedup();
                let sums = add_up(tracks, topic, &windows);
                let keys = windows.into_iter().map(move |window| (topic, window));
                keys.zip(sums)
            });
        Self(sums.collect())
    }

    /// A window of a block without some of its units, each named once.
    pub(super) fn without(
        &self,
        tracks: Tracks<'_>,
        topic: Topic,
        window: Window,
        units: impl Iterator<Item = UnitId>,
    ) -> Sides {
        let mut rest = self.0.get(&(topic, window)).cloned().unwrap_or_default();
        let over_time = tracks.over_time(topic.indicator);
        for unit in units.filter(|&unit| tracks.blocks.of(unit) == topic.block) {
            let track = tracks.of(unit, topic.indicator, topic.field);
            let months = track.map(|track| Months::of(track, window.months()));
            if let Some(sides) = months.and_then(|months| months.sides(window, over_time)) {
                rest.remove(&sides);
            }
        }
        rest
    }
}

/// The sums of a block for each of some windows.
fn add_up(tracks: Tracks<'_>, topic: Topic, windows: &[Window]) -> Vec<Sides> {
    /// So many units are one piece of work.
    const PIECE: usize = 512;
    let over_time = tracks.over_time(topic.indicator);
    let all_months = windows.iter().map(|window| window.months());
    let Some(within) = all_months.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)) else {
        return Vec::new();
    };
    let members = &tracks.blocks.get(topic.block).members;
    let pieces = members.par_chunks(PIECE).map(|members| {
        let mut sums = vec![Sides::default(); windows.len()];
        let mut months = Months::default();
        let all = members.iter();
        for track in all.filter_map(|&unit| tracks.of(unit, topic.indicator, topic.field)) {
            months.fill(track, within.clone());
            for (sum, &window) in sums.iter_mut().zip(windows) {
                if let Some(sides) = months.sides(window, over_time) {
                    sum.add(&sides);
                }
            }
        }
        sums
    });
    pieces.reduce(
        || vec![Sides::default(); windows.len()],
        |one, other| {
            let pairs = one.into_iter().zip(&other);
            pairs.map(|(one, other)| one.merge(other)).collect()
        },
    )
}
