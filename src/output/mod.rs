//! Writing: only what changed, all or nothing.
//!
//! A [`Publication`] makes the new site beside the old one, borrowing by hard links what did not change,
//! and puts it in the old one's place in one step. A run that fails or is killed leaves the old site whole.
//!
//! | file | holds |
//! | --- | --- |
//! | `publication` | the way of a site from the first file to the summary |
//! | `destination`, `identity` | where the output folder really is, and whether it may be replaced |
//! | `workspace`, `lock` | where the new site is prepared, by one run at a time; what a killed run left |
//! | `path`, `claims` | what a path of the site is, and that no two files have the same |
//! | `staging` | what is linked and what is written |
//! | `fingerprint`, `manifest` | the size and hash of every file, and the list of them that is published |
//! | `mark`, `carry`, `clear` | which files are ours, and how those of others are kept |
//! | `interruption` | clearing away what was begun when the process is asked to end |
//! | `exchange`, `piecewise` | at a blow where the system can, file by file where it cannot |
//! | `compress` | a `.gz` and a `.br` beside every text |
//! | `pack` | the same site as a zip |
//! | `whole` | one file beside the site |
//! | `attributes` | who may read the new site: as who could read the old |

mod attributes;
mod carry;
mod claims;
mod clear;
mod compress;
mod destination;
mod error;
mod exchange;
mod fault;
mod fingerprint;
mod identity;
mod interruption;
mod lock;
mod manifest;
mod mark;
mod pack;
mod path;
mod piecewise;
mod publication;
mod staging;
#[cfg(test)]
mod tests;
mod whole;
mod workspace;

pub(crate) use claims::Claims;
pub(crate) use error::OutputError;
pub(crate) use fingerprint::{Fingerprint, Hashing};
pub(crate) use interruption::{asked_to_stop, stop};
pub(crate) use manifest::{MANIFEST, Manifest, ManifestProblem, SIGNATURE, UNLISTED};
pub(crate) use pack::check_pack;
pub(crate) use path::{PathProblem, SitePath};
pub(crate) use publication::{Publication, Summary as Published, check_position, prepare};
pub(crate) use whole::write_whole;
