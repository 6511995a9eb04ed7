//! What the texts of a column mean, each spelling looked up once.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// What spellings mean. A row often says the same as the row above it, or goes on in an order that came before: those are
/// tried first.
#[derive(Debug)]
pub(super) struct Spellings<T> {
    /// In the order in which they were met.
    known: IndexMap<Box<str>, T, FxBuildHasher>,
    /// The one that was met last.
    at: usize,
    /// What the text of one row means that is not to be kept.
    last: Option<T>,
    last_text: String,
}

impl<T> Default for Spellings<T> {
    fn default() -> Self {
        Self {
            known: IndexMap::default(),
            at: 0,
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
        let next = self.at + 1;
        let next = if next < self.known.len() { next } else { 0 };
        for at in [self.at, next] {
            if let Some((known, meaning)) = self.known.get_index(at)
                && **known == *text
            {
                self.at = at;
                return Some(*meaning);
            }
        }
        let (at, _, meaning) = self.known.get_full(text)?;
        self.at = at;
        Some(*meaning)
    }

    /// Keeps what a text was found to mean.
    pub(super) fn insert(&mut self, text: &str, meaning: T) {
        (self.at, _) = self.known.insert_full(text.into(), meaning);
    }

    /// Every text that was kept with [`Self::insert`].
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_means_what_it_was_kept_as(texts in proptest::collection::vec("[ab]{0,2}", 0..40)) {
            let mut spellings = Spellings::default();
            for (row, text) in texts.iter().enumerate() {
                let first = texts.iter().position(|one| one == text);
                if spellings.get(text).is_none() {
                    spellings.insert(text, row);
                }
                prop_assert_eq!(spellings.get(text), first);
            }
        }
    }
}
