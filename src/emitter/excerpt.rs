//! The line of a file that a diagnostic is about, and the characters of it that are meant.

use crate::place::{FileId, Place, Sources};
use crate::source::{cells_of_row, decode_table, likely_separator, read_bytes};
use std::ops::Range;
use std::rc::Rc;

/// A file that is larger is not quoted.
const QUOTED_LIMIT: u64 = 512 << 20;
/// So many files are kept at hand while diagnostics are printed.
const KEPT: usize = 4;
/// So many characters of a long line are shown on each side of what is meant.
const AROUND: usize = 50;

/// A piece of a line, with what is meant in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The physical line of the file, from 1.
    pub(super) line: usize,
    /// What is shown of it.
    pub(super) text: String,
    /// The bytes of `text` that are meant.
    pub(super) span: Range<usize>,
}

/// Finds excerpts, reading each file once while it is talked about.
pub(super) struct Excerpts<'a> {
    sources: &'a Sources,
    kept: Vec<(FileId, Option<Rc<File>>)>,
}

struct File {
    text: String,
    /// The separator of a table's cells; `None` for any other file.
    separator: Option<u8>,
}

impl<'a> Excerpts<'a> {
    /// The files that lines are quoted from.
    pub(super) fn sources(&self) -> &'a Sources {
        self.sources
    }

    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            kept: Vec::new(),
        }
    }

    /// The excerpt of a place; `None` for a file as a whole, or one that cannot be shown.
    pub(super) fn of(&mut self, place: Place) -> Option<Excerpt> {
        // A row of a sheet has no line to be quoted.
        if place.line == 0 || self.sources.sheet(place.file).is_some() {
            return None;
        }
        let file = self.file(place.file)?;
        excerpt(&file.text, file.separator, place)
    }

    fn file(&mut self, id: FileId) -> Option<Rc<File>> {
        if let Some((_, file)) = self.kept.iter().find(|(kept, _)| *kept == id) {
            return file.clone();
        }
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        let file = self.read(id).map(Rc::new);
        self.kept.push((id, file.clone()));
        file
    }

    fn read(&self, id: FileId) -> Option<File> {
        let bytes = read_bytes(self.sources, id, QUOTED_LIMIT).ok()?;
        let text = match decode_table(&bytes, id) {
            Ok(decoded) => decoded.text.into_owned(),
            Err(_) if memchr::memchr(0, &bytes).is_some() => return None,
            Err(_) => {
                String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes))
                    .into_owned()
            }
        };
        let path = &self.sources.get(id).path;
        let ending = path
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let separator = matches!(&*ending, "csv" | "tsv" | "txt").then(|| likely_separator(&text));
        Some(File { text, separator })
    }
}

/// Where line `number` (from 1) begins; lines end by `\n`, `\r\n` or `\r`.
fn line_start(text: &str, number: u32) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for _ in 1..number {
        at += memchr::memchr2(b'\n', b'\r', bytes.get(at..)?)?;
        at += if bytes[at..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
    }
    Some(at)
}

fn excerpt(text: &str, separator: Option<u8>, place: Place) -> Option<Excerpt> {
    let row = line_start(text, place.line)?;
    let rest = text.get(row..)?;
    let in_rest = match (separator, place.column) {
        (_, 0) => 0..line_length(rest),
        (Some(separator), column) => cells_of_row(rest, separator)
            .nth(column as usize - 1)
            .unwrap_or(0..line_length(rest)),
        (None, column) => characters(rest, column as usize - 1),
    };
    // A cell may begin on a later line than its row, after one that holds line breaks.
    let before = rest.get(..in_rest.start)?;
    let own_start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let ends = before.as_bytes().iter().enumerate();
    let skipped = ends
        .filter(|&(i, &b)| {
            b == b'\n' || (b == b'\r' && before.as_bytes().get(i + 1) != Some(&b'\n'))
        })
        .count();
    let own = rest.get(own_start..)?;
    let own = &own[..line_length(own)];
    let start = in_rest.start - own_start;
    let end = (in_rest.end - own_start).clamp(start, own.len().max(start));
    let (text, span) = trimmed(own, within(own, start..end));
    Some(Excerpt {
        line: place.line as usize + skipped,
        text,
        span,
    })
}

fn line_length(text: &str) -> usize {
    memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())
}

/// The characters that a column of a text means: the word, quoted text or number that begins there.
fn characters(text: &str, skip: usize) -> Range<usize> {
    let line = &text[..line_length(text)];
    let start = line
        .char_indices()
        .nth(skip)
        .map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
        Some('[') => rest.find(']').map_or(rest.len(), |end| {
            end + 1 + usize::from(rest[end..].starts_with("]]"))
        }),
        Some('{') => rest.find('}').map_or(rest.len(), |end| end + 1),
        Some(c) if c == '+' || c.is_ascii_digit() => in_groups(rest),
        _ => word(rest),
    };
    start..start + length
}

/// The bytes of the word at the start of a text.
fn word(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || "=,]}()".contains(c))
        .unwrap_or(text.len())
}

/// The bytes of the number at the start of a text, with the groups into which spaces divide it: `0901 234 567`.
fn in_groups(text: &str) -> usize {
    let mut length = word(text);
    while let Some(after) = text[length..].strip_prefix([' ', '\u{a0}'])
        && after.starts_with(|c: char| c.is_ascii_digit())
    {
        length = text.len() - after.len() + word(after);
    }
    length
}

/// The range without white space around it, on character boundaries.
fn within(line: &str, range: Range<usize>) -> Range<usize> {
    let Some(text) = line.get(range.clone()) else {
        return 0..line.len();
    };
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.start + text.trim_end().len();
    if start < end { start..end } else { range }
}

/// The part of a long line around what is meant, with `…` where it was cut.
fn trimmed(line: &str, span: Range<usize>) -> (String, Range<usize>) {
    let before = &line[..span.start];
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, c)| at + c.len_utf8());
    let inside = &line[span.clone()];
    let cut = inside
        .char_indices()
        .nth(2 * AROUND)
        .map_or(span.end, |(at, _)| span.start + at);
    let after = &line[cut..];
    let to = after
        .char_indices()
        .nth(AROUND)
        .map_or(line.len(), |(at, _)| cut + at);
    let mut text = String::new();
    if from > 0 {
        text.push('…');
    }
    let start = text.len() + (span.start - from);
    text.push_str(&line[from..to]);
    if to < line.len() {
        text.push('…');
    }
    (text, start..start + (cut - span.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meant(text: &str, separator: Option<u8>, line: u32, column: u32) -> (usize, String) {
        let found = excerpt(text, separator, Place::at(FileId(0), line, column)).unwrap();
        (found.line, found.text[found.span].to_owned())
    }

    #[test]
    fn cells_are_found_by_their_separator() {
        let text = "mã;tên;số\r\na; Quận 1 ;1,5\r\nb;\"x;\"\"y\";2\r\n";
        assert_eq!(likely_separator(text), b';');
        assert_eq!(meant(text, Some(b';'), 2, 2), (2, "Quận 1".to_owned()));
        assert_eq!(meant(text, Some(b';'), 3, 2), (3, "\"x;\"\"y\"".to_owned()));
        assert_eq!(meant(text, Some(b';'), 2, 3), (2, "1,5".to_owned()));
        assert_eq!(
            meant(text, Some(b';'), 2, 9),
            (2, "a; Quận 1 ;1,5".to_owned()),
            "no such cell: the row"
        );
        assert_eq!(meant(text, Some(b';'), 2, 0).1, "a; Quận 1 ;1,5");
        assert_eq!(likely_separator("a,b\n1,2\n"), b',');
        assert_eq!(likely_separator("a\tb,c\n1\t2\n"), b'\t');
    }

    #[test]
    fn a_cell_after_a_line_break_is_shown_on_its_own_line() {
        assert_eq!(
            meant("a,b\n\"x\ny\",2\n", Some(b','), 2, 2),
            (3, "2".to_owned())
        );
        assert_eq!(
            meant("a,b\r\n\"x\r\ny\",2\r\n", Some(b','), 2, 2),
            (3, "2".to_owned())
        );
        assert_eq!(
            meant("a,b\n\"x\ny\",2\n", Some(b','), 2, 1),
            (2, "\"x".to_owned())
        );
        assert_eq!(meant("a\rb\rc", None, 3, 1), (3, "c".to_owned()));
    }

    #[test]
    fn characters_of_a_text_are_found_by_their_column() {
        let text = "tiêu đề = \"Cải cách\" # x\n[[indicator]]\nend = 1\n";
        assert_eq!(meant(text, None, 1, 11).1, "\"Cải cách\"");
        assert_eq!(meant(text, None, 1, 6).1, "đề");
        assert_eq!(meant(text, None, 2, 1).1, "[[indicator]]");
        assert_eq!(meant(text, None, 3, 1).1, "end");
        assert_eq!(
            meant("Gọi 0901 234 567 và x\n", None, 1, 5).1,
            "0901 234 567",
            "a number in groups"
        );
    }

    #[test]
    fn long_lines_are_cut_around_what_is_meant() {
        let line = format!("{},đây,{}", "ă".repeat(1000), "b".repeat(1000));
        let found = excerpt(&line, Some(b','), Place::at(FileId(0), 1, 2)).unwrap();
        assert_eq!(&found.text[found.span.clone()], "đây");
        assert!(found.text.starts_with("…ă") && found.text.ends_with("b…"));
        assert!(found.text.chars().count() < 120);
    }

    #[test]
    fn a_place_that_is_not_there_has_no_excerpt() {
        assert_eq!(excerpt("a\n", None, Place::at(FileId(0), 9, 1)), None);
    }

    proptest! {
        #[test]
        fn no_place_panics(text in "[a\",;đ\\r\\n ]{0,40}", line in 1u32..6, column in 0u32..8, table: bool) {
            if let Some(found) = excerpt(&text, table.then_some(b','), Place::at(FileId(0), line, column)) {
                prop_assert!(found.text.get(found.span).is_some());
            }
        }
    }
}
