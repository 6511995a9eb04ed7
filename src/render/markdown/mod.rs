//! Markdown to HTML: CommonMark with tables, footnotes, task lists, strikethrough and alerts.
//!
//! ```text
//! calls found and covered ▶ events ▶ HTML with marks ▶ allow-list ▶ marks give way to ids, links and calls
//! ```
//!
//! What the page around the text knows, where links lead and what calls become, comes from [`Surroundings`].

mod call;
pub(super) mod escape;
mod finish;
mod footnote;
mod heading;
mod link;
mod marks;
mod placement;
mod position;
mod raw_html;
mod sanitise;
mod writer;

pub use call::{Argument, Call, CallName};
pub use heading::Heading;
pub use link::{LinkTarget, encode_path};

use super::Html;
use crate::campaign::Prose;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::locale::Words;
use crate::source::Place;
use finish::Finisher;
use footnote::Footnotes;
use heading::Headings;
use link::Linker;
use marks::Marks;
use placement::Calls;
use position::Positions;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use writer::{Writer, matching_end};

/// Events of the parser with the bytes that they come from.
type Events<'a> = [(Event<'a>, Range<usize>)];

/// A footnote: its label, the bytes of its definition, and what is in it.
type Definition<'a> = (CowStr<'a>, Range<usize>, Vec<(Event<'a>, Range<usize>)>);

/// What a text needs to know of the site around it.
pub trait Surroundings {
    /// The URL of what a link or picture leads to: relative to the page, percent-encoded, without a fragment.
    ///
    /// # Errors
    /// Where there is no such thing ([`LinkTarget::to_nothing`]).
    fn link(&mut self, target: &LinkTarget, place: Place) -> Result<String, Diagnostic>;

    /// The HTML of a call; it is not sanitised. What stands within a sentence must be fit for it.
    ///
    /// # Errors
    /// Everything that it names and that does not exist.
    fn call(&mut self, call: &Call) -> Result<String, Vec<Diagnostic>>;
}

/// How texts are rendered.
#[derive(Debug, Clone, Copy)]
pub struct Markdown<'a> {
    /// The words of the page's language.
    pub words: &'static Words,
    /// The path of the text's file in the site folder, from which its links start.
    pub file: &'a str,
    /// Ids that the page around the text uses.
    pub reserved_ids: &'a [&'a str],
    /// What begins the ids of footnotes, for pages that hold several texts; usually empty.
    pub id_prefix: &'a str,
    /// How many headings of the page, beside its `h1`, the text stands below; usually none.
    pub below: u8,
}

/// A rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its HTML, headings from `h2` on.
    pub html: Html,
    /// Its headings, for a table of contents.
    pub headings: Vec<Heading>,
    /// The words of its first paragraph, where no call is among them.
    pub lead: Option<String>,
}

/// The extensions that are switched on.
fn parser_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

impl Markdown<'_> {
    /// Renders a text; what is wrong in it is told with its place.
    pub fn render(
        &self,
        prose: &Prose,
        surroundings: &mut dyn Surroundings,
        diagnostics: &mut Diagnostics,
    ) -> Rendered {
        let positions = Positions::new(prose);
        let calls = Calls::find(&positions, surroundings, diagnostics);
        let covered = calls.covered(positions.text());
        let (events, definitions) = self.events(&covered, &positions, diagnostics);
        let mut footnotes = Footnotes::new(self.id_prefix);
        for (label, range, inside) in &definitions {
            if !footnotes.define(label, inside, range.clone()) {
                let problem = Diagnostic::error("footnote-twice").arg("label", label);
                diagnostics.push(problem.at(positions.place(range.start)));
            }
        }
        let linker = Linker {
            file: self.file,
            surroundings,
            diagnostics,
            fragments: Vec::new(),
        };
        let mut writer = Writer {
            out: String::with_capacity(covered.len() * 2),
            positions: &positions,
            words: self.words,
            calls,
            marks: Marks::new(positions.text()),
            headings: Headings::new(self.reserved_ids, self.below),
            footnotes,
            linker,
            raw: Vec::new(),
            state: writer::State::default(),
        };
        let lead = lead(&writer, &events);
        writer.write(&events);
        writer.write_footnotes();
        for call in writer.calls.unused() {
            let problem = Diagnostic::error("call-syntax").at(positions.place(call.range.start));
            writer.linker.diagnostics.push(problem);
        }
        let Writer {
            out,
            marks,
            headings,
            linker,
            raw,
            ..
        } = writer;
        let mut finisher = Finisher {
            marks: &marks,
            positions: &positions,
            raw: &raw,
            linker,
        };
        let html = finisher.finish(&sanitise::sanitise(&out));
        check_fragments(
            &finisher.linker.fragments,
            &headings.all,
            finisher.linker.diagnostics,
        );
        Rendered {
            html: Html::trusted(&html),
            headings: headings.all,
            lead,
        }
    }

    /// The events of the text, and apart from them those of its footnotes.
    fn events<'t>(
        &self,
        covered: &'t str,
        positions: &Positions<'_>,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<(Event<'t>, Range<usize>)>, Vec<Definition<'t>>) {
        let mut broken_links = Vec::new();
        let broken = |link: BrokenLink<'t>| {
            // A label alone may be text in brackets.
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                let problem = Diagnostic::error("reference-missing").arg("label", &link.reference);
                broken_links.push(problem.at(positions.place(link.span.start)));
            }
            None
        };
        let parser = Parser::new_with_broken_link_callback(covered, parser_options(), Some(broken));
        let mut all = Vec::new();
        let mut definitions: Vec<Definition<'t>> = Vec::new();
        // How deep the parser is within a definition; 0 outside.
        let mut depth = 0_usize;
        let mut in_code = false;
        for (event, range) in parser.into_offset_iter() {
            match &event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if !in_code => {
                    if let Some(label) = missing_footnote(covered, range.start) {
                        let problem = Diagnostic::error("footnote-missing").arg("label", label);
                        diagnostics.push(problem.at(positions.place(range.start)));
                    }
                }
                _ => {}
            }
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
        broken_links
            .into_iter()
            .for_each(|problem| diagnostics.push(problem));
        (all, definitions)
    }
}

/// The label of a reference to a footnote that begins at this byte of text: the parser leaves a reference to nothing
/// as it is written.
fn missing_footnote(text: &str, start: usize) -> Option<&str> {
    let (label, _) = text.get(start..)?.strip_prefix("[^")?.split_once(']')?;
    let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
    (is_label && !text[..start].ends_with('\\')).then_some(label)
}

/// The words of the first paragraph, where no call is among them.
fn lead<'a>(writer: &Writer<'a, '_>, events: &Events<'a>) -> Option<String> {
    let is_paragraph = |at: &usize| matches!(events[*at].0, Event::Start(Tag::Paragraph));
    let is_picture = |at: &usize| {
        matches!(
            events.get(at + 1),
            Some((Event::Start(Tag::Image { .. }), _))
        )
    };
    let start = (0..events.len())
        .filter(is_paragraph)
        .find(|at| !is_picture(at))?;
    let inside = &events[start + 1..matching_end(events, start)];
    let has_call = inside.iter().any(|(_, range)| writer.calls.any_in(range));
    let words = writer.plain(inside.iter());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!has_call && !words.is_empty()).then_some(words)
}

/// Tells links to headings that the text does not have.
fn check_fragments(
    fragments: &[(String, Place)],
    headings: &[Heading],
    diagnostics: &mut Diagnostics,
) {
    let ids = || headings.iter().map(|h| h.id.as_str());
    for (fragment, place) in fragments {
        if ids().any(|id| id == fragment) {
            continue;
        }
        let problem = Diagnostic::error("link-to-nothing")
            .at(*place)
            .arg("link", format!("#{fragment}"));
        diagnostics.push(match nearest(fragment, ids()) {
            Some(near) => problem.help("near").arg("near", format!("#{near}")),
            None => problem.help("heading"),
        });
    }
}

#[cfg(test)]
mod tests;
