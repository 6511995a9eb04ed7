//! Files that lie beside a page: pictures and attachments.

use super::Page;
use crate::campaign::{Attachment, Prose};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::toml::Placed;
use crate::source::{FileId, LinkPath, Place, Sources, linked_paths, url_scheme};

/// Finds the files of one page.
pub(in crate::campaign) struct Files<'a> {
    sources: &'a Sources,
    /// The path of the page's file.
    path: &'a str,
}

impl<'a> Files<'a> {
    pub(in crate::campaign) fn new(sources: &'a Sources, path: &'a str) -> Self {
        Self { sources, path }
    }

    /// The file that a key of the front matter names; told where there is none.
    pub(in crate::campaign) fn named(
        &self,
        name: &Placed<&str>,
        page: &mut Page,
    ) -> Option<Attachment> {
        let missing = Diagnostic::error("missing-attachment")
            .at(name.place)
            .arg("path", name.value);
        if url_scheme(name.value).is_some() || name.value.contains('\\') {
            page.diagnostics.push(missing.help("form"));
            return None;
        }
        // Written as a path; a name that was copied from a link works as well.
        let file = LinkPath::new(self.path, name.value)
            .filter(|link| !link.from_root)
            .and_then(|link| Some((self.sources.find(&link.path)?, link.path)))
            .filter(|(_, path)| path.starts_with("content/") && !super::is_markdown(path));
        let Some((file, _)) = file else {
            let folder = self.folder();
            let beside = self
                .sources
                .under(folder)
                .filter_map(|(_, s)| s.path.get(folder.len() + 1..));
            page.diagnostics.push(match nearest(name.value, beside) {
                Some(near) => missing.help("near").arg("near", near),
                None => missing,
            });
            return None;
        };
        self.attachment(file, name.place, page)
    }

    /// The files that the text links to, without those that its front matter names. Links to nothing are told when the
    /// text is rendered.
    pub(in crate::campaign) fn linked(
        &self,
        prose: &Prose,
        named: &[FileId],
        page: &mut Page,
    ) -> Vec<Attachment> {
        let paths = linked_paths(self.path, &prose.markdown);
        let is_attachment =
            |path: &String| path.starts_with("content/") && !super::is_markdown(path);
        let files = paths
            .into_iter()
            .filter(is_attachment)
            .filter_map(|path| self.sources.find(&path));
        let files: Vec<FileId> = files.filter(|file| !named.contains(file)).collect();
        let place = Place::file(prose.file);
        files
            .into_iter()
            .filter_map(|file| self.attachment(file, place, page))
            .collect()
    }

    /// The folder of the page.
    fn folder(&self) -> &'a str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn attachment(&self, file: FileId, place: Place, page: &mut Page) -> Option<Attachment> {
        let source = self.sources.get(file);
        let size = match std::fs::metadata(&source.on_disk) {
            Ok(metadata) => metadata.len(),
            Err(error) => {
                page.diagnostics.push(
                    Diagnostic::error("unreadable")
                        .at(Place::file(file))
                        .arg("reason", error),
                );
                return None;
            }
        };
        // A file of another folder keeps its path from `content/`, so that two of one name do not meet.
        let beside = source
            .path
            .strip_prefix(self.folder())
            .and_then(|rest| rest.strip_prefix('/'));
        let name = beside
            .or_else(|| source.path.strip_prefix("content/"))
            .unwrap_or(&source.path);
        page.used.push(file);
        let attachment = Attachment {
            file,
            name: name.into(),
            size,
        };
        self.check_ending(&attachment, place, page);
        Some(attachment)
    }

    /// Programs and web pages have no place among attachments: a browser would run them in the site's name.
    fn check_ending(&self, attachment: &Attachment, place: Place, page: &mut Page) {
        const REFUSED: [&str; 12] = [
            "html", "htm", "xhtml", "js", "mjs", "php", "asp", "aspx", "exe", "bat", "cmd",
            "config",
        ];
        let ending = attachment
            .name
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .to_ascii_lowercase();
        if REFUSED.contains(&ending.as_str()) {
            let path = &self.sources.get(attachment.file).path;
            page.diagnostics.push(
                Diagnostic::error("attachment-kind")
                    .at(place)
                    .arg("path", path),
            );
        }
    }
}

/// Tells files of one page whose names differ in case alone: they are one file on Windows and macOS.
pub(in crate::campaign) fn tell_clashes<'f>(
    files: impl Iterator<Item = &'f Attachment>,
    page: &mut Page,
) {
    let mut names: Vec<(String, FileId)> = files.map(|f| (f.name.to_lowercase(), f.file)).collect();
    names.sort();
    names.dedup();
    for pair in names.windows(2) {
        if let [(first, a), (second, b)] = pair
            && first == second
        {
            let clash = Diagnostic::error("attachments-clash")
                .at(Place::file(*b))
                .related(Place::file(*a));
            page.diagnostics.push(clash);
        }
    }
}
