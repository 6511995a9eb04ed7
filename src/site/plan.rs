//! The list of everything that the site will consist of.

use super::layout::{PageView, Part};
use super::{Collection, Context, OutputFile};
use crate::diagnostic::Diagnostic;
use crate::model::{Attachment, Rows};
use crate::place::{FileId, Sources};
use std::io;
use std::path::PathBuf;

/// Makes one file.
pub(super) type Make<'a> =
    Box<dyn Fn(&Context<'_>) -> Result<OutputFile, Diagnostic> + Send + Sync + 'a>;

/// Makes one file of what the others declare of themselves.
pub(super) type Collect<'a> =
    Box<dyn Fn(&Context<'_>, &Collection) -> Result<OutputFile, Diagnostic> + Send + Sync + 'a>;

/// Writes one file of the rows as they were read, bit by bit: it may be larger than the memory for it.
pub(super) type WriteRows<'a> =
    Box<dyn Fn(&Context<'_>, &Rows, &mut dyn io::Write) -> io::Result<()> + Send + Sync + 'a>;

/// What a planned file is made of.
pub enum Content<'a> {
    /// Made by a pure function.
    Made(Make<'a>),
    /// Made once all those are, of what they declare of themselves; pages before other files, which collect them too.
    Collected(Collect<'a>),
    /// Made before all others, of the rows as they were read, which nothing needs afterwards.
    Rows(WriteRows<'a>),
    /// Bytes that are built into the program.
    Fixed(&'static [u8]),
    /// A file of the site folder, copied as it is.
    Copied(PathBuf),
    /// A picture of the site folder, prepared.
    Picture(FileId),
    /// The list of all others, made by whoever keeps them.
    Listing,
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
    /// What the main navigation leads to.
    parts: Vec<Part>,
}

impl Planned<'_> {
    /// Whether it is a page.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.path.ends_with(".html")
    }
}

impl<'a> Site<'a> {
    /// Adds a file that a function makes.
    pub fn make<M: Into<OutputFile>>(
        &mut self,
        path: impl Into<Box<str>>,
        make: impl Fn(&Context<'_>) -> Result<M, Diagnostic> + Send + Sync + 'a,
    ) {
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Made(Box::new(move |context| make(context).map(Into::into))),
        });
    }

    /// Adds a page that is made of its view alone.
    pub(super) fn page<V: PageView>(
        &mut self,
        path: impl Into<Box<str>>,
        view: impl Fn(&Context<'_>) -> V + Send + Sync + 'a,
    ) {
        let path = path.into();
        let own = path.clone();
        self.make(path, move |context| context.page(&view(context), &own));
    }

    /// Adds a file that a function makes of a file of the site folder.
    pub fn make_from<M: Into<OutputFile>>(
        &mut self,
        path: impl Into<Box<str>>,
        origin: FileId,
        make: impl Fn(&Context<'_>) -> Result<M, Diagnostic> + Send + Sync + 'a,
    ) {
        self.files.push(Planned {
            path: path.into(),
            origin: Some(origin),
            content: Content::Made(Box::new(move |context| make(context).map(Into::into))),
        });
    }

    /// Adds a file that a function makes of what all others declare of themselves.
    pub fn collect<M: Into<OutputFile>>(
        &mut self,
        path: impl Into<Box<str>>,
        collect: impl Fn(&Context<'_>, &Collection) -> Result<M, Diagnostic> + Send + Sync + 'a,
    ) {
        let collect: Collect<'a> =
            Box::new(move |context, collection| collect(context, collection).map(Into::into));
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Collected(collect),
        });
    }

    /// Adds a file that a function writes of the rows as they were read.
    pub fn write_rows(
        &mut self,
        path: impl Into<Box<str>>,
        write: impl Fn(&Context<'_>, &Rows, &mut dyn io::Write) -> io::Result<()> + Send + Sync + 'a,
    ) {
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Rows(Box::new(write)),
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

    /// Adds a file that lies beside a text: a picture prepared, any other as it is.
    pub fn attach(&mut self, path: impl Into<Box<str>>, file: &Attachment, sources: &Sources) {
        let content = match file.picture {
            Some(_) => Content::Picture(file.file),
            None => Content::Copied(sources.get(file.file).on_disk.clone()),
        };
        self.files.push(Planned {
            path: path.into(),
            origin: Some(file.file),
            content,
        });
    }

    /// Adds the list of all files.
    pub(super) fn list(&mut self, path: &'static str) {
        self.files.push(Planned {
            path: path.into(),
            origin: None,
            content: Content::Listing,
        });
    }

    /// Adds a part to the main navigation.
    pub(super) fn lead_to(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// What the main navigation leads to.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The planned files.
    #[must_use]
    pub fn files(&self) -> &[Planned<'a>] {
        &self.files
    }
}
