//! The new site while it is made: what did not change is linked from the old one, the rest is written.

use super::claims::Claims;
use super::error::at;
use super::mark::OwnFiles;
use super::{Fingerprint, Hashing, OutputError, SitePath, attributes};
use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// `ENOENT`, `ERROR_FILE_NOT_FOUND`.
const NOT_FOUND: i32 = 2;

/// How much of two files is compared at a time.
const CHUNK: usize = 16 * 1024;

/// A tree of files in the making, and the old site that it may borrow from.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    old: Option<PathBuf>,
    own: OwnFiles,
    claims: Mutex<Claims>,
    placed: Mutex<Vec<Placed>>,
    failure: Mutex<Option<(PathBuf, Failure)>>,
}

/// What the system said, so that it can be said again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// By its number.
    Numbered(i32),
    /// By its kind.
    Kind(io::ErrorKind),
}

impl Failure {
    fn of(error: &io::Error) -> Self {
        let number = error.raw_os_error().map(Self::Numbered);
        number.unwrap_or(Self::Kind(error.kind()))
    }
}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Numbered(number) => Self::from_raw_os_error(number),
            Failure::Kind(kind) => kind.into(),
        }
    }
}

/// A file of the new site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    /// Where it will be.
    pub(super) path: SitePath,
    /// Whether the old site has it with the same bytes.
    pub(super) unchanged: bool,
    /// What is in it.
    pub(super) content: Fingerprint,
}

/// A file of the old site that stands where a new one will be.
struct Old {
    path: PathBuf,
    metadata: Metadata,
}

impl Staging {
    /// A new tree in `folder`, beside the old one in `old`, of which the tool made `own`.
    pub(super) fn new(folder: PathBuf, old: Option<PathBuf>, own: OwnFiles) -> Self {
        Self {
            folder,
            old,
            own,
            claims: Mutex::default(),
            placed: Mutex::default(),
            failure: Mutex::default(),
        }
    }

    /// The first failure of the system.
    pub(super) fn failure(&self) -> MutexGuard<'_, Option<(PathBuf, Failure)>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the first failure of the system. What follows from it (a file in a folder that could not be made) may
    /// come first and gives way.
    pub(super) fn note_failure<T>(
        &self,
        outcome: Result<T, OutputError>,
    ) -> Result<T, OutputError> {
        if let Err(OutputError::Io { path, error }) = &outcome {
            let missing = Failure::of(&io::Error::from_raw_os_error(NOT_FOUND));
            let mut known = self.failure();
            if known.as_ref().is_none_or(|(_, known)| *known == missing) {
                *known = Some((path.clone(), Failure::of(error)));
            }
        }
        outcome
    }

    /// The folder of the new tree.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the old site.
    pub(super) fn old(&self) -> Option<&Path> {
        self.old.as_deref()
    }

    /// What the tool made of the old site.
    pub(super) fn own(&self) -> &OwnFiles {
        &self.own
    }

    /// Which paths are given away.
    pub(super) fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files of the new site, by path.
    pub(super) fn placed(&self) -> Vec<Placed> {
        let mut placed = self
            .placed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        placed.sort_unstable();
        placed
    }

    /// Puts a file with these bytes into the new tree.
    pub(super) fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        let same =
            |old: &Old| Ok(old.metadata.len() == bytes.len() as u64 && holds(&old.path, bytes)?);
        self.place(
            path,
            same,
            |new| new.write_all(bytes),
            |_| Ok(Fingerprint::of(bytes)),
        )
    }

    /// Puts a copy of a file into the new tree.
    pub(super) fn copy(&self, path: &SitePath, source: &Path) -> Result<(), OutputError> {
        let length = fs::metadata(source).map_err(at(source))?.len();
        let same = |old: &Old| Ok(old.metadata.len() == length && are_equal(&old.path, source)?);
        let mut from = File::open(source).map_err(at(source))?;
        // What stands in the new tree, whatever becomes of the source meanwhile.
        let content = |new: &Path| Fingerprint::read(&mut File::open(new)?);
        self.place(
            path,
            same,
            |new| io::copy(&mut from, new).map(drop),
            content,
        )
    }

    /// Puts a file into the new tree that `fill` writes bit by bit; gives its size. Only when it is complete is it
    /// known whether it changed.
    pub(super) fn stream(
        &self,
        path: &SitePath,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<u64, OutputError> {
        self.claim(path)?;
        let new = self.folder.join(path.as_str());
        let old = self.old_file(path)?;
        let mut content = Fingerprint::of(b"");
        create(&new, old.as_ref(), |file| {
            let mut out = Hashing::new(BufWriter::with_capacity(16 * CHUNK, file));
            fill(&mut out)?;
            out.flush()?;
            content = out.finish();
            Ok(())
        })
        .map_err(at(&new))?;
        let unchanged = match &old {
            Some(old) if old.metadata.len() == content.bytes => {
                are_equal(&old.path, &new).map_err(at(&old.path))?
            }
            _ => false,
        };
        match &old {
            Some(old) if unchanged => fs::remove_file(&new)
                .and_then(|()| link(&old.path, &old.metadata, &new))
                .map_err(at(&new))?,
            Some(_) if !self.own.has_file(path.as_str()) => return Err(foreign(path)),
            _ => {}
        }
        self.note(path, unchanged, content);
        Ok(content.bytes)
    }

    fn place(
        &self,
        path: &SitePath,
        same: impl Fn(&Old) -> io::Result<bool>,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
        content: impl FnOnce(&Path) -> io::Result<Fingerprint>,
    ) -> Result<(), OutputError> {
        self.claim(path)?;
        let new = self.folder.join(path.as_str());
        let old = self.old_file(path)?;
        let unchanged = match &old {
            Some(old) => same(old).map_err(at(&old.path))?,
            None => false,
        };
        match &old {
            Some(old) if unchanged => link(&old.path, &old.metadata, &new).map_err(at(&new))?,
            Some(_) if !self.own.has_file(path.as_str()) => return Err(foreign(path)),
            _ => create(&new, old.as_ref(), fill).map_err(at(&new))?,
        }
        self.note(path, unchanged, content(&new).map_err(at(&new))?);
        Ok(())
    }

    /// Notes that a file stands in the new tree.
    fn note(&self, path: &SitePath, unchanged: bool, content: Fingerprint) {
        let mut placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        placed.push(Placed {
            path: path.clone(),
            unchanged,
            content,
        });
    }

    /// Gives the path away and makes the folders on the way to it.
    fn claim(&self, path: &SitePath) -> Result<(), OutputError> {
        let mut claims = self.claims();
        for folder in claims.claim(path)? {
            let new = self.folder.join(&*folder);
            fs::create_dir(&new).map_err(at(&new))?;
            if let Some(old) = self.old.as_deref().map(|old| old.join(&*folder))
                && fs::symlink_metadata(&old).is_ok_and(|metadata| metadata.is_dir())
            {
                attributes::copy_folder(&old, &new);
            }
        }
        Ok(())
    }

    /// What the old site has at this path, if that is a file of its own.
    fn old_file(&self, path: &SitePath) -> Result<Option<Old>, OutputError> {
        let Some(old) = &self.old else {
            return Ok(None);
        };
        let old = old.join(path.as_str());
        match fs::symlink_metadata(&old) {
            Ok(metadata) if metadata.is_file() => Ok(Some(Old {
                path: old,
                metadata,
            })),
            // A link or a folder that we did not put there is dealt with when such things are carried over.
            Ok(_) => Ok(None),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(at(&old)(error)),
        }
    }
}

/// Somebody else's file stands where one of ours would be.
fn foreign(path: &SitePath) -> OutputError {
    OutputError::ForeignFile {
        path: path.as_str().to_owned(),
    }
}

/// Whether there is nothing of that name (or a file where a folder of it would be).
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn create(
    path: &Path,
    old: Option<&Old>,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    fill(&mut file)?;
    if let Some(old) = old {
        attributes::copy(&old.metadata, path);
    }
    Ok(())
}

/// Puts an old file into the new tree with its bytes and its modification time: as a second name of it
/// where the file system has such, else as a copy.
pub(super) fn link(old: &Path, metadata: &Metadata, new: &Path) -> io::Result<()> {
    match fs::hard_link(old, new) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => copy_whole(old, metadata, new),
    }
}

fn copy_whole(old: &Path, metadata: &Metadata, new: &Path) -> io::Result<()> {
    let mut from = File::open(old)?;
    let mut to = File::create_new(new)?;
    io::copy(&mut from, &mut to)?;
    to.set_modified(metadata.modified()?)?;
    attributes::copy(metadata, new);
    Ok(())
}

/// Whether a file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    same_bytes(&mut File::open(path)?, &mut &bytes[..])
}

pub(super) fn are_equal(a: &Path, b: &Path) -> io::Result<bool> {
    same_bytes(&mut File::open(a)?, &mut BufReader::new(File::open(b)?))
}

fn same_bytes(a: &mut impl Read, b: &mut impl Read) -> io::Result<bool> {
    let (mut left, mut right) = ([0_u8; CHUNK], [0_u8; CHUNK]);
    loop {
        let (read, other) = (fill(a, &mut left)?, fill(b, &mut right)?);
        if left.get(..read) != right.get(..other) {
            return Ok(false);
        }
        if read < CHUNK {
            return Ok(true);
        }
    }
}

/// Reads until the buffer is full or the file at its end.
fn fill(from: &mut impl Read, buffer: &mut [u8; CHUNK]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_equal_byte_for_byte_to_their_last() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let bytes = vec![7_u8; length];
            assert!(
                same_bytes(&mut &bytes[..], &mut &bytes[..]).unwrap(),
                "{length}"
            );
            let mut longer = bytes.clone();
            longer.push(7);
            assert!(
                !same_bytes(&mut &bytes[..], &mut &longer[..]).unwrap(),
                "{length}"
            );
            if let Some(last) = longer.get_mut(length.saturating_sub(1)) {
                *last = 8;
                longer.truncate(length);
                assert_eq!(
                    same_bytes(&mut &bytes[..], &mut &longer[..]).unwrap(),
                    length == 0,
                    "{length}"
                );
            }
        }
    }

    #[test]
    fn a_copy_where_links_are_not_to_be_had_keeps_the_time() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        fs::write(&old, "x").unwrap();
        let time =
            std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_566_356_400);
        File::options()
            .write(true)
            .open(&old)
            .unwrap()
            .set_modified(time)
            .unwrap();
        copy_whole(&old, &fs::metadata(&old).unwrap(), &new).unwrap();
        assert_eq!(fs::metadata(&new).unwrap().modified().unwrap(), time);
    }
}
