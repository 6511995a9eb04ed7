//! The sections of a page's text that are keys: each by itself, and what is left.

use super::key::Key;
use crate::place::{LineIndex, Place, Prose};
use crate::source::{ColumnNames, LooseLinks, header_key, is_reference, markdown_options};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
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
    let lines = LineIndex::new(&prose.markdown, prose.first_line);
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
        let start = lines.place(prose.file, heading.range.start);
        known.push(Section {
            key,
            place: Place::line(prose.file, start.line),
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

/// What a text consists of, as far as taking it apart needs it.
#[derive(Default)]
struct Outline<'t> {
    text: &'t str,
    headings: Vec<Heading>,
    /// Definitions of links, which go where they are used.
    links: Definitions,
    /// Footnotes, which likewise go where they are referred to.
    notes: Definitions,
}

/// What is defined somewhere in a text and referred to elsewhere.
#[derive(Default)]
struct Definitions {
    /// By label.
    all: Vec<(Box<str>, Range<usize>)>,
    /// References by label.
    references: Vec<(Box<str>, usize)>,
}

impl Definitions {
    /// Which one a byte belongs to.
    fn at(&self, byte: usize) -> Option<usize> {
        self.all.iter().position(|(_, range)| range.contains(&byte))
    }

    /// Those that stand in a part of the text and that nothing refers to: there they are told.
    fn unused(&self, is_here: impl Fn(usize) -> bool) -> Vec<bool> {
        let of_one = |(label, range): &(Box<str>, Range<usize>)| {
            let is_used = self.references.iter().any(|(used, _)| used == label);
            !is_used && is_here(range.start)
        };
        self.all.iter().map(of_one).collect()
    }

    /// Adds those to `kept` that are referred to from a part of the text.
    fn keep_used(&self, kept: &mut [bool], is_here: impl Fn(&[bool], usize) -> bool) {
        for (label, at) in &self.references {
            let defined = self.all.iter().position(|(own, _)| own == label);
            if let Some(defined) = defined.filter(|_| is_here(kept, *at)) {
                kept[defined] = true;
            }
        }
    }
}

/// A label as labels are compared.
fn label_key(label: &str) -> Box<str> {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase().into()
}

impl<'t> Outline<'t> {
    fn new(text: &'t str, key_of: impl Fn(&str) -> Option<Key>) -> Self {
        let loose = LooseLinks::find(text);
        let mut events = Parser::new_ext(loose.covered(), markdown_options()).into_offset_iter();
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
                    this.define_or_refer(&tag, range);
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
                    let reference = (label_key(&label), range.start);
                    this.notes.references.push(reference);
                }
                _ => {}
            }
        }
        let definitions = events.reference_definitions().iter();
        let definitions = definitions.map(|(label, link)| (label_key(label), link.span.clone()));
        this.links.all = definitions.collect();
        this.links.all.sort_by_key(|(_, span)| span.start);
        this
    }

    /// Takes note of a footnote, or of what refers to the definition of a link.
    fn define_or_refer(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::FootnoteDefinition(label) => self.notes.all.push((label_key(label), range)),
            Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }
                if is_reference(*link_type) =>
            {
                self.links.references.push((label_key(id), range.start));
            }
            _ => {}
        }
    }

    /// The part of the text that lies in some ranges of whole lines, with the definitions that serve it; `None` where
    /// nothing is written there.
    fn part(&self, prose: &Prose, ranges: &[Range<usize>]) -> Option<Prose> {
        let lies_in = |at: usize| ranges.iter().any(|range| range.contains(&at));
        let (notes, links) = self.definitions_of(lies_in);
        let mut markdown = String::new();
        let mut skipped = 0;
        let mut has_words = false;
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let mut definitions = self.links.all.iter();
            let link = definitions.position(|(_, span)| span.start < at && start < span.end);
            let is_link = link.is_some();
            let note = self.notes.at(start);
            let is_kept = match (note, link) {
                (Some(note), _) => notes[note],
                (None, Some(link)) => links[link],
                (None, None) => lies_in(start),
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

    /// For each footnote and each definition of a link, whether it goes with a part of the text: because that refers
    /// to it, or because nothing does and it stands there, to be told.
    fn definitions_of(&self, lies_in: impl Fn(usize) -> bool) -> (Vec<bool>, Vec<bool>) {
        let mut notes = self.notes.unused(&lies_in);
        let is_here = |notes: &[bool], at| match self.notes.at(at) {
            Some(note) => notes[note],
            None => lies_in(at),
        };
        // Footnotes may refer to footnotes.
        for _ in 0..=self.notes.all.len() {
            self.notes.keep_used(&mut notes, is_here);
        }
        let mut links = self.links.unused(&lies_in);
        self.links
            .keep_used(&mut links, |_, at| is_here(&notes, at));
        (notes, links)
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
    use crate::place::FileId;
    use crate::reading::column_names::column_names;
    use crate::reading::initiative_reader::REGISTER_COLUMNS;
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
        assert_eq!(
            rest,
            Some((
                10,
                "Xem [a] và[^1].\n\n\n\n\n\n\n\n[a]: a.md\n\n\n[^1]: Một[^3].\n\n[^3]: Ba.\n"
                    .to_owned()
            ))
        );
        assert_eq!(
            known,
            [
                section(Key::Problem, 12, 13, "[b][]\n\n\n\n\n\n[b]: b.md\n"),
                section(Key::Results, 15, 16, "x[^2]\n\n\n\n\n\n[^2]: Hai.\n"),
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
