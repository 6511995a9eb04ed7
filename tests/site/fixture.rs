//! Site folders as fixtures: what one has is laid over what its base has.
//!
//! A fixture holds only what makes its point. Two files at its top say how it differs from the base:
//!
//! - `_over`: the name of the fixture that it is laid over; without it that is `_base`, a small campaign without a
//!   problem;
//! - `_without`: paths of the base, one a line, that it does not have.

use std::fs;
use std::path::{Path, PathBuf};

/// The fixture under all the others.
const BASE: &str = "_base";

/// Files and folders at the top of a fixture that are no part of its site.
const OURS: [&str; 3] = ["_over", "_without", "expected"];

/// The folder of all fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The folder of one fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    fixtures().join(name)
}

/// Makes the site folder of a fixture.
pub(crate) fn lay_out(name: &str, site: &Path) {
    let folder = fixture(name);
    assert!(folder.is_dir(), "there is no fixture {}", folder.display());
    let over = folder.join("_over");
    if name != BASE || over.exists() {
        let base = fs::read_to_string(&over).unwrap_or_else(|_| BASE.to_owned());
        lay_out(base.trim(), site);
    }
    let without = fs::read_to_string(folder.join("_without")).unwrap_or_default();
    for path in without.lines().map(|path| site.join(path)) {
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else {
            fs::remove_file(&path)
                .unwrap_or_else(|error| panic!("{name}/_without: {}: {error}", path.display()));
        }
    }
    fs::create_dir_all(site).unwrap();
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        if !OURS.iter().any(|ours| entry.file_name() == *ours) {
            copy(&entry.path(), &site.join(entry.file_name()));
        }
    }
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
