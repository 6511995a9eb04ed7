//! The order of names: the Vietnamese alphabet and tones, numbers by their value.

use super::tone::fold_tone_placement;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Where a name stands in Vietnamese order. Made once a name, compared as bytes. Names that differ only in how
/// they are written ("Phường 09" and "Phường 9", "Hòa" and "Hoà") have equal keys: callers break the tie by code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CollationKey(Box<[u8]>);

impl CollationKey {
    /// The key of a name.
    #[must_use]
    pub(crate) fn new(name: &str) -> Self {
        let composed: String = name.nfc().collect();
        let mut key = Vec::with_capacity(2 * name.len());
        let Ok(()) = collator().write_sort_key_to(&fold_tone_placement(&composed), &mut key);
        Self(key.into())
    }
}

/// The collator of `vi` with numbers in numeric order.
fn collator() -> &'static CollatorBorrowed<'static> {
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    COLLATOR.get_or_init(|| {
        let mut preferences = CollatorPreferences::from(icu_locale_core::locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collator::try_new(preferences, CollatorOptions::default())
            .expect("the collation of vi is compiled in")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_in_order(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(
                CollationKey::new(pair[0]) < CollationKey::new(pair[1]),
                "{} < {}",
                pair[0],
                pair[1]
            );
        }
    }

    fn words(text: &'static str) -> Vec<&'static str> {
        text.split(' ').collect()
    }

    #[test]
    fn letters_and_tones() {
        assert_in_order(&words(
            "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        ));
        assert_in_order(&words("ma mà mả mã má mạ"));
        assert_in_order(&words("a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ"));
    }

    #[test]
    fn words_and_names() {
        for pair in [
            ["dz", "đa"],
            ["Dương", "Đào"],
            ["az", "ăa"],
            ["ôz", "ơa"],
            ["tiền", "tiến"],
            ["Nguyễn", "Nguyện"],
            ["cá", "Cá"],
            ["Bình Tân", "Bình Thạnh"],
            ["Sở Thông tin và Truyền thông", "Sở Tư pháp"],
            ["Hạ Long", "Hà Nội"],
        ] {
            assert_in_order(&pair);
        }
    }

    #[test]
    fn numbers_by_their_value() {
        assert_in_order(&[
            "Huyện Bình Chánh",
            "Huyện Cần Giờ",
            "Huyện Củ Chi",
            "Huyện Hóc Môn",
            "Huyện Nhà Bè",
            "Quận 1",
            "Quận 2",
            "Quận 3",
            "Quận 4",
            "Quận 5",
            "Quận 6",
            "Quận 7",
            "Quận 8",
            "Quận 9",
            "Quận 10",
            "Quận 11",
            "Quận 12",
            "Quận Bình Tân",
            "Quận Bình Thạnh",
            "Quận Gò Vấp",
            "Quận Phú Nhuận",
            "Quận Tân Bình",
            "Quận Tân Phú",
            "Quận Thủ Đức",
        ]);
    }

    #[test]
    fn equal_names_have_equal_keys() {
        assert_eq!(
            CollationKey::new("Phường 09"),
            CollationKey::new("Phường 9")
        );
        assert_eq!(
            CollationKey::new("Bình Hưng Hòa"),
            CollationKey::new("Bình Hưng Hoà")
        );
        let decomposed: String = "Bình Hưng Hòa".nfd().collect();
        assert_eq!(
            CollationKey::new(&decomposed),
            CollationKey::new("Bình Hưng Hoà")
        );
    }
}
