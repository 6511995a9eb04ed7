//! From the tree of a piece of HTML to the paragraphs and tables that it shows.

use super::style::{font, is_hidden, list_of_word, look, property};
use super::tree::{Element, Node, is_block};
use crate::word::arrange::{Line, Marker, Part, Sign, arranged};
use crate::word::font::converted;
use crate::word::link::leads_out;
use crate::word::model::{Block, Inline, Look, Piece};
use crate::word::picture::{Gallery, description};
use crate::word::told::{Remark, Remarks};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What holds for the words of an element.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) look: Look,
    link: Option<Arc<str>>,
    font: Arc<str>,
    is_kept: bool,
}

#[derive(Default)]
pub(super) struct Reader<'t> {
    parts: Vec<Part>,
    line: Line,
    pub(super) remarks: Remarks,
    gallery: Gallery,
    /// Notes of Word by their names: where they stand, and the number that they were given.
    notes: FxHashMap<&'t str, (&'t Element, Option<usize>)>,
    note_blocks: Vec<Vec<Block>>,
}

impl<'t> Reader<'t> {
    /// The paragraphs and tables of a tree, and its notes.
    pub(super) fn read(&mut self, root: &'t Element) -> (Vec<Part>, Vec<Vec<Block>>) {
        self.find_notes(root);
        self.children(root, &Around::default());
        self.end_line();
        let notes = std::mem::take(&mut self.note_blocks);
        (std::mem::take(&mut self.parts), notes)
    }

    fn find_notes(&mut self, element: &'t Element) {
        for child in element.elements() {
            if matches!(&*property(child, "mso-element"), "footnote" | "endnote") {
                self.notes.insert(child.get("id"), (child, None));
            } else {
                self.find_notes(child);
            }
        }
    }

    /// The blocks that an element's children are by themselves.
    pub(super) fn blocks(&mut self, element: &'t Element, around: &Around) -> Vec<Block> {
        let parts = std::mem::take(&mut self.parts);
        let line = std::mem::take(&mut self.line);
        self.children(element, around);
        self.end_line();
        let within = std::mem::replace(&mut self.parts, parts);
        self.line = line;
        arranged(within, None).0
    }

    pub(super) fn push(&mut self, block: Block) {
        self.end_line();
        self.parts.push(Part::Block(block));
    }

    pub(super) fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.words.is_empty() || line.marker.is_some() {
            self.parts.push(Part::Line(line));
        }
    }

    fn children(&mut self, element: &'t Element, around: &Around) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.text(text, around),
                Node::Element(child) => self.element(child, around),
            }
        }
    }

    fn text(&mut self, text: &str, around: &Around) {
        let meant = converted(text, &around.font);
        self.remarks
            .add(Remark::Converted, usize::from(meant.is_some()));
        let text = meant.as_deref().unwrap_or(text);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                // A line of the source ends where its program liked it to.
                let end = match around.is_kept {
                    true => Piece::Break,
                    false => Piece::Text(" ".to_owned()),
                };
                self.piece(end, around);
            }
            if !line.is_empty() {
                self.piece(Piece::Text(line.to_owned()), around);
            }
        }
    }

    fn piece(&mut self, piece: Piece, around: &Around) {
        self.line.words.push(Inline {
            piece,
            look: around.look,
            link: around.link.clone(),
        });
    }

    fn element(&mut self, element: &'t Element, around: &Around) {
        if self.is_left_out(element) {
            return;
        }
        let mut within = around.clone();
        within.look = look(element, around.look);
        if let Some(font) = font(element) {
            within.font = font.into();
        }
        match &*element.name {
            "br" => self.line_break(element, &within),
            "img" => self.picture(element, &within),
            "a" => self.link(element, within),
            "ul" | "ol" => self.list(element, &within),
            "table" => self.table(element, &within),
            "blockquote" => {
                let blocks = self.blocks(element, &within);
                if !blocks.is_empty() {
                    self.push(Block::Quote(blocks));
                }
            }
            "pre" => {
                within.is_kept = true;
                self.block(element, &within);
            }
            name if is_block(name) => self.block(element, &within),
            _ => self.children(element, &within),
        }
    }

    /// Whether an element is none of the text; what people would miss is told.
    fn is_left_out(&mut self, element: &Element) -> bool {
        const NO_TEXT: [&str; 22] = [
            "script", "style", "xml", "head", "meta", "link", "title", "svg", "math", "iframe",
            "object", "button", "input", "select", "textarea", "noscript", "template", "audio",
            "video", "canvas", "map", "col",
        ];
        let name = &*element.name;
        if NO_TEXT.contains(&name) || ["o:", "v:", "w:", "m:"].iter().any(|p| name.starts_with(p)) {
            return true;
        }
        let says = || !element.words().trim().is_empty();
        let remark = match &*property(element, "mso-element") {
            "comment-list" => return true,
            "footnote-list" | "endnote-list" | "footnote" | "endnote" => return true,
            "header" | "footer" => Some(Remark::PageHeads),
            _ if element.get("class") == "msocomanchor" => Some(Remark::Comments),
            _ if property(element, "mso-list") == "ignore" => return true,
            _ if is_hidden(element) => Some(Remark::Hidden),
            _ if name == "del" => Some(Remark::Deleted),
            _ if is_contents(element.get("class")) => Some(Remark::Contents),
            _ => None,
        };
        let Some(remark) = remark else { return false };
        self.remarks.add(remark, usize::from(says()));
        true
    }

    fn line_break(&mut self, element: &Element, around: &Around) {
        if property(element, "page-break-before") != "always" {
            self.piece(Piece::Break, around);
        }
    }

    /// A block that is a line of its own, if no other block stands in it.
    fn block(&mut self, element: &'t Element, around: &Around) {
        self.end_line();
        let level = match element.name.strip_prefix('h') {
            Some(level) => level.parse().ok(),
            None => property(element, "mso-outline-level").parse().ok(),
        };
        let level: Option<u8> = level.filter(|level| (1..=6).contains(level));
        let is_title = element.get("class") == "MsoTitle";
        self.line.outline = level.map(|level| level - 1).or(is_title.then_some(0));
        self.line.marker = marker(element);
        self.children(element, around);
        self.end_line();
    }

    fn link(&mut self, element: &'t Element, mut around: Around) {
        let name = property(element, "mso-footnote-id");
        let name = match name.is_empty() {
            true => property(element, "mso-endnote-id"),
            false => name,
        };
        let url = element.get("href").trim();
        if !name.is_empty() {
            // Behind the note it leads back.
            let is_back = url.contains("ref");
            if is_back || self.note(&name, &around) {
                return;
            }
        }
        around.link = leads_out(url).map(Arc::from);
        let is_lost = around.link.is_none() && !url.is_empty() && !url.starts_with('#');
        self.remarks.add(Remark::Links, usize::from(is_lost));
        self.children(element, &around);
    }

    /// The mark of a note of Word; `false` where the note was not copied.
    fn note(&mut self, name: &str, around: &Around) -> bool {
        let Some((body, number)) = self.notes.get(name).copied() else {
            return false;
        };
        let number = number.unwrap_or_else(|| {
            // A note that names itself stays without its mark.
            self.notes.remove(name);
            let blocks = self.blocks(body, &Around::default());
            self.note_blocks.push(blocks);
            let number = self.note_blocks.len();
            self.notes.insert(body.get("id"), (body, Some(number)));
            number
        });
        let is_empty = self.note_blocks.get(number - 1).is_none_or(Vec::is_empty);
        if !is_empty {
            self.piece(Piece::Note(number), around);
        }
        true
    }

    fn picture(&mut self, element: &Element, around: &Around) {
        // What counts visitors and what holds space is nothing to see.
        let is_speck = |side: &str| {
            let length = element.get(side).trim_end_matches("px");
            length.parse::<f32>().is_ok_and(|length| length < 8.0)
        };
        if is_speck("width") || is_speck("height") || element.get("src").is_empty() {
            return;
        }
        self.remarks.add(Remark::PictureLinked, 1);
        let gap = self.gallery.gap(description(Some(element.get("alt"))));
        self.piece(gap, around);
    }
}

fn is_contents(class: &str) -> bool {
    let level = class.strip_prefix("MsoToc");
    level.is_some_and(|level| level.len() == 1)
}

/// What Word shows before a paragraph of a list.
fn marker(element: &Element) -> Option<Marker> {
    let (list, level) = list_of_word(element)?;
    let mut shown = None;
    find_shown(element, &mut shown);
    let shown = shown?;
    let words = shown.words();
    let label = words.trim_matches(|c: char| c.is_whitespace());
    let sign = sign(label, is_of_signs(shown))?;
    Some(Marker { list, level, sign })
}

/// What Word says to ignore is what it shows.
fn find_shown<'t>(element: &'t Element, shown: &mut Option<&'t Element>) {
    for child in element.elements() {
        if shown.is_none() && property(child, "mso-list") == "ignore" {
            *shown = Some(child);
        }
        find_shown(child, shown);
    }
}

fn is_of_signs(element: &Element) -> bool {
    let is_own = font(element).is_some_and(|name| {
        ["wingdings", "symbol", "webdings"]
            .iter()
            .any(|signs| name.starts_with(signs))
    });
    is_own || element.elements().any(is_of_signs)
}

fn sign(label: &str, is_of_signs: bool) -> Option<Sign> {
    let is_sign = !label.contains(char::is_alphanumeric) || label == "o";
    if is_of_signs || is_sign {
        return Some(Sign::Bullet);
    }
    let end = label.chars().next_back()?;
    let number = label.strip_suffix(['.', ')']);
    let number = number.filter(|number| number.len() < 9 && !number.starts_with('0'));
    match number.and_then(|number| number.parse().ok()) {
        Some(value) => Some(Sign::Number {
            value,
            bracketed: end == ')',
        }),
        None => Some(Sign::Label(label.to_owned())),
    }
}
