//! Up the hierarchy: what a unit and all below it make together, period by period.

use super::cumulated::OwnCumulative;
use super::cumulative::TotalCumulative;
use super::field_gaps::{FieldGap, LeftOut};
use super::field_owing::ByField;
use super::figure::{Figure, add};
use super::month_set::MonthSet;
use super::over_time::place_of;
use super::owing::{Expected, Owing};
use super::own::{Given, Own, OwnTrack};
use super::point::{Coverage, OwnFigure, Point, Reporters, Unjudged};
use super::status::is_certain;
use super::yardstick::Yardstick;
use crate::calendar::Period;
use crate::model::{Campaign, FieldId, Indicator, Observation, Reporting, UnitId};
use rayon::prelude::*;

/// What every roll-up of one indicator needs to know.
pub(super) struct RollUp<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) indicator: &'a Indicator,
    pub(super) yardstick: Yardstick<'a>,
    pub(super) owing: &'a ByField<Owing>,
    pub(super) expected: ByField<Expected>,
    /// The months that lie wholly in the campaign.
    pub(super) days: MonthSet,
    /// By unit: its rows, sorted by field and period.
    pub(super) rows: Vec<&'a [Observation]>,
}

/// The totals of a unit (or the whole), overall or in one field.
#[derive(Debug, Clone, Default)]
pub(super) struct TotalTrack {
    /// Sorted by period; judged by their own figures.
    pub(super) series: Vec<Point>,
    /// What the unit's own periods within the campaign make.
    pub(super) own: Option<OwnCumulative>,
    /// Filled in once it is known which months are owed.
    pub(super) cumulative: Option<TotalCumulative>,
}

/// The totals of a unit (or the whole).
#[derive(Debug, Clone, Default)]
pub(super) struct Total {
    pub(super) overall: TotalTrack,
    /// By field, sorted.
    pub(super) fields: Vec<(FieldId, TotalTrack)>,
    /// The periods that the unit reported itself, in any field.
    pub(super) reported: Vec<Period>,
    /// What of its fields the unit has left out.
    pub(super) left_out: Box<[LeftOut]>,
}

/// The pool of units in one period.
struct Sum {
    period: Period,
    figure: Option<Figure>,
    reported: u32,
    reporters: Reporters,
    unpooled: bool,
}

impl Sum {
    fn of_nothing(period: Period) -> Self {
        Self {
            period,
            figure: None,
            reported: 0,
            reporters: Reporters::default(),
            unpooled: false,
        }
    }
}

impl RollUp<'_> {
    /// The totals of all units over their periods, without the cumulative ones.
    pub(super) fn series(&self) -> Vec<Total> {
        let mut totals: Vec<Total> = vec![Total::default(); self.rows.len()];
        for level in self.campaign.units.levels().iter().rev() {
            let made: Vec<Total> = level
                .par_iter()
                .map(|&unit| self.total(&totals, unit))
                .collect();
            for (&unit, total) in level.iter().zip(made) {
                totals[unit.0 as usize] = total;
            }
        }
        totals
    }

    /// What a unit reported itself.
    pub(super) fn given(&self, unit: UnitId) -> Given {
        let observations = &self.campaign.observations;
        let is_illustrative =
            |observation: &Observation| observations.is_illustrative(observation.file);
        Given::of(self.indicator, self.rows[unit.0 as usize], is_illustrative)
    }

    fn total(&self, totals: &[Total], unit: UnitId) -> Total {
        let mine = self.given(unit).own(self.indicator, &self.days);
        let below: Vec<&Total> = self.below(totals, unit).collect();
        let fields = fields_of(&mine, &below);
        let mut own_fields = mine.fields.into_iter().peekable();
        let fields = fields.into_iter().map(|field| {
            let own = own_fields.next_if(|(own, _)| *own == field);
            let own = own.map_or_else(OwnTrack::default, |(_, track)| track);
            let below = below.iter().filter_map(|total| find(&total.fields, field));
            (field, self.track(unit, Some(field), own, below))
        });
        let fields = fields.collect();
        let below = below.iter().map(|total| &total.overall);
        let mut overall = self.track(unit, None, mine.overall, below);
        self.add_lacking(unit, &mut overall.series, mine.lacking);
        Total {
            fields,
            overall,
            reported: reported_periods(self.rows[unit.0 as usize]),
            left_out: mine.left_out,
        }
    }

    /// Says where a unit has no overall figure of its own for want of some fields.
    fn add_lacking(&self, unit: UnitId, series: &mut Vec<Point>, lacking: Vec<FieldGap>) {
        for FieldGap { period, fields } in lacking {
            let found = series.binary_search_by_key(&Some(period), Point::period);
            let at = found.unwrap_or_else(|at| {
                let nothing = Sum::of_nothing(period);
                series.insert(at, self.point_without_own(unit, None, nothing));
                at
            });
            series[at].set_missing_fields(fields);
        }
    }

    /// The whole: the pool of the units without a parent.
    pub(super) fn whole_series(&self, totals: &[Total]) -> Total {
        let roots: Vec<&Total> = self.roots().map(|id| &totals[id.0 as usize]).collect();
        let track = |field, sums: Vec<Sum>| {
            let series = sums.into_iter().map(|sum| self.whole_point(field, sum));
            TotalTrack {
                series: series.collect(),
                ..TotalTrack::default()
            }
        };
        let fields = fields_of(&Own::default(), &roots);
        let fields = fields.into_iter().map(|field| {
            let sums = sums_of(roots.iter().filter_map(|total| find(&total.fields, field)));
            (field, track(Some(field), sums))
        });
        Total {
            overall: track(None, sums_of(roots.iter().map(|total| &total.overall))),
            fields: fields.collect(),
            ..Total::default()
        }
    }

    /// The units without a parent.
    pub(super) fn roots(&self) -> impl Iterator<Item = UnitId> + '_ {
        let units = self.campaign.units.iter();
        units
            .filter(|(_, unit)| unit.parent.is_none())
            .map(|(id, _)| id)
    }

    /// The totals of the units directly below a unit.
    pub(super) fn below<'t>(
        &self,
        totals: &'t [Total],
        unit: UnitId,
    ) -> impl Iterator<Item = &'t Total> {
        let children = self.campaign.units.children(unit).iter();
        children.map(|child| &totals[child.0 as usize])
    }

    /// How many of the units at or below `unit`, or of all where it is the whole, owe a figure for a period, overall or
    /// in a field.
    pub(super) fn expected(
        &self,
        unit: Option<UnitId>,
        field: Option<FieldId>,
        period: Period,
    ) -> u32 {
        let expected = self.expected.of(field);
        match unit {
            Some(unit) => expected.of(unit, period),
            None => self.roots().map(|root| expected.of(root, period)).sum(),
        }
    }

    /// A unit's own entries, each added to what is below it, and the periods that only those below it have.
    fn track<'t>(
        &self,
        unit: UnitId,
        field: Option<FieldId>,
        own: OwnTrack,
        below: impl Iterator<Item = &'t TotalTrack>,
    ) -> TotalTrack {
        let below = sums_of(below);
        let mut series = Vec::with_capacity(own.entries.len().max(below.len()));
        let mut below = below.into_iter().peekable();
        for entry in own.entries {
            while let Some(sum) = below.next_if(|sum| sum.period < entry.period) {
                series.push(self.point_without_own(unit, field, sum));
            }
            let sum = below.next_if(|sum| sum.period == entry.period);
            let sum = sum.unwrap_or_else(|| Sum::of_nothing(entry.period));
            series.push(self.point_with_own(unit, field, sum, entry.figure));
        }
        series.extend(below.map(|sum| self.point_without_own(unit, field, sum)));
        series.shrink_to_fit();
        TotalTrack {
            series,
            own: own.cumulative,
            cumulative: None,
        }
    }

    fn point_without_own(&self, unit: UnitId, field: Option<FieldId>, sum: Sum) -> Point {
        let expected = self.expected(Some(unit), field, sum.period);
        self.point(sum, OwnFigure::Nothing, expected)
    }

    /// The point of a unit that reported something itself.
    fn point_with_own(
        &self,
        unit: UnitId,
        field: Option<FieldId>,
        mut sum: Sum,
        own: Option<Figure>,
    ) -> Point {
        let expected = self.expected(Some(unit), field, sum.period);
        let is_poolable = own.as_ref().is_some_and(Figure::is_poolable);
        if self.stands_for_all(own.as_ref()) {
            (sum.reported, sum.reporters) = (expected, Reporters::total(unit));
        } else {
            let owing = self.owing.of(field);
            sum.reported += u32::from(owing.owes(self.campaign, unit, sum.period));
            // A bare value is left out of the sum of what is below.
            if is_poolable || (own.is_some() && sum.figure.is_none()) {
                sum.reporters.add(Reporters::unit(unit));
            }
        }
        let (figure, own) = self.total_of(sum.figure.take(), own);
        sum.figure = figure;
        sum.unpooled |= !is_poolable;
        self.point(sum, own, expected)
    }

    fn whole_point(&self, field: Option<FieldId>, sum: Sum) -> Point {
        let expected = self.expected(None, field, sum.period);
        self.point(sum, OwnFigure::Nothing, expected)
    }

    fn point(&self, sum: Sum, own: OwnFigure<Figure>, expected: u32) -> Point {
        let coverage = Coverage {
            reported: sum.reported,
            expected,
        };
        let made = Unjudged {
            figure: sum.figure,
            own,
            coverage,
            unpooled: sum.unpooled,
        };
        let mut point = Point::of_period(sum.period, made);
        point.reporters = sum.reporters;
        self.judged(point)
    }

    /// The point, judged by its own figure.
    pub(super) fn judged(&self, mut point: Point) -> Point {
        let figure = point.figure.as_ref();
        point.status = self.yardstick.status(figure);
        point.certain = figure.and_then(|figure| is_certain(self.indicator, figure));
        point
    }

    /// Whether a unit's own figure is its total by itself and covers all that is below.
    pub(super) fn stands_for_all(&self, own: Option<&Figure>) -> bool {
        self.indicator.reported == Reporting::Total && own.is_some()
    }

    /// A unit's total of its own figure and the pool below it.
    pub(super) fn total_of(
        &self,
        below: Option<Figure>,
        own: Option<Figure>,
    ) -> (Option<Figure>, OwnFigure<Figure>) {
        let Some(own) = own else {
            return (below, OwnFigure::Nothing);
        };
        match below {
            Some(_) if self.stands_for_all(Some(&own)) => (Some(own), OwnFigure::Same),
            // A bare value is left out of the sum of what is below.
            Some(below) if !own.is_poolable() => (Some(below), OwnFigure::Figure(own)),
            Some(mut below) => {
                below.add(&own);
                (Some(below), OwnFigure::Figure(own))
            }
            None => (Some(own), OwnFigure::Same),
        }
    }
}

/// The periods of a unit's rows that have a figure, or say that nothing arose.
fn reported_periods(rows: &[Observation]) -> Vec<Period> {
    let given = rows
        .iter()
        .filter(|row| row.is_given())
        .map(|row| row.period);
    let mut periods: Vec<Period> = given.collect();
    periods.sort_unstable();
    periods.dedup();
    periods.shrink_to_fit();
    periods
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
    let below = below.iter().flat_map(|total| &total.fields);
    fields.extend(below.map(|(field, _)| *field));
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// The pool of several totals, period by period.
fn sums_of<'t>(tracks: impl Iterator<Item = &'t TotalTrack>) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for track in tracks {
        let mut at = 0;
        for (period, point) in track.series.iter().filter_map(|p| Some((p.period()?, p))) {
            let place = place_of(&sums, at, period, |sum| sum.period);
            let place = place.unwrap_or_else(|gap| {
                sums.insert(gap, Sum::of_nothing(period));
                gap
            });
            let sum = &mut sums[place];
            add(&mut sum.figure, point.figure.as_ref());
            sum.reported += point.coverage.reported;
            if point.figure.as_ref().is_some_and(Figure::is_poolable) {
                sum.reporters.add(point.reporters);
            }
            sum.unpooled |= point.unpooled;
            at = place + 1;
        }
    }
    sums
}
