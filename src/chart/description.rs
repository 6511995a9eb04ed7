//! What a chart shows, told to those who do not see it.

use super::message::{extremes, finite, span_args, with_figure};
use super::peers::Summary;
use super::{ChartTarget, LinePoint, Peers, UnitMark};
use crate::locale::Words;
use crate::model::Better;

/// More periods than this are counted and not named.
const MOST_NAMED: usize = 6;

/// The description of a line, for those who do not see it: first and last, highest and lowest figure, the target,
/// gaps, partial coverage; and the figure of the `field` that is drawn beside it.
#[must_use]
pub fn line_description(
    points: &[LinePoint],
    target: Option<&ChartTarget>,
    field: Option<(&str, &LinePoint)>,
    words: &Words,
) -> String {
    let with = with_figure(points);
    let mut sentences = Vec::new();
    match with[..] {
        [] => sentences.push(words.word("chart.describe.none").to_owned()),
        [only] => {
            let args = [("shown", only.shown.as_str()), ("period", &only.label)];
            sentences.push(words.fill("chart.describe.one", &args));
        }
        [first, .., last] => {
            let count = with.len().to_string();
            let args = [
                ("first", first.shown.as_str()),
                ("first-period", &first.label),
                ("last", &last.shown),
                ("last-period", &last.label),
                ("count", &count),
            ];
            sentences.push(words.fill("chart.describe.line", &args));
            let (low, high) = extremes(&with, |p| p.value);
            if let (Some(low), Some(high)) = (low, high)
                && low.shown != high.shown
            {
                let args = [
                    ("low", low.shown.as_str()),
                    ("low-period", &low.label),
                    ("high", &high.shown),
                    ("high-period", &high.label),
                ];
                sentences.push(words.fill("chart.describe.extremes", &args));
            }
        }
    }
    sentences.extend(field.map(|(name, point)| {
        let args = [
            ("field", name),
            ("shown", &point.shown),
            ("period", &point.label),
        ];
        words.fill("chart.describe.field", &args)
    }));
    sentences.extend(
        target.map(|t| words.fill("chart.describe.target", &[("target", &t.phrase(words))])),
    );
    let missing = points.iter().filter(|p| p.value.is_none() && p.complete);
    sentences.extend(periods(missing, "chart.describe.gaps", words));
    let not_whole = points.iter().filter(|p| p.value.is_none() && !p.complete);
    sentences.extend(periods(not_whole, "chart.describe.not-whole", words));
    let partial = points.iter().filter(|p| p.value.is_some() && !p.complete);
    sentences.extend(periods(partial, "chart.describe.partial", words));
    let revised = points.iter().filter(|p| p.revised);
    sentences.extend(periods(revised, "changes.describe", words));
    if points.iter().any(|p| p.illustrative) {
        sentences.push(words.word("chart.describe.illustrative").to_owned());
    }
    sentences.join(" ")
}

/// A sentence that names periods, or counts them where they are many.
fn periods<'a>(
    points: impl Iterator<Item = &'a LinePoint>,
    key: &str,
    words: &Words,
) -> Option<String> {
    let labels: Vec<&str> = points.map(|p| &*p.label).collect();
    let list = match labels.len() {
        0 => return None,
        n if n > MOST_NAMED => words.fill("chart.describe.periods", &[("count", &n.to_string())]),
        _ => labels.join(", "),
    };
    Some(words.fill(key, &[("periods", &list)]))
}

/// Where it is said who has the lowest and the highest figure of a comparison of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// In the description.
    Described,
    /// Below the drawing, where everybody reads it.
    Shown,
}

/// Who has the lowest figure and who the highest, and which of them is the best; `None` where there are not two figures that are told apart.
#[must_use]
pub fn units_ends(marks: &[UnitMark], better: Option<Better>, words: &Words) -> Option<String> {
    ends_of(marks, Summary::of(marks), better, words)
}

/// The same of peers.
#[must_use]
pub fn peers_ends(peers: &Peers, better: Option<Better>, words: &Words) -> Option<String> {
    ends_of(peers.marks(), peers.summary, better, words)
}

fn ends_of(
    marks: &[UnitMark],
    summary: Summary,
    better: Option<Better>,
    words: &Words,
) -> Option<String> {
    let (low, high) = summary.ends?;
    let (low, high) = (marks.get(low)?, marks.get(high)?);
    let key = match better {
        None => "chart.describe.span",
        Some(Better::Higher) => "chart.describe.span-higher",
        Some(Better::Lower) => "chart.describe.span-lower",
    };
    (low.shown != high.shown).then(|| words.fill(key, &span_args(low, high)))
}

/// The description of a comparison of units: how many, the highest, the lowest, how many without a figure.
#[must_use]
pub fn units_description(
    marks: &[UnitMark],
    target: Option<&ChartTarget>,
    ends: Ends,
    words: &Words,
) -> String {
    description(marks, Summary::of(marks), None, (target, ends), words)
}

/// The same of peers, with the marked one; who is lowest and highest is said below the drawing.
#[must_use]
pub fn peers_description(
    peers: &Peers,
    marked: Option<usize>,
    target: Option<&ChartTarget>,
    words: &Words,
) -> String {
    let marks = peers.marks();
    let marked = marked.and_then(|at| marks.get(at));
    description(marks, peers.summary, marked, (target, Ends::Shown), words)
}

fn description(
    marks: &[UnitMark],
    summary: Summary,
    marked: Option<&UnitMark>,
    (target, ends): (Option<&ChartTarget>, Ends),
    words: &Words,
) -> String {
    let count = summary.with.to_string();
    let mut sentences = vec![words.fill("chart.describe.units", &[("count", &count)])];
    let equal = summary.ends.filter(|_| summary.with > 1);
    match (ends_of(marks, summary, None, words), equal) {
        (Some(told), _) if ends == Ends::Described => sentences.push(told),
        (None, Some((one, _))) => {
            sentences.push(words.fill("chart.describe.equal", &span_args(&marks[one], &marks[one])))
        }
        _ => {}
    }
    sentences.extend(
        target.map(|t| words.fill("chart.describe.target", &[("target", &t.phrase(words))])),
    );
    if let Some(mark) = marked.filter(|mark| finite(mark.value)) {
        sentences.push(words.fill(
            "chart.describe.marked",
            &[("unit", &mark.name), ("shown", &mark.shown)],
        ));
    }
    if summary.without > 0 {
        let missing = summary.without.to_string();
        sentences.push(words.fill("chart.describe.without-figure", &[("count", &missing)]));
    }
    if summary.illustrative {
        sentences.push(words.word("chart.describe.illustrative").to_owned());
    }
    sentences.join(" ")
}
