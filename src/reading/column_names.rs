//! The names of a table's columns, in headers and in messages.

use crate::source::ColumnNames;

/// The names of a table's columns, with those that `[labels]` adds.
pub(super) fn column_names(
    columns: &[(usize, &[&str])],
    labels: &[(Box<str>, Box<str>)],
) -> ColumnNames {
    let mut names = ColumnNames::new();
    for (column, own) in columns {
        for name in *own {
            names.add(name, *column);
        }
    }
    for (printed, meant) in labels {
        if let Some(column) = names.find(meant) {
            names.add(printed, column);
        }
    }
    names
}

/// A column as messages name it, by its names, the English one first: as it is printed, then as the contract spells
/// it, `đầu mối (contact)`.
pub(super) fn told_column(names: &[&str]) -> String {
    match *names {
        [english, printed, ..] => format!("{printed} ({english})"),
        _ => names.concat(),
    }
}
