//! What a table is read with.

use super::shared::Shared;
use crate::diagnostic::Diagnostic;
use crate::place::{FileId, Sources};
use crate::reading::defaults::Defaults;

/// What a table is read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableContext<'a> {
    pub(super) file: FileId,
    pub(super) sources: &'a Sources,
    pub(super) defaults: &'a Defaults,
    pub(super) shared: &'a Shared<'a>,
}

impl TableContext<'_> {
    /// The `_defaults.toml` that lines to paste go into.
    pub(super) fn target(self) -> String {
        self.defaults.target(&self.sources.get(self.file).path)
    }

    /// Sets lines for `[columns]` to paste.
    pub(super) fn set_columns(self, error: &mut Diagnostic, lines: &str) {
        let table = &self.sources.get(self.file).path;
        self.defaults.set_columns(table, error, lines);
    }
}
