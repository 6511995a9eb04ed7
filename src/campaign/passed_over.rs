//! Rows of tables that are no data: how many of each kind were passed over.

use crate::diagnostic::Diagnostic;
use crate::source::Place;

/// How many rows of each kind were passed over in one table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    pub(super) empty: usize,
    pub(super) headers: usize,
    pub(super) numberings: usize,
    pub(super) totals: usize,
    pub(super) texts: usize,
}

impl PassedOver {
    /// The note that tells of them at the table's header; `None` where there are none.
    pub(super) fn note(self, header: Place) -> Option<Diagnostic> {
        let count = self.empty + self.headers + self.numberings + self.totals + self.texts;
        let note = Diagnostic::note("rows-passed-over")
            .at(header)
            .arg("count", count)
            .arg("empty", self.empty)
            .arg("headers", self.headers)
            .arg("numberings", self.numberings)
            .arg("totals", self.totals)
            .arg("texts", self.texts);
        (count > 0).then_some(note)
    }
}
