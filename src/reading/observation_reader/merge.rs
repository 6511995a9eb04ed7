//! The tables of all files put together: one list of fields, one of observations, duplicates told.

use super::keys::NamedField;
use super::order::in_order;
use super::repeat::Repeats;
use super::table_read::TableRead;
use crate::calendar::YearStart;
use crate::diagnostic::Diagnostics;
use crate::model::{FieldId, Fields, Indicators, Observation, Observations, TableSummary};
use crate::place::{FileId, Sources};
use crate::reading::UnitLookup;
use crate::reading::new_field::add_new_fields;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What the tables are put together with.
pub(super) struct Merging<'a> {
    pub(super) sources: &'a Sources,
    pub(super) units: &'a UnitLookup<'a>,
    pub(super) indicators: &'a Indicators,
    /// Files that are the same as an earlier one, with that one.
    pub(super) same: FxHashMap<FileId, FileId>,
    /// For each file by its id, whether its figures are illustrative.
    pub(super) illustrative: Vec<bool>,
    /// For each file by its id, where the years begin that lie in two of the calendar's.
    pub(super) year_starts: Vec<YearStart>,
}

impl Merging<'_> {
    /// The file that a table is of: the workbook, of a sheet.
    pub(super) fn file_of(&self, table: FileId) -> FileId {
        let sheet = self.sources.sheet(table);
        sheet.map_or(table, |sheet| sheet.workbook)
    }

    /// Puts the tables together.
    pub(super) fn merge(
        self,
        mut tables: Vec<(FileId, TableRead)>,
        listed: Fields,
        diagnostics: &mut Diagnostics,
    ) -> (Observations, Fields) {
        let mut summaries: Vec<TableSummary> = Vec::new();
        let (mut set_aside, mut headers) = (Vec::new(), Vec::new());
        for (file, table) in &mut tables {
            headers.extend(table.printed.take().map(|printed| (*file, printed)));
            diagnostics.append(std::mem::take(&mut table.diagnostics));
            set_aside.append(&mut table.set_aside);
        }
        let (fields, ids) = merge_fields(&tables, listed, diagnostics);
        let mut notes: Vec<Box<str>> = Vec::new();
        let mut parts: Vec<Vec<Observation>> = Vec::with_capacity(tables.len());
        for ((_, mut table), ids) in tables.into_iter().zip(ids) {
            summaries.extend(table.summary.map(|mut summary| {
                summary.columns.set_fields(&ids);
                summary
            }));
            let first_note = u32::try_from(notes.len()).unwrap_or(u32::MAX);
            // Where a table has neither fields nor notes, its rows name none.
            let names_any = !table.fields.is_empty() || !table.notes.is_empty();
            notes.append(&mut table.notes);
            if names_any {
                for observation in &mut table.observations {
                    let field = observation.field();
                    observation
                        .set_field(field.and_then(|field| ids.get(usize::from(field.0)).copied()));
                    let note = observation.note();
                    observation.set_note(note.and_then(|note| note.checked_add(first_note)));
                }
            }
            parts.push(table.observations);
        }
        summaries.sort_by_key(|table| table.file);
        headers.sort_by_key(|(file, _)| *file);
        let mut all = in_order(parts);
        let mut repeats = Repeats::new(&self, &fields, &summaries);
        let repeated = take_duplicates(&mut all, &self.illustrative, &mut repeats);
        diagnostics.append(repeats.finish());
        (
            Observations {
                years: count_by_year(all.iter().chain(&repeated)),
                all,
                repeated,
                notes,
                illustrative: self.illustrative,
                year_starts: self.year_starts,
                set_aside,
                tables: summaries,
                headers,
            },
            fields,
        )
    }
}

/// The fields that only data name, over all files: those that `fields.csv` lists keep their order, the others follow
/// by key. The second part gives, for each table, the ids of its fields.
fn merge_fields(
    tables: &[(FileId, TableRead)],
    mut fields: Fields,
    diagnostics: &mut Diagnostics,
) -> (Fields, Vec<Vec<FieldId>>) {
    let named = tables.iter().flat_map(|(_, table)| &table.fields);
    let new = named.filter_map(|field| match field {
        NamedField::New(field) => Some(field),
        NamedField::Listed(_) | NamedField::Unused => None,
    });
    let ids = add_new_fields(new, &mut fields, diagnostics);
    let id_of = |field: &NamedField| match field {
        NamedField::Listed(id) => *id,
        NamedField::Unused => FieldId(u16::MAX),
        NamedField::New(field) => ids.get(&*field.slug).copied().unwrap_or(FieldId(u16::MAX)),
    };
    let ids = tables
        .iter()
        .map(|(_, table)| table.fields.iter().map(id_of).collect())
        .collect();
    (fields, ids)
}

/// Finds figures that are given twice, and keeps one of equal ones: an illustrative one where there is one, so that the
/// mark is not lost, else the first; gives the others. Rows without a figure say nothing twice.
fn take_duplicates(
    all: &mut Vec<Observation>,
    illustrative: &[bool],
    repeats: &mut Repeats<'_>,
) -> Vec<Observation> {
    let mut doubled: Vec<usize> = Vec::new();
    let mut start = 0;
    for group in all.chunk_by(|a, b| a.key() == b.key()) {
        let length = group.len();
        let mut given = group.iter().enumerate().filter(|(_, row)| row.is_given());
        if let (true, Some((first_at, first))) = (length > 1, given.next()) {
            let is_marked =
                |row: &Observation| illustrative.get(row.file.0 as usize) == Some(&true);
            let mut kept = first_at;
            for (index, row) in given {
                repeats.add(first, row);
                let better = is_marked(row) && !is_marked(&group[kept]);
                let dropped = if better {
                    std::mem::replace(&mut kept, index)
                } else {
                    index
                };
                doubled.push(start + dropped);
            }
        }
        start += length;
    }
    let mut repeated = Vec::with_capacity(doubled.len());
    if !doubled.is_empty() {
        doubled.sort_unstable();
        let (mut index, mut doubled) = (0, doubled.into_iter().peekable());
        all.retain(|row| {
            let is_doubled = doubled.next_if_eq(&index).is_some();
            if is_doubled {
                repeated.push(row.clone());
            }
            index += 1;
            !is_doubled
        });
    }
    repeated
}

/// How many rows each year has, the earliest first.
fn count_by_year<'a>(rows: impl Iterator<Item = &'a Observation>) -> Vec<(i16, usize)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    let mut last: Option<(i16, usize)> = None;
    // Rows of one year stand together mostly.
    for row in rows {
        let year = row.period.year();
        match &mut last {
            Some((of, count)) if *of == year => *count += 1,
            _ => {
                if let Some((of, count)) = last.replace((year, 1)) {
                    *years.entry(of).or_default() += count;
                }
            }
        }
    }
    if let Some((of, count)) = last {
        *years.entry(of).or_default() += count;
    }
    years.into_iter().collect()
}
