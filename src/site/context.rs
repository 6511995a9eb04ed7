//! What every page is made from.

use super::archive::Archive;
use super::layout::{Around, Layout};
use super::prose::{Addresses, RenderedProse};
use super::shown::StateView;
use super::submission::Shelves;
use super::{Made, Site, plan_all};
use crate::calendar::Day;
use crate::chart::UnitMark;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::figures::{BlockId, Figures, Point, RankHistory};
use crate::locale::{Language, Words};
use crate::model::{AnnouncementId, Campaign, IndicatorId, UnitId};
use crate::render::Templates;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::sync::OnceLock;

/// Everything that pages are made from; the same for all of them, and never changed by one.
#[derive(Debug)]
pub struct Context<'a> {
    /// What the site folder says.
    pub campaign: &'a Campaign,
    /// What was computed of it.
    pub figures: &'a Figures,
    /// The templates, built-in ones and those of the site folder.
    pub templates: &'a Templates,
    /// The words of the pages' language.
    pub words: &'static Words,
    /// The day of the build's clock, in Vietnam. Only what shows or compares time may depend on it.
    pub today: Day,
    /// The absolute address of the site without a trailing slash, where there is one.
    pub base_url: Option<&'a str>,
    /// The texts, rendered.
    pub(super) prose: RenderedProse,
    /// How figures may stand, in the order of [`crate::chart::State`].
    pub(super) states: [StateView; 6],
    /// By indicator: whether any of its figures is illustrative.
    pub(super) illustrative: Vec<bool>,
    /// By announcement: those that correct it.
    pub(super) corrections: FxHashMap<Box<str>, Vec<AnnouncementId>>,
    /// The units of which announcements or initiatives tell.
    pub(super) units_told_of: FxHashSet<UnitId>,
    /// What is found of all initiatives once.
    pub(super) archive: Archive,
    /// Who has reported what, and where it stands.
    pub(super) shelves: Shelves,
    /// By indicator, by block: its ranked units as marks of a chart, made when first asked for, since every unit's page
    /// shows its whole block.
    peers: Vec<Vec<OnceLock<Vec<UnitMark>>>>,
    /// By indicator, by block: how places moved, made when first asked for.
    histories: Vec<Vec<OnceLock<RankHistory>>>,
    /// What surrounds many pages.
    pub(super) around: Around,
}

impl<'a> Context<'a> {
    /// Prepares all that pages share, and renders the texts; what is wrong in these is told with its place.
    #[must_use]
    pub fn new(
        campaign: &'a Campaign,
        figures: &'a Figures,
        templates: &'a Templates,
        words: &'static Words,
        today: Day,
        base_url: Option<&'a str>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut context = Self {
            campaign,
            figures,
            templates,
            words,
            today,
            base_url,
            prose: RenderedProse::default(),
            states: StateView::all(words),
            illustrative: figures
                .indicators
                .iter()
                .map(|of| {
                    of.whole.overall.series.iter().any(Point::is_illustrative)
                        || of.has_illustrative()
                })
                .collect(),
            corrections: corrections(campaign),
            units_told_of: super::feed::units_told_of(campaign),
            archive: Archive::default(),
            shelves: Shelves::new(campaign, figures),
            peers: one_a_block(figures),
            histories: one_a_block(figures),
            around: Around::default(),
        };
        context.archive = Archive::new(&context);
        let site = plan_all(&context);
        let mut addresses = Addresses::new(&context, site.files().iter().map(|file| &*file.path));
        addresses.is_complete = diagnostics.count(Severity::Error) == 0;
        drop(site);
        context.prose = RenderedProse::render(&context, &addresses, diagnostics);
        context
    }

    /// Everything that the site will consist of.
    #[must_use]
    pub fn site(&self) -> Site<'static> {
        plan_all(self)
    }

    /// The units of a block that have a value, in the order of the ranking, as marks of a chart.
    pub(super) fn peers(&self, id: IndicatorId, block: BlockId) -> &[UnitMark] {
        self.peers[id.0 as usize][block.0 as usize].get_or_init(|| {
            let lines = self.figures.ranking(id, block).iter();
            lines
                .filter(|line| line.value.is_some())
                .map(|line| self.mark(id, line.unit))
                .collect()
        })
    }

    /// How places of a block moved over the periods of an indicator's line.
    pub(super) fn rank_history(&self, id: IndicatorId, block: BlockId) -> &RankHistory {
        self.histories[id.0 as usize][block.0 as usize].get_or_init(|| {
            let periods = self.line_periods(id);
            RankHistory::compute(self.campaign, self.figures, id, block, periods)
        })
    }

    /// A page made of its view; `layout` is what the view has around it.
    pub(super) fn page(
        &self,
        template: &str,
        view: &impl Serialize,
        layout: &Layout,
        path: &str,
    ) -> Result<Made, Diagnostic> {
        let html = self.templates.render_bytes(template, view, path)?;
        Ok(Made::page(html, layout))
    }

    /// The language of the pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// The language as pages declare it.
    #[must_use]
    pub fn layout_lang(&self) -> &'static str {
        match self.language() {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }
}

/// By indicator, by block: a place for what is made when first asked for.
fn one_a_block<T>(figures: &Figures) -> Vec<Vec<OnceLock<T>>> {
    let of_indicator = |blocks: &Vec<_>| blocks.iter().map(|_| OnceLock::new()).collect();
    figures.rankings.iter().map(of_indicator).collect()
}

fn corrections(campaign: &Campaign) -> FxHashMap<Box<str>, Vec<AnnouncementId>> {
    let mut corrections: FxHashMap<Box<str>, Vec<AnnouncementId>> = FxHashMap::default();
    for (i, announcement) in campaign.announcements.iter().enumerate() {
        if let Some(slug) = &announcement.corrects {
            corrections
                .entry(slug.clone())
                .or_default()
                .push(AnnouncementId(i as u32));
        }
    }
    corrections
}
