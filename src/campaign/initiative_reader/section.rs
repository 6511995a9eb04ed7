//! The sections of a page's text that are keys: each by itself, and what is left.

use super::key::Key;
use crate::campaign::Prose;
use crate::source::{ColumnNames, Place, header_key};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A section that is a key.
#[derive(Debug)]
pub(super) struct Section {
    /// The key that its heading names.
    pub(super) key: Key,
    /// Where its heading stands.
    pub(super) place: Place,
    /// Its text below the heading; `None` where there is none.
    pub(super) prose: Option<Prose>,
}

/// A page's text taken apart.
#[derive(Debug)]
pub(super) struct Sections {
    /// The sections that are keys, in their order.
    pub(super) known: Vec<Section>,
    /// Everything else, if there is any.
    pub(super) rest: Option<Prose>,
}

/// A heading of the text itself, not within a quotation or a list.
struct Heading {
    level: HeadingLevel,
    key: Option<Key>,
    range: Range<usize>,
}

/// Takes a text apart. A section begins at a heading that `key_of` knows and ends before the next heading of its level
/// or above; headings below it are its own. Lines stay where they are, so that what is wrong in them is told there.
pub(super) fn split_sections(prose: &Prose, key_of: impl Fn(&str) -> Option<Key>) -> Sections {
    let outline = Outline::new(&prose.markdown, key_of);
    let mut known = Vec::new();
    let mut left: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    let mut headings = outline.headings.iter().enumerate();
    while let Some((at, heading)) = headings.next() {
        let Some(key) = heading.key else { continue };
        let below = outline.headings[at + 1..].iter();
        let inside = below
            .take_while(|other| other.level > heading.level)
            .count();
        let end = outline
            .headings
            .get(at + 1 + inside)
            .map_or(prose.markdown.len(), |next| next.range.start);
        left.push(from..heading.range.start);
        from = end;
        let line = line_of(&prose.markdown, heading.range.start);
        known.push(Section {
            key,
            place: Place::line(prose.file, prose.first_line.saturating_add(line)),
            prose: outline.part(prose, &[heading.range.end..end]),
        });
        if inside > 0 {
            headings.nth(inside - 1);
        }
    }
    left.push(from..prose.markdown.len());
    Sections {
        known,
        rest: outline.part(prose, &left),
    }
}

/// How many lines end before a byte.
fn line_of(text: &str, at: usize) -> u32 {
    let ends = text.as_bytes()[..at]
        .iter()
        .filter(|&&b| b == b'\n')
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// What a text consists of, as far as taking it apart needs it.
struct Outline<'t> {
    text: &'t str,
    headings: Vec<Heading>,
    /// Definitions of links, which serve the whole text.
    links: Vec<Range<usize>>,
    /// Footnotes by label, which go where they are referred to.
    notes: Vec<(Box<str>, Range<usize>)>,
    /// References to footnotes by label.
    references: Vec<(Box<str>, usize)>,
}

impl<'t> Outline<'t> {
    fn new(text: &'t str, key_of: impl Fn(&str) -> Option<Key>) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
        let mut events = Parser::new_ext(text, options).into_offset_iter();
        let mut this = Self {
            text,
            headings: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            references: Vec::new(),
        };
        let mut depth = 0usize;
        let mut title: Option<String> = None;
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                    title = Some(String::new());
                    this.headings.push(Heading {
                        level,
                        key: None,
                        range,
                    });
                    depth += 1;
                }
                Event::Start(tag) => {
                    if let Tag::FootnoteDefinition(label) = &tag {
                        this.notes.push((label.as_ref().into(), range));
                    }
                    depth += 1;
                }
                Event::End(TagEnd::Heading(_)) if depth == 1 => {
                    depth = 0;
                    if let (Some(title), Some(heading)) = (title.take(), this.headings.last_mut()) {
                        heading.key = key_of(bare_title(&title));
                    }
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Text(words) | Event::Code(words) => {
                    if let Some(title) = &mut title {
                        title.push_str(&words);
                    }
                }
                Event::FootnoteReference(label) => {
                    this.references.push((label.as_ref().into(), range.start));
                }
                _ => {}
            }
        }
        let definitions = events.reference_definitions().iter();
        this.links = definitions.map(|(_, link)| link.span.clone()).collect();
        this.links.sort_by_key(|span| span.start);
        this
    }

    /// The part of the text that lies in some ranges of whole lines, with the definitions that serve it; `None` where
    /// nothing is written there.
    fn part(&self, prose: &Prose, ranges: &[Range<usize>]) -> Option<Prose> {
        let lies_in = |at: usize, ranges: &[Range<usize>]| ranges.iter().any(|r| r.contains(&at));
        let notes = self.notes_of(ranges);
        let mut markdown = String::new();
        let mut skipped = 0;
        let mut has_words = false;
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let is_link = self.links.iter().any(|l| l.start < at && start < l.end);
            let note = self
                .notes
                .iter()
                .position(|(_, range)| range.contains(&start));
            let is_kept = match note {
                Some(note) => notes[note],
                None => is_link || lies_in(start, ranges),
            };
            let is_blank = line.trim().is_empty();
            if is_kept && !is_blank {
                markdown.push_str(line);
                has_words |= note.is_none() && !is_link;
            } else if markdown.is_empty() {
                skipped += 1;
            } else {
                markdown.push('\n');
            }
        }
        has_words.then(|| Prose {
            file: prose.file,
            title: prose.title.clone(),
            markdown: format!("{}\n", markdown.trim_end()).into(),
            first_line: prose.first_line.saturating_add(skipped),
        })
    }

    /// For each footnote, whether it goes with the text of some ranges: because that refers to it, or because nothing
    /// does and it stands there, to be told.
    fn notes_of(&self, ranges: &[Range<usize>]) -> Vec<bool> {
        let lies_in = |at: usize| ranges.iter().any(|range| range.contains(&at));
        let within_note = |at: usize| self.notes.iter().position(|(_, range)| range.contains(&at));
        let mut kept: Vec<bool> = self
            .notes
            .iter()
            .map(|(label, range)| {
                let is_used = self.references.iter().any(|(used, _)| used == label);
                !is_used && lies_in(range.start)
            })
            .collect();
        // Footnotes may refer to footnotes.
        for _ in 0..=self.notes.len() {
            for (label, at) in &self.references {
                let is_here = match within_note(*at) {
                    Some(note) => kept[note],
                    None => lies_in(*at),
                };
                if let Some(note) = self.notes.iter().position(|(own, _)| own == label) {
                    kept[note] |= is_here;
                }
            }
        }
        kept
    }
}

/// A heading without the number before it and the sign behind it: `2. Giải pháp:` is `Giải pháp`.
fn bare_title(title: &str) -> &str {
    let title = title.trim().trim_end_matches([':', '.']).trim_end();
    let Some((number, rest)) = title.split_once(['.', ')', '/']) else {
        return title;
    };
    let is_number = !number.is_empty()
        && (number.bytes().all(|b| b.is_ascii_digit())
            || number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')));
    if is_number { rest.trim_start() } else { title }
}

/// The key of a heading: one of those that may be sections.
pub(super) fn section_key(names: &ColumnNames, title: &str) -> Option<Key> {
    let column = names
        .find(title)
        .filter(|_| !header_key(title).is_empty())?;
    Key::SECTIONS.into_iter().find(|key| key.column() == column)
}
