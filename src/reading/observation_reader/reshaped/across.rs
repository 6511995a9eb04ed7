//! Tables across: the cells of their header are periods, units, fields or indicators, as `across` in the folder says.

use super::data_rows::data_rows;
use super::heads::{Head, Heads, Known};
use super::{ReshapedTable, name_keys, named_rows, sheet};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::place::Place;
use crate::reading::column::{is_part_of_period, known};
use crate::reading::column_path::otherwise_in;
use crate::reading::observation_reader::given_keys::{
    beside_years_across, likely_period, likely_year,
};
use crate::reading::observation_reader::other_title::tell_other_title;
use crate::reading::observation_reader::part_columns::{Beside, name_part_columns};
use crate::reading::observation_reader::row_cells::{moved_header, short_header};
use crate::reading::observation_reader::table_context::TableContext;
use crate::reading::observation_reader::toml_lines::toml_text;
use crate::reading::surroundings::is_period;
use crate::reading::table_form::Across;
use crate::source::{Header, PATH_SEPARATOR, Row, Table, TableSource, header_key, one_line};

/// A table across, whose header was found.
pub(in crate::reading::observation_reader) struct AcrossTable<'t> {
    /// The rows above its header.
    pub(in crate::reading::observation_reader) titles: Vec<Row<'t>>,
    pub(super) header: Header,
    pub(super) rows: Vec<Row<'t>>,
    pub(super) heads: Heads,
    /// What is wrong with its rows.
    told: Diagnostics,
    /// Whether nobody can say which part of its years is meant, which is told.
    is_broken: bool,
}

/// Finds the header of a table across that has at least so many things across.
pub(in crate::reading::observation_reader) fn find_across<'t>(
    source: TableSource<'t>,
    least: usize,
    context: TableContext<'_>,
) -> Option<AcrossTable<'t>> {
    let known = context.known()?;
    let table = found(source, least, known)?;
    let column_of = |name: &str, groups: &[Box<str>]| known.defaults.column(name, groups);
    let mut header = Header::new(table.header, &column_of);
    name_part_columns(&mut header);
    let mut told = Diagnostics::new();
    let moved = moved_header(context.file, &header, &table.rows)
        .or_else(|| short_header(context.file, &header, &table.rows));
    told.extend_one(moved);
    let rows = data_rows(&table.rows, &header, context, &mut told);
    let (file, sources, defaults) = (context.file, context.sources, context.defaults);
    let year = likely_year(file, &table.titles, sources, defaults);
    let columns = header.rows().columns().iter().zip(&header.columns);
    let used = columns.filter(|(_, column)| **column != Some(known::UNUSED));
    let of_years = known.are_years(used.map(|(column, _)| column));
    let beside =
        of_years.then(|| beside_years_across(file, &table.titles, sources, defaults, &mut told));
    let part = match beside {
        Some(Beside::Part(part)) => Some(part),
        _ => None,
    };
    let says_period = |column: &usize| *column == known::PERIOD || is_part_of_period(*column);
    let period = match known.across {
        Across::Period => None,
        _ if header.columns.iter().flatten().any(says_period) => None,
        _ => likely_period(file, &table.titles, sources, defaults),
    };
    let length = period.map(Period::length);
    let heads = Heads::of(&header, &rows, (year, part), length, known);
    Some(AcrossTable {
        titles: table.titles,
        header,
        rows,
        heads,
        told,
        is_broken: beside == Some(Beside::Broken),
    })
}

/// Whether a table has such a header.
pub(in crate::reading::observation_reader) fn has_across_header(
    source: TableSource<'_>,
    context: TableContext<'_>,
) -> bool {
    let known = context.known();
    known.is_some_and(|known| found(source, 1, known).is_some())
}

fn found<'t>(source: TableSource<'t>, least: usize, known: Known<'_>) -> Option<Table<'t>> {
    let column_of = |name: &str, groups: &[Box<str>]| known.defaults.column(name, groups);
    if known.has_list() {
        return Table::find_across(source, least, &|text| known.is_such(text), &column_of);
    }
    // Where no fields are listed the names of the other columns tell the header.
    Table::find(source, 1, &column_of).ok().flatten()
}

impl<'a> TableContext<'a> {
    fn known(self) -> Option<Known<'a>> {
        let (defaults, shared) = (self.defaults, self.shared);
        defaults.form.across.map(|across| Known {
            across,
            defaults,
            shared,
        })
    }
}

impl<'t> AcrossTable<'t> {
    /// The plain table that is made of it, and the names that `[columns]` may give to what it holds. What is wrong with its
    /// header is told.
    pub(in crate::reading::observation_reader) fn reshape<'s>(
        &'s self,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(ReshapedTable<'s>, Vec<String>)> {
        let known = context.known()?;
        diagnostics.append(self.told.clone());
        tell_other_title(context.file, &self.titles, &self.header, diagnostics);
        self.tell_heads(context, diagnostics);
        let is_beside = self.tell_periods_beside(known, context, diagnostics);
        let is_unknown = self.heads.without_year.is_some() || !self.heads.other_years.is_empty();
        if is_unknown || is_beside || self.is_broken {
            return None;
        }
        let mut keys = self.keys();
        let rests = self.heads.rests();
        let is_named = |rest: &&[Box<str>]| {
            let column = context.defaults.column(&rest.join(PATH_SEPARATOR), &[]);
            column.is_some_and(|column| !says_of_row(column))
        };
        let names = named_rows::find(self, context);
        let are_named = rests.iter().all(is_named);
        let reshaped = match names {
            Some(names) if names.are_columns && !are_named => {
                named_rows::reshape(self, names.position, known, context, diagnostics)
            }
            names => {
                let indicator = names.filter(|names| !names.are_columns);
                let indicator = indicator.map(|names| names.position);
                sheet::reshape(self, indicator, known, context, diagnostics)
            }
        };
        let (reshaped, columns) = reshaped?;
        keys.extend(name_keys(&columns));
        Some((reshaped, keys))
    }

    /// The names that `[columns]` may give to what stands in the header, and to rows.
    pub(in crate::reading::observation_reader) fn keys(&self) -> Vec<String> {
        let mut keys = self.header.rows().keys();
        let rests = self
            .heads
            .rests()
            .into_iter()
            .filter(|rest| !rest.is_empty());
        keys.extend(rests.map(|rest| header_key(&rest.join(PATH_SEPARATOR))));
        for position in self.plain() {
            keys.extend(named_rows::row_keys(self, position));
        }
        keys
    }

    /// Tells of a column of periods beside periods across: of which the figures are nobody can say.
    fn tell_periods_beside(
        &self,
        known: Known<'_>,
        context: TableContext<'_>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if known.across != Across::Period {
            return false;
        }
        let is_left_out = |at: &usize| self.header.columns.get(*at) == Some(&Some(known::UNUSED));
        let column = self.plain().filter(|at| !is_left_out(at)).find(|at| {
            let cells = self.rows.iter().map(|row| row.month_or_cell(*at));
            let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            let such = filled.iter().filter(|cell| is_period(cell)).count();
            such > 0 && such * 2 >= filled.len()
        });
        let Some(at) = column else { return false };
        let name = self.header.cells.get(at).map_or("", |name| name);
        let error = Code::AcrossBesidePeriods
            .at(self.header.place(context.file, at))
            .arg("column", one_line(name));
        diagnostics.push(error);
        true
    }

    /// Tells what is wrong with the header's things.
    fn tell_heads(&self, context: TableContext<'_>, diagnostics: &mut Diagnostics) {
        let file = context.file;
        if let Some(at) = self.heads.without_year {
            let error = Code::AcrossWithoutYear.at(self.header.place(file, at));
            diagnostics.push(error.arg("text", &self.header.cells[at]));
        }
        self.tell_other_years(context, diagnostics);
        let fields = context.shared.listed_fields.iter().map(|name| &**name);
        for (at, name) in &self.heads.unlisted {
            let error = Code::UnlistedField
                .at(self.header.place(file, *at))
                .arg("text", name);
            diagnostics.push(error.near(nearest(name, fields.clone())));
        }
    }

    /// Tells of the columns of other years than that of the one period of a year which the table is of.
    fn tell_other_years(&self, context: TableContext<'_>, diagnostics: &mut Diagnostics) {
        let others = &self.heads.other_years;
        let Some(first) = others.first() else { return };
        let names = || others.iter().filter_map(|at| self.header.cells.get(*at));
        let quoted: Vec<String> = names()
            .map(|name| format!("“{}”", one_line(name)))
            .collect();
        let lines: String = names()
            .map(|name| format!("{} = \"\"\n", toml_text(name)))
            .collect();
        let mut error = Code::AcrossOtherYears
            .at(self.header.place(context.file, *first))
            .arg("columns", quoted.join(", "));
        context.set_columns(&mut error, &lines);
        diagnostics.push(error);
    }

    /// The place of the first thing across.
    pub(super) fn first_place(&self, context: TableContext<'_>) -> Place {
        let first = self.across().next().unwrap_or(0);
        self.header.place(context.file, first)
    }

    /// The positions of the columns of every row.
    pub(super) fn plain(&self) -> impl Iterator<Item = usize> + '_ {
        let heads = self.heads.heads.iter().enumerate();
        heads
            .filter(|(_, head)| **head == Head::Plain)
            .map(|(at, _)| at)
    }

    /// The positions of the columns of things across.
    pub(super) fn across(&self) -> impl Iterator<Item = usize> + '_ {
        let heads = self.heads.heads.iter().enumerate();
        heads
            .filter(|(_, head)| **head != Head::Plain)
            .map(|(at, _)| at)
    }
}

/// The column that the cells under things across are where nothing but the group above them names them: the one that the
/// folder says. Told where it does not.
pub(super) fn value_of(
    rest: &[Box<str>],
    table: &AcrossTable<'_>,
    is_long: bool,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let value = context.defaults.form.across_value;
    let value = value.or((is_long && rest.is_empty()).then_some(known::VALUE));
    if value.is_none() && rest.is_empty() {
        let error = Diagnostic::new(Code::AcrossWithoutValue);
        diagnostics.push(error.at(table.first_place(context)));
    }
    value.filter(|_| !tell_other_thing(rest, table, context, diagnostics))
}

/// Whether the group above all things across says that they are another thing, which is told.
pub(super) fn tell_other_thing(
    rest: &[Box<str>],
    table: &AcrossTable<'_>,
    context: TableContext<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_other = otherwise_in(rest, table.heads.length).is_some();
    if is_other {
        let error = Code::AcrossOfOtherThing.at(table.first_place(context));
        diagnostics.push(error.arg("text", rest.join(PATH_SEPARATOR)));
    }
    is_other
}

/// Whether a thing across is that of a column of every row.
pub(super) fn is_of(across: Across, column: usize) -> bool {
    matches!(
        (across, column),
        (Across::Period, known::PERIOD)
            | (Across::Unit, known::UNIT)
            | (Across::Field, known::FIELD)
            | (Across::Indicator, known::INDICATOR)
    )
}

/// Whether a column says something of a row, rather than how many.
pub(super) fn says_of_row(column: usize) -> bool {
    known::is_key(column) || is_part_of_period(column)
}

/// A name of a row without what numbers it: `- Đúng hạn`, `1. Tiếp nhận`, `a) Mới`.
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '–', '+', '*', '•', ' ', '\u{a0}']);
    let end = text.find(['.', ')', '-', ' ']).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let is_number = match number.len() {
        0 => false,
        1 => number.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        2..=5 => number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"IVXivx".contains(&byte)),
        _ => false,
    };
    let name = rest.trim_start_matches(['.', ')', '-', ' ', '\u{a0}']);
    let has_mark = rest.starts_with(['.', ')']);
    if is_number && has_mark && !name.is_empty() {
        without_number(name)
    } else {
        text
    }
}

/// The names under which a row of a name may be known.
pub(super) fn names_of_row(text: &str) -> [&str; 2] {
    [text, without_number(text)]
}

/// Whether two texts are one name of a column.
pub(super) fn is_same_name(a: &str, b: &str) -> bool {
    header_key(a) == header_key(b)
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn what_numbers_a_row_is_no_part_of_its_name() {
        for text in [
            "Đúng hạn",
            "- Đúng hạn",
            "+ Đúng hạn",
            "1. Đúng hạn",
            "1.1. Đúng hạn",
            "a) Đúng hạn",
            "II. Đúng hạn",
            "1) - Đúng hạn",
        ] {
            assert_eq!(without_number(text), "Đúng hạn", "{text}");
        }
        for text in ["T. Đức Phổ", "Hồ sơ 1. x", "2019", "1."] {
            let expected = if text.starts_with("T.") {
                "Đức Phổ"
            } else {
                text
            };
            assert_eq!(without_number(text), expected, "{text}");
        }
    }
}
