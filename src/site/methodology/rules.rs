//! The rules that hold for all indicators, each only where something of the campaign follows it.

use crate::figures::{
    APART, FEWEST_MONTHS, MOST_MONTHS, MOST_PRACTICES, MOST_UNITS, OTHERS, TIMES, Unranked,
};
use crate::model::{Indicator, Kind, OverTime, Reporting, Scope, Target};
use crate::site::{Facts, Wording};
use serde::Serialize;

/// Rules on one subject.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RuleView {
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

/// The rules of this campaign.
pub(in crate::site) fn general_rules(facts: &Facts<'_>, wording: &Wording) -> Vec<RuleView> {
    let rules = [
        Some(rule(
            wording,
            "so_lieu",
            "method.data.title",
            &[
                "method.data.rows",
                "method.data.gap",
                "method.data.nothing",
                "method.data.never",
            ],
        )),
        Some(pooling_rule(facts, wording)),
        Some(order_rule(facts, wording)),
        Some(time_rule(facts, wording)),
        Some(rule(
            wording,
            "bao_phu",
            "method.coverage.title",
            &[
                "method.coverage.shown",
                "method.coverage.fields",
                "method.coverage.months",
                "method.coverage.joined",
            ],
        )),
        status_rule(facts, wording),
        Some(rule(
            wording,
            "lam_tron",
            "method.rounding.title",
            &["method.rounding.half", "method.rounding.honest"],
        )),
        sampling_rule(facts, wording),
        Some(ranking_rule(wording)),
        composite_rule(facts, wording),
        initiative_rule(facts, wording),
        Some(checks_rule(wording)),
        illustrative_rule(facts, wording),
        Some(rule(
            wording,
            "dinh_chinh",
            "method.corrections.title",
            &["method.corrections.figures", "method.corrections.texts"],
        )),
    ];
    rules.into_iter().flatten().collect()
}

fn rule(
    wording: &Wording,
    anchor: &'static str,
    title: &'static str,
    items: &[&'static str],
) -> RuleView {
    RuleView {
        anchor,
        title: wording.word(title),
        items: items
            .iter()
            .map(|key| wording.word(key).to_owned())
            .collect(),
        list: Vec::new(),
        after: Vec::new(),
    }
}

fn any(facts: &Facts<'_>, test: impl Fn(&Indicator) -> bool) -> bool {
    facts.campaign.indicators.iter().any(|(_, x)| test(x))
}

fn pooling_rule(facts: &Facts<'_>, wording: &Wording) -> RuleView {
    let is_stock = |x: &Indicator| x.kind == Kind::Count && x.over_time == OverTime::Last;
    let is_sum = |x: &Indicator| x.kind == Kind::Count && x.over_time == OverTime::Sum;
    let (ratio, mean) = (
        any(facts, |x| x.kind == Kind::Ratio),
        any(facts, |x| x.kind == Kind::Mean),
    );
    let keys = [
        (true, "method.pooling.exact"),
        (ratio, "method.pooling.ratio"),
        (mean, "method.pooling.mean"),
        (any(facts, is_sum), "method.pooling.count"),
        (any(facts, is_stock), "method.pooling.stock"),
        (
            any(facts, |x| x.kind == Kind::Score),
            "method.pooling.score",
        ),
        (ratio || mean, "method.pooling.bare"),
    ];
    rule(wording, "gop", "method.pooling.title", &chosen(&keys))
}

/// What is looked at before figures are published.
fn checks_rule(wording: &Wording) -> RuleView {
    let number = |value: f64| wording.whole(value as usize);
    let (times, apart, others) = (number(TIMES), number(APART), wording.whole(OTHERS));
    let args = [("times", &*times), ("apart", &*apart), ("others", &*others)];
    let mut rule = rule(
        wording,
        "kiem_tra",
        "method.checks.title",
        &["method.checks.errors", "method.checks.warnings"],
    );
    rule.items.push(wording.fill("method.checks.jump", &args));
    rule.items
        .push(wording.word("method.checks.accepted").to_owned());
    rule
}

fn order_rule(facts: &Facts<'_>, wording: &Wording) -> RuleView {
    let has_fields = !facts.campaign.fields.0.is_empty();
    let keys = [
        (true, "method.order.order"),
        (has_fields, "method.order.fields"),
        (
            has_fields && any(facts, |x| !x.sparse_fields),
            "method.order.missing",
        ),
        (
            any(facts, |x| x.reported == Reporting::Own),
            "method.order.own",
        ),
        (
            any(facts, |x| x.reported == Reporting::Total),
            "method.order.total",
        ),
        (true, "method.order.whole"),
        (true, "method.order.valid"),
    ];
    let mut rule = rule(wording, "cap", "method.order.title", &chosen(&keys));
    let indicators = facts.campaign.indicators.iter().map(|(_, of)| of);
    let sparse: Vec<&str> = indicators
        .filter(|indicator| indicator.sparse_fields)
        .map(|indicator| &*indicator.name)
        .collect();
    if has_fields && !sparse.is_empty() {
        let args = [("indicators", &*sparse.join("; "))];
        rule.items.push(wording.fill("method.order.sparse", &args));
    }
    rule
}

fn time_rule(facts: &Facts<'_>, wording: &Wording) -> RuleView {
    let settings = &facts.campaign.settings;
    let (from, to) = (
        wording.language().short_day(settings.starts),
        wording.language().short_day(settings.ends),
    );
    let cumulative = match &settings.starts_shown {
        Some(starts) => wording.fill(
            "method.time.cumulative-unknown",
            &[("from", &from), ("to", &to), ("starts", starts)],
        ),
        None => wording.fill("method.time.cumulative", &[("from", &from), ("to", &to)]),
    };
    let mut rule = rule(
        wording,
        "thoi_gian",
        "method.time.title",
        &["method.time.parts"],
    );
    rule.items.push(cumulative);
    for key in ["method.time.overlap", "method.time.latest"] {
        rule.items.push(wording.word(key).to_owned());
    }
    rule
}

fn status_rule(facts: &Facts<'_>, wording: &Wording) -> Option<RuleView> {
    if !any(facts, |x| x.target.is_some()) {
        return None;
    }
    let is_near = |x: &Indicator| x.target.is_some() && !x.near.is_zero();
    let is_range = |x: &Indicator| matches!(x.target, Some(Target::Range { .. }));
    let keys = [
        (true, "method.status.exact"),
        (any(facts, is_near), "method.status.near"),
        (any(facts, is_range), "method.status.range"),
        (
            any(facts, |x| x.scope == Scope::EveryField),
            "method.status.every-field",
        ),
        (true, "method.status.no-data"),
    ];
    Some(rule(
        wording,
        "trang_thai",
        "method.status.title",
        &chosen(&keys),
    ))
}

fn sampling_rule(facts: &Facts<'_>, wording: &Wording) -> Option<RuleView> {
    let indicators = facts.campaign.indicators.iter();
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
    let mut rule = self::rule(wording, "sai_so", "method.sampling.title", &keys);
    rule.items.push(wording.fill(
        "method.sampling.which",
        &[("indicators", &sampled.join("; "))],
    ));
    Some(rule)
}

fn ranking_rule(wording: &Wording) -> RuleView {
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
                wording
                    .words
                    .find(&format!("pages.unranked.{}", reason.code()))
            })
            .map(str::to_owned)
            .collect(),
        ..rule(wording, "xep_hang", "method.ranking.title", &keys)
    }
}

fn composite_rule(facts: &Facts<'_>, wording: &Wording) -> Option<RuleView> {
    let weighted = facts.campaign.indicators.iter();
    let list: Vec<String> = weighted
        .filter(|(_, x)| !x.weight.is_zero())
        .map(|(_, x)| {
            let weight = wording.number(&x.weight);
            let args = [("indicator", &*x.name), ("weight", &weight)];
            wording.fill("method.composite.weight", &args)
        })
        .collect();
    let after = ["method.composite.attainment", "method.composite.incomplete"];
    (!list.is_empty()).then(|| RuleView {
        list,
        after: after
            .iter()
            .map(|key| wording.word(key).to_owned())
            .collect(),
        ..rule(
            wording,
            "xep_hang_chung",
            "method.composite.title",
            &["method.composite.what"],
        )
    })
}

fn initiative_rule(facts: &Facts<'_>, wording: &Wording) -> Option<RuleView> {
    if facts.campaign.initiatives.0.is_empty() {
        return None;
    }
    let (least, most) = (FEWEST_MONTHS.to_string(), MOST_MONTHS.to_string());
    let (practices, units) = (MOST_PRACTICES.to_string(), MOST_UNITS.to_string());
    let months = [("least", &*least), ("most", &*most)];
    let items = [
        wording.fill("method.initiatives.impact", &months),
        wording.word("method.initiatives.field").to_owned(),
        wording.word("method.initiatives.block").to_owned(),
        wording.word("method.initiatives.adopters").to_owned(),
        wording.word("method.initiatives.proof").to_owned(),
        wording.word("method.initiatives.sourced").to_owned(),
        wording.word("method.initiatives.shortage").to_owned(),
        wording.word("method.initiatives.suggested").to_owned(),
        wording.fill("method.initiatives.order", &[("practices", &practices)]),
        wording.fill("method.initiatives.helped", &[("units", &units)]),
    ];
    Some(RuleView {
        items: items.into(),
        ..rule(wording, "sang_kien", "method.initiatives.title", &[])
    })
}

fn illustrative_rule(facts: &Facts<'_>, wording: &Wording) -> Option<RuleView> {
    let keys = [
        "method.illustrative.marked",
        "method.illustrative.pooled",
        "method.illustrative.index",
        "method.illustrative.apart",
    ];
    facts
        .any_illustrative()
        .then(|| rule(wording, "minh_hoa", "method.illustrative.title", &keys))
}

/// The keys that are chosen.
fn chosen(keys: &[(bool, &'static str)]) -> Vec<&'static str> {
    let chosen = keys.iter().filter(|(is_chosen, _)| *is_chosen);
    chosen.map(|(_, key)| *key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::site;
    use crate::site::testing::in_context;

    #[test]
    fn the_pool_of_a_stock_is_told_where_there_is_one() {
        for (over_time, is_told) in [("sum", false), ("last", true)] {
            let keys =
                format!("kind = \"count\"; better = \"higher\"; over_time = \"{over_time}\"");
            let made = site("a").indicator(&keys).made();
            in_context(&made, |context| {
                let rule = pooling_rule(&context.facts, &context.wording);
                let told = serde_json::to_string(&rule).expect("a rule");
                let stock = context.wording.word("method.pooling.stock");
                assert_eq!(told.contains(stock), is_told, "{over_time}: {told}");
            });
        }
    }
}
