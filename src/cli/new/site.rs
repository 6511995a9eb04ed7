//! `thidua new site`.

use super::super::arguments::{Common, FormsOf, NewSite};
use super::super::exit::Exit;
use super::super::options::clock;
use super::super::usage::UsageError;
use super::super::{forms, memory};
use super::ask::{Asker, Silent};
use super::tell;
use crate::calendar::{Day, parse_day};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::{Language, Words};
use crate::place::{SourceFile, Sources};
use crate::reading::ReadOptions;
use crate::scaffold::{
    IndicatorFault, NewIndicator, NewUnits, READY, Refusal, SiteDescription, create, is_free, site,
};
use crate::source::{Cleaning, clean_csv, read_bytes};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// No table of units is longer.
const LONGEST: u64 = 1 << 28;

/// How the ready list of units is asked for.
const READY_UNITS: &str = "hcmc-2019";

/// Why there is no description of a site.
enum Stopped {
    Usage(UsageError),
    /// It was told.
    Told(Exit),
}

impl From<UsageError> for Stopped {
    fn from(error: UsageError) -> Self {
        Self::Usage(error)
    }
}

impl From<Silent> for Stopped {
    fn from(_: Silent) -> Self {
        Self::Told(Exit::Usage)
    }
}

/// What was told on the way, with the files that it is about.
#[derive(Default)]
struct Told {
    problems: Diagnostics,
    sources: Sources,
}

pub(super) fn run(
    common: &Common,
    given: NewSite,
    language: Language,
) -> Result<ExitCode, UsageError> {
    if !Asker::has_terminal() {
        return make(common, given, None, language).map(|(exit, _)| exit);
    }
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let mut asker = Asker::new(&mut input, &mut out, Words::of(language));
    make(common, given, Some(&mut asker), language).map(|(exit, _)| exit)
}

/// Makes a site of what is given, and asks for the rest where somebody can be asked; gives the folder too where it did.
///
/// # Errors
/// Where something is missing that nobody can be asked for, or cannot be understood.
pub(in crate::cli) fn make(
    common: &Common,
    given: NewSite,
    asker: Option<&mut Asker<'_>>,
    language: Language,
) -> Result<(ExitCode, Option<PathBuf>), UsageError> {
    let now = clock(given.now.as_deref())?;
    let mut told = Told::default();
    let clock = given.now.clone();
    let given = Given::of(given, Words::of(language))?;
    let described = match asker {
        Some(asker) => by_asking(given, asker, &mut told),
        None => without_asking(given, &mut told),
    };
    let (folder, description) = match described {
        Ok(described) => described,
        Err(Stopped::Usage(error)) => return Err(error),
        Err(Stopped::Told(exit)) => {
            return Ok((
                tell(told.problems, &told.sources, exit, common, language),
                None,
            ));
        }
    };
    let files = site(&description);
    let made = create(&folder, &files, &ReadOptions { drafts: false, now });
    let exit = match made {
        Ok(warnings) => {
            told.problems.append(warnings);
            let next = Words::of(description.language).word("scaffold.next.file");
            let made = Code::SiteMade.arg("path", folder.display());
            let made = made.arg("count", description.units.count());
            told.problems.push(made.arg("file", next));
            Exit::Done
        }
        Err(Refusal::Taken) => {
            told.problems
                .push(Code::FolderTaken.arg("path", folder.display()));
            Exit::System
        }
        Err(Refusal::Unsound(problems)) => {
            told.problems.append(problems);
            told.problems.push(Diagnostic::new(Code::SiteUnsound));
            Exit::Input
        }
        Err(Refusal::System(problem)) => {
            told.problems.push(problem);
            Exit::System
        }
    };
    let is_made = exit == Exit::Done;
    let ended = tell(told.problems, &told.sources, exit, common, language);
    if !is_made {
        return Ok((ended, None));
    }
    memory::remember(&folder);
    // A campaign of days without a whole period has no forms yet, which is told.
    forms::run(&of_folder(common, &folder), &first_forms(clock), language)?;
    Ok((ended, Some(folder)))
}

fn of_folder(common: &Common, folder: &Path) -> Common {
    Common {
        root: folder.to_owned(),
        ..common.clone()
    }
}

fn first_forms(now: Option<String>) -> FormsOf {
    FormsOf {
        period: None,
        units: Vec::new(),
        groups: Vec::new(),
        missing: false,
        out: None,
        now,
    }
}

/// What is given, as far as it could be understood.
struct Given {
    folder: Option<PathBuf>,
    title: Option<String>,
    starts: Option<Day>,
    ends: Option<Day>,
    language: Language,
    units: Option<String>,
    sheet: Option<String>,
    column: Option<String>,
    indicators: Vec<NewIndicator>,
}

impl Given {
    fn of(given: NewSite, words: &Words) -> Result<Self, UsageError> {
        let day = |text: Option<&str>| {
            let day =
                text.map(|text| parse_day(text).ok_or_else(|| UsageError::new("bad-day", text)));
            day.transpose()
        };
        let indicator = |text: &String| {
            NewIndicator::parse(text, words).map_err(|fault| {
                UsageError::new("bad-indicator", &fault_in_words(&fault, text, words))
            })
        };
        Ok(Self {
            starts: day(given.starts.as_deref())?,
            ends: day(given.ends.as_deref())?,
            indicators: given
                .indicators
                .iter()
                .map(indicator)
                .collect::<Result<_, _>>()?,
            folder: given.folder,
            title: given.title.filter(|title| !title.trim().is_empty()),
            language: given.language.unwrap_or(Language::DEFAULT),
            units: given.units,
            sheet: given.sheet,
            column: given.column,
        })
    }

    /// The options that are missing.
    fn missing(&self) -> Vec<&'static str> {
        let all = [
            ("DIR", self.folder.is_none()),
            ("--title", self.title.is_none()),
            ("--starts", self.starts.is_none()),
            ("--ends", self.ends.is_none()),
            ("--units", self.units.is_none()),
            ("--indicator", self.indicators.is_empty()),
        ];
        let missing = all.into_iter().filter(|(_, is_missing)| *is_missing);
        missing.map(|(name, _)| name).collect()
    }

    fn units_from<'a>(&'a self, name: &'a str) -> UnitsFrom<'a> {
        UnitsFrom {
            name,
            sheet: self.sheet.as_deref(),
            column: self.column.as_deref(),
        }
    }
}

type Described = (PathBuf, SiteDescription);

/// The description of what is given, where all of it is.
fn without_asking(given: Given, told: &mut Told) -> Result<Described, Stopped> {
    let missing = given.missing().join(", ");
    let Given {
        folder: Some(folder),
        title: Some(title),
        starts: Some(starts),
        ends: Some(ends),
        units: Some(units),
        ..
    } = &given
    else {
        return Err(UsageError::new("missing-for-site", &missing).into());
    };
    if !missing.is_empty() {
        return Err(UsageError::new("missing-for-site", &missing).into());
    }
    in_order(*starts, *ends)?;
    let description = SiteDescription {
        title: title.clone(),
        starts: *starts,
        ends: *ends,
        language: given.language,
        units: units_from(given.units_from(units), told)?,
        indicators: given.indicators.clone(),
    };
    Ok((folder.clone(), description))
}

/// The description of what is given, and of answers to questions for the rest.
fn by_asking(given: Given, asker: &mut Asker<'_>, told: &mut Told) -> Result<Described, Stopped> {
    let words = asker.words;
    asker.say(words.word("scaffold.ask.intro"))?;
    let folder = match &given.folder {
        Some(folder) => folder.clone(),
        // Before all else is answered for nothing.
        None => asker.ask_for_path(words.word("scaffold.ask.folder"), |folder| {
            let taken = || Code::FolderTaken.arg("path", folder.display());
            match is_free(folder) {
                Ok(true) => Ok(()),
                Ok(false) => Err(taken().message(words)),
                Err(error) => Err(error.to_string()),
            }
        })?,
    };
    let title = match &given.title {
        Some(title) => title.clone(),
        None => asker.ask_for(words.word("scaffold.ask.title"), |answer| {
            Ok(answer.to_owned())
        })?,
    };
    let starts = match given.starts {
        Some(starts) => starts,
        None => ask_for_day(asker, "scaffold.ask.starts", None)?,
    };
    let ends = match given.ends {
        Some(ends) => ends,
        None => ask_for_day(asker, "scaffold.ask.ends", Some(starts))?,
    };
    in_order(starts, ends)?;
    let units = match given.units.as_deref() {
        // Whoever can be asked pastes the list.
        None | Some("-") => ask_for_units(asker, told)?,
        Some(name) => units_from(given.units_from(name), told)?,
    };
    let indicators = match given.indicators.is_empty() {
        true => ask_for_indicators(asker)?,
        false => given.indicators,
    };
    let language = given.language;
    let description = SiteDescription {
        title,
        starts,
        ends,
        language,
        units,
        indicators,
    };
    Ok((folder, description))
}

fn in_order(starts: Day, ends: Day) -> Result<(), UsageError> {
    match ends < starts {
        true => Err(UsageError::new("days-turned", &ends.to_string())),
        false => Ok(()),
    }
}

/// Where units are taken from.
#[derive(Clone, Copy)]
struct UnitsFrom<'a> {
    name: &'a str,
    sheet: Option<&'a str>,
    column: Option<&'a str>,
}

fn units_from(from: UnitsFrom<'_>, told: &mut Told) -> Result<NewUnits, Stopped> {
    match from.name {
        READY_UNITS => Ok(NewUnits::ho_chi_minh_city_2019()),
        "-" => {
            let mut bytes = Vec::new();
            let mut input = io::stdin().lock().take(LONGEST);
            if input.read_to_end(&mut bytes).is_err() {
                return Err(Stopped::Told(Exit::System));
            }
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_start_matches('\u{feff}');
            NewUnits::of_list(text, &mut told.problems).ok_or(Stopped::Told(Exit::Input))
        }
        path => units_of_file(Path::new(path), from, told),
    }
}

fn units_of_file(path: &Path, from: UnitsFrom<'_>, told: &mut Told) -> Result<NewUnits, Stopped> {
    let file = told.sources.add(SourceFile {
        path: path.display().to_string().into(),
        on_disk: path.to_owned(),
    });
    let bytes = read_bytes(&told.sources, file, LONGEST).map_err(|problem| {
        told.problems.push(problem);
        Stopped::Told(Exit::Usage)
    })?;
    let cleaning = Cleaning {
        given: None,
        sheet: from.sheet,
        is_period: |_| false,
    };
    let csv = clean_csv(
        &bytes,
        &mut told.sources,
        file,
        cleaning,
        &mut told.problems,
    );
    let units = csv.and_then(|csv| NewUnits::of_table(&csv, from.column, &mut told.problems));
    units.ok_or(Stopped::Told(Exit::Input))
}

fn ask_for_day(asker: &mut Asker<'_>, question: &str, after: Option<Day>) -> Result<Day, Silent> {
    let words = asker.words;
    asker.ask_for(words.word(question), |answer| {
        let day = parse_day(answer).ok_or("scaffold.ask.not-a-day");
        let day = day.and_then(|day| match after.is_some_and(|first| day < first) {
            true => Err("scaffold.ask.ends-first"),
            false => Ok(day),
        });
        day.map_err(|wrong| words.word(wrong).to_owned())
    })
}

/// Asks for units until there are some.
fn ask_for_units(asker: &mut Asker<'_>, told: &mut Told) -> Result<NewUnits, Stopped> {
    let words = asker.words;
    loop {
        let choice =
            asker.ask_for(
                words.word("scaffold.ask.units").trim_end(),
                |answer| match answer {
                    "1" | "2" | "3" => Ok(answer.to_owned()),
                    _ => Err(words.fill("scaffold.ask.one-of", &[("list", "1, 2, 3")])),
                },
            )?;
        let mut found = Told::default();
        let units = match &*choice {
            "1" => Ok(NewUnits::ho_chi_minh_city_2019()),
            "2" => {
                asker.say(words.word("scaffold.ask.paste"))?;
                let list = asker.lines()?;
                NewUnits::of_list(&list, &mut found.problems).ok_or(Stopped::Told(Exit::Input))
            }
            _ => {
                let path = asker.ask_for_path(words.word("scaffold.ask.file"), |_| Ok(()))?;
                let from = UnitsFrom {
                    name: "",
                    sheet: None,
                    column: None,
                };
                units_of_file(&path, from, &mut found)
            }
        };
        match units {
            Ok(units) => {
                *told = found;
                return Ok(units);
            }
            Err(Stopped::Usage(error)) => return Err(error.into()),
            Err(Stopped::Told(_)) => {
                for problem in found.problems.iter() {
                    asker.say(&problem.message(words))?;
                }
                asker.say(words.word("scaffold.ask.again"))?;
            }
        }
    }
}

/// Asks for indicators until there is one and an empty answer.
fn ask_for_indicators(asker: &mut Asker<'_>) -> Result<Vec<NewIndicator>, Silent> {
    let words = asker.words;
    let name = |ready: &str| {
        words
            .find(&format!("scaffold.ready.{ready}"))
            .unwrap_or_default()
    };
    let list: Vec<String> = (1..)
        .zip(READY)
        .map(|(number, ready)| format!("  {number}  {}", name(ready.name)))
        .collect();
    asker.say(
        words
            .fill("scaffold.ask.indicators", &[("list", &list.join("\n"))])
            .trim_end(),
    )?;
    let mut chosen: Vec<NewIndicator> = Vec::new();
    loop {
        let answer = asker.ask(words.word("scaffold.ask.indicator"))?;
        if answer.is_empty() {
            match chosen.is_empty() {
                true => asker.say(words.word("scaffold.ask.needed"))?,
                false => return Ok(chosen),
            }
            continue;
        }
        let numbers = answer.split([' ', ',']).filter(|part| !part.is_empty());
        let ready: Option<Vec<_>> = numbers
            .map(|number| READY.get(number.parse::<usize>().ok()?.checked_sub(1)?))
            .collect();
        let Some(ready) = ready else {
            if answer
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b' ' || b == b',')
            {
                let numbers: Vec<String> = (1..=READY.len()).map(|n| n.to_string()).collect();
                let list = [("list", &*numbers.join(", "))];
                asker.say(&words.fill("scaffold.ask.one-of", &list))?;
                continue;
            }
            match NewIndicator::parse(&answer, words) {
                Ok(indicator) => chosen.push(indicator),
                Err(fault) => asker.say(&fault_in_words(&fault, &answer, words))?,
            }
            continue;
        };
        for one in ready {
            let question = words.fill("scaffold.ask.target", &[("name", name(one.name))]);
            let indicator = loop {
                let target = asker.ask(&question)?;
                match NewIndicator::parse(&format!("{};{target}", one.name), words) {
                    Ok(indicator) => break indicator,
                    Err(fault) => asker.say(&fault_in_words(&fault, &target, words))?,
                }
            };
            chosen.push(indicator);
        }
    }
}

fn fault_in_words(fault: &IndicatorFault, given: &str, words: &Words) -> String {
    let (key, text) = match fault {
        IndicatorFault::NoName => ("scaffold.fault.no-name", given),
        IndicatorFault::NoKind(name) => ("scaffold.fault.no-kind", &**name),
        IndicatorFault::Twice(part) => ("scaffold.fault.twice", &**part),
        IndicatorFault::NoSemicolon(name) => ("scaffold.fault.no-semicolon", &**name),
        IndicatorFault::Target(_) => ("scaffold.fault.target", given),
    };
    words.fill(key, &[("text", text)])
}
