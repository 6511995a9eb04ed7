//! `thidua check`: the same reading and checking as `build`, writing nothing.

use super::options::BuildOptions;
use super::run::{Failure, run_stages};
use super::stages::run_stages_after_reading;
use crate::diagnostic::Diagnostic;
use crate::output::SitePath;
use crate::site::{Sink, make};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    run_stages(options, |campaign, progress, diagnostics| {
        let own_templates = campaign.sources.under("templates").next().is_some();
        run_stages_after_reading(
            options,
            campaign,
            progress,
            diagnostics,
            |context, rows, files, _, progress| {
                // Our own templates are tested; those of the site folder are tried on every page.
                if own_templates {
                    progress.stage("pages");
                    make(context, rows, files, &Nowhere).map_err(Failure::Output)?;
                }
                Ok(Vec::new())
            },
        )
    })
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
