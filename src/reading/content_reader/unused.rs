//! Files of `content/` that are neither read nor linked: an author put them there for something.

use super::attachment_kind::{PICTURES, ending_of};
use super::options::ContentOptions;
use super::page::{Page, Read};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{FileId, Place, SourceFile, is_markdown};
use crate::reading::defaults::FILE_NAME as DEFAULTS;
use crate::source::is_older_copy;
use rustc_hash::FxHashSet;

/// The folder in which a file of defaults is read.
const OF_DEFAULTS: &str = "content/sang-kien/";

/// Tells every file that no page names or links to.
pub(super) fn tell(
    options: &ContentOptions<'_>,
    files: &[(FileId, &SourceFile)],
    pages: &[Page],
    diagnostics: &mut Diagnostics,
) {
    let of_pages = pages.iter().flat_map(|page| page.used.iter().copied());
    let of_initiatives = options.initiatives.used.iter().copied();
    let used: FxHashSet<FileId> = of_pages.chain(of_initiatives).collect();
    let unclear = unclear_folders(options, pages);
    for (file, source) in files {
        let path = &*source.path;
        let is_defaults = is_defaults(path) && path.starts_with(OF_DEFAULTS);
        let is_read = is_markdown(path) || is_defaults || used.contains(file);
        if is_read || is_older_copy(options.sources, path) {
            continue;
        }
        // What a page with errors would have named cannot be known.
        if !unclear.iter().any(|folder| may_be_of(path, folder)) {
            diagnostics.push(problem(path).at(Place::file(*file)));
        }
    }
}

/// Whether a file may be one of those that a page in this folder names. Free pages name no files of announcements.
fn may_be_of(path: &str, folder: &str) -> bool {
    let others = ["content/thong-bao/", OF_DEFAULTS];
    let is_of_others = others.iter().any(|other| path.starts_with(other));
    path.starts_with(folder) && (folder != "content/" || !is_of_others)
}

/// The folders, each with its last `/`, of pages that could not be read, or not wholly.
fn unclear_folders(options: &ContentOptions<'_>, pages: &[Page]) -> Vec<Box<str>> {
    let is_unclear = |page: &&Page| {
        let is_unread = matches!(page.read, Read::Nothing) && !page.diagnostics.is_empty();
        is_unread || page.is_faulty
    };
    let folder = |page: &Page| {
        let path = &options.sources.get(page.file).path;
        path.rsplit_once('/')
            .map(|(folder, _)| Box::from(format!("{folder}/")))
    };
    let of_pages = pages.iter().filter(is_unclear).filter_map(folder);
    let of_initiatives = options
        .initiatives
        .is_incomplete
        .then(|| OF_DEFAULTS.into());
    of_pages.chain(of_initiatives).collect()
}

fn is_defaults(path: &str) -> bool {
    path.rsplit('/').next() == Some(DEFAULTS)
}

/// What a file was probably meant for, and what to do about it.
fn problem(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = ending_of(path);
    let text = || Code::TextNotRead.arg("path", path);
    if is_defaults(path) {
        return text().help("defaults");
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    match &*ending {
        "txt" | "markdown" | "mdown" | "mkd" | "mdx" | "text" => {
            text().help("rename").arg("name", format!("{stem}.md"))
        }
        "docx" | "doc" | "odt" | "rtf" | "pages" | "wps" => text()
            .help("word")
            .arg("name", format!("{stem}.md"))
            .arg("link", link(name)),
        "html" | "htm" | "mht" | "mhtml" => text().help("web").arg("name", format!("{stem}.md")),
        _ => {
            let picture = if PICTURES.contains(&&*ending) {
                "!"
            } else {
                ""
            };
            Code::UnusedAttachment
                .arg("path", path)
                .arg("link", format!("{picture}[…]({})", link(name)))
        }
    }
}

/// The name of a file as it stands in a link.
fn link(name: &str) -> String {
    if name.contains([' ', '(', ')']) {
        format!("<{name}>")
    } else {
        name.to_owned()
    }
}
