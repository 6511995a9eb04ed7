//! What comes of reading a table.

use super::keys::NamedField;
use crate::diagnostic::Diagnostics;
use crate::model::{Observation, PrintedHeader, SetAside, TableSummary};

/// What was read from a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRead {
    /// Fields are indices into `fields`, notes into `notes`.
    pub(super) observations: Vec<Observation>,
    pub(super) notes: Vec<Box<str>>,
    pub(super) fields: Vec<NamedField>,
    pub(super) diagnostics: Diagnostics,
    /// The names of the header, in the form in which names are compared; `None` where there is none to be seen.
    pub(super) header: Option<Vec<String>>,
    /// The header as it is printed, where its cells are those of the rows.
    pub(super) printed: Option<PrintedHeader>,
    /// The figures that were set aside.
    pub(super) set_aside: Vec<SetAside>,
    /// `None` where no row could be read.
    pub(super) summary: Option<TableSummary>,
}

impl TableRead {
    /// Of a sheet that nothing was read from, whose names are told with its file.
    pub(super) fn of_unread(printed: PrintedHeader) -> Self {
        Self {
            header: Some(Vec::new()),
            printed: Some(printed),
            ..Self::default()
        }
    }
}
