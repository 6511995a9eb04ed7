//! Indicators and fields found by code or by name, as people write them.

use super::NameKey;
use crate::model::{FieldId, Fields, IndicatorId, Indicators};
use rustc_hash::FxHashMap;

/// Things that have a code and a name, found by either.
#[derive(Debug)]
pub(super) struct Names<T> {
    by_code: FxHashMap<Box<str>, T>,
    by_name: FxHashMap<String, Vec<(NameKey, T)>>,
}

impl<T: Copy + PartialEq> Names<T> {
    pub(super) fn new<'n>(all: impl Iterator<Item = (T, &'n str, &'n str)>) -> Self {
        let mut this = Self {
            by_code: FxHashMap::default(),
            by_name: FxHashMap::default(),
        };
        for (id, code, name) in all {
            this.by_code.insert(code.into(), id);
            let key = NameKey::new(name);
            this.by_name
                .entry(key.folded())
                .or_default()
                .push((key, id));
        }
        this
    }

    /// What a text names by its code or its name, with or without diacritics; `None` where that is not one.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        if let Some(&id) = self
            .by_code
            .get(text)
            .or_else(|| self.by_code.get(&*text.to_lowercase()))
        {
            return Some(id);
        }
        let key = NameKey::new(text);
        let candidates = self.by_name.get(&key.folded())?;
        let one = |fits: &dyn Fn(&NameKey) -> bool| {
            let mut found = candidates
                .iter()
                .filter(|(name, _)| fits(name))
                .map(|(_, id)| *id);
            let first = found.next()?;
            found.all(|other| other == first).then_some(first)
        };
        one(&|name| *name == key).or_else(|| one(&|name| key.is_spelling_of(name)))
    }
}

impl Names<IndicatorId> {
    /// The names of all indicators.
    pub(super) fn of_indicators(indicators: &Indicators) -> Self {
        Self::new(indicators.iter().map(|(id, x)| (id, &*x.code, &*x.name)))
    }
}

impl Names<FieldId> {
    /// The names of all fields.
    pub(super) fn of_fields(fields: &Fields) -> Self {
        let with_ids = fields.0.iter().zip((0..=u16::MAX).map(FieldId));
        Self::new(with_ids.map(|(field, id)| (id, &*field.key, &*field.name)))
    }
}
