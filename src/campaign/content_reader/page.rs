//! What all pages have in common: front matter above Markdown, and no personal data in either.

use super::{ContentOptions, Page};
use crate::campaign::{Prose, find_personal_data};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::toml::{Table, Toml};
use crate::source::{FRONT_MATTER_LINE, FileId, Place, read_text, split_front_matter};

/// Reads a file and hands its front matter (an empty table where it has none) and its Markdown to `read`; `None` where
/// the file or its front matter cannot be read at all, which is told.
pub(super) fn read_page<T>(
    options: &ContentOptions<'_>,
    page: &mut Page,
    read: impl FnOnce(Table<'_>, Prose, &mut Page) -> T,
) -> Option<T> {
    let file = page.file;
    let text = read_text(options.sources, file)
        .map_err(|problem| page.diagnostics.push(problem))
        .ok()?;
    tell_personal_data(&text, file, &mut page.diagnostics);
    let parts = split_front_matter(&text, file)
        .map_err(|problem| page.diagnostics.push(problem))
        .ok()?;
    let toml = Toml::parse(parts.toml.unwrap_or_default(), file, FRONT_MATTER_LINE);
    let toml = toml
        .map_err(|problems| page.diagnostics.append(problems))
        .ok()?;
    let prose = Prose {
        file,
        title: None,
        markdown: parts.markdown.into(),
        first_line: parts.first_line,
    };
    let made = read(toml.root(), prose, page);
    page.diagnostics.append(toml.into_problems());
    Some(made)
}

fn tell_personal_data(text: &str, file: FileId, diagnostics: &mut Diagnostics) {
    for (kind, range) in find_personal_data(text) {
        let before = &text[..range.start];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let saturated = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let line = saturated(before.bytes().filter(|&b| b == b'\n').count() + 1);
        let column = saturated(before[line_start..].chars().count() + 1);
        diagnostics.push(
            Diagnostic::error("personal-data")
                .help(kind.help())
                .at(Place::at(file, line, column)),
        );
    }
}
