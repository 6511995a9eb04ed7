//! The header of a table as it is printed, and what was made of it.

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedHeader {
    /// The line of its first row.
    pub line: u32,
    /// Its columns, in the order of their cells.
    pub columns: Vec<PrintedColumn>,
}

/// A column of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedColumn {
    /// Its whole name, with those of the groups above it; empty where it has none.
    pub name: Box<str>,
    /// The column that it is read as; none where it is not known.
    pub read_as: Option<Box<str>>,
    /// Whether anything was read from it.
    pub is_used: bool,
}
