//! What surrounds a table: its titles, and the names of its sheet, its file and its folders. They give the unit and the
//! period of a table that has no column for them, where they can be read in exactly one way.

mod following;
mod numbered;
mod offices;
mod path;
mod path_date;
mod period;
mod period_mention;
mod unit;
mod unit_mention;
mod unit_name;

pub(super) use path::{PathPeriod, is_period};
pub(super) use period::{PartOfYears, other_period};
pub(super) use unit::other_unit;

use crate::diagnostic::Diagnostic;
use crate::place::{FileId, Place};
use crate::source::{Row, cell_place, one_line};
use crate::text::Tokens;

/// What surrounds a table.
#[derive(Debug)]
pub(super) struct Surroundings {
    file: FileId,
    titles: Vec<Title>,
    names: Vec<(Origin, Tokens, Box<str>)>,
}

/// A row above a table.
#[derive(Debug)]
struct Title {
    line: u32,
    tokens: Tokens,
    /// Its cells as they are written.
    cells: Vec<Box<str>>,
}

impl Title {
    /// A cell as it is written, on one line.
    fn cell(&self, index: usize) -> String {
        self.cells
            .get(index)
            .map_or_else(String::new, |cell| one_line(cell))
    }
}

/// Where something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Above the table.
    Title,
    /// The name of the sheet.
    Sheet,
    /// The name of the file.
    File,
    /// The name of a folder.
    Folder,
}

/// What the surroundings of a table give.
#[derive(Debug)]
pub(super) enum Taken<T> {
    /// This, with a note that says where it was read.
    One(T, Diagnostic),
    /// Nothing certain; why not, where there is more to tell than that.
    None(Option<Diagnostic>),
}

/// Something that was read somewhere.
#[derive(Debug, Clone)]
struct Found<T> {
    what: T,
    origin: Origin,
    place: Place,
    /// As it is written.
    text: String,
}

impl Surroundings {
    /// What surrounds a table: `titles` are the rows above its header, `path` is its file below the folder of all tables.
    pub(super) fn new(file: FileId, path: &str, sheet: Option<&str>, titles: &[Row<'_>]) -> Self {
        let titles = titles.iter().map(|row| Title {
            line: row.line(),
            tokens: of_row(row),
            cells: row.cells().take(row.width()).map(Into::into).collect(),
        });
        let of_name = |origin, name: &str| (origin, Tokens::of_name(name), name.into());
        let mut names = Vec::new();
        if let Some(sheet) = sheet {
            names.push(of_name(Origin::Sheet, sheet));
        }
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        names.push(of_name(Origin::File, stem));
        let folders = folders.split('/').rev().filter(|folder| !folder.is_empty());
        names.extend(folders.map(|folder| of_name(Origin::Folder, folder)));
        Self {
            file,
            titles: titles.collect(),
            names,
        }
    }

    /// The place of a cell of a title, from 0.
    fn title_place(&self, line: u32, cell: usize) -> Place {
        cell_place(self.file, line, cell)
    }
}

/// The words of a row of titles; what a merged cell holds stands once.
fn of_row(row: &Row<'_>) -> Tokens {
    let mut last = "";
    let cells = (0..row.width()).filter_map(|index| {
        let cell = row.month_or_cell(index);
        let is_again = row.is_copy(index) || cell == last;
        last = cell;
        (!is_again && !cell.is_empty()).then_some((index, cell))
    });
    Tokens::of_cells(cells)
}

impl Origin {
    /// The word that chooses the sentence about it.
    fn help(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Sheet => "sheet",
            Self::File => "file",
            Self::Folder => "folder",
        }
    }

    /// The same, for one that names the unit that was perhaps meant.
    fn near_help(self) -> &'static str {
        match self {
            Self::Title => "near-title",
            Self::Sheet => "near-sheet",
            Self::File => "near-file",
            Self::Folder => "near-folder",
        }
    }
}

#[cfg(test)]
mod tests;
