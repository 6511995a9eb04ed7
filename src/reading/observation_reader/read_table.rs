//! One table of figures, from its header on.

use super::done_column::name_done_column;
use super::field_heading::field_around;
use super::given_keys::{Beginning, GivenKeys, likely_period, name_column_of_years};
use super::layout::{TableLayout, needed_columns};
use super::measure::{tell_measure, tell_measure_of_rows};
use super::number_reading::NumberReading;
use super::other_column::leave_out_other_periods;
use super::other_title::tell_other_title;
use super::part_columns::name_part_columns;
use super::period_forms::DoubtfulPeriods;
use super::printed_header::printed_header;
use super::proposal::{Proposal, is_about_form};
use super::reshaped::{ReshapedTable, SideBySide, UnitAndField, find_across};
use super::row_cells::moved_header;
use super::second_units::second_units;
use super::state::{Exclusions, TableReader};
use super::table_context::TableContext;
use super::table_read::TableRead;
use super::unit_heading::UnitHeading;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::PrintedHeader;
use crate::place::Place;
use crate::reading::column::known;
use crate::source::{Header, Row, Table, TableRows, TableSource, unclosed_quote};

/// A plain table, from its header on.
struct Found<'f, 't> {
    titles: &'f [Row<'t>],
    header: Header,
    rows: TableRows<'t>,
    /// The names that `[columns]` may give.
    keys: Vec<String>,
    /// Whether blank cells of the unit hold what stands above them.
    fills_units: bool,
}

impl<'t> ReshapedTable<'t> {
    fn found<'f>(&'t self, titles: &'f [Row<'t>], keys: Vec<String>) -> Found<'f, 't> {
        Found {
            titles,
            header: self.header.clone(),
            rows: TableRows::Made(self.rows.iter()),
            keys,
            fills_units: false,
        }
    }
}

/// Reads a table under the given reading of numbers, which learns from it.
pub(super) fn read_table(
    source: TableSource<'_>,
    context: TableContext<'_>,
    reading: &mut NumberReading,
) -> TableRead {
    let TableContext { file, defaults, .. } = context;
    if let Some(read) = read_across(source, 2, context, reading) {
        return read;
    }
    let found = Table::find(source, needed_columns(defaults), &|name, groups| {
        defaults.column_of_header(name, groups)
    });
    match found {
        Ok(Some(table)) => {
            let mut diagnostics = Diagnostics::new();
            let keys = table.header.keys();
            let column_of = |name: &str, groups: &[Box<str>]| defaults.column(name, groups);
            let mut header = Header::new(table.header, &column_of);
            diagnostics.extend_one(moved_header(file, &header, &table.rows));
            name_part_columns(&mut header);
            name_done_column(&mut header);
            tell_other_title(file, &table.titles, &header, &mut diagnostics);
            let split = UnitAndField::of(&header, &table.rows, context, &mut diagnostics);
            if let Some(split) = split {
                let reshaped = split.reshape(context, &mut diagnostics);
                let mut found = reshaped.found(&table.titles, keys);
                found.fills_units = true;
                let printed = printed_header(header.rows(), &header.columns, None, context.shared);
                return TableRead {
                    printed,
                    ..read_reshaped(&reshaped, found, context, diagnostics, reading)
                };
            }
            let beside = SideBySide::of(&header, &table.rows, context, &mut diagnostics);
            if let Some(beside) = beside {
                let Some(reshaped) = beside.reshape(&table.titles, context, &mut diagnostics)
                else {
                    return TableRead {
                        diagnostics,
                        header: Some(keys),
                        ..TableRead::default()
                    };
                };
                let found = reshaped.found(&table.titles, keys);
                return read_reshaped(&reshaped, found, context, diagnostics, reading);
            }
            let found = Found {
                titles: &table.titles,
                header,
                rows: table.rows,
                keys,
                fills_units: false,
            };
            found.read(source.most_rows(), context, diagnostics, reading)
        }
        Ok(None) => read_across(source, 1, context, reading).unwrap_or_else(|| {
            let mut told = Diagnostics::new();
            let error = Code::NoHeader.at(Place::file(file));
            told.push(error.help("figures"));
            let (header, printed) = propose_for_unknown(source, context, &mut told).unzip();
            TableRead {
                header,
                printed: printed.flatten(),
                diagnostics: told,
                ..TableRead::default()
            }
        }),
        Err(quote) => {
            let mut read = TableRead::default();
            read.diagnostics.push(unclosed_quote(file, quote));
            read
        }
    }
}

/// Reads a table across with at least so many things in its header.
fn read_across(
    source: TableSource<'_>,
    least: usize,
    context: TableContext<'_>,
    reading: &mut NumberReading,
) -> Option<TableRead> {
    let table = find_across(source, least, context)?;
    let mut diagnostics = Diagnostics::new();
    let reshaped = table.reshape(context, &mut diagnostics);
    let Some((reshaped, keys)) = reshaped else {
        return (!diagnostics.is_empty()).then(|| TableRead {
            diagnostics,
            header: Some(table.keys()),
            ..TableRead::default()
        });
    };
    let found = reshaped.found(&table.titles, keys);
    Some(read_reshaped(
        &reshaped,
        found,
        context,
        diagnostics,
        reading,
    ))
}

/// Reads a table that was made of another, with what is told of it where it stands in that.
fn read_reshaped(
    reshaped: &ReshapedTable<'_>,
    found: Found<'_, '_>,
    context: TableContext<'_>,
    diagnostics: Diagnostics,
    reading: &mut NumberReading,
) -> TableRead {
    let mut read = found.read(reshaped.rows.len(), context, diagnostics, reading);
    reshaped.put_back(&mut read);
    read
}

impl<'f, 't> Found<'f, 't> {
    /// Reads the rows. What was told of the table before is told with it.
    fn read(
        mut self,
        most_rows: usize,
        context: TableContext<'_>,
        mut diagnostics: Diagnostics,
        reading: &mut NumberReading,
    ) -> TableRead {
        let TableContext {
            file,
            sources,
            defaults,
            shared,
        } = context;
        let start = defaults.form.year_start;
        name_column_of_years(
            file,
            self.titles,
            &mut self.header,
            &self.rows,
            sources,
            start,
        );
        let beginning = Beginning {
            file,
            titles: self.titles,
            header: &self.header,
            rows: &self.rows,
        };
        let (given, note) = GivenKeys::of(beginning, sources, defaults, shared, &mut diagnostics);
        let heading = UnitHeading::of(beginning, defaults.unit.flatten(), shared.units);
        let of_field = field_around(beginning, context);
        let of_second = second_units(beginning, context);
        let period = given.period.flatten();
        if let Some(period) = period
            && self.header.position(known::PERIOD).is_none()
        {
            leave_out_other_periods(&mut self.header, period);
        }
        let (stack, known) = (self.header.rows().clone(), self.header.columns.clone());
        let layout = TableLayout::new(self.header, file, given, defaults, shared, &mut diagnostics);
        if let Some(layout) = &layout {
            diagnostics.extend_one(of_field);
            diagnostics.extend_one(of_second);
            tell_measure(self.titles, layout, context, &mut diagnostics);
            tell_measure_of_rows(&self.rows, layout, context, &mut diagnostics);
        }
        let across = || Proposal::across(&stack, shared, defaults);
        if diagnostics.iter().any(is_about_form)
            && let Some(proposal) = (layout.is_none().then(across).flatten())
                .or_else(|| Proposal::new(&stack, &known, &self.rows, period, shared, defaults))
        {
            proposal.attach(file, sources, defaults, &mut diagnostics);
        }
        let printed = printed_header(&stack, &known, layout.as_ref(), shared);
        let Some(layout) = layout else {
            return TableRead {
                diagnostics,
                printed,
                header: Some(self.keys),
                ..TableRead::default()
            };
        };
        let begin = |layout: TableLayout, heading, reading| {
            let mut reader =
                TableReader::new(file, layout, given, sources, defaults, shared, reading);
            reader.keys.heading = heading;
            reader.fills_units = self.fills_units;
            if !shared.exclusions.is_empty() {
                let path = &sources.get(file).path;
                reader.exclusions = Exclusions::of_file(shared.exclusions, path);
            }
            reader.is_text = self.rows.separator().is_some();
            let ends_blank = |title: &Row<'_>| title.cell(title.len() - 1).is_empty();
            let mut titles = self.titles.iter().filter(|title| title.len() > 1);
            reader.pads_rows = titles.any(ends_blank);
            reader.word_columns = reader.word_columns();
            reader.row_cells.last_figure = reader.last_figure();
            reader
        };
        let mut reader = begin(layout, heading, reading);
        reader.reserve(most_rows);
        reader.read_rows(self.rows.clone());
        if reader.settle_periods() == DoubtfulPeriods::Years {
            let TableReader {
                layout,
                keys,
                reading,
                ..
            } = reader;
            reader = begin(layout, keys.heading, reading);
            reader.keys.forms.read_as_years();
            reader.read_rows(self.rows.clone());
        }
        if reader.keys.forms.uses_beside {
            reader.diagnostics.extend_one(note);
        }
        reader.diagnostics.append(diagnostics);
        TableRead {
            printed,
            header: Some(self.keys),
            ..reader.finish(&self.rows)
        }
    }
}

/// Adds to what is told of a table without a known header what its columns may mean; the names of what seems to be
/// its header.
pub(super) fn propose_for_unknown(
    table: TableSource<'_>,
    context: TableContext<'_>,
    told: &mut Diagnostics,
) -> Option<(Vec<String>, Option<PrintedHeader>)> {
    let TableContext {
        file,
        sources,
        defaults,
        shared,
    } = context;
    let table = Table::guess(table)?;
    let period = likely_period(file, &table.titles, sources, defaults);
    let known = table
        .header
        .known(&|name, groups| defaults.column(name, groups));
    let (header, rows) = (&table.header, &table.rows);
    let proposal = Proposal::across(header, shared, defaults)
        .or_else(|| Proposal::new(header, &known, rows, period, shared, defaults));
    if let Some(proposal) = proposal {
        proposal.attach(file, sources, defaults, told);
    }
    let printed = printed_header(header, &known, None, shared);
    Some((table.header.keys(), printed))
}
