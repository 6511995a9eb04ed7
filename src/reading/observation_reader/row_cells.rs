//! Cells that stand where none should: beyond the header, numbers among words; and rows that were cut off.

use super::keys::NamedField;
use super::layout::{FigureIndex, Shape};
use super::row_length::{self, cells_moved};
use super::state::{Beyond, RowCells, RowKeys, TableReader};
use crate::diagnostic::{Code, Diagnostic};
use crate::number::{self, Cell};
use crate::place::{FileId, Place};
use crate::reading::column::known;
use crate::reading::column_path::{holds, padded};
use crate::source::{CellKind, Header, Row, TableRows, cell_place, one_line, row_too_wide};
use rustc_hash::FxHashMap;

/// So many places of a kind are told.
const TOLD: usize = 20;
/// A column without a heading has numbers in so many rows at least.
pub(super) const COLUMN_ROWS: usize = 3;

/// What is told of a header of text one of whose rows lost or gained a cell: its groups stand over the wrong columns.
pub(super) fn moved_header(
    file: FileId,
    header: &Header,
    rows: &TableRows<'_>,
) -> Option<Diagnostic> {
    let (line, cells, usual) = header
        .rows()
        .moved()
        .filter(|_| rows.separator().is_some())?;
    Some(cells_moved(file, line, cells, usual))
}

/// What is told of a header of text beyond which a row has a number: the header lost a cell, and all its columns moved.
pub(super) fn short_header(
    file: FileId,
    header: &Header,
    rows: &TableRows<'_>,
) -> Option<Diagnostic> {
    rows.separator()?;
    let length = header.rows().length();
    let (mut rows, mut row) = (rows.clone(), Row::default());
    while let Ok(true) = rows.next_into(&mut row) {
        let mut beyond = row.cells().skip(length);
        if beyond.any(|text| text.starts_with(|c: char| c.is_ascii_digit())) {
            return Some(cells_moved(file, header.line, length, row.len()));
        }
    }
    None
}

impl TableReader<'_> {
    /// Notes the cells of a row of data; `false` where one is too many in text: then the others have moved.
    #[inline]
    pub(super) fn takes_cells(&mut self, row: &Row<'_>) -> bool {
        let cells = &mut self.row_cells;
        cells.rows += 1;
        if cells.rows == 1 {
            cells.length = row.len();
        }
        cells.is_uneven |= cells.length != row.len();
        row.len() <= self.layout.header.cells.len() || self.takes_beyond(row)
    }

    fn takes_beyond(&mut self, row: &Row<'_>) -> bool {
        let header = &self.layout.header;
        for index in header.beyond(row) {
            let place = cell_place(self.file, row.line(), index);
            let is_number =
                is_number(row, index) || (self.is_text && is_for_number(row.cell(index)));
            if is_number && self.is_text && index >= header.rows().length() {
                self.diagnostics.push(row_too_wide(place, header, row));
                return false;
            }
            let beyond = self.row_cells.beyond.entry(index).or_default();
            if !is_number {
                beyond.words += 1;
                beyond.first_words.get_or_insert(place);
                continue;
            }
            beyond.numbers += 1;
            if beyond.errors.len() < TOLD {
                beyond.errors.push(row_too_wide(place, header, row));
            }
        }
        true
    }

    /// Whether the last row of a text was cut off before its end: it lacks cells that others have, and the end of its line.
    /// It is told, and not read.
    pub(super) fn is_cut_off(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        let usual = self.row_cells.length.max(self.used_cells());
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        if row.len() >= usual || filled < 2 || self.row_name(row, keys).is_some() {
            return false;
        }
        self.has_data = true;
        let place = cell_place(self.file, row.line(), row.len() - 1);
        self.diagnostics.push(Code::LastLineCut.at(place));
        true
    }

    /// Tells a row with numbers that is passed over by its words, but has lost or gained a cell: they may be those of
    /// another column.
    pub(super) fn tell_moved_text(&mut self, row: &Row<'_>) {
        let usual = self.layout.header.rows().length();
        // Where blank cells are written, one too many at the end was pushed there.
        let is_odd = self.pads_rows && row.len() != usual;
        let is_long = (usual..row.len()).any(|index| !row.cell(index).is_empty());
        let has_moved = self.is_text && (is_odd || is_long);
        if has_moved && (1..row.len()).any(|index| is_number(row, index)) {
            self.diagnostics
                .push(cells_moved(self.file, row.line(), row.len(), usual));
        }
    }

    /// How many cells there are up to the last that is used.
    fn used_cells(&self) -> usize {
        let figures = self
            .layout
            .figures
            .iter()
            .filter_map(|figure| figure.position);
        let used = self.layout.key_positions().chain(figures);
        used.max().map_or(0, |last| last + 1)
    }

    /// The columns that are for words if they are for anything: the notes, and what stands behind the last column that is
    /// used, into which a cell may have been pushed; in text only where its name says words.
    pub(super) fn word_columns(&self) -> Vec<usize> {
        let next = self.used_cells();
        let is_next = |next: &usize| {
            let name = self.layout.header.cells.get(*next);
            name.is_some_and(|name| !name.is_empty() && (!self.is_text || is_for_words(name)))
        };
        let next = Some(next).filter(is_next);
        let mut columns: Vec<usize> = self.layout.note.into_iter().chain(next).collect();
        columns.dedup();
        columns
    }

    /// The last figure of the rows of a text with several figures in each.
    pub(super) fn last_figure(&self) -> Option<FigureIndex> {
        let figures = self.layout.figures.iter().enumerate();
        let own: Vec<_> = figures
            .filter_map(|(index, figure)| Some((figure.position?, index)))
            .collect();
        let has_several = self.is_text && own.len() > 2;
        let last = own.into_iter().max().filter(|_| has_several)?;
        matches!(self.layout.shape, Shape::Wide(_)).then_some(last.1)
    }

    /// Notes whether the last figure of a row of data is there, or alone is blank behind numbers.
    #[inline]
    pub(super) fn note_end(&mut self, row: &Row<'_>) {
        let Some(last) = self.row_cells.last_figure else {
            return;
        };
        if !self.layout.figure_text(last, row).is_empty() {
            self.row_cells.full_ends += 1;
            return;
        }
        let figures = self.layout.figures.iter().zip(&self.cells).enumerate();
        let mut others =
            figures.filter(|(index, (figure, _))| *index != last && figure.position.is_some());
        if others.all(|(_, (_, cell))| matches!(cell, Cell::Figure { .. })) {
            self.row_cells.blank_ends.push(row.line());
        }
    }

    /// Tells the few rows that lack their last number alone.
    fn tell_ends(&mut self, cells: &RowCells) {
        let is_rare = match cells.blank_ends.len() {
            1 => cells.full_ends > 1,
            blank => blank * 10 <= cells.full_ends,
        };
        let position = cells
            .last_figure
            .and_then(|last| self.layout.figures[last].position);
        let (true, Some(position)) = (is_rare, position) else {
            return;
        };
        for line in cells.blank_ends.iter().take(TOLD) {
            let place = cell_place(self.file, *line, position);
            self.diagnostics.push(Code::LastCellBlank.at(place));
        }
    }

    /// Notes what stands in a column for words.
    #[inline]
    pub(super) fn note_words(&mut self, row: &Row<'_>, position: usize) {
        let text = row.cell(position);
        if text.is_empty() {
            return;
        }
        let words = self.row_cells.words.entry(position).or_default();
        if !is_number(row, position) {
            words.words += 1;
            return;
        }
        words.numbers += 1;
        if words.first.len() < TOLD {
            words.first.push((row.line(), text.into()));
        }
    }

    /// Tells the rows in which a cell was lost or gained, and remarks beyond the header.
    pub(super) fn judge_row_cells(&mut self, rows: &TableRows<'_>) {
        let cells = std::mem::take(&mut self.row_cells);
        if cells.rows == 0 {
            return;
        }
        if self.is_text && (cells.is_uneven || cells.length < self.layout.header.cells.len()) {
            self.tell_lengths(rows);
        }
        self.tell_ends(&cells);
        self.tell_beyond(cells.beyond, cells.rows);
        for (position, words) in cells.words {
            // Of a sheet's column of numbers nothing is known; in text a comma in a number pushes its end into the notes.
            if self.is_text || words.numbers <= words.words.max(cells.rows / 2) {
                self.tell_numbers(position, &words.first);
            }
        }
        self.tell_numbers_for_fields();
    }

    fn tell_lengths(&mut self, rows: &TableRows<'_>) {
        let mut lines: Vec<u32> = self.observations.iter().map(|row| row.line).collect();
        lines.dedup();
        let header = self.layout.header.cells.len();
        let found = row_length::judge(rows, &lines, header, self.used_cells(), self.pads_rows);
        for error in found.problems(self.file, header) {
            self.diagnostics.push(error);
        }
    }

    fn tell_beyond(&mut self, beyond: FxHashMap<usize, Beyond>, rows: usize) {
        let mut remarks: Vec<(Place, usize)> = Vec::new();
        for column in beyond.into_values() {
            // Where most rows have a number, it is a column without a heading.
            let is_column = column.numbers >= COLUMN_ROWS && column.numbers * 2 >= rows;
            for error in column.errors.into_iter().filter(|_| !is_column) {
                self.diagnostics.push(error);
            }
            remarks.extend(column.first_words.map(|first| (first, column.words)));
        }
        if let Some((first, _)) = remarks.iter().min() {
            let count: usize = remarks.iter().map(|(_, count)| count).sum();
            let note = Code::RemarksBeyond.at(*first);
            self.diagnostics.push(note.arg("count", count));
        }
    }

    fn tell_numbers(&mut self, position: usize, numbers: &[(u32, Box<str>)]) {
        let header = &self.layout.header;
        let column = header.cells.get(position).map_or("", |name| name);
        let column = one_line(column);
        for (line, text) in numbers {
            let error = Code::NumberAmongWords
                .at(cell_place(self.file, *line, position))
                .arg("text", text)
                .arg("column", &column);
            self.diagnostics.push(error);
        }
    }

    /// A number for a field that no register lists, where other fields have names.
    fn tell_numbers_for_fields(&mut self) {
        let is_number = |field: &NamedField| matches!(field, NamedField::New(field) if is_written_number(&field.name));
        // Nearly no table has one.
        if !self.keys.fields.iter().any(is_number) {
            return;
        }
        let fields = self.keys.fields.iter().zip(self.used_fields());
        let fields = fields.filter_map(|(field, used)| used.then_some(field));
        let (numbers, words): (Vec<&NamedField>, Vec<&NamedField>) =
            fields.partition(|field| is_number(field));
        if words.is_empty() {
            return;
        }
        let column = self.layout.header.position(known::FIELD);
        let column = column.and_then(|position| self.layout.header.cells.get(position));
        let column = column.map_or_else(String::new, |name| one_line(name));
        for field in numbers {
            if let NamedField::New(field) = field {
                let error = Code::NumberAmongWords
                    .at(field.place)
                    .arg("text", &field.name)
                    .arg("column", &column)
                    .help("field");
                self.diagnostics.push(error);
            }
        }
    }
}

/// Whether a heading is of a column that no number stands in alone.
fn is_for_words(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "ghi chu",
        "nguon",
        "source",
        "ky ten",
        "nguoi",
        "ho ten",
        "ly do",
        "nguyen nhan",
        "dia chi",
        "noi dung",
        "remark",
    ];
    holds(&padded(name), WORDS)
}

/// Whether a cell holds nothing but a number.
pub(super) fn is_number(row: &Row<'_>, index: usize) -> bool {
    match row.kind(index) {
        CellKind::Text => is_written_number(row.cell(index)),
        kind => kind.is_number(),
    }
}

/// Whether a text says what cells for numbers do: a number with or without a mark, that there is none (`-`, `x`), or that
/// nothing arose.
fn is_for_number(text: &str) -> bool {
    is_marked_number(text) || !matches!(number::read(text), Cell::NotANumber)
}

/// Whether a text is a number, or one with a mark behind it: `15*`, `15 (p)`, `15¹`.
pub(super) fn is_marked_number(text: &str) -> bool {
    let number = text.split(['(', '[']).next().unwrap_or_default();
    is_written_number(number.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()))
}

/// Whether a text is nothing but a number.
pub(super) fn is_written_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && number::read(text).is_figure()
}

#[cfg(test)]
mod tests {
    use super::is_marked_number;

    #[test]
    fn a_number_may_have_a_mark_and_no_words() {
        for text in ["15", "15*", "15 (p)", "1.215¹", "85,5%", "-3"] {
            assert!(is_marked_number(text), "{text}");
        }
        for text in ["15/9", "15 hồ sơ", "xem lại (2)", "(2)", "*", "", "15a"] {
            assert!(!is_marked_number(text), "{text}");
        }
    }
}
