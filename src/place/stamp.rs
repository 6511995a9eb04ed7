//! By what a file is known to be the same as a moment ago, without reading it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

/// How long a file was, when it was changed, and which file of the disk it was. The time of a change cannot be set back
/// as that of the content can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    identity: (u64, u64),
}

impl Stamp {
    /// Of a file with this metadata.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            changed: changed(metadata),
            identity: identity(metadata),
        }
    }

    /// When its content was changed last.
    #[must_use]
    pub fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// Which file or folder of the disk it is.
    #[must_use]
    pub fn identity(&self) -> (u64, u64) {
        self.identity
    }
}

/// The files of a site folder at one moment.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Each with its stamp, by the path to open.
    pub files: BTreeMap<PathBuf, Stamp>,
    /// What could not be looked at, with the system's number for why.
    pub unread: BTreeMap<PathBuf, Option<i32>>,
    /// When that was; `None` where nothing was listed.
    pub taken: Option<Taken>,
}

/// A moment, by the clock and so that time since then can be told.
#[derive(Clone, Copy)]
pub struct Taken {
    pub clock: SystemTime,
    pub instant: Instant,
}

/// Two readings of one folder are printed alike.
impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Taken")
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// Elsewhere the time of its making has to do.
#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> (u64, u64) {
    let made = metadata.created().ok();
    let since = made.and_then(|made| made.duration_since(SystemTime::UNIX_EPOCH).ok());
    since.map_or((0, 0), |since| {
        (since.as_secs(), since.subsec_nanos().into())
    })
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}
