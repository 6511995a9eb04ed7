//! Rows and pages of one id found, duplicates told.

use super::attachment;
use super::check::check;
use super::draft::Draft;
use super::finish::Merged;
use super::given::{Absence, Given};
use super::key::Key;
use super::merge::{merge, same_set};
use super::page::PageDraft;
use super::shared::Shared;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Attachment;
use crate::place::{FileId, Sources};
use crate::reading::content_reader::{Page, tell_clashes};
use std::collections::BTreeMap;

/// The row and the page of one initiative: at least one of them.
#[derive(Default)]
pub(super) struct Group {
    row: Option<Draft>,
    page: Option<PageDraft>,
}

/// Puts rows and pages of one id together. Ids that differ in case alone are one; a second row or page of an id is
/// told and left out. What has no id is told.
pub(super) fn group(
    rows: Vec<Draft>,
    pages: Vec<PageDraft>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for row in rows {
        row.id.tell_missing(Key::Id, diagnostics);
        let Some(key) = id_key(&row) else {
            // What no page can be found for must have everything itself.
            row.tell_missing(diagnostics);
            continue;
        };
        let group = groups.entry(key).or_default();
        match &group.row {
            Some(first) => tell_duplicate(first, &row, diagnostics),
            None => group.row = Some(row),
        }
    }
    for page in pages {
        if !page.is_faulty {
            page.draft.id.tell_missing(Key::Id, diagnostics);
        }
        let Some(key) = id_key(&page.draft) else {
            // One that has no front matter at all is told once.
            let is_bare = matches!(page.draft.id, Given::Absent(Absence::FrontMatter(_)));
            if !page.is_faulty && !is_bare {
                page.draft.tell_missing(diagnostics);
            }
            continue;
        };
        let group = groups.entry(key).or_default();
        match &group.page {
            Some(first) => tell_duplicate(&first.draft, &page.draft, diagnostics),
            None => group.page = Some(page),
        }
    }
    groups
}

fn id_key(draft: &Draft) -> Option<String> {
    draft.id.as_known().map(|id| id.value.to_lowercase())
}

fn tell_duplicate(first: &Draft, second: &Draft, diagnostics: &mut Diagnostics) {
    if let (Some(first), Some(second)) = (first.id.as_known(), second.id.as_known()) {
        let twice = Code::DuplicateInitiative
            .arg("id", &second.value)
            .at(second.place)
            .related(first.place);
        diagnostics.push(twice);
    }
}

impl Group {
    /// One initiative of both; what contradicts itself is told. `used` takes up the files that the row names.
    pub(super) fn merge(
        mut self,
        sources: &Sources,
        shared: &Shared<'_>,
        used: &mut Vec<FileId>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Merged> {
        let both = || {
            [
                self.row.as_ref(),
                self.page.as_ref().map(|page| &page.draft),
            ]
        };
        let drafts: Vec<&Draft> = both().into_iter().flatten().collect();
        let places = drafts.iter().map(|draft| draft.place).collect();
        let is_sourced = drafts.iter().any(|draft| draft.is_sourced());
        let is_of_illustrative_body = drafts.iter().any(|draft| draft.body.illustrative);
        let is_unclear = self.page.as_ref().is_some_and(|page| page.is_faulty);
        let (attachments, files) = self.attachments(sources, used, diagnostics);
        if is_sourced {
            self.drop_illustrative_adopters(diagnostics);
        }
        let (page, prose) = self.page.map(|page| (page.draft, page.prose)).unzip();
        let draft = match (self.row, page) {
            (Some(row), Some(page)) => merge(row, page, diagnostics),
            (one, other) => one.or(other)?,
        };
        check(&draft, shared, diagnostics);
        Some(Merged {
            draft,
            prose: prose.flatten(),
            attachments,
            files,
            places,
            is_of_illustrative_body,
            is_unclear,
        })
    }

    /// Drops adopters that come from illustrative data: a practice with sources is never mixed with those. Where none
    /// are left, that is told.
    fn drop_illustrative_adopters(&mut self, diagnostics: &mut Diagnostics) {
        let page = self.page.as_mut().map(|page| &mut page.draft);
        let mut drafts: Vec<&mut Draft> = self.row.iter_mut().chain(page).collect();
        let names_true_ones =
            |draft: &&mut Draft| !draft.is_doubtful() && draft.adopted_by.as_known().is_some();
        let some_are_left = drafts.iter().any(names_true_ones);
        for draft in drafts.iter_mut().filter(|draft| draft.is_doubtful()) {
            let Given::Known(adopters) = &draft.adopted_by else {
                continue;
            };
            if !some_are_left {
                let warning = Code::IllustrativeAdopters.at(adopters.place);
                diagnostics.push(warning);
            }
            draft.adopted_by = Given::Absent(Absence::Cell(draft.place));
        }
    }

    /// The attachments that both name, which must be the same files, and the other files of the page.
    fn attachments(
        &self,
        sources: &Sources,
        used: &mut Vec<FileId>,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<Attachment>, Vec<Attachment>) {
        let page_file = self.page.as_ref().map(|page| page.draft.place.file);
        let Some(file) = self.row.as_ref().map(|row| row.place.file).or(page_file) else {
            return Default::default();
        };
        let page_path = page_file.map(|file| &*sources.get(file).path);
        let mut told = Page::new(file);
        let of_row = self
            .row
            .as_ref()
            .map(|row| attachment::row_attachments(row, page_path, sources, &mut told));
        let of_page = self.page.as_ref().map(|page| page.attachments.clone());
        let attachments = match (of_row, of_page) {
            (Some(row), Some(page)) => {
                let files = |all: &Vec<Attachment>| all.iter().map(|a| a.file).collect::<Vec<_>>();
                let same =
                    |a: &Vec<Attachment>, b: &Vec<Attachment>| same_set(&files(a), &files(b));
                row.agree(page, Key::Attachments, same, diagnostics)
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Default::default(),
        };
        let attachments = Given::value(attachments).unwrap_or_default();
        let linked = self.page.as_ref().map_or(&[][..], |page| &page.files);
        let is_other = |file: &&Attachment| attachments.iter().all(|a| a.file != file.file);
        let files: Vec<Attachment> = linked.iter().filter(is_other).cloned().collect();
        tell_clashes(attachments.iter().chain(&files), &mut told);
        used.append(&mut told.used);
        diagnostics.append(told.diagnostics);
        (attachments, files)
    }
}
