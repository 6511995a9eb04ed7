//! What people write before a unit's name: the number of the line in a list, the committee that administers it.

use crate::text::fold;

/// What stands behind "People's Committee of" (`UBND Quận 1`, `Ủy ban nhân dân Phường 12, Quận 3`): the unit that it
/// administers, which is what a campaign counts.
pub(crate) fn without_committee(text: &str) -> Option<&str> {
    for words in [1, 4] {
        let mut left = words;
        let end = text.char_indices().find(|(_, c)| {
            left -= usize::from(c.is_whitespace());
            left == 0
        });
        let (name, unit) = text.split_at(end?.0);
        if matches!(&*fold(name), "ubnd" | "uy ban nhan dan") {
            return Some(unit.trim_start());
        }
    }
    None
}

/// A text behind the number of its line in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed<'t> {
    /// What follows the number.
    pub(super) rest: &'t str,
    /// Whether the number is a letter that also stands for a kind of units: `P.`, `Q.`, `H.`, `X.`.
    pub(super) may_be_kind: bool,
}

/// The text behind `1.`, `1)`, `(1)`, `1/`, `1.2.`, `I.`, `II -`, `a)`, `A.`; `None` where it begins with no such number.
pub(super) fn without_list_number(text: &str) -> Option<Listed<'_>> {
    let text = text.trim_start_matches(['-', '–', '—', '+', '•', '*', '·', ' ', '\u{a0}']);
    let (is_bracketed, inner) = match text.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .unwrap_or(inner.len());
    let (mut number, mut rest) = inner.split_at(end);
    // "1.Phường": the letters behind the point belong to the name.
    if let Some(point) = number.rfind('.')
        && !number[point + 1..].is_empty()
        && !number[point + 1..].bytes().all(|b| b.is_ascii_digit())
    {
        (number, rest) = inner.split_at(point + 1);
    }
    let is_closed = if is_bracketed {
        rest = rest.strip_prefix(')')?;
        true
    } else if let Some(after) = rest.strip_prefix([')', '/', ':']) {
        rest = after;
        true
    } else {
        number.ends_with('.')
    };
    let is_many = number.trim_end_matches('.').contains('.');
    let label = number.trim_end_matches('.');
    let rest = rest.trim_start();
    let behind_dash = rest.strip_prefix(['-', '–', '—']);
    let is_number = label
        .split('.')
        .all(|part| is_arabic(part) || (is_roman(part) && !part.is_empty()));
    let is_letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    let is_label = if is_closed || is_many {
        is_number || is_letter
    } else {
        // "II - Phường": a number alone may be a part of the name.
        behind_dash.is_some() && is_roman(label)
    };
    let rest = behind_dash.unwrap_or(rest).trim_start();
    (is_label && !rest.is_empty()).then_some(Listed {
        rest,
        may_be_kind: is_letter
            && matches!(
                label,
                "p" | "P" | "q" | "Q" | "h" | "H" | "x" | "X" | "t" | "T"
            ),
    })
}

/// The text behind such a number, where it begins with one that is no word for a kind.
pub(crate) fn behind_list_number(text: &str) -> Option<&str> {
    let listed = without_list_number(text)?;
    (!listed.may_be_kind).then_some(listed.rest)
}

fn is_arabic(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_roman(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|b| b"IVXLC".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_numbers_stand_before_names() {
        for text in [
            "1. Phường An Lạc",
            "1.Phường An Lạc",
            "01. Phường An Lạc",
            "1) Phường An Lạc",
            "(1) Phường An Lạc",
            "1/ Phường An Lạc",
            "1.2. Phường An Lạc",
            "1.2 Phường An Lạc",
            "I.1. Phường An Lạc",
            "I. Phường An Lạc",
            "II - Phường An Lạc",
            "III– Phường An Lạc",
            "a) Phường An Lạc",
            "A. Phường An Lạc",
            "- 1. Phường An Lạc",
            "1. - Phường An Lạc",
        ] {
            let rest = without_list_number(text).map(|listed| listed.rest);
            assert_eq!(rest, Some("Phường An Lạc"), "{text}");
        }
        for text in [
            "Phường An Lạc",
            "1 Phường An Lạc",
            "12 - Quận 3",
            "12, Quận 3",
            "P12, Quận 3",
            "1.",
            "1)",
            "2019. Quận 3",
            "UBND. Quận 3",
            "",
            "(Quận 3)",
        ] {
            assert_eq!(without_list_number(text), None, "{text}");
        }
        assert!(without_list_number("P. An Lạc").is_some_and(|listed| listed.may_be_kind));
        assert!(without_list_number("X. An Lạc").is_some_and(|listed| listed.may_be_kind));
        assert!(without_list_number("V. An Lạc").is_some_and(|listed| !listed.may_be_kind));
    }
}
