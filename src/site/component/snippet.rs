//! What people copy into a page of another site.

use crate::render::{Html, HtmlWriter};

/// So high is a frame where scripts are blocked; what does not fit is scrolled to.
const HEIGHT: &str = "520";

/// The piece of HTML that puts an embedded page into a page of another site: a frame, a link to the `full` page for
/// where frames are stripped, and the script that gives the frame the height of what is in it. All addresses are
/// absolute.
pub(in crate::site) fn frame_snippet(name: &str, framed: &str, full: &str, script: &str) -> Html {
    let mut html = HtmlWriter::with_room(600);
    html.markup("<iframe src=\"");
    html.text(framed);
    html.markup("\" title=\"");
    html.text(name);
    html.markup("\" data-thidua-nhung width=\"100%\" height=\"");
    html.markup(HEIGHT);
    html.markup("\" frameborder=\"0\" loading=\"lazy\"></iframe>\n<p><a href=\"");
    html.text(full);
    html.markup("\">");
    html.text(name);
    html.markup("</a></p>\n<script src=\"");
    html.text(script);
    html.markup("\" async></script>");
    html.finish()
}
