//! Two texts line by line.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// So many unchanged lines stand around a change.
const AROUND: usize = 2;

/// A line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// `old`, `new`, `same`, or `gap` where lines are left out.
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// What changes from one text to another, with the lines around.
pub(super) fn lines(old: &[u8], new: &[u8]) -> Vec<Line> {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::from_lines(&*old, &*new);
    let mut lines = Vec::new();
    for (index, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if index > 0 {
            lines.push(Line {
                kind: "gap",
                text: String::new(),
            });
        }
        for change in group.iter().flat_map(|change| diff.iter_changes(change)) {
            lines.push(Line {
                kind: match change.tag() {
                    ChangeTag::Delete => "old",
                    ChangeTag::Insert => "new",
                    ChangeTag::Equal => "same",
                },
                text: change.value().trim_end_matches(['\n', '\r']).to_owned(),
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_stand_among_those_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let new = old.replace("5\n", "năm\n");
        let seen: Vec<_> = lines(old.as_bytes(), new.as_bytes())
            .into_iter()
            .map(|line| (line.kind, line.text))
            .collect();
        let seen: Vec<_> = seen.iter().map(|(kind, text)| (*kind, &**text)).collect();
        let wanted = [
            ("same", "3"),
            ("same", "4"),
            ("old", "5"),
            ("new", "năm"),
            ("same", "6"),
            ("same", "7"),
        ];
        assert_eq!(seen, wanted);
        assert_eq!(lines(b"a\n", b"a\n"), []);
    }
}
