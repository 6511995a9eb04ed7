//! The list of indicators (`chi-tieu/index.html`).

use super::layout::{LayoutView, LinkView, Part, page_view};
use super::shown::FigureView;
use super::{Around, Facts, Site, Wording, home, lag, shown};
use crate::model::{IndicatorId, Scope};
use serde::Serialize;

/// The interface of `indicator_list.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndicatorListView {
    /// What surrounds it.
    pub page: LayoutView,
    /// How many indicators there are.
    pub count: String,
    /// The finding: "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu".
    pub finding: Option<String>,
    /// The indicators in the order of `indicators.toml`.
    pub indicators: Vec<GoalView>,
}

page_view!(IndicatorListView, "indicator_list.html");

/// An indicator with the whole's figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GoalView {
    /// The indicator.
    pub link: LinkView,
    /// What it means.
    pub definition: Option<String>,
    /// The target in words.
    pub target: Option<String>,
    /// Whether each field must meet it.
    pub every_field: bool,
    /// The whole's headline figure.
    pub figure: FigureView,
    /// The whole's fields that do not meet it, with their figures, the weakest first: "Xây dựng 88,9%".
    pub failing: Vec<String>,
}

pub(super) const PATH: &str = "chi-tieu/index.html";

/// What the main navigation calls it.
pub(super) const PART: Part = Part::new("pages.nav.indicators", PATH);

/// Plans the list.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    if !facts.campaign.indicators.0.is_empty() {
        site.lead_to(PART);
        site.page(PATH, |c| {
            indicator_list_view(&c.facts, &c.wording, &c.around)
        });
    }
}

fn indicator_list_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> IndicatorListView {
    let title = wording.word("pages.nav.indicators").to_owned();
    let description = wording.word("pages.indicator-list.description").to_owned();
    let mut page = around.layout(PART, PATH, title, description);
    page.illustrative = facts.any_illustrative();
    IndicatorListView {
        page,
        count: wording.whole(facts.campaign.indicators.0.len()),
        finding: home::whole_finding(facts, wording),
        indicators: facts
            .campaign
            .indicators
            .iter()
            .map(|(id, _)| goal(facts, wording, id))
            .collect(),
    }
}

/// An indicator with the whole's figure.
pub(super) fn goal(facts: &Facts<'_>, wording: &Wording, id: IndicatorId) -> GoalView {
    let indicator = facts.campaign.indicators.get(id);
    let whole = &facts.figures.of(id).whole;
    let point = whole.overall.shown(indicator);
    let failing = lag::failing_fields(indicator, whole).into_iter();
    GoalView {
        link: facts.indicator_link(id),
        definition: indicator.definition.as_deref().map(str::to_owned),
        target: wording.target_phrase(indicator),
        every_field: indicator.scope == Scope::EveryField,
        figure: shown::figure(facts, wording, indicator, point),
        failing: failing
            .map(|(field, point)| lag::field_words(facts, wording, indicator, field, point))
            .collect(),
    }
}
