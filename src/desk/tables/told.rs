//! What is wrong with a table, each problem with the cell that it is at.

use super::companions::is_companion;
use crate::desk::office::Attempt;
use crate::diagnostic::{Code, Diagnostic, Identities, Severity, wording};
use crate::locale::Words;
use crate::place::{Place, Sources, cell_name};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

/// So many problems of one kind are told of a table.
const MOST_OF_A_KIND: usize = 40;

/// A problem of a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    pub(super) severity: &'static str,
    label: String,
    message: String,
    help: String,
    /// The other file that it is told of; empty where it is this one.
    elsewhere: String,
    sheet: String,
    /// `D14`, or the row; empty for the table as a whole.
    cell: String,
    /// The lines that mend it, and the file of settings that they go into; empty where there are none.
    lines: String,
    target: String,
    /// The lines that accept it, but for the reason.
    accept: String,
    pub(super) code: &'static str,
    #[serde(skip)]
    pub(super) place: Option<Place>,
}

/// The problems of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct AllTold {
    pub(super) problems: Vec<Told>,
    /// How many more there are than are told.
    pub(super) more: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// What an attempt tells of the file at a path: the worst first, each kind in the order of its cells.
pub(super) fn told(attempt: &Attempt, path: &str, words: &Words) -> AllTold {
    let mut all = AllTold::default();
    let identities = Identities::new(&attempt.problems, &attempt.sources);
    let mut seen: FxHashMap<Code, usize> = FxHashMap::default();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = attempt.problems.iter().filter(|of| of.severity == severity);
        for problem in of_severity {
            let Some(place) = own_place(problem, path, &attempt.sources) else {
                continue;
            };
            all.errors += usize::from(severity == Severity::Error);
            all.warnings += usize::from(severity == Severity::Warning);
            let count = seen.entry(problem.code).or_default();
            *count += 1;
            if *count > MOST_OF_A_KIND {
                all.more += 1;
            } else {
                let mut told = Told::of(problem, place, &attempt.sources, words);
                let accept = wording::accepting(problem, &identities, &attempt.sources, words);
                told.accept = accept.map_or_else(String::new, |(_, block)| block);
                all.problems.push(told);
            }
        }
    }
    all
}

/// Where a problem is in the file at a path: its place, or a second one.
fn own_place(problem: &Diagnostic, path: &str, sources: &Sources) -> Option<Place> {
    let mut places = problem.place.iter().chain(&problem.related);
    let found = places.find(|place| *sources.get(place.file).path == *path);
    found.copied()
}

impl Told {
    fn of(problem: &Diagnostic, place: Place, sources: &Sources, words: &Words) -> Self {
        let told_at = problem.place.unwrap_or(place);
        let is_own = sources.get(told_at.file).path == sources.get(place.file).path;
        let sheet = sources.sheet(place.file);
        let target = problem.target().filter(|target| is_companion(target));
        let lines = target.and(problem.lines_to_paste());
        Self {
            code: problem.code.as_str(),
            lines: lines.unwrap_or_default().to_owned(),
            target: target.unwrap_or_default().to_owned(),
            accept: String::new(),
            severity: problem.severity.code(),
            label: wording::severity(problem.severity, words).to_owned(),
            message: problem.message(words),
            help: match problem.reason(words) {
                Some(reason) => reason,
                None => wording::help(problem, words).unwrap_or_default(),
            },
            elsewhere: match is_own {
                true => String::new(),
                false => sources.label(told_at.file),
            },
            sheet: sheet.map_or_else(String::new, |sheet| sheet.name.to_string()),
            cell: match (place.line, place.column) {
                (0, _) => String::new(),
                (line, 0) => line.to_string(),
                (line, column) => cell_name(line, column),
            },
            place: Some(place),
        }
    }

    /// Names its cell by the number that a spreadsheet gives the row.
    pub(super) fn set_row(&mut self, number: u32) {
        let column = self.place.map_or(0, |place| place.column);
        self.cell = match column {
            0 => number.to_string(),
            column => cell_name(number, column),
        };
    }
}

/// By what an error is known again in another reading of the folder, where rows may have moved.
pub(super) fn errors(attempt: &Attempt) -> FxHashSet<(String, Code, Vec<String>)> {
    let errors = attempt.problems.iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|problem| {
            let path = problem.place.map(|place| attempt.sources.label(place.file));
            let args = problem.args.iter().map(|(_, text)| text.clone()).collect();
            (path.unwrap_or_default(), problem.code, args)
        })
        .collect()
}

/// How many errors and warnings each file has.
pub(super) fn counts(attempt: &Attempt) -> FxHashMap<&str, (usize, usize)> {
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for problem in attempt.problems.iter() {
        let places = problem.place.iter().chain(&problem.related);
        let paths: FxHashSet<&str> = places
            .map(|place| &*attempt.sources.get(place.file).path)
            .collect();
        for path in paths {
            let (errors, warnings) = counts.entry(path).or_default();
            *errors += usize::from(problem.severity == Severity::Error);
            *warnings += usize::from(problem.severity == Severity::Warning);
        }
    }
    counts
}
