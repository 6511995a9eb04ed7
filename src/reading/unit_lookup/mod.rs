//! Units found by code or by name, as people write them.

mod kind_words;
mod written;

pub(in crate::reading) use kind_words::{KindWords, are_wards};
pub(crate) use written::{behind_list_number, without_committee};

use super::NameKey;
use crate::model::{Settings, UnitId, Units};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;
use written::without_list_number;

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitMatch {
    /// One unit.
    One(UnitId),
    /// Several, in the order of `units.csv`.
    Several(Vec<UnitId>),
    /// One by its own name alone, which is not below the unit whose folder the text stands in: there another of that
    /// name may be meant.
    Elsewhere(UnitId),
    /// None that is known.
    Unknown,
}

/// Finds units by what people write.
#[derive(Debug)]
pub struct UnitLookup<'u> {
    units: &'u Units,
    kinds: KindWords,
    by_code: FxHashMap<&'u str, UnitId>,
    by_official_code: FxHashMap<&'u str, Vec<UnitId>>,
    /// Made when the first name is looked up: tables that give codes do without.
    by_name: OnceLock<NameMap>,
    /// The names without their kinds, made when the first is looked up.
    by_bare_name: OnceLock<NameMap>,
    /// The words that names and codes begin with, made when a text is first searched for names.
    first_words: OnceLock<FxHashSet<String>>,
}

/// Folded names to the units that bear them.
type NameMap = FxHashMap<String, Vec<Named>>;

/// A unit and a name of it.
#[derive(Debug)]
struct Named {
    unit: UnitId,
    /// With its diacritics.
    name: NameKey,
    /// Whether it is the unit's own name, without that of a unit above it.
    is_own: bool,
}

/// The longest text, in bytes, that can name a unit with all above it: what is longer was never meant to, and comparing
/// costs the product of both lengths.
const LONGEST: usize = 1000;

/// A shorter number alone numbers rows rather than being a code of the state.
const SHORTEST_OFFICIAL_NUMBER: usize = 3;

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
            kinds: KindWords::default(),
            by_code,
            by_official_code,
            by_name: OnceLock::new(),
            by_bare_name: OnceLock::new(),
            first_words: OnceLock::new(),
        }
    }

    /// The same, with the words that a campaign calls its kinds of units by.
    #[must_use]
    pub fn with_kinds(self, settings: &Settings) -> Self {
        Self {
            kinds: KindWords::new(&settings.kinds),
            ..self
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
    /// official code; a number of a list before it is no part of it. Of units of one name those below `within` come
    /// first; of those a name without its kind will do (`An Lạc A`).
    #[must_use]
    pub fn find(&self, text: &str, within: Option<UnitId>) -> UnitMatch {
        let text = text.trim();
        if text.len() > LONGEST {
            return UnitMatch::Unknown;
        }
        if let Some(id) = self.find_any_code(text) {
            return UnitMatch::One(id);
        }
        match (
            self.find_named(text, within, true),
            without_list_number(text),
        ) {
            (UnitMatch::Unknown, Some(listed)) => {
                // "X. Tân Phú" is a xã that there is not rather than the tenth of a list.
                self.find_named(listed.rest, within, !listed.may_be_kind)
            }
            (found, _) => found,
        }
    }

    fn find_any_code(&self, text: &str) -> Option<UnitId> {
        let code = self.by_code.get(text);
        code.or_else(|| self.by_code.get(&*text.to_ascii_lowercase()))
            .copied()
    }

    /// Finds a text that is a name from its beginning on, or that of its committee.
    fn find_named(&self, text: &str, within: Option<UnitId>, may_be_bare: bool) -> UnitMatch {
        let found = match self.find_name(text, within, may_be_bare) {
            UnitMatch::Unknown => self.find_official_code(text),
            found => found,
        };
        match (found, without_committee(text)) {
            (UnitMatch::Unknown, Some(unit)) => match self.find_any_code(unit) {
                Some(id) => UnitMatch::One(id),
                None => self.find_name(unit, within, false),
            },
            (found, _) => found,
        }
    }

    fn find_official_code(&self, text: &str) -> UnitMatch {
        let is_number =
            text.len() < SHORTEST_OFFICIAL_NUMBER && text.bytes().all(|b| b.is_ascii_digit());
        let found = self.by_official_code.get(text).filter(|_| !is_number);
        as_match(found.cloned().unwrap_or_default())
    }

    fn find_name(&self, text: &str, within: Option<UnitId>, may_be_bare: bool) -> UnitMatch {
        let key = NameKey::new(text);
        let folded = key.folded();
        let of = |map: &NameMap, fits: &dyn Fn(&Named) -> bool| -> Vec<UnitId> {
            let named = map.get(&folded).map_or(&[][..], Vec::as_slice);
            named
                .iter()
                .filter(|named| fits(named))
                .map(|named| named.unit)
                .collect()
        };
        let names = self.by_name.get_or_init(|| self.names());
        let exact = of(names, &|named| named.name == key);
        let spelt = of(names, &|named| key.is_spelling_of(&named.name));
        let Some(top) = within else {
            return as_match(if exact.is_empty() { spelt } else { exact });
        };
        let below = |ids: &[UnitId]| -> Vec<UnitId> {
            let ids = ids.iter().copied();
            ids.filter(|id| self.units.is_above(top, *id)).collect()
        };
        for ids in [below(&exact), below(&spelt)] {
            if !ids.is_empty() {
                return as_match(ids);
            }
        }
        if may_be_bare {
            let bare = self.find_bare(&key, &folded, top);
            if bare != UnitMatch::Unknown {
                return bare;
            }
        }
        let found = as_match(if exact.is_empty() { spelt } else { exact });
        let is_own = |id: UnitId| {
            let named = names.get(&folded).into_iter().flatten();
            named
                .into_iter()
                .any(|named| named.unit == id && named.is_own)
        };
        match found {
            UnitMatch::One(id) if is_own(id) && self.may_be_another(id, top) => {
                UnitMatch::Elsewhere(id)
            }
            found => found,
        }
    }

    /// The units below one that have a name without their kind. A number alone is none: it may count the rows. What
    /// names the upper unit as well (`Củ Chi`, of the huyện and of its thị trấn) names both.
    fn find_bare(&self, key: &NameKey, folded: &str, top: UnitId) -> UnitMatch {
        let names = self.by_bare_name.get_or_init(|| self.bare_names());
        let named = names.get(folded).map_or(&[][..], Vec::as_slice);
        let is_below = |id: UnitId| self.units.is_above(top, id);
        let of = |fits: &dyn Fn(&NameKey) -> bool| -> Vec<UnitId> {
            let fitting = named.iter().filter(|named| fits(&named.name));
            fitting
                .map(|named| named.unit)
                .filter(|id| *id == top || is_below(*id))
                .collect()
        };
        let exact = of(&|name| name == key);
        let ids = if exact.is_empty() {
            of(&|name| key.is_spelling_of(name))
        } else {
            exact
        };
        if key.is_number() || !ids.iter().any(|id| is_below(*id)) {
            return UnitMatch::Unknown;
        }
        as_match(ids)
    }

    /// Whether a unit's own name, in the folder of another that has units of its level, may be that of one of those
    /// which the register lacks: `Phường 12` of another district.
    fn may_be_another(&self, id: UnitId, top: UnitId) -> bool {
        let parent = self.units.get(id).parent;
        let is_on_line = |other: UnitId| other == top || self.units.is_above(other, top);
        !self.units.children(top).is_empty()
            && !is_on_line(id)
            && parent.is_some_and(|parent| !is_on_line(parent))
    }

    /// The units of a name without its kind, wherever they are.
    pub(in crate::reading) fn units_of_bare_name(&self, text: &str) -> Vec<UnitId> {
        let key = NameKey::new(text);
        let names = self.by_bare_name.get_or_init(|| self.bare_names());
        let named = names.get(&key.folded()).map_or(&[][..], Vec::as_slice);
        let is_named = |named: &&Named| !key.is_number() && key.is_spelling_of(&named.name);
        named
            .iter()
            .filter(is_named)
            .map(|named| named.unit)
            .collect()
    }

    /// The words for kinds of units.
    pub(in crate::reading) fn kind_words(&self) -> &KindWords {
        &self.kinds
    }

    /// Every unit's names without the word for its kind.
    fn bare_names(&self) -> NameMap {
        let mut names = NameMap::default();
        for (unit, _) in self.units.iter() {
            for name in self
                .own_names(unit)
                .iter()
                .filter_map(|name| self.kinds.bare(name))
            {
                add(&mut names, unit, name, true);
            }
        }
        names
    }

    /// Every name of every unit: its own, and those with the units above it, whose kinds may be left out there.
    fn names(&self) -> NameMap {
        let own: Vec<Vec<NameKey>> = self
            .units
            .iter()
            .map(|(id, _)| self.own_names(id))
            .collect();
        let mut names = NameMap::default();
        for (id, _) in self.units.iter() {
            for name in &own[id.0 as usize] {
                add(&mut names, id, name.clone(), true);
                // "3 Phường 12" would be the third of a list.
                if name.is_number() {
                    continue;
                }
                let mut chain = name.clone();
                for above in self.units.ancestors(id) {
                    let uppers = &own[above.0 as usize];
                    let bare = uppers.iter().filter_map(|upper| self.kinds.bare(upper));
                    for upper in uppers.iter().cloned().chain(bare) {
                        if !upper.is_number() {
                            add(&mut names, id, name.then(&upper), false);
                            add(&mut names, id, upper.then(name), false);
                        }
                    }
                    if let Some(upper) = uppers.first() {
                        chain = chain.then(upper);
                        add(&mut names, id, chain.clone(), false);
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

    /// The unit whose name or code is nearest to a text, where one is near; of names a unit's own, with its kind or
    /// without.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<UnitId> {
        // Of a letter or two every short name would be near.
        if text.len() > LONGEST || text.chars().count() < 3 {
            return None;
        }
        let written = without_list_number(text).map_or(text, |listed| listed.rest);
        let key = NameKey::new(without_committee(written).unwrap_or(written)).folded();
        if key.is_empty() {
            return None;
        }
        let lower = text.to_lowercase();
        let allowed = (key.chars().count() / 4).max(1);
        let distances = self.units.iter().map(|(id, unit)| {
            let own = self.own_names(id);
            let bare = own.iter().filter_map(|name| self.kinds.bare(name));
            let names = own.iter().cloned().chain(bare);
            let by_name = names
                .map(|name| strsim::osa_distance(&name.folded(), &key))
                .min();
            let by_code = strsim::osa_distance(&unit.code, &lower);
            (by_name.map_or(by_code, |by_name| by_name.min(by_code)), id)
        });
        distances
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, id)| id)
    }

    /// A unit as messages name it: its name and its code.
    #[must_use]
    pub fn label(&self, id: UnitId) -> String {
        self.units.get(id).label()
    }
}

/// Adds a name of a unit.
fn add(names: &mut NameMap, unit: UnitId, name: NameKey, is_own: bool) {
    let bearers = names.entry(name.folded()).or_default();
    let is_known = |known: &Named| known.unit == unit && known.name == name;
    if !name.is_empty() && !bearers.iter().any(is_known) {
        bearers.push(Named { unit, name, is_own });
    }
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
pub(crate) mod tests;
