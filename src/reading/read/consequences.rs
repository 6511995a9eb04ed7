//! Problems that only follow from a file or folder that could not be read: what is named elsewhere may well be there.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{OBSERVATIONS, Sources, lies_below};
use rustc_hash::FxHashSet;

/// Drops the problems of what is missing where something that may hold it could not be read, and tells that once a file.
pub(crate) fn drop_consequences(diagnostics: &mut Diagnostics, sources: &Sources) {
    let mut told = FxHashSet::default();
    diagnostics.retain(|problem| {
        let is_repeated = problem.code == Code::Unreadable && !told.insert(problem.place);
        !is_repeated && !follows(problem, sources)
    });
}

/// Whether a problem is one of what a table of figures says, and not of the file that it stands in.
fn is_of_figures(problem: &Diagnostic, sources: &Sources) -> bool {
    let is_of_file = matches!(
        problem.code,
        Code::Unreadable
            | Code::FolderForFile
            | Code::LinkLoop
            | Code::LinkOutside
            | Code::NotAFile
            | Code::FileName
            | Code::SamePath
            | Code::ChangedWhileRead
    );
    !is_of_file && is_below(problem, sources, OBSERVATIONS)
}

fn is_below(problem: &Diagnostic, sources: &Sources, folder: &str) -> bool {
    let path = problem.place.map(|place| &*sources.get(place.file).path);
    path.is_some_and(|path| lies_below(path, folder))
}

/// Whether a problem may be none once what could not be read can be.
fn follows(problem: &Diagnostic, sources: &Sources) -> bool {
    if is_of_figures(problem, sources) {
        // Rows of units that are not known, or that somebody set aside.
        return ["data/units.csv", "data/excluded.toml"]
            .iter()
            .any(|path| sources.is_unread(path));
    }
    let folders: &[&str] = match problem.code {
        Code::LinkToNothing
        | Code::MissingAttachment
        | Code::UnusedAttachment
        | Code::UnknownAnnouncement => &["content"],
        // What a text leaves out, the register may say.
        Code::MissingKey if !is_below(problem, sources, "content/sang-kien") => &[],
        Code::UnknownInitiative | Code::InitiativeDiffers | Code::MissingKey => &[
            "content/sang-kien",
            "data/initiatives",
            "data/initiatives.csv",
            "data/initiatives.xlsx",
            "data/initiatives.ods",
        ],
        Code::FieldsWithOneKey | Code::UnknownField | Code::UnlistedField => &["data/fields.csv"],
        Code::UnknownUnit | Code::UnknownParent | Code::AmbiguousUnit => &["data/units.csv"],
        Code::UnknownIndicator | Code::UnknownLabel => &["data/indicators.toml"],
        Code::NoFigures | Code::FigureNotUsed | Code::UnusedColumn | Code::UnknownColumn => &[
            "data/indicators.toml",
            "data/campaign.toml",
            "data/observations",
        ],
        Code::AcceptedUnmatched | Code::ExcludedUnmatched => &["data", "content"],
        Code::TemplateBroken | Code::TemplateError => &["templates"],
        _ => &[],
    };
    folders
        .iter()
        .any(|folder| sources.has_unread_below(folder))
}
