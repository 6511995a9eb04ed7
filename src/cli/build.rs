//! `thidua build`: reads, checks, computes, and publishes the whole site or nothing.

use super::options::BuildOptions;
use super::report::{Progress, Summary};
use super::run::{Failure, is_stopped_by, run_stages};
use crate::campaign::Campaign;
use crate::diagnostic::Diagnostics;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    run_stages(options, |campaign, progress, diagnostics| {
        stages_after_reading(options, campaign, Write::Site, progress, diagnostics)
    })
}

/// Whether the site is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// Nothing is written.
    Nothing,
    /// The site is written, where nothing is wrong.
    Site,
}

/// Figures, site, output: the same for `build` and `check`, but that the latter writes nothing.
pub(super) fn stages_after_reading(
    options: &BuildOptions,
    campaign: &Campaign,
    write: Write,
    progress: &mut Progress,
    diagnostics: &mut Diagnostics,
) -> Result<Summary, Failure> {
    progress.stage("figures");
    let summary = Summary {
        pages: None,
        units: campaign.units.len(),
        figures: campaign.observations.all.len(),
        kept: Vec::new(),
    };
    if is_stopped_by(diagnostics, options) {
        return Err(Failure::Input);
    }
    if write == Write::Site {
        progress.stage("writing");
    }
    Ok(summary)
}
