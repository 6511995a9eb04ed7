//! Finding the calls and bare addresses of a text, and hiding them from the Markdown parser, which would read their
//! quotes and underscores as Markdown: each is covered with as many bytes of `x`, so that every other byte keeps its
//! place.

use super::Surroundings;
use super::address::{Address, addresses_in, may_have_addresses};
use super::call::{self, Call};
use super::position::Positions;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::markdown_options;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// No name before the `@` of an address of mail is longer.
const LONGEST_LOCAL: usize = 64;

/// What stands in a place.
#[derive(Debug)]
pub(super) enum Placed {
    /// A call and what it became.
    Call(Call, String),
    /// A call that is wrong, which is told.
    WrongCall,
    /// A bare address, and where it leads.
    Address(String),
}

/// A call or a bare address in its place.
#[derive(Debug)]
pub(super) struct Placement {
    pub(super) range: Range<usize>,
    pub(super) placed: Placed,
    pub(super) is_used: bool,
}

impl Placement {
    fn is_call(&self) -> bool {
        !matches!(self.placed, Placed::Address(_))
    }
}

/// The calls and bare addresses of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Placements {
    all: Vec<Placement>,
}

impl Placements {
    /// Finds every call outside code and has it made, and every bare address outside code and links. Braces after a
    /// backslash are text. `covered` is the text as the parser is to have it.
    pub(super) fn find(
        positions: &Positions<'_>,
        covered: &str,
        surroundings: &mut dyn Surroundings,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut all: Vec<Placement> = Vec::new();
        let has_calls = memchr::memmem::find(covered.as_bytes(), b"{{").is_some();
        let has_addresses = may_have_addresses(covered);
        if !has_calls && !has_addresses {
            return Self { all };
        }
        let words = Words::find(covered);
        for range in &words.html {
            refuse_in(positions, range.clone(), diagnostics);
        }
        for range in words.all.iter().filter(|_| has_calls) {
            find_in(
                positions,
                range.clone(),
                &mut all,
                surroundings,
                diagnostics,
            );
        }
        if has_addresses {
            add_addresses(covered, &words, &mut all);
        }
        Self { all }
    }

    /// The text with every one covered.
    pub(super) fn covered(&self, text: &str) -> String {
        let mut covered = String::with_capacity(text.len());
        let mut done = 0;
        for placement in &self.all {
            covered.push_str(&text[done..placement.range.start]);
            covered.extend(std::iter::repeat_n('x', placement.range.len()));
            done = placement.range.end;
        }
        covered.push_str(&text[done..]);
        covered
    }

    fn first_at(&self, start: usize) -> usize {
        self.all.partition_point(|c| c.range.start < start)
    }

    /// The first that lies in these bytes, marked as used.
    pub(super) fn take(&mut self, range: &Range<usize>) -> Option<&Placement> {
        let first = self.first_at(range.start);
        let placement = self
            .all
            .get_mut(first)
            .filter(|c| c.range.end <= range.end)?;
        placement.is_used = true;
        Some(placement)
    }

    /// Those that lie in these bytes.
    fn within(&self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = &Placement> {
        let rest = self.all.get(self.first_at(range.start)..);
        let rest = rest.unwrap_or_default();
        let end = rest.partition_point(|c| c.range.end <= range.end);
        rest[..end].iter()
    }

    /// Whether a call lies in these bytes.
    pub(super) fn any_call_in(&self, range: &Range<usize>) -> bool {
        self.within(range).any(Placement::is_call)
    }

    /// The words of these bytes as people read them: with the addresses, without the calls. `source` is the text that
    /// nothing is covered in.
    pub(super) fn read_out<'t>(
        &self,
        text: &'t str,
        range: &Range<usize>,
        source: &str,
    ) -> Cow<'t, str> {
        if text.len() != range.len() || self.within(range).next().is_none() {
            return Cow::Borrowed(text);
        }
        let mut read = text.to_owned();
        for placement in self.within(range).rev() {
            let written = source.get(placement.range.clone()).unwrap_or_default();
            let at = placement.range.start - range.start..placement.range.end - range.start;
            read.replace_range(at, if placement.is_call() { "" } else { written });
        }
        Cow::Owned(read)
    }

    /// The call that takes up these bytes but for white space.
    pub(super) fn call_alone_in(&self, text: &str, range: &Range<usize>) -> Option<&Placement> {
        let inside = text.get(range.clone())?;
        let start = range.start + inside.len() - inside.trim_start().len();
        let end = range.start + inside.trim_end().len();
        let first = self.all.get(self.first_at(start));
        first.filter(|c| c.is_call() && c.range == (start..end))
    }

    /// Whether this byte belongs to one.
    pub(super) fn cover(&self, at: usize) -> bool {
        let next = self.all.partition_point(|c| c.range.end <= at);
        self.all.get(next).is_some_and(|c| c.range.contains(&at))
    }

    /// Calls that found no place in the page, since something around them hid them.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Placement> {
        let is_lost = |c: &&Placement| !c.is_used && matches!(c.placed, Placed::Call(..));
        self.all.iter().filter(is_lost)
    }
}

/// Where a text has words, by what may stand among them.
#[derive(Debug, Default)]
struct Words {
    /// All outside code.
    all: Vec<Range<usize>>,
    /// Those in which an address would be a link.
    free: Vec<Range<usize>>,
    /// HTML that a person wrote.
    html: Vec<Range<usize>>,
}

impl Words {
    fn find(text: &str) -> Self {
        let mut words = Self::default();
        let (mut in_code, mut links, mut html_links) = (false, 0_usize, 0_usize);
        for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
                Event::End(TagEnd::Paragraph) => html_links = 0,
                Event::Text(_) if !in_code => {
                    if links + html_links == 0 {
                        words.free.push(range.clone());
                    }
                    words.all.push(range);
                }
                Event::Html(_) => words.html.push(range),
                Event::InlineHtml(html) => {
                    let html = html.to_ascii_lowercase();
                    if html.starts_with("</a") {
                        html_links = html_links.saturating_sub(1);
                    } else if html.starts_with("<a ") {
                        html_links += 1;
                    }
                    words.html.push(range);
                }
                _ => {}
            }
        }
        words.all.sort_by_key(|range| range.start);
        words.free.sort_by_key(|range| range.start);
        words
    }

    fn is_free(&self, at: usize) -> bool {
        let next = self.free.partition_point(|range| range.end <= at);
        self.free.get(next).is_some_and(|range| range.contains(&at))
    }
}

/// Adds the bare addresses of a text that are in no call.
fn add_addresses(text: &str, words: &Words, all: &mut Vec<Placement>) {
    let calls = all.len();
    let is_free = |at| words.is_free(at);
    let mut end = 0;
    for range in &words.free {
        // An address may go on in what the parser takes for the next words; mail begins in those before.
        let from = range.start.max(end);
        let joined = text[end..from]
            .char_indices()
            .rev()
            .take(LONGEST_LOCAL)
            .take_while(|(at, c)| !c.is_whitespace() && words.is_free(end + at))
            .last();
        let from = joined.map_or(from, |(at, _)| end + at);
        if from >= range.end {
            continue;
        }
        for Address { range, url } in addresses_in(text, from..range.end, &is_free) {
            end = range.end;
            let is_in_call = all[..calls]
                .iter()
                .any(|call| call.range.start < range.end && range.start < call.range.end);
            if !is_in_call {
                all.push(Placement {
                    range,
                    placed: Placed::Address(url),
                    is_used: false,
                });
            }
        }
    }
    all.sort_by_key(|placement| placement.range.start);
}

fn find_in(
    positions: &Positions<'_>,
    range: Range<usize>,
    all: &mut Vec<Placement>,
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
            if !is_escaped && call::is_braced(&text[start..range.end]) {
                let problem = Code::BracesLeft.at(positions.place(start));
                diagnostics.push(problem);
            }
            continue;
        };
        at = found.range.end;
        diagnostics.extend_one(found.note);
        let placed = match found.call.map(|call| (surroundings.call(&call), call)) {
            Ok((Ok(html), call)) => Placed::Call(call, html),
            Ok((Err(problems), _)) | Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| diagnostics.push(problem));
                Placed::WrongCall
            }
        };
        all.push(Placement {
            range: found.range,
            placed,
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
            diagnostics.push(Code::CallNotHere.at(place).help("html"));
        }
    }
}
