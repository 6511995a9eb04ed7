//! The keys that tables of our files may have: what readers ask for, guides explain and scaffolds write.

use crate::locale::{Language, Words};

/// The keys of one kind of table: those of a TOML file, of a page's front matter, or the columns of a register. What each
/// means stands in the language files under `keys.NAME.KEY`.
#[derive(Debug)]
pub struct Keys {
    /// Its name in the language files.
    pub name: &'static str,
    /// The section of the guide that explains it: the file, and the table in it.
    pub section: &'static str,
    /// Every key, in the order in which it is explained.
    pub all: &'static [Key],
}

/// A key.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether it must be given.
    pub is_required: bool,
    /// A value for it, as it is written.
    pub example: &'static str,
    /// The keys of the table, or of each table of the list, that it holds.
    pub inner: Option<&'static Keys>,
}

impl Key {
    /// A key that must be given.
    pub(crate) const fn required(name: &'static str, example: &'static str) -> Self {
        Self {
            is_required: true,
            ..Self::optional(name, example)
        }
    }

    /// A key that may be left out.
    pub(crate) const fn optional(name: &'static str, example: &'static str) -> Self {
        Self {
            name,
            is_required: false,
            example,
            inner: None,
        }
    }

    /// A key that holds a table of such keys, or a list of them.
    pub(crate) const fn tables(
        name: &'static str,
        example: &'static str,
        keys: &'static Keys,
    ) -> Self {
        Self {
            inner: Some(keys),
            ..Self::optional(name, example)
        }
    }
}

impl Keys {
    /// Those of a table whose keys are no words of ours; none is explained, and any may be asked for.
    pub const FREE: Self = Self {
        name: "",
        section: "",
        all: &[],
    };

    /// The key of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.all.iter().find(|key| key.name == name)
    }

    /// What a key means, in words.
    #[must_use]
    pub fn meaning(&self, key: &str, words: &'static Words) -> Option<&'static str> {
        words.find(&format!("keys.{}.{key}", self.name))
    }

    /// The keys of the table that a key holds.
    pub(super) fn within(&self, key: &str) -> &'static Self {
        self.find(key)
            .and_then(|key| key.inner)
            .unwrap_or(&Self::FREE)
    }

    /// Whether a reader may ask for a key: one that is declared, with its meaning in every language.
    pub(super) fn explains(&self, key: &str) -> bool {
        let is_explained = |language: &Language| self.meaning(key, Words::of(*language)).is_some();
        self.is_free() || (self.find(key).is_some() && Language::ALL.iter().all(is_explained))
    }

    /// Whether what is said of a key names a word that may stand there, in every language.
    pub(super) fn says(&self, key: &str, word: &str) -> bool {
        let says = |language: &Language| {
            let meaning = self.meaning(key, Words::of(*language));
            meaning.is_some_and(|meaning| meaning.contains(word))
        };
        self.is_free() || Language::ALL.iter().all(says)
    }

    /// Whether a reader may take a key for one that must be there.
    pub(super) fn requires(&self, key: &str) -> bool {
        self.is_free() || self.find(key).is_some_and(|key| key.is_required)
    }

    fn is_free(&self) -> bool {
        self.all.is_empty()
    }
}
