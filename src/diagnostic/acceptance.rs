//! Warnings that somebody looked at and accepted, with a reason (`data/accepted.toml`).

use super::{Code, Diagnostic, Diagnostics, Identities, Identity, Severity};
use crate::place::{Place, Sources, lies_below};
use rustc_hash::FxHashMap;

/// A warning that was accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Which warning; of a folder, what all of those that are accepted there have.
    pub of: Identity,
    /// Of one warning how often it was told when it was looked at, or the folder in which all are accepted.
    pub extent: Extent,
    /// Why it may be as it is.
    pub reason: Box<str>,
    /// The post that accepted it.
    pub by: Option<Box<str>>,
    /// When.
    pub on: Option<jiff::civil::Date>,
    /// Where it stands.
    pub place: Place,
}

/// How far an acceptance reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// One warning, told at most so many times.
    Times(u32),
    /// All warnings of the files in a folder of the site folder, given without a slash at its end.
    Folder(Box<str>),
}

/// How an acceptance and a warning fit.
enum Fit {
    Meant,
    /// The same warning, which says something else by now.
    Changed,
    Other,
}

/// Makes notes of the warnings that were accepted. An error cannot be accepted, which is told. Where `is_complete`, every
/// stage has said what it has to say, and an acceptance that fits nothing any more is told too.
pub fn accept(
    acceptances: &[Acceptance],
    problems: &mut Diagnostics,
    sources: &Sources,
    is_complete: bool,
) {
    if acceptances.is_empty() {
        return;
    }
    let mut by_code: FxHashMap<Code, Vec<&Acceptance>> = FxHashMap::default();
    for acceptance in acceptances {
        let of_code = by_code.entry(acceptance.of.code).or_default();
        of_code.push(acceptance);
    }
    let identities = Identities::new(problems, sources);
    let mut matched: Vec<Place> = Vec::new();
    let mut changed: FxHashMap<Place, (Identity, u32)> = FxHashMap::default();
    let mut told = Diagnostics::new();
    for problem in problems.iter_mut() {
        let Some(candidates) = by_code.get(&problem.code) else {
            continue;
        };
        if problem.severity == Severity::Note && problem.accepted().is_none() {
            continue;
        }
        let (identity, times) = identities.of(problem, sources);
        let path = problem.place.map(|place| &*sources.get(place.file).path);
        for &acceptance in candidates {
            match acceptance.fit(&identity, times, path) {
                Fit::Meant => {
                    matched.push(acceptance.place);
                    take(acceptance, problem, &mut told);
                }
                Fit::Changed => {
                    changed.insert(acceptance.place, (identity.clone(), times));
                }
                Fit::Other => {}
            }
        }
    }
    if is_complete {
        let lost = |acceptance: &&Acceptance| !matched.contains(&acceptance.place);
        for acceptance in acceptances.iter().filter(lost) {
            let now = changed.get(&acceptance.place);
            told.extend_one(unmatched(acceptance, now, sources));
        }
    }
    problems.append(told);
}

fn take(acceptance: &Acceptance, problem: &mut Diagnostic, told: &mut Diagnostics) {
    match problem.severity {
        Severity::Warning => {
            problem.accept(acceptance.clone());
        }
        Severity::Error => {
            let error = Code::AcceptedError.at(acceptance.place);
            let error = error.arg("code", problem.code);
            told.push(match problem.place {
                Some(place) => error.related(place),
                None => error,
            });
        }
        Severity::Note => {}
    }
}

impl Acceptance {
    fn fit(&self, problem: &Identity, times: u32, path: Option<&str>) -> Fit {
        match &self.extent {
            Extent::Folder(folder) => match path {
                Some(path) if is_in(path, folder) && self.of.holds(problem) => Fit::Meant,
                _ => Fit::Other,
            },
            Extent::Times(seen) if self.of == *problem && times <= *seen => Fit::Meant,
            Extent::Times(_) if self.of.is_of_the_same(problem) => Fit::Changed,
            Extent::Times(_) => Fit::Other,
        }
    }
}

fn is_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || lies_below(path, folder)
}

/// An acceptance that fits nothing; `now` is what the warning says by now. One of a folder stands for months to come, as
/// long as there is that folder.
fn unmatched(
    acceptance: &Acceptance,
    now: Option<&(Identity, u32)>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let warning = Code::AcceptedUnmatched
        .at(acceptance.place)
        .arg("code", acceptance.of.code);
    let seen = match &acceptance.extent {
        Extent::Folder(folder) => {
            let is_there = folder.is_empty() || sources.under(folder).next().is_some();
            let missing = || warning.help("folder").arg("folder", folder);
            return (!is_there).then(missing);
        }
        Extent::Times(seen) => seen,
    };
    Some(match now {
        Some((now, times)) if *now == acceptance.of => {
            warning.help("times").arg("was", seen).arg("now", times)
        }
        Some((now, _)) => warning
            .help("changed")
            .arg("was", &acceptance.of.subject.value)
            .arg("now", &now.subject.value),
        None => warning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Subject;
    use crate::place::{FileId, SourceFile};

    fn problem(value: &str) -> Diagnostic {
        Diagnostic::new(Code::FigureJumps).about(subject(value))
    }

    fn subject(value: &str) -> Subject {
        Subject {
            unit: "quan-1".into(),
            value: value.into(),
            ..Subject::default()
        }
    }

    fn after(problems: Vec<Diagnostic>, accepted: &[&str], is_complete: bool) -> Vec<Diagnostic> {
        let extents = accepted.iter().map(|value| (*value, Extent::Times(1)));
        after_all(problems, &extents.collect::<Vec<_>>(), is_complete)
    }

    fn after_all(
        problems: Vec<Diagnostic>,
        accepted: &[(&str, Extent)],
        is_complete: bool,
    ) -> Vec<Diagnostic> {
        let mut sources = Sources::default();
        let path: Box<str> = "data/accepted.toml".into();
        sources.add(SourceFile {
            on_disk: path.to_string().into(),
            path,
        });
        for name in ["2019-09/a.csv", "2019-10/a.csv"] {
            let path = format!("data/observations/{name}");
            sources.add(SourceFile {
                on_disk: path.clone().into(),
                path: path.into(),
            });
        }
        let acceptance = |(line, (value, extent)): (usize, &(&str, Extent))| Acceptance {
            of: Identity::new(Code::FigureJumps, subject(value)),
            extent: extent.clone(),
            reason: "đã xem".into(),
            by: None,
            on: None,
            place: Place::line(FileId(0), line as u32 + 1),
        };
        let acceptances: Vec<Acceptance> = accepted.iter().enumerate().map(acceptance).collect();
        let mut diagnostics = Diagnostics::new();
        problems.into_iter().for_each(|p| diagnostics.push(p));
        accept(&acceptances, &mut diagnostics, &sources, is_complete);
        diagnostics.iter().cloned().collect()
    }

    #[test]
    fn an_accepted_warning_becomes_a_note_with_its_reason() {
        let after = after(vec![problem("5"), problem("6")], &["5"], true);
        assert_eq!(after.len(), 2);
        assert_eq!(after[0].severity, Severity::Note);
        assert_eq!(&*after[0].accepted().unwrap().reason, "đã xem");
        assert_eq!(after[1].severity, Severity::Warning);
    }

    #[test]
    fn a_figure_that_changed_opens_it_again() {
        let after = after(vec![problem("7")], &["5"], true);
        assert_eq!(after[0].severity, Severity::Warning);
        assert_eq!(
            (after[1].code, after[1].help),
            (Code::AcceptedUnmatched, Some("changed"))
        );
    }

    #[test]
    fn one_more_of_the_same_opens_it_again() {
        let twice = || vec![problem("5"), problem("5")];
        let open = after(twice(), &["5"], true);
        assert_eq!(open[0].severity, Severity::Warning);
        assert_eq!(open[2].help, Some("times"));
        let seen = after_all(twice(), &[("5", Extent::Times(2))], true);
        let severities: Vec<Severity> = seen.iter().map(|told| told.severity).collect();
        assert_eq!(severities, [Severity::Note, Severity::Note]);
    }

    #[test]
    fn a_folder_accepts_what_its_files_are_told_of() {
        let at = |file| problem("5").at(Place::line(FileId(file), 7));
        let folder = |name: &str| Extent::Folder(format!("data/observations/{name}").into());
        let after = |name| after_all(vec![at(1), at(2)], &[("", folder(name))], true);
        let severities = |name| {
            after(name)
                .iter()
                .map(|told| told.severity)
                .collect::<Vec<_>>()
        };
        assert_eq!(severities("2019-09"), [Severity::Note, Severity::Warning]);
        assert_eq!(after("2019-0")[2].help, Some("folder"));
        let silent = after_all(vec![], &[("", folder("2019-10"))], true);
        assert!(silent.is_empty(), "it stands for months to come");
    }

    #[test]
    fn what_fits_nothing_is_told_once_everything_was_looked_at() {
        assert_eq!(after(vec![], &["5"], true)[0].code, Code::AcceptedUnmatched);
        assert!(after(vec![], &["5"], false).is_empty());
    }

    #[test]
    fn an_error_cannot_be_accepted() {
        let mut error = problem("5");
        error.severity = Severity::Error;
        let after = after(vec![error], &["5"], true);
        assert_eq!(after[0].severity, Severity::Error);
        assert_eq!(after[1].code, Code::AcceptedError);
    }
}
