//! `thidua check`: the same reading and checking as `build`, writing nothing, and a report by file of what was read,
//! what was left out and what is missing.

mod compared;
mod human;
mod json;
mod report;

use super::options::BuildOptions;
use super::report::Progress;
use super::run::{Failure, run_stages};
use super::stages::{Addressed, run_stages_after_reading, settle};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures::{Comparison, Submissions};
use crate::locale::Words;
use crate::model::Rows;
use crate::output::SitePath;
use crate::site::{Context, Sink, make};
use report::Report;
use std::cell::RefCell;
use std::io::{self, BufWriter};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    let submissions: RefCell<Option<Arc<Submissions>>> = RefCell::default();
    let comparison: RefCell<Option<Comparison>> = RefCell::default();
    run_stages(
        options,
        |reading, progress| {
            let own_templates = reading.sources.under("templates").next().is_some();
            run_stages_after_reading(
                options,
                reading,
                progress,
                |campaign, figures| {
                    *submissions.borrow_mut() = Some(Arc::clone(&figures.submissions));
                    *comparison.borrow_mut() = Comparison::of(campaign);
                },
                |context, rows, files, _, progress| {
                    // Our own templates are tested; those of the site folder are tried on every page.
                    if own_templates {
                        try_pages(context, &rows, files, progress)?;
                    } else {
                        try_pictures(context)?;
                    }
                    settle(&context.facts.campaign.sources, true)?;
                    Ok(Vec::new())
                },
            )
        },
        |campaign, sources, diagnostics| {
            let submissions = submissions.borrow();
            // Where errors end the run sooner, what was read is still there.
            let comparison = comparison.take().or_else(|| Comparison::of(campaign));
            let report = Report::new(
                campaign,
                sources,
                diagnostics,
                submissions.as_deref(),
                comparison.as_ref(),
            );
            let words = Words::of(options.language);
            let mut out = BufWriter::new(io::stdout().lock());
            if options.json {
                json::write(&report, words, &mut out)
            } else {
                human::write(&report, options.detail, words, &mut out)
            }
        },
    )
}

/// Prepares every picture and keeps none: that half of one is missing is seen by its pixels alone.
fn try_pictures(context: &Context<'_>) -> Result<(), Failure> {
    let sources = &context.facts.campaign.sources;
    let mut problems = Diagnostics::new();
    let wrong = context.facts.pictures.try_all(sources);
    wrong.into_iter().for_each(|problem| problems.push(problem));
    problems.sort();
    match problems.iter().next() {
        Some(_) => Err(Failure::Output(problems)),
        None => Ok(()),
    }
}

/// Makes every page and keeps none.
pub(super) fn try_pages(
    context: &Context<'_>,
    rows: &Rows,
    files: &[Addressed<'_, '_>],
    progress: &mut Progress,
) -> Result<(), Failure> {
    progress.stage("pages");
    make(context, rows, files, &Nowhere).map_err(Failure::Output)
}

/// Keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    type Address = SitePath;

    fn write(&self, _: &SitePath, _: &[u8]) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn copy(&self, _: &SitePath, _: &Path) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn stream(
        &self,
        _: &SitePath,
        _: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, Diagnostic> {
        Ok(0)
    }
}
