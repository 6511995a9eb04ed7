//! Reading one table of figures, row by row.

use super::cell::{self, Cell, CellReading};
use super::figure::{Given, Part};
use super::keys::{Key, Keys, LocalField, LocalPeriod, NamedField};
use super::layout::{Layout, LongColumns, Shape, column_name, needed_columns, position_place};
use super::long;
use super::row_kind::{PassedOver, is_numbering, is_total};
use super::shared::Shared;
use super::total::TotalLine;
use super::wide;
use crate::campaign::defaults::Defaults;
use crate::campaign::{FieldId, IndicatorId, Observation, Reported, UnitId, column::known};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Place, Row, Table, cell_place, column_twice, one_line, row_too_wide, unclosed_quote};
use rustc_hash::{FxHashMap, FxHashSet};

/// What was read from a table.
#[derive(Debug, Default)]
pub(super) struct TableRead {
    /// Fields are indices into `fields`, notes into `notes`.
    pub(super) observations: Vec<Observation>,
    pub(super) notes: Vec<Box<str>>,
    pub(super) fields: Vec<NamedField>,
    pub(super) diagnostics: Diagnostics,
}

/// The keys of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowKeys {
    pub(super) unit: Key<UnitId>,
    pub(super) period: Key<LocalPeriod>,
    pub(super) field: Key<LocalField>,
    /// Long tables only.
    pub(super) indicator: Option<Key<IndicatorId>>,
}

impl RowKeys {
    fn are_known(&self) -> bool {
        matches!(self.unit, Key::Known(_))
            && matches!(self.period, Key::Known(_))
            && matches!(self.field, Key::Known(_) | Key::Blank)
            && self.indicator.is_none_or(|indicator| matches!(indicator, Key::Known(_)))
    }
}

/// Reads a table.
pub(super) struct TableReader<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) file: FileId,
    pub(super) layout: Layout,
    pub(super) keys: Keys<'a>,
    /// What is told.
    pub(super) diagnostics: Diagnostics,
    pub(super) observations: Vec<Observation>,
    defaults: &'a Defaults,
    default_indicator: Option<Key<IndicatorId>>,
    default_period: Key<LocalPeriod>,
    default_field: Key<LocalField>,
    notes: Vec<Box<str>>,
    note_of: FxHashMap<Box<str>, u32>,
    reading: &'a mut CellReading,
    /// The figures of the row that is being read.
    cells: Vec<Cell>,
    passed_over: PassedOver,
    totals: Vec<TotalLine>,
    /// No row of data was met since the header.
    is_below_header: bool,
    /// The first row of each period.
    period_places: Vec<Option<Place>>,
    /// What is told once a table.
    pub(super) told: FxHashSet<(&'static str, IndicatorId, usize)>,
}

/// Reads the table of a file's text under the given reading of numbers, which learns from it.
pub(super) fn read_table<'a>(
    text: &str,
    file: FileId,
    defaults: &'a Defaults,
    shared: &'a Shared<'a>,
    reading: &'a mut CellReading,
) -> TableRead {
    let mut diagnostics = Diagnostics::new();
    let found = Table::find(text, needed_columns(defaults), &|name| defaults.names.find(name));
    let table = match found {
        Ok(Some(table)) => Some(table),
        Ok(None) => {
            diagnostics.push(Diagnostic::error("no-header").at(Place::file(file)).help("figures"));
            None
        }
        Err(quote) => {
            diagnostics.push(unclosed_quote(file, quote));
            None
        }
    };
    let layout = table.as_ref().and_then(|t| Layout::new(&t.header, file, defaults, shared, &mut diagnostics));
    match (table, layout) {
        (Some(table), Some(layout)) => {
            let mut reader = TableReader::new(file, layout, defaults, shared, reading, diagnostics);
            reader.read_rows(table);
            reader.finish()
        }
        _ => TableRead { diagnostics, ..TableRead::default() },
    }
}

impl<'a> TableReader<'a> {
    fn new(
        file: FileId,
        layout: Layout,
        defaults: &'a Defaults,
        shared: &'a Shared<'a>,
        reading: &'a mut CellReading,
        diagnostics: Diagnostics,
    ) -> Self {
        let mut this = Self {
            shared,
            file,
            keys: Keys::new(shared, defaults.unit.flatten()),
            diagnostics,
            observations: Vec::new(),
            defaults,
            default_indicator: None,
            default_period: Key::Blank,
            default_field: Key::Blank,
            notes: Vec::new(),
            note_of: FxHashMap::default(),
            reading,
            cells: Vec::with_capacity(layout.figures.len()),
            layout,
            passed_over: PassedOver::default(),
            totals: Vec::new(),
            is_below_header: true,
            period_places: Vec::new(),
            told: FxHashSet::default(),
        };
        this.take_defaults();
        this
    }

    /// The keys that the folder gives, where the table has no column for them.
    fn take_defaults(&mut self) {
        self.default_period = match self.defaults.period {
            Some(Some(period)) => Key::Known(self.keys.add_period(period)),
            Some(None) => Key::Broken,
            None => Key::Blank,
        };
        if let (None, Some(text)) = (self.layout.field, self.defaults.texts.get(&known::FIELD)) {
            self.default_field = self.keys.field(&text.value, "", text.place);
        }
        if let (None, Some(text)) = (self.layout.indicator, self.defaults.texts.get(&known::INDICATOR)) {
            let key = self.keys.indicator(&text.value);
            if !matches!(key, Key::Known(_)) {
                // Once for each table below, but at one place: the caller tells it once.
                self.diagnostics.push(self.keys.indicator_problem(&text.value).at(text.place));
            }
            self.default_indicator = Some(if matches!(key, Key::Known(_)) { key } else { Key::Broken });
        }
    }

    fn read_rows<'t>(&mut self, table: Table<'t>) {
        let mut rows = table.rows;
        let mut row: Row<'t> = table.header;
        loop {
            match rows.next_into(&mut row) {
                Ok(true) => self.read_row(&row),
                Ok(false) => return,
                Err(quote) => {
                    self.diagnostics.push(unclosed_quote(self.file, quote));
                    return;
                }
            }
        }
    }

    fn read_row(&mut self, row: &Row<'_>) {
        if let Some(index) = self.layout.header.overflow(row) {
            let place = cell_place(self.file, row.line(), index);
            self.diagnostics.push(row_too_wide(place, &self.layout.header, row));
            self.is_below_header = false;
            return;
        }
        let keys = self.row_keys(row);
        let has_number = self.read_cells(row);
        let is_plain = has_number && keys.are_known() && !self.is_below_header && !self.starts_total(row);
        if !is_plain && self.is_passed_over(row, &keys, has_number) {
            return;
        }
        self.is_below_header = false;
        self.take_data(row, &keys);
    }

    fn row_keys(&mut self, row: &Row<'_>) -> RowKeys {
        let (layout, keys) = (&self.layout, &mut self.keys);
        let unit = match (layout.unit, self.defaults.unit) {
            (Some(position), _) => keys.unit(row.cell(position)),
            (None, Some(Some(id))) => Key::Known(id),
            (None, Some(None)) => Key::Broken,
            (None, None) => Key::Blank,
        };
        let period = match layout.period {
            Some(position) => keys.period(row.cell(position)),
            None => self.default_period,
        };
        let field = match layout.field {
            Some(position) => {
                let header = layout.header.cells.get(position).map_or("", |name| name);
                keys.field(row.cell(position), header, cell_place(self.file, row.line(), position))
            }
            None => self.default_field,
        };
        let indicator = match layout.indicator {
            Some(position) => Some(keys.indicator(row.cell(position))),
            None => self.default_indicator,
        };
        RowKeys { unit, period, field, indicator }
    }

    /// Reads the figures of a row; whether there is a number among them.
    fn read_cells(&mut self, row: &Row<'_>) -> bool {
        self.cells.clear();
        let mut has_number = false;
        for figure in 0..self.layout.figures.len() {
            let cell = cell::read(self.layout.figure_text(figure, row), self.reading);
            let is_given = self.layout.figures[figure].position.is_none();
            has_number |= !is_given && matches!(cell, Cell::Number { .. } | Cell::NothingArose | Cell::Ambiguous);
            self.cells.push(cell);
        }
        has_number
    }

    /// Whether the first cell names a total line.
    fn starts_total(&self, row: &Row<'_>) -> bool {
        let is_key = self.layout.key_positions().any(|position| position == 0);
        // A key's cell was looked up already.
        !is_key && is_total(row.cell(0))
    }

    /// Whether a row is no data; it is counted then.
    fn is_passed_over(&mut self, row: &Row<'_>, keys: &RowKeys, has_number: bool) -> bool {
        if row.is_empty() {
            self.passed_over.empty += 1;
        } else if self.layout.header.is_repeated_by(row) {
            self.passed_over.headers += 1;
            self.is_below_header = true;
        } else if self.is_below_header && !self.has_known_key(keys) && is_numbering(row, &self.layout) {
            self.passed_over.numberings += 1;
        } else if matches!(keys.unit, Key::Total) || matches!(keys.field, Key::Total) || is_total(row.cell(0)) {
            self.passed_over.totals += 1;
            self.take_total(row, keys);
        } else if self.is_text(row, keys, has_number) {
            self.passed_over.texts += 1;
            let text = row.cells().find(|cell| !cell.is_empty()).map(one_line).unwrap_or_default();
            let index = row.cells().position(|cell| !cell.is_empty()).unwrap_or(0);
            let place = cell_place(self.file, row.line(), index);
            self.diagnostics.push(Diagnostic::warning("text-row").at(place).arg("text", text));
        } else {
            return false;
        }
        true
    }

    /// Whether a cell of the row names a unit, period, indicator or listed field that there is.
    fn has_known_key(&self, keys: &RowKeys) -> bool {
        let layout = &self.layout;
        (layout.unit.is_some() && matches!(keys.unit, Key::Known(_)))
            || (layout.period.is_some() && matches!(keys.period, Key::Known(_)))
            || (layout.indicator.is_some() && matches!(keys.indicator, Some(Key::Known(_))))
            || (layout.field.is_some() && keys.field.known().is_some_and(|field| self.keys.is_listed(field)))
    }

    /// Whether a row is words: a section heading, a signature. A row that fills every key, or says "no figure" in
    /// its own cells, means to give figures, and what is wrong with it is told.
    fn is_text(&self, row: &Row<'_>, keys: &RowKeys, has_number: bool) -> bool {
        let layout = &self.layout;
        if has_number || (layout.unit.is_some() && matches!(keys.unit, Key::Known(_))) {
            return false;
        }
        let own = |figure: &usize| layout.figures[*figure].position.is_some();
        let figures = || (0..layout.figures.len()).filter(own);
        let says_none =
            figures().any(|f| matches!(self.cells[f], Cell::Blank) && !layout.figure_text(f, row).is_empty());
        let says_something = figures().any(|f| matches!(self.cells[f], Cell::Bad));
        let places = [layout.unit, layout.period, layout.indicator];
        let mut required = places.into_iter().flatten();
        let fills_keys = places.iter().flatten().count() >= 2 && required.all(|p| !row.cell(p).is_empty());
        if layout.unit.is_none() {
            // The folder gives the unit: a period, indicator or field that is known makes it a row of data.
            return !(self.has_known_key(keys) || says_none);
        }
        !(fills_keys && (says_something || says_none))
    }

    fn take_data(&mut self, row: &Row<'_>, keys: &RowKeys) {
        self.tell_keys(row, keys);
        self.tell_cells(row);
        self.check_repeats(row);
        let period = keys.period.known();
        if let Some(period) = period {
            self.note_period(period, row.line());
        }
        let is_valid = self.check_validity(row, keys);
        let note = self.layout.note.and_then(|position| self.note(row.cell(position)));
        let figures = self.figures(row, keys);
        let (Key::Known(unit), Some(period), true) = (keys.unit, period, is_valid) else { return };
        let field = match keys.field {
            Key::Known(field) => Some(FieldId(field.0)),
            Key::Blank => None,
            _ => return,
        };
        let Some(&period) = self.keys.periods.get(period as usize) else { return };
        for (indicator, reported) in figures {
            self.observations.push(Observation {
                indicator,
                unit,
                period,
                field,
                reported,
                note,
                file: self.file,
                line: row.line(),
            });
        }
    }

    /// The figures that a row gives, with what is wrong told.
    fn figures(&mut self, row: &Row<'_>, keys: &RowKeys) -> Figures {
        match self.layout.shape {
            Shape::Long(columns) => match keys.indicator.and_then(Key::known) {
                Some(indicator) => Figures::from_one(self.long_figure(row, columns, indicator)),
                None => Figures::Many(Vec::new().into_iter()),
            },
            Shape::Wide(_) => Figures::Many(self.wide_figures(row).into_iter()),
        }
    }

    fn long_figure(
        &mut self,
        row: &Row<'_>,
        columns: LongColumns,
        indicator: IndicatorId,
    ) -> Option<(IndicatorId, Reported)> {
        let cells = std::mem::take(&mut self.cells);
        let reported = long::figure(self, row, columns, indicator, &cells);
        self.cells = cells;
        reported.map(|reported| (indicator, reported))
    }

    fn wide_figures(&mut self, row: &Row<'_>) -> Vec<(IndicatorId, Reported)> {
        let cells = std::mem::take(&mut self.cells);
        let figures = wide::figures(self, row, &cells);
        self.cells = cells;
        figures
    }

    /// Tells every key that is missing or not known.
    fn tell_keys(&mut self, row: &Row<'_>, keys: &RowKeys) {
        if keys.are_known() {
            return;
        }
        let (layout, line) = (&self.layout, row.line());
        let text = |position: Option<usize>| position.map_or("", |p| row.cell(p));
        let mut told = Vec::new();
        match keys.unit {
            Key::Unknown | Key::Total => told.push((layout.unit, self.keys.unit_problem(text(layout.unit)))),
            Key::Blank => told.push((layout.unit, Diagnostic::error("missing-cell").help("unit"))),
            Key::Known(_) | Key::Broken => {}
        }
        match keys.period {
            Key::Unknown | Key::Total => {
                let error = Diagnostic::error("bad-period").arg("text", one_line(text(layout.period)));
                told.push((layout.period, error));
            }
            Key::Blank => told.push((layout.period, Diagnostic::error("missing-cell").help("period"))),
            Key::Known(_) | Key::Broken => {}
        }
        match keys.indicator {
            Some(Key::Unknown | Key::Total) => {
                told.push((layout.indicator, self.keys.indicator_problem(text(layout.indicator))));
            }
            Some(Key::Blank) => {
                told.push((layout.indicator, Diagnostic::error("missing-cell").help("indicator")));
            }
            _ => {}
        }
        if keys.field == Key::Unknown {
            told.push((layout.field, Diagnostic::error("bad-field").arg("text", one_line(text(layout.field)))));
        }
        for (position, problem) in told {
            self.diagnostics.push(problem.at(position_place(position, self.file, line)));
        }
    }

    /// Tells every figure's cell that holds no figure.
    fn tell_cells(&mut self, row: &Row<'_>) {
        for figure in 0..self.cells.len() {
            let code = match self.cells[figure] {
                Cell::Bad => "not-a-number",
                Cell::Ambiguous => "ambiguous-number",
                _ => continue,
            };
            let text = one_line(self.layout.figure_text(figure, row));
            let error = Diagnostic::error(code)
                .at(self.layout.figure_place(Some(figure), self.file, row.line()))
                .arg("text", text)
                .arg("column", column_name(&self.layout, figure, &self.shared.columns));
            self.diagnostics.push(error);
        }
    }

    fn check_repeats(&mut self, row: &Row<'_>) {
        if self.layout.repeats.is_empty() {
            return;
        }
        let (file, header, diagnostics) = (self.file, &self.layout.header, &mut self.diagnostics);
        self.layout.repeats.retain(|&(first, second)| {
            let is_same = row.cell(first) == row.cell(second);
            if !is_same {
                diagnostics.push(column_twice(file, header, first, second, row.line()));
            }
            is_same
        });
    }

    /// A unit has no figures for a period wholly outside its days.
    fn check_validity(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        let (Key::Known(unit), Some(period)) = (keys.unit, keys.period.known()) else { return true };
        let unit = self.shared.units.units().get(unit);
        if unit.valid_from.is_none() && unit.valid_to.is_none() {
            return true;
        }
        let Some(&period) = self.keys.periods.get(period as usize) else { return true };
        let is_before = unit.valid_from.is_some_and(|from| period.last_day() < from);
        let is_after = unit.valid_to.is_some_and(|to| period.first_day() > to);
        if !is_before && !is_after {
            return true;
        }
        let error = Diagnostic::error("unit-not-valid").arg("unit", &unit.name).arg("period", period.code());
        let error = match (is_before, unit.valid_from, unit.valid_to) {
            (true, Some(from), _) => error.help("before").arg("day", from),
            (_, _, Some(to)) => error.help("after").arg("day", to),
            _ => error,
        };
        self.diagnostics.push(error.at(position_place(self.layout.unit, self.file, row.line())));
        false
    }

    fn note(&mut self, text: &str) -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        if let Some(&index) = self.note_of.get(text) {
            return Some(index);
        }
        let index = u32::try_from(self.notes.len()).ok()?;
        self.notes.push(text.into());
        self.note_of.insert(text.into(), index);
        Some(index)
    }

    /// Remembers the first row of a period.
    fn note_period(&mut self, period: LocalPeriod, line: u32) {
        let index = period as usize;
        if self.period_places.len() <= index {
            self.period_places.resize(index + 1, None);
        }
        if let Some(place @ None) = self.period_places.get_mut(index) {
            *place = Some(position_place(self.layout.period, self.file, line));
        }
    }

    /// Keeps what a total line says, to be compared with the rows that it totals.
    fn take_total(&mut self, row: &Row<'_>, keys: &RowKeys) {
        // Whatever is wrong in such a row is no matter: nothing of it is published.
        let told = std::mem::take(&mut self.diagnostics);
        let told_once = self.told.clone();
        let figures: Vec<_> = self.figures(row, keys).collect();
        self.diagnostics = told;
        self.told = told_once;
        self.totals.push(TotalLine {
            line: row.line(),
            unit: keys.unit.known().filter(|_| self.layout.unit.is_some()),
            period: keys.period.known().and_then(|period| self.keys.periods.get(period as usize).copied()),
            field: keys.field.known().map(|field| FieldId(field.0)),
            figures,
            rows_before: self.observations.len(),
        });
    }

    fn finish(mut self) -> TableRead {
        for line in &self.totals {
            self.diagnostics.append(line.differences(&self.observations, self.file, self.shared.indicators));
        }
        self.tell_passed_over();
        self.tell_periods();
        TableRead {
            observations: self.observations,
            notes: self.notes,
            fields: self.keys.fields,
            diagnostics: self.diagnostics,
        }
    }

    fn tell_passed_over(&mut self) {
        let counts = self.passed_over;
        if counts.sum() == 0 {
            return;
        }
        let note = Diagnostic::note("rows-passed-over")
            .at(Place::line(self.file, self.layout.header.line))
            .arg("count", counts.sum())
            .arg("empty", counts.empty)
            .arg("headers", counts.headers)
            .arg("numberings", counts.numberings)
            .arg("totals", counts.totals)
            .arg("texts", counts.texts);
        self.diagnostics.push(note);
    }

    /// Tells the periods that the campaign does not count, and those that have not come yet.
    fn tell_periods(&mut self) {
        let settings = self.shared.settings;
        for (period, place) in self.keys.periods.iter().zip(&self.period_places) {
            let Some(place) = *place else { continue };
            let (first, last) = (period.first_day(), period.last_day());
            let is_outside = last < settings.starts || first > settings.ends;
            let is_inside = first >= settings.starts && last <= settings.ends;
            if first > self.shared.now {
                self.diagnostics.push(Diagnostic::warning("future-period").at(place).arg("period", period.code()));
            }
            if is_outside {
                self.diagnostics.push(Diagnostic::warning("period-outside").at(place).arg("period", period.code()));
            } else if !is_inside {
                self.diagnostics.push(Diagnostic::note("period-overlaps").at(place).arg("period", period.code()));
            }
        }
    }

    /// Tells a problem of a figure in a row.
    pub(super) fn tell_figure(&mut self, figure: Option<usize>, line: u32, diagnostic: Diagnostic) {
        let diagnostic = match figure {
            Some(figure) => diagnostic.arg("column", column_name(&self.layout, figure, &self.shared.columns)),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic.at(self.layout.figure_place(figure, self.file, line)));
    }
}

/// The figures of a row: one in a long table, so that nothing is allocated for it.
enum Figures {
    One(std::option::IntoIter<(IndicatorId, Reported)>),
    Many(std::vec::IntoIter<(IndicatorId, Reported)>),
}

impl Figures {
    fn from_one(figure: Option<(IndicatorId, Reported)>) -> Self {
        Self::One(figure.into_iter())
    }
}

impl Iterator for Figures {
    type Item = (IndicatorId, Reported);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(one) => one.next(),
            Self::Many(many) => many.next(),
        }
    }
}

/// The figure of a part, as an index, in a long table.
pub(super) fn long_part(columns: LongColumns, part: Part) -> Option<usize> {
    match part {
        Part::Numerator => columns.numerator,
        Part::Denominator => columns.denominator,
        Part::Value => columns.value,
        Part::Sample => columns.sample,
    }
}

/// What the amounts of a row without any figure are.
pub(super) fn nothing() -> Given {
    Given::default()
}
