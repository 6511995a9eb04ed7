//! `du-lieu/manifest.json`: every file of the site but itself, with its size and its hash, so that a copy can be held
//! against what was built.

use super::mark::MARK;
use super::path::fold;
use super::{Fingerprint, SitePath};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

/// Where it lies in the site.
pub(crate) const MANIFEST: &str = "du-lieu/manifest.json";

/// Its signature, which like itself it does not list.
pub(crate) const SIGNATURE: &str = "du-lieu/manifest.json.minisig";

/// What a site has besides what the manifest lists: itself, its signature, and what marks an output folder.
pub(crate) const UNLISTED: [&str; 4] = [MANIFEST, SIGNATURE, MARK, ".thidua-lock"];

/// What made the site.
pub(crate) const GENERATOR: &str = concat!("thidua ", env!("CARGO_PKG_VERSION"));

/// What a site consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The program that made it.
    pub generated_by: Box<str>,
    /// The last month that there are figures of.
    pub as_of: Option<Box<str>>,
    /// Its files, by path.
    pub files: Vec<(SitePath, Fingerprint)>,
}

/// Why a text is no manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ManifestProblem {
    /// It is no JSON: what the parser says.
    Syntax(Box<str>),
    /// A key is missing, or its value is no such thing.
    Key(&'static str),
    /// A file's entry, counted from 1, lacks something or has it in another form.
    Entry(usize),
    /// A path that no site has: one that leads out of it, or that some system cannot hold.
    Path(Box<str>),
    /// A path stands twice, or another with it that some systems take for the same.
    Twice(Box<str>),
}

impl Manifest {
    /// The manifest of what this program has built.
    #[must_use]
    pub(crate) fn new(as_of: Option<&str>, mut files: Vec<(SitePath, Fingerprint)>) -> Self {
        files.retain(|(path, _)| path.as_str() != MANIFEST);
        files.sort_unstable();
        Self {
            generated_by: GENERATOR.into(),
            as_of: as_of.map(Into::into),
            files,
        }
    }

    /// What a file was when it was built.
    #[must_use]
    pub(crate) fn get(&self, path: &str) -> Option<Fingerprint> {
        let found = self
            .files
            .binary_search_by(|(known, _)| known.as_str().cmp(path));
        found
            .ok()
            .and_then(|at| self.files.get(at))
            .map(|(_, file)| *file)
    }

    /// Its JSON, a line a file.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let json = |value: Value| value.to_string();
        let mut text = format!(
            "{{\"generated_by\":{},\"as_of\":{},\"files\":[\n",
            json(Value::from(&*self.generated_by)),
            json(Value::from(self.as_of.as_deref())),
        );
        for (at, (path, file)) in self.files.iter().enumerate() {
            if at > 0 {
                text.push_str(",\n");
            }
            text.push_str(&format!(
                "{{\"path\":{},\"bytes\":{},\"sha256\":\"{}\"}}",
                json(Value::from(path.as_str())),
                file.bytes,
                file.sha256
            ));
        }
        text.push_str("\n]}\n");
        text.into_bytes()
    }

    /// Reads it, from whoever it comes: what is returned names files of a site and nothing else.
    ///
    /// # Errors
    /// Where it is broken or could not have been made by this program.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ManifestProblem> {
        // Some programs put a mark before text that goes through them.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let json: Map<String, Value> = serde_json::from_slice(bytes)
            .map_err(|error| ManifestProblem::Syntax(error.to_string().into()))?;
        let text = |key: &'static str| match json.get(key) {
            Some(Value::String(text)) => Ok(Some(Box::from(text.as_str()))),
            Some(Value::Null) => Ok(None),
            _ => Err(ManifestProblem::Key(key)),
        };
        let Some(Value::Array(entries)) = json.get("files") else {
            return Err(ManifestProblem::Key("files"));
        };
        let mut files = Vec::with_capacity(entries.len());
        let mut seen = FxHashSet::default();
        for (at, entry) in entries.iter().enumerate() {
            let (path, file) = read_entry(entry).ok_or(ManifestProblem::Entry(at + 1))?;
            let known = SitePath::new(path)
                .ok()
                .filter(|known| known.as_str() == path);
            let known = known.ok_or_else(|| ManifestProblem::Path(path.into()))?;
            if !seen.insert(fold(path)) {
                return Err(ManifestProblem::Twice(path.into()));
            }
            files.push((known, file));
        }
        files.sort_unstable();
        Ok(Self {
            generated_by: text("generated_by")?.ok_or(ManifestProblem::Key("generated_by"))?,
            as_of: text("as_of")?,
            files,
        })
    }
}

fn read_entry(entry: &Value) -> Option<(&str, Fingerprint)> {
    let file = Fingerprint {
        bytes: entry.get("bytes")?.as_u64()?,
        sha256: entry.get("sha256")?.as_str()?.parse().ok()?,
    };
    Some((entry.get("path")?.as_str()?, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let files = ["index.html", "du-lieu/bảng.csv", MANIFEST];
        let files = files.map(|path| {
            (
                SitePath::new(path).unwrap(),
                Fingerprint::of(path.as_bytes()),
            )
        });
        Manifest::new(Some("2019-09"), files.to_vec())
    }

    #[test]
    fn it_lists_every_file_but_itself_by_path() {
        let text = String::from_utf8(manifest().to_bytes()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            format!("{{\"generated_by\":\"{GENERATOR}\",\"as_of\":\"2019-09\",\"files\":[")
        );
        assert!(lines[1].starts_with("{\"path\":\"du-lieu/bảng.csv\",\"bytes\":18,\"sha256\":\""));
        assert!(lines[2].starts_with("{\"path\":\"index.html\",\"bytes\":10,\"sha256\":\""));
        assert_eq!(lines[3..], ["]}"]);
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for manifest in [manifest(), Manifest::new(None, Vec::new())] {
            assert_eq!(Manifest::parse(&manifest.to_bytes()), Ok(manifest));
        }
    }

    #[test]
    fn what_no_site_could_have_is_refused() {
        let text = String::from_utf8(manifest().to_bytes()).unwrap();
        let problem = |from: &str, to: &str| {
            assert!(text.contains(from), "{from}");
            Manifest::parse(text.replacen(from, to, 1).as_bytes()).unwrap_err()
        };
        for path in [
            "../x",
            "/etc/passwd",
            "a//b",
            "a/../b",
            "C:/x",
            "a\\\\b",
            ".thidua-site",
            "",
        ] {
            let refused = problem("index.html", path);
            assert!(
                matches!(refused, ManifestProblem::Path(_)),
                "{path}: {refused:?}"
            );
        }
        let twice = problem("index.html", "Du-lieu/BẢNG.csv");
        assert_eq!(twice, ManifestProblem::Twice("Du-lieu/BẢNG.csv".into()));
        for (from, to) in [
            ("10,", "\"10\","),
            ("10,", "-1,"),
            ("\"sha256\"", "\"md5\""),
        ] {
            assert!(
                matches!(problem(from, to), ManifestProblem::Entry(_)),
                "{to}"
            );
        }
        assert_eq!(problem("\"2019-09\"", "7"), ManifestProblem::Key("as_of"));
        assert_eq!(problem("files", "fils"), ManifestProblem::Key("files"));
        for broken in ["", "[]", "{", &"[".repeat(100_000), "\u{0}"] {
            let refused = Manifest::parse(broken.as_bytes()).unwrap_err();
            assert!(matches!(refused, ManifestProblem::Syntax(_)), "{refused:?}");
        }
    }
}
