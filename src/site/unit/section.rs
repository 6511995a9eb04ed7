//! One indicator of a unit: its line, its fields, what is owed, who holds it back.

use super::owed::{missing_fields, missing_periods};
use super::past_ranks::past_ranks;
use super::shortfall::shortfall;
use crate::calendar::{Period, PeriodLength};
use crate::chart::{Frame, Palette, StripChart, UnitMark, message};
use crate::figures::{FigureOf, Point, Rank, Span, Status, Unranked};
use crate::model::{Better, Indicator, IndicatorId, Scope, UnitId};
use crate::number::Quotient;
use crate::render::Html;
use crate::site::better::{BetterView, better};
use crate::site::change_log::{RevisedNotes, revised_notes};
use crate::site::charts::BlockPeers;
use crate::site::field_charts::{FieldCharts, field_charts};
use crate::site::field_table::field_table;
use crate::site::layout::LinkView;
use crate::site::series::{ChartView, line};
use crate::site::series_table::{SeriesTable, series_table};
use crate::site::shown::{FigureView, StateView, state};
use crate::site::{Archive, Charts, Facts, Wording, lag, series, shown};
use serde::Serialize;
use std::cmp::Ordering;

/// The most rows of a table on a unit's page, so that a page does not grow with the number of units.
const MOST_ROWS: usize = 5;

/// From a unit's page to the site's root.
const ROOT: &str = "../";

/// How many units that do better a section names.
const BETTER: usize = 3;

/// One row of the table that answers "how are we doing": an indicator against its target.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TargetRow {
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
pub(crate) struct FailingField {
    /// The field.
    pub name: String,
    /// Its headline figure.
    pub shown: Option<String>,
    /// "còn thiếu 14 hồ sơ"
    pub missing: Option<String>,
}

/// A subordinate that does not meet the target.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HoldsBack {
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
pub(crate) struct SectionView {
    /// Its anchor on the page.
    pub anchor: String,
    /// The indicator.
    pub indicator: LinkView,
    /// The line over time, where there are two figures at least.
    pub chart: Option<ChartView>,
    /// Where the unit stands among its block, where it has a place.
    pub strip: Option<ChartView>,
    /// The best of its block with a better place than it has.
    pub better: Vec<BetterView>,
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
    /// Its figures that are other than they were published, the latest first.
    pub revised: Option<RevisedNotes>,
}

/// "còn thiếu 14 hồ sơ": what is missing to the target, in cases.
pub(in crate::site) fn missing(
    wording: &Wording,
    indicator: &Indicator,
    point: &Point,
) -> Option<String> {
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
    let count = wording.whole(usize::try_from(count).ok()?);
    Some(wording.fill(
        key,
        &[("count", &count), ("cases", cases(wording, indicator))],
    ))
}

/// What an indicator counts, in a word: "hồ sơ" where its name begins with "Tỷ lệ hồ sơ", else "trường hợp".
fn cases(wording: &Wording, indicator: &Indicator) -> &'static str {
    let name = crate::text::fold(&indicator.name);
    let counted = name
        .strip_prefix("ty le ")
        .or_else(|| name.strip_prefix("ti le "))
        .unwrap_or_default();
    match counted {
        name if name.starts_with("ho so") => wording.word("pages.cases.dossiers"),
        name if name.starts_with("thu tuc") => wording.word("pages.cases.procedures"),
        _ => wording.word("pages.cases.cases"),
    }
}

/// The place of a unit for an indicator, or why it has none.
pub(in crate::site) fn rank_words(
    wording: &Wording,
    rank: Rank,
) -> (Option<String>, Option<&'static str>) {
    match rank {
        Rank::Placed { place, of } => (
            Some(format!(
                "{}/{}",
                wording.whole(place as usize),
                wording.whole(of as usize)
            )),
            None,
        ),
        Rank::Unranked(reason) => (None, Some(wording.word(reason_key(reason)))),
    }
}

pub(super) fn target_row(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
) -> TargetRow {
    let indicator = facts.campaign.indicators.get(id);
    let standing = facts.figures.of(id).standing(unit);
    let point = standing.overall.shown(indicator);
    let (rank, unranked) = match facts.figures.rank(id, unit) {
        // Who is alone has nobody to be compared with: nothing to say.
        Rank::Unranked(Unranked::Alone) => (None, None),
        rank => rank_words(wording, rank),
    };
    let figure = shown::figure(facts, wording, indicator, point);
    TargetRow {
        indicator: facts.indicator_link(id),
        anchor: anchor(indicator),
        span: figure.span.clone(),
        figure,
        target: wording.target_phrase(indicator),
        every_field: indicator.scope == Scope::EveryField,
        failing: lag::failing_fields(indicator, standing)
            .into_iter()
            .map(|(field, point)| failing_field(facts, wording, indicator, field, point))
            .collect(),
        missing: if indicator.scope == Scope::Overall {
            missing(wording, indicator, point)
        } else {
            None
        },
        rank,
        unranked,
    }
}

fn failing_field(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    field: crate::model::FieldId,
    point: &Point,
) -> FailingField {
    FailingField {
        name: facts.campaign.fields.get(field).name.to_string(),
        shown: wording.shown(indicator, point),
        missing: missing(wording, indicator, point),
    }
}

pub(super) fn section(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    archive: &Archive,
    id: IndicatorId,
    unit: UnitId,
) -> SectionView {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let standing = figures.standing(unit);
    let of = FigureOf::unit(id, unit);
    let of_line = line(&standing.overall, figures.latest).marked(facts, wording, ROOT, of);
    let revised = revised_notes(facts, wording, ROOT, of, &of_line);
    let chart_id = format!("ky-{}", id.0 + 1);
    let chart = series::line_chart(facts, wording, id, standing, &of_line, &chart_id, "");
    let (held_back_by, held_back_more) = self::held_back_by(facts, wording, id, unit);
    let point = standing.overall.shown(indicator);
    let fields = lag::fields_weakest_first(indicator, standing);
    let multiples_id = format!("linh-vuc-{}", id.0 + 1);
    SectionView {
        anchor: anchor(indicator),
        indicator: facts.indicator_link(id),
        chart,
        strip: strip(facts, wording, charts, id, unit),
        better: better(
            facts,
            wording,
            archive,
            id,
            facts.figures.blocks.of(unit),
            Some(unit),
            BETTER,
        ),
        ranks: past_ranks(facts, wording, charts, id, unit),
        table: series_table(facts, wording, indicator, &of_line),
        multiples: field_charts(facts, wording, of, standing, ROOT, &multiples_id, &fields),
        fields: field_table(facts, wording, indicator, &fields, |point| {
            missing(wording, indicator, point)
        }),
        revised,
        held_back_by,
        held_back_more,
        owed: owed_words(facts, wording, id, unit),
        own: own_words(wording, indicator, point),
    }
}

/// The unit's own figure where it differs from the total.
fn own_words(wording: &Wording, indicator: &Indicator, point: &Point) -> Option<String> {
    let crate::figures::OwnFigure::Figure(own) = point.own_figure() else {
        return None;
    };
    let shown = wording.value(indicator, &own.value(indicator)?);
    Some(wording.fill("pages.unit.own", &[("value", &shown)]))
}

/// The periods without any report, in words.
fn owed_words(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
) -> Option<String> {
    let periods = owed_periods(facts, wording, id, unit)?;
    Some(wording.fill("pages.unit.owed", &[("periods", &periods)]))
}

/// The periods that a unit owes and has not reported, wholly or in a field: "tháng 5/2019, tháng 7 đến tháng 9/2019,
/// lĩnh vực Đất đai (tháng 6/2019)".
pub(in crate::site) fn owed_periods(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
) -> Option<String> {
    let figures = facts.figures.of(id);
    let runs = missing_periods(facts.campaign.indicators.get(id), figures, unit);
    let mut owed: Vec<String> = runs
        .into_iter()
        .map(|run| self::run(wording, run))
        .collect();
    for (field, runs) in missing_fields(figures, unit) {
        let runs: Vec<String> = runs
            .into_iter()
            .map(|run| self::run(wording, run))
            .collect();
        let args = [
            ("field", &*facts.campaign.fields.get(field).name),
            ("periods", &runs.join(", ")),
        ];
        owed.push(wording.fill("pages.unit.owed-field", &args));
    }
    (!owed.is_empty()).then(|| owed.join(", "))
}

/// Periods that follow each other, by the first and the last.
fn run(wording: &Wording, (from, to): (Period, Period)) -> String {
    match from.length() {
        PeriodLength::Month => wording.span(Span::Months { from, to }),
        _ if from == to => wording.period(from).to_owned(),
        _ => {
            let (from, to) = (wording.period(from), wording.period(to));
            wording.fill("period.span-over-years", &[("from", from), ("to", to)])
        }
    }
}

/// Where the unit stands among the ranked units of its block.
fn strip(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    id: IndicatorId,
    unit: UnitId,
) -> Option<ChartView> {
    let indicator = facts.campaign.indicators.get(id);
    let Rank::Placed { .. } = facts.figures.rank(id, unit) else {
        return None;
    };
    let block = facts.figures.blocks.of(unit);
    let BlockPeers { peers, places } = charts.peers(facts, wording, id, block);
    let marked = places.get(&unit).copied();
    let target = wording.target(indicator);
    let heading = strip_heading(facts, wording, id, unit);
    let description = message::peers_description(peers, marked, target.as_ref(), wording.words);
    let measure = series::measure(indicator);
    let chart_id = format!("khoi-{}", id.0 + 1);
    let frame = Frame {
        id: &chart_id,
        title: &heading,
        description: &description,
        measure,
        words: wording.words,
    };
    let svg = StripChart {
        frame,
        peers,
        marked,
        target: target.as_ref(),
    }
    .to_svg(Palette::Page);
    let mut chart = ChartView::new(&frame, &svg, peers.is_illustrative());
    chart.below = message::peers_ends(peers, shown::direction(indicator), wording.words);
    Some(chart)
}

fn strip_heading(facts: &Facts<'_>, wording: &Wording, id: IndicatorId, unit: UnitId) -> String {
    let Rank::Placed { place, of } = facts.figures.rank(id, unit) else {
        return String::new();
    };
    let same = facts.figures.sharing(id, unit);
    let rank = (place, of);
    let place = wording.whole(place as usize);
    let of = wording.whole(of as usize);
    let others = wording.whole(same - 1);
    let key = match (rank, same) {
        ((_, 1), _) => "pages.unit.place-only",
        ((1, _), 1) => "pages.unit.place-first",
        (_, 1) => "pages.unit.place",
        _ => "pages.unit.place-shared",
    };
    wording.fill(key, &[("place", &place), ("of", &of), ("others", &others)])
}

/// The headline figures of units as marks of a chart, told apart where they differ.
pub(in crate::site) fn marks(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    units: &[UnitId],
) -> Vec<UnitMark> {
    let indicator = facts.campaign.indicators.get(id);
    let standing = |unit: UnitId| facts.figures.of(id).standing(unit);
    let points: Vec<&Point> = units
        .iter()
        .map(|&unit| standing(unit).overall.shown(indicator))
        .collect();
    let values: Vec<Option<Quotient>> = points
        .iter()
        .map(|point| point.figure.as_ref()?.value(indicator))
        .collect();
    let shown = wording.apart(indicator, &values);
    let names = facts.row_names(units);
    let described = names.into_iter().zip(&points).zip(values.iter().zip(shown));
    let mark =
        |((name, point), (value, shown)): ((String, &&Point), (&Option<Quotient>, _))| UnitMark {
            name,
            value: value.as_ref().map(Quotient::to_f64),
            shown,
            state: state(indicator, point),
            complete: point.is_complete(),
            illustrative: point.is_illustrative(),
        };
    described.map(mark).collect()
}

/// Subordinates that do not meet the target, those with most cases missing first, and how many more there are.
fn held_back_by(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
) -> (Vec<HoldsBack>, usize) {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let mut failing: Vec<(u64, u32, UnitId, &Point)> = facts
        .campaign
        .units
        .children(unit)
        .iter()
        .filter_map(|&child| {
            let point = figures.standing(child).overall.shown(indicator);
            if !state(indicator, point).failed() {
                return None;
            }
            let cases = point
                .figure
                .as_ref()
                .and_then(|figure| shortfall(indicator, figure))
                .unwrap_or(0);
            Some((cases, facts.figures.blocks.order(child), child, point))
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
            unit: facts.unit_link(child),
            shown: wording.shown(indicator, point).unwrap_or_default(),
            state: wording.state_view(state(indicator, point)).clone(),
            missing: missing(wording, indicator, point),
        });
    (shown.collect(), more)
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

#[cfg(test)]
mod tests {
    use super::{MOST_ROWS, TargetRow, held_back_by, shared_span};
    use crate::figures::testing::{Site, site};
    use crate::model::IndicatorId;
    use crate::site::layout::LinkView;
    use crate::site::testing::in_context;

    const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"";

    /// The subordinates of `a` that hold it back, with what is missing, and how many more there are.
    fn held_back(site: Site) -> (Vec<String>, usize) {
        let made = site.made();
        in_context(&made, |context| {
            let id = IndicatorId(0);
            let unit = made.unit("a");
            let (shown, more) = held_back_by(&context.facts, &context.wording, id, unit);
            let told = shown.into_iter().map(|row| {
                let missing = row.missing.unwrap_or_default();
                format!("{} {} {missing}", row.unit.label, row.shown)
            });
            let plain = told.map(|text| text.replace('\u{a0}', " ").trim_end().to_owned());
            (plain.collect(), more)
        })
    }

    #[test]
    fn the_subordinate_with_most_cases_missing_stands_first() {
        let rows = "w 2019-01 80/100\nv 2019-01 100/200\nu 2019-01 89/100\nt 2019-01 95/100\ns 2019-01 1/10";
        let units = "a, w<a, v<a, u<a, t<a, s<a";
        let told = held_back(site(units).indicator(TARGET).rows(rows));
        let wanted = [
            "Unit v 50,0% còn thiếu 81 trường hợp",
            "Unit w 80,0% còn thiếu 11 trường hợp",
            "Unit s 10,0% còn thiếu 9 trường hợp",
            "Unit u 89,0% còn thiếu 2 trường hợp",
        ];
        assert_eq!(told, (wanted.map(str::to_owned).to_vec(), 0));
        // Where cases cannot be counted, those farther from the target do, the missed before the near.
        let survey = format!("{TARGET}; sampled = true");
        let (told, _) = held_back(site(units).indicator(&survey).rows(rows));
        assert_eq!(
            told,
            [
                "Unit s 10,0%",
                "Unit v 50,0%",
                "Unit w 80,0%",
                "Unit u 89,0%"
            ]
        );
        let lower = "kind = \"ratio\"; target = \"< 10\"; sampled = true";
        let (told, _) = held_back(site(units).indicator(lower).rows(rows));
        assert_eq!(told[0], "Unit t 95,0%");
    }

    #[test]
    fn those_beyond_the_room_are_counted() {
        let units = |count: usize| -> (String, String) {
            let unit = |at| format!(", u{at}<a");
            let row = |at| format!("u{at} 2019-01 1/10\n");
            let names: String = (0..count).map(unit).collect();
            (format!("a{names}"), (0..count).map(row).collect())
        };
        for (count, more) in [(MOST_ROWS, 0), (MOST_ROWS + 1, 1), (MOST_ROWS + 7, 7)] {
            let (units, rows) = units(count);
            let told = held_back(site(&units).indicator(TARGET).rows(&rows));
            assert_eq!((told.0.len(), told.1), (MOST_ROWS, more));
        }
    }

    /// What is shared of these spans, and what is left in the rows.
    fn shared(spans: &[&str]) -> (Option<String>, Vec<Option<String>>) {
        let made = site("a").indicator(TARGET).rows("a 2019-01 1/2").made();
        in_context(&made, |context| {
            let standing = made.figures.of(IndicatorId(0)).standing(made.unit("a"));
            let indicator = made.campaign.indicators.get(IndicatorId(0));
            let point = standing.overall.shown(indicator);
            let row = |span: &&str| TargetRow {
                indicator: LinkView::new("x", "x"),
                anchor: String::new(),
                figure: crate::site::shown::figure(
                    &context.facts,
                    &context.wording,
                    indicator,
                    point,
                ),
                target: None,
                every_field: false,
                failing: Vec::new(),
                missing: None,
                rank: None,
                unranked: None,
                span: (!span.is_empty()).then(|| (*span).to_owned()),
            };
            let mut rows: Vec<TargetRow> = spans.iter().map(row).collect();
            let shared = shared_span(&mut rows);
            (shared, rows.into_iter().map(|row| row.span).collect())
        })
    }

    #[test]
    fn what_most_rows_cover_is_said_once_above_them() {
        let some = |text: &str| Some(text.to_owned());
        let told = shared(&["May", "March to May", "", "March to May"]);
        assert_eq!(
            told,
            (some("March to May"), vec![some("May"), None, None, None])
        );
        // Of as many the first.
        let told = shared(&["May", "June"]);
        assert_eq!(told, (some("May"), vec![None, some("June")]));
        assert_eq!(shared(&["", ""]), (None, vec![None, None]));
    }
}
