//! What pages are made from, part by part.

use super::feed::FeedOf;
use super::layout::PageView;
use super::prose::{Addresses, ProseInputs, RenderedProse};
use super::{Archive, Around, Charts, Facts, OutputFile, Site, Wording, feed, foot, plan_all};
use crate::calendar::{Day, Period};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::figures::Figures;
use crate::locale::Words;
use crate::model::Campaign;
use crate::place::FileId;
use crate::render::Templates;

/// What pages are made from; each is handed the parts that it needs of it.
pub struct Context<'a> {
    /// What is known.
    pub facts: Facts<'a>,
    /// How it is said.
    pub wording: Wording,
    /// What charts of many pages share.
    pub charts: Charts,
    /// The templates, built-in ones and those of the site folder.
    pub templates: &'a Templates,
    /// What is found of all initiatives once.
    pub archive: Archive,
    /// What surrounds many pages.
    pub(super) around: Around,
    /// The texts, rendered.
    pub(super) prose: RenderedProse,
    /// Everything that the site will consist of.
    site: Site<'static>,
}

impl<'a> Context<'a> {
    /// Plans the site, prepares all that pages share, and renders the texts; what is wrong in these is told with its
    /// place.
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
        let facts = Facts::new(campaign, figures, today, base_url);
        let wording = Wording::new(words);
        let archive = Archive::new(&facts, &wording);
        let site = plan_all(&facts, &archive);
        let mut addresses = Addresses::new(campaign, site.files().iter().map(|file| &*file.path));
        addresses.is_complete = diagnostics.count(Severity::Error) == 0;
        let inputs = ProseInputs {
            facts: &facts,
            wording: &wording,
            archive: &archive,
            templates,
            addresses,
        };
        let prose = RenderedProse::render(&inputs, diagnostics);
        Self {
            charts: Charts::new(figures),
            around: Around::new(
                &facts,
                &wording,
                site.parts(),
                foot(&facts, &wording),
                feed::link(&facts, &wording, FeedOf::Site),
            ),
            facts,
            wording,
            archive,
            templates,
            prose,
            site,
        }
    }

    /// Everything that the site will consist of.
    #[must_use]
    pub fn site(&self) -> &Site<'static> {
        &self.site
    }

    /// A picture of the site folder as it is published.
    ///
    /// # Errors
    /// Where it cannot be read, or is damaged.
    pub fn picture(&self, file: FileId) -> Result<Vec<u8>, Diagnostic> {
        let sources = &self.facts.campaign.sources;
        self.facts.pictures.prepared(sources, file)
    }

    /// The code of the last month that there are figures of: it comes from the figures, never from the clock.
    #[must_use]
    pub fn as_of(&self) -> Option<String> {
        self.facts.last_month().map(Period::code)
    }

    /// A page made of its view.
    pub(super) fn page<V: PageView>(&self, view: &V, path: &str) -> Result<OutputFile, Diagnostic> {
        let html = self.templates.render_bytes(V::TEMPLATE, view, path)?;
        Ok(OutputFile::page(html, view.page()))
    }
}
