//! Cells as a folder declares them: words for "no figure", marks behind numbers and names, thousands, and what an empty
//! cell means.

use super::layout::FigureColumn;
use super::state::TableReader;
use crate::number::{Cell, Decimal};
use crate::reading::table_form::TableForm;
use std::borrow::Cow;

impl TableForm {
    /// Whether cells are to be read otherwise than as they stand.
    pub(super) fn declares_cells(&self) -> bool {
        !self.no_figure.is_empty() || !self.marks.is_empty() || !self.blank.is_empty()
    }

    /// Whether a cell means "no figure".
    pub(super) fn says_no_figure(&self, text: &str) -> bool {
        self.no_figure.iter().any(|word| **word == *text)
    }

    /// A text without the marks before and behind it, and these.
    pub(super) fn without_marks<'t>(&self, text: &'t str) -> (&'t str, Vec<&str>) {
        let mut rest = text;
        let mut found = Vec::new();
        loop {
            let off = self.marks.iter().find_map(|mark| {
                let rest = rest.strip_suffix(&**mark).or(rest.strip_prefix(&**mark))?;
                Some((rest.trim(), &**mark))
            });
            match off {
                Some((shorter, mark)) if !shorter.is_empty() => {
                    rest = shorter;
                    found.push(mark);
                }
                _ => return (rest, found),
            }
        }
    }
}

impl TableReader<'_> {
    /// The name in a cell without marks, which are noted.
    #[inline]
    pub(super) fn unmarked<'t>(&mut self, text: &'t str) -> &'t str {
        if self.defaults.form.marks.is_empty() {
            return text;
        }
        let defaults = self.defaults;
        let (name, marks) = defaults.form.without_marks(text);
        self.row_marks.extend(marks.into_iter().map(Into::into));
        name
    }

    /// The text of a figure as the folder declares it: `None` where it is no figure.
    pub(super) fn declared<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let defaults = self.defaults;
        if defaults.form.says_no_figure(text) {
            return None;
        }
        let (number, marks) = defaults.form.without_marks(text);
        // A word that means "no figure" may bear a mark too.
        if defaults.form.says_no_figure(number) {
            return None;
        }
        self.row_marks.extend(marks.into_iter().map(Into::into));
        Some(number)
    }

    /// What an empty cell of a column means.
    pub(super) fn blank(&self, column: &FigureColumn) -> Cell {
        match self.defaults.form.blank.get(&column.column) {
            Some(value) => Cell::plain(value.clone()),
            None => Cell::Nothing,
        }
    }

    /// The note of a row: its marks, then what its own column says.
    pub(super) fn note_with_marks<'t>(&self, note: &'t str) -> Cow<'t, str> {
        if self.row_marks.is_empty() {
            return Cow::Borrowed(note);
        }
        let mut parts: Vec<&str> = Vec::new();
        for mark in self.row_marks.iter().map(|mark| &**mark).chain([note]) {
            if !mark.is_empty() && !parts.contains(&mark) {
                parts.push(mark);
            }
        }
        Cow::Owned(parts.join(" "))
    }
}

/// A cell that holds a count, in the units that the folder says; `None` where it stays as it is.
#[inline]
pub(super) fn in_units(cell: &Cell, scale: Option<&Decimal>) -> Option<Cell> {
    let scale = scale?;
    match cell {
        Cell::Figure {
            value,
            percent: false,
            style,
            decimals,
        } => Some(Cell::Figure {
            value: value * scale,
            percent: false,
            style: *style,
            decimals: *decimals,
        }),
        _ => None,
    }
}

/// A count in the units that the folder says.
pub(super) fn scaled(value: &Decimal, scale: Option<&Decimal>) -> Decimal {
    match scale {
        Some(scale) => value * scale,
        None => value.clone(),
    }
}
