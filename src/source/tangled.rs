//! Texts that nobody writes and that would take Markdown minutes to take apart: nested a hundred deep, or with thousands
//! of its marks in one paragraph.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{FileId, LineIndex};

/// No page is longer, in bytes.
const LONGEST: usize = 2 << 20;

/// Nobody nests lists and quotations deeper.
const DEEPEST: usize = 60;

/// Nobody opens more links, emphasis and the like in one paragraph.
const MOST_MARKS: usize = 2000;

/// Why a text is not taken apart, at the line where that shows.
#[must_use]
pub fn tangled(markdown: &str, file: FileId, first_line: u32) -> Option<Diagnostic> {
    let (at, help) = if markdown.len() > LONGEST {
        (LONGEST, "long")
    } else {
        find(markdown)?
    };
    let place = LineIndex::new(markdown, first_line).place(file, floor(markdown, at));
    Some(Code::TextTangled.help(help).at(place))
}

fn find(markdown: &str) -> Option<(usize, &'static str)> {
    let mut at = 0;
    let mut marks = 0;
    let mut is_table = false;
    for line in markdown.split_inclusive('\n') {
        let bare = line.trim();
        if depth(line) > DEEPEST {
            return Some((at, "deep"));
        }
        if bare.is_empty() || is_table {
            // The cells of a table stand for themselves.
            marks = 0;
        }
        is_table = !bare.is_empty() && (is_table || is_rule_of_table(bare));
        marks += line
            .bytes()
            .filter(|byte| b"[*_`<&{~^".contains(byte))
            .count();
        if marks > MOST_MARKS {
            return Some((at, "marks"));
        }
        at += line.len();
    }
    None
}

/// How many lists and quotations a line opens.
fn depth(line: &str) -> usize {
    let mut depth = 0;
    let mut rest = line.trim_start();
    loop {
        let after = if let Some(after) = rest.strip_prefix('>') {
            after
        } else {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_number = digits.len() < rest.len();
            let marks: &[char] = if is_number {
                &['.', ')']
            } else {
                &['-', '*', '+']
            };
            match digits.strip_prefix(marks) {
                Some(after) if after.is_empty() || after.starts_with([' ', '\t', '\n']) => after,
                _ => return depth,
            }
        };
        depth += 1;
        rest = after.trim_start();
    }
}

/// Whether a line is the one between a table's header and its rows.
fn is_rule_of_table(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The beginning of the character that this byte is of.
fn floor(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(markdown: &str) -> Option<(&'static str, u32)> {
        let problem = tangled(markdown, FileId(0), 4)?;
        Some((problem.help?, problem.place?.line))
    }

    #[test]
    fn what_people_write_is_taken_apart() {
        for markdown in [
            String::new(),
            "> - 1. *a* [b](c)\n".repeat(200) + "\n" + &"*a* ".repeat(900),
            format!("|a|b|\n|-|-|\n{}", "|[a](b)|*c*|\n".repeat(5000)),
            "Một đoạn dài. ".repeat(20_000),
            "- ".repeat(10),
            "--- ".repeat(500),
            "**a**\n\n".repeat(5000),
        ] {
            assert_eq!(
                help(&markdown),
                None,
                "{}",
                &markdown[..markdown.len().min(40)]
            );
        }
    }

    #[test]
    fn what_nobody_writes_is_told_where_it_stands() {
        assert_eq!(help(&format!("a\n\n{}", ">".repeat(61))), Some(("deep", 6)));
        assert_eq!(help(&"1. ".repeat(61)), Some(("deep", 4)));
        assert_eq!(help(&"> - ".repeat(40)), Some(("deep", 4)));
        assert_eq!(
            help(&format!("a\n{}", "[a](".repeat(2001))),
            Some(("marks", 5))
        );
        assert_eq!(help(&"*a_\n".repeat(1001)), Some(("marks", 1004)));
        assert_eq!(help(&"ă ".repeat(LONGEST)), Some(("long", 4)));
    }
}
