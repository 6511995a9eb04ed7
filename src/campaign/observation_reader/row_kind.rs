//! Rows that are no data: what a row is that is neither empty nor a unit's figures.

use super::cell::Cell;
use super::keys::Key;
use super::layout::Layout;
use super::row_sum::column_sums;
use super::table_reader::{RowKeys, TableReader};
use super::total::TotalLine;
use crate::campaign::{FieldId, NameKey};
use crate::diagnostic::Diagnostic;
use crate::source::{Place, Row, one_line};
use std::sync::LazyLock;

/// The words that total lines begin with.
static TOTALS: LazyLock<Vec<NameKey>> = LazyLock::new(|| {
    [
        "Tổng",
        "Cộng",
        "Tổng cộng",
        "Tổng số",
        "Total",
        "Grand total",
    ]
    .map(NameKey::new)
    .to_vec()
});

/// Whether a text is the name of a total line: in any case, with all its diacritics or with none (`Công` is a word
/// of its own).
pub(in crate::campaign) fn is_total(text: &str) -> bool {
    if !may_be_total(text) {
        return false;
    }
    let key = NameKey::new(text);
    TOTALS.iter().any(|total| key.is_spelling_of(total))
}

impl TableReader<'_> {
    /// Whether a row is a total line: its unit, field or first cell says so.
    pub(super) fn is_total_line(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        if keys.unit == Key::Total || keys.field == Key::Total {
            return true;
        }
        let layout = &self.layout;
        let mut cells = row.cells();
        let first = cells.position(|cell| !cell.is_empty()).unwrap_or(0);
        // A key's cell was looked up already.
        match Some(first) {
            first if first == layout.unit || first == layout.field => false,
            first if first == layout.period => keys.period == Key::Total,
            first if first == layout.indicator => keys.indicator == Some(Key::Total),
            _ => self.keys.is_total(row.cell(first)),
        }
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
            && !self.has_known_key(keys)
            && is_numbering(row, &self.layout)
        {
            self.passed_over.numberings += 1;
            self.column_sums = column_sums(row.cells());
        } else if self.is_total_line(row, keys) {
            self.passed_over.totals += 1;
            self.take_total(row, keys);
        } else if !has_number && self.begins_other_table(row) {
            self.passed_over.headers += 1;
        } else if self.is_text(row, keys, has_number) {
            self.passed_over.texts += 1;
            self.doubt_after(row);
            let text = row
                .cells()
                .find(|cell| !cell.is_empty())
                .map(one_line)
                .unwrap_or_default();
            let place = self.first_place(row);
            self.diagnostics
                .push(Diagnostic::warning("text-row").at(place).arg("text", text));
        } else {
            return false;
        }
        true
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
        let own = |figure: &usize| layout.figures[*figure].position.is_some();
        let figures = || (0..layout.figures.len()).filter(own);
        let says_none = figures().any(|f| {
            matches!(self.cells[f], Cell::Blank) && !layout.figure_text(f, row).is_empty()
        });
        let says_something = figures().any(|f| matches!(self.cells[f], Cell::Bad));
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

    /// Keeps what a total line says, to be compared with the rows that it totals.
    fn take_total(&mut self, row: &Row<'_>, keys: &RowKeys) {
        // Whatever is wrong in such a row is no matter: nothing of it is published.
        let told = std::mem::take(&mut self.diagnostics);
        let told_once = self.told.clone();
        let figures: Vec<_> = self.figures(row, keys).collect();
        self.diagnostics = told;
        self.told = told_once;
        self.totals.push(TotalLine {
            line: row.line(),
            unit: keys.unit.known().filter(|_| self.layout.unit.is_some()),
            period: keys
                .period
                .known()
                .and_then(|period| self.keys.periods.get(period as usize).copied()),
            field: keys.field.known().map(|field| FieldId(field.0)),
            figures,
        });
    }

    /// Notes that no row is one of data.
    pub(super) fn tell_emptiness(&mut self) {
        if !self.has_data && !self.doubt.is_over {
            let place = Place::line(self.file, self.layout.header.line);
            self.diagnostics.push(Diagnostic::note("no-rows").at(place));
        }
    }

    pub(super) fn tell_passed_over(&mut self) {
        let place = Place::line(self.file, self.layout.header.line);
        if let Some(note) = self.passed_over.note(place) {
            self.diagnostics.push(note);
        }
    }
}

/// Whether a text is worth folding to see whether it names a total line.
pub(super) fn may_be_total(text: &str) -> bool {
    // No such word is longer, however it is spelt.
    text.len() <= 40 && text.starts_with(['t', 'T', 'c', 'C', 'g', 'G'])
}

/// Whether a row only numbers or letters the columns: `A B 1 2`, `(1) (2) (3)=(1)+(2)`. Rows of plain numbers could
/// be figures: where the table has no column that would say whose, only brackets or letters tell.
pub(super) fn is_numbering(row: &Row<'_>, layout: &Layout) -> bool {
    labels_columns(row.cells()).is_some_and(|is_marked| {
        is_marked || layout.key_positions().next().is_some() || numbers_words(row, layout)
    })
}

/// Whether a row numbers every column from 1 on, one that holds words in other rows among them.
fn numbers_words(row: &Row<'_>, layout: &Layout) -> bool {
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
pub(in crate::campaign) fn labels_columns<'c>(
    cells: impl Iterator<Item = &'c str>,
) -> Option<bool> {
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
    fn total_lines_are_known_by_their_word() {
        for text in [
            "Tổng",
            "CỘNG",
            "Tổng cộng",
            "tổng cộng:",
            "TONG CONG",
            "Cô\u{323}ng",
            "Tổng số",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in ["Công", "Tông", "Tổng Công ty", "Cộng Hòa", "", "tphcm"] {
            assert!(!is_total(text), "{text}");
        }
    }

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
