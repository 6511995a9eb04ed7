//! What the program does for the desk beside showing the site: reading the folder as it would be, and publishing it.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::figures::Figures;
use crate::model::Campaign;
use crate::place::Sources;
use crate::source::Proposed;
use std::path::PathBuf;

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

/// How the site is published.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publishing {
    /// Whether the figures are recorded as published from today on.
    pub(crate) records_release: bool,
    /// What readers are told of that.
    pub(crate) note: Option<String>,
    /// The zip that the site is packed into as well.
    pub(crate) zip: Option<PathBuf>,
    /// Whether pages that are published may go, however many.
    pub(crate) allows_removals: bool,
}

/// What a publication came to.
#[derive(Debug, Default)]
pub(crate) struct Publishment {
    pub(crate) is_done: bool,
    /// How many pages there are.
    pub(crate) pages: Option<usize>,
    /// Whether nothing was published before.
    pub(crate) is_first: bool,
    /// The files that are new or other, in the order in which they are to be sent.
    pub(crate) upload: Vec<String>,
    /// The files that are no more.
    pub(crate) delete: Vec<String>,
    /// What is wrong, and what is told.
    pub(crate) problems: Diagnostics,
    /// The files, which the problems point into.
    pub(crate) sources: Sources,
}

/// What readers would see change.
#[derive(Debug)]
pub(crate) enum Changes {
    /// Nothing was published yet, or nothing that can be read: why, where there is more to say.
    Unpublished(Option<Diagnostic>),
    /// There are errors, so that no site can be made.
    Wrong(Diagnostics, Sources),
    /// As a part of a page, and as a page that stands alone.
    Told { part: String, page: String },
}

/// Looks at what was read: the figures too where there are no errors.
pub(crate) type Look<'l> = dyn FnMut(&Campaign, &Sources, Option<&Figures>) + 'l;

/// Reads and makes what the desk asks for. Calls take as long as a reading does.
pub(crate) trait Office: Send + Sync + 'static {
    /// Reads the site folder as if the proposed files stood in it, drafts and what waits for its day included, and makes the
    /// file of the site at the path `shown`.
    fn attempt(&self, proposed: &[Proposed], shown: Option<&str>) -> Attempt;

    /// As [`Self::attempt`], with a look at what was read: the figures too where there are no errors.
    fn read_with(&self, proposed: &[Proposed], look: &mut Look<'_>) -> Attempt;

    /// The clock.
    fn now(&self) -> jiff::Zoned;

    /// The folder that the site is published into.
    fn out(&self) -> PathBuf;

    /// What readers would see change from what is published to what would be.
    fn changes(&self) -> Changes;

    /// Publishes the site.
    fn publish(&self, how: &Publishing) -> Publishment;
}
