//! An edition: one reading of the site folder, which makes the pages that are asked for until a newer one takes over.

use super::panel::Panel;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, unreadable};
use crate::locale::Words;
use crate::model::Rows;
use crate::output::SitePath;
use crate::place::Sources;
use crate::published::InMemory;
use crate::site::{Content, Context, Planned, Sink, make};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// So many pages are made at a time: a browser asks for six files at once, most of which cost nothing.
const HANDS: usize = 4;

/// The page that stands for all that are missing.
pub(super) const NOT_FOUND: &str = "404.html";

/// What a reading came to, for the browser and for the terminal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    /// The problems as browsers show them.
    pub panel: Panel,
    /// The problems as the terminal shows them.
    pub said: Vec<u8>,
    /// The last line on the terminal.
    pub summary: String,
}

/// How a reading ended.
pub(super) enum Outcome {
    /// There is an edition, which makes pages at this desk.
    Opened(Report, Desk),
    /// The input has errors.
    Refused(Report),
}

/// Where an edition is asked for pages. When it is let go, the edition ends.
pub(super) type Desk = Sender<Request>;

/// What an edition is asked for.
pub(super) enum Request {
    /// The file at a path of the site.
    File { path: String, reply: Sender<Answer> },
    /// To be looked at.
    Look(Box<Look>),
}

/// Looks at an edition.
type Look = dyn FnOnce(&Edition<'_, '_>) + Send;

/// What the edition says to that.
pub(super) enum Answer {
    /// The bytes of the file.
    File(Vec<u8>),
    /// There is no such file, but a folder of that name with an index.
    Folder,
    /// There is nothing.
    Missing,
    /// The file could not be made.
    Failed(Panel),
}

/// A reading that has not come to anything yet.
#[derive(Debug)]
pub(crate) struct Opening {
    outcome: Sender<Outcome>,
}

/// Everything that an edition makes pages of.
pub(crate) struct Edition<'e, 'a> {
    /// What pages are made from.
    pub context: &'e Context<'a>,
    /// The rows as they were read.
    pub rows: &'e Rows,
    /// Every file that there will be.
    pub files: &'e [(SitePath, &'e Planned<'static>)],
    /// The site folder's files, for places of problems.
    pub sources: &'e Sources,
    /// The words of problems.
    pub words: &'static Words,
}

impl Opening {
    /// A reading, and where it tells how it ended.
    pub(super) fn new() -> (Self, Receiver<Outcome>) {
        let (outcome, told) = channel();
        (Self { outcome }, told)
    }

    /// Tells that there is no edition.
    pub(crate) fn refuse(self, report: Report) {
        // Where nobody waits any more, the program is about to end.
        let _ = self.outcome.send(Outcome::Refused(report));
    }

    /// Opens the edition; returns when a newer one has taken over.
    pub(crate) fn open(self, edition: &Edition<'_, '_>, report: Report) {
        let (desk, requests) = channel();
        if self.outcome.send(Outcome::Opened(report, desk)).is_err() {
            return;
        }
        drop(self.outcome);
        edition.work(&Mutex::new(requests));
    }
}

impl Edition<'_, '_> {
    fn work(&self, requests: &Mutex<Receiver<Request>>) {
        let shelf = Shelf::new(self);
        thread::scope(|scope| {
            for _ in 0..HANDS {
                scope.spawn(|| {
                    while let Some(request) = next(requests) {
                        self.answer(&shelf, request);
                    }
                });
            }
        });
    }

    fn answer(&self, shelf: &Shelf<'_, '_>, request: Request) {
        match request {
            Request::File { path, reply } => {
                let made = catch_unwind(AssertUnwindSafe(|| shelf.file(&path)));
                let answer = made.unwrap_or_else(|_| self.failed(broken()));
                // Who asked may have gone away.
                let _ = reply.send(answer);
            }
            Request::Look(look) => {
                // Who asked is told by the end of the channel.
                let _ = catch_unwind(AssertUnwindSafe(|| look(self)));
            }
        }
    }

    fn failed(&self, problem: Diagnostic) -> Answer {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        Answer::Failed(Panel::new(&problems, self.sources, self.words))
    }
}

/// What is told where we failed ourselves.
pub(super) fn broken() -> Diagnostic {
    Diagnostic::new(Code::PreviewBroke)
}

fn next(requests: &Mutex<Receiver<Request>>) -> Option<Request> {
    let requests = requests.lock().unwrap_or_else(PoisonError::into_inner);
    requests.recv().ok()
}

/// Files that were made, by their paths.
type Files = FxHashMap<Box<str>, Vec<u8>>;

/// The files of an edition by their paths.
struct Shelf<'e, 'a> {
    edition: &'e Edition<'e, 'a>,
    by_path: FxHashMap<&'e str, &'e Planned<'static>>,
    /// The files that are made of what all others declare, made together when the first is asked for.
    collected: OnceLock<Result<Files, Diagnostic>>,
    /// The list of all files with their hashes, for which all are made.
    listing: OnceLock<Result<Vec<u8>, Diagnostic>>,
}

impl<'e, 'a> Shelf<'e, 'a> {
    fn new(edition: &'e Edition<'e, 'a>) -> Self {
        let files = edition.files.iter();
        Self {
            edition,
            by_path: files.map(|(path, file)| (path.as_str(), *file)).collect(),
            collected: OnceLock::new(),
            listing: OnceLock::new(),
        }
    }

    fn file(&self, path: &str) -> Answer {
        let Some(file) = self.by_path.get(path) else {
            let index = format!("{path}/index.html");
            return match self.by_path.contains_key(&*index) {
                true => Answer::Folder,
                false => Answer::Missing,
            };
        };
        match self.bytes(path, file) {
            Ok(bytes) if path == NOT_FOUND => Answer::File(self.at_home(bytes)),
            Ok(bytes) => Answer::File(bytes),
            Err(problem) => self.edition.failed(problem),
        }
    }

    fn bytes(&self, path: &str, file: &Planned<'static>) -> Result<Vec<u8>, Diagnostic> {
        let (context, rows) = (self.edition.context, self.edition.rows);
        let unreadable = |error: io::Error| unreadable(&error);
        match &file.content {
            Content::Made(make) => make(context).map(|made| made.bytes),
            Content::Fixed(bytes) => Ok(bytes.to_vec()),
            Content::Copied(from) => std::fs::read(from).map_err(unreadable),
            Content::Picture(file) => context.picture(*file),
            Content::Rows(write) => {
                let mut bytes = Vec::new();
                write(context, rows, &mut bytes).map_err(unreadable)?;
                Ok(bytes)
            }
            Content::Collected(_) => match self.collected.get_or_init(|| self.collect()) {
                Ok(collected) => Ok(collected.get(path).cloned().unwrap_or_default()),
                Err(problem) => Err(problem.clone()),
            },
            Content::Listing => self.listing.get_or_init(|| self.list()).clone(),
        }
    }

    /// Makes the whole site for those that are made of all others, and keeps only these.
    fn collect(&self) -> Result<Files, Diagnostic> {
        let of_all = |file: &&Planned<'_>| matches!(file.content, Content::Collected(_));
        let files = self.by_path.values().copied();
        let kept = Kept {
            wanted: files.filter(of_all).map(|file| &*file.path).collect(),
            made: Mutex::default(),
        };
        self.make_all(&kept)?;
        Ok(kept
            .made
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the whole site for the list of its files.
    fn list(&self) -> Result<Vec<u8>, Diagnostic> {
        let all = InMemory::new(|_| false);
        self.make_all(&all)?;
        let as_of = self.edition.context.as_of();
        Ok(all.manifest(as_of.as_deref()).to_bytes())
    }

    fn make_all(&self, sink: &impl Sink<Address = SitePath>) -> Result<(), Diagnostic> {
        let edition = self.edition;
        make(edition.context, edition.rows, edition.files, sink)
            .map_err(|problems| problems.iter().next().cloned().unwrap_or_else(broken))
    }

    /// The page for what is missing links from the site's own address, which here is this server's.
    fn at_home(&self, bytes: Vec<u8>) -> Vec<u8> {
        let Some(base) = self.edition.context.facts.base_url else {
            return bytes;
        };
        let html = String::from_utf8_lossy(&bytes);
        html.replace(&format!("\"{base}/"), "\"/").into_bytes()
    }
}

/// Keeps some files of a site and lets the others go.
struct Kept<'a> {
    wanted: FxHashSet<&'a str>,
    made: Mutex<Files>,
}

impl Sink for Kept<'_> {
    type Address = SitePath;

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Diagnostic> {
        if self.wanted.contains(path.as_str()) {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            made.insert(path.as_str().into(), bytes.to_vec());
        }
        Ok(())
    }

    fn copy(&self, _: &SitePath, _: &Path) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn picture(
        &self,
        _: &SitePath,
        _: &dyn Fn() -> Result<Vec<u8>, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn stream(
        &self,
        _: &SitePath,
        fill: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, Diagnostic> {
        let mut count = Count(0);
        fill(&mut count).map_err(|error| unreadable(&error))?;
        Ok(count.0)
    }
}

/// Counts bytes.
struct Count(u64);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
