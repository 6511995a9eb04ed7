//! The report of the whole campaign, made for print (`bao-cao.html`): every indicator, every block, every field that
//! falls short, every gap in reporting. It stays of a size that can be printed however many units there are: each part
//! has its rule of what it names, says what it leaves out, and where that stands.

mod block;
mod gap;
mod indicator;
mod shortfall;
#[cfg(test)]
mod tests;

use super::home::{DateView, HomeGoal, LeaderView};
use super::layout::{Layout, LinkView, Part};
use super::methodology::RuleView;
use super::{Context, Site};
use crate::render::Shared;
use block::BlocksReport;
use gap::GapReport;
use indicator::IndicatorReport;
use serde::Serialize;
use shortfall::ShortfallReport;

/// The interface of `report.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// What surrounds it.
    pub page: Layout,
    /// Its theme.
    pub theme: Option<String>,
    /// When the campaign was announced, begins and ends, and how far its figures go.
    pub dates: Vec<DateView>,
    /// Said of a campaign that has ended.
    pub outcome: Option<String>,
    /// "Thành phố Hồ Chí Minh đạt 3 trong 4 mục tiêu"
    pub finding: Option<String>,
    /// Every indicator with the whole's figure.
    pub goals: Vec<HomeGoal>,
    /// The leaders of each block, where there is a composite ranking.
    pub leaders: Vec<LeaderView>,
    /// Every indicator.
    pub indicators: Vec<IndicatorReport>,
    /// Every block.
    pub blocks: BlocksReport,
    /// What falls short, by indicator with a target.
    pub shortfalls: Vec<ShortfallReport>,
    /// What was not reported, by indicator.
    pub gaps: Vec<GapReport>,
    /// The initiatives.
    pub practices: Option<PracticesReport>,
    /// The rules that hold for all indicators.
    pub rules: Vec<RuleView>,
    /// Where definitions and targets come from.
    pub sources: Vec<SourceReport>,
    /// The absolute address of the site, where it has one.
    pub address: Option<String>,
    /// The page of the outside indices, where there are any.
    pub indices: Option<LinkView>,
}

/// The initiatives in short.
#[derive(Debug, Clone, Serialize)]
pub struct PracticesReport {
    /// "68 sáng kiến, giải pháp, cách làm hay"
    pub count: String,
    /// "62 / 364 đơn vị đã đăng ký sáng kiến", where any unit owes one.
    pub coverage: Option<String>,
    /// The latest ones ([`super::archive::EntryView`]).
    pub entries: Vec<Shared>,
    /// How many older ones there are.
    pub left_out: Option<String>,
    /// The archive.
    pub all: LinkView,
    /// Whether anything in them is illustrative.
    pub illustrative: bool,
}

/// Where the definition or target of an indicator comes from.
#[derive(Debug, Clone, Serialize)]
pub struct SourceReport {
    /// The indicator.
    pub indicator: String,
    /// Its source.
    pub source: String,
}

/// Where the report is.
pub(super) const PATH: &str = "bao-cao.html";

/// How many initiatives it names.
const PRACTICES: usize = 150;

/// Plans the report.
pub(super) fn plan(_: &Context<'_>, site: &mut Site<'_>) {
    site.make(PATH, |context| {
        let view = context.report_view();
        context.page("report.html", &view, &view.page, PATH)
    });
}

impl Context<'_> {
    /// A link to the report.
    pub(super) fn report_link(&self) -> LinkView {
        LinkView::new(self.word("printed.link"), PATH)
    }

    fn report_view(&self) -> ReportView {
        let settings = &self.campaign.settings;
        let title = self.word("printed.title").to_owned();
        let description = self.word("printed.description").to_owned();
        let mut page = self.layout(Part::Other, PATH, title, description);
        let practices = self.practices_report();
        page.illustrative = self.any_illustrative()
            || practices
                .as_ref()
                .is_some_and(|practices| practices.illustrative);
        let indicators = || self.campaign.indicators.iter().map(|(id, _)| id);
        ReportView {
            page,
            theme: settings.theme.as_deref().map(str::to_owned),
            dates: self.dates(),
            outcome: self.outcome(),
            finding: self.whole_finding(),
            goals: indicators().map(|id| self.plain_goal(id)).collect(),
            leaders: self.leaders(),
            indicators: indicators().map(|id| self.indicator_report(id)).collect(),
            blocks: self.blocks_report(),
            shortfalls: indicators()
                .filter_map(|id| self.shortfall_report(id))
                .collect(),
            gaps: indicators().filter_map(|id| self.gap_report(id)).collect(),
            practices,
            rules: self.general_rules(),
            sources: self.sources_report(),
            address: self.base_url.map(str::to_owned),
            indices: (!self.campaign.indices.0.is_empty())
                .then(|| LinkView::new(self.word("indices.title"), "chi-so.html")),
        }
    }

    fn practices_report(&self) -> Option<PracticesReport> {
        let all = &self.campaign.initiatives;
        if all.0.is_empty() {
            return None;
        }
        let ids: Vec<_> = all.iter().take(PRACTICES).map(|(id, _)| id).collect();
        let (entries, illustrative) = self.ready_entries(&ids);
        let left_out = all.0.len() - ids.len();
        Some(PracticesReport {
            count: self
                .words
                .fill("archive.count", &[("count", &self.whole(all.0.len()))]),
            coverage: self
                .initiatives_registered()
                .map(|count| self.registered_words("archive.coverage.title", count)),
            entries,
            left_out: (left_out > 0).then(|| self.whole(left_out)),
            all: self.archive_link(),
            illustrative: illustrative || self.archive.coverage.is_illustrative(),
        })
    }

    fn sources_report(&self) -> Vec<SourceReport> {
        let indicators = self.campaign.indicators.iter();
        let sourced = indicators.filter_map(|(id, indicator)| {
            Some(SourceReport {
                indicator: self.indicator_link(id).label,
                source: indicator.source.as_deref()?.to_owned(),
            })
        });
        sourced.collect()
    }
}
