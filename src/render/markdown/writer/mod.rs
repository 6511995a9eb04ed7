//! From the events of the Markdown parser to HTML, with marks in the place of what is not known to the sanitiser.

mod links;
mod list;
mod notes;
mod table;

use super::escape::push_escaped;
use super::events::Events;
use super::footnote::Footnotes;
use super::heading::Headings;
use super::link::Linker;
use super::marks::{Mark, Marks};
use super::placement::{Placed, Placements};
use super::position::Positions;
use super::raw_html::RawHtml;
use crate::diagnostic::Code;
use crate::locale::Words;
use crate::source::LooseLinks;
use crate::text::keep_numbers_together;
use list::Lists;
use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Writes one text.
pub(super) struct Writer<'a, 'l> {
    pub(super) out: String,
    pub(super) positions: &'a Positions<'a>,
    pub(super) words: &'static Words,
    /// The text as the parser was given it.
    pub(super) covered: &'a str,
    pub(super) loose: &'a LooseLinks<'a>,
    pub(super) placements: Placements,
    pub(super) marks: Marks,
    pub(super) headings: Headings,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) linker: Linker<'l>,
    /// Where a person wrote HTML.
    pub(super) raw: Vec<Range<usize>>,
    pub(super) raw_html: RawHtml,
    pub(super) state: State,
}

/// Where in the text the writer is.
#[derive(Debug, Default)]
pub(super) struct State {
    /// How many elements are open that hold only words.
    inline: usize,
    in_code: bool,
    levels: Vec<u8>,
    lists: Lists,
    /// Where the last list item's tag begins.
    item: usize,
    tables: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_table_head: bool,
    /// Where the current cell's tag begins and ends.
    cell: Range<usize>,
}

impl<'a> Writer<'a, '_> {
    /// Writes these events.
    pub(super) fn write(&mut self, events: &Events<'a>) {
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            at = match event {
                Event::Start(tag) => self.start(tag, range, events, at),
                Event::End(tag) => {
                    self.end(tag);
                    at + 1
                }
                other => {
                    self.leaf(other, range);
                    at + 1
                }
            };
        }
    }

    /// Writes a start tag, or the whole element where it is written in one go; the index of the next event.
    fn start(
        &mut self,
        tag: &Tag<'a>,
        range: &Range<usize>,
        events: &Events<'a>,
        at: usize,
    ) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(range, events, at),
            Tag::Heading { level, .. } => self.heading(*level as u8, &events[at + 1..]),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(_) => {
                self.state.in_code = true;
                self.out.push_str("<pre tabindex=\"0\"><code>");
            }
            Tag::HtmlBlock => self.write_raw(range),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(_)) => self.numbered_list(events, at),
            Tag::Item => self.item(range),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => {
                self.state.in_table_head = true;
                self.state.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.state.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let is_empty = matches!(events.get(at + 1), Some((Event::End(TagEnd::Link), _)));
                self.link(*link_type, dest_url, title, range, is_empty);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let end = matching_end(events, at);
                self.image(dest_url, title, range, &events[at + 1..end]);
                return end + 1;
            }
            // Not among the extensions that are switched on, or written elsewhere.
            Tag::FootnoteDefinition(_)
            | Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_inline("</p>\n"),
            TagEnd::Heading(_) => {
                let level = self.state.levels.pop().unwrap_or(2);
                self.close_inline(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::CodeBlock => {
                self.state.in_code = false;
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::List(true) => self.end_numbered_list(),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.state.in_table_head = false;
                self.out.push_str("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Link => self.close_inline("</a>"),
            _ => {}
        }
    }

    fn leaf(&mut self, event: &Event<'a>, range: &Range<usize>) {
        match event {
            Event::Text(text) if self.state.in_code => push_escaped(&mut self.out, text),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => self.out.push_str(html),
            Event::InlineHtml(html) => {
                self.write_raw(range);
                self.out.push_str(html);
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
            Event::Start(_) | Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn open_inline(&mut self, tag: &str) {
        self.state.inline += 1;
        self.out.push_str(tag);
    }

    fn close_inline(&mut self, tag: &str) {
        self.state.inline = self.state.inline.saturating_sub(1);
        self.out.push_str(tag);
    }

    /// A paragraph; a call or a picture with a title that stands alone in one needs none.
    fn paragraph(&mut self, range: &Range<usize>, events: &Events<'a>, at: usize) -> usize {
        let end = matching_end(events, at);
        let alone = self.placements.call_alone_in(self.positions.text(), range);
        let is_block = alone.is_some_and(|c| match &c.placed {
            Placed::Call(call, _) => !call.name.is_inline(),
            Placed::WrongCall => true,
            Placed::Address(_) => false,
        });
        if is_block {
            self.placed(range);
            self.out.push('\n');
            return end + 1;
        }
        if let (
            Some((
                Event::Start(Tag::Image {
                    dest_url, title, ..
                }),
                image,
            )),
            false,
        ) = (events.get(at + 1), alone.is_some())
            && !title.is_empty()
            && matching_end(events, at + 1) + 1 == end
        {
            self.out.push_str("<figure>");
            self.image(dest_url, "", image, &events[at + 2..end - 1]);
            self.out.push_str("<figcaption>");
            push_escaped(&mut self.out, title);
            self.out.push_str("</figcaption></figure>\n");
            return end + 1;
        }
        self.open_inline("<p>");
        at + 1
    }

    fn heading(&mut self, level: u8, inside: &Events<'a>) {
        let words = self.plain(
            inside
                .iter()
                .take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Heading(_)))),
        );
        let heading = self.headings.add(level, &words);
        let (level, id) = (heading.level, Mark::Id(heading.id.clone()));
        let id = self.marks.add(id);
        self.state.levels.push(level);
        self.open_inline(&format!("<h{level} id=\"{id}\">"));
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let name = match kind {
            None => return self.out.push_str("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => "note",
            Some(BlockQuoteKind::Tip) => "tip",
            Some(BlockQuoteKind::Important) => "important",
            Some(BlockQuoteKind::Warning) => "warning",
            Some(BlockQuoteKind::Caution) => "caution",
        };
        self.out.push_str(&format!(
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">"
        ));
        push_escaped(&mut self.out, self.words.word(&format!("prose.{name}")));
        self.out.push_str("</p>\n");
    }

    fn task(&mut self, is_done: bool) {
        let item = self.state.item;
        if self
            .out
            .get(item..)
            .is_some_and(|rest| rest.starts_with("<li"))
        {
            self.out
                .insert_str(item + "<li".len(), " class=\"task-item\"");
        }
        let name = if is_done { "task-done" } else { "task-open" };
        self.out.push_str(&format!(
            "<span class=\"{name}\"><span class=\"visually-hidden\">"
        ));
        push_escaped(&mut self.out, self.words.word(&format!("prose.{name}")));
        self.out.push_str("</span></span>");
    }

    /// Words with the calls and addresses among them.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        let mut at = range.start;
        while let Some(found) = self.placements.take(&(at..range.end)) {
            let found = found.range.clone();
            self.push_words(self.source(at..found.start));
            self.placed(&found);
            at = found.end;
        }
        let is_covered = self.covered.get(range.clone()) == Some(text);
        if is_covered || at > range.start {
            self.push_words(self.source(at..range.end));
        } else {
            self.push_words(text);
        }
    }

    /// What a person wrote in these bytes.
    fn source(&self, range: Range<usize>) -> &'a str {
        self.positions.text().get(range).unwrap_or_default()
    }

    /// Words, with "Quận 12" and the like held together.
    fn push_words(&mut self, text: &str) {
        if text
            .bytes()
            .any(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X'))
        {
            push_escaped(&mut self.out, &keep_numbers_together(text));
        } else {
            push_escaped(&mut self.out, text);
        }
    }

    /// The call or address in these bytes.
    fn placed(&mut self, range: &Range<usize>) {
        let Some(placement) = self.placements.take(range) else {
            return;
        };
        match &placement.placed {
            Placed::WrongCall => {}
            Placed::Call(call, _) if self.state.inline > 0 && !call.name.is_inline() => {
                let problem = Code::CallNotAlone.at(call.place);
                self.linker.diagnostics.push(problem);
            }
            Placed::Call(_, html) => {
                let token = self.marks.add(Mark::Html(html.clone()));
                self.out.push_str(&token);
            }
            Placed::Address(url) => {
                let url = url.clone();
                self.bare_address(&url, range);
            }
        }
    }

    /// Tells the HTML that nothing closes.
    pub(super) fn tell_open_html(&mut self) {
        let raw_html = std::mem::take(&mut self.raw_html);
        raw_html.tell_open(self.positions, self.linker.diagnostics);
    }

    fn write_raw(&mut self, range: &Range<usize>) {
        self.raw.push(range.clone());
        self.raw_html
            .tell(self.positions, range.clone(), self.linker.diagnostics);
    }

    /// The words of some events, without calls and footnotes.
    pub(super) fn plain<'e>(
        &self,
        events: impl Iterator<Item = &'e (Event<'a>, Range<usize>)>,
    ) -> String
    where
        'a: 'e,
    {
        let mut words = String::new();
        for (event, range) in events {
            match event {
                Event::Text(text) => {
                    let source = self.positions.text();
                    words.push_str(&self.placements.read_out(text, range, source));
                }
                Event::Code(text) => words.push_str(text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                Event::InlineHtml(html) if html.starts_with("<br") => words.push(' '),
                _ => {}
            }
        }
        words
    }
}

/// The index of the event that ends the element that begins at `start`.
pub(super) fn matching_end(events: &Events<'_>, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len().saturating_sub(1)
}
