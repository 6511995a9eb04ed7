//! The tree of a piece of HTML, as far as the clipboard needs it: what is left open is closed, what stands too deep
//! stands less deep.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// How deep elements stand in each other at most.
const DEEPEST: usize = 120;
/// The most elements and pieces of text.
const MOST: usize = 300_000;

/// Something in the tree.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// The value of an attribute, empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// All words in it.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for child in &self.children {
            match child {
                Node::Text(text) => words.push_str(text),
                Node::Element(element) => words.push_str(&element.words()),
            }
        }
        words
    }

    /// The elements among its children.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// Reads HTML.
pub(super) fn read(html: &str) -> Element {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.close_to(1);
    builder.open.pop().unwrap_or_default()
}

struct Sink(RefCell<Builder>);

impl Default for Sink {
    fn default() -> Self {
        Self(RefCell::new(Builder {
            open: vec![Element::default()],
            count: 0,
            beyond: 0,
        }))
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => builder.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => builder.end(&tag.name),
            Token::TagToken(tag) => {
                builder.start(&tag);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct Builder {
    /// The elements that are open, the outermost first; never empty.
    open: Vec<Element>,
    count: usize,
    /// How many elements are open beyond the deepest that is kept.
    beyond: usize,
}

impl Builder {
    fn text(&mut self, text: &str) {
        self.count += 1;
        let Some(parent) = self.open.last_mut().filter(|_| self.count < MOST) else {
            return;
        };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        }
    }

    fn start(&mut self, tag: &Tag) {
        self.count += 1;
        if self.count >= MOST {
            return;
        }
        let name = tag.name.to_string();
        self.close_implied(&name);
        let attributes = tag.attrs.iter().map(|attribute| {
            let name = attribute.name.local.to_string();
            (name, attribute.value.to_string())
        });
        let element = Element {
            attributes: attributes.collect(),
            name,
            children: Vec::new(),
        };
        let is_void = tag.self_closing || is_void(&element.name);
        if is_void {
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(Node::Element(element));
            }
        } else if self.open.len() < DEEPEST {
            self.open.push(element);
        } else {
            self.beyond += 1;
        }
    }

    /// What a start tag ends: a paragraph before a block, an item before the next one, a cell before a row.
    fn close_implied(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            name if is_block(name) => (&["p"], &["td", "th", "li", "table", "blockquote", "div"]),
            _ => return,
        };
        let mut open = self.open.iter().enumerate().skip(1).rev();
        let found = open.find(|(_, element)| {
            ended.contains(&&*element.name) || within.contains(&&*element.name)
        });
        if let Some((at, element)) = found
            && ended.contains(&&*element.name)
        {
            self.close_to(at);
        }
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let at = self.open.iter().rposition(|element| element.name == name);
        if let Some(at) = at.filter(|at| *at > 0) {
            self.close_to(at);
        }
    }

    /// Closes elements until only this many are open.
    fn close_to(&mut self, count: usize) {
        while self.open.len() > count {
            let Some(element) = self.open.pop() else {
                return;
            };
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(Node::Element(element));
            }
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "img"
            | "hr"
            | "col"
            | "input"
            | "meta"
            | "link"
            | "wbr"
            | "area"
            | "base"
            | "embed"
            | "param"
            | "source"
            | "track"
    )
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "table"
            | "blockquote"
            | "pre"
            | "hr"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "nav"
            | "address"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "center"
            | "details"
            | "summary"
            | "li"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "caption"
    )
}
