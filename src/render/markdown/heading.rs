//! Headings of a text: under the page's `h1`, without jumps, each with an id of its own.

use crate::text::slug;
use rustc_hash::{FxHashMap, FxHashSet};

/// A heading of the text, for a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// Its level in the page, from 2.
    pub level: u8,
    /// Its id, without `#`.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Gives headings their levels and ids.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// The levels, as written, of the headings that enclose the current place.
    open: Vec<u8>,
    /// How many levels the headings around the text are deep, beyond the page's own.
    below: usize,
    taken: FxHashSet<String>,
    /// The next number of each id that several would have.
    numbers: FxHashMap<String, u32>,
    pub(super) all: Vec<Heading>,
}

impl Headings {
    /// Headings that take none of these ids, in a text that begins below so many headings of its page beside `h1`.
    pub(super) fn new(reserved: &[&str], below: u8) -> Self {
        Self {
            below: usize::from(below),
            taken: reserved.iter().map(|id| (*id).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The heading that is written with this level and these words. The first is as high as can be whatever its level,
    /// and each is at most one level below the one that encloses it.
    pub(super) fn add(&mut self, written: u8, text: &str) -> &Heading {
        while self.open.last().is_some_and(|&level| level >= written) {
            self.open.pop();
        }
        self.open.push(written);
        let level = u8::try_from(self.open.len() + self.below + 1)
            .unwrap_or(6)
            .min(6);
        let id = self.unique(text);
        self.all.push(Heading {
            level,
            id,
            text: text.trim().to_owned(),
        });
        &self.all[self.all.len() - 1]
    }

    fn unique(&mut self, text: &str) -> String {
        let mut base = slug(text);
        if base.is_empty() {
            base = "muc".to_owned();
        }
        let mut id = base.clone();
        // Where the last of many with these words ended.
        let number = self.numbers.entry(base.clone()).or_insert(2);
        while !self.taken.insert(id.clone()) {
            id = format!("{base}-{number}");
            *number += 1;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_nesting() {
        let mut headings = Headings::default();
        let levels: Vec<u8> = [3, 2, 4, 4, 6, 1, 2]
            .iter()
            .map(|&l| headings.add(l, "a").level)
            .collect();
        assert_eq!(levels, [2, 2, 3, 3, 4, 2, 3]);
    }

    #[test]
    fn a_text_may_begin_below_a_heading_of_its_page() {
        let mut headings = Headings::new(&[], 1);
        let levels: Vec<u8> = [2, 3, 2]
            .iter()
            .map(|&l| headings.add(l, "a").level)
            .collect();
        assert_eq!(levels, [3, 4, 3]);
    }

    #[test]
    fn ids_are_unique_and_not_reserved() {
        let mut headings = Headings::new(&["ket-qua"], 0);
        let ids: Vec<String> = ["Kết quả", "Kết quả", "Ket qua 2", "***"]
            .iter()
            .map(|t| headings.add(2, t).id.clone())
            .collect();
        assert_eq!(ids, ["ket-qua-2", "ket-qua-3", "ket-qua-2-2", "muc"]);
    }
}
