//! From totals to standings: the latest points, the cumulative ones, and what the fields say of the overall figures.

use super::cumulative::TotalCumulative;
use super::field_owing::ByField;
use super::hierarchy::{RollUp, Total, TotalTrack};
use super::over_time::place_of;
use super::point::{Coverage, OwnFigure, Point, Standing, Track, Unjudged};
use super::status::{FieldsVerdict, judge_fields};
use crate::calendar::Period;
use crate::model::{FieldId, Scope, UnitId};

/// Makes standings of totals.
pub(super) struct Finish<'a> {
    pub(super) roll_up: &'a RollUp<'a>,
    pub(super) latest: Option<Period>,
    /// By unit: how many at or below owe anything in the campaign so far, and how many unit-months.
    pub(super) in_window: ByField<(Vec<u32>, Vec<u32>)>,
}

impl Finish<'_> {
    /// The standing of a unit, or of the whole.
    pub(super) fn standing(&self, unit: Option<UnitId>, total: Total) -> Standing {
        let fields: Vec<(FieldId, Track)> = total
            .fields
            .into_iter()
            .map(|(field, track)| (field, self.track(unit, Some(field), track)))
            .collect();
        let mut overall = self.track(unit, None, total.overall);
        let indicator = self.roll_up.indicator;
        if indicator.scope == Scope::EveryField && indicator.target.is_some() {
            self.judge_by_fields(&mut overall, &fields);
        }
        Standing { overall, fields }
    }

    fn track(&self, unit: Option<UnitId>, field: Option<FieldId>, total: TotalTrack) -> Track {
        let series = total.series;
        let latest = self.latest.map(|period| {
            match series.binary_search_by_key(&Some(period), Point::period) {
                Ok(at) => series[at].clone(),
                Err(_) => self.gap(unit, field, period),
            }
        });
        Track {
            cumulative: self.cumulative(unit, field, total.cumulative),
            latest,
            series,
        }
    }

    /// The point of a period without a figure.
    fn gap(&self, unit: Option<UnitId>, field: Option<FieldId>, period: Period) -> Point {
        let made = Unjudged {
            figure: None,
            own: OwnFigure::Nothing,
            coverage: Coverage {
                reported: 0,
                expected: self.roll_up.expected(unit, field, period),
            },
            unpooled: false,
        };
        self.roll_up.judged(Point::of_period(period, made))
    }

    fn cumulative(
        &self,
        unit: Option<UnitId>,
        field: Option<FieldId>,
        total: Option<TotalCumulative>,
    ) -> Point {
        let sum = |counts: &[u32]| match unit {
            Some(unit) => counts[unit.0 as usize],
            None => self
                .roll_up
                .roots()
                .map(|root| counts[root.0 as usize])
                .sum(),
        };
        let (units, unit_months) = self.in_window.of(field);
        let total = total.unwrap_or_default();
        let span = total.months.filter(|_| total.figure.is_some());
        let span = span.map(|(from, end)| (Period::month_at(from), Period::month_at(end - 1)));
        let months = Coverage {
            reported: total.months_reported,
            expected: sum(unit_months),
        };
        let made = Unjudged {
            figure: total.figure,
            own: total.own,
            coverage: Coverage {
                reported: total.reported,
                expected: sum(units),
            },
            unpooled: total.unpooled,
        };
        let mut point = Point::of_months(span, Some(months), made);
        point.set_missing_fields(total.missing);
        self.roll_up.judged(point)
    }

    /// Under `every-field`, each overall figure is judged by the fields at the same time, where any can be judged.
    fn judge_by_fields(&self, overall: &mut Track, fields: &[(FieldId, Track)]) {
        let indicator = self.roll_up.indicator;
        let cumulative = fields
            .iter()
            .map(|(field, track)| (*field, Some(&track.cumulative)));
        self.apply(&mut overall.cumulative, judge_fields(indicator, cumulative));
        if let Some(point) = &mut overall.latest {
            let latest = fields
                .iter()
                .map(|(field, track)| (*field, track.latest.as_ref()));
            self.apply(point, judge_fields(indicator, latest));
        }
        // All series are in order of time: how far each field's has been walked.
        let mut walked = vec![0; fields.len()];
        for point in &mut overall.series {
            let Some(period) = point.period() else {
                continue;
            };
            let there = fields.iter().zip(&mut walked).map(|((field, track), at)| {
                let place = place_of(&track.series, *at, Some(period), Point::period);
                *at = place.map_or_else(|gap| gap, |found| found + 1);
                (*field, place.ok().map(|found| &track.series[found]))
            });
            let verdict = judge_fields(indicator, there);
            self.apply(point, verdict);
        }
    }

    fn apply(&self, point: &mut Point, verdict: FieldsVerdict) {
        // The status is made of the fields, so their mark is the point's too.
        if let Some(figure) = &mut point.figure {
            figure.mark(verdict.illustrative);
        }
        let figure = point.figure.as_ref();
        let has_value = figure.is_some_and(|figure| !figure.is_nothing_arising());
        if !has_value {
            point.set_failing_fields(Vec::new());
            return;
        }
        if let Some(status) = verdict.status {
            point.status = status;
            point.certain = verdict.certain;
        }
        point.set_failing_fields(verdict.failing);
    }
}
