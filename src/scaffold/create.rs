//! A new site folder on the disk, whole or not at all.

use super::description::NewFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::reading::{ReadOptions, read};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why there is no new site.
#[derive(Debug)]
pub enum Refusal {
    /// Something is there already.
    Taken,
    /// What was asked for cannot be published; the problems, without their places.
    Unsound(Diagnostics),
    /// The system failed.
    System(Diagnostic),
}

/// Whether a new site may be made at a path: nothing is there, or an empty folder.
///
/// # Errors
/// Where the disk does not say.
pub fn is_free(root: &Path) -> io::Result<bool> {
    match fs::read_dir(root).map(|mut entries| entries.next().is_none()) {
        Ok(is_empty) => Ok(is_empty),
        // A link to nothing is something all the same.
        Err(error) => match fs::symlink_metadata(root) {
            Ok(there) if there.is_dir() => Err(error),
            Ok(_) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        },
    }
}

/// Makes a site folder of files where there is none yet, or an empty one. It is read before it takes its place: one with
/// errors is not left behind. Warnings are given back.
///
/// # Errors
/// Where something is there, the files do not make a site, or the disk fails.
pub fn create(
    root: &Path,
    files: &[NewFile],
    options: &ReadOptions,
) -> Result<Diagnostics, Refusal> {
    let failed = |error: io::Error| {
        let problem = Code::NotWritten.arg("path", root.display());
        Refusal::System(problem.arg("reason", error))
    };
    let root = &std::path::absolute(root).map_err(failed)?;
    if !is_free(root).map_err(failed)? {
        return Err(Refusal::Taken);
    }
    let staging = Staging(beside(root));
    write(&staging.0, files).map_err(failed)?;
    let told = read(&staging.0, options).diagnostics;
    if told.count(Severity::Error) > 0 {
        let mut problems = Diagnostics::new();
        for problem in told
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
        {
            let mut problem = problem.clone();
            problem.place = None;
            problem.related.clear();
            problems.push(problem);
        }
        return Err(Refusal::Unsound(problems));
    }
    put(&staging.0, root).map_err(failed)?;
    let mut warnings = Diagnostics::new();
    let all = told
        .iter()
        .filter(|problem| problem.severity == Severity::Warning);
    all.for_each(|problem| warnings.push(problem.clone()));
    Ok(warnings)
}

/// Puts a folder where there is none. An empty one stays, since somebody may stand in it: it is filled, with what makes
/// it a site last.
fn put(staging: &Path, root: &Path) -> io::Result<()> {
    if fs::symlink_metadata(root).is_err() {
        return fs::rename(staging, root);
    }
    let entries = fs::read_dir(staging)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = entries.collect::<io::Result<Vec<_>>>()?;
    names.sort_by_key(|name| name == "data");
    names
        .iter()
        .try_for_each(|name| fs::rename(staging.join(name), root.join(name)))
}

/// A folder that goes away unless it took its place.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // What is not there any more need not be removed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A folder of our own beside another, which nobody has.
fn beside(root: &Path) -> PathBuf {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    root.with_file_name(format!(".{name}.thidua-{}", std::process::id()))
}

/// Writes files below a folder that is not there yet; none replaces another.
fn write(folder: &Path, files: &[NewFile]) -> io::Result<()> {
    fs::create_dir_all(folder.parent().unwrap_or(folder))?;
    fs::create_dir(folder)?;
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let mut open = OpenOptions::new();
        open.write(true)
            .create_new(true)
            .open(path)?
            .write_all(&file.bytes)?;
    }
    Ok(())
}
