//! A table across each of whose rows gives figures of its own: one plain table below the other, one of each thing across.

use super::across::{AcrossTable, is_of, says_of_row, value_of};
use super::heads::Known;
use super::places::CellPlace;
use super::{ReshapedColumn, ReshapedTable};
use crate::diagnostic::{Code, Diagnostics};
use crate::number;
use crate::place::FileId;
use crate::reading::UnitMatch;
use crate::reading::column::known;
use crate::reading::observation_reader::table_context::TableContext;
use crate::reading::table_form::Across;
use crate::source::{CellKind, Header, PATH_SEPARATOR, ReshapedCell, Row};

/// The plain table, and its columns; `indicator` is the column that names indicators by what it holds.
pub(super) fn reshape<'s>(
    table: &'s AcrossTable<'_>,
    indicator: Option<usize>,
    known: Known<'_>,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(ReshapedTable<'s>, Vec<ReshapedColumn>)> {
    let plain: Vec<usize> = table.plain().collect();
    let mut columns: Vec<ReshapedColumn> = plain
        .iter()
        .map(|at| plain_column(table, *at, indicator, known))
        .collect();
    let rests = table.heads.rests();
    let is_long = known.across == Across::Indicator
        || columns
            .iter()
            .any(|column| column.column == Some(known::INDICATOR));
    let first = table.heads.things.first()?.place;
    columns.push(ReshapedColumn {
        path: vec!["*".into()],
        column: Some(known.column()),
        place: first,
    });
    for rest in &rests {
        let named = context.defaults.column(&rest.join(PATH_SEPARATOR), &[]);
        let named = named.filter(|column| !says_of_row(*column));
        let column = match named {
            Some(column) if !rest.is_empty() => Some(column),
            _ if rest.is_empty() || rests.len() == 1 => {
                value_of(rest, table, is_long, context, diagnostics)
            }
            _ => None,
        };
        columns.push(ReshapedColumn {
            path: if rest.is_empty() {
                vec![
                    column
                        .map_or("", |column| context.shared.columns.shown(column))
                        .into(),
                ]
            } else {
                rest.to_vec()
            },
            column,
            place: first,
        });
    }
    if diagnostics
        .iter()
        .any(|told| told.code == Code::AcrossWithoutValue)
    {
        return None;
    }
    let mut reshaped = ReshapedTable::new(context.file, columns.clone(), table.heads.things.len());
    let unit = columns
        .iter()
        .position(|column| column.column == Some(known::UNIT));
    let unit = unit.and_then(|at| plain.get(at)).copied();
    let names_unit = |row: &Row<'_>| unit.is_some_and(|at| is_unit(row.cell(at), context));
    let rows: Vec<(&'s Row<'_>, Content)> = table
        .rows
        .iter()
        .map(|row| (row, Content::of(row, table)))
        .filter(|(row, content)| *content != Content::Nothing || !names_unit(row))
        .collect();
    for (thing, named) in table.heads.things.iter().enumerate() {
        let positions = table.heads.positions(thing, &rests);
        // Months that have not come yet are blank.
        let holds_something = |row: &Row<'_>| {
            positions
                .iter()
                .flatten()
                .any(|at| !row.cell(*at).is_empty())
        };
        if !table.rows.iter().any(holds_something) {
            continue;
        }
        for (row, content) in &rows {
            let place = |index: usize| CellPlace {
                line: row.line(),
                index,
            };
            let mut cells: Vec<(ReshapedCell<'s>, CellPlace)> = plain
                .iter()
                .map(|at| (ReshapedCell::of_row(row, *at), place(*at)))
                .collect();
            let text = if *content == Content::Figures {
                &*named.text
            } else {
                ""
            };
            cells.push((ReshapedCell::of_text(text), named.place));
            for position in &positions {
                cells.push(match position {
                    Some(at) => (ReshapedCell::of_row(row, *at), place(*at)),
                    None => (ReshapedCell::of_text(""), place(0)),
                });
            }
            reshaped.add(row.line(), cells);
        }
    }
    Some((reshaped, columns))
}

/// A column of every row.
fn plain_column(
    table: &AcrossTable<'_>,
    at: usize,
    indicator: Option<usize>,
    known: Known<'_>,
) -> ReshapedColumn {
    let found = table.header.columns.get(at).copied().flatten();
    // A count outside the things across is none of theirs; and what stands across stands nowhere else.
    let found = found.filter(|column| {
        (says_of_row(*column) || *column == known::UNUSED) && !is_of(known.across, *column)
    });
    // What is told already is not told as unused too.
    let is_unlisted = table
        .heads
        .unlisted
        .iter()
        .any(|(unlisted, _)| *unlisted == at);
    let found = found.or(is_unlisted.then_some(known::UNUSED));
    let has_indicator = table.header.position(known::INDICATOR).is_some();
    let is_indicator = indicator == Some(at) && !has_indicator;
    ReshapedColumn {
        path: path_of(table, at),
        column: found.or(is_indicator.then_some(known::INDICATOR)),
        place: place_of(table, at),
    }
}

pub(super) fn path_of(table: &AcrossTable<'_>, at: usize) -> Vec<Box<str>> {
    path_of_header(&table.header, at)
}

pub(super) fn place_of(table: &AcrossTable<'_>, at: usize) -> CellPlace {
    place_in_header(&table.header, at)
}

/// The path of a column.
pub(super) fn path_of_header(header: &Header, at: usize) -> Vec<Box<str>> {
    let column = header.rows().columns().get(at);
    column.map_or_else(Vec::new, |column| column.path.clone())
}

/// Where its name stands.
pub(super) fn place_in_header(header: &Header, at: usize) -> CellPlace {
    let line = header.place(FileId(0), at).line;
    CellPlace { line, index: at }
}

fn is_unit(text: &str, context: TableContext<'_>) -> bool {
    let within = context.defaults.unit.flatten();
    !text.is_empty() && context.shared.units.find(text, within) != UnitMatch::Unknown
}

/// What a row holds under things across.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Nothing,
    /// Words alone, such as a signature.
    Words,
    Figures,
}

impl Content {
    pub(super) fn of(row: &Row<'_>, table: &AcrossTable<'_>) -> Self {
        let mut content = Self::Nothing;
        for at in table.across() {
            let text = row.cell(at);
            if text.is_empty() {
                continue;
            }
            let is_figure = row.kind(at) != CellKind::Text
                || number::read(text) != number::Cell::NotANumber
                || text.starts_with(|c: char| c.is_ascii_digit());
            if is_figure {
                return Self::Figures;
            }
            content = Self::Words;
        }
        content
    }
}
