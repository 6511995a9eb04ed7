//! Markdown to HTML: CommonMark with tables, footnotes, task lists, strikethrough and alerts.
//!
//! ```text
//! links, calls and addresses found and covered ▶ events ▶ HTML with marks ▶ allow-list ▶ marks give way to what they are
//! ```
//!
//! What an author wrote is shown or told: `leftover`, `lost` and `unread_line` look for what would be printed as it is
//! written, or not at all.
//!
//! What the page around the text knows, where links lead and what calls become, comes from [`Surroundings`].

mod address;
mod call;
pub(super) mod escape;
mod events;
mod finish;
mod footnote;
mod heading;
mod leftover;
mod link;
mod lost;
mod marks;
mod placement;
mod position;
mod raw_html;
mod sanitise;
mod unread_line;
mod writer;

pub use call::{Argument, Call, CallName};
pub use heading::Heading;
pub use link::{LinkTarget, encode_path};

use super::Html;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::locale::Words;
use crate::place::{Place, Prose};
use crate::source::LooseLinks;
use events::{Events, Text};
use finish::Finisher;
use footnote::Footnotes;
use heading::Headings;
use link::Linker;
use marks::Marks;
use placement::Placements;
use position::Positions;
use pulldown_cmark::{Event, Tag};
use writer::{Writer, matching_end};

/// What a text needs to know of the site around it.
pub trait Surroundings {
    /// The URL of what a link or picture leads to: relative to the page, percent-encoded, without a fragment.
    ///
    /// # Errors
    /// Where there is no such thing ([`LinkTarget::to_nothing`]).
    fn link(&mut self, target: &LinkTarget, place: Place) -> Result<String, Diagnostic>;

    /// How wide and high a picture is shown, in pixels, where that is known.
    fn size(&self, _target: &LinkTarget) -> Option<(u32, u32)> {
        None
    }

    /// The file of the site folder that a link in the file `from` means which does not name it as it is, with the part
    /// of its page.
    fn meant<'l>(&self, from: &str, link: &'l str) -> Option<(Box<str>, Option<&'l str>)>;

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

impl Markdown<'_> {
    /// Renders a text; what is wrong in it is told with its place.
    pub fn render(
        &self,
        prose: &Prose,
        surroundings: &mut dyn Surroundings,
        diagnostics: &mut Diagnostics,
    ) -> Rendered {
        let positions = Positions::new(prose);
        let loose = LooseLinks::find(positions.text());
        let placements = Placements::find(&positions, loose.covered(), surroundings, diagnostics);
        let covered = placements.covered(loose.covered());
        let text = Text {
            positions: &positions,
            covered: &covered,
            loose: &loose,
            placements: &placements,
        };
        let (events, definitions) = text.events(diagnostics);
        let mut footnotes = Footnotes::new(self.id_prefix);
        for (label, range, inside) in &definitions {
            if !footnotes.define(label, inside, range.clone()) {
                let problem = Code::FootnoteTwice.arg("label", label);
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
            covered: &covered,
            loose: &loose,
            placements,
            marks: Marks::new(positions.text()),
            headings: Headings::new(self.reserved_ids, self.below),
            footnotes,
            linker,
            raw: Vec::new(),
            raw_html: raw_html::RawHtml::default(),
            state: writer::State::default(),
        };
        let lead = lead(&writer, &events);
        writer.write(&events);
        writer.write_footnotes();
        writer.tell_open_html();
        for call in writer.placements.unused() {
            let problem = Code::CallSyntax.at(positions.place(call.range.start));
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
    let has_call = inside
        .iter()
        .any(|(_, range)| writer.placements.any_call_in(range));
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
        let problem = Code::LinkToNothing
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
