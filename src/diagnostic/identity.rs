//! By what a warning is known again in a later run, when rows were sorted anew and others added.

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use rustc_hash::FxHashMap;

/// Whose figure a problem is about, in codes, and the figure. What does not apply is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The unit's code.
    pub unit: String,
    /// The indicator's code; several are joined.
    pub indicator: String,
    /// The field's key.
    pub field: String,
    /// The period's code.
    pub period: String,
    /// The figure as it was reported.
    pub value: String,
}

/// By what one problem is known again. A problem of a figure is known by whose figure it is and what it says, wherever
/// its row stands; any other by its file and the texts that it tells of. Only where that fits several problems are
/// they told apart by file, row and column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The code of the problem.
    pub code: String,
    /// The unit's code.
    pub unit: String,
    /// The indicator's code.
    pub indicator: String,
    /// The field's key.
    pub field: String,
    /// The period's code.
    pub period: String,
    /// The path of the file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: String,
    /// The row in the file; 0 where it is not needed.
    pub row: u32,
    /// The cell in the row; 0 where it is not needed.
    pub column: u32,
    /// The figure, or the texts that the problem tells of: another one is another problem.
    pub value: String,
}

impl Identity {
    /// Of a problem, as if there were no other like it.
    fn of(problem: &Diagnostic, sources: &Sources) -> Self {
        if let Some(subject) = problem.subject() {
            return Self {
                code: problem.code.to_owned(),
                unit: subject.unit.clone(),
                indicator: subject.indicator.clone(),
                field: subject.field.clone(),
                period: subject.period.clone(),
                value: one_line(&subject.value),
                ..Self::default()
            };
        }
        let texts: Vec<String> = problem
            .args
            .iter()
            .filter(|(name, _)| super::is_of_problem(name))
            .map(|(_, text)| one_line(text))
            .collect();
        let alone = Self {
            code: problem.code.to_owned(),
            value: texts.join(" · "),
            ..Self::default()
        };
        alone.in_file(problem, sources)
    }

    fn in_file(mut self, problem: &Diagnostic, sources: &Sources) -> Self {
        if let Some(place) = problem.place {
            self.file = sources.get(place.file).path.to_string();
            let sheet = sources.sheet(place.file);
            self.sheet = sheet.map_or_else(String::new, |sheet| sheet.name.to_string());
        }
        self
    }

    /// Told apart from others by its row.
    fn in_row(self, problem: &Diagnostic, sources: &Sources) -> Self {
        let row = problem.place.map_or(0, |place| place.line);
        Self {
            row,
            ..self.in_file(problem, sources)
        }
    }

    /// Told apart from others of its row.
    fn in_cell(self, problem: &Diagnostic, sources: &Sources) -> Self {
        let column = problem.place.map_or(0, |place| place.column);
        Self {
            column,
            ..self.in_row(problem, sources)
        }
    }

    /// Whether it is the same problem but for the figure or the texts.
    #[must_use]
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        let blank = |identity: &Self| Self {
            value: String::new(),
            ..identity.clone()
        };
        blank(self) == blank(other)
    }

    /// The block of `data/accepted.toml` that accepts it, but for the reason.
    #[must_use]
    pub fn block(&self) -> String {
        let mut block = "[[accepted]]\n".to_owned();
        let texts = [
            ("code", &self.code),
            ("unit", &self.unit),
            ("indicator", &self.indicator),
            ("field", &self.field),
            ("period", &self.period),
            ("file", &self.file),
            ("sheet", &self.sheet),
            ("value", &self.value),
        ];
        for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            block.push_str(&format!("{key} = {}\n", toml::Value::from(text.as_str())));
        }
        for (key, number) in [("row", self.row), ("column", self.column)] {
            if number > 0 {
                block.push_str(&format!("{key} = {number}\n"));
            }
        }
        block + "reason = \"\""
    }
}

/// The identities of many problems, no two alike as far as their places differ.
#[derive(Debug, Default)]
pub struct Identities(FxHashMap<Identity, u32>);

impl Identities {
    /// Counts those of the warnings and errors, which are the ones that can be meant.
    #[must_use]
    pub fn new(problems: &Diagnostics, sources: &Sources) -> Self {
        let mut counts: FxHashMap<Identity, u32> = FxHashMap::default();
        for problem in problems.iter().filter(|problem| can_be_meant(problem)) {
            let alone = Identity::of(problem, sources);
            let in_row = alone.clone().in_row(problem, sources);
            *counts.entry(alone.clone()).or_default() += 1;
            if in_row != alone {
                *counts.entry(in_row).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// Of one of these problems.
    #[must_use]
    pub fn of(&self, problem: &Diagnostic, sources: &Sources) -> Identity {
        let is_one = |identity: &Identity| self.0.get(identity).is_none_or(|count| *count <= 1);
        let alone = Identity::of(problem, sources);
        if is_one(&alone) {
            return alone;
        }
        let in_row = alone.in_row(problem, sources);
        if is_one(&in_row) {
            return in_row;
        }
        in_row.in_cell(problem, sources)
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
    use crate::source::{FileId, Place, SourceFile};

    fn sources() -> (Sources, FileId) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile {
            path: "data/a.csv".into(),
            on_disk: "data/a.csv".into(),
        });
        (sources, file)
    }

    fn all(problems: Vec<Diagnostic>, sources: &Sources) -> Vec<Identity> {
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
            Diagnostic::warning("a")
                .about(subject)
                .at(Place::line(file, line))
        };
        let one = all(vec![at(3)], &sources);
        assert_eq!(one, all(vec![at(30)], &sources));
        assert_eq!(one[0].row, 0);
        assert_eq!(
            one[0].block(),
            "[[accepted]]\ncode = \"a\"\nunit = \"quan-1\"\nperiod = \"2019-03\"\nvalue = \"5\"\nreason = \"\""
        );
    }

    #[test]
    fn what_is_told_twice_is_told_apart_by_its_place() {
        let (sources, file) = sources();
        let at = |line, column| {
            let problem = Diagnostic::warning("text-row").arg("text", "a\"b\n");
            problem.at(Place::at(file, line, column))
        };
        let two = all(vec![at(3, 1), at(4, 1)], &sources);
        assert_eq!((two[0].row, two[1].row, two[0].column), (3, 4, 0));
        let three = all(vec![at(3, 1), at(3, 2), at(4, 1)], &sources);
        assert_eq!((three[0].column, three[1].column), (1, 2));
        let alone = all(vec![at(3, 1)], &sources);
        assert_eq!((alone[0].row, &*alone[0].value), (0, "a\"b"));
        let read: toml::Table = alone[0].block().parse().unwrap();
        assert_eq!(
            read["accepted"][0]["value"].as_str(),
            Some("a\"b"),
            "the block is what it says"
        );
    }
}
