//! Tables whose figures do not stand in columns of their own: made into the rows of a plain table, which is read like any
//! other. What is told of it, and where its figures stand, is then put back to the cells that they came from.
//!
//! | file | holds |
//! | --- | --- |
//! | `across` | tables whose header's cells are periods, units, fields or indicators |
//! | `data_rows` | the rows below the header of such a table |
//! | `heads` | what each column of such a table is |
//! | `sheet` | the rows of one, where each gives figures of its own |
//! | `named_rows` | where the rows are the columns of the form |
//! | `unit_and_field` | a column of units and, on the lines below each, fields |
//! | `side_by_side` | tables of one form beside each other |
//! | `places` | from the cells of a reshaped table back to those that they came from |

mod across;
mod data_rows;
mod heads;
mod named_rows;
mod places;
mod sheet;
mod side_by_side;
mod unit_and_field;

pub(super) use across::{find_across, has_across_header};
pub(super) use heads::Known;
pub(super) use side_by_side::SideBySide;
pub(super) use unit_and_field::UnitAndField;

use super::table_read::TableRead;
use crate::place::FileId;
use crate::reading::column::known;
use crate::source::{Header, HeaderColumn, ReshapedCell, Row, StackedHeader, header_key};
use places::{CellPlace, Places};

/// A plain table that is made of another.
#[derive(Debug)]
pub(super) struct ReshapedTable<'t> {
    pub(super) header: Header,
    pub(super) rows: Vec<Row<'t>>,
    places: Places,
    /// Of how many tables that have the same rows it is made.
    parts: usize,
}

/// A column of a reshaped table.
#[derive(Debug, Clone)]
struct ReshapedColumn {
    path: Vec<Box<str>>,
    column: Option<usize>,
    place: CellPlace,
}

impl<'t> ReshapedTable<'t> {
    fn new(file: FileId, columns: Vec<ReshapedColumn>, parts: usize) -> Self {
        let mut places = Places::new(file);
        let line = places.add(columns.first().map_or(0, |column| column.place.line), {
            columns.iter().map(|column| column.place).collect()
        });
        let known = columns.iter().map(|column| column.column).collect();
        let stack = columns.into_iter().map(|column| HeaderColumn {
            path: column.path,
            line,
        });
        Self {
            header: Header::from_columns(line, StackedHeader::from_columns(stack.collect()), known),
            rows: Vec::new(),
            places,
            parts,
        }
    }

    /// Adds a row of which each cell knows where it stands; its own line is that of its first figure.
    fn add(&mut self, line: u32, cells: Vec<(ReshapedCell<'t>, CellPlace)>) {
        let at = cells.iter().map(|(_, place)| *place).collect();
        let line = self.places.add(line, at);
        let cells = cells.into_iter().map(|(cell, _)| cell);
        self.rows.push(Row::from_cells(line, cells));
    }

    /// Puts what was read back to the cells that it came from.
    pub(super) fn put_back(&self, read: &mut TableRead) {
        self.places.put_back(read);
        if let Some(summary) = &mut read.summary {
            let left_out = &mut summary.left_out;
            // Each row is read once a part.
            for count in [
                &mut left_out.empty,
                &mut left_out.headers,
                &mut left_out.numberings,
                &mut left_out.totals,
                &mut left_out.headings,
                &mut left_out.asides,
                &mut left_out.skipped,
                &mut left_out.texts,
            ] {
                *count = count.div_ceil(self.parts.max(1));
            }
        }
    }
}

/// The keys under which `[columns]` may name a column of a reshaped table.
fn name_keys(columns: &[ReshapedColumn]) -> impl Iterator<Item = String> + '_ {
    let named = columns
        .iter()
        .filter(|column| column.column != Some(known::UNUSED));
    named.map(|column| header_key(&column.path.join(crate::source::PATH_SEPARATOR)))
}
