//! Files that lie beside a page: pictures and attachments.

use super::attachment_kind::{ending_of, examine};
use super::page::Page;
use crate::diagnostic::{Code, nearest, unreadable};
use crate::model::{Attachment, Picture};
use crate::picture::Format;
use crate::place::{FileId, LineIndex, Place, Prose, Sources};
use crate::source::toml::Placed;
use crate::source::{LinkPath, link_addresses, linked_file, url_scheme};

/// Finds the files of one page.
pub(in crate::reading) struct Files<'a> {
    sources: &'a Sources,
    /// The path of the page's file.
    path: &'a str,
}

impl<'a> Files<'a> {
    pub(in crate::reading) fn new(sources: &'a Sources, path: &'a str) -> Self {
        Self { sources, path }
    }

    /// The file that a key of the front matter names; told where there is none.
    pub(in crate::reading) fn named(
        &self,
        name: &Placed<&str>,
        page: &mut Page,
    ) -> Option<Attachment> {
        let missing = Code::MissingAttachment
            .at(name.place)
            .arg("path", name.value);
        if url_scheme(name.value).is_some() {
            page.diagnostics.push(missing.help("form"));
            return None;
        }
        // Written as a path; a name that was copied from a link works as well.
        let exact = LinkPath::new(self.path, name.value)
            .filter(|link| !link.from_root)
            .and_then(|link| self.sources.find(&link.path));
        let meant = || {
            let found = linked_file(self.sources, self.path, name.value)?;
            Some((found.file, found.is_exact))
        };
        let found = exact.map(|file| (file, true)).or_else(meant);
        let Some((file, is_exact)) = found.filter(|(file, _)| self.is_attachment(*file)) else {
            let folder = self.folder();
            let beside = self
                .sources
                .under(folder)
                .filter_map(|(_, s)| s.path.get(folder.len() + 1..));
            page.diagnostics
                .push(missing.near(nearest(name.value, beside)));
            return None;
        };
        if !is_exact {
            let note = Code::LinkReadAs
                .arg("link", name.value)
                .arg("path", &self.sources.get(file).path);
            page.diagnostics.push(note.at(name.place));
        }
        self.attachment(file, name.place, page)
    }

    /// Whether a file may lie beside a page.
    fn is_attachment(&self, file: FileId) -> bool {
        let path = &self.sources.get(file).path;
        path.starts_with("content/") && !crate::place::is_markdown(path)
    }

    /// The files that the text links to, without those that its front matter names. Links to nothing are told when the
    /// text is rendered.
    pub(in crate::reading) fn linked(
        &self,
        prose: &Prose,
        named: &[FileId],
        page: &mut Page,
    ) -> Vec<Attachment> {
        let addresses = link_addresses(&prose.markdown);
        let found = addresses
            .iter()
            .filter(|link| url_scheme(link).is_none())
            .filter_map(|link| Some((linked_file(self.sources, self.path, link)?.file, link)));
        let mut files: Vec<(FileId, &String)> = found
            .filter(|(file, _)| self.is_attachment(*file) && !named.contains(file))
            .collect();
        // By path, as files have their ids.
        files.sort_by_key(|(file, _)| *file);
        files.dedup_by_key(|(file, _)| *file);
        let lines = LineIndex::new(&prose.markdown, prose.first_line);
        let place = |link: &String| match prose.markdown.find(&**link) {
            Some(at) => lines.place(prose.file, at),
            None => Place::file(prose.file),
        };
        files
            .into_iter()
            .filter_map(|(file, link)| self.attachment(file, place(link), page))
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
                page.diagnostics
                    .push(unreadable(&error).at(Place::file(file)));
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
        // What has no place among attachments is told and goes on: there will be no site.
        let seen = examine(self.sources, file).unwrap_or_else(|problem| {
            page.diagnostics.push(problem.at(place));
            None
        });
        let renamed = seen.and_then(|seen| self.renamed(name, file, seen.format));
        Some(Attachment {
            file,
            name: renamed.unwrap_or_else(|| name.into()),
            size,
            picture: seen.map(|seen| Picture {
                width: seen.size.width,
                height: seen.size.height,
            }),
        })
    }

    /// The name of a picture that will be of another format than its name says: servers go by the ending.
    fn renamed(&self, name: &str, file: FileId, format: Format) -> Option<Box<str>> {
        let endings = format.endings();
        if endings.contains(&&*ending_of(name)) {
            return None;
        }
        let ending = endings.first()?;
        let other = |path: &str| {
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            format!("{stem}.{ending}")
        };
        let taken = other(&self.sources.get(file).path).to_lowercase();
        let mut there = self.sources.iter();
        let is_taken = there.any(|(_, file)| file.path.to_lowercase() == taken);
        Some(match is_taken {
            true => format!("{name}.{ending}").into(),
            false => other(name).into(),
        })
    }
}

/// Tells files of one page whose names differ in case alone: they are one file on Windows and macOS.
pub(in crate::reading) fn tell_clashes<'f>(
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
            let clash = Code::AttachmentsClash
                .at(Place::file(*b))
                .related(Place::file(*a));
            page.diagnostics.push(clash);
        }
    }
}
