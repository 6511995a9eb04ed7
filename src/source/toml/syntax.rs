//! Faults of TOML's syntax, told in our own words.

use super::Toml;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Place;

/// What the parser says, and the help text that fits; the first that fits counts.
const HELPS: [(&[&str], &str); 9] = [
    (&["duplicate key"], "twice"),
    (&["recursi"], "deep"),
    (&["escaped value", "unicode value"], "backslash"),
    (
        &[
            "opening quote",
            "must be quoted",
            "basic string",
            "literal string",
            "missing value",
            "invalid string",
        ],
        "quotes",
    ),
    (
        &[
            "unquoted key",
            "invalid key",
            "key with no value",
            "missing key",
            "missing assignment",
            "extra `=`",
        ],
        "key",
    ),
    (&["inline table"], "inline-table"),
    (
        &[
            "array table",
            "unclosed table",
            "table open",
            "extend value",
        ],
        "table",
    ),
    (&["array", "comma"], "list"),
    (
        &[
            "number",
            "float",
            "date-time",
            "boolean",
            "invalid value",
            "mantissa",
            "fraction",
            "exponent",
        ],
        "value",
    ),
];

/// The date that begins at a byte without the quotes that TOML wants around it: `started = 04/06/2019`.
fn unquoted_date(text: &str, at: usize) -> Option<String> {
    let line = text.get(at..)?.lines().next()?;
    let written = line.split(['#', ',', ']', '}']).next()?.trim();
    let day = crate::calendar::parse_day(written).map(|_| written.to_owned());
    day.or_else(|| crate::calendar::meant_day(written))
}

/// A fault that the parser found, as a problem at its place. The parser's own words are English and for
/// programmers, so the common ones are told by what an office worker can do about them.
pub(super) fn diagnostic(toml: &Toml<'_>, error: &::toml::de::Error) -> Diagnostic {
    let place = match error.span() {
        Some(span) => toml.place(span.start),
        None => Place::file(toml.file),
    };
    let said = error.message();
    let diagnostic = Code::TomlSyntax.at(place).arg("detail", said);
    if let Some(date) = error
        .span()
        .and_then(|span| unquoted_date(toml.lines.text(), span.start))
    {
        return diagnostic.help("date").arg("date", date);
    }
    let fits = |(words, _): &&(&[&str], &'static str)| words.iter().any(|word| said.contains(word));
    match HELPS.iter().find(fits) {
        Some((_, help)) => diagnostic.help(help),
        None => diagnostic,
    }
}
