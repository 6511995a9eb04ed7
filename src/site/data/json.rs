//! JSON written as text: most of a site's bytes are figures, and their shape is known where they are written.

use super::number::{Number, write_whole};
use crate::calendar::Period;

/// A JSON text in the making. Punctuation and keys are written as they will stand in it.
pub(super) struct Json {
    text: Vec<u8>,
}

impl Json {
    /// An empty text with room for about so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            text: Vec::with_capacity(bytes),
        }
    }

    /// Writes punctuation, keys and words that need no escape.
    // Inlined, so that a short key is one store.
    #[inline(always)]
    pub(super) fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    /// Writes a string, escaped where it must be.
    pub(super) fn string(&mut self, text: &str) {
        let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
        if text.bytes().all(is_plain) {
            self.raw("\"");
            self.raw(text);
            self.raw("\"");
        } else {
            // A string always has a form in JSON.
            self.raw(&serde_json::to_string(text).unwrap_or_default());
        }
    }

    /// Writes a whole number.
    pub(super) fn whole(&mut self, number: u32) {
        write_whole(&mut self.text, number);
    }

    /// Writes the code of a period, which needs no escape.
    pub(super) fn code(&mut self, period: Period) {
        period.write_code(&mut self.text);
    }

    /// Writes a number, `null` where there is none.
    pub(super) fn number(&mut self, number: Option<Number>) {
        match number {
            Some(number) => number.write_json(&mut self.text),
            None => self.raw("null"),
        }
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Writes once more what was written from `from` to `to`, as [`Self::len`] told it then.
    pub(super) fn repeat(&mut self, from: usize, to: usize) {
        self.text.extend_from_within(from..to);
    }

    /// Writes a list: `write` is called for each of `items`, with commas between.
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw("[");
        self.separated(items, &mut write);
        self.raw("]");
    }

    /// Writes a map of keys that are known when the program runs only: `write` writes key and value of each of `items`.
    pub(super) fn map<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw("{");
        self.separated(items, &mut write);
        self.raw("}");
    }

    fn separated<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        write: &mut impl FnMut(&mut Self, T),
    ) {
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.raw(",");
            }
            write(self, item);
        }
    }

    /// The text.
    pub(super) fn into_string(self) -> String {
        String::from_utf8(self.text).unwrap_or_default()
    }

    /// The bytes of a file, with a line break at its end.
    pub(super) fn into_file(mut self) -> Vec<u8> {
        self.raw("\n");
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Json;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_are_those_of_the_library(text in any::<String>()) {
            let mut json = Json::with_room(0);
            json.string(&text);
            prop_assert_eq!(json.into_string(), serde_json::to_string(&text).expect("a string"));
        }
    }

    #[test]
    fn commas_stand_between() {
        let mut json = Json::with_room(0);
        json.list([1, 2, 3], |json, number| json.whole(number));
        json.map(["a"], |json, key| {
            json.string(key);
            json.raw(":");
            json.list([0_u32; 0], Json::whole);
        });
        assert_eq!(json.into_string(), r#"[1,2,3]{"a":[]}"#);
    }

    #[test]
    fn what_is_repeated_is_the_same_once_more() {
        let mut json = Json::with_room(0);
        json.raw("{");
        let from = json.len();
        json.raw("\"value\":1");
        json.repeat(from, json.len());
        assert_eq!(json.into_string(), "{\"value\":1\"value\":1");
    }
}
