//! Units that titles and names mention.

use super::numbered;
use super::offices::{self, Naming as Name};
use super::unit_name::{Hit, NamesIn};
use crate::model::UnitId;
use crate::reading::UnitLookup;
use crate::text::{TokenKind, Tokens};
use std::ops::Range;

/// What a text says of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitMention {
    pub(super) naming: Naming,
    /// In which cell it stands.
    pub(super) cell: usize,
}

/// How surely a text names a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming {
    /// It names one of these: of one name, several.
    One(Vec<UnitId>),
    /// These are named, but as a part of something else: "Chi cục Thuế Quận 1". No reading, but it must not be another.
    Within(Vec<UnitId>),
    /// What is named begins with the name of these and goes on: "Phường Tân Tạo A". It may be a unit that is not known.
    Near(Vec<UnitId>),
    /// These are named, or a period is: "Q1", "của Quận 6 tháng đầu năm".
    Perhaps(Vec<UnitId>),
    /// An office is named that is no unit.
    Stranger,
    /// The one that reports is named, and is no unit.
    StrangeReporter,
}

/// What a line names as the one that reports, where it says so.
const LABELS: [&str; 12] = [
    "don vi bao cao",
    "don vi lap bao cao",
    "don vi gui bao cao",
    "don vi gui",
    "don vi thuc hien",
    "don vi lap",
    "ten don vi bao cao",
    "ten don vi",
    "don vi",
    "co quan bao cao",
    "co quan don vi",
    "co quan",
];

/// What the title of a form begins with, which may have a colon behind it: "Biểu số 1: Kết quả của Quận 1".
const TITLES: [&str; 6] = ["biểu", "bảng", "mẫu", "phụ lục", "báo cáo", "kết quả"];

/// The words that may stand before the name of the unit that reports.
const BEFORE: [&str; 19] = [
    "cua", "tai", "ban", "vi", "cao", "bc", "lieu", "hop", "qua", "bieu", "mau", "file", "tep",
    "cchc", "tthc", "gui", "nop", "bang", "form",
];

/// The units that a row of a title mentions.
pub(super) fn in_title(tokens: &Tokens, units: &UnitLookup<'_>) -> Vec<UnitMention> {
    let mut found = Vec::new();
    let mut lines = lines(tokens).into_iter().peekable();
    while let Some(line) = lines.next() {
        let line = without_bullet(tokens, line);
        match label_end(tokens, line.clone()) {
            Some(end) if end < line.end => {
                let value = without_bullet(tokens, end..line.end);
                found.extend(labelled(tokens, value, units));
                continue;
            }
            Some(_) => {
                let value = lines.next().unwrap_or(line.end..line.end);
                found.extend(labelled(tokens, without_bullet(tokens, value), units));
                continue;
            }
            None => {}
        }
        if line.clone().any(|at| tokens.is(at, "ngày")) {
            found.extend(place_of_date(tokens, line, units));
        } else if let Some(line) = title_of(tokens, line, units) {
            found.extend(in_line(tokens, line, units));
        }
    }
    found
}

/// The units that the name of a file, a folder or a sheet mentions.
pub(super) fn in_name(tokens: &Tokens, units: &UnitLookup<'_>) -> Vec<UnitMention> {
    let whole = 0..tokens.all.len();
    let names = NamesIn::new(tokens, whole.clone(), units);
    let mut mentions = mentions(tokens, 0, &names);
    mentions.extend(part_of_unit(tokens, 0, &names));
    for (at, name) in offices::strange_names(tokens, whole, &names, true) {
        mentions.push(UnitMention {
            naming: match name {
                Name::Number => Naming::StrangeReporter,
                Name::Words => Naming::Stranger,
            },
            cell: tokens.all[at].cell,
        });
    }
    mentions
}

/// The ranges of tokens that stand on one line of one cell.
fn lines(tokens: &Tokens) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.all.iter().enumerate() {
        if token.kind == TokenKind::End {
            lines.push(start..at);
            start = at + 1;
        }
    }
    lines.push(start..tokens.all.len());
    lines.retain(|line| !line.is_empty());
    lines
}

fn without_bullet(tokens: &Tokens, mut line: Range<usize>) -> Range<usize> {
    while line.start < line.end && tokens.all[line.start].kind == TokenKind::Mark {
        line.start += 1;
    }
    line
}

/// The words of some tokens without diacritics, one space between them.
pub(super) fn folded(tokens: &Tokens, line: Range<usize>) -> String {
    let words = tokens.all[line]
        .iter()
        .filter(|token| token.kind != TokenKind::Mark);
    words
        .map(|token| &*token.folded)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the label ends with which a line names the one that reports.
fn label_end(tokens: &Tokens, line: Range<usize>) -> Option<usize> {
    let colon = line.clone().find(|at| tokens.is_mark(*at, ":"));
    let end = colon.unwrap_or(line.end);
    let is_label = LABELS.contains(&&*folded(tokens, line.start..end));
    is_label.then_some(colon.map_or(line.end, |colon| colon + 1))
}

/// The part of a line that may name the one that reports: of one with a colon, what stands behind the number of a form, or
/// all of it where the colon stands behind the kind of unit ("Phường: An Lạc"). Other labels name somebody else.
fn title_of(tokens: &Tokens, line: Range<usize>, units: &UnitLookup<'_>) -> Option<Range<usize>> {
    let Some(colon) = line.clone().find(|at| tokens.is_mark(*at, ":")) else {
        return Some(line);
    };
    let begins = |words: &str| tokens.phrase(line.start, words).is_some();
    if offices::kind_at(tokens, offices::past_committee(tokens, line.start), units).is_some() {
        Some(line)
    } else if TITLES.iter().any(|words| begins(words)) {
        Some(without_bullet(tokens, colon + 1..line.end))
    } else {
        None
    }
}

/// "Quận 1, ngày 5 tháng 4": the place is that of the unit or of one above it.
fn place_of_date(
    tokens: &Tokens,
    line: Range<usize>,
    units: &UnitLookup<'_>,
) -> Option<UnitMention> {
    let names = NamesIn::new(tokens, line.clone(), units);
    let first = names.hits().first().filter(|hit| hit.from == line.start)?;
    Some(UnitMention {
        naming: Naming::Within(first.units.clone()),
        cell: tokens.all[line.start].cell,
    })
}

/// What a line says that names the one that reports.
fn labelled(tokens: &Tokens, value: Range<usize>, units: &UnitLookup<'_>) -> Option<UnitMention> {
    let first = value
        .clone()
        .find(|at| tokens.all[*at].kind == TokenKind::Word)?;
    let names = NamesIn::new(tokens, value.clone(), units);
    let start = offices::past_committee(tokens, first);
    let named = names.hits().iter().find(|hit| hit.from == start);
    Some(UnitMention {
        naming: match named {
            Some(hit) if names.ends(hit) => Naming::One(names.lowest_on_line(hit).units.clone()),
            Some(hit) => Naming::Near(hit.units.clone()),
            None => Naming::StrangeReporter,
        },
        cell: tokens.all[first].cell,
    })
}

/// The units that a line mentions; an office that is none.
fn in_line(tokens: &Tokens, line: Range<usize>, units: &UnitLookup<'_>) -> Vec<UnitMention> {
    let names = NamesIn::new(tokens, line.clone(), units);
    let stranger = |naming| UnitMention {
        naming,
        cell: tokens.all.get(line.start).map_or(0, |token| token.cell),
    };
    let start = offices::past_committee(tokens, line.start);
    let is_named = names.hits().iter().any(|hit| hit.from == start);
    if !is_named && offices::begins_with_kind(tokens, start..line.end, units) {
        return vec![stranger(Naming::StrangeReporter)];
    }
    let mut mentions = mentions(tokens, line.start, &names);
    mentions.extend(part_of_unit(tokens, line.start, &names));
    let is_told =
        |mention: &UnitMention| matches!(mention.naming, Naming::One(_) | Naming::Near(_));
    if !mentions.iter().any(is_told) && offices::names_office(tokens, line.clone()) {
        return vec![stranger(Naming::Stranger)];
    }
    for (at, _) in offices::strange_names(tokens, line.clone(), &names, false) {
        mentions.push(stranger(if stands_alone(tokens, line.start, at, &names) {
            Naming::StrangeReporter
        } else {
            Naming::Stranger
        }));
    }
    mentions
}

/// What the names in some tokens say.
fn mentions(tokens: &Tokens, start: usize, names: &NamesIn<'_>) -> Vec<UnitMention> {
    let mention = |hit: &Hit| UnitMention {
        naming: match (
            stands_alone(tokens, start, hit.from, names),
            names.ends(hit),
        ) {
            _ if hit.is_doubtful => Naming::Perhaps(hit.units.clone()),
            (true, true) => Naming::One(hit.units.clone()),
            (true, false) => Naming::Near(hit.units.clone()),
            (false, _) => Naming::Within(hit.units.clone()),
        },
        cell: tokens.all[hit.from].cell,
    };
    names.hits().iter().map(mention).collect()
}

/// A numbered part of a unit that is named right before it, which is no unit.
fn part_of_unit(tokens: &Tokens, start: usize, names: &NamesIn<'_>) -> Option<UnitMention> {
    let before = |at: usize| tokens.before(at).filter(|before| *before >= start);
    let is_part = |hit: &&Hit| {
        let number = before(offices::before_committee(tokens, start, hit.from));
        let is_number = |at: &usize| tokens.number(*at).is_some() || tokens.roman(*at).is_some();
        let Some(word) = number.filter(is_number).and_then(before) else {
            return false;
        };
        let word = before(word)
            .filter(|_| tokens.is(word, "số"))
            .unwrap_or(word);
        numbered::is_part_of_unit(tokens, start, word)
    };
    let hit = names.hits().iter().find(is_part)?;
    Some(UnitMention {
        naming: Naming::StrangeReporter,
        cell: tokens.all[hit.from].cell,
    })
}

/// Whether the words before a name are such as stand before the unit that reports, or the name of one above it.
fn stands_alone(tokens: &Tokens, start: usize, at: usize, names: &NamesIn<'_>) -> bool {
    let at = offices::before_committee(tokens, start, at);
    let Some(before) = tokens.before(at).filter(|before| *before >= start) else {
        return true;
    };
    if names.is_upper_before(before, at) {
        return true;
    }
    let word = &tokens.all[before];
    word.kind == TokenKind::Number || BEFORE.contains(&&*word.folded)
}

#[cfg(test)]
mod tests;
