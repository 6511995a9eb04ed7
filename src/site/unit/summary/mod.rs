//! What a unit's figures say, in two or three sentences: where it stands, what changed since the period before, what
//! holds it back, and which practice of a like unit is worth a look. Only what is true of the exact figures is said.

mod held_back;
#[cfg(test)]
mod tests;

use super::section::rank_words;
use crate::figures::{Point, Rank, Span, Unranked};
use crate::model::{Indicator, IndicatorId, UnitId};
use crate::render::Html;
use crate::site::change::changed;
use crate::site::component::{Sentence, paragraph};
use crate::site::shown::state;
use crate::site::{Facts, Wording, ranking, shown};
use crate::text::keep_numbers_together;
use held_back::{closest, held_back};

/// The sentences about a unit as one paragraph; `with` are the indicators of which it has figures or owes some.
pub(super) fn summary(
    facts: &Facts<'_>,
    wording: &Wording,
    unit: UnitId,
    with: &[IndicatorId],
    root: &str,
) -> Option<Html> {
    let has_figures = |&id: &IndicatorId| {
        let series = &facts.figures.of(id).standing(unit).overall.series;
        series.iter().any(|point| point.figure.is_some())
    };
    if facts.campaign.indicators.0.is_empty() {
        return None;
    }
    if !with.iter().any(has_figures) {
        let name = unit_words(facts, unit);
        let text = wording.fill("told.none", &[("unit", &name)]);
        return paragraph(&[Sentence::plain(text)], root);
    }
    let falls_short = |&&id: &&IndicatorId| {
        let indicator = facts.campaign.indicators.get(id);
        let standing = facts.figures.of(id).standing(unit);
        let point = standing.overall.shown(indicator);
        state(indicator, point).failed()
    };
    let failing = with.iter().find(falls_short).copied();
    let subject = failing.or_else(|| with.iter().find(|id| has_figures(id)).copied());
    let mut sentences = Vec::new();
    sentences.extend(stands(facts, wording, unit, with));
    let change =
        subject.and_then(|id| changed(facts, wording, id, facts.figures.of(id).standing(unit)));
    let is_told = change.is_some();
    sentences.extend(change.map(Sentence::plain));
    match failing {
        Some(id) => sentences.extend(held_back(facts, wording, id, unit, is_told)),
        None => sentences.extend(closest(facts, wording, with, unit).map(Sentence::plain)),
    }
    paragraph(&sentences, root)
}

/// Its place among like units: by the composite score where there is one, else for the first indicator with a place.
fn stands(
    facts: &Facts<'_>,
    wording: &Wording,
    unit: UnitId,
    with: &[IndicatorId],
) -> Option<Sentence> {
    let block = facts.figures.blocks.of(unit);
    if facts.figures.blocks.get(block).members.len() < 2 {
        return None;
    }
    match facts.figures.composite_rank(unit) {
        Some(Rank::Placed { of: 0 | 1, .. }) => None,
        Some(Rank::Placed { place, of }) => {
            let lines = &facts.figures.composite[block.0 as usize];
            let same = |line: &&crate::figures::RankLine<_>| matches!(line.rank, Rank::Placed { place: other, .. } if other == place);
            let sharing = lines.iter().filter(same).count();
            let subject = wording.word("told.composite").to_owned();
            Some(place_sentence(
                facts,
                wording,
                unit,
                (place, of),
                sharing,
                &subject,
            ))
        }
        Some(Rank::Unranked(Unranked::Alone)) => None,
        Some(rank @ Rank::Unranked(_)) => {
            // Only a block in which anyone has a place has its table among the rankings.
            let is_ranked = ranking::is_ranked(facts, block);
            let link = is_ranked.then(|| facts.block_link(unit));
            let name = facts.block_name(block);
            let args = [
                ("unit", &*unit_words(facts, unit)),
                ("block", if is_ranked { Sentence::SLOT } else { &name }),
                ("reason", rank_words(wording, rank).1?),
            ];
            let text = wording.fill("told.unranked", &args);
            Some(Sentence { text, link })
        }
        None => with
            .iter()
            .find_map(|&id| match facts.figures.rank(id, unit) {
                Rank::Placed { place, of } if of > 1 => {
                    let indicator = facts.campaign.indicators.get(id);
                    let name = &indicator.name;
                    let mut subject = wording.fill("told.indicator", &[("indicator", name)]);
                    let standing = facts.figures.of(id).standing(unit);
                    let headline = standing.overall.headline(indicator);
                    if let Some(lacks) =
                        headline.and_then(|point| shown::lacks(facts, wording, point))
                    {
                        subject = format!("{subject} ({lacks})");
                    }
                    let sharing = facts.figures.sharing(id, unit);
                    Some(place_sentence(
                        facts,
                        wording,
                        unit,
                        (place, of),
                        sharing,
                        &subject,
                    ))
                }
                _ => None,
            }),
    }
}

fn place_sentence(
    facts: &Facts<'_>,
    wording: &Wording,
    unit: UnitId,
    (place, of): (u32, u32),
    sharing: usize,
    subject: &str,
) -> Sentence {
    let key = match (place, sharing) {
        (1, 0 | 1) => "told.leads",
        (1, all) if all == of as usize => "told.leads-all",
        (1, _) => "told.leads-shared",
        (_, 0 | 1) => "told.stands",
        _ => "told.stands-shared",
    };
    let args = [
        ("unit", &*unit_words(facts, unit)),
        ("place", &wording.whole(place as usize)),
        ("of", &wording.whole(of as usize)),
        ("others", &wording.whole(sharing.saturating_sub(1))),
        ("block", Sentence::SLOT),
        ("subject", subject),
    ];
    Sentence {
        text: wording.fill(key, &args),
        link: Some(facts.block_link(unit)),
    }
}

fn unit_words(facts: &Facts<'_>, unit: UnitId) -> String {
    keep_numbers_together(&facts.campaign.units.get(unit).name)
}

/// A headline figure with its coverage, where that is not all: "lũy kế 88,8%; 10/11 đơn vị đã báo cáo".
fn figure_words(
    facts: &Facts<'_>,
    wording: &Wording,
    indicator: &Indicator,
    point: &Point,
    is_of_field: bool,
) -> Option<String> {
    let value = point.figure.as_ref()?.value(indicator)?;
    let mut shown = wording.value(indicator, &value);
    if matches!(point.span(), Some(Span::Months { .. })) {
        shown = wording.fill("told.cumulative", &[("shown", &shown)]);
    }
    let partial = if is_of_field {
        wording.partial_in_field(point.coverage)
    } else {
        shown::partial_of(facts, wording, point)
    };
    Some(match partial {
        Some(partial) => format!("{shown}; {partial}"),
        None => shown,
    })
}
