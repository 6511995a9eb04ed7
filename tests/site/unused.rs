//! No fixture and no expectation lies about that no test looks at.

use crate::fixture::fixtures;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_fixture_and_every_expectation_is_used() {
    let tests = sources();
    let mut unused = BTreeSet::new();
    for name in names(&fixtures()).filter(|name| fixtures().join(name).is_dir()) {
        let uses = uses_of(&tests, &name);
        let is_base = names(&fixtures()).any(|other| base_of(&other) == name);
        if uses.is_empty() && !is_base {
            unused.insert(name.clone());
        }
        for expected in names(&fixtures().join(&name).join("expected")) {
            if !uses
                .iter()
                .any(|test| test.contains(&format!("\"{expected}\"")))
            {
                unused.insert(format!("{name}/expected/{expected}"));
            }
        }
    }
    assert_eq!(unused, BTreeSet::new(), "in tests/fixtures");
}

/// The texts of all files of this test.
fn sources() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    names(&folder)
        .map(|name| fs::read_to_string(folder.join(name)).unwrap())
        .collect()
}

/// The tests that lay out a fixture: from its name to the next fixture's.
fn uses_of<'a>(sources: &'a [String], name: &str) -> Vec<&'a str> {
    let call = "SiteTest::from_dir(";
    let tests = sources.iter().flat_map(|source| source.split(call).skip(1));
    tests
        .filter(|test| test.starts_with(&format!("\"{name}\"")))
        .collect()
}

fn base_of(name: &str) -> String {
    let over = fs::read_to_string(fixtures().join(name).join("_over"));
    over.map_or_else(|_| "_base".to_owned(), |base| base.trim().to_owned())
}

fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(Result::unwrap);
    entries.map(|entry| entry.file_name().into_string().unwrap())
}
