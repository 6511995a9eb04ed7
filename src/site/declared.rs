//! What pages declare of themselves to those who collect them: the sitemap, feeds, the page of downloads. Collectors
//! read this and never the HTML.

use super::feed::FeedEntry;
use super::layout::LayoutView;
use crate::calendar::Day;
use crate::model::UnitId;
use rustc_hash::FxHashMap;

/// What a page declares of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Whether search engines may list it: not where illustrative figures stand on it, nor a draft.
    pub indexable: bool,
    /// When it was last changed, where that is known: never the time of a build.
    pub updated: Option<Day>,
    /// What feeds say of it, where it belongs into them.
    pub entry: Option<Box<FeedEntry>>,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it declares of itself; `None` for what is no page.
    pub declared: Option<Declared>,
}

impl OutputFile {
    /// A page with what surrounds it.
    pub(super) fn page(html: Vec<u8>, layout: &LayoutView) -> Self {
        Self {
            bytes: html,
            declared: Some(Declared {
                indexable: !layout.illustrative,
                updated: None,
                entry: None,
            }),
        }
    }

    /// A page that was last changed on this day.
    pub(super) fn updated(mut self, day: Option<Day>) -> Self {
        if let Some(declared) = &mut self.declared {
            declared.updated = day;
        }
        self
    }

    /// A page that feeds tell of.
    pub(super) fn told_in_feeds(mut self, entry: FeedEntry) -> Self {
        if let Some(declared) = &mut self.declared {
            declared.entry = Some(Box::new(entry));
        }
        self
    }

    /// A page that is published only to be looked at: neither search engines nor feeds are told of it.
    pub(super) fn draft(mut self, is_draft: bool) -> Self {
        if let Some(declared) = self.declared.as_mut().filter(|_| is_draft) {
            declared.indexable = false;
            declared.entry = None;
        }
        self
    }
}

/// A file that declares nothing of itself.
impl From<Vec<u8>> for OutputFile {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            declared: None,
        }
    }
}

/// A file of the site that was made, as collectors see it.
#[derive(Debug, Clone)]
pub struct Collected {
    /// Its path below the output folder.
    pub path: Box<str>,
    /// Its size in bytes.
    pub size: u64,
    /// What it declares of itself.
    pub declared: Option<Declared>,
}

/// Everything that was made before the collectors, in the order of the plan.
#[derive(Debug, Default)]
pub struct Collection {
    files: Vec<Collected>,
    sizes: FxHashMap<Box<str>, u64>,
    /// The pages that feeds tell of, the last changed first.
    entries: Vec<usize>,
    /// The same, for the feeds of units.
    of_units: FxHashMap<UnitId, Vec<usize>>,
}

impl Collection {
    /// Takes a file in.
    pub(super) fn extend(&mut self, made: Option<Collected>) {
        self.files.extend(made);
    }

    /// Puts what was taken in into the order in which it is looked at.
    pub(super) fn put_in_order(&mut self) {
        let files = &self.files;
        let entry = |at: usize| {
            let declared = files.get(at).and_then(|file| file.declared.as_ref());
            declared.and_then(|declared| declared.entry.as_deref())
        };
        let mut entries: Vec<usize> = (0..files.len()).filter(|&at| entry(at).is_some()).collect();
        // Of those of one day the plan has the order.
        entries.sort_by_key(|&at| std::cmp::Reverse(entry(at).map(|entry| entry.updated)));
        let mut of_units: FxHashMap<UnitId, Vec<usize>> = FxHashMap::default();
        for &at in &entries {
            for &unit in entry(at).map_or(&[][..], |entry| &entry.units) {
                let of_unit = of_units.entry(unit).or_default();
                if of_unit.last() != Some(&at) {
                    of_unit.push(at);
                }
            }
        }
        let sizes = files.iter().map(|file| (file.path.clone(), file.size));
        self.sizes = sizes.collect();
        self.of_units = of_units;
        self.entries = entries;
    }

    /// The size of a file in bytes.
    #[must_use]
    pub fn size(&self, path: &str) -> Option<u64> {
        self.sizes.get(path).copied()
    }

    /// The pages that search engines may list, with what they declare.
    pub fn indexable(&self) -> impl Iterator<Item = (&str, &Declared)> {
        self.files
            .iter()
            .filter_map(|file| Some((&*file.path, file.declared.as_ref()?)))
            .filter(|(_, declared)| declared.indexable)
    }

    /// The paths of the pages that feeds tell of and what they tell, the last changed first.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &FeedEntry)> {
        self.at(&self.entries)
    }

    /// The same, of one unit.
    pub(super) fn entries_of(&self, unit: UnitId) -> impl Iterator<Item = (&str, &FeedEntry)> {
        self.at(self.of_units.get(&unit).map_or(&[][..], |of| of))
    }

    fn at<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = (&'a str, &'a FeedEntry)> {
        places.iter().filter_map(|&at| {
            let file = self.files.get(at)?;
            let entry = file.declared.as_ref()?.entry.as_deref()?;
            Some((&*file.path, entry))
        })
    }
}
