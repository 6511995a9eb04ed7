//! Free pages (`NAME.html`): about, feedback, contact.

use super::announcement::HeadingView;
use super::layout::{LayoutView, Part, page_view};
use super::{Around, Facts, RenderedProse, Site};
use crate::model::FreePage;
use crate::render::Html;
use serde::Serialize;

/// The interface of `free_page.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FreePageView {
    /// What surrounds it.
    pub page: LayoutView,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Html,
    /// Its headings.
    pub headings: Vec<HeadingView>,
}

page_view!(FreePageView, "free_page.html");

pub(super) fn path(page: &FreePage) -> String {
    format!("{}.html", page.slug)
}

/// Plans the free pages and the files beside them.
pub(super) fn plan(facts: &Facts<'_>, site: &mut Site<'_>) {
    for (i, page) in facts.campaign.pages.iter().enumerate() {
        let path = path(page);
        site.make_from(path.clone(), page.prose.file, move |c| {
            let view = free_page_view(&c.facts, &c.around, &c.prose, i, &path);
            let made = c.page(&view, &path)?;
            let free = &c.facts.campaign.pages[i];
            Ok(made.updated(free.updated).draft(free.draft))
        });
        let (path, title) = (self::path(page), page.title.to_string());
        super::alias::plan(site, &page.aliases, path, title, page.prose.file);
        for file in &page.files {
            let at = format!("{}/{}", page.slug, file.name);
            site.attach(at, file, &facts.campaign.sources);
        }
    }
}

fn free_page_view(
    facts: &Facts<'_>,
    around: &Around,
    prose: &RenderedProse,
    at: usize,
    path: &str,
) -> FreePageView {
    let free = &facts.campaign.pages[at];
    let rendered = &prose.pages[at];
    let title = free.title.to_string();
    let summary = free.summary.as_deref().map(str::to_owned);
    let description = summary
        .or_else(|| rendered.lead.clone())
        .unwrap_or_else(|| title.clone());
    let mut page = around.layout(Part::OTHER, path, title.clone(), description);
    page.illustrative = prose.pages_illustrative[at];
    FreePageView {
        page,
        title,
        body: rendered.html.clone(),
        headings: HeadingView::of(&rendered.headings),
    }
}
