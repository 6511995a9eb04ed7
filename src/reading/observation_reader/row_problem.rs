//! What can be wrong with a row of data, told with the place of each cell.

use super::keys::{Key, LocalPeriod};
use super::layout::{FigureIndex, column_name, position_place};
use super::measure::counts_many;
use super::part_columns::{Beside, PartColumns};
use super::state::{RowKeys, TableReader};
use super::toml_lines::{toml_list, toml_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{IndicatorId, Unit};
use crate::number::Cell;
use crate::place::Place;
use crate::reading::bad_period;
use crate::reading::column::UNIT_AND_FIELD;
use crate::reading::column_names::told_column;
use crate::reading::surroundings::PartOfYears;
use crate::reading::table_form::Across;
use crate::source::{CellKind, Row, column_twice, fault_of_needed_cell, one_line};

impl TableReader<'_> {
    /// Tells what is wrong with the keys and the cells of a row; whether its unit has figures for its period.
    pub(super) fn tell_row(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        self.row_keys = Some(*keys);
        if !keys.are_known() {
            self.tell_keys(row, keys);
        }
        self.tell_cells(row);
        self.check_repeats(row);
        if let Some(period) = keys.period.known() {
            self.note_period(period, row.line());
        }
        self.check_validity(row, keys)
    }

    /// The line for a column of units in which a field stands, where no column is for fields.
    fn propose_unit_and_field(&self, text: &str) -> Option<String> {
        let layout = &self.layout;
        let is_field = layout.field.is_none() && self.shared.field_names.find(text).is_some();
        let name = layout.unit.filter(|_| is_field)?;
        let name = toml_text(layout.header.cells.get(name)?);
        Some(format!("{name} = {}\n", toml_text(UNIT_AND_FIELD)))
    }

    /// Tells every key that is missing or not known.
    pub(super) fn tell_keys(&mut self, row: &Row<'_>, keys: &RowKeys) {
        let (layout, line) = (&self.layout, row.line());
        let text = |position: Option<usize>| position.map_or("", |p| row.cell(p));
        let mut told = Vec::new();
        let missing = |english: &str, printed: &str| {
            Code::MissingCell.arg("column", told_column(&[english, printed]))
        };
        match keys.unit {
            Key::Unknown | Key::Total | Key::Aside => {
                let text = text(layout.unit);
                let mut error = self.keys.unit_problem(text);
                if let Some(lines) = self.propose_unit_and_field(text) {
                    error = error.help("field");
                    self.set_columns(&mut error, &lines);
                }
                told.push((layout.unit, error));
            }
            Key::Blank => {
                let mut error = missing("unit", "đơn vị");
                if self.fills_units {
                    error = error.help("unit-above");
                }
                if let Some(lines) = self.propose_fill_down(row) {
                    error = error.help("fill-down");
                    error.set_lines(self.target(), Some(lines));
                }
                told.push((layout.unit, error));
            }
            Key::Known(_) | Key::Broken => {}
        }
        match keys.period {
            Key::Unknown | Key::Total | Key::Aside => told.push(self.period_problem(row)),
            Key::Blank => {
                let mut parts = layout.parts.into_iter().flat_map(PartColumns::all);
                let blank = parts.find(|position| row.cell(*position).is_empty());
                told.push(match blank {
                    Some(blank) => {
                        let name = layout.header.cells.get(blank).map_or("", |name| name);
                        let error = Code::MissingCell.arg("column", one_line(name));
                        (Some(blank), error)
                    }
                    None => (layout.period, missing("period", "kỳ")),
                });
            }
            Key::Known(_) | Key::Broken => {}
        }
        match keys.indicator {
            Some(Key::Unknown | Key::Total | Key::Aside) => {
                let text = text(layout.indicator);
                let mut error = self.keys.indicator_problem(text);
                let is_of_header = self.defaults.form.across == Some(Across::Indicator);
                if is_of_header && error.help.is_none() {
                    error = error.help("across");
                    let lines = format!("{} = \"\"\n", toml_text(text));
                    self.set_columns(&mut error, &lines);
                }
                told.push((layout.indicator, error));
            }
            Some(Key::Blank) => {
                told.push((layout.indicator, missing("indicator", "chỉ tiêu")));
            }
            _ => {}
        }
        if matches!(keys.field, Key::Unknown | Key::Aside) {
            let error = Code::BadField.arg("text", one_line(text(layout.field)));
            let is_aside = keys.field == Key::Aside;
            told.push((
                layout.field,
                if is_aside { error.help("aside") } else { error },
            ));
        }
        for (position, problem) in told {
            let problem = position
                .and_then(|position| fault_of_needed_cell(row, position))
                .unwrap_or(problem)
                .at(position_place(position, self.file, line));
            self.diagnostics.push(self.of_row(problem, None));
        }
    }

    /// What is wrong with the period of a row, and in which cell.
    fn period_problem(&self, row: &Row<'_>) -> (Option<usize>, Diagnostic) {
        let (layout, start) = (&self.layout, self.defaults.form.year_start);
        if let Some(parts) = layout.parts {
            if let Some(at) = parts
                .all()
                .find(|at| row.kind(*at) == CellKind::EmptyResult)
            {
                return (Some(at), Diagnostic::new(Code::FormulaWithoutResult));
            }
            let told = |position: usize| {
                let name = layout.header.cells.get(position).map_or("", |name| name);
                format!(
                    "{} {}",
                    one_line(name),
                    one_line(row.month_or_cell(position))
                )
            };
            let said: Vec<String> = parts.all().map(told).collect();
            let error = Code::BadPeriodParts.arg("text", said.join(", "));
            let error = match self.given.beside {
                Beside::Around(period) => error.help("around").arg("period", period.code()),
                Beside::Part(PartOfYears::Whole(period)) => {
                    error.help("around").arg("period", period.code())
                }
                _ => error,
            };
            return (layout.period, error);
        }
        let Some(position) = layout.period else {
            return (None, bad_period("", start));
        };
        let name = layout.header.cells.get(position).map_or("", |name| name);
        let mut error = bad_period(row.cell(position), start).arg("column", one_line(name));
        error.help = match error.help {
            _ if row.kind(position) == CellKind::Date => Some("date"),
            None => Some("row"),
            other => other,
        };
        (layout.period, error)
    }

    /// Tells of the texts of periods that can be read in two ways, where nobody can say which is meant.
    pub(super) fn tell_doubtful_periods(&mut self) {
        for (_, month) in self.keys.forms.doubtful_texts() {
            let known = self.keys.periods.iter().position(|period| period == month);
            let place = known.and_then(|at| self.period_places.get(at).copied().flatten());
            let error = bad_period(&month.code(), self.defaults.form.year_start);
            self.diagnostics.push(match place {
                Some(place) => error.at(place),
                None => error.at(Place::line(self.file, self.layout.header.line)),
            });
        }
    }

    /// Tells every figure's cell that holds no figure.
    pub(super) fn tell_cells(&mut self, row: &Row<'_>) {
        for figure in 0..self.cells.len() {
            let code = match self.cells[figure] {
                Cell::NotANumber => Code::NotANumber,
                Cell::TwoWays { .. } => Code::AmbiguousNumber,
                _ => continue,
            };
            let text = one_line(self.layout.figure_text(figure, row));
            let position = self.layout.figures[figure].position;
            let is_date = position.is_some_and(|position| {
                matches!(row.kind(position), CellKind::Date | CellKind::Duration)
            });
            let declared = match code {
                Code::NotANumber if !is_date => self.declaration(&text),
                _ => None,
            };
            let error = match position.and_then(|position| fault_of_needed_cell(row, position)) {
                Some(error) => error,
                None if declared.is_some() => {
                    let mut error = code.arg("text", text);
                    if let Some((help, lines)) = declared {
                        error = error.help(help);
                        if lines.is_some() {
                            error.set_lines(self.target(), lines);
                        }
                    }
                    error
                }
                None if is_date => code.arg("text", text).help("date"),
                None => code.arg("text", text),
            };
            let error = error
                .at(self
                    .layout
                    .figure_place(Some(figure), self.file, row.line()))
                .arg(
                    "column",
                    column_name(&self.layout, figure, &self.shared.columns),
                );
            self.diagnostics.push(self.of_row(error, None));
        }
    }

    /// The line of `_defaults.toml` under which a cell would be read that is a number with a mark behind it, or a short
    /// word.
    fn declaration(&self, text: &str) -> Option<(&'static str, Option<String>)> {
        const LONGEST: usize = 8;
        let form = &self.defaults.form;
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (number, mark) = text.split_at(end);
        let mark = mark.trim();
        let is_short = mark.chars().count() <= LONGEST && !mark.contains(char::is_whitespace);
        let has_digit = mark.contains(|c: char| c.is_ascii_digit());
        let (key, help, known) = match number {
            "" if has_digit => return None,
            "" => ("no_figure", "no-figure", &form.no_figure),
            // A range, a date, a sum, another share.
            _ if mark.starts_with(['-', '/', '+', ':', '%', '=', 'x']) => return None,
            // Words that say how the numbers are counted are no marks that could be taken off.
            _ if mark.starts_with(['‰', '‱']) => return Some(("per-mille", None)),
            _ if counts_many(mark) => return Some(("counted", None)),
            _ if has_digit && !mark.starts_with(['(', '[']) => return None,
            _ => ("marks", "mark", &form.marks),
        };
        if !is_short || mark.is_empty() {
            return None;
        }
        let texts = known.iter().map(|text| &**text).chain([mark]);
        Some((help, Some(toml_list(key, texts))))
    }

    pub(super) fn check_repeats(&mut self, row: &Row<'_>) {
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
    #[inline(always)]
    pub(super) fn check_validity(&mut self, row: &Row<'_>, keys: &RowKeys) -> bool {
        let (Key::Known(unit), Some(period)) = (keys.unit, keys.period.known()) else {
            return true;
        };
        let unit = self.shared.units.units().get(unit);
        if unit.valid_from.is_none() && unit.valid_to.is_none() {
            return true;
        }
        self.is_valid_for(unit, period, row)
    }

    fn is_valid_for(&mut self, unit: &Unit, period: LocalPeriod, row: &Row<'_>) -> bool {
        let Some(&period) = self.keys.periods.get(period as usize) else {
            return true;
        };
        let is_before = unit.valid_from.is_some_and(|from| period.last_day() < from);
        let is_after = unit.valid_to.is_some_and(|to| period.first_day() > to);
        if !is_before && !is_after {
            return true;
        }
        let error = Code::UnitNotValid
            .arg("unit", &unit.name)
            .arg("period", period.code());
        let error = match (is_before, unit.valid_from, unit.valid_to) {
            (true, Some(from), _) => error.help("before").arg("day", from),
            (_, _, Some(to)) => error.help("after").arg("day", to),
            _ => error,
        };
        self.diagnostics
            .push(error.at(position_place(self.layout.unit, self.file, row.line())));
        false
    }

    /// Tells the periods that the campaign does not count, and those that have not come yet.
    pub(super) fn tell_periods(&mut self) {
        let settings = self.shared.settings;
        for (period, place) in self.keys.periods.iter().zip(&self.period_places) {
            let Some(place) = *place else { continue };
            let (first, last) = (period.first_day(), period.last_day());
            let is_outside = last < settings.starts || first > settings.ends;
            let is_inside = first >= settings.starts && last <= settings.ends;
            if first > self.shared.now {
                self.diagnostics
                    .push(Code::FuturePeriod.at(place).arg("period", period.code()));
            }
            if is_outside {
                self.diagnostics
                    .push(Code::PeriodOutside.at(place).arg("period", period.code()));
            } else if !is_inside {
                self.diagnostics
                    .push(Code::PeriodOverlaps.at(place).arg("period", period.code()));
            }
        }
    }

    /// Tells a problem of a figure in a row, of an indicator where it is of one.
    pub(super) fn tell_figure(
        &mut self,
        figure: Option<FigureIndex>,
        line: u32,
        indicator: Option<IndicatorId>,
        diagnostic: Diagnostic,
    ) {
        let diagnostic = self.of_row(diagnostic, indicator);
        let diagnostic = match figure {
            Some(figure) => diagnostic.arg(
                "column",
                column_name(&self.layout, figure, &self.shared.columns),
            ),
            None => diagnostic,
        };
        self.diagnostics
            .push(diagnostic.at(self.layout.figure_place(figure, self.file, line)));
    }
}
