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

/// For how much of each part it has room.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// Up to how many units a block is listed in full.
    whole: usize,
    /// How many units of a longer one stand at its head, and as many at its foot.
    ends: usize,
    /// For how many rows there is room in all tables of blocks together.
    block_rows: usize,
    /// How many blocks are told in a line each.
    block_lines: usize,
    /// How many blocks an indicator names.
    standings: usize,
    /// How many rows an indicator has of what falls short.
    short: usize,
    /// How many rows an indicator has of what was not reported.
    gaps: usize,
    /// How many units such a row names.
    gap_units: usize,
    /// How many initiatives it names.
    practices: usize,
}

impl Room {
    /// That of a campaign small enough to be told of unit by unit.
    const SMALL: Self = Self {
        whole: 60,
        ends: 15,
        block_rows: 1200,
        block_lines: 500,
        standings: 60,
        short: 500,
        gaps: 60,
        gap_units: 40,
        practices: 150,
    };

    /// That of a larger one, whose units have pages of their own for this.
    const LARGE: Self = Self {
        whole: 20,
        ends: 5,
        block_rows: 30,
        block_lines: 60,
        standings: 12,
        short: 30,
        gaps: 8,
        gap_units: 5,
        practices: 30,
    };

    fn of(facts: &Facts<'_>) -> Self {
        if facts.listings.ranking.is_whole() && facts.listings.units.is_whole() {
            Self::SMALL
        } else {
            Self::LARGE
        }
    }
}

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
    let room = Room::of(facts);
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
            .map(|id| indicator_report(facts, wording, room, id))
            .collect(),
        blocks: blocks_report(facts, wording, charts, room),
        shortfalls: indicators()
            .filter_map(|id| shortfall_report(facts, wording, room, id))
            .collect(),
        gaps: indicators()
            .filter_map(|id| gap_report(facts, wording, room, id))
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
    let most = Room::of(facts).practices;
    let ids: Vec<_> = all.iter().take(most).map(|(id, _)| id).collect();
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
