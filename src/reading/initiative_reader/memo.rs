//! What texts were found to name, so that each spelling is looked up once however many rows give it.

use rustc_hash::FxHashMap;
use std::sync::{PoisonError, RwLock};

/// Texts with what they name. What is kept for a text follows from the text alone, so that it does not matter who
/// looks it up first.
#[derive(Debug)]
pub(super) struct Memo<T>(RwLock<FxHashMap<Box<str>, T>>);

impl<T: Clone> Memo<T> {
    /// Nothing known yet.
    pub(super) fn new() -> Self {
        Self(RwLock::default())
    }

    /// What a text names; made where it is not known yet.
    pub(super) fn get(&self, text: &str, make: impl FnOnce() -> T) -> T {
        let read = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(text) {
            return known.clone();
        }
        drop(read);
        let made = make();
        let mut write = self.0.write().unwrap_or_else(PoisonError::into_inner);
        write.insert(text.into(), made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_up_once() {
        let memo = Memo::new();
        assert_eq!(memo.get("a", || 1), 1);
        assert_eq!(memo.get("a", || 2), 1);
        assert_eq!(memo.get("b", || 2), 2);
    }
}
