//! Slugs: names as parts of addresses.

use super::fold::fold;

/// The name in a-z, 0-9 and single hyphens: "Quận Thủ Đức" becomes `quan-thu-duc`. Empty where nothing of it can
/// stand in an address. Two names may have one slug: callers see to that.
#[must_use]
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn names_become_parts_of_addresses() {
        for (name, expected) in [
            ("Quận Thủ Đức", "quan-thu-duc"),
            ("Đề án đô thị thông minh", "de-an-do-thi-thong-minh"),
            ("TP.HCM – năm 2019", "tp-hcm-nam-2019"),
            (
                "Sáng kiến, giải pháp & cách làm hay",
                "sang-kien-giai-phap-cach-lam-hay",
            ),
            ("Đất đai", "dat-dai"),
            ("Thuý", "thuy"),
            ("Thúy", "thuy"),
            ("…", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), expected);
            let decomposed: String = name.nfd().collect();
            assert_eq!(slug(&decomposed), expected, "{name} decomposed");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in "\\PC{0,20}") {
            let once = slug(&text);
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
            prop_assert!(once.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert_eq!(slug(&once), once);
        }
    }
}
