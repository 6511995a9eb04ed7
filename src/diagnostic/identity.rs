//! By what a warning is known again in a later run, when rows were sorted anew and others added.

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::place::Sources;
use rustc_hash::FxHashMap;

/// Whose figure a problem is about, in codes, and the figure. What does not apply is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The unit's code.
    pub unit: String,
    /// The indicator's code; several are joined.
    pub indicator: String,
    /// The field's key.
    pub field: String,
    /// The period's code.
    pub period: String,
    /// The figure as it was reported; of a problem of no figure the texts that it tells of.
    pub value: String,
}

/// By what one problem is known again. A problem of a figure is known by whose figure it is and what it says; any other by
/// its file and the texts that it tells of. No row is part of it: rows are sorted anew and others come between.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The code of the problem.
    pub code: Code,
    /// Whose figure it is about, and what it says: another value is another problem.
    pub subject: Subject,
    /// The path of the file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: String,
}

impl Identity {
    /// Of a problem that is in no file.
    pub(super) fn new(code: Code, subject: Subject) -> Self {
        Self {
            code,
            subject,
            file: String::new(),
            sheet: String::new(),
        }
    }

    /// Of a problem, as if there were no other like it.
    fn of(problem: &Diagnostic, sources: &Sources) -> Self {
        if let Some(subject) = problem.subject() {
            let value = one_line(&subject.value);
            let subject = subject.clone();
            return Self::new(problem.code, Subject { value, ..subject });
        }
        let told = problem.args.iter();
        let texts: Vec<String> = told.map(|(_, text)| one_line(text)).collect();
        let subject = Subject {
            value: texts.join(" · "),
            ..Subject::default()
        };
        Self::new(problem.code, subject).in_file(problem, sources)
    }

    fn in_file(mut self, problem: &Diagnostic, sources: &Sources) -> Self {
        if let Some(place) = problem.place {
            self.file = sources.get(place.file).path.to_string();
            let sheet = sources.sheet(place.file);
            self.sheet = sheet.map_or_else(String::new, |sheet| sheet.name.to_string());
        }
        self
    }

    /// Whether it is the same problem but for the figure or the texts.
    #[must_use]
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        let value = &other.subject.value;
        let mut same = self.clone();
        same.subject.value.clone_from(value);
        same == *other
    }

    /// Whether a problem has everything that is given here.
    pub(super) fn holds(&self, problem: &Self) -> bool {
        let fits = |given: &str, has: &str| given.is_empty() || given == has;
        self.texts()
            .iter()
            .zip(problem.texts())
            .all(|((_, given), (_, has))| fits(given, has))
    }

    fn texts(&self) -> [(&'static str, &str); 8] {
        [
            ("code", self.code.as_str()),
            ("unit", &self.subject.unit),
            ("indicator", &self.subject.indicator),
            ("field", &self.subject.field),
            ("period", &self.subject.period),
            ("file", &self.file),
            ("sheet", &self.sheet),
            ("value", &self.subject.value),
        ]
    }

    /// The block of `data/accepted.toml` that accepts it, told so many times, but for the reason.
    #[must_use]
    pub fn block(&self, times: u32) -> String {
        let mut block = "[[accepted]]\n".to_owned();
        for (key, text) in self.texts().iter().filter(|(_, text)| !text.is_empty()) {
            block.push_str(&format!("{key} = {}\n", toml::Value::from(*text)));
        }
        if times > 1 {
            block.push_str(&format!("times = {times}\n"));
        }
        block + "reason = \"\""
    }
}

/// How often each of many problems is told.
#[derive(Debug, Default)]
pub struct Identities(FxHashMap<Identity, u32>);

impl Identities {
    /// Counts the warnings and errors, which are the ones that can be meant.
    #[must_use]
    pub fn new(problems: &Diagnostics, sources: &Sources) -> Self {
        let mut counts: FxHashMap<Identity, u32> = FxHashMap::default();
        for problem in problems.iter().filter(|problem| can_be_meant(problem)) {
            *counts.entry(Identity::of(problem, sources)).or_default() += 1;
        }
        Self(counts)
    }

    /// Of one of these problems, and how often it is told.
    #[must_use]
    pub fn of(&self, problem: &Diagnostic, sources: &Sources) -> (Identity, u32) {
        let identity = Identity::of(problem, sources);
        let times = self.0.get(&identity).copied().unwrap_or(1);
        (identity, times)
    }
}

/// Whether an acceptance can be meant for it: a warning, an accepted one, or (wrongly) an error.
fn can_be_meant(problem: &Diagnostic) -> bool {
    problem.severity != Severity::Note || problem.accepted().is_some()
}

/// A text on one line.
fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars()
        .map(plain)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{FileId, Place, SourceFile};

    fn sources() -> (Sources, FileId) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: "data/a.csv".into(),
            on_disk: "data/a.csv".into(),
        });
        (sources, file)
    }

    fn all(problems: Vec<Diagnostic>, sources: &Sources) -> Vec<(Identity, u32)> {
        let mut diagnostics = Diagnostics::new();
        problems.into_iter().for_each(|p| diagnostics.push(p));
        let identities = Identities::new(&diagnostics, sources);
        let of = |problem| identities.of(problem, sources);
        diagnostics.iter().map(of).collect()
    }

    #[test]
    fn a_figure_is_known_wherever_its_row_stands() {
        let (sources, file) = sources();
        let at = |line| {
            let subject = Subject {
                unit: "quan-1".into(),
                period: "2019-03".into(),
                value: "5".into(),
                ..Subject::default()
            };
            Diagnostic::new(Code::FigureJumps)
                .about(subject)
                .at(Place::line(file, line))
        };
        let one = all(vec![at(3)], &sources);
        assert_eq!(one, all(vec![at(30)], &sources));
        let (identity, times) = &one[0];
        assert_eq!(
            identity.block(*times),
            "[[accepted]]\ncode = \"figure-jumps\"\nunit = \"quan-1\"\nperiod = \"2019-03\"\nvalue = \"5\"\nreason = \"\""
        );
    }

    #[test]
    fn what_is_told_several_times_is_counted() {
        let (sources, file) = sources();
        let at = |line| {
            let problem = Code::TextRow.arg("text", "a\"b\n");
            problem.at(Place::at(file, line, 1))
        };
        let two = all(vec![at(3), at(4)], &sources);
        assert_eq!(two[0], two[1]);
        assert_eq!((two[0].1, &*two[0].0.subject.value), (2, "a\"b"));
        let read: toml::Table = two[0].0.block(2).parse().unwrap();
        let block = &read["accepted"][0];
        assert_eq!(
            block["value"].as_str(),
            Some("a\"b"),
            "the block is what it says"
        );
        assert_eq!(block["times"].as_integer(), Some(2));
    }
}
