//! The one writer of Markdown: what it writes is read as the text that it was given, which a property test holds.

mod escape;
mod html_table;
mod inline;

use super::model::{Block, Cell, Inline, List, Numbering, Table};
use inline::{Within, written};

/// Where the pictures of a text will lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addresses<'a> {
    /// The names of the pictures.
    pub(super) pictures: &'a [&'a str],
    /// What stands before each name.
    pub(super) folder: &'a str,
}

impl Addresses<'_> {
    fn picture(&self, at: usize) -> String {
        let name = self.pictures.get(at).copied().unwrap_or_default();
        format!("{}{name}", self.folder)
    }

    /// An address that leads nowhere, so that the gap is told until somebody fills it.
    fn gap(&self, number: usize) -> String {
        format!("{}thieu-anh-{number}", self.folder)
    }
}

/// Blocks that are settled and their notes, as Markdown.
pub(super) fn markdown(
    blocks: &[Block],
    notes: &[Vec<Block>],
    addresses: &Addresses<'_>,
) -> String {
    let writer = Writer { addresses, notes };
    let mut text = writer.blocks(blocks);
    for (at, note) in notes.iter().enumerate() {
        let mark = format!("[^{}]: ", at + 1);
        if text.contains(mark.trim_end_matches([':', ' '])) {
            text.push_str("\n\n");
            text.push_str(&mark);
            text.push_str(&hung(&writer.blocks(note), 4));
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// A block without pictures as it stands among others.
pub(super) fn paragraph(block: &Block) -> String {
    let addresses = Addresses {
        pictures: &[],
        folder: "",
    };
    let writer = Writer {
        addresses: &addresses,
        notes: &[],
    };
    writer.block(block)
}

/// Lines with all but the first set in.
fn hung(text: &str, width: usize) -> String {
    let margin = " ".repeat(width);
    let mut all = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            all.push('\n');
        }
        if at > 0 && !line.is_empty() {
            all.push_str(&margin);
        }
        all.push_str(line);
    }
    all
}

/// Blocks as Markdown.
pub(super) struct Writer<'a> {
    addresses: &'a Addresses<'a>,
    notes: &'a [Vec<Block>],
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut all = String::new();
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                all.push_str("\n\n");
                if are_one(&blocks[at - 1], block) {
                    all.push_str("<!-- -->\n\n");
                }
            }
            all.push_str(&self.block(block));
        }
        all
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading(level, words) => {
                let signs = "#".repeat(usize::from((*level).clamp(2, 6)));
                format!("{signs} {}", self.words(words, Within::Heading))
            }
            Block::Paragraph(words) => self.words(words, Within::Paragraph),
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                let quoted = self.blocks(blocks);
                let lines = quoted.split('\n').map(|line| format!("> {line}"));
                let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
                lines.join("\n")
            }
            Block::Table(table) => match self.pipe_table(table) {
                Some(table) => table,
                None => html_table::written(table, self.notes, self.addresses),
            },
        }
    }

    fn words(&self, words: &[Inline], within: Within) -> String {
        written(words, within, self.addresses)
    }

    fn list(&self, list: &List) -> String {
        let mut all = String::new();
        let is_tight = list.items.iter().all(|item| is_tight(item));
        for (at, item) in list.items.iter().enumerate() {
            if at > 0 {
                all.push_str(if is_tight { "\n" } else { "\n\n" });
            }
            let marker = match list.numbering {
                None => "- ".to_owned(),
                Some(Numbering { start, bracketed }) => {
                    let number = usize::try_from(start).unwrap_or_default() + at;
                    format!("{number}{} ", if bracketed { ')' } else { '.' })
                }
            };
            let width = marker.len();
            let inside = match &item[..] {
                [Block::Paragraph(words), Block::List(list)] if is_tight => {
                    let words = self.words(words, Within::Paragraph);
                    format!("{words}\n{}", self.list(list))
                }
                item => self.blocks(item),
            };
            let inside = hung(&inside, width);
            all.push_str(&marker);
            all.push_str(&inside);
            all.truncate(all.trim_end_matches(' ').len());
        }
        all
    }

    /// A table in Markdown's own form, where it has one: as many cells in every row, of nothing but words.
    fn pipe_table(&self, table: &Table) -> Option<String> {
        let columns = table.rows.first()?.len();
        let is_plain = |cell: &Cell| {
            let is_words = |block: &Block| matches!(block, Block::Paragraph(_));
            cell.columns == 1 && cell.rows == 1 && cell.blocks.iter().all(is_words)
        };
        let is_whole = |row: &Vec<Cell>| row.len() == columns && row.iter().all(is_plain);
        if columns == 0 || table.header_rows > 1 || !table.rows.iter().all(is_whole) {
            return None;
        }
        let line = |row: &[Cell]| {
            let cells = row.iter().map(|cell| format!(" {} |", self.cell(cell)));
            let cells: String = cells.collect();
            format!("|{}", cells.replace("|  |", "| |"))
        };
        let (head, body) = match &table.rows[..] {
            [head, body @ ..] if table.header_rows == 1 => (line(head), body),
            body => (format!("|{}", " |".repeat(columns)), body),
        };
        let rule = format!("|{}", " --- |".repeat(columns));
        let lines = [head, rule].into_iter();
        let lines = lines.chain(body.iter().map(|row| line(row)));
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    fn cell(&self, cell: &Cell) -> String {
        let paragraphs = cell.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(words) => Some(self.words(words, Within::Cell)),
            _ => None,
        });
        paragraphs.collect::<Vec<_>>().join("<br>")
    }
}

/// Whether Markdown would read two blocks as one list.
fn are_one(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::List(one), Block::List(other)) => match (one.numbering, other.numbering) {
            (None, None) => true,
            (Some(one), Some(other)) => one.bracketed == other.bracketed,
            _ => false,
        },
        (Block::Quote(_), Block::Quote(_)) => true,
        _ => false,
    }
}

/// Whether an item needs no blank line in it: words, and below them a list that may follow them at once.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [] | [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), Block::List(list)] => {
            let may_follow = list.numbering.is_none_or(|numbering| numbering.start == 1);
            may_follow
                && list.items.first().is_some_and(|first| !first.is_empty())
                && list.items.iter().all(|item| is_tight(item))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
