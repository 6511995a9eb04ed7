//! What changed since the period before. Two figures are compared only where the same units are surely behind both.

use super::series::line;
use super::{Facts, Wording, shown};
use crate::calendar::Period;
use crate::figures::{Figure, Point, Standing, interval, is_small};
use crate::model::{Better, Indicator, IndicatorId};
use crate::number::Quotient;
use std::cmp::Ordering;

/// A figure of a period that has a value.
struct PeriodValue<'a> {
    period: Period,
    point: &'a Point,
    figure: &'a Figure,
    value: Quotient,
}

impl<'a> PeriodValue<'a> {
    fn of(indicator: &Indicator, period: Period, point: Option<&'a Point>) -> Option<Self> {
        let point = point?;
        let figure = point.figure.as_ref()?;
        Some(Self {
            period,
            point,
            figure,
            value: figure.value(indicator)?,
        })
    }
}

/// The last period of a standing that has a figure, beside the one just before it.
pub(super) fn changed(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    standing: &Standing,
) -> Option<String> {
    let indicator = facts.campaign.indicators.get(id);
    let figures = facts.figures.of(id);
    let of_line = line(&standing.overall, figures.latest);
    let points = &of_line.points;
    let last = points
        .iter()
        .rposition(|&(period, point)| PeriodValue::of(indicator, period, point).is_some())?;
    let now = PeriodValue::of(indicator, points[last].0, points[last].1)?;
    let alone = |value: &PeriodValue<'_>| {
        in_period(
            facts,
            wording,
            &wording.value(indicator, &value.value),
            value,
        )
    };
    let mut text = match last.checked_sub(1).map(|at| points[at]) {
        None => wording.fill(
            "told.change.first",
            &[("indicator", &indicator.name), ("now", &alone(&now))],
        ),
        Some((period, point)) => match PeriodValue::of(indicator, period, point) {
            None => {
                let absent = point.and_then(|point| shown::absent(facts, wording, point, false));
                let args = [
                    ("indicator", &*indicator.name),
                    ("now", &alone(&now)),
                    ("before-period", wording.period(period)),
                    (
                        "absent",
                        absent
                            .as_deref()
                            .unwrap_or_else(|| wording.word("pages.figure.absent")),
                    ),
                ];
                wording.fill("told.change.gap", &args)
            }
            Some(before) => beside(facts, wording, indicator, &before, &now),
        },
    };
    if let Some(latest) = figures.latest {
        let behind = latest.length() == now.period.length() && latest > now.period;
        if behind {
            let point = standing.overall.at(latest);
            let absent = point.and_then(|point| shown::absent(facts, wording, point, false));
            let absent = absent.unwrap_or_else(|| wording.word("pages.figure.absent").into());
            text += &wording.fill(
                "told.change.behind",
                &[("latest", wording.period(latest)), ("absent", &absent)],
            );
        }
    }
    Some(text + ".")
}

/// From one period to the next, in a direction only where the two can be compared.
fn beside(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    before: &PeriodValue<'_>,
    now: &PeriodValue<'_>,
) -> String {
    let apart = if is_small(indicator, before.figure) || is_small(indicator, now.figure) {
        Some("told.change.small")
    } else if !(before.point.is_complete() && now.point.is_complete()) {
        Some("told.change.partial")
    } else if before.point.reporters != now.point.reporters {
        Some("told.change.other-reporters")
    } else {
        None
    };
    // Two figures that differ are written so that they do.
    let both = [Some(before.value.clone()), Some(now.value.clone())];
    let shown = wording.apart(indicator, &both);
    if let Some(key) = apart {
        let args = [
            ("indicator", &*indicator.name),
            ("now", &in_period(facts, wording, &shown[1], now)),
            ("before", &in_period(facts, wording, &shown[0], before)),
        ];
        return wording.fill(key, &args);
    }
    let order = now.value.cmp(&before.value);
    let nearly = wording.value(indicator, &before.value) == wording.value(indicator, &now.value);
    let overlaps = || overlap(indicator, before, now);
    let (key, in_doubt) = match order {
        Ordering::Equal => ("told.change.same", false),
        _ if nearly => ("told.change.nearly", false),
        Ordering::Greater => ("told.change.rose", overlaps()),
        Ordering::Less => ("told.change.fell", overlaps()),
    };
    let args = [
        ("indicator", &*indicator.name),
        ("before", &shown[0]),
        ("now", &shown[1]),
        ("before-period", wording.period(before.period)),
        ("period", wording.period(now.period)),
    ];
    let mut text = wording.fill(key, &args);
    if order != Ordering::Equal && !nearly && indicator.better == Some(Better::Lower) {
        text += wording.word("told.change.lower-is-better");
    }
    if in_doubt {
        text += wording.word("told.change.in-doubt");
    }
    text
}

/// "82,3% trong tháng 9/2019 (10/11 đơn vị đã báo cáo)", the value as it is `shown`.
fn in_period(facts: &Facts<'_>, wording: &Wording, shown: &str, value: &PeriodValue<'_>) -> String {
    let args = [("shown", shown), ("period", wording.period(value.period))];
    let text = wording.fill("chart.message.figure", &args);
    match shown::partial_of(facts, wording, value.point) {
        Some(partial) => format!("{text} ({partial})"),
        None => text,
    }
}

/// Whether the sampling intervals of two figures share anything.
fn overlap(indicator: &Indicator, before: &PeriodValue<'_>, now: &PeriodValue<'_>) -> bool {
    let of = |value: &PeriodValue<'_>| interval(indicator, value.figure);
    of(before)
        .zip(of(now))
        .is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}
