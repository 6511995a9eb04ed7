//! Up the hierarchy: what a unit and all below it make together.

use super::figure::Figure;
use super::over_time::Entry;
use super::owing::{Owing, Window};
use super::own::{Own, OwnTrack};
use super::point::OwnFigure;
use crate::campaign::{Campaign, FieldId, Indicator, Period, Reporting, UnitId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// What every roll-up of one indicator needs to know.
pub(super) struct RollUp<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicator: &'a Indicator,
    pub(super) owing: &'a Owing,
    /// By period, by unit: how many at or below owe a figure. Empty where that is the same for every period.
    pub(super) expected: FxHashMap<Period, Vec<u32>>,
    /// The same for every period, where nobody's days are limited.
    pub(super) expected_always: Vec<u32>,
}

/// A total for one period.
#[derive(Debug, Clone)]
pub(super) struct TotalEntry {
    pub(super) period: Period,
    pub(super) figure: Option<Figure>,
    pub(super) own: OwnFigure,
    pub(super) reported: u32,
    /// Figures that cannot be pooled are among what was reported here.
    pub(super) unpooled: bool,
}

/// A cumulative total.
#[derive(Debug, Clone)]
pub(super) struct TotalCumulative {
    pub(super) figure: Option<Figure>,
    pub(super) own: OwnFigure,
    /// First month and the month after the last, of all that went in.
    pub(super) months: Option<(u16, u16)>,
    pub(super) reported: u32,
    pub(super) months_reported: u32,
    pub(super) unpooled: bool,
}

/// The totals of a unit, overall or in one field.
#[derive(Debug, Clone, Default)]
pub(super) struct TotalTrack {
    pub(super) entries: Vec<TotalEntry>,
    pub(super) cumulative: Option<TotalCumulative>,
}

/// The totals of a unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Total {
    pub(super) overall: TotalTrack,
    /// By field, sorted.
    pub(super) fields: Vec<(FieldId, TotalTrack)>,
}

impl RollUp<'_> {
    /// How many of the units at or below `unit` owe a figure for the period.
    pub(super) fn expected(&self, unit: UnitId, period: Period) -> u32 {
        match self.expected.get(&period) {
            Some(counts) => counts[unit.0 as usize],
            None => self.expected_always[unit.0 as usize],
        }
    }

    /// The totals of all units over their periods, without the cumulative ones.
    pub(super) fn series(&self, own: &[Own]) -> Vec<Total> {
        self.bottom_up(own.len(), |totals, unit| {
            let mine = &own[unit.0 as usize];
            let below: Vec<&Total> = self.below(totals, unit);
            if below.is_empty() {
                return self.leaf(unit, mine);
            }
            let overall_below = below.iter().map(|total| &total.overall).collect::<Vec<_>>();
            Total {
                overall: self.series_of(unit, Some(&mine.overall), &overall_below),
                fields: fields_of(mine, &below)
                    .into_iter()
                    .map(|field| {
                        let below: Vec<&TotalTrack> = below
                            .iter()
                            .filter_map(|total| find(&total.fields, field))
                            .collect();
                        (
                            field,
                            self.series_of(unit, find(&mine.fields, field), &below),
                        )
                    })
                    .collect(),
            }
        })
    }

    /// The whole: the pool of the units without a parent.
    pub(super) fn whole_series(&self, totals: &[Total]) -> Total {
        let roots: Vec<&Total> = self.roots().map(|id| &totals[id.0 as usize]).collect();
        let tracks: Vec<&TotalTrack> = roots.iter().map(|total| &total.overall).collect();
        Total {
            overall: TotalTrack {
                entries: merge(&tracks),
                cumulative: None,
            },
            fields: fields_of(&Own::default(), &roots)
                .into_iter()
                .map(|field| {
                    let tracks: Vec<&TotalTrack> = roots
                        .iter()
                        .filter_map(|total| find(&total.fields, field))
                        .collect();
                    (
                        field,
                        TotalTrack {
                            entries: merge(&tracks),
                            cumulative: None,
                        },
                    )
                })
                .collect(),
        }
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.campaign
            .units
            .iter()
            .filter(|(_, unit)| unit.parent.is_none())
            .map(|(id, _)| id)
    }

    fn leaf(&self, unit: UnitId, own: &Own) -> Total {
        let track = |track: &OwnTrack| self.series_of(unit, Some(track), &[]);
        Total {
            overall: track(&own.overall),
            fields: own
                .fields
                .iter()
                .map(|(field, own)| (*field, track(own)))
                .collect(),
        }
    }

    fn below<'t>(&self, totals: &'t [Total], unit: UnitId) -> Vec<&'t Total> {
        self.campaign
            .units
            .children(unit)
            .iter()
            .map(|child| &totals[child.0 as usize])
            .collect()
    }

    fn series_of(&self, unit: UnitId, own: Option<&OwnTrack>, below: &[&TotalTrack]) -> TotalTrack {
        let own = own.map_or(&[][..], |track| &track.entries);
        let mut entries: Vec<TotalEntry> = if below.is_empty() {
            Vec::new()
        } else {
            merge(below)
        };
        if entries.is_empty() {
            let entries = own
                .iter()
                .map(|entry| self.add_own(unit, nothing_below(entry.period), entry))
                .collect();
            return TotalTrack {
                entries,
                cumulative: None,
            };
        }
        for entry in own {
            match entries.binary_search_by_key(&entry.period, |total| total.period) {
                Ok(at) => {
                    let below = std::mem::replace(&mut entries[at], nothing_below(entry.period));
                    entries[at] = self.add_own(unit, below, entry);
                }
                Err(at) => {
                    entries.insert(at, self.add_own(unit, nothing_below(entry.period), entry))
                }
            }
        }
        TotalTrack {
            entries,
            cumulative: None,
        }
    }

    /// Adds a unit's own entry to what is below it.
    fn add_own(&self, unit: UnitId, below: TotalEntry, own: &Entry) -> TotalEntry {
        let (figure, own_figure) = self.total(below.figure, own.figure.as_ref());
        let reported = if self.stands_for_all(own.figure.as_ref()) {
            self.expected(unit, own.period)
        } else {
            below.reported + u32::from(self.owing.owes(self.campaign, unit, own.period))
        };
        let unpooled = below.unpooled
            || own
                .figure
                .as_ref()
                .is_none_or(|figure| !figure.is_poolable());
        TotalEntry {
            period: own.period,
            figure,
            own: own_figure,
            reported,
            unpooled,
        }
    }

    /// Whether a unit's own figure is its total by itself and covers all that is below.
    fn stands_for_all(&self, own: Option<&Figure>) -> bool {
        self.indicator.reported == Reporting::Total && own.is_some()
    }

    /// A unit's total of its own figure and the pool below it.
    fn total(&self, below: Option<Figure>, own: Option<&Figure>) -> (Option<Figure>, OwnFigure) {
        let Some(own) = own else {
            return (below, OwnFigure::Nothing);
        };
        match below {
            Some(below) if self.stands_for_all(Some(own)) => {
                drop(below);
                (Some(own.clone()), OwnFigure::Same)
            }
            // A bare value is left out of the sum of what is below.
            Some(below) if !own.is_poolable() => {
                (Some(below), OwnFigure::Figure(Box::new(own.clone())))
            }
            Some(mut below) => {
                below.add(own);
                (Some(below), OwnFigure::Figure(Box::new(own.clone())))
            }
            None => (Some(own.clone()), OwnFigure::Same),
        }
    }

    /// Fills in the cumulative totals, with the unit-months of the window.
    pub(super) fn cumulate(&self, own: &[Own], totals: &mut [Total], window: Window) {
        for &unit in self.campaign.units.top_down().iter().rev() {
            let mine = &own[unit.0 as usize];
            let overall = {
                let below = self.below(totals, unit);
                let below: Vec<_> = below
                    .iter()
                    .filter_map(|total| total.overall.cumulative.as_ref())
                    .collect();
                self.cumulative_of(unit, Some(&mine.overall), &below, window)
            };
            let fields: Vec<FieldId> = totals[unit.0 as usize]
                .fields
                .iter()
                .map(|(field, _)| *field)
                .collect();
            let of_fields: Vec<Option<TotalCumulative>> = fields
                .iter()
                .map(|&field| {
                    let below = self.below(totals, unit);
                    let below: Vec<_> = below
                        .iter()
                        .filter_map(|total| find(&total.fields, field)?.cumulative.as_ref())
                        .collect();
                    self.cumulative_of(unit, find(&mine.fields, field), &below, window)
                })
                .collect();
            let total = &mut totals[unit.0 as usize];
            total.overall.cumulative = overall;
            for ((_, track), cumulative) in total.fields.iter_mut().zip(of_fields) {
                track.cumulative = cumulative;
            }
        }
    }

    /// Fills in the cumulative totals of the whole.
    pub(super) fn cumulate_whole(&self, totals: &[Total], whole: &mut Total) {
        let roots: Vec<&Total> = self.roots().map(|id| &totals[id.0 as usize]).collect();
        let overall: Vec<_> = roots
            .iter()
            .filter_map(|total| total.overall.cumulative.as_ref())
            .collect();
        whole.overall.cumulative = merge_cumulative(&overall);
        for (field, track) in &mut whole.fields {
            let of_field: Vec<_> = roots
                .iter()
                .filter_map(|total| find(&total.fields, *field)?.cumulative.as_ref())
                .collect();
            track.cumulative = merge_cumulative(&of_field);
        }
    }

    fn cumulative_of(
        &self,
        unit: UnitId,
        own: Option<&OwnTrack>,
        below: &[&TotalCumulative],
        window: Window,
    ) -> Option<TotalCumulative> {
        let merged = merge_cumulative(below);
        let Some(own) = own.and_then(|track| track.cumulative.as_ref()) else {
            return merged;
        };
        let below = merged.unwrap_or(TotalCumulative {
            figure: None,
            own: OwnFigure::Nothing,
            months: None,
            reported: 0,
            months_reported: 0,
            unpooled: false,
        });
        let alone = self.stands_for_all(own.figure.as_ref());
        let covered = own.months();
        let (reported, months_reported) = if alone {
            self.covered_below(unit, &covered, window)
        } else {
            let mine = self.covered_by(unit, &covered, window);
            (
                below.reported + u32::from(self.owes_in(unit, window)),
                below.months_reported + mine,
            )
        };
        // A bare value is left out of a sum, so its months did not go in.
        let left_out =
            below.figure.is_some() && !own.figure.as_ref().is_some_and(Figure::is_poolable);
        let (figure, own_figure) = self.total(below.figure, own.figure.as_ref());
        let mine = covered
            .first()
            .zip(covered.last())
            .map(|(&first, &last)| (first, last + 1));
        let mine = mine.filter(|_| own.figure.is_some() && (alone || !left_out));
        let months = if alone {
            mine
        } else {
            hull(below.months, mine)
        };
        let unpooled = below.unpooled
            || own
                .figure
                .as_ref()
                .is_none_or(|figure| !figure.is_poolable());
        Some(TotalCumulative {
            figure,
            own: own_figure,
            months,
            reported,
            months_reported,
            unpooled,
        })
    }

    fn owes_in(&self, unit: UnitId, window: Window) -> bool {
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        self.owing.is_reporter(unit) && from < end
    }

    /// How many months that the unit owes are among those covered.
    fn covered_by(&self, unit: UnitId, covered: &[u16], window: Window) -> u32 {
        if !self.owing.is_reporter(unit) {
            return 0;
        }
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        covered
            .iter()
            .filter(|&&month| from <= month && month < end)
            .count() as u32
    }

    /// How many units at or below owe anything in the window, and how many of their months are among those covered.
    fn covered_below(&self, unit: UnitId, covered: &[u16], window: Window) -> (u32, u32) {
        let mut units = u32::from(self.owes_in(unit, window));
        let mut months = self.covered_by(unit, covered, window);
        let mut open = self.campaign.units.children(unit).to_vec();
        while let Some(unit) = open.pop() {
            units += u32::from(self.owes_in(unit, window));
            months += self.covered_by(unit, covered, window);
            open.extend_from_slice(self.campaign.units.children(unit));
        }
        (units, months)
    }

    /// Makes the totals of all units, those below before those above, the units of one depth in parallel.
    fn bottom_up(
        &self,
        count: usize,
        make: impl Fn(&[Total], UnitId) -> Total + Sync,
    ) -> Vec<Total> {
        let mut depth = vec![0_usize; count];
        let mut levels: Vec<Vec<UnitId>> = Vec::new();
        for &unit in self.campaign.units.top_down() {
            let level = self
                .campaign
                .units
                .get(unit)
                .parent
                .map_or(0, |parent| depth[parent.0 as usize] + 1);
            depth[unit.0 as usize] = level;
            if levels.len() <= level {
                levels.push(Vec::new());
            }
            levels[level].push(unit);
        }
        let mut totals: Vec<Total> = vec![Total::default(); count];
        for level in levels.iter().rev() {
            let made: Vec<Total> = level.par_iter().map(|&unit| make(&totals, unit)).collect();
            for (&unit, total) in level.iter().zip(made) {
                totals[unit.0 as usize] = total;
            }
        }
        totals
    }
}

fn nothing_below(period: Period) -> TotalEntry {
    TotalEntry {
        period,
        figure: None,
        own: OwnFigure::Nothing,
        reported: 0,
        unpooled: false,
    }
}

/// The part of a list keyed by field.
pub(super) fn find<T>(fields: &[(FieldId, T)], field: FieldId) -> Option<&T> {
    fields
        .binary_search_by_key(&field, |(id, _)| *id)
        .ok()
        .map(|at| &fields[at].1)
}

fn fields_of(own: &Own, below: &[&Total]) -> Vec<FieldId> {
    let mut fields: Vec<FieldId> = own.fields.iter().map(|(field, _)| *field).collect();
    fields.extend(
        below
            .iter()
            .flat_map(|total| total.fields.iter().map(|(field, _)| *field)),
    );
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// The pool of several totals, period by period.
fn merge(tracks: &[&TotalTrack]) -> Vec<TotalEntry> {
    let mut sums: Vec<TotalEntry> = Vec::new();
    for track in tracks {
        for entry in &track.entries {
            let at = match sums.binary_search_by_key(&entry.period, |sum| sum.period) {
                Ok(at) => at,
                Err(at) => {
                    sums.insert(at, nothing_below(entry.period));
                    at
                }
            };
            let sum = &mut sums[at];
            add(&mut sum.figure, entry.figure.as_ref());
            sum.reported += entry.reported;
            sum.unpooled |= entry.unpooled;
        }
    }
    sums
}

fn merge_cumulative(cumulatives: &[&TotalCumulative]) -> Option<TotalCumulative> {
    let (first, rest) = cumulatives.split_first()?;
    let mut sum = TotalCumulative {
        figure: None,
        own: OwnFigure::Nothing,
        months: None,
        ..(*first).clone()
    };
    let pooled_months = |part: &TotalCumulative| {
        part.months
            .filter(|_| part.figure.as_ref().is_some_and(Figure::is_poolable))
    };
    add(&mut sum.figure, first.figure.as_ref());
    sum.months = pooled_months(first);
    for part in rest {
        add(&mut sum.figure, part.figure.as_ref());
        sum.months = hull(sum.months, pooled_months(part));
        sum.reported += part.reported;
        sum.months_reported += part.months_reported;
        sum.unpooled |= part.unpooled;
    }
    Some(sum)
}

/// Adds a figure to a sum; a bare value is left out.
fn add(sum: &mut Option<Figure>, figure: Option<&Figure>) {
    let Some(figure) = figure.filter(|figure| figure.is_poolable()) else {
        return;
    };
    match sum {
        Some(sum) => sum.add(figure),
        None => *sum = Some(figure.clone()),
    }
}

fn hull(a: Option<(u16, u16)>, b: Option<(u16, u16)>) -> Option<(u16, u16)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}
