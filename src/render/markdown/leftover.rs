//! Marks that open or close nothing, and what else the parser leaves as it is written although its author meant
//! something by it; and marks that it takes for something although they stand between numbers.

use super::call::seeming_calls;
use super::events::{Events, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{is_address, is_escaped};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Tells what is left over in the words of a text.
pub(super) fn tell(text: Text<'_, '_>, events: &Events<'_>, diagnostics: &mut Diagnostics) {
    let mut runs: Vec<Run> = Vec::new();
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                tell_between_digits(text, range, diagnostics);
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::FootnoteDefinition,
            )
            | Event::Start(Tag::List(_) | Tag::Paragraph) => {
                tell_runs(text, &std::mem::take(&mut runs), diagnostics);
            }
            Event::Text(words) if !in_code => {
                if words.len() == range.len() {
                    add_runs(text, range, &mut runs);
                }
                tell_links(text, range, diagnostics);
                tell_calls(text, range, diagnostics);
            }
            _ => {}
        }
    }
    tell_runs(text, &runs, diagnostics);
}

/// A run of marks that are shown as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    mark: u8,
    start: usize,
    end: usize,
}

fn add_runs(text: Text<'_, '_>, range: &Range<usize>, runs: &mut Vec<Run>) {
    let bytes = text.covered.as_bytes();
    for at in range.clone() {
        let mark = bytes[at];
        if !matches!(mark, b'*' | b'_' | b'~' | b'`')
            || (at == range.start && is_escaped(text.covered, at))
        {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == at && last.mark == mark => last.end += 1,
            _ => runs.push(Run {
                mark,
                start: at,
                end: at + 1,
            }),
        }
    }
}

/// What stands on both sides of a run.
struct Sides {
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    fn sides(self, text: &str) -> Sides {
        Sides {
            before: text[..self.start].chars().next_back(),
            after: text[self.end..].chars().next(),
        }
    }

    const fn length(self) -> usize {
        self.end - self.start
    }

    /// Whether it is one that its author surely meant for a mark, whatever else there is.
    fn is_meant(self, text: &str) -> bool {
        let Sides { before, after } = self.sides(text);
        let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let beside_letter = letter(before) || letter(after);
        match (self.mark, self.length()) {
            (b'*', 2 | 3) | (b'~', 2) => beside_letter,
            (b'`', length) => beside_letter || length > 2,
            // Within a word it is part of a name; in threes it is a line to write on.
            (b'_', 1 | 2) => {
                let is_edge = |side: Option<char>| {
                    side.is_none_or(|c| {
                        c.is_whitespace() || !(c.is_alphanumeric() || "/\\.-_@".contains(c))
                    })
                };
                (letter(before) && is_edge(after)) || (letter(after) && is_edge(before))
            }
            _ => false,
        }
    }

    /// Whether it looks like the first of a pair of single marks.
    fn may_open(self, text: &str) -> bool {
        let Sides { before, after } = self.sides(text);
        let is_start = before.is_none_or(|c| c.is_whitespace() || "([“\"".contains(c));
        let goes_on = after.is_some_and(|c| c.is_alphanumeric() || "“\"(".contains(c));
        self.mark == b'*' && self.length() == 1 && is_start && goes_on
    }

    /// Whether it looks like the second of a pair of single marks that a letter behind it keeps open.
    fn may_close(self, text: &str) -> bool {
        let Sides { before, after } = self.sides(text);
        let ends = before.is_some_and(|c| !c.is_whitespace());
        self.mark == b'*' && self.length() == 1 && ends && after.is_some_and(char::is_alphanumeric)
    }
}

/// Tells the marks that are left in one paragraph, once for each kind: where a pair stays open, its first.
fn tell_runs(text: Text<'_, '_>, runs: &[Run], diagnostics: &mut Diagnostics) {
    let mut told: Vec<&str> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let mark = &text.covered[run.start..run.end];
        let is_pair = |other: &&Run| other.mark == run.mark && other.length() == run.length();
        let mut later = runs[at + 1..].iter().filter(is_pair);
        let opens_pair =
            run.may_open(text.covered) && later.clone().any(|o| o.may_close(text.covered));
        let is_meant = run.is_meant(text.covered)
            || (run.mark == b'*' && run.length() > 1 && later.any(|o| o.is_meant(text.covered)))
            || opens_pair;
        if is_meant && !told.contains(&mark) {
            told.push(mark);
            let problem = Code::MarkLeft.arg("mark", mark);
            diagnostics.push(problem.at(text.positions.place(run.start)));
        }
    }
}

/// Tells a mark between two digits: `3*4` is no emphasis, and a sign that vanishes makes another number of two.
fn tell_between_digits(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let bytes = text.covered.as_bytes();
    let Some(&mark) = bytes.get(range.start) else {
        return;
    };
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let is_mark = |at: &usize| bytes.get(*at) == Some(&mark);
    // Strong emphasis within emphasis is told once.
    if range.start.checked_sub(1).is_some_and(|at| is_mark(&at)) {
        return;
    }
    let opened = (range.start..range.end).find(|at| !is_mark(at));
    let closed = (range.start..range.end).rev().find(|at| !is_mark(at));
    let before = range.start.checked_sub(1);
    let after = (range.end..bytes.len()).find(|at| !is_mark(at));
    let at_start = is_digit(before) && is_digit(opened);
    let at_end = is_digit(closed) && is_digit(after);
    if at_start || at_end {
        let at = if at_start {
            range.start
        } else {
            closed.map_or(range.start, |at| at + 1)
        };
        let problem = Code::MarkBetweenDigits.arg("mark", char::from(mark));
        diagnostics.push(problem.at(text.positions.place(at)));
    }
}

/// Tells what was meant for a link and is shown as it is written.
fn tell_links(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let all = text.positions.text();
    let Some(words) = all.get(range.clone()) else {
        return;
    };
    for (offset, bracket) in words.match_indices([']', ')']) {
        let at = range.start + offset;
        if is_escaped(all, at) || text.placements.cover(at) {
            continue;
        }
        let line = all[at + 1..].split('\n').next().unwrap_or_default();
        let is_link = if bracket == "]" {
            let target = line.strip_prefix(' ').unwrap_or(line);
            let inside = target
                .strip_prefix('(')
                .and_then(|rest| rest.split_once(')'));
            let is_joined = line.starts_with('(');
            let is_definition = line
                .strip_prefix(':')
                .is_some_and(|rest| is_address(rest.trim()) && begins_line(all, at));
            // `[[Kế hoạch]]`, as wikis write links.
            let is_wiki = line.starts_with(']') && ends_wiki_link(all, at);
            is_wiki
                || is_joined && has_open_bracket(all, at)
                || inside.is_some_and(|(inside, _)| is_address(inside.trim()))
                || is_definition
        } else {
            let inside = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            inside.is_some_and(|(inside, _)| is_address(inside.trim()))
        };
        if is_link {
            let problem = Diagnostic::new(Code::LinkNotRead);
            diagnostics.push(problem.at(text.positions.place(at)));
        }
    }
}

/// Whether two brackets open on the line before this byte, with nothing but words after them.
fn ends_wiki_link(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit_once("[[").map(|(_, words)| words);
    words.is_some_and(|words| !words.is_empty() && !words.contains(['[', ']']))
}

/// Whether a bracket opens on the line before this byte.
fn has_open_bracket(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.rfind('[').is_some_and(|open| !is_escaped(line, open))
}

/// Whether the line begins with the bracket that this one closes.
fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.trim_start_matches([' ', '>']).starts_with('[')
}

/// Tells a call without its braces, or with other ones.
fn tell_calls(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let all = text.positions.text();
    let Some(words) = all.get(range.clone()) else {
        return;
    };
    if !words.contains('(') {
        return;
    }
    // The rest of the call may stand in the next words: its underscores and quotes are marks to the parser.
    let line_end = all[range.end..]
        .find('\n')
        .map_or(all.len(), |at| range.end + at);
    for offset in seeming_calls(&all[range.start..line_end]) {
        let at = range.start + offset;
        let before = all[..at].trim_end();
        // What is wrong with one in braces is told already.
        let is_told = before.ends_with("{{")
            && (before.ends_with("\\{{") || text.placements.cover(before.len() - 1));
        if at < range.end && !is_told && !text.placements.cover(at) {
            let problem = Code::CallSyntax.help("braces");
            diagnostics.push(problem.at(text.positions.place(at)));
        }
    }
}
