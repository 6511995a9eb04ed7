//! HTML that a person wrote into the Markdown: what of it will be left out is told.

use super::position::Positions;
use super::sanitise::{ANY, ATTRIBUTES, ELEMENTS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use std::ops::Range;

/// Warns of elements and attributes that the sanitiser leaves out of the HTML at `range`. Only a reading aid: what
/// passes is the sanitiser's business.
pub(super) fn tell_left_out(
    positions: &Positions<'_>,
    range: Range<usize>,
    diagnostics: &mut Diagnostics,
) {
    let Some(html) = positions.text().get(range.clone()) else {
        return;
    };
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open + 1..];
        let name_length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = rest[..name_length].to_ascii_lowercase();
        at = open + 1 + name_length;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) {
            let problem = Diagnostic::warning("html-left-out").arg("html", format!("<{name}>"));
            diagnostics.push(problem.at(positions.place(range.start + open)));
            continue;
        }
        let end = html[at..].find('>').map_or(html.len(), |i| at + i);
        for (offset, attribute) in attributes(&html[at..end]) {
            let allowed = ATTRIBUTES
                .iter()
                .find(|(element, _)| *element == name)
                .map_or(&[][..], |(_, a)| *a);
            let is_allowed = |a: &&str| *a != "id" && (allowed.contains(a) || ANY.contains(a));
            if !is_allowed(&attribute.as_str()) {
                let problem =
                    Diagnostic::warning("html-left-out").arg("html", format!("{attribute}=…"));
                diagnostics.push(problem.at(positions.place(range.start + at + offset)));
            }
        }
        at = end;
    }
}

/// The names of the attributes in the inside of a tag, with their offsets.
fn attributes(inside: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < inside.len() {
        let rest = &inside[at..];
        let start = at + rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/')
                .len();
        let name = &inside[start..];
        let length = name
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(name.len());
        if length == 0 {
            // A stray `=`, or the end.
            at = start + 1;
            while !inside.is_char_boundary(at.min(inside.len())) {
                at += 1;
            }
            continue;
        }
        found.push((start, name[..length].to_ascii_lowercase()));
        at = start + length + value_length(&name[length..]);
    }
    found
}

/// The length of `= "value"` at the beginning, 0 where there is none.
fn value_length(text: &str) -> usize {
    let Some(value) = text.trim_start().strip_prefix('=') else {
        return 0;
    };
    let value = value.trim_start();
    let length = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map_or(value.len(), |i| i + 2),
        _ => value
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(value.len()),
    };
    text.len() - value.len() + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_named() {
        let names = |s: &str| {
            attributes(s)
                .into_iter()
                .map(|(_, n)| n)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(" href=\"a b\" onClick='x y' open style = red class"),
            ["href", "onclick", "open", "style", "class"]
        );
        assert_eq!(names(" = \"x\" a=\"never closed"), ["\"x\"", "a"]);
        assert_eq!(names(" đ=ế =é"), ["đ", "é"]);
    }
}
