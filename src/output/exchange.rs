//! The new site takes the place of the old one, at a blow where the system can.

use super::fault;
use super::workspace::{Workspace, unset_making};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// How a new site may take its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Old and new change their names in one step.
    Exchange,
    /// The old one is renamed away, then the new one takes its name; a run killed in between is mended
    /// by the next one.
    TwoRenames,
    /// The folder stays and its files are replaced one by one.
    FileByFile,
}

impl Method {
    /// The best that the system offers for a workspace beside or inside the output folder. Where an attempt
    /// fails, the next one of the list is tried.
    pub(super) fn of(workspace: &Workspace) -> Self {
        if workspace.inside {
            Self::FileByFile
        } else if cfg!(any(
            target_os = "linux",
            target_os = "android",
            target_os = "macos"
        )) {
            Self::Exchange
        } else {
            Self::TwoRenames
        }
    }
}

/// Puts the staged tree in the place of the output folder by renaming. Returns whether that could be
/// done; where it could not, nothing has changed.
pub(super) fn swap(workspace: &Workspace, real: &Path, method: Method) -> io::Result<bool> {
    fault::point()?;
    if !real.try_exists()? {
        fs::rename(&workspace.staging, real)?;
        let _ = unset_making(real);
        return Ok(true);
    }
    if method == Method::FileByFile {
        return Ok(false);
    }
    let has_swapped = (method == Method::Exchange && exchange(&workspace.staging, real).is_ok())
        || rename_twice(workspace, real)?;
    if has_swapped {
        // Where this fails the site is published all the same, and the next run does it.
        let _ = fault::point().and_then(|()| unset_making(real));
    }
    Ok(has_swapped)
}

fn rename_twice(workspace: &Workspace, real: &Path) -> io::Result<bool> {
    if fs::rename(real, &workspace.retired).is_err() {
        return Ok(false);
    }
    match fault::point().and_then(|()| fs::rename(&workspace.staging, real)) {
        Ok(()) => Ok(true),
        Err(_) => fs::rename(&workspace.retired, real).map(|()| false),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Waits until the tree is on the disk: once, for all of its files.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    fault::point()?;
    if cfg!(windows) {
        // Windows has no such call for a folder, and orders its metadata itself.
        return Ok(());
    }
    let folder = File::open(folder)?;
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::fs::syncfs(&folder)?;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    folder.sync_all()?;
    Ok(())
}
