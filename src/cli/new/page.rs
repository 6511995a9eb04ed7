//! `thidua new announcement` and `thidua new initiative`.

use super::super::arguments::{Common, NewPageOf};
use super::super::convert::{not_written, write_new};
use super::super::exit::Exit;
use super::super::options::clock;
use super::super::usage::UsageError;
use super::tell;
use crate::calendar::parse_day;
use crate::diagnostic::{Code, Diagnostics};
use crate::locale::{Language, Words};
use crate::place::{Sources, is_markdown};
use crate::reading::{ReadOptions, announcement_slug, is_site_folder, read};
use crate::scaffold::{NewPage, announcement, initiative};
use std::path::Path;
use std::process::ExitCode;

/// What is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Announcement,
    Initiative,
}

pub(super) fn run(
    common: &Common,
    given: &NewPageOf,
    kind: Kind,
    language: Language,
) -> Result<ExitCode, UsageError> {
    let now = clock(given.now.as_deref())?;
    let date = match &given.date {
        None => now.date(),
        Some(text) => parse_day(text).ok_or_else(|| UsageError::new("bad-day", text))?,
    };
    if given.title.trim().is_empty() {
        return Err(UsageError::new("no-title", &given.title));
    }
    let root = &common.root;
    let mut told = Diagnostics::new();
    let end = |told, exit| Ok(tell(told, &Sources::default(), exit, common, language));
    if !is_site_folder(root) {
        told.push(Code::NoSiteFolder.arg("root", root.display()));
        return end(told, Exit::Usage);
    }
    let page = NewPage {
        title: &given.title,
        date,
        words: Words::of(language),
    };
    let file = match kind {
        Kind::Announcement => {
            let taken = names(root, "content/thong-bao");
            announcement(&page, |name| taken.iter().any(|other| other == name))
        }
        Kind::Initiative => {
            let mut taken = names(root, "content/sang-kien");
            let campaign = read(root, &ReadOptions { drafts: true, now }).campaign;
            taken.extend(
                campaign
                    .initiatives
                    .iter()
                    .map(|(_, one)| one.code.to_lowercase()),
            );
            initiative(&page, |name| taken.iter().any(|other| other == name))
        }
    };
    let path = root.join(&file.path);
    let written = match path.parent() {
        Some(folder) => std::fs::create_dir_all(folder),
        None => Ok(()),
    };
    match written.and_then(|()| write_new(&path, &file.bytes, false)) {
        Ok(()) => {
            told.push(Code::PageMade.arg("path", path.display()));
            end(told, Exit::Done)
        }
        Err(error) => {
            told.push(not_written(&path, &error, "kept"));
            end(told, Exit::System)
        }
    }
}

/// The names under which the texts of a folder have their pages, or would have.
fn names(root: &Path, folder: &str) -> Vec<String> {
    let below = root.join(folder);
    let entries = walkdir::WalkDir::new(&below).into_iter();
    // What cannot be read is told when the site is.
    let files = entries.filter_map(Result::ok).filter_map(|entry| {
        let path = entry.path().strip_prefix(root).ok()?;
        let path = path.to_string_lossy().replace('\\', "/");
        is_markdown(&path).then(|| announcement_slug(&path).to_lowercase())
    });
    files.collect()
}
