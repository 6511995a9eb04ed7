//! The words of a paragraph as Markdown. Where its marks cannot say it, HTML does.

use super::Addresses;
use super::escape::{Escaper, destination, is_autolink};
use crate::word::model::{Inline, Look, Piece, Raised};

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Paragraph,
    Heading,
    Cell,
}

/// Words that are settled, as Markdown.
pub(super) fn written(words: &[Inline], within: Within, addresses: &Addresses<'_>) -> String {
    let mut writer = Writer {
        out: String::new(),
        within,
        addresses,
    };
    let mut at = 0;
    while at < words.len() {
        let link = &words[at].link;
        let length = words[at..].iter().take_while(|w| w.link == *link).count();
        let (group, rest) = words[at..].split_at(length);
        match link {
            Some(url) if is_autolink(url) && group_text(group) == Some(url) => {
                writer.out.extend(["<", url, ">"]);
            }
            Some(url) => {
                // Brackets behind those of a note would be read as one with them.
                if writer.out.ends_with(']') && !writer.out.ends_with("\\]") {
                    writer.out.push_str("<!-- -->");
                }
                writer.out.push('[');
                writer.stretches(group, Some(']'));
                writer.out.extend(["](", &destination(url), ")"]);
            }
            None => writer.stretches(group, rest.first().map(|_| '[')),
        }
        at += length;
    }
    if within == Within::Paragraph {
        super::escape::line_starts(&writer.out)
    } else {
        writer.out
    }
}

/// The words of a link that says nothing but itself.
fn group_text(group: &[Inline]) -> Option<&str> {
    match group {
        [
            Inline {
                piece: Piece::Text(text),
                look,
                ..
            },
        ] if *look == Look::default() => Some(text),
        _ => None,
    }
}

/// A look that has marks of its own in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bold,
    Italic,
}

impl Mark {
    fn is_in(self, inline: &Inline) -> bool {
        match self {
            Self::Bold => inline.look.bold,
            Self::Italic => inline.look.italic,
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Bold => "**",
            Self::Italic => "*",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bold => "strong",
            Self::Italic => "em",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Bold => Self::Italic,
            Self::Italic => Self::Bold,
        }
    }
}

struct Writer<'a> {
    out: String,
    within: Within,
    addresses: &'a Addresses<'a>,
}

impl Writer<'_> {
    /// Words of one link, or of none; `next` is what will be written behind them.
    fn stretches(&mut self, words: &[Inline], next: Option<char>) {
        let is_marked = |inline: &Inline| inline.look.bold || inline.look.italic;
        let mut at = 0;
        while at < words.len() {
            let marked = is_marked(&words[at]);
            let length = words[at..].iter();
            let length = length.take_while(|word| is_marked(word) == marked).count();
            let (stretch, rest) = words[at..].split_at(length);
            let next = rest.first().map_or(next, |inline| self.first_of(inline));
            if marked {
                self.marked(stretch, next);
            } else {
                let next = if rest.is_empty() { next } else { Some('*') };
                self.pieces(stretch, next);
            }
            at += length;
        }
    }

    /// Words of which each is bold or italic.
    fn marked(&mut self, words: &[Inline], next: Option<char>) {
        let covers = |mark: &Mark| words.iter().all(|word| mark.is_in(word));
        let outer = [Mark::Bold, Mark::Italic].into_iter().find(covers);
        let other = |mark: Mark| words.iter().any(|word| mark.other().is_in(word));
        let is_nested = outer.is_some_and(other);
        if let Some(signed) = outer.and_then(|o| self.signed(words, o, is_nested, next)) {
            self.out.push_str(&signed);
            return;
        }
        match outer {
            Some(outer) => {
                self.tag(outer.name(), |writer| writer.tagged(words, outer.other()));
            }
            None => {
                let mut at = 0;
                while at < words.len() {
                    let bold = words[at].look.bold;
                    let length = words[at..].iter();
                    let length = length.take_while(|word| word.look.bold == bold).count();
                    let part = &words[at..at + length];
                    if bold {
                        self.tag("strong", |writer| writer.tagged(part, Mark::Italic));
                    } else {
                        self.tagged(part, Mark::Italic);
                    }
                    at += length;
                }
            }
        }
    }

    /// Words in the marks of a look that all of them have; `None` where those would not be read as marks.
    fn signed(
        &self,
        words: &[Inline],
        outer: Mark,
        is_nested: bool,
        next: Option<char>,
    ) -> Option<String> {
        let mut inside = Writer {
            out: String::new(),
            within: self.within,
            addresses: self.addresses,
        };
        inside.inner(words, outer.other());
        let inside = inside.out;
        let bare = inside.trim_matches('*');
        let (first, last) = (bare.chars().next(), bare.chars().next_back());
        // Marks within marks are told apart only where letters stand beside them.
        let is_clear = !is_nested || (is_letter(first) && is_letter(last));
        let before = self.out.chars().next_back();
        let fits = is_clear && opens(before, first) && opens(next, last);
        let sign = outer.sign();
        fits.then(|| format!("{sign}{inside}{sign}"))
    }

    /// Words within the marks of one look, with those of the other.
    fn inner(&mut self, words: &[Inline], mark: Mark) {
        self.by(words, mark, |writer, part, next| {
            let first = part.first().and_then(|inline| writer.first_of(inline));
            let last = part.last().and_then(|inline| writer.last_of(inline));
            let before = writer.out.chars().next_back();
            let is_apart = |c: Option<char>| c.is_none_or(|c| c == '*' || c.is_whitespace());
            let is_clear = is_letter(first) && is_letter(last);
            if is_clear && is_apart(before) && is_apart(next) {
                writer.out.push_str(mark.sign());
                writer.pieces(part, Some('*'));
                writer.out.push_str(mark.sign());
            } else {
                writer.tag(mark.name(), |writer| writer.pieces(part, Some('<')));
            }
        });
    }

    /// Words within tags, with a look in tags.
    fn tagged(&mut self, words: &[Inline], mark: Mark) {
        self.by(words, mark, |writer, part, _| {
            writer.tag(mark.name(), |writer| writer.pieces(part, Some('<')));
        });
    }

    /// Writes words, those that have a look by `write`.
    fn by(
        &mut self,
        words: &[Inline],
        mark: Mark,
        write: impl Fn(&mut Self, &[Inline], Option<char>),
    ) {
        let mut at = 0;
        while at < words.len() {
            let marked = mark.is_in(&words[at]);
            let length = words[at..].iter();
            let length = length.take_while(|word| mark.is_in(word) == marked).count();
            let (part, rest) = words[at..].split_at(length);
            let next = rest.first().and_then(|inline| self.first_of(inline));
            if marked {
                write(self, part, next);
            } else {
                self.pieces(part, Some('*'));
            }
            at += length;
        }
    }

    fn tag(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.out.extend(["<", name, ">"]);
        inside(self);
        self.out.extend(["</", name, ">"]);
    }

    /// Words whose bold and italic is written already.
    fn pieces(&mut self, words: &[Inline], next: Option<char>) {
        for (at, inline) in words.iter().enumerate() {
            let next = words.get(at + 1).map_or(next, |next| self.first_of(next));
            let (open, close) = tags(inline.look);
            self.out.push_str(&open);
            match &inline.piece {
                Piece::Text(text) => {
                    let next = if close.is_empty() { next } else { Some('<') };
                    let mut escaper = Escaper {
                        out: &mut self.out,
                        in_heading: self.within == Within::Heading,
                    };
                    escaper.push(text, next);
                }
                Piece::Break => self.out.push_str(match self.within {
                    Within::Paragraph => "\\\n",
                    Within::Heading => " ",
                    Within::Cell => "<br>",
                }),
                Piece::Note(number) => self.out.push_str(&format!("[^{number}]")),
                Piece::Picture(at, alt) => self.picture(&self.addresses.picture(*at), alt),
                Piece::Gap(number, alt) => self.picture(&self.addresses.gap(*number), alt),
            }
            self.out.push_str(&close);
        }
    }

    fn picture(&mut self, address: &str, alt: &str) {
        self.out.push_str("![");
        let mut escaper = Escaper {
            out: &mut self.out,
            in_heading: false,
        };
        escaper.push(alt, Some(']'));
        self.out.extend(["](", &destination(address), ")"]);
    }

    /// The first character of what will be written.
    fn first_of(&self, inline: &Inline) -> Option<char> {
        self.edge_of(inline, |text| text.chars().next())
    }

    fn last_of(&self, inline: &Inline) -> Option<char> {
        self.edge_of(inline, |text| text.chars().next_back())
    }

    fn edge_of(&self, inline: &Inline, edge: fn(&str) -> Option<char>) -> Option<char> {
        match &inline.piece {
            Piece::Text(_) if !tags(inline.look).0.is_empty() => Some('<'),
            Piece::Text(text) => edge(text),
            Piece::Break if self.within == Within::Cell => Some('<'),
            Piece::Break => Some(' '),
            Piece::Note(_) => Some('['),
            Piece::Picture(..) | Piece::Gap(..) => Some('!'),
        }
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether marks between these two characters are read as those of what stands on their inner side.
fn opens(outer: Option<char>, inner: Option<char>) -> bool {
    let Some(inner) = inner else { return false };
    let is_free = outer.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric());
    // A mark that touches another one would be read as one with it.
    outer != Some('*') && !inner.is_whitespace() && (inner.is_alphanumeric() || is_free)
}

/// The tags of looks that have no marks.
fn tags(look: Look) -> (String, String) {
    let names = [
        look.struck.then_some("s"),
        match look.raised {
            Some(Raised::Above) => Some("sup"),
            Some(Raised::Below) => Some("sub"),
            None => None,
        },
    ];
    let names = || names.into_iter().flatten();
    let open = names().map(|name| format!("<{name}>")).collect();
    let close = names().rev().map(|name| format!("</{name}>")).collect();
    (open, close)
}
