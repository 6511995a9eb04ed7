//! A second column of units to the right of the one that is read, with figures beside it: another table stands there, and
//! would be left out.

use super::given_keys::Beginning;
use super::row_cells::is_number;
use super::table_context::TableContext;
use super::toml_lines::toml_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::UnitId;
use crate::reading::UnitMatch;
use crate::reading::column::known;
use crate::source::{Row, cell_place, one_line};

/// So many rows are looked at.
const ROWS_SEEN: usize = 60;
/// So many columns are looked at.
const MOST_COLUMNS: usize = 60;

/// What a column that is not read holds.
#[derive(Clone, Default)]
struct Held {
    /// How many cells hold words.
    words: usize,
    /// How many of them name a unit that is neither the row's own nor above it.
    units: usize,
    numbers: usize,
    first: Option<u32>,
}

/// The error about another table to the right.
pub(super) fn second_units(
    table: Beginning<'_, '_>,
    context: TableContext<'_>,
) -> Option<Diagnostic> {
    let header = table.header;
    let unit = header.position(known::UNIT)?;
    let is_read = |at: usize| header.columns.get(at).copied().flatten().is_some();
    let (mut rows, mut row) = (table.rows.clone(), Row::default());
    let mut held: Vec<Held> = Vec::new();
    for _ in 0..ROWS_SEEN {
        if !matches!(rows.next_into(&mut row), Ok(true)) {
            break;
        }
        let last = row.len().min(unit + MOST_COLUMNS);
        for at in (unit + 1..last).filter(|at| !is_read(*at)) {
            if row.cell(at).is_empty() || row.is_copy(at) {
                continue;
            }
            if held.len() <= at {
                held.resize(at + 1, Held::default());
            }
            held[at].take(&row, at, unit, context);
        }
    }
    let at = (0..held.len()).find(|at| held[*at].is_of_units() && has_numbers(&held[at + 1..]))?;
    let line = held[at].first?;
    let error = Diagnostic::new(Code::SecondUnitColumn);
    let name = header.cells.get(at).map_or("", |name| name);
    Some(if name.is_empty() {
        error
            .at(cell_place(context.file, line, at))
            .help("no-heading")
    } else {
        let mut error = error.at(header.place(context.file, at));
        context.set_columns(&mut error, &format!("{} = \"\"\n", toml_text(name)));
        error.arg("column", one_line(name))
    })
}

impl Held {
    fn take(&mut self, row: &Row<'_>, at: usize, unit: usize, context: TableContext<'_>) {
        let text = row.cell(at);
        if is_number(row, at) {
            self.numbers += 1;
        } else if text.chars().any(char::is_alphabetic) {
            self.words += 1;
            let (own, named) = (unit_of(row.cell(unit), context), unit_of(text, context));
            let units = context.shared.units.units();
            let is_other = |id: UnitId| own.is_none_or(|own| own != id && !units.is_above(id, own));
            if named.is_some_and(is_other) {
                self.units += 1;
                self.first.get_or_insert(row.line());
            }
        }
    }

    fn is_of_units(&self) -> bool {
        2 * self.units > self.words + self.numbers
    }
}

fn has_numbers(others: &[Held]) -> bool {
    others.iter().any(|held| held.numbers > 0)
}

fn unit_of(text: &str, context: TableContext<'_>) -> Option<UnitId> {
    match context
        .shared
        .units
        .find(text, context.defaults.unit.flatten())
    {
        UnitMatch::One(id) => Some(id),
        _ => None,
    }
}
