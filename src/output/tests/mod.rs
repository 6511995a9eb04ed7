//! What the room promises, tried on real folders.

mod foreign;
mod interruption;
mod refusal;
mod unchanged;

use super::exchange::Method;
use super::publication::Summary;
use super::{OutputError, Publication, SitePath};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const METHODS: [Method; 3] = [Method::Exchange, Method::TwoRenames, Method::FileByFile];

/// A small site: its files by path.
type Files<'a> = &'a [(&'a str, &'a str)];

/// A site folder in a temporary folder, with its output in `public`.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for source in ["data", "content", "templates", "static"] {
            fs::create_dir_all(folder.path().join("site").join(source)).unwrap();
        }
        Self { folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    fn begin(&self) -> Result<Publication, OutputError> {
        Publication::begin(&self.out(), &self.root())
    }

    fn publish(&self, files: Files) -> Summary {
        self.publish_by(Method::Exchange, files).unwrap()
    }

    fn publish_by(&self, method: Method, files: Files) -> Result<Summary, OutputError> {
        publish(&self.out(), &self.root(), method, files)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What readers and their links can see: every file by path but the mark.
    fn seen(&self) -> BTreeMap<String, String> {
        let mut seen = tree(&self.out());
        seen.remove(".thidua-site");
        seen.remove(".thidua-making");
        seen
    }

    /// The names beside the output folder that a run should not leave.
    fn litter(&self) -> Vec<String> {
        let beside = fs::read_dir(self.root()).unwrap();
        let inside = fs::read_dir(self.out()).into_iter().flatten();
        let names = beside
            .chain(inside)
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| name.contains(".thidua-") && name != ".thidua-site")
            .collect()
    }
}

fn publish(out: &Path, root: &Path, method: Method, files: Files) -> Result<Summary, OutputError> {
    let mut publication = Publication::begin(out, root)?;
    publication.method = method;
    for (path, text) in files {
        publication.write(&SitePath::new(path)?, text.as_bytes())?;
    }
    publication.finish()
}

/// All files below a folder by path; links by their target.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok);
    files
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let content = if entry.path_is_symlink() {
                format!("-> {}", fs::read_link(entry.path()).unwrap().display())
            } else {
                fs::read_to_string(entry.path()).unwrap()
            };
            (path, content)
        })
        .collect()
}

fn as_tree(files: Files) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn age(path: &Path) -> SystemTime {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_250_000);
    fs::File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    time
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}
