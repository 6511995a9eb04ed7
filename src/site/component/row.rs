//! Rows of tables and entries of lists.

use crate::locale::Language;
use crate::number::Decimal;
use crate::render::{Html, HtmlWriter};
use std::borrow::Cow;

/// What is noted beside a figure.
pub(in crate::site) struct Notes {
    pub(in crate::site) interval: Option<String>,
    pub(in crate::site) doubt: Option<&'static str>,
    pub(in crate::site) coverage: Option<String>,
    pub(in crate::site) small: Option<String>,
}

/// A note below what it is about, where there is one.
fn note(out: &mut HtmlWriter, note: Option<&str>) {
    if let Some(note) = note {
        out.markup("<span class=\"sub\">");
        out.text(note);
        out.markup("</span>");
    }
}

/// The way to why a figure is another than was published, and the word for it.
fn revised_mark(out: &mut HtmlWriter, revised: Option<(&str, &str)>) {
    if let Some((href, mark)) = revised {
        out.markup(" <a class=\"sub\" href=\"");
        out.text(href);
        out.markup("\">");
        out.text(mark);
        out.markup("</a>");
    }
}

/// A row of `FieldTable`: a field, what is noted of it, its figure, and how that stands.
pub(in crate::site) struct FieldRow<'a> {
    pub(in crate::site) name: &'a str,
    /// What it lacks to its target.
    pub(in crate::site) lack: Option<&'a str>,
    pub(in crate::site) notes: &'a Notes,
    /// The figure, or what stands in its place.
    pub(in crate::site) figure: Result<String, Cow<'static, str>>,
    pub(in crate::site) state: &'a Html,
}

impl FieldRow<'_> {
    pub(in crate::site) fn write(&self, out: &mut HtmlWriter) {
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
/// where the table judges; where it is another than was published, the way
/// to why.
pub(in crate::site) fn series_row(
    out: &mut HtmlWriter,
    period: &str,
    partial: Option<&str>,
    base: Option<impl FnOnce(&mut HtmlWriter)>,
    shown: &str,
    state: Option<&Html>,
    revised: Option<(&str, &str)>,
) {
    out.markup("<tr><th>");
    out.text(period);
    note(out, partial);
    revised_mark(out, revised);
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

/// A cell of a row of `Multiples`.
pub(in crate::site) struct MultiplesCell<'a> {
    pub(in crate::site) shown: &'a str,
    pub(in crate::site) complete: bool,
    /// Where it is another than was published, the way to why.
    pub(in crate::site) revised: Option<(&'a str, &'a str)>,
}

/// A row of `Multiples`: a field, and its figures by period.
pub(in crate::site) fn multiples_row<'a>(
    out: &mut HtmlWriter,
    name: &str,
    figures: impl Iterator<Item = Option<MultiplesCell<'a>>>,
) {
    out.markup("<tr><th>");
    out.text(name);
    for figure in figures {
        out.markup("<td>");
        match figure {
            Some(cell) => {
                out.text(cell.shown);
                if !cell.complete {
                    out.markup("*");
                }
                revised_mark(out, cell.revised);
            }
            None => out.markup("–"),
        }
    }
    out.markup("\n");
}

/// A cell of a row of `OverTime`.
pub(in crate::site) struct HeatCell<'a> {
    /// Its class, which tints it.
    pub(in crate::site) class: &'static str,
    pub(in crate::site) shown: Cow<'a, str>,
    /// The state in a word, for those who do not see the tint.
    pub(in crate::site) state: Option<&'static str>,
    /// How many reported, of how many, where not all did.
    pub(in crate::site) partial: Option<[String; 2]>,
}

/// A row of `OverTime`: a unit's name, a link to its page, and its figures by period.
pub(in crate::site) fn heat_row<'a>(
    out: &mut HtmlWriter,
    href: &str,
    name: &str,
    cells: impl Iterator<Item = HeatCell<'a>>,
) {
    out.markup("<tr><th><a href=\"");
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

/// What a ratio rests on: its numerator and its denominator.
pub(in crate::site) fn ratio(
    out: &mut HtmlWriter,
    numerator: &Decimal,
    denominator: &Decimal,
    language: Language,
) {
    out.number(numerator, language);
    out.markup("\u{a0}/\u{a0}");
    out.number(denominator, language);
}

/// A file that figures came from, in a list.
pub(in crate::site) fn file_entry(out: &mut HtmlWriter, path: &str) {
    out.markup("<li><code>");
    out.text(path);
    out.markup("</code></li>");
}
