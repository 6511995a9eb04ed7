//! The closed sets of words that keys of an initiative take, as people write them.

use crate::model::{Area, Form, InitiativeType, Reach, Stage, Verification};
use crate::source::header_key;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A value with the words for it: its identifier, then what people write, the contract's Vietnamese word first.
type Words<T> = (T, &'static str, &'static [&'static str]);

/// The words of a set in the form in which they are compared.
type Keys<T> = FxHashMap<String, T>;

/// A closed set of words.
pub trait Choice: Copy + Eq + Sized + 'static {
    /// Every value with its words, in the order in which they are shown.
    const ALL: &'static [Words<Self>];

    /// The identifier (a-z and `-`), stable, for programs and language files.
    #[must_use]
    fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(value, ..)| *value == self);
        found.map_or("", |(_, code, _)| code)
    }

    /// The values by their words.
    fn keys() -> &'static Keys<Self>;

    /// The word for it that the contract has, in Vietnamese.
    #[must_use]
    fn written(self) -> &'static str {
        let found = Self::ALL.iter().find(|(value, ..)| *value == self);
        found.map_or("", |(_, code, words)| words.first().unwrap_or(code))
    }

    /// The value that a text names, without regard to case, diacritics, spaces, `_` and `-`.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        let keys = Self::keys();
        let found = keys.get(text).or_else(|| keys.get(&choice_key(text)));
        found.copied()
    }

    /// The word to propose for each value: the contract's.
    fn proposed() -> impl Iterator<Item = &'static str> {
        Self::ALL
            .iter()
            .map(|(_, code, words)| words.first().unwrap_or(code))
            .copied()
    }
}

/// The words as they are compared, and as most people write them, which spares the comparing.
fn keys_of<T: Choice>() -> Keys<T> {
    let mut keys = Keys::default();
    for (value, code, words) in T::ALL {
        for word in std::iter::once(code).chain(*words) {
            keys.insert(choice_key(word), *value);
            keys.insert((*word).to_owned(), *value);
            keys.insert(capitalised(word), *value);
        }
    }
    keys
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Keeps the keys of a set, which are made once.
macro_rules! keep_keys {
    ($set:ty) => {
        fn keys() -> &'static Keys<Self> {
            static KEYS: LazyLock<Keys<$set>> = LazyLock::new(keys_of);
            &KEYS
        }
    };
}

fn choice_key(text: &str) -> String {
    let mut key = header_key(text);
    key.retain(|c| !matches!(c, '-' | '–' | ','));
    key
}

impl Choice for Form {
    keep_keys!(Form);

    const ALL: &'static [Words<Self>] = &[
        (Self::Initiative, "initiative", &["sáng kiến"]),
        (Self::Solution, "solution", &["giải pháp"]),
        (
            Self::GoodPractice,
            "good-practice",
            &["cách làm hay", "practice", "mô hình hay"],
        ),
    ];
}

impl Choice for InitiativeType {
    keep_keys!(InitiativeType);

    const ALL: &'static [Words<Self>] = &[
        (Self::Technical, "technical", &["kỹ thuật", "kĩ thuật"]),
        (Self::Management, "management", &["quản lý", "quản lí"]),
        (Self::Operational, "operational", &["tác nghiệp"]),
        (
            Self::AppliedAdvance,
            "applied-advance",
            &["ứng dụng tiến bộ kỹ thuật", "ứng dụng tiến bộ kĩ thuật"],
        ),
    ];
}

impl Choice for Area {
    keep_keys!(Area);

    const ALL: &'static [Words<Self>] = &[
        (Self::Institutions, "institutions", &["thể chế"]),
        (
            Self::Procedures,
            "procedures",
            &["TTHC", "thủ tục hành chính"],
        ),
        (Self::Apparatus, "apparatus", &["bộ máy", "tổ chức bộ máy"]),
        (
            Self::CivilService,
            "civil-service",
            &[
                "công chức",
                "cán bộ, công chức",
                "công vụ",
                "chế độ công vụ",
            ],
        ),
        (Self::PublicFinance, "public-finance", &["tài chính công"]),
        (
            Self::Modernisation,
            "modernisation",
            &["hiện đại hóa", "modernization"],
        ),
    ];
}

impl Choice for Stage {
    keep_keys!(Stage);

    const ALL: &'static [Words<Self>] = &[
        (
            Self::Registered,
            "registered",
            &["đăng ký", "đã đăng ký", "đăng kí"],
        ),
        (
            Self::Piloted,
            "piloted",
            &["thử nghiệm", "thí điểm", "pilot"],
        ),
        (Self::InUse, "in-use", &["đang áp dụng"]),
        (
            Self::Recognised,
            "recognised",
            &["đã công nhận", "recognized"],
        ),
        (Self::Replicated, "replicated", &["đã nhân rộng"]),
        (Self::Stopped, "stopped", &["đã dừng"]),
    ];
}

impl Choice for Reach {
    keep_keys!(Reach);

    const ALL: &'static [Words<Self>] = &[
        (Self::Unit, "unit", &["đơn vị"]),
        (Self::Sector, "sector", &["ngành"]),
        (
            Self::City,
            "city",
            &["toàn Thành phố", "Thành phố", "toàn TP"],
        ),
    ];
}

impl Choice for Verification {
    keep_keys!(Verification);

    const ALL: &'static [Words<Self>] = &[
        (Self::SelfReported, "self-reported", &["tự báo cáo"]),
        (Self::Appraised, "appraised", &["đã thẩm định", "thẩm định"]),
        (
            Self::IndependentlyEvaluated,
            "independently-evaluated",
            &["đánh giá độc lập", "independent"],
        ),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word of every set names its own value and no other.
    fn holds<T: Choice + std::fmt::Debug>() {
        for (value, code, words) in T::ALL {
            assert_eq!(value.code(), *code);
            for word in std::iter::once(code).chain(*words) {
                for written in [
                    (*word).to_owned(),
                    word.to_uppercase(),
                    crate::text::fold(word),
                    word.replace('-', "_"),
                    format!(" {} ", word.replace('-', " ")),
                ] {
                    assert_eq!(T::parse(&written), Some(*value), "{written}");
                }
            }
        }
        assert_eq!(T::parse(""), None);
        assert_eq!(T::parse("xyz"), None);
    }

    #[test]
    fn words_name_their_values() {
        holds::<Form>();
        holds::<InitiativeType>();
        holds::<Area>();
        holds::<Stage>();
        holds::<Reach>();
        holds::<Verification>();
        assert_eq!(Area::parse("Hiện đại hoá"), Some(Area::Modernisation));
        assert_eq!(Stage::parse("Đã nhân rộng"), Some(Stage::Replicated));
        assert_eq!(
            Verification::proposed().collect::<Vec<_>>(),
            ["tự báo cáo", "đã thẩm định", "đánh giá độc lập"]
        );
    }
}
