//! HTML that a person wrote into the Markdown: what of it will be left out is told.

use super::position::Positions;
use super::sanitise::{ANY, ATTRIBUTES, ELEMENTS};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// Elements whose end people leave out, and that HTML ends by itself.
const ENDED_BY_HTML: [&str; 17] = [
    "br", "col", "colgroup", "dd", "dt", "hr", "img", "li", "p", "tbody", "td", "tfoot", "th",
    "thead", "tr", "wbr", "caption",
];

/// Elements that have no words of a page in them: without an end they take away all that follows.
const SWALLOWING: [&str; 13] = [
    "iframe",
    "math",
    "noembed",
    "noframes",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
];

/// The HTML of one text, read in its order.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// The elements that are open, each with the byte at which it begins.
    open: Vec<(String, usize)>,
}

impl RawHtml {
    /// Tells what of the HTML at `range` will be left out, or shown as it is written. Only a reading aid: what passes is
    /// the sanitiser's business.
    pub(super) fn tell(
        &mut self,
        positions: &Positions<'_>,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(html) = positions.text().get(range.clone()) else {
            return;
        };
        let mut push = |problem: Diagnostic, at: usize| {
            diagnostics.push(problem.at(positions.place(range.start + at)));
        };
        let mut at = 0;
        while let Some(open) = html[at..].find('<').map(|i| at + i) {
            tell_markdown(&html[at..open], at, &mut push);
            let rest = &html[open + 1..];
            if rest.starts_with(['!', '?']) {
                at = tell_declaration(html, open, &mut push);
                continue;
            }
            let is_end = rest.starts_with('/');
            let name_start = open + 1 + usize::from(is_end);
            let name = &html[name_start..];
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = name[..length].to_ascii_lowercase();
            at = name_start + length;
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let is_known = ELEMENTS.contains(&name.as_str());
            let end = html[at..].find('>').map_or(html.len(), |i| at + i);
            let is_void = html[at..end].ends_with('/');
            if is_end {
                self.close(&name);
                at = end;
                continue;
            }
            if !is_void && (is_known || SWALLOWING.contains(&name.as_str())) {
                self.open.push((name.clone(), range.start + open));
            }
            if !is_known {
                let problem = Diagnostic::new(Code::HtmlLeftOut);
                push(problem.arg("html", format!("<{name}>")), open);
                continue;
            }
            tell_attributes(&name, &html[at..end], at, &mut push);
            at = end;
        }
        tell_markdown(&html[at..], at, &mut push);
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }

    /// Tells the elements that nothing closes: they take up the rest of the page.
    pub(super) fn tell_open(self, positions: &Positions<'_>, diagnostics: &mut Diagnostics) {
        let mut open = self.open.into_iter();
        let first = open.find(|(name, _)| !ENDED_BY_HTML.contains(&name.as_str()));
        if let Some((name, at)) = first {
            let is_swallowing = SWALLOWING.contains(&name.as_str());
            let problem = Code::HtmlOpen.arg("name", name).at(positions.place(at));
            diagnostics.push(problem.warning_unless(is_swallowing));
        }
    }
}

/// Warns of attributes that the sanitiser leaves out.
fn tell_attributes(name: &str, inside: &str, at: usize, push: &mut impl FnMut(Diagnostic, usize)) {
    let allowed = ATTRIBUTES
        .iter()
        .find(|(element, _)| *element == name)
        .map_or(&[][..], |(_, attributes)| *attributes);
    for (offset, attribute) in attributes(inside) {
        let is_allowed = |a: &&str| *a != "id" && (allowed.contains(a) || ANY.contains(a));
        if !is_allowed(&attribute.as_str()) {
            let problem = Diagnostic::new(Code::HtmlLeftOut);
            push(problem.arg("html", format!("{attribute}=…")), at + offset);
        }
    }
}

/// A comment, or what is no element: left out, to its end, which is given back. A comment without an end takes the
/// whole rest of the text with it.
fn tell_declaration(html: &str, open: usize, push: &mut impl FnMut(Diagnostic, usize)) -> usize {
    let rest = &html[open..];
    let (end, is_comment) = match rest {
        _ if rest.starts_with("<!-->") || rest.starts_with("<!--->") => (">", true),
        _ if rest.starts_with("<!--") => ("-->", true),
        _ if rest.starts_with("<![CDATA[") => ("]]>", false),
        _ if rest.starts_with("<?") => ("?>", false),
        _ => (">", false),
    };
    let ends = rest.find(end).map(|at| open + at + end.len());
    if ends.is_none() && is_comment {
        push(Diagnostic::new(Code::HtmlCommentOpen), open);
    } else if !is_comment {
        let shown: String = rest.chars().take(12).take_while(|c| *c != '\n').collect();
        let problem = Diagnostic::new(Code::HtmlLeftOut);
        push(problem.arg("html", format!("{shown}…")), open);
    }
    ends.unwrap_or(html.len())
}

/// Warns of Markdown within HTML, which is shown as it is written.
fn tell_markdown(text: &str, at: usize, push: &mut impl FnMut(Diagnostic, usize)) {
    const BLOCKS: [&str; 7] = ["# ", "##", "- ", "* ", "+++", "|", "```"];
    let bold = text
        .find("**")
        .filter(|start| text[start + 2..].contains("**"));
    let link = text.find("](").filter(|end| text[..*end].contains('['));
    let note = text.find("[^");
    let mut lines = text.match_indices('\n').map(|(end, _)| end + 1);
    let block = lines.find(|start| {
        let line = &text[*start..];
        BLOCKS.iter().any(|block| line.starts_with(block))
    });
    if let Some(first) = bold.into_iter().chain(link).chain(note).chain(block).min() {
        push(Diagnostic::new(Code::MarkdownInHtml), at + first);
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
