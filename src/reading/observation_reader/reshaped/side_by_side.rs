//! Tables of one form that stand side by side on a sheet: made into one below the other.

use super::data_rows::data_rows;
use super::places::CellPlace;
use super::sheet::{path_of_header, place_in_header};
use super::{ReshapedColumn, ReshapedTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::reading::column::known;
use crate::reading::observation_reader::table_context::TableContext;
use crate::reading::surroundings::PathPeriod;
use crate::source::{Header, ReshapedCell, Row, TableRows, header_key};

/// Tables side by side, and their rows.
pub(in crate::reading::observation_reader) struct SideBySide<'t> {
    header: Header,
    /// The columns of each, those of one name at one place.
    tables: Vec<Vec<usize>>,
    rows: Vec<Row<'t>>,
}

impl<'t> SideBySide<'t> {
    /// The tables of a header that repeats all its names.
    pub(in crate::reading::observation_reader) fn of(
        header: &Header,
        rows: &TableRows<'t>,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let tables = tables(header)?;
        Some(Self {
            header: header.clone(),
            tables,
            rows: data_rows(rows, header, context, diagnostics),
        })
    }

    /// The table with the rows of all. Where each has a title of its own, what it says holds for that one alone: told.
    pub(in crate::reading::observation_reader) fn reshape<'s>(
        &'s self,
        titles: &[Row<'_>],
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<ReshapedTable<'s>> {
        let second = self.tables.get(1)?.first().copied()?;
        let has_own_title = |row: &Row<'_>| {
            let is_filled = |at: &usize| !row.cell(*at).is_empty() && !row.is_copy(*at);
            (0..second).any(|at| is_filled(&at)) && (second..row.len()).any(|at| is_filled(&at))
        };
        let says_period = |row: &Row<'_>| {
            let mut cells = row.cells().filter(|cell| !cell.is_empty());
            cells.any(|cell| !PathPeriod::of(&[cell.into()], None).is_empty())
        };
        let is_own = |row: &&Row<'_>| has_own_title(row) && says_period(row);
        let is_titled = titles.last().is_some_and(has_own_title);
        if is_titled || titles.iter().any(|row| is_own(&row)) {
            let error = Diagnostic::new(Code::TablesSideBySide);
            diagnostics.push(error.at(self.header.place(context.file, second)));
            return None;
        }
        let first = &self.tables[0];
        let columns = first.iter().map(|at| ReshapedColumn {
            path: path_of_header(&self.header, *at),
            column: self.header.columns.get(*at).copied().flatten(),
            place: place_in_header(&self.header, *at),
        });
        let mut reshaped = ReshapedTable::new(context.file, columns.collect(), self.tables.len());
        for table in &self.tables {
            for row in &self.rows {
                if table.iter().all(|at| row.cell(*at).is_empty()) {
                    continue;
                }
                let cell = |at: &usize| {
                    let place = CellPlace {
                        line: row.line(),
                        index: *at,
                    };
                    (ReshapedCell::of_row(row, *at), place)
                };
                reshaped.add(row.line(), table.iter().map(cell).collect());
            }
        }
        Some(reshaped)
    }
}

/// The columns of each table, where the names of a header are those of one table several times over.
fn tables(header: &Header) -> Option<Vec<Vec<usize>>> {
    let unit = header.position(known::UNIT)?;
    header.repeats(known::UNIT).next()?;
    let named: Vec<(usize, String)> = header
        .cells
        .iter()
        .enumerate()
        .map(|(at, name)| (at, header_key(name)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let unit_name = &named.iter().find(|(at, _)| *at == unit)?.1;
    let count = named.iter().filter(|(_, name)| name == unit_name).count();
    let width = named.len() / count.max(1);
    if count < 2 || width < 2 || !named.len().is_multiple_of(count) {
        return None;
    }
    let mut tables = named.chunks(width);
    let names = |table: &[(usize, String)]| -> Vec<String> {
        table.iter().map(|(_, name)| name.clone()).collect()
    };
    let first = names(tables.next()?);
    let is_same = tables.all(|table| names(table) == first);
    let positions = |table: &[(usize, String)]| table.iter().map(|(at, _)| *at).collect();
    is_same.then(|| named.chunks(width).map(positions).collect())
}
