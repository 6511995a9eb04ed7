//! What a site consists of, wherever it stands: in a folder, in a zip, or made in memory.

use super::InMemory;
use super::files::{Files, Reader};
use crate::output::{Fingerprint, MANIFEST, Manifest, SIGNATURE, UNLISTED};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;

/// No file of figures is longer.
const LONGEST: u64 = 1 << 30;

/// The files of a site, and a way to read those of figures.
pub(crate) struct Contents {
    /// What the site is called in messages.
    pub name: Box<str>,
    /// Every file of the site by its path, as it is there and not as a list says.
    pub files: BTreeMap<Box<str>, Fingerprint>,
    source: Source,
}

enum Source {
    Files(Files),
    Memory(BTreeMap<Box<str>, Vec<u8>>),
}

impl Contents {
    /// Those of a folder or zip. Where there is a list of what was built, what others keep beside it is no part of the
    /// site.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub(crate) fn of_files(
        name: &str,
        files: Files,
        manifest: Option<&Manifest>,
    ) -> io::Result<Self> {
        let is_ours = |path: &str| match manifest {
            Some(manifest) => manifest.get(path).is_some(),
            None => !UNLISTED.contains(&path) && !path.starts_with("../"),
        };
        let of_list = |path: &str| path == MANIFEST || path == SIGNATURE;
        let paths: Vec<&str> = files
            .all()
            .map(|(path, _)| path)
            .filter(|path| is_ours(path) || of_list(path))
            .collect();
        let read = paths.par_iter().map_init(
            || files.reader(),
            |reader: &mut Reader<'_>, path| {
                let file = reader.read(path, |mut from| Fingerprint::read(&mut from))?;
                Ok((Box::from(*path), file))
            },
        );
        let read: io::Result<BTreeMap<Box<str>, Fingerprint>> = read.collect();
        Ok(Self {
            name: name.into(),
            files: read?,
            source: Source::Files(files),
        })
    }

    /// Those of a site that was made in memory.
    #[must_use]
    pub(crate) fn of_memory(name: &str, made: InMemory, as_of: Option<&str>) -> Self {
        let listed = Self::of_manifest(name, &made.manifest(as_of));
        Self {
            source: Source::Memory(made.into_kept()),
            ..listed
        }
    }

    /// Those that a list tells of, without their bytes.
    #[must_use]
    pub(crate) fn of_manifest(name: &str, manifest: &Manifest) -> Self {
        let files = manifest.files.iter();
        let mut files: BTreeMap<Box<str>, Fingerprint> = files
            .map(|(path, file)| (path.as_str().into(), *file))
            .collect();
        files.insert(MANIFEST.into(), Fingerprint::of(&manifest.to_bytes()));
        Self {
            name: name.into(),
            files,
            source: Source::Memory(BTreeMap::new()),
        }
    }

    /// Reads a file, where there is one.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        if !self.files.contains_key(path) {
            return Ok(None);
        }
        match &self.source {
            Source::Memory(kept) => Ok(kept.get(path).cloned()),
            Source::Files(files) => files.reader().bytes(path, LONGEST).map(Some),
        }
    }
}

/// Whether the bytes of a file tell what changed for readers.
#[must_use]
pub(crate) fn is_telling(path: &str) -> bool {
    let is_in = |folder: &str, ending: &str| path.starts_with(folder) && path.ends_with(ending);
    is_in("du-lieu/", ".json") || is_in("thong-bao/", ".html")
}
