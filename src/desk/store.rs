//! Reading and writing files of the site folder: whole or not at all, never over what somebody else has changed, and with
//! the version before kept.
//!
//! ```text
//! .thidua/truoc/content/thong-bao/a.md/20190821T021000.123.md    the versions before a save, by the moment of that save
//! .thidua/ban-nhap/content/thong-bao/a.md                        what was typed and is not saved yet
//! ```

use crate::output::write_whole;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where the versions before are kept.
const BEFORE: &str = ".thidua/truoc";

/// Where lies what is not saved yet.
const DRAFTS: &str = ".thidua/ban-nhap";

/// So many versions of a file are kept.
const MOST_VERSIONS: usize = 200;

/// The folders of the site folder that the desk writes to.
const WRITABLE: [&str; 2] = ["content", "data"];

/// The path of a file that the desk may write, from the site folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DeskPath(String);

impl DeskPath {
    /// A path below `content/` or `data/`; `None` for one that leads elsewhere, is hidden, or has a name that some system
    /// does not know.
    pub(super) fn new(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let is_below = WRITABLE.contains(&parts.next()?);
        let rest: Vec<&str> = parts.collect();
        let is_good = !rest.is_empty() && rest.iter().all(|part| is_good_name(part));
        (is_below && is_good).then(|| Self(path.to_owned()))
    }

    /// As it stands in the site folder, with `/`.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether every system has files of this name, and readings look at them.
fn is_good_name(name: &str) -> bool {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_device = RESERVED.contains(&&*stem)
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|last: char| last.is_ascii_digit()));
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['.', '~', '#'])
        && !name.ends_with(['.', ' ', '~'])
        && !name
            .chars()
            .any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
        && !is_device
}

/// What tells one content of a file from another; that of a file that is not there is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(String);

impl Version {
    /// That of these bytes, or of no file.
    pub(super) fn of(bytes: Option<&[u8]>) -> Self {
        let Some(bytes) = bytes else {
            return Self("-".to_owned());
        };
        let hash = Sha256::digest(bytes);
        Self(
            hash.iter()
                .take(12)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    /// As a form holds it.
    pub(super) fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a file was not written.
#[derive(Debug)]
pub(super) enum NotWritten {
    /// It is another one than the form was made of: this, or none any more.
    Changed(Option<Vec<u8>>),
    /// A link leads out of the site folder.
    Outside,
    /// The system failed.
    Failed(io::Error),
}

impl From<io::Error> for NotWritten {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    /// The moment at which it was overwritten, and its name: `20190821T021000.123`.
    pub(super) moment: String,
    on_disk: PathBuf,
}

impl Kept {
    /// Its bytes.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.on_disk)
    }
}

/// The files of a site folder.
#[derive(Debug)]
pub(super) struct Store {
    root: PathBuf,
    /// One write at a time: between the look at what is there and the write nothing comes.
    writing: Mutex<()>,
}

impl Store {
    /// Those of the folder `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            writing: Mutex::default(),
        }
    }

    /// The site folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file lies.
    pub(super) fn on_disk(&self, path: &DeskPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// A file's bytes; `None` where there is none.
    ///
    /// # Errors
    /// That of the system: what cannot be read is not taken for absent.
    pub(super) fn read(&self, path: &DeskPath) -> io::Result<Option<Vec<u8>>> {
        read_if_any(&self.on_disk(path))
    }

    /// Writes a file whose content is still of the version that was seen, and keeps that.
    ///
    /// # Errors
    /// Why nothing was written.
    pub(super) fn write(
        &self,
        path: &DeskPath,
        bytes: &[u8],
        seen: &Version,
    ) -> Result<(), NotWritten> {
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let there = self.seen(path, seen)?;
        if there.as_deref() == Some(bytes) {
            return Ok(());
        }
        self.keep(path, there.as_deref())?;
        write_whole(&self.on_disk(path), bytes)?;
        Ok(())
    }

    /// Takes a file away whose content is still of the version that was seen, and keeps that.
    ///
    /// # Errors
    /// Why it is still there.
    pub(super) fn remove(&self, path: &DeskPath, seen: &Version) -> Result<(), NotWritten> {
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let there = self.seen(path, seen)?;
        self.keep(path, there.as_deref())?;
        fs::remove_file(self.on_disk(path))?;
        Ok(())
    }

    /// What stands there, where it is what was seen.
    fn seen(&self, path: &DeskPath, seen: &Version) -> Result<Option<Vec<u8>>, NotWritten> {
        self.stay_inside(path)?;
        let there = self.read(path)?;
        match Version::of(there.as_deref()) == *seen {
            true => Ok(there),
            false => Err(NotWritten::Changed(there)),
        }
    }

    /// Refuses a path that links lead out of its folder.
    fn stay_inside(&self, path: &DeskPath) -> Result<(), NotWritten> {
        let on_disk = self.on_disk(path);
        let is_link = fs::symlink_metadata(&on_disk).is_ok_and(|there| there.is_symlink());
        let mut folder = on_disk.parent();
        while let Some(missing) = folder
            && !missing.exists()
        {
            folder = missing.parent();
        }
        let root = fs::canonicalize(&self.root)?;
        let folder = fs::canonicalize(folder.unwrap_or(&self.root))?;
        match folder.starts_with(root) && !is_link {
            true => Ok(()),
            false => Err(NotWritten::Outside),
        }
    }

    /// Keeps what stands there before it is overwritten.
    fn keep(&self, path: &DeskPath, bytes: Option<&[u8]>) -> io::Result<()> {
        let Some(bytes) = bytes else {
            return Ok(());
        };
        let folder = self.root.join(BEFORE).join(path.as_str());
        let moment = jiff::Zoned::now().strftime("%Y%m%dT%H%M%S.%3f").to_string();
        let name = match path.as_str().rsplit_once('.') {
            Some((_, ending)) => format!("{moment}.{ending}"),
            None => moment,
        };
        write_whole(&folder.join(name), bytes)?;
        let mut kept = self.versions(path)?;
        for old in kept.drain(MOST_VERSIONS.min(kept.len())..) {
            // What is too old and stays all the same does no harm.
            let _ = fs::remove_file(old.on_disk);
        }
        Ok(())
    }

    /// The versions of a file that are kept, the newest first.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn versions(&self, path: &DeskPath) -> io::Result<Vec<Kept>> {
        let folder = self.root.join(BEFORE).join(path.as_str());
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut kept = Vec::new();
        for entry in entries {
            let on_disk = entry?.path();
            let stem = on_disk
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            if let Some(moment) = stem.filter(|stem| is_moment(stem)) {
                kept.push(Kept { moment, on_disk });
            }
        }
        kept.sort_by(|a, b| b.cmp(a));
        Ok(kept)
    }

    /// What was typed for a file and is not saved yet.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn draft(&self, path: &DeskPath) -> io::Result<Option<Vec<u8>>> {
        read_if_any(&self.draft_on_disk(path))
    }

    /// Where what is not saved of a file lies.
    pub(super) fn draft_on_disk(&self, path: &DeskPath) -> PathBuf {
        self.root.join(DRAFTS).join(path.as_str())
    }

    /// Keeps what was typed for a file.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn put_draft(&self, path: &DeskPath, bytes: &[u8]) -> io::Result<()> {
        write_whole(&self.draft_on_disk(path), bytes)
    }

    /// Forgets what was typed for a file.
    pub(super) fn drop_draft(&self, path: &DeskPath) {
        // One that is not there needs nothing; one that stays is offered again.
        let _ = fs::remove_file(self.draft_on_disk(path));
    }

    /// The files of a folder, and of those below it where `is_deep`, in the order of their paths.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn files(&self, folder: &str, is_deep: bool) -> io::Result<Vec<DeskPath>> {
        files_below(&self.root, folder, is_deep)
    }

    /// The files of a folder that are gone, and of which versions are kept.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn removed(&self, folder: &str, is_deep: bool) -> io::Result<Vec<DeskPath>> {
        let kept = files_below(&self.root.join(BEFORE), folder, true)?;
        let mut removed: Vec<DeskPath> = kept
            .iter()
            .filter_map(|version| version.as_str().rsplit_once('/'))
            .filter(|(file, _)| {
                is_deep || file.matches('/').count() == folder.matches('/').count() + 1
            })
            .filter_map(|(file, _)| DeskPath::new(file))
            .filter(|file| file.as_str().ends_with(".md") && !self.on_disk(file).exists())
            .collect();
        removed.dedup();
        Ok(removed)
    }

    /// As [`Self::files`], of what is not saved yet.
    ///
    /// # Errors
    /// That of the system.
    pub(super) fn drafts(&self, folder: &str, is_deep: bool) -> io::Result<Vec<DeskPath>> {
        files_below(&self.root.join(DRAFTS), folder, is_deep)
    }
}

fn is_moment(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'T' || b == b'.')
}

fn read_if_any(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if crate::source::is_absent(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn files_below(root: &Path, folder: &str, is_deep: bool) -> io::Result<Vec<DeskPath>> {
    let top = root.join(folder);
    let depth = if is_deep { usize::MAX } else { 1 };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&top)
        .max_depth(depth)
        .sort_by_file_name()
    {
        let entry = match entry {
            Err(error) if error.io_error().is_some_and(crate::source::is_absent) => continue,
            entry => entry?,
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let parts = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
        files.extend(DeskPath::new(&parts.join("/")));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> DeskPath {
        DeskPath::new(path).unwrap()
    }

    #[test]
    fn paths_stay_in_the_folders_that_are_written() {
        for good in [
            "content/a.md",
            "content/thong-bao/2019/bài một.md",
            "data/q1/a.csv",
        ] {
            assert!(DeskPath::new(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "content",
            "content/",
            "static/a.js",
            "templates/a.html",
            "/content/a.md",
            "content/../a",
            "content//a",
            "content/.git",
            "content/a\\b",
            "data/c:x",
            "data/con.csv",
            "data/com1",
            "data/a.",
            "data/a ",
            "data/a\nb",
            "../content/a.md",
            ".thidua/a",
            "data/a\0",
        ] {
            assert_eq!(DeskPath::new(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_save_keeps_what_was_there() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path());
        let a = path("content/thong-bao/a.md");
        store.write(&a, b"1", &Version::of(None)).unwrap();
        store.write(&a, b"2", &Version::of(Some(b"1"))).unwrap();
        assert_eq!(store.removed("content/thong-bao", true).unwrap(), []);
        store.remove(&a, &Version::of(Some(b"2"))).unwrap();
        assert_eq!(
            store.removed("content/thong-bao", true).unwrap(),
            std::slice::from_ref(&a)
        );
        assert_eq!(store.removed("content", false).unwrap(), []);
        assert_eq!(store.read(&a).unwrap(), None);
        let kept = store.versions(&a).unwrap();
        let kept: Vec<_> = kept.iter().map(|kept| kept.read().unwrap()).collect();
        assert_eq!(kept, [b"2", b"1"]);
        // Nothing but the versions: no half file.
        assert_eq!(store.files("content", true).unwrap(), []);
    }

    #[test]
    fn what_somebody_else_changed_is_not_overwritten() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path());
        let a = path("data/a.csv");
        store.write(&a, b"1", &Version::of(None)).unwrap();
        for seen in [Version::of(None), Version::of(Some(b"0"))] {
            let there = match store.write(&a, b"2", &seen) {
                Err(NotWritten::Changed(there)) => there,
                other => panic!("{other:?}"),
            };
            assert_eq!(there.as_deref(), Some(&b"1"[..]));
        }
        assert_eq!(store.read(&a).unwrap().as_deref(), Some(&b"1"[..]));
        assert_eq!(store.versions(&a).unwrap(), []);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_else() {
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(root.path().join("content")).unwrap();
        std::os::unix::fs::symlink(other.path(), root.path().join("content/x")).unwrap();
        fs::write(other.path().join("b"), "1").unwrap();
        std::os::unix::fs::symlink(other.path().join("b"), root.path().join("content/b")).unwrap();
        let store = Store::new(root.path());
        for name in ["content/x/a.md", "content/x/y/a.md", "content/b"] {
            let seen = Version::of(store.read(&path(name)).unwrap().as_deref());
            let outcome = store.write(&path(name), b"2", &seen);
            assert!(matches!(outcome, Err(NotWritten::Outside)), "{name}");
        }
        assert_eq!(fs::read(other.path().join("b")).unwrap(), b"1");
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_saved_lies_apart() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::new(root.path());
        let a = path("content/a.md");
        store.put_draft(&a, b"x").unwrap();
        assert_eq!(store.draft(&a).unwrap().as_deref(), Some(&b"x"[..]));
        let drafts = store.drafts("content", false).unwrap();
        assert_eq!(drafts, std::slice::from_ref(&a));
        assert_eq!(store.read(&a).unwrap(), None);
        store.drop_draft(&a);
        assert_eq!(store.draft(&a).unwrap(), None);
    }
}
