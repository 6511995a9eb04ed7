//! A column that holds a unit on a line of its own and fields on the lines below it: made into one column of each.

use super::data_rows::data_rows;
use super::heads::Known;
use super::places::CellPlace;
use super::sheet::{path_of_header, place_in_header};
use super::{ReshapedColumn, ReshapedTable};
use crate::diagnostic::{Code, Diagnostics};
use crate::reading::UnitMatch;
use crate::reading::column::known;
use crate::reading::observation_reader::row_cells::is_number;
use crate::reading::observation_reader::row_name::{RowName, row_name};
use crate::reading::observation_reader::table_context::TableContext;
use crate::reading::table_form::Across;
use crate::source::{Header, ReshapedCell, Row, TableRows, cell_place, one_line};

/// What a line of such a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A unit, whether the register has it or not.
    Unit,
    Field,
    /// A total of what stands above, or of everything.
    Total,
    /// Words, a comparison, nothing.
    Other,
    /// A name with figures that is neither a unit nor a field that is listed.
    Unknown,
}

/// A table with such a column, and its rows.
pub(in crate::reading::observation_reader) struct UnitAndField<'t> {
    header: Header,
    at: usize,
    rows: Vec<Row<'t>>,
}

impl<'t> UnitAndField<'t> {
    /// The table of a header with such a column.
    pub(in crate::reading::observation_reader) fn of(
        header: &Header,
        rows: &TableRows<'t>,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let at = header.position(known::UNIT_AND_FIELD)?;
        Some(Self {
            header: header.clone(),
            at,
            rows: data_rows(rows, header, context, diagnostics),
        })
    }

    /// The table with a column for the unit and one for the field. A line that is neither is told, as is one for a field
    /// above all units: then the units stand below the fields.
    pub(in crate::reading::observation_reader) fn reshape<'s>(
        &'s self,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> ReshapedTable<'s> {
        let others: Vec<usize> = (0..self.header.cells.len())
            .filter(|at| *at != self.at)
            .collect();
        let column = |at: usize, column: Option<usize>| ReshapedColumn {
            path: path_of_header(&self.header, at),
            column,
            place: place_in_header(&self.header, at),
        };
        let mut columns = vec![
            column(self.at, Some(known::UNIT)),
            column(self.at, Some(known::FIELD)),
        ];
        columns.extend(
            others
                .iter()
                .map(|at| column(*at, self.header.columns[*at])),
        );
        let mut reshaped = ReshapedTable::new(context.file, columns, 1);
        let lines: Vec<Line> = self
            .rows
            .iter()
            .map(|row| self.line(row, context))
            .collect();
        let last_unit = lines.iter().rposition(|line| *line == Line::Unit);
        let (mut total, mut units, mut totals) = ("", 0, 0);
        for (index, (row, line)) in self.rows.iter().zip(lines).enumerate() {
            let text = row.cell(self.at);
            match line {
                Line::Unit => {
                    total = "";
                    units += 1;
                }
                Line::Total => {
                    total = text;
                    totals += 1;
                }
                Line::Field if units == 0 && total.is_empty() => {
                    self.tell(row, Code::FieldAboveUnits, context, diagnostics);
                }
                Line::Unknown => self.tell(row, Code::NeitherUnitNorField, context, diagnostics),
                _ => {}
            }
            let (unit, field) = match line {
                Line::Unit => (text, ""),
                // Below the last unit it is the total of everything, unless each of the others had its own.
                Line::Total
                    if last_unit.is_none_or(|last| last < index)
                        && (units < 2 || totals != units) =>
                {
                    (text, "")
                }
                // What stands below a total divides it.
                Line::Field if !total.is_empty() => (total, text),
                _ => ("", text),
            };
            let place = |index: usize| CellPlace {
                line: row.line(),
                index,
            };
            let own = [unit, field].map(|text| (ReshapedCell::of_text(text), place(self.at)));
            let rest = others
                .iter()
                .map(|at| (ReshapedCell::of_row(row, *at), place(*at)));
            reshaped.add(row.line(), own.into_iter().chain(rest).collect());
        }
        reshaped
    }

    fn tell(
        &self,
        row: &Row<'_>,
        code: Code,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let error = code
            .at(cell_place(context.file, row.line(), self.at))
            .arg("text", one_line(row.cell(self.at)));
        diagnostics.push(error);
    }

    fn line(&self, row: &Row<'_>, context: TableContext<'_>) -> Line {
        let text = row.cell(self.at);
        let (shared, defaults) = (context.shared, context.defaults);
        let units = Known {
            across: Across::Unit,
            defaults,
            shared,
        };
        if text.is_empty() || defaults.form.skip.iter().any(|form| form.matches(text)) {
            return Line::Other;
        }
        if shared.field_names.find(text).is_some() {
            return Line::Field;
        }
        let found = shared.units.find(text, defaults.unit.flatten());
        let is_known = !matches!(found, UnitMatch::Unknown | UnitMatch::Elsewhere(_));
        match row_name(text) {
            _ if is_known => return Line::Unit,
            Some(RowName::Total | RowName::NamedTotal) => return Line::Total,
            Some(RowName::Aside) => return Line::Other,
            None => {}
        }
        let has_number = (0..row.len()).any(|at| {
            let column = self.header.columns.get(at).copied().flatten();
            column.is_some_and(known::is_figure) && is_number(row, at)
        });
        if units.is_such(text) || shared.units.nearest(text).is_some() {
            Line::Unit
        } else if !has_number {
            Line::Other
        } else if shared.listed_fields.is_empty() {
            Line::Field
        } else {
            Line::Unknown
        }
    }
}
