//! `thidua check`: the same reading and checking as `build`, writing nothing.

use super::options::BuildOptions;
use super::report::Summary;
use super::run::run_stages;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    run_stages(options, |campaign, _, _| {
        Ok(Summary {
            pages: None,
            units: campaign.units.len(),
            figures: campaign.observations.all.len(),
            kept: Vec::new(),
        })
    })
}
