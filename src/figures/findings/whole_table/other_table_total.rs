//! Totals in a unit's place across tables: figures of a unit that are the sums of those that its subordinates gave in
//! other tables too, or for shorter periods. Read as figures of its own they would count the subordinates twice.

use super::{Slices, add_exact, exact};
use crate::calendar::{Period, PeriodLength};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Campaign, FieldId, IndicatorId, Kind, Observation, Reporting, UnitId, UnitsOfRows,
};
use crate::number::{CERTAIN_DIGITS, Decimal};
use crate::place::{FileId, Place};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Of so many they are worth a look.
const DOUBTFUL_DIGITS: usize = 3;

/// Whose figure, but for the indicator.
type Key = (UnitId, Period, Option<FieldId>);

/// A figure of a unit above others.
struct Own<'c> {
    row: &'c Observation,
    /// What the units next below come to: for the same field, and for an overall figure by fields; and the same of
    /// shorter periods within this one, by their length.
    sums: [Sum; 2],
    of_parts: BTreeMap<(PeriodLength, usize), Sum>,
}

#[derive(Default)]
struct Sum {
    numbers: [Decimal; 2],
    units: usize,
    last: Option<UnitId>,
    /// Whether a row of another table is among them, or one of a shorter period: all others are looked at where the table
    /// is read.
    is_apart: bool,
}

/// What one table gives of a unit for a period.
#[derive(Default)]
struct Given<'c> {
    first: Option<(&'c Observation, usize)>,
    others: usize,
    /// The numbers that are equal, each once.
    equal: FxHashSet<Decimal>,
    indicators: Vec<IndicatorId>,
}

/// One error a unit and table, for the first period of which all figures are such sums; a warning where that may be chance.
pub(super) fn find(campaign: &Campaign, slices: Slices<'_, '_>, findings: &mut Diagnostics) {
    let mut given: BTreeMap<(FileId, UnitId, Period), Given<'_>> = BTreeMap::new();
    for (id, rows) in slices {
        let indicator = campaign.indicators.get(*id);
        let is_counted = matches!(indicator.kind, Kind::Ratio | Kind::Count);
        if is_counted && indicator.reported == Reporting::Own {
            compare(campaign, *id, rows, &mut given);
        }
    }
    let mut tables: FxHashMap<FileId, Given<'_>> = FxHashMap::default();
    for ((file, ..), given) in &given {
        tables.entry(*file).or_default().join(given);
    }
    let mut told: FxHashSet<(FileId, UnitId)> = FxHashSet::default();
    for ((file, unit, period), given) in &given {
        let Some((first, below)) = given.first else {
            continue;
        };
        if given.others > 0 || given.digits() < DOUBTFUL_DIGITS || !told.insert((*file, *unit)) {
            continue;
        }
        let of_table = tables.get(file).filter(|table| table.others == 0);
        let of_table = of_table.map_or(0, Given::digits);
        let is_certain = given.digits().max(of_table) >= CERTAIN_DIGITS;
        let problem = Diagnostic::new(Code::TotalInOtherTable).warning_unless(is_certain);
        let codes = given.indicators.iter();
        let mut codes: Vec<&str> = codes
            .map(|id| &*campaign.indicators.get(*id).code)
            .collect();
        codes.dedup();
        let figure = first.numbers().first();
        findings.push(
            problem
                .at(Place::line(*file, first.line))
                .arg("unit", campaign.units.get(*unit).label())
                .arg("indicator", &campaign.indicators.get(first.indicator).name)
                .arg("period", period.code())
                .arg("figure", figure)
                .arg("below", below)
                .arg("codes", codes.join(", ")),
        );
    }
}

/// Compares the figures of an indicator.
fn compare<'c>(
    campaign: &Campaign,
    id: IndicatorId,
    rows: &'c [Observation],
    given: &mut BTreeMap<(FileId, UnitId, Period), Given<'c>>,
) {
    let units = UnitsOfRows::new(rows, &campaign.units);
    if !units.has_parents() {
        return;
    }
    let is_superior = units.counts_below();
    let is_superior = |unit: UnitId| {
        is_superior
            .get(unit.0 as usize)
            .is_some_and(|below| *below > 0)
    };
    let of_superiors = rows.iter().filter(|row| is_superior(row.unit));
    let kind = campaign.indicators.get(id).kind;
    let counted = |row: &&Observation| row.kind() == Some(kind);
    let mut own: FxHashMap<Key, Own<'c>> = FxHashMap::default();
    let mut longer: FxHashMap<UnitId, Vec<Period>> = FxHashMap::default();
    for row in of_superiors.filter(counted) {
        let (sums, of_parts) = Default::default();
        let one = Own {
            row,
            sums,
            of_parts,
        };
        own.insert((row.unit, row.period, row.field()), one);
        if row.period.length() > PeriodLength::Month {
            let of_unit = longer.entry(row.unit).or_default();
            if !of_unit.contains(&row.period) {
                of_unit.push(row.period);
            }
        }
    }
    for of_unit in rows.chunk_by(|a, b| a.unit == b.unit) {
        let unit = of_unit.first().and_then(|row| units.above(row.unit));
        let Some(unit) = unit.filter(|_| !own.is_empty()) else {
            continue;
        };
        for row in of_unit.iter().filter(counted) {
            let field = row.field();
            let overall = field.map(|_| (None, 1));
            for (field, at) in [Some((field, 0)), overall].into_iter().flatten() {
                if let Some(own) = own.get_mut(&(unit, row.period, field)) {
                    own.sums[at].add(row, row.file != own.row.file);
                }
                let length = row.period.length();
                for period in longer.get(&unit).into_iter().flatten() {
                    if length < period.length()
                        && period.covers(row.period)
                        && let Some(own) = own.get_mut(&(unit, *period, field))
                    {
                        own.of_parts.entry((length, at)).or_default().add(row, true);
                    }
                }
            }
        }
    }
    let mut all: Vec<&Own<'c>> = own.values().collect();
    all.sort_by_key(|own| (own.row.unit, own.row.period, own.row.field()));
    for own in all {
        let sums = own.of_parts.values().chain(&own.sums);
        let sums = sums.filter(|sum| sum.units >= 2);
        let Some(sum) = sums.max_by_key(|sum| sum.numbers == exact(own.row)) else {
            continue;
        };
        let key = (own.row.file, own.row.unit, own.row.period);
        given.entry(key).or_default().add(id, own.row, sum);
    }
}

impl Sum {
    fn add(&mut self, row: &Observation, is_apart: bool) {
        add_exact(&mut self.numbers, row);
        self.is_apart |= is_apart;
        if self.last != Some(row.unit) {
            self.last = Some(row.unit);
            self.units += 1;
        }
    }
}

impl<'c> Given<'c> {
    fn add(&mut self, id: IndicatorId, row: &'c Observation, sum: &Sum) {
        let own = exact(row);
        if own.iter().all(Decimal::is_zero) && sum.numbers == own {
            return;
        }
        if own != sum.numbers || !sum.is_apart {
            self.others += 1;
            return;
        }
        self.first.get_or_insert((row, sum.units));
        self.indicators.push(id);
        self.equal
            .extend(own.into_iter().filter(|number| !number.is_zero()));
    }

    /// Takes in what the same table gives of other units and periods.
    fn join(&mut self, other: &Self) {
        self.others += other.others;
        self.equal.extend(other.equal.iter().cloned());
    }

    /// How many digits their whole parts have.
    fn digits(&self) -> usize {
        let whole = |number: &Decimal| {
            let text = number.abs().to_string();
            text.split('.').next().map_or(0, str::len)
        };
        self.equal.iter().map(whole).sum()
    }
}
