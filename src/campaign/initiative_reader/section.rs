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
            prose: outline.part(prose, std::slice::from_ref(&(heading.range.end..end))),
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
#[derive(Default)]
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
            ..Self::default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::initiative_reader::REGISTER_COLUMNS;
    use crate::campaign::table_columns::column_names;
    use crate::source::FileId;
    use proptest::prelude::*;

    /// What is left and the sections, each as the line on which it begins and its text.
    type Split = (
        Option<(u32, String)>,
        Vec<(Key, u32, Option<(u32, String)>)>,
    );

    fn split(markdown: &str) -> Split {
        let names = column_names(&REGISTER_COLUMNS, &[]);
        let prose = Prose {
            file: FileId(0),
            title: None,
            markdown: markdown.into(),
            first_line: 10,
        };
        let sections = split_sections(&prose, |title| section_key(&names, title));
        let told = |prose: Option<Prose>| prose.map(|p| (p.first_line, p.markdown.to_string()));
        let known = sections.known.into_iter();
        let known = known.map(|s| (s.key, s.place.line, told(s.prose)));
        (told(sections.rest), known.collect())
    }

    fn section(key: Key, heading: u32, line: u32, text: &str) -> (Key, u32, Option<(u32, String)>) {
        (key, heading, Some((line, text.to_owned())))
    }

    #[test]
    fn headings_begin_sections_and_end_them() {
        let (rest, known) = split(
            "Đầu\n\n## Vấn đề\na\n### Kết quả\nb\n## Khác\nc\n\nLessons\n---\nd\n# KHÓ KHĂN:\n",
        );
        assert_eq!(rest, Some((10, "Đầu\n\n\n\n\n\n## Khác\nc\n".to_owned())));
        assert_eq!(
            known,
            [
                section(Key::Problem, 12, 13, "a\n### Kết quả\nb\n"),
                section(Key::Lessons, 19, 21, "d\n"),
                (Key::Difficulties, 22, None),
            ]
        );
        assert_eq!(split("## Tóm tắt\nx\n").1, [], "a key that is no section");
        assert_eq!(
            split("> ## Vấn đề\n> x\n\n- ## Kết quả\n\n```\n# Bài học\n```\n").1,
            []
        );
        assert_eq!(split("").0, None);
    }

    #[test]
    fn numbers_and_marks_of_headings_do_not_count() {
        for heading in [
            "Vấn đề",
            "1. Vấn đề",
            "II. Vấn đề:",
            "2) VẤN ĐỀ",
            "**Vấn đề**",
            "van de",
        ] {
            let (_, known) = split(&format!("# {heading}\nx\n"));
            assert_eq!(known, [section(Key::Problem, 10, 11, "x\n")], "{heading}");
        }
        for heading in ["Vấn đề đặt ra", "A. B. Vấn đề", "Vấn. đề khác", ""] {
            assert_eq!(split(&format!("# {heading}\nx\n")).1, [], "{heading}");
        }
    }

    #[test]
    fn definitions_go_where_they_are_used() {
        let (rest, known) = split(
            "Xem [a] và[^1].\n\n# Vấn đề\n[b][]\n\n# Kết quả\nx[^2]\n\n[a]: a.md\n[b]: b.md\n\n[^1]: Một[^3].\n[^2]: Hai.\n[^3]: Ba.\n",
        );
        let links = "[a]: a.md\n[b]: b.md\n";
        assert_eq!(
            rest,
            Some((
                10,
                format!("Xem [a] và[^1].\n\n\n\n\n\n\n\n{links}\n[^1]: Một[^3].\n\n[^3]: Ba.\n")
            ))
        );
        assert_eq!(
            known,
            [
                section(Key::Problem, 12, 13, &format!("[b][]\n\n\n\n\n{links}")),
                section(
                    Key::Results,
                    15,
                    16,
                    &format!("x[^2]\n\n{links}\n\n[^2]: Hai.\n")
                ),
            ]
        );
    }

    proptest! {
        /// Every line of words stands in one part, on its own line.
        #[test]
        fn no_line_is_lost(lines in proptest::collection::vec(prop_oneof![
            "[a-z]{1,5}", Just(String::new()), Just("## Vấn đề".to_owned()), Just("# Kết quả".to_owned()),
            Just("### Khác".to_owned()), Just("## Khác nữa".to_owned())], 0..20)) {
            let text: String = lines.iter().map(|line| format!("{line}\n\n")).collect();
            let (rest, known) = split(&text);
            let parts = rest.into_iter().chain(known.iter().filter_map(|(_, _, part)| part.clone()));
            let mut found: Vec<(usize, String)> = parts
                .flat_map(|(first, part)| {
                    let lines = part.lines().enumerate().map(move |(i, line)| (first as usize + i - 10, line.to_owned()));
                    lines.collect::<Vec<_>>()
                })
                .filter(|(_, line)| !line.is_empty())
                .collect();
            found.extend(known.iter().map(|(_, line, _)| (*line as usize - 10, text.lines().nth(*line as usize - 10).unwrap().to_owned())));
            found.sort();
            let all: Vec<(usize, String)> = text.lines().map(str::to_owned).enumerate().filter(|(_, line)| !line.is_empty()).collect();
            prop_assert_eq!(found, all);
        }

        #[test]
        fn no_text_panics(text in "([#>*\\-\\[\\]^:` \\nab1.]|Vấn đề|\\[\\^1\\]: ){0,40}") {
            split(&text);
        }
    }
}
