//! A site that is made without being written: what its files are, and the bytes of some.

use crate::diagnostic::{Code, Diagnostic};
use crate::output::{Fingerprint, Hashing, Manifest, SitePath};
use crate::site::Sink;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Takes a site, and keeps the size and hash of every file and the bytes of some.
pub(crate) struct InMemory {
    keeps: fn(&str) -> bool,
    files: Mutex<Files>,
}

#[derive(Default)]
struct Files {
    all: Vec<(SitePath, Fingerprint)>,
    kept: BTreeMap<SitePath, Vec<u8>>,
}

impl InMemory {
    /// Nothing yet; of what is made, the files whose path `keeps` are kept.
    #[must_use]
    pub(crate) fn new(keeps: fn(&str) -> bool) -> Self {
        Self {
            keeps,
            files: Mutex::default(),
        }
    }

    /// The list of what was made.
    #[must_use]
    pub(crate) fn manifest(&self, as_of: Option<&str>) -> Manifest {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        Manifest::new(as_of, files.all.clone())
    }

    /// The bytes that were kept.
    #[must_use]
    pub(crate) fn into_kept(self) -> BTreeMap<Box<str>, Vec<u8>> {
        let files = self.files.into_inner();
        let kept = files.unwrap_or_else(PoisonError::into_inner).kept;
        kept.into_iter()
            .map(|(path, bytes)| (path.as_str().into(), bytes))
            .collect()
    }

    fn take(&self, path: &SitePath, file: Fingerprint, bytes: Option<Vec<u8>>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.all.push((path.clone(), file));
        if let Some(bytes) = bytes {
            files.kept.insert(path.clone(), bytes);
        }
    }
}

impl Sink for InMemory {
    type Address = SitePath;

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Diagnostic> {
        let kept = (self.keeps)(path.as_str()).then(|| bytes.to_vec());
        self.take(path, Fingerprint::of(bytes), kept);
        Ok(())
    }

    fn copy(&self, path: &SitePath, from: &Path) -> Result<(), Diagnostic> {
        let file = File::open(from).and_then(|mut file| Fingerprint::read(&mut file));
        self.take(path, file.map_err(unreadable)?, None);
        Ok(())
    }

    fn stream(
        &self,
        path: &SitePath,
        fill: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, Diagnostic> {
        let mut hashing = Hashing::new(io::sink());
        fill(&mut hashing).map_err(unreadable)?;
        let file = hashing.finish();
        self.take(path, file, None);
        Ok(file.bytes)
    }
}

fn unreadable(error: io::Error) -> Diagnostic {
    Code::Unreadable.arg("reason", error)
}
