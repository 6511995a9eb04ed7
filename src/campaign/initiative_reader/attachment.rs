//! The files that a row of the register names.

use super::draft::Draft;
use super::given::Given;
use crate::campaign::Attachment;
use crate::campaign::content_reader::{Files, Page};
use crate::source::toml::Placed;
use crate::source::{LinkPath, Sources};

/// Where files lie that rows name: a path as if of a page there.
const BESIDE: &str = "content/sang-kien/index.md";

/// The attachments that a row names: files beside the page of the same initiative, where it has one, else paths below
/// `content/sang-kien/`. Missing ones are told.
pub(super) fn row_attachments(
    draft: &Draft,
    page_path: Option<&str>,
    sources: &Sources,
    page: &mut Page,
) -> Given<Vec<Attachment>> {
    draft.attachments.clone().and_then(|names, _| {
        let found: Vec<Attachment> = names
            .iter()
            .filter_map(|name| {
                let is_beside = |path: &&str| {
                    LinkPath::new(path, &name.value)
                        .is_some_and(|link| !link.from_root && sources.find(&link.path).is_some())
                };
                let base = page_path.filter(is_beside).unwrap_or(BESIDE);
                let name = Placed {
                    value: &*name.value,
                    place: name.place,
                };
                Files::new(sources, base).named(&name, page)
            })
            .collect();
        (found.len() == names.len()).then_some(found)
    })
}
