//! Lines that the table as a whole explains: total lines, section headings with the sums of their rows, and the totals of
//! a unit's own fields.

use super::keys::Key;
use super::parent_row::LIKELY_DIGITS;
use super::row_kind::label;
use super::row_name::{Level, row_name};
use super::state::{RowKeys, TableReader};
use super::toml_lines::toml_list;
use super::total::{Line, LineKind, Totalled};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{FieldId, FigureColumns, Observation, ObservationKey, UnitsOfRows};
use crate::source::{Row, one_line};

/// So many lines that name no unit are looked at; where there are more the table is not of our units.
const MOST_LINES: usize = 5_000;

/// Words that headings of sections begin with, without diacritics.
const SECTIONS: [&str; 8] = [
    "khoi", "cum", "nhom", "cac", "phan", "muc", "loai", "danh muc",
];

/// How much a line looks like the heading of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It has no name at all.
    Nameless,
    /// It could be a row.
    Row,
    /// It has no number, as rows do.
    Unnumbered,
    /// It is numbered above rows, or named as sections are.
    Heading,
}

/// So many printed totals of a table are kept to be looked at.
const MOST_TOTALS: usize = 500;

impl TableReader<'_> {
    /// Keeps what a line says that is no row of data, or may be none.
    pub(super) fn take_line(&mut self, row: &Row<'_>, keys: &RowKeys, kind: LineKind) {
        // What is wrong in a line of no data is no matter: nothing of it is published.
        let outer = std::mem::take(&mut self.diagnostics);
        let told_once = self.told.clone();
        let gaps = std::mem::take(&mut self.gaps);
        let is_total = kind == LineKind::Total;
        let is_valid = is_total || self.tell_row(row, keys);
        let mut figures = self.figures(row, keys).all();
        if !is_valid {
            figures.clear();
        }
        let told = std::mem::replace(&mut self.diagnostics, outer);
        self.told = told_once;
        self.gaps = gaps;
        let cell = |position: Option<usize>| position.map_or("", |position| row.cell(position));
        let unit = cell(self.layout.unit);
        let says_total = |text: &&str| row_name(text).is_some();
        let name = match kind {
            LineKind::Nameless => one_line(unit),
            _ => {
                let mut named = [unit, cell(self.layout.field)].into_iter();
                named.find(says_total).map_or_else(|| label(row), one_line)
            }
        };
        self.lines.push(Line {
            line: row.line(),
            kind,
            name: name.into(),
            level: self.level(row),
            unit: keys.unit.known().filter(|_| self.layout.unit.is_some()),
            period: keys
                .period
                .known()
                .and_then(|period| self.keys.periods.get(period as usize).copied()),
            field: keys.field.known().map(|field| FieldId(field.0)),
            figures,
            told,
        });
    }

    /// Whether a row with figures names no unit: it is told, unless it turns out to be a section's heading.
    pub(super) fn is_nameless(&self, keys: &RowKeys) -> bool {
        self.layout.unit.is_some()
            && matches!(keys.unit, Key::Unknown | Key::Blank)
            && self.lines.len() < MOST_LINES
    }

    /// How much a line that names no unit looks like the heading of a section.
    fn look(&self, line: &Line) -> Look {
        let is_above = match (line.level, self.row_level) {
            (Some(level), Some(of_rows)) => level < of_rows,
            (level, _) => level.is_some_and(|level| level <= Level::Roman),
        };
        let folded = crate::text::fold(&line.name);
        if is_above || SECTIONS.iter().any(|word| folded.starts_with(word)) {
            Look::Heading
        } else if line.name.is_empty() {
            Look::Nameless
        } else if line.level.is_none() && self.row_level.is_some() {
            Look::Unnumbered
        } else {
            Look::Row
        }
    }

    /// What numbers a row, by its first cell or before its unit's name.
    pub(super) fn level(&self, row: &Row<'_>) -> Option<Level> {
        let first = (0..row.len()).find(|index| !row.cell(*index).is_empty())?;
        let is_key = self
            .layout
            .key_positions()
            .any(|position| position == first);
        let text = row.cell(first);
        if is_key {
            Level::of_name(text)
        } else {
            Level::of_cell(text).or_else(|| Level::of_name(text))
        }
    }

    /// Adds to what is told of a line how it may be passed over, where it looks like a heading.
    fn tell_how_to_skip(&self, line: &mut Line, look: Look) {
        let is_near = || self.shared.units.nearest(&line.name).is_some();
        if !matches!(look, Look::Heading | Look::Unnumbered)
            || !line.name.contains(char::is_alphabetic)
            || is_near()
        {
            return;
        }
        let lines = toml_list("skip", [&*line.name].into_iter());
        for error in line
            .told
            .iter_mut()
            .filter(|told| told.code == Code::UnknownUnit)
        {
            self.set_row_lines(error, ["skip", "skip-more"], &lines);
        }
    }

    /// Adds lines of `[rows]` to what is told, with its help: where the folder has that table already, the second one.
    pub(super) fn set_row_lines(
        &self,
        told: &mut Diagnostic,
        [help, more]: [&'static str; 2],
        lines: &str,
    ) {
        let has_rows = self.defaults.form.has_rows;
        told.help = Some(if has_rows { more } else { help });
        let head = if has_rows { "" } else { "[rows]\n" };
        told.set_lines(self.target(), Some(format!("{head}{lines}")));
    }

    /// Says of every line what it is, now that all rows are there.
    pub(super) fn judge_lines(&mut self, units: &UnitsOfRows, columns: &FigureColumns) {
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return;
        }
        let table = Totalled {
            file: self.file,
            observations: &self.observations,
            columns,
            indicators: self.shared.indicators,
            units,
        };
        let sections = table.sections(&lines);
        let mut told = Diagnostics::new();
        let mut totals: Vec<Line> = Vec::new();
        let mut figures: Vec<Observation> = Vec::new();
        let mut headings: Vec<(u32, Box<str>)> = Vec::new();
        for mut line in lines {
            match line.kind {
                LineKind::Total => {
                    self.passed_over.totals += 1;
                    totals.push(line);
                }
                LineKind::Nameless => {
                    let look = self.look(&line);
                    let rows = table.totalled_by(&line, &sections);
                    if rows.is_some_and(|rows| self.is_heading(&line, look, rows)) {
                        headings.push((line.line, line.name));
                        self.passed_over.headings += 1;
                    } else {
                        self.tell_how_to_skip(&mut line, look);
                        told.append(line.told);
                    }
                }
                LineKind::OfUnit => {
                    let has_rows = |&(id, _): &_| table.has_rows(&line, id, &sections);
                    if line.figures.iter().any(has_rows) {
                        self.passed_over.totals += 1;
                        totals.push(line);
                    } else {
                        figures.extend(self.own_figures(&line));
                        told.append(line.told);
                    }
                }
            }
        }
        let compared = table.compared(&totals, &sections);
        let differences = compared.iter();
        differences.for_each(|figure| told.extend_one(figure.difference(self.shared.indicators)));
        let mut periods = self.observations.iter().map(|row| row.period);
        let of_table = periods
            .next()
            .filter(|first| periods.all(|other| other == *first));
        let printed = compared
            .iter()
            .filter_map(|figure| figure.printed(of_table));
        self.printed_totals = printed.take(MOST_TOTALS).collect();
        self.diagnostics.append(told);
        self.note_sums_of_fields(headings);
        if !figures.is_empty() {
            self.observations.append(&mut figures);
            self.observations.sort_by_key(|row| row.line);
        }
    }

    /// Whether a line is the heading of so many rows, of which it is the sum: what does not look like one may be a unit
    /// that is not known, whose small numbers are equal by chance.
    fn is_heading(&self, line: &Line, look: Look, rows: usize) -> bool {
        if line.name.is_empty() && line.field.is_some() {
            return false;
        }
        let is_certain = rows > 1 && line.digits() >= LIKELY_DIGITS;
        match look {
            Look::Heading => true,
            Look::Nameless => is_certain,
            Look::Unnumbered => rows > 0 && !self.resembles_unit(&line.name),
            Look::Row => is_certain && !self.resembles_unit(&line.name),
        }
    }

    /// Whether a name may be that of a unit that is not known.
    fn resembles_unit(&self, name: &str) -> bool {
        let folded = crate::text::fold(name);
        let first = folded.split(' ').next().unwrap_or_default();
        self.shared.units.begins_name(first) || self.shared.units.nearest(name).is_some()
    }

    /// The overall figures of a unit whose fields the table does not give.
    fn own_figures(&self, line: &Line) -> Vec<Observation> {
        let (Some(unit), Some(period)) = (line.unit, line.period) else {
            return Vec::new();
        };
        let figures = line.figures.iter();
        figures
            .map(|(indicator, reported)| {
                let key = ObservationKey {
                    indicator: *indicator,
                    unit,
                    field: None,
                    period,
                };
                Observation::new(key, reported.clone(), self.file, line.line)
            })
            .collect()
    }
}
