//! The stages after the reading, which `build` and `check` share: figures, templates, texts, addresses.

use super::options::BuildOptions;
use super::report::{Progress, Summary};
use super::run::{Failure, is_stopped_by};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, accept};
use crate::figures::Figures;
use crate::locale::{Language, Words};
use crate::model::{Campaign, Rows};
use crate::output::{Claims, OutputError, SitePath};
use crate::place::{Place, Sources};
use crate::reading::{Reading, Soundness, drop_consequences};
use crate::render::{Override, Templates};
use crate::site::{Context, Planned, check_texts};
use crate::source::{changed_files, read_text};
use rustc_hash::FxHashSet;

/// A file of the site with the path that it is given.
pub(super) type Addressed<'s, 'a> = (SitePath, &'s Planned<'a>);

/// Computes the figures, shows them to `look` with what they are made of, loads the templates, renders the texts, plans the site and gives every
/// file its address; then hands all of that to `publish`, where nothing is wrong.
pub(super) fn run_stages_after_reading(
    options: &BuildOptions,
    reading: &mut Reading,
    progress: &mut Progress,
    look: impl FnOnce(&Campaign, &Figures),
    publish: impl FnOnce(
        &Context<'_>,
        Rows,
        &[Addressed<'_, 'static>],
        &Diagnostics,
        &mut Progress,
    ) -> Result<Vec<String>, Failure>,
) -> Result<Summary, Failure> {
    let Reading {
        campaign,
        diagnostics,
        accepted,
        ..
    } = reading;
    progress.stage("figures");
    let today = options.now.date();
    let mut figures = Figures::compute(campaign, today, diagnostics);
    figures.compute_history(campaign, today);
    look(campaign, &figures);
    // Pages are made of figures alone; what units reported is by far the largest part of a campaign, and is let go of
    // once it is written as it was read.
    let rows = campaign.observations.take_rows();
    let reported = rows.all.len();
    let campaign = &*campaign;
    let words = page_words(campaign);
    let templates = match Templates::load(&overrides(campaign, diagnostics), words) {
        Ok(templates) => templates,
        Err(problems) => {
            diagnostics.append(problems);
            check_texts(campaign, words, diagnostics);
            accept(accepted, diagnostics, &campaign.sources, false);
            return Err(Failure::Input);
        }
    };
    let base_url = campaign.settings.base_url.as_deref();
    let context = Context::new(
        campaign,
        &figures,
        &templates,
        words,
        today,
        base_url,
        diagnostics,
    );
    let site = context.site();
    let addressed = addresses(site.files(), diagnostics);
    if base_url.is_none() {
        diagnostics.push(Diagnostic::new(Code::NoBaseUrl));
    }
    accept(accepted, diagnostics, &campaign.sources, true);
    // What explains a figure that was revised is of use though its warning is gone.
    diagnostics.retain(|problem| {
        let is_reason = |place| figures.history.gives_reason(place);
        problem.code != Code::AcceptedUnmatched || !problem.place.is_some_and(is_reason)
    });
    if is_stopped_by(diagnostics, options) {
        return Err(Failure::Input);
    }
    let pages = site.files().iter().filter(|file| file.is_page()).count();
    let kept = publish(&context, rows, &addressed, diagnostics, progress);
    if options.is_last {
        // Millions of points, which the end of the process lets go of sooner than we could.
        std::mem::forget(figures);
    }
    Ok(Summary {
        pages: Some(pages),
        is_published: false,
        units: campaign.units.len(),
        figures: reported,
        kept: kept?,
        waiting: campaign.waiting.clone(),
    })
}

/// Runs `rest` where figures can be computed of what was read. With errors in texts alone nothing is published either,
/// but everything can be checked.
pub(super) fn where_sound<T>(
    reading: &mut Reading,
    may_wait: bool,
    rest: impl FnOnce(&mut Reading) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let outcome = match reading.soundness {
        Soundness::Sound | Soundness::Figures => rest(reading),
        Soundness::Unsound => {
            find_more_errors(reading);
            Err(Failure::Input)
        }
    };
    drop_consequences(&mut reading.diagnostics, &reading.campaign.sources);
    if matches!(outcome, Err(Failure::Input)) {
        tell_changed_files(reading, may_wait);
    }
    outcome
}

/// Tells the files that were changed while they were read in place of what seemed to be wrong with them.
fn tell_changed_files(reading: &mut Reading, may_wait: bool) {
    let sources = &reading.campaign.sources;
    let changed = changed_files(sources, may_wait);
    let paths: FxHashSet<&str> = changed
        .iter()
        .filter_map(|told| told.text("path"))
        .collect();
    reading.diagnostics.retain(|problem| {
        let path = problem.place.map(|place| &*sources.get(place.file).path);
        path.is_none_or(|path| !paths.contains(path))
    });
    changed
        .iter()
        .for_each(|told| reading.diagnostics.push(told.clone()));
}

/// Refuses to go on with a site folder that was changed while it was read.
pub(super) fn settle(sources: &Sources, may_wait: bool) -> Result<(), Failure> {
    let changed = changed_files(sources, may_wait);
    if changed.is_empty() {
        return Ok(());
    }
    let mut problems = Diagnostics::new();
    changed.into_iter().for_each(|told| problems.push(told));
    Err(Failure::Output(problems))
}

/// What is wrong in the templates and texts of an input that has errors already, so that one run tells everything.
fn find_more_errors(reading: &mut Reading) {
    let (campaign, diagnostics) = (&reading.campaign, &mut reading.diagnostics);
    let words = page_words(campaign);
    if let Err(problems) = Templates::load(&overrides(campaign, diagnostics), words) {
        diagnostics.append(problems);
    }
    check_texts(campaign, words, diagnostics);
    accept(&reading.accepted, diagnostics, &campaign.sources, false);
}

/// The words of the pages' language.
pub(super) fn page_words(campaign: &Campaign) -> &'static Words {
    let language = campaign.settings.languages.first().copied();
    Words::of(language.unwrap_or(Language::DEFAULT))
}

/// The site folder's own templates.
fn overrides(campaign: &Campaign, diagnostics: &mut Diagnostics) -> Vec<Override> {
    let mut overrides = Vec::new();
    for (id, file) in campaign.sources.under("templates") {
        let Some(name) = file.path.strip_prefix("templates/") else {
            continue;
        };
        if let Some(text) = read_text(&campaign.sources, id, diagnostics) {
            overrides.push(Override {
                file: id,
                name: name.into(),
                text: text.into(),
            });
        }
    }
    overrides
}

/// Gives every file its address. Two files of one address, also by case or normalisation only, are an error that names
/// both.
fn addresses<'s, 'a>(
    files: &'s [Planned<'a>],
    diagnostics: &mut Diagnostics,
) -> Vec<Addressed<'s, 'a>> {
    let mut claims = Claims::new();
    let mut addressed = Vec::with_capacity(files.len());
    for file in files {
        let claimed = SitePath::new(&file.path).and_then(|path| claims.claim(&path).map(|_| path));
        match claimed {
            Ok(path) => addressed.push((path, file)),
            Err(error) => {
                let problem = problem_of_address(&error, file, files);
                if !is_explained(&problem, diagnostics) {
                    diagnostics.push(problem);
                }
            }
        }
    }
    addressed
}

/// Whether the reading has told already that one of the files cannot have its address.
fn is_explained(problem: &Diagnostic, diagnostics: &Diagnostics) -> bool {
    const OF_NAMES: [Code; 3] = [Code::SameAddress, Code::BadPageName, Code::ReservedPageName];
    let files: Vec<_> = problem
        .place
        .iter()
        .chain(&problem.related)
        .map(|place| place.file)
        .collect();
    diagnostics
        .iter()
        .filter(|told| OF_NAMES.contains(&told.code))
        .any(|told| told.place.is_some_and(|place| files.contains(&place.file)))
}

/// An address that cannot be given, at the files that it comes from.
fn problem_of_address(
    error: &OutputError,
    file: &Planned<'_>,
    files: &[Planned<'_>],
) -> Diagnostic {
    let mut diagnostic = error.diagnostic();
    if let Some(origin) = file.origin {
        diagnostic = diagnostic.at(Place::file(origin));
    }
    if let OutputError::Collision { first, .. } = error {
        let other = files
            .iter()
            .find(|other| *other.path == **first)
            .and_then(|other| other.origin);
        diagnostic = match (other, diagnostic.place) {
            (Some(other), Some(_)) => diagnostic.related(Place::file(other)),
            (Some(other), None) => diagnostic.at(Place::file(other)),
            (None, _) => diagnostic,
        };
    }
    diagnostic
}
