//! A text between the program that it comes from and Markdown: its blocks, and the words in them.

use std::sync::Arc;

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of this level, from 2, and its words.
    Heading(u8, Vec<Inline>),
    /// Words.
    Paragraph(Vec<Inline>),
    /// A list.
    List(List),
    /// What is quoted.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
}

/// A list, each item of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// How its items are numbered; bullets where they are not.
    pub(super) numbering: Option<Numbering>,
    /// Its items.
    pub(super) items: Vec<Vec<Block>>,
}

/// The numbers of a list, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbering {
    /// The first.
    pub(super) start: u32,
    /// Whether a bracket stands behind them, `1)`; else a full stop.
    pub(super) bracketed: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// How many of its first rows say what the columns are.
    pub(super) header_rows: usize,
    /// Its rows.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) blocks: Vec<Block>,
    /// How many columns it takes.
    pub(super) columns: u32,
    /// How many rows it takes.
    pub(super) rows: u32,
}

/// Something within a sentence, and how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inline {
    /// What it is.
    pub(super) piece: Piece,
    /// How it looks.
    pub(super) look: Look,
    /// Where it leads.
    pub(super) link: Option<Arc<str>>,
}

/// What may stand within a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// The end of a line within a paragraph.
    Break,
    /// The mark of a note, by its number from 1.
    Note(usize),
    /// A picture, by its place among those of the text, and what it shows.
    Picture(usize, String),
    /// The place of a picture that could not come along, by its number from 1, and what it showed.
    Gap(usize, String),
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold.
    pub(super) bold: bool,
    /// Italic.
    pub(super) italic: bool,
    /// Struck through.
    pub(super) struck: bool,
    /// Above or below the line.
    pub(super) raised: Option<Raised>,
}

/// Where small words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    /// Above, `m²`.
    Above,
    /// Below, `H₂O`.
    Below,
}

impl Inline {
    /// Plain words.
    #[must_use]
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::of(Piece::Text(text.into()))
    }

    /// Anything, without a look.
    #[must_use]
    pub(super) fn of(piece: Piece) -> Self {
        Self {
            piece,
            look: Look::default(),
            link: None,
        }
    }
}

#[cfg(test)]
impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub(super) fn of(blocks: Vec<Block>) -> Self {
        Self {
            blocks,
            columns: 1,
            rows: 1,
        }
    }
}

/// The words, without what they look like; a break is a space.
#[must_use]
pub(super) fn plain(words: &[Inline]) -> String {
    let mut plain = String::new();
    for inline in words {
        match &inline.piece {
            Piece::Text(text) => plain.push_str(text),
            Piece::Break => plain.push(' '),
            Piece::Note(_) | Piece::Picture(..) | Piece::Gap(..) => {}
        }
    }
    plain
}

/// The words of blocks, a line for each paragraph.
#[must_use]
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) => {
                all.extend(plain(words).lines().map(str::to_owned));
            }
            Block::List(list) => all.extend(list.items.iter().flat_map(|item| lines(item))),
            Block::Quote(blocks) => all.extend(lines(blocks)),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                all.extend(cells.flat_map(|cell| lines(&cell.blocks)));
            }
        }
    }
    all.retain(|line| !line.trim().is_empty());
    all
}
