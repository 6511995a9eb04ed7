//! A text of the site folder as the values of a form, and back.

use super::section::Key;
use super::toml_form::{take, value, values_of};
use super::visit::Values;
use crate::place::FileId;
use crate::source::split_front_matter;
use toml_edit::DocumentMut;

/// A text taken apart.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    front: DocumentMut,
    /// The Markdown below the front matter, its lines ended by `\n`.
    text: String,
}

impl Entry {
    /// One that has nothing yet.
    pub(super) fn new() -> Self {
        Self {
            front: DocumentMut::new(),
            text: String::new(),
        }
    }

    /// Takes a file apart; `None` where its front matter cannot be read, so that it can only be shown as it is written.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n");
        let parts = split_front_matter(&text, FileId(0)).ok()?;
        let front = parts.toml.unwrap_or_default().parse().ok()?;
        Some(Self {
            front,
            text: parts
                .markdown
                .strip_prefix('\n')
                .unwrap_or(parts.markdown)
                .to_owned(),
        })
    }

    /// The value of a key as a form shows it: lists one a line; empty where there is none.
    pub(super) fn value(&self, key: &str) -> String {
        value(self.front.as_table(), key)
    }

    /// The values of the keys and the text, as a form shows them.
    pub(super) fn values(&self, keys: &[Key]) -> Values {
        let mut values = values_of(self.front.as_table(), keys);
        values.push("text", self.text.clone());
        values
    }

    /// Takes the values of a form over; a key that the form does not have stays.
    pub(super) fn take(&mut self, keys: &[Key], values: &Values) {
        take(self.front.as_table_mut(), keys, values);
        if let Some(text) = values.find("text") {
            self.text = text.replace("\r\n", "\n");
        }
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut front = self.front.to_string();
        if !front.is_empty() && !front.ends_with('\n') {
            front.push('\n');
        }
        let text = self.text.trim_end();
        let end = if text.is_empty() { "" } else { "\n" };
        format!("+++\n{front}+++\n\n{text}{end}").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::section::Section;
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "+++\n# Ghi chú của người viết\ntitle = \"Một\" # giữ\ndate = 2019-02-27\nunits = [\"quan-1\", \"quan-3\"]\n\
        unknown = 1\ndocument = { form = \"Kế hoạch\", number = \"1\" }\n+++\n\nBài.\n";

    fn keys() -> &'static [Key] {
        Section::Announcements.keys()
    }

    fn edited(changes: &[(&str, &str)]) -> String {
        let mut entry = Entry::parse(FILE.as_bytes()).unwrap();
        let mut values = Values::default();
        let all = entry.values(keys());
        for name in keys().iter().map(|key| key.name).chain(["text"]) {
            let changed = changes.iter().find(|(key, _)| *key == name);
            let value = changed.map_or(all.get(name), |(_, value)| value);
            // A box that is not ticked is not sent.
            if name != "draft" || !value.is_empty() {
                values.push(name, value.to_owned());
            }
        }
        entry.take(keys(), &values);
        String::from_utf8(entry.to_bytes()).unwrap()
    }

    #[test]
    fn what_was_not_changed_stays_as_it_was_written() {
        assert_eq!(edited(&[]), FILE);
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(
            Entry::parse(windows.as_bytes()).unwrap().to_bytes(),
            FILE.as_bytes()
        );
    }

    #[test]
    fn what_was_changed_is_written_as_its_kind() {
        for (key, given, old, new) in [
            ("title", "Hai", "\"Một\" # giữ", "\"Hai\" # giữ"),
            ("date", "28/02/2019", "2019-02-27", "2019-02-28"),
            ("date", "chưa rõ", "2019-02-27", "\"chưa rõ\""),
            (
                "units",
                "quan-1\r\n\r\n quan-4 ",
                "[\"quan-1\", \"quan-3\"]",
                "[\"quan-1\", \"quan-4\"]",
            ),
            ("document.number", "", ", number = \"1\"", ""),
            (
                "title",
                "Lời \"hay\"",
                "\"Một\" # giữ",
                "'Lời \"hay\"' # giữ",
            ),
        ] {
            assert_eq!(
                edited(&[(key, given)]),
                FILE.replace(old, new),
                "{key} {given}"
            );
        }
        let all_gone = edited(&[("document.form", ""), ("document.number", "")]);
        assert!(!all_gone.contains("document"), "{all_gone}");
        let new = edited(&[("draft", "true"), ("author", "Ban biên tập")]);
        assert!(
            new.contains("\nauthor = \"Ban biên tập\"\n") && new.contains("\ndraft = true\n"),
            "{new}"
        );
    }

    #[test]
    fn a_box_that_is_not_ticked_takes_the_key_away() {
        let mut entry = Entry::parse(b"+++\ntitle = \"A\"\ndraft = true\n+++\n").unwrap();
        assert_eq!(entry.value("draft"), "true");
        let mut values = Values::default();
        values.push("title", "A".to_owned());
        entry.take(keys(), &values);
        assert_eq!(entry.to_bytes(), b"+++\ntitle = \"A\"\n+++\n\n");
    }

    #[test]
    fn what_cannot_be_taken_apart_is_told() {
        for bytes in [
            &b"+++\ntitle = \n+++\n"[..],
            b"+++\ntitle = \"a\"\n",
            b"\xff",
        ] {
            assert!(Entry::parse(bytes).is_none());
        }
        assert_eq!(Entry::parse(b"Text.\n").unwrap().text, "Text.\n");
    }

    proptest! {
        #[test]
        fn whatever_is_given_is_read_back(title in "\\PC{0,40}", lines in "[^\r]{0,60}", text in "[^\r]{0,80}") {
            let mut values = Values::default();
            values.push("title", title.clone());
            values.push("units", lines.clone());
            values.push("summary", lines.clone());
            values.push("text", text.clone());
            let mut entry = Entry::new();
            entry.take(keys(), &values);
            let read = Entry::parse(&entry.to_bytes()).unwrap();
            prop_assert_eq!(read.value("title"), title.trim());
            prop_assert_eq!(read.value("summary"), lines.trim());
            let kept: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(read.value("units"), kept.join("\n"));
            prop_assert_eq!(read.text.trim_end(), text.trim_end());
        }
    }
}
