//! The page for addresses that do not exist (`404.html`). A server shows it at any depth, so its links are absolute,
//! or there are none.

use super::layout::{Layout, LinkView, Part};
use super::{Context, Site};
use serde::Serialize;

/// The interface of `not_found.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// What surrounds it; `root` is the absolute address of the site.
    pub page: Layout,
    /// Whether there are links: only where the site knows its address.
    pub linked: bool,
    /// Where to go on.
    pub links: Vec<LinkView>,
}

const PATH: &str = "404.html";

/// Plans the page.
pub(super) fn plan(_: &Context<'_>, site: &mut Site<'_>) {
    site.make(PATH, |context| {
        Ok(context
            .templates
            .render("not_found.html", &context.not_found_view(), PATH)?
            .into_bytes())
    });
}

impl Context<'_> {
    fn not_found_view(&self) -> NotFoundView {
        let title = self.word("pages.not-found.title").to_owned();
        let mut page = self.layout(
            Part::Other,
            PATH,
            title,
            self.word("pages.not-found.text").to_owned(),
        );
        page.root = self
            .base_url
            .map(|base| format!("{base}/"))
            .unwrap_or_default();
        page.canonical = None;
        page.as_of = None;
        let links = self.ways(Part::Other, PATH);
        let links = links
            .map(|nav| LinkView::new(nav.label, nav.href))
            .collect();
        NotFoundView {
            linked: self.base_url.is_some(),
            links,
            page,
        }
    }
}
