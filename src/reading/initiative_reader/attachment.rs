//! The files that a row of the register names.

use super::draft::Draft;
use super::given::Given;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Attachment;
use crate::place::Sources;
use crate::reading::content_reader::{Files, Page};
use crate::source::linked_file;
use crate::source::toml::Placed;

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
                let is_beside = |path: &&str| linked_file(sources, path, &name.value).is_some();
                let base = page_path.filter(is_beside).unwrap_or(BESIDE);
                let name = Placed {
                    value: &*name.value,
                    place: name.place,
                };
                let mut told = Page::new(page.file);
                let found = Files::new(sources, base).named(&name, &mut told);
                page.used.append(&mut told.used);
                for problem in &told.diagnostics {
                    page.diagnostics.push(of_register(problem.clone()));
                }
                found
            })
            .collect();
        (found.len() == names.len()).then_some(found)
    })
}

/// The help of a page says where paths of pages start from; those of the register start elsewhere.
fn of_register(problem: Diagnostic) -> Diagnostic {
    match (problem.code, problem.help) {
        (Code::MissingAttachment, None) => problem.help("register"),
        (Code::MissingAttachment, Some("near")) => problem.help("register-near"),
        _ => problem,
    }
}
