//! Making the site: every planned file in parallel, each handed to whoever keeps it.

use super::{Content, Context, Planned};
use crate::diagnostic::{Diagnostic, Diagnostics};
use rayon::prelude::*;
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
}

/// Makes every planned file and hands it to the sink. All problems are told, not only the first.
///
/// # Errors
/// The problems of templates and of the sink.
pub fn make<S: Sink>(
    context: &Context<'_>,
    files: &[(S::Address, &Planned<'_>)],
    sink: &S,
) -> Result<(), Diagnostics> {
    let problems: Vec<Diagnostic> = files
        .par_iter()
        .filter_map(|(address, file)| make_one(context, address, file, sink).err())
        .collect();
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

fn make_one<S: Sink>(
    context: &Context<'_>,
    address: &S::Address,
    file: &Planned<'_>,
    sink: &S,
) -> Result<(), Diagnostic> {
    match &file.content {
        Content::Made(make) => sink.write(address, &make(context)?),
        Content::Fixed(bytes) => sink.write(address, bytes),
        Content::Copied(from) => sink.copy(address, from),
    }
}
