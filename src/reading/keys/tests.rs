use super::*;
use crate::locale::{Language, Words};
use std::fmt::Write as _;

#[test]
fn every_key_is_explained_in_every_language_and_nothing_else() {
    for language in Language::ALL {
        let words = Words::of(*language);
        let mut said: Vec<&str> = words
            .keys()
            .filter(|key| key.starts_with("keys.") && !key.starts_with("keys.guide."))
            .collect();
        let about = FILES.iter().map(|keys| format!("keys.{}.about", keys.name));
        let of_keys = FILES.iter().flat_map(|keys| {
            let all = keys.all.iter();
            all.map(|key| format!("keys.{}.{}", keys.name, key.name))
        });
        let mut wanted: Vec<String> = about.chain(of_keys).collect();
        let wrappers = [&INDICATORS, &ACCEPTED, &EXCLUDED, &RELEASES];
        wanted.extend(wrappers.map(|keys| format!("keys.{}.{}", keys.name, keys.all[0].name)));
        said.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(said, wanted);
    }
}

#[test]
fn registers_have_a_key_for_each_column() {
    for keys in FILES {
        let columns = columns_of(keys);
        if columns.is_empty() {
            continue;
        }
        let names: Vec<&str> = keys.all.iter().map(|key| key.name).collect();
        let mut first: Vec<&str> = columns.iter().map(|(_, names)| names[0]).collect();
        if keys.name == INITIATIVE.name {
            // A row is there or not.
            first.push("draft");
        }
        assert_eq!(names, first, "{}", keys.name);
    }
}

/// A table with every key, each with its example.
fn example(keys: &Keys) -> String {
    let mut text = String::new();
    for key in keys.all {
        writeln!(text, "{} = {}", key.name, key.example).unwrap();
    }
    text
}

/// Every example stands in a file that is read, and no reader leaves out a key that is declared.
#[test]
fn every_example_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let page = |keys: &Keys| format!("+++\n{}+++\n\nLời văn.\n", example(keys));
    let list = |name: &str, keys: &Keys| format!("[[{name}]]\n{}", example(keys));
    let register = |keys: &Keys| {
        let line = |cell: fn(&Key) -> &'static str| {
            let cells = keys.all.iter().map(|key| format!("\"{}\"", cell(key)));
            cells.collect::<Vec<_>>().join(",")
        };
        format!("{}\n{}\n", line(|key| key.name), line(|key| key.example))
    };
    put("data/campaign.toml", &example(&CAMPAIGN));
    put("data/units.csv", &register(&UNITS));
    put("data/fields.csv", &register(&FIELDS));
    put("data/indices.csv", &register(&INDICES));
    put("data/indicators.toml", &list("indicator", &INDICATOR));
    // A folder is accepted as a whole.
    let accepted = list("accepted", &ACCEPTANCE).replace("times = 2\n", "");
    put("data/accepted.toml", &accepted);
    put("data/excluded.toml", &list("excluded", &EXCLUSION));
    put("data/releases/releases.toml", &list("release", &RELEASE));
    put("data/observations/a/_defaults.toml", &example(&DEFAULTS));
    put("content/thong-bao/a.md", &page(&ANNOUNCEMENT));
    put("content/sang-kien/a.md", &page(&INITIATIVE));
    put("content/gioi-thieu.md", &page(&FREE_PAGE));
    put("content/index.md", &page(&HOME));
    let options = crate::reading::ReadOptions {
        drafts: true,
        now: "2026-12-15T08:00:00+07:00[+07:00]".parse().unwrap(),
    };
    let read = crate::reading::read(folder.path(), &options);
    let wrong = [
        "unknown-key",
        "toml-syntax",
        "wrong-type",
        "missing-key",
        "unknown-value",
        "missing-column",
        "missing-cell",
        "unknown-column",
        "bad-period",
        "bad-date",
        "bad-moment",
        "bad-target",
        "bad-formula",
        "bad-address",
        "bad-code",
        "unknown-indicator",
        "bad-alias",
        "personal-data",
        "unknown-code",
        "no-such-column",
    ];
    let mut told = read.diagnostics.iter();
    assert!(told.len() > 1);
    let told = told.find(|problem| wrong.contains(&problem.code.as_str()));
    assert!(told.is_none(), "{told:?}");
    for keys in FILES {
        assert!(
            keys.all.iter().all(|key| !key.example.is_empty()),
            "{}",
            keys.name
        );
    }
}
