//! Up the hierarchy, over the campaign so far: what the cumulative figures of a unit and all below it make together.

use super::cumulated::OwnCumulative;
use super::figure::{Figure, add};
use super::hierarchy::{RollUp, Total, TotalTrack, find};
use super::month_set::MonthSet;
use super::over_time::widest_set;
use super::owing::Window;
use super::point::{OwnFigure, Point};
use crate::calendar::Period;
use crate::model::{FieldId, OverTime, Reporting, UnitId};
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
    /// The fields that are missing in the unit's own figure.
    pub(super) missing: Box<[FieldId]>,
}

/// The cumulative totals of a unit: overall, and of its fields in their order.
type Cumulatives = (Option<TotalCumulative>, Vec<Option<TotalCumulative>>);

/// Totals, and the months that are owed.
#[derive(Clone, Copy)]
struct Scope<'t> {
    totals: &'t [Total],
    window: Window,
}

impl RollUp<'_> {
    /// Fills in the cumulative totals, with the unit-months of the window.
    pub(super) fn cumulate(&self, totals: &mut [Total], window: Window) {
        for level in self.campaign.units.levels().iter().rev() {
            let scope = Scope {
                totals: &*totals,
                window,
            };
            let made: Vec<Cumulatives> = level
                .par_iter()
                .map(|&unit| self.cumulatives(scope, unit))
                .collect();
            for (&unit, cumulatives) in level.iter().zip(made) {
                fill_in(&mut totals[unit.0 as usize], cumulatives);
            }
        }
    }

    fn cumulatives(&self, scope: Scope<'_>, unit: UnitId) -> Cumulatives {
        let total = &scope.totals[unit.0 as usize];
        let below = || self.below(scope.totals, unit);
        let overall = merge(below().filter_map(|total| total.overall.cumulative.as_ref()));
        let fields = total.fields.iter().map(|(field, track)| {
            let below =
                below().filter_map(|total| find(&total.fields, *field)?.cumulative.as_ref());
            self.cumulative_of(scope, unit, (Some(*field), track), merge(below))
        });
        let fields = fields.collect();
        (
            self.cumulative_of(scope, unit, (None, &total.overall), overall),
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
        scope: Scope<'_>,
        unit: UnitId,
        (field, track): (Option<FieldId>, &TotalTrack),
        below: Option<TotalCumulative>,
    ) -> Option<TotalCumulative> {
        let Some(own) = &track.own else {
            return below;
        };
        if self.indicator.reported == Reporting::Total {
            return Some(self.chosen_by_period(scope, unit, (field, track), &self.days, own));
        }
        let below = below.unwrap_or_default();
        let window = scope.window;
        // A bare value is left out of a sum, so its months did not go in.
        let left_out = below.figure.is_some() && !own.is_poolable();
        let mine = own.hull().filter(|_| !left_out);
        let (figure, own_figure) = self.total_of(below.figure, own.figure.clone());
        Some(TotalCumulative {
            figure,
            own: own_figure,
            months: hull(below.months, mine),
            reported: below.reported + u32::from(self.owes_in(unit, field, window)),
            months_reported: below.months_reported
                + self.covered_by(unit, field, own.counted(), window),
            unpooled: below.unpooled || !own.is_poolable(),
            missing: own.missing().into(),
        })
    }

    /// The cumulative figure of some days of a unit whose figures include its subordinates: for each period its own
    /// figure where it has one, else their sum; of the periods so made the set that covers the most days. `own` is its own
    /// figure of these days.
    fn chosen_by_period(
        &self,
        scope: Scope<'_>,
        unit: UnitId,
        (field, track): (Option<FieldId>, &TotalTrack),
        days: &MonthSet,
        own: &OwnCumulative,
    ) -> TotalCumulative {
        let Some(Split { mine, rest }) = split(&track.series, days) else {
            return self.alone(scope, unit, field, own);
        };
        let Some(below) = self
            .below_in_days(scope, unit, field, &rest)
            .filter(|below| below.figure.is_some())
        else {
            return self.alone(scope, unit, field, own);
        };
        let given = self.given(unit);
        let mine = given.cumulated(field, self.indicator, &mine);
        let mut sum = TotalCumulative {
            reported: below.reported + u32::from(self.owes_in(unit, field, scope.window)),
            unpooled: below.unpooled || !own.is_poolable(),
            missing: own.missing().into(),
            own: match &own.figure {
                Some(figure) => OwnFigure::Figure(figure.clone()),
                None => OwnFigure::Nothing,
            },
            ..below
        };
        if let Some(mine) = mine.filter(OwnCumulative::is_poolable) {
            let (units, months) = self.covered_below(unit, field, mine.counted(), scope.window);
            sum.reported = units;
            sum.months_reported += months;
            sum.join(mine, self.indicator.over_time);
        }
        sum
    }

    /// The cumulative figure of a unit that stands for all that is below it.
    fn alone(
        &self,
        scope: Scope<'_>,
        unit: UnitId,
        field: Option<FieldId>,
        own: &OwnCumulative,
    ) -> TotalCumulative {
        let counted = own.counted();
        let (reported, months_reported) = self.covered_below(unit, field, counted, scope.window);
        TotalCumulative {
            figure: own.figure.clone(),
            own: OwnFigure::Same,
            months: own.hull(),
            reported,
            months_reported,
            unpooled: !own.is_poolable(),
            missing: own.missing().into(),
        }
    }

    /// What the units directly below a unit make of some days, each chosen by period.
    fn below_in_days(
        &self,
        scope: Scope<'_>,
        unit: UnitId,
        field: Option<FieldId>,
        days: &MonthSet,
    ) -> Option<TotalCumulative> {
        let children = self.campaign.units.children(unit).iter();
        let parts: Vec<TotalCumulative> = children
            .filter_map(|&child| self.in_days(scope, child, field, days))
            .collect();
        merge(parts.iter())
    }

    fn in_days(
        &self,
        scope: Scope<'_>,
        unit: UnitId,
        field: Option<FieldId>,
        days: &MonthSet,
    ) -> Option<TotalCumulative> {
        let total = &scope.totals[unit.0 as usize];
        let track = match field {
            Some(field) => find(&total.fields, field)?,
            None => &total.overall,
        };
        let own = self.given(unit).cumulated(field, self.indicator, days);
        match own {
            Some(own) => Some(self.chosen_by_period(scope, unit, (field, track), days, &own)),
            None => self.below_in_days(scope, unit, field, days),
        }
    }

    fn owes_in(&self, unit: UnitId, field: Option<FieldId>, window: Window) -> bool {
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        self.owing.of(field).is_reporter(unit) && from < end
    }

    /// How many months that the unit owes are among those covered.
    fn covered_by(
        &self,
        unit: UnitId,
        field: Option<FieldId>,
        covered: &MonthSet,
        window: Window,
    ) -> u32 {
        if !self.owing.of(field).is_reporter(unit) {
            return 0;
        }
        let (from, end) = window.of_unit(self.campaign.units.get(unit));
        covered.count_within(from, end)
    }

    /// How many units at or below owe anything in the window, and how many of their months are among those covered.
    fn covered_below(
        &self,
        unit: UnitId,
        field: Option<FieldId>,
        covered: &MonthSet,
        window: Window,
    ) -> (u32, u32) {
        let (mut units, mut months) = (0, 0);
        let mut open = vec![unit];
        while let Some(unit) = open.pop() {
            units += u32::from(self.owes_in(unit, field, window));
            months += self.covered_by(unit, field, covered, window);
            open.extend_from_slice(self.campaign.units.children(unit));
        }
        (units, months)
    }
}

impl Default for TotalCumulative {
    fn default() -> Self {
        Self {
            figure: None,
            own: OwnFigure::Nothing,
            months: None,
            reported: 0,
            months_reported: 0,
            unpooled: false,
            missing: Box::default(),
        }
    }
}

impl OwnCumulative {
    /// First month and the month after the last, of all that went into its figure.
    fn hull(&self) -> Option<(u16, u16)> {
        self.months.hull().filter(|_| self.figure.is_some())
    }
}

impl TotalCumulative {
    /// Adds what a unit gave itself on other days; of a stock the one or the other stands, whichever ends later.
    fn join(&mut self, own: OwnCumulative, over_time: OverTime) {
        let end = |months: Option<(u16, u16)>| months.map(|(_, end)| end);
        let both = hull(self.months, own.hull());
        match (over_time, &mut self.figure, own.figure) {
            (OverTime::Last, Some(figure), Some(mut mine)) => {
                if end(self.months) < end(own.months.hull()) {
                    mine.mark(figure.is_illustrative());
                    *figure = mine;
                } else {
                    figure.mark(mine.is_illustrative());
                }
            }
            (_, _, mine) => add(&mut self.figure, mine.as_ref()),
        }
        self.months = both;
    }

    /// The months that a sum takes over: those of a bare value do not go into it.
    fn pooled_months(&self) -> Option<(u16, u16)> {
        let is_poolable = self.figure.as_ref().is_some_and(Figure::is_poolable);
        self.months.filter(|_| is_poolable)
    }
}

/// Days of a unit whose figures include its subordinates.
struct Split {
    /// Those of its own figures.
    mine: MonthSet,
    /// Those for which its subordinates make its total.
    rest: MonthSet,
}

/// Of the periods that a unit has, its own and made of what is below, the set that covers the most days: those of which it
/// has a figure of its own are its own days, the others its subordinates'. Its bare values speak for their days too, but
/// where a longer sum was chosen. `None` where all days are its own.
fn split(series: &[Point], days: &MonthSet) -> Option<Split> {
    let is_below = |point: &Point| {
        let has_figure = point.figure.as_ref().is_some_and(Figure::is_poolable);
        has_figure && point.own_figure() == OwnFigure::Nothing
    };
    if !series.iter().any(is_below) {
        return None;
    }
    let (mut periods, mut bare) = (Vec::new(), Vec::new());
    let within = |point: &Point| point.period().filter(|period| days.holds(*period));
    for (point, period) in series.iter().filter_map(|of| Some((of, within(of)?))) {
        match &point.figure {
            Some(figure) if figure.is_poolable() => periods.push(period),
            Some(_) => bare.push(period),
            // Of what a unit gave in some of its fields only, its cumulative figure takes what there is.
            None if !point.missing_fields().is_empty() => periods.push(period),
            None => {}
        }
    }
    let (below, mine): (Vec<Period>, Vec<Period>) =
        widest_set(&periods).into_iter().partition(|period| {
            let found = series.binary_search_by_key(&Some(*period), Point::period);
            found.is_ok_and(|at| is_below(&series[at]))
        });
    let [below, mine, bare] = [below, mine, bare].map(|of| MonthSet::of(of.into_iter()));
    let said = MonthSet::union([&mine, &bare.without(&below)].into_iter());
    let rest = days.without(&said);
    Some(Split { mine, rest })
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
        let mut sum = sum.unwrap_or_default();
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
