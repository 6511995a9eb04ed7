//! The command line: parses arguments, calls the library, chooses the exit code. One file a command.

mod arguments;
mod build;
mod check;
mod convert;
mod diff;
mod exit;
mod forms;
mod home;
mod memory;
mod new;
mod office;
mod options;
mod release;
mod report;
mod run;
mod serve;
mod signals;
mod stages;
mod units;
mod usage;
mod verify;

pub use options::{BuildOptions, ServeOptions};
pub use report::{Progress, Summary};
pub use run::{Failure, is_stopped_by};

use crate::locale::Words;
use arguments::{Arguments, Commands, Common};
use exit::Exit;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    let words = Words::of(options::language(&given));
    if home::is_meant(&given) {
        let opened = home::run(Common::of_home(), words.language());
        return opened.unwrap_or_else(|error| wrong_usage(&error.words(words)));
    }
    match arguments::parse(&given, words) {
        Ok(arguments) => dispatch(arguments, words),
        Err(error) if error.use_stderr() => wrong_usage(&usage::of_clap(&error, words)),
        // Help and version were asked for.
        Err(error) => {
            if error.print().is_ok() {
                Exit::Done.into()
            } else {
                Exit::System.into()
            }
        }
    }
}

fn dispatch(arguments: Arguments, words: &Words) -> ExitCode {
    let language = arguments.common.lang.unwrap_or(words.language());
    let common = arguments.common;
    let resolved = match arguments.command {
        Commands::Convert(given) => Ok(convert::run(&common, &given, language)),
        Commands::Units(given) => Ok(units::run(&common, &given, language)),
        Commands::Diff(given) => diff::run(&common, given, language),
        Commands::Verify(given) => Ok(verify::run(&common, &given, language)),
        Commands::New(given) => new::run(&common, given, language),
        Commands::Forms(given) => forms::run(&common, &given, language),
        Commands::Build(build) => {
            BuildOptions::of_build(common, build, language).map(|options| build::run(&options))
        }
        Commands::Serve(given) => {
            ServeOptions::new(common, given, language).map(|options| serve::run(&options))
        }
        Commands::Release(given) => BuildOptions::of_check(common, given.reading, language)
            .map(|options| release::run(&options, given.note.as_deref())),
        Commands::Check(reading) => {
            BuildOptions::of_check(common, reading, language).map(|options| check::run(&options))
        }
    };
    resolved.unwrap_or_else(|error| wrong_usage(&error.words(words)))
}

/// Says on standard error what was wrong about the usage.
#[expect(clippy::print_stderr, reason = "this is where the program speaks")]
fn wrong_usage(text: &str) -> ExitCode {
    eprintln!("{}", text.trim_end());
    Exit::Usage.into()
}
