//! Rows of fields above others of a table: the headings of sections with the sums of their fields, which are no figures,
//! and fields beside their own parts, which would be counted twice.

use super::layout::position_place;
use super::parent_row::counts_of;
use super::row_cells::is_written_number;
use super::row_name::Level;
use super::state::{FieldRow, RowKeys, TableReader};
use super::toml_lines::toml_list;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{IndicatorId, Observation, UnitId};
use crate::number::{CERTAIN_DIGITS, Decimal, digits};
use crate::source::{Row, one_line};
use std::ops::Range;

/// No printed form has more rows.
const MOST_ROWS: usize = 5_000;
/// So many rows above and below one are looked at.
const MOST_PARTS: usize = 200;
/// So many names are given to be passed over.
const MOST_NAMES: usize = 20;

/// Whose figure a row gives.
type RowOf = (UnitId, Period, IndicatorId);

/// The rows of fields of one unit and period, each with its numbers.
struct Block<'a> {
    rows: Vec<(&'a FieldRow, Vec<Decimal>)>,
}

/// What a row above others is.
enum Above {
    /// A section's heading with the sums of its rows.
    Heading,
    /// A field whose parts stand below it.
    Whole(Range<usize>),
    /// Perhaps one of these: it is the sum of the rows below it, but nothing else says so.
    Sum(Range<usize>),
}

impl TableReader<'_> {
    /// Keeps what tells how a row of a field stands to others.
    pub(super) fn note_field_row(&mut self, row: &Row<'_>, keys: &RowKeys) {
        let (Some(position), Some(field)) = (self.layout.field, keys.field.known()) else {
            return;
        };
        if self.field_rows.len() >= MOST_ROWS {
            return;
        }
        // Where rows name units, what numbers a row numbers those.
        let level = match self.layout.unit {
            Some(_) => Level::of_name(row.cell(position)),
            None => self.level(row),
        };
        let row = FieldRow {
            line: row.line(),
            level,
            name: one_line(row.cell(position)).into(),
            is_listed: self.keys.is_listed(field),
            names_unit: self.names_unit(row, keys),
        };
        self.field_rows.push(row);
    }

    /// Drops the headings of sections, and tells of fields that stand beside their parts.
    pub(super) fn judge_field_rows(&mut self) {
        let rows = std::mem::take(&mut self.field_rows);
        if rows.len() < 2 {
            return;
        }
        let of_row = |row: &FieldRow| of_line(&self.observations, row.line).first().map(key);
        let mut headings: Vec<u32> = Vec::new();
        let mut told: Vec<Diagnostic> = Vec::new();
        for same in rows.chunk_by(|a, b| of_row(a) == of_row(b)) {
            let block = Block {
                rows: same
                    .iter()
                    .map(|row| (row, numbers(of_line(&self.observations, row.line))))
                    .collect(),
            };
            for at in 0..same.len() {
                match block.above(at) {
                    Some(Above::Heading) => headings.push(same[at].line),
                    Some(Above::Whole(parts)) => {
                        told.push(self.parts_of(&same[at], &same[parts], true));
                    }
                    Some(Above::Sum(parts)) => {
                        told.push(self.parts_of(&same[at], &same[parts], false));
                    }
                    None => {}
                }
            }
        }
        self.passed_over.headings += headings.len();
        if !headings.is_empty() {
            self.observations
                .retain(|row| headings.binary_search(&row.line).is_err());
        }
        told.into_iter()
            .for_each(|told| self.diagnostics.push(told));
    }

    /// Tells of a row that holds what others give too: with the lines that pass over its parts, or over itself where only
    /// the numbers say that it is a sum.
    fn parts_of<'f>(
        &self,
        whole: &'f FieldRow,
        parts: &'f [FieldRow],
        is_certain: bool,
    ) -> Diagnostic {
        let is_error = is_certain && !parts.iter().any(|part| part.names_unit);
        let named =
            |rows: &'f [FieldRow]| rows.iter().take(MOST_NAMES).map(|row| &*row.name).collect();
        let itself = std::slice::from_ref(whole);
        // Fields of the register are no parts of another one of it, whatever numbers their rows.
        let are_fields = parts.iter().all(|part| part.is_listed);
        let number = parts.iter().find(|part| is_written_number(&part.name));
        // The second help of each is for a folder that passes over rows already.
        let (help, names): (_, Vec<&str>) = match is_certain {
            true if number.is_some() => (["number"; 2], Vec::new()),
            true if are_fields && whole.is_listed => (["fields"; 2], Vec::new()),
            true if are_fields => (["only-parts", "only-parts-more"], named(itself)),
            true => (["parts", "parts-more"], named(parts)),
            false => (["sum", "sum-more"], named(itself)),
        };
        let mut told = Code::FieldBesideParts
            .at(position_place(self.layout.field, self.file, whole.line))
            .arg("name", &whole.name)
            .arg(
                "first",
                number.or(parts.first()).map_or("", |part| &part.name),
            )
            .arg("count", parts.len())
            .warning_unless(is_error);
        if names.is_empty() {
            told = told.help(help[0]);
            told.set_lines(self.target(), None);
        } else {
            self.set_row_lines(&mut told, help, &toml_list("skip", names.into_iter()));
        }
        told
    }
}

impl Block<'_> {
    /// What a row is to those below it, if anything.
    fn above(&self, at: usize) -> Option<Above> {
        let (row, _) = self.rows.get(at)?;
        let from = at + 1;
        let is_below = |index: usize| {
            let level = self.rows.get(index).and_then(|(row, _)| row.level);
            row.level.zip(level).is_some_and(|(own, level)| level > own)
        };
        let last = self.rows.len().min(from + MOST_PARTS);
        let to = (from..last).find(|index| !is_below(*index)).unwrap_or(last);
        if to == from {
            if self.is_unnumbered_section(at, last) {
                return Some(Above::Heading);
            }
            let sum = self.sum_without_levels(at, last)?;
            return Some(Above::Sum(sum));
        }
        let parts = &self.rows[from..to];
        let next = parts.iter().filter_map(|(row, _)| row.level).min();
        let direct = parts.iter().filter(|(row, _)| row.level == next);
        let is_section = !row.is_listed && self.is_sum(at, direct.map(|(_, numbers)| numbers));
        Some(
            if is_section && (to - from > 1 || row.level <= Some(Level::Roman)) {
                Above::Heading
            } else {
                Above::Whole(from..to)
            },
        )
    }

    /// Whether a row is the heading of rows that nothing numbers, by its own number and as their sum.
    fn is_unnumbered_section(&self, at: usize, last: usize) -> bool {
        let (row, _) = &self.rows[at];
        let is_heading = row.level.is_some_and(|level| level <= Level::Roman) && !row.is_listed;
        let mut below = at + 1..last;
        let end = below.find(|index| self.rows[*index].0.level.is_some());
        let end = end.unwrap_or(last);
        let parts = self.rows[at + 1..end].iter().map(|(_, numbers)| numbers);
        is_heading && end > at + 1 && self.is_sum(at, parts)
    }

    /// The rows directly below one that sum to it.
    fn sum_without_levels(&self, at: usize, last: usize) -> Option<Range<usize>> {
        if digits(&self.rows[at].1) < CERTAIN_DIGITS {
            return None;
        }
        let own = &self.rows[at].1;
        let mut sums = vec![Decimal::ZERO; own.len()];
        for (nth, (_, part)) in self.rows[at + 1..last].iter().enumerate() {
            if part.len() != own.len() {
                return None;
            }
            add(&mut sums, part);
            if nth > 0 && sums == *own {
                return Some(at + 1..at + 2 + nth);
            }
        }
        None
    }

    fn is_sum<'n>(&self, at: usize, parts: impl Iterator<Item = &'n Vec<Decimal>>) -> bool {
        let own = &self.rows[at].1;
        let mut sums = vec![Decimal::ZERO; own.len()];
        for part in parts {
            if part.len() != own.len() {
                return false;
            }
            add(&mut sums, part);
        }
        !own.is_empty() && sums == *own
    }
}

fn key(row: &Observation) -> RowOf {
    (row.unit, row.period, row.indicator)
}

/// The figures of a line.
fn of_line(observations: &[Observation], line: u32) -> &[Observation] {
    let from = observations.partition_point(|row| row.line < line);
    let to = observations.partition_point(|row| row.line <= line);
    observations.get(from..to).unwrap_or_default()
}

/// The numbers of a row that add up.
fn numbers(figures: &[Observation]) -> Vec<Decimal> {
    let counts = figures.iter().flat_map(counts_of);
    counts.map(|(_, number)| number).collect()
}

fn add(sums: &mut [Decimal], numbers: &[Decimal]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += number;
    }
}
