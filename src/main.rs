//! The command line of `thidua`; everything else is the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    thidua::cli::run()
}
