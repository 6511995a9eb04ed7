//! The language files: words for people, Vietnamese and English side by side.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A language that messages and pages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt
    Vietnamese,
    /// English
    English,
}

impl Language {
    /// Its code: `vi` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of a code; `None` where we have no words in it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vietnamese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language of a system's locale (`vi_VN.UTF-8`, `en-US`); `None` where it is neither.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale
            .split(['_', '-', '.', '@'])
            .next()
            .unwrap_or_default();
        Self::from_code(&code.to_ascii_lowercase())
    }
}

/// A language file: its name, its text in Vietnamese, its text in English.
type Twins = (&'static str, &'static str, &'static str);

macro_rules! twins {
    ($($name:literal)*) => {
        &[$((
            $name,
            include_str!(concat!("vi/", $name, ".toml")),
            include_str!(concat!("en/", $name, ".toml")),
        )),*]
    };
}

/// Every language file. A new file stands in both folders and has its line here.
const FILES: &[Twins] = twins! {
    "archive"
    "chart"
    "checks"
    "cli"
    "config"
    "content"
    "data"
    "date"
    "embed"
    "feed"
    "figures"
    "find"
    "form"
    "indices"
    "initiative_reader"
    "method"
    "output"
    "pages"
    "preview"
    "printed"
    "rows"
    "site"
    "source"
    "table"
    "template"
    "told"
    "topics"
};

/// The words of one language. Every file of `src/locale/vi/*.toml` has its twin in `src/locale/en/`; their tables
/// are merged, and a word is addressed by its dotted key (`diagnostic.unknown-unit.message`).
#[derive(Debug)]
pub struct Words {
    language: Language,
    words: FxHashMap<String, &'static str>,
}

impl Words {
    /// The words of a language, parsed once a process.
    ///
    /// # Panics
    /// Where one of our own language files is no valid TOML, or a key stands in two of them; a test sees to it.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static VIETNAMESE: OnceLock<Words> = OnceLock::new();
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        let cell = match language {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        };
        cell.get_or_init(|| Self::load(language))
    }

    fn load(language: Language) -> Self {
        let mut words = FxHashMap::default();
        for (name, vietnamese, english) in FILES {
            let text = match language {
                Language::Vietnamese => vietnamese,
                Language::English => english,
            };
            let table = text
                .parse::<toml::Table>()
                .unwrap_or_else(|e| panic!("language file {}/{name}.toml: {e}", language.code()));
            collect(&mut words, "", table);
        }
        Self { language, words }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The word of a key, `None` where the files have none.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&'static str> {
        self.words.get(key).copied()
    }

    /// The word of a key; a missing key gives the key itself, so that it is seen.
    #[must_use]
    pub fn word<'a>(&self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The word of a key with its `{name}` placeholders filled in. A missing key gives the key itself, so that it
    /// is seen; a test holds every key used in code against the files.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        fill(self.word(key), args)
    }

    /// As [`Words::fill`], but of a list (after a colon, between commas) without what counts none: the items that begin with a
    /// placeholder of 0.
    #[must_use]
    pub fn fill_list(&self, key: &str, args: &[(&str, &str)]) -> String {
        let template = self.word(key);
        let Some((head, list)) = template.split_once(": ") else {
            return fill(template, args);
        };
        let is_none = |item: &&str| {
            let name = item.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            name.is_some_and(|(name, _)| args.contains(&(name, "0")))
        };
        let items: Vec<&str> = list.split(", ").filter(|item| !is_none(item)).collect();
        match &items[..] {
            [] => fill(head, args),
            items => fill(&format!("{head}: {}", items.join(", ")), args),
        }
    }

    /// All keys, in no particular order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

/// A text with its `{name}` placeholders filled in.
fn fill(text: &str, args: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut filled = String::with_capacity(rest.len() + 16 * args.len());
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push_str(before);
        match args.iter().find(|(arg, _)| *arg == name) {
            Some((_, value)) => filled.push_str(value),
            // Left as it stands, so that it is seen.
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Gathers the words of a table under their dotted keys. Words live as long as the process.
fn collect(words: &mut FxHashMap<String, &'static str>, prefix: &str, table: toml::Table) {
    for (key, value) in table {
        let key = if prefix.is_empty() {
            key
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => collect(words, &key, inner),
            toml::Value::String(word) => {
                let twice = words
                    .insert(key.clone(), Box::leak(word.into_boxed_str()))
                    .is_some();
                assert!(!twice, "the language files have the key {key} twice");
            }
            other => panic!(
                "the language files give {key} a {} for a word",
                other.type_str()
            ),
        }
    }
}

/// The text before the first `{name}`, the name, and the text after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|i| from + i) {
        let inner = &text[open + 1..];
        let length = inner
            .bytes()
            .take_while(|b| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-')
            })
            .count();
        if length > 0 && inner.as_bytes().get(length) == Some(&b'}') {
            return Some((&text[..open], &inner[..length], &inner[length + 1..]));
        }
        from = open + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(mut text: &str) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        while let Some((_, name, after)) = next_placeholder(text) {
            names.insert(name);
            text = after;
        }
        names
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let (vi, en) = (
            Words::of(Language::Vietnamese),
            Words::of(Language::English),
        );
        let keys = |w: &Words| w.keys().map(str::to_owned).collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(vi).symmetric_difference(&keys(en)).cloned().collect();
        assert_eq!(
            missing,
            Vec::<String>::new(),
            "keys that stand in one language only"
        );
        for key in keys(vi) {
            assert_eq!(
                placeholders(vi.word(&key)),
                placeholders(en.word(&key)),
                "placeholders of {key}"
            );
        }
    }

    #[test]
    fn no_word_is_empty_and_all_are_composed() {
        for words in [
            Words::of(Language::Vietnamese),
            Words::of(Language::English),
        ] {
            for key in words.keys() {
                let word = words.word(key);
                assert!(!word.trim().is_empty(), "{key} is empty");
                assert!(unicode_normalization::is_nfc(word), "{key} is not NFC");
            }
        }
    }

    #[test]
    fn every_file_of_the_folders_is_in_the_list() {
        for folder in ["vi", "en"] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("src/locale")
                .join(folder);
            let on_disk: BTreeSet<String> = std::fs::read_dir(path)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            let listed: BTreeSet<String> = FILES
                .iter()
                .map(|(name, ..)| format!("{name}.toml"))
                .collect();
            assert_eq!(on_disk, listed);
        }
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(next_placeholder("a {b} c"), Some(("a ", "b", " c")));
        assert_eq!(
            next_placeholder("{{ value(x) }} {b-1}"),
            Some(("{{ value(x) }} ", "b-1", ""))
        );
        assert_eq!(next_placeholder("{ } {A} {"), None);
        let words = Words {
            language: Language::English,
            words: [("k".to_owned(), "{a} of {b}, {a}; {c}")]
                .into_iter()
                .collect(),
        };
        assert_eq!(
            words.fill("k", &[("a", "{b}"), ("b", "2")]),
            "{b} of 2, {b}; {c}"
        );
        assert_eq!(words.fill("no.such", &[]), "no.such");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(
            Language::from_locale("vi_VN.UTF-8"),
            Some(Language::Vietnamese)
        );
        assert_eq!(Language::from_locale("vi"), Some(Language::Vietnamese));
        assert_eq!(Language::from_locale("EN-us"), Some(Language::English));
        assert_eq!(Language::from_locale("C"), None);
        assert_eq!(Language::from_locale(""), None);
        assert_eq!(Language::from_locale("vietnam"), None);
    }
}
