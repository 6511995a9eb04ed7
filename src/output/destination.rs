//! The output folder: where it really is, and whether it may be replaced.

use super::error::at;
use super::mark::{self, MARK, OwnFiles};
use super::path::OWN_PREFIX;
use super::{OutputError, identity::same};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folders that a site is read from.
pub(super) const SOURCES: [&str; 4] = ["data", "content", "templates", "static"];

/// Where the tool keeps what it may delete at any time.
const CACHE: &str = ".thidua";

/// An output folder that may be replaced as far as its position goes.
#[derive(Debug)]
pub(super) struct Destination {
    /// As the user wrote it, for messages.
    pub(super) shown: PathBuf,
    /// Without links, `.` and `..`.
    pub(super) real: PathBuf,
}

impl Destination {
    /// Finds the real folder and refuses one that is, holds, or lies in what the site is read from.
    pub(super) fn find(out: &Path, site_root: &Path) -> Result<Self, OutputError> {
        let real = resolve(out)?;
        if let Some(existing) = real.ancestors().find(|path| path.exists())
            && !existing.is_dir()
        {
            return Err(OutputError::NotAFolder {
                path: existing.to_owned(),
            });
        }
        let root = fs::canonicalize(site_root).map_err(at(site_root))?;
        check_position(out, &real, &root)?;
        Ok(Self {
            shown: out.to_owned(),
            real,
        })
    }

    /// What stands there: `None` where there is no folder yet, otherwise what the tool made of it.
    /// A folder with files and without our mark is refused.
    pub(super) fn occupant(&self) -> Result<Option<Occupant>, OutputError> {
        if !self.real.try_exists().map_err(at(&self.shown))? {
            return Ok(None);
        }
        if let Some(text) =
            mark::read(&self.real).map_err(|error| at(&self.real.join(MARK))(error))?
        {
            return Ok(Some(Occupant {
                own: OwnFiles::parse(&text),
                mark: Some(text),
            }));
        }
        for entry in fs::read_dir(&self.real).map_err(at(&self.shown))? {
            let name = entry.map_err(at(&self.shown))?.file_name();
            // What a run leaves here that was killed before it put its first file in place.
            let ours = name.to_string_lossy().starts_with(OWN_PREFIX) && *name != *MARK;
            if !ours {
                return Err(OutputError::NotOurs {
                    folder: self.shown.clone(),
                });
            }
        }
        Ok(Some(Occupant {
            own: OwnFiles::default(),
            mark: None,
        }))
    }
}

/// The old site.
#[derive(Debug)]
pub(super) struct Occupant {
    /// The files in it that the tool made.
    pub(super) own: OwnFiles,
    /// The text of its mark; `None` in an empty folder.
    pub(super) mark: Option<String>,
}

/// The path without links, `.` and `..`; what does not exist yet stays as it is written.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(out).map_err(at(out))?;
    let mut real = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            other => real.push(other),
        }
        let is_link = fs::symlink_metadata(&real).is_ok_and(|metadata| metadata.is_symlink());
        if is_link {
            real = fs::canonicalize(&real).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => OutputError::DanglingLink { path: real.clone() },
                _ => at(&real)(error),
            })?;
        }
    }
    // Windows and macOS know a folder by several spellings; take the one of the disk.
    for existing in real.ancestors() {
        if let Ok(canonical) = fs::canonicalize(existing) {
            let rest = real.strip_prefix(existing).unwrap_or(Path::new(""));
            return Ok(if rest.as_os_str().is_empty() {
                canonical
            } else {
                canonical.join(rest)
            });
        }
    }
    Ok(real)
}

fn check_position(out: &Path, real: &Path, root: &Path) -> Result<(), OutputError> {
    let folder = || out.to_owned();
    if same(real, root) {
        return Err(OutputError::IsSite { folder: folder() });
    }
    if is_within(root, real) {
        return Err(OutputError::HoldsSite { folder: folder() });
    }
    for source in SOURCES.into_iter().chain([CACHE]) {
        let spot = root.join(source);
        let linked = fs::canonicalize(&spot).unwrap_or_else(|_| spot.clone());
        if is_within(real, &spot) || is_within(real, &linked) {
            let folder = folder();
            return Err(match source {
                CACHE => OutputError::InCache { folder },
                source => OutputError::InSource { folder, source },
            });
        }
        if is_within(&linked, real) {
            return Err(OutputError::HoldsSite { folder: folder() });
        }
    }
    Ok(())
}

/// Whether a path is this folder or lies below it.
pub(super) fn is_within(path: &Path, folder: &Path) -> bool {
    path.ancestors().any(|ancestor| same(ancestor, folder))
}
