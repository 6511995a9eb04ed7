//! In which style the numbers of a file are written, by its columns that hold no figures: some programs print every number as
//! text, and `85,5%` in a column that is not used tells what `1.234` beside it is.

use super::layout::needed_columns;
use crate::number::{self, StyleEvidence};
use crate::place::FileId;
use crate::reading::column::known;
use crate::reading::defaults::Defaults;
use crate::source::{CellKind, Header, Row, Table, TableSource, is_running_number};

/// What the cells of all columns but those of keys, notes and running numbers tell.
pub(super) fn evidence(tables: &[(FileId, TableSource<'_>)], defaults: &Defaults) -> StyleEvidence {
    let mut evidence = StyleEvidence::default();
    for (_, table) in tables {
        evidence.merge(of_table(*table, defaults).unwrap_or_default());
    }
    evidence
}

fn of_table(table: TableSource<'_>, defaults: &Defaults) -> Option<StyleEvidence> {
    let column_of = |name: &str, groups: &[Box<str>]| defaults.column(name, groups);
    let table = Table::find(table, needed_columns(defaults), &column_of).ok()??;
    let header = Header::new(table.header, &column_of);
    let columns = header.columns.iter().zip(&header.cells).enumerate();
    let telling: Vec<usize> = columns
        .filter(|(_, (column, name))| {
            !column.is_some_and(known::is_key) && !is_running_number(name)
        })
        .map(|(position, _)| position)
        .collect();
    let mut evidence = StyleEvidence::default();
    let (mut rows, mut row) = (table.rows, Row::default());
    while rows.next_into(&mut row).ok()? {
        for position in &telling {
            if row.kind(*position) == CellKind::Text {
                evidence.note(&number::read(row.cell(*position)));
            }
        }
    }
    Some(evidence)
}
