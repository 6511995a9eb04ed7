//! What an official text has around its words: the motto above, the signatures below, and a title in centred capitals.

use super::arrange::{Line, Part};
use super::model::{Block, Table, lines, plain};
use super::told::{Remark, Remarks};
use crate::text::fold;

/// How many paragraphs at the top are looked at.
const TOP: usize = 12;

/// What a text is called, and what of it was taken for that.
pub(super) fn title(parts: &mut Vec<Part>) -> Option<String> {
    let styled =
        |part: &Part| matches!(part, Part::Line(line) if line.is_title && !line.is_empty());
    if let Some(first) = parts.iter().position(styled) {
        let count = parts[first..]
            .iter()
            .take_while(|part| styled(part))
            .count();
        return Some(joined(parts.drain(first..first + count)));
    }
    capitals(parts)
}

fn joined(parts: impl Iterator<Item = Part>) -> String {
    let words = parts.filter_map(|part| match part {
        Part::Line(line) => Some(plain(&line.words)),
        Part::Block(_) => None,
    });
    let words = words.collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Centred capitals at the top, and the bold lines below them that say what they are about.
fn capitals(parts: &mut Vec<Part>) -> Option<String> {
    let text_of = |part: &Part| match part {
        Part::Line(line) if !line.is_empty() => Some(plain(&line.words)),
        _ => None,
    };
    let is_centred = |part: &Part| matches!(part, Part::Line(line) if line.is_centred && line.marker.is_none() && line.outline.is_none());
    let mut first = None;
    for (at, part) in parts.iter().enumerate().take(TOP) {
        let Some(text) = text_of(part) else { continue };
        if !is_centred(part) {
            break;
        }
        if is_capitals(&text) {
            first = Some(at);
            break;
        }
    }
    let first = first?;
    let mut end = first + 1;
    while let Some(part) = parts.get(end) {
        let is_blank = matches!(part, Part::Line(line) if line.is_empty());
        let goes_on = is_centred(part)
            && text_of(part).is_some_and(|text| {
                let is_bold = matches!(part, Part::Line(line) if line.is_bold());
                is_capitals(&text) || (is_bold && fold(&text).starts_with("ve "))
            });
        // Only a heading follows a blank line.
        if is_blank || !goes_on {
            break;
        }
        end += 1;
    }
    let title = joined(parts[first..end].iter().cloned());
    if title.chars().count() > 250 {
        return None;
    }
    parts.drain(first..end);
    Some(title)
}

fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3 && letters().all(char::is_uppercase)
}

/// Leaves out the motto and the signatures, and tells it with their words.
pub(super) fn without_frame(parts: &mut Vec<Part>, remarks: &mut Remarks) {
    let motto = parts.iter().position(|part| {
        matches!(part, Part::Block(Block::Table(table)) if is_pair(table) && says(table, "cong hoa xa hoi"))
    });
    let is_first = |at: usize| {
        let before = &parts[..at];
        !before.iter().any(|part| matches!(part, Part::Block(_)))
    };
    if let Some(at) = motto.filter(|at| is_first(*at)) {
        take_out(parts, at, Remark::Motto, remarks);
    }
    take_motto_lines(parts, remarks);
    let last = parts
        .iter()
        .rposition(|part| matches!(part, Part::Block(Block::Table(_))));
    if let Some(at) = last
        && matches!(&parts[at], Part::Block(Block::Table(table)) if is_pair(table) && says(table, "noi nhan"))
    {
        take_out(parts, at, Remark::Signatures, remarks);
    }
}

fn take_out(parts: &mut Vec<Part>, at: usize, remark: Remark, remarks: &mut Remarks) {
    if let Part::Block(block) = parts.remove(at) {
        for line in lines(&[block]) {
            remarks.add_words(remark, line);
        }
    }
}

/// The motto where it stands in centred lines of its own.
fn take_motto_lines(parts: &mut Vec<Part>, remarks: &mut Remarks) {
    let mut at = 0;
    let mut has_motto = false;
    while at < parts.len().min(TOP) {
        let Part::Line(line) = &parts[at] else { break };
        let text = plain(&line.words);
        let is_motto = is_motto(line, &text);
        let is_rule = has_motto && is_rule(&text);
        has_motto |= is_motto;
        if is_motto || is_rule {
            if is_motto {
                remarks.add_words(Remark::Motto, text);
            }
            parts.remove(at);
        } else {
            at += 1;
        }
    }
}

fn is_motto(line: &Line, text: &str) -> bool {
    let folded = fold(text);
    let says = |words: &[&str]| words.iter().all(|word| folded.contains(word));
    let is_short = text.chars().count() < 90;
    line.is_centred
        && is_short
        && (says(&["cong hoa xa hoi chu nghia viet nam"])
            || says(&["doc lap", "tu do", "hanh phuc"]))
}

/// A line of signs, as people draw one below a heading.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.contains(char::is_alphanumeric)
}

/// Whether a table is no more than two cells side by side, in a few rows.
fn is_pair(table: &Table) -> bool {
    let columns = |row: &Vec<super::model::Cell>| row.len() <= 2;
    (1..=3).contains(&table.rows.len())
        && table.rows[0].len() == 2
        && table.rows.iter().all(columns)
}

fn says(table: &Table, words: &str) -> bool {
    let lines = table
        .rows
        .iter()
        .flatten()
        .flat_map(|cell| lines(&cell.blocks));
    fold(&lines.collect::<Vec<_>>().join(" ")).contains(words)
}
