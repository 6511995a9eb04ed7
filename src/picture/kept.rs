//! Prepared pictures of earlier builds, by what they were made of, so that a picture is read once and not with every build.
//! What is damaged or missing there is made again; nothing depends on it.

use super::{Fault, prepare};
use rustc_hash::FxHashSet;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Raised whenever other bytes come of the same picture.
const VERSION: u8 = 1;

/// The folder, in the site folder.
const FOLDER: &str = ".thidua/anh";

/// The length of a hash.
const HASH: usize = 32;

/// Prepared pictures, on the disk.
#[derive(Debug, Default)]
pub(crate) struct KeptPictures {
    folder: PathBuf,
    may_write: AtomicBool,
    /// The names of those that were asked for.
    used: Mutex<FxHashSet<String>>,
}

impl KeptPictures {
    /// Those of a site folder; nothing is written there.
    pub(crate) fn of(root: &Path) -> Self {
        Self {
            folder: root.join(FOLDER),
            ..Self::default()
        }
    }

    /// What is prepared from now on is kept.
    pub(crate) fn keep(&self) {
        self.may_write.store(true, Ordering::Relaxed);
    }

    /// A picture as it is published, as [`prepare`] makes it.
    ///
    /// # Errors
    /// Those of [`prepare`].
    pub(crate) fn prepare(&self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let name = format!("{:x}-{VERSION}", Sha256::digest(bytes));
        let path = self.folder.join(&name);
        let kept = fs::read(&path).ok().and_then(|kept| opened(&kept));
        let prepared = match kept {
            Some(kept) => kept,
            None => {
                let made = prepare(bytes)?;
                if self.may_write.load(Ordering::Relaxed) {
                    // Without it the next build takes longer; that is all.
                    let _ = self.write(&path, &made);
                }
                made
            }
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(name);
        Ok(prepared)
    }

    /// Lets go of what nobody asked for, once everything was asked for that there is.
    pub(crate) fn tidy(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            if !name.to_str().is_some_and(|name| used.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Writes it beside its place and moves it there, so that nobody reads half of it.
    fn write(&self, path: &Path, prepared: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let beside = path.with_extension(std::process::id().to_string());
        let mut file = fs::File::create(&beside)?;
        let written = file
            .write_all(&Sha256::digest(prepared))
            .and_then(|()| file.write_all(prepared));
        drop(file);
        let moved = written.and_then(|()| fs::rename(&beside, path));
        if moved.is_err() {
            let _ = fs::remove_file(&beside);
        }
        moved
    }
}

/// What was kept, where it is as it was written.
fn opened(kept: &[u8]) -> Option<Vec<u8>> {
    let (hash, prepared) = kept.split_at_checked(HASH)?;
    (Sha256::digest(prepared)[..] == *hash).then(|| prepared.to_vec())
}
