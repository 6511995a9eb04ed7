//! Names for kinds of unit that `[kinds]` gives none: readers never see a code such as `school`.

use crate::locale::{Language, Words};
use crate::model::{Settings, Units};

/// Names the kinds that have no name and are no words themselves, each by the word for any unit, counted where they
/// are several.
pub(super) fn name_kinds(settings: &mut Settings, units: &Units) {
    let mut unnamed: Vec<&str> = Vec::new();
    for (_, unit) in units.iter() {
        let is_named = settings.kinds.iter().any(|(kind, _)| *kind == unit.kind);
        if is_code(&unit.kind) && !is_named && !unnamed.contains(&&*unit.kind) {
            unnamed.push(&unit.kind);
        }
    }
    let language = settings.languages.first().copied();
    let words = Words::of(language.unwrap_or(Language::Vietnamese));
    for (at, kind) in unnamed.iter().enumerate() {
        let name = match unnamed.len() {
            1 => words.word("pages.kind.unnamed").to_owned(),
            _ => words.fill("pages.kind.one-of", &[("number", &(at + 1).to_string())]),
        };
        settings.kinds.push(((*kind).into(), name.into()));
    }
}

/// Whether a kind is written as codes are, not as people name a kind.
fn is_code(kind: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !kind.is_empty() && kind.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn a_code_is_no_name() {
        assert!(is_code("school") && is_code("don-vi_2"));
        assert!(!is_code("Trường") && !is_code("xã") && !is_code("Phong ban") && !is_code(""));
    }
}
