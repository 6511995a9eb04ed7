//! `thidua diff`: what readers see change from one site to another.

mod human;
mod json;

use super::arguments::{Common, Diff};
use super::convert::{not_written, write_new};
use super::exit::Exit;
use super::options::BuildOptions;
use super::report::{Progress, unless_unread, write_problems};
use super::run::{Failure, is_stopped_by, say_alone};
use super::stages::{run_stages_after_reading, settle, where_sound};
use super::usage::UsageError;
use super::verify::{Stopped, listing, open};
use crate::diagnostic::{Code, Diagnostic};
use crate::locale::{Language, Words};
use crate::output::MANIFEST;
use crate::published::{
    Contents, Difference, DifferenceError, InMemory, difference, is_telling, uploads,
};
use crate::reading::{Reading, is_site_folder, read};
use crate::review::{Review, Told, is_ours, page};
use crate::site::make;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
///
/// # Errors
/// Where an option's value cannot be used.
pub(super) fn run(
    common: &Common,
    given: Diff,
    language: Language,
) -> Result<ExitCode, UsageError> {
    let mut options = BuildOptions::of_check(common.clone(), given.reading, language)?;
    options.is_last = false;
    let options = &options;
    let told_as = match &given.html {
        _ if given.uploads => TellAs::Uploads,
        Some(file) => TellAs::Html(file),
        None => TellAs::Lines,
    };
    Ok(compare(&given.old, &given.new, told_as, options).unwrap_or_else(|code| code))
}

/// How the changes are told.
#[derive(Clone, Copy)]
enum TellAs<'a> {
    /// One by one.
    Lines,
    /// As what is to be uploaded and deleted.
    Uploads,
    /// In a page that stands alone.
    Html(&'a Path),
}

fn compare(
    old_path: &Path,
    new_path: &Path,
    told_as: TellAs<'_>,
    options: &BuildOptions,
) -> Result<ExitCode, ExitCode> {
    let say = |problem: Diagnostic, exit: Exit| say_alone(problem, exit, options);
    if matches!(told_as, TellAs::Uploads) && is_site_folder(new_path) {
        let problem = Code::DiffNotBuilt.arg("path", new_path.display());
        return Err(say(problem, Exit::Usage));
    }
    let old = contents(old_path, options)?;
    let new = contents(new_path, options)?;
    let words = Words::of(options.language);
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if let TellAs::Uploads = told_as {
        let uploads = uploads(&old, &new);
        match options.json {
            true => json::write_uploads(&uploads, &new, &mut out),
            false => human::write_uploads(&uploads, words, &mut out),
        }
    } else {
        let found = difference(&old, &new).map_err(|error| match error {
            DifferenceError::Io(file, error) => {
                let problem = Code::PublicationUnread.arg("path", file);
                say(problem.arg("reason", error), Exit::System)
            }
            DifferenceError::Form { file, site } => {
                let problem = Code::DiffForm.arg("file", file).arg("path", site);
                say(problem, Exit::Input)
            }
        })?;
        match told_as {
            TellAs::Html(file) => {
                let sides = [&*old.name, &*new.name];
                write_page(file, &found, words, sides)
                    .map_err(|problem| say(problem, Exit::System))?;
                Ok(())
            }
            _ if options.json => json::write(&found, &mut out),
            _ => human::write(&found, words, &mut out),
        }
    };
    match unless_unread(written.and_then(|()| out.flush())) {
        Ok(()) => Ok(Exit::Done.into()),
        Err(_) => Err(Exit::System.into()),
    }
}

/// Writes a page that stands alone, over none that this program did not write.
fn write_page(
    file: &Path,
    found: &Difference,
    words: &'static Words,
    sides: [&str; 2],
) -> Result<(), Diagnostic> {
    let review = Review::of(Told { found, words });
    let html = page(&review, words, sides)?;
    let failed = |error: io::Error| not_written(file, &error, "page").help("page");
    let is_kept = match std::fs::read(file) {
        Ok(there) => !is_ours(&there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(failed(error)),
    };
    match is_kept {
        true => Err(failed(io::ErrorKind::AlreadyExists.into())),
        false => write_new(file, html.as_bytes(), true).map_err(failed),
    }
}

/// What a site consists of: as it was built, or as it would be.
fn contents(path: &Path, options: &BuildOptions) -> Result<Contents, ExitCode> {
    if is_site_folder(path) {
        return made(path, options);
    }
    let say = |(problem, exit)| say_alone(problem, exit, options);
    built(path, Words::of(options.language)).map_err(say)
}

/// What a site consists of as it was built.
pub(super) fn built(path: &Path, words: &Words) -> Result<Contents, Stopped> {
    let files = open(path)?;
    let manifest = match files.get(MANIFEST) {
        Some(_) => Some(listing(&files, path, words)?),
        None => None,
    };
    let is_site = |name| files.get(name).is_some();
    if !is_site("index.html") || !is_site("du-lieu/xep-hang.json") {
        let problem = Code::DiffNoSite.arg("path", path.display());
        return Err((problem, Exit::Usage));
    }
    Contents::of_files(&path.display().to_string(), files, manifest.as_ref()).map_err(|error| {
        let problem = Code::PublicationUnread.arg("path", path.display());
        (problem.arg("reason", error), Exit::System)
    })
}

/// What a site folder would be built into. Its problems are told where they stop that.
fn made(path: &Path, options: &BuildOptions) -> Result<Contents, ExitCode> {
    let options = &BuildOptions {
        root: path.to_owned(),
        ..options.clone()
    };
    let mut progress = Progress::new(options);
    made_of(options, &mut progress).map_err(|reading| {
        let (problems, sources) = (&reading.diagnostics, &reading.sources);
        let told = write_problems(
            problems,
            sources,
            options.json,
            options.detail,
            options.language,
        );
        match told {
            Ok(()) => Exit::Input.into(),
            Err(_) => Exit::System.into(),
        }
    })
}

/// What a site folder would be built into, or what was read with the problems that stop that. Says nothing.
pub(super) fn made_of(
    options: &BuildOptions,
    progress: &mut Progress,
) -> Result<Contents, Box<Reading>> {
    progress.stage("reading");
    let mut reading = read(&options.root, &options.read_options());
    if let Some(base_url) = &options.base_url {
        reading.campaign.settings.base_url = Some(base_url.clone());
    }
    let mut made = None;
    let outcome = where_sound(&mut reading, true, |reading| {
        run_stages_after_reading(
            options,
            reading,
            progress,
            |_, _| {},
            |context, rows, files, _, progress| {
                progress.stage("pages");
                let all = InMemory::new(is_telling);
                make(context, rows, files, &all).map_err(Failure::Output)?;
                settle(&context.facts.campaign.sources, true)?;
                let name = options.root.display().to_string();
                made = Some(Contents::of_memory(&name, all, context.as_of().as_deref()));
                Ok(Vec::new())
            },
        )
    });
    progress.end();
    let problems = &mut reading.diagnostics;
    match (outcome, made) {
        (Ok(_), Some(made)) if !is_stopped_by(problems, options) => return Ok(made),
        (Err(Failure::Output(more)), _) => problems.append(more),
        (Err(Failure::System(one) | Failure::Afterwards(one)), _) => problems.push(one),
        _ => {}
    }
    problems.sort();
    Err(Box::new(reading))
}
