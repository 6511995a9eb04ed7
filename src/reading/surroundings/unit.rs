//! The unit that a table's surroundings give.

use super::unit_mention::{Naming, in_name, in_title};
use super::{Found, Origin, Surroundings, Taken, of_row};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::UnitId;
use crate::place::Place;
use crate::reading::{UnitLookup, UnitMatch};
use crate::source::Row;

impl Surroundings {
    /// The unit, where exactly one can be read. Letterheads have the units above it over it.
    pub(in crate::reading) fn unit(&self, units: &UnitLookup<'_>) -> Taken<UnitId> {
        let mentions = self.unit_mentions(units);
        if let Some(stranger) = stranger(&mentions) {
            return Taken::None(Some(not_clear(stranger, units)));
        }
        let named: Vec<(&Found<Naming>, &[UnitId])> = mentions
            .iter()
            .filter_map(|found| match &found.what {
                Naming::One(ids) => Some((found, &ids[..])),
                _ => None,
            })
            .collect();
        let certain = |ids: &[UnitId]| match ids {
            [one] => Some(*one),
            _ => None,
        };
        // The lowest of them; a name that several bear is that of the one below a unit that is certain.
        let is_on_line =
            |unit: UnitId, other: UnitId| unit == other || units.units().is_above(other, unit);
        let fits = |unit: UnitId| {
            named
                .iter()
                .all(|(_, ids)| ids.iter().any(|other| is_on_line(unit, *other)))
        };
        let mut fitting: Vec<(UnitId, &Found<Naming>)> = Vec::new();
        for (found, ids) in &named {
            for unit in ids.iter().filter(|unit| fits(**unit)) {
                if !fitting.iter().any(|(known, _)| known == unit) {
                    fitting.push((*unit, found));
                }
            }
        }
        let lowest: Vec<&(UnitId, &Found<Naming>)> = fitting
            .iter()
            .filter(|(unit, _)| fitting.iter().all(|(other, _)| is_on_line(*unit, *other)))
            .collect();
        let [(unit, found)] = lowest[..] else {
            return Taken::None(two_ways(&named, units, &certain, &is_on_line));
        };
        let other = mentions.iter().find(|other| match &other.what {
            Naming::Within(ids) => !ids.iter().any(|id| is_on_line(*unit, *id)),
            Naming::Perhaps(ids) => ids.iter().any(|id| id != unit && is_on_line(*id, *unit)),
            _ => false,
        });
        if let Some(other) = other {
            return Taken::None(Some(not_clear(other, units)));
        }
        let note = Code::UnitTaken
            .at(found.place)
            .arg("unit", units.label(*unit));
        Taken::One(*unit, note.help(found.origin.help()))
    }

    /// What is told where the folder gives a unit and what surrounds the table names another.
    pub(in crate::reading) fn other_than(
        &self,
        unit: UnitId,
        units: &UnitLookup<'_>,
    ) -> Option<Diagnostic> {
        let mentions = self.unit_mentions(units);
        let is_near = |found: &&Found<Naming>| found.origin != Origin::Folder;
        let other = mentions
            .iter()
            .filter(is_near)
            .find(|found| is_other(&found.what, unit, units));
        let (place, text, origin) = match other {
            Some(found) => (found.place, found.text.clone(), found.origin),
            None => {
                let names = self
                    .names
                    .iter()
                    .filter(|(origin, ..)| *origin != Origin::Folder);
                let is_other = |name: &str| matches!(units.find(name, Some(unit)), UnitMatch::One(other) if other != unit);
                let (origin, _, name) = names.clone().find(|(.., name)| is_other(name))?;
                (Place::file(self.file), name.to_string(), *origin)
            }
        };
        let warning = Code::UnitContradicted.at(place).arg("text", text);
        Some(warning.help(origin.help()).arg("unit", units.label(unit)))
    }

    /// What is told where rows that name units are read among those below the folder's, and a unit is named above them that
    /// stands on another branch: names may be those of its units.
    pub(in crate::reading) fn beside(
        &self,
        unit: UnitId,
        units: &UnitLookup<'_>,
    ) -> Option<Diagnostic> {
        let is_above = |one: UnitId, other: UnitId| units.units().is_above(one, other);
        let is_on_line =
            |other: &UnitId| *other == unit || is_above(*other, unit) || is_above(unit, *other);
        let mentions = self.unit_mentions(units);
        let found = mentions.iter().find(|found| match &found.what {
            Naming::One(ids) => found.origin != Origin::Folder && !ids.iter().any(is_on_line),
            _ => false,
        })?;
        let warning = Code::UnitContradicted
            .at(found.place)
            .arg("text", &found.text);
        Some(
            warning
                .help(found.origin.help())
                .arg("unit", units.label(unit)),
        )
    }

    fn unit_mentions(&self, units: &UnitLookup<'_>) -> Vec<Found<Naming>> {
        let titles = self.titles.iter().flat_map(|title| {
            let mentions = in_title(&title.tokens, units).into_iter();
            mentions.map(|mention| Found {
                origin: Origin::Title,
                place: self.title_place(title.line, mention.cell),
                text: title.cell(mention.cell),
                what: mention.naming,
            })
        });
        let names = self.names.iter().flat_map(|(origin, tokens, name)| {
            let mentions = in_name(tokens, units).into_iter();
            mentions.map(|mention| Found {
                what: mention.naming,
                origin: *origin,
                place: Place::file(self.file),
                text: name.to_string(),
            })
        });
        titles.chain(names).collect()
    }
}

/// What a row of words names that is neither this unit nor one above it: its text and its cell.
pub(in crate::reading) fn other_unit(
    row: &Row<'_>,
    units: &UnitLookup<'_>,
    unit: UnitId,
) -> Option<(String, usize)> {
    let mentions = in_title(&of_row(row), units);
    let other = mentions
        .iter()
        .find(|mention| is_other(&mention.naming, unit, units))?;
    Some((row.cell(other.cell).to_owned(), other.cell))
}

/// Whether what is named is surely neither a unit nor one above it.
fn is_other(naming: &Naming, unit: UnitId, units: &UnitLookup<'_>) -> bool {
    let is_above = |other: &UnitId| units.units().is_above(*other, unit);
    match naming {
        Naming::One(ids) => !ids.iter().any(|id| *id == unit || is_above(id)),
        Naming::Near(_) | Naming::StrangeReporter => true,
        Naming::Within(_) | Naming::Perhaps(_) | Naming::Stranger => false,
    }
}

/// What is no unit and may be the one that reports: of offices in a letterhead that is the lowest.
fn stranger(mentions: &[Found<Naming>]) -> Option<&Found<Naming>> {
    let is_named = |found: &Found<Naming>| {
        found.origin == Origin::Title && matches!(found.what, Naming::One(_))
    };
    let last = mentions.iter().rposition(is_named);
    let mut all = mentions.iter().enumerate();
    let (_, stranger) = all.find(|(at, found)| match found.what {
        Naming::StrangeReporter | Naming::Near(_) => true,
        Naming::Stranger if found.origin == Origin::Title => last.is_none_or(|last| last < *at),
        // The name of a file says less than a title.
        Naming::Stranger => last.is_none(),
        Naming::One(_) | Naming::Within(_) | Naming::Perhaps(_) => false,
    })?;
    Some(stranger)
}

/// What is told of a name that is that of no unit: where it begins with the name of one, or is like it, which one.
fn not_clear(found: &Found<Naming>, units: &UnitLookup<'_>) -> Diagnostic {
    let near = match &found.what {
        Naming::Near(ids) => match ids[..] {
            [one] => Some(one),
            _ => None,
        },
        _ => units.nearest(&found.text),
    };
    let error = Code::UnitNotClear.at(found.place).arg("text", &found.text);
    match near {
        Some(near) => error
            .help(found.origin.near_help())
            .arg("near", units.label(near))
            .arg("code", &units.units().get(near).code),
        None => error.help(found.origin.help()),
    }
}

/// What tells of names that do not fit one unit; nothing where there are none.
fn two_ways(
    named: &[(&Found<Naming>, &[UnitId])],
    units: &UnitLookup<'_>,
    certain: &dyn Fn(&[UnitId]) -> Option<UnitId>,
    is_on_line: &dyn Fn(UnitId, UnitId) -> bool,
) -> Option<Diagnostic> {
    let first = named.first()?;
    let mut pairs = named.iter().enumerate().flat_map(|(at, one)| {
        let others = named.iter().skip(at + 1);
        others.map(move |other| (one, other))
    });
    let are_apart = |one: &[UnitId], other: &[UnitId]| {
        !one.iter().any(|a| {
            other
                .iter()
                .any(|b| is_on_line(*a, *b) || is_on_line(*b, *a))
        })
    };
    let apart = pairs.find(|(one, other)| are_apart(one.1, other.1));
    Some(match apart {
        Some((first, second)) => {
            let told = |(found, ids): &(&Found<Naming>, &[UnitId])| {
                certain(ids).map_or_else(|| found.text.clone(), |unit| units.label(unit))
            };
            let error = Code::UnitTwoWays
                .at(first.0.place)
                .related(second.0.place)
                .help(second.0.origin.help());
            error.arg("first", told(first)).arg("second", told(second))
        }
        None => {
            // Of those that several units bear, the first.
            let first = named.iter().find(|(_, ids)| ids.len() > 1).unwrap_or(first);
            let codes: Vec<&str> = first
                .1
                .iter()
                .map(|id| &*units.units().get(*id).code)
                .collect();
            Code::AmbiguousUnit
                .at(first.0.place)
                .arg("text", &first.0.text)
                .arg("codes", codes.join(", "))
        }
    })
}
