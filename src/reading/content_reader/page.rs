//! What all pages have in common: front matter above Markdown, and no personal data in either.

use super::Page;
use crate::diagnostic::{Code, Diagnostics};
use crate::place::{FileId, Place, Prose, Sources};
use crate::reading::find_personal_data;
use crate::source::toml::{Table, Toml};
use crate::source::{FRONT_MATTER_LINE, read_text, split_front_matter};

/// Reads a file and hands its front matter (an empty table where it has none, what can be understood where it has
/// errors) and its Markdown to `read`; `None` where the file cannot be read at all, which is told.
pub(in crate::reading) fn read_page<T>(
    sources: &Sources,
    page: &mut Page,
    read: impl FnOnce(Table<'_>, Prose, &mut Page) -> T,
) -> Option<T> {
    let file = page.file;
    let text = read_text(sources, file, &mut page.diagnostics)?;
    tell_personal_data(&text, file, &mut page.diagnostics);
    let parts = split_front_matter(&text, file)
        .map_err(|problem| page.diagnostics.push(problem))
        .ok()?;
    let source = parts.toml.unwrap_or_default();
    page.is_bare = parts.toml.is_none();
    let (toml, faults) = Toml::parse_recovering(source, file, FRONT_MATTER_LINE);
    let prose = Prose {
        file,
        title: None,
        markdown: parts.markdown.into(),
        first_line: parts.first_line,
    };
    let made = read(toml.root(), prose, page);
    if faults.is_empty() {
        let problems = toml.into_problems();
        for problem in problems.iter().cloned() {
            let lacks_all = page.is_bare && problem.code == Code::MissingKey;
            page.diagnostics.push(if lacks_all {
                problem.help("front-matter")
            } else {
                problem
            });
        }
    } else {
        // What the rest lacks may stand in the lines that are no TOML; the text below is read all the same.
        page.is_faulty = true;
        page.diagnostics.append(faults);
    }
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
            Code::PersonalData
                .help(kind.help())
                .at(Place::at(file, line, column)),
        );
    }
}
