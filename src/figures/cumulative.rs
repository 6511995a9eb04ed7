//! Up the hierarchy, over the campaign so far: what the cumulative figures of a unit and all below it make together.

use super::figure::{Figure, add};
use super::hierarchy::{RollUp, Total, TotalTrack, find};
use super::month_set::MonthSet;
use super::owing::Window;
use super::own::OwnCumulative;
use super::point::OwnFigure;
use crate::campaign::UnitId;
use rayon::prelude::*;

/// A cumulative total.
#[derive(Debug, Clone)]
pub(super) struct TotalCumulative {
    pub(super) figure: Option<Figure>,
    pub(super) own: OwnFigure<Figure>,
    /// First month and the month after the last, of all that went in.
    pub(super) months: Option<(u16, u16)>,
    pub(super) reported: u32,
    pub(super) months_reported: u32,
    pub(super) unpooled: bool,
}

/// The cumulative totals of a unit: overall, and of its fields in their order.
type Cumulatives = (Option<TotalCumulative>, Vec<Option<TotalCumulative>>);

impl RollUp<'_> {
    /// Fills in the cumulative totals, with the unit-months of the window.
    pub(super) fn cumulate(&self, totals: &mut [Total], window: Window) {
        for level in self.campaign.units.levels().iter().rev() {
            let made: Vec<Cumulatives> = level
                .par_iter()
                .map(|&unit| self.cumulatives(totals, unit, window))
                .collect();
            for (&unit, cumulatives) in level.iter().zip(made) {
                fill_in(&mut totals[unit.0 as usize], cumulatives);
            }
        }
    }

    fn cumulatives(&self, totals: &[Total], unit: UnitId, window: Window) -> Cumulatives {
        let total = &totals[unit.0 as usize];
        let below = || self.below(totals, unit);
        let overall = merge(below().filter_map(|total| total.overall.cumulative.as_ref()));
        let fields = total.fields.iter().map(|(field, track)| {
            let below =
                below().filter_map(|total| find(&total.fields, *field)?.cumulative.as_ref());
            self.cumulative_of(unit, track, merge(below), window)
        });
        let fields = fields.collect();
        (
            self.cumulative_of(unit, &total.overall, overall, window),
            fields,
        )
    }

    /// Fills in the cumulative totals of the whole.
    pub(super) fn cumulate_whole(&self, totals: &[Total], whole: &mut Total) {
        let roots: Vec<&Total> = self.roots().map(|id| &totals[id.0 as usize]).collect();
        let overall = roots.iter().map(|total| &total.overall);
        let overall = merge(overall.filter_map(|track| track.cumulative.as_ref()));
        let fields = whole.fields.iter().map(|(field, _)| {
            let of_field = roots.iter().filter_map(|total| find(&total.fields, *field));
            merge(of_field.filter_map(|track| track.cumulative.as_ref()))
        });
        let fields = fields.collect();
        fill_in(whole, (overall, fields));
    }

    /// The total of a unit's own cumulative figure and what is below it.
    fn cumulative_of(
        &self,
        unit: UnitId,
        track: &TotalTrack,
        below: Option<TotalCumulative>,
        window: Window,
    ) -> Option<TotalCumulative> {
        let Some(OwnCumulative {
            figure: own,
            months: covered,
        }) = &track.own
        else {
            return below;
        };
        let below = below.unwrap_or(TotalCumulative::NOTHING);
        let alone = self.stands_for_all(own.as_ref());
        let (reported, months_reported) = if alone {
            self.covered_below(unit, covered, window)
        } else {
            let mine = self.covered_by(unit, covered, window);
            (
                below.reported + u32::from(self.owes_in(unit, window)),
                below.months_reported + mine,
            )
        };
        let is_poolable = own.as_ref().is_some_and(Figure::is_poolable);
        // A bare value is left out of a sum, so its months did not go in.
        let left_out = below.figure.is_some() && !is_poolable;
        let mine = covered
            .hull()
            .filter(|_| own.is_some() && (alone || !left_out));
        let (figure, own) = self.total_of(below.figure, own.clone());
        Some(TotalCumulative {
            figure,
            own,
            months: if alone {
                mine
            } else {
                hull(below.months, mine)
            },
            reported,
            months_reported,
            unpooled: below.unpooled || !is_poolable,
        })
    }

    fn owes_in(&self, unit: UnitId, window: Window) -> bool {
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        self.owing.is_reporter(unit) && from < end
    }

    /// How many months that the unit owes are among those covered.
    fn covered_by(&self, unit: UnitId, covered: &MonthSet, window: Window) -> u32 {
        if !self.owing.is_reporter(unit) {
            return 0;
        }
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        covered.count_within(from, end)
    }

    /// How many units at or below owe anything in the window, and how many of their months are among those covered.
    fn covered_below(&self, unit: UnitId, covered: &MonthSet, window: Window) -> (u32, u32) {
        let (mut units, mut months) = (0, 0);
        let mut open = vec![unit];
        while let Some(unit) = open.pop() {
            units += u32::from(self.owes_in(unit, window));
            months += self.covered_by(unit, covered, window);
            open.extend_from_slice(self.campaign.units.children(unit));
        }
        (units, months)
    }
}

impl TotalCumulative {
    pub(super) const NOTHING: Self = Self {
        figure: None,
        own: OwnFigure::Nothing,
        months: None,
        reported: 0,
        months_reported: 0,
        unpooled: false,
    };

    /// The months that a sum takes over: those of a bare value do not go into it.
    fn pooled_months(&self) -> Option<(u16, u16)> {
        let is_poolable = self.figure.as_ref().is_some_and(Figure::is_poolable);
        self.months.filter(|_| is_poolable)
    }
}

fn fill_in(total: &mut Total, (overall, fields): Cumulatives) {
    total.overall.cumulative = overall;
    for ((_, track), cumulative) in total.fields.iter_mut().zip(fields) {
        track.cumulative = cumulative;
    }
}

/// The pool of several cumulative totals; `None` where there are none.
fn merge<'t>(parts: impl Iterator<Item = &'t TotalCumulative>) -> Option<TotalCumulative> {
    parts.fold(None, |sum, part| {
        let mut sum = sum.unwrap_or(TotalCumulative::NOTHING);
        add(&mut sum.figure, part.figure.as_ref());
        sum.months = hull(sum.months, part.pooled_months());
        sum.reported += part.reported;
        sum.months_reported += part.months_reported;
        sum.unpooled |= part.unpooled;
        Some(sum)
    })
}

fn hull(a: Option<(u16, u16)>, b: Option<(u16, u16)>) -> Option<(u16, u16)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}
