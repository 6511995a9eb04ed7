//! What `build` and `check` share: the reading, what follows it, what is said, and the exit code.

use super::exit::Exit;
use super::options::BuildOptions;
use super::report::{Progress, Summary, unless_unread, write_problems, write_summary};
use super::stages::where_sound;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::Campaign;
use crate::output::asked_to_stop;
use crate::place::Sources;
use crate::reading::{Reading, is_site_folder, read};
use std::io;
use std::process::ExitCode;
use std::time::Instant;

/// Why nothing was published.
#[derive(Debug)]
pub enum Failure {
    /// The input has errors, or warnings under `--strict`; they are among the problems already.
    Input,
    /// A page could not be made or kept: an error of a template is the input's, anything else the system's.
    Output(Diagnostics),
    /// The system failed, or the output folder is not ours.
    System(Diagnostic),
    /// The site is published, and what was to follow failed.
    Afterwards(Diagnostic),
}

/// Whether the problems stop a publication.
#[must_use]
pub fn is_stopped_by(diagnostics: &Diagnostics, options: &BuildOptions) -> bool {
    diagnostics.count(Severity::Error) > 0
        || (options.strict && diagnostics.count(Severity::Warning) > 0)
}

/// What a run came to.
pub(super) struct Ran {
    /// What was read, with every problem of the run.
    pub(super) reading: Reading,
    /// What was done; `None` where it was not.
    pub(super) summary: Option<Summary>,
    /// How the command ends.
    pub(super) exit: Exit,
    /// Whether the site is published, though what was to follow failed.
    failed_afterwards: bool,
}

impl Ran {
    /// Whether the site is published.
    pub(super) fn is_published(&self) -> bool {
        let summary = self.summary.as_ref();
        self.failed_afterwards || summary.is_some_and(|summary| summary.is_published)
    }
}

/// Reads the site folder and runs `rest` on the campaign; says nothing.
pub(super) fn run_silently(
    options: &BuildOptions,
    progress: &mut Progress,
    rest: impl FnOnce(&mut Reading, &mut Progress) -> Result<Summary, Failure>,
) -> Ran {
    progress.stage("reading");
    let mut reading = read(&options.root, &options.read_options());
    if let Some(base_url) = &options.base_url {
        reading.campaign.settings.base_url = Some(base_url.clone());
    }
    let outcome = where_sound(&mut reading, true, |reading| rest(reading, progress));
    progress.end();
    let diagnostics = &mut reading.diagnostics;
    let mut failed_afterwards = false;
    let (summary, exit) = match outcome {
        Err(Failure::Input) => (None, Exit::Input),
        Err(Failure::Output(problems)) => {
            let all_of_input = problems.iter().all(|problem| is_of_input(problem.code));
            diagnostics.append(problems);
            let exit = if all_of_input {
                Exit::Input
            } else {
                Exit::System
            };
            (None, exit)
        }
        Err(Failure::System(problem)) => {
            diagnostics.push(problem);
            (None, Exit::System)
        }
        Err(Failure::Afterwards(problem)) => {
            diagnostics.push(problem);
            failed_afterwards = true;
            (None, Exit::System)
        }
        Ok(_) if is_stopped_by(diagnostics, options) => (None, Exit::Input),
        Ok(summary) => (Some(summary), Exit::Done),
    };
    diagnostics.sort();
    Ran {
        reading,
        summary,
        exit,
        failed_afterwards,
    }
}

/// Reads the site folder, runs `rest` on the campaign, says what came of it, and lets `report` say more.
pub(super) fn run_stages(
    options: &BuildOptions,
    rest: impl FnOnce(&mut Reading, &mut Progress) -> Result<Summary, Failure>,
    report: impl FnOnce(&Campaign, &Sources, &Diagnostics) -> io::Result<()>,
) -> ExitCode {
    let began = Instant::now();
    if !is_site_folder(&options.root) {
        let problem = Code::NoSiteFolder.arg("root", options.root.display());
        return say_alone(problem, Exit::Usage, options);
    }
    let ran = run_silently(options, &mut Progress::new(options), rest);
    let (reading, language) = (&ran.reading, options.language);
    let (sources, diagnostics) = (&reading.sources, &reading.diagnostics);
    let said = write_problems(diagnostics, sources, options.json, options.detail, language)
        .and_then(|()| unless_unread(report(&reading.campaign, sources, diagnostics)));
    // What could not be said does not undo what was published.
    if said.is_err() && !ran.is_published() {
        return Exit::System.into();
    }
    if !ran.failed_afterwards {
        write_summary(ran.summary.as_ref(), diagnostics, began.elapsed(), options);
    }
    match asked_to_stop() {
        Some(code) if !ran.is_published() => code.into(),
        _ => ran.exit.into(),
    }
}

/// Whether what a page or the output could not be made for lies in the input.
fn is_of_input(code: Code) -> bool {
    matches!(
        code,
        Code::TemplateError
            | Code::ChangedWhileRead
            | Code::Unreadable
            | Code::PagesRemoved
            | Code::PictureDamaged
    )
}

/// Says a problem that is no file's.
pub(super) fn say_alone(problem: Diagnostic, exit: Exit, options: &BuildOptions) -> ExitCode {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(problem);
    match write_problems(
        &diagnostics,
        &Sources::default(),
        options.json,
        options.detail,
        options.language,
    ) {
        Ok(()) => exit.into(),
        Err(_) => Exit::System.into(),
    }
}
