//! Lines that look like headings, tables, lists or front matter and are words to the parser; and words that are code to
//! it.

use super::events::{Events, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Tells such lines in the paragraphs of a text, and letters that nobody can read.
pub(super) fn tell(text: Text<'_, '_>, events: &Events<'_>, diagnostics: &mut Diagnostics) {
    let mut paragraph: Option<Range<usize>> = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { .. }) => tell_heading(text, range, diagnostics),
            Event::Start(Tag::TableRow) => tell_row(text, range, diagnostics),
            _ => {}
        }
        let is_inline = match event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            ),
            // What it ends was inline where it began so.
            Event::End(tag) => matches!(
                tag,
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image
            ),
            Event::Html(_) | Event::Rule => false,
            _ => true,
        };
        if is_inline {
            let whole = paragraph.get_or_insert(range.clone());
            whole.end = whole.end.max(range.end);
            continue;
        }
        // Items of a tight list have words without a paragraph around them.
        let is_paragraph = matches!(
            event,
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::Heading(_)
            ) | Event::Start(_)
        );
        if let Some(range) = paragraph.take().filter(|_| is_paragraph) {
            tell_paragraph(text, &range, diagnostics);
        }
    }
    tell_letters(text, diagnostics);
}

/// Tells a heading that was most probably a paragraph with a rule below it.
fn tell_heading(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let heading = text.covered.get(range.clone()).unwrap_or_default().trim();
    let has_rule = heading
        .lines()
        .last()
        .is_some_and(|last| last.trim().starts_with('-'));
    if has_rule && !heading.starts_with('#') && heading.lines().count() > 2 {
        let problem = Diagnostic::new(Code::HeadingByRule);
        diagnostics.push(problem.at(text.positions.place(range.start)));
    }
}

/// Tells a line below a table that became a row of it.
fn tell_row(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let row = text.covered.get(range.clone()).unwrap_or_default();
    if !row.contains('|') && row.contains(char::is_alphanumeric) {
        let problem = Diagnostic::new(Code::RowWithoutCells);
        diagnostics.push(problem.at(text.positions.place(range.start)));
    }
}

fn tell_paragraph(text: Text<'_, '_>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
    let Some(paragraph) = text.covered.get(range.clone()) else {
        return;
    };
    let mut at = range.start;
    let (mut pipes, mut first_of_table) = (0_usize, None);
    let (mut items, mut joined, mut is_first) = (0_usize, None, true);
    for whole in paragraph.split_inclusive('\n') {
        let line = whole.trim_matches(['\n', ' ', '\t', '>']);
        let start = at + whole.find(line).unwrap_or(0);
        at += whole.len();
        let place = || text.positions.place(start);
        if let Some(code) = unread(line) {
            diagnostics.push(code.at(place()));
        }
        if is_item(line) {
            items += 1;
            if !is_first && !breaks(&text.covered[..start]) {
                joined.get_or_insert(start);
            }
        }
        is_first = false;
        let is_row = line.matches('|').count() > 1 && line.starts_with('|');
        let is_delimiter = is_delimiter(line);
        if is_row || is_delimiter {
            pipes += if is_delimiter { 2 } else { 1 };
            first_of_table.get_or_insert(start);
        }
    }
    if let (2.., Some(start)) = (pipes, first_of_table) {
        let problem = Diagnostic::new(Code::TableNotRead);
        diagnostics.push(problem.at(text.positions.place(start)));
    }
    if let (2.., Some(start)) = (items, joined) {
        let problem = Diagnostic::new(Code::LinesJoined);
        diagnostics.push(problem.at(text.positions.place(start)));
    }
}

/// Whether a line is written as the one below a table's header.
fn is_delimiter(line: &str) -> bool {
    let is_part = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '–' | '—');
    let is_whole = line.contains('|') && line.contains('-') && line.chars().all(is_part);
    is_whole
        || ["|-", "| -", "|:-", "| :-"]
            .iter()
            .any(|start| line.starts_with(start))
}

/// Whether a line is written as an item of a list that Markdown does not know: `– Một`, `a) Một`, `1.1. Một`, and
/// numbers that it does not take for those of a list here.
fn is_item(line: &str) -> bool {
    if line.starts_with(['•', '·', '▪', '◦', '–', '—', '\u{f0b7}']) {
        return true;
    }
    let Some((marker, words)) = line.split_once([' ', '\u{a0}']) else {
        return false;
    };
    let mut letters = marker.chars();
    let is_letter = letters.next().is_some_and(char::is_lowercase) && letters.as_str() == ")";
    let number = marker.trim_end_matches(['.', ')']);
    let is_number = number.len() < marker.len()
        && number
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    !words.is_empty() && (is_letter || is_number)
}

/// Whether the line before this place ends in a break that is kept.
fn breaks(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '>']);
    let line = before.strip_suffix('\n').unwrap_or(before);
    line.ends_with("  ") || line.ends_with('\\')
}

/// What a line of a paragraph was meant for, as the code of the warning.
fn unread(line: &str) -> Option<Code> {
    let after_marks = line.trim_start_matches('#');
    let marks = line.len() - after_marks.len();
    let is_spaced = after_marks.starts_with('\u{a0}');
    let goes_on = after_marks.starts_with(|c: char| !c.is_whitespace());
    if (1..=6).contains(&marks) && (is_spaced || (marks > 1 && goes_on)) {
        return Some(Code::HeadingNotRead);
    }
    if line == "+++" {
        return Some(Code::FrontMatterInText);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match digits {
        0 => line.strip_prefix(['-', '+', '*']),
        _ => line[digits..].strip_prefix(['.', ')']),
    };
    marker
        .is_some_and(|rest| rest.starts_with('\u{a0}'))
        .then_some(Code::ListNotRead)
}

/// Tells a block of code that its author may not have meant: a paragraph set in by four spaces, or one that goes on to
/// the end since nothing closes it.
pub(super) fn tell_code(
    text: Text<'_, '_>,
    kind: &CodeBlockKind<'_>,
    range: &Range<usize>,
    diagnostics: &mut Diagnostics,
) {
    let place = text.positions.place(range.start);
    let block = text.covered.get(range.clone()).unwrap_or_default();
    match kind {
        CodeBlockKind::Indented => diagnostics.push(Code::IndentedText.at(place)),
        CodeBlockKind::Fenced(_) => {
            let fence = block.trim_start_matches(['`', '~']);
            let fence = &block[..block.len() - fence.len()];
            let last = block.trim_end().rsplit('\n').next().unwrap_or_default();
            let last = last.trim_start_matches([' ', '\t', '>']);
            let is_closed = block.trim_end().contains('\n') && last.starts_with(fence);
            if !is_closed {
                diagnostics.push(Code::CodeOpen.at(place));
            }
        }
    }
}

/// Tells letters that only the font of another program shows, once for each of them: boxes of Symbol and Wingdings, the
/// place of a picture that stayed in Word, lost letters, signs that control a printer.
fn tell_letters(text: Text<'_, '_>, diagnostics: &mut Diagnostics) {
    let is_odd = |c: char| {
        matches!(
            c,
            '\u{e000}'..='\u{f8ff}' | '\u{fffc}' | '\u{fffd}' | '\u{2028}' | '\u{2029}'
        ) || (c.is_control() && !matches!(c, '\n' | '\t'))
    };
    let mut told: Vec<char> = Vec::new();
    let source = text.positions.text();
    for (at, c) in source.char_indices().filter(|(_, c)| is_odd(*c)) {
        if !told.contains(&c) {
            told.push(c);
            let problem = Code::OddLetter.arg("letter", format!("U+{:04X}", u32::from(c)));
            diagnostics.push(problem.at(text.positions.place(at)));
        }
    }
}
