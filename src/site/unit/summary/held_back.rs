//! Which field holds a unit back, and which practice of a like unit is worth a look there.

use super::figure_words;
use crate::figures::{Example, Point, Shortage};
use crate::model::{FieldId, Indicator, IndicatorId, Kind, Scope, UnitId};
use crate::site::component::Sentence;
use crate::site::{Facts, Wording, lag};
use crate::text::keep_numbers_together;

/// What holds a unit back in the indicator that it falls short of, of which the sentence before tells where
/// `is_told`; and what is worth a look.
pub(super) fn held_back(
    facts: &Facts<'_>,
    wording: &Wording,
    id: IndicatorId,
    unit: UnitId,
    is_told: bool,
) -> Vec<Sentence> {
    let indicator = facts.campaign.indicators.get(id);
    let standing = facts.figures.of(id).standing(unit);
    let mut fields = lag::failing_fields(indicator, standing);
    if fields.is_empty() && indicator.scope == Scope::Overall {
        fields = lag::told_fields(indicator, standing);
        // One field alone is the figure itself, those that are equal hold nothing back more than each other, and the
        // target of a sum is none of its parts.
        let alike = equals(indicator, &fields).len() == fields.len();
        if fields.len() < 2 || alike || indicator.kind == Kind::Count {
            fields.clear();
        }
    }
    let weakest = equals(indicator, &fields);
    let example = facts.figures.suggestions.example(unit);
    let about_weakest = |example: &Example| {
        let of = example.shortage;
        let single = weakest.len() == 1 && Some(weakest[0].0) == of.field;
        of.indicator == id && single
    };
    let mut sentences = Vec::new();
    if let Some(example) = example.filter(about_weakest) {
        sentences.extend(example_sentence(
            facts,
            wording,
            &example,
            unit,
            "told.example.weakest",
        ));
        return sentences;
    }
    if let [(_, point), ..] = weakest[..] {
        let names: Vec<&str> = weakest
            .iter()
            .map(|(field, _)| &*facts.campaign.fields.get(*field).name)
            .collect();
        let key = if is_told {
            "told.field.weakest"
        } else {
            "told.field.weakest-in"
        };
        let args = [
            ("indicator", &*indicator.name),
            ("fields", &names.join(", ")),
            (
                "shown",
                &figure_words(facts, wording, indicator, point, true).unwrap_or_default(),
            ),
        ];
        sentences.push(Sentence::plain(wording.fill(key, &args)));
    }
    sentences.extend(example.and_then(|example| {
        let shortage = example.shortage;
        let key = match (shortage.field, is_told && shortage.indicator == id) {
            (Some(_), true) => "told.example.field-here",
            (Some(_), false) => "told.example.field",
            (None, true) => "told.example.overall-here",
            (None, false) => "told.example.overall",
        };
        example_sentence(facts, wording, &example, unit, key)
    }));
    sentences
}

/// Where every target is met: the field that is closest to one, of the first indicator that asks it of each field.
pub(super) fn closest(
    facts: &Facts<'_>,
    wording: &Wording,
    with: &[IndicatorId],
    unit: UnitId,
) -> Option<String> {
    with.iter().find_map(|&id| {
        let indicator = facts.campaign.indicators.get(id);
        if indicator.scope != Scope::EveryField || indicator.target.is_none() {
            return None;
        }
        let fields = lag::told_fields(indicator, facts.figures.of(id).standing(unit));
        let closest = equals(indicator, &fields);
        // Where all are alike none is the closest.
        if closest.len() == fields.len() {
            return None;
        }
        let names: Vec<&str> = closest
            .iter()
            .map(|(field, _)| &*facts.campaign.fields.get(*field).name)
            .collect();
        let args = [
            ("indicator", &*indicator.name),
            ("fields", &names.join(", ")),
            (
                "shown",
                &figure_words(facts, wording, indicator, closest.first()?.1, true)?,
            ),
            ("target", &wording.target_phrase(indicator)?),
        ];
        Some(wording.fill("told.field.closest", &args))
    })
}

/// A practice that is worth a look, in these words.
fn example_sentence(
    facts: &Facts<'_>,
    wording: &Wording,
    example: &Example,
    unit: UnitId,
    key: &str,
) -> Option<Sentence> {
    let Shortage { indicator, field } = example.shortage;
    let of_indicator = facts.campaign.indicators.get(indicator);
    let figure = |unit: UnitId| {
        let standing = facts.figures.of(indicator).standing(unit);
        let point = standing.shown(field, of_indicator)?;
        figure_words(facts, wording, of_indicator, point, field.is_some())
    };
    let (ours, theirs) = (figure(unit)?, figure(example.of)?);
    let field = field.map_or("", |field| &*facts.campaign.fields.get(field).name);
    let args = [
        ("indicator", &*of_indicator.name),
        ("field", field),
        ("ours", &ours),
        ("theirs", &theirs),
        ("initiative", Sentence::SLOT),
        (
            "unit",
            &keep_numbers_together(&facts.campaign.units.get(example.of).name),
        ),
    ];
    Some(Sentence {
        text: wording.fill(key, &args),
        link: Some(facts.initiative_link(example.initiative)),
    })
}

/// The first of the fields with those that have just its figure.
fn equals<'p>(indicator: &Indicator, fields: &[(FieldId, &'p Point)]) -> Vec<(FieldId, &'p Point)> {
    let value = |point: &Point| point.figure.as_ref()?.value(indicator);
    let Some(first) = fields.first().and_then(|(_, point)| value(point)) else {
        return Vec::new();
    };
    let alike = |(_, point): &&(FieldId, &Point)| value(point).is_some_and(|other| other == first);
    fields.iter().take_while(alike).copied().collect()
}
