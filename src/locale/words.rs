//! The language files: words for people, Vietnamese and English side by side.

/// A language that messages and pages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt
    Vietnamese,
    /// English
    English,
}

/// The words of one language. Every file of `src/locale/vi/*.toml` has its twin in `src/locale/en/`; their tables
/// are merged, and a word is addressed by its dotted key (`diagnostic.unknown-unit.message`).
#[derive(Debug)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of a language, parsed once a process.
    #[must_use]
    pub fn of(_language: Language) -> &'static Self {
        todo!()
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The word of a key, `None` where the files have none.
    #[must_use]
    pub fn find(&self, _key: &str) -> Option<&'static str> {
        todo!()
    }

    /// The word of a key with its `{name}` placeholders filled in. A missing key gives the key itself, so that it
    /// is seen; a test holds every key used in code against the files.
    #[must_use]
    pub fn fill(&self, _key: &str, _args: &[(&str, &str)]) -> String {
        todo!()
    }
}
