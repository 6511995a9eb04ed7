//! One run at a time for one output folder.

use super::interruption::asked_to_stop;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often a waiting run looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// Held while a run works on an output folder. The system lets go of it when the process ends, however
/// it ends; the file is removed when the run does.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// Takes the lock, waiting so long for another run to end. `None` if that did not end in time.
    pub(super) fn take(path: &Path, patience: Duration) -> io::Result<Option<Self>> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(file) = attempt(path)? {
                return Ok(Some(Self {
                    path: path.to_owned(),
                    file: Some(file),
                }));
            }
            if Instant::now() >= deadline || asked_to_stop().is_some() {
                return Ok(None);
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held: see `attempt`. On Windows it goes when it is closed.
        if cfg!(not(windows)) {
            let _ = fs::remove_file(&self.path);
        }
        self.file = None;
    }
}

#[cfg(not(windows))]
fn attempt(path: &Path) -> io::Result<Option<File>> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(still_there(&file, path).then_some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        // Some network file systems know no locks; a site that cannot be published there at all would
        // be worse than two runs that nobody starts at once.
        Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            Ok(Some(file))
        }
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Whether the file that was locked is still the one of that name: the run before may have removed it
/// between our opening it and our locking it.
#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(locked), Ok(named)) => (locked.dev(), locked.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(any(unix, windows)))]
fn still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Windows: a file that is open to nobody else and goes when it is closed.
#[cfg(windows)]
fn attempt(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let opened = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .access_mode(GENERIC_WRITE | DELETE)
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
        .open(path);
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn a_second_run_waits_and_gives_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::take(&path, Duration::ZERO).unwrap();
        assert!(first.is_some());
        assert!(
            Lock::take(&path, Duration::from_millis(30))
                .unwrap()
                .is_none()
        );
        drop(first);
        assert!(!path.exists(), "nothing is left lying about");
        assert!(Lock::take(&path, Duration::ZERO).unwrap().is_some());
    }

    #[test]
    fn never_two_at_once_though_the_file_comes_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let inside = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = Lock::take(&path, Duration::from_secs(60)).unwrap().unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
    }
}
