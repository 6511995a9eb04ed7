//! The closed set of calls in a text, such as `{{ value(indicator="dung-han", unit="quan-1") }}`: parsed in the
//! Markdown, never run as a template.

use super::position::Positions;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Place;
use std::ops::Range;

/// What a call asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallName {
    /// A figure within a sentence.
    Value,
    /// A chart.
    Chart,
    /// A ranking.
    Ranking,
    /// A list of initiatives.
    Initiatives,
    /// How far the campaign is towards a target.
    Progress,
}

/// The calls by name, each with the arguments that must be given and those that may be.
const CALLS: [(&str, CallName, &[&str], &[&str]); 5] = [
    (
        "value",
        CallName::Value,
        &["indicator"],
        &["unit", "period", "field"],
    ),
    (
        "chart",
        CallName::Chart,
        &["indicator"],
        &["unit", "period", "field", "group"],
    ),
    ("ranking", CallName::Ranking, &[], &["indicator", "group"]),
    (
        "initiatives",
        CallName::Initiatives,
        &[],
        &["field", "unit", "indicator"],
    ),
    ("progress", CallName::Progress, &["indicator"], &["unit"]),
];

impl CallName {
    /// Whether it stands within a sentence; the others stand alone between blank lines.
    #[must_use]
    pub const fn is_inline(self) -> bool {
        matches!(self, Self::Value)
    }
}

/// One argument of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// What is given.
    pub value: Box<str>,
    /// Where it is given.
    pub place: Place,
}

/// A call that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What it asks for.
    pub name: CallName,
    /// Its arguments in the order in which they are written, none twice.
    pub arguments: Vec<Argument>,
    /// Where it begins.
    pub place: Place,
}

impl Call {
    /// An argument by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|a| a.name == name)
    }
}

/// A call, or what is wrong with it, and the bytes that it takes.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) call: Result<Call, Vec<Diagnostic>>,
}

/// Reads the call that begins with the `{{` at `start`; `None` where these braces are no call but text.
pub(super) fn read(positions: &Positions<'_>, start: usize) -> Option<Found> {
    let text = positions.text();
    let inner = text[start..].strip_prefix("{{")?;
    if !inner
        .trim_start_matches([' ', '\t'])
        .starts_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    let mut reader = Reader {
        positions,
        at: start + 2,
        problems: Vec::new(),
    };
    let call = match reader.call(start) {
        Ok(call) if reader.problems.is_empty() => Ok(call),
        Ok(_) => Err(reader.problems),
        Err(offset) => {
            reader.at = text[start..]
                .find("}}")
                .map_or(start + 2, |i| start + i + 2);
            let problem = Diagnostic::error("call-syntax").at(positions.place(offset));
            let typographic = text[offset..].starts_with(['“', '”', '„', '‘', '’', '\'']);
            reader.problems.push(if typographic {
                problem.help("quotes")
            } else {
                problem
            });
            Err(reader.problems)
        }
    };
    Some(Found {
        range: start..reader.at,
        call,
    })
}

struct Reader<'a> {
    positions: &'a Positions<'a>,
    at: usize,
    problems: Vec<Diagnostic>,
}

/// The offset at which something else was expected.
type Unexpected = usize;

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.positions.text()[self.at..]
    }

    /// Passes over blanks and at most one line break: a blank line ends every call.
    fn skip_space(&mut self) {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\u{a0}']).len();
        if !rest[..space].contains("\n\n") {
            self.at += space;
        }
    }

    fn expect(&mut self, token: &str) -> Result<(), Unexpected> {
        self.skip_space();
        if !self.rest().starts_with(token) {
            return Err(self.at);
        }
        self.at += token.len();
        Ok(())
    }

    fn accept(&mut self, token: &str) -> bool {
        self.expect(token).is_ok()
    }

    fn word(&mut self) -> Result<(&'a str, Place), Unexpected> {
        self.skip_space();
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
            .unwrap_or(rest.len());
        if end == 0 {
            return Err(self.at);
        }
        let place = self.positions.place(self.at);
        self.at += end;
        Ok((&rest[..end], place))
    }

    fn quoted(&mut self) -> Result<(&'a str, Place), Unexpected> {
        self.expect("\"")?;
        let rest = self.rest();
        let place = self.positions.place(self.at);
        let end = rest
            .find(['"', '\n'])
            .filter(|&end| rest.as_bytes()[end] == b'"')
            .ok_or(self.at)?;
        self.at += end + 1;
        Ok((rest[..end].trim(), place))
    }

    fn call(&mut self, start: usize) -> Result<Call, Unexpected> {
        let place = self.positions.place(start);
        let (name, name_place) = self.word()?;
        self.expect("(")?;
        let known = CALLS.iter().find(|(n, ..)| *n == name);
        if known.is_none() {
            self.problems
                .push(unknown("unknown-call", name, CALLS.iter().map(|(n, ..)| *n)).at(name_place));
        }
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.accept(")") {
            let (argument, argument_place) = self.word()?;
            self.expect("=")?;
            let (value, value_place) = self.quoted()?;
            if let Some((_, _, needed, others)) = known {
                let mut names = needed.iter().chain(*others).copied();
                match names.clone().find(|n| *n == argument) {
                    None => self.problems.push(
                        unknown("unknown-call-argument", argument, &mut names)
                            .arg("call", name)
                            .at(argument_place),
                    ),
                    Some(name) if arguments.iter().any(|a| a.name == name) => self.problems.push(
                        Diagnostic::error("call-argument-twice")
                            .arg("argument", name)
                            .at(argument_place),
                    ),
                    Some(name) => arguments.push(Argument {
                        name,
                        value: value.into(),
                        place: value_place,
                    }),
                }
            }
            if !self.accept(",") {
                self.expect(")")?;
                break;
            }
        }
        self.expect("}}")?;
        let Some((_, call, needed, _)) = known else {
            // The problem is told; which call it would have been does not matter.
            return Ok(Call {
                name: CallName::Value,
                arguments,
                place,
            });
        };
        if self
            .problems
            .iter()
            .any(|p| p.code == "unknown-call-argument")
        {
            // The one that is missing is probably the one that is misspelt.
            return Ok(Call {
                name: *call,
                arguments,
                place,
            });
        }
        for missing in needed
            .iter()
            .filter(|n| !arguments.iter().any(|a| a.name == **n))
        {
            self.problems.push(
                Diagnostic::error("call-argument-missing")
                    .arg("argument", missing)
                    .arg("call", name)
                    .at(place),
            );
        }
        Ok(Call {
            name: *call,
            arguments,
            place,
        })
    }
}

fn unknown<'n>(code: &'static str, name: &str, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic = Diagnostic::error(code)
        .arg("name", name)
        .arg("known", known.join(", "));
    match nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.help("near").arg("near", near),
        None => diagnostic,
    }
}
