//! Where the output folder itself cannot be renamed (a mounted share, a folder held open): its files
//! are replaced one by one, pages last.
//!
//! The mark in the folder lists both sites from the first step to the last, so that after an
//! interruption the next run knows every file for ours and brings the work to its end.

use super::error::at;
use super::mark::{self, MARK};
use super::staging::{Placed, Staging, is_absent};
use super::{OutputError, SitePath, fault};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

/// How often a file that another program holds open is tried again: Windows only, where a virus scanner
/// or a server may hold it for a moment.
const ATTEMPTS: u32 = if cfg!(windows) { 20 } else { 1 };

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(50);

/// Replaces the files of `real` by those of the staged tree, and deletes those of ours that it has not.
pub(super) fn replace(
    staging: &Staging,
    real: &Path,
    placed: &[Placed],
) -> Result<(), OutputError> {
    let paths: Vec<SitePath> = placed.iter().map(|file| file.path.clone()).collect();
    put_mark(real, &mark::between(staging.own(), &paths))?;
    let stale = stale_files(staging);
    // A file whose name changed its case only would else delete its successor.
    let (respelled, stale): (Vec<&str>, Vec<&str>) = stale
        .into_iter()
        .partition(|path| staging.claims().is_respelled(path));
    respelled
        .into_iter()
        .try_for_each(|path| remove(real, path))?;
    for path in in_order(placed) {
        fault::point().map_err(at(real))?;
        place(staging, real, path)?;
    }
    for path in stale {
        fault::point().map_err(at(real))?;
        remove(real, path)?;
    }
    fault::point().map_err(at(real))?;
    put_mark(real, &mark::text(paths.iter().map(SitePath::as_str)))
}

/// The files that changed: first what pages need, then pages, the deepest first and the home page last.
fn in_order(placed: &[Placed]) -> Vec<&SitePath> {
    let mut changed: Vec<&SitePath> = placed
        .iter()
        .filter(|file| !file.unchanged)
        .map(|file| &file.path)
        .collect();
    changed.sort_by_key(|path| {
        let depth = path.as_str().matches('/').count();
        (
            path.is_page(),
            std::cmp::Reverse(depth),
            path.as_str() == "index.html",
        )
    });
    changed
}

fn stale_files(staging: &Staging) -> Vec<&str> {
    let claims = staging.claims();
    let mut stale: Vec<&str> = staging
        .own()
        .files()
        .filter(|path| !claims.has_file(path))
        .collect();
    stale.sort_unstable();
    stale
}

fn place(staging: &Staging, real: &Path, path: &SitePath) -> Result<(), OutputError> {
    make_folders(staging, real, path)?;
    let (from, to) = (
        staging.folder().join(path.as_str()),
        real.join(path.as_str()),
    );
    if to.is_dir() {
        empty_folder(staging, real, path.as_str())?;
    }
    patiently(|| fs::rename(&from, &to))
        .or_else(|_| patiently(|| across(&from, &to)))
        .map_err(at(&to))
}

/// From one file system to another: a whole copy beside the old file, then its name.
fn across(from: &Path, to: &Path) -> io::Result<()> {
    let fresh = to.with_file_name(".thidua-part");
    let copied = File::open(from).and_then(|mut source| {
        io::copy(&mut source, &mut File::create(&fresh)?)?;
        fs::set_permissions(&fresh, source.metadata()?.permissions())?;
        fs::rename(&fresh, to)
    });
    if copied.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    copied
}

/// Makes the folders on the way to a file; a file of the old site that has the name of one gives way.
fn make_folders(staging: &Staging, real: &Path, path: &SitePath) -> Result<(), OutputError> {
    let Some(folder) = path.folder() else {
        return Ok(());
    };
    if real.join(folder).is_dir() {
        return Ok(());
    }
    for (end, _) in folder.match_indices('/').chain([(folder.len(), "")]) {
        let outer = folder.get(..end).unwrap_or(folder);
        if staging.own().has_file(outer) {
            remove(real, outer)?;
        }
    }
    fs::create_dir_all(real.join(folder)).map_err(at(&real.join(folder)))
}

/// Empties a folder of the old site that has the name of a new file.
fn empty_folder(staging: &Staging, real: &Path, folder: &str) -> Result<(), OutputError> {
    let below = |path: &&str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let files: Vec<&str> = staging.own().files().filter(below).collect();
    files.into_iter().try_for_each(|path| remove(real, path))
}

/// Removes a file of the old site, and the folders that it leaves empty.
fn remove(real: &Path, path: &str) -> Result<(), OutputError> {
    let file = real.join(path);
    match patiently(|| fs::remove_file(&file)) {
        Err(error) if !is_absent(&error) && !file.is_dir() => return Err(at(&file)(error)),
        _ => {}
    }
    let mut rest = path;
    while let Some((folder, _)) = rest.rsplit_once('/') {
        if fs::remove_dir(real.join(folder)).is_err() {
            break;
        }
        rest = folder;
    }
    Ok(())
}

fn put_mark(real: &Path, text: &str) -> Result<(), OutputError> {
    let (mark, fresh) = (real.join(MARK), real.join(".thidua-part"));
    if fs::read(&mark).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&fresh, text).map_err(at(&fresh))?;
    patiently(|| fs::rename(&fresh, &mark)).map_err(at(&mark))
}

fn patiently(mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut left = ATTEMPTS;
    loop {
        left -= 1;
        match work() {
            Err(error) if left > 0 && error.kind() != io::ErrorKind::NotFound => {
                std::thread::sleep(PAUSE)
            }
            done => return done,
        }
    }
}
