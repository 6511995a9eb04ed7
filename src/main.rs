//! The command line of `thidua`; everything else is the library.

use std::process::ExitCode;

/// Millions of small strings are made and dropped on every core; the system's allocator spends a quarter of a large build
/// on them. Without huge pages (`no_thp`), since clearing those takes longer than they save.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    thidua::cli::run()
}
