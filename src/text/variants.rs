//! Words that offices write in more than one way.

use super::fold::fold;

/// Folded spellings and the one that stands for all of them.
const VARIANTS: [(&[&str], &[&str]); 5] = [
    (&["ti", "le"], &["ty", "le"]),
    (&["dung", "hen"], &["dung", "han"]),
    (&["tp", "hcm"], &["tphcm"]),
    (&["tp", "ho", "chi", "minh"], &["tphcm"]),
    (&["thanh", "pho", "ho", "chi", "minh"], &["tphcm"]),
];

/// The folded words of a text, without punctuation, in the one spelling that stands for its variants: "tỉ lệ" is
/// "tỷ lệ", "đúng hẹn" is "đúng hạn", "TP.HCM" and "TP. Hồ Chí Minh" are "TPHCM". For headers and names of
/// indicators; words that change their meaning with a diacritic become one.
#[must_use]
pub fn fold_variants(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let mut rest = &words[..];
    let mut unified: Vec<&str> = Vec::with_capacity(words.len());
    while let Some((word, after)) = rest.split_first() {
        match VARIANTS
            .iter()
            .find(|(variant, _)| rest.starts_with(variant))
        {
            Some((variant, standard)) => {
                unified.extend_from_slice(standard);
                rest = &rest[variant.len()..];
            }
            None => {
                unified.push(word);
                rest = after;
            }
        }
    }
    unified.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_become_one() {
        for (text, expected) in [
            ("Tỉ lệ", "ty le"),
            ("TỶ LỆ hồ sơ", "ty le ho so"),
            ("Giải quyết đúng hẹn", "giai quyet dung han"),
            ("giải_quyết_đúng_hạn", "giai quyet dung han"),
            ("UBND TP.HCM", "ubnd tphcm"),
            ("TPHCM", "tphcm"),
            ("TP. Hồ Chí Minh", "tphcm"),
            ("Thành phố Hồ Chí Minh", "tphcm"),
            ("Tỉ", "ti"),
            ("", ""),
        ] {
            assert_eq!(fold_variants(text), expected);
        }
    }
}
