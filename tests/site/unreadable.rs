//! What cannot be read is never taken for absent: nothing is published without it, and its cause alone is told.

use crate::harness::SiteTest;
use std::collections::BTreeMap;
use std::fs;

/// Every error of a build, by code and file; the site that stood there must be as it was.
fn refused(test: &SiteTest, before: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let ran = test.run(["build", "--format", "json"]).exits(1);
    let problems = ran.shown().lines();
    let problems = problems.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut told: Vec<(String, String)> = problems
        .filter(|problem| problem["severity"] == "error")
        .map(|problem| {
            let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
            (text("code"), text("file"))
        })
        .collect();
    told.sort();
    assert_eq!(&test.files("public"), before, "the old site is as it was");
    told
}

fn published() -> (SiteTest, BTreeMap<String, Vec<u8>>) {
    let test = SiteTest::from_dir("every-page");
    fs::create_dir_all(test.path("templates")).unwrap();
    test.put("static/a.txt", "x");
    test.run(["build"]).exits(0);
    let before = test.files("public");
    (test, before)
}

/// What is told where it is not this one error.
fn differing(
    test: &SiteTest,
    before: &BTreeMap<String, Vec<u8>>,
    code: &str,
    file: &str,
) -> Option<String> {
    let all = refused(test, before);
    (all != told(code, file)).then(|| format!("{file}: {all:?}"))
}

fn told(code: &str, file: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), file.to_owned())]
}

#[test]
fn a_file_in_the_place_of_a_folder_is_an_error() {
    for folder in ["content", "static", "templates"] {
        let (test, before) = published();
        fs::remove_dir_all(test.path(folder)).unwrap();
        test.put(folder, "x");
        assert_eq!(refused(&test, &before), told("file-for-folder", folder));
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_an_error() {
    let mut wrong = Vec::new();
    for file in [
        "data/campaign.toml",
        "data/indicators.toml",
        "data/units.csv",
        "data/fields.csv",
        "data/indices.csv",
        "data/accepted.toml",
        "data/excluded.toml",
        "data/observations/_defaults.toml",
        "content/index.md",
    ] {
        let (test, before) = published();
        let _ = fs::remove_file(test.path(file));
        fs::create_dir_all(test.path(file)).unwrap();
        wrong.extend(differing(&test, &before, "folder-for-file", file));
    }
    assert_eq!(wrong, [""; 0]);
}

#[cfg(unix)]
#[test]
fn links_to_nowhere_and_in_circles_are_errors_whatever_they_stand_for() {
    use std::os::unix::fs::symlink;
    let mut wrong = Vec::new();
    for path in [
        "content",
        "content/thong-bao",
        "content/index.md",
        "data/campaign.toml",
        "data/indicators.toml",
        "data/units.csv",
        "data/fields.csv",
        "data/indices.csv",
        "data/accepted.toml",
        "data/excluded.toml",
        "data/observations",
        "data/observations/_defaults.toml",
        "data/initiatives.csv",
        "static",
        "templates",
    ] {
        for target in ["nowhere", path.rsplit('/').next().unwrap()] {
            let (test, before) = published();
            let on_disk = test.path(path);
            if on_disk.is_dir() {
                fs::remove_dir_all(&on_disk).unwrap();
            } else {
                let _ = fs::remove_file(&on_disk);
            }
            symlink(target, &on_disk).unwrap();
            wrong.extend(differing(&test, &before, "unreadable", path));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[cfg(unix)]
#[test]
fn folders_of_links_to_each_other_are_told_once() {
    use std::os::unix::fs::symlink;
    let (test, before) = published();
    let folder = test.path("content");
    symlink(&folder, folder.join("thong-bao/vong")).unwrap();
    assert_eq!(
        refused(&test, &before),
        told("link-loop", "content/thong-bao/vong")
    );
}
