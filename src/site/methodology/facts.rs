//! What is set for an indicator, in words.

use crate::model::{Better, Frequency, Headline, Indicator, Reporting, Scope};
use crate::number::Decimal;
use crate::site::Context;
use serde::Serialize;

/// Something that is set for an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// What it is about: "Mục tiêu".
    pub label: &'static str,
    /// What holds: "trên 90%, ở từng lĩnh vực".
    pub text: String,
}

impl Context<'_> {
    /// Everything that is set for an indicator.
    pub(super) fn facts(&self, indicator: &Indicator) -> Vec<FactView> {
        let facts = [
            ("method.fact.target", Some(self.target_fact(indicator))),
            (
                "method.fact.reporters",
                Some(self.reporters_fact(indicator)),
            ),
            (
                "method.fact.frequency",
                Some(self.frequency_fact(indicator)),
            ),
            ("method.fact.coverage", Some(self.coverage_fact(indicator))),
            ("method.fact.headline", Some(self.headline_fact(indicator))),
            ("method.fact.near", self.near_fact(indicator)),
            ("method.fact.min-sample", self.sample_fact(indicator)),
            ("method.fact.sampled", self.survey_fact(indicator)),
            ("method.fact.ranking", self.ranking_fact(indicator)),
            ("method.fact.weight", self.weight_fact(indicator)),
            ("method.fact.decimals", Some(self.decimals_fact(indicator))),
        ];
        let given = facts.into_iter().filter_map(|(label, text)| {
            Some(FactView {
                label: self.word(label),
                text: text?,
            })
        });
        given.collect()
    }

    fn target_fact(&self, indicator: &Indicator) -> String {
        let key = match (self.target_phrase(indicator), indicator.better) {
            (Some(target), _) if indicator.scope == Scope::EveryField => {
                return self
                    .words
                    .fill("method.target.every-field", &[("target", &target)]);
            }
            (Some(target), _) => return target,
            (None, Some(Better::Higher)) => "method.target.none-higher",
            (None, Some(Better::Lower)) => "method.target.none-lower",
            (None, None) => "method.target.none",
        };
        self.word(key).to_owned()
    }

    fn reporters_fact(&self, indicator: &Indicator) -> String {
        let Some(kinds) = &indicator.reporters else {
            return self.word("method.reporters.ever").to_owned();
        };
        let names = kinds
            .iter()
            .map(|kind| self.campaign.settings.kind_name(kind));
        names.collect::<Vec<_>>().join("; ")
    }

    fn frequency_fact(&self, indicator: &Indicator) -> String {
        let key = match indicator.frequency {
            Some(Frequency::Month) => "method.frequency.month",
            Some(Frequency::Quarter) => "method.frequency.quarter",
            Some(Frequency::Half) => "method.frequency.half",
            Some(Frequency::Year) => "method.frequency.year",
            None => "method.frequency.finest",
        };
        self.word(key).to_owned()
    }

    fn coverage_fact(&self, indicator: &Indicator) -> String {
        let key = match indicator.reported {
            Reporting::Own => "method.reported.own",
            Reporting::Total => "method.reported.total",
        };
        self.word(key).to_owned()
    }

    fn headline_fact(&self, indicator: &Indicator) -> String {
        let key = match indicator.headline {
            Headline::Cumulative => "method.headline.cumulative",
            Headline::Latest => "method.headline.latest",
        };
        self.word(key).to_owned()
    }

    fn near_fact(&self, indicator: &Indicator) -> Option<String> {
        indicator.target.as_ref()?;
        let near = &indicator.near;
        Some(if near.is_zero() {
            self.word("method.near.none").to_owned()
        } else if indicator.is_percent() {
            let near = self.number(near);
            self.words.fill("method.near.percent", &[("near", &near)])
        } else {
            let near = self.exact(indicator, near);
            self.words.fill("method.near.unit", &[("near", &near)])
        })
    }

    fn sample_fact(&self, indicator: &Indicator) -> Option<String> {
        let least = self.number(indicator.min_sample.as_ref()?);
        Some(
            self.words
                .fill("method.other.min-sample", &[("least", &least)]),
        )
    }

    fn survey_fact(&self, indicator: &Indicator) -> Option<String> {
        let sampled = indicator
            .has_intervals()
            .then(|| self.word("method.other.sampled"));
        sampled.map(str::to_owned)
    }

    /// Only a cumulative figure has months that it must cover.
    fn ranking_fact(&self, indicator: &Indicator) -> Option<String> {
        if indicator.headline != Headline::Cumulative {
            return None;
        }
        let share = &indicator.rank_needs * &Decimal::HUNDRED;
        let share = self.language().decimal_with_unit(&share, "%");
        Some(
            self.words
                .fill("method.other.rank-needs", &[("share", &share)]),
        )
    }

    fn weight_fact(&self, indicator: &Indicator) -> Option<String> {
        (!indicator.weight.is_zero()).then(|| self.number(&indicator.weight))
    }

    fn decimals_fact(&self, indicator: &Indicator) -> String {
        match indicator.decimals {
            0 => self.word("method.other.decimals-none").to_owned(),
            count => self.words.fill(
                "method.other.decimals",
                &[("count", &self.whole(usize::from(count)))],
            ),
        }
    }
}
