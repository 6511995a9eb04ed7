//! What the reading of every table of figures shares.

use crate::campaign::column::Columns;
use crate::campaign::{Day, FieldId, Fields, IndicatorId, Indicators, NameKey, Settings, UnitLookup};
use rustc_hash::FxHashMap;

/// What the reading of every table of figures shares.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) columns: Columns,
    pub(super) settings: &'a Settings,
    pub(super) units: &'a UnitLookup<'a>,
    pub(super) indicators: &'a Indicators,
    pub(super) indicator_names: Names<IndicatorId>,
    pub(super) field_names: Names<FieldId>,
    pub(super) now: Day,
}

impl<'a> Shared<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        units: &'a UnitLookup<'a>,
        indicators: &'a Indicators,
        fields: &Fields,
        now: Day,
    ) -> Self {
        let field_ids = (0..=u16::MAX).map(FieldId);
        Self {
            columns: Columns::new(indicators, &settings.labels),
            settings,
            units,
            indicators,
            indicator_names: Names::new(indicators.iter().map(|(id, x)| (id, &*x.code, &*x.name))),
            field_names: Names::new(fields.0.iter().zip(field_ids).map(|(field, id)| (id, &*field.key, &*field.name))),
            now,
        }
    }
}

/// Things that have a code and a name, found by either.
#[derive(Debug)]
pub(super) struct Names<T> {
    by_code: FxHashMap<Box<str>, T>,
    by_name: FxHashMap<String, Vec<(NameKey, T)>>,
}

impl<T: Copy + PartialEq> Names<T> {
    fn new<'n>(all: impl Iterator<Item = (T, &'n str, &'n str)>) -> Self {
        let mut this = Self { by_code: FxHashMap::default(), by_name: FxHashMap::default() };
        for (id, code, name) in all {
            this.by_code.insert(code.into(), id);
            let key = NameKey::new(name);
            this.by_name.entry(key.folded()).or_default().push((key, id));
        }
        this
    }

    /// What a text names by its code or its name, with or without diacritics; `None` where that is not one.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        if let Some(&id) = self.by_code.get(text).or_else(|| self.by_code.get(&*text.to_lowercase())) {
            return Some(id);
        }
        let key = NameKey::new(text);
        let candidates = self.by_name.get(&key.folded())?;
        let one = |fits: &dyn Fn(&NameKey) -> bool| {
            let mut found = candidates.iter().filter(|(name, _)| fits(name)).map(|(_, id)| *id);
            let first = found.next()?;
            found.all(|other| other == first).then_some(first)
        };
        one(&|name| *name == key).or_else(|| one(&|name| key.is_spelling_of(name)))
    }
}
