//! `thidua build`: reads, checks, computes, and publishes the whole site or nothing.

use super::options::BuildOptions;
use super::report::{Progress, Summary};
use super::run::{Failure, run_stages};
use crate::campaign::Campaign;
use crate::diagnostic::Diagnostics;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    run_stages(options, |campaign, progress, diagnostics| {
        make_site(options, campaign, progress, diagnostics)
    })
}

/// The stages after the reading, for the lead to wire: figures, site, and (where nothing is wrong) output.
fn make_site(
    _options: &BuildOptions,
    campaign: &Campaign,
    progress: &mut Progress,
    _diagnostics: &mut Diagnostics,
) -> Result<Summary, Failure> {
    progress.stage("figures");
    Ok(Summary {
        pages: None,
        units: campaign.units.len(),
        figures: campaign.observations.all.len(),
        kept: Vec::new(),
    })
}
