//! Where the keys of an initiative stand: a row of the register, or a page.

use super::given::Given;
use super::key::Key;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Passage, UnitId};
use crate::place::Place;
use crate::source::toml::Placed;

/// A row of the register, or a page.
pub(super) trait Record<'t> {
    /// The text under a key, trimmed.
    fn text(&mut self, key: Key) -> Given<&'t str>;

    /// The items of the list under a key, trimmed, none of them blank.
    fn list(&mut self, key: Key) -> Given<Vec<Placed<&'t str>>>;

    /// The words under a key that may be a section.
    fn passage(&mut self, key: Key) -> Given<Passage>;

    /// What the folder's defaults give for the unit where the record gives none.
    fn default_unit(&self) -> Option<Given<UnitId>> {
        None
    }

    /// Below which unit names are looked for first.
    fn within(&self) -> Option<UnitId> {
        None
    }

    /// Where what is wrong is told.
    fn diagnostics(&mut self) -> &mut Diagnostics;

    /// A key as messages about the record name it.
    fn label(&self, key: Key) -> String {
        key.label()
    }

    /// Tells what is wrong.
    fn tell(&mut self, problem: Diagnostic, key: Key, place: Place) {
        let key = self.label(key);
        self.diagnostics().push(problem.arg("key", key).at(place));
    }
}

/// The items of a list that is written in one text.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
