//! The page for addresses that do not exist (`404.html`). A server shows it at any depth, so its links are absolute,
//! or there are none.

use super::layout::{LayoutView, LinkView, Part};
use super::{Around, Facts, Site, Wording};
use serde::Serialize;

/// The interface of `not_found.html`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NotFoundView {
    /// What surrounds it; `root` is the absolute address of the site.
    pub page: LayoutView,
    /// Whether there are links: only where the site knows its address.
    pub linked: bool,
    /// Where to go on.
    pub links: Vec<LinkView>,
}

const PATH: &str = "404.html";

/// Plans the page.
pub(super) fn plan(site: &mut Site<'_>) {
    site.make(PATH, |context| {
        Ok(context
            .templates
            .render(
                "not_found.html",
                &not_found_view(&context.facts, &context.wording, &context.around),
                PATH,
            )?
            .into_bytes())
    });
}

fn not_found_view(facts: &Facts<'_>, wording: &Wording, around: &Around) -> NotFoundView {
    let title = wording.word("pages.not-found.title").to_owned();
    let mut page = around.layout(
        Part::OTHER,
        PATH,
        title,
        wording.word("pages.not-found.text").to_owned(),
    );
    page.root = facts
        .base_url
        .map(|base| format!("{base}/"))
        .unwrap_or_default();
    page.canonical = None;
    page.as_of = None;
    let links = around.ways(Part::OTHER, PATH);
    let links = links
        .map(|nav| LinkView::new(nav.label, nav.href))
        .collect();
    NotFoundView {
        linked: facts.base_url.is_some(),
        links,
        page,
    }
}
