//! Free pages: about, feedback, contact.

use super::{Attachment, Prose};

/// A free page (`content/NAME.md`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreePage {
    /// Its address: the file's name.
    pub slug: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// A sentence or two.
    pub summary: Option<Box<str>>,
    /// Its text.
    pub prose: Prose,
    /// The files that it links to.
    pub files: Vec<Attachment>,
}
