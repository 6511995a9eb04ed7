//! All figures of one indicator.

use super::figure::Figure;
use super::hierarchy::{RollUp, Total, TotalCumulative, TotalEntry, TotalTrack};
use super::latest::latest;
use super::over_time::Entry;
use super::owing::{Owing, Window};
use super::own::{Own, lies_within, own};
use super::point::{Coverage, OwnFigure, Point, Span, Standing, Track};
use super::status::{FieldsVerdict, is_certain, judge, judge_fields};
use crate::campaign::{
    Campaign, Day, FieldId, Headline, Indicator, IndicatorId, Observation, Period, Scope, UnitId,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// All figures of one indicator.
#[derive(Debug)]
pub struct IndicatorFigures {
    /// By unit.
    pub standings: Vec<Standing>,
    /// The pool of the units without a parent.
    pub whole: Standing,
    /// The latest period, one for all units; `None` where there is none.
    pub latest: Option<Period>,
    /// By unit: whether it owes figures of this indicator itself.
    pub owes: Vec<bool>,
    /// By unit: its months owed so far, from and end (the month after the last), counted from January of year 0. Empty
    /// (`from == end`) for units that owe nothing.
    pub owed_months: Vec<(u16, u16)>,
    /// By unit: the periods that it reported itself (a figure or nothing arising), in any field.
    pub reported: Vec<Vec<Period>>,
}

impl IndicatorFigures {
    /// Whether any figure is illustrative, of whatever unit.
    #[must_use]
    pub fn has_illustrative(&self) -> bool {
        self.standings
            .iter()
            .any(|standing| standing.overall.series.iter().any(Point::is_illustrative))
    }

    /// The standing of a unit.
    #[must_use]
    pub fn standing(&self, unit: UnitId) -> &Standing {
        &self.standings[unit.0 as usize]
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
    let days = (campaign.settings.starts, campaign.settings.ends);
    let own = own_figures(campaign, indicator, observations, days);
    let ever_reported: Vec<bool> = own
        .iter()
        .map(|own| !own.overall.entries.is_empty())
        .collect();
    let owing = Owing::new(campaign, indicator, &ever_reported);
    let mut periods: Vec<Period> = own
        .iter()
        .flat_map(|own| own.overall.entries.iter().map(|entry: &Entry| entry.period))
        .collect();
    periods.sort_unstable();
    periods.dedup();
    let expected: FxHashMap<Period, Vec<u32>> = if owing.is_constant() {
        FxHashMap::default()
    } else {
        periods
            .iter()
            .map(|&period| (period, owing.expected(campaign, period)))
            .collect()
    };
    let always = periods
        .first()
        .map_or_else(Vec::new, |&any| owing.expected(campaign, any));
    let always = if always.is_empty() {
        vec![0; campaign.units.len()]
    } else {
        always
    };
    let roll_up = RollUp {
        campaign,
        indicator,
        owing: &owing,
        expected,
        expected_always: always,
    };
    let mut totals = roll_up.series(&own);
    let mut whole = roll_up.whole_series(&totals);
    let whole_expected = |period| {
        roll_up
            .roots()
            .map(|root| roll_up.expected(root, period))
            .sum::<u32>()
    };
    let latest = latest(indicator, &whole.overall.entries, whole_expected, today);
    let window = window(&own, latest, days, today);
    roll_up.cumulate(&own, &mut totals, window);
    roll_up.cumulate_whole(&totals, &mut whole);
    drop(own);
    let finish = Finish {
        indicator,
        roll_up: &roll_up,
        latest,
        in_window: owing.in_window(campaign, window),
    };
    let standings = totals
        .into_par_iter()
        .enumerate()
        .map(|(i, total)| finish.standing(Some(UnitId(i as u32)), total))
        .collect();
    IndicatorFigures {
        standings,
        whole: finish.standing(None, whole),
        latest,
        owes: campaign
            .units
            .iter()
            .map(|(unit, _)| owing.is_reporter(unit))
            .collect(),
        owed_months: campaign
            .units
            .iter()
            .map(|(id, unit)| {
                if owing.is_reporter(id) {
                    window.of_unit(unit)
                } else {
                    (0, 0)
                }
            })
            .collect(),
        reported: reported_periods(campaign, observations),
    }
}

fn own_figures(
    campaign: &Campaign,
    indicator: &Indicator,
    observations: &[Observation],
    days: (Day, Day),
) -> Vec<Own> {
    let groups: Vec<&[Observation]> = observations.chunk_by(|a, b| a.unit == b.unit).collect();
    let is_illustrative =
        |observation: &Observation| campaign.observations.is_illustrative(observation.file);
    let made: Vec<(UnitId, Own)> = groups
        .par_iter()
        .map(|group| (group[0].unit, own(indicator, group, is_illustrative, days)))
        .collect();
    let mut all: Vec<Own> = Vec::new();
    all.resize_with(campaign.units.len(), Own::default);
    for (unit, own) in made {
        all[unit.0 as usize] = own;
    }
    all
}

fn reported_periods(campaign: &Campaign, observations: &[Observation]) -> Vec<Vec<Period>> {
    let mut all: Vec<Vec<Period>> = vec![Vec::new(); campaign.units.len()];
    for observation in observations {
        if observation.reported != crate::campaign::Reported::Nothing {
            all[observation.unit.0 as usize].push(observation.period);
        }
    }
    all.par_iter_mut().for_each(|periods| {
        periods.sort_unstable();
        periods.dedup();
        periods.shrink_to_fit();
    });
    all
}

/// The months owed: from the campaign's first counted month to the end of the latest period, but not beyond the
/// campaign; where there is no latest period, to the last one reported within the campaign that has ended.
fn window(own: &[Own], latest: Option<Period>, days: (Day, Day), today: Day) -> Window {
    let campaign = Window::within(days.0, days.1);
    let last = latest.or_else(|| {
        own.iter()
            .flat_map(|own| &own.overall.entries)
            .map(|entry| entry.period)
            .filter(|&period| lies_within(period, days) && period.last_day() <= today)
            .max()
    });
    campaign.until(last.map_or(campaign.from, Period::end_month))
}

/// Makes points of totals: coverage, status and certainty.
struct Finish<'a> {
    indicator: &'a Indicator,
    roll_up: &'a RollUp<'a>,
    latest: Option<Period>,
    /// By unit: how many at or below owe anything in the campaign so far, and how many unit-months.
    in_window: (Vec<u32>, Vec<u32>),
}

impl Finish<'_> {
    /// The standing of a unit, or of the whole.
    fn standing(&self, unit: Option<UnitId>, total: Total) -> Standing {
        let every_field = self.indicator.scope == Scope::EveryField;
        let Total { overall, fields } = total;
        let fields: Vec<(FieldId, Track)> = fields
            .into_iter()
            .map(|(field, track)| (field, self.track(unit, track)))
            .collect();
        let mut overall = self.track(unit, overall);
        if every_field {
            let cumulative = fields
                .iter()
                .map(|(field, track)| (*field, track.cumulative.figure.as_ref()));
            self.judge_overall(
                &mut overall.cumulative,
                judge_fields(self.indicator, cumulative),
            );
            if let Some(point) = &mut overall.latest {
                let latest = fields.iter().map(|(field, track)| {
                    (
                        *field,
                        track.latest.as_ref().and_then(|p| p.figure.as_ref()),
                    )
                });
                self.judge_overall(point, judge_fields(self.indicator, latest));
            }
            for point in &mut overall.series {
                let Some(period) = point.period() else {
                    continue;
                };
                let there = fields.iter().map(|(field, track)| {
                    (
                        *field,
                        track.at(period).and_then(|point| point.figure.as_ref()),
                    )
                });
                self.judge_overall(point, judge_fields(self.indicator, there));
            }
        }
        Standing { overall, fields }
    }

    /// Under `every-field`, the overall figure is judged by its fields, where any can be judged.
    fn judge_overall(&self, point: &mut Point, verdict: FieldsVerdict) {
        if self.indicator.target.is_none() {
            return;
        }
        // The status is made of the fields, so their mark is the point's too.
        if let Some(figure) = &mut point.figure {
            figure.illustrative |= verdict.illustrative;
        }
        let value = point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(self.indicator));
        if value.is_none() {
            point.failing_fields = Some(Box::default());
            return;
        }
        if let Some(status) = verdict.status {
            point.status = status;
            point.certain = verdict.certain;
        }
        point.failing_fields = Some(Box::new(verdict.failing));
    }

    fn track(&self, unit: Option<UnitId>, total: TotalTrack) -> Track {
        let cumulative = self.cumulative(unit, total.cumulative);
        let series: Vec<Point> = total
            .entries
            .into_iter()
            .map(|entry| self.point(unit, entry))
            .collect();
        let latest = self.latest.map(|period| {
            match series.binary_search_by_key(&Some(period), Point::period) {
                Ok(at) => series[at].clone(),
                Err(_) => self.nothing(Span::Period(period), self.expected(unit, period)),
            }
        });
        Track {
            cumulative,
            latest,
            series,
        }
    }

    fn expected(&self, unit: Option<UnitId>, period: Period) -> u32 {
        match unit {
            Some(unit) => self.roll_up.expected(unit, period),
            None => self
                .roll_up
                .roots()
                .map(|root| self.roll_up.expected(root, period))
                .sum(),
        }
    }

    fn nothing(&self, span: Span, expected: u32) -> Point {
        Point {
            span: Some(span),
            figure: None,
            own: OwnFigure::Nothing,
            coverage: Coverage {
                reported: 0,
                expected,
            },
            months: None,
            status: judge(self.indicator, None),
            certain: None,
            failing_fields: None,
            unpooled: false,
        }
    }

    fn point(&self, unit: Option<UnitId>, entry: TotalEntry) -> Point {
        let figure = if unit.is_none() {
            poolable(entry.figure)
        } else {
            entry.figure
        };
        Point {
            coverage: Coverage {
                reported: entry.reported,
                expected: self.expected(unit, entry.period),
            },
            own: entry.own,
            status: judge(self.indicator, figure.as_ref()),
            certain: figure
                .as_ref()
                .and_then(|figure| is_certain(self.indicator, figure)),
            figure,
            unpooled: entry.unpooled,
            ..self.nothing(Span::Period(entry.period), 0)
        }
    }

    fn cumulative(&self, unit: Option<UnitId>, total: Option<TotalCumulative>) -> Point {
        let sum = |counts: &Vec<u32>| match unit {
            Some(unit) => counts[unit.0 as usize],
            None => self
                .roll_up
                .roots()
                .map(|root| counts[root.0 as usize])
                .sum(),
        };
        let (expected, months_expected) = (sum(&self.in_window.0), sum(&self.in_window.1));
        let Some(total) = total else {
            return Point {
                span: None,
                coverage: Coverage {
                    reported: 0,
                    expected,
                },
                months: Some(Coverage {
                    reported: 0,
                    expected: months_expected,
                }),
                own: OwnFigure::Nothing,
                figure: None,
                status: judge(self.indicator, None),
                certain: None,
                failing_fields: None,
                unpooled: false,
            };
        };
        let figure = if unit.is_none() {
            poolable(total.figure)
        } else {
            total.figure
        };
        Point {
            span: total
                .months
                .filter(|_| figure.is_some())
                .map(|(from, end)| Span::Months {
                    from: Period::month_at(from),
                    to: Period::month_at(end - 1),
                }),
            own: total.own,
            coverage: Coverage {
                reported: total.reported,
                expected,
            },
            months: Some(Coverage {
                reported: total.months_reported,
                expected: months_expected,
            }),
            status: judge(self.indicator, figure.as_ref()),
            certain: figure
                .as_ref()
                .and_then(|figure| is_certain(self.indicator, figure)),
            figure,
            failing_fields: None,
            unpooled: total.unpooled,
        }
    }
}

/// A bare value belongs to its own unit, never to the whole.
fn poolable(figure: Option<Figure>) -> Option<Figure> {
    figure.filter(Figure::is_poolable)
}
