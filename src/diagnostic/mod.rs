//! What is wrong in the input, where, and how to mend it.
//!
//! A [`Diagnostic`] carries a [`Code`] and arguments, never words: the words stand in the language files
//! under `diagnostic.CODE.message` and `diagnostic.CODE.help` (or `help-VARIANT`), with `{name}` for arguments.

mod acceptance;
mod code;
mod identity;
mod nearest;
mod system;
pub(crate) mod wording;

pub use acceptance::{Acceptance, Extent, accept};
pub use code::Code;
pub use identity::{Identities, Identity, Subject};
pub use nearest::nearest;
pub(crate) use system::{mending, unreadable};

use crate::locale::Words;
use crate::place::Place;
use std::fmt::Display;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input cannot be published.
    Error,
    /// Probably a mistake; published all the same unless `--strict`.
    Warning,
    /// Something the reader of the log should know.
    Note,
}

impl Severity {
    /// Its stable word: `error`, `warning` or `note`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One problem of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What it is.
    pub code: Code,
    /// Which help text of the code applies: `help` for `None`, `help-VARIANT` otherwise.
    pub help: Option<&'static str>,
    /// Arguments of the message and of the help text.
    pub args: Vec<(&'static str, String)>,
    /// Where it is.
    pub place: Option<Place>,
    /// Second places, such as the other row of a duplicate.
    pub related: Vec<Place>,
    /// What few of them have.
    rare: Option<Box<Rare>>,
}

/// What few diagnostics have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    /// The unit, period and indicator that it is about, in words.
    whose: String,
    paste: Option<Paste>,
    /// The place of the problem that says the same at more length.
    repeats: Option<Place>,
    subject: Option<Subject>,
    accepted: Option<Acceptance>,
}

/// Lines that mend a problem once they are in a file of settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Paste {
    /// The file that they go into.
    target: String,
    /// The lines, unless another problem gives them.
    lines: Option<String>,
    /// What leads to them, where the help text does not: `diagnostics.LEAD`.
    lead: Option<&'static str>,
}

impl Diagnostic {
    /// A problem with this code, as bad as its code is.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            severity: code.severity(),
            code,
            help: None,
            args: Vec::new(),
            place: None,
            related: Vec::new(),
            rare: None,
        }
    }

    /// Makes a warning of an error that is not certain.
    #[must_use]
    pub fn warning_unless(mut self, is_certain: bool) -> Self {
        if !is_certain {
            self.severity = Severity::Warning;
        }
        self
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The text of an argument.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let arg = self.args.iter().find(|(known, _)| *known == name);
        arg.map(|(_, text)| &**text)
    }

    /// Chooses the help text `help-VARIANT`.
    #[must_use]
    pub fn help(mut self, variant: &'static str) -> Self {
        self.help = Some(variant);
        self
    }

    /// Names the nearest known word in the help text `help-near`, where one is near.
    #[must_use]
    pub fn near(self, near: Option<impl Display>) -> Self {
        match near {
            Some(near) => self.help("near").arg("near", near),
            None => self,
        }
    }

    /// Sets the lines to paste that the help text is about, and the file that they go into.
    pub fn set_lines(&mut self, target: String, lines: Option<String>) {
        let rare = self.rare.get_or_insert_default();
        let paste = rare.paste.get_or_insert_default();
        (paste.target, paste.lines) = (target, lines);
    }

    /// Adds lines to paste that something said below the help text is about: `diagnostics.LEAD`.
    pub fn add_lines(&mut self, lead: &'static str, target: &str, lines: String) {
        self.rare.get_or_insert_default().paste = Some(Paste {
            target: target.to_owned(),
            lines: Some(lines),
            lead: Some(lead),
        });
    }

    /// Leaves its lines to the problem that has given them already.
    pub fn repeat(&mut self, first: Place) {
        let rare = self.rare.get_or_insert_default();
        rare.repeats = Some(first);
        rare.paste.get_or_insert_default().lines = None;
        self.help = Some("form-again");
        self.related.push(first);
    }

    /// The place of the problem that has given its lines already.
    #[must_use]
    pub fn repeats(&self) -> Option<Place> {
        self.rare.as_ref()?.repeats
    }

    fn paste(&self) -> Option<&Paste> {
        self.rare.as_ref()?.paste.as_ref()
    }

    /// The file that the lines to paste go into.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.paste().map(|paste| &*paste.target)
    }

    /// The lines to paste that the help text is about.
    #[must_use]
    pub fn lines_to_paste(&self) -> Option<&str> {
        self.paste()?.lines.as_deref()
    }

    /// Says before the message what unit, period and indicator it is about, in words.
    #[must_use]
    pub fn whose(mut self, names: &[String]) -> Self {
        if !names.is_empty() {
            self.rare.get_or_insert_default().whose = names.join(", ");
        }
        self
    }

    /// What unit, period and indicator it is about, in words, where that is known.
    fn names(&self) -> Option<&str> {
        let whose = &self.rare.as_ref()?.whose;
        (!whose.is_empty()).then_some(whose)
    }

    /// Says whose figure it is about, so that it is known again.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.rare.get_or_insert_default().subject = Some(subject);
        self
    }

    /// Whose figure it is about, where it is about one.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.rare.as_ref()?.subject.as_ref()
    }

    /// Of a warning that was accepted, which is a note from then on: by whom and why.
    #[must_use]
    pub fn accepted(&self) -> Option<&Acceptance> {
        self.rare.as_ref()?.accepted.as_ref()
    }

    /// Makes a note of a warning that was accepted.
    fn accept(&mut self, acceptance: Acceptance) {
        self.severity = Severity::Note;
        self.rare.get_or_insert_default().accepted = Some(acceptance);
    }

    /// What is wrong, in words.
    ///
    /// ```
    /// use thidua::diagnostic::{Code, Severity};
    /// use thidua::locale::{Language, Words};
    ///
    /// let problem = Code::NoSiteFolder.arg("root", "trang");
    /// assert_eq!(problem.severity, Severity::Error);
    /// assert!(problem.message(Words::of(Language::Vietnamese)).contains("trang"));
    /// ```
    #[must_use]
    pub fn message(&self, words: &Words) -> String {
        wording::message(self, words)
    }

    /// Why it was accepted, in words, where it was.
    #[must_use]
    pub fn reason(&self, words: &Words) -> Option<String> {
        let acceptance = self.accepted()?;
        Some(wording::reason(acceptance, words))
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }
}

/// A problem with this code, begun with what is said of it first.
impl Code {
    /// The place of a problem with this code.
    #[must_use]
    pub fn at(self, place: Place) -> Diagnostic {
        Diagnostic::new(self).at(place)
    }

    /// An argument of a problem with this code.
    #[must_use]
    pub fn arg(self, name: &'static str, value: impl Display) -> Diagnostic {
        Diagnostic::new(self).arg(name, value)
    }

    /// The help text of a problem with this code.
    #[must_use]
    pub fn help(self, variant: &'static str) -> Diagnostic {
        Diagnostic::new(self).help(variant)
    }
}

/// All problems of a run, collected.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No problems yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds a problem where there is one.
    pub fn extend_one(&mut self, diagnostic: Option<Diagnostic>) {
        self.0.extend(diagnostic);
    }

    /// Takes over all problems of another collection.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.0.append(&mut other.0);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Drops all that `keep` does not hold for.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// How many there are of each severity, in words: `3 lỗi, 1 cảnh báo`; empty where there are none.
    #[must_use]
    pub fn counted(&self, words: &Words) -> String {
        let keys = [
            (Severity::Error, "file-report.errors"),
            (Severity::Warning, "file-report.warnings"),
            (Severity::Note, "file-report.notes"),
        ];
        let counted = keys.into_iter().filter_map(|(severity, key)| {
            let count = self.count(severity);
            (count > 0).then(|| words.fill(key, &[("count", &*count.to_string())]))
        });
        counted.collect::<Vec<_>>().join(", ")
    }

    /// Puts them in order of file, line, column, severity and code, so that no run depends on the order of work.
    pub fn sort(&mut self) {
        fn key(told: &Diagnostic) -> impl Ord + '_ {
            let first = (told.place, told.severity, told.code.as_str(), &told.args);
            (first, told.names(), told.paste())
        }
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Drops problems that are told twice in a row; for sorted ones.
    pub fn dedup(&mut self) {
        self.0.dedup();
    }

    /// The problems, to be changed.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }

    /// The problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests;
