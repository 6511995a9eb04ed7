//! All figures of one indicator.

use super::field_gaps::LeftOut;
use super::field_owing::owing_by_field;
use super::finish::Finish;
use super::hierarchy::{RollUp, find};
use super::latest::latest;
use super::month_set::MonthSet;
use super::owing::{Expected, Owing, Window, exists_throughout};
use super::point::{Point, Span, Standing, Track};
use super::yardstick::Yardstick;
use crate::calendar::{Day, Period};
use crate::model::{Campaign, FieldId, Headline, Indicator, IndicatorId, Observation, UnitId};
use rayon::prelude::*;

/// All figures of one indicator.
#[derive(Debug, Clone)]
pub struct IndicatorFigures {
    /// By unit.
    pub standings: Vec<Standing>,
    /// The pool of the units without a parent.
    pub whole: Standing,
    /// The latest period, one for all units; `None` where there is none.
    pub latest: Option<Period>,
    /// By unit: whether it owes figures of this indicator itself.
    pub owes: Vec<bool>,
    /// By field that some kinds of unit never report, sorted: by unit, whether it owes figures of it itself. Every other
    /// field is owed by all that owe the indicator.
    pub owes_field: Vec<(FieldId, Vec<bool>)>,
    /// By unit: its months owed so far, from and end (the month after the last), counted from January of year 0. Empty
    /// (`from == end`) for units that owe nothing.
    pub owed_months: Vec<(u16, u16)>,
    /// By unit: whether it, or a unit below it, owes figures of a month of the campaign.
    pub owes_below: Vec<bool>,
    /// By unit: the periods that it reported itself (a figure or nothing arising), in any field.
    pub reported: Vec<Vec<Period>>,
    /// By unit: the fields that it has left out where it reported others.
    pub left_out: Vec<Box<[LeftOut]>>,
}

impl IndicatorFigures {
    /// Whether any figure is illustrative, of whatever unit.
    #[must_use]
    pub fn has_illustrative(&self) -> bool {
        self.standings
            .iter()
            .any(|standing| standing.overall.series.iter().any(Point::is_illustrative))
    }

    /// Whether a unit owes a figure for the whole of a period by now.
    #[must_use]
    pub fn owes_now(&self, unit: UnitId, period: Period) -> bool {
        let (from, end) = self.owed_months[unit.0 as usize];
        from <= period.first_month() && period.end_month() <= end
    }

    /// By unit: whether it owes figures itself, overall or in a field.
    #[must_use]
    pub fn owing(&self, field: Option<FieldId>) -> &[bool] {
        let apart = field.and_then(|field| find(&self.owes_field, field));
        apart.unwrap_or(&self.owes)
    }

    /// Whether a unit owes the figure of a point itself, overall or in a field, whatever the units below it owe.
    #[must_use]
    pub fn owes_itself(
        &self,
        campaign: &Campaign,
        unit: UnitId,
        field: Option<FieldId>,
        point: &Point,
    ) -> bool {
        let (from, end) = self.owed_months[unit.0 as usize];
        let exists = |period| exists_throughout(campaign.units.get(unit), period);
        self.owing(field)[unit.0 as usize]
            && match point.span() {
                Some(Span::Period(period)) => exists(period),
                // One side of an impact, of which one month's coverage is told, be it in the campaign or not.
                Some(Span::Months { from, to }) if point.months().is_none() => {
                    let mut months = from.first_month()..to.end_month();
                    months.any(|month| exists(Period::month_at(month)))
                }
                _ => from < end,
            }
    }

    /// Whether a unit reported every month of a period, by itself or within a longer one.
    #[must_use]
    pub fn covers(&self, unit: UnitId, period: Period) -> bool {
        period.is_covered_by(&self.reported[unit.0 as usize])
    }

    /// Whether a unit reported any month of a period.
    #[must_use]
    pub fn touches(&self, unit: UnitId, period: Period) -> bool {
        let reported = &self.reported[unit.0 as usize];
        reported.iter().any(|of| of.overlaps(period))
    }

    /// The standing of a unit.
    #[must_use]
    pub fn standing(&self, unit: UnitId) -> &Standing {
        &self.standings[unit.0 as usize]
    }
}

impl Standing {
    /// The figure that pages show first, overall (`None`) or in a field.
    #[must_use]
    pub fn shown(&self, field: Option<FieldId>, indicator: &Indicator) -> Option<&Point> {
        let track = match field {
            Some(field) => self.field(field)?,
            None => &self.overall,
        };
        Some(track.shown(indicator))
    }
}

impl Track {
    /// The figure that leads, cumulative or latest; `None` for a latest one where there is no such period.
    #[must_use]
    pub fn headline(&self, indicator: &Indicator) -> Option<&Point> {
        match indicator.headline {
            Headline::Cumulative => Some(&self.cumulative),
            Headline::Latest => self.latest.as_ref(),
        }
    }

    /// The figure that pages show first: the one that leads, or the cumulative one where there is no latest period. Every
    /// page takes this one, so that none counts otherwise than another shows.
    #[must_use]
    pub fn shown(&self, indicator: &Indicator) -> &Point {
        self.headline(indicator).unwrap_or(&self.cumulative)
    }

    /// The point of a period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<&Point> {
        self.series
            .binary_search_by_key(&Some(period), Point::period)
            .ok()
            .map(|at| &self.series[at])
    }
}

/// Computes all figures of one indicator from its observations, which are sorted by unit, field and period.
pub(super) fn compute(
    campaign: &Campaign,
    id: IndicatorId,
    observations: &[Observation],
    today: Day,
) -> IndicatorFigures {
    let indicator = campaign.indicators.get(id);
    let rows = rows_by_unit(campaign, observations);
    let ever_reported: Vec<bool> = rows
        .par_iter()
        .map(|rows| rows.iter().any(Observation::is_given))
        .collect();
    let overall = Owing::new(campaign, indicator, &ever_reported);
    let owing = owing_by_field(campaign, overall, &rows);
    let given_periods = observations
        .iter()
        .filter(|row| row.is_given())
        .map(|row| row.period);
    let days = Window::within(campaign.settings.starts, campaign.settings.ends);
    let roll_up = RollUp {
        campaign,
        indicator,
        yardstick: Yardstick::new(indicator),
        owing: &owing,
        expected: owing.map(|owing| {
            Expected::new(campaign, owing, given_periods.clone(), indicator.year_start)
        }),
        days: MonthSet::stretch(days.from, days.end),
        rows,
    };
    let mut totals = roll_up.series();
    let mut whole = roll_up.whole_series(&totals);
    let latest = latest(indicator, &whole.overall.series, today);
    let window = window(&whole.overall.series, latest, days, today);
    roll_up.cumulate(&mut totals, window);
    roll_up.cumulate_whole(&totals, &mut whole);
    let finish = Finish {
        roll_up: &roll_up,
        latest,
        in_window: owing.map(|owing| owing.in_window(campaign, window)),
    };
    let whole = finish.standing(None, whole);
    let mut reported = Vec::with_capacity(totals.len());
    let mut left_out = Vec::with_capacity(totals.len());
    for total in &mut totals {
        reported.push(std::mem::take(&mut total.reported));
        left_out.push(std::mem::take(&mut total.left_out));
    }
    let standings = totals
        .into_par_iter()
        .enumerate()
        .map(|(i, total)| finish.standing(Some(UnitId(i as u32)), total))
        .collect();
    let overall = owing.of(None);
    let owes_below = overall.in_window(campaign, days).0;
    let units = || campaign.units.iter();
    IndicatorFigures {
        standings,
        whole,
        latest,
        owes: overall.reporters().to_vec(),
        owes_field: owing.map(|owing| owing.reporters().to_vec()).into_fields(),
        owed_months: units()
            .map(|(id, unit)| {
                let owed = overall.is_reporter(id).then(|| window.of_unit(unit));
                owed.unwrap_or_default()
            })
            .collect(),
        owes_below: owes_below.iter().map(|owing| *owing > 0).collect(),
        reported,
        left_out,
    }
}

/// The rows of each unit.
fn rows_by_unit<'a>(
    campaign: &Campaign,
    observations: &'a [Observation],
) -> Vec<&'a [Observation]> {
    let mut rows: Vec<&[Observation]> = vec![&[]; campaign.units.len()];
    for of_unit in observations.chunk_by(|a, b| a.unit == b.unit) {
        rows[of_unit[0].unit.0 as usize] = of_unit;
    }
    rows
}

/// The months owed: from the campaign's first counted month to the end of the latest period, but not beyond the
/// campaign; where there is no latest period, to the last one reported within the campaign that has ended. The whole
/// has every period that any unit has.
fn window(whole: &[Point], latest: Option<Period>, campaign: Window, today: Day) -> Window {
    let last = latest.or_else(|| {
        whole
            .iter()
            .filter_map(Point::period)
            .filter(|&period| campaign.holds(period) && period.last_day() <= today)
            .max()
    });
    campaign.until(last.map_or(campaign.from, Period::end_month))
}
