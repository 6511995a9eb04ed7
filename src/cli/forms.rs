//! `thidua forms`: a workbook to fill in for each unit that owes figures.

use super::arguments::{Common, Format, FormsOf};
use super::exit::Exit;
use super::options::clock;
use super::report::write_problems;
use super::stages::page_words;
use super::usage::UsageError;
use crate::calendar::{Day, Period, YearStart};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::emitter::Detail;
use crate::form::{Forms, Owed};
use crate::locale::Language;
use crate::model::{Campaign, UnitId};
use crate::output::check_position;
use crate::place::Sources;
use crate::reading::{ReadOptions, UnitMatch, is_site_folder, read, unit_problem};
use crate::text::fold;
use rayon::prelude::*;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The files that say who owes what: with errors in them there are no forms.
const DEFINITIONS: [&str; 4] = [
    "data/campaign.toml",
    "data/units.csv",
    "data/indicators.toml",
    "data/fields.csv",
];
/// So many names of files are listed in a message.
const MOST_NAMES: usize = 20;

/// Why there are no forms.
struct Stopped(Box<Diagnostic>, Exit);

impl Stopped {
    fn new(problem: Diagnostic, exit: Exit) -> Self {
        Self(Box::new(problem), exit)
    }
}

/// What came of the forms.
#[derive(Debug, Default)]
struct Outcome {
    written: usize,
    unchanged: usize,
    /// The names of files that somebody may have filled in.
    kept: Vec<String>,
}

/// What became of one form.
enum Written {
    New,
    Same,
    /// Another file is there already.
    Kept(String),
}

/// Where the years of a campaign begin that lie in two of the calendar's: where its settings say, else where those of an
/// indicator do.
fn year_start(campaign: &Campaign) -> YearStart {
    let of_indicators = campaign.indicators.iter().map(|(_, one)| one.year_start);
    let mut all = std::iter::once(campaign.settings.year_start).chain(of_indicators);
    all.find(|start| !start.is_calendar()).unwrap_or_default()
}

/// Runs the command.
///
/// # Errors
/// Where the clock or the period cannot be understood.
pub(super) fn run(
    common: &Common,
    given: &FormsOf,
    language: Language,
) -> Result<ExitCode, UsageError> {
    let now = clock(given.now.as_deref())?;
    let period_in = |start: Option<YearStart>| match &given.period {
        None => Ok(None),
        Some(text) => match Period::parse_in(text, start) {
            None => Err(UsageError::new("bad-period", text)),
            period => Ok(period),
        },
    };
    // What is a period nowhere need not wait for the folder.
    period_in(YearStart::new(9))?;
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::default();
    let exit = if is_site_folder(&common.root) {
        let reading = read(
            &common.root,
            &ReadOptions {
                drafts: false,
                now: now.clone(),
            },
        );
        diagnostics = of_definitions(&reading.diagnostics, &reading.sources);
        sources = reading.sources;
        if diagnostics.count(Severity::Error) > 0 {
            Exit::Input
        } else {
            let period = period_in(Some(year_start(&reading.campaign)))?;
            let made = write_forms(
                common,
                given,
                &reading.campaign,
                period,
                (now.date(), language),
                &mut diagnostics,
            );
            made.map_or_else(
                |Stopped(problem, exit)| {
                    diagnostics.push(*problem);
                    exit
                },
                |()| Exit::Done,
            )
        }
    } else {
        let problem = Code::NoSiteFolder.arg("root", common.root.display());
        diagnostics.push(problem);
        Exit::Usage
    };
    let is_json = common.format == Format::Json;
    Ok(
        match write_problems(&diagnostics, &sources, is_json, Detail::Full, language) {
            Ok(()) => exit.into(),
            Err(_) => Exit::System.into(),
        },
    )
}

/// The errors in what forms are made of.
fn of_definitions(all: &Diagnostics, sources: &Sources) -> Diagnostics {
    let mut kept = Diagnostics::new();
    let is_ours = |problem: &&Diagnostic| {
        let path = problem.place.map(|place| &*sources.get(place.file).path);
        // A folder that cannot be read may hold them.
        let is_of_definitions = |path| DEFINITIONS.contains(&path) || [".", "data"].contains(&path);
        problem.severity == Severity::Error && path.is_none_or(is_of_definitions)
    };
    all.iter()
        .filter(is_ours)
        .for_each(|problem| kept.push(problem.clone()));
    kept
}

fn write_forms(
    common: &Common,
    given: &FormsOf,
    campaign: &Campaign,
    period: Option<Period>,
    (today, language): (Day, Language),
    diagnostics: &mut Diagnostics,
) -> Result<(), Stopped> {
    let out = given
        .out
        .clone()
        .unwrap_or_else(|| common.root.join("forms"));
    let of_output =
        |error: crate::output::OutputError| Stopped::new(error.diagnostic(), Exit::System);
    check_position(&out, &common.root).map_err(of_output)?;
    let words = page_words(campaign);
    let forms = Forms::new(campaign, words);
    let no_period = || Stopped::new(Diagnostic::new(Code::NoFormPeriod), Exit::Usage);
    let period = period
        .or_else(|| forms.debts().due(today))
        .ok_or_else(no_period)?;
    let named = language.period(period);
    let units = chosen(given, campaign, &forms)?;
    let owed = |unit: UnitId| (unit, forms.debts().of(unit, period));
    let mut owing: Vec<(UnitId, Vec<Owed>)> = units.into_iter().map(owed).collect();
    owing.retain(|(_, owed)| !owed.is_empty());
    if owing.is_empty() {
        let none = Code::NoForms.arg("period", named);
        return Err(Stopped::new(none, Exit::Usage));
    }
    if given.missing {
        owing.retain(|(unit, owed)| forms.debts().is_missing(*unit, owed));
    }
    if owing.is_empty() {
        diagnostics.push(Code::AllReported.arg("period", named));
        return Ok(());
    }
    let failed = |path: &Path, reason: &dyn std::fmt::Display| {
        let problem = Code::NotWritten.help("folder");
        Stopped::new(
            problem.arg("path", path.display()).arg("reason", reason),
            Exit::System,
        )
    };
    std::fs::create_dir_all(&out).map_err(|error| failed(&out, &error))?;
    let made: Vec<Result<Written, Stopped>> = owing
        .par_iter()
        .map(|(unit, owed)| {
            let unit = *unit;
            let name = forms.file_name(unit, period);
            let path = out.join(&name);
            let bytes = forms
                .make(unit, period, owed)
                .map_err(|error| failed(&path, &error))?;
            write_new(&path, &bytes, name).map_err(|error| failed(&path, &error))
        })
        .collect();
    let mut outcome = Outcome::default();
    for one in made {
        match one? {
            Written::New => outcome.written += 1,
            Written::Same => outcome.unchanged += 1,
            Written::Kept(name) => outcome.kept.push(name),
        }
    }
    tell(&outcome, &out, named, diagnostics);
    Ok(())
}

/// Says what was written, and what was not.
fn tell(outcome: &Outcome, out: &Path, period: &str, diagnostics: &mut Diagnostics) {
    let done = Code::FormsWritten
        .arg("written", outcome.written)
        .arg("unchanged", outcome.unchanged)
        .arg("period", period)
        .arg("out", out.display());
    diagnostics.push(if outcome.unchanged > 0 {
        done.help("unchanged")
    } else {
        done
    });
    if outcome.kept.is_empty() {
        return;
    }
    let mut names = outcome.kept[..outcome.kept.len().min(MOST_NAMES)].join(", ");
    if outcome.kept.len() > MOST_NAMES {
        names.push_str(", …");
    }
    let kept = Code::FormKept
        .arg("count", outcome.kept.len())
        .arg("files", names)
        .arg("out", out.display());
    diagnostics.push(kept);
}

/// The units that are asked for, in their order; all where none are.
fn chosen(given: &FormsOf, campaign: &Campaign, forms: &Forms<'_>) -> Result<Vec<UnitId>, Stopped> {
    let units = || campaign.units.iter();
    let lookup = forms.readable().units();
    let mut by_name = Vec::with_capacity(given.units.len());
    for text in &given.units {
        let found = lookup.find(text, None);
        match (unit_problem(lookup, text, &found), found) {
            (None, UnitMatch::One(id)) => by_name.push(id),
            (problem, _) => {
                let unknown = || Code::UnknownUnit.arg("text", text);
                return Err(Stopped::new(problem.unwrap_or_else(unknown), Exit::Usage));
            }
        }
    }
    for group in &given.groups {
        let is_there = |block: &str| fold(block) == fold(group);
        if !units().any(|(_, unit)| is_there(unit.block())) {
            let mut known: Vec<&str> = units().map(|(_, unit)| unit.block()).collect();
            known.sort_unstable();
            known.dedup();
            let unknown = Code::UnknownGroup
                .arg("text", group)
                .arg("known", known.join(", "));
            let unknown = match nearest(group, known) {
                Some(near) => unknown.help("near").arg("near", near),
                None => unknown.help("known"),
            };
            return Err(Stopped::new(unknown, Exit::Usage));
        }
    }
    let is_chosen = |id: UnitId, block: &str| {
        (given.units.is_empty() || by_name.contains(&id))
            && (given.groups.is_empty()
                || given.groups.iter().any(|group| fold(group) == fold(block)))
    };
    let chosen = units().filter(|(id, unit)| is_chosen(*id, unit.block()));
    Ok(chosen.map(|(id, _)| id).collect())
}

/// Writes a form where there is no file of its name. What is there already may have been filled in.
fn write_new(path: &PathBuf, bytes: &[u8], name: String) -> io::Result<Written> {
    let mut options = std::fs::OpenOptions::new();
    let mut file = match options.write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_same = std::fs::read(path).is_ok_and(|there| there == bytes);
            return Ok(if is_same {
                Written::Same
            } else {
                Written::Kept(name)
            });
        }
        Err(error) => return Err(error),
    };
    if let Err(error) = file.write_all(bytes) {
        // Half a form would be taken for one that somebody works on.
        drop(file);
        let _ = std::fs::remove_file(path);
        return Err(error);
    }
    Ok(Written::New)
}
