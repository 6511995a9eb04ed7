//! From a byte of the Markdown to the line and character of its file.

use crate::place::{Place, Prose};

/// Finds places in one text.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    prose: &'a Prose,
    line_starts: Vec<usize>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(prose: &'a Prose) -> Self {
        let breaks = memchr::memchr_iter(b'\n', prose.markdown.as_bytes());
        Self {
            prose,
            line_starts: std::iter::once(0).chain(breaks.map(|at| at + 1)).collect(),
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        &self.prose.markdown
    }

    /// The place of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self
            .line_starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1);
        let start = self.line_starts.get(line).copied().unwrap_or(0);
        let column = self
            .text()
            .get(start..offset)
            .map_or(0, |before| before.chars().count());
        let saturated = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place::at(
            self.prose.file,
            self.prose.first_line.saturating_add(saturated(line)),
            saturated(column).saturating_add(1),
        )
    }
}
