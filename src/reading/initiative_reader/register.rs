//! The register: tables with a row an initiative.

use super::draft::Draft;
use super::given::{Absence, Given};
use super::key::Key;
use super::record::{Record, split};
use super::row_kind::{initiative_rows, is_blank};
use super::shared::{Body, Origin, Shared};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Passage, UnitId};
use crate::place::{FileId, Place, Sources};
use crate::reading::content_reader::markup;
use crate::reading::defaults::Defaults;
use crate::reading::find_personal_data;
use crate::source::toml::Placed;
use crate::source::{KnownColumns, SmallRow, SmallTable, TableSource, with_tables};
use rayon::prelude::*;

/// No register is longer.
const LONGEST: u64 = 1 << 28;

/// What the tables of one file hold.
#[derive(Default)]
pub(super) struct FileRead {
    /// Their rows that are initiatives.
    pub(super) drafts: Vec<Draft>,
    /// Whether every row could be read.
    pub(super) is_whole: bool,
    /// What is wrong in them.
    pub(super) diagnostics: Diagnostics,
}

/// Reads the tables of a file.
pub(super) fn read_file(
    sources: &Sources,
    file: FileId,
    defaults: &Defaults,
    shared: &Shared<'_>,
) -> FileRead {
    let known = KnownColumns {
        // A folder that gives the unit makes a header of what would be none otherwise.
        needed: if defaults.unit.is_some() { 1 } else { 2 },
        column_of: &|name, _| defaults.names.find(name),
        help: None,
        explain: None,
        is_table: None,
        is_read: None,
    };
    let mut read = FileRead::default();
    let mut told = Diagnostics::new();
    with_tables(sources, file, LONGEST, known, &mut told, |tables, _| {
        read.is_whole = !tables.is_empty();
        for &(id, table) in tables {
            read_table(table, id, known.needed, defaults, shared, &mut read);
        }
    });
    read.diagnostics.append(told);
    read
}

fn read_table(
    table: TableSource<'_>,
    file: FileId,
    needed: usize,
    defaults: &Defaults,
    shared: &Shared<'_>,
    read: &mut FileRead,
) {
    let diagnostics = &mut read.diagnostics;
    let Some(table) = SmallTable::read(table, file, &defaults.names, needed, diagnostics) else {
        read.is_whole = false;
        return;
    };
    read.is_whole &= table.is_whole();
    let rows = initiative_rows(&table, shared, diagnostics);
    let drafts: Vec<(Draft, Diagnostics)> = rows
        .par_iter()
        .map(|row| read_row(&table, row, defaults, shared))
        .collect();
    for (draft, problems) in drafts {
        read.drafts.push(draft);
        diagnostics.append(problems);
    }
}

fn read_row(
    table: &SmallTable,
    row: &SmallRow,
    defaults: &Defaults,
    shared: &Shared<'_>,
) -> (Draft, Diagnostics) {
    let place = Place {
        column: 0,
        ..table.place(row, Key::Id.column())
    };
    let body = Body {
        origin: Origin::Row,
        illustrative: defaults.illustrative,
    };
    let mut record = RowRecord {
        table,
        row,
        defaults,
        diagnostics: Diagnostics::new(),
    };
    let draft = Draft::read(place, body, &mut record, shared);
    (draft, record.diagnostics)
}

/// A row with its table, and what its folder gives where the table lacks a column.
struct RowRecord<'t> {
    table: &'t SmallTable,
    row: &'t SmallRow,
    defaults: &'t Defaults,
    diagnostics: Diagnostics,
}

impl RowRecord<'_> {
    fn tell_personal_data(&mut self, text: &str, key: Key, place: Place) {
        for (kind, _) in find_personal_data(text) {
            if key != Key::Cost || !kind.may_be_an_amount() {
                let problem = Code::PersonalData.help(kind.help());
                self.diagnostics.push(problem.at(place));
            }
        }
    }
}

impl<'t> Record<'t> for RowRecord<'t> {
    fn text(&mut self, key: Key) -> Given<&'t str> {
        let column = key.column();
        let (table, row, defaults) = (self.table, self.row, self.defaults);
        if !table.has(column) {
            return match defaults.texts.get(&column) {
                Some(default) => {
                    self.tell_personal_data(&default.value, key, default.place);
                    Given::known(&default.value, default.place)
                }
                None => Given::Absent(Absence::Column(table.header_place(column))),
            };
        }
        let (cell, place) = (table.get(row, column), table.place(row, column));
        if is_blank(cell) {
            return Given::Absent(Absence::Cell(place));
        }
        self.tell_personal_data(cell, key, place);
        if key.is_plain_text() {
            let told = markup(&Placed { value: cell, place });
            self.diagnostics.extend_one(told);
        }
        Given::known(cell, place)
    }

    fn list(&mut self, key: Key) -> Given<Vec<Placed<&'t str>>> {
        match self.text(key) {
            Given::Absent(absence) => Given::Absent(absence),
            Given::Wrong => Given::Wrong,
            Given::Known(Placed { value, place }) => {
                let items: Vec<_> = split(value).map(|value| Placed { value, place }).collect();
                if items.is_empty() {
                    Given::Absent(Absence::Cell(place))
                } else {
                    Given::known(items, place)
                }
            }
        }
    }

    fn passage(&mut self, key: Key) -> Given<Passage> {
        self.text(key)
            .and_then(|text, _| Some(Passage::Plain(text.into())))
    }

    fn default_unit(&self) -> Option<Given<UnitId>> {
        let place = self.table.place(self.row, Key::Unit.column());
        match self.defaults.unit {
            _ if self.table.has(Key::Unit.column()) => None,
            Some(Some(unit)) => Some(Given::known(unit, place)),
            // Told where the folder gives it.
            Some(None) => Some(Given::Wrong),
            None => None,
        }
    }

    fn within(&self) -> Option<UnitId> {
        self.defaults.unit.flatten()
    }

    fn diagnostics(&mut self) -> &mut Diagnostics {
        &mut self.diagnostics
    }
}
