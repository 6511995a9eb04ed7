//! Where in `data/` a table belongs: in the place of the one that it corrects, else beside the newest of the same form.

use super::understood::{Tables, Understood};
use crate::calendar::Period;
use crate::place::OBSERVATIONS;

/// The path for a table that was dropped in under a name, by what was read of it; `is_taken` tells which no other may have.
pub(super) fn proposed(
    name: &str,
    own: &[Understood],
    saved: &Tables,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    // Of the same name, units and periods: what is corrected.
    let is_corrected = |path: &str, tables: &[Understood]| {
        path.rsplit('/').next() == Some(name) && !own.is_empty() && is_of_same(own, tables)
    };
    let mut all = saved.iter();
    if let Some((path, _)) = all.find(|(path, tables)| is_corrected(path, tables)) {
        return path.to_owned();
    }
    let form = form(own);
    let of_form = saved
        .iter()
        .filter(|(_, tables)| !form.is_empty() && self::form(tables) == form);
    let newest = of_form.max_by_key(|(path, tables)| (last(tables).map(Period::order), *path));
    let folder = match newest {
        Some((path, tables)) => folder_beside(path, last(tables), last(own)),
        None => OBSERVATIONS.to_owned(),
    };
    free(&folder, name, is_taken)
}

/// A path in a folder that is not taken.
pub(super) fn free(folder: &str, name: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let names = (1..1000).map(|n| match n {
        1 => format!("{folder}/{name}"),
        _ => format!("{folder}/{stem}-{n}.{ending}"),
    });
    let mut free = names.filter(|path| !is_taken(path));
    free.next().unwrap_or_else(|| format!("{folder}/{name}"))
}

/// Whether two files give figures of the same units and periods.
fn is_of_same(own: &[Understood], other: &[Understood]) -> bool {
    let of = |tables: &[Understood]| {
        let of = tables.iter().filter(|table| table.rows > 0);
        let of = of.map(|table| (table.units.clone(), table.of.clone()));
        of.collect::<Vec<_>>()
    };
    !of(own).is_empty() && of(own) == of(other)
}

/// The names of all columns.
fn form(tables: &[Understood]) -> Vec<String> {
    tables.iter().flat_map(Understood::form).collect()
}

/// The last period.
fn last(tables: &[Understood]) -> Option<Period> {
    let all = tables.iter().flat_map(|table| table.of.iter().copied());
    all.max_by_key(|period| period.order())
}

/// The folder of a table; where that has the name of the table's period, one beside it with that of the other's.
fn folder_beside(path: &str, of: Option<Period>, now: Option<Period>) -> String {
    let folder = path
        .rsplit_once('/')
        .map_or(OBSERVATIONS, |(folder, _)| folder);
    if let (Some(of), Some(now), Some((above, own))) = (of, now, folder.rsplit_once('/'))
        && own.eq_ignore_ascii_case(&of.code())
    {
        return format!("{above}/{}", now.code().replace('/', "-"));
    }
    folder.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_proposed_twice() {
        let there = ["data/observations/a.csv", "data/observations/a-2.csv"];
        let path = free(OBSERVATIONS, "a.csv", |path| there.contains(&path));
        assert_eq!(path, "data/observations/a-3.csv");
    }

    #[test]
    fn folders_of_periods_stand_beside_each_other() {
        let period = |text: &str| Period::parse(text);
        let beside = |path, of, now| folder_beside(path, period(of), period(now));
        assert_eq!(
            beside("data/observations/x/2019-05/a.csv", "2019-05", "2019-06"),
            "data/observations/x/2019-06"
        );
        assert_eq!(
            beside("data/observations/x/a.csv", "2019-05", "2019-06"),
            "data/observations/x"
        );
    }
}
