//! Cells that are left empty because they hold what stands above them: a unit's name on the first of its rows only, or
//! alone on a line above them.

use super::keys::Key;
use super::part_columns::PartTexts;
use super::row_kind::is_numbering;
use super::row_name::RowName;
use super::state::{Above, RowKeys, TableReader};
use super::toml_lines::toml_list;
use crate::reading::column::known;
use crate::source::Row;

impl Above {
    /// The parts of a row's period, with what stands above them in empty cells of the columns that are filled.
    pub(super) fn filled_parts<'t>(
        &'t mut self,
        texts: PartTexts<'t>,
        columns: &[usize],
    ) -> PartTexts<'t> {
        if columns.is_empty() {
            return texts;
        }
        let kinds = [known::YEAR, known::QUARTER, known::MONTH];
        let own = [texts.year, texts.quarter, texts.month];
        for ((above, text), kind) in self.parts.iter_mut().zip(own).zip(kinds) {
            let text = text.filter(|text| !text.is_empty() && columns.contains(&kind));
            if let Some(text) = text {
                *above = Some(text.into());
            }
        }
        let filled = |at: usize| match own[at] {
            Some("") => self.parts[at].as_deref().or(own[at]),
            text => text,
        };
        PartTexts {
            year: filled(0),
            quarter: filled(1),
            month: filled(2),
        }
    }
}

/// What a key gives to the rows below it. One that is not known was told, and gives no figure to any of them.
fn below<T: Copy>(key: Key<T>) -> Key<T> {
    match key {
        Key::Known(_) => key,
        _ => Key::Broken,
    }
}

impl TableReader<'_> {
    /// Whether empty cells of a column hold what stands above them.
    fn fills(&self, column: usize) -> bool {
        let is_named = self.defaults.form.fill_down.contains(&column);
        (is_named || (self.fills_units && column == known::UNIT))
            && self.layout.header.position(column).is_some()
    }

    /// The keys of a row with what stands above it in empty cells; `None` where the row only names a unit for those below.
    pub(super) fn filled(
        &mut self,
        row: &Row<'_>,
        own: RowKeys,
        has_number: bool,
    ) -> Option<RowKeys> {
        let is_no_row = row.is_empty()
            || self.layout.header.is_repeated_by(row)
            || (self.is_below_header && is_numbering(row, &self.layout));
        if is_no_row {
            return Some(own);
        }
        let is_named = matches!(own.unit, Key::Known(_));
        let is_row = is_named || (own.unit == Key::Blank && self.means_figures(row, &own));
        if !has_number && !is_row {
            // A heading, or a signature.
            self.above = Above::default();
            return Some(own);
        }
        if matches!(own.unit, Key::Total | Key::Aside) {
            self.above = Above::default();
            return Some(own);
        }
        self.take_above(&own);
        if !has_number && self.is_alone(row) && self.fills(known::UNIT) {
            self.passed_over.texts += 1;
            return None;
        }
        if !self.has_own_key(row) {
            // Nothing says that it is one more row of the unit: it may be a sum of all.
            return Some(own);
        }
        let mut keys = own;
        let above = &mut self.above;
        if keys.unit == Key::Blank {
            keys.unit = above.unit.unwrap_or(keys.unit);
        }
        if keys.period == Key::Blank {
            keys.period = above.period.unwrap_or(keys.period);
        }
        if keys.field == Key::Blank {
            keys.field = above.field.unwrap_or(keys.field);
        }
        if keys.indicator == Some(Key::Blank) {
            keys.indicator = above.indicator.or(keys.indicator);
        }
        let is_total = matches!(
            self.row_name(row, &keys),
            Some(RowName::Total | RowName::NamedTotal)
        );
        if is_total && !is_named && self.above.has_rows {
            self.above = Above::default();
        }
        self.above.has_rows |= !is_total;
        Some(keys)
    }

    /// Takes what a row gives to those below it. Where a column has something new, what stood in those to its right is
    /// over.
    fn take_above(&mut self, own: &RowKeys) {
        let mut columns: Vec<(usize, usize)> =
            [known::UNIT, known::PERIOD, known::FIELD, known::INDICATOR]
                .into_iter()
                .filter(|column| self.fills(*column))
                .filter_map(|column| Some((self.layout.header.position(column)?, column)))
                .collect();
        columns.sort_unstable();
        let mut is_new = false;
        let above = &mut self.above;
        for (_, column) in columns {
            let is_given = match column {
                known::UNIT => own.unit != Key::Blank,
                known::PERIOD => own.period != Key::Blank,
                known::FIELD => own.field != Key::Blank,
                _ => own.indicator.is_some_and(|key| key != Key::Blank),
            };
            if !is_given && !is_new {
                continue;
            }
            match column {
                known::UNIT => {
                    above.unit = is_given.then(|| below(own.unit));
                    above.has_rows = false;
                }
                known::PERIOD => above.period = is_given.then(|| below(own.period)),
                known::FIELD => {
                    above.field = (is_given && own.field != Key::Total).then(|| below(own.field));
                }
                _ => above.indicator = own.indicator.filter(|_| is_given).map(below),
            }
            is_new |= is_given;
        }
    }

    /// Whether a row names a unit and nothing else.
    fn is_alone(&self, row: &Row<'_>) -> bool {
        let figures = self
            .layout
            .figures
            .iter()
            .filter_map(|figure| figure.position);
        let others = [self.layout.period, self.layout.field, self.layout.indicator];
        let mut others = others.into_iter().flatten().chain(figures);
        others.all(|position| row.cell(position).is_empty() || row.is_copy(position))
    }

    /// Whether a cell of the row's own says whose figure it is.
    fn has_own_key(&self, row: &Row<'_>) -> bool {
        let mut keys = self.layout.key_positions();
        keys.any(|position| !row.cell(position).is_empty())
    }

    /// The line that fills the column of units, where a row without one looks as if it had that of the rows above.
    pub(super) fn propose_fill_down(&self, row: &Row<'_>) -> Option<String> {
        let is_likely = self.has_data && self.has_own_key(row) && !self.fills(known::UNIT);
        is_likely.then(|| self.fill_down_line(known::UNIT))
    }

    /// The line that fills a column beside those that the folder fills.
    pub(super) fn fill_down_line(&self, column: usize) -> String {
        let columns = self.defaults.form.fill_down.iter().chain([&column]);
        toml_list(
            "fill_down",
            columns.map(|column| self.shared.columns.shown(*column)),
        )
    }
}
