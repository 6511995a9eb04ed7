//! What an initiative tells of itself: the rendered section of a page, or the paragraphs and lists of a cell.

use crate::model::Passage;
use crate::render::Html;
use serde::Serialize;

/// A part of what an initiative tells of itself.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PassageView {
    /// A section of its page; absent where it comes from a cell.
    pub html: Option<Html>,
    /// The paragraphs and lists of a cell.
    pub blocks: Vec<BlockView>,
}

/// A paragraph, or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct BlockView {
    /// The text of a paragraph; empty for a list.
    pub text: String,
    /// The items of a list.
    pub items: Vec<String>,
}

impl PassageView {
    /// The words of a cell: a line is a paragraph; lines that begin with a dash, a bullet or a plus are a list, as
    /// office workers write them.
    pub(super) fn plain(text: &str) -> Self {
        let mut blocks: Vec<BlockView> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match (item(line), blocks.last_mut()) {
                (Some(item), Some(last)) if !last.items.is_empty() => {
                    last.items.push(item.to_owned());
                }
                (Some(item), _) => blocks.push(BlockView {
                    text: String::new(),
                    items: vec![item.to_owned()],
                }),
                (None, _) => blocks.push(BlockView {
                    text: line.to_owned(),
                    items: Vec::new(),
                }),
            }
        }
        Self { html: None, blocks }
    }

    /// A passage; `html` is the section where it is one.
    pub(super) fn new(passage: &Passage, html: Option<&Html>) -> Self {
        match (passage, html) {
            (Passage::Section(_), Some(html)) => Self {
                html: Some(html.clone()),
                blocks: Vec::new(),
            },
            (Passage::Section(prose), None) => Self::plain(&prose.markdown),
            (Passage::Plain(text), _) => Self::plain(text),
        }
    }
}

/// The words of a line after its bullet.
fn item(line: &str) -> Option<&str> {
    ["- ", "– ", "— ", "• ", "* ", "+ "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::PassageView;

    fn told(text: &str) -> Vec<String> {
        let blocks = PassageView::plain(text).blocks;
        let told = |block: &super::BlockView| match &block.items[..] {
            [] => block.text.clone(),
            items => format!("[{}]", items.join("|")),
        };
        blocks.iter().map(told).collect()
    }

    #[test]
    fn lines_are_paragraphs_and_bullets_are_lists() {
        assert_eq!(told("Một.\n\nHai."), ["Một.", "Hai."]);
        assert_eq!(
            told("Cần có:\r\n- một máy quét;\r\n– hai người.\r\nXong."),
            ["Cần có:", "[một máy quét;|hai người.]", "Xong."]
        );
        assert_eq!(told("-5 độ"), ["-5 độ"]);
        assert_eq!(told(" \n "), Vec::<String>::new());
    }
}
