//! What readers see change from one site to another: told from their files alone, in an order of its own.

mod change;
mod figures;
mod others;
mod read;

use super::Contents;
use crate::output::{MANIFEST, SIGNATURE};
pub(crate) use change::{Change, Difference, DifferenceError, Measured, Of, Subject};

/// Compares two sites.
///
/// # Errors
/// Where a file that tells of figures cannot be read, or is not as this program writes it.
pub(crate) fn difference(old: &Contents, new: &Contents) -> Result<Difference, DifferenceError> {
    let mut found = Difference::default();
    others::announcements(old, new, &mut found)?;
    others::initiatives(old, new, &mut found)?;
    figures::of_units(old, new, &mut found)?;
    figures::composite(old, new, &mut found)?;
    figures::name_units(old, new, &mut found)?;
    others::pages(old, new, &mut found);
    found.changes.sort_by(|a, b| a.subject.cmp(&b.subject));
    found.changes.sort_by_key(|change| change.subject.rank());
    Ok(found)
}

/// What is done to a server that has the old site, so that it has the new one: in this order no reader meets a page
/// before what it needs, and the list of files comes last.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Uploads<'a> {
    /// The files that are new or other.
    pub upload: Vec<&'a str>,
    /// The files that are no more.
    pub delete: Vec<&'a str>,
}

/// What has to be uploaded and deleted.
#[must_use]
pub(crate) fn uploads<'a>(old: &'a Contents, new: &'a Contents) -> Uploads<'a> {
    let order = |path: &str| {
        let step = match path {
            SIGNATURE => 3,
            MANIFEST => 2,
            _ if path.ends_with(".html") => 1,
            _ => 0,
        };
        // The deepest pages first, the home page last.
        let depth = path.matches('/').count();
        (step, std::cmp::Reverse(depth), path == "index.html")
    };
    let differs = |path: &str| old.files.get(path) != new.files.get(path);
    let mut upload: Vec<&str> = new.files.keys().map(|path| &**path).collect();
    upload.retain(|path| differs(path));
    upload.sort_by_key(|path| order(path));
    let mut delete: Vec<&str> = old.files.keys().map(|path| &**path).collect();
    delete.retain(|path| !new.files.contains_key(*path));
    // Pages go before what they need.
    delete.sort_by_key(|path| !path.ends_with(".html"));
    Uploads { upload, delete }
}
