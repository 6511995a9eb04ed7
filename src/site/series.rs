//! Figures over time, as a line to draw and as the table beside it.

use super::change_log::{RevisedView, revised_periods};
use super::shown::state;
use super::{Facts, Wording};
use crate::calendar::{Period, PeriodKind};
use crate::chart::{FieldLine, Frame, LineChart, LinePoint, Measure, Palette, message};
use crate::figures::{FigureOf, Point, Standing, Track, interval, is_floor};
use crate::model::{FieldId, Indicator, IndicatorId, Kind, Scope};
use crate::number::Quotient;
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
    /// What is said below it: how many units are behind the last figure of a line, and in how many periods not all are; of many
    /// units, who has the lowest and the highest figure.
    pub below: Option<String>,
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
            below: None,
        }
    }
}

/// The points of one length of period, from the first to the last, with the gaps between them.
pub(super) struct Line<'a> {
    pub(super) points: Vec<(Period, Option<&'a Point>)>,
    /// The same in words and as positions, made once for the chart and the table beside it.
    told: OnceCell<Vec<LinePoint>>,
    /// Those that are other than they were published.
    pub(super) revised: Vec<(Period, RevisedView)>,
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
            revised: Vec::new(),
        }
    }

    /// The same with marks at what is another than was published, on a page below `root`.
    pub(super) fn marked(
        mut self,
        facts: &Facts<'_>,
        wording: &Wording,
        root: &str,
        of: FigureOf,
    ) -> Self {
        let periods = self.points.iter().map(|(period, _)| *period);
        self.revised = revised_periods(facts, wording, root, of, periods);
        self
    }

    /// How a period's figure is another than was published.
    pub(super) fn revised(&self, period: Period) -> Option<&RevisedView> {
        let found = self.revised.iter().find(|(other, _)| *other == period);
        found.map(|(_, view)| view)
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

/// The weakest of the fields that miss the target in the last period of a line, where each has to meet it.
struct HeldBack {
    field: FieldLine,
    /// Its place in the last period of the line.
    last: usize,
    /// How many others miss it too.
    others: usize,
}

/// What holds the line of a standing back.
fn held_back(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
    of_line: &Line<'_>,
) -> Option<HeldBack> {
    let indicator = facts.campaign.indicators.get(id);
    let target = indicator.target.as_ref()?;
    let value = |point: &Point| point.figure.as_ref()?.value(indicator);
    let with_value = |(_, point): &&(Period, Option<&Point>)| point.and_then(value).is_some();
    let &(period, point) = of_line.points.iter().rev().find(with_value)?;
    let point = point.filter(|point| state(indicator, point).failed())?;
    let failing = point.failing_fields()?;
    let at = |&field: &FieldId| Some((field, value(standing.field(field)?.at(period)?)?));
    let values = failing.iter().filter_map(at);
    let (weakest, _) = if is_floor(target) {
        values.min_by(|(_, a), (_, b)| a.cmp(b))
    } else {
        values.max_by(|(_, a), (_, b)| a.cmp(b))
    }?;
    let of_field = line(standing.field(weakest)?, facts.figures.of(id).latest);
    let last = of_field.points.iter().position(|(at, _)| *at == period)?;
    Some(HeldBack {
        field: FieldLine {
            name: facts.campaign.fields.get(weakest).name.to_string(),
            points: line_points(wording, indicator, &of_field)[..=last].to_vec(),
        },
        last,
        others: failing.len() - 1,
    })
}

/// The drawing of the line of a standing, where there is one, with its message about `subject` (empty where the page
/// says it), and of the field that holds it back.
pub(super) fn line_chart(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
    of_line: &Line<'_>,
    chart_id: &str,
    subject: &str,
) -> Option<ChartView> {
    let indicator = facts.campaign.indicators.get(id);
    of_line.is_drawable().then(|| {
        let held_back = held_back(facts, wording, id, standing, of_line);
        let (scope, held_back) = (indicator.scope, held_back.as_ref());
        let drawing = Drawing {
            id: chart_id,
            subject,
            palette: Palette::Page,
        };
        draw(wording, indicator, scope, of_line, held_back, drawing)
    })
}

/// The same line as a file that stands alone.
pub(super) fn line_picture(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
    of_line: &Line<'_>,
) -> ChartView {
    let indicator = facts.campaign.indicators.get(id);
    let held_back = held_back(facts, wording, id, standing, of_line);
    let (scope, held_back) = (indicator.scope, held_back.as_ref());
    let drawing = Drawing {
        id: "bieu-do",
        subject: "",
        palette: Palette::File,
    };
    draw(wording, indicator, scope, of_line, held_back, drawing)
}

/// The same of a single field, for which the target of every field is just the target.
pub(super) fn line_chart_in_field(
    wording: &Wording,
    indicator: &Indicator,
    line: &Line<'_>,
    id: &str,
    subject: &str,
) -> Option<ChartView> {
    let drawing = Drawing {
        id,
        subject,
        palette: Palette::Page,
    };
    let draw = || draw(wording, indicator, Scope::Overall, line, None, drawing);
    line.is_drawable().then(draw)
}

/// How a line is drawn, and where.
struct Drawing<'a> {
    /// Its id on the page.
    id: &'a str,
    /// What its message is about; empty where the page says it.
    subject: &'a str,
    palette: Palette,
}

fn draw(
    wording: &Wording,
    indicator: &Indicator,
    scope: Scope,
    line: &Line<'_>,
    held_back: Option<&HeldBack>,
    drawing: Drawing<'_>,
) -> ChartView {
    let Drawing {
        id,
        subject,
        palette,
    } = drawing;
    let points = line_points(wording, indicator, line);
    let target = wording.target(indicator);
    let words = wording.words;
    let last = points.iter().rev().find(|point| point.value.is_some());
    let field = held_back.map(|held| (&*held.field.name, &held.field.points[held.last]));
    let heading = match (held_back, field, &target, last) {
        (Some(held), Some(field), Some(target), Some(last)) => {
            message::line_by_field(subject, last, target, field, held.others, words)
        }
        _ => message::line(subject, points, target.as_ref(), scope, words),
    };
    let description = message::line_description(points, target.as_ref(), field, words);
    let frame = Frame {
        id,
        title: &heading,
        description: &description,
        measure: measure(indicator),
        words: wording.words,
    };
    let svg = LineChart {
        frame,
        points,
        target: target.as_ref(),
        field: held_back.map(|held| &held.field),
    }
    .to_svg(palette);
    let illustrative = points.iter().any(|point| point.illustrative);
    ChartView {
        below: coverage(wording, indicator, line),
        ..ChartView::new(&frame, &svg, illustrative)
    }
}

/// How the figures of an indicator are drawn.
pub(super) fn measure(indicator: &Indicator) -> Measure<'_> {
    Measure {
        percent: indicator.is_percent(),
        unit: &indicator.unit,
        from_zero: indicator.kind == Kind::Count,
    }
}

/// What is said once, below a line, of units that did not report: `tháng 9/2019: 10/11 đơn vị đã báo cáo; 3 kỳ khác
/// cũng chưa đủ`. `None` where all did in all periods.
fn coverage(wording: &Wording, indicator: &Indicator, line: &Line<'_>) -> Option<String> {
    let with = || {
        let points = line.points.iter();
        points.filter_map(|(period, point)| {
            let point = (*point)?;
            let figure = point.figure.as_ref()?;
            figure.value(indicator).map(|_| (*period, point.coverage))
        })
    };
    let (last, of_last) = with().next_back()?;
    let partial = with().filter(|(_, coverage)| !coverage.is_complete());
    let partial = partial.count();
    let Some(told) = wording.partial(of_last) else {
        let (count, of) = (wording.whole(partial), wording.whole(with().count()));
        let args = [("count", &*count), ("of", &of)];
        return (partial > 0).then(|| wording.fill("chart.coverage.earlier", &args));
    };
    let count = wording.whole(partial - 1);
    let args = [
        ("period", wording.period(last)),
        ("told", &told),
        ("count", &count),
    ];
    let key = match partial {
        1 => "chart.coverage.last",
        _ => "chart.coverage.last-and-others",
    };
    Some(message::capitalised(&wording.fill(key, &args)))
}

/// The points of a line, in words and as positions.
pub(super) fn line_points<'l>(
    wording: &Wording,
    indicator: &Indicator,
    line: &'l Line<'_>,
) -> &'l [LinePoint] {
    line.told.get_or_init(|| {
        let values: Vec<Option<Quotient>> = line
            .points
            .iter()
            .map(|(_, point)| point.and_then(|point| point.figure.as_ref()?.value(indicator)))
            .collect();
        let shown = wording.apart(indicator, &values);
        let mut before: Option<&Point> = None;
        let mut told = Vec::with_capacity(values.len());
        for ((&(period, point), value), shown) in line.points.iter().zip(&values).zip(shown) {
            told.push(LinePoint {
                value: value.as_ref().map(Quotient::to_f64),
                shown,
                revised: line.revised(period).is_some(),
                ..line_point(wording, indicator, period, point, before)
            });
            before = point;
        }
        told
    })
}

/// A point but for its value.
fn line_point(
    wording: &Wording,
    indicator: &Indicator,
    period: Period,
    point: Option<&Point>,
    before: Option<&Point>,
) -> LinePoint {
    let figure = point.and_then(|point| point.figure.as_ref());
    LinePoint {
        period,
        label: wording.period(period).into(),
        value: None,
        shown: String::new(),
        state: point.map_or(crate::chart::State::NoData, |point| state(indicator, point)),
        interval: figure.and_then(|figure| interval(indicator, figure)),
        complete: point.is_none_or(Point::is_complete),
        same_reporters: point
            .zip(before)
            .is_some_and(|(one, other)| one.reporters == other.reporters),
        illustrative: point.is_some_and(Point::is_illustrative),
        revised: false,
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
