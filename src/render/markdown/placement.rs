//! Finding the calls of a text, and hiding them from the Markdown parser, which would read their quotes and
//! underscores as Markdown: each is covered with as many bytes of `x`, so that every other byte keeps its place.

use super::call::{self, Call};
use super::position::Positions;
use super::{Surroundings, parser_options};
use crate::diagnostic::{Diagnostic, Diagnostics};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A call in its place.
#[derive(Debug)]
pub(super) struct PlacedCall {
    pub(super) range: Range<usize>,
    /// The call and what it became; `None` where it is wrong, which is told.
    pub(super) made: Option<(Call, String)>,
    pub(super) is_used: bool,
}

/// The calls of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Calls {
    all: Vec<PlacedCall>,
}

impl Calls {
    /// Finds every call outside code and has it made. Braces after a backslash are text.
    pub(super) fn find(
        positions: &Positions<'_>,
        surroundings: &mut dyn Surroundings,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let text = positions.text();
        let mut all: Vec<PlacedCall> = Vec::new();
        if memchr::memmem::find(text.as_bytes(), b"{{").is_none() {
            return Self { all };
        }
        let mut in_code = false;
        for (event, range) in Parser::new_ext(text, parser_options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if !in_code => {
                    find_in(positions, range, &mut all, surroundings, diagnostics);
                }
                Event::Html(_) | Event::InlineHtml(_) => refuse_in(positions, range, diagnostics),
                _ => {}
            }
        }
        Self { all }
    }

    /// The text with every call covered.
    pub(super) fn covered(&self, text: &str) -> String {
        let mut covered = String::with_capacity(text.len());
        let mut done = 0;
        for call in &self.all {
            covered.push_str(&text[done..call.range.start]);
            covered.extend(std::iter::repeat_n('x', call.range.len()));
            done = call.range.end;
        }
        covered.push_str(&text[done..]);
        covered
    }

    /// The first call that lies in these bytes, marked as used.
    pub(super) fn take(&mut self, range: &Range<usize>) -> Option<&PlacedCall> {
        let first = self.all.partition_point(|c| c.range.start < range.start);
        let call = self
            .all
            .get_mut(first)
            .filter(|c| c.range.end <= range.end)?;
        call.is_used = true;
        Some(call)
    }

    /// Whether a call lies in these bytes.
    pub(super) fn any_in(&self, range: &Range<usize>) -> bool {
        let first = self.all.partition_point(|c| c.range.start < range.start);
        self.all
            .get(first)
            .is_some_and(|c| c.range.end <= range.end)
    }

    /// The words of these bytes without the calls among them.
    pub(super) fn left_out<'t>(&self, text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        if !self.any_in(range) || text.len() != range.len() {
            return Cow::Borrowed(text);
        }
        let mut left = text.to_owned();
        for call in self
            .all
            .iter()
            .rev()
            .filter(|c| c.range.start >= range.start && c.range.end <= range.end)
        {
            left.replace_range(
                call.range.start - range.start..call.range.end - range.start,
                "",
            );
        }
        Cow::Owned(left)
    }

    /// The call that takes up these bytes but for white space.
    pub(super) fn alone_in(&self, text: &str, range: &Range<usize>) -> Option<&PlacedCall> {
        let inside = text.get(range.clone())?;
        let start = range.start + inside.len() - inside.trim_start().len();
        let end = range.start + inside.trim_end().len();
        let first = self.all.partition_point(|c| c.range.start < start);
        self.all.get(first).filter(|c| c.range == (start..end))
    }

    /// Calls that found no place in the page, since something around them hid them.
    pub(super) fn unused(&self) -> impl Iterator<Item = &PlacedCall> {
        self.all.iter().filter(|c| !c.is_used && c.made.is_some())
    }
}

fn find_in(
    positions: &Positions<'_>,
    range: Range<usize>,
    all: &mut Vec<PlacedCall>,
    surroundings: &mut dyn Surroundings,
    diagnostics: &mut Diagnostics,
) {
    let text = positions.text();
    let mut at = range.start.max(all.last().map_or(0, |c| c.range.end));
    while let Some(start) = text
        .get(at..range.end)
        .and_then(|t| t.find("{{"))
        .map(|i| at + i)
    {
        at = start + 2;
        let is_escaped = start == range.start && text[..start].ends_with('\\');
        let Some(found) = (!is_escaped)
            .then(|| call::read(positions, start))
            .flatten()
        else {
            continue;
        };
        at = found.range.end;
        let made = match found.call.map(|call| (surroundings.call(&call), call)) {
            Ok((Ok(html), call)) => Some((call, html)),
            Ok((Err(problems), _)) | Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| diagnostics.push(problem));
                None
            }
        };
        all.push(PlacedCall {
            range: found.range,
            made,
            is_used: false,
        });
    }
}

/// Tells a call within HTML that a person wrote: it would be shown as it is written.
fn refuse_in(positions: &Positions<'_>, range: Range<usize>, diagnostics: &mut Diagnostics) {
    let Some(html) = positions.text().get(range.clone()) else {
        return;
    };
    for (at, _) in html.match_indices("{{") {
        if call::read(positions, range.start + at).is_some() {
            let place = positions.place(range.start + at);
            diagnostics.push(Diagnostic::error("call-not-here").at(place).help("html"));
        }
    }
}
