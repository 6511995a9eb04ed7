//! Reading one table of figures, row by row.

use super::declared::in_units;
use super::given_keys::GivenKeys;
use super::keys::{Key, Keys, LocalPeriod, NamedField};
use super::layout::{LongColumns, Shape, TableLayout, position_place};
use super::number_reading::NumberReading;
use super::period_forms::{DoubtfulPeriods, PeriodForms};
use super::shared::Shared;
use super::state::{Above, Doubt, Exclusions, Gaps, RowCells, RowKeys, Shares, TableReader};
use super::summary::summary;
use super::table_read::TableRead;
use super::total::LineKind;
use super::{long, wide};
use crate::calendar::names_years_over;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Amount, FieldId, Frequency, IndicatorId, Observation, ObservationKey, PassedOver, UnitsOfRows,
};
use crate::number::{self, Cell};
use crate::place::{FileId, Sources};
use crate::reading::column::known;
use crate::reading::defaults::Defaults;
use crate::source::{CellKind, Row, TableRows, cell_place, unclosed_quote};
use rustc_hash::{FxHashMap, FxHashSet};

impl<'a> TableReader<'a> {
    pub(super) fn new(
        file: FileId,
        layout: TableLayout,
        given: GivenKeys,
        sources: &'a Sources,
        defaults: &'a Defaults,
        shared: &'a Shared<'a>,
        reading: &'a mut NumberReading,
    ) -> Self {
        let mut forms = PeriodForms::new(defaults.form.year_start, given.beside);
        let period = layout.period.and_then(|at| layout.header.cells.get(at));
        forms.is_called_years = period.is_some_and(|name| names_years_over(name));
        let mut this = Self {
            shared,
            file,
            keys: Keys::new(shared, defaults.unit.flatten(), forms),
            diagnostics: Diagnostics::new(),
            observations: Vec::new(),
            defaults,
            sources,
            pads_rows: false,
            is_text: false,
            word_columns: Vec::new(),
            given,
            default_indicator: None,
            default_period: Key::Blank,
            default_field: Key::Blank,
            notes: Vec::new(),
            note_of: FxHashMap::default(),
            reading,
            cells: Vec::with_capacity(layout.figures.len()),
            row_keys: None,
            layout,
            has_bad_cell: false,
            declares_cells: defaults.form.declares_cells(),
            row_marks: Vec::new(),
            passed_over: PassedOver::default(),
            lines: Vec::new(),
            printed_totals: Vec::new(),
            row_level: None,
            has_row_level: false,
            field_rows: Vec::new(),
            field_headings: Vec::new(),
            is_below_header: true,
            has_data: false,
            doubt: Doubt::default(),
            period_places: Vec::new(),
            told: FxHashSet::default(),
            exclusions: Exclusions::default(),
            gaps: Gaps::default(),
            above: Above::default(),
            fills_units: false,
            row_cells: RowCells::default(),
            shares: Shares::default(),
            column_sums: Vec::new(),
        };
        this.take_defaults();
        this
    }

    /// The `_defaults.toml` that lines to paste go into.
    pub(super) fn target(&self) -> String {
        self.defaults.target(&self.sources.get(self.file).path)
    }

    /// Sets lines for `[columns]` to paste.
    pub(super) fn set_columns(&self, error: &mut Diagnostic, lines: &str) {
        let table = &self.sources.get(self.file).path;
        self.defaults.set_columns(table, error, lines);
    }

    /// The keys that the folder gives, where the table has no column for them.
    fn take_defaults(&mut self) {
        self.default_period = match self.given.period {
            Some(Some(period)) => Key::Known(self.keys.add_period(period)),
            Some(None) => Key::Broken,
            None => Key::Blank,
        };
        if let (None, Some(text)) = (self.layout.field, self.defaults.texts.get(&known::FIELD)) {
            self.default_field = self.keys.field(&text.value, "", text.place);
        }
        if let (None, Some(text)) = (
            self.layout.indicator,
            self.defaults.texts.get(&known::INDICATOR),
        ) {
            let key = self.keys.indicator(&text.value);
            if !matches!(key, Key::Known(_)) {
                // Once for each table below, but at one place: the caller tells it once.
                self.diagnostics
                    .push(self.keys.indicator_problem(&text.value).at(text.place));
            }
            self.default_indicator = Some(if matches!(key, Key::Known(_)) {
                key
            } else {
                Key::Broken
            });
        }
    }

    /// Makes room for the figures of every row at once; a vector that grows would hold them twice for a moment.
    pub(super) fn reserve(&mut self, most_rows: usize) {
        let figures = match &self.layout.shape {
            Shape::Long(_) => 1,
            Shape::Wide(all) => all.len(),
        };
        self.observations
            .reserve_exact(most_rows.saturating_mul(figures));
    }

    /// What texts of periods are that can be read in two ways; told where nobody can say.
    pub(super) fn settle_periods(&mut self) -> DoubtfulPeriods {
        let indicators = self.shared.indicators;
        let is_monthly =
            |row: &Observation| indicators.get(row.indicator).frequency == Some(Frequency::Month);
        let settled = self.keys.forms.settled(|month| {
            let mut rows = self.observations.iter();
            rows.any(|row| row.period == month && is_monthly(row))
        });
        if settled == DoubtfulPeriods::Unknown {
            self.tell_doubtful_periods();
        }
        settled
    }

    pub(super) fn read_rows<'t>(&mut self, mut rows: TableRows<'t>) {
        let mut row: Row<'t> = Row::default();
        while !self.doubt.is_over {
            match rows.next_into(&mut row) {
                Ok(true) => {
                    self.row_cells.is_open = rows.ends_open();
                    self.read_row(&row);
                }
                Ok(false) => return,
                Err(quote) => {
                    self.has_data = true;
                    self.diagnostics.push(unclosed_quote(self.file, quote));
                    return;
                }
            }
        }
    }

    fn read_row(&mut self, row: &Row<'_>) {
        let keys = self.row_keys(row);
        let has_number = self.read_cells(row);
        let keys = if self.defaults.form.fill_down.is_empty() && !self.fills_units {
            keys
        } else {
            match self.filled(row, keys, has_number) {
                Some(keys) => keys,
                None => return,
            }
        };
        let is_plain = has_number
            && keys.are_known()
            && !self.is_below_header
            && self.row_name(row, &keys).is_none()
            && (self.defaults.form.skip.is_empty() || !self.is_skipped(row, &keys));
        if self.row_cells.is_open && self.is_cut_off(row, &keys) {
            return;
        }
        if !is_plain && self.is_passed_over(row, &keys, has_number) {
            return;
        }
        self.is_below_header = false;
        self.has_data = true;
        if !self.takes_cells(row) {
            return;
        }
        if !is_plain && has_number && self.is_nameless(&keys) {
            self.take_line(row, &keys, LineKind::Nameless);
            return;
        }
        if !self.has_row_level {
            self.has_row_level = true;
            self.row_level = self.level(row);
        }
        self.tell_doubt(&keys);
        self.take_data(row, &keys);
    }

    fn row_keys(&mut self, row: &Row<'_>) -> RowKeys {
        self.row_marks.clear();
        let name = self
            .layout
            .unit
            .map(|position| self.unmarked(row.cell(position)));
        let (layout, keys) = (&self.layout, &mut self.keys);
        // Whether a cell is empty that a formula is to fill, nobody can tell.
        let is_open = |position: usize| row.kind(position) == CellKind::EmptyResult;
        let unit = match (name, self.given.unit) {
            (Some(_), _) if layout.unit.is_some_and(is_open) => Key::Unknown,
            (Some(name), _) => keys.unit(name),
            (None, Some(Some(id))) => Key::Known(id),
            (None, Some(None)) => Key::Broken,
            (None, None) => Key::Blank,
        };
        let period = match (&layout.parts, layout.period) {
            (None, Some(position)) if is_open(position) => Key::Unknown,
            (None, Some(position)) => keys.period(row.month_or_cell(position)),
            (Some(parts), _) if parts.all().any(is_open) => Key::Unknown,
            (Some(parts), _) => {
                let texts = parts.texts(row);
                keys.period_of_parts(
                    self.above
                        .filled_parts(texts, &self.defaults.form.fill_down),
                )
            }
            (None, None) => self.default_period,
        };
        let field = match layout.field {
            Some(position) if row.kind(position).fault_where_needed().is_some() => Key::Unknown,
            Some(position) => {
                let header = layout.header.cells.get(position).map_or("", |name| name);
                keys.field(
                    row.cell(position),
                    header,
                    cell_place(self.file, row.line(), position),
                )
            }
            None => self.default_field,
        };
        let indicator = match layout.indicator {
            Some(position) if is_open(position) => Some(Key::Unknown),
            Some(position) => Some(keys.indicator(row.cell(position))),
            None => self.default_indicator,
        };
        RowKeys {
            unit,
            period,
            field,
            indicator,
        }
    }

    /// Reads the figures of a row; whether there is a number among them.
    fn read_cells(&mut self, row: &Row<'_>) -> bool {
        self.cells.clear();
        self.has_bad_cell = false;
        let mut has_number = false;
        for figure in 0..self.layout.figures.len() {
            let text = self.layout.figure_text(figure, row);
            let position = self.layout.figures[figure].position;
            let is_blank = self.declares_cells && text.is_empty();
            let cell = match position.map_or(CellKind::Text, |position| row.kind(position)) {
                CellKind::Text if self.declares_cells => self.declared_cell(figure, row),
                CellKind::Text => self.reading.read(text),
                CellKind::Number => number::read_exact(text),
                CellKind::EmptyResult => self.open_cell(figure),
                _ => Cell::NotANumber,
            };
            let cell = match self.defaults.form.scale.as_ref() {
                None => cell,
                scale => {
                    let scale = scale.filter(|_| self.layout.figures[figure].is_scaled);
                    in_units(&cell, scale).unwrap_or(cell)
                }
            };
            let is_given = position.is_none();
            has_number |= !is_given
                && !is_blank
                && matches!(
                    cell,
                    Cell::Figure { .. } | Cell::NothingArising | Cell::TwoWays { .. }
                );
            self.has_bad_cell |= matches!(cell, Cell::NotANumber | Cell::TwoWays { .. });
            self.cells.push(cell);
        }
        has_number
    }

    /// A cell that a formula may yet fill: it is not what an empty one is declared to be.
    fn open_cell(&mut self, figure: usize) -> Cell {
        self.gaps.add_open(figure);
        let column = self.layout.figures[figure].column;
        match self.defaults.form.blank.contains_key(&column) {
            true => Cell::NotANumber,
            false => Cell::Nothing,
        }
    }

    /// A cell of text as the folder declares it.
    fn declared_cell(&mut self, figure: usize, row: &Row<'_>) -> Cell {
        let column = &self.layout.figures[figure];
        let text = self.layout.figure_text(figure, row);
        if text.is_empty() {
            return self.blank(column);
        }
        // The text is of the row, or of the folder's defaults, which outlive the reader's borrow of itself.
        let text = text.to_owned();
        match self.declared(&text) {
            Some(text) => self.reading.read(text),
            None => Cell::Nothing,
        }
    }

    fn take_data(&mut self, row: &Row<'_>, keys: &RowKeys) {
        self.row_keys = Some(*keys);
        if self.has_bad_cell {
            self.tell_cells(row);
        }
        if !keys.are_known() {
            self.tell_keys(row, keys);
        }
        self.check_repeats(row);
        self.note_end(row);
        if !self.column_sums.is_empty() {
            self.check_column_sums(row);
        }
        let period = keys.period.known();
        if let Some(period) = period {
            self.note_period(period, row.line());
        }
        let is_valid = self.check_validity(row, keys);
        for at in 0..self.word_columns.len() {
            self.note_words(row, self.word_columns[at]);
        }
        let note = self.layout.note.map_or("", |position| row.cell(position));
        let note = if note.is_empty() && self.row_marks.is_empty() {
            None
        } else {
            let note = self.note_with_marks(note);
            self.note(&note)
        };
        self.find_exclusions(keys);
        self.note_field_row(row, keys);
        let figures = self.figures(row, keys);
        let (Key::Known(unit), Some(period), true) = (keys.unit, period, is_valid) else {
            return;
        };
        let field = match keys.field {
            Key::Known(field) => Some(FieldId(field.0)),
            Key::Blank => None,
            _ => return,
        };
        let Some(&period) = self.keys.periods.get(period as usize) else {
            return;
        };
        let key = |indicator| ObservationKey {
            indicator,
            unit,
            field,
            period,
        };
        match figures {
            Figures::One(None) => {}
            Figures::One(Some((indicator, reported))) => {
                self.keep(key(indicator), reported, row.line(), note);
            }
            Figures::Many(many) => {
                for (indicator, reported) in many {
                    self.keep(key(indicator), reported, row.line(), note);
                }
            }
        }
    }

    /// Keeps a figure; for every row of the largest tables.
    #[inline(always)]
    fn keep(&mut self, key: ObservationKey, reported: Amount, line: u32, note: Option<u32>) {
        let is_gap = reported == Amount::Nothing;
        let reason = is_gap.then(|| self.reason_of(key.indicator, line));
        let mut observation = Observation::new(key, reported, self.file, line);
        observation.set_note(reason.flatten().or(note));
        self.observations.push(observation);
    }

    /// The figures that a row gives, with what is wrong told.
    pub(super) fn figures(&mut self, row: &Row<'_>, keys: &RowKeys) -> Figures {
        match self.layout.shape {
            Shape::Long(columns) => match keys.indicator.and_then(Key::known) {
                Some(indicator) => Figures::One(self.long_figure(row, columns, indicator)),
                None => Figures::One(None),
            },
            Shape::Wide(_) => Figures::Many(self.wide_figures(row)),
        }
    }

    fn long_figure(
        &mut self,
        row: &Row<'_>,
        columns: LongColumns,
        indicator: IndicatorId,
    ) -> Option<(IndicatorId, Amount)> {
        let cells = std::mem::take(&mut self.cells);
        let reported = long::figure(self, row.line(), columns, indicator, &cells);
        self.cells = cells;
        reported.map(|reported| (indicator, reported))
    }

    fn wide_figures(&mut self, row: &Row<'_>) -> Vec<(IndicatorId, Amount)> {
        let cells = std::mem::take(&mut self.cells);
        let figures = wide::figures(self, row.line(), &cells);
        self.cells = cells;
        figures
    }

    pub(super) fn note(&mut self, text: &str) -> Option<u32> {
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
    pub(super) fn note_period(&mut self, period: LocalPeriod, line: u32) {
        let index = period as usize;
        if self.period_places.len() <= index {
            self.period_places.resize(index + 1, None);
        }
        if let Some(place @ None) = self.period_places.get_mut(index) {
            *place = Some(position_place(self.layout.period, self.file, line));
        }
    }

    /// Headings, totals and other rows that are no data may name what is no field.
    fn forget_unused_fields(&mut self) {
        let is_used = self.used_fields();
        for (field, is_used) in self.keys.fields.iter_mut().zip(is_used) {
            if !is_used {
                *field = NamedField::Unused;
            }
        }
    }

    /// For each field that the table names, whether a figure is of it.
    pub(super) fn used_fields(&self) -> Vec<bool> {
        let mut is_used = vec![false; self.keys.fields.len()];
        // The largest tables name none.
        if is_used.is_empty() {
            return is_used;
        }
        for field in self.observations.iter().filter_map(Observation::field) {
            if let Some(is_used) = is_used.get_mut(usize::from(field.0)) {
                *is_used = true;
            }
        }
        is_used
    }

    pub(super) fn finish(mut self, rows: &TableRows<'_>) -> TableRead {
        let columns = self.layout.figure_columns();
        self.row_keys = None;
        self.judge_row_cells(rows);
        self.judge_field_rows();
        self.judge_lone_numbers();
        let units = UnitsOfRows::new(&self.observations, self.shared.units.units());
        self.judge_parent_rows(&units, &columns);
        self.judge_lines(&units, &columns);
        self.tell_field_headings();
        for share in std::mem::take(&mut self.shares).problems() {
            self.tell_share(share);
        }
        self.tell_gaps();
        self.tell_passed_over();
        self.tell_emptiness();
        self.tell_periods();
        self.tell_other_columns();
        self.forget_unused_fields();
        TableRead {
            printed: None,
            summary: Some(summary(
                self.file,
                columns,
                self.passed_over,
                &self.observations,
                self.printed_totals,
            )),
            set_aside: self.exclusions.set_aside,
            observations: self.observations,
            notes: self.notes,
            fields: self.keys.fields,
            diagnostics: self.diagnostics,
            header: None,
        }
    }
}

/// The figures of a row: one at most in a long table, so that nothing is allocated for it.
pub(super) enum Figures {
    One(Option<(IndicatorId, Amount)>),
    Many(Vec<(IndicatorId, Amount)>),
}

impl Figures {
    /// All of them.
    pub(super) fn all(self) -> Vec<(IndicatorId, Amount)> {
        match self {
            Self::One(one) => one.into_iter().collect(),
            Self::Many(many) => many,
        }
    }
}
