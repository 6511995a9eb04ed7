//! The nearest known word to one that is not known, for help texts.

use crate::text::fold;

/// The known word that a person most probably meant, or `None` where none is near. Compared without regard to case
/// and diacritics; of equally near ones the first.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nothing that a person meant is this long, and comparing costs its square.
    const LONGEST: usize = 120;
    let folded = fold(word);
    let length = folded.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = fold(candidate);
        if other.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &other);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_word_that_was_meant() {
        let known = ["title", "theme", "organizer", "starts", "ends"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("organiser", known), Some("organizer"));
        assert_eq!(nearest("Starts", known), Some("starts"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
        assert_eq!(nearest("quan 3", ["Quận 3", "Quận 5"]), Some("Quận 3"));
    }
}
