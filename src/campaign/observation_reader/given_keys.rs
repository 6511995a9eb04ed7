//! The unit and the period of a table that has no column for them: what its folder gives, else what surrounds it.

use super::shared::Shared;
use crate::campaign::column::known;
use crate::campaign::defaults::Defaults;
use crate::campaign::surroundings::{Surroundings, Taken};
use crate::campaign::{Period, UnitId, UnitMatch};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Header, Row, Sources, TableRows, one_line};
use rustc_hash::FxHashSet;

/// The folder of tables, in whose names nothing is read.
const FOLDER: &str = "data/observations/";

/// So many rows are searched for what no column is named after.
const ROWS_SEARCHED: usize = 5_000;

/// The keys that hold for a whole table. What is given but wrong, which was told, is `None` inside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct GivenKeys {
    pub(super) unit: Option<Option<UnitId>>,
    pub(super) period: Option<Option<Period>>,
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
    /// The keys of a table. Where they are taken from what surrounds it, that is told, and so is what is wrong there.
    pub(super) fn of(
        table: Beginning<'_, '_>,
        sources: &Sources,
        defaults: &Defaults,
        shared: &Shared<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut this = Self {
            unit: defaults.unit,
            period: defaults.period,
            ..Self::default()
        };
        let lacks = |column| table.header.position(column).is_none();
        let takes_unit = this.unit.is_none() && lacks(known::UNIT);
        let takes_period = this.period.is_none() && lacks(known::PERIOD);
        let given_unit = this.unit.flatten().filter(|_| lacks(known::UNIT));
        if !takes_unit && !takes_period && given_unit.is_none() {
            return this;
        }
        let surroundings = surroundings(table.file, table.titles, sources);
        diagnostics
            .extend_one(given_unit.and_then(|unit| surroundings.other_than(unit, shared.units)));
        this.takes_unit = takes_unit;
        this.takes_period = takes_period;
        if takes_unit {
            let is_other = |text: &str, unit: UnitId| match shared.units.find(text, None) {
                UnitMatch::One(other) => other != unit,
                UnitMatch::Several(others) => !others.contains(&unit),
                UnitMatch::Elsewhere(_) | UnitMatch::Unknown => false,
            };
            let taken = surroundings.unit(shared.units);
            this.unit = table.take(taken, "unit-column-unnamed", is_other, diagnostics);
        }
        if takes_period {
            let is_other = |text: &str, period: Period| {
                let is_number = text.bytes().all(|b| b.is_ascii_digit());
                !is_number && Period::parse(text).is_some_and(|other| other != period)
            };
            let taken = surroundings.period();
            this.period = table.take(taken, "period-column-unnamed", is_other, diagnostics);
        }
        this
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
    match surroundings(file, titles, sources).period() {
        Taken::One(period, _) => Some(period),
        Taken::None(_) => None,
    }
}

fn surroundings(file: FileId, titles: &[Row<'_>], sources: &Sources) -> Surroundings {
    let path = &*sources.get(file).path;
    let path = path.strip_prefix(FOLDER).unwrap_or(path);
    let sheet = sources.sheet(file).map(|sheet| &*sheet.name);
    Surroundings::new(file, path, sheet, titles)
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
        unnamed: &'static str,
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
        let error = Diagnostic::error(unnamed).arg("column", one_line(name));
        diagnostics.push(error.at(self.header.place(self.file, column)));
        Some(None)
    }

    /// The first column that nothing knows and that holds such a text.
    pub(super) fn column_with(self, is_such: impl Fn(&str) -> bool) -> Option<usize> {
        let columns: Vec<usize> = (0..self.header.cells.len())
            .filter(|index| self.header.columns.get(*index) == Some(&None))
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
