//! `_defaults.toml`: what a folder of tables gives to the tables in it and below.

use super::bad_period;
use super::column::{is_part_of_period, known};
use super::column_path::{is_done, otherwise_in};
use super::keys::DEFAULTS;
use super::table_form::{KEYS as FORM_KEYS, TableForm};
use super::unit_lookup::{UnitLookup, UnitMatch};
use crate::calendar::{Period, Readings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::UnitId;
use crate::number::NumberStyle;
use crate::place::{FileId, Place, Sources};
use crate::source::toml::{Placed, Toml, Value};
use crate::source::{ColumnNames, header_key, read_text};
use rustc_hash::FxHashMap;

/// The name of such a file.
pub(super) const FILE_NAME: &str = "_defaults.toml";

/// A default that could not be understood (which was told) is `None`.
type Understood<T> = Option<T>;

/// What holds in a folder: its own defaults, and those of the folders above where it gives none.
#[derive(Debug, Clone)]
pub(super) struct Defaults {
    /// The unit; also the one whose subordinates are tried first where tables name units.
    pub(super) unit: Option<Understood<UnitId>>,
    /// The period.
    pub(super) period: Option<Understood<Period>>,
    /// Texts for columns that a table lacks, but for unit and period.
    pub(super) texts: FxHashMap<usize, Placed<Box<str>>>,
    /// How ambiguous numbers are read.
    pub(super) numbers: Option<NumberStyle>,
    /// Whether the figures are illustrative.
    pub(super) illustrative: bool,
    /// The names of columns, with those of `[columns]`.
    pub(super) names: ColumnNames,
    /// How the tables are written.
    pub(super) form: TableForm,
    /// The nearest such file, where there is one, and whether it has `[columns]`.
    pub(super) file: Option<(Box<str>, bool)>,
}

impl Defaults {
    /// The column of tables of figures that a name is of, where it leaves out these groups above it: a count is known
    /// by its whole path alone, and nothing below a group that says that it is another thing.
    pub(super) fn column(&self, name: &str, groups: &[Box<str>]) -> Option<usize> {
        let found = self.names.find(name)?;
        let length = self.period.flatten().map(Period::length);
        let is_key = || known::is_key(found) && otherwise_in(groups, length).is_none();
        (groups.is_empty() || is_key()).then_some(found)
    }

    /// The same, as far as it tells that a row is a header: `Year` and `Month` stand in titles too.
    pub(super) fn column_of_header(&self, name: &str, groups: &[Box<str>]) -> Option<usize> {
        let done = || (groups.is_empty() && is_done(name)).then_some(known::VALUE);
        let column = self.column(name, groups).or_else(done)?;
        (!is_part_of_period(column)).then_some(column)
    }

    /// The `_defaults.toml` that lines for a table are pasted into: the nearest one that there is, else a new one beside
    /// the table.
    pub(super) fn target(&self, table: &str) -> String {
        let beside = || {
            let folder = table.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{FILE_NAME}")
        };
        let file = self.file.as_ref();
        file.map_or_else(beside, |(path, _)| path.to_string())
    }

    /// Whether that file has `[columns]` already.
    pub(super) fn has_columns(&self) -> bool {
        self.file
            .as_ref()
            .is_some_and(|(_, has_columns)| *has_columns)
    }

    /// Sets lines for `[columns]` to paste: with their heading where the file has none.
    pub(super) fn set_columns(&self, table: &str, error: &mut Diagnostic, lines: &str) {
        let head = if self.has_columns() {
            ""
        } else {
            "[columns]\n"
        };
        error.set_lines(self.target(table), Some(format!("{head}{lines}")));
    }
}

/// A name of a column that `[columns]` of a folder gives.
#[derive(Debug)]
pub(super) struct PrintedColumn {
    /// The folder.
    pub(super) folder: Box<str>,
    /// The name as it is written.
    pub(super) printed: Box<str>,
    /// Where it stands.
    pub(super) place: Place,
    /// Whether tables of another kind may have it.
    pub(super) is_foreign: bool,
}

/// The tables that defaults are read for.
#[derive(Debug, Clone, Copy)]
pub(super) struct TablesOf<'a> {
    /// The names of their columns.
    pub(super) names: &'a ColumnNames,
    /// The column that holds a unit.
    pub(super) unit: usize,
    /// The column that holds a period, where they have one.
    pub(super) period: Option<usize>,
    /// What messages propose where a key is not known.
    pub(super) shown: &'a [&'a str],
    /// The names of columns that only tables of other kinds have: no mistake in the file of `data`, and of no use here.
    pub(super) foreign: &'a ColumnNames,
}

/// The defaults of every folder that has tables.
#[derive(Debug)]
pub(super) struct FolderDefaults {
    by_folder: FxHashMap<Box<str>, Defaults>,
    top: Defaults,
    /// All names that `[columns]` give.
    printed: Vec<PrintedColumn>,
}

impl FolderDefaults {
    /// Reads the `_defaults.toml` of every folder that `is_ours` holds for; `top` holds where there is none.
    pub(super) fn read(
        sources: &Sources,
        is_ours: impl Fn(&str) -> bool,
        tables: TablesOf<'_>,
        units: &UnitLookup<'_>,
        top: Defaults,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut files: Vec<(&str, FileId)> = Vec::new();
        for (id, file) in sources.iter() {
            if let Some((folder, FILE_NAME)) = file.path.rsplit_once('/')
                && is_ours(folder)
            {
                files.push((folder, id));
            }
        }
        // Folders before those inside them.
        files.sort_unstable();
        let mut this = Self {
            by_folder: FxHashMap::default(),
            top,
            printed: Vec::new(),
        };
        for (folder, file) in files {
            let mut above = this.of_folder(folder).clone();
            above.file = Some((sources.get(file).path.clone(), false));
            let mut reader = DefaultsReader {
                tables,
                units,
                folder,
                defaults: above,
                printed: &mut this.printed,
            };
            reader.read(sources, file, diagnostics);
            let read = reader.defaults;
            this.by_folder.insert(folder.into(), read);
        }
        this
    }

    /// All names that `[columns]` give.
    pub(super) fn printed(&self) -> &[PrintedColumn] {
        &self.printed
    }

    /// What holds for a file.
    pub(super) fn of_file(&self, path: &str) -> &Defaults {
        self.of_folder(path.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    fn of_folder(&self, mut folder: &str) -> &Defaults {
        loop {
            if let Some(defaults) = self.by_folder.get(folder) {
                return defaults;
            }
            match folder.rsplit_once('/') {
                Some((above, _)) => folder = above,
                None => return &self.top,
            }
        }
    }
}

/// Reads one file over the defaults from above.
struct DefaultsReader<'a> {
    tables: TablesOf<'a>,
    units: &'a UnitLookup<'a>,
    folder: &'a str,
    defaults: Defaults,
    printed: &'a mut Vec<PrintedColumn>,
}

impl DefaultsReader<'_> {
    fn read(&mut self, sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
        let Some(text) = read_text(sources, file, diagnostics) else {
            return;
        };
        let toml = match Toml::parse(&text, file, 1) {
            Ok(toml) => toml,
            Err(problems) => {
                diagnostics.append(problems);
                return;
            }
        };
        self.take(&toml);
        diagnostics.append(toml.into_problems());
    }

    fn take(&mut self, toml: &Toml<'_>) {
        let mut root = toml.root(&DEFAULTS);
        let styles = [
            ("vi", NumberStyle::Vietnamese),
            ("en", NumberStyle::English),
        ];
        if let Some(style) = root.choice("numbers", &styles) {
            self.defaults.numbers = Some(style.value);
        }
        if let Some(illustrative) = root.boolean("illustrative") {
            self.defaults.illustrative = illustrative.value;
        }
        // Only tables of figures have periods, and such forms.
        let has_form = self.tables.period.is_some();
        if has_form {
            self.defaults.form.take(&mut root, self.tables.names);
        }
        let names_value = self.defaults.form.across.is_some();
        let is_read = |key: &str| {
            matches!(key, "numbers" | "illustrative")
                || ((has_form || self.folder == "data") && FORM_KEYS.contains(&key))
                || (names_value && key == "value")
        };
        let mut entries = root.entries();
        entries.retain(|(key, _)| !is_read(key.value));
        // The unit first: a unit's name is looked for below the one from above.
        for (key, value) in entries {
            match (key.value, self.tables.names.find(key.value)) {
                ("columns", _) => self.take_columns(value),
                (_, Some(column)) if column == self.tables.unit => self.take_unit(value),
                (_, Some(column)) if Some(column) == self.tables.period => self.take_period(value),
                // Tables have them in columns, or around them; a folder gives the period.
                (name, Some(column)) if self.has_periods() && is_part_of_period(column) => {
                    self.tell_unknown(toml, &key, name);
                }
                (_, Some(known::FIELD)) if value.as_written() == "\"\"" => {
                    // The figures are of all fields, whatever stands around them.
                    let (value, place) = (Box::default(), value.place());
                    let text = Placed { value, place };
                    self.defaults.texts.insert(known::FIELD, text);
                }
                (_, Some(column)) => {
                    if let Some(text) = text_of(value) {
                        let text = Placed {
                            value: text.value.into(),
                            place: text.place,
                        };
                        self.defaults.texts.insert(column, text);
                    }
                }
                (name, None) if self.tables.foreign.find(name).is_some() => {}
                (name, None) => self.tell_unknown(toml, &key, name),
            }
        }
    }

    /// Whether the tables have periods.
    fn has_periods(&self) -> bool {
        self.tables.period.is_some()
    }

    fn take_unit(&mut self, value: Value<'_>) {
        let Some(text) = text_of(value) else { return };
        let above = self.defaults.unit.flatten();
        let found = self.units.find(text.value, above);
        if let Some(problem) = unit_problem(self.units, text.value, &found) {
            value.tell(problem);
        }
        self.defaults.unit = Some(match found {
            UnitMatch::One(id) => Some(id),
            _ => None,
        });
    }

    fn take_period(&mut self, value: Value<'_>) {
        let Some(text) = text_of(value) else { return };
        let start = self.defaults.form.year_start;
        // `2010-11` stands in no column that tells what it is.
        let is_doubtful = Readings::of(text.value).month_or_year().is_some();
        let period = Period::parse_in(text.value, Some(start)).filter(|_| !is_doubtful);
        if period.is_none() {
            value.tell(bad_period(text.value, start));
        }
        self.defaults.period = Some(period);
    }

    /// `[columns]`: printed headers to columns.
    fn take_columns(&mut self, value: Value<'_>) {
        let Some(table) = value.table() else { return };
        if let Some((_, has_columns)) = &mut self.defaults.file {
            *has_columns = true;
        }
        for (printed, value) in table.entries() {
            // "" leaves a column out.
            let is_left_out = matches!(value.as_written(), "\"\"" | "''");
            let text = value.text().map(|text| text.value);
            let Some(column) = text.or(is_left_out.then_some("")) else {
                continue;
            };
            let known = self.column(column);
            if known.is_none() && !is_left_out && self.tables.foreign.find(column).is_none() {
                // A column of the form that no formula uses, or a slip of the pen.
                let warning = Code::UnusedColumn.arg("column", column);
                value.tell(warning.near(self.tables.names.nearest(column)));
            }
            if !header_key(printed.value).is_empty() {
                self.printed.push(PrintedColumn {
                    folder: self.folder.into(),
                    printed: printed.value.into(),
                    place: printed.place,
                    is_foreign: self.tables.foreign.find(column).is_some(),
                });
                self.defaults
                    .names
                    .set(printed.value, known.unwrap_or(known::UNUSED));
            }
        }
    }

    /// The column of a name; of figures also that of two, `unit, field`.
    fn column(&self, name: &str) -> Option<usize> {
        let names = self.tables.names;
        let Some((first, second)) = name.split_once(',').filter(|_| self.has_periods()) else {
            return names.find(name);
        };
        match (names.find(first)?, names.find(second)?) {
            (known::UNIT, known::FIELD) | (known::FIELD, known::UNIT) => {
                Some(known::UNIT_AND_FIELD)
            }
            _ => None,
        }
    }

    fn tell_unknown(&self, toml: &Toml<'_>, key: &Placed<&str>, name: &str) {
        let settings = ["numbers", "illustrative", "columns"];
        let columns = self.tables.shown.iter().copied();
        let forms = FORM_KEYS.iter().copied();
        let forms = forms.filter(|_| self.tables.period.is_some());
        let known: Vec<&str> = settings.into_iter().chain(forms).chain(columns).collect();
        let error = Code::UnknownKey.arg("key", name).at(key.place);
        let error = error.arg("section", DEFAULTS.section);
        let near = nearest(name, known.iter().copied()).or_else(|| self.tables.names.nearest(name));
        toml.push(match near {
            Some(near) => error.help("near-here").arg("near", near),
            None => error.arg("known", known.join(", ")),
        });
    }
}

/// A text, or a whole number as it is written (`period = 2019`).
fn text_of(value: Value<'_>) -> Option<Placed<&str>> {
    let written = value.as_written();
    let is_whole = !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit());
    if is_whole {
        Some(Placed {
            value: written,
            place: value.place(),
        })
    } else {
        value.text()
    }
}

/// What is wrong with a text that should name one unit.
pub(crate) fn unit_problem(
    units: &UnitLookup<'_>,
    text: &str,
    found: &UnitMatch,
) -> Option<Diagnostic> {
    match found {
        UnitMatch::One(_) => None,
        UnitMatch::Several(ids) => {
            let codes: Vec<&str> = ids.iter().map(|id| &*units.units().get(*id).code).collect();
            Some(
                Code::AmbiguousUnit
                    .arg("text", text)
                    .arg("codes", codes.join(", ")),
            )
        }
        UnitMatch::Elsewhere(id) => {
            let upper = units.units().get(*id).parent;
            let upper = upper.map_or_else(String::new, |upper| {
                units.units().get(upper).name.to_string()
            });
            let error = Code::UnitElsewhere.arg("text", text);
            Some(error.arg("unit", units.label(*id)).arg("upper", upper))
        }
        UnitMatch::Unknown => {
            let error = Code::UnknownUnit.arg("text", text);
            Some(error.near(units.nearest(text).map(|near| units.label(near))))
        }
    }
}
