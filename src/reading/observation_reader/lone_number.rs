//! Numbered names without the unit above them: "Phường 12" in a table whose other rows are of Quận 3 is hardly that of
//! Quận 10, though the register may know no other.

use super::keys::Key;
use super::layout::position_place;
use super::row_name::without_list_mark;
use super::state::TableReader;
use crate::diagnostic::Code;
use crate::model::{UnitId, Units};
use crate::reading::NameKey;

/// A unit that a text of the table names.
struct Mention<'t> {
    text: &'t str,
    unit: UnitId,
    /// Whether the text is nothing but a number, with or without the word for its kind.
    is_number: bool,
}

impl TableReader<'_> {
    /// Tells of numbered names that may be those of other units: no text of the table names the unit above, or another one
    /// below it by more than a number, and others are below other units.
    pub(super) fn judge_lone_numbers(&mut self) {
        let units = self.shared.units.units();
        let mentions: Vec<Mention<'_>> = self
            .keys
            .names_of_units()
            .filter_map(|(text, key)| Mention::new(text, key, units))
            .collect();
        if !mentions.iter().any(|mention| mention.is_number) {
            return;
        }
        let doubtful = mentions
            .iter()
            .filter(|one| one.is_number && one.is_among_others(&mentions, units));
        for one in doubtful {
            let mut rows = self.observations.iter();
            let Some(row) = rows.find(|row| row.unit == one.unit) else {
                continue;
            };
            let upper = units.get(one.unit).parent.map(|upper| units.get(upper));
            let problem = Code::UnitOfOthers
                .at(position_place(self.layout.unit, self.file, row.line))
                .arg("text", without_list_mark(one.text))
                .arg("unit", self.shared.units.label(one.unit))
                .arg("upper", upper.map_or("", |upper| &*upper.name));
            self.diagnostics.push(problem);
        }
    }
}

impl<'t> Mention<'t> {
    fn new(text: &'t str, key: Key<UnitId>, units: &Units) -> Option<Self> {
        let unit = key.known()?;
        let name = without_list_mark(text);
        let words = name.split(|c: char| c.is_whitespace() || c == '.');
        let words = words.filter(|word| !word.is_empty()).count();
        // Whoever wrote a short name into the register said what it means alone.
        let is_short_name = || {
            let short = units.get(unit).short_name.as_deref();
            short.is_some_and(|short| NameKey::new(short) == NameKey::new(name))
        };
        let is_number =
            words <= 2 && name.ends_with(|c: char| c.is_ascii_digit()) && !is_short_name();
        Some(Self {
            text,
            unit,
            is_number,
        })
    }

    fn is_among_others(&self, mentions: &[Mention<'_>], units: &Units) -> bool {
        let own = units.get(self.unit);
        let Some(upper) = own.parent else {
            return false;
        };
        let says_upper = |other: &Mention<'_>| {
            other.unit == upper || (!other.is_number && units.get(other.unit).parent == Some(upper))
        };
        let level = |unit: UnitId| units.ancestors(unit).count();
        let is_of_others = |other: &Mention<'_>| {
            units.get(other.unit).parent != own.parent && level(other.unit) == level(self.unit)
        };
        mentions.iter().any(is_of_others) && !mentions.iter().any(says_upper)
    }
}
