//! What people type, as it goes into files and addresses.

use crate::reading::check_code;
use crate::source::one_line;
use unicode_normalization::UnicodeNormalization as _;

/// A text that a person typed, as it goes into a file: composed, on one line, without what cannot be seen.
pub(super) fn tidy(text: &str) -> String {
    let seen = text
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace());
    one_line(&seen.nfc().collect::<String>())
}

/// A text as a value of TOML.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// A code is no longer, so that others of its name can be told from it.
const LONGEST_CODE: usize = 60;

/// A code made of a slug, `or` where that is empty: one that addresses can have, and none that is taken.
pub(super) fn own_code(slug: &str, or: &str, is_taken: impl Fn(&str) -> bool) -> String {
    // A slug has no letters of more than one byte.
    let cut = slug.get(..LONGEST_CODE).unwrap_or(slug);
    let whole = match slug.len() > cut.len() {
        true => cut.rsplit_once('-').map_or(cut, |(whole, _)| whole),
        false => cut,
    };
    let wanted = if whole.is_empty() { or } else { whole };
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    let is_good = |code: &String| check_code(code).is_none() && !is_taken(code);
    all.find(is_good).unwrap_or_default()
}
