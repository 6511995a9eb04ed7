//! How rows of tables that are no data are told of.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::PassedOver;
use crate::place::Place;

/// The note that tells of them at the table's header; `None` where there are none.
pub(super) fn note_of(passed_over: PassedOver, header: Place) -> Option<Diagnostic> {
    let count = passed_over.count();
    let note = Code::RowsPassedOver
        .at(header)
        .arg("count", count)
        .arg("empty", passed_over.empty)
        .arg("headers", passed_over.headers)
        .arg("numberings", passed_over.numberings)
        .arg("totals", passed_over.totals)
        .arg("headings", passed_over.headings)
        .arg("asides", passed_over.asides)
        .arg("skipped", passed_over.skipped)
        .arg("texts", passed_over.texts);
    (count > 0).then_some(note)
}
