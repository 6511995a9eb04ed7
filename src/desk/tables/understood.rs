//! What was read from each table, in words.

use crate::calendar::Period;
use crate::locale::Words;
use crate::model::{Campaign, PrintedHeader, TableSummary, UnitId};
use crate::place::{FileId, Sources, cell_name};
use crate::reading::column_choices;
use crate::source::header_key;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many names are told of a table.
const MOST_NAMES: usize = 3;

/// What was read from a table: a text, or a sheet of a workbook.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Understood {
    #[serde(skip)]
    pub(super) id: FileId,
    /// The sheet; empty for a text.
    pub(super) sheet: String,
    pub(super) rows: usize,
    figures: usize,
    gaps: usize,
    left_out: usize,
    pub(super) units: String,
    pub(super) periods: String,
    indicators: String,
    /// The line of the header; 0 where none is known.
    pub(super) header: u32,
    pub(super) columns: Vec<Column>,
    /// Of when its figures are.
    #[serde(skip)]
    pub(super) of: Vec<Period>,
}

/// A column as it is printed, and what it is read as.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    /// `D`.
    letter: String,
    pub(super) name: String,
    /// The column that it is; empty where it is not known.
    read_as: String,
    is_used: bool,
}

/// What was read from all tables, by the paths of their files.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    by_path: BTreeMap<String, Vec<Understood>>,
    /// The columns that a table may have.
    pub(super) columns: Vec<Box<str>>,
}

impl Tables {
    /// Of a campaign whose rows are still there.
    pub(super) fn of(campaign: &Campaign, sources: &Sources, words: &Words) -> Self {
        let observations = &campaign.observations;
        let headers = observations.headers.iter();
        let headers: FxHashMap<FileId, &PrintedHeader> =
            headers.map(|(id, header)| (*id, header)).collect();
        let mut unit_of: FxHashMap<FileId, UnitId> = FxHashMap::default();
        for row in observations.all.iter().chain(&observations.repeated) {
            unit_of.insert(row.file, row.unit);
        }
        let summaries = observations.tables.iter();
        let summaries: FxHashMap<FileId, &TableSummary> =
            summaries.map(|table| (table.file, table)).collect();
        let mut ids: Vec<FileId> = headers.keys().chain(summaries.keys()).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut all = Self {
            columns: column_choices(&campaign.indicators),
            ..Self::default()
        };
        for id in ids {
            let unit = unit_of
                .get(&id)
                .map(|unit| &*campaign.units.get(*unit).name);
            let mut of = Understood {
                id,
                sheet: sources
                    .sheet(id)
                    .map_or_else(String::new, |sheet| sheet.name.to_string()),
                ..Understood::of_header(id, headers.get(&id).copied())
            };
            if let Some(summary) = summaries.get(&id) {
                of.take(summary, unit, campaign, words);
            }
            let path = sources.get(id).path.to_string();
            all.by_path.entry(path).or_default().push(of);
        }
        all
    }

    /// The tables of a file.
    pub(super) fn of_file(&self, path: &str) -> &[Understood] {
        self.by_path.get(path).map_or(&[], Vec::as_slice)
    }

    /// All files with their tables.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[Understood])> {
        self.by_path
            .iter()
            .map(|(path, tables)| (&**path, &tables[..]))
    }
}

impl Understood {
    fn of_header(id: FileId, header: Option<&PrintedHeader>) -> Self {
        let columns = header.map_or(&[][..], |header| &header.columns);
        let columns = columns.iter().zip(1..).map(|(column, number)| Column {
            letter: cell_name(1, number).trim_end_matches('1').to_owned(),
            name: column.name.to_string(),
            read_as: column.read_as.as_deref().unwrap_or_default().to_owned(),
            is_used: column.is_used,
        });
        Self {
            id,
            sheet: String::new(),
            rows: 0,
            figures: 0,
            gaps: 0,
            left_out: 0,
            units: String::new(),
            periods: String::new(),
            indicators: String::new(),
            header: header.map_or(0, |header| header.line),
            columns: columns.filter(|column| !column.name.is_empty()).collect(),
            of: Vec::new(),
        }
    }

    fn take(
        &mut self,
        summary: &TableSummary,
        unit: Option<&str>,
        campaign: &Campaign,
        words: &Words,
    ) {
        let language = words.language();
        self.rows = summary.rows;
        self.figures = summary.figures;
        self.gaps = summary.gaps;
        self.left_out = summary.left_out.count();
        self.units = match (summary.units, unit) {
            (0, _) => String::new(),
            (1, Some(unit)) => unit.to_owned(),
            (count, _) => {
                let args = [("count", &*count.to_string())];
                words.fill("desk.tables.units", &args)
            }
        };
        let periods = summary.periods.iter();
        self.periods = names(periods.map(|period| language.period(*period).to_owned()));
        let indicators = summary.indicators.iter();
        self.indicators = names(indicators.map(|id| campaign.indicators.get(*id).name.to_string()));
        self.of.clone_from(&summary.periods);
    }

    /// The names of its columns as they are compared.
    pub(super) fn form(&self) -> Vec<String> {
        let columns = self.columns.iter();
        columns.map(|column| header_key(&column.name)).collect()
    }
}

/// The first of some names, and how many more there are.
fn names(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let first = all[..all.len().min(MOST_NAMES)].join(", ");
    match all.len().saturating_sub(MOST_NAMES) {
        0 => first,
        more => format!("{first}, … (+{more})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        let of = |count: usize| names((0..count).map(|n| n.to_string()));
        assert_eq!(of(2), "0, 1");
        assert_eq!(of(5), "0, 1, 2, … (+2)");
    }
}
