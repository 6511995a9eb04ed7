//! Exit codes; scripts depend on them.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is done.
    Done = 0,
    /// The input has errors; nothing was published.
    Input = 1,
    /// Wrong usage, or no such site folder.
    Usage = 2,
    /// The system failed: disk full, no permission, an output folder that is not ours.
    System = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
