//! The rules that hold for all indicators, each only where something of the campaign follows it.

use crate::figures::{
    APART, FEWEST_MONTHS, MOST_MONTHS, MOST_PRACTICES, MOST_UNITS, OTHERS, TIMES, Unranked,
};
use crate::model::{Indicator, Kind, OverTime, Reporting, Scope, Target};
use crate::site::Context;
use serde::Serialize;

/// Rules on one subject.
#[derive(Debug, Clone, Serialize)]
pub struct RuleView {
    /// Its id on the page.
    pub anchor: &'static str,
    /// Its subject: "Gộp số liệu".
    pub title: &'static str,
    /// The rules.
    pub items: Vec<String>,
    /// What the last of them lists: weights, reasons.
    pub list: Vec<String>,
    /// Rules after that list.
    pub after: Vec<String>,
}

impl Context<'_> {
    /// The rules of this campaign.
    pub(in crate::site) fn general_rules(&self) -> Vec<RuleView> {
        let rules = [
            Some(self.rule(
                "so_lieu",
                "method.data.title",
                &[
                    "method.data.rows",
                    "method.data.gap",
                    "method.data.nothing",
                    "method.data.never",
                ],
            )),
            Some(self.pooling_rule()),
            Some(self.order_rule()),
            Some(self.time_rule()),
            Some(self.rule(
                "bao_phu",
                "method.coverage.title",
                &[
                    "method.coverage.shown",
                    "method.coverage.months",
                    "method.coverage.joined",
                ],
            )),
            self.status_rule(),
            Some(self.rule(
                "lam_tron",
                "method.rounding.title",
                &["method.rounding.half", "method.rounding.honest"],
            )),
            self.sampling_rule(),
            Some(self.ranking_rule()),
            self.composite_rule(),
            self.initiative_rule(),
            Some(self.checks_rule()),
            self.illustrative_rule(),
            Some(self.rule(
                "dinh_chinh",
                "method.corrections.title",
                &["method.corrections.figures", "method.corrections.texts"],
            )),
        ];
        rules.into_iter().flatten().collect()
    }

    fn rule(&self, anchor: &'static str, title: &'static str, items: &[&'static str]) -> RuleView {
        RuleView {
            anchor,
            title: self.word(title),
            items: items.iter().map(|key| self.word(key).to_owned()).collect(),
            list: Vec::new(),
            after: Vec::new(),
        }
    }

    fn any(&self, test: impl Fn(&Indicator) -> bool) -> bool {
        self.campaign.indicators.iter().any(|(_, x)| test(x))
    }

    fn pooling_rule(&self) -> RuleView {
        let is_stock = |x: &Indicator| x.kind == Kind::Count && x.over_time == OverTime::Last;
        let is_sum = |x: &Indicator| x.kind == Kind::Count && x.over_time == OverTime::Sum;
        let (ratio, mean) = (
            self.any(|x| x.kind == Kind::Ratio),
            self.any(|x| x.kind == Kind::Mean),
        );
        let keys = [
            (true, "method.pooling.exact"),
            (ratio, "method.pooling.ratio"),
            (mean, "method.pooling.mean"),
            (self.any(is_sum), "method.pooling.count"),
            (self.any(is_stock), "method.pooling.stock"),
            (self.any(|x| x.kind == Kind::Score), "method.pooling.score"),
            (ratio || mean, "method.pooling.bare"),
        ];
        self.rule("gop", "method.pooling.title", &chosen(&keys))
    }

    /// What is looked at before figures are published.
    fn checks_rule(&self) -> RuleView {
        let number = |value: f64| self.whole(value as usize);
        let (times, apart, others) = (number(TIMES), number(APART), self.whole(OTHERS));
        let args = [("times", &*times), ("apart", &*apart), ("others", &*others)];
        let mut rule = self.rule(
            "kiem_tra",
            "method.checks.title",
            &["method.checks.errors", "method.checks.warnings"],
        );
        rule.items
            .push(self.words.fill("method.checks.jump", &args));
        rule.items
            .push(self.word("method.checks.accepted").to_owned());
        rule
    }

    fn order_rule(&self) -> RuleView {
        let has_fields = !self.campaign.fields.0.is_empty();
        let keys = [
            (true, "method.order.order"),
            (has_fields, "method.order.fields"),
            (
                has_fields && self.any(|x| !x.sparse_fields),
                "method.order.missing",
            ),
            (
                self.any(|x| x.reported == Reporting::Own),
                "method.order.own",
            ),
            (
                self.any(|x| x.reported == Reporting::Total),
                "method.order.total",
            ),
            (true, "method.order.whole"),
            (true, "method.order.valid"),
        ];
        let mut rule = self.rule("cap", "method.order.title", &chosen(&keys));
        let indicators = self.campaign.indicators.iter().map(|(_, of)| of);
        let sparse: Vec<&str> = indicators
            .filter(|indicator| indicator.sparse_fields)
            .map(|indicator| &*indicator.name)
            .collect();
        if has_fields && !sparse.is_empty() {
            let args = [("indicators", &*sparse.join("; "))];
            rule.items
                .push(self.words.fill("method.order.sparse", &args));
        }
        rule
    }

    fn time_rule(&self) -> RuleView {
        let settings = &self.campaign.settings;
        let (from, to) = (
            self.language().short_day(settings.starts),
            self.language().short_day(settings.ends),
        );
        let cumulative = match &settings.starts_shown {
            Some(starts) => self.words.fill(
                "method.time.cumulative-unknown",
                &[("from", &from), ("to", &to), ("starts", starts)],
            ),
            None => self
                .words
                .fill("method.time.cumulative", &[("from", &from), ("to", &to)]),
        };
        let mut rule = self.rule("thoi_gian", "method.time.title", &["method.time.parts"]);
        rule.items.push(cumulative);
        for key in ["method.time.overlap", "method.time.latest"] {
            rule.items.push(self.word(key).to_owned());
        }
        rule
    }

    fn status_rule(&self) -> Option<RuleView> {
        if !self.any(|x| x.target.is_some()) {
            return None;
        }
        let is_near = |x: &Indicator| x.target.is_some() && !x.near.is_zero();
        let is_range = |x: &Indicator| matches!(x.target, Some(Target::Range { .. }));
        let keys = [
            (true, "method.status.exact"),
            (self.any(is_near), "method.status.near"),
            (self.any(is_range), "method.status.range"),
            (
                self.any(|x| x.scope == Scope::EveryField),
                "method.status.every-field",
            ),
            (true, "method.status.no-data"),
        ];
        Some(self.rule("trang_thai", "method.status.title", &chosen(&keys)))
    }

    fn sampling_rule(&self) -> Option<RuleView> {
        let indicators = self.campaign.indicators.iter();
        let sampled: Vec<&str> = indicators
            .filter(|(_, x)| x.has_intervals())
            .map(|(_, x)| &*x.name)
            .collect();
        if sampled.is_empty() {
            return None;
        }
        let keys = [
            "method.sampling.interval",
            "method.sampling.certain",
            "method.sampling.pooled",
        ];
        let mut rule = self.rule("sai_so", "method.sampling.title", &keys);
        rule.items.push(self.words.fill(
            "method.sampling.which",
            &[("indicators", &sampled.join("; "))],
        ));
        Some(rule)
    }

    fn ranking_rule(&self) -> RuleView {
        let keys = [
            "method.ranking.blocks",
            "method.ranking.ties",
            "method.ranking.both",
            "method.ranking.reasons",
        ];
        let reasons = [
            Unranked::NoData,
            Unranked::SmallSample,
            Unranked::FewMonths,
            Unranked::NotPooled,
            Unranked::NoDirection,
            Unranked::Alone,
        ];
        RuleView {
            list: reasons
                .iter()
                .filter_map(|reason| {
                    self.words
                        .find(&format!("pages.unranked.{}", reason.code()))
                })
                .map(str::to_owned)
                .collect(),
            ..self.rule("xep_hang", "method.ranking.title", &keys)
        }
    }

    fn composite_rule(&self) -> Option<RuleView> {
        let weighted = self.campaign.indicators.iter();
        let list: Vec<String> = weighted
            .filter(|(_, x)| !x.weight.is_zero())
            .map(|(_, x)| {
                let weight = self.number(&x.weight);
                let args = [("indicator", &*x.name), ("weight", &weight)];
                self.words.fill("method.composite.weight", &args)
            })
            .collect();
        let after = ["method.composite.attainment", "method.composite.incomplete"];
        (!list.is_empty()).then(|| RuleView {
            list,
            after: after.iter().map(|key| self.word(key).to_owned()).collect(),
            ..self.rule(
                "xep_hang_chung",
                "method.composite.title",
                &["method.composite.what"],
            )
        })
    }

    fn initiative_rule(&self) -> Option<RuleView> {
        if self.campaign.initiatives.0.is_empty() {
            return None;
        }
        let (least, most) = (FEWEST_MONTHS.to_string(), MOST_MONTHS.to_string());
        let (practices, units) = (MOST_PRACTICES.to_string(), MOST_UNITS.to_string());
        let months = [("least", &*least), ("most", &*most)];
        let items = [
            self.words.fill("method.initiatives.impact", &months),
            self.word("method.initiatives.field").to_owned(),
            self.word("method.initiatives.block").to_owned(),
            self.word("method.initiatives.adopters").to_owned(),
            self.word("method.initiatives.proof").to_owned(),
            self.word("method.initiatives.sourced").to_owned(),
            self.word("method.initiatives.shortage").to_owned(),
            self.word("method.initiatives.suggested").to_owned(),
            self.words
                .fill("method.initiatives.order", &[("practices", &practices)]),
            self.words
                .fill("method.initiatives.helped", &[("units", &units)]),
        ];
        Some(RuleView {
            items: items.into(),
            ..self.rule("sang_kien", "method.initiatives.title", &[])
        })
    }

    fn illustrative_rule(&self) -> Option<RuleView> {
        let keys = [
            "method.illustrative.marked",
            "method.illustrative.pooled",
            "method.illustrative.index",
            "method.illustrative.apart",
        ];
        self.any_illustrative()
            .then(|| self.rule("minh_hoa", "method.illustrative.title", &keys))
    }
}

/// The keys that are chosen.
fn chosen(keys: &[(bool, &'static str)]) -> Vec<&'static str> {
    let chosen = keys.iter().filter(|(is_chosen, _)| *is_chosen);
    chosen.map(|(_, key)| *key).collect()
}
