//! What follows from changed figures: the figures made of them, and the statuses and places that moved.

use super::compute::{State, only_root};
use super::{FigureChange, Moved, PointChange};
use crate::calendar::Period;
use crate::figures::figure::Figure;
use crate::figures::point::{Point, Span, Standing};
use crate::figures::status::Status;
use crate::model::{Campaign, Headline, Indicator, IndicatorId, UnitId};
use crate::number::Quotient;
use std::collections::BTreeMap;

/// How many of the figures because of which one changed are named.
const MOST_CAUSES: usize = 3;

/// The figures that are other after than before because of revised or withdrawn ones below them.
pub(super) fn changed_points(
    campaign: &Campaign,
    id: IndicatorId,
    before: &State<'_>,
    after: &State<'_>,
    figures: &[FigureChange],
) -> Vec<PointChange> {
    let below = causes(campaign, id, figures);
    let mut changed = Vec::new();
    for (unit, causes) in below {
        let of = PointsOf {
            campaign,
            indicator: campaign.indicators.get(id),
            id,
            unit,
            causes,
            figures,
        };
        let (old, new) = match unit {
            Some(unit) => (before.figures.standing(unit), after.figures.standing(unit)),
            None => (&before.figures.whole, &after.figures.whole),
        };
        of.compare(old, new, &mut changed);
    }
    changed
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
    causes: Vec<(Period, usize)>,
    figures: &'a [FigureChange],
}

impl PointsOf<'_> {
    fn compare(&self, old: &Standing, new: &Standing, changed: &mut Vec<PointChange>) {
        let (old, new) = (&old.overall, &new.overall);
        if self.indicator.headline == Headline::Cumulative
            && let Some(Span::Months { from, to }) = old.cumulative.span()
        {
            let is_within = |period: Period| {
                period.first_month() < to.end_month() && from.first_month() < period.end_month()
            };
            let new = Some(&new.cumulative);
            changed.extend(self.changed(None, &old.cumulative, new, is_within));
        }
        for point in &old.series {
            let Some(period) = point.period().filter(|period| !self.is_reported(*period)) else {
                continue;
            };
            let overlaps = |other: Period| other.overlaps(period);
            changed.extend(self.changed(Some(period), point, new.at(period), overlaps));
        }
    }

    /// Whether the point of a period is a reported figure that is told of itself.
    fn is_reported(&self, period: Period) -> bool {
        let Some(unit) = self.unit else { return false };
        let is_it = |(of, at): &(Period, usize)| {
            let key = self.figures.get(*at).map(|figure| figure.key);
            *of == period && key.is_some_and(|key| key.unit == unit && key.field.is_none())
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
            indicator: id,
            unit,
            status: [before, after].map(|state| status(state, unit)),
            rank,
        }
    });
    let is_moved = |one: &Moved| {
        let [before, after] = one.places();
        one.is_of_status() || before != after
    };
    all.filter(is_moved).collect()
}
