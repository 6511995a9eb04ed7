//! `thidua new`: a site, an announcement, an initiative to begin with.

mod ask;
mod page;
mod site;

pub(super) use ask::{Asker, dropped_path};
pub(super) use site::make;

use super::arguments::{Common, New, NewOf};
use super::exit::Exit;
use super::report::write_problems;
use super::usage::UsageError;
use crate::diagnostic::Diagnostics;
use crate::emitter::Detail;
use crate::locale::Language;
use crate::place::Sources;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// Where something is missing that nobody can be asked for, or cannot be understood.
pub(super) fn run(common: &Common, given: New, language: Language) -> Result<ExitCode, UsageError> {
    match given.what {
        NewOf::Site(site) => site::run(common, site, language),
        NewOf::Announcement(page) => page::run(common, &page, page::Kind::Announcement, language),
        NewOf::Initiative(page) => page::run(common, &page, page::Kind::Initiative, language),
    }
}

/// Tells problems, and how it ended.
fn tell(
    mut problems: Diagnostics,
    sources: &Sources,
    exit: Exit,
    common: &Common,
    language: Language,
) -> ExitCode {
    problems.sort();
    let is_json = common.format == super::arguments::Format::Json;
    match write_problems(&problems, sources, is_json, Detail::Full, language) {
        Ok(()) => exit.into(),
        Err(_) => Exit::System.into(),
    }
}
