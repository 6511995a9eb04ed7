//! The practices that can be suggested, and which of them come first.

use super::Shortage;
use crate::figures::block::{BlockId, Blocks};
use crate::figures::impact::Impacts;
use crate::model::{Better, Campaign, Initiative, InitiativeId, Stage, UnitId};
use crate::number::{Decimal, Quotient};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// A practice that can be suggested: one that was not stopped and names an indicator.
#[derive(Debug)]
pub(super) struct Practice<'a> {
    pub(super) id: InitiativeId,
    pub(super) initiative: &'a Initiative,
    /// The block of the unit that began it.
    pub(super) block: BlockId,
    /// By place in its list of indicators: the gain that was measured at the unit that began it, where there is one.
    gains: Vec<Option<Quotient>>,
}

impl Practice<'_> {
    /// Whether it is meant to move what a unit falls short in. Where the unit's overall figure misses the target, a
    /// practice of any field may help.
    pub(super) fn helps(&self, shortage: Shortage) -> bool {
        self.initiative.indicators.contains(&shortage.indicator)
            && shortage
                .field
                .is_none_or(|field| field == self.initiative.field)
    }

    /// What it can help with.
    pub(super) fn shortages(&self) -> impl Iterator<Item = Shortage> + '_ {
        self.initiative.indicators.iter().flat_map(|&indicator| {
            [Some(self.initiative.field), None].map(|field| Shortage { indicator, field })
        })
    }

    /// The gain that was measured in the indicator of a shortage.
    pub(super) fn gain(&self, shortage: Shortage) -> Option<&Quotient> {
        let mut indicators = self.initiative.indicators.iter();
        let at = indicators.position(|&indicator| indicator == shortage.indicator)?;
        self.gains[at].as_ref()
    }
}

/// The practices that can be suggested, in the order of the archive.
pub(super) fn practices<'a>(
    campaign: &'a Campaign,
    blocks: &Blocks,
    impacts: &Impacts,
) -> Vec<Practice<'a>> {
    campaign
        .initiatives
        .iter()
        .filter(|(_, initiative)| {
            initiative.stage != Stage::Stopped && !initiative.indicators.is_empty()
        })
        .map(|(id, initiative)| Practice {
            id,
            initiative,
            block: blocks.of(initiative.unit),
            gains: gains(campaign, impacts, id, initiative),
        })
        .collect()
}

fn gains(
    campaign: &Campaign,
    impacts: &Impacts,
    id: InitiativeId,
    initiative: &Initiative,
) -> Vec<Option<Quotient>> {
    let zero = Quotient::from_decimal(Decimal::ZERO);
    let gain = |indicator| {
        let mut impacts = impacts.of(id).iter();
        let impact = impacts
            .find(|impact| impact.unit == initiative.unit && impact.indicator == indicator)?;
        let gain = match campaign.indicators.get(indicator).better? {
            Better::Higher => impact.own.change.clone(),
            Better::Lower => &zero - &impact.own.change,
        };
        (gain > zero).then_some(gain)
    };
    initiative.indicators.iter().map(|&id| gain(id)).collect()
}

/// The order of practices that help with one shortage: those with a measured gain first, the larger the earlier; then
/// the better verified; then as in the archive, the latest first.
fn compare(one: &Practice<'_>, other: &Practice<'_>, shortage: Shortage) -> Ordering {
    let gains = (one.gain(shortage), other.gain(shortage));
    gains.1.cmp(&gains.0).then_with(|| by_standing(one, other))
}

/// The better verified first, then as in the archive.
pub(super) fn by_standing(one: &Practice<'_>, other: &Practice<'_>) -> Ordering {
    let (ours, theirs) = (one.initiative.verification, other.initiative.verification);
    theirs.cmp(&ours).then(one.id.cmp(&other.id))
}

/// The practices that help with one shortage, as places in the list of practices, best first.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    pub(super) all: Vec<usize>,
    by_block: FxHashMap<BlockId, Vec<usize>>,
}

impl Ranked {
    /// Those of one block.
    pub(super) fn of_block(&self, block: BlockId) -> &[usize] {
        self.by_block.get(&block).map_or(&[], Vec::as_slice)
    }
}

/// By shortage: the practices that help with it.
pub(super) fn by_shortage(practices: &[Practice<'_>]) -> FxHashMap<Shortage, Ranked> {
    let mut found: FxHashMap<Shortage, Ranked> = FxHashMap::default();
    for (at, practice) in practices.iter().enumerate() {
        for shortage in practice.shortages() {
            found.entry(shortage).or_default().all.push(at);
        }
    }
    for (&shortage, ranked) in &mut found {
        ranked
            .all
            .sort_by(|&a, &b| compare(&practices[a], &practices[b], shortage));
        for &at in &ranked.all {
            let block = ranked.by_block.entry(practices[at].block);
            block.or_default().push(at);
        }
    }
    found
}

/// By unit: the initiatives that it began or took up, sorted.
pub(super) fn taken(campaign: &Campaign) -> Vec<Vec<InitiativeId>> {
    let mut taken = vec![Vec::new(); campaign.units.len()];
    for (id, initiative) in campaign.initiatives.iter() {
        let adopters = initiative.adopted_by.iter().map(|adoption| adoption.unit);
        for UnitId(unit) in adopters.chain([initiative.unit]) {
            taken[unit as usize].push(id);
        }
    }
    taken
}
