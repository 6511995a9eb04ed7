//! A table of a TOML file, read key by key.

use super::{Keys, Placed, Toml, Value};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::number::Decimal;
use crate::place::Place;
use ::toml::Spanned;
use ::toml::de::{DeString, DeTable, DeValue};

/// A table that is being read. Every key that a reader asks for is a known one; [`Table::finish`] tells the others.
#[derive(Debug)]
pub struct Table<'t> {
    toml: &'t Toml<'t>,
    entries: &'t DeTable<'t>,
    place: Place,
    keys: &'static Keys,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(
        toml: &'t Toml<'t>,
        entries: &'t DeTable<'t>,
        place: Place,
        keys: &'static Keys,
    ) -> Self {
        Self {
            toml,
            entries,
            place,
            keys,
            known: Vec::new(),
        }
    }

    /// Where it begins; the whole file for the root.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Tells a problem of the file.
    pub fn tell(&self, diagnostic: Diagnostic) {
        self.toml.push(diagnostic);
    }

    /// The value of a key, of whatever type.
    pub fn value(&mut self, key: &'static str) -> Option<Value<'t>> {
        debug_assert!(
            self.keys.explains(key),
            "no guide explains the key {key} of {}: src/reading/keys, src/locale/*/keys.toml",
            self.keys.name
        );
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries
            .get_key_value(key)
            .map(|(key, value)| self.as_value(key, value))
    }

    fn as_value(
        &self,
        key: &'t Spanned<DeString<'t>>,
        value: &'t Spanned<DeValue<'t>>,
    ) -> Value<'t> {
        Value {
            toml: self.toml,
            key: key.get_ref(),
            value,
            keys: self.keys.within(key.get_ref()),
        }
    }

    /// Whether a key is given; it counts as known from then on.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// A text; `None` where it is absent, empty or (told) no text.
    pub fn text(&mut self, key: &'static str) -> Option<Placed<&'t str>> {
        self.value(key)?.text()
    }

    /// A text as it goes into the domain's types.
    pub fn boxed(&mut self, key: &'static str) -> Option<Box<str>> {
        self.text(key).map(|text| text.value.into())
    }

    /// A text that must be there: an absent or empty one is told as `missing-key`.
    pub fn required_text(&mut self, key: &'static str) -> Option<Placed<&'t str>> {
        match self.value(key) {
            None => self.missing(key),
            Some(value) => {
                let is_empty = matches!(value.value.get_ref(), DeValue::String(text) if text.trim().is_empty());
                if is_empty {
                    value.tell(Diagnostic::new(Code::MissingKey));
                    return None;
                }
                value.text()
            }
        }
    }

    /// A text that must be there, as it goes into the domain's types.
    pub fn boxed_required(&mut self, key: &'static str) -> Option<Box<str>> {
        self.required_text(key).map(|text| text.value.into())
    }

    /// A day that must be there: an absent one is told as `missing-key`.
    pub fn required_day(&mut self, key: &'static str) -> Option<Placed<jiff::civil::Date>> {
        match self.value(key) {
            None => self.missing(key),
            Some(value) => value.day(),
        }
    }

    /// Tells that a key that must be there is not.
    pub fn missing<T>(&self, key: &'static str) -> Option<T> {
        debug_assert!(self.keys.requires(key), "{key} is said to be optional");
        self.tell(Code::MissingKey.arg("key", key).at(self.place));
        None
    }

    /// A day.
    pub fn day(&mut self, key: &'static str) -> Option<Placed<jiff::civil::Date>> {
        self.value(key)?.day()
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<Placed<bool>> {
        self.value(key)?.boolean()
    }

    /// An exact number.
    pub fn decimal(&mut self, key: &'static str) -> Option<Placed<Decimal>> {
        self.value(key)?.decimal()
    }

    /// A list of texts; empty where it is absent.
    pub fn texts(&mut self, key: &'static str) -> Vec<Placed<&'t str>> {
        self.value(key).map_or_else(Vec::new, Value::texts)
    }

    /// A table.
    pub fn table(&mut self, key: &'static str) -> Option<Table<'t>> {
        self.value(key)?.table()
    }

    /// A list of tables; empty where it is absent.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'t>> {
        self.value(key).map_or_else(Vec::new, Value::tables)
    }

    /// One of a closed set of words; another is told as `unknown-value` with the nearest.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Placed<T>> {
        debug_assert!(
            choices.iter().all(|(word, _)| self.keys.says(key, word)),
            "what is said of the key {key} of {} leaves out one of its words",
            self.keys.name
        );
        let value = self.value(key)?;
        let text = value.text()?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(Placed {
                value: *choice,
                place: text.place,
            });
        }
        let words = choices.iter().map(|(word, _)| *word);
        let diagnostic = Code::UnknownValue
            .arg("text", text.value)
            .arg("known", words.clone().collect::<Vec<_>>().join(", "));
        let diagnostic = diagnostic.near(nearest(text.value, words));
        value.tell(diagnostic);
        None
    }

    /// All entries in the order in which they are written, for a table whose keys are free.
    #[must_use]
    pub fn entries(self) -> Vec<(Placed<&'t str>, Value<'t>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .map(|(key, value)| {
                let place = self.toml.place(key.span().start);
                (
                    Placed {
                        value: &**key.get_ref(),
                        place,
                    },
                    self.as_value(key, value),
                )
            })
            .collect()
    }

    /// The keys that were not asked for.
    pub fn unknown_keys(&self) -> impl Iterator<Item = &'t str> {
        let names = self.entries.keys().map(|key| &**key.get_ref());
        names.filter(|name| !self.known.contains(name))
    }

    /// Ends the reading: every key that was not asked for is told as `unknown-key`, with the nearest that was.
    pub fn finish(self) {
        self.finish_with(|_| None);
    }

    /// Ends the reading as [`Table::finish`] does; `meant` knows what some keys that are not known were meant for.
    pub fn finish_with(self, meant: impl Fn(&str) -> Option<&'static str>) {
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = self.toml.place(key.span().start);
            let unknown = Code::UnknownKey.arg("key", name).at(place);
            let mut diagnostic = unknown.arg("section", self.keys.section);
            match meant(name).or_else(|| nearest(name, self.known.iter().copied())) {
                Some(near) => diagnostic = diagnostic.help("near-here").arg("near", near),
                None => diagnostic = diagnostic.arg("known", self.known.join(", ")),
            }
            self.tell(diagnostic);
        }
    }
}
