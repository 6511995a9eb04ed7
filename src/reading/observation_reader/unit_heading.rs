//! What the heading of the column of units says of their kind: under "Phường" a bare 12 is Phường 12.

use super::given_keys::Beginning;
use crate::model::UnitId;
use crate::reading::column::known;
use crate::reading::{UnitLookup, UnitMatch};
use crate::text::{canonical, fold};

/// The kinds of units that the heading of their column names, in the folder of a unit.
#[derive(Debug, Default)]
pub(super) struct UnitHeading {
    kinds: Vec<Box<str>>,
}

impl UnitHeading {
    /// The kinds in a table's heading. None where another column that nothing reads holds the names of units: then the
    /// numbers under the heading may only count the rows.
    pub(super) fn of(
        table: Beginning<'_, '_>,
        within: Option<UnitId>,
        units: &UnitLookup<'_>,
    ) -> Self {
        let position = table.header.position(known::UNIT);
        let heading = position.and_then(|position| table.header.cells.get(position));
        let (Some(heading), Some(within)) = (heading, within) else {
            return Self::default();
        };
        let kinds = kinds_in(heading, units);
        let is_name = |text: &str| units.find(text, Some(within)) != UnitMatch::Unknown;
        if kinds.is_empty() || table.column_with(is_name).is_some() {
            return Self::default();
        }
        Self { kinds }
    }

    /// The unit below another that a text names together with one of the kinds.
    pub(super) fn find(
        &self,
        text: &str,
        within: Option<UnitId>,
        units: &UnitLookup<'_>,
    ) -> Option<UnitId> {
        let within = within?;
        let mut found: Vec<UnitId> = Vec::new();
        for kind in &self.kinds {
            if let UnitMatch::One(id) = units.find(&format!("{kind} {text}"), Some(within))
                && units.units().is_above(within, id)
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// The words for kinds of units that a heading holds.
fn kinds_in(heading: &str, units: &UnitLookup<'_>) -> Vec<Box<str>> {
    let is_plain = heading.is_ascii();
    let form = |text: &str| {
        if is_plain {
            fold(text)
        } else {
            canonical(text)
        }
    };
    let words = form(heading);
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let holds = |kind: &str| {
        let kind = form(kind);
        let kind: Vec<&str> = kind.split(' ').collect();
        words.windows(kind.len()).any(|window| window == kind)
    };
    let kinds = units.kind_words().iter().map(|word| &*word.text);
    kinds.filter(|kind| holds(kind)).map(Into::into).collect()
}
