//! What is set for an indicator, in words.

use crate::model::{Better, Frequency, Headline, Indicator, Scope};
use crate::number::Decimal;
use crate::site::{Facts, Wording};
use serde::Serialize;

/// Something that is set for an indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FactView {
    /// What it is about: "Mục tiêu".
    pub label: &'static str,
    /// What holds: "trên 90%, ở từng lĩnh vực".
    pub text: String,
}

/// Everything that is set for an indicator.
pub(super) fn facts(facts: &Facts<'_>, wording: &Wording, indicator: &Indicator) -> Vec<FactView> {
    let all = [
        ("method.fact.target", Some(target_fact(wording, indicator))),
        (
            "method.fact.reporters",
            Some(reporters_fact(facts, wording, indicator)),
        ),
        (
            "method.fact.frequency",
            Some(frequency_fact(wording, indicator)),
        ),
        (
            "method.fact.coverage",
            Some(coverage_fact(wording, indicator)),
        ),
        (
            "method.fact.headline",
            Some(headline_fact(wording, indicator)),
        ),
        ("method.fact.near", near_fact(wording, indicator)),
        ("method.fact.min-sample", sample_fact(wording, indicator)),
        ("method.fact.sampled", survey_fact(wording, indicator)),
        ("method.fact.ranking", ranking_fact(wording, indicator)),
        ("method.fact.weight", weight_fact(wording, indicator)),
        (
            "method.fact.decimals",
            Some(decimals_fact(wording, indicator)),
        ),
    ];
    let given = all.into_iter().filter_map(|(label, text)| {
        Some(FactView {
            label: wording.word(label),
            text: text?,
        })
    });
    given.collect()
}

fn target_fact(wording: &Wording, indicator: &Indicator) -> String {
    let key = match (wording.target_phrase(indicator), indicator.better) {
        (Some(target), _) if indicator.scope == Scope::EveryField => {
            return wording.fill("method.target.every-field", &[("target", &target)]);
        }
        (Some(target), _) => return target,
        (None, Some(Better::Higher)) => "method.target.none-higher",
        (None, Some(Better::Lower)) => "method.target.none-lower",
        (None, None) => "method.target.none",
    };
    wording.word(key).to_owned()
}

fn reporters_fact(facts: &Facts<'_>, wording: &Wording, indicator: &Indicator) -> String {
    let Some(kinds) = &indicator.reporters else {
        return wording.word("method.reporters.ever").to_owned();
    };
    let names = kinds
        .iter()
        .map(|kind| facts.campaign.settings.kind_name(kind));
    names.collect::<Vec<_>>().join("; ")
}

fn frequency_fact(wording: &Wording, indicator: &Indicator) -> String {
    let often = indicator.frequency.map_or("finest", Frequency::word);
    wording.fill(&format!("method.frequency.{often}"), &[])
}

fn coverage_fact(wording: &Wording, indicator: &Indicator) -> String {
    let key = format!("method.reported.{}", indicator.reported.word());
    wording.fill(&key, &[])
}

fn headline_fact(wording: &Wording, indicator: &Indicator) -> String {
    let key = format!("method.headline.{}", indicator.headline.word());
    wording.fill(&key, &[])
}

fn near_fact(wording: &Wording, indicator: &Indicator) -> Option<String> {
    indicator.target.as_ref()?;
    let near = &indicator.near;
    Some(if near.is_zero() {
        wording.word("method.near.none").to_owned()
    } else if indicator.is_percent() {
        let near = wording.number(near);
        wording.fill("method.near.percent", &[("near", &near)])
    } else {
        let near = wording.exact(indicator, near);
        wording.fill("method.near.unit", &[("near", &near)])
    })
}

fn sample_fact(wording: &Wording, indicator: &Indicator) -> Option<String> {
    let least = wording.number(indicator.min_sample.as_ref()?);
    Some(wording.fill("method.other.min-sample", &[("least", &least)]))
}

fn survey_fact(wording: &Wording, indicator: &Indicator) -> Option<String> {
    let sampled = indicator
        .has_intervals()
        .then(|| wording.word("method.other.sampled"));
    sampled.map(str::to_owned)
}

/// Only a cumulative figure has months that it must cover.
fn ranking_fact(wording: &Wording, indicator: &Indicator) -> Option<String> {
    if indicator.headline != Headline::Cumulative {
        return None;
    }
    let share = &indicator.rank_needs * &Decimal::HUNDRED;
    let share = wording.language().decimal_with_unit(&share, "%");
    Some(wording.fill("method.other.rank-needs", &[("share", &share)]))
}

fn weight_fact(wording: &Wording, indicator: &Indicator) -> Option<String> {
    (!indicator.weight.is_zero()).then(|| wording.number(&indicator.weight))
}

fn decimals_fact(wording: &Wording, indicator: &Indicator) -> String {
    match indicator.decimals {
        0 => wording.word("method.other.decimals-none").to_owned(),
        count => wording.fill(
            "method.other.decimals",
            &[("count", &wording.whole(usize::from(count)))],
        ),
    }
}
