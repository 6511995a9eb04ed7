//! A table to read: the text of a file, or a sheet of a workbook.

use super::table::{Row, Rows, UnclosedQuote};
use super::workbook::{Sheet, SheetRows};

/// A table to read.
#[derive(Debug, Clone, Copy)]
pub enum TableSource<'t> {
    /// Text whose cells are separated by a character.
    Text(&'t str),
    /// A sheet.
    Sheet(&'t Sheet),
}

impl TableSource<'_> {
    /// No table has more rows than this.
    #[must_use]
    pub fn most_rows(self) -> usize {
        match self {
            Self::Text(text) => memchr::memchr_iter(b'\n', text.as_bytes()).count(),
            Self::Sheet(sheet) => sheet.row_count(),
        }
    }
}

impl<'t> From<&'t str> for TableSource<'t> {
    fn from(text: &'t str) -> Self {
        Self::Text(text)
    }
}

/// The rows of a table, one after another.
#[derive(Debug, Clone)]
pub enum TableRows<'t> {
    /// Of text.
    Text(Rows<'t>),
    /// Of a sheet: those that hold something.
    Sheet(SheetRows<'t>),
    /// Rows that were made of others.
    Made(std::slice::Iter<'t, Row<'t>>),
}

impl<'t> TableRows<'t> {
    /// Reads the next row into `row`; `false` at the end.
    ///
    /// # Errors
    /// A quote that is never closed; there are no rows after it.
    #[inline]
    pub fn next_into(&mut self, row: &mut Row<'t>) -> Result<bool, UnclosedQuote> {
        match self {
            Self::Text(rows) => rows.next_into(row),
            Self::Sheet(rows) => Ok(rows.next_into(row)),
            Self::Made(rows) => Ok(rows.next().map(|next| row.clone_from(next)).is_some()),
        }
    }

    /// Whether the row that was read last is one of text that ends without the end of a line, so that it may have been
    /// cut off.
    #[must_use]
    #[inline]
    pub fn ends_open(&self) -> bool {
        matches!(self, Self::Text(rows) if rows.ends_open())
    }

    /// The separator of cells in text.
    #[must_use]
    pub fn separator(&self) -> Option<u8> {
        match self {
            Self::Text(rows) => Some(rows.separator()),
            Self::Sheet(_) | Self::Made(_) => None,
        }
    }
}
