//! The words for kinds of units that their names begin with: `Phường`, `Quận`, `Sở`.

use crate::model::Units;
use crate::reading::NameKey;
use crate::text::canonical;

/// Those that every campaign has.
const COMMON: [&str; 10] = [
    "phường",
    "quận",
    "xã",
    "thị trấn",
    "thị xã",
    "huyện",
    "sở",
    "ban",
    "thành phố",
    "tỉnh",
];

/// What campaigns may call a kind, and what stands at the head of every form.
const NO_KINDS: [&str; 6] = ["đơn vị", "cơ quan", "cấp", "khối", "unit", "báo cáo"];

/// A word for a kind of units.
#[derive(Debug, Clone)]
pub(in crate::reading) struct KindWord {
    /// In lower case and NFC.
    pub(in crate::reading) text: String,
    /// Whether the campaign itself calls a kind so.
    pub(in crate::reading) is_own: bool,
    key: NameKey,
}

/// The words for kinds, the longest first.
#[derive(Debug, Clone)]
pub(in crate::reading) struct KindWords(Vec<KindWord>);

impl KindWords {
    /// The common ones, and those of `[kinds]`, where one entry may name several: `Phường, xã, thị trấn`.
    pub(super) fn new(kinds: &[(Box<str>, Box<str>)]) -> Self {
        let own = kinds
            .iter()
            .flat_map(|(_, names)| names.split([',', ';', '/']));
        let own: Vec<String> = own.map(canonical).collect();
        let is_kind = |word: &&String| !word.is_empty() && !NO_KINDS.contains(&&***word);
        let mut words: Vec<KindWord> = Vec::new();
        let all = own.iter().filter(is_kind).map(|word| (&**word, true));
        let common = COMMON.into_iter().map(canonical).collect::<Vec<_>>();
        for (word, is_own) in all.chain(common.iter().map(|word| (&**word, false))) {
            let key = NameKey::new(word);
            if !words.iter().any(|known| known.key == key) {
                words.push(KindWord {
                    text: word.to_owned(),
                    is_own,
                    key,
                });
            }
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.text.split(' ').count()));
        Self(words)
    }

    /// All of them, the longest first.
    pub(in crate::reading) fn iter(&self) -> impl Iterator<Item = &KindWord> {
        self.0.iter()
    }

    /// A name without the word for its kind, where it begins with one.
    pub(super) fn bare(&self, name: &NameKey) -> Option<NameKey> {
        self.0.iter().find_map(|word| name.without(&word.key))
    }
}

impl Default for KindWords {
    fn default() -> Self {
        Self::new(&[])
    }
}

/// Whether every unit of some is of the level of wards, whose names stand in many districts.
pub(in crate::reading) fn are_wards(ids: &[crate::model::UnitId], units: &Units) -> bool {
    let wards = ["phường", "xã", "thị trấn"].map(NameKey::new);
    ids.iter().all(|id| {
        let name = NameKey::new(&units.get(*id).name);
        wards.iter().any(|ward| name.without(ward).is_some())
    })
}
