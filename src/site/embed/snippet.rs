//! The piece of HTML that puts an embedded page into a page of another site.

use super::{Embedded, embed_path, embedded_name, embedded_path};
use crate::render::{HtmlWriter, encode_path};
use crate::site::{Facts, Wording};
use serde::Serialize;

/// What is to be copied, for `page.snippet` of every page that can be embedded.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SnippetView {
    /// The HTML.
    pub code: String,
    /// Whether the site's address is missing in it and has to be put in.
    pub needs_address: bool,
}

/// So high is a frame where scripts are blocked; what does not fit is scrolled to.
const HEIGHT: &str = "520";

/// The piece of HTML for a page: a frame, a link for where frames are stripped, and the script that gives the frame
/// the height of what is in it.
pub(in crate::site) fn snippet(
    facts: &Facts<'_>,
    wording: &Wording,
    embedded: Embedded,
) -> SnippetView {
    let base = facts.base_url.unwrap_or(wording.word("embed.your-address"));
    let mut html = HtmlWriter::with_room(600);
    let address = |path: &str| format!("{base}/{}", encode_path(path));
    let name = embedded_name(facts, embedded);
    html.markup("<iframe src=\"");
    html.text(&address(&embed_path(facts, embedded)));
    html.markup("\" title=\"");
    html.text(&name);
    html.markup("\" data-thidua-nhung width=\"100%\" height=\"");
    html.markup(HEIGHT);
    html.markup("\" frameborder=\"0\" loading=\"lazy\"></iframe>\n<p><a href=\"");
    html.text(&address(&embedded_path(facts, embedded)));
    html.markup("\">");
    html.text(&name);
    html.markup("</a></p>\n<script src=\"");
    html.text(&address("nhung/nhung.js"));
    html.markup("\" async></script>");
    SnippetView {
        code: html.finish().as_str().to_owned(),
        needs_address: facts.base_url.is_none(),
    }
}
