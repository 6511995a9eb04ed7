//! One indicator of a unit: its line, its fields, what is owed, who holds it back.

use super::owed::{missing_fields, missing_periods};
use super::shortfall::shortfall;
use crate::calendar::{Period, PeriodLength};
use crate::chart::{Frame, Measure, Palette, UnitMark, UnitsChart, message};
use crate::figures::{Point, Rank, Span, Status, Unranked};
use crate::model::{Better, Indicator, IndicatorId, Scope, UnitId};
use crate::render::Html;
use crate::site::Context;
use crate::site::field_charts::FieldCharts;
use crate::site::layout::LinkView;
use crate::site::series::{ChartView, line};
use crate::site::series_table::SeriesTable;
use crate::site::shown::{FigureView, StateView, state};
use serde::Serialize;
use std::cmp::Ordering;

/// The most rows of a table on a unit's page, so that a page does not grow with the number of units.
const MOST_ROWS: usize = 5;

/// One row of the table that answers "how are we doing": an indicator against its target.
#[derive(Debug, Clone, Serialize)]
pub struct TargetRow {
    /// The indicator.
    pub indicator: LinkView,
    /// Where its section stands on the page.
    pub anchor: String,
    /// The headline figure.
    pub figure: FigureView,
    /// The target in words.
    pub target: Option<String>,
    /// "mọi lĩnh vực" where each field must meet it.
    pub every_field: bool,
    /// Fields that do not meet it, with their figures.
    pub failing: Vec<FailingField>,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
    /// "4/13", or why there is no place.
    pub rank: Option<String>,
    /// Why there is no place.
    pub unranked: Option<&'static str>,
    /// What its figure covers, where most of the others cover something else.
    pub span: Option<String>,
}

/// A field that does not meet the target.
#[derive(Debug, Clone, Serialize)]
pub struct FailingField {
    /// The field.
    pub name: String,
    /// Its headline figure.
    pub shown: Option<String>,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
}

/// A subordinate that does not meet the target.
#[derive(Debug, Clone, Serialize)]
pub struct HoldsBack {
    /// The unit.
    pub unit: LinkView,
    /// Its figure.
    pub shown: String,
    /// How it stands.
    pub state: StateView,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
}

/// The section of one indicator.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Its anchor on the page.
    pub anchor: String,
    /// The indicator.
    pub indicator: LinkView,
    /// The line over time, where there are two figures at least.
    pub chart: Option<ChartView>,
    /// Where the unit stands among its block, where it has a place.
    pub strip: Option<ChartView>,
    /// Its places in the single periods, where it has more than one.
    pub ranks: Option<String>,
    /// The table beside the line, latest first.
    pub table: SeriesTable,
    /// The rows (`<tr>`) of the fields, the weakest first.
    pub fields: Html,
    /// The fields over time, side by side.
    pub multiples: Option<FieldCharts>,
    /// Subordinates that do not meet the target, those with most cases missing first.
    pub held_back_by: Vec<HoldsBack>,
    /// How many more subordinates do not meet it.
    pub held_back_more: usize,
    /// "Còn thiếu báo cáo: tháng 5/2019"
    pub owed: Option<String>,
    /// The unit's own figure, where it differs from the total with those below.
    pub own: Option<String>,
}

impl Context<'_> {
    /// "còn thiếu 14 hồ sơ": what is missing to the target, in cases.
    pub(in crate::site) fn missing(&self, indicator: &Indicator, point: &Point) -> Option<String> {
        let count = shortfall(indicator, point.figure.as_ref()?)?;
        let floor = indicator
            .target
            .as_ref()
            .is_some_and(crate::figures::is_floor);
        let key = if floor {
            "pages.unit.missing"
        } else {
            "pages.unit.too-many"
        };
        let count = self.whole(usize::try_from(count).ok()?);
        Some(
            self.words
                .fill(key, &[("count", &count), ("cases", self.cases(indicator))]),
        )
    }

    /// What an indicator counts, in a word: "hồ sơ" where its name begins with "Tỷ lệ hồ sơ", else "trường hợp".
    fn cases(&self, indicator: &Indicator) -> &'static str {
        let name = crate::text::fold(&indicator.name);
        let counted = name
            .strip_prefix("ty le ")
            .or_else(|| name.strip_prefix("ti le "))
            .unwrap_or_default();
        match counted {
            name if name.starts_with("ho so") => self.word("pages.cases.dossiers"),
            name if name.starts_with("thu tuc") => self.word("pages.cases.procedures"),
            _ => self.word("pages.cases.cases"),
        }
    }

    /// The place of a unit for an indicator, or why it has none.
    pub(in crate::site) fn rank_words(&self, rank: Rank) -> (Option<String>, Option<&'static str>) {
        match rank {
            Rank::Placed { place, of } => (
                Some(format!(
                    "{}/{}",
                    self.whole(place as usize),
                    self.whole(of as usize)
                )),
                None,
            ),
            Rank::Unranked(reason) => (None, Some(self.word(reason_key(reason)))),
        }
    }

    pub(super) fn target_row(&self, id: IndicatorId, unit: UnitId) -> TargetRow {
        let indicator = self.campaign.indicators.get(id);
        let standing = self.figures.of(id).standing(unit);
        let point = standing.overall.shown(indicator);
        let (rank, unranked) = match self.figures.rank(id, unit) {
            // Who is alone has nobody to be compared with: nothing to say.
            Rank::Unranked(Unranked::Alone) => (None, None),
            rank => self.rank_words(rank),
        };
        let figure = self.figure(indicator, point);
        TargetRow {
            indicator: self.indicator_link(id),
            anchor: anchor(indicator),
            span: figure.span.clone(),
            figure,
            target: self.target_phrase(indicator),
            every_field: indicator.scope == Scope::EveryField,
            failing: self
                .failing_fields(indicator, standing)
                .into_iter()
                .map(|(field, point)| self.failing_field(indicator, field, point))
                .collect(),
            missing: if indicator.scope == Scope::Overall {
                self.missing(indicator, point)
            } else {
                None
            },
            rank,
            unranked,
        }
    }

    fn failing_field(
        &self,
        indicator: &Indicator,
        field: crate::model::FieldId,
        point: &Point,
    ) -> FailingField {
        FailingField {
            name: self.campaign.fields.get(field).name.to_string(),
            shown: self.shown(indicator, point),
            missing: self.missing(indicator, point),
        }
    }

    pub(super) fn section(&self, id: IndicatorId, unit: UnitId) -> SectionView {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let standing = figures.standing(unit);
        let of_line = line(&standing.overall, figures.latest);
        let chart = of_line
            .is_drawable()
            .then(|| self.line_chart(indicator, &of_line, &format!("ky-{}", id.0 + 1), ""));
        let (held_back_by, held_back_more) = self.held_back_by(id, unit);
        let point = standing.overall.shown(indicator);
        let fields = self.fields_weakest_first(indicator, standing);
        let multiples_id = format!("linh-vuc-{}", id.0 + 1);
        SectionView {
            anchor: anchor(indicator),
            indicator: self.indicator_link(id),
            chart,
            strip: self.strip(id, unit),
            ranks: self.past_ranks(id, unit),
            table: self.series_table(indicator, &of_line),
            multiples: self.field_charts(
                indicator,
                standing,
                figures.latest,
                &multiples_id,
                &fields,
            ),
            fields: self.field_table(indicator, &fields, |point| self.missing(indicator, point)),
            held_back_by,
            held_back_more,
            owed: self.owed(id, unit),
            own: self.own_words(indicator, point),
        }
    }

    /// The unit's own figure where it differs from the total.
    fn own_words(&self, indicator: &Indicator, point: &Point) -> Option<String> {
        let crate::figures::OwnFigure::Figure(own) = point.own_figure() else {
            return None;
        };
        let shown = self.value(indicator, &own.value(indicator)?);
        Some(self.words.fill("pages.unit.own", &[("value", &shown)]))
    }

    /// The periods without any report, in words.
    fn owed(&self, id: IndicatorId, unit: UnitId) -> Option<String> {
        let periods = self.owed_periods(id, unit)?;
        Some(self.words.fill("pages.unit.owed", &[("periods", &periods)]))
    }

    /// The periods that a unit owes and has not reported, wholly or in a field: "tháng 5/2019, tháng 7 đến tháng 9/2019,
    /// lĩnh vực Đất đai (tháng 6/2019)".
    pub(in crate::site) fn owed_periods(&self, id: IndicatorId, unit: UnitId) -> Option<String> {
        let figures = self.figures.of(id);
        let runs = missing_periods(self.campaign.indicators.get(id), figures, unit);
        let mut owed: Vec<String> = runs.into_iter().map(|run| self.run(run)).collect();
        for (field, runs) in missing_fields(figures, unit) {
            let runs: Vec<String> = runs.into_iter().map(|run| self.run(run)).collect();
            let args = [
                ("field", &*self.campaign.fields.get(field).name),
                ("periods", &runs.join(", ")),
            ];
            owed.push(self.words.fill("pages.unit.owed-field", &args));
        }
        (!owed.is_empty()).then(|| owed.join(", "))
    }

    /// Periods that follow each other, by the first and the last.
    fn run(&self, (from, to): (Period, Period)) -> String {
        match from.length() {
            PeriodLength::Month => self.span(Span::Months { from, to }),
            _ if from == to => self.period(from).to_owned(),
            _ => {
                let (from, to) = (self.period(from), self.period(to));
                self.words
                    .fill("period.span-over-years", &[("from", from), ("to", to)])
            }
        }
    }

    /// Where the unit stands among the ranked units of its block.
    fn strip(&self, id: IndicatorId, unit: UnitId) -> Option<ChartView> {
        let indicator = self.campaign.indicators.get(id);
        let Rank::Placed { .. } = self.figures.rank(id, unit) else {
            return None;
        };
        let block = self.figures.blocks.of(unit);
        let mut marks: Vec<UnitMark> = self.peers(id, block).to_vec();
        let ranked = self.figures.ranking(id, block).iter();
        let ranked = ranked.filter(|line| line.value.is_some());
        for (mark, line) in marks.iter_mut().zip(ranked) {
            mark.marked = line.unit == unit;
        }
        let target = self.target(indicator);
        let heading = self.strip_heading(id, unit);
        let description = message::units_description(&marks, target.as_ref(), self.words);
        let measure = Measure {
            percent: indicator.is_percent(),
            unit: &indicator.unit,
        };
        let chart_id = format!("khoi-{}", id.0 + 1);
        let frame = Frame {
            id: &chart_id,
            title: &heading,
            description: &description,
            measure,
            words: self.words,
        };
        let svg = UnitsChart {
            frame,
            marks: &marks,
            target: target.as_ref(),
        }
        .to_strip_svg(Palette::Page);
        let illustrative = marks.iter().any(|mark| mark.illustrative);
        Some(ChartView::new(&frame, &svg, illustrative))
    }

    fn strip_heading(&self, id: IndicatorId, unit: UnitId) -> String {
        let Rank::Placed { place, of } = self.figures.rank(id, unit) else {
            return String::new();
        };
        let same = self.figures.sharing(id, unit);
        let place = self.whole(place as usize);
        let of = self.whole(of as usize);
        let others = self.whole(same - 1);
        let key = if same > 1 {
            "pages.unit.place-shared"
        } else {
            "pages.unit.place"
        };
        self.words
            .fill(key, &[("place", &place), ("of", &of), ("others", &others)])
    }

    /// A unit's headline figure as a mark of a chart.
    pub(in crate::site) fn mark(&self, id: IndicatorId, unit: UnitId) -> UnitMark {
        let indicator = self.campaign.indicators.get(id);
        let of = self.campaign.units.get(unit);
        let standing = self.figures.of(id).standing(unit);
        let point = standing.overall.shown(indicator);
        let value = point
            .figure
            .as_ref()
            .and_then(|figure| figure.value(indicator));
        UnitMark {
            name: of.short_name.as_deref().unwrap_or(&of.name).to_owned(),
            value: value.as_ref().map(crate::number::Quotient::to_f64),
            shown: value
                .as_ref()
                .map(|value| self.value(indicator, value))
                .unwrap_or_default(),
            state: state(indicator, point),
            complete: point.is_complete(),
            marked: false,
            illustrative: point.is_illustrative(),
        }
    }

    /// Subordinates that do not meet the target, those with most cases missing first, and how many more there are.
    fn held_back_by(&self, id: IndicatorId, unit: UnitId) -> (Vec<HoldsBack>, usize) {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let mut failing: Vec<(u64, u32, UnitId, &Point)> = self
            .campaign
            .units
            .children(unit)
            .iter()
            .filter_map(|&child| {
                let point = figures.standing(child).overall.shown(indicator);
                if !matches!(point.status, Status::Near | Status::Missed) {
                    return None;
                }
                let cases = point
                    .figure
                    .as_ref()
                    .and_then(|figure| shortfall(indicator, figure))
                    .unwrap_or(0);
                Some((cases, self.figures.blocks.order(child), child, point))
            })
            .collect();
        // Most cases first; where cases cannot be counted, as of a survey, the farther from the target.
        failing.sort_by(|a, b| {
            let farther = || farther_first(indicator, a.3, b.3);
            b.0.cmp(&a.0).then_with(farther).then(a.1.cmp(&b.1))
        });
        let more = failing.len().saturating_sub(MOST_ROWS);
        let shown = failing
            .into_iter()
            .take(MOST_ROWS)
            .map(|(_, _, child, point)| HoldsBack {
                unit: self.unit_link(child),
                shown: self.shown(indicator, point).unwrap_or_default(),
                state: self.state_view(state(indicator, point)).clone(),
                missing: self.missing(indicator, point),
            });
        (shown.collect(), more)
    }
}

/// Orders points that fall short: missed ones before near ones, then those farther from the target.
fn farther_first(indicator: &Indicator, a: &Point, b: &Point) -> Ordering {
    let is_near = |point: &Point| point.status == Status::Near;
    let value = |point: &Point| point.figure.as_ref()?.value(indicator);
    let by_value = || match indicator.better {
        Some(Better::Lower) => value(b).cmp(&value(a)),
        _ => value(a).cmp(&value(b)),
    };
    is_near(a).cmp(&is_near(b)).then_with(by_value)
}

/// The anchor of an indicator's section. The prefix keeps it apart from every other id of the page.
pub(super) fn anchor(indicator: &Indicator) -> String {
    format!("ct-{}", indicator.code)
}

/// Takes what most rows cover away from these rows; what is left there differs from it.
pub(super) fn shared_span(rows: &mut [TargetRow]) -> Option<String> {
    let count = |span: &str| {
        rows.iter()
            .filter(|row| row.span.as_deref() == Some(span))
            .count()
    };
    // The first of those that most rows have.
    let shared = rows
        .iter()
        .rev()
        .filter_map(|row| row.span.clone())
        .max_by_key(|span| count(span))?;
    for row in rows
        .iter_mut()
        .filter(|row| row.span.as_ref() == Some(&shared))
    {
        row.span = None;
    }
    Some(shared)
}

/// The key of the words that say why a unit has no place.
fn reason_key(reason: crate::figures::Unranked) -> &'static str {
    use crate::figures::Unranked;
    match reason {
        Unranked::NoData => "pages.unranked.no-data",
        Unranked::SmallSample => "pages.unranked.small-sample",
        Unranked::FewMonths => "pages.unranked.few-months",
        Unranked::NotPooled => "pages.unranked.not-pooled",
        Unranked::NoDirection => "pages.unranked.no-direction",
        Unranked::Alone => "pages.unranked.alone",
        Unranked::Incomplete => "pages.unranked.incomplete",
    }
}
