//! The column of a table that names units.

use super::printed::{Level, Printed, kind_of_heading};
use crate::source::{Row, Rows, header_key};
use crate::text::has_word;

/// The header is looked for in so many rows.
const HEADER_WITHIN: usize = 20;

/// What heads the column of units where no cell of it says what kind it is of.
const HEADINGS: [&str; 6] = [
    "don vi",
    "ten don vi",
    "unit",
    "don vi bao cao",
    "co quan",
    "co quan, don vi",
];

/// The cells of a table.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<String>>,
    /// Whether any row has figures; a list of names has none.
    has_figures: bool,
    /// Whether no row has a second cell.
    is_narrow: bool,
}

/// The column that names units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitColumn {
    pub(super) index: usize,
    /// The row of its heading, where that was looked for.
    pub(super) header: Option<usize>,
    /// The kind that the heading names.
    pub(super) kind: Option<&'static str>,
}

impl Grid {
    /// The cells of a table in CSV.
    pub(super) fn of(csv: &str) -> Self {
        let mut rows = Rows::new(csv.trim_start_matches('\u{feff}'), b',');
        let (mut row, mut all): (_, Vec<Vec<String>>) = (Row::default(), Vec::new());
        while rows.next_into(&mut row).is_ok_and(|is_row| is_row) {
            all.push(row.cells().map(str::to_owned).collect());
        }
        let has_figures = all.iter().any(|row| are_figures(row));
        Self {
            is_narrow: all.iter().all(|row| row.len() < 2),
            rows: all,
            has_figures,
        }
    }

    /// A cell; empty beyond the end of its row.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let row = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        row.get(column).map_or("", |cell| cell)
    }

    /// Whether a row tells of what a column names: it has figures, or, in a list of names, something beside a name.
    pub(super) fn is_data(&self, row: usize, column: usize) -> bool {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        if self.has_figures {
            return are_figures(cells);
        }
        let cell = self.cell(row, column);
        let is_alone = cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
        !cell.is_empty() && (self.is_narrow || !is_alone || Printed::with_kind(cell).is_some())
    }

    /// The only text of a row of words, but for the number of its line; a merged cell's stands in each.
    pub(super) fn only_text(&self, row: usize) -> Option<&str> {
        let cells = self.rows.get(row)?;
        let is_word = |cell: &&String| has_word(cell) && !is_roman(cell);
        let mut words = cells.iter().filter(is_word);
        let first = words.next()?;
        words.all(|other| other == first).then_some(&**first)
    }

    /// The column that a person names: by its heading, or by its letter in a workbook.
    pub(super) fn named_column(&self, name: &str) -> Option<UnitColumn> {
        let key = header_key(name);
        let all = self.rows.iter().take(HEADER_WITHIN).enumerate();
        let mut all = all.flat_map(|(row, cells)| {
            cells
                .iter()
                .enumerate()
                .map(move |(index, cell)| (row, index, cell))
        });
        let found = all.find(|(.., cell)| header_key(cell) == key);
        if let Some((row, index, cell)) = found {
            return Some(UnitColumn {
                index,
                header: Some(row),
                kind: kind_of_heading(cell),
            });
        }
        let letter = name.trim().to_ascii_uppercase();
        let [letter @ b'A'..=b'Z'] = letter.as_bytes() else {
            return None;
        };
        let index = usize::from(letter - b'A');
        if !self.rows.iter().any(|row| row.len() > index) {
            return None;
        }
        let headings = (0..HEADER_WITHIN).map(|row| (row, self.cell(row, index)));
        let headed = headings
            .filter(|(row, _)| !self.is_data(*row, index) || !self.has_figures)
            .find_map(|(row, cell)| Some((row, heading_of(cell)?)));
        Some(UnitColumn {
            index,
            header: headed.map(|(row, _)| row),
            kind: headed.and_then(|(_, heading)| heading.kind),
        })
    }

    /// The column that names units: the one with most names of the lowest level, else the one that its heading says.
    pub(super) fn unit_column(&self) -> Option<UnitColumn> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let best = (0..width)
            .map(|index| {
                (
                    self.levels(index, Level::Ward),
                    self.levels(index, Level::District),
                    self.levels(index, Level::Department),
                    index,
                )
            })
            .map(|(wards, districts, departments, index)| ((wards, districts + departments), index))
            .max_by_key(|(counts, index)| (*counts, std::cmp::Reverse(*index)));
        if let Some(((wards, others), index)) = best
            && wards + others > 0
        {
            return Some(UnitColumn {
                index,
                header: None,
                kind: None,
            });
        }
        self.headed_column()
    }

    fn headed_column(&self) -> Option<UnitColumn> {
        let rows = self.rows.iter().take(HEADER_WITHIN).enumerate();
        let mut cells = rows.flat_map(|(row, cells)| {
            cells
                .iter()
                .enumerate()
                .map(move |(index, cell)| (row, index, cell))
        });
        cells.find_map(|(row, index, cell)| {
            let heading = heading_of(cell)?;
            Some(UnitColumn {
                index,
                header: Some(row),
                kind: heading.kind,
            })
        })
    }

    /// How many rows of data name a unit of a level in a column.
    fn levels(&self, column: usize, level: Level) -> usize {
        let rows = (0..self.rows.len()).filter(|row| self.is_data(*row, column));
        let named = rows.filter_map(|row| Printed::with_kind(self.cell(row, column)));
        named.filter(|printed| printed.level == Some(level)).count()
    }
}

/// What heads a column of units.
#[derive(Clone, Copy)]
struct Heading {
    /// The kind that it names.
    kind: Option<&'static str>,
}

fn heading_of(cell: &str) -> Option<Heading> {
    let kind = kind_of_heading(cell);
    let key = header_key(cell);
    let is_one = HEADINGS.iter().any(|heading| header_key(heading) == key);
    (kind.is_some() || is_one).then_some(Heading { kind })
}

/// Whether cells hold a number beside one that only counts the rows.
fn are_figures(cells: &[String]) -> bool {
    let is_number = |cell: &String| {
        cell.bytes().any(|b| b.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic)
    };
    cells.iter().skip(1).any(is_number)
}

fn is_roman(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    text.bytes().all(|b| b"IVXLC".contains(&b))
}
