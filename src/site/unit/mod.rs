//! A unit's page (`don-vi/CODE.html`): how it is doing, since when, compared with whom, and what holds it back.

mod below;
mod owed;
mod past_ranks;
mod practices;
mod section;
mod set_aside;
mod shortfall;
mod summary;

pub(super) use section::{marks, missing, owed_periods, rank_words};

use super::embed::Embedded;
use super::feed::{FeedOf, FeedView};
use super::lag::{LagView, lag};
use super::layout::{LayoutView, LinkView, page_view};
use super::shown::targets_met;
use super::{
    Archive, Around, Charts, Facts, Site, Wording, announcement, component, data, embed, feed,
    submission, unit_list,
};
use crate::model::{IndicatorId, UnitId};
use crate::place::FileId;
use crate::render::{Html, HtmlWriter};
use crate::text::keep_numbers_together;
use below::BelowView;
use practices::PracticesView;
use section::{SectionView, TargetRow, target_row};
use serde::Serialize;
use set_aside::SetAsideRow;
use summary::summary;

/// The interface of `unit.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct UnitView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Its full name, with its district where it is a ward.
    pub name: String,
    /// The finding: "đạt 3 trong 4 mục tiêu".
    pub finding: Option<String>,
    /// What its figures say, in two or three sentences.
    pub told: Option<Html>,
    /// "Quận, huyện · Khối quận nội thành"
    pub kicker: String,
    /// The post that answers for it.
    pub head: Option<String>,
    /// The state's code.
    pub official_code: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// How many units are below it.
    pub below_count: usize,
    /// The targets that it does not meet, with what is missing.
    pub lagging: Vec<LagView>,
    /// Each indicator against its target.
    pub targets: Vec<TargetRow>,
    /// Whether any of them has a place, or a reason for having none.
    pub has_places: bool,
    /// The heading of their table.
    pub targets_title: &'static str,
    /// What most of these figures cover ("từ tháng 3 đến tháng 9/2019"); rows that cover something else say so.
    pub targets_span: Option<String>,
    /// Indicators without any figure here, by name.
    pub without_figures: Vec<LinkView>,
    /// A section an indicator that has figures.
    pub sections: Vec<SectionView>,
    /// The units below it with their figures.
    pub below: Option<BelowView>,
    /// Its initiatives, and practices of others that might help.
    pub practices: Option<PracticesView>,
    /// Announcements about it, newest first.
    pub announcements: Vec<super::announcement::Entry>,
    /// The feed of what is new about it.
    pub feed: Option<FeedView>,
    /// Its figures that were set aside.
    pub set_aside: Vec<SetAsideRow>,
    /// The files that its figures came from, as entries of a list (`<li>`).
    pub files: Html,
    /// How many these are.
    pub file_count: usize,
    /// Its row in the table of who has reported; absent where it owes nothing.
    pub submissions: Option<String>,
}

page_view!(UnitView, "unit.html");

/// Plans a page a unit.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, unit) in facts.campaign.units.iter() {
        site.page(path(&unit.code), move |c| {
            unit_view(&c.facts, &c.wording, &c.charts, &c.archive, &c.around, id)
        });
    }
}

pub(super) fn path(code: &str) -> String {
    format!("don-vi/{code}.html")
}

/// The view of a unit's page.
pub(super) fn unit_view(
    facts: &Facts<'_>,
    wording: &Wording,
    charts: &Charts,
    archive: &Archive,
    around: &Around,
    id: UnitId,
) -> UnitView {
    let unit = facts.campaign.units.get(id);
    let name = facts.unit_title(id);
    let (with, without): (Vec<IndicatorId>, Vec<IndicatorId>) = facts
        .campaign
        .indicators
        .iter()
        .map(|(indicator, _)| indicator)
        .partition(|&indicator| facts.concerns(indicator, id));
    let mut targets: Vec<TargetRow> = with
        .iter()
        .map(|&indicator| target_row(facts, wording, indicator, id))
        .collect();
    let targets_span = section::shared_span(&mut targets);
    let below = below::below(facts, wording, id);
    let practices = practices::practices(facts, wording, archive, id);
    let finding = self::finding(facts, wording, &with, id);
    let title = name.clone();
    let description = match &finding {
        Some(finding) => format!("{name}: {finding}."),
        None => wording.fill("pages.unit.description", &[("unit", &name)]),
    };
    let mut page = around.layout(unit_list::PART, &path(&unit.code), title, description);
    page.crumbs = unit_crumbs(facts, wording, id);
    page.snippet = Some(embed::snippet(facts, wording, Embedded::Unit(id)));
    let sections: Vec<SectionView> = with
        .iter()
        .map(|&indicator| section::section(facts, wording, charts, archive, indicator, id))
        .collect();
    let others = sections.iter().flat_map(|section| &section.better);
    page.illustrative = with
        .iter()
        .any(|&indicator| facts.is_illustrative(indicator, id))
        || others.into_iter().any(|better| better.illustrative)
        || below.as_ref().is_some_and(|below| below.illustrative)
        || practices
            .as_ref()
            .is_some_and(|practices| practices.illustrative);
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Unit(id)));
    page.downloads = data::downloads(&data::of_unit(&unit.code));
    let told = summary(facts, wording, id, &with, &page.root);
    UnitView {
        page,
        name,
        finding,
        told,
        kicker: kicker(facts, id),
        head: unit.head.as_deref().map(str::to_owned),
        official_code: unit.official_code.as_deref().map(str::to_owned),
        website: unit.website.as_deref().map(str::to_owned),
        below_count: facts.campaign.units.children(id).len(),
        lagging: unit_lagging(facts, wording, &with, id),
        targets_title: wording.word(if targets.iter().any(|row| row.target.is_some()) {
            "pages.unit.targets"
        } else {
            "pages.unit.results"
        }),
        has_places: targets
            .iter()
            .any(|row| row.rank.is_some() || row.unranked.is_some()),
        targets,
        targets_span,
        without_figures: without
            .iter()
            .map(|&indicator| facts.indicator_link(indicator))
            .collect(),
        sections,
        below,
        practices,
        announcements: announcement::announcements_of_unit(facts, wording, id),
        feed: feed::view(facts, wording, FeedOf::Unit(id)),
        set_aside: set_aside::set_aside(facts, wording, id),
        files: file_rows(facts, id),
        file_count: files_of_unit(facts, id).len(),
        submissions: submission::submission_row(facts, id),
    }
}

/// The targets that a unit does not meet, each linked to its section of the page.
fn unit_lagging(
    facts: &Facts<'_>,
    wording: &Wording,
    indicators: &[IndicatorId],
    unit: UnitId,
) -> Vec<LagView> {
    let one = |&id: &IndicatorId| {
        let indicator = facts.campaign.indicators.get(id);
        let link = LinkView::new(
            keep_numbers_together(&indicator.name),
            format!("#{}", section::anchor(indicator)),
        );
        lag(
            facts,
            wording,
            id,
            facts.figures.of(id).standing(unit),
            link,
        )
    };
    indicators.iter().filter_map(one).collect()
}

/// The units above it, from the top.
fn unit_crumbs(facts: &Facts<'_>, wording: &Wording, id: UnitId) -> Vec<LinkView> {
    let mut above: Vec<LinkView> = facts
        .campaign
        .units
        .ancestors(id)
        .map(|parent| facts.unit_link(parent))
        .collect();
    above.push(LinkView::new(
        wording.word("pages.nav.units"),
        unit_list::PATH,
    ));
    above.reverse();
    above
}

fn kicker(facts: &Facts<'_>, id: UnitId) -> String {
    let unit = facts.campaign.units.get(id);
    let kind = facts.campaign.settings.kind_name(&unit.kind);
    match &unit.group {
        Some(group) if **group != *kind => format!("{kind} · {group}"),
        _ => kind.to_owned(),
    }
}

/// "đạt 3 trong 4 mục tiêu", of the indicators that can be judged here.
pub(super) fn finding(
    facts: &Facts<'_>,
    wording: &Wording,
    indicators: &[IndicatorId],
    unit: UnitId,
) -> Option<String> {
    let of = |&id: &IndicatorId| (id, facts.figures.of(id).standing(unit));
    let (met, judged) = targets_met(facts, indicators.iter().map(of));
    let key = match (met, judged) {
        (_, 0) => return None,
        (0, _) => "pages.unit.finding-none",
        (met, of) if met == of => "pages.unit.finding-all",
        _ => "pages.unit.finding",
    };
    Some(wording.fill(
        key,
        &[("met", &wording.whole(met)), ("of", &wording.whole(judged))],
    ))
}

/// The files that a unit's own figures came from.
fn files_of_unit<'a>(facts: &Facts<'a>, id: UnitId) -> &'a [FileId] {
    let files = facts.figures.files_by_unit.get(id.0 as usize);
    files.map_or(&[], |files| files)
}

/// The same as entries of a list: very many, where a unit reports every month.
fn file_rows(facts: &Facts<'_>, id: UnitId) -> Html {
    let files = files_of_unit(facts, id);
    let mut rows = HtmlWriter::with_room(64 * files.len());
    for &file in files {
        component::file_entry(&mut rows, &facts.campaign.sources.label(file));
    }
    rows.finish()
}
