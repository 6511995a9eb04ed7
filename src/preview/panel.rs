//! The problems of the input as HTML, and how they come into a page, with the script that waits for news.
//!
//! The panel lies in a shadow tree: neither the site's stylesheet nor the preview's touches the other's elements.

use super::compared;
use super::hub::State;
use super::policy::let_in;
use crate::diagnostic::{Diagnostics, Severity};
use crate::emitter::write_html;
use crate::locale::Words;
use crate::place::Sources;
use crate::render::HtmlWriter;

/// The problems of a reading as browsers show them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Panel {
    is_wrong: bool,
    /// How many there are of each severity, in words; empty where there are none.
    counted: String,
    /// The list of them.
    list: String,
    /// The page of what was read, where anything was.
    compared: Option<String>,
}

impl Panel {
    /// Renders problems.
    #[must_use]
    pub(crate) fn new(diagnostics: &Diagnostics, sources: &Sources, words: &Words) -> Self {
        let list = write_html(diagnostics, sources, words);
        Self {
            is_wrong: diagnostics.count(Severity::Error) > 0,
            counted: diagnostics.counted(words),
            list: list.as_str().to_owned(),
            compared: None,
        }
    }

    /// With the page of what was read, as [`super::compared()`] renders it.
    #[must_use]
    pub(crate) fn with_compared(self, compared: String) -> Self {
        Self {
            compared: Some(compared),
            ..self
        }
    }

    /// Whether there are errors.
    pub(crate) fn is_wrong(&self) -> bool {
        self.is_wrong
    }

    /// How many problems of each severity, in words; empty where there are none.
    pub(crate) fn counted(&self) -> &str {
        &self.counted
    }

    /// The list of the problems, as HTML.
    pub(crate) fn list(&self) -> &str {
        &self.list
    }

    /// The tables of what was read, as HTML, where anything was.
    pub(crate) fn compared(&self) -> Option<&str> {
        self.compared.as_deref()
    }

    /// The panel: errors open, what is no error behind its count, nothing where all is well.
    pub(super) fn html(&self, words: &Words) -> String {
        let link = self.link(words);
        if self.counted.is_empty() {
            return link;
        }
        let mut html = HtmlWriter::with_room(self.list.len() + 200);
        html.markup(match self.is_wrong {
            true => "<details class=\"wrong\" open><summary>",
            false => "<details><summary>",
        });
        html.text(&self.counted);
        html.markup("</summary>");
        if self.is_wrong {
            html.markup("<p>");
            html.text(words.word("preview.last-good"));
            html.markup("</p>");
        }
        html.finish().as_str().to_owned() + &link + &self.list + "</details>"
    }

    /// The way to the page of what was read, where there is one.
    fn link(&self, words: &Words) -> String {
        if self.compared.is_none() {
            return String::new();
        }
        let mut html = HtmlWriter::default();
        html.markup("<p class=\"link\"><a href=\"/");
        html.text(compared::PATH);
        html.markup("\">");
        html.text(words.word("preview.compared.link"));
        html.markup("</a></p>");
        html.finish().as_str().to_owned()
    }
}

/// For whom a page is.
pub(super) struct At<'a> {
    /// How far things are.
    pub(super) state: &'a State,
    /// How the browser knows this server: a name and a port.
    pub(super) host: &'a str,
    /// The words of the preview.
    pub(super) words: &'static Words,
}

/// A page with the panel and the script in it, for a browser that knows this server as `host`. They stand at its end,
/// wherever its template may end it.
pub(super) fn with_panel(html: &[u8], at: &At<'_>, panel: &Panel) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    let html = let_in(&html, at.host);
    let (before, after) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
    let host = host(at.state, &panel.html(at.words), at.words, "");
    [before, &host, after].concat().into_bytes()
}

/// A page of nothing but problems, for where there is no page yet.
pub(super) fn page_of_problems(at: &At<'_>, panel: &Panel) -> Vec<u8> {
    let words = at.words;
    let text = format!("<p>{}</p>", words.word("preview.no-page-text"));
    own_page(
        at,
        panel,
        words.word("preview.no-page"),
        &text,
        " data-whole",
    )
}

/// A page of the preview itself.
fn own_page(at: &At<'_>, panel: &Panel, title: &str, content: &str, attributes: &str) -> Vec<u8> {
    let words = at.words;
    let host = host(at.state, &panel.html(words), words, attributes);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/.thidua/preview.css\"></head>\
         <body class=\"problems\"><main><h1>{title}</h1>{content}{host}</main></body></html>\n",
        lang = words.language().code(),
    )
    .into_bytes()
}

fn host(state: &State, panel: &str, words: &Words, attributes: &str) -> String {
    format!(
        "<aside id=\"thidua-preview\" lang=\"{lang}\" aria-label=\"{label}\"{attributes}>\
         <template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/.thidua/preview.css\">\
         <div class=\"panel\" aria-live=\"polite\">{panel}</div></template></aside>\
         <script src=\"/.thidua/preview.js\" data-edition=\"{edition}\" data-change=\"{change}\"></script>",
        lang = words.language().code(),
        label = words.word("preview.label"),
        edition = state.edition,
        change = state.change,
    )
}
