//! The methodology page (`phuong-phap.html`), written from the configuration: how each indicator is computed, and the
//! rules that hold for all of them. A rule stands there only where something of the campaign follows it.

mod facts;
mod rules;

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::{Around, Facts, Site, Wording, indicator};
use facts::FactView;
pub(super) use rules::RuleView;
pub(super) use rules::general_rules;
use serde::Serialize;

/// The interface of `methodology.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MethodologyView {
    /// What surrounds it.
    pub page: LayoutView,
    /// The indicators, in the order of `indicators.toml`.
    pub indicators: Vec<IndicatorMethod>,
    /// The rules that hold for all of them.
    pub rules: Vec<RuleView>,
}

page_view!(MethodologyView, "methodology.html");

/// How an indicator is computed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndicatorMethod {
    /// Its name and its page.
    pub link: LinkView,
    /// What it means.
    pub definition: Option<String>,
    /// Its formula in words.
    pub formula: Vec<String>,
    /// Target, who owes it, how often, and all else that is set for it.
    pub facts: Vec<FactView>,
    /// Where the definition or target comes from.
    pub source: Option<String>,
}

pub(super) const PATH: &str = "phuong-phap.html";

/// Plans the page.
pub(super) fn plan(site: &mut Site<'_>) {
    site.page(PATH, |c| methodology_view(&c.facts, &c.wording, &c.around));
}

fn methodology_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> MethodologyView {
    let title = wording.word("method.title").to_owned();
    let description = wording.word("method.description").to_owned();
    let mut page = around.layout(Part::OTHER, PATH, title, description);
    // Rules, and no figures.
    page.as_of = None;
    let indicators = facts.campaign.indicators.iter();
    MethodologyView {
        page,
        indicators: indicators
            .map(|(id, indicator)| IndicatorMethod {
                link: facts.indicator_link(id),
                definition: indicator.definition.as_deref().map(str::to_owned),
                formula: indicator::formula_words(facts, wording, indicator),
                facts: facts::facts(facts, wording, indicator),
                source: indicator.source.as_deref().map(str::to_owned),
            })
            .collect(),
        rules: general_rules(facts, wording),
    }
}
