//! Fields that are named above the rows of a table, between them or around it, where the rows themselves say nothing of a
//! field: their figures would be taken for the overall ones of their units.

use super::given_keys::Beginning;
use super::keys::Key;
use super::layout::position_place;
use super::row_name::{Level, without_list_mark};
use super::shared::Shared;
use super::state::{FieldHeading, RowKeys, TableReader};
use super::table_context::TableContext;
use super::toml_lines::toml_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::{FileId, Place, Sources};
use crate::reading::column::known;
use crate::reading::column_path::padded;
use crate::reading::defaults::FILE_NAME;
use crate::source::{Row, cell_place, one_line};
use crate::text::{fold, slug};

/// What stands before the name of a field.
const WORDS: [&str; 3] = ["linh vuc", "nhom linh vuc", "field"];

/// What a name begins with that means no field of its own.
const ALL: [&str; 6] = ["tat ca", "cac", "toan bo", "chung", "all", "theo"];

/// Words of names of files that say nothing of what is in them.
const FILLERS: [&str; 12] = [
    "thang", "quy", "nam", "bao", "cao", "bc", "bieu", "mau", "lieu", "ky", "month", "report",
];

/// What makes of a field's name that of an office.
const OFFICES: [&str; 6] = ["so", "phong", "ban", "chi", "cuc", "nganh"];

/// So many headings of a table are pointed at.
const MOST_HEADINGS: usize = 20;

/// The field that a text names and nothing else: one that is listed, or what follows the word for a field. Its code where
/// it has one, else its name.
fn field_named(text: &str, shared: &Shared<'_>) -> Option<Box<str>> {
    let listed = |text: &str| {
        let id = shared.field_names.find(text)?;
        shared.field_keys.get(usize::from(id.0)).cloned()
    };
    let bare = without_list_mark(text).trim();
    listed(text).or_else(|| listed(bare)).or_else(|| {
        let name = behind_word(bare)?;
        listed(name).or_else(|| Some(name.into()))
    })
}

/// What follows the word for a field at the beginning of a text.
fn behind_word(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric());
    let end = ends
        .map(|(at, _)| at)
        .take(4)
        .find(|at| WORDS.contains(&&*fold(&text[..*at])))?;
    let name = text[end..].trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let folded = padded(name);
    let is_all = ALL
        .iter()
        .any(|word| folded.starts_with(&format!(" {word} ")));
    (!name.is_empty() && !is_all).then_some(name)
}

/// In what form the names of fields are the same.
fn same_form(field: &str, shared: &Shared<'_>) -> String {
    field_named(field, shared).map_or_else(|| slug(without_list_mark(field)), |field| slug(&field))
}

impl TableReader<'_> {
    /// Notes that a row of words names a field.
    pub(super) fn note_field_heading(&mut self, row: &Row<'_>) {
        let own = (0..row.len()).filter(|at| !row.is_copy(*at) && !row.cell(*at).is_empty());
        let mut words = own.filter(|at| Level::of_cell(row.cell(*at)).is_none());
        let (first, second) = (words.next(), words.next());
        let at = match (first, second) {
            // `Lĩnh vực:` in one cell, its name in the next.
            (Some(label), Some(name)) if WORDS.contains(&padded(row.cell(label)).trim()) => {
                Some(name).filter(|_| words.next().is_none())
            }
            (Some(name), None) => Some(name),
            _ => None,
        };
        let Some(at) = at else { return };
        let text = row.cell(at);
        let label = first.filter(|label| *label != at);
        let named = match label {
            Some(_) => Some(field_named(text, self.shared).unwrap_or_else(|| text.into())),
            None => field_named(text, self.shared),
        };
        if let Some(field) = named.filter(|field| !self.is_given_field(field)) {
            self.doubt.field = Some(FieldHeading {
                place: cell_place(self.file, row.line(), at),
                text: one_line(text),
                field,
                is_in_column: self.layout.field == Some(at),
                is_first: !self.has_data,
            });
        }
    }

    /// Whether a field is the one that the folder gives.
    fn is_given_field(&self, field: &str) -> bool {
        let given = self.defaults.texts.get(&known::FIELD);
        let given = given.filter(|_| self.layout.field.is_none());
        given.is_some_and(|given| {
            same_form(&given.value, self.shared) == same_form(field, self.shared)
        })
    }

    /// Settles what a heading says of a row with figures below it.
    pub(super) fn settle_field(&mut self, keys: &RowKeys) {
        let is_open = self.layout.field.is_none() || keys.field == Key::Blank;
        if let Some(heading) = self.doubt.field.take_if(|_| is_open) {
            self.field_headings.push(heading);
        }
    }

    /// Notes which lines with the sums of the rows below them name a field that nothing in those names.
    pub(super) fn note_sums_of_fields(&mut self, lines: Vec<(u32, Box<str>)>) {
        if self.layout.field.is_some() {
            return;
        }
        for (line, name) in lines {
            let named = field_named(&name, self.shared);
            let Some(field) = named.filter(|field| !self.is_given_field(field)) else {
                continue;
            };
            let first = self.observations.first();
            self.field_headings.push(FieldHeading {
                place: position_place(self.layout.unit, self.file, line),
                text: name.into(),
                field,
                is_in_column: false,
                is_first: first.is_none_or(|first| first.line > line),
            });
        }
    }

    /// Tells of the fields that are named above rows that name none.
    pub(super) fn tell_field_headings(&mut self) {
        let headings = std::mem::take(&mut self.field_headings);
        let Some(first) = headings.first() else {
            return;
        };
        let path = &self.sources.get(self.file).path;
        let mut error = Code::RowsOfField.at(first.place).arg("text", &first.text);
        if first.is_in_column {
            error = error.help("fill-down");
            error.set_lines(self.target(), Some(self.fill_down_line(known::FIELD)));
        } else if headings.len() == 1 && first.is_first {
            error = error.help("one");
            error.set_lines(beside(path), Some(line_of(&first.field)));
        } else {
            let unit = self
                .layout
                .unit
                .and_then(|unit| self.layout.header.cells.get(unit));
            error = match unit {
                Some(unit) => error.help("units").arg("column", one_line(unit)),
                None => error.help("several"),
            };
            error.set_lines(self.target(), None);
        }
        let others = headings.iter().skip(1).take(MOST_HEADINGS);
        let error = others.fold(error, |error, other| error.related(other.place));
        self.diagnostics.push(error);
    }
}

/// The line that gives a field.
fn line_of(field: &str) -> String {
    format!("field = {}\n", toml_text(field))
}

/// The `_defaults.toml` beside a table.
fn beside(table: &str) -> String {
    let folder = table.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{FILE_NAME}")
}

/// Fields that are named around a table.
struct Around {
    place: Place,
    text: String,
    /// Their codes or names.
    fields: Vec<Box<str>>,
    is_certain: bool,
}

/// What is wrong with a table without a column for the field whose title, sheet, file or folder names one. `field = ""` says that
/// its figures are of all fields.
pub(super) fn field_around(
    table: Beginning<'_, '_>,
    context: TableContext<'_>,
) -> Option<Diagnostic> {
    let TableContext {
        file,
        sources,
        defaults,
        shared,
    } = context;
    let given = defaults.texts.get(&known::FIELD).map(|text| &*text.value);
    if table.header.position(known::FIELD).is_some() || given == Some("") {
        return None;
    }
    let around = Around::of(file, table.titles, sources, shared)?;
    let given_form = given.map(|given| same_form(given, shared));
    let is_given = |field: &str| Some(same_form(field, shared)) == given_form;
    if around.fields.iter().any(|field| is_given(field)) {
        return None;
    }
    let mut told = Code::TableOfField
        .at(around.place)
        .arg("text", around.text)
        .warning_unless(around.is_certain);
    let lines = match (&around.fields[..], given) {
        (_, Some(given)) => {
            told = told.help("other").arg("given", given);
            None
        }
        ([field], None) => Some(line_of(field)),
        _ => {
            told = told.help("several");
            None
        }
    };
    told.set_lines(beside(&sources.get(file).path), lines);
    Some(told)
}

impl Around {
    /// The first that names a field of the titles, the sheet, the file and the folders.
    fn of(
        file: FileId,
        titles: &[Row<'_>],
        sources: &Sources,
        shared: &Shared<'_>,
    ) -> Option<Self> {
        let of_title = |row: &Row<'_>| {
            (0..row.len())
                .filter(|at| !row.is_copy(*at))
                .find_map(|at| {
                    let text = row.cell(at);
                    let mut fields = fields_behind_word(text, shared);
                    if fields.is_empty() {
                        fields.extend(field_named(text, shared));
                    }
                    (!fields.is_empty()).then(|| Self {
                        place: cell_place(file, row.line(), at),
                        text: one_line(text),
                        fields,
                        is_certain: true,
                    })
                })
        };
        if let Some(found) = titles.iter().rev().find_map(of_title) {
            return Some(found);
        }
        let path = sources.get(file).path_of_table();
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let sheet = sources.sheet(file).map(|sheet| &*sheet.name);
        let mut names = sheet.into_iter().chain(stem.split('/').rev());
        names.find_map(|name| {
            let (fields, is_certain) = fields_in_name(name, shared)?;
            Some(Self {
                place: Place::file(file),
                text: one_line(name),
                fields,
                is_certain,
            })
        })
    }
}

/// The listed fields, in the form in which words are compared, with their codes.
fn listed<'s>(shared: &'s Shared<'_>) -> impl Iterator<Item = (String, &'s Box<str>)> {
    let names = shared.listed_fields.iter().zip(&shared.field_keys);
    names.map(|(name, key)| (padded(name), key))
}

/// The listed fields that follow the word for one within a text.
fn fields_behind_word(text: &str, shared: &Shared<'_>) -> Vec<Box<str>> {
    let text = padded(text);
    let Some(at) = text.rfind(" linh vuc ") else {
        return Vec::new();
    };
    let rest = &text[at + " linh vuc".len()..];
    let Some(others) = listed(shared).find_map(|(name, _)| rest.strip_prefix(&*name)) else {
        return Vec::new();
    };
    let named = listed(shared).filter(|(name, _)| rest.contains(name));
    // One that is not listed may follow.
    let more = others.strip_prefix("va ").map(Into::into);
    named.map(|(_, key)| key.clone()).chain(more).collect()
}

/// The listed fields in the name of a file, a sheet or a folder, and whether it says nothing else of what it holds.
fn fields_in_name(name: &str, shared: &Shared<'_>) -> Option<(Vec<Box<str>>, bool)> {
    let text = padded(name);
    let behind = fields_behind_word(name, shared);
    if !behind.is_empty() {
        return Some((behind, true));
    }
    let is_filler =
        |word: &&str| FILLERS.contains(word) || word.bytes().any(|b| b.is_ascii_digit());
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !is_filler(word))
        .collect();
    let bare = format!(" {} ", words.join(" "));
    if let Some((_, key)) = listed(shared).find(|(name, _)| *name == bare) {
        return Some((vec![key.clone()], true));
    }
    let is_office = |name: &str| {
        OFFICES
            .iter()
            .any(|office| text.contains(&format!(" {office}{name}")))
    };
    let held = listed(shared).filter(|(name, _)| text.contains(name) && !is_office(name));
    let held: Vec<Box<str>> = held.map(|(_, key)| key.clone()).collect();
    (!held.is_empty()).then_some((held, false))
}
