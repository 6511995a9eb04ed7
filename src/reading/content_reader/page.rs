//! What all pages have in common: front matter above Markdown, and no personal data in either.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Announcement, Attachment, FreePage};
use crate::place::{FileId, LineIndex, Prose, Sources};
use crate::reading::find_personal_data;
use crate::source::toml::{Keys, Placed, Table, Toml};
use crate::source::{FRONT_MATTER_LINE, read_text, split_front_matter, tangled};

/// Of a page that is full of personal data no more is told: it is a list that has no place here.
const MOST_PERSONAL: usize = 200;

/// What one file became.
pub(super) enum Read {
    Announcement(Box<Announcement>),
    FreePage(Box<FreePage>),
    Home(Prose, Vec<Attachment>),
    /// A page that could not be made, or one that is left to others.
    Nothing,
}

/// Why a page is not published in this build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// It is a draft.
    Draft,
    /// Its time comes on this day.
    Early(Day),
    /// Its time has gone.
    Late,
}

/// One file that was read, and what was found wrong in it.
pub(in crate::reading) struct Page {
    pub(in crate::reading) file: FileId,
    pub(super) read: Read,
    pub(super) hidden: Option<Hidden>,
    /// Files beside it that it names or links to.
    pub(in crate::reading) used: Vec<FileId>,
    /// Whether it has no front matter at all.
    pub(in crate::reading) is_bare: bool,
    /// Whether lines of its front matter are no TOML: what it lacks may stand there.
    pub(in crate::reading) is_faulty: bool,
    /// The topics that it names.
    pub(super) topics: Vec<Placed<Box<str>>>,
    pub(in crate::reading) diagnostics: Diagnostics,
}

impl Page {
    pub(in crate::reading) fn new(file: FileId) -> Self {
        Self {
            file,
            read: Read::Nothing,
            hidden: None,
            used: Vec::new(),
            is_bare: false,
            is_faulty: false,
            topics: Vec::new(),
            diagnostics: Diagnostics::new(),
        }
    }
}

/// Reads a file and hands its front matter, which has these keys (an empty table where it has none, what can be understood where it has
/// errors) and its Markdown to `read`; `None` where the file cannot be read at all, which is told.
pub(in crate::reading) fn read_page<T>(
    sources: &Sources,
    page: &mut Page,
    keys: &'static Keys,
    read: impl FnOnce(Table<'_>, Prose, &mut Page) -> T,
) -> Option<T> {
    let file = page.file;
    let text = read_text(sources, file, &mut page.diagnostics)?;
    tell_personal_data(&text, file, &mut page.diagnostics);
    let parts = split_front_matter(&text, file)
        .map_err(|problem| page.diagnostics.push(problem))
        .ok()?;
    if let Some(problem) = tangled(parts.markdown, file, parts.first_line) {
        page.diagnostics.push(problem);
        return None;
    }
    let source = parts.toml.unwrap_or_default();
    page.is_bare = parts.toml.is_none();
    let (toml, faults) = Toml::parse_recovering(source, file, FRONT_MATTER_LINE);
    let prose = Prose {
        file,
        title: None,
        markdown: parts.markdown.into(),
        first_line: parts.first_line,
    };
    let made = read(toml.root(keys), prose, page);
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
    let lines = LineIndex::new(text, 1);
    for (kind, range) in find_personal_data(text).into_iter().take(MOST_PERSONAL) {
        let place = lines.place(file, range.start);
        diagnostics.push(Code::PersonalData.help(kind.help()).at(place));
    }
}
