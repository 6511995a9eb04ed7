//! All tables with how they stand; those that wait first.

use super::told::counts;
use super::understood::{Tables, Understood};
use super::upload::Refused;
use super::{PART, table_address, table_name};
use crate::desk::Desk;
use crate::desk::answer::Answer;
use crate::desk::pages::{Failure, Frame};
use crate::desk::store::{DeskPath, Version};
use crate::desk::visit::Visit;
use crate::place::OBSERVATIONS;
use crate::source::is_table_name;
use axum::http::StatusCode;
use serde::Serialize;

/// So many tables are listed.
const MOST_ROWS: usize = 1000;

/// A table in the list.
#[derive(Debug, Serialize)]
struct TableRow {
    address: String,
    name: String,
    path: String,
    /// That of the file in `data/`.
    version: String,
    units: String,
    periods: String,
    rows: usize,
    errors: usize,
    warnings: usize,
    /// Whether it would take the place of a file.
    replaces: bool,
}

#[derive(Serialize)]
struct List<'a> {
    waiting: Vec<TableRow>,
    /// How many of them can be taken in.
    good: usize,
    rows: Vec<TableRow>,
    more: usize,
    refused: &'a [Refused],
}

impl Desk {
    /// All tables.
    pub(super) fn table_list(&self, visit: &Visit, refused: &[Refused]) -> Result<Answer, Failure> {
        let notice = match (visit.query.find("da-nhan"), visit.query.find("da-dua")) {
            (Some(count), _) => Some(("desk.tables.kept", count)),
            (_, Some(count)) => Some(("desk.tables.taken", count)),
            _ => None,
        };
        // What an address says is no more than a number.
        let notice = notice.filter(|(_, count)| count.parse::<u16>().is_ok());
        let notice = notice.map(|(key, count)| self.words.fill(key, &[("count", count)]));
        self.show_list(StatusCode::OK, notice.as_deref(), refused)
    }

    /// All tables, and what was not taken.
    pub(super) fn refused_tables(&self, refused: &[Refused]) -> Result<Answer, Failure> {
        let notice = self.words.word("desk.tables.refused.some");
        self.show_list(StatusCode::UNPROCESSABLE_ENTITY, Some(notice), refused)
    }

    /// All tables, after a form of an earlier run.
    pub(super) fn again(&self) -> Result<Answer, Failure> {
        let notice = self.words.word("desk.tables.again");
        self.show_list(StatusCode::CONFLICT, Some(notice), &[])
    }

    fn show_list(
        &self,
        status: StatusCode,
        notice: Option<&str>,
        refused: &[Refused],
    ) -> Result<Answer, Failure> {
        let waiting = self.waiting_tables()?;
        let (attempt, tables) = self.read_tables(&waiting);
        let counts = counts(&attempt);
        let row = |file: &DeskPath| self.table_row(file, &tables, counts.get(file.as_str()));
        let waiting_rows: Vec<TableRow> = waiting.iter().map(row).collect::<Result<_, _>>()?;
        let mut saved = self.store.files(OBSERVATIONS, true)?;
        saved.retain(|file| is_table_name(file.as_str()) && !waiting.contains(file));
        // Those that need work stand first.
        saved.sort_by_key(|file| {
            let (errors, warnings) = counts.get(file.as_str()).copied().unwrap_or_default();
            (errors == 0, warnings == 0)
        });
        let view = List {
            good: waiting_rows.iter().filter(|row| row.errors == 0).count(),
            waiting: waiting_rows,
            more: saved.len().saturating_sub(MOST_ROWS),
            rows: saved
                .iter()
                .take(MOST_ROWS)
                .map(row)
                .collect::<Result<_, _>>()?,
            refused,
        };
        let frame = Frame {
            title: self.words.word("desk.part.bang"),
            part: PART,
            notice,
        };
        self.page(status, "tables.html", frame, view)
    }

    fn table_row(
        &self,
        file: &DeskPath,
        tables: &Tables,
        counts: Option<&(usize, usize)>,
    ) -> Result<TableRow, Failure> {
        let of = tables.of_file(file.as_str());
        let (errors, warnings) = counts.copied().unwrap_or_default();
        let texts = |text: fn(&Understood) -> &str| {
            let mut all: Vec<&str> = of.iter().map(text).collect();
            all.retain(|text| !text.is_empty());
            all.dedup();
            all.join("; ")
        };
        let is_waiting = self.store.draft_on_disk(file).is_file();
        let saved = match is_waiting {
            true => self.store.read(file)?,
            false => None,
        };
        Ok(TableRow {
            address: table_address(file),
            name: table_name(file).to_owned(),
            path: file.as_str().to_owned(),
            version: Version::of(saved.as_deref()).as_str().to_owned(),
            units: texts(|table| &table.units),
            periods: texts(|table| &table.periods),
            rows: of.iter().map(|table| table.rows).sum(),
            errors,
            warnings,
            replaces: saved.is_some(),
        })
    }
}
