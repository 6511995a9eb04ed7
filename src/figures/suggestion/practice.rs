//! The practices that can be suggested, and which of them come first.

use super::Shortage;
use crate::figures::block::{BlockId, Blocks};
use crate::figures::impact::{Evidence, Impacts};
use crate::model::{Campaign, IndicatorId, Initiative, InitiativeId, Stage, UnitId};
use crate::number::Quotient;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// A practice that can be suggested: one that was not stopped and names an indicator.
#[derive(Debug)]
pub(super) struct Practice<'a> {
    pub(super) id: InitiativeId,
    pub(super) initiative: &'a Initiative,
    /// The block of the unit that began it.
    pub(super) block: BlockId,
    /// The kinds of unit that began it or took it up: what a department did is nothing that a ward can do.
    kinds: Vec<&'a str>,
    /// By place in its list of indicators: what was seen at the unit that began it.
    evidence: Vec<Evidence>,
}

impl Practice<'_> {
    /// Whether it is meant to move what a unit falls short in. Where the unit's overall figure misses the target, a
    /// practice of any field may help. What was tried without a difference is none that helps.
    pub(super) fn helps(&self, shortage: Shortage) -> bool {
        self.initiative.indicators.contains(&shortage.indicator)
            && shortage
                .field
                .is_none_or(|field| field == self.initiative.field)
            && *self.evidence(shortage.indicator) != Evidence::NoBetter
    }

    /// What it can help with.
    pub(super) fn shortages(&self) -> impl Iterator<Item = Shortage> + '_ {
        let field = self.initiative.field;
        let all = self
            .initiative
            .indicators
            .iter()
            .flat_map(move |&indicator| {
                [Some(field), None].map(|field| Shortage { indicator, field })
            });
        all.filter(|&shortage| self.helps(shortage))
    }

    /// Whether a unit of a kind has begun it or taken it up.
    pub(super) fn suits(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }

    /// By how much more than the rest of its block the unit that began it got better.
    pub(super) fn lead(&self, shortage: Shortage) -> Option<&Quotient> {
        self.evidence(shortage.indicator).lead()
    }

    fn evidence(&self, indicator: IndicatorId) -> &Evidence {
        let mut indicators = self.initiative.indicators.iter();
        let at = indicators.position(|&of| of == indicator);
        at.map_or(&Evidence::Unknown, |at| &self.evidence[at])
    }
}

/// The practices that can be suggested, in the order of the archive.
pub(super) fn practices<'a>(
    campaign: &'a Campaign,
    blocks: &Blocks,
    impacts: &Impacts,
) -> Vec<Practice<'a>> {
    let can_be = campaign.initiatives.iter().filter(|(_, initiative)| {
        initiative.stage != Stage::Stopped && !initiative.indicators.is_empty()
    });
    can_be
        .map(|(id, initiative)| Practice {
            id,
            initiative,
            block: blocks.of(initiative.unit),
            kinds: kinds(campaign, initiative),
            evidence: initiative
                .indicators
                .iter()
                .map(|&indicator| impacts.evidence(campaign, id, indicator))
                .collect(),
        })
        .collect()
}

fn kinds<'a>(campaign: &'a Campaign, initiative: &Initiative) -> Vec<&'a str> {
    let adopters = initiative.adopted_by.iter().map(|adoption| adoption.unit);
    let units = adopters.chain([initiative.unit]);
    let mut kinds: Vec<&str> = units.map(|unit| &*campaign.units.get(unit).kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The order of practices that help with one shortage: those that got better than their block first, by the larger
/// lead; then the better verified; then as in the archive, the latest first.
fn compare(one: &Practice<'_>, other: &Practice<'_>, shortage: Shortage) -> Ordering {
    let leads = (one.lead(shortage), other.lead(shortage));
    leads.1.cmp(&leads.0).then_with(|| by_standing(one, other))
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

/// By shortage and the kind of unit that has it: the practices that help with it.
pub(super) type ByNeed<'a> = FxHashMap<(Shortage, &'a str), Ranked>;

/// The practices that help, by what they help with and whom.
pub(super) fn by_need<'a>(practices: &[Practice<'a>]) -> ByNeed<'a> {
    let mut found = ByNeed::default();
    for (at, practice) in practices.iter().enumerate() {
        for shortage in practice.shortages() {
            for &kind in &practice.kinds {
                found.entry((shortage, kind)).or_default().all.push(at);
            }
        }
    }
    for (&(shortage, _), ranked) in &mut found {
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
