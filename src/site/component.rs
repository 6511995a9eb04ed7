//! Components that Rust writes in place of templates, since pages have hundreds of them. Each takes what it shows, knows
//! nothing of what that is about, and escapes texts as templates do; templates print what comes of it as it is. End tags
//! that HTML does without are left out.

use crate::render::{Html, HtmlWriter};
use std::borrow::Cow;

/// What is noted beside a figure.
pub(super) struct Notes {
    pub(super) interval: Option<String>,
    pub(super) doubt: Option<&'static str>,
    pub(super) coverage: Option<String>,
    pub(super) small: Option<String>,
}

/// A state's word, with the sign that its class draws: `mark` of a state in every template.
pub(super) fn state_mark(code: &'static str, word: &str) -> Html {
    let mut mark = HtmlWriter::default();
    mark.markup("<span class=\"state ");
    mark.markup(code);
    mark.markup("\">");
    mark.text(word);
    mark.markup("</span>");
    mark.finish()
}

/// A note below what it is about, where there is one.
fn note(out: &mut HtmlWriter, note: Option<&str>) {
    if let Some(note) = note {
        out.markup("<span class=\"sub\">");
        out.text(note);
        out.markup("</span>");
    }
}

/// A row of `FieldTable`: a field, what is noted of it, its figure, and how that stands.
pub(super) struct FieldRow<'a> {
    pub(super) name: &'a str,
    /// What it lacks to its target.
    pub(super) lack: Option<&'a str>,
    pub(super) notes: &'a Notes,
    /// The figure, or what stands in its place.
    pub(super) figure: Result<String, Cow<'static, str>>,
    pub(super) state: &'a Html,
}

impl FieldRow<'_> {
    pub(super) fn write(&self, out: &mut HtmlWriter) {
        out.markup("\n<tr><th>");
        out.text(self.name);
        note(out, self.lack);
        self.write_notes(out);
        out.markup("<td>");
        match &self.figure {
            Ok(shown) => {
                out.markup("<b class=\"value\">");
                out.text(shown);
                out.markup("</b>");
            }
            Err(absent) => {
                out.markup("<span class=\"absent\">");
                out.text(absent);
                out.markup("</span>");
            }
        }
        out.markup("<td>");
        out.html(self.state);
    }

    /// As `Notes` of the templates writes them.
    fn write_notes(&self, out: &mut HtmlWriter) {
        let notes = self.notes;
        if let Some(interval) = &notes.interval {
            out.markup("<span class=\"sub\">");
            out.text(interval);
            if let Some(doubt) = notes.doubt {
                out.markup("; ");
                out.text(doubt);
            }
            out.markup("</span>");
        }
        note(out, notes.small.as_deref());
        note(out, notes.coverage.as_deref());
    }
}

/// A row of `SeriesTable`: a period, what its figure rests on where the table says so, the figure, and how it stands
/// where the table judges.
pub(super) fn series_row(
    out: &mut HtmlWriter,
    period: &str,
    partial: Option<&str>,
    base: Option<impl FnOnce(&mut HtmlWriter)>,
    shown: &str,
    state: Option<&Html>,
) {
    out.markup("<tr><th>");
    out.text(period);
    note(out, partial);
    if let Some(base) = base {
        out.markup("<td>");
        base(out);
    }
    out.markup("<td>");
    out.text(shown);
    if let Some(state) = state {
        out.markup("<td>");
        out.html(state);
    }
    out.markup("\n");
}

/// A row of `Multiples`: a field, and by period its figure with whether that is complete.
pub(super) fn multiples_row<'a>(
    out: &mut HtmlWriter,
    name: &str,
    figures: impl Iterator<Item = Option<(&'a str, bool)>>,
) {
    out.markup("<tr><th>");
    out.text(name);
    for figure in figures {
        out.markup("<td>");
        match figure {
            Some((shown, is_complete)) => {
                out.text(shown);
                if !is_complete {
                    out.markup("*");
                }
            }
            None => out.markup("–"),
        }
    }
    out.markup("\n");
}

/// A cell of a row of `OverTime`.
pub(super) struct HeatCell<'a> {
    /// Its class, which tints it.
    pub(super) class: &'static str,
    pub(super) shown: Cow<'a, str>,
    /// The state in a word, for those who do not see the tint.
    pub(super) state: Option<&'static str>,
    /// How many reported, of how many, where not all did.
    pub(super) partial: Option<[String; 2]>,
}

/// A row of `OverTime`: a unit's name, a link to its page, and its figures by period.
pub(super) fn heat_row<'a>(
    out: &mut HtmlWriter,
    href: &str,
    name: &str,
    cells: impl Iterator<Item = HeatCell<'a>>,
) {
    out.markup("<tr><th><a href=\"../");
    out.text(href);
    out.markup("\">");
    out.text(name);
    out.markup("</a>");
    for cell in cells {
        out.markup("<td class=\"");
        out.markup(cell.class);
        out.markup("\">");
        out.text(&cell.shown);
        if let Some(state) = cell.state {
            out.markup("<span class=\"hidden\">");
            out.text(state);
            out.markup("</span>");
        }
        if let Some([reported, expected]) = &cell.partial {
            out.markup("<small>");
            out.text(reported);
            out.markup("/");
            out.text(expected);
            out.markup("</small>");
        }
    }
    out.markup("\n");
}

/// A file that figures came from, in a list.
pub(super) fn file_entry(out: &mut HtmlWriter, path: &str) {
    out.markup("<li><code>");
    out.text(path);
    out.markup("</code></li>");
}
