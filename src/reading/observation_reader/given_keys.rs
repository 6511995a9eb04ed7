//! The unit and the period of a table that has no column for them: what its folder gives, else what surrounds it.

use super::part_columns::{Beside, PartColumns, bare_number};
use super::row_name::is_total;
use super::shared::Shared;
use crate::calendar::{
    Period, PeriodLength, PeriodReading, Readings, Year, YearStart, of_code, parse_day,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::UnitId;
use crate::place::{FileId, Sources};
use crate::reading::UnitMatch;
use crate::reading::column::known;
use crate::reading::column_path::{holds, is_deadline, padded};
use crate::reading::defaults::Defaults;
use crate::reading::surroundings::{PartOfYears, PathPeriod, Surroundings, Taken, is_period};
use crate::source::{Header, PATH_SEPARATOR, Row, TableRows, header_key, one_line};
use crate::text::fold;
use rustc_hash::FxHashSet;

/// So many rows are searched for what no column is named after.
const ROWS_SEARCHED: usize = 5_000;

/// The keys that hold for a whole table. What is given but wrong, which was told, is `None` inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct GivenKeys {
    pub(super) unit: Option<Option<UnitId>>,
    pub(super) period: Option<Option<Period>>,
    /// What stands beside the table's columns of periods.
    pub(super) beside: Beside,
    /// Whether they are taken from what surrounds the table.
    takes_unit: bool,
    takes_period: bool,
}

/// A table whose header was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning<'a, 't> {
    pub(super) file: FileId,
    pub(super) titles: &'a [Row<'t>],
    pub(super) header: &'a Header,
    pub(super) rows: &'a TableRows<'t>,
}

impl GivenKeys {
    /// The keys of a table. Where they are taken from what surrounds it, that is told, and so is what is wrong there. The
    /// second part is to be told where what stands beside a column of periods is needed.
    pub(super) fn of(
        table: Beginning<'_, '_>,
        sources: &Sources,
        defaults: &Defaults,
        shared: &Shared<'_>,
        diagnostics: &mut Diagnostics,
    ) -> (Self, Option<Diagnostic>) {
        let surroundings = surroundings(table.file, table.titles, sources);
        let has_units = table.header.position(known::UNIT).is_some();
        diagnostics.extend_one(defaults.unit.flatten().and_then(|unit| {
            if has_units {
                surroundings.beside(unit, shared.units)
            } else {
                surroundings.other_than(unit, shared.units)
            }
        }));
        let mut this = Self {
            unit: defaults.unit,
            period: None,
            beside: Beside::Nothing,
            takes_unit: false,
            takes_period: false,
        };
        if this.unit.is_none() && !has_units {
            let is_other = |text: &str, unit: UnitId| match shared.units.find(text, None) {
                UnitMatch::One(other) => other != unit,
                UnitMatch::Several(others) => !others.contains(&unit),
                UnitMatch::Elsewhere(_) | UnitMatch::Unknown => false,
            };
            let taken = surroundings.unit(shared.units);
            this.takes_unit = true;
            this.unit = table.take(taken, Code::UnitColumnUnnamed, is_other, diagnostics);
        }
        let periods = Periods {
            table,
            surroundings: &surroundings,
            given: defaults.period,
            start: defaults.form.year_start,
        };
        let has_column = table.header.position(known::PERIOD).is_some();
        let note = match PartColumns::of(table.header).filter(|_| !has_column) {
            Some(columns) => {
                this.beside = periods.beside_parts(columns, diagnostics);
                None
            }
            None if has_column => {
                this.period = defaults.period;
                let (beside, note) = periods.beside_column();
                this.beside = beside;
                note
            }
            None => {
                this.takes_period = defaults.period.is_none();
                this.period = periods.of_table(diagnostics);
                None
            }
        };
        (this, note)
    }
}

/// The period that a table probably is of whose columns are not known.
pub(super) fn likely_period(
    file: FileId,
    titles: &[Row<'_>],
    sources: &Sources,
    defaults: &Defaults,
) -> Option<Period> {
    if let Some(period) = defaults.period {
        return period;
    }
    match surroundings(file, titles, sources).period(defaults.form.year_start) {
        Taken::One(period, _) => Some(period),
        Taken::None(_) => None,
    }
}

/// The year that the folder gives, else what surrounds a table.
pub(super) fn likely_year(
    file: FileId,
    titles: &[Row<'_>],
    sources: &Sources,
    defaults: &Defaults,
) -> Option<Year> {
    match defaults.period {
        Some(period) => period.map(Period::its_year),
        None => match surroundings(file, titles, sources).period_around(defaults.form.year_start) {
            Taken::One(period, _) => Some(period.its_year()),
            Taken::None(_) => None,
        },
    }
}

fn surroundings(file: FileId, titles: &[Row<'_>], sources: &Sources) -> Surroundings {
    let path = sources.get(file).path_of_table();
    let sheet = sources.sheet(file).map(|sheet| &*sheet.name);
    Surroundings::new(file, path, sheet, titles)
}

/// Where the periods of a table are looked for.
struct Periods<'a, 't> {
    table: Beginning<'a, 't>,
    surroundings: &'a Surroundings,
    /// What the folder gives.
    given: Option<Option<Period>>,
    start: YearStart,
}

impl Periods<'_, '_> {
    /// The period of a table without any column for it.
    fn of_table(&self, diagnostics: &mut Diagnostics) -> Option<Option<Period>> {
        let (table, start) = (self.table, self.start);
        let is_other = |text: &str, period: Period| {
            let is_number = text.bytes().all(|b| b.is_ascii_digit());
            !is_number && says_other_period(text, period, start)
        };
        let taken = match self.given {
            None => {
                let taken = self.surroundings.period(start);
                table.take(taken, Code::PeriodColumnUnnamed, is_other, diagnostics)
            }
            Some(given) => {
                let against = given.and_then(|period| self.surroundings.against(period));
                diagnostics.extend_one(against);
                Some(given)
            }
        };
        let unnamed = taken.flatten().and_then(|period| {
            table.unnamed_column_of_periods(period, |text| is_other(text, period))
        });
        let Some((column, named)) = unnamed else {
            return taken;
        };
        let name = table.header.cells.get(column).map_or("", |name| name);
        let error = Code::PartColumnUnnamed
            .arg("column", one_line(name))
            .arg("named", named);
        let is_part = matches!(named, "period" | "month" | "quarter");
        let error = if is_part { error } else { error.help("other") };
        diagnostics.push(error.at(table.header.place(table.file, column)));
        Some(None)
    }

    /// What stands beside columns that say parts of a period, where they do not say all of it.
    fn beside_parts(&self, columns: PartColumns, diagnostics: &mut Diagnostics) -> Beside {
        let is_year_alone = columns.month.or(columns.quarter).is_none();
        match (columns.year, self.given) {
            (Some(_), _) if !is_year_alone => Beside::Nothing,
            (_, Some(None)) => Beside::Broken,
            (None, Some(Some(period))) => {
                diagnostics.extend_one(self.surroundings.against_year(period));
                Beside::Around(period)
            }
            (Some(year), _) => {
                let name = self.table.header.cells.get(year).map_or("", |name| name);
                let note = |note: Diagnostic| {
                    let mut note = note.arg("column", one_line(name));
                    if !is_called_year(name) {
                        note.help = Some("cells");
                    }
                    note
                };
                beside_years(self.surroundings, self.given, self.start, note, diagnostics)
            }
            (None, None) => match self.surroundings.period_around(self.start) {
                Taken::One(period, note) => {
                    diagnostics.push(note);
                    Beside::Around(period)
                }
                Taken::None(problem) => {
                    let header = &self.table.header;
                    let finest = columns.finest().unwrap_or_default();
                    diagnostics.push(problem.unwrap_or_else(|| {
                        let error = Code::PeriodWithoutYear.help("column");
                        let name = header.cells.get(finest).map_or("", |name| name);
                        let error = error.arg("column", one_line(name));
                        error.at(header.place(self.table.file, finest))
                    }));
                    Beside::Broken
                }
            },
        }
    }

    /// What stands beside a column of periods, should its cells say but a month; the note that tells where it was read.
    fn beside_column(&self) -> (Beside, Option<Diagnostic>) {
        match self.given {
            Some(Some(period)) => (Beside::Around(period), None),
            Some(None) => (Beside::Nothing, None),
            None => match self.surroundings.period_around(self.start) {
                Taken::One(period, note) => (Beside::Around(period), Some(note)),
                Taken::None(_) => (Beside::Nothing, None),
            },
        }
    }
}

/// What stands beside years that say nothing of a part of them; `told` completes the note of where that is read.
fn beside_years(
    surroundings: &Surroundings,
    given: Option<Option<Period>>,
    start: YearStart,
    told: impl Fn(Diagnostic) -> Diagnostic,
    diagnostics: &mut Diagnostics,
) -> Beside {
    match given {
        Some(Some(period)) if period.length() < PeriodLength::Year => {
            Beside::Part(PartOfYears::Whole(period))
        }
        Some(_) => Beside::Nothing,
        None => match surroundings.part_of_years(start) {
            Taken::One(part, note) => {
                diagnostics.push(told(note));
                Beside::Part(part)
            }
            Taken::None(None) => Beside::Nothing,
            Taken::None(Some(problem)) => {
                diagnostics.push(problem);
                Beside::Broken
            }
        },
    }
}

/// What stands beside the years in the header of a table.
pub(super) fn beside_years_across(
    file: FileId,
    titles: &[Row<'_>],
    sources: &Sources,
    defaults: &Defaults,
    diagnostics: &mut Diagnostics,
) -> Beside {
    beside_years(
        &surroundings(file, titles, sources),
        defaults.period,
        defaults.form.year_start,
        |note| note.help("across"),
        diagnostics,
    )
}

/// Whether a column is called one of years.
fn is_called_year(name: &str) -> bool {
    let key = header_key(name);
    key.starts_with("nam") || key.starts_with("year")
}

/// Makes a column of periods that holds nothing but years one of years, where a part of each is meant: `Kỳ` with 2018 and
/// 2019 under "So sánh tháng 9".
pub(super) fn name_column_of_years(
    file: FileId,
    titles: &[Row<'_>],
    header: &mut Header,
    rows: &TableRows<'_>,
    sources: &Sources,
    start: YearStart,
) {
    let Some(column) = header.position(known::PERIOD) else {
        return;
    };
    let has_parts = PartColumns::of(header).is_some();
    let is_year = |text: &str| {
        let year = PathPeriod::of(&[text.into()], Some(start)).year_alone();
        year.is_some() && !fold(text).contains("ca nam")
    };
    let (mut first, mut row) = (rows.clone(), Row::default());
    let begins_with_year =
        matches!(first.next_into(&mut row), Ok(true)) && is_year(row.month_or_cell(column));
    // Whoever says that years are periods means all of them.
    if is_called_year(&header.cells[column]) || has_parts || !begins_with_year {
        return;
    }
    let said = surroundings(file, titles, sources).part_of_years_near(start);
    let table = Beginning {
        file,
        titles,
        header,
        rows,
    };
    if matches!(said, Taken::One(..)) && table.holds_only(column, is_year) {
        header.columns[column] = Some(known::YEAR);
    }
}

/// Whether a text says a period that is not this one, by itself or as a part of its year.
fn says_other_period(text: &str, period: Period, start: YearStart) -> bool {
    let other = match Readings::of(text).one() {
        Some(PeriodReading::Part(part)) => part.of(period.its_year()),
        Some(reading) => reading.period(Some(start)),
        None => of_code(text),
    };
    other.is_some_and(|other| other != period)
}

impl GivenKeys {
    /// The unit, where it is taken from what surrounds the table.
    pub(super) fn taken_unit(self) -> Option<UnitId> {
        self.unit.flatten().filter(|_| self.takes_unit)
    }

    /// The period, where it is taken from what surrounds the table.
    pub(super) fn taken_period(self) -> Option<Period> {
        self.period.flatten().filter(|_| self.takes_period)
    }
}

impl Beginning<'_, '_> {
    /// What is taken, unless a column that nothing knows holds others of it: then the rows are of those.
    fn take<T: Copy>(
        self,
        taken: Taken<T>,
        unnamed: Code,
        is_other: impl Fn(&str, T) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Option<T>> {
        let (value, note) = match taken {
            Taken::One(value, note) => (value, note),
            Taken::None(None) => return None,
            Taken::None(Some(problem)) => {
                diagnostics.push(problem);
                return Some(None);
            }
        };
        let Some(column) = self.column_with(|text| is_other(text, value)) else {
            diagnostics.push(note);
            return Some(Some(value));
        };
        let name = self.header.cells.get(column).map_or("", |name| name);
        let error = unnamed.arg("column", one_line(name));
        diagnostics.push(error.at(self.header.place(self.file, column)));
        Some(None)
    }

    /// The first column that nothing knows and whose cells hold nothing but other periods, or nothing but numbers of months
    /// or quarters where its name speaks of those; with the column that it would be.
    fn unnamed_column_of_periods(
        self,
        period: Period,
        is_other: impl Fn(&str) -> bool,
    ) -> Option<(usize, &'static str)> {
        let is_month = period.length() == PeriodLength::Month;
        let is_number = |text: &str, most: u32| {
            bare_number(text).is_some_and(|number| (1..=most).contains(&number))
        };
        self.unknown_columns().find_map(|column| {
            let named = self.part_in_name(column);
            let named = named.filter(|named| !is_month || *named == "week");
            let is_part = |text: &str| match named {
                Some("month") => is_number(text, 12),
                Some("quarter") => is_number(text, 4),
                Some("week") => is_number(text, 53),
                Some(_) => parse_day(text).is_some(),
                None => false,
            };
            if self.holds_only(column, &is_other) {
                return Some((column, "period"));
            }
            let found = named.filter(|_| self.holds_only(column, is_part))?;
            Some((column, found))
        })
    }

    /// The column for a part of a period of which the name of an unknown column speaks.
    fn part_in_name(self, column: usize) -> Option<&'static str> {
        let name = fold(self.header.cells.get(column)?);
        let words = padded(&name);
        // A column called "Tháng 7" is of that month and holds counts.
        let is_of_one = is_period(&name);
        let has = |word| holds(&words, &[word]) && !name.contains(PATH_SEPARATOR) && !is_of_one;
        let is_called = |names: &[&str]| names.contains(&words.trim());
        if has("thang") || has("month") || is_called(&["thg", "th", "t"]) {
            Some("month")
        } else if has("quy") || has("quarter") {
            Some("quarter")
        } else if is_called(&["ky bao cao", "ky so lieu", "ky thong ke", "ky bc"]) {
            Some("month")
        } else if is_called(&[
            "tuan",
            "tuan bao cao",
            "tuan thu",
            "dot",
            "dot bao cao",
            "week",
        ]) {
            Some("week")
        } else {
            is_called(&["ngay", "thoi diem", "thoi gian", "date"]).then_some("day")
        }
    }

    /// Whether the cells of a column hold only such texts, but for blank ones and those of total lines.
    fn holds_only(self, column: usize, is_such: impl Fn(&str) -> bool) -> bool {
        let (mut rows, mut row) = (self.rows.clone(), Row::default());
        let mut is_found = false;
        for _ in 0..ROWS_SEARCHED {
            if !matches!(rows.next_into(&mut row), Ok(true)) {
                break;
            }
            let text = row.month_or_cell(column);
            if is_such(text) {
                is_found = true;
            } else if !text.is_empty() && !is_total(text) {
                return false;
            }
        }
        is_found
    }

    /// The columns that nothing knows; a day by which something is due is none that says what rows are of.
    fn unknown_columns(self) -> impl Iterator<Item = usize> {
        let is_unknown = move |index: &usize| {
            self.header.columns.get(*index) == Some(&None)
                && self
                    .header
                    .cells
                    .get(*index)
                    .is_some_and(|name| !name.is_empty() && !is_deadline(name))
        };
        (0..self.header.cells.len()).filter(is_unknown)
    }

    /// The first column that nothing knows and that holds such a text.
    pub(super) fn column_with(self, is_such: impl Fn(&str) -> bool) -> Option<usize> {
        let columns: Vec<usize> = (0..self.header.cells.len())
            .filter(|index| self.header.columns.get(*index) == Some(&None))
            .filter(|index| {
                !self
                    .header
                    .cells
                    .get(*index)
                    .is_some_and(|name| is_deadline(name))
            })
            .collect();
        let (mut rows, mut row) = (self.rows.clone(), Row::default());
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for _ in 0..ROWS_SEARCHED {
            if columns.is_empty() || !matches!(rows.next_into(&mut row), Ok(true)) {
                break;
            }
            for &column in &columns {
                let text = row.month_or_cell(column);
                let is_word = text.len() < 200
                    && text
                        .chars()
                        .any(|c| c.is_alphabetic() || c == '/' || c == '-');
                if is_word && !seen.contains(text) {
                    if is_such(text) {
                        return Some(column);
                    }
                    seen.insert(text.to_owned());
                }
            }
        }
        None
    }
}
