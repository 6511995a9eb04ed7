//! The piece of HTML that puts an embedded page into a page of another site.

use super::height::frame_height;
use super::{Embedded, embed_path, embedded_name, embedded_path, outline, paste};
use crate::render::encode_path;
use crate::site::component::frame_snippet;
use crate::site::layout::SnippetView;
use crate::site::{Facts, Wording};

/// The piece of HTML for a page: a frame, a link for where frames are stripped, and the script that gives the frame
/// the height of what is in it.
pub(in crate::site) fn snippet(
    facts: &Facts<'_>,
    wording: &Wording,
    embedded: Embedded,
) -> SnippetView {
    let framed = embed_path(facts, embedded);
    let outline = outline(facts, wording, embedded, &framed);
    let code = frame_snippet(
        &embedded_name(facts, embedded),
        frame_height(&outline.view, outline.has_chart()),
        &address(facts, wording, &framed),
        &address(facts, wording, &embedded_path(facts, embedded)),
        &address(facts, wording, "nhung/nhung.js"),
    );
    SnippetView {
        code: code.as_str().to_owned(),
        needs_address: facts.base_url.is_none(),
        without_frame: paste::path(facts, embedded),
    }
}

/// The absolute address of a file of the site, for other sites; where the site's own is not known, with a word that says
/// what to put there.
pub(super) fn address(facts: &Facts<'_>, wording: &Wording, path: &str) -> String {
    let base = facts.base_url.unwrap_or(wording.word("embed.your-address"));
    format!("{base}/{}", encode_path(path))
}
