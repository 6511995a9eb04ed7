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
mod section_html;
mod source;
#[cfg(test)]
mod tests;

pub(super) use change::plain_change_view;
pub(super) use facts::known_contact;
pub(super) use file::files;
pub(super) use impact::EffectView;
pub(super) use impact::{beside_words, effect_words, first_impact_view};
pub(super) use might_help::{shortage_words, suggested_units};
pub(super) use passage::PassageView;
pub(super) use section_html::SectionHtml;
pub(super) use section_html::sections;

use super::announcement::{Entry, FileView};
use super::archive::{By, list_path};
use super::embed::Embedded;
use super::feed::FeedOf;
use super::layout::{LayoutView, LinkView, page_view};
use super::{
    Archive, Around, Context, Facts, RenderedProse, Site, Wording, announcement, archive, embed,
    feed,
};
use crate::model::{Initiative, InitiativeId, Passage, Verification};
use crate::reading::Choice;
use crate::render::Html;
use crate::text::keep_numbers_together;
use adoption::{AdoptionsView, adoptions_view};
use copying::CopyingView;
use facts::{FactsView, facts_view};
use impact::effect_view;
use might_help::MightHelpView;
use serde::Serialize;
pub(super) use source::SourceView;

/// The interface of `initiative.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct InitiativeView {
    /// What surrounds it.
    pub page: LayoutView,
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

page_view!(InitiativeView, "initiative.html");

/// Who says that an initiative works.
#[derive(Debug, Clone, Serialize)]
pub(super) struct VerificationView {
    /// "tự báo cáo", with the list of those that are verified likewise.
    pub link: LinkView,
    /// What that means, in words that a citizen understands.
    pub means: &'static str,
}

/// Plans a page an initiative, and the files beside it.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (id, initiative) in facts.campaign.initiatives.iter() {
        let path = path(&initiative.code);
        let own = path.clone();
        let render = move |c: &Context<'_>| {
            let view = initiative_view(&c.facts, &c.wording, &c.archive, &c.around, &c.prose, id);
            let made = c.page(&view, &own)?;
            let initiative = c.facts.campaign.initiatives.get(id);
            let is_illustrative = view.page.illustrative;
            let entry = feed::initiative_entry(&c.facts, &c.wording, initiative, is_illustrative);
            Ok(made.updated(Some(initiative.updated)).told_in_feeds(entry))
        };
        match initiative.places.first() {
            Some(place) => site.make_from(path, place.file, render),
            None => site.make(path, render),
        }
        for (at, file) in files(initiative) {
            site.attach(at, file, &facts.campaign.sources);
        }
    }
}

/// The address of an initiative.
pub(super) fn path(code: &str) -> String {
    format!("sang-kien/{code}.html")
}

/// The view of an initiative's page.
pub(super) fn initiative_view(
    facts: &Facts<'_>,
    wording: &Wording,
    archive: &Archive,
    around: &Around,
    prose: &RenderedProse,
    id: InitiativeId,
) -> InitiativeView {
    let initiative = facts.campaign.initiatives.get(id);
    let html = &prose.initiatives[id.0 as usize];
    let optional = |passage: &Option<Passage>, html: &Option<Html>| {
        let passage = passage.as_ref()?;
        Some(PassageView::new(passage, html.as_ref()))
    };
    let plain = |text: &Option<Box<str>>| text.as_deref().map(PassageView::plain);
    let effect = effect_view(facts, wording, id);
    let adoptions = adoptions_view(facts, wording, id);
    let field = facts.campaign.fields.get(initiative.field);
    InitiativeView {
        page: initiative_layout(facts, wording, around, prose, id, &effect, &adoptions),
        title: keep_numbers_together(&initiative.title),
        finding: initiative_finding(facts, wording, id, &effect),
        finding_beside: effect.impacts.first().map(|impact| impact.in_short.clone()),
        summary: initiative.summary.to_string(),
        invented: initiative.illustrative,
        facts: facts_view(facts, wording, initiative),
        problem: PassageView::new(&initiative.problem, html.problem.as_ref()),
        solution: PassageView::new(&initiative.solution, html.solution.as_ref()),
        novelty: plain(&initiative.novelty),
        more: html.more.clone(),
        results: optional(&initiative.results, &html.results),
        copying: CopyingView {
            requirements: optional(&initiative.requirements, &html.requirements),
            cost: plain(&initiative.cost),
            replicability: plain(&initiative.replicability),
        },
        difficulties: optional(&initiative.difficulties, &html.difficulties),
        lessons: optional(&initiative.lessons, &html.lessons),
        might_help: might_help::might_help(facts, wording, id),
        verification: VerificationView {
            link: archive::label_link(wording, By::Verification, initiative.verification),
            means: verification_means(wording, initiative.verification),
        },
        recognition: plain(&initiative.recognition),
        gaps: gaps(wording, initiative),
        attachments: initiative
            .attachments
            .iter()
            .map(|file| {
                announcement::file_view(facts, wording, file::file_path(initiative, file), file)
            })
            .collect(),
        sources: initiative
            .sources
            .iter()
            .map(|source| SourceView::new(source))
            .collect(),
        citation: citation(facts, wording, initiative),
        updated: wording.language().short_day(initiative.updated),
        updated_datetime: initiative.updated.to_string(),
        announcements: announcement::announcements_of_initiative(facts, wording, archive, id),
        same_field: LinkView::new(&*field.name, list_path(By::Field, &field.key, 1)),
        effect,
        adoptions,
    }
}

fn initiative_layout(
    facts: &Facts<'_>,
    wording: &Wording,
    around: &Around,
    prose: &RenderedProse,
    id: InitiativeId,
    effect: &EffectView,
    adoptions: &AdoptionsView,
) -> LayoutView {
    let initiative = facts.campaign.initiatives.get(id);
    let title = initiative.title.to_string();
    let description = initiative.summary.to_string();
    let path = path(&initiative.code);
    let mut page = around.layout(archive::PART, &path, title, description);
    page.crumbs = vec![archive::link(wording)];
    page.snippet = Some(embed::snippet(facts, wording, Embedded::Initiative(id)));
    page.feeds
        .extend(feed::link(facts, wording, FeedOf::Initiatives));
    if let Some(share) = &mut page.share {
        share.kind = "article";
    }
    page.illustrative = initiative.illustrative
        || prose.initiatives[id.0 as usize].illustrative
        || effect.impacts.iter().any(|impact| impact.illustrative)
        || adoptions.illustrative;
    page
}

/// What came of it, in a sentence: before and after, or who took it up.
fn initiative_finding(
    facts: &Facts<'_>,
    wording: &Wording,
    id: InitiativeId,
    effect: &EffectView,
) -> Option<String> {
    if let Some(impact) = effect.impacts.first() {
        return Some(impact.heading.clone());
    }
    match facts.campaign.initiatives.get(id).adopted_by.len() {
        0 => None,
        count => Some(wording.fill(
            "archive.page.adopters-count",
            &[("count", &wording.whole(count))],
        )),
    }
}

/// What a verification means, in words that a citizen understands.
fn verification_means(wording: &Wording, verification: Verification) -> &'static str {
    let key = format!("archive.verification-means.{}", verification.code());
    wording.words.find(&key).unwrap_or_default()
}

/// What nothing is known of: a gap is told, never passed over.
fn gaps(wording: &Wording, initiative: &Initiative) -> Option<String> {
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
    let missing: Vec<&str> = missing.map(|(_, key)| wording.word(key)).collect();
    (!missing.is_empty()).then(|| {
        let list = missing.join(", ");
        wording.fill("archive.page.gaps", &[("list", &list)])
    })
}

/// A line to copy into a document. It names no address: the site may stand anywhere.
fn citation(facts: &Facts<'_>, wording: &Wording, initiative: &Initiative) -> String {
    let args = [
        ("unit", &*facts.unit_title(initiative.unit)),
        ("year", &initiative.started.first_day().year().to_string()),
        ("title", &initiative.title),
        ("campaign", &facts.campaign.settings.title),
        ("code", &initiative.code),
        ("updated", &wording.language().short_day(initiative.updated)),
    ];
    wording.fill("archive.page.citation", &args)
}
