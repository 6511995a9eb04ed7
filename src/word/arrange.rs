//! From the paragraphs of a document, each with what its program says of it, to blocks: lists gathered, labels that
//! readers cite written out, headings told from what only looks like one.

use super::bold::{is_bold, unbold};
use super::label::heading_level;
use super::model::{Block, Inline, List, Numbering, Piece, plain};
use super::settle::settled;

/// A paragraph as it comes from a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) words: Vec<Inline>,
    /// Its level among headings, from 0.
    pub(super) outline: Option<u8>,
    /// What stands before it.
    pub(super) marker: Option<Marker>,
    /// Whether its style is that of the title.
    pub(super) is_title: bool,
    pub(super) is_centred: bool,
    /// The size of its letters, in half points; 0 where nothing says it.
    pub(super) size: u32,
    /// Whether a program only took it for a heading.
    pub(super) seems_heading: bool,
}

/// What a program shows before a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// The list that it belongs to, and its level in it, from 0.
    pub(super) list: u32,
    pub(super) level: u8,
    pub(super) sign: Sign,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    Bullet,
    /// A number as Markdown writes it too.
    Number {
        value: u32,
        bracketed: bool,
    },
    /// Anything else, as readers cite it.
    Label(String),
}

/// What a document consists of.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Line(Line),
    Block(Block),
}

/// A paragraph that may have been meant for a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    /// Which of the blocks it is.
    pub(super) at: usize,
    /// The level that it would have.
    pub(super) level: u8,
}

impl Proposal {
    /// The heading that its block would be.
    pub(super) fn heading(&self, block: &Block) -> Option<Block> {
        let Block::Paragraph(words) = block else {
            return None;
        };
        let mut words = words.clone();
        unbold(&mut words);
        Some(Block::Heading(self.level, words))
    }
}

/// The longest paragraph that is proposed as a heading, in characters.
const LONGEST_HEADING: usize = 120;

impl Line {
    /// Whether all of its words are bold.
    pub(super) fn is_bold(&self) -> bool {
        is_bold(&self.words)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|inline| match &inline.piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Break => true,
            _ => false,
        })
    }

    /// Puts a label before its words, which looks as they do.
    fn labelled(&mut self, label: &str) {
        let look = self.words.first().map(|inline| inline.look);
        let mut inline = Inline::text(format!("{label} "));
        inline.look.bold = look.is_some_and(|look| look.bold);
        inline.look.italic = look.is_some_and(|look| look.italic);
        self.words.insert(0, inline);
    }
}

/// The size that most letters have.
pub(super) fn usual_size(parts: &[Part]) -> u32 {
    let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for part in parts {
        if let Part::Line(line) = part {
            *sizes.entry(line.size).or_default() += plain(&line.words).chars().count();
        }
    }
    let most = sizes.into_iter().max_by_key(|(_, letters)| *letters);
    most.map_or(0, |(size, _)| size)
}

/// The blocks of a document's parts, and which of them may have been meant for headings.
pub(super) fn arranged(parts: Vec<Part>, usual_size: Option<u32>) -> (Vec<Block>, Vec<Proposal>) {
    let mut arranger = Arranger {
        usual_size,
        ..Arranger::default()
    };
    for part in parts {
        match part {
            Part::Block(block) => {
                arranger.close(0);
                arranger.blocks.push(block);
            }
            Part::Line(line) => arranger.line(line),
        }
    }
    arranger.close(0);
    (arranger.blocks, arranger.proposals)
}

#[derive(Default)]
struct Arranger {
    blocks: Vec<Block>,
    /// Lists whose next item may come, each in the last item of the one before.
    open: Vec<Open>,
    proposals: Vec<Proposal>,
    /// `None` in tables, where nothing is proposed.
    usual_size: Option<u32>,
}

struct Open {
    list: u32,
    level: u8,
    gathered: List,
}

impl Open {
    /// Whether an item with this sign is the next of the list.
    fn continues(&self, list: u32, sign: &Sign) -> bool {
        match (sign, self.gathered.numbering) {
            (Sign::Bullet, None) => self.list == list,
            (Sign::Number { value, bracketed }, Some(numbering)) => {
                let next = u32::try_from(self.gathered.items.len()).ok();
                let next = next.and_then(|count| numbering.start.checked_add(count));
                self.list == list && numbering.bracketed == *bracketed && next == Some(*value)
            }
            _ => false,
        }
    }
}

impl Arranger {
    /// Ends the lists that are open from this one on.
    fn close(&mut self, from: usize) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else { return };
            let block = Block::List(open.gathered);
            let item = self
                .open
                .last_mut()
                .and_then(|o| o.gathered.items.last_mut());
            item.unwrap_or(&mut self.blocks).push(block);
        }
    }

    fn line(&mut self, mut line: Line) {
        let Some(Marker { list, level, sign }) = line.marker.take() else {
            if !line.is_empty() {
                self.close(0);
                self.paragraph(line, None);
            }
            return;
        };
        let is_heading = line.outline.is_some() || (line.is_bold() && self.usual_size.is_some());
        match sign {
            Sign::Bullet if line.is_empty() => {}
            Sign::Number { value, bracketed } if is_heading => {
                let end = if bracketed { ')' } else { '.' };
                line.labelled(&format!("{value}{end}"));
                self.close(0);
                self.paragraph(line, None);
            }
            Sign::Bullet if line.outline.is_some() => {
                self.close(0);
                self.paragraph(line, None);
            }
            Sign::Label(label) => {
                line.labelled(&label);
                let above = |open: &Open| open.list == list && open.level < level;
                let within = self.open.iter().rposition(above);
                let within = within.filter(|_| line.outline.is_none());
                self.close(within.map_or(0, |at| at + 1));
                self.paragraph(line, within);
            }
            sign => self.item(line, list, level, &sign),
        }
    }

    fn item(&mut self, line: Line, list: u32, level: u8, sign: &Sign) {
        let ends = |open: &Open| {
            open.level > level
                || (open.level == level && !open.continues(list, sign))
                || open.list != list
        };
        if let Some(at) = self.open.iter().position(ends) {
            self.close(at);
        }
        let words = settled(line.words);
        let item = match words.is_empty() {
            true => Vec::new(),
            false => vec![Block::Paragraph(words)],
        };
        match self.open.last_mut().filter(|open| open.level == level) {
            Some(open) => open.gathered.items.push(item),
            None => self.open.push(Open {
                list,
                level,
                gathered: List {
                    numbering: match sign {
                        Sign::Number { value, bracketed } => Some(Numbering {
                            start: *value,
                            bracketed: *bracketed,
                        }),
                        _ => None,
                    },
                    items: vec![item],
                },
            }),
        }
    }

    /// A paragraph or heading, at the end of the text or of an open list's last item.
    fn paragraph(&mut self, line: Line, within: Option<usize>) {
        let proposal = self.proposed(&line).filter(|_| within.is_none());
        let outline = line.outline;
        let mut words = settled(line.words);
        if words.is_empty() {
            return;
        }
        if let Some(level) = outline {
            // Headings are bold by themselves.
            unbold(&mut words);
            let level = level.saturating_add(2).min(6);
            self.blocks.push(Block::Heading(level, words));
            return;
        }
        let at = self.blocks.len();
        self.proposals
            .extend(proposal.map(|level| Proposal { at, level }));
        let open = within.and_then(|at| self.open.get_mut(at));
        let item = open.and_then(|open| open.gathered.items.last_mut());
        item.unwrap_or(&mut self.blocks)
            .push(Block::Paragraph(words));
    }

    /// The level of the heading that a paragraph may have been meant for.
    fn proposed(&self, line: &Line) -> Option<u8> {
        let usual = self.usual_size?;
        let text = plain(&line.words);
        let is_short = text.chars().count() <= LONGEST_HEADING;
        let is_words = line
            .words
            .iter()
            .all(|inline| matches!(inline.piece, Piece::Text(_) | Piece::Break | Piece::Note(_)));
        if line.outline.is_some() || !is_short || !is_words {
            return None;
        }
        if line.seems_heading {
            return Some(heading_level(&text).unwrap_or(2));
        }
        if !line.is_bold() {
            return None;
        }
        heading_level(&text).or((usual > 0 && line.size > usual).then_some(2))
    }
}
