//! Columns that are left out because they say that they are no count of the table's period.

use crate::calendar::PeriodLength;
use crate::diagnostic::{Code, Diagnostics};
use crate::place::FileId;
use crate::reading::column::known;
use crate::reading::column_path::otherwise_in;
use crate::source::{Header, one_line};

/// Leaves out, with a note, the columns that say that they are no count of the table's period (a share, a plan, a running
/// total, another time), where others are counts: they are what a form prints beside its figures.
pub(super) fn note_other_things(header: &mut Header, file: FileId, diagnostics: &mut Diagnostics) {
    let has_figures = header
        .columns
        .iter()
        .flatten()
        .any(|column| known::is_figure(*column));
    let columns = header.rows().columns();
    let is_other = |at: &usize| {
        let path = columns.get(*at).map(|column| &*column.path);
        let is_unknown = header.columns.get(*at) == Some(&None);
        // One of the whole year may be of the table's period.
        let said = path.and_then(|path| otherwise_in(path, Some(PeriodLength::Year)));
        is_unknown && said.is_some()
    };
    let others: Vec<usize> = (0..header.cells.len()).filter(is_other).collect();
    let Some(first) = others.first().filter(|_| has_figures) else {
        return;
    };
    let names = others.iter().filter_map(|at| header.cells.get(*at));
    let names: Vec<String> = names.map(|name| format!("“{}”", one_line(name))).collect();
    let note = Code::OtherColumns
        .at(header.place(file, *first))
        .arg("columns", names.join(", "));
    diagnostics.push(note);
    for at in others {
        if let Some(column) = header.columns.get_mut(at) {
            *column = Some(known::UNUSED);
        }
    }
}
