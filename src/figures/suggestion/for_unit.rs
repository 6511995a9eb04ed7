//! The practices that might help a unit.

use super::practice::{ByNeed, Practice, by_standing};
use super::shortage::Missed;
use super::{MOST_PRACTICES, Shortage, Suggestion};
use crate::figures::block::BlockId;
use crate::model::{IndicatorId, InitiativeId, UnitId};
use crate::number::Quotient;
use std::cmp::Reverse;

/// What suggestions to units are made of.
pub(super) struct Choice<'a> {
    pub(super) practices: &'a [Practice<'a>],
    pub(super) by_need: &'a ByNeed<'a>,
}

/// A unit that may need help.
pub(super) struct InNeed<'a> {
    pub(super) unit: UnitId,
    pub(super) block: BlockId,
    pub(super) kind: &'a str,
    pub(super) missed: &'a [Missed],
    /// What it began or took up already, sorted.
    pub(super) taken: &'a [InitiativeId],
}

impl Choice<'_> {
    /// The practices that might help a unit: the best one for each of its shortages in turn, then the second of each,
    /// and so on. Those of its block first, then those that got better than their block, by indicator and the larger
    /// lead the earlier, then the better verified, then as in the archive.
    pub(super) fn suggest(&self, need: &InNeed<'_>) -> Vec<Suggestion> {
        let mut chosen: Vec<(&Practice<'_>, Suggestion)> = self
            .choose(need)
            .into_iter()
            .map(|at| &self.practices[at])
            .map(|practice| (practice, suggestion(practice, need)))
            .collect();
        chosen.sort_by(|(one, a), (other, b)| {
            let order = |practice, suggestion: &Suggestion| {
                (
                    Reverse(suggestion.same_block),
                    best_lead(practice, &suggestion.shortages),
                )
            };
            let orders = order(one, a).cmp(&order(other, b));
            orders.then_with(|| by_standing(one, other))
        });
        chosen
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .collect()
    }

    fn choose(&self, need: &InNeed<'_>) -> Vec<usize> {
        let is_new = |at: &usize| need.taken.binary_search(&self.practices[*at].id).is_err();
        let ranked = need
            .missed
            .iter()
            .filter_map(|missed| self.by_need.get(&(missed.shortage, need.kind)));
        // Few of a list are passed over: where those of the block do not suffice, they are few, or taken already.
        let mut lists: Vec<_> = ranked
            .map(|ranked| {
                let elsewhere = |at: &&usize| self.practices[**at].block != need.block;
                let alike = ranked.of_block(need.block).iter();
                alike
                    .chain(ranked.all.iter().filter(elsewhere))
                    .copied()
                    .filter(is_new)
            })
            .collect();
        let mut chosen: Vec<usize> = Vec::new();
        loop {
            let before = chosen.len();
            for list in &mut lists {
                if chosen.len() == MOST_PRACTICES {
                    return chosen;
                }
                chosen.extend(list.find(|at| !chosen.contains(at)));
            }
            if chosen.len() == before {
                return chosen;
            }
        }
    }
}

/// Leads in different indicators cannot be compared: by the first indicator with one, then the larger; none last.
fn best_lead<'p>(
    practice: &'p Practice<'_>,
    shortages: &[Shortage],
) -> (bool, Option<(IndicatorId, Reverse<&'p Quotient>)>) {
    let best = shortages.iter().find_map(|&shortage| {
        practice
            .lead(shortage)
            .map(|lead| (shortage.indicator, Reverse(lead)))
    });
    (best.is_none(), best)
}

/// That a practice might help a unit.
pub(super) fn suggestion(practice: &Practice<'_>, need: &InNeed<'_>) -> Suggestion {
    let missed = need.missed.iter().map(|missed| missed.shortage);
    let shortages: Box<[Shortage]> = missed.filter(|&missed| practice.helps(missed)).collect();
    Suggestion {
        initiative: practice.id,
        unit: need.unit,
        same_block: practice.block == need.block,
        shortages,
    }
}
