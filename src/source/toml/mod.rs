//! TOML whose every key and value knows its place, read so that all errors of a file are told in one run.
//!
//! A reader takes keys out of a [`Table`] one by one; what it takes is what is known, so that `finish` can name the
//! keys that nobody asked for, with the nearest that somebody did.

mod keys;
mod syntax;
mod table;
mod value;

pub use keys::{Key, Keys};
pub use table::Table;
pub use value::{Placed, Value};
pub(crate) use value::{Unread, written};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{FileId, LineIndex, Place};
use ::toml::Spanned;
use ::toml::de::DeTable;
use std::cell::RefCell;

/// A TOML text that was parsed, and the problems that were found in it so far.
#[derive(Debug)]
pub struct Toml<'a> {
    file: FileId,
    lines: LineIndex<'a>,
    /// The line of the file on which the text begins.
    first_line: u32,
    root: Spanned<DeTable<'a>>,
    problems: RefCell<Diagnostics>,
}

impl<'a> Toml<'a> {
    /// Parses a text (every line ended by `\n`) that begins on line `first_line` of its file.
    ///
    /// # Errors
    /// Every fault of the syntax, at most one a line.
    pub fn parse(text: &'a str, file: FileId, first_line: u32) -> Result<Self, Diagnostics> {
        let (toml, faults) = Self::parse_recovering(text, file, first_line);
        if faults.is_empty() {
            Ok(toml)
        } else {
            Err(faults)
        }
    }

    /// As [`Toml::parse`], but gives what could be understood beside the faults of the syntax, for checking other
    /// files against it in the same run.
    pub fn parse_recovering(text: &'a str, file: FileId, first_line: u32) -> (Self, Diagnostics) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let toml = Self {
            file,
            lines: LineIndex::new(text, first_line),
            first_line,
            root,
            problems: RefCell::default(),
        };
        let mut lines = Vec::new();
        let mut faults = Diagnostics::new();
        for error in &errors {
            let fault = syntax::diagnostic(&toml, error);
            let line = fault.place.map(|place| place.line);
            if !lines.contains(&line) {
                lines.push(line);
                faults.push(fault);
            }
        }
        (toml, faults)
    }

    /// The table of the whole text, which has these keys. Its place is the whole file, or for front matter the line that
    /// opens it.
    #[must_use]
    pub fn root(&self, keys: &'static Keys) -> Table<'_> {
        let place = Place::line(self.file, self.first_line.saturating_sub(1));
        Table::new(self, self.root.get_ref(), place, keys)
    }

    /// The place of a byte of the text, in lines and characters.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        self.lines.place(self.file, offset)
    }

    /// Adds a problem of the file.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Whether a problem was told at this place.
    pub(crate) fn has_problem_at(&self, place: Place) -> bool {
        self.problems
            .borrow()
            .iter()
            .any(|problem| problem.place == Some(place))
    }

    /// The problems that were found.
    #[must_use]
    pub fn into_problems(self) -> Diagnostics {
        self.problems.into_inner()
    }
}

#[cfg(test)]
mod tests;
