//! What of a text the parser passes over, so that nobody would see it.

use super::events::{Events, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::ops::Range;

/// Tells every word of a text that is neither shown nor an address or a sign of the Markdown itself.
/// `definitions` are the bytes of those of references.
pub(super) fn tell(
    text: Text<'_, '_>,
    events: &Events<'_>,
    definitions: Vec<Range<usize>>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen = definitions;
    let mut rows: Vec<Range<usize>> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(range.clone()),
            Event::Start(tag) => seen.extend(of_tag(text, tag, range)),
            Event::End(_) => {}
            _ => seen.push(range.clone()),
        }
    }
    seen.sort_by_key(|range| range.start);
    let mut from = 0;
    for range in seen
        .into_iter()
        .chain(std::iter::once(text.covered.len()..text.covered.len()))
    {
        if range.start > from {
            tell_gap(text, from..range.start, &rows, diagnostics);
        }
        from = from.max(range.end);
    }
}

/// The bytes of a tag that say what it is.
fn of_tag(text: Text<'_, '_>, tag: &Tag<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let start = range.start;
    match tag {
        // Addresses are not shown, and are meant not to be.
        Tag::Link { .. } | Tag::Image { .. } => Some(range.clone()),
        // The name of a language, but no words behind it.
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
            let fence = text
                .covered
                .get(range.clone())?
                .trim_start_matches(['`', '~']);
            let name = fence
                .split(|c: char| c.is_whitespace() || !c.is_ascii())
                .next()?;
            Some(start..range.end - fence.len() + name.len())
        }
        Tag::FootnoteDefinition(label) => Some(start..start + label.len() + 4),
        Tag::Item => {
            let marker = text.covered.get(start..)?;
            let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
            Some(start..start + digits)
        }
        Tag::BlockQuote(Some(_)) => {
            let first = text.covered.get(start..)?.find('\n')?;
            Some(start..start + first)
        }
        _ => None,
    }
}

fn tell_gap(
    text: Text<'_, '_>,
    gap: Range<usize>,
    rows: &[Range<usize>],
    diagnostics: &mut Diagnostics,
) {
    let Some(lost) = text.positions.text().get(gap.clone()) else {
        return;
    };
    let mut at = gap.start;
    for line in lost.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(first) = line.find(char::is_alphanumeric) else {
            continue;
        };
        let is_in_row = rows.iter().any(|row| row.contains(&(start + first)));
        let words = line.trim().trim_matches('|').trim();
        let problem = if is_in_row {
            Diagnostic::new(Code::CellsBeyondHeader)
        } else {
            Diagnostic::new(Code::TextNotShown)
        };
        let place = text.positions.place(start + first);
        diagnostics.push(problem.arg("text", words).at(place));
    }
}
