//! What every page is made from.

use super::prose::{Addresses, RenderedProse};
use super::{Site, plan_all};
use crate::campaign::{AnnouncementId, Campaign, Day, Period};
use crate::diagnostic::{Diagnostics, Severity};
use crate::figures::{Figures, Point};
use crate::locale::{Language, Words};
use crate::render::Templates;
use crate::source::FileId;
use rustc_hash::FxHashMap;

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
    /// By indicator: whether any of its figures is illustrative.
    pub(super) illustrative: Vec<bool>,
    /// The last period that was reported.
    pub(super) last_period: Option<Period>,
    /// By unit: the files that its own figures came from.
    pub(super) files_by_unit: Vec<Vec<FileId>>,
    /// By announcement: those that correct it.
    pub(super) corrections: FxHashMap<Box<str>, Vec<AnnouncementId>>,
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
            illustrative: figures
                .indicators
                .iter()
                .map(|of| {
                    of.whole.overall.series.iter().any(Point::is_illustrative)
                        || of.has_illustrative()
                })
                .collect(),
            last_period: last_period(campaign),
            files_by_unit: files_by_unit(campaign),
            corrections: corrections(campaign),
        };
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

/// The last period that has a figure.
fn last_period(campaign: &Campaign) -> Option<Period> {
    let all = campaign.observations.all.iter();
    all.filter(|observation| observation.reported != crate::campaign::Reported::Nothing)
        .map(|observation| observation.period)
        .max()
}

fn files_by_unit(campaign: &Campaign) -> Vec<Vec<FileId>> {
    let mut files: Vec<Vec<FileId>> = vec![Vec::new(); campaign.units.len()];
    for observation in &campaign.observations.all {
        let of_unit = &mut files[observation.unit.0 as usize];
        if of_unit.last() != Some(&observation.file) && !of_unit.contains(&observation.file) {
            of_unit.push(observation.file);
        }
    }
    files.iter_mut().for_each(|of_unit| of_unit.sort_unstable());
    files
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
