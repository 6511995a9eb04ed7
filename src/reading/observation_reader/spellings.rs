//! What the texts of a column mean, each spelling looked up once.

use rustc_hash::FxHashMap;

/// What spellings mean. A row often says the same as the row above it, so that is tried first.
#[derive(Debug)]
pub(super) struct Spellings<T> {
    known: FxHashMap<Box<str>, T>,
    last: Option<T>,
    last_text: String,
}

impl<T> Default for Spellings<T> {
    fn default() -> Self {
        Self {
            known: FxHashMap::default(),
            last: None,
            last_text: String::new(),
        }
    }
}

impl<T: Copy> Spellings<T> {
    /// What a text means; `None` where it was not looked up yet.
    #[inline]
    pub(super) fn get(&mut self, text: &str) -> Option<T> {
        if let Some(last) = self.last
            && self.last_text == text
        {
            return Some(last);
        }
        let found = self.known.get(text).copied()?;
        self.set_last(text, found);
        Some(found)
    }

    /// Keeps what a text was found to mean.
    pub(super) fn insert(&mut self, text: &str, meaning: T) {
        self.known.insert(text.into(), meaning);
        self.set_last(text, meaning);
    }

    /// Every text that was kept with [`Self::insert`], in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        self.known.iter().map(|(text, meaning)| (&**text, *meaning))
    }

    /// Keeps what the text of one row means, which is found as quickly as it is kept.
    #[inline]
    pub(super) fn set_last(&mut self, text: &str, meaning: T) {
        self.last = Some(meaning);
        self.last_text.clear();
        self.last_text.push_str(text);
    }
}
