//! A site on its way to the output folder, from the first file to the summary.

use super::carry::carry_over;
use super::compress::compress;
use super::destination::{Destination, Occupant};
use super::error::at;
use super::exchange::{self, Method};
use super::interruption::{UnderWay, asked_to_stop};
use super::mark::{self, MARK};
use super::pack::{Packed, pack};
use super::path::is_page;
use super::staging::{Placed, Staging, link};
use super::workspace::Workspace;
use super::{Manifest, OutputError, SitePath, fault, piecewise};
use rustc_hash::FxHashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a run waits for another one that writes to the same folder.
const PATIENCE: Duration = Duration::from_secs(60);

/// A new site in the making. Nothing of the old one changes before [`finish`](Self::finish); dropped
/// without it, the new one is gone and the old one as it was.
#[derive(Debug)]
pub(crate) struct Publication {
    destination: Destination,
    workspace: Workspace,
    staging: Staging,
    old_mark: Option<String>,
    pub(super) method: Method,
    finished: bool,
    _under_way: UnderWay,
}

/// What a run did to the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Summary {
    /// How many files are new or have new bytes.
    pub written: usize,
    /// How many kept their bytes and their modification time.
    pub unchanged: usize,
    /// How many of the old site are no more.
    pub removed: usize,
    /// What others put there and was kept: files, and whole folders with a `/` at the end.
    pub kept: Vec<String>,
    /// Where files of others are that came while the site was written and have the addresses of its files.
    pub left: Option<PathBuf>,
}

/// The pages that a new site would not have any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LostPages {
    /// Their paths, in order.
    pub pages: Vec<Box<str>>,
    /// How many pages the old site has.
    pub of: usize,
}

/// Refuses an output folder before any work is done, and mends what an interrupted run has left there.
///
/// # Errors
/// Those of [`Publication::begin`], but for a folder that another run is just writing to.
pub(crate) fn prepare(out: &Path, site_root: &Path) -> Result<(), OutputError> {
    let _under_way = UnderWay::new();
    let destination = Destination::find(out, site_root)?;
    destination.occupant()?;
    match Workspace::enter(&destination, Duration::ZERO) {
        Ok(workspace) => workspace.recover(&destination),
        Err(OutputError::Busy { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Refuses a folder for other files of ours (forms) that is, holds, or lies in what the site is read from.
///
/// # Errors
/// Where it does, or where it is no folder.
pub(crate) fn check_position(out: &Path, site_root: &Path) -> Result<(), OutputError> {
    Destination::find(out, site_root).map(|_| ())
}

impl Publication {
    /// Begins a new site for the folder `out` of the site in `site_root`.
    ///
    /// # Errors
    /// Where `out` has files in it and no mark of ours; is the site folder, holds it, or lies inside what
    /// it is read from; is no folder; is being written by another run for more than a minute; or cannot
    /// be written.
    pub(crate) fn begin(out: &Path, site_root: &Path) -> Result<Self, OutputError> {
        Self::begin_within(out, site_root, PATIENCE)
    }

    pub(super) fn begin_within(
        out: &Path,
        site_root: &Path,
        patience: Duration,
    ) -> Result<Self, OutputError> {
        let under_way = UnderWay::new();
        let destination = Destination::find(out, site_root)?;
        // Once before anything is touched, and once more when no other run can change it.
        destination.occupant()?;
        let workspace = Workspace::enter(&destination, patience)?;
        workspace.recover(&destination)?;
        let occupant = destination.occupant()?;
        let old = occupant.is_some().then(|| destination.real.clone());
        let Occupant { own, mark } = occupant.unwrap_or(Occupant {
            own: Default::default(),
            mark: None,
        });
        let begun = workspace
            .make_staging(old.as_deref())
            .and_then(|()| fault::point().map_err(at(&workspace.staging)));
        if let Err(error) = begun {
            workspace.abandon();
            return Err(error);
        }
        let staging = Staging::new(workspace.staging.clone(), old, own);
        let method = Method::of(&workspace);
        Ok(Self {
            destination,
            workspace,
            staging,
            old_mark: mark,
            method,
            finished: false,
            _under_way: under_way,
        })
    }

    /// Gives the new site a file with these bytes. Many threads may do so at once.
    ///
    /// # Errors
    /// Where the path is taken, where somebody else's file stands there, and where the system fails.
    pub(crate) fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        self.staging.note_failure(
            fault::point()
                .map_err(at(Path::new(path.as_str())))
                .and_then(|()| self.staging.write(path, bytes)),
        )
    }

    /// Gives the new site a copy of the file `source`. Many threads may do so at once.
    ///
    /// # Errors
    /// As [`write`](Self::write), and where `source` cannot be read.
    pub(crate) fn copy(&self, path: &SitePath, source: &Path) -> Result<(), OutputError> {
        self.staging.note_failure(
            fault::point()
                .map_err(at(source))
                .and_then(|()| self.staging.copy(path, source)),
        )
    }

    /// Gives the new site a file that `fill` writes bit by bit, and gives its size in bytes. Many threads may do so at
    /// once.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) fn stream(
        &self,
        path: &SitePath,
        fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, OutputError> {
        self.staging.note_failure(
            fault::point()
                .map_err(at(Path::new(path.as_str())))
                .and_then(|()| self.staging.stream(path, fill)),
        )
    }

    /// The pages of the old site that one of these files would not have.
    pub(crate) fn lost_pages<'p>(&self, new: impl Iterator<Item = &'p SitePath>) -> LostPages {
        let new: FxHashSet<&str> = new.map(SitePath::as_str).collect();
        let own = self.staging.own();
        let old: Vec<&str> = own.files().filter(|path| is_page(path)).collect();
        let lost = old.iter().filter(|path| !new.contains(**path));
        let mut pages: Vec<Box<str>> = lost.map(|path| Box::from(*path)).collect();
        pages.sort_unstable();
        LostPages {
            pages,
            of: old.len(),
        }
    }

    /// Whether a file could not be kept, or the process is to end, so that the site cannot come about any more.
    pub(crate) fn is_stopped(&self) -> bool {
        self.staging.failure().is_some() || asked_to_stop().is_some()
    }

    /// The failure of the system that stopped it: the cause, where others followed from it.
    pub(crate) fn failure(&self) -> Option<OutputError> {
        let (path, error) = self.staging.failure().clone()?;
        // Where it was to be, not where it was prepared.
        let below = path.strip_prefix(self.staging.folder());
        let shown = below.map_or(path.clone(), |below| self.destination.shown.join(below));
        Some(at(&shown)(error.into()))
    }

    /// Adds a `.gz` and a `.br` beside every text that the new site has been given.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) fn compress(&self) -> Result<(), OutputError> {
        self.staging.note_failure(
            fault::point()
                .map_err(at(self.staging.folder()))
                .and_then(|()| compress(&self.staging)),
        )
    }

    /// Gives the new site the list of all files that it has been given.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) fn list(
        &self,
        path: &SitePath,
        as_of: Option<&str>,
    ) -> Result<Manifest, OutputError> {
        let placed = self.staging.placed();
        let files = placed.into_iter().map(|file| (file.path, file.content));
        let manifest = Manifest::new(as_of, files.collect());
        self.write(path, &manifest.to_bytes())?;
        Ok(manifest)
    }

    /// Packs what the new site consists of so far into a zip beside `zip`: the files of the manifest, itself, and those
    /// that it does not list.
    ///
    /// # Errors
    /// Where the system fails.
    pub(crate) fn pack(
        &self,
        manifest: &Manifest,
        beside: &[&str],
        zip: &Path,
    ) -> Result<Packed, OutputError> {
        fault::point().map_err(at(zip))?;
        pack(self.staging.folder(), manifest, beside, zip)
    }

    /// Completes the new site and puts it in the place of the old one.
    ///
    /// # Errors
    /// Where the system fails. The old site is then whole; or, where its folder could not be renamed and
    /// its files were already being replaced one by one, the next run brings that to its end.
    pub(crate) fn finish(mut self) -> Result<Summary, OutputError> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        if asked_to_stop().is_some() {
            return Err(OutputError::Stopped);
        }
        let placed = self.staging.placed();
        let kept = carry_over(&self.staging, !self.workspace.inside)?;
        let unchanged = placed.iter().filter(|file| file.unchanged).count();
        let own = self.staging.own();
        let removed = {
            let claims = self.staging.claims();
            own.files().filter(|path| !claims.has_file(path)).count()
        };
        let mut summary = Summary {
            written: placed.len() - unchanged,
            unchanged,
            removed,
            kept,
            left: None,
        };
        let mark = mark::text(placed.iter().map(|file| file.path.as_str()));
        if self.old_mark.as_ref() != Some(&mark) || summary.written > 0 {
            self.complete(&mark)?;
            self.take_place(&placed)?;
        }
        self.finished = true;
        // A tree that cannot be cleared now is cleared by the next run.
        let real = &self.destination.real;
        let tidied = fault::point().map_err(at(real));
        if let Ok(tidied) = tidied.and_then(|()| self.workspace.tidy(real)) {
            summary.kept.extend(tidied.late);
            summary.kept.sort();
            summary.left = tidied.left;
        }
        Ok(summary)
    }

    /// Writes the mark and waits until everything is on the disk.
    fn complete(&self, text: &str) -> Result<(), OutputError> {
        let mark = self.staging.folder().join(MARK);
        let failed = |error| at(&mark)(error);
        fault::point().map_err(failed)?;
        match self.staging.old().map(|old| old.join(MARK)) {
            Some(old) if self.old_mark.as_deref() == Some(text) => {
                fs::remove_file(&mark).map_err(failed)?;
                let metadata = fs::symlink_metadata(&old).map_err(failed)?;
                link(&old, &metadata, &mark).map_err(failed)?;
            }
            _ => fs::write(&mark, text).map_err(failed)?,
        }
        exchange::sync(self.staging.folder()).map_err(at(self.staging.folder()))
    }

    fn take_place(&self, placed: &[Placed]) -> Result<(), OutputError> {
        let real = &self.destination.real;
        if exchange::swap(&self.workspace, real, self.method).map_err(at(real))? {
            return Ok(());
        }
        piecewise::replace(&self.staging, real, placed)?;
        exchange::sync(real).map_err(at(real))
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.finished {
            self.workspace.abandon();
        }
    }
}
