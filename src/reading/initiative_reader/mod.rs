//! Reading the initiatives: the register's rows and the pages of `content/sang-kien/`, merged by id.
//!
//! | file | holds |
//! | --- | --- |
//! | `key` | the keys, and their names in the register's header |
//! | `record` | what rows and pages have in common: texts, lists and passages under keys |
//! | `register`, `page` | a row and a page as records |
//! | `row_kind` | rows of the register that are no initiatives |
//! | `section` | the sections of a page's text that are keys |
//! | `value`, `field`, `adoption` | what stands under a key, read as what the key takes |
//! | `memo` | what texts were found to name |
//! | `given` | what is given under a key: nothing, something wrong, or a value at its place |
//! | `draft` | all that one row or page says |
//! | `group` | the row and the page of one id |
//! | `merge` | two drafts made one, differences told |
//! | `attachment` | the files that rows name |
//! | `check` | what keys say of one another |
//! | `finish` | a draft made an initiative |
//! | `folder` | what folders give to their tables and pages |
//! | `shared` | what the reading of every row and page shares |
//! | `outcome` | what came of it all |

mod adoption;
mod attachment;
mod check;
mod draft;
mod field;
mod finish;
mod folder;
mod given;
mod group;
mod key;
mod memo;
mod merge;
mod outcome;
mod page;
mod record;
mod register;
mod row_kind;
mod section;
mod shared;
mod value;

pub(super) use key::REGISTER_COLUMNS;
pub use outcome::InitiativesRead;
pub use shared::InitiativeOptions;
pub(super) use shared::REGISTER_FOLDER;
use shared::{PAGES, Shared};

use super::column_names::column_names;
use super::names::Names;
use super::new_field::{NewField, add_new_fields};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::model::Fields;
use crate::place::{FileId, Place, is_markdown};
use crate::source::is_table_name;
use draft::Draft;
use field::NamedField;
use finish::Merged;
use memo::Memo;
use page::{PageDraft, PageRead};
use rayon::prelude::*;
use register::FileRead;

/// The register as one table.
pub(super) const REGISTERS: [&str; 6] = [
    "data/initiatives.csv",
    "data/initiatives.tsv",
    "data/initiatives.xlsx",
    "data/initiatives.xlsm",
    "data/initiatives.xls",
    "data/initiatives.ods",
];

/// Reads the register and the pages. `fields` are those that the campaign has; those that only initiatives name are
/// appended, by key. Every problem is told in `diagnostics`, in an order that does not depend on how the work was
/// shared out.
pub fn read(
    options: &InitiativeOptions<'_>,
    fields: &mut Fields,
    diagnostics: &mut Diagnostics,
) -> InitiativesRead {
    let mut told = Diagnostics::new();
    let mut read = InitiativesRead::default();
    let names = column_names(&REGISTER_COLUMNS, &options.settings.labels);
    let shared = Shared {
        names,
        units: options.units,
        indicators: options.indicators,
        indicator_names: Names::of_indicators(options.indicators),
        fields,
        field_names: Names::of_fields(fields),
        unit_memo: Memo::new(),
        field_memo: Memo::new(),
        today: options.today,
        illustrative: options.settings.illustrative,
    };
    let merged = read_all(options, &shared, &mut read, &mut told);
    finish_all(merged, fields, &mut read, &mut told);
    told.sort();
    // A column that is missing is missing in every row, but is one mistake.
    told.dedup();
    diagnostics.append(told);
    read
}

/// Makes initiatives of all that is said; what must be there and is not is told.
fn finish_all(
    merged: Vec<Merged>,
    fields: &mut Fields,
    read: &mut InitiativesRead,
    diagnostics: &mut Diagnostics,
) {
    let named = merged
        .iter()
        .filter_map(|one| match &one.draft.field.as_known()?.value {
            NamedField::New(field) => Some(field.clone()),
            NamedField::Known(_) => None,
        });
    let named: Vec<NewField> = named.collect();
    let new_fields = add_new_fields(named.iter(), fields, diagnostics);
    let mut made = Vec::with_capacity(merged.len());
    for one in merged {
        one.tell_missing(diagnostics);
        let code = one.draft.id.as_known().map(|id| id.value.clone());
        match one.finish(&new_fields) {
            Some(initiative) => made.push(initiative),
            None => read.broken.extend(code),
        }
    }
    read.set_initiatives(made);
}

/// Reads every row and every page, and merges those of one id.
fn read_all(
    options: &InitiativeOptions<'_>,
    shared: &Shared<'_>,
    read: &mut InitiativesRead,
    diagnostics: &mut Diagnostics,
) -> Vec<Merged> {
    let sources = options.sources;
    let (rows, is_whole) = read_rows(options, shared, diagnostics);
    let mut pages: Vec<PageDraft> = Vec::new();
    let mut is_unread = false;
    for PageRead {
        draft,
        page,
        is_hidden,
    } in read_pages(options, shared, diagnostics)
    {
        read.used.extend(page.used);
        diagnostics.append(page.diagnostics);
        if is_hidden && !options.drafts {
            // What others say of it need not wait for it.
            let id = draft.as_ref().and_then(|page| page.draft.id.as_known());
            read.broken.extend(id.map(|id| id.value.clone()));
            continue;
        }
        is_unread |= draft.as_ref().is_none_or(PageDraft::has_lost_its_id);
        pages.extend(draft);
    }
    read.is_incomplete = is_unread || !is_whole;
    let mut used = Vec::new();
    let mut merged = Vec::new();
    for (_, group) in group::group(rows, pages, diagnostics) {
        if let Some(mut one) = group.merge(sources, shared, &mut used, diagnostics) {
            // A page that could not be read may say what a row does not.
            one.is_unclear |= is_unread;
            merged.push(one);
        }
    }
    read.used.extend(used);
    merged
}

/// Reads every table of the register; the second part says whether all of them could be read.
fn read_rows(
    options: &InitiativeOptions<'_>,
    shared: &Shared<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Draft>, bool) {
    let sources = options.sources;
    let folders = folder::register_defaults(options, shared, diagnostics);
    let in_folder = sources
        .under(REGISTER_FOLDER)
        .filter(|(_, file)| is_table_name(&file.path));
    let in_folder: Vec<FileId> = in_folder.map(|(id, _)| id).collect();
    let single = REGISTERS.iter().filter_map(|path| sources.find(path));
    let single: Vec<FileId> = single.collect();
    if let (Some(&single), Some(&first)) = (single.first(), in_folder.first()) {
        let mut both = Code::TwoRegisters.at(Place::file(single));
        both.severity = Severity::Note;
        diagnostics.push(both.related(Place::file(first)));
    }
    // Two copies of one table would give every initiative twice, and which of them is newer nobody can tell.
    if let [first, others @ ..] = &*single {
        for other in others {
            let both = Code::TwoRegisters.help("copies");
            diagnostics.push(both.at(Place::file(*other)).related(Place::file(*first)));
        }
    }
    let is_certain = single.len() < 2;
    let files: Vec<FileId> = single.into_iter().take(1).chain(in_folder).collect();
    let read: Vec<FileRead> = files
        .par_iter()
        .map(|&file| {
            let defaults = folders.of_file(&sources.get(file).path);
            register::read_file(sources, file, defaults, shared)
        })
        .collect();
    let mut drafts = Vec::new();
    let mut is_whole = is_certain;
    for mut table in read {
        is_whole &= table.is_whole;
        drafts.append(&mut table.drafts);
        diagnostics.append(table.diagnostics);
    }
    (drafts, is_whole)
}

fn read_pages(
    options: &InitiativeOptions<'_>,
    shared: &Shared<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<PageRead> {
    let sources = options.sources;
    let folders = folder::page_defaults(options, diagnostics);
    let files: Vec<(FileId, bool)> = sources
        .under(PAGES)
        .filter(|(_, file)| is_markdown(&file.path))
        .map(|(id, file)| (id, folders.of_file(&file.path).illustrative))
        .collect();
    files
        .par_iter()
        .map(|&(file, illustrative)| page::read_file(sources, file, illustrative, shared))
        .collect()
}

#[cfg(test)]
mod tests;
