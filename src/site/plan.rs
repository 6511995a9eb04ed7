//! The list of everything that the site will consist of.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use std::path::PathBuf;

/// Makes the bytes of one file.
pub type Make<'a> = Box<dyn Fn(&Context<'_>) -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'a>;

/// What a planned file is made of.
pub enum Content<'a> {
    /// Made by a pure function.
    Made(Make<'a>),
    /// Bytes that are built into the program.
    Fixed(&'static [u8]),
    /// A file of the site folder, copied as it is.
    Copied(PathBuf),
}

/// A file that there will be.
pub struct Planned<'a> {
    /// Its path below the output folder, with `/`.
    pub path: Box<str>,
    /// The file of the site folder that it comes from, where it comes from one.
    pub origin: Option<FileId>,
    /// What it is made of.
    pub content: Content<'a>,
}

/// Everything that there will be.
#[derive(Default)]
pub struct Site<'a> {
    files: Vec<Planned<'a>>,
}

impl<'a> Site<'a> {
    /// Adds a file that a function makes.
    pub fn make(
        &mut self,
        path: impl Into<Box<str>>,
        make: impl Fn(&Context<'_>) -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'a,
    ) {
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Made(Box::new(make)),
        });
    }

    /// Adds a file that a function makes of a file of the site folder.
    pub fn make_from(
        &mut self,
        path: impl Into<Box<str>>,
        origin: FileId,
        make: impl Fn(&Context<'_>) -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'a,
    ) {
        self.files.push(Planned {
            path: path.into(),
            origin: Some(origin),
            content: Content::Made(Box::new(make)),
        });
    }

    /// Adds a file that is built into the program.
    pub fn fixed(&mut self, path: impl Into<Box<str>>, bytes: &'static [u8]) {
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Fixed(bytes),
        });
    }

    /// Adds a copy of a file of the site folder.
    pub fn copy(&mut self, path: impl Into<Box<str>>, origin: FileId, from: PathBuf) {
        self.files.push(Planned {
            path: path.into(),
            origin: Some(origin),
            content: Content::Copied(from),
        });
    }

    /// The planned files.
    #[must_use]
    pub fn files(&self) -> &[Planned<'a>] {
        &self.files
    }
}
