//! The home page (`index.html`): what the campaign wants, how far it is, its dates, the latest announcements.

use super::announcement::Entry;
use super::archive::HomePractices;
use super::embed::Embedded;
use super::indicator_list::GoalView;
use super::lag::LagView;
use super::layout::{Layout, LinkView, Part};
use super::series::{ChartView, line};
use super::{Context, Site};
use crate::campaign::{Attachment, IndicatorId, UnitId};
use crate::figures::{Rank, Status};
use crate::render::Html;
use serde::Serialize;

/// The interface of `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// What surrounds it.
    pub page: Layout,
    /// The campaign's name.
    pub title: String,
    /// Its theme.
    pub theme: Option<String>,
    /// When it was announced, begins and ends, and how far its figures go.
    pub dates: Vec<DateView>,
    /// The finding: "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu".
    pub finding: Option<String>,
    /// The targets that the whole does not meet, with what is missing.
    pub lagging: Vec<LagView>,
    /// The words of `content/index.md`.
    pub intro: Option<Html>,
    /// What the whole is called.
    pub whole_name: String,
    /// The indicators with a target.
    pub goals: Vec<HomeGoal>,
    /// The indicators without one.
    pub others: Vec<HomeGoal>,
    /// The leaders of each block, where there is a composite ranking.
    pub leaders: Vec<LeaderView>,
    /// The units without a unit above them, or directly below the only one, by kind.
    pub units: Vec<KindOfUnits>,
    /// What can be learned from others.
    pub practices: Option<HomePractices>,
    /// The latest announcements.
    pub announcements: Vec<Entry>,
    /// How many announcements there are.
    pub announcement_count: usize,
}

/// A date of the campaign.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// What happens.
    pub label: &'static str,
    /// The day, or what is shown in its place.
    pub shown: String,
    /// The day for machines, where it is known.
    pub datetime: Option<String>,
}

/// An indicator on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeGoal {
    /// The indicator with the whole's figure.
    pub goal: GoalView,
    /// The whole over time.
    pub chart: Option<ChartView>,
    /// How many units meet the target, by kind: "Quận, huyện: 15/24 đơn vị đạt".
    pub met: Vec<String>,
}

/// The first of a block.
#[derive(Debug, Clone, Serialize)]
pub struct LeaderView {
    /// The block.
    pub block: LinkView,
    /// Those in the first place; empty where they are too many to be named.
    pub units: Vec<LinkView>,
    /// "7 đơn vị cùng hạng nhất", where they are not named.
    pub many: Option<String>,
}

/// Units of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindOfUnits {
    /// The kind's name.
    pub kind: String,
    /// The units, in order of their names.
    pub units: Vec<LinkView>,
}

const PATH: &str = "index.html";

/// How many announcements the home page lists.
const LATEST: usize = 5;

/// How many blocks the home page names leaders of.
const BLOCKS: usize = 12;

/// How many units that share the first place are named.
const NAMED: usize = 3;

/// Plans the page.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    site.make(PATH, |context| {
        let view = context.home_view();
        context.page("home.html", &view, &view.page, PATH)
    });
    for file in &context.campaign.home_files {
        site.copy(
            file_path(file),
            file.file,
            context.campaign.sources.get(file.file).on_disk.clone(),
        );
    }
}

/// Where a file that the words of the home page link to is in the site.
pub(super) fn file_path(file: &Attachment) -> String {
    format!("index/{}", file.name)
}

impl Context<'_> {
    fn home_view(&self) -> HomeView {
        let settings = &self.campaign.settings;
        let finding = self.whole_finding();
        let theme = settings.theme.as_deref().map(str::to_owned);
        let description = theme
            .clone()
            .or_else(|| finding.clone())
            .unwrap_or_else(|| settings.title.to_string());
        let mut page = self.layout(Part::Home, PATH, settings.title.to_string(), description);
        page.snippet = Some(self.snippet(Embedded::Campaign));
        let practices = self.home_practices();
        page.illustrative = self.prose.home_illustrative
            || self.any_illustrative()
            || practices
                .as_ref()
                .is_some_and(|practices| practices.illustrative);
        let (goals, others): (Vec<_>, Vec<_>) = self
            .campaign
            .indicators
            .iter()
            .partition(|(_, indicator)| indicator.target.is_some());
        HomeView {
            page,
            title: settings.title.to_string(),
            theme,
            dates: self.dates(),
            finding,
            lagging: self.whole_lagging(),
            intro: self
                .prose
                .home
                .as_ref()
                .map(|rendered| rendered.html.clone()),
            whole_name: self.whole_name(),
            goals: goals
                .into_iter()
                .map(|(id, _)| self.home_goal(id))
                .collect(),
            others: others
                .into_iter()
                .map(|(id, _)| self.home_goal(id))
                .collect(),
            leaders: self.leaders(),
            units: self.top_units(),
            practices,
            announcements: self
                .campaign
                .announcements
                .iter()
                .take(LATEST)
                .map(|a| self.entry(a))
                .collect(),
            announcement_count: self.campaign.announcements.len(),
        }
    }

    fn dates(&self) -> Vec<DateView> {
        let settings = &self.campaign.settings;
        let date = |label, day: crate::campaign::Day| DateView {
            label: self.word(label),
            shown: self.language().short_day(day),
            datetime: Some(day.to_string()),
        };
        let mut dates: Vec<DateView> = settings
            .announced
            .map(|day| date("pages.home.announced", day))
            .into_iter()
            .collect();
        dates.push(match &settings.starts_shown {
            Some(shown) => DateView {
                label: self.word("pages.home.starts"),
                shown: shown.to_string(),
                datetime: None,
            },
            None => date("pages.home.starts", settings.starts),
        });
        dates.push(date("pages.home.ends", settings.ends));
        dates.extend(self.last_month().map(|month| DateView {
            label: self.word("pages.home.figures-to"),
            shown: self.period(month).to_owned(),
            datetime: None,
        }));
        dates
    }

    /// "Thành phố Hồ Chí Minh đạt 3 trong 5 mục tiêu", of the whole's figures that can be judged.
    pub(super) fn whole_finding(&self) -> Option<String> {
        let statuses: Vec<Status> = self
            .campaign
            .indicators
            .iter()
            .filter_map(|(id, indicator)| {
                Some(
                    self.figures
                        .of(id)
                        .whole
                        .overall
                        .headline(indicator)?
                        .status,
                )
            })
            .filter(|status| matches!(status, Status::Met | Status::Near | Status::Missed))
            .collect();
        let met = statuses
            .iter()
            .filter(|&&status| status == Status::Met)
            .count();
        let of = self.whole(statuses.len());
        let key = match (met, statuses.len()) {
            (_, 0) => return None,
            (0, _) => "pages.home.finding-none",
            (met, of) if met == of => "pages.home.finding-all",
            _ => "pages.home.finding",
        };
        Some(self.words.fill(
            key,
            &[
                ("whole", &self.whole_name()),
                ("met", &self.whole(met)),
                ("of", &of),
            ],
        ))
    }

    /// The targets that the whole does not meet.
    fn whole_lagging(&self) -> Vec<LagView> {
        let indicators = self.campaign.indicators.iter();
        indicators
            .filter_map(|(id, _)| self.lag(id, &self.figures.of(id).whole, self.indicator_link(id)))
            .collect()
    }

    fn home_goal(&self, id: IndicatorId) -> HomeGoal {
        let indicator = self.campaign.indicators.get(id);
        let figures = self.figures.of(id);
        let of_line = line(&figures.whole.overall, figures.latest);
        HomeGoal {
            goal: self.goal(id),
            chart: of_line
                .is_drawable()
                .then(|| self.line_chart(indicator, &of_line, &format!("ky-{}", id.0 + 1), "")),
            met: self.met_by_kind(id),
        }
    }

    /// "Quận, huyện: 15/24 đơn vị đạt", for kinds of which any unit can be judged.
    pub(super) fn met_by_kind(&self, id: IndicatorId) -> Vec<String> {
        let indicator = self.campaign.indicators.get(id);
        let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
        for (unit, of) in self
            .campaign
            .units
            .iter()
            .filter(|(_, unit)| unit.parent.is_some())
        {
            let Some(point) = self
                .figures
                .of(id)
                .standing(unit)
                .overall
                .headline(indicator)
            else {
                continue;
            };
            if !matches!(point.status, Status::Met | Status::Near | Status::Missed) {
                continue;
            }
            let at = kinds
                .iter()
                .position(|(kind, ..)| *kind == &*of.kind)
                .unwrap_or_else(|| {
                    kinds.push((&of.kind, 0, 0));
                    kinds.len() - 1
                });
            kinds[at].1 += usize::from(point.status == Status::Met);
            kinds[at].2 += 1;
        }
        kinds
            .into_iter()
            .map(|(kind, met, of)| {
                let kind = self.campaign.settings.kind_name(kind);
                let (met, of) = (self.whole(met), self.whole(of));
                self.words.fill(
                    "pages.home.met-by-kind",
                    &[("kind", kind), ("met", &met), ("of", &of)],
                )
            })
            .collect()
    }

    fn leaders(&self) -> Vec<LeaderView> {
        self.figures
            .blocks
            .iter()
            .filter(|(_, block)| !self.is_deep(block))
            .filter_map(|(id, _)| {
                let mut units: Vec<LinkView> = self.figures.composite[id.0 as usize]
                    .iter()
                    .take_while(|line| matches!(line.rank, Rank::Placed { place: 1, .. }))
                    .map(|line| self.unit_link(line.unit))
                    .collect();
                let href = format!("xep-hang.html#{}", self.block_anchor(id));
                let many = (units.len() > NAMED).then(|| {
                    self.words.fill(
                        "pages.home.many-lead",
                        &[("count", &self.whole(units.len()))],
                    )
                });
                if many.is_some() {
                    units.clear();
                }
                let block = LinkView::new(self.block_name(id), href);
                (many.is_some() || !units.is_empty()).then_some(LeaderView { block, units, many })
            })
            .take(BLOCKS)
            .collect()
    }

    /// The units that a reader looks for first: those at the top, or right below the only one there.
    fn top_units(&self) -> Vec<KindOfUnits> {
        let groups = self.top_units_by_kind().into_iter();
        groups
            .map(|(kind, units)| KindOfUnits {
                kind: self.campaign.settings.kind_name(kind).to_owned(),
                units: units.into_iter().map(|id| self.unit_link(id)).collect(),
            })
            .collect()
    }

    /// The same units by kind, in the order in which they are shown; none where they are too many.
    pub(super) fn top_units_by_kind(&self) -> Vec<(&str, Vec<UnitId>)> {
        let roots: Vec<_> = self
            .campaign
            .units
            .iter()
            .filter(|(_, unit)| unit.parent.is_none())
            .map(|(id, _)| id)
            .collect();
        let mut top = match roots.as_slice() {
            [only] if !self.campaign.units.children(*only).is_empty() => {
                self.campaign.units.children(*only).to_vec()
            }
            _ => roots,
        };
        const MOST: usize = 100;
        if top.len() > MOST {
            return Vec::new();
        }
        top.sort_by_key(|&unit| self.figures.blocks.order(unit));
        let mut kinds: Vec<(&str, Vec<UnitId>)> = Vec::new();
        for id in top {
            let kind = &*self.campaign.units.get(id).kind;
            match kinds.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, units)) => units.push(id),
                None => kinds.push((kind, vec![id])),
            }
        }
        kinds
    }
}
