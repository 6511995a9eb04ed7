//! `thidua check`: the same reading and checking as `build`, writing nothing.

use super::build::{Write, stages_after_reading};
use super::options::BuildOptions;
use super::run::run_stages;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    run_stages(options, |campaign, progress, diagnostics| {
        stages_after_reading(options, campaign, Write::Nothing, progress, diagnostics)
    })
}
