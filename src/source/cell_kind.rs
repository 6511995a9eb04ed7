//! What kind of cell a text comes from.

/// What kind of cell a text comes from. In a table of text every cell is text; a workbook knows better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text, to be read as people write.
    #[default]
    Text,
    /// A number, written with a point before its decimals and without grouping, with a per cent sign where it is shown
    /// with one: it can be read one way only.
    Number,
    /// A number that is shown otherwise than in one of these ways (in thousands).
    Scaled,
    /// A date, `2019-03-01`, with the time behind it where it has one.
    Date,
    /// A span of time.
    Duration,
    /// An error such as `#N/A`.
    Error,
    /// A formula whose result is not saved.
    Unsaved,
    /// Empty text that was saved as the result of a formula which may give another one.
    EmptyResult,
}

impl CellKind {
    /// Whether it is a number.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Scaled)
    }

    /// The code of the error where nothing of such a cell can be read.
    #[must_use]
    pub fn fault(self) -> Option<crate::diagnostic::Code> {
        match self {
            Self::Error => Some(crate::diagnostic::Code::ErrorCell),
            Self::Unsaved => Some(crate::diagnostic::Code::FormulaWithoutResult),
            Self::Scaled => Some(crate::diagnostic::Code::ScaledNumber),
            Self::Text | Self::Number | Self::Date | Self::Duration | Self::EmptyResult => None,
        }
    }

    /// The same where a value must stand, or where an empty cell would stand for one.
    #[must_use]
    pub fn fault_where_needed(self) -> Option<crate::diagnostic::Code> {
        match self {
            Self::EmptyResult => Some(crate::diagnostic::Code::FormulaWithoutResult),
            kind => kind.fault(),
        }
    }
}
