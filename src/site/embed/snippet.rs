//! The piece of HTML that puts an embedded page into a page of another site.

use super::{Embedded, embed_path, embedded_name, embedded_path};
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
    let base = facts.base_url.unwrap_or(wording.word("embed.your-address"));
    let address = |path: &str| format!("{base}/{}", encode_path(path));
    let code = frame_snippet(
        &embedded_name(facts, embedded),
        &address(&embed_path(facts, embedded)),
        &address(&embedded_path(facts, embedded)),
        &address("nhung/nhung.js"),
    );
    SnippetView {
        code: code.as_str().to_owned(),
        needs_address: facts.base_url.is_none(),
    }
}
