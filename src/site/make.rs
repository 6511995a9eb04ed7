//! Making the site: the files of rows, then every page and data file in parallel, then what is collected of those; each
//! is handed to whoever keeps it.

use super::{Collected, Collection, Content, Context, Declared, Planned};
use crate::campaign::Rows;
use crate::diagnostic::{Diagnostic, Diagnostics};
use rayon::prelude::*;
use std::io;
use std::path::Path;

/// Takes the files of a site, from many threads at once.
pub trait Sink: Sync {
    /// How the sink knows a file.
    type Address: Sync;

    /// Takes a file that was made.
    ///
    /// # Errors
    /// Where it cannot be kept.
    fn write(&self, path: &Self::Address, bytes: &[u8]) -> Result<(), Diagnostic>;

    /// Takes a copy of a file of the site folder.
    ///
    /// # Errors
    /// Where it cannot be read or kept.
    fn copy(&self, path: &Self::Address, from: &Path) -> Result<(), Diagnostic>;

    /// Takes a file that `fill` writes bit by bit, and gives its size in bytes.
    ///
    /// # Errors
    /// Where it cannot be kept.
    fn stream(
        &self,
        path: &Self::Address,
        fill: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, Diagnostic>;
}

/// Makes every planned file and hands it to the sink. All problems are told, not only the first. The rows, by far the
/// largest part of a campaign, are let go of as soon as their files are written.
///
/// # Errors
/// The problems of templates and of the sink.
pub fn make<S: Sink>(
    context: &Context<'_>,
    rows: Rows,
    files: &[(S::Address, &Planned<'_>)],
    sink: &S,
) -> Result<(), Diagnostics> {
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(files.len());
    for (address, file) in files {
        if let Content::Rows(write) = &file.content {
            let size = sink.stream(address, &|out| write(context, &rows, out));
            outcomes.push(size.map(|size| Some(collected(file, size, None))));
        }
    }
    drop(rows);
    outcomes.par_extend(files.par_iter().map(|(address, file)| {
        let outcome = make_one(context, address, file, sink)?;
        Ok(outcome.map(|(size, declared)| collected(file, size, declared)))
    }));
    let mut problems: Vec<Diagnostic> = Vec::new();
    let made = outcomes.into_iter().filter_map(|outcome| {
        outcome.unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    });
    let collection = Collection::new(made.collect());
    problems.par_extend(files.par_iter().filter_map(|(address, file)| {
        let Content::Collected(collect) = &file.content else {
            return None;
        };
        collect(context, &collection)
            .and_then(|bytes| sink.write(address, &bytes))
            .err()
    }));
    told(problems)
}

/// What a planned file came to, for the collectors; `None` for what is made at another time.
type Outcome = Result<Option<Collected>, Diagnostic>;

fn collected(file: &Planned<'_>, size: u64, declared: Option<Declared>) -> Collected {
    Collected {
        path: file.path.clone(),
        size,
        declared,
    }
}

fn make_one<S: Sink>(
    context: &Context<'_>,
    address: &S::Address,
    file: &Planned<'_>,
    sink: &S,
) -> Result<Option<(u64, Option<Declared>)>, Diagnostic> {
    match &file.content {
        Content::Made(make) => {
            let made = make(context)?;
            sink.write(address, &made.bytes)?;
            Ok(Some((made.bytes.len() as u64, made.declared)))
        }
        Content::Fixed(bytes) => sink.write(address, bytes).map(|()| None),
        Content::Copied(from) => sink.copy(address, from).map(|()| None),
        Content::Rows(_) | Content::Collected(_) => Ok(None),
    }
}

fn told(problems: Vec<Diagnostic>) -> Result<(), Diagnostics> {
    if problems.is_empty() {
        return Ok(());
    }
    let mut diagnostics = Diagnostics::new();
    problems
        .into_iter()
        .for_each(|problem| diagnostics.push(problem));
    diagnostics.sort();
    Err(diagnostics)
}
