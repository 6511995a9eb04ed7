//! What came of reading the initiatives, for whatever refers to them.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Initiative, InitiativeId, Initiatives};
use crate::place::FileId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// The initiatives, and what reading the rest of the site folder needs to know of them.
#[derive(Debug, Default)]
pub struct InitiativesRead {
    /// Those that have no errors.
    pub initiatives: Initiatives,
    /// The files that their pages and rows name or link to.
    pub(in crate::reading) used: FxHashSet<FileId>,
    by_code: FxHashMap<Box<str>, InitiativeId>,
    /// Codes whose initiatives could not be made, which was told.
    pub(super) broken: FxHashSet<Box<str>>,
    /// Whether some may be missing whose code could not even be read.
    pub(in crate::reading) is_incomplete: bool,
}

impl InitiativesRead {
    /// The initiative of a code.
    ///
    /// # Errors
    /// What is wrong with the code; `None` where its initiative has errors of its own, which were told.
    pub(in crate::reading) fn find(&self, code: &str) -> Result<InitiativeId, Option<Diagnostic>> {
        if let Some(&id) = self.by_code.get(code) {
            return Ok(id);
        }
        if self.broken.contains(code) || self.is_incomplete {
            return Err(None);
        }
        let unknown = Code::UnknownInitiative.arg("text", code);
        let made = self.by_code.keys();
        let mut known: Vec<&str> = made.chain(&self.broken).map(|code| &**code).collect();
        // The nearest is the first of several.
        known.sort_unstable();
        Err(Some(unknown.near(nearest(code, known))))
    }

    /// Takes up the initiatives, the latest started first, then by code.
    pub(super) fn set_initiatives(&mut self, mut all: Vec<Initiative>) {
        all.sort_by(|a, b| {
            let starts = |one: &Initiative| Reverse(one.started.first_day());
            (starts(a), &a.code).cmp(&(starts(b), &b.code))
        });
        self.initiatives = Initiatives(all);
        let codes = self.initiatives.iter();
        self.by_code = codes.map(|(id, one)| (one.code.clone(), id)).collect();
    }
}
