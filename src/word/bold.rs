//! Whether words are bold throughout, and the same words where something else makes them so.

use super::model::{Block, Inline, Piece};
use super::settle::settled;

/// Whether there are words, and all of them are bold.
pub(super) fn is_bold(words: &[Inline]) -> bool {
    let mut says = words.iter().filter_map(|inline| match &inline.piece {
        Piece::Text(text) if !text.trim().is_empty() => Some(inline.look.bold),
        _ => None,
    });
    says.next() == Some(true) && says.all(|bold| bold)
}

/// Whether blocks are nothing but bold words.
pub(super) fn are_bold(blocks: &[Block]) -> bool {
    let is_bold = |block: &Block| matches!(block, Block::Paragraph(words) if is_bold(words));
    !blocks.is_empty() && blocks.iter().all(is_bold)
}

/// Words of a heading, which is bold by itself.
pub(super) fn unbold(words: &mut Vec<Inline>) {
    words.iter_mut().for_each(|inline| inline.look.bold = false);
    *words = settled(std::mem::take(words));
}

/// What stands in the head of a column, which is bold by itself.
pub(super) fn unbold_all(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) => unbold(words),
            Block::List(list) => list.items.iter_mut().for_each(|item| unbold_all(item)),
            Block::Quote(blocks) => unbold_all(blocks),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.for_each(|cell| unbold_all(&mut cell.blocks));
            }
        }
    }
}
