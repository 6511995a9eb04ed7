//! A unit's page (`don-vi/CODE.html`): how it is doing, since when, compared with whom, and what holds it back.

mod below;
mod owed;
mod past_ranks;
mod practices;
mod section;
mod set_aside;
mod shortfall;
mod told;

use super::embed::Embedded;
use super::feed::FeedOf;
use super::lag::LagView;
use super::layout::{Layout, LinkView, Part};
use super::{Context, Made, Site};
use crate::diagnostic::Diagnostic;
use crate::figures::Status;
use crate::model::{IndicatorId, UnitId};
use crate::place::FileId;
use crate::render::{Html, HtmlWriter};
use crate::text::keep_numbers_together;
use below::BelowView;
use practices::PracticesView;
use section::{SectionView, TargetRow};
use serde::Serialize;
use set_aside::SetAsideRow;

/// The interface of `unit.html`.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// What surrounds it.
    pub page: Layout,
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
    /// Its place in the composite ranking, with its block's table.
    pub composite: Option<LinkView>,
    /// The targets that it does not meet, with what is missing.
    pub lagging: Vec<LagView>,
    /// Each indicator against its target.
    pub targets: Vec<TargetRow>,
    /// Whether any of them has a place, or a reason for having none.
    pub has_places: bool,
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
    pub feed: Option<LinkView>,
    /// Its figures that were set aside.
    pub set_aside: Vec<SetAsideRow>,
    /// The files that its figures came from, as entries of a list (`<li>`).
    pub files: Html,
    /// How many these are.
    pub file_count: usize,
    /// Its row in the table of who has reported; absent where it owes nothing.
    pub submissions: Option<String>,
}

/// Plans a page a unit.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    for (id, unit) in context.campaign.units.iter() {
        site.make(path(&unit.code), move |context| render(context, id));
    }
}

fn path(code: &str) -> String {
    format!("don-vi/{code}.html")
}

fn render(context: &Context<'_>, id: UnitId) -> Result<Made, Diagnostic> {
    let view = context.unit_view(id);
    let path = path(&context.campaign.units.get(id).code);
    context.page("unit.html", &view, &view.page, &path)
}

impl Context<'_> {
    /// A link to a unit's page, with its own name.
    pub(super) fn unit_link(&self, id: UnitId) -> LinkView {
        let unit = self.campaign.units.get(id);
        LinkView::new(keep_numbers_together(&unit.name), path(&unit.code))
    }

    /// A unit's name as a title: with the unit above it, where that is not the whole ("Phường 12, Quận 3").
    pub(super) fn unit_title(&self, id: UnitId) -> String {
        let unit = self.campaign.units.get(id);
        match unit.parent.map(|parent| self.campaign.units.get(parent)) {
            Some(parent) if parent.parent.is_some() => {
                keep_numbers_together(&format!("{}, {}", unit.name, parent.name))
            }
            _ => keep_numbers_together(&unit.name),
        }
    }

    /// The view of a unit's page.
    pub(super) fn unit_view(&self, id: UnitId) -> UnitView {
        let unit = self.campaign.units.get(id);
        let name = self.unit_title(id);
        let (with, without): (Vec<IndicatorId>, Vec<IndicatorId>) = self
            .campaign
            .indicators
            .iter()
            .map(|(indicator, _)| indicator)
            .partition(|&indicator| self.concerns(indicator, id));
        let mut targets: Vec<TargetRow> = with
            .iter()
            .map(|&indicator| self.target_row(indicator, id))
            .collect();
        let targets_span = section::shared_span(&mut targets);
        let below = self.below(id);
        let practices = self.practices(id);
        let finding = self.finding(&with, id);
        let title = name.clone();
        let description = match &finding {
            Some(finding) => format!("{name}: {finding}."),
            None => self
                .words
                .fill("pages.unit.description", &[("unit", &name)]),
        };
        let mut page = self.layout(Part::Units, &path(&unit.code), title, description);
        page.crumbs = self.unit_crumbs(id);
        page.snippet = Some(self.snippet(Embedded::Unit(id)));
        page.illustrative = with
            .iter()
            .any(|&indicator| self.is_illustrative(indicator, id))
            || below.as_ref().is_some_and(|below| below.illustrative)
            || practices
                .as_ref()
                .is_some_and(|practices| practices.illustrative);
        page.feeds.extend(self.feed_link(FeedOf::Unit(id)));
        page.downloads = vec![
            LinkView::new("JSON", format!("du-lieu/don-vi/{}.json", unit.code)),
            LinkView::new("CSV", format!("du-lieu/don-vi/{}.csv", unit.code)),
        ];
        let told = self.told(id, &with, &page.root);
        UnitView {
            page,
            name,
            finding,
            told,
            kicker: self.kicker(id),
            head: unit.head.as_deref().map(str::to_owned),
            official_code: unit.official_code.as_deref().map(str::to_owned),
            website: unit.website.as_deref().map(str::to_owned),
            below_count: self.campaign.units.children(id).len(),
            composite: self.composite_link(id),
            lagging: self.unit_lagging(&with, id),
            has_places: targets
                .iter()
                .any(|row| row.rank.is_some() || row.unranked.is_some()),
            targets,
            targets_span,
            without_figures: without
                .iter()
                .map(|&indicator| self.indicator_link(indicator))
                .collect(),
            sections: with
                .iter()
                .map(|&indicator| self.section(indicator, id))
                .collect(),
            below,
            practices,
            announcements: self.announcements_of_unit(id),
            feed: self.feed_link(FeedOf::Unit(id)),
            set_aside: self.set_aside(id),
            files: self.file_rows(id),
            file_count: self.files_of_unit(id).len(),
            submissions: self.submission_row(id),
        }
    }

    /// The targets that a unit does not meet, each linked to its section of the page.
    fn unit_lagging(&self, indicators: &[IndicatorId], unit: UnitId) -> Vec<LagView> {
        let one = |&id: &IndicatorId| {
            let indicator = self.campaign.indicators.get(id);
            let link = LinkView::new(
                keep_numbers_together(&indicator.name),
                format!("#{}", section::anchor(indicator)),
            );
            self.lag(id, self.figures.of(id).standing(unit), link)
        };
        indicators.iter().filter_map(one).collect()
    }

    /// The indicators of which a unit has figures or owes them.
    pub(super) fn indicators_of_unit(&self, id: UnitId) -> Vec<IndicatorId> {
        let indicators = self.campaign.indicators.iter();
        let indicators = indicators.map(|(indicator, _)| indicator);
        indicators
            .filter(|&indicator| self.concerns(indicator, id))
            .collect()
    }

    /// Whether a unit has figures of an indicator, or owes them.
    fn concerns(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        let standing = self.figures.of(indicator).standing(unit);
        !standing.overall.series.is_empty() || self.owes(indicator, unit)
    }

    fn owes(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        self.figures.of(indicator).owes[unit.0 as usize]
    }

    /// Whether any figure of the unit's standing is illustrative.
    fn is_illustrative(&self, indicator: IndicatorId, unit: UnitId) -> bool {
        let track = &self.figures.of(indicator).standing(unit).overall;
        track
            .series
            .iter()
            .any(crate::figures::Point::is_illustrative)
    }

    /// The units above it, from the top.
    fn unit_crumbs(&self, id: UnitId) -> Vec<LinkView> {
        let mut above: Vec<LinkView> = self
            .campaign
            .units
            .ancestors(id)
            .map(|parent| self.unit_link(parent))
            .collect();
        above.push(LinkView::new(
            self.word("pages.nav.units"),
            "don-vi/index.html",
        ));
        above.reverse();
        above
    }

    fn kicker(&self, id: UnitId) -> String {
        let unit = self.campaign.units.get(id);
        let kind = self.campaign.settings.kind_name(&unit.kind);
        match &unit.group {
            Some(group) if **group != *kind => format!("{kind} · {group}"),
            _ => kind.to_owned(),
        }
    }

    /// "đạt 3 trong 4 mục tiêu", of the indicators that can be judged here.
    pub(super) fn finding(&self, indicators: &[IndicatorId], unit: UnitId) -> Option<String> {
        let judged: Vec<Status> = indicators
            .iter()
            .filter_map(|&id| {
                let indicator = self.campaign.indicators.get(id);
                let point = self.figures.of(id).standing(unit).overall.shown(indicator);
                matches!(point.status, Status::Met | Status::Near | Status::Missed)
                    .then_some(point.status)
            })
            .collect();
        if judged.is_empty() {
            return None;
        }
        let met = judged
            .iter()
            .filter(|&&status| status == Status::Met)
            .count();
        let key = match (met, judged.len()) {
            (0, 1) => "pages.unit.finding-one-missed",
            (1, 1) => "pages.unit.finding-one-met",
            (0, _) => "pages.unit.finding-none",
            (met, of) if met == of => "pages.unit.finding-all",
            _ => "pages.unit.finding",
        };
        Some(self.words.fill(
            key,
            &[("met", &self.whole(met)), ("of", &self.whole(judged.len()))],
        ))
    }

    fn composite_link(&self, unit: UnitId) -> Option<LinkView> {
        let rank = self.figures.composite_rank(unit)?;
        let (place, _) = self.rank_words(rank);
        let href = format!(
            "xep-hang.html#{}",
            self.block_anchor(self.figures.blocks.of(unit))
        );
        Some(LinkView::new(
            self.words
                .fill("pages.unit.composite", &[("place", &place?)]),
            href,
        ))
    }

    /// The files that a unit's own figures came from.
    fn files_of_unit(&self, id: UnitId) -> &[FileId] {
        let files = self.figures.files_by_unit.get(id.0 as usize);
        files.map_or(&[], |files| files)
    }

    /// The same as entries of a list: very many, where a unit reports every month.
    fn file_rows(&self, id: UnitId) -> Html {
        let files = self.files_of_unit(id);
        let mut rows = HtmlWriter::with_room(64 * files.len());
        for &file in files {
            rows.markup("<li><code>");
            rows.text(&self.campaign.sources.told(file));
            rows.markup("</code></li>");
        }
        rows.finish()
    }
}
