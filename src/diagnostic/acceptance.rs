//! Warnings that somebody looked at and accepted, with a reason (`data/accepted.toml`).

use super::{Diagnostic, Diagnostics, Identities, Identity, Severity};
use crate::source::{Place, Sources};
use rustc_hash::FxHashMap;

/// A warning that was accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Which warning.
    pub of: Identity,
    /// Why it may be as it is.
    pub reason: Box<str>,
    /// The post that accepted it.
    pub by: Option<Box<str>>,
    /// When.
    pub on: Option<jiff::civil::Date>,
    /// Where it stands.
    pub place: Place,
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
    let mut by_code: FxHashMap<&str, Vec<&Acceptance>> = FxHashMap::default();
    for acceptance in acceptances {
        by_code
            .entry(&acceptance.of.code)
            .or_default()
            .push(acceptance);
    }
    let identities = Identities::new(problems, sources);
    let mut matched: Vec<Place> = Vec::new();
    let mut changed: FxHashMap<Place, Identity> = FxHashMap::default();
    let mut told = Diagnostics::new();
    for problem in problems.iter_mut() {
        let Some(candidates) = by_code.get(problem.code) else {
            continue;
        };
        if problem.severity == Severity::Note && problem.accepted().is_none() {
            continue;
        }
        let identity = identities.of(problem, sources);
        for &acceptance in candidates {
            if acceptance.of == identity {
                matched.push(acceptance.place);
                take(acceptance, problem, &mut told);
            } else if acceptance.of.is_of_the_same(&identity) {
                changed.insert(acceptance.place, identity.clone());
            }
        }
    }
    if is_complete {
        let lost = |acceptance: &&Acceptance| !matched.contains(&acceptance.place);
        for acceptance in acceptances.iter().filter(lost) {
            told.push(unmatched(acceptance, changed.get(&acceptance.place)));
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
            let error = Diagnostic::warning("accepted-error").at(acceptance.place);
            let error = error.arg("code", problem.code);
            told.push(match problem.place {
                Some(place) => error.related(place),
                None => error,
            });
        }
        Severity::Note => {}
    }
}

/// An acceptance that fits nothing; `now` is what the warning says by now.
fn unmatched(acceptance: &Acceptance, now: Option<&Identity>) -> Diagnostic {
    let warning = Diagnostic::warning("accepted-unmatched")
        .at(acceptance.place)
        .arg("code", &acceptance.of.code);
    match now {
        Some(now) => warning
            .help("changed")
            .arg("was", &acceptance.of.value)
            .arg("now", &now.value),
        None => warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Subject;
    use crate::source::{FileId, SourceFile};

    fn problem(value: &str) -> Diagnostic {
        let subject = Subject {
            unit: "quan-1".into(),
            value: value.into(),
            ..Subject::default()
        };
        Diagnostic::warning("figure-jumps").about(subject)
    }

    fn after(problems: Vec<Diagnostic>, accepted: &[&str], is_complete: bool) -> Vec<Diagnostic> {
        let mut sources = Sources::default();
        let path: Box<str> = "data/accepted.toml".into();
        sources.add(SourceFile {
            on_disk: path.to_string().into(),
            path,
        });
        let acceptance = |(line, value): (usize, &&str)| Acceptance {
            of: Identity {
                code: "figure-jumps".into(),
                unit: "quan-1".into(),
                value: (*value).to_owned(),
                ..Identity::default()
            },
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
            ("accepted-unmatched", Some("changed"))
        );
    }

    #[test]
    fn what_fits_nothing_is_told_once_everything_was_looked_at() {
        assert_eq!(after(vec![], &["5"], true)[0].code, "accepted-unmatched");
        assert!(after(vec![], &["5"], false).is_empty());
    }

    #[test]
    fn an_error_cannot_be_accepted() {
        let mut error = problem("5");
        error.severity = Severity::Error;
        let after = after(vec![error], &["5"], true);
        assert_eq!(after[0].severity, Severity::Error);
        assert_eq!(after[1].code, "accepted-error");
    }
}
