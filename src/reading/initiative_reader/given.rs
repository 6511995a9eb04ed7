//! What a row or a page says under one key.

use super::key::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Place;
use crate::source::toml::Placed;

/// What is said under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given<T> {
    /// Nothing.
    Absent(Absence),
    /// Something wrong, which was told.
    Wrong,
    /// This, at its place.
    Known(Placed<T>),
}

/// Where something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// The table has no such column; the place is its header's line.
    Column(Place),
    /// The cell is blank.
    Cell(Place),
    /// The page's front matter has no such key; the place is its first line.
    Key(Place),
    /// The page has no front matter.
    FrontMatter(Place),
}

impl<T> Given<T> {
    /// Something at its place.
    pub(super) fn known(value: T, place: Place) -> Self {
        Self::Known(Placed { value, place })
    }

    /// Makes something else of what is given; `None` means that it is wrong, which `make` has told.
    pub(super) fn and_then<U>(self, make: impl FnOnce(T, Place) -> Option<U>) -> Given<U> {
        match self {
            Self::Absent(absence) => Given::Absent(absence),
            Self::Wrong => Given::Wrong,
            Self::Known(Placed { value, place }) => match make(value, place) {
                Some(value) => Given::known(value, place),
                None => Given::Wrong,
            },
        }
    }

    /// What is given, if anything that can be used is.
    pub(super) fn as_known(&self) -> Option<&Placed<T>> {
        match self {
            Self::Known(known) => Some(known),
            Self::Absent(_) | Self::Wrong => None,
        }
    }

    /// What is given, without its place.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known.value),
            Self::Absent(_) | Self::Wrong => None,
        }
    }

    /// Tells that nothing is given under a key that must be.
    pub(super) fn tell_missing(&self, key: Key, diagnostics: &mut Diagnostics) {
        if let Self::Absent(absence) = self {
            diagnostics.push(missing(*absence, key));
        }
    }

    /// What two places give under one key: the second's where both say the `same`, else an error that names both.
    pub(super) fn agree(
        self,
        second: Self,
        key: Key,
        same: impl FnOnce(&T, &T) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        match (self, second) {
            (Self::Known(first), Self::Known(second)) => {
                if !same(&first.value, &second.value) {
                    let differs = Code::InitiativeDiffers
                        .at(second.place)
                        .arg("key", key.label())
                        .related(first.place);
                    diagnostics.push(differs);
                }
                Self::Known(second)
            }
            (Self::Known(one), _) | (_, Self::Known(one)) => Self::Known(one),
            (Self::Wrong, _) | (_, Self::Wrong) => Self::Wrong,
            (Self::Absent(_), Self::Absent(absence)) => Self::Absent(absence),
        }
    }
}

/// What is wrong where something that must be there is missing.
fn missing(absence: Absence, key: Key) -> Diagnostic {
    match absence {
        Absence::Column(place) => Code::MissingColumn.arg("column", key.label()).at(place),
        Absence::Cell(place) => Code::MissingCell.arg("column", key.label()).at(place),
        Absence::Key(place) if Key::SECTIONS.contains(&key) => Code::MissingKey
            .help("section")
            .arg("key", key.name())
            .arg("heading", key.heading())
            .at(place),
        Absence::Key(place) => Code::MissingKey
            .help("meaning")
            .arg("key", key.name())
            .arg("meaning", key.heading())
            .at(place),
        Absence::FrontMatter(place) => Code::MissingKey
            .help("front-matter")
            .arg("key", key.name())
            .at(place),
    }
}
