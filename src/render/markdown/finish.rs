//! The last pass over sanitised HTML: marks give way to what they stand for, and the links and pictures that a
//! person wrote as HTML are resolved like those of the Markdown.

use super::escape::{push_escaped, unescape};
use super::link::Linker;
use super::marks::{Mark, Marks, Url};
use super::position::Positions;
use crate::diagnostic::Code;
use crate::place::Place;
use memchr::memmem;
use std::ops::Range;

/// What the last pass needs to know.
pub(super) struct Finisher<'a, 'l> {
    pub(super) marks: &'a Marks,
    pub(super) positions: &'a Positions<'a>,
    /// Where a person wrote HTML.
    pub(super) raw: &'a [Range<usize>],
    pub(super) linker: Linker<'l>,
}

impl Finisher<'_, '_> {
    /// The HTML as it goes into the page.
    pub(super) fn finish(&mut self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() * 2);
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            self.text(&rest[..open], &mut out);
            rest = &rest[open..];
            let length = tag_length(rest);
            let (tag, after) = rest.split_at(length);
            rest = after;
            if tag.starts_with("</") || tag.starts_with("<!") {
                out.push_str(tag);
            } else {
                self.tag(tag, &mut out);
            }
        }
        self.text(rest, &mut out);
        out
    }

    fn text(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(at) = memmem::find(rest.as_bytes(), self.marks.prefix().as_bytes()) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            match self.marks.at_start(rest) {
                Some((Mark::Html(html), length)) => {
                    out.push_str(html);
                    rest = &rest[length..];
                }
                _ => {
                    out.push_str(self.marks.prefix());
                    rest = &rest[self.marks.prefix().len()..];
                }
            }
        }
        out.push_str(rest);
    }

    /// A start tag as the sanitiser writes it: every attribute with a value in double quotes.
    fn tag(&mut self, tag: &str, out: &mut String) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        out.push('<');
        out.push_str(name);
        let mut rest = attributes;
        let mut has_alt = false;
        // What a person wrote of its size is left as it is.
        let (mut size, mut has_size) = (None, false);
        while let Some((key, value, after)) = next_attribute(rest) {
            rest = after;
            has_alt |= key == "alt";
            has_size |= matches!(key, "width" | "height");
            match (name, key) {
                (_, "id") => {
                    if let Some((Mark::Id(id), _)) = self.marks.at_start(value) {
                        push_attribute(out, "id", id);
                    }
                }
                ("a", "href") => {
                    if let Some(url) = self.url(value, false) {
                        push_attribute(out, "href", &url.href);
                        if url.is_external {
                            push_attribute(out, "rel", "noopener");
                        }
                    }
                }
                ("img", "src") => {
                    if let Some(url) = self.url(value, true) {
                        push_attribute(out, "src", &url.href);
                        size = url.size;
                    }
                    out.push_str(" loading=\"lazy\" decoding=\"async\"");
                }
                _ => {
                    out.extend([" ", key, "=\"", value, "\""]);
                }
            }
        }
        if name == "img" && !has_alt {
            let place = self.place_of_raw("<img");
            self.linker
                .diagnostics
                .push(Code::ImageWithoutAlt.at(place));
            out.push_str(" alt=\"\"");
        }
        if let Some((width, height)) = size.filter(|_| !has_size) {
            push_attribute(out, "width", &width.to_string());
            push_attribute(out, "height", &height.to_string());
        }
        out.push('>');
    }

    fn url(&mut self, value: &str, is_image: bool) -> Option<Url> {
        match self.marks.at_start(value) {
            Some((Mark::Url(url), _)) => url.clone(),
            _ => {
                let written = unescape(value);
                let place = self.place_of_raw(&written);
                self.linker.resolve(&written, is_image, place)
            }
        }
    }

    /// Where a person wrote this into the HTML, as well as that can be known.
    fn place_of_raw(&self, written: &str) -> Place {
        let text = self.positions.text();
        let find = |range: &Range<usize>| {
            let html = text.get(range.clone())?;
            html.to_ascii_lowercase()
                .find(&written.to_ascii_lowercase())
                .map(|at| range.start + at)
        };
        let start = self
            .raw
            .iter()
            .find_map(find)
            .or(self.raw.first().map(|r| r.start));
        self.positions.place(start.unwrap_or(0))
    }
}

/// The length of the tag at the beginning, past attributes in quotes.
fn tag_length(html: &str) -> usize {
    let mut in_quotes = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'>' if !in_quotes => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn next_attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let (key, after) = rest.split_once("=\"")?;
    let (value, after) = after.split_once('"')?;
    Some((key.trim(), value, after))
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\""]);
    push_escaped(out, value);
    out.push('"');
}
