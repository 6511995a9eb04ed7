//! A table across whose rows are the columns of the form: one row of a plain table of each thing across.

use super::across::{
    AcrossTable, is_of, is_same_name, names_of_row, says_of_row, tell_other_thing, without_number,
};
use super::heads::Known;
use super::places::CellPlace;
use super::sheet::{Content, path_of, place_of};
use super::{ReshapedColumn, ReshapedTable};
use crate::calendar::PeriodLength;
use crate::diagnostic::{Code, Diagnostics};
use crate::reading::column::known;
use crate::reading::column_path::{Otherwise, WITHIN, holds, otherwise, otherwise_in, padded};
use crate::reading::observation_reader::given_keys::likely_period;
use crate::reading::observation_reader::measure::tell_measure_of_form;
use crate::reading::observation_reader::proposal::{Proposal, meant_alone};
use crate::reading::observation_reader::row_name::Level;
use crate::reading::observation_reader::table_context::TableContext;
use crate::reading::observation_reader::toml_lines::toml_text;
use crate::reading::surroundings::PathPeriod;
use crate::source::{
    CellKind, HeaderColumn, PATH_SEPARATOR, ReshapedCell, Row, StackedHeader, TableRows,
    cell_place, header_key, one_line,
};

/// The column whose cells name what the rows are.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowNames {
    pub(super) position: usize,
    /// Whether they are columns of the form; else they are indicators.
    pub(super) are_columns: bool,
}

/// Finds the column whose cells name columns of the form, or indicators: the one with most of either. A few such words
/// among others name nothing.
pub(super) fn find(table: &AcrossTable<'_>, context: TableContext<'_>) -> Option<RowNames> {
    let mut best: Option<(usize, RowNames)> = None;
    for position in table.plain() {
        let named = named_rows(table, position);
        let rows: Vec<&NamedRow<'_, '_>> = named.iter().filter(|row| row.has_figures).collect();
        let is_column = |row: &&&NamedRow<'_, '_>| {
            let found = row.column_of(table.heads.length, context);
            found.is_some_and(|(column, _)| column != known::UNUSED)
        };
        let is_indicator = |row: &&&NamedRow<'_, '_>| {
            let names = names_of_row(row.row.cell(position));
            let mut names = names.into_iter();
            names.any(|name| context.shared.indicator_names.find(name).is_some())
        };
        let columns = rows.iter().filter(is_column).count();
        let indicators = rows.iter().filter(is_indicator).count();
        for (count, are_columns) in [(indicators, false), (columns, true)] {
            let is_enough = count > 0 && count * 3 >= rows.len();
            if is_enough && count > best.map_or(0, |(most, _)| most) {
                best = Some((
                    count,
                    RowNames {
                        position,
                        are_columns,
                    },
                ));
            }
        }
    }
    best.map(|(_, names)| names)
}

/// The column of the form that a row of this name is.
fn column_of(text: &str, context: TableContext<'_>) -> Option<usize> {
    let of = |name: &str| context.defaults.names.find(name);
    let found = names_of_row(text).into_iter().find_map(of)?;
    (!says_of_row(found)).then_some(found)
}

/// A row that a row stands below.
#[derive(Debug, Clone, Copy)]
struct Parent<'s> {
    level: Option<Level>,
    name: &'s str,
    has_figures: bool,
}

/// A row by its name and what it stands below.
struct NamedRow<'s, 't> {
    row: &'s Row<'t>,
    has_figures: bool,
    parents: Vec<Parent<'s>>,
    name: &'s str,
}

/// The rows by their names. What numbers them says which stands below which.
fn named_rows<'s, 't>(table: &'s AcrossTable<'t>, position: usize) -> Vec<NamedRow<'s, 't>> {
    let mut above: Vec<Parent<'s>> = Vec::new();
    let mut named = Vec::new();
    for row in &table.rows {
        let text = row.cell(position);
        let has_figures = Content::of(row, table) == Content::Figures;
        let numbers = (0..position).map(|at| row.cell(at));
        let number = numbers.rev().find_map(Level::of_cell);
        // `Đúng hạn` below `1` is lower where a dash stands before it.
        let level = number.max(Level::of_name(text));
        match level {
            Some(_) => above.retain(|parent| parent.level.is_none() || parent.level < level),
            None if !has_figures => above.clear(),
            None => {}
        }
        let name = without_number(text);
        named.push(NamedRow {
            row,
            has_figures,
            parents: above.clone(),
            name,
        });
        if !name.is_empty() && (level.is_some() || !has_figures) {
            above.push(Parent {
                level,
                name,
                has_figures,
            });
        }
    }
    named
}

impl NamedRow<'_, '_> {
    /// The paths under which it may be known, the longest first.
    fn paths(&self) -> impl Iterator<Item = Vec<Box<str>>> + '_ {
        (0..self.parents.len()).map(|from| {
            let parents = self.parents[from..].iter().map(|parent| parent.name);
            let path = parents.chain([self.name]);
            path.map(|name| one_line(name).into()).collect()
        })
    }

    /// The column of the form that it is, and the path that says so: that of what it stands below, where that is mapped, else
    /// its own name. What stands below a count is that count only where the path as a whole means it.
    fn column_of(
        &self,
        length: Option<PeriodLength>,
        context: TableContext<'_>,
    ) -> Option<(usize, Vec<Box<str>>)> {
        for path in self.paths() {
            if let Some(column) = column_of(&path.join(PATH_SEPARATOR), context) {
                return Some((column, path));
            }
        }
        let own = vec![one_line(self.name).into()];
        let found = column_of(self.name, context)?;
        let Some(path) = self.paths().next().filter(|_| found != known::UNUSED) else {
            return Some((found, own));
        };
        if otherwise_in(&path, length).is_some() {
            return None;
        }
        let meant = meant_alone(&HeaderColumn { path, line: 0 }, context.shared.indicators);
        let meant = meant.and_then(|name| context.defaults.names.find(name));
        let is_part = self.parents.iter().any(|parent| parent.has_figures);
        let is_meant = meant == Some(found) || (meant.is_none() && !is_part);
        is_meant.then_some((found, own))
    }
}

/// The names that `[columns]` may give to the rows.
pub(super) fn row_keys(table: &AcrossTable<'_>, position: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for named in named_rows(table, position) {
        keys.push(header_key(named.name));
        keys.push(header_key(named.row.cell(position)));
        keys.extend(
            named
                .paths()
                .map(|path| header_key(&path.join(PATH_SEPARATOR))),
        );
    }
    keys
}

/// The rows that give one row of the plain table: those with the same keys.
struct Record<'s, 't> {
    keys: Vec<ReshapedCell<'s>>,
    places: Vec<CellPlace>,
    /// Of each column of the form its row.
    rows: Vec<Option<&'s Row<'t>>>,
}

/// The plain table, and its columns.
pub(super) fn reshape<'s>(
    table: &'s AcrossTable<'_>,
    position: usize,
    known: Known<'_>,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(ReshapedTable<'s>, Vec<ReshapedColumn>)> {
    let (rest, left_out) = the_rest(table, context, diagnostics)?;
    let key_columns: Vec<(usize, usize)> = table
        .plain()
        .filter_map(|at| Some((at, table.header.columns.get(at).copied()??)))
        .filter(|(at, column)| {
            let is_key = says_of_row(*column) && !matches!(*column, known::INDICATOR);
            is_key && *at != position && !is_of(known.across, *column)
        })
        .collect();
    let mut forms: Vec<Form> = Vec::new();
    let mut rows: Vec<(&'s Row<'_>, usize)> = Vec::new();
    let mut unknown: Vec<NamedRow<'s, '_>> = Vec::new();
    for named in named_rows(table, position) {
        if !named.has_figures {
            continue;
        }
        let Some((column, path)) = named.column_of(table.heads.length, context) else {
            unknown.push(named);
            continue;
        };
        if column == known::UNUSED {
            continue;
        }
        let form = forms.iter().position(|form| form.column == column);
        let form = form.unwrap_or_else(|| {
            let place = CellPlace {
                line: named.row.line(),
                index: position,
            };
            forms.push(Form {
                column,
                path,
                place,
            });
            forms.len() - 1
        });
        rows.push((named.row, form));
    }
    let used = rows.iter().map(|(row, _)| *row);
    tell_measure_of_form(used, &table.header, context, diagnostics);
    tell_unknown(&unknown, &forms, position, context, diagnostics);
    let mut columns: Vec<ReshapedColumn> = key_columns
        .iter()
        .map(|(at, column)| ReshapedColumn {
            path: path_of(table, *at),
            column: Some(*column),
            place: place_of(table, *at),
        })
        .collect();
    columns.push(ReshapedColumn {
        path: vec!["*".into()],
        column: Some(known.column()),
        place: table.heads.things.first()?.place,
    });
    columns.extend(forms.iter().map(|form| ReshapedColumn {
        path: form.path.clone(),
        column: Some(form.column),
        place: form.place,
    }));
    // What is left out is told with the columns that are not known.
    columns.extend(left_out.into_iter().map(|path| ReshapedColumn {
        path,
        column: None,
        place: table.heads.things[0].place,
    }));
    let records = records(
        &rows,
        &key_columns,
        forms.len(),
        context,
        diagnostics,
        position,
    );
    let mut reshaped = ReshapedTable::new(context.file, columns.clone(), 1);
    for (thing, named) in table.heads.things.iter().enumerate() {
        let at = table
            .heads
            .positions(thing, &[rest])
            .into_iter()
            .next()
            .flatten();
        let Some(at) = at else { continue };
        let cell = |row: Option<&&'s Row<'_>>| row.map_or("", |row| row.cell(at));
        for record in &records {
            if record.rows.iter().all(|row| cell(row.as_ref()).is_empty()) {
                continue;
            }
            let keys = record
                .keys
                .iter()
                .copied()
                .zip(record.places.iter().copied());
            let mut cells: Vec<(ReshapedCell<'s>, CellPlace)> = keys.collect();
            cells.push((ReshapedCell::of_text(&named.text), named.place));
            cells.extend(record.rows.iter().map(|row| match row {
                Some(row) => {
                    let place = CellPlace {
                        line: row.line(),
                        index: at,
                    };
                    (ReshapedCell::of_row(row, at), place)
                }
                None => (ReshapedCell::of_text(""), named.place),
            }));
            let line = record.rows.iter().flatten().map(|row| row.line()).min();
            reshaped.add(line.unwrap_or(named.place.line), cells);
        }
    }
    Some((reshaped, columns))
}

/// The rows by their keys. One column of the form twice is told.
fn records<'s, 't>(
    rows: &[(&'s Row<'t>, usize)],
    key_columns: &[(usize, usize)],
    forms: usize,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
    position: usize,
) -> Vec<Record<'s, 't>> {
    let mut records: Vec<Record<'s, 't>> = Vec::new();
    let mut above: Vec<Option<(ReshapedCell<'s>, CellPlace)>> = vec![None; key_columns.len()];
    for (row, form) in rows {
        let mut keys = Vec::with_capacity(key_columns.len());
        let mut places = Vec::with_capacity(key_columns.len());
        for ((at, column), above) in key_columns.iter().zip(&mut above) {
            let own = (
                ReshapedCell::of_row(row, *at),
                CellPlace {
                    line: row.line(),
                    index: *at,
                },
            );
            let is_empty = own.0.text.is_empty() && own.0.kind != CellKind::EmptyResult;
            let is_filled = is_empty && context.defaults.form.fill_down.contains(column);
            let (cell, place) = match *above {
                Some(above) if is_filled => above,
                _ => own,
            };
            *above = Some((cell, place));
            keys.push(cell);
            places.push(place);
        }
        let is_same = |record: &&mut Record<'_, '_>| {
            let mut pairs = record.keys.iter().zip(&keys);
            pairs.all(|(one, other)| one.text == other.text || is_same_name(one.text, other.text))
        };
        if records.iter_mut().find(is_same).is_none() {
            records.push(Record {
                keys: keys.clone(),
                places,
                rows: vec![None; forms],
            });
        }
        let record = records.iter_mut().find(is_same);
        let Some(slot) = record.and_then(|record| record.rows.get_mut(*form)) else {
            continue;
        };
        match slot {
            Some(first) if row.cells().eq(first.cells()) => {}
            Some(first) => {
                let error = Code::RowNameTwice
                    .at(cell_place(context.file, row.line(), position))
                    .related(cell_place(context.file, first.line(), position))
                    .arg("text", one_line(row.cell(position)));
                diagnostics.push(error);
            }
            None => *slot = Some(row),
        }
    }
    records
}

/// A column of the form that rows are.
struct Form {
    column: usize,
    path: Vec<Box<str>>,
    place: CellPlace,
}

/// What stands between the things across and their cells, and what of it is left out.
type Rest<'s> = (&'s [Box<str>], Vec<Vec<Box<str>>>);

/// What stands between the things across and their cells, and what of it is left out: columns of another time or thing
/// beside the one that is of the table's. Where several are left, which is meant nobody can say.
fn the_rest<'s>(
    table: &'s AcrossTable<'_>,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Rest<'s>> {
    let rests = table.heads.rests();
    if let [rest] = rests[..] {
        return (!tell_other_thing(rest, table, context, diagnostics))
            .then_some((rest, Vec::new()));
    }
    let period = likely_period(
        context.file,
        &table.titles,
        context.sources,
        context.defaults,
    );
    let start = Some(context.defaults.form.year_start);
    let is_named_unused =
        |rest: &[Box<str>]| column_of(&rest.join(PATH_SEPARATOR), context) == Some(known::UNUSED);
    let is_other = |rest: &[Box<str>]| {
        let said = PathPeriod::of(rest, start);
        otherwise_in(rest, table.heads.length).is_some()
            || period.is_some_and(|period| said.contradicts(period))
    };
    let is_own = |rest: &[Box<str>]| {
        let said = PathPeriod::of(rest, start);
        let is_of_table = period.is_some_and(|period| said.names(period));
        // Of the others, one of the whole year is left in a table of years alone.
        let is_of_year = |part: &[Box<str>]| otherwise(part) == Some(Otherwise::WholeYear);
        let mut parts = rest.chunks(1);
        is_of_table || parts.all(|part| holds(&padded(&part[0]), &WITHIN) || is_of_year(part))
    };
    let used = || rests.iter().filter(|rest| !is_named_unused(rest));
    let mut kept = used().filter(|rest| !is_other(rest));
    match (kept.next(), kept.next()) {
        (Some(rest), None) if is_own(rest) || used().count() == 1 => {
            let others = used().filter(|other| is_other(other));
            Some((rest, others.map(|other| other.to_vec()).collect()))
        }
        _ => {
            let lines: String = used()
                .map(|rest| format!("{} = \"\"\n", toml_text(&rest.join(PATH_SEPARATOR))))
                .collect();
            let named: Vec<String> = used()
                .map(|rest| format!("“{}”", rest.join(PATH_SEPARATOR)))
                .collect();
            let mut error = Code::AcrossSeveral
                .at(table.first_place(context))
                .arg("columns", named.join(", "));
            context.set_columns(&mut error, &lines);
            diagnostics.push(error);
            None
        }
    }
}

/// Tells of rows that are not known, with the lines that would make them so.
fn tell_unknown(
    unknown: &[NamedRow<'_, '_>],
    forms: &[Form],
    position: usize,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let place = |named: &NamedRow<'_, '_>| cell_place(context.file, named.row.line(), position);
    let Some((first, others)) = unknown.split_first() else {
        return;
    };
    let told = |named: &NamedRow<'_, '_>| format!("“{}”", one_line(named.row.cell(position)));
    let told: Vec<String> = unknown.iter().map(told).collect();
    let warning = Code::UnknownRowName
        .at(place(first))
        .arg("rows", told.join(", "));
    let mut warning = others
        .iter()
        .fold(warning, |warning, named| warning.related(place(named)));
    let path = |named: &NamedRow<'_, '_>| {
        let whole = named.paths().next();
        whole.unwrap_or_else(|| vec![one_line(named.name).into()])
    };
    let paths = unknown.iter().map(path);
    let known = forms.iter().map(|form| Some(form.column));
    let known: Vec<Option<usize>> = paths.clone().map(|_| None).chain(known).collect();
    let paths = paths.chain(forms.iter().map(|form| form.path.clone()));
    let header =
        StackedHeader::from_columns(paths.map(|path| HeaderColumn { path, line: 0 }).collect());
    let rows = TableRows::Made([].iter());
    let (shared, defaults) = (context.shared, context.defaults);
    if let Some(proposal) = Proposal::new(&header, &known, &rows, None, shared, defaults) {
        proposal.attach_to(context.file, context.sources, defaults, &mut warning);
    }
    diagnostics.push(warning);
}
