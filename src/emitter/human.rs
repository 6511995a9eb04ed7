//! Diagnostics for people: the offending line quoted and pointed at.

use super::alike::{Alike, alike, kinds_in_folders};
use super::excerpt::Excerpts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Identities, Severity, wording};
use crate::locale::Words;
use crate::place::{Place, Sources, cell_name};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// So many of one kind are shown; the rest are counted. JSON gives all.
pub(super) const SHOWN_OF_A_KIND: usize = 20;
/// So many second places of one problem are quoted.
pub(super) const SHOWN_RELATED: usize = 4;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What asks for nothing is one line a kind.
    Brief,
    /// Everything.
    Full,
}

/// Writes them for people to read, the most of one kind summed up in a line.
///
/// # Errors
/// Those of the writer.
pub(crate) fn write_human(
    diagnostics: &Diagnostics,
    sources: &Sources,
    words: &Words,
    colour: bool,
    detail: Detail,
    out: &mut impl Write,
) -> io::Result<()> {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut excerpts = Excerpts::new(sources);
    let identities = Identities::new(diagnostics, sources);
    let mut seen: FxHashMap<(Severity, Code), usize> = FxHashMap::default();
    let mut beyond: Vec<(Severity, Code)> = Vec::new();
    let groups = alike(diagnostics, words, detail);
    for group in &groups {
        let kind = (group.first.severity, group.first.code);
        let count = seen.entry(kind).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_KIND {
            writeln!(
                out,
                "{}\n",
                render(group, &identities, &mut excerpts, words, &renderer)
            )?;
        } else if *count == SHOWN_OF_A_KIND + 1 {
            beyond.push(kind);
        }
    }
    for kind in beyond {
        let more = (seen.get(&kind).copied().unwrap_or_default() - SHOWN_OF_A_KIND).to_string();
        let severity = wording::severity(kind.0, words);
        let args = [
            ("count", more.as_str()),
            ("severity", severity),
            ("code", kind.1.as_str()),
        ];
        writeln!(out, "{}\n", words.fill("diagnostics.more", &args))?;
    }
    for kind in kinds_in_folders(&groups, sources) {
        writeln!(out, "{}\n", kind.text(words))?;
    }
    if detail == Detail::Brief {
        write_notes(diagnostics, words, out)?;
    }
    out.flush()
}

/// Whether it is only to be known: nothing is to be done or pasted.
pub(super) fn asks_for_nothing(told: &Diagnostic) -> bool {
    told.severity == Severity::Note && told.lines_to_paste().is_none()
}

/// Writes a line for each kind of what asks for nothing, in the order in which they come. What was accepted stands in the
/// report.
fn write_notes(diagnostics: &Diagnostics, words: &Words, out: &mut impl Write) -> io::Result<()> {
    let mut kinds: Vec<(&Diagnostic, usize)> = Vec::new();
    let notes = diagnostics.iter().filter(|told| asks_for_nothing(told));
    for note in notes.filter(|note| note.accepted().is_none()) {
        match kinds.iter_mut().find(|(first, _)| first.code == note.code) {
            Some((_, count)) => *count += 1,
            None => kinds.push((note, 1)),
        }
    }
    for (first, count) in &kinds {
        let message = wording::message(first, words);
        let message = annotate_snippets::normalize_untrusted_str(&message);
        let note = wording::severity(Severity::Note, words);
        let more = wording::more_places(count - 1, words);
        writeln!(out, "{note}[{}]: {message}{more}", first.code)?;
    }
    if !kinds.is_empty() {
        writeln!(out, "{}\n", words.word("diagnostics.verbose"))?;
    }
    Ok(())
}

/// What is told alike: title and code, the place with its line quoted, second places, help.
fn render(
    group: &Alike<'_>,
    identities: &Identities,
    excerpts: &mut Excerpts<'_>,
    words: &Words,
    renderer: &Renderer,
) -> String {
    let diagnostic = group.first;
    let sources = excerpts.sources();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(wording::severity(diagnostic.severity, words));
    let more = wording::more_places(group.others.len(), words);
    let title = level
        .primary_title(wording::message(diagnostic, words) + &more)
        .id(diagnostic.code.as_str());
    let mut shown = Group::with_title(title);
    if let Some(place) = diagnostic.place {
        shown = quote(shown, place, AnnotationKind::Primary, sources, excerpts);
    }
    for place in group.related() {
        shown = quote(shown, place, AnnotationKind::Context, sources, excerpts);
    }
    if let Some(help) = group.advice(identities, sources, words) {
        let lines = help.lines().map(annotate_snippets::normalize_untrusted_str);
        let help = lines.collect::<Vec<_>>().join("\n");
        let name = if diagnostic.accepted().is_some() {
            "diagnostics.accepted-word"
        } else {
            "diagnostics.help"
        };
        let name = words.find(name).unwrap_or("help");
        shown = shown.element(Level::HELP.with_name(name).message(help));
    }
    without_empty_origins(&renderer.render(&[shown]))
}

/// annotate-snippets counts a table's column in characters, so places are given apart from the lines quoted below
/// them; it then marks each such line as coming from a file without a name, which says nothing.
fn without_empty_origins(rendered: &str) -> String {
    let is_empty_origin = |line: &str| {
        let mut in_style = false;
        let visible = line.chars().filter(|&c| {
            let is_visible = !in_style && c != '\u{1b}';
            in_style = c == '\u{1b}' || (in_style && c != 'm');
            is_visible && !c.is_whitespace()
        });
        visible.eq(":::".chars())
    };
    let lines: Vec<&str> = rendered
        .split('\n')
        .filter(|line| !is_empty_origin(line))
        .collect();
    lines.join("\n")
}

/// Adds a place: where it is, and its line where it can be shown.
fn quote<'a>(
    group: Group<'a>,
    place: Place,
    kind: AnnotationKind,
    sources: &'a Sources,
    excerpts: &mut Excerpts<'_>,
) -> Group<'a> {
    let path = &*sources.get(place.file).path;
    if let Some(sheet) = sources.sheet(place.file) {
        return group.element(Origin::path(format!(
            "{path}: {}",
            in_sheet(&sheet.name, place)
        )));
    }
    let mut origin = Origin::path(path);
    if place.line > 0 {
        origin = origin.line(place.line as usize);
        if place.column > 0 {
            origin = origin.char_column(place.column as usize);
        }
    }
    let group = group.element(origin);
    match excerpts.of(place) {
        None => group,
        Some(found) => {
            let snippet = Snippet::source(found.text).line_start(found.line);
            group.element(snippet.annotation(kind.span(found.span)))
        }
    }
}

/// A place in a sheet, as spreadsheets write it: `Tháng 3!D14`, `Tháng 3!14:14` for a row.
pub(super) fn in_sheet(sheet: &str, place: Place) -> String {
    match (place.line, place.column) {
        (0, _) => sheet.to_owned(),
        (row, 0) => format!("{sheet}!{row}:{row}"),
        (row, column) => format!("{sheet}!{}", cell_name(row, column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::place::SourceFile;

    fn rendered(
        name: &str,
        text: &[u8],
        language: Language,
        make: impl Fn(crate::place::FileId) -> Vec<Diagnostic>,
    ) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, text).unwrap();
        let mut sources = Sources::new(folder.path().to_path_buf());
        let file = sources.add(SourceFile {
            path: name.into(),
            on_disk: path,
        });
        let mut diagnostics = Diagnostics::new();
        for diagnostic in make(file) {
            diagnostics.push(diagnostic);
        }
        let mut out = Vec::new();
        write_human(
            &diagnostics,
            &sources,
            Words::of(language),
            false,
            Detail::Full,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_cell_of_a_table_is_pointed_at() {
        let text = "mã;tên;loại\nquan-1;Quận Bình Thạnh;quận\n".as_bytes();
        let out = rendered("data/units.csv", text, Language::Vietnamese, |file| {
            let value = Code::UnknownValue
                .arg("key", "kind")
                .arg("text", "quận")
                .arg("known", "a, b");
            vec![
                value
                    .at(Place::at(file, 2, 2))
                    .related(Place::at(file, 1, 3)),
            ]
        });
        let expected = "\
lỗi[unknown-value]: “quận” không phải là giá trị của “kind”
 --> data/units.csv:2:2
  |
2 | quan-1;Quận Bình Thạnh;quận
  |        ^^^^^^^^^^^^^^^
 ::: data/units.csv:1:3
  |
1 | mã;tên;loại
  |        ----
  |
  = cách sửa: Chọn một trong: a, b.

";
        assert_eq!(out, expected);
    }

    #[test]
    fn a_file_as_a_whole_has_only_its_name() {
        let out = rendered("data/x.csv", b"\xff\xfe\x00", Language::English, |file| {
            vec![Code::NotAFile.at(Place::file(file))]
        });
        assert!(
            out.starts_with("error[not-a-file]: This is not an ordinary file\n--> data/x.csv\n"),
            "{out}"
        );
        assert!(
            out.contains("help: Move it out of the site folder."),
            "{out}"
        );
    }

    #[test]
    fn bytes_of_another_encoding_are_shown_as_their_letters() {
        let out = rendered(
            "data/x.csv",
            b"a,b\n1,Ti\xea\xec\n",
            Language::English,
            |file| vec![Code::NotUtf8.at(Place::at(file, 2, 2))],
        );
        assert!(out.contains("2 | 1,Tiế"), "{out}");
    }

    #[test]
    fn many_of_one_kind_are_summed_up() {
        let out = rendered("data/x.csv", b"a\n", Language::English, |file| {
            (0..23)
                .map(|_| Code::UnknownColumn.at(Place::at(file, 1, 1)))
                .collect()
        });
        assert_eq!(out.matches("warning[unknown-column]:").count(), 20);
        assert!(
            out.contains("and 3 more of warning[unknown-column]"),
            "{out}"
        );
    }

    #[test]
    fn colour_changes_nothing_else() {
        let styled = "\u{1b}[1m  \u{1b}[94m::: \u{1b}[0m\na";
        assert_eq!(without_empty_origins(styled), "a");
        assert_eq!(
            without_empty_origins("2 | ::: \n ::: a.csv"),
            "2 | ::: \n ::: a.csv"
        );
    }

    #[test]
    fn terminals_are_not_steered_by_files() {
        let out = rendered(
            "data/x.csv",
            "a\u{1b}[31m,b\n".as_bytes(),
            Language::English,
            |file| {
                vec![
                    Code::UnknownKey
                        .arg("key", "\u{1b}[2J")
                        .at(Place::at(file, 1, 1)),
                ]
            },
        );
        assert!(!out.contains('\u{1b}'), "{out:?}");
    }
}
