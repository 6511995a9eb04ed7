//! Codes in the sources and words in the language files are the same set.

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

fn codes_in_use(sources: &str) -> BTreeSet<String> {
    [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::note(",
    ]
    .iter()
    .flat_map(|before| literals_after(sources, before))
    .collect()
}

#[test]
fn every_code_has_words() {
    let words = Words::of(Language::Vietnamese);
    let missing: Vec<_> = codes_in_use(&sources())
        .into_iter()
        .filter(|code| words.find(&format!("diagnostic.{code}.message")).is_none())
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_word_has_a_use() {
    let sources = sources();
    let unused: Vec<_> = Words::of(Language::Vietnamese)
        .keys()
        .filter_map(|key| key.strip_prefix("diagnostic."))
        .filter(|key| {
            let (code, word) = key.split_once('.').unwrap_or((key, ""));
            let variant = word.strip_prefix("help-").unwrap_or(code);
            !sources.contains(&format!("\"{code}\""))
                || !sources.contains(&format!("\"{variant}\""))
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
    diagnostics.push(Diagnostic::warning("b").at(Place::at(FileId(1), 2, 1)));
    diagnostics.push(Diagnostic::error("a").at(Place::at(FileId(1), 1, 9)));
    diagnostics.push(Diagnostic::error("c").at(Place::file(FileId(0))));
    diagnostics.push(Diagnostic::note("d"));
    diagnostics.sort();
    assert_eq!(
        diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(),
        ["d", "c", "a", "b"]
    );
    assert_eq!(diagnostics.count(Severity::Error), 2);
}
