//! Totals in a unit's place: rows of a unit that are the sums of the rows of its subordinates in the same table.

use super::layout::position_place;
use super::state::TableReader;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    FieldId, FigureColumns, Indicator, IndicatorId, Indicators, Kind, NumberOf, Observation,
    Reporting, UnitId, UnitsOfRows,
};
use crate::number::{CERTAIN_DIGITS, Decimal};
use crate::place::Place;
use crate::reading::table_form::ParentRows as Parents;
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewer than [`CERTAIN_DIGITS`] are no chance where most of the unit's rows are sums.
pub(super) const LIKELY_DIGITS: usize = 4;

/// The rows of units above others in one table.
#[derive(Debug, Default)]
pub(super) struct ParentRows {
    /// Those that are totals, in the order of the table.
    pub(super) totals: Vec<ParentRow>,
    /// Those that could be compared and are none.
    pub(super) others: Vec<ParentRow>,
}

/// A row of a unit above others.
#[derive(Debug)]
pub(super) struct ParentRow {
    pub(super) line: u32,
    pub(super) unit: UnitId,
    /// How many rows of its subordinates it was compared with, at most.
    pub(super) rows: usize,
    /// Its numbers beside the sums of those.
    pub(super) numbers: Vec<Compared>,
}

/// A number of a row beside the sum of the subordinates' rows.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) indicator: IndicatorId,
    pub(super) kind: Option<Kind>,
    pub(super) which: NumberOf,
    pub(super) given: Decimal,
    pub(super) sum: Decimal,
}

impl ParentRow {
    /// A row of zeros below which nothing arose: proof of nothing.
    fn is_nothing(&self) -> bool {
        let mut numbers = self.numbers.iter();
        numbers.all(|number| number.is_equal() && number.given.is_zero())
    }
}

impl Compared {
    fn is_equal(&self) -> bool {
        self.given == self.sum
    }

    /// Whether it shows what the row is.
    fn is_told(&self) -> bool {
        self.is_equal() && !self.given.is_zero()
    }
}

/// Finds the rows that are totals. Only figures that cover a unit itself alone are looked at, and only counts: those of
/// the same indicator, period and field; where subordinates give only fields, their sum stands against the overall row.
pub(super) fn find(
    observations: &[Observation],
    table: &UnitsOfRows,
    indicators: &Indicators,
) -> ParentRows {
    let is_own = |(_, indicator): (IndicatorId, &Indicator)| indicator.reported == Reporting::Own;
    if !table.has_parents() || !indicators.iter().any(is_own) {
        return ParentRows::default();
    }
    let counts = table.counts_below();
    let is_parent: Vec<bool> = counts.into_iter().map(|count| count >= 2).collect();
    if !is_parent.contains(&true) {
        return ParentRows::default();
    }
    let mut slots = Slots::new(observations, &is_parent, indicators);
    slots.add_all(observations, table);
    rows(&slots.all)
}

/// Whose figure a slot holds.
type SlotKey = (UnitId, IndicatorId, Period, Option<FieldId>);

/// The figures of units above others, each with the sums of what stands below them.
struct Slots {
    all: Vec<Slot>,
    of: FxHashMap<SlotKey, usize>,
    /// Of each unit, by its id, how many of its figures may still be sums.
    open: Vec<usize>,
}

/// One figure of a unit above others.
struct Slot {
    line: u32,
    unit: UnitId,
    indicator: IndicatorId,
    kind: Option<Kind>,
    /// Its numbers: one, or numerator and denominator.
    numbers: Vec<(NumberOf, Decimal)>,
    /// What it may be the sum of: rows of the units next below; those, where it is an overall figure, by fields; rows of
    /// all units below, likewise.
    sums: [RowSum; 4],
    /// Whether its first number has terms below zero: their sum may come down again.
    may_be_negative: bool,
    /// Too small to be a sum.
    is_closed: bool,
}

/// What some rows come to.
#[derive(Default)]
struct RowSum {
    first: Decimal,
    second: Decimal,
    rows: usize,
    unit: Option<UnitId>,
    has_several: bool,
}

impl RowSum {
    fn add(&mut self, row: &Observation) {
        self.first += &row.numbers().first();
        self.second += &row.numbers().second();
        self.rows += 1;
        match self.unit {
            None => self.unit = Some(row.unit),
            Some(unit) => self.has_several |= unit != row.unit,
        }
    }

    fn number(&self, which: NumberOf) -> &Decimal {
        match which {
            NumberOf::First => &self.first,
            NumberOf::Second => &self.second,
        }
    }
}

/// The counts of a figure; none of a value that is never summed.
pub(super) fn counts_of(row: &Observation) -> Vec<(NumberOf, Decimal)> {
    let reported = row.reported();
    let counts = [NumberOf::First, NumberOf::Second]
        .into_iter()
        .zip(reported.counts());
    counts
        .filter_map(|(which, count)| Some((which, count?.clone())))
        .collect()
}

impl Slots {
    fn new(observations: &[Observation], is_parent: &[bool], indicators: &Indicators) -> Self {
        let mut this = Self {
            all: Vec::new(),
            of: FxHashMap::default(),
            open: vec![0; is_parent.len()],
        };
        for row in observations {
            if is_parent.get(row.unit.0 as usize) != Some(&true)
                || indicators.get(row.indicator).reported == Reporting::Total
            {
                continue;
            }
            let numbers = counts_of(row);
            let key = (row.unit, row.indicator, row.period, row.field());
            if numbers.is_empty() || this.of.contains_key(&key) {
                continue;
            }
            this.of.insert(key, this.all.len());
            if let Some(open) = this.open.get_mut(row.unit.0 as usize) {
                *open += 1;
            }
            this.all.push(Slot {
                line: row.line,
                unit: row.unit,
                indicator: row.indicator,
                kind: row.kind(),
                numbers,
                sums: Default::default(),
                may_be_negative: may_be_negative(indicators.get(row.indicator)),
                is_closed: false,
            });
        }
        this
    }

    /// Adds the rows of subordinates, until no figure is left that may be their sum.
    fn add_all(&mut self, observations: &[Observation], table: &UnitsOfRows) {
        let mut open: usize = self.open.iter().sum();
        for row in observations {
            let mut above = table.above(row.unit);
            let mut is_next = true;
            while let Some(unit) = above {
                let index = unit.0 as usize;
                if self.open.get(index).is_some_and(|open| *open > 0) {
                    let closed = self.add(row, unit, is_next);
                    open -= closed;
                    if let Some(of_unit) = self.open.get_mut(index) {
                        *of_unit -= closed;
                    }
                }
                is_next = false;
                above = table.above(unit);
            }
            if open == 0 {
                return;
            }
        }
    }

    /// Adds a row below a unit; how many of the unit's figures cannot be sums any more.
    fn add(&mut self, row: &Observation, unit: UnitId, is_next: bool) -> usize {
        let mut closed = 0;
        let field = row.field();
        let fields = [Some((field, 0)), field.map(|_| (None, 1))];
        for (field, by_field) in fields.into_iter().flatten() {
            let key = (unit, row.indicator, row.period, field);
            let Some(slot) = self.of.get(&key).and_then(|at| self.all.get_mut(*at)) else {
                continue;
            };
            if slot.is_closed || matches!(row.kind(), None | Some(Kind::Score)) {
                continue;
            }
            if is_next {
                slot.sums[by_field].add(row);
            }
            slot.sums[2 + by_field].add(row);
            if slot.is_too_small() {
                slot.is_closed = true;
                closed += 1;
            }
        }
        closed
    }
}

/// Whether its numerators may be below zero.
fn may_be_negative(indicator: &Indicator) -> bool {
    indicator.kind == Kind::Ratio && !indicator.is_percent()
}

impl Slot {
    /// Whether it is too small even for the units next below it.
    fn is_too_small(&self) -> bool {
        let numbers = self.numbers.iter();
        let mut sure =
            numbers.filter(|(which, _)| !self.may_be_negative || *which == NumberOf::Second);
        sure.all(|(which, given)| self.sums[0].number(*which) > given)
    }

    /// Its numbers beside the sums that fit best; none where there are not two subordinates to compare with.
    fn compared(&self) -> Option<(usize, Vec<Compared>)> {
        let equal = |sum: &&RowSum| {
            let numbers = self.numbers.iter();
            numbers
                .filter(|(which, given)| sum.number(*which) == given)
                .count()
        };
        let sums = self.sums.iter().filter(|sum| sum.has_several);
        // Of equals the first.
        let best = sums.rev().max_by_key(equal);
        let best = best.or_else(|| self.sums.iter().find(|sum| self.is_closed && sum.rows > 0))?;
        let numbers = self.numbers.iter().map(|(which, given)| Compared {
            indicator: self.indicator,
            kind: self.kind,
            which: *which,
            given: given.clone(),
            sum: best.number(*which).clone(),
        });
        Some((best.rows, numbers.collect()))
    }
}

/// How much speaks for a row's being a total.
struct Likeness {
    equal: usize,
    differing: usize,
    /// Of the numbers that are equal and not zero.
    digits: usize,
}

impl Likeness {
    fn of(row: &ParentRow) -> Self {
        let mut this = Self {
            equal: 0,
            differing: 0,
            digits: 0,
        };
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for number in &row.numbers {
            if !number.is_equal() {
                this.differing += 1;
            } else if !number.given.is_zero() {
                this.equal += 1;
                let digits = number.given.abs().to_string();
                let digits = digits.split('.').next().unwrap_or_default().to_owned();
                let count = digits.len();
                if seen.insert(digits) {
                    this.digits += count;
                }
            }
        }
        this
    }

    fn may_be_total(&self) -> bool {
        self.equal > 0 && (self.differing == 0 || self.digits >= LIKELY_DIGITS)
    }
}

/// The rows, apart by what they are: a sum where all its numbers are, unless most rows of its unit are none and the
/// numbers are so small that chance may have made them equal; a sum with slips where some numbers that large are.
fn rows(slots: &[Slot]) -> ParentRows {
    let mut by_line: FxHashMap<u32, ParentRow> = FxHashMap::default();
    for slot in slots {
        let Some((rows, numbers)) = slot.compared() else {
            continue;
        };
        let row = by_line.entry(slot.line).or_insert_with(|| ParentRow {
            line: slot.line,
            unit: slot.unit,
            rows: 0,
            numbers: Vec::new(),
        });
        row.rows = row.rows.max(rows);
        row.numbers.extend(numbers);
    }
    let mut by_unit: FxHashMap<UnitId, (usize, usize)> = FxHashMap::default();
    let mut likely: Vec<(ParentRow, Likeness)> = by_line
        .into_values()
        .map(|row| {
            let likeness = Likeness::of(&row);
            (row, likeness)
        })
        .collect();
    likely.sort_unstable_by_key(|(row, _)| row.line);
    for (row, likeness) in &likely {
        let (alike, unlike) = by_unit.entry(row.unit).or_default();
        *alike += usize::from(likeness.may_be_total());
        *unlike += usize::from(!likeness.may_be_total() && !row.is_nothing());
    }
    let mut parents = ParentRows::default();
    for (row, likeness) in likely {
        let (alike, unlike) = by_unit.get(&row.unit).copied().unwrap_or_default();
        let is_total = if row.is_nothing() {
            alike > unlike
        } else {
            likeness.may_be_total() && (likeness.digits >= CERTAIN_DIGITS || alike >= unlike)
        };
        if is_total {
            parents.totals.push(row);
        } else {
            parents.others.push(row);
        }
    }
    parents
}

/// So many rows are named beside the first.
const TOLD: usize = 20;

impl TableReader<'_> {
    /// Tells the rows that are totals in a unit's place, or drops them where the folder says so.
    pub(super) fn judge_parent_rows(&mut self, table: &UnitsOfRows, columns: &FigureColumns) {
        let mut rows = find(&self.observations, table, self.shared.indicators);
        if self.defaults.form.parents == Some(Parents::Skip) {
            self.skip_parent_rows(&rows, columns);
            return;
        }
        rows.totals.retain(|row| !row.is_nothing());
        let Some(first) = rows.totals.first() else {
            return;
        };
        // A number that stands in one cell can be found in the table.
        let is_printed = |number: &&Compared| {
            number.is_told() && columns.of(number.indicator, number.kind, number.which) != 0
        };
        let mut numbers = first.numbers.iter();
        let figure = numbers.clone().find(is_printed);
        let figure = figure.or_else(|| numbers.find(|number| number.is_told()));
        let figure = figure.map(|number| (number.indicator, number.given.to_string()));
        let (indicator, figure) = figure.unwrap_or((IndicatorId(0), String::new()));
        let mut indicators: Vec<IndicatorId> = rows
            .totals
            .iter()
            .flat_map(|row| row.numbers.iter().map(|number| number.indicator))
            .collect();
        indicators.sort_unstable();
        indicators.dedup();
        let all = self.shared.indicators;
        let codes = indicators.iter().map(|id| &*all.get(*id).code);
        let mut error = Code::TotalInUnitPlace
            .at(self.unit_place(first.line))
            .arg("unit", self.shared.units.label(first.unit))
            .arg("indicator", &all.get(indicator).name)
            .arg("figure", figure)
            .arg("below", first.rows)
            .arg("rows", rows.totals.len())
            .arg("codes", codes.collect::<Vec<_>>().join(", "));
        for row in rows.totals.iter().skip(1).take(TOLD) {
            error = error.related(self.unit_place(row.line));
        }
        self.set_row_lines(&mut error, ["rows", "rows-more"], "parents = \"skip\"\n");
        self.diagnostics.push(error);
    }

    /// The rows are no data; what is no sum in them, and rows of such units that are none, is told.
    fn skip_parent_rows(&mut self, rows: &ParentRows, columns: &FigureColumns) {
        let all = self.shared.indicators;
        let mut lines: FxHashSet<u32> = FxHashSet::default();
        for row in &rows.totals {
            lines.insert(row.line);
            for number in row.numbers.iter().filter(|number| !number.is_equal()) {
                let column = columns.of(number.indicator, number.kind, number.which);
                let warning = Code::TotalDiffers
                    .at(Place::at(self.file, row.line, column))
                    .arg("name", self.shared.units.label(row.unit))
                    .arg("indicator", &all.get(number.indicator).name)
                    .arg("total", &number.given)
                    .arg("sum", &number.sum);
                self.diagnostics.push(warning);
            }
        }
        self.passed_over.totals += lines.len();
        self.observations.retain(|row| {
            !lines.contains(&row.line) || all.get(row.indicator).reported == Reporting::Total
        });
        let kept = || rows.others.iter().filter(|row| !row.is_nothing());
        if let Some(first) = kept().next()
            && let Some(number) = first.numbers.iter().find(|number| !number.is_equal())
        {
            let warning = Code::ParentRowKept
                .at(self.unit_place(first.line))
                .arg("unit", self.shared.units.label(first.unit))
                .arg("indicator", &all.get(number.indicator).name)
                .arg("figure", &number.given)
                .arg("sum", &number.sum)
                .arg("rows", kept().count());
            let others = kept().skip(1).take(TOLD);
            let others = others.map(|row| self.unit_place(row.line));
            let warning = others.fold(warning, Diagnostic::related);
            self.diagnostics.push(warning);
        }
    }

    fn unit_place(&self, line: u32) -> Place {
        position_place(self.layout.unit, self.file, line)
    }
}
