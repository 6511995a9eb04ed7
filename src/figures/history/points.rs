//! What follows from changed figures: the figures made of them, and the statuses and places that moved.

use super::compute::{State, only_root};
use super::{FigureChange, Moved, PointChange};
use crate::calendar::Period;
use crate::figures::figure::Figure;
use crate::figures::indicator::IndicatorFigures;
use crate::figures::point::{Point, Span, Standing, Track};
use crate::figures::status::Status;
use crate::model::{Campaign, FieldId, Indicator, IndicatorId, UnitId};
use crate::number::Quotient;
use std::collections::{BTreeMap, BTreeSet};

/// The states around a release.
pub(super) struct States<'a> {
    pub(super) before: &'a State<'a>,
    /// That before with what was revised, where anything was.
    pub(super) middle: Option<&'a IndicatorFigures>,
    pub(super) after: &'a State<'a>,
}

/// How many of the figures because of which one changed are named.
const MOST_CAUSES: usize = 3;

/// The figures that are other after than before because of revised or withdrawn ones below them.
pub(super) fn changed_points(
    campaign: &Campaign,
    id: IndicatorId,
    states: &States<'_>,
    figures: &[FigureChange],
) -> Vec<PointChange> {
    let below = causes(campaign, id, figures);
    let mut changed = Vec::new();
    for (unit, causes) in below {
        let fields: BTreeSet<FieldId> = causes
            .iter()
            .filter_map(|(_, at)| figures.get(*at)?.key.field)
            .collect();
        let mut of = PointsOf {
            campaign,
            indicator: campaign.indicators.get(id),
            id,
            unit,
            field: None,
            causes,
            figures,
        };
        let old = standing(&states.before.figures, unit);
        let new = standing(&states.after.figures, unit);
        if let Some(middle) = states.middle {
            changed.extend(of.headline(old, standing(middle, unit)));
        }
        of.compare(&old.overall, Some(&new.overall), &mut changed);
        let all = std::mem::take(&mut of.causes);
        for field in fields {
            let is_of_field = |(_, at): &&(Period, usize)| {
                figures.get(*at).and_then(|figure| figure.key.field) == Some(field)
            };
            of.field = Some(field);
            of.causes = all.iter().filter(is_of_field).copied().collect();
            if let Some(old) = old.field(field) {
                of.compare(old, new.field(field), &mut changed);
            }
        }
    }
    changed
}

/// The figures of a unit, or the whole.
fn standing(figures: &IndicatorFigures, unit: Option<UnitId>) -> &Standing {
    match unit {
        Some(unit) => figures.standing(unit),
        None => &figures.whole,
    }
}

/// By unit, the whole first: the figures at or below it that changed, with their periods.
type Causes = BTreeMap<Option<UnitId>, Vec<(Period, usize)>>;

fn causes(campaign: &Campaign, id: IndicatorId, figures: &[FigureChange]) -> Causes {
    let root = only_root(campaign);
    let mut all = Causes::new();
    let of_indicator = figures.iter().enumerate();
    for (at, figure) in of_indicator.filter(|(_, figure)| figure.key.indicator == id) {
        let unit = figure.key.unit;
        let above = campaign.units.ancestors(unit);
        let units = std::iter::once(unit).chain(above);
        // The only unit at the top is the whole.
        let units = units.filter(|unit| Some(*unit) != root).map(Some);
        for unit in units.chain([None]) {
            all.entry(unit).or_default().push((figure.key.period, at));
        }
    }
    all
}

/// What is known of the points of a unit, or the whole.
struct PointsOf<'a> {
    campaign: &'a Campaign,
    indicator: &'a Indicator,
    id: IndicatorId,
    unit: Option<UnitId>,
    field: Option<FieldId>,
    causes: Vec<(Period, usize)>,
    figures: &'a [FigureChange],
}

impl PointsOf<'_> {
    /// How the cumulative figure moved because of the revised ones alone.
    fn headline(&self, old: &Standing, revised: &Standing) -> Option<PointChange> {
        let old = &old.overall.cumulative;
        let Some(Span::Months { from, to }) = old.span() else {
            return None;
        };
        let is_within = |period: Period| {
            period.first_month() < to.end_month() && from.first_month() < period.end_month()
        };
        self.changed(None, old, Some(&revised.overall.cumulative), is_within)
    }

    fn compare(&self, old: &Track, new: Option<&Track>, changed: &mut Vec<PointChange>) {
        for point in &old.series {
            let Some(period) = point.period().filter(|period| !self.is_reported(*period)) else {
                continue;
            };
            let overlaps = |other: Period| other.overlaps(period);
            let new = new.and_then(|new| new.at(period));
            changed.extend(self.changed(Some(period), point, new, overlaps));
        }
    }

    /// Whether the point of a period is a reported figure that is told of itself.
    fn is_reported(&self, period: Period) -> bool {
        let Some(unit) = self.unit else { return false };
        let is_it = |(of, at): &(Period, usize)| {
            let key = self.figures.get(*at).map(|figure| figure.key);
            *of == period && key.is_some_and(|key| key.unit == unit && key.field == self.field)
        };
        self.campaign.units.children(unit).is_empty() && self.causes.iter().any(is_it)
    }

    fn changed(
        &self,
        period: Option<Period>,
        old: &Point,
        new: Option<&Point>,
        is_cause: impl Fn(Period) -> bool,
    ) -> Option<PointChange> {
        let value = |point: &Point| {
            point
                .figure
                .as_ref()
                .and_then(|f: &Figure| f.value(self.indicator))
        };
        let before: Quotient = value(old)?;
        if new.and_then(value).is_some_and(|after| after == before) {
            return None;
        }
        let causes = self.causes.iter().filter(|(of, _)| is_cause(*of));
        let mut causes: Vec<usize> = causes.map(|(_, at)| *at).collect();
        let cause_count = causes.len();
        causes.truncate(MOST_CAUSES);
        (cause_count > 0).then(|| PointChange {
            indicator: self.id,
            unit: self.unit,
            field: self.field,
            period,
            old: old.clone(),
            new: new.cloned(),
            causes,
            cause_count,
        })
    }
}

/// The headline figures whose status or place moved. Nothing moved where there was no figure of the indicator at all.
pub(super) fn moved(
    campaign: &Campaign,
    id: IndicatorId,
    before: &State<'_>,
    after: &State<'_>,
) -> Vec<Moved> {
    if before.figures.whole.overall.series.is_empty() {
        return Vec::new();
    }
    let indicator = campaign.indicators.get(id);
    let status = |state: &State<'_>, unit: UnitId| {
        let headline = state.figures.standing(unit).overall.headline(indicator);
        headline.map_or(Status::NoData, |point| point.status)
    };
    let all = campaign.units.iter().map(|(unit, _)| {
        let rank = [before, after].map(|state| state.ranks[unit.0 as usize]);
        Moved {
            indicator: Some(id),
            unit,
            status: [before, after].map(|state| status(state, unit)),
            rank,
        }
    });
    let is_moved = |one: &Moved| one.is_of_status() || one.is_of_place();
    all.filter(is_moved).collect()
}
