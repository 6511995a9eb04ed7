//! The drawing of what was measured before and after, and what it shows in words.

use super::change::ChangeView;
use super::impact::PoolRow;
use crate::calendar::Period;
use crate::chart::{Frame, ImpactChart, LinePoint, Palette, Pools};
use crate::figures::{BeforeAfter, Figure, Impact, Track};
use crate::model::Indicator;
use crate::site::series::{ChartView, Line};
use crate::site::{Facts, Wording, series};

/// The months with both pools of the unit and those of the block.
pub(super) fn impact_chart(
    facts: &Facts<'_>,
    wording: &Wording,
    number: usize,
    heading: &str,
    impact: &Impact,
    line: &Line<'_>,
    rows: &[PoolRow],
) -> ChartView {
    let indicator = facts.campaign.indicators.get(impact.indicator);
    let points = series::line_points(wording, indicator, line);
    let pools = |pools: &BeforeAfter, shown: &ChangeView| Pools {
        before: (at(indicator, &pools.before), shown.before.clone()),
        after: (at(indicator, &pools.after), shown.after.clone()),
    };
    let own = rows.first().map(|row| pools(&impact.own, &row.pools));
    let block = impact.block.as_ref().zip(rows.get(1));
    let block = block.map(|(block, row)| pools(&block.pooled, &row.pools));
    let description = impact_description(wording, impact, points, rows);
    let id = format!("truoc-sau-{}", number + 1);
    let frame = Frame {
        id: &id,
        title: heading,
        description: &description,
        measure: series::measure(indicator),
        words: wording.words,
    };
    let svg = own.map_or_else(String::new, |own| {
        let chart = ImpactChart {
            frame,
            points,
            start: impact.start,
            own: &own,
            block: block.as_ref(),
        };
        chart.to_svg(Palette::Page)
    });
    ChartView::new(&frame, &svg, impact.is_illustrative())
}

/// What is to be seen, for those who do not see it.
fn impact_description(
    wording: &Wording,
    impact: &Impact,
    points: &[LinePoint],
    rows: &[PoolRow],
) -> String {
    let mut with_figure = points.iter().filter(|point| point.value.is_some());
    let Some((first, own)) = with_figure.next().zip(rows.first()) else {
        return String::new();
    };
    let last = with_figure.next_back().unwrap_or(first);
    let args = [
        ("unit", &*own.who),
        ("first", &first.shown),
        ("first-period", &first.label),
        ("last", &last.shown),
        ("last-period", &last.label),
        ("start", wording.period(impact.start)),
        ("before", &own.pools.before),
        ("after", &own.pools.after),
    ];
    let text = wording.fill("archive.impact.description", &args);
    let Some(block) = rows.get(1) else {
        return text;
    };
    let args = [
        ("before", &*block.pools.before),
        ("after", &block.pools.after),
    ];
    let beside = wording.fill("archive.impact.description-block", &args);
    format!("{text} {beside}")
}

fn at(indicator: &Indicator, figure: &Figure) -> f64 {
    figure
        .value(indicator)
        .map_or(f64::NAN, |value| value.to_f64())
}

/// The months from the first to the last that an impact compares, the start month among them.
pub(super) fn months<'a>(track: &'a Track, impact: &Impact) -> Line<'a> {
    let (start, k) = (impact.start.first_month(), u16::from(impact.k));
    let months = (start - k..=start + k).map(Period::month_at);
    Line::of(months.map(|month| (month, track.at(month))).collect())
}
