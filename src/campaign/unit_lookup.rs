//! Units found by code or by name, as people write them.

use super::{NameKey, UnitId, Units};
use crate::locale::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitMatch {
    /// One unit.
    One(UnitId),
    /// Several, in the order of `units.csv`.
    Several(Vec<UnitId>),
    /// None that is known.
    Unknown,
}

/// Finds units by what people write.
#[derive(Debug)]
pub struct UnitLookup<'u> {
    units: &'u Units,
    by_code: FxHashMap<&'u str, UnitId>,
    by_official_code: FxHashMap<&'u str, Vec<UnitId>>,
    /// Made when the first name is looked up: tables that give codes do without.
    by_name: OnceLock<NameMap>,
    /// The words that names and codes begin with, made when a text is first searched for names.
    first_words: OnceLock<FxHashSet<String>>,
}

/// Folded names to the units that bear them, each with the name's diacritics.
type NameMap = FxHashMap<String, Vec<(UnitId, NameKey)>>;

/// The longest text, in bytes, that can name a unit with all above it: what is longer was never meant to, and comparing
/// costs the product of both lengths.
const LONGEST: usize = 1000;

impl<'u> UnitLookup<'u> {
    /// The look-up of these units.
    #[must_use]
    pub fn new(units: &'u Units) -> Self {
        let by_code = units.iter().map(|(id, unit)| (&*unit.code, id)).collect();
        let mut by_official_code: FxHashMap<&str, Vec<UnitId>> = FxHashMap::default();
        for (id, unit) in units.iter() {
            if let Some(code) = &unit.official_code {
                by_official_code.entry(code).or_default().push(id);
            }
        }
        Self {
            units,
            by_code,
            by_official_code,
            by_name: OnceLock::new(),
            first_words: OnceLock::new(),
        }
    }

    /// The units.
    #[must_use]
    pub fn units(&self) -> &'u Units {
        self.units
    }

    /// Finds the unit of a code as it is written.
    #[must_use]
    #[inline]
    pub fn find_code(&self, code: &str) -> Option<UnitId> {
        self.by_code.get(code).copied()
    }

    /// Finds the unit of a code, a name, a name with those of the units above it (`Phường 12, Quận 3`), or an
    /// official code. Of units of one name those below `within` come first.
    #[must_use]
    pub fn find(&self, text: &str, within: Option<UnitId>) -> UnitMatch {
        let text = text.trim();
        if text.len() > LONGEST {
            return UnitMatch::Unknown;
        }
        let code = self
            .by_code
            .get(text)
            .or_else(|| self.by_code.get(&*text.to_ascii_lowercase()));
        if let Some(&id) = code {
            return UnitMatch::One(id);
        }
        let found = match self.find_name(text, within) {
            UnitMatch::Unknown => {
                as_match(self.by_official_code.get(text).cloned().unwrap_or_default())
            }
            found => found,
        };
        match (found, without_committee(text)) {
            (UnitMatch::Unknown, Some(unit)) => self.find_name(unit, within),
            (found, _) => found,
        }
    }

    fn find_name(&self, text: &str, within: Option<UnitId>) -> UnitMatch {
        let key = NameKey::new(text);
        let names = self.by_name.get_or_init(|| self.names());
        let Some(candidates) = names.get(&key.folded()) else {
            return UnitMatch::Unknown;
        };
        let exact: Vec<UnitId> = candidates
            .iter()
            .filter(|(_, name)| *name == key)
            .map(|(id, _)| *id)
            .collect();
        let spelt: Vec<UnitId> = candidates
            .iter()
            .filter(|(_, name)| key.is_spelling_of(name))
            .map(|(id, _)| *id)
            .collect();
        if let Some(top) = within {
            let below = |ids: &[UnitId]| -> Vec<UnitId> {
                ids.iter()
                    .copied()
                    .filter(|id| self.units.ancestors(*id).any(|a| a == top))
                    .collect()
            };
            for ids in [below(&exact), below(&spelt)] {
                if !ids.is_empty() {
                    return as_match(ids);
                }
            }
        }
        as_match(if exact.is_empty() { spelt } else { exact })
    }

    /// Every name of every unit: its own, and those with the units above it.
    fn names(&self) -> NameMap {
        let own: Vec<Vec<NameKey>> = self
            .units
            .iter()
            .map(|(id, _)| self.own_names(id))
            .collect();
        let mut names = NameMap::default();
        let mut add = |id: UnitId, name: NameKey| {
            let bearers = names.entry(name.folded()).or_default();
            if !name.is_empty()
                && !bearers
                    .iter()
                    .any(|(bearer, key)| *bearer == id && *key == name)
            {
                bearers.push((id, name));
            }
        };
        for (id, _) in self.units.iter() {
            for name in &own[id.0 as usize] {
                add(id, name.clone());
                let mut chain = name.clone();
                for above in self.units.ancestors(id) {
                    for upper in &own[above.0 as usize] {
                        add(id, name.then(upper));
                        add(id, upper.then(name));
                    }
                    if let Some(upper) = own[above.0 as usize].first() {
                        chain = chain.then(upper);
                        add(id, chain.clone());
                    }
                }
            }
        }
        names
    }

    /// Whether the name or the code of a unit may begin with a word, which has no diacritics.
    pub(super) fn begins_name(&self, folded: &str) -> bool {
        // What is short for words that names begin with.
        const SHORT: [&str; 9] = ["q", "p", "h", "x", "tt", "tx", "tp", "tphcm", "hcm"];
        let words = self.first_words.get_or_init(|| {
            let names = self.units.iter().flat_map(|(id, _)| self.own_names(id));
            let codes = self.units.iter().map(|(_, unit)| NameKey::new(&unit.code));
            let first = |name: NameKey| name.folded().split(' ').next().map(str::to_owned);
            names.chain(codes).filter_map(first).collect()
        });
        words.contains(folded) || SHORT.contains(&folded)
    }

    fn own_names(&self, id: UnitId) -> Vec<NameKey> {
        let unit = self.units.get(id);
        let names = [Some(&unit.name), unit.short_name.as_ref()];
        let mut keys: Vec<NameKey> = names
            .into_iter()
            .flatten()
            .map(|name| NameKey::new(name))
            .collect();
        keys.dedup();
        keys
    }

    /// The unit whose name or code is nearest to a text, where one is near.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<UnitId> {
        if text.len() > LONGEST {
            return None;
        }
        let key = NameKey::new(text).folded();
        let lower = text.to_lowercase();
        let allowed = (key.chars().count() / 4).max(1);
        let distances = self.units.iter().map(|(id, unit)| {
            let by_name = strsim::osa_distance(&NameKey::new(&unit.name).folded(), &key);
            (by_name.min(strsim::osa_distance(&unit.code, &lower)), id)
        });
        distances
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, id)| id)
    }

    /// A unit as messages name it: its name and its code.
    #[must_use]
    pub fn told(&self, id: UnitId) -> String {
        let unit = self.units.get(id);
        format!("{} ({})", unit.name, unit.code)
    }
}

/// What stands behind "People's Committee of" (`UBND Quận 1`, `Ủy ban nhân dân Phường 12, Quận 3`): the unit that it
/// administers, which is what a campaign counts.
fn without_committee(text: &str) -> Option<&str> {
    for words in [1, 4] {
        let mut left = words;
        let end = text.char_indices().find(|(_, c)| {
            left -= usize::from(c.is_whitespace());
            left == 0
        });
        let (name, unit) = text.split_at(end?.0);
        if matches!(&*fold(name), "ubnd" | "uy ban nhan dan") {
            return Some(unit.trim_start());
        }
    }
    None
}

fn as_match(mut ids: Vec<UnitId>) -> UnitMatch {
    ids.sort_unstable();
    ids.dedup();
    match ids[..] {
        [] => UnitMatch::Unknown,
        [one] => UnitMatch::One(one),
        _ => UnitMatch::Several(ids),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::campaign::Unit;
    use crate::source::{FileId, Place};

    /// Units from (code, name, parent's code).
    pub(in crate::campaign) fn units(rows: &[(&str, &str, &str)]) -> Units {
        let position = |code: &str| {
            rows.iter()
                .position(|r| r.0 == code)
                .map(|i| UnitId(i as u32))
        };
        let all = rows.iter().map(|(code, name, parent)| Unit {
            code: (*code).into(),
            name: (*name).into(),
            short_name: None,
            kind: "unit".into(),
            parent: position(parent),
            group: None,
            official_code: None,
            head: None,
            valid_from: None,
            valid_to: None,
            tile_x: None,
            tile_y: None,
            website: None,
            place: Place::file(FileId(0)),
        });
        Units::new(all.collect())
    }

    fn city() -> Units {
        units(&[
            ("tphcm", "Thành phố Hồ Chí Minh", ""),
            ("quan-1", "Quận 1", "tphcm"),
            ("quan-3", "Quận 3", "tphcm"),
            ("quan-10", "Quận 10", "tphcm"),
            ("thu-duc", "Quận Thủ Đức", "tphcm"),
            ("quan-3-phuong-12", "Phường 12", "quan-3"),
            ("quan-10-phuong-12", "Phường 12", "quan-10"),
            ("quan-10-phuong-09", "Phường 09", "quan-10"),
            ("bhh-a", "Phường Bình Hưng Hoà A", "quan-1"),
            ("tan-hung", "Phường Tân Hưng", "quan-1"),
        ])
    }

    fn found(text: &str, within: Option<&str>) -> Vec<String> {
        let units = city();
        let lookup = UnitLookup::new(&units);
        let within = within.map(|code| lookup.by_code[code]);
        let ids = match lookup.find(text, within) {
            UnitMatch::One(id) => vec![id],
            UnitMatch::Several(ids) => ids,
            UnitMatch::Unknown => vec![],
        };
        ids.into_iter()
            .map(|id| units.get(id).code.to_string())
            .collect()
    }

    #[test]
    fn units_are_found_as_people_write_them() {
        for (text, code) in [
            ("quan-1", "quan-1"),
            ("QUAN-1", "quan-1"),
            ("Quận 1", "quan-1"),
            ("quan 1", "quan-1"),
            ("Q.1", "quan-1"),
            ("Q1", "quan-1"),
            ("Q10", "quan-10"),
            ("Quâ\u{323}n Thu\u{309} Đức", "thu-duc"),
            ("QUẬN THỦ ĐỨC", "thu-duc"),
            ("quan thu duc", "thu-duc"),
            ("Bình Hưng Hòa A", ""),
            ("P. Bình Hưng Hòa A", "bhh-a"),
            ("Phường 9", "quan-10-phuong-09"),
            ("TP.HCM", "tphcm"),
            ("TPHCM", "tphcm"),
            ("Tp. Hồ Chí Minh", "tphcm"),
            ("Phường 12, Quận 3", "quan-3-phuong-12"),
            ("Phường 12 - Quận 3", "quan-3-phuong-12"),
            ("Phường 12 (Quận 3)", "quan-3-phuong-12"),
            ("P.12 Q.3", "quan-3-phuong-12"),
            ("Q3 P12", "quan-3-phuong-12"),
            ("P.12, Q.10, TP.HCM", "quan-10-phuong-12"),
            ("UBND Quận 1", "quan-1"),
            ("Ủy ban nhân dân Quận 1", "quan-1"),
            ("UỶ BAN NHÂN DÂN QUẬN THỦ ĐỨC", "thu-duc"),
            ("UBND Phường 12, Quận 3", "quan-3-phuong-12"),
            ("UBND P.12 Q.3", "quan-3-phuong-12"),
            ("UBND TPHCM", "tphcm"),
            ("UBND quan-1", "quan-1"),
            ("UBND", ""),
            ("UBND Quận 99", ""),
            ("Phường Tân Hùng", ""),
            ("Quận 99", ""),
            ("", ""),
        ] {
            let expected: Vec<&str> = if code.is_empty() { vec![] } else { vec![code] };
            assert_eq!(found(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_name_of_several_units_is_ambiguous_but_below_one() {
        assert_eq!(
            found("Phường 12", None),
            ["quan-3-phuong-12", "quan-10-phuong-12"]
        );
        assert_eq!(found("Phường 12", Some("quan-10")), ["quan-10-phuong-12"]);
        assert_eq!(found("p12", Some("quan-3")), ["quan-3-phuong-12"]);
        assert_eq!(
            found("Phường 12", Some("quan-1")),
            ["quan-3-phuong-12", "quan-10-phuong-12"]
        );
        assert_eq!(found("Quận 1", Some("quan-3")), ["quan-1"]);
    }

    #[test]
    fn an_exact_name_comes_before_one_with_more_diacritics() {
        let units = units(&[
            ("a", "Xã Tân Phu", ""),
            ("b", "Xã Tân Phú", ""),
            ("c", "Xã Tấn Phú", ""),
        ]);
        let lookup = UnitLookup::new(&units);
        assert_eq!(lookup.find("Xã Tân Phu", None), UnitMatch::One(UnitId(0)));
        assert_eq!(
            lookup.find("xa tan phu", None),
            UnitMatch::Several(vec![UnitId(0), UnitId(1), UnitId(2)])
        );
    }

    #[test]
    fn the_nearest_unit_is_suggested() {
        let units = city();
        let lookup = UnitLookup::new(&units);
        assert_eq!(
            lookup
                .nearest("Quận Thủ Đúc")
                .map(|id| lookup.told(id))
                .as_deref(),
            Some("Quận Thủ Đức (thu-duc)")
        );
        assert_eq!(lookup.nearest("thu-duk").map(|id| id.0), Some(4));
        assert_eq!(lookup.nearest("Sở Nội vụ"), None);
        assert_eq!(lookup.nearest(&"Quận ".repeat(10_000_000)), None);
    }

    /// The register of the example: 322 wards with 179 names.
    #[test]
    fn every_unit_of_the_city_is_found_by_its_names() {
        let text = include_str!("../../data/units.csv");
        let mut names = crate::source::ColumnNames::new();
        for (column, name) in ["code", "name", "parent"].iter().enumerate() {
            names.add(name, column);
        }
        let mut told = crate::diagnostic::Diagnostics::new();
        let table = crate::source::SmallTable::read(text, FileId(0), &names, 3, &mut told).unwrap();
        let rows: Vec<_> = table
            .rows()
            .iter()
            .map(|row| (table.get(row, 0), table.get(row, 1), table.get(row, 2)))
            .collect();
        let units = units(&rows);
        let lookup = UnitLookup::new(&units);
        for (id, unit) in units.iter() {
            assert_eq!(lookup.find(&unit.code, None), UnitMatch::One(id));
            let name = &unit.name;
            let Some(above) = unit.parent else { continue };
            let parent = &units.get(above).name;
            assert_eq!(
                lookup.find(&name.to_uppercase(), Some(above)),
                UnitMatch::One(id),
                "{name}"
            );
            assert_eq!(
                lookup.find(&format!("{name}, {parent}"), None),
                UnitMatch::One(id),
                "{name}"
            );
            let plain = NameKey::new(&format!("{name} {parent}")).folded();
            match lookup.find(&plain, None) {
                UnitMatch::One(found) => assert_eq!(found, id, "{plain}"),
                UnitMatch::Several(ids) => assert!(ids.contains(&id), "{plain}"),
                UnitMatch::Unknown => panic!("{plain}"),
            }
        }
    }
}
