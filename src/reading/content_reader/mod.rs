//! Reading `content/`: announcements, free pages, the words of the home page, and the files beside them.

mod address;
mod announcement;
mod attachment;
mod attachment_kind;
mod corrections;
mod drawing;
mod free_page;
mod markup;
mod moment;
mod options;
mod page;
mod topics;
mod unused;

pub(crate) use announcement::is_page_of_list;
pub(super) use attachment::{Files, tell_clashes};
pub(super) use drawing::{DrawingFault, drawing_fault};
pub(super) use markup::markup;
pub(crate) use moment::{has_begun, is_over};
pub use options::ContentOptions;
use page::{Hidden, Read};
pub(super) use page::{Page, read_page};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{Announcement, Attachment, FreePage, Topics, Waiting};
use crate::place::{FileId, Place, Prose, is_markdown};
use crate::source::toml::Placed;
use rayon::prelude::*;

/// The name by which an announcement's file goes in addresses.
pub(crate) fn announcement_slug(path: &str) -> &str {
    address::slug_of(path).0
}

/// What `content/` holds.
#[derive(Debug, Default)]
pub struct Content {
    /// The announcements that are published in this build, newest first, then by address.
    pub announcements: Vec<Announcement>,
    /// Their topics.
    pub topics: Topics,
    /// The free pages that are published in this build, by address.
    pub pages: Vec<FreePage>,
    /// The words of the home page.
    pub home: Option<Prose>,
    /// The files beside them that they link to; published in `index/`.
    pub home_files: Vec<Attachment>,
    /// The pages that are not published for now, so that a link to them can be told from a link to nothing.
    pub hidden: Vec<FileId>,
    /// The announcements among them whose day is still to come, soonest first.
    pub waiting: Vec<Waiting>,
}

/// Reads `content/`. Every problem of every page is told.
pub fn read_content(options: &ContentOptions<'_>, diagnostics: &mut Diagnostics) -> Content {
    let files: Vec<_> = options.sources.under("content").collect();
    let pages: Vec<Page> = files
        .par_iter()
        .filter(|(_, source)| is_markdown(&source.path))
        .map(|(file, source)| read_file(options, *file, &source.path))
        .collect();
    unused::tell(options, &files, &pages, diagnostics);
    let mut content = Content::default();
    let mut announcements: Vec<(Announcement, Vec<Placed<Box<str>>>)> = Vec::new();
    let mut addresses = address::Addresses::default();
    for page in pages {
        let severity = if page.hidden == Some(Hidden::Draft) {
            Severity::Warning
        } else {
            Severity::Error
        };
        addresses.check(&page, severity, diagnostics);
        for mut problem in page.diagnostics.iter().cloned() {
            // A draft harms nobody while it is one.
            problem.severity = problem.severity.max(severity);
            diagnostics.push(problem);
        }
        if let Some(hidden) = page.hidden {
            content.hidden.push(page.file);
            if let (Hidden::Early(day), Read::Announcement(announcement)) = (hidden, page.read) {
                let title = announcement.title;
                content.waiting.push(Waiting { day, title });
            }
            continue;
        }
        match page.read {
            Read::Announcement(announcement) => announcements.push((*announcement, page.topics)),
            Read::FreePage(free_page) => content.pages.push(*free_page),
            Read::Home(prose, files) => {
                content.home = Some(prose);
                content.home_files = files;
            }
            Read::Nothing => {}
        }
    }
    announcements.sort_by(|(a, _), (b, _)| (b.date, &a.slug).cmp(&(a.date, &b.slug)));
    content.topics = topics::gather(&mut announcements, diagnostics);
    content.announcements = announcements.into_iter().map(|(a, _)| a).collect();
    content.pages.sort_by(|a, b| a.slug.cmp(&b.slug));
    content.waiting.sort();
    diagnostics.extend_one(tell_waiting(&content.waiting));
    corrections::check(
        &mut content.announcements,
        addresses.announcements(),
        diagnostics,
    );
    content
}

/// The note that tells of the announcements that wait for their day; `None` where none does.
#[must_use]
pub fn tell_waiting(waiting: &[Waiting]) -> Option<Diagnostic> {
    /// More names make no line that a person reads.
    const MOST: usize = 5;
    let name = |one: &Waiting| format!("“{}” ({})", one.title, one.day.strftime("%d/%m/%Y"));
    let names: Vec<String> = waiting.iter().take(MOST).map(name).collect();
    let more = if waiting.len() > MOST { "; …" } else { "" };
    let note = Code::AnnouncementsWaiting
        .arg("count", waiting.len())
        .arg("names", names.join("; ") + more);
    (!waiting.is_empty()).then_some(note)
}

/// Reads one Markdown file by where it lies.
fn read_file(options: &ContentOptions<'_>, file: FileId, path: &str) -> Page {
    let mut page = Page::new(file);
    let below = path.strip_prefix("content/").unwrap_or(path);
    match below.split_once('/') {
        None if below.eq_ignore_ascii_case("index.md") => {
            free_page::read_home(options, path, &mut page)
        }
        None => free_page::read(options, path, &mut page),
        Some(("thong-bao", _)) => announcement::read(options, path, &mut page),
        // Read before, with the register.
        Some(("sang-kien", _)) => {}
        Some(_) => page
            .diagnostics
            .push(Code::PageNotRead.at(Place::file(file))),
    }
    page
}

#[cfg(test)]
mod tests;
