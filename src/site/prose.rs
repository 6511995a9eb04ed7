//! The texts of the site folder as HTML, rendered once all addresses are known.

use super::announcement::files;
use super::initiative::{SectionHtml, sections};
use super::layout::root_of;
use super::{Archive, Facts, Wording, call};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Campaign, Initiative};
use crate::place::{Place, Prose, Sources};
use crate::render::{Call, LinkTarget, Markdown, Rendered, Surroundings, Templates, encode_path};
use crate::source::linked_file;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Every text, rendered.
#[derive(Debug, Default)]
pub(super) struct RenderedProse {
    /// `content/index.md`.
    pub home: Option<Rendered>,
    /// Whether illustrative figures stand in the text of the home page.
    pub home_illustrative: bool,
    /// By announcement.
    pub announcements: Vec<Rendered>,
    /// By announcement: whether illustrative figures stand in its text.
    pub illustrative: Vec<bool>,
    /// By free page.
    pub pages: Vec<Rendered>,
    /// By free page: whether illustrative figures stand in its text.
    pub pages_illustrative: Vec<bool>,
    /// By initiative.
    pub initiatives: Vec<SectionHtml>,
}

/// Where the files of the site folder are in the built site.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// From the path of a Markdown file to that of its page.
    pages: FxHashMap<Box<str>, String>,
    /// Every path of the built site.
    built: FxHashSet<Box<str>>,
    /// Whether these are all: pages whose files have errors may be missing otherwise.
    pub(super) is_complete: bool,
}

/// A text with what its page has beside it.
struct Text<'a> {
    prose: &'a Prose,
    /// The path of its page.
    page: String,
    /// From the path of a file in the site folder to its path in the built site.
    beside: FxHashMap<&'a str, String>,
    /// Ids that the page around it uses.
    reserved_ids: Vec<String>,
    /// What begins the ids of its footnotes.
    id_prefix: &'static str,
    /// How many headings of its page, beside the page's own, it stands below.
    below: u8,
}

/// Ids that the pages around texts use.
const RESERVED: [&str; 2] = ["noi-dung", "chan-trang"];

/// What texts are rendered with.
pub(super) struct ProseInputs<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) wording: &'a Wording,
    pub(super) archive: &'a Archive,
    pub(super) templates: &'a Templates,
    pub(super) addresses: Addresses,
}

impl RenderedProse {
    /// Renders every text of the campaign; what is wrong in them is told with its place.
    pub(super) fn render(inputs: &ProseInputs<'_>, diagnostics: &mut Diagnostics) -> Self {
        let campaign = inputs.facts.campaign;
        let home = campaign.home.iter().map(|prose| Text {
            prose,
            page: super::home::PATH.to_owned(),
            beside: campaign
                .home_files
                .iter()
                .map(|file| {
                    (
                        &*campaign.sources.get(file.file).path,
                        super::home::file_path(file),
                    )
                })
                .collect(),
            reserved_ids: reserved(),
            id_prefix: "",
            below: 0,
        });
        let announcements = campaign.announcements.iter().map(|announcement| Text {
            prose: &announcement.prose,
            page: super::announcement::path(announcement),
            beside: files(announcement)
                .into_iter()
                .map(|(path, file)| (&*campaign.sources.get(file.file).path, path))
                .collect(),
            reserved_ids: reserved(),
            id_prefix: "",
            below: 0,
        });
        let pages = campaign.pages.iter().map(|page| Text {
            prose: &page.prose,
            page: super::free_page::path(page),
            beside: page
                .files
                .iter()
                .map(|file| {
                    (
                        &*campaign.sources.get(file.file).path,
                        format!("{}/{}", page.slug, file.name),
                    )
                })
                .collect(),
            reserved_ids: reserved(),
            id_prefix: "",
            below: 0,
        });
        let texts: Vec<Text<'_>> = home.chain(announcements).chain(pages).collect();
        let done: Vec<(Rendered, bool, Diagnostics)> =
            texts.par_iter().map(|text| render(inputs, text)).collect();
        let mut rendered = Self::default();
        let mut done = done.into_iter().map(|(html, illustrative, problems)| {
            diagnostics.append(problems);
            (html, illustrative)
        });
        if campaign.home.is_some() {
            (rendered.home, rendered.home_illustrative) =
                done.next().map_or((None, false), |(html, illustrative)| {
                    (Some(html), illustrative)
                });
        }
        for (html, illustrative) in done.by_ref().take(campaign.announcements.len()) {
            rendered.announcements.push(html);
            rendered.illustrative.push(illustrative);
        }
        (rendered.pages, rendered.pages_illustrative) = done.unzip();
        let initiatives = &campaign.initiatives.0;
        let sections: Vec<(SectionHtml, Diagnostics)> = initiatives
            .par_iter()
            .map(|initiative| render_sections(inputs, initiative))
            .collect();
        for (html, problems) in sections {
            diagnostics.append(problems);
            rendered.initiatives.push(html);
        }
        rendered
    }
}

fn render(inputs: &ProseInputs<'_>, text: &Text<'_>) -> (Rendered, bool, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut page = Page {
        inputs,
        text,
        illustrative: false,
    };
    let reserved: Vec<&str> = text.reserved_ids.iter().map(String::as_str).collect();
    let markdown = Markdown {
        words: inputs.wording.words,
        file: &inputs.facts.campaign.sources.get(text.prose.file).path,
        reserved_ids: &reserved,
        id_prefix: text.id_prefix,
        below: text.below,
    };
    let rendered = markdown.render(text.prose, &mut page, &mut diagnostics);
    (rendered, page.illustrative, diagnostics)
}

/// Renders the sections of an initiative's page one after another, so that no id stands on it twice.
fn render_sections(
    inputs: &ProseInputs<'_>,
    initiative: &Initiative,
) -> (SectionHtml, Diagnostics) {
    let sources = &inputs.facts.campaign.sources;
    let beside: FxHashMap<&str, String> = super::initiative::files(initiative)
        .into_iter()
        .map(|(path, file)| (&*sources.get(file.file).path, path))
        .collect();
    let (mut html, mut diagnostics) = (SectionHtml::default(), Diagnostics::new());
    let mut reserved_ids = reserved();
    for (prose, id_prefix, slot) in sections(initiative) {
        let text = Text {
            prose,
            page: super::initiative::path(&initiative.code),
            beside: beside.clone(),
            reserved_ids: reserved_ids.clone(),
            id_prefix,
            below: 1,
        };
        let (rendered, illustrative, problems) = render(inputs, &text);
        reserved_ids.extend(rendered.headings.into_iter().map(|heading| heading.id));
        *slot(&mut html) = Some(rendered.html);
        html.illustrative |= illustrative;
        diagnostics.append(problems);
    }
    (html, diagnostics)
}

fn reserved() -> Vec<String> {
    RESERVED.map(str::to_owned).into()
}

impl Addresses {
    /// The addresses of every page that is made of a file, and of everything that is planned.
    pub(super) fn new<'a>(campaign: &Campaign, planned: impl Iterator<Item = &'a str>) -> Self {
        let path = |prose: &Prose| campaign.sources.get(prose.file).path.clone();
        let mut pages: FxHashMap<Box<str>, String> = campaign
            .announcements
            .iter()
            .map(|announcement| {
                (
                    path(&announcement.prose),
                    super::announcement::path(announcement),
                )
            })
            .collect();
        pages.extend(
            campaign
                .pages
                .iter()
                .map(|page| (path(&page.prose), super::free_page::path(page))),
        );
        pages.extend(campaign.initiatives.iter().filter_map(|(_, initiative)| {
            let page = campaign.sources.get(initiative.page(&campaign.sources)?);
            Some((page.path.clone(), super::initiative::path(&initiative.code)))
        }));
        pages.extend(
            campaign
                .home
                .iter()
                .map(|home| (path(home), super::home::PATH.to_owned())),
        );
        Self {
            pages,
            built: planned.map(Into::into).collect(),
            is_complete: true,
        }
    }
}

/// The page of the built site that a link means which leads to no file: by the page's own address as seen from
/// `content/`, which lies as the site does (`../don-vi/quan-1.html`), or by the name that the page of an initiative
/// would have (`../sang-kien/sk-01.md`) which only stands in the register.
pub(super) fn built_page(target: &LinkTarget) -> Option<String> {
    let path = target.path.strip_prefix("content/")?;
    if target.is_image {
        return None;
    }
    if path.ends_with(".html") {
        return Some(path.to_owned());
    }
    let id = path.strip_prefix("sang-kien/")?.strip_suffix(".md")?;
    Some(super::initiative::path(id))
}

/// The file that a link means which does not name it as it is, with the part of its page.
pub(super) fn meant<'l>(
    sources: &Sources,
    from: &str,
    link: &'l str,
) -> Option<(Box<str>, Option<&'l str>)> {
    let found = linked_file(sources, from, link).filter(|found| !found.is_exact)?;
    Some((sources.get(found.file).path.clone(), found.fragment))
}

/// Whether a link leads to a text whose page is not published for now.
pub(super) fn is_hidden(campaign: &Campaign, target: &LinkTarget) -> bool {
    let file = campaign.sources.find(&target.path);
    !target.from_root && file.is_some_and(|file| campaign.hidden.contains(&file))
}

/// What one page's text needs to know of the site around it.
struct Page<'a> {
    inputs: &'a ProseInputs<'a>,
    text: &'a Text<'a>,
    illustrative: bool,
}

impl Page<'_> {
    /// Whether a link leads to nothing only because of an error elsewhere, which is told.
    fn may_be_missing(&self, target: &LinkTarget) -> bool {
        let is_text = target.path.ends_with(".md") || target.path.ends_with(".html");
        let sources = &self.inputs.facts.campaign.sources;
        !self.inputs.addresses.is_complete
            && is_text
            && (target.from_root
                || sources.find(&target.path).is_some()
                || built_page(target).is_some())
    }

    /// A path of the built site as a link from this page.
    fn relative(&self, path: &str) -> String {
        format!("{}{}", root_of(&self.text.page), encode_path(path))
    }
}

impl Surroundings for Page<'_> {
    fn link(&mut self, target: &LinkTarget, place: Place) -> Result<String, Diagnostic> {
        let found = if target.from_root {
            self.inputs
                .addresses
                .built
                .get(&target.path)
                .map(|path| path.to_string())
        } else {
            let beside = self.text.beside.get(&*target.path).cloned();
            let asset = || target.path.strip_prefix("static/").map(str::to_owned);
            beside
                .or_else(|| self.inputs.addresses.pages.get(&target.path).cloned())
                .or_else(asset)
                .or_else(|| built_page(target))
        };
        match found.filter(|path| self.inputs.addresses.built.contains(path.as_str())) {
            Some(path) => Ok(self.relative(&path)),
            None if is_hidden(self.inputs.facts.campaign, target) => Err(target.to_hidden(place)),
            None if self.may_be_missing(target) => Ok(String::new()),
            None => {
                let own = &*self
                    .inputs
                    .facts
                    .campaign
                    .sources
                    .get(self.text.prose.file)
                    .path;
                let pages = self.inputs.addresses.pages.keys().map(|path| &**path);
                let pages = pages.filter(|path| *path != own);
                let beside = self.text.beside.keys().copied();
                Err(target.to_nothing(place, pages.chain(beside)))
            }
        }
    }

    fn size(&self, target: &LinkTarget) -> Option<(u32, u32)> {
        let facts = self.inputs.facts;
        let in_static = target.from_root.then(|| format!("static/{}", target.path));
        let path = in_static.as_deref().unwrap_or(&target.path);
        let shown = facts.pictures.shown(&facts.campaign.sources, path)?;
        Some((shown.width, shown.height))
    }

    fn meant<'l>(&self, from: &str, link: &'l str) -> Option<(Box<str>, Option<&'l str>)> {
        meant(&self.inputs.facts.campaign.sources, from, link)
    }

    fn call(&mut self, call: &Call) -> Result<String, Vec<Diagnostic>> {
        let ProseInputs {
            facts,
            wording,
            archive,
            templates,
            ..
        } = self.inputs;
        let made = call::call(
            facts,
            wording,
            archive,
            templates,
            call,
            &root_of(&self.text.page),
        )?;
        self.illustrative |= made.illustrative;
        Ok(made.html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::SourceFile;

    #[test]
    fn a_link_that_names_a_file_as_it_is_means_no_other() {
        let mut sources = Sources::new("site".into());
        let path = "content/gioi-thieu.md";
        sources.add(SourceFile {
            path: path.into(),
            on_disk: path.into(),
        });
        let meant = |link| meant(&sources, "content/index.md", link);
        assert_eq!(meant("gioi-thieu.md"), None);
        assert_eq!(meant("Gioi-Thieu.md"), Some((path.into(), None)));
    }
}
