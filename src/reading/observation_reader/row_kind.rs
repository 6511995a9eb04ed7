//! Rows that are no data: what a row is that is neither empty nor a unit's figures.

use super::keys::{Key, LocalField};
use super::layout::TableLayout;
use super::row_cells::is_number;
use super::row_name::RowName;
use super::row_sum::column_sums;
use super::state::{RowKeys, TableReader};
use super::total::LineKind;
use crate::diagnostic::Code;
use crate::number::Cell;
use crate::place::Place;
use crate::reading::column_path::{holds, padded};
use crate::reading::passed_over::note_of;
use crate::source::{Row, cell_place, one_line};
use crate::text::has_word;

impl TableReader<'_> {
    /// What a row's unit, field, period or first cell says that is no figure of its own. A row that names a unit is
    /// never one of these, but for the total of the unit's own fields or periods.
    #[inline]
    pub(super) fn row_name(&mut self, row: &Row<'_>, keys: &RowKeys) -> Option<RowName> {
        let is_of_unit = self.layout.unit.is_some() && matches!(keys.unit, Key::Known(_));
        if is_of_unit && keys.are_known() {
            return None;
        }
        self.row_name_by_words(row, keys)
    }

    fn row_name_by_words(&mut self, row: &Row<'_>, keys: &RowKeys) -> Option<RowName> {
        let layout = &self.layout;
        if let (Some(_), Key::Known(_)) = (layout.unit, keys.unit) {
            return match (keys.field, keys.period) {
                (Key::Total, _) | (_, Key::Total) => Some(RowName::Total),
                (Key::Aside, _) | (_, Key::Aside) if !self.names_unit(row, keys) => {
                    Some(RowName::Aside)
                }
                _ if self.sums_indicators(row, keys) => Some(RowName::Total),
                _ => None,
            };
        }
        let said = said_by(keys.unit)
            .or(said_by(keys.field))
            .or(said_by(keys.period));
        if said.is_some() || keys.indicator == Some(Key::Total) {
            return said.or(Some(RowName::Total));
        }
        // A field that is listed is one, whatever its name says.
        let is_listed = |field: LocalField| self.keys.is_listed(field);
        let field = layout
            .field
            .filter(|_| !keys.field.known().is_some_and(is_listed));
        let named = [layout.unit, layout.period, layout.indicator, layout.field];
        let first = row.cells().position(|cell| !cell.is_empty());
        let first = first.filter(|first| !named.contains(&Some(*first)));
        let mut cells = field.into_iter().chain(first);
        cells.find_map(|position| self.keys.row_name(row.cell(position)))
    }

    /// Whether a row of a unit sums its indicators: `Tổng số` may be the name of one.
    fn sums_indicators(&self, row: &Row<'_>, keys: &RowKeys) -> bool {
        let text = || self.layout.indicator.map_or("", |at| row.cell(at));
        keys.indicator == Some(Key::Total) && holds(&padded(text()), &["cong", "total", "subtotal"])
    }

    /// Whether the folder says that a row is no data: by its unit, its field or its first cell. One that names a unit is.
    pub(super) fn is_skipped(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        if self.defaults.form.skip.is_empty() || self.names_unit(row, keys) {
            return false;
        }
        let first = row.cells().position(|cell| !cell.is_empty());
        let cells = [self.layout.unit, self.layout.field, first];
        let texts = cells
            .into_iter()
            .flatten()
            .map(|position| row.cell(position));
        let mut texts = texts.filter(|text| !text.is_empty());
        texts.any(|text| {
            self.defaults
                .form
                .skip
                .iter()
                .any(|form| form.matches(text))
        })
    }

    /// Whether a cell of the row's own names a unit.
    pub(super) fn names_unit(&self, row: &Row<'_>, keys: &RowKeys) -> bool {
        let is_own = |position: &usize| !row.is_copy(*position) && !row.cell(*position).is_empty();
        self.layout.unit.filter(is_own).is_some() && matches!(keys.unit, Key::Known(_))
    }

    /// Whether a row is no data; it is counted then.
    pub(super) fn is_passed_over(
        &mut self,
        row: &Row<'_>,
        keys: &RowKeys,
        has_number: bool,
    ) -> bool {
        if row.is_empty() {
            self.passed_over.empty += 1;
        } else if self.layout.header.is_repeated_by(row) {
            self.passed_over.headers += 1;
            self.is_below_header = true;
            self.trust_columns();
        } else if self.is_below_header
            && !self.has_known_key(&self.without_parts(keys))
            && is_numbering(row, &self.layout)
        {
            self.passed_over.numberings += 1;
            self.column_sums = column_sums(row.cells());
        } else if self.is_skipped(row, keys) {
            self.passed_over.skipped += 1;
        } else if let Some(number) = self.number_in_header(row, keys, has_number) {
            let error = Code::NumberInHeader.at(cell_place(self.file, row.line(), number));
            self.diagnostics.push(error.arg("text", row.cell(number)));
        } else if let Some(said) = self.row_name(row, keys) {
            if said == RowName::Aside && !has_number {
                self.doubt_after(row);
                self.tell_measure_row(row);
            }
            if said == RowName::Aside {
                self.tell_moved_text(row);
            }
            self.take_named(row, keys, said);
        } else if !has_number && self.begins_other_table(row) {
            self.passed_over.headers += 1;
        } else if self.is_text(row, keys, has_number) {
            self.passed_over.texts += 1;
            self.tell_moved_text(row);
            self.doubt_after(row);
            self.note_field_heading(row);
            self.tell_measure_row(row);
            self.tell_doubtful_text(row);
        } else {
            return false;
        }
        true
    }

    /// The first number behind the words of a row directly below the header, with words where figures are expected: it is a
    /// lower row of the header, in which one cell more stands.
    fn number_in_header(&self, row: &Row<'_>, keys: &RowKeys, has_number: bool) -> Option<usize> {
        if has_number || !self.is_below_header || self.has_data || self.has_known_key(keys) {
            return None;
        }
        let is_word = |index: &usize| has_word(row.cell(*index));
        let mut words = (0..row.len()).filter(is_word);
        let first = words.next()?;
        words.next()?;
        let mut figures = self
            .layout
            .figures
            .iter()
            .filter_map(|figure| figure.position);
        let has_word = figures.any(|position| is_word(&position));
        (first..row.len()).find(|index| has_word && is_number(row, *index))
    }

    /// Keeps a row whose name says what it is.
    fn take_named(&mut self, row: &Row<'_>, keys: &RowKeys, said: RowName) {
        let is_of_unit = self.layout.unit.is_some() && matches!(keys.unit, Key::Known(_));
        match said {
            RowName::Aside => self.passed_over.asides += 1,
            _ if is_of_unit && keys.indicator != Some(Key::Total) => {
                self.take_line(row, keys, LineKind::OfUnit)
            }
            RowName::Total | RowName::NamedTotal => self.take_line(row, keys, LineKind::Total),
        }
    }

    /// Warns of a row of words that may have been meant to give figures: its unit's name is nearly that of one, or a cell
    /// for a figure begins with digits.
    fn tell_doubtful_text(&mut self, row: &Row<'_>) {
        let unit = self.layout.unit.map(|position| row.cell(position));
        let is_near =
            unit.is_some_and(|text| !text.is_empty() && self.shared.units.nearest(text).is_some());
        let begins_with_number = |figure: usize| {
            let text = self.layout.figure_text(figure, row);
            text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['/', ':'])
        };
        let mut figures = 0..self.layout.figures.len();
        if !is_near && !figures.any(|f| self.cells[f] == Cell::NotANumber && begins_with_number(f))
        {
            return;
        }
        let warning = Code::TextRow.at(self.first_place(row));
        self.diagnostics.push(warning.arg("text", label(row)));
    }

    /// The keys without a period that bare numbers say: numbers of columns would be months too.
    fn without_parts(&self, keys: &RowKeys) -> RowKeys {
        let period = match self.layout.parts {
            Some(_) => Key::Unknown,
            None => keys.period,
        };
        RowKeys { period, ..*keys }
    }

    /// Whether a cell of the row names a unit, period, indicator or listed field that there is.
    fn has_known_key(&self, keys: &RowKeys) -> bool {
        let layout = &self.layout;
        (layout.unit.is_some() && matches!(keys.unit, Key::Known(_)))
            || (layout.period.is_some() && matches!(keys.period, Key::Known(_)))
            || (layout.indicator.is_some() && matches!(keys.indicator, Some(Key::Known(_))))
            || (layout.field.is_some()
                && keys
                    .field
                    .known()
                    .is_some_and(|field| self.keys.is_listed(field)))
    }

    /// Whether a row is words: a section heading, a signature. A row that fills every key, or says "no figure" in
    /// its own cells, means to give figures, and what is wrong with it is told.
    fn is_text(&self, row: &Row<'_>, keys: &RowKeys, has_number: bool) -> bool {
        let layout = &self.layout;
        let has_fault = || {
            let figures = layout.figures.iter().filter_map(|figure| figure.position);
            let mut used = layout.key_positions().chain(figures);
            used.any(|position| row.kind(position).fault().is_some())
        };
        if has_number
            || has_fault()
            || (layout.unit.is_some() && matches!(keys.unit, Key::Known(_)))
        {
            return false;
        }
        let mut figures = (0..layout.figures.len()).filter(|f| self.is_own_figure(*f));
        let says_something = figures.any(|f| matches!(self.cells[f], Cell::NotANumber));
        let says_none = self.says_none(row);
        let places = [layout.unit, layout.period, layout.indicator];
        let mut required = places.into_iter().flatten();
        let fills_keys =
            places.iter().flatten().count() >= 2 && required.all(|p| !row.cell(p).is_empty());
        if layout.unit.is_none() {
            // The folder gives the unit: a period, indicator or field that is known makes it a row of data.
            return !(self.has_known_key(keys) || says_none);
        }
        !(fills_keys && (says_something || says_none))
    }

    /// Whether a row without a number means to give figures all the same: it names a period, indicator or listed field, or
    /// says "no figure".
    pub(super) fn means_figures(&self, row: &Row<'_>, keys: &RowKeys) -> bool {
        self.has_known_key(&self.without_parts(keys)) || self.says_none(row)
    }

    /// Whether a cell of the row's own says that there is no figure.
    fn says_none(&self, row: &Row<'_>) -> bool {
        let mut figures = (0..self.layout.figures.len()).filter(|f| self.is_own_figure(*f));
        figures.any(|f| {
            matches!(self.cells[f], Cell::Nothing) && !self.layout.figure_text(f, row).is_empty()
        })
    }

    /// Whether a figure has a column of the table's own.
    fn is_own_figure(&self, figure: usize) -> bool {
        self.layout.figures[figure].position.is_some()
    }

    /// Notes that no row is one of data.
    pub(super) fn tell_emptiness(&mut self) {
        if !self.has_data && !self.doubt.is_over {
            let place = Place::line(self.file, self.layout.header.line);
            self.diagnostics.push(Code::NoRows.at(place));
        }
    }

    pub(super) fn tell_passed_over(&mut self) {
        let place = Place::line(self.file, self.layout.header.line);
        if let Some(note) = note_of(self.passed_over, place) {
            self.diagnostics.push(note);
        }
    }
}

/// What a key says of its row.
fn said_by<T>(key: Key<T>) -> Option<RowName> {
    match key {
        Key::Total => Some(RowName::Total),
        Key::Aside => Some(RowName::Aside),
        _ => None,
    }
}

/// The text of a row's first cell that says something, rather than number the row.
pub(super) fn label(row: &Row<'_>) -> String {
    let filled = || row.cells().filter(|cell| !cell.is_empty());
    let first = filled()
        .find(|cell| has_word(cell))
        .or_else(|| filled().next());
    first.map(one_line).unwrap_or_default()
}

/// Whether a row only numbers or letters the columns: `A B 1 2`, `(1) (2) (3)=(1)+(2)`. Rows of plain numbers could
/// be figures: where the table has no column that would say whose, only brackets or letters tell.
pub(super) fn is_numbering(row: &Row<'_>, layout: &TableLayout) -> bool {
    labels_columns(row.cells()).is_some_and(|is_marked| {
        is_marked || layout.key_positions().next().is_some() || numbers_words(row, layout)
    })
}

/// Whether a row numbers every column from 1 on, one that holds words in other rows among them.
fn numbers_words(row: &Row<'_>, layout: &TableLayout) -> bool {
    let names = &layout.header.cells;
    let is_figure = |index: usize| {
        layout
            .figures
            .iter()
            .any(|figure| figure.position == Some(index))
    };
    let is_named = |index: &usize| names.get(*index).is_some_and(|name| !name.is_empty());
    let counts_all =
        row.cell(0) == "1" && (0..names.len()).all(|index| !row.cell(index).is_empty());
    counts_all && (1..names.len()).any(|index| is_named(&index) && !is_figure(index))
}

/// Whether cells, but for blank ones, label columns in their order, and if so whether any of them is more than a plain
/// number.
pub(in crate::reading) fn labels_columns<'c>(cells: impl Iterator<Item = &'c str>) -> Option<bool> {
    let mut next = None;
    let (mut count, mut is_marked) = (0, false);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        count += 1;
        match column_label(cell)? {
            Label::Letter => is_marked = true,
            Label::Number { number, marked } => {
                if next.is_some_and(|expected| number != expected) {
                    return None;
                }
                next = number.checked_add(1);
                is_marked |= marked;
            }
        }
    }
    (count >= 2).then_some(is_marked)
}

/// A cell that labels a column.
enum Label {
    Letter,
    Number {
        number: u32,
        /// In brackets, or with a formula.
        marked: bool,
    },
}

fn column_label(cell: &str) -> Option<Label> {
    let bare = cell.trim_start_matches(['(', '[']);
    let letters = bare.trim_end_matches([')', ']', '.']);
    if letters.len() == 1 && letters.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(Label::Letter);
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = bare
        .get(..digits)?
        .parse()
        .ok()
        .filter(|number| *number < 1000)?;
    let rest = bare
        .get(digits..)?
        .trim_start_matches([')', ']'])
        .trim_start();
    let is_formula = rest.starts_with(['=', ':'])
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "=:()[]+-–*/x×%.,".contains(c));
    (rest.is_empty() || is_formula).then_some(Label::Number {
        number,
        marked: bare != cell || is_formula,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_columns_are_letters_numbers_and_formulas() {
        for text in [
            "A",
            "(b)",
            "1",
            "(1)",
            "[12]",
            "(3)=(1)+(2)",
            "5=4/3*100%",
            "a.",
        ] {
            assert!(column_label(text).is_some(), "{text}");
        }
        for text in ["Q1", "1,5", "2019-03", "12345", "x1", "-", "1 2"] {
            assert!(column_label(text).is_none(), "{text}");
        }
    }
}
