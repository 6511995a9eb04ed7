//! Units by period as a table whose cells are tinted: figure, sign and coverage in each, gaps left as gaps.

use super::component::HeatCell;
use super::layout::LinkView;
use super::shown::{anchors, state};
use super::{Facts, Wording, component, shown, unit};
use crate::calendar::Period;
use crate::chart::State;
use crate::figures::{BlockId, Point, RankLine};
use crate::model::{Indicator, IndicatorId, UnitId};
use crate::number::Quotient;
use crate::render::{Html, HtmlWriter};
use crate::text::keep_numbers_together;
use serde::Serialize;

/// The most units of such a table.
const MOST_ROWS: usize = 60;

/// How many tints tell low from high where nothing is judged.
const TINTS: usize = 5;

/// A block's units by period.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HeatTable {
    /// What it shows: "9 trong 13 đơn vị đạt mục tiêu ở cả 7 kỳ", where figures are judged.
    pub heading: Option<String>,
    /// The periods, short.
    pub periods: Vec<String>,
    /// Its rows (`<tr>`): a unit and its figures.
    pub rows: Html,
    /// Whether figures are judged, so that the tint is that of the state; else it tells low from high of each unit.
    pub judged: bool,
}

/// A block's units by period, in the order of the ranking; `None` where there are fewer than two periods or units with
/// figures, or too many units.
pub(super) fn heat_table(
    facts: &Facts<'_>,
    wording: &Wording,
    root: &str,
    id: IndicatorId,
    block: BlockId,
) -> Option<HeatTable> {
    let periods = facts.line_periods(id);
    let figures = facts.figures.of(id);
    let has_figures = |line: &&RankLine<Quotient>| {
        let series = &figures.standing(line.unit).overall.series;
        series.iter().any(|point| point.figure.is_some())
    };
    let lines: Vec<UnitId> = facts
        .figures
        .ranking(id, block)
        .iter()
        .filter(has_figures)
        .map(|line| line.unit)
        .collect();
    if periods.len() < 2 || !(2..=MOST_ROWS).contains(&lines.len()) {
        return None;
    }
    let indicator = facts.campaign.indicators.get(id);
    let judged = indicator.target.is_some();
    let mut rows = HtmlWriter::with_room(60 * lines.len() * (periods.len() + 1));
    let (mut always, mut has_small) = (0, false);
    for (&unit, name) in lines.iter().zip(facts.row_names(&lines)) {
        let track = &figures.standing(unit).overall;
        let points: Vec<Option<&Point>> = periods.iter().map(|&period| track.at(period)).collect();
        let states: Vec<State> = points
            .iter()
            .map(|point| point.map_or(State::NoData, |point| state(indicator, point)))
            .collect();
        always += usize::from(states.iter().all(|state| state.reached()));
        has_small |= states.contains(&State::SmallSample);
        let of = facts.campaign.units.get(unit);
        let name = keep_numbers_together(&name);
        let link = LinkView::new(name, format!("{root}{}", unit::path(&of.code)));
        push_row(
            facts, wording, &mut rows, indicator, &link, &points, &states,
        );
    }
    // Of samples that are too small nobody can say that the target was met, or not.
    let heading = (judged && !has_small).then(|| {
        let key = if always == 0 {
            "told.heat.none"
        } else {
            "told.heat.some"
        };
        let args = [
            ("always", &*wording.whole(always)),
            ("count", &wording.whole(lines.len())),
            ("periods", &wording.whole(periods.len())),
        ];
        wording.fill(key, &args)
    });
    Some(HeatTable {
        heading,
        periods: short_periods(wording, &periods),
        rows: rows.finish(),
        judged,
    })
}

/// Periods as they stand at the head of a narrow column, with their year where it is not the same for all.
pub(super) fn short_periods(wording: &Wording, periods: &[Period]) -> Vec<String> {
    let one_year = periods
        .windows(2)
        .all(|two| two[0].its_year() == two[1].its_year());
    let short = |&period: &Period| {
        let name = crate::chart::short_period(period, wording.words);
        let year = period.its_year();
        if one_year || name.contains(&year.to_string()) {
            name.into_owned()
        } else if year.start.is_calendar() {
            format!("{name}/{year}")
        } else {
            format!("{name} {year}")
        }
    };
    periods.iter().map(short).collect()
}

fn push_row(
    facts: &Facts<'_>,
    wording: &Wording,
    rows: &mut HtmlWriter,
    indicator: &Indicator,
    unit: &LinkView,
    points: &[Option<&Point>],
    states: &[State],
) {
    let value = |point: &Option<&Point>| point.as_ref()?.figure.as_ref()?.value(indicator);
    let values: Vec<Option<Quotient>> = points.iter().map(value).collect();
    let (low, high) = (values.iter().flatten().min(), values.iter().flatten().max());
    let cells = points.iter().zip(states).zip(&values);
    let cells = cells.map(|((point, state), value)| {
        let Some(value) = value else {
            let absent = point.and_then(|point| shown::absent(facts, wording, point, false));
            return HeatCell {
                class: "h-gap",
                shown: absent.unwrap_or_else(|| wording.word("pages.figure.absent").into()),
                state: None,
                partial: None,
            };
        };
        let coverage = point.map(|point| point.coverage);
        HeatCell {
            class: match state {
                State::Met => "h-met",
                State::Over => "h-over",
                State::Near => "h-near",
                State::Missed => "h-missed",
                State::SmallSample | State::Unjudged | State::NoData => tint(value, low, high),
            },
            shown: bare(wording, indicator, value).into(),
            state: state.is_judged().then(|| wording.state_view(*state).word()),
            partial: coverage
                .filter(|c| !c.is_complete())
                .map(|c| [c.reported, c.expected].map(|count| wording.whole(count as usize))),
        }
    });
    component::heat_row(rows, &unit.href, &unit.label, cells);
}

/// A value without its unit, but with a sign of per cent.
fn bare(wording: &Wording, indicator: &Indicator, value: &Quotient) -> String {
    let rounded = value.round_beside(indicator.decimals, anchors(indicator));
    let text = wording.language().rounded(&rounded);
    if indicator.is_percent() {
        text + "%"
    } else {
        text
    }
}

/// The class whose tint tells where its value lies between the lowest and the highest of its unit.
fn tint(value: &Quotient, low: Option<&Quotient>, high: Option<&Quotient>) -> &'static str {
    const CELLS: [&str; TINTS] = ["h-1", "h-2", "h-3", "h-4", "h-5"];
    let (Some(low), Some(high)) = (low, high) else {
        return CELLS[0];
    };
    let (low, high, value) = (low.to_f64(), high.to_f64(), value.to_f64());
    if high <= low {
        return CELLS[TINTS / 2];
    }
    let share = ((value - low) / (high - low) * TINTS as f64) as usize;
    CELLS[share.min(TINTS - 1)]
}

#[cfg(test)]
mod tests {
    use super::{HeatTable, heat_table};
    use crate::figures::testing::{Site, site};
    use crate::model::IndicatorId;
    use crate::site::testing::in_context;

    fn heat(site: Site, unit: &str) -> Option<HeatTable> {
        let made = site.made();
        let block = made.figures.blocks.of(made.unit(unit));
        in_context(&made, |context| {
            heat_table(
                &context.facts,
                &context.wording,
                "../",
                IndicatorId(0),
                block,
            )
        })
    }

    /// The cells of a unit: class, figure, coverage.
    fn cells(table: &HeatTable, unit: &str) -> Vec<String> {
        let rows = table.rows.as_str().replace('\u{a0}', " ");
        let row = rows
            .lines()
            .find(|row| row.contains(&format!("/{unit}.html")))
            .expect("a row")
            .to_owned();
        row.split("<td class=\"")
            .skip(1)
            .map(|cell| {
                let cell = cell.replace("</td>", "").replace("</tr>", "");
                let cell = cell
                    .replace("\">", " ")
                    .replace("<span class=\"hidden ", "");
                let cell = cell.replace("<span class=\"hidden", "");
                cell.replace("</span>", "")
                    .replace("<small>", " ")
                    .replace("</small>", "")
            })
            .collect()
    }

    const TARGET: &str = "kind = \"ratio\"; target = \"> 90\"";

    #[test]
    fn each_cell_has_its_figure_and_its_state_and_gaps_are_gaps() {
        let rows =
            "a 2019-01 95/100\na 2019-02 89/100\nb 2019-01 50/100\nb 2019-03 0/0\na 2019-03 91/100";
        let table = heat(site("a, b").indicator(TARGET).rows(rows), "a").expect("a table");
        assert_eq!(table.periods, ["T1", "T2", "T3"]);
        assert_eq!(
            cells(&table, "a"),
            ["h-met 95,0%Đạt", "h-near 89,0%Gần đạt", "h-met 91,0%Đạt"]
        );
        assert_eq!(
            cells(&table, "b"),
            [
                "h-missed 50,0%Chưa đạt",
                "h-gap chưa có số liệu",
                "h-gap không phát sinh"
            ]
        );
        assert_eq!(
            table.heading.as_deref(),
            Some("Chưa đơn vị nào trong 2 đơn vị đạt mục tiêu ở cả 3 kỳ")
        );
    }

    #[test]
    fn where_nothing_is_judged_tints_tell_low_from_high() {
        let rows =
            "a 2019-01 10\na 2019-02 20\na 2019-03 15\nb 2019-01 7\nb 2019-02 7\nb 2019-03 7";
        let table = heat(
            site("a, b")
                .indicator("kind = \"count\"; better = \"higher\"")
                .rows(rows),
            "a",
        );
        let table = table.expect("a table");
        assert_eq!(cells(&table, "a"), ["h-1 10", "h-5 20", "h-3 15"]);
        assert_eq!(cells(&table, "b"), ["h-3 7", "h-3 7", "h-3 7"]);
        assert!(table.heading.is_none() && !table.judged);
    }

    #[test]
    fn each_tint_holds_a_fifth_of_the_range_from_its_lower_end_on() {
        let values = [0, 19, 20, 39, 40, 59, 60, 79, 80, 100];
        let rows = (1..)
            .zip(values)
            .map(|(month, value)| format!("a 2019-{month:02} {value}\nb 2019-{month:02} 7\n"));
        let site = site("a, b").indicator("kind = \"count\"; better = \"higher\"");
        let table = heat(site.rows(&rows.collect::<String>()), "a").expect("a table");
        let told = [
            "h-1 0", "h-1 19", "h-2 20", "h-2 39", "h-3 40", "h-3 59", "h-4 60", "h-4 79",
            "h-5 80", "h-5 100",
        ];
        assert_eq!(cells(&table, "a"), told);
    }

    #[test]
    fn one_period_or_one_unit_makes_no_table() {
        assert!(
            heat(
                site("a, b")
                    .indicator(TARGET)
                    .rows("a 2019-01 1/2\nb 2019-01 1/2"),
                "a"
            )
            .is_none()
        );
        assert!(
            heat(
                site("a, b")
                    .indicator(TARGET)
                    .rows("a 2019-01 1/2\na 2019-02 1/2"),
                "a"
            )
            .is_none()
        );
    }

    #[test]
    fn missing_reports_are_told_in_the_cell() {
        let site = site("a kind:d, b kind:d, w<a kind:w, v<a kind:w").indicator(TARGET);
        let rows = "w 2019-01 1/2\nv 2019-01 1/2\nb 2019-01 1/3\nw 2019-02 1/2\nb 2019-02 1/3";
        let table = heat(site.rows(rows), "a").expect("a table");
        assert_eq!(
            cells(&table, "a"),
            ["h-missed 50,0%Chưa đạt", "h-missed 50,0%Chưa đạt 1/2"]
        );
    }

    #[test]
    fn years_are_told_where_there_are_two() {
        let site = site("a, b")
            .days("2018-01-01", "2019-12-31")
            .indicator(TARGET);
        let rows = "a 2018-12 1/2\nb 2019-01 1/2";
        let table = heat(site.rows(rows), "a").expect("a table");
        assert_eq!(table.periods, ["T12/2018", "T1/2019"]);
    }
}
