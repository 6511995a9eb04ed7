//! A text of the site folder as the values of a form, and back: only keys that were changed are written, so that comments,
//! other keys and the order of the file stay.

use super::section::{Control, Key};
use super::visit::Values;
use crate::calendar::parse_day;
use crate::place::FileId;
use crate::source::split_front_matter;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

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
        self.item(key).map(shown).unwrap_or_default()
    }

    fn item(&self, key: &str) -> Option<&Item> {
        match key.split_once('.') {
            Some((table, key)) => self.front.get(table)?.as_table_like()?.get(key),
            None => self.front.get(key),
        }
    }

    /// The values of the keys and the text, as a form shows them.
    pub(super) fn values(&self, keys: &[Key]) -> Values {
        let mut values = Values::default();
        for key in keys {
            values.push(key.name, self.value(key.name));
        }
        values.push("text", self.text.clone());
        values
    }

    /// Takes the values of a form over; a key that the form does not have stays.
    pub(super) fn take(&mut self, keys: &[Key], values: &Values) {
        for key in keys {
            // A box that is not ticked is not sent.
            let is_unticked = key.control == Control::Flag;
            let all: Vec<&str> = values.all(key.name).collect();
            if all.is_empty() && !is_unticked {
                continue;
            }
            let given = all.join("\n").replace("\r\n", "\n");
            if given.trim() != self.value(key.name).trim() {
                self.set(key, given.trim());
            }
        }
        if let Some(text) = values.find("text") {
            self.text = text.replace("\r\n", "\n");
        }
    }

    fn set(&mut self, key: &Key, given: &str) {
        let was_day = self.item(key.name).is_some_and(|item| item.is_datetime());
        let is_new = self.item(key.name).is_none();
        let value = value_of(key.control, given, was_day || is_new);
        let (table, name) = match key.name.split_once('.') {
            Some((table, name)) => (Some(table), name),
            None => (None, key.name),
        };
        let Some(table) = table else {
            return put(self.front.as_table_mut(), name, value);
        };
        if self.front.get(table).is_none() {
            if value.is_none() {
                return;
            }
            self.front
                .insert(table, toml_edit::value(InlineTable::new()));
        }
        let inner = self.front.get_mut(table).and_then(Item::as_table_like_mut);
        if let Some(inner) = inner {
            let is_gone = value.is_none();
            put(inner, name, value);
            if is_gone {
                // The space before the end went with the last value.
                inner.fmt();
            }
            if inner.is_empty() {
                self.front.remove(table);
            }
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

fn put(table: &mut dyn TableLike, name: &str, value: Option<Value>) {
    match (value, table.get_mut(name).and_then(Item::as_value_mut)) {
        (None, _) => {
            table.remove(name);
        }
        (Some(mut value), Some(old)) => {
            // What stands around it, a comment say, stays.
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        (Some(value), None) => {
            table.insert(name, toml_edit::value(value));
        }
    }
}

/// What stands in front matter for what was given; `None` for what is left out.
fn value_of(control: Control, given: &str, may_be_day: bool) -> Option<Value> {
    if given.is_empty() {
        return None;
    }
    Some(match control {
        Control::Flag => Value::from(true),
        Control::Lines | Control::Units | Control::Indicators | Control::Initiatives => {
            let lines = given.lines().map(str::trim).filter(|line| !line.is_empty());
            Value::from(lines.collect::<Array>())
        }
        Control::Day if may_be_day => match parse_day(given) {
            Some(day) => day
                .to_string()
                .parse()
                .unwrap_or_else(|_| Value::from(given)),
            None => Value::from(given),
        },
        _ => Value::from(given),
    })
}

fn shown(item: &Item) -> String {
    item.as_value().map(shown_value).unwrap_or_default()
}

fn shown_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Array(array) => {
            let lines: Vec<String> = array.iter().map(shown_value).collect();
            lines.join("\n")
        }
        Value::Boolean(flag) if !flag.value() => String::new(),
        other => {
            let mut bare = other.clone();
            bare.decor_mut().clear();
            bare.to_string()
        }
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
