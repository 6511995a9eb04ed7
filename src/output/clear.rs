//! The old tree goes once the new one stands in its place: what the tool made of it, and what was carried over. What
//! others put there since goes over now.

use super::mark::{MAKING, MARK, OwnFiles, listed_name};
use super::path::OWN_PREFIX;
use super::staging::are_equal;
use rayon::prelude::*;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What came of an old tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cleared {
    /// The files of others that went over into the new site.
    pub(super) late: Vec<String>,
    /// Whether files of others are left in it, which have the addresses of new files of the site.
    pub(super) has_left: bool,
}

/// Clears an old tree of which the tool made `own`, beside the new site in `real`.
///
/// # Errors
/// Where the system fails; the next run goes on with it.
pub(super) fn clear(
    old: &Path,
    own: &OwnFiles,
    real: &Path,
    new: &OwnFiles,
) -> io::Result<Cleared> {
    let clearing = Clearing {
        own,
        real,
        new,
        cleared: Mutex::default(),
    };
    clearing.folder(old, "")?;
    let mut cleared = clearing
        .cleared
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    cleared.late.sort_unstable();
    // The mark last: it says which files are ours.
    remove_if_there(&old.join(MARK))?;
    if !cleared.has_left {
        fs::remove_dir(old)?;
    }
    Ok(cleared)
}

struct Clearing<'a> {
    own: &'a OwnFiles,
    real: &'a Path,
    /// What the tool made of the new site.
    new: &'a OwnFiles,
    cleared: Mutex<Cleared>,
}

impl Clearing<'_> {
    /// On all threads: of a large site it is a good part of the work.
    fn folder(&self, folder: &Path, path: &str) -> io::Result<()> {
        let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
        entries.into_par_iter().try_for_each(|entry| {
            let name = listed_name(&entry.file_name().to_string_lossy());
            if path.is_empty() && name == MARK {
                return Ok(());
            }
            let below = if path.is_empty() {
                name
            } else {
                format!("{path}/{name}")
            };
            if entry.file_type()?.is_dir() {
                self.folder(&entry.path(), &below)?;
                // What is left in it keeps it.
                match fs::remove_dir(entry.path()) {
                    Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
                    _ => Ok(()),
                }
            } else {
                self.file(&entry, &below)
            }
        })
    }

    fn file(&self, entry: &DirEntry, path: &str) -> io::Result<()> {
        let old = entry.path();
        let is_ours = self.own.has_file(path) || path.starts_with(OWN_PREFIX);
        if is_ours {
            return fs::remove_file(&old);
        }
        let new = self.real.join(path);
        let (before, there) = (entry.metadata()?, fs::symlink_metadata(&new));
        match there {
            Ok(there) if is_same(&old, &before, &new, &there)? => fs::remove_file(&old),
            Ok(there) if there.is_dir() || self.new.has_file(path) => self.leave(),
            // Of two that others put there, the later one holds.
            Ok(there) if there.modified()? > before.modified()? => fs::remove_file(&old),
            _ => self.move_over(&old, &new, path),
        }
    }

    fn move_over(&self, old: &Path, new: &Path, path: &str) -> io::Result<()> {
        let folder = new.parent().map_or(Ok(()), fs::create_dir_all);
        if folder.is_err() {
            // A file of the site has the name of its folder.
            return self.leave();
        }
        fs::rename(old, new)?;
        self.note(|cleared| cleared.late.push(path.to_owned()));
        Ok(())
    }

    fn leave(&self) -> io::Result<()> {
        self.note(|cleared| cleared.has_left = true);
        Ok(())
    }

    fn note(&self, note: impl FnOnce(&mut Cleared)) {
        note(&mut self.cleared.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Whether the new site has this very file.
fn is_same(old: &Path, before: &Metadata, new: &Path, there: &Metadata) -> io::Result<bool> {
    if before.is_symlink() || there.is_symlink() {
        let are_links = before.is_symlink() && there.is_symlink();
        return Ok(are_links && fs::read_link(old)? == fs::read_link(new)?);
    }
    Ok(there.is_file() && before.len() == there.len() && are_equal(old, new)?)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Deletes what is in a folder, on all threads, but for what says that it is ours.
fn remove_content(folder: &Path, is_top: bool) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    entries.into_par_iter().try_for_each(|entry| {
        let name = entry.file_name();
        if is_top && (*name == *MARK || *name == *MAKING) {
            Ok(())
        } else if entry.file_type()?.is_dir() {
            remove_content(&entry.path(), false)?;
            fs::remove_dir(entry.path())
        } else {
            fs::remove_file(entry.path())
        }
    })
}

/// Deletes a tree that was never in use, what says so last, so that a run that is killed over it leaves what the next one
/// knows for that.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    remove_content(folder, true)?;
    remove_if_there(&folder.join(MARK))?;
    remove_if_there(&folder.join(MAKING))?;
    fs::remove_dir(folder)
}

/// Puts a tree in which files of others are left where no run touches it.
pub(super) fn set_aside(old: &Path, real: &Path) -> io::Result<PathBuf> {
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let aside = real.with_file_name(format!("{name}-con-lai-{number}"));
        if fs::symlink_metadata(&aside).is_err() {
            return fs::rename(old, &aside).map(|()| aside);
        }
        number += 1;
    }
}
