//! A register of units proposed from the names in a table: codes, kinds, and what stands above what, where the table
//! says so.

mod column;
mod notes;
mod printed;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::reading::{NameKey, UnitLookup, UnitMatch};
use crate::source::{csv_cell, one_line};
use crate::text::slug;
use column::{Grid, UnitColumn};
use notes::tell;
use printed::{Level, Printed};
use rustc_hash::{FxHashMap, FxHashSet};

/// The header of what is proposed.
const HEADER: &str = "\u{feff}code,name,kind,short_name,parent,group\r\n";

/// A unit that a table names.
#[derive(Debug)]
struct Named {
    printed: Printed,
    /// Of its name.
    key: NameKey,
    /// The unit above it, an index into all.
    parent: Option<usize>,
    /// Its code: that of the register where it is in it, else a new one; `None` where none can be told.
    code: Option<String>,
    /// Its kind; empty where it cannot be told.
    kind: String,
    is_known: bool,
}

/// The register of the units that a table in CSV names, without those that are known; `None` where it names no new
/// ones, or none at all, which is told.
pub(crate) fn propose(
    csv: &str,
    column: Option<&str>,
    known: &UnitLookup<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let grid = Grid::of(csv);
    let found = match column {
        Some(name) => grid.named_column(name),
        None => grid.unit_column(),
    };
    let Some(column) = found else {
        let error = match column {
            Some(name) => Code::NoNamedColumn.arg("column", name),
            None => Diagnostic::new(Code::NoUnitNames),
        };
        diagnostics.push(error);
        return None;
    };
    let mut all = units_of(&grid, column);
    if all.is_empty() {
        diagnostics.push(Diagnostic::new(Code::NoUnitNames));
        return None;
    }
    let mut ambiguous = Vec::new();
    look_up(&mut all, known, &mut ambiguous);
    give_codes(&mut all, known);
    give_kinds(&mut all, known);
    tell(&all, ambiguous, known, diagnostics);
    let new = all.iter().filter(|unit| !unit.is_known);
    let rows: String = new.map(|unit| row(unit, &all)).collect();
    (!rows.is_empty()).then(|| format!("{HEADER}{rows}"))
}

/// The units of a table, those above before those below.
fn units_of(grid: &Grid, column: UnitColumn) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let upper_column = upper_column(grid, column);
    let may_be_section = !has_neighbouring_uppers(grid, column);
    // The nearest unit of a higher level above a row: of a row of words, or of a title.
    let mut sections: Vec<usize> = Vec::new();
    let first = column.header.map_or(0, |header| header + 1);
    let last = (0..grid.rows.len())
        .rev()
        .find(|row| grid.is_data(*row, column.index));
    let mut has_begun = column.header.is_some();
    for row in 0..last.map_or(0, |last| last + 1) {
        let is_data = row >= first && grid.is_data(row, column.index);
        if !is_data {
            if let Some(upper) = grid.only_text(row).and_then(Printed::with_kind) {
                let index = place(&mut all, &upper, &sections);
                open_section(&mut sections, index, &all);
            }
            continue;
        }
        let cell = grid.cell(row, column.index);
        let printed = match column.kind {
            Some(kind) => Printed::under(cell, kind),
            None => Printed::with_kind(cell),
        };
        has_begun |= printed.is_some();
        let Some(mut printed) = printed.or_else(|| Printed::any(cell).filter(|_| has_begun)) else {
            continue;
        };
        let beside = upper_column.and_then(|upper| Printed::with_kind(grid.cell(row, upper)));
        printed.upper = printed.upper.or(beside.map(Box::new));
        let index = place(&mut all, &printed, &sections);
        let is_upper = printed.level.is_some_and(|level| level < Level::Ward);
        if is_upper && may_be_section {
            open_section(&mut sections, index, &all);
        }
    }
    all
}

/// The unit, added where it is not there yet.
fn place(all: &mut Vec<Named>, printed: &Printed, sections: &[usize]) -> usize {
    let parent = match &printed.upper {
        Some(upper) => Some(place(all, upper, sections)),
        None => sections.iter().rev().copied().find(|section| {
            let upper = all.get(*section).and_then(|unit| unit.printed.level);
            match (upper, printed.level) {
                (Some(upper), Some(level)) => upper.is_above(level),
                _ => false,
            }
        }),
    };
    let key = NameKey::new(&printed.name);
    let is_same = |unit: &Named| unit.parent == parent && unit.key == key;
    all.iter().position(is_same).unwrap_or_else(|| {
        all.push(Named {
            printed: printed.clone(),
            key,
            parent,
            code: None,
            kind: String::new(),
            is_known: false,
        });
        all.len() - 1
    })
}

/// Opens the section of a unit, which closes those of its level and below.
fn open_section(sections: &mut Vec<usize>, index: usize, all: &[Named]) {
    let level = all.get(index).and_then(|unit| unit.printed.level);
    sections.retain(|section| all.get(*section).and_then(|unit| unit.printed.level) < level);
    sections.push(index);
}

/// Another column whose cells name units above those of the column.
fn upper_column(grid: &Grid, column: UnitColumn) -> Option<usize> {
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width)
        .filter(|index| *index != column.index)
        .find(|index| {
            let rows = (0..grid.rows.len()).filter(|row| grid.is_data(*row, column.index));
            let pairs = rows.filter_map(|row| {
                let cell = grid.cell(row, column.index);
                let lower = column.kind.map_or_else(
                    || Printed::with_kind(cell),
                    |kind| Printed::under(cell, kind),
                )?;
                Some((
                    lower.level,
                    Printed::with_kind(grid.cell(row, *index)).and_then(|upper| upper.level),
                ))
            });
            let (mut all, mut above) = (0, 0);
            for (lower, upper) in pairs {
                all += 1;
                above += usize::from(
                    matches!((lower, upper), (Some(lower), Some(upper)) if upper.is_above(lower)),
                );
            }
            all > 0 && 2 * above > all
        })
}

/// Whether two rows of data name districts one right after the other: then a district's row is not the heading of
/// the wards below it.
fn has_neighbouring_uppers(grid: &Grid, column: UnitColumn) -> bool {
    let rows = (0..grid.rows.len()).filter(|row| grid.is_data(*row, column.index));
    let levels: Vec<Level> = rows
        .filter_map(|row| Printed::with_kind(grid.cell(row, column.index))?.level)
        .collect();
    levels
        .windows(2)
        .any(|pair| pair == [Level::District, Level::District])
}

/// Finds those that the register has.
fn look_up(all: &mut [Named], known: &UnitLookup<'_>, ambiguous: &mut Vec<String>) {
    for index in 0..all.len() {
        let parent = all[index].parent.and_then(|parent| all.get(parent));
        let above = parent.and_then(|parent| known.find_code(parent.code.as_deref()?));
        let is_new_below = parent.is_some_and(|parent| !parent.is_known);
        let found = known.find(&all[index].printed.name, above);
        let Some(unit) = all.get_mut(index).filter(|_| !is_new_below) else {
            continue;
        };
        match found {
            UnitMatch::One(id) if above.is_none_or(|above| known.units().is_above(above, id)) => {
                unit.code = Some(known.units().get(id).code.to_string());
                unit.is_known = true;
            }
            UnitMatch::Several(_) if above.is_none() => {
                ambiguous.push(unit.printed.name.clone());
                unit.is_known = true;
            }
            _ => {}
        }
    }
}

/// Gives each new unit a code of its own: its name's, with that of the unit above it in front for wards, whose names
/// other districts have too.
fn give_codes(all: &mut [Named], known: &UnitLookup<'_>) {
    let own = |unit: &Named| slug(&unit.printed.name);
    let mut bearers: FxHashMap<String, usize> = FxHashMap::default();
    for unit in all.iter().filter(|unit| !unit.is_known) {
        *bearers.entry(own(unit)).or_default() += 1;
    }
    let mut used: Vec<String> = Vec::new();
    let mut order: Vec<usize> = (0..all.len()).collect();
    // Those above first: theirs stand in the codes of those below.
    order.sort_by_key(|index| depth(all, *index));
    for index in order {
        let Some(unit) = all.get(index).filter(|unit| !unit.is_known) else {
            continue;
        };
        let own = own(unit);
        let upper = unit.parent.and_then(|parent| all.get(parent)?.code.clone());
        let with_upper = upper.map(|upper| format!("{upper}-{own}"));
        let is_only = bearers.get(&own) == Some(&1);
        let alone = (is_only && unit.printed.level != Some(Level::Ward)).then(|| own.clone());
        let last = is_only.then_some(own);
        let is_free = |code: &String| {
            !code.is_empty() && known.find_code(code).is_none() && !used.contains(code)
        };
        let code = [alone, with_upper, last]
            .into_iter()
            .flatten()
            .find(is_free);
        used.extend(code.clone());
        if let Some(unit) = all.get_mut(index) {
            unit.code = code;
        }
    }
}

fn depth(all: &[Named], index: usize) -> usize {
    std::iter::successors(all.get(index), |unit| all.get(unit.parent?)).count()
}

/// Gives each unit its kind: what the register calls those whose names begin alike, else what the example does; empty
/// where that cannot be told.
fn give_kinds(all: &mut [Named], known: &UnitLookup<'_>) {
    let in_register: Vec<(Printed, &str)> = known
        .units()
        .iter()
        .filter_map(|(_, unit)| Some((Printed::with_kind(&unit.name)?, &*unit.kind)))
        .collect();
    for index in 0..all.len() {
        let kind = kind_of(index, all, &in_register);
        if let Some(unit) = all.get_mut(index) {
            unit.kind = kind;
        }
    }
}

fn kind_of(index: usize, all: &[Named], in_register: &[(Printed, &str)]) -> String {
    let Some(printed) = all.get(index).map(|unit| &unit.printed) else {
        return String::new();
    };
    // There are cities among districts too, with wards of their own.
    let mut below = all.iter().filter(|other| other.parent == Some(index));
    let is_above_all = below.any(|other| other.printed.level.is_some_and(Level::is_below_province));
    if printed.level == Some(Level::Province) && !is_above_all {
        return String::new();
    }
    let kinds_of = |is_alike: &dyn Fn(&Printed) -> bool| -> FxHashSet<&str> {
        let alike = in_register.iter().filter(|(other, _)| is_alike(other));
        alike.map(|(_, kind)| *kind).collect()
    };
    let mut kinds = kinds_of(&|other| other.word() == printed.word());
    if kinds.is_empty() {
        kinds = kinds_of(&|other| other.level == printed.level);
    }
    let mut kinds = kinds.into_iter();
    match (kinds.next(), kinds.next()) {
        (None, _) => printed.kind().to_owned(),
        (Some(only), None) => only.to_owned(),
        (Some(_), Some(_)) => String::new(),
    }
}

/// A unit as a row of the register.
fn row(unit: &Named, all: &[Named]) -> String {
    let parent = unit
        .parent
        .and_then(|parent| all.get(parent)?.code.as_deref());
    let code = unit.code.as_deref().unwrap_or("");
    let name = one_line(&unit.printed.name);
    let cells = [code, &*name, &unit.kind, "", parent.unwrap_or(""), ""].map(csv_cell);
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests;
