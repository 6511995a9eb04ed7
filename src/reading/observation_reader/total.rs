//! Total lines: never read as figures, but compared with the rows that they total.

use super::figure::differing;
use super::row_name::{Level, is_total};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Amount, FieldId, FigureColumns, Indicator, IndicatorId, Indicators, Kind, NumberOf,
    Observation, PrintedTotal, UnitId, UnitsOfRows,
};
use crate::number::{Decimal, digits};
use crate::place::{FileId, Place};
use rustc_hash::FxHashMap;

/// A line that is no row of data, or may be none. A key that it leaves open is that of every row.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) line: u32,
    pub(super) kind: LineKind,
    /// The words that it goes by; none where its unit's cell is empty.
    pub(super) name: Box<str>,
    /// What numbers it.
    pub(super) level: Option<Level>,
    pub(super) unit: Option<UnitId>,
    pub(super) period: Option<Period>,
    pub(super) field: Option<FieldId>,
    pub(super) figures: Vec<(IndicatorId, Amount)>,
    /// What is wrong with it, should it be a row of data.
    pub(super) told: Diagnostics,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A total by its first word.
    Total,
    /// The total of a unit's fields or periods; where there are none, its overall figure.
    OfUnit,
    /// A line that names no unit; a section's heading where it is the sum of the section's rows.
    Nameless,
}

/// The keys that a line fixes.
type Scope = (Option<UnitId>, Option<Period>, Option<FieldId>);

impl Line {
    /// How long its numbers that are not zero are as they are written, each counted once.
    pub(super) fn digits(&self) -> usize {
        let figures = self.figures.iter();
        digits(figures.flat_map(|(_, figure)| figure.counts().into_iter().flatten()))
    }

    fn scope(&self) -> Scope {
        (self.unit, self.period, self.field)
    }
}

/// A table whose lines are compared with its rows.
pub(super) struct Totalled<'a> {
    pub(super) file: FileId,
    pub(super) observations: &'a [Observation],
    pub(super) columns: &'a FigureColumns,
    pub(super) indicators: &'a Indicators,
    pub(super) units: &'a UnitsOfRows,
}

/// So many lines above or below one are looked at as the ends of what it may total.
const ENDS: usize = 50;

/// The rows in the scope of some lines, which divide them: what they come to above each line.
#[derive(Default)]
struct Section {
    /// How many observations stand above each line, in order.
    above: Vec<usize>,
    /// For each indicator the sums above each line, and of all rows last; those of none first.
    sums: FxHashMap<IndicatorId, Vec<Sums>>,
}

/// The sums of some rows: of all, of those without a field, and of both the rows of units alone that have none above them.
type Sums = [RowSum; 4];

/// The sections of a table by their scopes.
pub(super) struct Sections(FxHashMap<Scope, Section>);

impl Section {
    /// The sums of the rows between two lines.
    fn between(&self, indicator: IndicatorId, from: usize, to: usize) -> Option<Sums> {
        let sums = self.sums.get(&indicator)?;
        let (from, to) = (sums.get(from)?, sums.get(to)?);
        Some(std::array::from_fn(|at| to[at].without(&from[at])))
    }

    /// The stretches of rows that a line may total, by the lines at their ends: all rows, those above it, those below it.
    fn stretches(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let last = self.above.len() + 1;
        let above = (at.saturating_sub(ENDS)..at)
            .rev()
            .map(move |from| (from, at));
        let below = (at + 1..last.min(at + ENDS)).map(move |to| (at, to));
        let whole = [(0, at), (0, last), (at, last)];
        whole.into_iter().chain(above).chain(below)
    }
}

impl Totalled<'_> {
    /// The rows that the lines may total.
    pub(super) fn sections(&self, lines: &[Line]) -> Sections {
        let mut sections: FxHashMap<Scope, Section> = FxHashMap::default();
        let mut patterns: Vec<[bool; 3]> = Vec::new();
        for line in lines {
            let (unit, period, field) = line.scope();
            let pattern = [unit.is_some(), period.is_some(), field.is_some()];
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
            let above = self
                .observations
                .partition_point(|row| row.line < line.line);
            sections.entry(line.scope()).or_default().above.push(above);
        }
        for (index, row) in self.observations.iter().enumerate() {
            for [unit, period, field] in &patterns {
                if *field && row.field().is_none() {
                    continue;
                }
                let scope = (
                    unit.then_some(row.unit),
                    period.then_some(row.period),
                    row.field().filter(|_| *field),
                );
                if let Some(section) = sections.get_mut(&scope) {
                    self.add(section, index, row);
                }
            }
        }
        for sums in sections
            .values_mut()
            .flat_map(|section| section.sums.values_mut())
        {
            for at in 1..sums.len() {
                let (before, here) = sums.split_at_mut(at);
                if let (Some(before), Some(here)) = (before.last(), here.first_mut()) {
                    here.iter_mut()
                        .zip(before)
                        .for_each(|(here, before)| here.join(before));
                }
            }
        }
        Sections(sections)
    }

    /// Adds a row to what stands above the next line of a section.
    fn add(&self, section: &mut Section, index: usize, row: &Observation) {
        let lines_above = section.above.partition_point(|above| *above <= index);
        let count = section.above.len() + 2;
        let sums = section.sums.entry(row.indicator);
        let sums = sums.or_insert_with(|| (0..count).map(|_| Sums::default()).collect());
        let is_overall = row.field().is_none();
        let is_top = self.units.above(row.unit).is_none();
        let counts = [true, is_overall, is_top, is_overall && is_top];
        let Some(here) = sums.get_mut(lines_above + 1) else {
            return;
        };
        for (sum, _) in here.iter_mut().zip(counts).filter(|(_, counts)| *counts) {
            sum.add(row);
        }
    }

    /// Whether every figure of a line is the sum of the rows below it, of a line without a name also of those above it: how
    /// many of them hold more than zero.
    pub(super) fn totalled_by(&self, line: &Line, sections: &Sections) -> Option<usize> {
        let section = sections.0.get(&line.scope())?;
        let at = section.position(self.observations, line);
        let is_sum = |total: &Amount| total.counts() != [None, None];
        if !line.figures.iter().any(|(_, total)| is_sum(total)) {
            return None;
        }
        let mut stretches = section
            .stretches(at)
            .filter(|(from, _)| line.name.is_empty() || *from == at);
        stretches.find_map(|(from, to)| {
            let sums: Vec<Sums> = line
                .figures
                .iter()
                .map(|(indicator, _)| section.between(*indicator, from, to).unwrap_or_default())
                .collect();
            (0..4).find_map(|which| {
                let mut figures = line.figures.iter().zip(&sums);
                let agrees = figures.all(|((indicator, total), sums)| {
                    sums[which].agrees(total, self.indicators.get(*indicator))
                });
                let rows = sums
                    .iter()
                    .map(|sums| sums[which].filled)
                    .max()
                    .unwrap_or(0);
                agrees.then_some(rows)
            })
        })
    }

    /// Whether the table has rows that a line of an indicator may total.
    pub(super) fn has_rows(
        &self,
        line: &Line,
        indicator: IndicatorId,
        sections: &Sections,
    ) -> bool {
        let section = sections.0.get(&line.scope());
        let sums = section.and_then(|section| section.sums.get(&indicator)?.last());
        sums.is_some_and(|sums| sums[0].rows > 0)
    }

    /// Every figure of total lines beside what the rows come to that it totals. Which those are a table does not say: all of
    /// its rows, or those above or below it, from or to another such line; with fields, or the overall rows alone; of all
    /// units, or of those alone that have none above them. A figure that agrees with one of these is right.
    pub(super) fn compared<'l>(
        &self,
        lines: &'l [Line],
        sections: &Sections,
    ) -> Vec<ComparedFigure<'l>> {
        let mut compared = Vec::new();
        for line in lines {
            let Some(section) = sections.0.get(&line.scope()) else {
                continue;
            };
            let at = section.position(self.observations, line);
            // Its name may be that of something that is not known.
            let is_certain = line.kind == LineKind::OfUnit || is_total(&line.name);
            for (indicator, total) in &line.figures {
                let of = self.indicators.get(*indicator);
                let sums = section
                    .stretches(at)
                    .filter_map(|(from, to)| section.between(*indicator, from, to))
                    .flatten();
                let sums: Vec<RowSum> = sums.filter(|sum| sum.rows > 0).collect();
                if sums.is_empty() && (is_certain || !has_count(total)) {
                    continue;
                }
                let agreeing = sums.iter().find(|sum| sum.agrees(total, of));
                compared.push(ComparedFigure {
                    line,
                    indicator: *indicator,
                    total,
                    sum: agreeing.or(sums.first()).cloned().unwrap_or_default(),
                    place: self.place(line.line, *indicator, total, &sums),
                    agrees: agreeing.is_some(),
                    is_certain,
                });
            }
        }
        compared
    }

    /// The cell that differs: the denominator's where every numerator that it could be agrees, else the first.
    fn place(&self, line: u32, indicator: IndicatorId, total: &Amount, sums: &[RowSum]) -> Place {
        let (kind, which) = match total {
            Amount::Ratio { numerator, .. } => {
                let is_right = sums.iter().any(|sum| sum.first == *numerator);
                let which = if is_right {
                    NumberOf::Second
                } else {
                    NumberOf::First
                };
                (Kind::Ratio, which)
            }
            Amount::Mean { .. } => (Kind::Mean, NumberOf::Second),
            _ => (Kind::Count, NumberOf::First),
        };
        let column = self.columns.of(indicator, Some(kind), which);
        Place::at(self.file, line, column)
    }
}

/// A figure of a total line beside what its rows come to.
pub(super) struct ComparedFigure<'l> {
    line: &'l Line,
    indicator: IndicatorId,
    total: &'l Amount,
    sum: RowSum,
    place: Place,
    agrees: bool,
    /// Whether the line is a total and nothing else.
    is_certain: bool,
}

impl ComparedFigure<'_> {
    /// The warning of a figure that differs.
    pub(super) fn difference(&self, indicators: &Indicators) -> Option<Diagnostic> {
        let warning = Code::TotalDiffers
            .at(self.place)
            .arg("name", &self.line.name)
            .arg("indicator", &indicators.get(self.indicator).name)
            .arg("total", written(self.total))
            .arg("sum", self.sum.written_as(self.total));
        let warning = match self.is_certain {
            true => warning,
            false => warning.help("named"),
        };
        (!self.agrees).then_some(warning)
    }

    /// What is kept of it, in a table of one period where the line names none; nothing of what is no count.
    pub(super) fn printed(&self, of_table: Option<Period>) -> Option<PrintedTotal> {
        let sum = &self.sum;
        let computed = match self.total {
            Amount::Ratio { .. } => Amount::Ratio {
                numerator: sum.first.clone(),
                denominator: sum.second.clone(),
            },
            Amount::Count(_) => Amount::Count(sum.first.clone()),
            _ => return None,
        };
        Some(PrintedTotal {
            place: Place::line(self.place.file, self.line.line),
            name: self.line.name.clone(),
            indicator: self.indicator,
            period: self.line.period.or(of_table)?,
            printed: self.total.clone(),
            computed,
            agrees: self.agrees,
        })
    }
}

impl Section {
    /// Which of the section's lines a line is, from 1 on.
    fn position(&self, observations: &[Observation], line: &Line) -> usize {
        let above = observations.partition_point(|row| row.line < line.line);
        self.above.partition_point(|other| *other < above) + 1
    }
}

/// What some rows come to.
#[derive(Debug, Clone, Default)]
struct RowSum {
    rows: usize,
    /// How many of them are more than zero.
    filled: usize,
    /// Numerators; values of counts.
    first: Decimal,
    /// Denominators; samples of means.
    second: Decimal,
}

/// Whether a figure has counts that rows may sum to.
fn has_count(total: &Amount) -> bool {
    let last = total.counts().into_iter().flatten().last();
    last.is_some_and(|count| !count.is_zero())
}

impl RowSum {
    fn add(&mut self, row: &Observation) {
        let reported = row.reported();
        let counts = reported.counts();
        if counts == [None, None] {
            // Not to be added; nothing to compare with.
            return;
        }
        self.rows += 1;
        let mut all = counts.into_iter().flatten();
        self.filled += usize::from(all.any(|count| !count.is_zero()));
        for (sum, count) in [&mut self.first, &mut self.second].into_iter().zip(counts) {
            *sum += count.unwrap_or(&Decimal::ZERO);
        }
    }

    /// Takes in other rows.
    fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        self.filled += other.filled;
        self.first += &other.first;
        self.second += &other.second;
    }

    /// The sum without that of some of its rows.
    fn without(&self, some: &Self) -> Self {
        Self {
            rows: self.rows - some.rows,
            filled: self.filled - some.filled,
            first: &self.first - &some.first,
            second: &self.second - &some.second,
        }
    }

    fn agrees(&self, total: &Amount, indicator: &Indicator) -> bool {
        match total {
            Amount::Score(value) if indicator.kind == Kind::Ratio => {
                let counts = (self.first.clone(), self.second.clone());
                let decimals = u8::try_from(value.scale()).unwrap_or(u8::MAX);
                differing(indicator, &counts, value, decimals).is_none()
            }
            _ => {
                let mut sums = total.counts().into_iter().zip([&self.first, &self.second]);
                sums.all(|(count, sum)| count.is_none_or(|count| count == sum))
            }
        }
    }

    /// The sum in the form of the total line.
    fn written_as(&self, total: &Amount) -> String {
        match total {
            Amount::Count(_) => self.first.to_string(),
            Amount::Mean { .. } => self.second.to_string(),
            _ => format!("{} / {}", self.first, self.second),
        }
    }
}

fn written(total: &Amount) -> String {
    match total {
        Amount::Ratio {
            numerator,
            denominator,
        } => format!("{numerator} / {denominator}"),
        Amount::Count(value) | Amount::Score(value) => value.to_string(),
        Amount::Mean { sample, .. } => sample.to_string(),
        Amount::Nothing => String::new(),
    }
}
