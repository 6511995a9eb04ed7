//! Every code has its words and its use, every word its code.

use super::*;
use crate::locale::{Language, Words};
use std::collections::BTreeSet;
use std::path::Path;

/// The text of every source file of the program.
fn sources() -> String {
    fn collect(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs")
                && path.file_stem().unwrap() != "tests"
            {
                let text = std::fs::read_to_string(&path).unwrap();
                // Unit tests may use codes that are in no file, on purpose.
                all.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap());
            }
        }
    }
    let mut all = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

/// The literals that follow `before` in the sources, white space apart.
fn literals_after(sources: &str, before: &str) -> BTreeSet<String> {
    let literal = |rest: &str| {
        Some(
            rest.trim_start()
                .strip_prefix('"')?
                .split('"')
                .next()?
                .to_owned(),
        )
    };
    sources.split(before).skip(1).filter_map(literal).collect()
}

#[test]
fn every_code_has_words_in_every_language() {
    for &language in Language::ALL {
        let words = Words::of(language);
        let key = |code: &&Code| format!("diagnostic.{code}.message");
        let without = |code: &&Code| words.find(&key(code)).is_none();
        let missing: Vec<_> = Code::ALL.iter().filter(without).collect();
        assert_eq!(missing, Vec::<&Code>::new(), "{language:?}");
    }
}

#[test]
fn every_code_is_told_and_known_by_its_text() {
    let sources = sources();
    for code in Code::ALL {
        assert!(sources.contains(&format!("Code::{code:?}")), "{code:?}");
        assert_eq!(Code::from_text(code.as_str()), Some(*code));
    }
    assert_eq!(Code::UnknownUnit.as_str(), "unknown-unit");
}

#[test]
fn every_word_has_a_code_and_a_use() {
    let sources = sources();
    let unused: Vec<_> = Words::of(Language::Vietnamese)
        .keys()
        .filter_map(|key| key.strip_prefix("diagnostic."))
        .filter(|key| {
            let (code, word) = key.split_once('.').unwrap_or((key, ""));
            let is_used = match word.strip_prefix("help-") {
                Some(variant) => sources.contains(&format!("\"{variant}\"")),
                None => matches!(word, "message" | "help"),
            };
            Code::from_text(code).is_none() || !is_used
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_help_variant_has_words() {
    let words = Words::of(Language::Vietnamese);
    let worded: BTreeSet<String> = words
        .keys()
        .filter_map(|key| {
            let of_any = key.strip_prefix("diagnostics.help-");
            let of_one = || Some(key.strip_prefix("diagnostic.")?.split_once(".help-")?.1);
            of_any.or_else(of_one).map(str::to_owned)
        })
        .collect();
    let missing: Vec<_> = literals_after(&sources(), ".help(")
        .into_iter()
        .filter(|variant| !worded.contains(variant))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn problems_are_sorted_by_place_and_counted() {
    use crate::place::{FileId, Place};
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Code::UnknownColumn.at(Place::at(FileId(1), 2, 1)));
    diagnostics.push(Code::UnknownUnit.at(Place::at(FileId(1), 1, 9)));
    diagnostics.push(Code::UnknownKey.at(Place::file(FileId(0))));
    diagnostics.push(Code::BadDate.at(Place::file(FileId(0))));
    diagnostics.push(Diagnostic::new(Code::NoBaseUrl));
    diagnostics.sort();
    let order = [
        Code::NoBaseUrl,
        Code::BadDate,
        Code::UnknownKey,
        Code::UnknownUnit,
        Code::UnknownColumn,
    ];
    let sorted = diagnostics.iter().map(|d| d.code);
    assert_eq!(sorted.collect::<Vec<_>>(), order);
    assert_eq!(diagnostics.count(Severity::Error), 3);
}
