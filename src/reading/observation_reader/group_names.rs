//! Columns that stand below groups and are named without them. What a group says may make another thing of them, so such
//! a name does not make them known.

use super::layout::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::reading::column::known;
use crate::reading::defaults::Defaults;
use crate::source::HeaderColumn;

impl Defaults {
    /// The figures that a column would give if its name without the groups above it were enough.
    pub(super) fn below_groups(&self, column: &HeaderColumn) -> Option<usize> {
        let names = column.names().skip(1);
        let found = names.filter_map(|name| self.names.find(&name)).next()?;
        known::is_figure(found).then_some(found)
    }
}

impl Builder<'_, '_> {
    /// Tells of columns that are wanted, are given by no other and are named without their groups.
    pub(super) fn tell_group_names(&mut self, is_long: bool) {
        let header = &self.layout.header;
        let is_of_use = |column: usize| {
            let is_figure = if is_long {
                known::is_number_of_row(column)
            } else {
                self.shared.columns.is_used(column)
            };
            is_figure
                && header.position(column).is_none()
                && !self.defaults.texts.contains_key(&column)
        };
        let columns = header.rows().columns().iter().enumerate();
        let named: Vec<(usize, String)> = columns
            .filter(|(index, _)| header.columns.get(*index) == Some(&None))
            .filter(|(_, column)| self.defaults.below_groups(column).is_some_and(is_of_use))
            .map(|(index, column)| (index, format!("“{}”", column.name())))
            .collect();
        let [(first, _), others @ ..] = &named[..] else {
            return;
        };
        let told: Vec<&str> = named.iter().map(|(_, name)| &**name).collect();
        let error = Code::ColumnUnderGroup
            .at(header.place(self.file, *first))
            .arg("columns", told.join(", "));
        let others = others
            .iter()
            .map(|(index, _)| header.place(self.file, *index));
        self.diagnostics
            .push(others.fold(error, Diagnostic::related));
    }
}
