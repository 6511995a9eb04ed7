//! What is wrong with a text, told where it is typed: at the key, or at the line of the text.

use super::Desk;
use super::office::Attempt;
use super::section::Key;
use super::store::DeskPath;
use crate::diagnostic::{Diagnostic, Severity, wording};
use serde::Serialize;
use std::collections::BTreeMap;

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    label: String,
    message: String,
    help: String,
    /// The line of the text from 1; 0 for none.
    line: u32,
}

/// The problems of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Problems {
    /// At keys of its form.
    pub(super) keys: BTreeMap<&'static str, Vec<Problem>>,
    /// In the text, by their lines.
    pub(super) text: Vec<Problem>,
    /// Of the file as a whole, and at what the form does not have.
    pub(super) others: Vec<Problem>,
    /// How many are errors: with one, nothing is saved.
    pub(super) errors: usize,
}

impl Problems {
    /// Whether nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.text.is_empty() && self.others.is_empty()
    }
}

impl Desk {
    /// What an attempt tells of a text, whose bytes are given.
    pub(super) fn problems(
        &self,
        attempt: &Attempt,
        file: &DeskPath,
        bytes: &[u8],
        keys: &[Key],
    ) -> Problems {
        let content = String::from_utf8_lossy(bytes);
        self.problems_at(attempt, file, &Lines::of(&content), keys)
    }

    /// What an attempt tells of a TOML file, whose table that a form shows stands on these lines.
    pub(super) fn problems_of_toml(
        &self,
        attempt: &Attempt,
        file: &DeskPath,
        bytes: &[u8],
        table: std::ops::Range<u32>,
        keys: &[Key],
    ) -> Problems {
        let content = String::from_utf8_lossy(bytes);
        let lines = Lines {
            lines: content.lines().collect(),
            first_of_keys: table.start,
            after_keys: table.end,
            first_of_text: u32::MAX,
        };
        self.problems_at(attempt, file, &lines, keys)
    }

    fn problems_at(
        &self,
        attempt: &Attempt,
        file: &DeskPath,
        lines: &Lines<'_>,
        keys: &[Key],
    ) -> Problems {
        let mut problems = Problems::default();
        for diagnostic in attempt.problems.iter() {
            let Some(place) = diagnostic.place else {
                continue;
            };
            if *attempt.sources.get(place.file).path != *file.as_str()
                || diagnostic.severity == Severity::Note
            {
                continue;
            }
            problems.errors += usize::from(diagnostic.severity == Severity::Error);
            let mut problem = self.problem(diagnostic);
            let first = lines.first_of_text;
            match lines.key(place.line, keys) {
                Some(key) => problems.keys.entry(key).or_default().push(problem),
                None if place.line >= first => {
                    problem.line = place.line - first + 1;
                    problems.text.push(problem);
                }
                // A key that is missing is told of the file, or of its first lines.
                None => match diagnostic
                    .text("key")
                    .and_then(|key| keys.iter().find(|own| own.name == key))
                {
                    Some(key) => problems.keys.entry(key.name).or_default().push(problem),
                    None => problems.others.push(problem),
                },
            }
        }
        problems
    }

    fn problem(&self, diagnostic: &Diagnostic) -> Problem {
        Problem {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            label: wording::severity(diagnostic.severity, self.words).to_owned(),
            message: diagnostic.message(self.words),
            help: wording::help(diagnostic, self.words).unwrap_or_default(),
            line: 0,
        }
    }
}

/// The lines of a file with front matter.
struct Lines<'t> {
    lines: Vec<&'t str>,
    /// The first line on which a key may stand.
    first_of_keys: u32,
    /// The line after the last.
    after_keys: u32,
    /// The line on which the text begins as its form shows it.
    first_of_text: u32,
}

impl<'t> Lines<'t> {
    fn of(content: &'t str) -> Self {
        let lines: Vec<&str> = content.lines().collect();
        let is_mark = |line: &&&str| line.trim_end() == "+++";
        let end = lines
            .iter()
            .skip(1)
            .take_while(|line| !is_mark(line))
            .count();
        let has_front = lines.first().is_some_and(|first| first.trim_end() == "+++");
        let text = match has_front && lines.len() > end + 1 {
            // The mark, and the empty line below it.
            true => end + 2 + usize::from(lines.get(end + 2).is_some_and(|line| line.is_empty())),
            false => 0,
        };
        let first_of_text = u32::try_from(text + 1).unwrap_or(u32::MAX);
        Self {
            lines,
            first_of_keys: 2,
            after_keys: first_of_text,
            first_of_text,
        }
    }

    /// The key on whose value a line of the file lies.
    fn key(&self, line: u32, keys: &[Key]) -> Option<&'static str> {
        if line < self.first_of_keys || line >= self.after_keys {
            return None;
        }
        let above = self
            .lines
            .iter()
            .take(usize::try_from(line).ok()?)
            .skip(usize::try_from(self.first_of_keys).ok()?.saturating_sub(1))
            .rev();
        let named = above.filter_map(|line| {
            let head = line
                .trim()
                .strip_prefix('[')
                .map(|head| head.trim_end_matches(']'));
            let name = head.or_else(|| Some(line.split_once('=')?.0.trim()))?;
            keys.iter().find(|key| {
                key.name == name
                    || key
                        .name
                        .split_once('.')
                        .is_some_and(|(table, _)| table == name)
            })
        });
        named.map(|key| key.name).next()
    }
}

#[cfg(test)]
mod tests {
    use super::super::section::Section;
    use super::*;

    #[test]
    fn lines_belong_to_keys_or_to_the_text() {
        let lines = Lines::of("+++\ntitle = \"a\"\nunits = [\n  \"x\",\n]\n+++\n\nMột\nHai\n");
        let key = |line| lines.key(line, Section::Announcements.keys());
        assert_eq!(lines.first_of_text, 8);
        assert_eq!(
            [key(1), key(2), key(3), key(4), key(8)],
            [None, Some("title"), Some("units"), Some("units"), None]
        );
        assert_eq!(Lines::of("Một\n").first_of_text, 1);
    }
}
