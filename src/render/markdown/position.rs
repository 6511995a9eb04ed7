//! From a byte of the Markdown to the line and character of its file.

use crate::place::{FileId, LineIndex, Place, Prose};

/// Finds places in one text.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    file: FileId,
    lines: LineIndex<'a>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(prose: &'a Prose) -> Self {
        Self {
            file: prose.file,
            lines: LineIndex::new(&prose.markdown, prose.first_line),
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.lines.text()
    }

    /// The place of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        self.lines.place(self.file, offset)
    }
}
