//! Where the new site is prepared, and what a run that was killed has left there.

use super::clear::{clear, remove_tree, set_aside};
use super::destination::Destination;
use super::error::at;
use super::identity::is_mounted;
use super::lock::Lock;
use super::mark::{self, MAKING, MARK, OwnFiles};
use super::staging::is_absent;
use super::{OutputError, attributes};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The paths that a run uses besides the output folder, and the lock on them.
#[derive(Debug)]
pub(super) struct Workspace {
    /// The new site while it is made; after an exchange the old one, until it is deleted.
    pub(super) staging: PathBuf,
    /// The old site while two renames put the new one in its place.
    pub(super) retired: PathBuf,
    /// Whether all of this lies inside the output folder, because it cannot lie beside it.
    pub(super) inside: bool,
    /// Folders above the output folder that were made for it, outermost first.
    made_above: Vec<PathBuf>,
    lock: Option<Lock>,
}

impl Workspace {
    /// Takes possession of the place beside the output folder; of one inside it where it is a mounted
    /// file system, or where its parent is closed to us.
    pub(super) fn enter(
        destination: &Destination,
        patience: Duration,
    ) -> Result<Self, OutputError> {
        let real = &destination.real;
        let exists = real.exists();
        let Some((parent, name)) = real.parent().zip(real.file_name()) else {
            return Self::enter_at(destination, true, Vec::new(), patience);
        };
        debug_assert!(!name.is_empty());
        if exists && is_mounted(real, parent) {
            return Self::enter_at(destination, true, Vec::new(), patience);
        }
        let made_above = make_above(parent)?;
        match Self::enter_at(destination, false, made_above, patience) {
            Err(OutputError::Io { error, .. }) if exists && is_closed(&error) => {
                Self::enter_at(destination, true, Vec::new(), patience)
            }
            other => other,
        }
    }

    fn enter_at(
        destination: &Destination,
        inside: bool,
        made_above: Vec<PathBuf>,
        patience: Duration,
    ) -> Result<Self, OutputError> {
        let [staging, retired, lock] =
            ["new", "old", "lock"].map(|role| spot(&destination.real, inside, role));
        let taken = Lock::take(&lock, patience).map_err(at(lock.parent().unwrap_or(&lock)))?;
        let lock = taken.ok_or_else(|| OutputError::Busy {
            folder: destination.shown.clone(),
        })?;
        Ok(Self {
            staging,
            retired,
            inside,
            made_above,
            lock: Some(lock),
        })
    }

    /// Mends what a killed run has left: puts an old site back that had no successor yet, deletes what was never
    /// finished, and clears an old site that has one.
    pub(super) fn recover(&self, destination: &Destination) -> Result<(), OutputError> {
        let real = &destination.real;
        let is_there = exists(real)?;
        if !is_there && is_leftover(&self.retired)? {
            fs::rename(&self.retired, real).map_err(at(real))?;
        } else if is_there && !self.inside {
            unset_making(real).map_err(at(real))?;
        }
        self.tidy(real).map(drop)
    }

    /// Deletes a tree that was never in use, and clears an old site whose successor stands.
    pub(super) fn tidy(&self, real: &Path) -> Result<Tidied, OutputError> {
        let mut tidied = Tidied::default();
        for leftover in [&self.retired, &self.staging] {
            if !is_leftover(leftover)? {
                continue;
            }
            if exists(&leftover.join(MAKING))? || !exists(real)? {
                remove_tree(leftover).map_err(at(leftover))?;
                continue;
            }
            let [old, new] = [leftover, real].map(own_files);
            let cleared = clear(leftover, &old?, real, &new?).map_err(at(leftover))?;
            tidied.late.extend(cleared.late);
            if cleared.has_left {
                tidied.left = Some(set_aside(leftover, real).map_err(at(leftover))?);
            }
        }
        Ok(tidied)
    }

    /// Makes the folder for the new site, like the old one in everything but its content.
    pub(super) fn make_staging(&self, old: Option<&Path>) -> Result<(), OutputError> {
        fs::create_dir(&self.staging).map_err(at(&self.staging))?;
        let making = self.staging.join(MAKING);
        fs::write(&making, "").map_err(at(&making))?;
        let mark = self.staging.join(MARK);
        fs::write(&mark, mark::begun()).map_err(at(&mark))?;
        if let Some(old) = old
            && !self.inside
        {
            attributes::copy_folder(old, &self.staging);
        }
        Ok(())
    }

    /// Deletes what was made of the new site.
    pub(super) fn abandon(&self) {
        // Nobody can be told any more; what stays is recognised by the next run.
        let _ = remove_tree(&self.staging);
    }
}

/// What was found of others in an old tree.
#[derive(Debug, Default)]
pub(super) struct Tidied {
    /// The files that went over into the new site.
    pub(super) late: Vec<String>,
    /// Where those are that could not.
    pub(super) left: Option<PathBuf>,
}

/// Says of a tree that took its place that it is in use now.
pub(super) fn unset_making(real: &Path) -> io::Result<()> {
    match fs::remove_file(real.join(MAKING)) {
        Err(error) if !is_absent(&error) => Err(error),
        _ => Ok(()),
    }
}

/// What the tool made of a tree, by its mark.
fn own_files(folder: &Path) -> Result<OwnFiles, OutputError> {
    let mark = mark::read(folder).map_err(at(folder))?;
    Ok(mark.map(|text| OwnFiles::parse(&text)).unwrap_or_default())
}

/// Whether something is there; what cannot be looked at is no answer.
fn exists(path: &Path) -> Result<bool, OutputError> {
    path.try_exists().map_err(at(path))
}

impl Drop for Workspace {
    /// Lets the next run in, and removes the folders that were made for an output folder that did not
    /// come about: those that are empty.
    fn drop(&mut self) {
        self.lock = None;
        for folder in self.made_above.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// `.NAME.thidua-ROLE` beside the output folder, `.thidua-ROLE` inside it.
fn spot(real: &Path, inside: bool, role: &str) -> PathBuf {
    match real.file_name() {
        Some(name) if !inside => {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".thidua-{role}"));
            real.with_file_name(hidden)
        }
        _ => real.join(format!(".thidua-{role}")),
    }
}

fn is_closed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Makes the folders above the output folder that are not there yet, and returns them.
fn make_above(parent: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let mut missing: Vec<PathBuf> = parent
        .ancestors()
        .take_while(|folder| !folder.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    for folder in &missing {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(at(folder)(error));
            }
            _ => {}
        }
    }
    Ok(missing)
}

/// Whether something of ours stands there. What is not ours is refused, not deleted.
fn is_leftover(path: &Path) -> Result<bool, OutputError> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(at(path)(error)),
    };
    let ours = metadata.is_dir()
        && (mark::read(path).map_err(at(path))?.is_some()
            || exists(&path.join(MAKING))?
            || fs::read_dir(path).map_err(at(path))?.next().is_none());
    if ours {
        Ok(true)
    } else {
        Err(OutputError::InTheWay {
            path: path.to_owned(),
        })
    }
}
