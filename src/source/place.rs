//! Where a value came from: small copyable ids, resolved to paths only when a person reads them.

use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// A file of the site folder, an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a file of the site folder. `line` and `column` count from 1; 0 means "the whole file" or "the
/// whole line". A table's column counts cells, another file's counts characters; the line of a table's row is
/// the physical line on which the row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The line from 1, or 0 for the file as a whole.
    pub line: u32,
    /// The column from 1 (cells in a table, characters elsewhere), or 0 for the line as a whole.
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub const fn file(file: FileId) -> Self {
        Self {
            file,
            line: 0,
            column: 0,
        }
    }

    /// A line (or a table's row) as a whole.
    #[must_use]
    pub const fn line(file: FileId, line: u32) -> Self {
        Self {
            file,
            line,
            column: 0,
        }
    }

    /// A cell of a table, or a character of a text.
    #[must_use]
    pub const fn at(file: FileId, line: u32, column: u32) -> Self {
        Self { file, line, column }
    }
}

/// A file that was found in the site folder.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the site folder, with `/`, in NFC.
    pub path: Box<str>,
    /// The path to open, as the file system spells it.
    pub on_disk: PathBuf,
}

/// The files of a site folder that were read, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    root: PathBuf,
    files: Vec<SourceFile>,
    /// The files that can be read, by path.
    by_path: FxHashMap<Box<str>, FileId>,
}

impl Sources {
    /// An empty register for the site folder `root`.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            files: Vec::new(),
            by_path: FxHashMap::default(),
        }
    }

    /// The site folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Registers a file and gives it its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let path = file.path.clone();
        let id = self.add_told(file);
        self.by_path.insert(path, id);
        id
    }

    /// Registers a file that is only told of, because it cannot be read: it has an id and a path, and is neither
    /// found nor listed.
    pub(crate) fn add_told(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    /// The file with this path relative to the site folder.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The file with this id.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// How many ids were given out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no id was given out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All files that can be read, with their ids, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        let with_ids = self
            .files
            .iter()
            .enumerate()
            .map(|(i, file)| (FileId(i as u32), file));
        with_ids.filter(|(id, file)| self.by_path.get(&file.path) == Some(id))
    }

    /// The files of a folder (`data/observations`) and below, in the order of their paths.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        self.iter().filter(move |(_, file)| {
            file.path
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }
}
