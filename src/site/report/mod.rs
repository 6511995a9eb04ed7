//! The report of the whole campaign, made for print (`bao-cao.html`): every indicator, every block, every field that
//! falls short, every gap in reporting. It stays of a size that can be printed however many units there are: each part
//! has its rule of what it names, says what it leaves out, and where that stands.

mod block;
mod brief;
mod gap;
mod indicator;
mod shortfall;
#[cfg(test)]
mod tests;

use super::attention::{AllMetView, AttentionView, all_met, attention};
use super::home::{DateView, HomeGoal};
use super::layout::{LayoutView, LinkView, Part, page_view};
use super::methodology::RuleView;
use super::{
    Archive, Around, Charts, Facts, Site, Wording, archive, home, methodology, outside_index,
};
use crate::render::Shared;
use block::{BlocksReport, blocks_report};
use brief::{BetterReport, ChangeReport, better_by_indicator, changes};
use gap::{GapReport, gap_report};
use indicator::{IndicatorReport, indicator_report};
use serde::Serialize;
use shortfall::{ShortfallReport, shortfall_report};

/// The interface of `report.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReportView {
    /// What surrounds it.
    pub page: LayoutView,
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
    /// The units that fall furthest short.
    pub attention: Option<AttentionView>,
    /// The units that meet every target, by block.
    pub all_met: Vec<AllMetView>,
    /// What changed since the period before, by indicator.
    pub changes: Vec<ChangeReport>,
    /// Who does better, by indicator.
    pub better: Vec<BetterReport>,
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

page_view!(ReportView, "report.html");

/// The initiatives in short.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PracticesReport {
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
pub(super) struct SourceReport {
    /// The indicator.
    pub indicator: String,
    /// Its source.
    pub source: String,
}

/// Where the report is.
pub(super) const PATH: &str = "bao-cao.html";

/// How many units its summary names that fall short.
const NEEDS: usize = 6;

/// How many initiatives it names.
const PRACTICES: usize = 150;

/// What the main navigation calls it.
const PART: Part = Part::new("pages.nav.report", PATH);

/// Plans the report.
pub(super) fn plan(site: &mut Site<'_>) {
    site.lead_to(PART);
    site.page(PATH, |c| {
        report_view(&c.facts, &c.wording, &c.charts, &c.archive, &c.around)
    });
}

fn report_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    archive: &Archive,
    around: &Around,
) -> ReportView {
    let settings = &facts.campaign.settings;
    let title = wording.word("printed.title").to_owned();
    let description = wording.word("printed.description").to_owned();
    let mut page = around.layout(PART, PATH, title, description);
    let practices = practices_report(facts, wording, archive);
    page.illustrative = facts.any_illustrative()
        || practices
            .as_ref()
            .is_some_and(|practices| practices.illustrative);
    let indicators = || facts.campaign.indicators.iter().map(|(id, _)| id);
    ReportView {
        page,
        theme: settings.theme.as_deref().map(str::to_owned),
        dates: home::dates(facts, wording),
        outcome: home::outcome(facts, wording),
        finding: home::whole_finding(facts, wording),
        goals: indicators()
            .map(|id| home::plain_goal(facts, wording, id))
            .collect(),
        attention: attention(facts, wording, NEEDS),
        all_met: all_met(facts, wording),
        changes: changes(facts, wording),
        better: better_by_indicator(facts, wording, archive),
        indicators: indicators()
            .map(|id| indicator_report(facts, wording, id))
            .collect(),
        blocks: blocks_report(facts, wording, charts),
        shortfalls: indicators()
            .filter_map(|id| shortfall_report(facts, wording, id))
            .collect(),
        gaps: indicators()
            .filter_map(|id| gap_report(facts, wording, id))
            .collect(),
        practices,
        rules: methodology::general_rules(facts, wording),
        sources: sources_report(facts),
        address: facts.base_url.map(str::to_owned),
        indices: (!facts.campaign.indices.0.is_empty())
            .then(|| LinkView::new(wording.word("indices.title"), outside_index::PATH)),
    }
}

fn practices_report(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
) -> Option<PracticesReport> {
    let all = &facts.campaign.initiatives;
    if all.0.is_empty() {
        return None;
    }
    let ids: Vec<_> = all.iter().take(PRACTICES).map(|(id, _)| id).collect();
    let (entries, illustrative) = archive::ready_entries(facts, wording, archive, &ids);
    let left_out = all.0.len() - ids.len();
    Some(PracticesReport {
        count: wording.fill("archive.count", &[("count", &wording.whole(all.0.len()))]),
        coverage: archive::initiatives_registered(facts, archive)
            .map(|count| archive::registered_words(wording, "archive.coverage.title", count)),
        entries,
        left_out: (left_out > 0).then(|| wording.whole(left_out)),
        all: archive::link(wording),
        illustrative: illustrative || archive.coverage.is_illustrative(),
    })
}

fn sources_report(facts: &Facts<'_>) -> Vec<SourceReport> {
    let indicators = facts.campaign.indicators.iter();
    let sourced = indicators.filter_map(|(id, indicator)| {
        Some(SourceReport {
            indicator: facts.indicator_link(id).label,
            source: indicator.source.as_deref()?.to_owned(),
        })
    });
    sourced.collect()
}
