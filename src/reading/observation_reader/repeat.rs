//! Figures that are given twice: row by row, or a whole table under two names.

use super::merge::Merging;
use super::newer_copy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Subject};
use crate::model::{Fields, Observation, TableSummary};
use crate::place::{FileId, Place};
use crate::reading::exclusion_reader::{EXCLUDED, block, printed};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Files that are the same and give the figures of different units or periods may be so by chance where they hold fewer
/// numbers than this.
const BY_CHANCE: usize = 3;

/// A table all of whose figures stand in another one is told as a whole, from so many figures on.
const WHOLE_FROM: usize = 2;

/// Figures that are given twice, by the tables that give them.
pub(super) struct Repeats<'a> {
    with: &'a Merging<'a>,
    fields: &'a Fields,
    /// By table: how many figures it has.
    figures: FxHashMap<FileId, usize>,
    /// By file: how many numbers it has.
    numbers: FxHashMap<FileId, usize>,
    /// Equal ones: by the two tables.
    equal: BTreeMap<(FileId, FileId), Vec<Diagnostic>>,
    /// Those that differ, likewise.
    different: BTreeMap<(FileId, FileId), Vec<Diagnostic>>,
    told: Diagnostics,
}

impl<'a> Repeats<'a> {
    pub(super) fn new(with: &'a Merging<'a>, fields: &'a Fields, tables: &[TableSummary]) -> Self {
        let mut numbers: FxHashMap<FileId, usize> = FxHashMap::default();
        for table in tables {
            *numbers.entry(with.file_of(table.file)).or_default() += table.numbers;
        }
        Self {
            with,
            fields,
            numbers,
            figures: tables
                .iter()
                .map(|table| (table.file, table.figures))
                .collect(),
            equal: BTreeMap::new(),
            different: BTreeMap::new(),
            told: Diagnostics::new(),
        }
    }

    /// Takes in two rows that give one figure: a warning where they agree, else an error.
    pub(super) fn add(&mut self, first: &Observation, second: &Observation) {
        if first.reported() == second.reported() {
            let warning = self.told_of(Diagnostic::new(Code::RepeatedFigure), first, second);
            let pair = (first.file, second.file);
            self.equal.entry(pair).or_default().push(warning);
        } else {
            let mut error = self.told_of(Diagnostic::new(Code::DuplicateFigure), first, second);
            for (name, row) in [("first", first), ("second", second)] {
                error = error.arg(name, printed(row.reported()));
            }
            if let Some(lines) = self.exclusions(&error, first, second) {
                error.add_lines("set-aside-one", EXCLUDED, lines);
            }
            let pair = (first.file, second.file);
            self.different.entry(pair).or_default().push(error);
        }
    }

    /// Everything that is to be told. Where all figures of a table stand in another one too, that is one problem.
    pub(super) fn finish(mut self) -> Diagnostics {
        let pairs = self.equal.keys();
        let given_twice: Vec<FileId> = pairs.map(|(_, other)| self.with.file_of(*other)).collect();
        for (&file, &first) in &self.with.same {
            let numbers = self.numbers.get(&file).copied().unwrap_or_default();
            if numbers < BY_CHANCE && !given_twice.contains(&file) {
                continue;
            }
            let same = Code::SameFile.at(Place::file(file));
            let other = self.with.sources.label(first);
            self.told
                .push(same.arg("other", other).related(Place::file(first)));
        }
        for ((one, other), errors) in std::mem::take(&mut self.different) {
            match self.newer_copy(one, other, errors.len()) {
                Some(copy) => {
                    self.equal.remove(&(one, other));
                    self.told.push(copy);
                }
                None => errors.into_iter().for_each(|error| self.told.push(error)),
            }
        }
        for ((one, other), warnings) in std::mem::take(&mut self.equal) {
            if self.is_copy(other) {
                continue;
            }
            let all_of = |file| self.figures.get(&file) == Some(&warnings.len());
            let is_whole = one != other && warnings.len() >= WHOLE_FROM;
            let (copy, of) = if all_of(other) {
                (other, one)
            } else {
                (one, other)
            };
            if !is_whole || !all_of(copy) {
                warnings
                    .into_iter()
                    .for_each(|warning| self.told.push(warning));
                continue;
            }
            let same = Code::SameRows.at(Place::file(copy));
            let same = if all_of(of) { same } else { same.help("part") };
            let named = same.arg("other", self.with.sources.label(of));
            self.told
                .push(named.arg("count", warnings.len()).related(Place::file(of)));
        }
        self.told
    }

    /// What is told where one of two tables is a newer copy of the other by the names of their files.
    fn newer_copy(&self, one: FileId, other: FileId, differing: usize) -> Option<Diagnostic> {
        let path = |table| &*self.with.sources.get(self.with.file_of(table)).path;
        if !newer_copy::is_copy(path(one), path(other)) {
            return None;
        }
        let (newer, older) = if newer_copy::is_newer(path(one), path(other)) {
            (one, other)
        } else {
            (other, one)
        };
        let error = Code::NewerCopy.at(Place::file(newer));
        let error = error.arg("other", self.with.sources.label(older));
        Some(error.arg("count", differing).related(Place::file(older)))
    }

    /// The lines that set aside the second of two rows, and behind `#` those that set aside the first instead.
    fn exclusions(
        &self,
        problem: &Diagnostic,
        first: &Observation,
        second: &Observation,
    ) -> Option<String> {
        let subject = problem.subject()?;
        let block_of = |row: &Observation| {
            let file = self.with.sources.get(self.with.file_of(row.file));
            let value = printed(row.reported());
            let subject = Subject {
                value,
                ..subject.clone()
            };
            block(&file.path, &subject)
        };
        let other = block_of(first);
        let other = other.lines().map(|line| format!("# {line}\n"));
        Some(format!(
            "{}\n{}",
            block_of(second),
            other.collect::<String>()
        ))
    }

    /// Whether a table is of a file that is the same, byte for byte, as an earlier one, which is told of the file.
    fn is_copy(&self, table: FileId) -> bool {
        self.with.same.contains_key(&self.with.file_of(table))
    }

    fn told_of(
        &self,
        problem: Diagnostic,
        first: &Observation,
        second: &Observation,
    ) -> Diagnostic {
        let field = second
            .field()
            .and_then(|field| self.fields.0.get(usize::from(field.0)));
        let period = second.period.code();
        let indicator = self.with.indicators.get(second.indicator);
        let unit = self.with.units.units().get(second.unit);
        let subject = Subject {
            unit: unit.code.to_string(),
            indicator: indicator.code.to_string(),
            field: field.map_or_else(String::new, |field| field.key.to_string()),
            period: period.clone(),
            value: second.written(),
        };
        problem
            .at(second.place())
            .arg("indicator", &indicator.name)
            .arg("unit", self.with.units.label(second.unit))
            .arg(
                "period",
                field.map_or(period.clone(), |field| format!("{period}, {}", field.name)),
            )
            .about(subject)
            .related(first.place())
    }
}
