//! Rows of tables that are no data: how many of each kind were passed over.

/// How many rows of each kind were passed over in one table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Lines without anything in them.
    pub empty: usize,
    /// The header once more, as printed pages repeat it.
    pub headers: usize,
    /// Lines that number the columns.
    pub numberings: usize,
    /// Total lines.
    pub totals: usize,
    /// Headings of sections, with the sums of their rows.
    pub headings: usize,
    /// Averages, comparisons, parts of another row.
    pub asides: usize,
    /// Rows that the folder says are no data.
    pub skipped: usize,
    /// Lines of words: headings, signatures.
    pub texts: usize,
}

impl PassedOver {
    /// How many they are together.
    #[must_use]
    pub fn count(self) -> usize {
        self.empty
            + self.headers
            + self.numberings
            + self.totals
            + self.headings
            + self.asides
            + self.skipped
            + self.texts
    }
}
