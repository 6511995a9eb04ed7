//! What the program does for the editors' desk: the site folder as it would be, and its publication.

use super::build::build_silently;
use super::diff::{built, made_of};
use super::options::BuildOptions;
use super::release::release_silently;
use super::report::Progress;
use super::run::{Failure, Ran};
use super::serve::PreviewReader;
use super::stages::{Addressed, run_stages_after_reading, where_sound};
use crate::desk::{Attempt, Changes, Look, Office, Publishing, Publishment};
use crate::diagnostic::Code;
use crate::locale::Words;
use crate::model::Rows;
use crate::output::{MANIFEST, Manifest};
use crate::published::{Contents, DifferenceError, difference, uploads};
use crate::reading::{Reading, read_proposed};
use crate::review::{Review, Told, fragment, page};
use crate::site::{Content, Context};
use crate::source::Proposed;
use std::cell::Cell;
use std::path::{Path, PathBuf};

impl Office for PreviewReader {
    fn attempt(&self, proposed: &[Proposed], shown: Option<&str>) -> Attempt {
        self.try_out(proposed, shown, &mut |_, _, _| {})
    }

    fn read_with(&self, proposed: &[Proposed], look: &mut Look<'_>) -> Attempt {
        self.try_out(proposed, None, look)
    }

    fn now(&self) -> jiff::Zoned {
        self.options.reading().now
    }

    fn out(&self) -> PathBuf {
        self.options.fixed().out.clone()
    }

    fn changes(&self) -> Changes {
        let options = self.options.reading();
        let words = Words::of(options.language);
        if !options.out.join("index.html").exists() {
            return Changes::Unpublished(None);
        }
        let old = match built(&options.out, words) {
            Ok(old) => old,
            Err((problem, _)) => return Changes::Unpublished(Some(problem)),
        };
        let new = match made_of(&options, &mut Progress::silent(&options)) {
            Ok(new) => new,
            Err(reading) => return Changes::Wrong(reading.diagnostics, reading.sources),
        };
        let sides = [&*old.name, &*new.name];
        let told = difference(&old, &new).map_err(|error| match error {
            DifferenceError::Io(file, error) => {
                let problem = Code::PublicationUnread.arg("path", file);
                problem.arg("reason", error)
            }
            DifferenceError::Form { file, site } => {
                Code::DiffForm.arg("file", file).arg("path", site)
            }
        });
        let told = told.and_then(|found| {
            let review = Review::of(Told {
                found: &found,
                words,
            });
            let part = fragment(&review, words)?.as_str().to_owned();
            let page = page(&review, words, sides)?;
            Ok(Changes::Told { part, page })
        });
        told.unwrap_or_else(|problem| Changes::Unpublished(Some(problem)))
    }

    fn publish(&self, how: &Publishing) -> Publishment {
        let options = BuildOptions {
            zip: how.zip.clone(),
            allow_removals: how.allows_removals,
            ..self.options.reading()
        };
        let before = listed(&options.out);
        if how.records_release {
            let recorded = release_silently(&options, how.note.as_deref());
            if recorded.summary.is_none() {
                return publishment(recorded, None, None);
            }
        }
        let ran = build_silently(&options);
        let after = listed(&options.out);
        publishment(ran, before, after)
    }
}

impl PreviewReader {
    fn try_out(&self, proposed: &[Proposed], shown: Option<&str>, look: &mut Look<'_>) -> Attempt {
        let mut options = self.options.reading();
        // What waits for its day is looked at as it will be.
        options.drafts = true;
        let mut reading = read_proposed(
            &options.root,
            &options.read_options(),
            proposed,
            &self.memory,
        );
        let sources = std::mem::take(&mut reading.sources);
        let mut file = None;
        let is_looked_at = Cell::new(false);
        let stages = |reading: &mut Reading| {
            run_stages_after_reading(
                &options,
                reading,
                &mut Progress::silent(&options),
                // Before its rows are taken to be written.
                |campaign, figures| {
                    is_looked_at.set(true);
                    look(campaign, &sources, Some(figures));
                },
                |context, rows, files, _, _| {
                    file = shown.and_then(|path| one_file(context, &rows, files, path));
                    Ok(Vec::new())
                },
            )
        };
        let outcome = where_sound(&mut reading, false, stages);
        if !is_looked_at.get() {
            look(&reading.campaign, &sources, None);
        }
        let mut problems = reading.diagnostics;
        match outcome {
            Ok(_) | Err(Failure::Input) => {}
            Err(Failure::Output(more)) => problems.append(more),
            Err(Failure::System(problem) | Failure::Afterwards(problem)) => problems.push(problem),
        }
        problems.sort();
        Attempt {
            problems,
            sources,
            file,
        }
    }
}

/// The files that were published in a folder, as their list tells; `None` where there is none.
fn listed(out: &Path) -> Option<Contents> {
    let bytes = std::fs::read(out.join(MANIFEST)).ok()?;
    let manifest = Manifest::parse(&bytes).ok()?;
    Some(Contents::of_manifest("", &manifest))
}

fn publishment(ran: Ran, before: Option<Contents>, after: Option<Contents>) -> Publishment {
    let is_done = ran.is_published();
    let empty = Contents::of_manifest("", &Manifest::new(None, Vec::new()));
    let (had_list, before) = (before.is_some(), before.unwrap_or(empty));
    let (mut upload, mut delete) = (Vec::new(), Vec::new());
    if let (true, Some(after)) = (is_done, &after) {
        let files = uploads(&before, after);
        let owned = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect();
        upload = owned(files.upload);
        delete = owned(files.delete);
    }
    Publishment {
        is_done,
        pages: ran.summary.and_then(|summary| summary.pages),
        is_first: !had_list,
        upload,
        delete,
        problems: ran.reading.diagnostics,
        sources: ran.reading.sources,
    }
}

/// The bytes of one file of a site; `None` where there is no such file, or it cannot be made.
fn one_file(
    context: &Context<'_>,
    rows: &Rows,
    files: &[Addressed<'_, 'static>],
    path: &str,
) -> Option<Vec<u8>> {
    let (_, file) = files.iter().find(|(own, _)| own.as_str() == path)?;
    match &file.content {
        Content::Made(make) => make(context).ok().map(|made| made.bytes),
        Content::Fixed(bytes) => Some(bytes.to_vec()),
        Content::Copied(from) => std::fs::read(from).ok(),
        Content::Picture(file) => context.picture(*file).ok(),
        Content::Rows(write) => {
            let mut bytes = Vec::new();
            write(context, rows, &mut bytes).ok().map(|_| bytes)
        }
        // Made of all others: nothing that is looked at while it is written.
        Content::Collected(_) | Content::Listing => None,
    }
}
