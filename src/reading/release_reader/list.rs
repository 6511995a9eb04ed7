//! `releases.toml`: what was said of each release.

use crate::diagnostic::Code;
use crate::model::ReleaseName;
use crate::place::Place;
use crate::reading::keys::RELEASES;
use crate::source::toml::{Table, Toml};

/// What is said of a release.
pub(super) struct Entry {
    pub(super) name: ReleaseName,
    pub(super) note: Option<Box<str>>,
    pub(super) illustrative: bool,
    pub(super) place: Place,
}

/// Reads all entries.
pub(super) fn read_list(toml: &Toml<'_>) -> Vec<Entry> {
    let mut root = toml.root(&RELEASES);
    let mut entries: Vec<Entry> = Vec::new();
    for table in root.tables("release") {
        let Some(entry) = read_entry(toml, table) else {
            continue;
        };
        match entries.iter().find(|other| other.name == entry.name) {
            Some(other) => {
                let twice = Code::ReleaseListedTwice.at(entry.place);
                toml.push(twice.arg("name", entry.name).related(other.place));
            }
            None => entries.push(entry),
        }
    }
    root.finish();
    entries
}

fn read_entry(toml: &Toml<'_>, mut table: Table<'_>) -> Option<Entry> {
    let place = table.place();
    let name = table.required_text("name");
    let note = table.boxed("note");
    let illustrative = table.boolean("illustrative");
    table.finish();
    let name = name?;
    let read = ReleaseName::parse(name.value);
    if read.is_none() {
        let wrong = Code::ReleaseName.at(name.place);
        toml.push(wrong.arg("name", name.value));
    }
    Some(Entry {
        name: read?,
        note,
        illustrative: illustrative.is_some_and(|given| given.value),
        place,
    })
}
