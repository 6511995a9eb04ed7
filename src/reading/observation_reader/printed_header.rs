//! The header of a table as it is printed, for those who say what its columns are.

use super::layout::TableLayout;
use super::shared::Shared;
use crate::model::{PrintedColumn, PrintedHeader};
use crate::reading::column::{UNIT_AND_FIELD, known};
use crate::source::StackedHeader;

/// A header, with the columns that its cells are known to be; with a layout, what is read from each.
pub(super) fn printed_header(
    header: &StackedHeader,
    columns: &[Option<usize>],
    layout: Option<&TableLayout>,
    shared: &Shared<'_>,
) -> Option<PrintedHeader> {
    let read_as = |column: usize| match column {
        known::UNUSED => None,
        known::UNIT_AND_FIELD => Some(UNIT_AND_FIELD.into()),
        _ => Some(shared.columns.shown(column).into()),
    };
    let used: Vec<usize> = layout.map(used_cells).unwrap_or_default();
    let all = header.columns().iter().enumerate();
    let all = all.map(|(index, column)| PrintedColumn {
        name: column.name().into(),
        read_as: columns.get(index).copied().flatten().and_then(read_as),
        is_used: used.contains(&index),
    });
    // One that was made of other cells has no line.
    (header.line() > 0).then(|| PrintedHeader {
        line: header.line(),
        columns: all.collect(),
    })
}

/// The cells that something is read from.
fn used_cells(layout: &TableLayout) -> Vec<usize> {
    let figures = layout.figures.iter().filter_map(|figure| figure.position);
    let keys = layout
        .key_positions()
        .chain(layout.note)
        .chain(layout.period);
    keys.chain(figures).collect()
}
