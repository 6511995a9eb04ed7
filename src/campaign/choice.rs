//! The closed sets of words that keys of an initiative take, as people write them.

use super::{Area, Form, InitiativeType, Reach, Stage, Verification};
use crate::source::header_key;

/// A value with the words for it: its identifier, then what people write, the contract's Vietnamese word first.
type Words<T> = (T, &'static str, &'static [&'static str]);

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

    /// The word for it that the contract has, in Vietnamese.
    #[must_use]
    fn written(self) -> &'static str {
        let found = Self::ALL.iter().find(|(value, ..)| *value == self);
        found.map_or("", |(_, code, words)| words.first().unwrap_or(code))
    }

    /// The value that a text names, without regard to case, diacritics, spaces, `_` and `-`.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        let key = choice_key(text);
        let names = |(_, code, words): &&Words<Self>| {
            std::iter::once(code)
                .chain(*words)
                .any(|word| choice_key(word) == key)
        };
        Self::ALL.iter().find(names).map(|(value, ..)| *value)
    }

    /// The word to propose for each value: the contract's.
    fn proposed() -> impl Iterator<Item = &'static str> {
        Self::ALL
            .iter()
            .map(|(_, code, words)| words.first().unwrap_or(code))
            .copied()
    }
}

fn choice_key(text: &str) -> String {
    let mut key = header_key(text);
    key.retain(|c| !matches!(c, '-' | '–' | ','));
    key
}

impl Choice for Form {
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
                    crate::locale::fold(word),
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
