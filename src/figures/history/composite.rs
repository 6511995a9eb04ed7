//! The places of the composite ranking after each release.

use super::compute::State;
use super::{Changes, Moved};
use crate::figures::composite::{Score, has_composite, rank_scores};
use crate::figures::ranking::Rank;
use crate::figures::status::Status;
use crate::figures::{Figures, by_unit};
use crate::model::{Campaign, IndicatorId, UnitId};
use rayon::prelude::*;

/// The scores after each release, made up indicator by indicator.
pub(super) struct Scores<'a> {
    campaign: &'a Campaign,
    figures: &'a Figures,
    /// By change, by unit; empty where there is no composite ranking.
    after: Vec<Vec<Score>>,
}

impl<'a> Scores<'a> {
    pub(super) fn new(campaign: &'a Campaign, figures: &'a Figures, changes: usize) -> Self {
        let changes = if has_composite(campaign) { changes } else { 0 };
        Self {
            campaign,
            figures,
            after: vec![vec![Score::none(); campaign.units.len()]; changes],
        }
    }

    /// Adds what the units attained of an indicator after a change.
    pub(super) fn add(&mut self, change: usize, id: IndicatorId, state: &State<'_>) {
        let Some(scores) = self.after.get_mut(change) else {
            return;
        };
        let indicator = self.campaign.indicators.get(id);
        let scores = scores.par_iter_mut().enumerate();
        scores.for_each(|(at, score)| score.add(indicator, &state.figures, UnitId(at as u32)));
    }

    /// Adds the places that moved to each change; none where nobody had a place before.
    pub(super) fn tell(self, changes: &mut [Changes]) {
        let blocks = &self.figures.blocks;
        let mut before: Vec<Rank> = Vec::new();
        for (change, scores) in changes.iter_mut().zip(&self.after) {
            let ranking =
                |(_, block)| rank_scores(blocks, block, |unit: UnitId| &scores[unit.0 as usize]);
            let rankings: Vec<_> = blocks.iter().map(ranking).collect();
            let after = by_unit(&rankings, scores.len());
            let had_places = before
                .iter()
                .any(|rank| matches!(rank, Rank::Placed { .. }));
            if had_places {
                let units = self.campaign.units.iter().map(|(unit, _)| unit);
                let all = units.map(|unit| Moved {
                    indicator: None,
                    unit,
                    status: [Status::NoTarget; 2],
                    rank: [&before, &after].map(|ranks| ranks[unit.0 as usize]),
                });
                change.moves.extend(all.filter(Moved::is_of_place));
            }
            before = after;
        }
    }
}
