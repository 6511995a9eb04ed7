//! Where a value came from: small copyable ids, resolved to paths only when a person reads them.

mod line_index;
mod prose;
mod sources;
mod stamp;

pub use line_index::LineIndex;
pub use prose::Prose;
pub use sources::{OBSERVATIONS, SheetOf, SourceFile, Sources};
pub use stamp::{Listing, Stamp, Taken};

/// A file of the site folder, an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a file of the site folder. `line` and `column` count from 1; 0 means "the whole file" or "the
/// whole line". A table's column counts cells, another file's counts characters; the line of a table's row is
/// the physical line on which the row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The line from 1, or 0 for the file as a whole.
    pub line: u32,
    /// The column from 1 (cells in a table, characters elsewhere), or 0 for the line as a whole.
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub const fn file(file: FileId) -> Self {
        Self {
            file,
            line: 0,
            column: 0,
        }
    }

    /// A line (or a table's row) as a whole.
    #[must_use]
    pub const fn line(file: FileId, line: u32) -> Self {
        Self {
            file,
            line,
            column: 0,
        }
    }

    /// A cell of a table, or a character of a text.
    #[must_use]
    pub const fn at(file: FileId, line: u32, column: u32) -> Self {
        Self { file, line, column }
    }
}

/// The name of a cell of a sheet: `D14` for row 14 and column 4.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// Whether a path lies in a folder or below it; both are given from the site folder.
#[must_use]
pub fn lies_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

#[must_use]
pub fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names() {
        let cases = [
            (14, 4, "D14"),
            (1, 1, "A1"),
            (2, 26, "Z2"),
            (3, 27, "AA3"),
            (9, 16384, "XFD9"),
        ];
        for (row, column, name) in cases {
            assert_eq!(cell_name(row, column), name);
        }
    }
}
