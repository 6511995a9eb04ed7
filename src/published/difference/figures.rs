//! Figures, statuses and places that changed.

use super::change::{Change, Difference, DifferenceError, Measured, Of, Subject};
use super::read::{
    Head, HeadFile, IndicatorFile, IndicatorPart, Point, Rankings, Track, UnitFile, read,
};
use crate::published::Contents;
use serde_json::{Map, Value, from_slice};
use std::collections::{BTreeMap, BTreeSet};

const UNITS: &str = "du-lieu/don-vi/";
const INDICATORS: &str = "du-lieu/chi-tieu/";
const RANKINGS: &str = "du-lieu/xep-hang.json";

/// What changed in the figures of units, whose files differ.
pub(super) fn of_units(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    for path in differing(old, new, UNITS) {
        let [was, is] =
            [old, new].map(|side| read(side, path, |bytes| from_slice::<UnitFile>(bytes)));
        let (was, is) = (was?, is?);
        let Some(head) = is.as_ref().or(was.as_ref()).map(|file| &file.unit) else {
            continue;
        };
        let unit = head.code.clone();
        let parts = |file: Option<UnitFile>| -> BTreeMap<Box<str>, IndicatorPart> {
            let parts = file.into_iter().flat_map(|file| file.indicators);
            parts.map(|part| (part.code.clone(), part)).collect()
        };
        let (was, is) = (parts(was), parts(is));
        for indicator in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
            let of = Of {
                unit: unit.clone(),
                indicator: Some(indicator.clone()),
            };
            one_indicator(&of, was.get(indicator), is.get(indicator), found);
        }
    }
    name_indicators(old, new, found)
}

fn one_indicator(
    of: &Of,
    was: Option<&IndicatorPart>,
    is: Option<&IndicatorPart>,
    found: &mut Difference,
) {
    let status = |part: &IndicatorPart| {
        let headline = match &*part.headline {
            "latest" => part.overall.latest.as_ref(),
            _ => Some(&part.overall.cumulative),
        };
        headline
            .and_then(|point| point.status.as_deref())
            .map(Value::from)
    };
    let statuses = [was.and_then(status), is.and_then(status)];
    push(found, Subject::Status(of.clone()), statuses);
    let place = |part: &IndicatorPart| part.rank.as_ref().map(|rank| Value::from(rank.place));
    push(
        found,
        Subject::Place(of.clone()),
        [was.and_then(place), is.and_then(place)],
    );
    let overall = |part: Option<&IndicatorPart>| part.map(|part| figures(&part.overall));
    tracks(of, None, [overall(was), overall(is)], found);
    let sides = [was, is].into_iter().flatten();
    let fields: BTreeMap<&str, &str> = sides
        .flat_map(|part| &part.fields)
        .map(|(key, field)| (&**key, &*field.name))
        .collect();
    for (field, name) in fields {
        found.fields.insert(field.into(), name.into());
        let of_field = |part: Option<&IndicatorPart>| {
            let field = part?.fields.get(field)?;
            Some(figures(&field.figures))
        };
        tracks(of, Some(field), [of_field(was), of_field(is)], found);
    }
}

/// The figures of a track by their periods, the cumulative one first.
type Figures = BTreeMap<Option<Box<str>>, Value>;

fn figures(track: &Track) -> Figures {
    let of_periods = track.series.iter().filter_map(|point| {
        let period = point.period.as_str()?;
        Some((Some(period.into()), numbers(point)?))
    });
    let cumulative = numbers(&track.cumulative).map(|numbers| (None, numbers));
    of_periods.chain(cumulative).collect()
}

/// The numbers of a point; `None` where it has none.
fn numbers(point: &Point) -> Option<Value> {
    let named = [
        ("numerator", &point.numerator),
        ("denominator", &point.denominator),
        ("value", &point.value),
        ("sample", &point.sample),
    ];
    let given = named.into_iter().filter(|(_, number)| !number.is_null());
    let given: Map<String, Value> = given
        .map(|(key, number)| (key.to_owned(), number.clone()))
        .collect();
    (!given.is_empty()).then_some(Value::Object(given))
}

fn tracks(of: &Of, field: Option<&str>, sides: [Option<Figures>; 2], found: &mut Difference) {
    let [was, is] = sides.map(Option::unwrap_or_default);
    for period in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
        let subject = Subject::Figure {
            of: of.clone(),
            field: field.map(Box::from),
            period: period.clone(),
        };
        push(
            found,
            subject,
            [was.get(period).cloned(), is.get(period).cloned()],
        );
    }
}

/// Places of the composite ranking.
pub(super) fn composite(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    if old.files.get(RANKINGS) == new.files.get(RANKINGS) {
        return Ok(());
    }
    let places = |side: &Contents| -> Result<BTreeMap<Box<str>, Value>, DifferenceError> {
        let rankings = read(side, RANKINGS, |bytes| from_slice::<Rankings>(bytes))?;
        let groups = rankings.into_iter().flat_map(|rankings| rankings.groups);
        let placed = groups.flat_map(|group| group.composite);
        Ok(placed
            .filter_map(|line| Some((line.unit, Value::from(line.place?))))
            .collect())
    };
    let (was, is) = (places(old)?, places(new)?);
    for unit in was.keys().chain(is.keys()).collect::<BTreeSet<_>>() {
        let of = Of {
            unit: unit.clone(),
            indicator: None,
        };
        let sides = [was.get(unit).cloned(), is.get(unit).cloned()];
        push(found, Subject::Place(of), sides);
    }
    Ok(())
}

/// Names the units of what changed; one below another than the whole with that.
pub(super) fn name_units(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    let mut heads: BTreeMap<Box<str>, Option<Head>> = BTreeMap::new();
    let mut named: Vec<Box<str>> = Vec::new();
    for change in &found.changes {
        if let Subject::Figure { of, .. } | Subject::Status(of) | Subject::Place(of) =
            &change.subject
            && named.last() != Some(&of.unit)
        {
            named.push(of.unit.clone());
        }
    }
    for unit in named {
        read_head(old, new, &unit, &mut heads)?;
        let parent = heads.get(&unit).and_then(Option::as_ref);
        let parent = parent.and_then(|head| head.parent.clone());
        if let Some(parent) = &parent {
            read_head(old, new, parent, &mut heads)?;
        }
        let head = |code: &str| heads.get(code).and_then(Option::as_ref);
        let above = parent.as_deref().and_then(head);
        let above = above.filter(|above| above.parent.is_some());
        let name = match (head(&unit), above) {
            (None, _) => continue,
            (Some(unit), None) => unit.name.clone(),
            (Some(unit), Some(above)) => format!("{}, {}", unit.name, above.name).into(),
        };
        found.units.insert(unit, name);
    }
    Ok(())
}

/// Reads who a unit is, as it is now, else as it was.
fn read_head(
    old: &Contents,
    new: &Contents,
    unit: &str,
    heads: &mut BTreeMap<Box<str>, Option<Head>>,
) -> Result<(), DifferenceError> {
    if heads.contains_key(unit) {
        return Ok(());
    }
    let path = format!("{UNITS}{unit}.json");
    let head = |side| read(side, &path, |bytes| from_slice::<HeadFile>(bytes));
    let found = match head(new)? {
        Some(file) => Some(file),
        None => head(old)?,
    };
    heads.insert(unit.into(), found.map(|file| file.unit));
    Ok(())
}

fn name_indicators(
    old: &Contents,
    new: &Contents,
    found: &mut Difference,
) -> Result<(), DifferenceError> {
    for side in [old, new] {
        let files = side.files.keys().filter(|path| is_of(path, INDICATORS));
        for path in files {
            let parse = |bytes: &[u8]| {
                let file: IndicatorFile = from_slice(bytes)?;
                let text = |key: &str| {
                    file.indicator
                        .get(key)
                        .and_then(Value::as_str)
                        .map(Box::from)
                };
                let measured = text("name").map(|name| Measured {
                    name,
                    unit: text("unit").unwrap_or_default(),
                    target: text("target"),
                });
                Ok(text("code").zip(measured))
            };
            if let Some((code, measured)) = read(side, path, parse)?.flatten() {
                found.indicators.insert(code, measured);
            }
        }
    }
    Ok(())
}

fn is_of(path: &str, folder: &str) -> bool {
    path.starts_with(folder) && path.ends_with(".json")
}

/// The files of a folder that are not the same on both sides.
fn differing<'a>(old: &'a Contents, new: &'a Contents, folder: &str) -> BTreeSet<&'a str> {
    let all = old.files.keys().chain(new.files.keys()).map(|path| &**path);
    all.filter(|path| is_of(path, folder) && old.files.get(*path) != new.files.get(*path))
        .collect()
}

fn push(found: &mut Difference, subject: Subject, [old, new]: [Option<Value>; 2]) {
    if old != new {
        found.changes.push(Change { subject, old, new });
    }
}
