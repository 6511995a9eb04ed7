//! Paths of the site: where a file will be, told the same way on every system.

use super::OutputError;
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Longest name of a file or folder that common file systems take, in bytes of UTF-8.
const LONGEST_NAME: usize = 255;

/// The beginning of names at the top of the output folder that are the tool's own.
pub(super) const OWN_PREFIX: &str = ".thidua";

/// A path inside the site: relative, with `/`, in NFC, and possible on Linux, Windows and macOS alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SitePath(Box<str>);

/// Why a text cannot be a path of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathProblem {
    /// Nothing, or nothing between two slashes.
    EmptyName,
    /// A name `.` or `..`.
    Dots,
    /// A character that some system does not take in names.
    Character,
    /// A name that ends in a space or a dot, which Windows drops.
    Ending,
    /// A name of a Windows device, such as `con` or `aux.html`.
    Device,
    /// A name of more than 255 bytes.
    TooLong,
    /// A name at the top that the tool keeps for itself (`.thidua-site`).
    Reserved,
}

impl PathProblem {
    /// The word by which the language files know it.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::EmptyName => "empty",
            Self::Dots => "dots",
            Self::Character => "character",
            Self::Ending => "ending",
            Self::Device => "device",
            Self::TooLong => "long",
            Self::Reserved => "reserved",
        }
    }
}

impl SitePath {
    /// Checks a path and puts it into NFC.
    ///
    /// # Errors
    /// [`OutputError::BadPath`] where some system could not hold a file of that name.
    pub(crate) fn new(path: &str) -> Result<Self, OutputError> {
        let composed: Box<str> = if is_nfc(path) {
            path.into()
        } else {
            path.nfc().collect()
        };
        match problem(&composed) {
            None => Ok(Self(composed)),
            Some(problem) => Err(OutputError::BadPath {
                path: composed.into(),
                problem,
            }),
        }
    }

    /// The path with `/`.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that it lies in; `None` at the top of the site.
    #[must_use]
    pub(crate) fn folder(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }

    /// What it has in common with every path that some system would take for the same file.
    #[must_use]
    pub(crate) fn key(&self) -> Box<str> {
        fold(&self.0)
    }

    /// Whether it is a page, which is put in place after what it needs.
    pub(super) fn is_page(&self) -> bool {
        is_page(&self.0)
    }
}

/// Whether a path is that of a page.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Without the differences that a case-insensitive or normalising file system does not see.
pub(super) fn fold(path: &str) -> Box<str> {
    if path.is_ascii() {
        return path.to_ascii_lowercase().into();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn problem(path: &str) -> Option<PathProblem> {
    let top = path.split('/').next().unwrap_or_default();
    if fold(top).starts_with(OWN_PREFIX) {
        return Some(PathProblem::Reserved);
    }
    path.split('/').find_map(name_problem)
}

fn name_problem(name: &str) -> Option<PathProblem> {
    if name.is_empty() {
        Some(PathProblem::EmptyName)
    } else if name == "." || name == ".." {
        Some(PathProblem::Dots)
    } else if name.contains(|c: char| c.is_control() || "<>:\"\\|?*".contains(c)) {
        Some(PathProblem::Character)
    } else if name.ends_with(['.', ' ']) {
        Some(PathProblem::Ending)
    } else if is_device(name) {
        Some(PathProblem::Device)
    } else if name.len() > LONGEST_NAME {
        Some(PathProblem::TooLong)
    } else {
        None
    }
}

/// Windows opens its devices under these names in every folder and with any extension
/// (Microsoft Learn, "Naming Files, Paths, and Namespaces").
fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    if matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) {
        return true;
    }
    let Some(port) = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"))
    else {
        return false;
    };
    let mut port = port.chars();
    matches!(
        (port.next(), port.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem_of(path: &str) -> Option<PathProblem> {
        match SitePath::new(path) {
            Ok(_) => None,
            Err(OutputError::BadPath { problem, .. }) => Some(problem),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn paths_of_the_site_are_taken() {
        for path in [
            "index.html",
            "don-vi/quan-1.html",
            ".well-known/security.txt",
            "a b/c (1).pdf",
            "Ảnh/đất.png",
        ] {
            assert_eq!(problem_of(path), None, "{path}");
        }
    }

    #[test]
    fn paths_that_lead_out_or_are_no_names_are_refused() {
        for (path, expected) in [
            ("", PathProblem::EmptyName),
            ("/etc/passwd", PathProblem::EmptyName),
            ("a//b", PathProblem::EmptyName),
            ("a/", PathProblem::EmptyName),
            ("../a", PathProblem::Dots),
            ("a/./b", PathProblem::Dots),
            ("a\\b", PathProblem::Character),
            ("C:/a", PathProblem::Character),
            ("a\nb", PathProblem::Character),
            ("tin.", PathProblem::Ending),
            ("tin /a", PathProblem::Ending),
            (".thidua-site", PathProblem::Reserved),
            (".Thidua-new/a", PathProblem::Reserved),
        ] {
            assert_eq!(problem_of(path), Some(expected), "{path}");
        }
        assert_eq!(problem_of(&"ă".repeat(128)), Some(PathProblem::TooLong));
        assert_eq!(problem_of("a/.thidua-site"), None, "only the top is ours");
    }

    #[test]
    fn windows_devices_are_refused_in_any_case_and_with_any_extension() {
        for path in [
            "con",
            "Con.html",
            "don-vi/aux.json",
            "nul.tar.gz",
            "COM1",
            "lpt9.txt",
            "com².x",
        ] {
            assert_eq!(problem_of(path), Some(PathProblem::Device), "{path}");
        }
        for path in ["cons", "com10", "com", "console.html", "a.con"] {
            assert_eq!(problem_of(path), None, "{path}");
        }
    }

    #[test]
    fn paths_are_composed_and_keys_are_blind_to_case_and_normalisation() {
        let decomposed = SitePath::new("a\u{302}\u{301}.html").unwrap();
        assert_eq!(decomposed.as_str(), "ấ.html");
        assert_eq!(SitePath::new("Ấ.HTML").unwrap().key(), decomposed.key());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_is_taken_stays_inside(text in ".*") {
            if let Ok(path) = SitePath::new(&text) {
                prop_assert!(path.as_str().split('/').all(|name| !name.is_empty() && name != ".."));
                prop_assert_eq!(SitePath::new(path.as_str()).unwrap(), path);
            }
        }
    }
}
