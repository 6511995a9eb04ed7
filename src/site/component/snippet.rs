//! What people copy into a page of another site.

use crate::render::{Html, HtmlWriter};

/// Heights of a frame in CSS px, each with a little to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct FrameHeight {
    /// On a phone, in a column of 358 px.
    pub phone: u32,
    /// On a desk, in a column of 600 px or more.
    pub desk: u32,
}

/// From this width of the window on, in px, a frame has room for two columns and is as high as on a desk; up to that one it
/// is as high as on a phone.
const DESK: u32 = 760;
const PHONE: u32 = 600;

/// The piece of HTML that puts an embedded page into a page of another site: a frame, a link to the `full` page for
/// where frames are stripped, and the script that gives the frame the height of what is in it. Where scripts are
/// blocked the frame is as high as the page needs on a phone; where its style is kept, less high in wider windows. All
/// addresses are absolute.
pub(in crate::site) fn frame_snippet(
    name: &str,
    height: FrameHeight,
    framed: &str,
    full: &str,
    script: &str,
) -> Html {
    let mut html = HtmlWriter::with_room(800);
    html.markup("<iframe src=\"");
    html.text(framed);
    html.markup("\" title=\"");
    html.text(name);
    html.markup("\" data-thidua-nhung width=\"100%\" height=\"");
    html.text(&height.phone.to_string());
    html.markup("\"");
    if height.phone > height.desk {
        let (most, least) = (height.phone, height.desk);
        // Between the two widths the height falls evenly.
        let slope = f64::from(most - least) / f64::from(DESK - PHONE);
        html.markup(" style=\"height:clamp(");
        html.text(&format!(
            "{least}px,{most}px - (100vw - {PHONE}px)*{slope:.2},{most}px"
        ));
        html.markup(")\"");
    }
    html.markup(" frameborder=\"0\" loading=\"lazy\"></iframe>\n<p><a href=\"");
    html.text(full);
    html.markup("\">");
    html.text(name);
    html.markup("</a></p>\n<script src=\"");
    html.text(script);
    html.markup("\" async></script>");
    html.finish()
}

/// A text with a small table for editors that take no frame.
pub(in crate::site) struct TextSnippet<'a> {
    pub(in crate::site) heading: &'a str,
    /// What stands above the columns.
    pub(in crate::site) head: [&'a str; 3],
    /// Name, figure, target.
    pub(in crate::site) rows: &'a [[String; 3]],
    /// Sentences below the table.
    pub(in crate::site) lines: &'a [String],
    /// What it is from, and of when.
    pub(in crate::site) foot: &'a str,
    /// The address of the whole page.
    pub(in crate::site) full: &'a str,
    pub(in crate::site) full_label: &'a str,
}

impl TextSnippet<'_> {
    /// Headings, paragraphs, a table and a link, without classes and styles: what every editor keeps.
    pub(in crate::site) fn html(&self) -> Html {
        let mut html = HtmlWriter::with_room(1200);
        html.markup("<p><strong>");
        html.text(self.heading);
        html.markup("</strong></p>\n");
        if !self.rows.is_empty() {
            html.markup("<table>\n<thead><tr>");
            for name in self.head {
                html.markup("<th scope=\"col\">");
                html.text(name);
                html.markup("</th>");
            }
            html.markup("</tr></thead>\n<tbody>\n");
            for row in self.rows {
                html.markup("<tr>");
                for cell in row {
                    html.markup("<td>");
                    html.text(cell);
                    html.markup("</td>");
                }
                html.markup("</tr>\n");
            }
            html.markup("</tbody>\n</table>\n");
        }
        for line in self.lines {
            html.markup("<p>");
            html.text(line);
            html.markup("</p>\n");
        }
        html.markup("<p>");
        html.text(self.foot);
        html.markup(" <a href=\"");
        html.text(self.full);
        html.markup("\">");
        html.text(self.full_label);
        html.markup("</a></p>");
        html.finish()
    }
}

/// A picture that leads to the `full` page, with the page's name below it: some places take no picture either.
pub(in crate::site) fn picture_snippet(
    name: &str,
    full: &str,
    picture: &str,
    (width, height): (u32, u32),
    says: &str,
) -> Html {
    let mut html = HtmlWriter::with_room(400);
    html.markup("<p><a href=\"");
    html.text(full);
    html.markup("\"><img src=\"");
    html.text(picture);
    html.markup("\" width=\"");
    html.text(&width.to_string());
    html.markup("\" height=\"");
    html.text(&height.to_string());
    html.markup("\" alt=\"");
    html.text(says);
    html.markup("\"></a><br><a href=\"");
    html.text(full);
    html.markup("\">");
    html.text(name);
    html.markup("</a></p>");
    html.finish()
}
