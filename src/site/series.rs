//! Figures over time, as a line to draw and as the table beside it.

use super::Context;
use super::shown::{StateView, state};
use crate::campaign::{Indicator, Period, PeriodLength, Scope};
use crate::chart::{Frame, LineChart, LinePoint, Measure, Palette, message};
use crate::figures::{Point, Track, interval};
use crate::render::Html;
use serde::Serialize;

/// A chart with its message and the words for those who do not see it.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Its message.
    pub heading: String,
    /// The drawing.
    pub svg: Html,
    /// Whether illustrative figures are drawn in it; the drawing says so itself.
    pub illustrative: bool,
}

/// A row of the table beside a line.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesRow {
    /// The period in words.
    pub period: String,
    /// The value, or what stands in its place.
    pub shown: String,
    /// Numerator and denominator, or the sample.
    pub base: Option<String>,
    /// How it stands against the target.
    pub state: StateView,
    /// "14/15 đơn vị" where not all reported.
    pub coverage: Option<String>,
}

/// The points of one length of period, from the first to the last, with the gaps between them.
pub(super) struct Line<'a> {
    pub(super) points: Vec<(Period, Option<&'a Point>)>,
}

/// The line of a track: of the length of the indicator's latest period where the track has such periods, else of the
/// length that it has most of, the finer one of equals.
pub(super) fn line<'a>(track: &'a Track, latest: Option<Period>) -> Line<'a> {
    let count = |length: PeriodLength| {
        track
            .series
            .iter()
            .filter(|point| {
                point
                    .period()
                    .is_some_and(|period| period.length() == length)
            })
            .count()
    };
    let lengths = [
        PeriodLength::Month,
        PeriodLength::Quarter,
        PeriodLength::Half,
        PeriodLength::NineMonths,
        PeriodLength::Year,
    ];
    let length = latest
        .map(Period::length)
        .filter(|&length| count(length) > 0)
        .or_else(|| {
            lengths
                .into_iter()
                .rev()
                .max_by_key(|&length| count(length))
                .filter(|&length| count(length) > 0)
        });
    let Some(length) = length else {
        return Line { points: Vec::new() };
    };
    let mut points: Vec<(Period, Option<&Point>)> = Vec::new();
    for point in &track.series {
        let Some(period) = point.period().filter(|period| period.length() == length) else {
            continue;
        };
        if let Some(&(last, _)) = points.last() {
            points.extend(periods_between(last, period).map(|gap| (gap, None)));
        }
        points.push((period, Some(point)));
    }
    Line { points }
}

/// The periods of the same length strictly between two.
fn periods_between(before: Period, after: Period) -> impl Iterator<Item = Period> {
    let step = if before.length() == PeriodLength::NineMonths {
        12
    } else {
        u16::from(before.length().months())
    };
    let mut next = before.first_month() + step;
    std::iter::from_fn(move || {
        if next >= after.first_month() {
            return None;
        }
        let period = Period::new((next / 12) as i16, (next % 12) as u8 + 1, before.length());
        next += step;
        period
    })
}

impl Line<'_> {
    /// Whether there is anything to draw: two figures at least.
    pub(super) fn is_drawable(&self) -> bool {
        self.points
            .iter()
            .filter(|(_, point)| point.is_some_and(|point| point.figure.is_some()))
            .count()
            >= 2
    }
}

impl Context<'_> {
    /// The drawing of a line, with its message about `subject` (empty where the page says it).
    pub(super) fn line_chart(
        &self,
        indicator: &Indicator,
        line: &Line<'_>,
        id: &str,
        subject: &str,
    ) -> ChartView {
        self.line_chart_in(indicator, indicator.scope, line, id, subject)
    }

    /// The same where the target is not judged as the indicator says, such as for a single field.
    pub(super) fn line_chart_in(
        &self,
        indicator: &Indicator,
        scope: Scope,
        line: &Line<'_>,
        id: &str,
        subject: &str,
    ) -> ChartView {
        let mut points: Vec<LinePoint> = Vec::with_capacity(line.points.len());
        let mut before: Option<&Point> = None;
        for &(period, point) in &line.points {
            points.push(self.line_point(indicator, period, point, before));
            before = point;
        }
        let target = self.target(indicator);
        let heading = message::line(subject, &points, target.as_ref(), scope, self.words);
        let description = message::line_description(&points, target.as_ref(), self.words);
        let measure = Measure {
            percent: indicator.is_percent(),
            unit: &indicator.unit,
        };
        let frame = Frame {
            id,
            title: &heading,
            description: &description,
            measure,
            words: self.words,
        };
        let svg = LineChart {
            frame,
            points: &points,
            target: target.as_ref(),
        }
        .to_svg(Palette::Page);
        let illustrative = points.iter().any(|point| point.illustrative);
        ChartView {
            svg: Html::trusted(&svg),
            heading,
            illustrative,
        }
    }

    fn line_point(
        &self,
        indicator: &Indicator,
        period: Period,
        point: Option<&Point>,
        before: Option<&Point>,
    ) -> LinePoint {
        let figure = point.and_then(|point| point.figure.as_ref());
        let value = figure.and_then(|figure| figure.value(indicator));
        LinePoint {
            period,
            label: self.period(period),
            value: value.as_ref().map(crate::number::Quotient::to_f64),
            shown: value
                .as_ref()
                .map(|value| self.value(indicator, value))
                .unwrap_or_default(),
            state: point.map_or(crate::chart::State::NoData, |point| state(indicator, point)),
            interval: figure.and_then(|figure| interval(indicator, figure)),
            complete: point.is_none_or(|point| point.coverage.is_complete()),
            same_reporters: point
                .zip(before)
                .is_some_and(|(one, other)| surely_same_reporters(one, other)),
            illustrative: point.is_some_and(Point::is_illustrative),
        }
    }

    /// The table beside a line, latest first. Gaps are rows too.
    pub(super) fn series_rows(&self, indicator: &Indicator, line: &Line<'_>) -> Vec<SeriesRow> {
        line.points
            .iter()
            .rev()
            .map(|&(period, point)| match point {
                Some(point) => {
                    let figure = self.figure(indicator, point);
                    SeriesRow {
                        period: self.period(period),
                        shown: figure
                            .shown
                            .unwrap_or_else(|| figure.absent.unwrap_or_default().to_owned()),
                        base: figure.base,
                        state: figure.state,
                        coverage: figure.coverage,
                    }
                }
                None => SeriesRow {
                    period: self.period(period),
                    shown: self.word("pages.figure.absent").to_owned(),
                    base: None,
                    state: self.state_view(crate::chart::State::NoData),
                    coverage: None,
                },
            })
            .collect()
    }
}

/// Whether two points surely have the same units behind them: only known where all that owe gave.
fn surely_same_reporters(one: &Point, other: &Point) -> bool {
    one.coverage.is_complete()
        && other.coverage.is_complete()
        && one.coverage.expected == other.coverage.expected
}
