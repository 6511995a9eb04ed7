//! What surrounds a table: its titles, and the names of its sheet, its file and its folders. They give the unit and the
//! period of a table that has no column for them, where they can be read in exactly one way.

mod period;
mod period_mention;
mod unit;
mod unit_mention;
mod words;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Place, Row, cell_place};
use words::Tokens;

/// What surrounds a table.
#[derive(Debug)]
pub(super) struct Surroundings {
    file: FileId,
    titles: Vec<(u32, Tokens)>,
    names: Vec<(Origin, Tokens)>,
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
    /// As it is written, where that is short.
    text: String,
}

impl Surroundings {
    /// What surrounds a table: `titles` are the rows above its header, `path` is its file below the folder of all tables.
    pub(super) fn new(file: FileId, path: &str, sheet: Option<&str>, titles: &[Row<'_>]) -> Self {
        let titles = titles.iter().map(|row| (row.line(), of_row(row)));
        let mut names: Vec<(Origin, Tokens)> = Vec::new();
        if let Some(sheet) = sheet {
            names.push((Origin::Sheet, Tokens::of_name(sheet)));
        }
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        names.push((Origin::File, Tokens::of_name(stem)));
        let folders = folders.split('/').rev().filter(|folder| !folder.is_empty());
        names.extend(folders.map(|folder| (Origin::Folder, Tokens::of_name(folder))));
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
}
