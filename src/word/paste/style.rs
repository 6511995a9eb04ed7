//! What the style of an element says of its words.

use super::tree::Element;
use crate::word::model::{Look, Raised};

/// A property of an element's own style, in small letters; empty where it says nothing.
pub(super) fn property(element: &Element, name: &str) -> String {
    let mut declarations = element.get("style").split(';').rev();
    let value = declarations.find_map(|declaration| {
        let (key, value) = declaration.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then_some(value)
    });
    value.unwrap_or_default().trim().to_ascii_lowercase()
}

/// The look of an element's words within words of another look.
pub(super) fn look(element: &Element, around: Look) -> Look {
    let mut look = around;
    match &*element.name {
        "b" | "strong" | "th" => look.bold = true,
        "i" | "em" | "cite" | "var" | "dfn" => look.italic = true,
        "s" | "strike" => look.struck = true,
        "sup" => look.raised = Some(Raised::Above),
        "sub" => look.raised = Some(Raised::Below),
        _ => {}
    }
    match &*property(element, "font-weight") {
        "" | "inherit" => {}
        "bold" | "bolder" => look.bold = true,
        weight => look.bold = weight.parse::<u32>().is_ok_and(|weight| weight >= 600),
    }
    match &*property(element, "font-style") {
        "" | "inherit" => {}
        style => look.italic = style.starts_with("italic") || style.starts_with("oblique"),
    }
    let lines = ["text-decoration", "text-decoration-line"];
    look.struck |= lines
        .iter()
        .any(|line| property(element, line).contains("line-through"));
    match &*property(element, "vertical-align") {
        "super" => look.raised = Some(Raised::Above),
        "sub" => look.raised = Some(Raised::Below),
        "baseline" => look.raised = None,
        _ => {}
    }
    look
}

/// Whether an element is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    property(element, "display") == "none"
        || property(element, "visibility") == "hidden"
        || property(element, "mso-hide") == "all"
        || element.attributes.iter().any(|(name, _)| name == "hidden")
}

/// The name of the font, as it is written.
pub(super) fn font(element: &Element) -> Option<String> {
    let styled = property(element, "font-family");
    let named = if styled.is_empty() {
        element.get("face").to_owned()
    } else {
        styled
    };
    let first = named.split(',').next().unwrap_or_default();
    let first = first.trim().trim_matches(['"', '\'']).to_owned();
    (!first.is_empty()).then_some(first)
}

/// The list of Word that a paragraph belongs to, and its level, from 0.
pub(super) fn list_of_word(element: &Element) -> Option<(u32, u8)> {
    let value = property(element, "mso-list");
    let mut words = value.split_whitespace();
    let list = words.next()?.strip_prefix('l')?.parse().ok()?;
    let level: u8 = words.next()?.strip_prefix("level")?.parse().ok()?;
    Some((list, level.saturating_sub(1).min(8)))
}
