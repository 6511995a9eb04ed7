//! Making the site: the files of rows, then every page and data file in parallel, then what is collected of those; each
//! is handed to whoever keeps it.

use super::{Collected, Collection, Content, Context, OutputFile, Planned};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Rows;
use rayon::prelude::*;
use std::borrow::Borrow;
use std::io;
use std::path::Path;

/// Takes the files of a site, from many threads at once.
pub trait Sink: Sync {
    /// How the sink knows a file.
    type Address: Sync;

    /// Whether nothing can be kept any more, so that there is no use in making the rest.
    fn is_stopped(&self) -> bool {
        false
    }

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

    /// Takes a picture, which it may take a while to prepare.
    ///
    /// # Errors
    /// Where it cannot be prepared or kept.
    fn picture(
        &self,
        path: &Self::Address,
        prepare: &dyn Fn() -> Result<Vec<u8>, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        self.write(path, &prepare()?)
    }

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
/// largest part of a campaign, are let go of as soon as their files are written, unless they were only lent.
///
/// # Errors
/// The problems of templates and of the sink.
pub fn make<S: Sink, R: Borrow<Rows> + Send>(
    context: &Context<'_>,
    rows: R,
    files: &[(S::Address, &Planned<'_>)],
    sink: &S,
) -> Result<(), Diagnostics> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    let mut collection = Collection::default();
    let mut take = |outcomes: Vec<Outcome>, collection: &mut Collection| {
        for outcome in outcomes {
            match outcome {
                Ok(made) => collection.extend(made),
                Err(problem) => problems.push(problem),
            }
        }
    };
    take(
        write_rows(context, rows.borrow(), files, sink),
        &mut collection,
    );
    // Letting go of millions of rows takes a while, beside which others can make pages.
    let pages = || {
        let made = files.par_iter();
        let made = made.map(|(address, file)| make_one(context, address, file, sink));
        made.collect()
    };
    let ((), made) = rayon::join(move || drop(rows), pages);
    take(made, &mut collection);
    for pages in [true, false] {
        collection.put_in_order();
        let all = &collection;
        let round = files.par_iter().filter(|(_, file)| file.is_page() == pages);
        let made = round.map(|(address, file)| collect_one(context, all, address, file, sink));
        let made = made.collect();
        take(made, &mut collection);
    }
    fail_on_any(problems)
}

/// What a planned file came to, for the collectors; `None` for what is made at another time.
type Outcome = Result<Option<Collected>, Diagnostic>;

fn write_rows<S: Sink>(
    context: &Context<'_>,
    rows: &Rows,
    files: &[(S::Address, &Planned<'_>)],
    sink: &S,
) -> Vec<Outcome> {
    // One after another: each is written by all threads.
    let of_rows = files.iter().filter_map(|(address, file)| {
        let Content::Rows(write) = &file.content else {
            return None;
        };
        if sink.is_stopped() {
            return None;
        }
        let size = sink.stream(address, &|out| write(context, rows, out));
        Some(size.map(|size| {
            Some(Collected {
                path: file.path.clone(),
                size,
                declared: None,
            })
        }))
    });
    of_rows.collect()
}

fn make_one<S: Sink>(
    context: &Context<'_>,
    address: &S::Address,
    file: &Planned<'_>,
    sink: &S,
) -> Outcome {
    match &file.content {
        _ if sink.is_stopped() => Ok(None),
        Content::Made(make) => keep(make(context)?, address, file, sink),
        Content::Fixed(bytes) => sink.write(address, bytes).map(|()| None),
        Content::Copied(from) => sink.copy(address, from).map(|()| None),
        Content::Picture(file) => {
            let prepare = || context.picture(*file);
            sink.picture(address, &prepare).map(|()| None)
        }
        Content::Rows(_) | Content::Collected(_) | Content::Listing => Ok(None),
    }
}

fn collect_one<S: Sink>(
    context: &Context<'_>,
    collection: &Collection,
    address: &S::Address,
    file: &Planned<'_>,
    sink: &S,
) -> Outcome {
    match &file.content {
        _ if sink.is_stopped() => Ok(None),
        Content::Collected(collect) => keep(collect(context, collection)?, address, file, sink),
        _ => Ok(None),
    }
}

fn keep<S: Sink>(made: OutputFile, address: &S::Address, file: &Planned<'_>, sink: &S) -> Outcome {
    sink.write(address, &made.bytes)?;
    Ok(Some(Collected {
        path: file.path.clone(),
        size: made.bytes.len() as u64,
        declared: made.declared,
    }))
}

fn fail_on_any(problems: Vec<Diagnostic>) -> Result<(), Diagnostics> {
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
