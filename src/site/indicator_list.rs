//! The list of indicators (`chi-tieu/index.html`).

use super::layout::{Layout, LinkView, Part};
use super::shown::FigureView;
use super::{Context, Site};
use crate::model::{IndicatorId, Scope};
use serde::Serialize;

/// The interface of `indicator_list.html`.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorListView {
    /// What surrounds it.
    pub page: Layout,
    /// How many indicators there are.
    pub count: String,
    /// The finding: "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu".
    pub finding: Option<String>,
    /// The indicators in the order of `indicators.toml`.
    pub indicators: Vec<GoalView>,
}

/// An indicator with the whole's figure.
#[derive(Debug, Clone, Serialize)]
pub struct GoalView {
    /// The indicator.
    pub link: LinkView,
    /// Its code.
    pub code: String,
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

const PATH: &str = "chi-tieu/index.html";

/// Plans the list.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    if context.has_part(Part::Indicators) {
        site.make(PATH, |context| {
            let view = context.indicator_list_view();
            context.page("indicator_list.html", &view, &view.page, PATH)
        });
    }
}

impl Context<'_> {
    fn indicator_list_view(&self) -> IndicatorListView {
        let title = self.word("pages.nav.indicators").to_owned();
        let description = self.word("pages.indicator-list.description").to_owned();
        let mut page = self.layout(Part::Indicators, PATH, title, description);
        page.illustrative = self.any_illustrative();
        IndicatorListView {
            page,
            count: self.whole(self.campaign.indicators.0.len()),
            finding: self.whole_finding(),
            indicators: self
                .campaign
                .indicators
                .iter()
                .map(|(id, _)| self.goal(id))
                .collect(),
        }
    }

    /// An indicator with the whole's figure.
    pub(super) fn goal(&self, id: IndicatorId) -> GoalView {
        let indicator = self.campaign.indicators.get(id);
        let whole = &self.figures.of(id).whole;
        let point = whole.overall.shown(indicator);
        let failing = self.failing_fields(indicator, whole).into_iter();
        GoalView {
            link: self.indicator_link(id),
            code: indicator.code.to_string(),
            definition: indicator.definition.as_deref().map(str::to_owned),
            target: self.target_phrase(indicator),
            every_field: indicator.scope == Scope::EveryField,
            figure: self.figure(indicator, point),
            failing: failing
                .map(|(field, point)| self.field_words(indicator, field, point))
                .collect(),
        }
    }
}
