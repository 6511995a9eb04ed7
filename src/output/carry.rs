//! Files in the output folder that the tool did not make go over into the new site.

use super::error::at;
use super::mark::{MARK, listed_name};
use super::path::OWN_PREFIX;
use super::staging::{Staging, link};
use super::{OutputError, attributes};
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// Carries over what others put into the old site and tells what that is: files by their path, folders
/// that are theirs altogether by their path and a `/`. With `into_new` unset it only tells.
pub(super) fn carry_over(staging: &Staging, into_new: bool) -> Result<Vec<String>, OutputError> {
    let mut carrier = Carrier {
        staging,
        into_new,
        kept: Vec::new(),
    };
    if let Some(old) = staging.old() {
        carrier.mixed_folder(old, "")?;
    }
    Ok(carrier.kept)
}

struct Carrier<'a> {
    staging: &'a Staging,
    into_new: bool,
    kept: Vec<String>,
}

impl Carrier<'_> {
    /// A folder that holds files of ours, or did.
    fn mixed_folder(&mut self, old: &Path, path: &str) -> Result<(), OutputError> {
        for entry in sorted(old)? {
            let name = entry.file_name();
            if path.is_empty() && is_own(&name) {
                continue;
            }
            let path = below(path, &name);
            let is_folder = is_folder(&entry)?;
            if is_folder && self.staging.own().has_folder(&path) {
                self.mixed_folder(&entry.path(), &path)?;
            } else if is_folder {
                self.kept.push(format!("{path}/"));
                self.foreign_folder(&entry, &path)?;
            } else if !self.staging.own().has_file(&path) && self.foreign_file(&entry, &path)? {
                self.kept.push(path);
            }
        }
        Ok(())
    }

    fn foreign_folder(&mut self, folder: &DirEntry, path: &str) -> Result<(), OutputError> {
        self.check_way(path)?;
        self.make_folder(&folder.path(), path)?;
        for entry in sorted(&folder.path())? {
            let path = below(path, &entry.file_name());
            if is_folder(&entry)? {
                self.foreign_folder(&entry, &path)?;
            } else {
                self.foreign_file(&entry, &path)?;
            }
        }
        Ok(())
    }

    /// Returns whether it stays somebody else's: one with the very bytes of the site's file becomes ours.
    fn foreign_file(&self, entry: &DirEntry, path: &str) -> Result<bool, OutputError> {
        let old = entry.path();
        let metadata = entry.metadata().map_err(at(&old))?;
        if metadata.is_file() && self.staging.claims().has_file(path) {
            return Ok(false);
        }
        self.check_way(path)?;
        if self.staging.claims().has_folder(path) {
            return Err(in_the_way(path));
        }
        if self.into_new {
            let new = self.new_path(&old);
            if let Some(parent) = new.parent() {
                fs::create_dir_all(parent).map_err(at(parent))?;
            }
            let carried = if metadata.is_symlink() {
                relink(&old, &new)
            } else {
                link(&old, &metadata, &new)
            };
            carried.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => in_the_way(path),
                _ => at(&old)(error),
            })?;
        }
        Ok(true)
    }

    /// Refuses what would lie at or below a file of the new site.
    fn check_way(&self, path: &str) -> Result<(), OutputError> {
        let claims = self.staging.claims();
        let folders = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        let taken = folders.chain([path]).any(|step| claims.has_file(step));
        if taken { Err(in_the_way(path)) } else { Ok(()) }
    }

    fn make_folder(&self, old: &Path, path: &str) -> Result<(), OutputError> {
        let new = self.new_path(old);
        if !self.into_new || self.staging.claims().has_folder(path) {
            return Ok(());
        }
        fs::create_dir_all(&new).map_err(at(&new))?;
        attributes::copy_folder(old, &new);
        Ok(())
    }

    /// The same place in the new tree, spelled as on the disk.
    fn new_path(&self, old: &Path) -> PathBuf {
        let relative = self
            .staging
            .old()
            .and_then(|root| old.strip_prefix(root).ok());
        self.staging
            .folder()
            .join(relative.unwrap_or(Path::new("")))
    }
}

fn in_the_way(path: &str) -> OutputError {
    OutputError::ForeignFile {
        path: path.to_owned(),
    }
}

fn is_folder(entry: &DirEntry) -> Result<bool, OutputError> {
    entry
        .file_type()
        .map(|kind| kind.is_dir())
        .map_err(at(&entry.path()))
}

fn sorted(folder: &Path) -> Result<Vec<DirEntry>, OutputError> {
    let mut entries: Vec<DirEntry> = fs::read_dir(folder)
        .and_then(Iterator::collect)
        .map_err(at(folder))?;
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

fn below(folder: &str, name: &OsStr) -> String {
    let name = listed_name(&name.to_string_lossy());
    if folder.is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    }
}

/// Whether a name at the top of the output folder is the tool's: its mark, or a run's working place.
fn is_own(name: &OsStr) -> bool {
    *name == *MARK || name.to_string_lossy().starts_with(OWN_PREFIX)
}

/// Makes a symbolic link with the target of another. Both stand equally deep, so relative ones stay true.
#[cfg(unix)]
fn relink(old: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, new)
}

#[cfg(windows)]
fn relink(old: &Path, new: &Path) -> io::Result<()> {
    use std::os::windows::fs::{FileTypeExt, symlink_dir, symlink_file};
    let target = fs::read_link(old)?;
    if fs::symlink_metadata(old)?.file_type().is_symlink_dir() {
        symlink_dir(target, new)
    } else {
        symlink_file(target, new)
    }
}

#[cfg(not(any(unix, windows)))]
fn relink(old: &Path, new: &Path) -> io::Result<()> {
    fs::copy(old, new).map(drop)
}
