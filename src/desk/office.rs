//! What the program does for the desk beside showing the site: reading the folder as it would be.

use crate::diagnostic::Diagnostics;
use crate::place::Sources;
use crate::source::Proposed;

/// The site folder as it would be.
#[derive(Debug, Default)]
pub(crate) struct Attempt {
    /// What would be wrong.
    pub(crate) problems: Diagnostics,
    /// The files, which the problems point into.
    pub(crate) sources: Sources,
    /// The file that was asked for, where it could be made.
    pub(crate) file: Option<Vec<u8>>,
}

/// Reads and makes what the desk asks for. Calls take as long as a reading does.
pub(crate) trait Office: Send + Sync + 'static {
    /// Reads the site folder as if the proposed files stood in it, drafts and what waits for its day included, and makes the
    /// file of the site at the path `shown`.
    fn attempt(&self, proposed: &[Proposed], shown: Option<&str>) -> Attempt;

    /// The clock.
    fn now(&self) -> jiff::Zoned;
}
