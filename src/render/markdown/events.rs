//! The events of the Markdown parser over one text, and what an author should know of them.

use super::placement::Placements;
use super::position::Positions;
use super::{leftover, lost, unread_line};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{LooseLink, LooseLinks, is_reference, markdown_options};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, RefDefs, Tag, TagEnd};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Events of the parser with the bytes that they come from.
pub(super) type Events<'a> = [(Event<'a>, Range<usize>)];

/// A footnote: its label, the bytes of its definition, and what is in it.
pub(super) type Definition<'a> = (CowStr<'a>, Range<usize>, Vec<(Event<'a>, Range<usize>)>);

/// A text as the parser is given it.
#[derive(Clone, Copy)]
pub(super) struct Text<'t, 'p> {
    pub(super) positions: &'p Positions<'p>,
    /// With everything covered that the parser is not to read.
    pub(super) covered: &'t str,
    pub(super) loose: &'p LooseLinks<'p>,
    pub(super) placements: &'p Placements,
}

impl<'t> Text<'t, '_> {
    /// The events of the text, and apart from them those of its footnotes.
    pub(super) fn events(
        self,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<(Event<'t>, Range<usize>)>, Vec<Definition<'t>>) {
        let mut broken_links = Vec::new();
        let broken = |link: BrokenLink<'t>| {
            // A label alone may be text in brackets.
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                let problem = Code::ReferenceMissing.arg("label", &link.reference);
                broken_links.push(problem.at(self.positions.place(link.span.start)));
            }
            None
        };
        let parser =
            Parser::new_with_broken_link_callback(self.covered, markdown_options(), Some(broken));
        let mut parser = parser.into_offset_iter();
        let mut all = Vec::new();
        let mut used = FxHashSet::default();
        while let Some((mut event, range)) = parser.next() {
            self.mean(
                &mut event,
                &range,
                parser.reference_definitions(),
                &mut used,
            );
            all.push((event, range));
        }
        let definitions = parser.reference_definitions().iter();
        let definitions: Vec<(String, Range<usize>)> = definitions
            .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
            .collect();
        drop(parser);
        broken_links
            .into_iter()
            .for_each(|problem| diagnostics.push(problem));
        self.tell_unused(&definitions, &used, diagnostics);
        let spans = definitions.into_iter().map(|(_, span)| span).collect();
        self.tell(&all, spans, diagnostics);
        apart(all)
    }

    /// Gives a link the address that its author meant, and notes the definition that it uses.
    fn mean(
        self,
        event: &mut Event<'t>,
        range: &Range<usize>,
        definitions: &RefDefs<'_>,
        used: &mut FxHashSet<usize>,
    ) {
        let Event::Start(
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }
            | Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            },
        ) = event
        else {
            return;
        };
        let meant: Option<&LooseLink> = if is_reference(*link_type) {
            let definition = definitions.get(id);
            used.extend(definition.map(|definition| definition.span.start));
            definition.and_then(|definition| self.loose.of_definition(&definition.span))
        } else {
            self.loose.of_link(range)
        };
        if let Some(meant) = meant {
            *dest_url = CowStr::from(meant.address.to_string());
            *title = CowStr::from(meant.title.to_string());
        }
    }

    /// Tells the definitions of references that no link uses: they are not shown.
    fn tell_unused(
        self,
        definitions: &[(String, Range<usize>)],
        used: &FxHashSet<usize>,
        diagnostics: &mut Diagnostics,
    ) {
        for (label, span) in definitions {
            if !used.contains(&span.start) {
                let problem = Code::DefinitionUnused.arg("label", label);
                diagnostics.push(problem.at(self.positions.place(span.start)));
            }
        }
    }

    /// Tells what of the text is not read as its author meant it.
    fn tell(
        self,
        events: &Events<'_>,
        definitions: Vec<Range<usize>>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut in_code = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    in_code = true;
                    unread_line::tell_code(self, kind, range, diagnostics);
                }
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if !in_code => {
                    if let Some(label) = missing_footnote(self.covered, range.start) {
                        let problem = Code::FootnoteMissing.arg("label", label);
                        diagnostics.push(problem.at(self.positions.place(range.start)));
                    }
                }
                _ => {}
            }
        }
        leftover::tell(self, events, diagnostics);
        unread_line::tell(self, events, diagnostics);
        lost::tell(self, events, definitions, diagnostics);
    }
}

/// The events outside footnotes, and those of each footnote.
fn apart<'t>(
    events: Vec<(Event<'t>, Range<usize>)>,
) -> (Vec<(Event<'t>, Range<usize>)>, Vec<Definition<'t>>) {
    let mut all = Vec::with_capacity(events.len());
    let mut definitions: Vec<Definition<'t>> = Vec::new();
    // How deep the parser is within a definition; 0 outside.
    let mut depth = 0_usize;
    for (event, range) in events {
        match (&event, depth) {
            (Event::Start(Tag::FootnoteDefinition(label)), 0) => {
                definitions.push((label.clone(), range, Vec::new()));
                depth = 1;
                continue;
            }
            (Event::Start(_), 1..) => depth += 1,
            (Event::End(_), 1..) => depth -= 1,
            _ => {}
        }
        match definitions.last_mut() {
            Some((_, _, inside)) if depth > 0 => inside.push((event, range)),
            _ if matches!(event, Event::End(TagEnd::FootnoteDefinition)) => {}
            _ => all.push((event, range)),
        }
    }
    (all, definitions)
}

/// The label of a reference to a footnote that begins at this byte of text: the parser leaves a reference to nothing
/// as it is written.
fn missing_footnote(text: &str, start: usize) -> Option<&str> {
    let (label, _) = text.get(start..)?.strip_prefix("[^")?.split_once(']')?;
    let is_label = !label.starts_with(char::is_whitespace) && !label.contains('\n');
    (is_label && !label.is_empty() && !text[..start].ends_with('\\')).then_some(label)
}
