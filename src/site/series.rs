//! Figures over time, as a line to draw and as the table beside it.

use super::Wording;
use super::shown::state;
use crate::calendar::{Period, PeriodKind};
use crate::chart::{Frame, LineChart, LinePoint, Measure, Palette, message};
use crate::figures::{Point, Track, interval};
use crate::model::{Indicator, Scope};
use crate::render::Html;
use serde::Serialize;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// A chart with its message and the words for those who do not see it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ChartView {
    /// Its id on the page, to which a link to just this chart goes.
    pub id: String,
    /// What the link to just this chart says.
    pub take: &'static str,
    /// Its message.
    pub heading: String,
    /// The drawing.
    pub svg: Html,
    /// Whether illustrative figures are drawn in it; the drawing says so itself.
    pub illustrative: bool,
}

/// How many periods a table of units by period has at most.
pub(super) const MOST_PERIODS: usize = 12;

impl ChartView {
    /// A drawing with the words of its frame.
    pub(super) fn new(frame: &Frame<'_>, svg: &str, illustrative: bool) -> Self {
        Self {
            id: frame.id.to_owned(),
            take: frame.words.word("chart.take.link"),
            heading: frame.title.to_owned(),
            svg: Html::trusted(svg),
            illustrative,
        }
    }
}

/// The points of one length of period, from the first to the last, with the gaps between them.
pub(super) struct Line<'a> {
    pub(super) points: Vec<(Period, Option<&'a Point>)>,
    /// The same in words and as positions, made once for the chart and the table beside it.
    told: OnceCell<Vec<LinePoint>>,
}

/// The line of a track: of the kind of the indicator's latest period where the track has such periods, else of the
/// kind that it has most of, the finer one of equals.
pub(super) fn line<'a>(track: &'a Track, latest: Option<Period>) -> Line<'a> {
    let periods = || track.series.iter().filter_map(Point::period);
    let count = |kind: PeriodKind| periods().filter(|period| period.kind() == kind).count();
    let mut kinds: Vec<PeriodKind> = Vec::new();
    for kind in periods().map(Period::kind) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.sort_by_key(|kind| Reverse(kind.length()));
    let latest = latest.map(Period::kind).filter(|kind| kinds.contains(kind));
    let most = || kinds.iter().copied().max_by_key(|kind| count(*kind));
    let Some(kind) = latest.or_else(most) else {
        return Line::of(Vec::new());
    };
    let mut points: Vec<(Period, Option<&Point>)> = Vec::new();
    for point in &track.series {
        let Some(period) = point.period().filter(|period| period.kind() == kind) else {
            continue;
        };
        if let Some(&(last, _)) = points.last() {
            points.extend(periods_between(last, period).map(|gap| (gap, None)));
        }
        points.push((period, Some(point)));
    }
    Line::of(points)
}

/// The periods of the first one's kind strictly between two.
fn periods_between(before: Period, after: Period) -> impl Iterator<Item = Period> {
    std::iter::successors(before.next(), |period| period.next())
        .take_while(move |period| *period < after)
}

impl<'a> Line<'a> {
    /// The line of these points.
    pub(super) fn of(points: Vec<(Period, Option<&'a Point>)>) -> Self {
        Self {
            points,
            told: OnceCell::new(),
        }
    }

    /// Whether there is anything to draw: two figures at least.
    pub(super) fn is_drawable(&self) -> bool {
        self.points
            .iter()
            .filter(|(_, point)| point.is_some_and(|point| point.figure.is_some()))
            .count()
            >= 2
    }
}

/// The drawing of a line, with its message about `subject` (empty where the page says it).
pub(super) fn line_chart(
    wording: &Wording,
    indicator: &Indicator,
    line: &Line<'_>,
    id: &str,
    subject: &str,
) -> ChartView {
    line_chart_in(wording, indicator, indicator.scope, line, id, subject)
}

/// The same where the target is not judged as the indicator says, such as for a single field.
pub(super) fn line_chart_in(
    wording: &Wording,
    indicator: &Indicator,
    scope: Scope,
    line: &Line<'_>,
    id: &str,
    subject: &str,
) -> ChartView {
    let points = line_points(wording, indicator, line);
    let target = wording.target(indicator);
    let heading = message::line(subject, points, target.as_ref(), scope, wording.words);
    let description = message::line_description(points, target.as_ref(), wording.words);
    let measure = Measure {
        percent: indicator.is_percent(),
        unit: &indicator.unit,
        from_zero: matches!(indicator.kind, crate::model::Kind::Count),
    };
    let frame = Frame {
        id,
        title: &heading,
        description: &description,
        measure,
        words: wording.words,
    };
    let svg = LineChart {
        frame,
        points,
        target: target.as_ref(),
    }
    .to_svg(Palette::Page);
    let illustrative = points.iter().any(|point| point.illustrative);
    ChartView::new(&frame, &svg, illustrative)
}

/// The points of a line, in words and as positions.
pub(super) fn line_points<'l>(
    wording: &Wording,
    indicator: &Indicator,
    line: &'l Line<'_>,
) -> &'l [LinePoint] {
    line.told.get_or_init(|| {
        let mut before: Option<&Point> = None;
        let told = line.points.iter().map(|&(period, point)| {
            let told = line_point(wording, indicator, period, point, before);
            before = point;
            told
        });
        told.collect()
    })
}

fn line_point(
    wording: &Wording,
    indicator: &Indicator,
    period: Period,
    point: Option<&Point>,
    before: Option<&Point>,
) -> LinePoint {
    let figure = point.and_then(|point| point.figure.as_ref());
    let value = figure.and_then(|figure| figure.value(indicator));
    LinePoint {
        period,
        label: wording.period(period).into(),
        value: value.as_ref().map(crate::number::Quotient::to_f64),
        shown: value
            .as_ref()
            .map(|value| wording.value(indicator, value))
            .unwrap_or_default(),
        state: point.map_or(crate::chart::State::NoData, |point| state(indicator, point)),
        interval: figure.and_then(|figure| interval(indicator, figure)),
        complete: point.is_none_or(Point::is_complete),
        same_reporters: point
            .zip(before)
            .is_some_and(|(one, other)| one.reporters == other.reporters),
        illustrative: point.is_some_and(Point::is_illustrative),
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, line};
    use crate::figures::testing::{Computed, period, site};

    fn made(rows: &str) -> Computed {
        let site = site("a, b").days("2015-01-01", "2019-12-31");
        site.indicator("kind = \"ratio\"").rows(rows).made()
    }

    /// The periods of a line, those without a point in brackets.
    fn told(line: &Line<'_>) -> String {
        let word = |&(period, point): &(crate::calendar::Period, Option<_>)| match point {
            Some(_) => period.code(),
            None => format!("({period})"),
        };
        line.points.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    fn line_of(rows: &str, latest: Option<&str>) -> String {
        told(&line(made(rows).track("a"), latest.map(period)))
    }

    #[test]
    fn gaps_between_periods_are_points_without_a_figure() {
        assert_eq!(
            line_of("a 2018-11 1/2\na 2019-02 1/2\na 2019-03 1/2", None),
            "2018-11 (2018-12) (2019-01) 2019-02 2019-03"
        );
        assert_eq!(
            line_of("a 2018-Q3 1/2\na 2019-Q1 1/2", None),
            "2018-Q3 (2018-Q4) 2019-Q1"
        );
        assert_eq!(
            line_of("a 2018-H1 1/2\na 2019-H1 1/2", None),
            "2018-H1 (2018-H2) 2019-H1"
        );
        assert_eq!(line_of("a 2017 1/2\na 2019 1/2", None), "2017 (2018) 2019");
        assert_eq!(
            line_of("a 2017-9M 1/2\na 2019-9M 1/2", None),
            "2017-9M (2018-9M) 2019-9M"
        );
    }

    #[test]
    fn a_line_begins_and_ends_with_a_point() {
        assert_eq!(line_of("a 2019-02 1/2", None), "2019-02");
        assert_eq!(line_of("b 2019-02 1/2", None), "");
    }

    #[test]
    fn a_line_is_of_the_length_of_the_latest_period_where_there_are_such() {
        let rows = "a 2019-Q1 1/2\na 2019-04 1/2\na 2019-05 1/2";
        assert_eq!(line_of(rows, Some("2019-Q3")), "2019-Q1");
        assert_eq!(line_of(rows, Some("2019-12")), "2019-04 2019-05");
        // No halves: the length that there is most of.
        assert_eq!(line_of(rows, Some("2019-H1")), "2019-04 2019-05");
    }

    #[test]
    fn of_as_many_periods_of_two_lengths_the_finer_ones_make_the_line() {
        let rows = "a 2018 1/2\na 2018-Q4 1/2\na 2019-05 1/2";
        assert_eq!(line_of(rows, None), "2019-05");
    }

    #[test]
    fn a_line_is_drawn_from_two_figures_on() {
        let drawable = |rows: &str| line(made(rows).track("a"), None).is_drawable();
        assert!(drawable("a 2019-01 1/2\na 2019-03 1/2"));
        assert!(!drawable("a 2019-01 1/2"));
        // What was reported by fields only as bare values makes no figure.
        assert!(!drawable("a 2019-01 1/2\na 2019-02 thue 50"));
    }
}
