//! The language files: words for people, Vietnamese and English side by side.

use super::{Language, placeholder};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::OnceLock;

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
        static ALL: [OnceLock<Words>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        ALL[language as usize].get_or_init(|| Self::load(language))
    }

    fn load(language: Language) -> Self {
        let mut words = FxHashMap::default();
        for (path, text) in language.files() {
            let table = text
                .parse::<toml::Table>()
                .unwrap_or_else(|e| panic!("language file {path}: {e}"));
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
    ///
    /// ```
    /// use thidua::locale::{Language, Words};
    ///
    /// let words = Words::of(Language::English);
    /// let text = words.fill("told.none", &[("unit", "District 3")]);
    /// assert_eq!(text, "There are no figures of District 3 yet.");
    /// ```
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.fill_text(self.word(key), args)
    }

    fn fill_text(&self, text: &str, args: &[(&str, &str)]) -> String {
        let mut value = |name: &str| {
            let found = args.iter().find(|(arg, _)| *arg == name);
            Ok::<_, Infallible>(found.map(|(_, value)| Cow::Borrowed(*value)))
        };
        let Ok(filled) = placeholder::fill(text, self.language, &mut value);
        filled
    }

    /// As [`Words::fill`], but of a list (after a colon, between commas) without what counts none: the items that begin with a
    /// placeholder of 0.
    #[must_use]
    pub fn fill_list(&self, key: &str, args: &[(&str, &str)]) -> String {
        let template = self.word(key);
        let Some((head, list)) = template.split_once(": ") else {
            return self.fill_text(template, args);
        };
        let is_none = |item: &&str| {
            let name = item.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            name.is_some_and(|(name, _)| args.contains(&(name, "0")))
        };
        let items: Vec<&str> = list.split(", ").filter(|item| !is_none(item)).collect();
        match &items[..] {
            [] => self.fill_text(head, args),
            items => self.fill_text(&format!("{head}: {}", items.join(", ")), args),
        }
    }

    /// All keys, in no particular order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The names of the values that a text has places for, those inside of forms with them.
    fn names(mut text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        while let Some(place) = placeholder::next(text) {
            found.insert(place.name);
            let forms = place.forms.into_iter().flat_map(placeholder::forms);
            found.extend(forms.flat_map(names));
            text = place.after;
        }
        found
    }

    fn all() -> impl Iterator<Item = &'static Words> {
        Language::ALL.iter().map(|language| Words::of(*language))
    }

    #[test]
    fn all_languages_have_the_same_keys_and_placeholders() {
        let keys = |w: &Words| w.keys().map(str::to_owned).collect::<BTreeSet<_>>();
        let first = all().next().unwrap();
        for other in all() {
            let differ: Vec<_> = keys(first)
                .symmetric_difference(&keys(other))
                .cloned()
                .collect();
            assert!(differ.is_empty(), "keys of one language only: {differ:?}");
            for key in keys(first) {
                assert_eq!(
                    names(first.word(&key)),
                    names(other.word(&key)),
                    "placeholders of {key}"
                );
            }
        }
    }

    #[test]
    fn no_word_is_empty_and_all_are_composed() {
        for words in all() {
            for key in words.keys() {
                let word = words.word(key);
                assert!(!word.trim().is_empty(), "{key} is empty");
                assert!(unicode_normalization::is_nfc(word), "{key} is not NFC");
            }
        }
    }

    /// The names of values that choose forms somewhere in a text: those are numbers.
    fn choosing(mut text: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        while let Some(place) = placeholder::next(text) {
            found.extend(place.forms.map(|_| place.name));
            text = place.after;
        }
        found
    }

    #[test]
    fn an_english_noun_beside_a_number_has_two_forms_and_a_vietnamese_one_has_one() {
        let english = Words::of(Language::English);
        let texts = || english.keys().map(|key| (key, english.word(key)));
        let numbers: BTreeSet<&str> = texts().flat_map(|(_, text)| choosing(text)).collect();
        assert!(numbers.contains("count"));
        let mut single = Vec::new();
        for (key, text) in texts().filter(|(key, _)| !NEVER_ONE.contains(key)) {
            let mut rest = text;
            while let Some(place) = placeholder::next(rest) {
                rest = place.after;
                let is_number = place.forms.is_none() && numbers.contains(place.name);
                if is_number && plural_noun(rest) {
                    single.push(key);
                }
            }
        }
        single.sort_unstable();
        assert_eq!(single, [""; 0], "say both: {{count}} {{count|row|rows}}");
        assert!(NEVER_ONE.iter().all(|key| english.find(key).is_some()));
        let vietnamese = Words::of(Language::Vietnamese);
        let with_forms = vietnamese
            .keys()
            .filter(|key| !choosing(vietnamese.word(key)).is_empty());
        let with_forms: BTreeSet<&str> = with_forms.collect();
        assert_eq!(with_forms, VIETNAMESE_FORMS.iter().copied().collect());
    }

    /// Where Vietnamese says of one what it says of many in other words: "các", "từng", "cả" and "đều" are said of many. Its
    /// nouns have one form.
    const VIETNAMESE_FORMS: &[&str] = &[
        "archive.all-of",
        "archive.home.all",
        "archive.impact.block",
        "file-report.compared.totals",
        "file-report.files-plain",
        "file-report.owed.fields",
        "file-report.periods",
        "pages.figure.lacks",
        "pages.home.finding-all",
        "pages.home.finding-none",
        "pages.indicator.rule.not-owed",
        "pages.unit.finding-all",
        "pages.unit.finding-none",
    ];

    /// What is said of two or more only, or of numbers that the program fixes.
    const NEVER_ONE: &[&str] = &[
        "chart.fields.all-met",
        "chart.fields.equal",
        "chart.fields.none-met",
        "chart.fields.some-met",
        "chart.message.all-met",
        "chart.message.equal",
        "chart.message.met-always",
        "chart.message.missed-always",
        "chart.message.none-met",
        "chart.message.over-always",
        "chart.message.some-met",
        "chart.moves.many-climbed",
        "compare.title",
        "diagnostic.sent-again.message",
        "diagnostic.share-not-percent.message",
        "diagnostics.accept-all",
        "method.checks.jump",
        "pages.home.left",
        "pages.ranking.many-lead",
        "printed.sharing",
    ];

    /// Whether one of the next words of a sentence is a plural noun, as far as its last letter tells.
    fn plural_noun(after: &str) -> bool {
        const ENDS: &[&str] = &["of", "in", "without", "is", "was", "has"];
        let Some(sentence) = after.strip_prefix([' ', '\u{a0}']) else {
            return false;
        };
        let end = sentence.find(|c: char| !c.is_ascii_lowercase() && c != ' ');
        let words = sentence[..end.unwrap_or(sentence.len())].split(' ');
        let mut near = words.take(4).take_while(|word| !ENDS.contains(word));
        near.any(|word| word.ends_with('s'))
    }

    #[test]
    fn a_missing_key_is_seen() {
        assert_eq!(Words::of(Language::English).fill("no.such", &[]), "no.such");
    }
}
