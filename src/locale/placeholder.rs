//! Texts of the language files with places for values: `{count}` is the value, `{count|row|rows}` the form of a word
//! that stands beside a number, which may hold places itself.

use super::Language;
use std::borrow::Cow;

/// A place for a value in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placeholder<'t> {
    /// The text before it.
    pub(super) before: &'t str,
    /// The name of the value.
    pub(super) name: &'t str,
    /// The forms that the value, a number, chooses from.
    pub(super) forms: Option<&'t str>,
    /// The text after it.
    pub(super) after: &'t str,
}

/// The first place for a value.
pub(super) fn next(text: &str) -> Option<Placeholder<'_>> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|i| from + i) {
        let inner = &text[open + 1..];
        let length = inner
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            .count();
        let end = match inner.as_bytes().get(length) {
            Some(b'}') => Some(length),
            Some(b'|') => outermost(inner, '}').next(),
            _ => None,
        };
        if let Some(end) = end.filter(|_| length > 0) {
            return Some(Placeholder {
                before: &text[..open],
                name: &inner[..length],
                forms: (end > length).then(|| &inner[length + 1..end]),
                after: &inner[end + 1..],
            });
        }
        from = open + 1;
    }
    None
}

/// Where a mark stands outside of braces.
fn outermost(text: &str, mark: char) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    text.char_indices().filter_map(move |(at, c)| {
        let is_found = c == mark && depth == 0;
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_found.then_some(at)
    })
}

/// The forms of a word, one after another.
pub(super) fn forms(forms: &str) -> impl Iterator<Item = &str> {
    let ends = outermost(forms, '|').chain([forms.len()]);
    ends.scan(0, move |from, end| {
        let form = &forms[*from..end];
        *from = end + 1;
        Some(form)
    })
}

/// A text with values in their places. A place that `value` has nothing for is left as it stands, so that it is seen.
///
/// # Errors
/// Those of `value`.
pub(crate) fn fill<'v, E>(
    text: &str,
    language: Language,
    value: &mut impl FnMut(&str) -> Result<Option<Cow<'v, str>>, E>,
) -> Result<String, E> {
    let mut rest = text;
    let mut filled = String::with_capacity(rest.len() + 48);
    while let Some(place) = next(rest) {
        filled.push_str(place.before);
        match (value(place.name)?, place.forms) {
            (Some(value), None) => filled.push_str(&value),
            (Some(number), Some(all)) => {
                let form = forms(all).take(language.form(&number) + 1).last();
                filled.push_str(&fill(form.unwrap_or_default(), language, value)?);
            }
            (None, _) => {
                let end = rest.len() - place.after.len();
                filled.push_str(&rest[place.before.len()..end]);
            }
        }
        rest = place.after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::Language::English;
    use super::*;
    use std::convert::Infallible;

    fn filled(text: &str, count: &str) -> String {
        let mut value = |name: &str| {
            let value = match name {
                "count" => Some(count.to_owned()),
                "name" => Some("{count}".to_owned()),
                _ => None,
            };
            Ok::<_, Infallible>(value.map(Cow::Owned))
        };
        let Ok(filled) = fill(text, English, &mut value);
        filled
    }

    #[test]
    fn values_are_filled_in_once_and_what_is_no_place_stays() {
        for (text, expected) in [
            (
                "{name} of {count}, {name}; {c}",
                "{count} of 2, {count}; {c}",
            ),
            (
                "{{ value(x) }} {c-1} { } {|a} {",
                "{{ value(x) }} {c-1} { } {|a} {",
            ),
            ("{c|a|b} {count|a", "{c|a|b} {count|a"),
        ] {
            assert_eq!(filled(text, "2"), expected);
        }
    }

    #[test]
    fn a_number_chooses_a_form() {
        let text = "{count|the one unit|all {count} units} of {name}";
        assert_eq!(filled(text, "1"), "the one unit of {count}");
        assert_eq!(filled(text, "21"), "all 21 units of {count}");
        assert_eq!(filled("{count} row{count||s}", "1"), "1 row");
        assert_eq!(filled("{count} row{count||s}", "0"), "0 rows");
    }
}
