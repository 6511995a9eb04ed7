//! What every page has around its content.

use super::facts::absolute;
use super::{Facts, Wording};
use crate::render::Shared;
use serde::Serialize;
use std::sync::OnceLock;

/// A link within the site: its address is relative to the site's root; templates put `page.root` before it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    /// What it is called.
    pub label: String,
    /// Where it goes, relative to the site's root.
    pub href: String,
}

impl LinkView {
    /// A link.
    pub(super) fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// The piece of HTML that puts a page into one of another site.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SnippetView {
    /// The HTML.
    pub code: String,
    /// Whether the site's address is missing in it and has to be put in.
    pub needs_address: bool,
    /// The page with what editors take that take no frame, relative to the site's root.
    pub without_frame: String,
}

/// A link of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NavView {
    /// What it is called.
    pub label: &'static str,
    /// Where it goes, relative to the site's root.
    pub href: &'static str,
    /// Whether the page belongs to it.
    pub current: bool,
    /// Whether the page is it.
    pub here: bool,
}

/// A link to elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ExternalView {
    /// What it is called.
    pub label: String,
    /// Its absolute address.
    pub url: String,
}

/// The interface of `layout.html`: `page` in every template.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LayoutView {
    /// `vi` or `en`.
    pub lang: &'static str,
    /// The page's own title.
    pub title: String,
    /// A sentence for search engines and shared links.
    pub description: String,
    /// From the page to the site's root: empty, or `../`.
    pub root: String,
    /// The campaign's name.
    pub campaign: String,
    /// Who runs it.
    pub organizer: Option<String>,
    /// The main navigation: a list of [`NavView`].
    pub nav: Shared,
    /// The way from home to the page, without the page.
    pub crumbs: Vec<LinkView>,
    /// Whether illustrative figures stand on the page: it says so, and asks not to be indexed.
    pub illustrative: bool,
    /// "Số liệu đến hết tháng 9/2019"
    pub as_of: Option<String>,
    /// The page's absolute address, where the site has one.
    pub canonical: Option<String>,
    /// Where the page is found, for those who hold it on paper: its absolute address, or the path below the site's.
    pub address: String,
    /// What is shown where the page is shared; only where the site has an address.
    pub share: Option<ShareView>,
    /// The feeds that tell of the page's kind.
    pub feeds: Vec<LinkView>,
    /// Links to other sites: a list of [`ExternalView`].
    pub links: Shared,
    /// Free pages, for the foot of the page: a list of [`LinkView`].
    pub more: Shared,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The licence of the data.
    pub licence: Option<String>,
    /// The data behind the page.
    pub downloads: Vec<LinkView>,
    /// What puts the page's embedded form into a page of another site.
    pub snippet: Option<SnippetView>,
}

/// The view of a page that has the layout around it.
pub(super) trait PageView: Serialize {
    /// The template that shows it.
    const TEMPLATE: &'static str;

    /// What surrounds it.
    fn page(&self) -> &LayoutView;
}

/// Names the template of a view whose `page` is what surrounds it.
macro_rules! page_view {
    ($view:ty, $template:literal) => {
        impl $crate::site::layout::PageView for $view {
            const TEMPLATE: &'static str = $template;

            fn page(&self) -> &LayoutView {
                &self.page
            }
        }
    };
}
pub(super) use page_view;

/// What is shown where a page is shared, beside its title and description (Open Graph).
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShareView {
    /// `website` or `article`.
    pub kind: &'static str,
    /// `vi_VN` or `en_US`.
    pub locale: &'static str,
    /// The absolute address of a picture.
    pub image: Option<String>,
}

/// A part of the site that the main navigation leads to; a page belongs to one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    word: &'static str,
    href: &'static str,
}

impl Part {
    /// What a page belongs to that stands outside of all parts.
    pub(super) const OTHER: Self = Self::new("", "");

    /// The part with this name in the language files, of which this is the first page.
    pub(super) const fn new(word: &'static str, href: &'static str) -> Self {
        Self { word, href }
    }
}

/// What surrounds all pages, made once.
#[derive(Debug)]
pub(super) struct Around {
    /// What does not depend on the page.
    shared: LayoutView,
    base_url: Option<Box<str>>,
    /// What the main navigation leads to, by its name.
    parts: Vec<(Part, &'static str)>,
    /// By part, of [`Part::OTHER`] last: the navigation of pages that it does not lead to.
    navs: Vec<OnceLock<Shared>>,
}

/// From a page to the site's root: `../` for each folder of its path.
#[must_use]
pub(super) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

impl Around {
    /// What surrounds the pages of a site of these parts; the foot of every page leads to more, and this feed tells of all.
    pub(super) fn new(
        facts: &Facts<'_>,
        wording: &Wording,
        parts: &[Part],
        foot: Vec<LinkView>,
        feed: Option<LinkView>,
    ) -> Self {
        let settings = &facts.campaign.settings;
        let owned = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
        let shared = LayoutView {
            lang: wording.language().code(),
            title: String::new(),
            description: String::new(),
            root: String::new(),
            campaign: settings.title.to_string(),
            organizer: owned(&settings.organizer),
            nav: Shared::new(&()),
            crumbs: Vec::new(),
            illustrative: false,
            as_of: as_of(facts, wording),
            canonical: None,
            address: String::new(),
            share: facts.base_url.map(|_| ShareView {
                kind: "website",
                locale: wording.language().region(),
                image: None,
            }),
            feeds: feed.into_iter().collect(),
            links: Shared::new(&links(facts)),
            more: Shared::new(&foot),
            contact: owned(&settings.contact),
            licence: owned(&settings.licence),
            downloads: Vec::new(),
            snippet: None,
        };
        let named = parts.iter().map(|part| (*part, wording.word(part.word)));
        Self {
            shared,
            base_url: facts.base_url.map(Into::into),
            parts: named.collect(),
            navs: vec![OnceLock::new(); parts.len() + 1],
        }
    }

    /// What surrounds the page at `path`.
    #[must_use]
    pub(super) fn layout(
        &self,
        part: Part,
        path: &str,
        title: String,
        description: String,
    ) -> LayoutView {
        let canonical = self.base_url.as_deref().map(|base| absolute(base, path));
        LayoutView {
            title,
            description,
            root: root_of(path),
            nav: self.nav(part, path),
            address: canonical.clone().unwrap_or_else(|| path.to_owned()),
            canonical,
            ..self.shared.clone()
        }
    }

    /// The main navigation of the page at `path`.
    fn nav(&self, part: Part, path: &str) -> Shared {
        let make = || Shared::new(&self.ways(part, path).collect::<Vec<_>>());
        let mut parts = self.parts.iter();
        let at = parts.position(|(of, _)| *of == part);
        if part.href == path {
            return make();
        }
        self.navs[at.unwrap_or(self.parts.len())]
            .get_or_init(make)
            .clone()
    }

    /// What the main navigation of the page at `path` leads to.
    pub(super) fn ways(&self, part: Part, path: &str) -> impl Iterator<Item = NavView> {
        self.parts.iter().map(move |&(of, label)| NavView {
            label,
            href: of.href,
            current: of == part,
            here: of.href == path,
        })
    }
}

/// Links to other sites.
fn links(facts: &Facts<'_>) -> Vec<ExternalView> {
    let links = facts.campaign.settings.links.iter();
    links
        .map(|link| ExternalView {
            label: link.name.to_string(),
            url: link.url.to_string(),
        })
        .collect()
}

/// "Số liệu đến hết tháng 9/2019": the end of the last reported period. It comes from the figures, never from the
/// clock.
pub(super) fn as_of(facts: &Facts<'_>, wording: &Wording) -> Option<String> {
    let month = facts.last_month()?;
    Some(wording.fill("pages.as-of", &[("month", wording.period(month))]))
}
