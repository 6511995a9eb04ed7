//! An initiative's page (`sang-kien/ID.html`): what was wrong, what was done, whether it worked, what it takes to copy
//! it, what did not work, who took it up, how far to trust it, whom to ask.

mod adoption;
mod change;
mod copying;
mod facts;
mod file;
mod impact;
mod impact_chart;
mod might_help;
mod passage;
mod source;
#[cfg(test)]
mod tests;
mod told;

pub use change::ChangeView;
pub(super) use file::{files, page_file};
pub use impact::{EffectView, ImpactView};
pub use passage::PassageView;
pub use told::Told;
pub(super) use told::sections;

use super::announcement::{Entry, FileView};
use super::archive::{By, list_path};
use super::embed::Embedded;
use super::feed::FeedOf;
use super::layout::{Layout, LinkView, Part};
use super::{Context, Made, Site};
use crate::diagnostic::Diagnostic;
use crate::model::{Initiative, InitiativeId, Passage, Verification};
use crate::reading::Choice;
use crate::render::Html;
use crate::text::keep_numbers_together;
use adoption::AdoptionsView;
use copying::CopyingView;
use facts::FactsView;
use might_help::MightHelpView;
use serde::Serialize;
use source::SourceView;

/// The interface of `initiative.html`.
#[derive(Debug, Clone, Serialize)]
pub struct InitiativeView {
    /// What surrounds it.
    pub page: Layout,
    /// Its title.
    pub title: String,
    /// What came of it: before and after, or who took it up.
    pub finding: Option<String>,
    /// What belongs to that: how many months are compared, what happened in the rest of the block.
    pub finding_beside: Option<String>,
    /// What it is, in at most sixty words.
    pub summary: String,
    /// Whether it is invented.
    pub invented: bool,
    /// Who, when, what for, whom to ask.
    pub facts: FactsView,
    /// What was wrong.
    pub problem: PassageView,
    /// What was done.
    pub solution: PassageView,
    /// What is new about it.
    pub novelty: Option<PassageView>,
    /// What its page says besides.
    pub more: Option<Html>,
    /// What came of it.
    pub results: Option<PassageView>,
    /// What was measured before and after.
    pub effect: EffectView,
    /// What it takes to copy it.
    pub copying: CopyingView,
    /// What did not work.
    pub difficulties: Option<PassageView>,
    /// What was learned.
    pub lessons: Option<PassageView>,
    /// Who took it up.
    pub adoptions: AdoptionsView,
    /// The units that it might help.
    pub might_help: Option<MightHelpView>,
    /// What its verification means.
    pub verification: VerificationView,
    /// By whom it was recognised.
    pub recognition: Option<PassageView>,
    /// "Chưa có thông tin về: chi phí, bài học."
    pub gaps: Option<String>,
    /// Files to download.
    pub attachments: Vec<FileView>,
    /// Where it is told of.
    pub sources: Vec<SourceView>,
    /// A line to copy.
    pub citation: String,
    /// When its record was last changed, for people.
    pub updated: String,
    /// The same for machines.
    pub updated_datetime: String,
    /// Announcements that name it, newest first.
    pub announcements: Vec<Entry>,
    /// The list of its field.
    pub same_field: LinkView,
}

/// Who says that an initiative works.
#[derive(Debug, Clone, Serialize)]
pub struct VerificationView {
    /// "tự báo cáo", with the list of those that are verified likewise.
    pub link: LinkView,
    /// What that means, in words that a citizen understands.
    pub means: &'static str,
}

/// Plans a page an initiative, and the files beside it.
pub(super) fn plan(context: &Context<'_>, site: &mut Site<'_>) {
    for (id, initiative) in context.campaign.initiatives.iter() {
        let path = path(&initiative.code);
        let render = move |context: &Context<'_>| render(context, id);
        match initiative.places.first() {
            Some(place) => site.make_from(path, place.file, render),
            None => site.make(path, render),
        }
        for (at, file) in files(initiative) {
            let source = context.campaign.sources.get(file.file);
            site.copy(at, file.file, source.on_disk.clone());
        }
    }
}

/// The address of an initiative.
pub(super) fn path(code: &str) -> String {
    format!("sang-kien/{code}.html")
}

fn render(context: &Context<'_>, id: InitiativeId) -> Result<Made, Diagnostic> {
    let view = context.initiative_view(id);
    let initiative = context.campaign.initiatives.get(id);
    let made = context.page(
        "initiative.html",
        &view,
        &view.page,
        &path(&initiative.code),
    )?;
    let entry = context.initiative_entry(initiative, view.page.illustrative);
    Ok(made.updated(Some(initiative.updated)).told_in_feeds(entry))
}

impl Context<'_> {
    /// A link to an initiative's page.
    pub(super) fn initiative_link(&self, id: InitiativeId) -> LinkView {
        let initiative = self.campaign.initiatives.get(id);
        LinkView::new(
            keep_numbers_together(&initiative.title),
            path(&initiative.code),
        )
    }

    /// The view of an initiative's page.
    pub(super) fn initiative_view(&self, id: InitiativeId) -> InitiativeView {
        let initiative = self.campaign.initiatives.get(id);
        let told = &self.prose.initiatives[id.0 as usize];
        let optional = |passage: &Option<Passage>, html: &Option<Html>| {
            let passage = passage.as_ref()?;
            Some(PassageView::new(passage, html.as_ref()))
        };
        let plain = |text: &Option<Box<str>>| text.as_deref().map(PassageView::plain);
        let effect = self.effect_view(id);
        let adoptions = self.adoptions_view(id);
        let field = self.campaign.fields.get(initiative.field);
        InitiativeView {
            page: self.initiative_layout(id, &effect, &adoptions),
            title: keep_numbers_together(&initiative.title),
            finding: self.initiative_finding(id, &effect),
            finding_beside: effect.impacts.first().map(|impact| impact.in_short.clone()),
            summary: initiative.summary.to_string(),
            invented: initiative.illustrative,
            facts: self.facts_view(initiative),
            problem: PassageView::new(&initiative.problem, told.problem.as_ref()),
            solution: PassageView::new(&initiative.solution, told.solution.as_ref()),
            novelty: plain(&initiative.novelty),
            more: told.more.clone(),
            results: optional(&initiative.results, &told.results),
            copying: CopyingView {
                requirements: optional(&initiative.requirements, &told.requirements),
                cost: plain(&initiative.cost),
                replicability: plain(&initiative.replicability),
            },
            difficulties: optional(&initiative.difficulties, &told.difficulties),
            lessons: optional(&initiative.lessons, &told.lessons),
            might_help: self.might_help(id),
            verification: VerificationView {
                link: self.label_link(By::Verification, initiative.verification),
                means: self.verification_means(initiative.verification),
            },
            recognition: plain(&initiative.recognition),
            gaps: self.gaps(initiative),
            attachments: initiative
                .attachments
                .iter()
                .map(|file| self.file_view(file::file_path(initiative, file), file))
                .collect(),
            sources: initiative
                .sources
                .iter()
                .map(|source| SourceView::new(source))
                .collect(),
            citation: self.citation(initiative),
            updated: self.language().short_day(initiative.updated),
            updated_datetime: initiative.updated.to_string(),
            announcements: self.announcements_of_initiative(id),
            same_field: LinkView::new(&*field.name, list_path(By::Field, &field.key, 1)),
            effect,
            adoptions,
        }
    }

    fn initiative_layout(
        &self,
        id: InitiativeId,
        effect: &EffectView,
        adoptions: &AdoptionsView,
    ) -> Layout {
        let initiative = self.campaign.initiatives.get(id);
        let title = initiative.title.to_string();
        let description = initiative.summary.to_string();
        let path = path(&initiative.code);
        let mut page = self.layout(Part::Initiatives, &path, title, description);
        page.crumbs = vec![self.archive_link()];
        page.snippet = Some(self.snippet(Embedded::Initiative(id)));
        page.feeds.extend(self.feed_link(FeedOf::Initiatives));
        if let Some(share) = &mut page.share {
            share.kind = "article";
        }
        page.illustrative = initiative.illustrative
            || self.prose.initiatives[id.0 as usize].illustrative
            || effect.impacts.iter().any(|impact| impact.illustrative)
            || adoptions.illustrative;
        page
    }

    /// What came of it, in a sentence: before and after, or who took it up.
    fn initiative_finding(&self, id: InitiativeId, effect: &EffectView) -> Option<String> {
        if let Some(impact) = effect.impacts.first() {
            return Some(impact.heading.clone());
        }
        match self.campaign.initiatives.get(id).adopted_by.len() {
            0 => None,
            count => Some(self.words.fill(
                "archive.page.adopters-count",
                &[("count", &self.whole(count))],
            )),
        }
    }

    /// What a verification means, in words that a citizen understands.
    fn verification_means(&self, verification: Verification) -> &'static str {
        let key = format!("archive.verification-means.{}", verification.code());
        self.words.find(&key).unwrap_or_default()
    }

    /// What nothing is known of: a gap is told, never passed over.
    fn gaps(&self, initiative: &Initiative) -> Option<String> {
        let known = [
            (initiative.results.is_some(), "archive.gap.results"),
            (
                initiative.requirements.is_some(),
                "archive.gap.requirements",
            ),
            (initiative.cost.is_some(), "archive.gap.cost"),
            (
                initiative.replicability.is_some(),
                "archive.gap.replicability",
            ),
            (
                initiative.difficulties.is_some(),
                "archive.gap.difficulties",
            ),
            (initiative.lessons.is_some(), "archive.gap.lessons"),
        ];
        let missing = known.into_iter().filter(|(known, _)| !known);
        let missing: Vec<&str> = missing.map(|(_, key)| self.word(key)).collect();
        (!missing.is_empty()).then(|| {
            let list = missing.join(", ");
            self.words.fill("archive.page.gaps", &[("list", &list)])
        })
    }

    /// A line to copy into a document. It names no address: the site may stand anywhere.
    fn citation(&self, initiative: &Initiative) -> String {
        let args = [
            ("unit", &*self.unit_title(initiative.unit)),
            ("year", &initiative.started.first_day().year().to_string()),
            ("title", &initiative.title),
            ("campaign", &self.campaign.settings.title),
            ("code", &initiative.code),
            ("updated", &self.language().short_day(initiative.updated)),
        ];
        self.words.fill("archive.page.citation", &args)
    }
}
