//! Columns that are mapped though their paths say that their figures are of another period, or of another thing: last
//! month's mapping meets this month's form.

use super::layout::FigureColumn;
use super::period_total::totals_other_than;
use super::state::TableReader;
use super::toml_lines::toml_text;
use crate::calendar::{Period, PeriodLength, YearStart};
use crate::diagnostic::{Code, Diagnostic};
use crate::reading::column::known;
use crate::reading::column_path::{Otherwise, otherwise, otherwise_in};
use crate::reading::surroundings::{PathPeriod, is_period};
use crate::source::{Header, HeaderColumn, PATH_SEPARATOR, header_key};

/// What is wrong with a mapped column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It names another period.
    OtherPeriod,
    /// It is of the time before, or of the same time of another year.
    OtherTime,
    /// It adds up from the beginning of the year.
    RunningTotal,
    /// It totals the periods beside it, which do not make up the table's.
    OtherTotal,
    /// It names the year in which the period lies.
    OfYear,
    /// It is a plan, a comparison or a share, and would be counted.
    NoCount,
}

/// Leaves out those of several columns for one figure that are of other periods than the table's, where one names it: the
/// folder maps the forms of several months.
pub(super) fn leave_out_other_periods(header: &mut Header, period: Period) {
    let said: Vec<PathPeriod> = header
        .rows()
        .columns()
        .iter()
        .map(|column| PathPeriod::of(&column.path, Some(period.year_start())))
        .collect();
    let mapped = header.columns.clone();
    for (at, column) in header.columns.iter_mut().enumerate() {
        let Some(own) = column.filter(|own| known::is_figure(*own)) else {
            continue;
        };
        let says = |at: usize| said.get(at).is_some_and(|said| said.names(period));
        let mut others = mapped.iter().enumerate();
        let is_named = others.any(|(other, column)| *column == Some(own) && says(other));
        if is_named && said.get(at).is_some_and(|said| said.contradicts(period)) {
            *column = Some(known::UNUSED);
        }
    }
}

impl TableReader<'_> {
    /// Tells of every column of figures that says that it is of another period than its rows, or of another thing.
    pub(super) fn tell_other_columns(&mut self) {
        let header = &self.layout.header;
        let mut told: Vec<(Fault, Period, usize)> = Vec::new();
        let periods = self.keys.periods.iter().zip(&self.period_places);
        let periods: Vec<Period> = periods
            .filter(|(_, place)| place.is_some())
            .map(|(period, _)| *period)
            .collect();
        for figure in &self.layout.figures {
            let Some(position) = figure.position else {
                continue;
            };
            let Some(column) = header.rows().columns().get(position) else {
                continue;
            };
            // What a path says depends on where years start, which is alike for nearly all periods.
            let mut of_year: Option<(YearStart, PathPeriod)> = None;
            let other = otherwise(&column.path);
            let other_in_year = match other {
                Some(Otherwise::WholeYear) => otherwise_in(&column.path, Some(PeriodLength::Year)),
                other => other,
            };
            let mut faults = periods.iter().filter_map(|period| {
                let start = period.year_start();
                let known = of_year.take().filter(|(known, _)| *known == start);
                let (_, said) = of_year.insert(
                    known.unwrap_or_else(|| (start, PathPeriod::of(&column.path, Some(start)))),
                );
                let is_year = period.length() == PeriodLength::Year;
                let other = if is_year { other_in_year } else { other };
                let fault = self.fault(figure, column, *period, (said, other))?;
                Some((fault, *period, position))
            });
            told.extend(faults.next());
        }
        while let Some(&(fault, period, _)) = told.first() {
            let is_same = |one: &(Fault, Period, usize)| (one.0, one.1) == (fault, period);
            let (same, rest): (Vec<_>, Vec<_>) = told.into_iter().partition(is_same);
            let positions: Vec<usize> = same.iter().map(|(.., position)| *position).collect();
            self.tell_fault(fault, period, &positions);
            told = rest;
        }
    }

    fn fault(
        &self,
        figure: &FigureColumn,
        column: &HeaderColumn,
        period: Period,
        (said, other): (&PathPeriod, Option<Otherwise>),
    ) -> Option<Fault> {
        let name = self.shared.columns.shown(figure.column);
        if said.is_empty() && other.is_none() {
            let columns = self.layout.header.rows().columns();
            let is_other = totals_other_than(period, &column.path, columns);
            return is_other.then_some(Fault::OtherTotal);
        }
        // What is left over from the time before, or for the time after, says so.
        let is_of_other_time = name == "received_carried" || name.starts_with("pending");
        // A figure that is called so is meant.
        let is_meant = other.is_some() && other == otherwise(&[name.into()]);
        let begins_year = period.month_of_year() == 1;
        if is_meant {
            return None;
        }
        // "15/8-14/9" beside "15/9-14/10": either may be September.
        let columns = || self.layout.header.rows().columns().iter();
        let begins = |other: &HeaderColumn| PathPeriod::of(&other.path, None).begins_in(period);
        let is_of_two = said.ends_in(period) && columns().any(begins);
        if (said.contradicts(period) || is_of_two) && !is_of_other_time {
            return Some(Fault::OtherPeriod);
        }
        let is_longer = other == Some(Otherwise::WholeYear);
        let is_unclear = said.is_unclear_for(period) && !name.starts_with("pending");
        let is_running = other == Some(Otherwise::RunningTotal) || is_longer || is_unclear;
        if is_running && (!begins_year || is_longer) && !said.names(period) {
            return Some(Fault::RunningTotal);
        }
        match other {
            Some(Otherwise::OtherTime) if !is_of_other_time => Some(Fault::OtherTime),
            Some(Otherwise::Comparison) if figure.is_counted() => Some(Fault::OtherTime),
            Some(Otherwise::Plan) if figure.is_counted() => Some(Fault::NoCount),
            Some(Otherwise::Share | Otherwise::Measure)
                if figure.is_counted() && figure.column != known::VALUE =>
            {
                Some(Fault::NoCount)
            }
            _ => (said.is_year_of(period) && !is_of_other_time).then_some(Fault::OfYear),
        }
    }

    fn tell_fault(&mut self, fault: Fault, period: Period, positions: &[usize]) {
        let header = &self.layout.header;
        let names = positions.iter().filter_map(|at| header.cells.get(*at));
        let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
        let (diagnostic, help) = match fault {
            Fault::OtherPeriod => (Diagnostic::new(Code::ColumnOfOtherPeriod), None),
            Fault::OtherTime => (Diagnostic::new(Code::ColumnOfOtherPeriod), Some("time")),
            Fault::RunningTotal => (Diagnostic::new(Code::ColumnOfOtherPeriod), Some("running")),
            Fault::OtherTotal => (Diagnostic::new(Code::ColumnOfOtherPeriod), Some("total")),
            Fault::OfYear => (Diagnostic::new(Code::ColumnOfYear), None),
            Fault::NoCount => (Diagnostic::new(Code::ColumnIsNoCount), None),
        };
        let columns = header.rows().columns();
        let of_column = |at: &usize| {
            let said = PathPeriod::of(&columns.get(*at)?.path, Some(period.year_start()));
            said.finest(Some(period.its_year()))
        };
        let said = positions.first().and_then(of_column).unwrap_or(period);
        let mut diagnostic = diagnostic
            .arg("columns", names.join(", "))
            .arg("said", said.code())
            .arg("period", period.code());
        diagnostic.help = help;
        let mut places = positions.iter().map(|at| header.place(self.file, *at));
        diagnostic.place = places.next();
        diagnostic.related.extend(places);
        if self.layout.period.is_some() {
            let at = self.keys.periods.iter().position(|known| *known == period);
            let place = at.and_then(|at| self.period_places.get(at).copied().flatten());
            diagnostic.related.extend(place);
        }
        let lines = self.lines_of_right_columns(period, positions);
        if fault == Fault::OtherPeriod && !lines.is_empty() {
            diagnostic.help = Some("lines");
            self.set_columns(&mut diagnostic, &lines);
        }
        self.diagnostics.push(diagnostic);
    }

    /// The lines that map the columns whose paths say the same of this period as these say of others.
    fn lines_of_right_columns(&self, period: Period, positions: &[usize]) -> String {
        let header = &self.layout.header;
        let columns = header.rows().columns();
        let mut lines = String::new();
        for at in positions {
            let (Some(wrong), Some(Some(meant))) = (columns.get(*at), header.columns.get(*at))
            else {
                continue;
            };
            let is_right = |column: &&HeaderColumn| {
                let said = PathPeriod::of(&column.path, Some(period.year_start()));
                said.names(period) && without_period(&column.path) == without_period(&wrong.path)
            };
            let mut right = columns.iter().filter(is_right);
            if let (Some(right), None) = (right.next(), right.next()) {
                let name = self.shared.columns.shown(*meant);
                let (printed, name) = (toml_text(&right.name()), toml_text(name));
                lines.push_str(&format!("{printed} = {name}\n"));
            }
        }
        lines
    }
}

/// A path without what it says of a period.
fn without_period(path: &[Box<str>]) -> String {
    let parts: Vec<&str> = path
        .iter()
        .filter(|part| !is_period(part))
        .map(|part| &**part)
        .collect();
    let mut key = header_key(&parts.join(PATH_SEPARATOR));
    key.retain(|c| !c.is_ascii_digit());
    key
}
