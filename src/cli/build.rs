//! `thidua build`: reads, checks, computes, and publishes the whole site or nothing.

use super::exit::Exit;
use super::options::BuildOptions;
use super::report::{Progress, Summary};
use super::run::{Failure, Ran, run_silently, run_stages, say_alone};
use super::signals::clear_up_when_asked;
use super::stages::{Addressed, run_stages_after_reading, settle};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Words;
use crate::model::Rows;
use crate::output::{
    Manifest, OutputError, Publication, Published, SIGNATURE, SitePath, check_pack, prepare,
};
use crate::published::{KeyProblem, Signer};
use crate::reading::{Reading, is_site_folder};
use crate::site::{Content, Context, Sink, make};
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(super) fn run(options: &BuildOptions) -> ExitCode {
    if let Some(zip) = &options.zip
        && is_site_folder(&options.root)
        && let Err(error) = check_pack(zip, &options.out, &options.root)
    {
        return say_alone(error.diagnostic(), Exit::Usage, options);
    }
    let signer = match options.sign.as_deref().map(|key| signer(key, options)) {
        Some(Err(problem)) => return say_alone(problem, Exit::Usage, options),
        Some(Ok(signer)) => Some(signer),
        None => None,
    };
    clear_up_when_asked();
    let stages = |reading: &mut Reading, progress: &mut Progress| {
        stages(options, signer.as_ref(), reading, progress)
    };
    run_stages(options, stages, |_, _, _| Ok(()))
}

/// Builds a site while the process goes on, and says nothing.
pub(super) fn build_silently(options: &BuildOptions) -> Ran {
    run_silently(
        options,
        &mut Progress::silent(options),
        |reading, progress| stages(options, None, reading, progress),
    )
}

/// What follows the reading: the site, made and published.
fn stages(
    options: &BuildOptions,
    signer: Option<&Signer>,
    reading: &mut Reading,
    progress: &mut Progress,
) -> Result<Summary, Failure> {
    prepare(&options.out, &options.root).map_err(system)?;
    let mut left = None;
    let summary = run_stages_after_reading(
        options,
        reading,
        progress,
        |_, _| {},
        |context, rows, files, _, progress| {
            let done = publish(options, signer, context, rows, files, progress)?;
            left = done.left;
            Ok(done.kept)
        },
    )?;
    if let Some(left) = left {
        let note = Code::OutputLeft.arg("path", left.display());
        reading.diagnostics.push(note);
    }
    Ok(Summary {
        is_published: true,
        ..summary
    })
}

/// Reads the key that the list of files is signed with, before anything else is done.
fn signer(key: &Path, options: &BuildOptions) -> Result<Signer, Diagnostic> {
    let path = key.display();
    let text = std::fs::read_to_string(key)
        .map_err(|error| Code::KeyUnread.arg("path", &path).arg("reason", error))?;
    Signer::read(&text, || password(&path.to_string(), options)).map_err(|problem| match problem {
        KeyProblem::NoKey => Code::KeyWrong.arg("path", &path),
        KeyProblem::Password => Code::KeyWrong.arg("path", &path).help("password"),
        KeyProblem::Locked => Code::KeyLocked.arg("path", &path),
    })
}

/// The password of a locked key: given in the environment, else asked for where somebody can answer.
fn password(key: &str, options: &BuildOptions) -> Option<String> {
    if let Ok(given) = std::env::var("MINISIGN_PASSWORD") {
        return Some(given);
    }
    let words = Words::of(options.language);
    let ask =
        || rpassword::prompt_password(words.fill("cli.progress.password", &[("path", key)])).ok();
    io::stdin().is_terminal().then(ask).flatten()
}

/// Makes every file beside the old site and puts the new one in its place.
fn publish(
    options: &BuildOptions,
    signer: Option<&Signer>,
    context: &Context<'_>,
    rows: Rows,
    files: &[Addressed<'_, '_>],
    progress: &mut Progress,
) -> Result<Published, Failure> {
    progress.stage("pages");
    let publication = Publication::begin(&options.out, &options.root).map_err(system)?;
    if !options.allow_removals {
        keep_pages(&publication, files)?;
    }
    context.facts.pictures.keep();
    let made = make(context, rows, files, &Into(&publication));
    let compressed = match options.compress && made.is_ok() {
        true => publication.compress(),
        false => Ok(()),
    };
    if let Some(cause) = publication.failure() {
        // It may be a file of the site folder that was taken away.
        settle(&context.facts.campaign.sources, false)?;
        return Err(system(cause));
    }
    made.map_err(Failure::Output)?;
    compressed.map_err(system)?;
    if publication.is_stopped() {
        return Err(system(OutputError::Stopped));
    }
    let manifest = list(&publication, context, files)?;
    if let Some(signer) = signer {
        let signature = signer.sign(&manifest.to_bytes(), manifest.as_of.as_deref());
        let path = SitePath::new(SIGNATURE).map_err(system)?;
        let written = publication.write(&path, signature.as_bytes());
        written.map_err(system)?;
    }
    let beside = if signer.is_some() {
        &[SIGNATURE][..]
    } else {
        &[]
    };
    let packed = match &options.zip {
        Some(zip) => {
            progress.stage("packing");
            Some(publication.pack(&manifest, beside, zip).map_err(system)?)
        }
        None => None,
    };
    settle(&context.facts.campaign.sources, true)?;
    progress.stage("writing");
    let done = publication.finish().map_err(system)?;
    context.facts.pictures.tidy();
    if let Some(packed) = packed {
        let put = packed.put();
        put.map_err(|error| Failure::Afterwards(error.diagnostic()))?;
    }
    Ok(done)
}

/// Refuses a site that lacks more than a tenth of the pages that stand in the output folder: whoever meant to publish a
/// change seldom means that.
fn keep_pages(publication: &Publication, files: &[Addressed<'_, '_>]) -> Result<(), Failure> {
    const NAMED: usize = 5;
    let lost = publication.lost_pages(files.iter().map(|(path, _)| path));
    if lost.pages.len() * 10 <= lost.of {
        return Ok(());
    }
    let named: Vec<&str> = lost.pages.iter().take(NAMED).map(|page| &**page).collect();
    let more = if lost.pages.len() > NAMED {
        ", …"
    } else {
        ""
    };
    let problem = Code::PagesRemoved
        .arg("count", lost.pages.len())
        .arg("of", lost.of)
        .arg("pages", named.join(", ") + more);
    let mut problems = Diagnostics::new();
    problems.push(problem);
    Err(Failure::Output(problems))
}

/// Lists everything that was made.
fn list(
    publication: &Publication,
    context: &Context<'_>,
    files: &[Addressed<'_, '_>],
) -> Result<Manifest, Failure> {
    let listing = files
        .iter()
        .find(|(_, file)| matches!(file.content, Content::Listing));
    let Some((path, _)) = listing else {
        return Ok(Manifest::new(None, Vec::new()));
    };
    let as_of = context.as_of();
    publication.list(path, as_of.as_deref()).map_err(system)
}

fn system(error: OutputError) -> Failure {
    Failure::System(error.diagnostic())
}

/// Writes the site's files into a publication.
struct Into<'a>(&'a Publication);

impl Sink for Into<'_> {
    type Address = SitePath;

    fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.0
            .write(path, bytes)
            .map_err(|error| error.diagnostic())
    }

    fn copy(&self, path: &SitePath, from: &Path) -> Result<(), Diagnostic> {
        self.0.copy(path, from).map_err(|error| error.diagnostic())
    }

    fn stream(
        &self,
        path: &SitePath,
        fill: &dyn Fn(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<u64, Diagnostic> {
        self.0
            .stream(path, fill)
            .map_err(|error| error.diagnostic())
    }
}
