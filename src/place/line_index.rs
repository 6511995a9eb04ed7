//! From a byte of a text to its line and column.

use super::{FileId, Place};

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The line of the file on which the text begins.
    first_line: u32,
}

impl<'t> LineIndex<'t> {
    /// The lines of a text (each ended by `\n`) that begins on line `first_line` of its file.
    #[must_use]
    pub fn new(text: &'t str, first_line: u32) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self {
            text,
            starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
            first_line,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The place of a byte of the text, in lines and characters.
    #[must_use]
    pub fn place(&self, file: FileId, offset: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= offset).max(1) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let counted =
            |n: usize, from: u32| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(from);
        let column = counted(before.chars().count(), 1);
        Place::at(file, counted(line, self.first_line), column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_lines_and_characters() {
        let lines = LineIndex::new("một\nhai ba\n", 3);
        let place = |offset| {
            let place = lines.place(FileId(0), offset);
            (place.line, place.column)
        };
        assert_eq!(place(0), (3, 1));
        assert_eq!(place("một".len()), (3, 4));
        assert_eq!(place("một\n".len()), (4, 1));
        assert_eq!(place("một\nhai ba\n".len()), (5, 1));
        // Within a character, and behind the end.
        assert_eq!((place(2), place(99)), ((3, 1), (5, 1)));
    }
}
