//! Footnotes: numbered in the order in which they are referred to, with a way back from each.

use super::Events;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'e> {
    definitions: FxHashMap<&'e str, (&'e Events<'e>, Range<usize>)>,
    /// The labels in the order of their numbers, each with the number of references to it.
    order: Vec<(&'e str, usize)>,
    /// What begins every id, so that several texts can stand on one page.
    prefix: &'e str,
}

impl<'e> Footnotes<'e> {
    pub(super) fn new(prefix: &'e str) -> Self {
        Self {
            prefix,
            ..Self::default()
        }
    }

    /// Takes over a definition; `false` where there is one of this label already.
    pub(super) fn define(
        &mut self,
        label: &'e str,
        events: &'e Events<'e>,
        range: Range<usize>,
    ) -> bool {
        if self.definitions.contains_key(label) {
            return false;
        }
        self.definitions.insert(label, (events, range));
        true
    }

    /// Counts a reference: the footnote's number, and the how-manieth reference to it this is; `None` where there is
    /// no such footnote.
    pub(super) fn refer(&mut self, label: &str) -> Option<(usize, usize)> {
        let (label, _) = self.definitions.get_key_value(label)?;
        let index = self
            .order
            .iter()
            .position(|(l, _)| l == label)
            .unwrap_or_else(|| {
                self.order.push((label, 0));
                self.order.len() - 1
            });
        self.order[index].1 += 1;
        Some((index + 1, self.order[index].1))
    }

    /// The events of the footnote with this number.
    pub(super) fn numbered(&self, number: usize) -> Option<&'e Events<'e>> {
        let (label, _) = self.order.get(number.checked_sub(1)?)?;
        self.definitions.get(label).map(|(events, _)| *events)
    }

    /// How often the footnote with this number is referred to.
    pub(super) fn references(&self, number: usize) -> usize {
        number
            .checked_sub(1)
            .and_then(|i| self.order.get(i))
            .map_or(0, |(_, count)| *count)
    }

    /// Labels and places of the definitions that nothing refers to, in the order of the text.
    pub(super) fn unused(&self) -> Vec<(&'e str, usize)> {
        let is_used = |label: &str| self.order.iter().any(|(l, _)| *l == label);
        let unused = self.definitions.iter().filter(|(label, _)| !is_used(label));
        let mut unused: Vec<_> = unused
            .map(|(label, (_, range))| (*label, range.start))
            .collect();
        unused.sort_by_key(|(_, start)| *start);
        unused
    }

    /// The id of a footnote. No slug has a colon, so no heading can have it.
    pub(super) fn id(&self, number: usize) -> String {
        format!("{}fn:{number}", self.prefix)
    }

    /// The id of a reference to a footnote.
    pub(super) fn reference_id(&self, number: usize, nth: usize) -> String {
        match nth {
            1 => format!("{}fnref:{number}", self.prefix),
            _ => format!("{}fnref:{number}:{nth}", self.prefix),
        }
    }
}
