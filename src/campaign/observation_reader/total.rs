//! Total lines: never read as figures, but compared with the rows that they total.

use super::figure::differing;
use super::parent_row::UnitsOfTable;
use crate::campaign::table_summary::FigureColumns;
use crate::campaign::{
    FieldId, Indicator, IndicatorId, Indicators, NumberOf, Observation, Period, Reported,
    ReportedForm, UnitId,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::Decimal;
use crate::source::{FileId, Place};
use rustc_hash::FxHashMap;

/// A total line. A key that it leaves open is that of every row.
#[derive(Debug)]
pub(super) struct TotalLine {
    pub(super) line: u32,
    pub(super) unit: Option<UnitId>,
    pub(super) period: Option<Period>,
    pub(super) field: Option<FieldId>,
    pub(super) figures: Vec<(IndicatorId, Reported)>,
}

/// The keys that a total line fixes.
type Scope = (IndicatorId, Option<UnitId>, Option<Period>, Option<FieldId>);

/// A table whose total lines are compared with its rows.
pub(super) struct Totalled<'a> {
    pub(super) file: FileId,
    pub(super) observations: &'a [Observation],
    pub(super) columns: &'a FigureColumns,
    pub(super) indicators: &'a Indicators,
    pub(super) units: &'a UnitsOfTable,
}

impl Totalled<'_> {
    /// How many observations stand above a line.
    fn rows_before(&self, line: u32) -> usize {
        self.observations.partition_point(|row| row.line < line)
    }

    /// Warns of every total line that differs from the rows that it totals. Which those are a table does not say: all
    /// of its rows, those above, those since the last such line, or those below it; with fields, or the overall rows
    /// alone; of all units, or of those alone that have none above them. A line that agrees with one of these is right.
    pub(super) fn differences(&self, lines: &[TotalLine]) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let observations = self.observations;
        let rows = rows_of(lines, observations);
        let mut last: FxHashMap<Scope, usize> = FxHashMap::default();
        for (index, line) in lines.iter().enumerate() {
            let above = self.rows_before(line.line);
            let next = lines
                .get(index + 1)
                .map_or(observations.len(), |next| self.rows_before(next.line));
            for (indicator, total) in &line.figures {
                let scope = (*indicator, line.unit, line.period, line.field);
                let rows = rows.get(&scope).map_or(&[][..], |rows| rows);
                let since = last.insert(scope, above).unwrap_or(0);
                let ranges = [
                    (0, above),
                    (since, above),
                    (0, observations.len()),
                    (above, next),
                ];
                let sums = ranges.iter().flat_map(|range| self.sums(rows, *range));
                let sums: Vec<RowSum> = sums.filter(|sum| sum.rows > 0).collect();
                let of = self.indicators.get(*indicator);
                if let Some(first) = sums.first()
                    && !sums.iter().any(|sum| sum.agrees(total, of))
                {
                    diagnostics.push(
                        Diagnostic::warning("total-differs")
                            .at(self.place(line.line, *indicator, total, &sums))
                            .arg("indicator", &of.name)
                            .arg("total", told(total))
                            .arg("sum", first.told(total)),
                    );
                }
            }
        }
        diagnostics
    }

    /// The sums of the rows within a range: of all, of those without a field, and of both the rows of units alone that
    /// have none above them.
    fn sums(&self, rows: &[usize], (from, to): (usize, usize)) -> [RowSum; 4] {
        let mut sums = [(); 4].map(|()| RowSum::default());
        let start = rows.partition_point(|&row| row < from);
        let rows = rows.iter().skip(start).take_while(|row| **row < to);
        for row in rows.filter_map(|&row| self.observations.get(row)) {
            let is_overall = row.field().is_none();
            let is_top = self.units.above(row.unit).is_none();
            let counts = [true, is_overall, is_top, is_overall && is_top];
            for (sum, _) in sums.iter_mut().zip(counts).filter(|(_, counts)| *counts) {
                sum.add(row);
            }
        }
        sums
    }

    /// The cell that differs: the denominator's where every numerator that it could be agrees, else the first.
    fn place(&self, line: u32, indicator: IndicatorId, total: &Reported, sums: &[RowSum]) -> Place {
        let (form, which) = match total {
            Reported::Ratio { numerator, .. } => {
                let is_right = sums.iter().any(|sum| sum.first == *numerator);
                let which = if is_right {
                    NumberOf::Second
                } else {
                    NumberOf::First
                };
                (ReportedForm::Ratio, which)
            }
            Reported::Mean { .. } => (ReportedForm::Mean, NumberOf::Second),
            _ => (ReportedForm::Count, NumberOf::First),
        };
        let column = self.columns.of(indicator, form, which);
        Place::at(self.file, line, column)
    }
}

/// For every scope of a total line, the observations in it.
fn rows_of(lines: &[TotalLine], observations: &[Observation]) -> FxHashMap<Scope, Vec<usize>> {
    let mut rows: FxHashMap<Scope, Vec<usize>> = FxHashMap::default();
    let mut patterns: Vec<[bool; 3]> = Vec::new();
    for line in lines {
        let pattern = [
            line.unit.is_some(),
            line.period.is_some(),
            line.field.is_some(),
        ];
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
        for (indicator, _) in &line.figures {
            rows.entry((*indicator, line.unit, line.period, line.field))
                .or_default();
        }
    }
    for (index, row) in observations.iter().enumerate() {
        for [unit, period, field] in &patterns {
            if *field && row.field().is_none() {
                continue;
            }
            let scope = (
                row.indicator,
                unit.then_some(row.unit),
                period.then_some(row.period),
                row.field().filter(|_| *field),
            );
            if let Some(rows) = rows.get_mut(&scope) {
                rows.push(index);
            }
        }
    }
    rows
}

/// What some rows come to.
#[derive(Debug, Clone, Default)]
struct RowSum {
    rows: usize,
    /// Numerators; values of counts.
    first: Decimal,
    /// Denominators; samples of means.
    second: Decimal,
}

impl RowSum {
    fn add(&mut self, row: &Observation) {
        let (first, second) = match row.reported() {
            Reported::Ratio {
                numerator,
                denominator,
            } => (numerator, denominator),
            Reported::Mean { sample, .. } => (Decimal::ZERO, sample),
            Reported::Count(value) => (value, Decimal::ZERO),
            // Not to be added; nothing to compare with.
            Reported::Nothing
            | Reported::BareRatio(_)
            | Reported::BareMean(_)
            | Reported::Score(_) => return,
        };
        self.rows += 1;
        self.first += &first;
        self.second += &second;
    }

    fn agrees(&self, total: &Reported, indicator: &Indicator) -> bool {
        match total {
            Reported::Ratio {
                numerator,
                denominator,
            } => *numerator == self.first && *denominator == self.second,
            Reported::Count(value) => *value == self.first,
            Reported::Mean { sample, .. } => *sample == self.second,
            Reported::BareRatio(value) => {
                let counts = (self.first.clone(), self.second.clone());
                differing(indicator, &counts, value, value.scale()).is_none()
            }
            Reported::Nothing | Reported::BareMean(_) | Reported::Score(_) => true,
        }
    }

    /// The sum in the form of the total line.
    fn told(&self, total: &Reported) -> String {
        match total {
            Reported::Count(_) => self.first.to_string(),
            Reported::Mean { .. } => self.second.to_string(),
            _ => format!("{} / {}", self.first, self.second),
        }
    }
}

fn told(total: &Reported) -> String {
    match total {
        Reported::Ratio {
            numerator,
            denominator,
        } => format!("{numerator} / {denominator}"),
        Reported::Count(value) | Reported::BareRatio(value) => value.to_string(),
        Reported::Mean { sample, .. } => sample.to_string(),
        Reported::Nothing | Reported::BareMean(_) | Reported::Score(_) => String::new(),
    }
}
