//! Rows of tables to observations: every table of `data/observations`, each with its folder's defaults.
//!
//! | file | holds |
//! | --- | --- |
//! | `layout` | what a table's columns mean, long and wide |
//! | `group_names` | columns below groups that are named without them |
//! | `proposal` | what the columns of a form that is not known may mean |
//! | `reshaped` | tables across and the like, made into plain ones |
//! | `printed_columns` | names in `[columns]` that no table has |
//! | `printed_header` | headers as they are printed |
//! | `read_table` | a table from its header on |
//! | `table_context`, `table_read` | what a table is read with, and what comes of it |
//! | `state` | what is known of a table while its rows are read |
//! | `table_reader` | the walk through a table's rows |
//! | `row_kind` | rows that are no data |
//! | `fill_down` | empty cells that hold what stands above them |
//! | `gap` | figures that are none because a cell is, told once a table |
//! | `row_cells` | cells beyond the header, and where words should stand |
//! | `row_length` | rows with more or fewer cells than others |
//! | `row_name` | what the name of a row says: a total, a comparison |
//! | `heading` | section headings with numbers, and other lines that the table as a whole explains |
//! | `period_forms` | texts of periods, all of a table together |
//! | `done_column` | what was done, in a list of indicators |
//! | `field_row` | sections' headings among fields, and fields beside their parts |
//! | `field_heading` | fields that are named above rows, or around a table, that name none |
//! | `part_columns` | columns for the year, the quarter, the month |
//! | `given_keys` | the unit and the period of a table without columns for them |
//! | `second_units` | another table to the right, which would be left out |
//! | `left_out_columns` | columns that are no counts of the table's period |
//! | `other_column` | mapped columns of other periods, or of other things |
//! | `period_total` | columns that total the periods beside them |
//! | `other_table` | rows in the middle after which another table may begin |
//! | `keys` | whose figure a row gives: unit, period, field, indicator |
//! | `spellings` | what the texts of a column mean |
//! | `cell` | a cell that should hold a figure |
//! | `declared` | cells as a folder declares them |
//! | `measure` | what the numbers of a table are counted in |
//! | `number_style` | in which style numbers are written, by columns that hold no figures |
//! | `long`, `wide` | the figures of a row in either shape |
//! | `figure` | a figure checked by its indicator's kind |
//! | `row_sum` | sums of columns that a form prints |
//! | `set_aside` | figures that are set aside with a reason |
//! | `share` | percentages that may have been typed as shares |
//! | `same_file` | files that are the same under two names |
//! | `summary` | what was read from a table, counted |
//! | `parent_row` | totals in a unit's place |
//! | `toml_lines` | lines that messages give to be pasted |
//! | `total` | total lines compared with what they total |
//! | `order` | the observations of all tables in one order |
//! | `memory` | what earlier readings made of the same tables |
//! | `merge` | the tables of all files put together |
//! | `newer_copy` | files that are copies by their names |
//! | `repeat` | figures, and whole tables, that are given twice |

mod declared;
mod done_column;
mod field_heading;
mod field_row;
mod figure;
mod fill_down;
mod gap;
mod given_keys;
mod group_names;
mod heading;
mod keys;
mod layout;
mod left_out_columns;
mod lone_number;
mod long;
mod measure;
mod memory;
mod merge;
mod newer_copy;
mod number_reading;
mod number_style;
mod order;
mod other_column;
mod other_table;
mod other_title;
mod parent_row;
mod part_columns;
mod period_forms;
mod period_total;
mod printed_columns;
mod printed_header;
mod proposal;
mod read_table;
mod repeat;
mod reshaped;
mod row_cells;
pub(super) mod row_kind;
mod row_length;
pub(super) mod row_name;
mod row_problem;
mod row_sum;
mod same_file;
mod second_units;
mod set_aside;
mod share;
mod shared;
mod spellings;
mod state;
mod summary;
mod table_context;
mod table_read;
mod table_reader;
mod toml_lines;
mod total;
mod unit_heading;
mod whose;
mod wide;

#[cfg(test)]
pub(crate) mod tests;

use super::UnitLookup;
use super::column::{Columns, is_part_of_period, known};
use super::column_names::column_names;
use super::defaults::{Defaults, FolderDefaults, TablesOf};
use super::initiative_reader::REGISTER_COLUMNS;
use super::table_form::TableForm;
use crate::calendar::Day;
use crate::diagnostic::Diagnostics;
use crate::model::{Exclusion, Fields, Indicators, Observations, Settings, Units};
use crate::place::{FileId, OBSERVATIONS, Sources};
use crate::source::{KnownColumns, TableSource, is_table_name, read_table_bytes, with_tables_of};
use layout::needed_columns;
pub use memory::TableMemory;
use number_reading::NumberReading;
use printed_columns::tell_unmatched;
use proposal::propose_once;
use rayon::prelude::*;
use read_table::{propose_for_unknown, read_table};
use reshaped::has_across_header;
use rustc_hash::FxHashMap;
use shared::Shared;
use std::cell::RefCell;
use table_context::TableContext;
use table_read::TableRead;

/// No table is longer; row and line numbers stay far below their limits.
const LONGEST_TABLE: u64 = 1 << 30;

/// What the reading of all tables depends on beside the folder.
#[derive(Debug, Clone, Copy)]
pub struct TableOptions<'a> {
    /// Today.
    pub now: Day,
    /// The figures that are set aside.
    pub exclusions: &'a [Exclusion],
    /// What earlier readings made of the same tables; nothing else comes out of a reading with it.
    pub memory: Option<&'a TableMemory>,
}

impl From<Day> for TableOptions<'_> {
    fn from(now: Day) -> Self {
        Self {
            now,
            exclusions: &[],
            memory: None,
        }
    }
}

/// Reads every table below `data/observations`, with the `_defaults.toml` of `data` and every folder below it.
///
/// `fields` are those of `fields.csv`; the result holds them, then the others that the data name, by key. The day in
/// `options` is that by which a period counts as future. Every problem is told in `diagnostics`, in an order that does not depend on
/// how the work was shared out; the observations are complete only where no error was told.
pub fn read<'a>(
    sources: &Sources,
    settings: &Settings,
    units: &Units,
    indicators: &Indicators,
    fields: Fields,
    options: impl Into<TableOptions<'a>>,
    diagnostics: &mut Diagnostics,
) -> (Observations, Fields) {
    let TableOptions {
        now,
        exclusions,
        memory,
    } = options.into();
    let lookup = UnitLookup::new(units).with_kinds(settings);
    let mut shared = Shared::new(settings, &lookup, indicators, &fields, now);
    shared.exclusions = exclusions;
    let top = Defaults {
        unit: None,
        period: None,
        texts: FxHashMap::default(),
        numbers: settings.numbers,
        illustrative: settings.illustrative,
        names: shared.columns.names.clone(),
        form: TableForm {
            year_start: settings.year_start,
            ..TableForm::default()
        },
        file: None,
    };
    let mut told = Diagnostics::new();
    let folders = read_defaults(sources, &shared, top, &mut told);
    let files = table_files(sources);
    let memory = memory.and_then(|memory| {
        memory.keep_only(&files);
        Some((memory, TableMemory::configuration(sources, now)?))
    });
    let tables: Vec<(FileId, TableRead)> = files
        .par_iter()
        .flat_map_iter(|&file| {
            let defaults = folders.of_file(&sources.get(file).path);
            read_file(sources, file, defaults, &shared, memory)
        })
        .collect();
    let illustrative = by_file(sources, &files, &folders, |defaults| defaults.illustrative);
    let year_starts = by_file(sources, &files, &folders, |defaults| {
        defaults.form.year_start
    });
    tell_unmatched(folders.printed(), &tables, sources, &mut told);
    let merging = merge::Merging {
        sources,
        units: &lookup,
        indicators,
        same: same_file::same_files(sources, &files),
        illustrative,
        year_starts,
    };
    let (mut observations, fields) = merging.merge(tables, fields, &mut told);
    let set_aside = std::mem::take(&mut observations.set_aside);
    observations.set_aside = set_aside::matched(exclusions, set_aside, &mut told);
    told.sort();
    // A default that is wrong is wrong for every table below it, but is one mistake.
    told.dedup();
    propose_once(&mut told);
    diagnostics.append(told);
    (observations, fields)
}

/// The defaults of every folder of `data` but those of the register of initiatives, which has columns of its own.
fn read_defaults(
    sources: &Sources,
    shared: &Shared<'_>,
    top: Defaults,
    diagnostics: &mut Diagnostics,
) -> FolderDefaults {
    let columns = &shared.columns;
    let shown = (0..Columns::BUILT_IN).filter(|column| !is_part_of_period(*column));
    let shown: Vec<&str> = shown.map(|column| columns.shown(column)).collect();
    let tables = TablesOf {
        names: &columns.names,
        unit: known::UNIT,
        period: Some(known::PERIOD),
        shown: &shown,
        foreign: &column_names(&REGISTER_COLUMNS, &[]),
    };
    let is_ours = |folder: &str| {
        let mut parts = folder.split('/');
        parts.next() == Some("data") && parts.next() != Some("initiatives")
    };
    FolderDefaults::read(sources, is_ours, tables, shared.units, top, diagnostics)
}

/// The files of tables, in the order of their paths. Files of other kinds are refused where all files are seen.
fn table_files(sources: &Sources) -> Vec<FileId> {
    sources
        .under(OBSERVATIONS)
        .filter(|(_, file)| is_table_name(&file.path))
        .map(|(id, _)| id)
        .collect()
}

/// Reads every table of a file, or recalls what was read when it was the same; what is wrong with the file itself is
/// told under its own id.
fn read_file(
    sources: &Sources,
    file: FileId,
    defaults: &Defaults,
    shared: &Shared<'_>,
    memory: Option<(&TableMemory, u64)>,
) -> Vec<(FileId, TableRead)> {
    let mut of_file = TableRead::default();
    let bytes = match read_table_bytes(sources, file, LONGEST_TABLE) {
        Ok(bytes) => bytes,
        Err(problem) => {
            of_file.diagnostics.push(problem);
            return vec![(file, of_file)];
        }
    };
    let memory = memory.map(|(memory, rest)| {
        (
            memory,
            TableMemory::key(rest, &sources.get(file).path, &bytes),
        )
    });
    if let Some(known) = memory.and_then(|(memory, key)| memory.recall(file, key)) {
        return known;
    }
    let of_others = RefCell::new(Vec::new());
    let context = |file| TableContext {
        file,
        sources,
        defaults,
        shared,
    };
    let is_table = |id, table: TableSource<'_>| has_across_header(table, context(id));
    let explain = |id, table: TableSource<'_>, told| {
        let mut one = Diagnostics::new();
        one.push(told);
        let (header, printed) = propose_for_unknown(table, context(id), &mut one).unzip();
        of_others.borrow_mut().push((id, header, printed.flatten()));
        one
    };
    let named = &defaults.form.sheets;
    let is_read = |name: &str| named.iter().any(|form| form.matches(name));
    let known = KnownColumns {
        needed: needed_columns(defaults),
        column_of: &|name, groups| defaults.column_of_header(name, groups),
        help: Some("figures"),
        explain: Some(&explain),
        is_table: Some(&is_table),
        is_read: (!named.is_empty()).then_some(&is_read),
    };
    let told = &mut of_file.diagnostics;
    let mut reads = with_tables_of(&bytes, sources, file, known, told, |tables, _| {
        read_tables(tables, sources, defaults, shared)
    });
    let of_others = of_others.into_inner();
    let is_unseen = of_others.iter().any(|(_, header, _)| header.is_none())
        || (reads.is_empty() && of_others.is_empty());
    let (mut names, mut printed) = (Vec::new(), Vec::new());
    for (id, header, of_sheet) in of_others {
        names.extend(header.into_iter().flatten());
        printed.extend(of_sheet.map(|of_sheet| (id, TableRead::of_unread(of_sheet))));
    }
    of_file.header = (!is_unseen).then_some(names);
    reads.append(&mut printed);
    reads.push((file, of_file));
    if let Some((memory, key)) = memory {
        memory.remember(file, key, &reads);
    }
    reads
}

/// Reads the tables of a file, a second time where its figures have to tell first how some of them are read.
fn read_tables(
    tables: &[(FileId, TableSource<'_>)],
    sources: &Sources,
    defaults: &Defaults,
    shared: &Shared<'_>,
) -> Vec<(FileId, TableRead)> {
    let read = |reading: &mut NumberReading| -> Vec<(FileId, TableRead)> {
        let tables = tables.iter();
        tables
            .map(|&(file, table)| {
                let context = TableContext {
                    file,
                    sources,
                    defaults,
                    shared,
                };
                (file, read_table(table, context, reading))
            })
            .collect()
    };
    let mut reading = NumberReading::default();
    let first = read(&mut reading);
    let others = || number_style::evidence(tables, defaults);
    match reading.again(defaults.numbers, others) {
        Some(mut again) => {
            drop(first);
            read(&mut again)
        }
        None => first,
    }
}

/// For each file and sheet by its id, what its folder says.
fn by_file<T: Copy + Default>(
    sources: &Sources,
    files: &[FileId],
    folders: &FolderDefaults,
    of: impl Fn(&Defaults) -> T,
) -> Vec<T> {
    let mut all = vec![T::default(); sources.id_count()];
    for &file in files {
        let said = of(folders.of_file(&sources.get(file).path));
        let sheets = sources.sheets_of(file).map(|(id, _)| id);
        for id in std::iter::once(file).chain(sheets) {
            if let Some(of_id) = all.get_mut(id.0 as usize) {
                *of_id = said;
            }
        }
    }
    all
}
