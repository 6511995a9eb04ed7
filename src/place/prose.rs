//! Markdown, and where it stands.

use super::FileId;

/// Markdown that was read: its text and the file it lies in. Rendered by `render::markdown` with the routes known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The file.
    pub file: FileId,
    /// The title in its front matter, if any.
    pub title: Option<Box<str>>,
    /// The Markdown after the front matter.
    pub markdown: Box<str>,
    /// The line of the file on which `markdown` begins.
    pub first_line: u32,
}
