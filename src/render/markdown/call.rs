//! The closed set of calls in a text, such as `{{ value(indicator="dung-han", unit="quan-1") }}`: parsed in the
//! Markdown, never run as a template.

use super::position::Positions;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::place::Place;
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
    /// What is told of a call that was read all the same.
    pub(super) note: Option<Diagnostic>,
}

/// Straight quotes, and what Word makes of them.
const QUOTES: [&[char]; 2] = [&['"', '“', '”', '„', '‟', '«', '»'], &['\'', '‘', '’', '‚']];

/// Whether a text that begins with `{{` goes on as people write calls, with something before `}}` on the same line.
pub(super) fn is_braced(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let inside = line
        .strip_prefix("{{")
        .and_then(|rest| rest.split_once("}}"));
    inside.is_some_and(|(inside, _)| !inside.trim().is_empty())
}

/// Where a text has what is surely meant for a call, such as `value(indicator=`, whatever stands around it.
pub(super) fn seeming_calls(text: &str) -> impl Iterator<Item = usize> {
    let open = text.match_indices('(').filter(|(at, _)| {
        let argument = text[at + 1..].trim_start();
        let end = argument
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(argument.len());
        let is_given = argument[end..].trim_start().starts_with('=');
        let mut known = CALLS.iter().flat_map(|(_, _, a, b)| a.iter().chain(*b));
        is_given && known.any(|known| *known == &argument[..end])
    });
    open.filter_map(|(at, _)| {
        let before = text[..at].trim_end();
        let start = before.len() - before.len().min(word_length(before));
        let is_name = CALLS
            .iter()
            .any(|(name, ..)| before[start..].eq_ignore_ascii_case(name));
        is_name.then_some(start)
    })
}

/// The length of the word of ASCII letters at the end.
fn word_length(text: &str) -> usize {
    let letters = text.bytes().rev();
    letters.take_while(u8::is_ascii_alphabetic).count()
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
    let mut reader = CallParser {
        positions,
        at: start + 2,
        curly: None,
        problems: Vec::new(),
    };
    let call = match reader.call(start) {
        Ok(call) if reader.problems.is_empty() => Ok(call),
        Ok(_) => Err(reader.problems),
        Err(offset) => {
            reader.at = text[start..]
                .find("}}")
                .map_or(start + 2, |i| start + i + 2);
            let problem = Code::CallSyntax.at(positions.place(offset));
            reader.problems.push(problem);
            Err(reader.problems)
        }
    };
    let note = reader.curly.map(|place| Code::CallQuotes.at(place));
    Some(Found {
        range: start..reader.at,
        note: note.filter(|_| call.is_ok()),
        call,
    })
}

struct CallParser<'a> {
    positions: &'a Positions<'a>,
    at: usize,
    /// Where the first quotes stand that are not straight.
    curly: Option<Place>,
    problems: Vec<Diagnostic>,
}

/// The offset at which something else was expected.
type Unexpected = usize;

impl<'a> CallParser<'a> {
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
        self.skip_space();
        let quote = self.rest().chars().next().ok_or(self.at)?;
        let quotes = QUOTES.iter().find(|quotes| quotes.contains(&quote));
        let quotes = *quotes.ok_or(self.at)?;
        if quote != '"' {
            self.curly.get_or_insert(self.positions.place(self.at));
        }
        self.at += quote.len_utf8();
        let rest = self.rest();
        let place = self.positions.place(self.at);
        let is_end = |c: char| c == '\n' || quotes.contains(&c);
        let end = rest.find(is_end).ok_or(self.at)?;
        let close = rest[end..].chars().next().filter(|&c| c != '\n');
        self.at += end + close.ok_or(self.at)?.len_utf8();
        Ok((rest[..end].trim(), place))
    }

    fn call(&mut self, start: usize) -> Result<Call, Unexpected> {
        let place = self.positions.place(start);
        let (name, name_place) = self.word()?;
        self.expect("(")?;
        let known = CALLS.iter().find(|(n, ..)| *n == name);
        if known.is_none() {
            self.problems.push(
                unknown(Code::UnknownCall, name, CALLS.iter().map(|(n, ..)| *n)).at(name_place),
            );
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
                        unknown(Code::UnknownCallArgument, argument, &mut names)
                            .arg("call", name)
                            .at(argument_place),
                    ),
                    Some(name) if arguments.iter().any(|a| a.name == name) => self.problems.push(
                        Code::CallArgumentTwice
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
            .any(|p| p.code == Code::UnknownCallArgument)
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
                Code::CallArgumentMissing
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

fn unknown<'n>(code: Code, name: &str, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic = code.arg("name", name).arg("known", known.join(", "));
    diagnostic.near(nearest(name, known.iter().copied()))
}
