//! Tables that Markdown has no form for, as HTML: nothing in them is read as Markdown, and no blank line ends them.

use super::Addresses;
use crate::word::model::{Block, Cell, Inline, List, Look, Piece, Raised, Table, lines};

/// A table as HTML.
pub(super) fn written(table: &Table, notes: &[Vec<Block>], addresses: &Addresses<'_>) -> String {
    let mut writer = Writer {
        out: String::new(),
        notes,
        addresses,
    };
    writer.table(table, "\n");
    writer.out
}

struct Writer<'a> {
    out: String,
    notes: &'a [Vec<Block>],
    addresses: &'a Addresses<'a>,
}

impl Writer<'_> {
    fn table(&mut self, table: &Table, line_end: &str) {
        self.out.extend(["<table>", line_end]);
        for (at, row) in table.rows.iter().enumerate() {
            let name = if at < table.header_rows { "th" } else { "td" };
            self.out.extend(["<tr>", line_end]);
            for cell in row {
                self.cell(cell, name);
                self.out.push_str(line_end);
            }
            self.out.extend(["</tr>", line_end]);
        }
        self.out.push_str("</table>");
    }

    fn cell(&mut self, cell: &Cell, name: &str) {
        self.out.extend(["<", name]);
        if name == "th" {
            self.out.push_str(" scope=\"col\"");
        }
        for (key, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count > 1 {
                self.out.push_str(&format!(" {key}=\"{count}\""));
            }
        }
        self.out.push('>');
        match &cell.blocks[..] {
            [Block::Paragraph(words)] => self.words(words),
            blocks => self.blocks(blocks),
        }
        self.out.extend(["</", name, ">"]);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                // A cell's heading is none of the page's.
                Block::Heading(_, words) | Block::Paragraph(words) => {
                    self.tag("p", |writer| writer.words(words));
                }
                Block::List(list) => self.list(list),
                Block::Quote(blocks) => self.tag("blockquote", |writer| writer.blocks(blocks)),
                Block::Table(table) => self.table(table, ""),
            }
        }
    }

    fn list(&mut self, list: &List) {
        let name = match list.numbering {
            None => "ul",
            Some(_) => "ol",
        };
        self.out.extend(["<", name]);
        if let Some(numbering) = list.numbering.filter(|numbering| numbering.start != 1) {
            self.out
                .push_str(&format!(" start=\"{}\"", numbering.start));
        }
        self.out.push('>');
        for item in &list.items {
            self.tag("li", |writer| match &item[..] {
                [Block::Paragraph(words), rest @ ..] => {
                    writer.words(words);
                    writer.blocks(rest);
                }
                blocks => writer.blocks(blocks),
            });
        }
        self.out.extend(["</", name, ">"]);
    }

    fn tag(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.out.extend(["<", name, ">"]);
        inside(self);
        self.out.extend(["</", name, ">"]);
    }

    fn words(&mut self, words: &[Inline]) {
        for inline in words {
            let names = names(inline.look);
            if let Some(link) = &inline.link {
                self.out.push_str("<a href=\"");
                self.escaped(link);
                self.out.push_str("\">");
            }
            for name in &names {
                self.out.extend(["<", name, ">"]);
            }
            match &inline.piece {
                Piece::Text(text) => self.escaped(text),
                Piece::Break => self.out.push_str("<br>"),
                // Markdown's marks are not read in here, so the note itself stands in its place.
                Piece::Note(number) => self.note(*number),
                Piece::Picture(at, alt) => self.picture(&self.addresses.picture(*at), alt),
                Piece::Gap(number, alt) => self.picture(&self.addresses.gap(*number), alt),
            }
            for name in names.iter().rev() {
                self.out.extend(["</", name, ">"]);
            }
            if inline.link.is_some() {
                self.out.push_str("</a>");
            }
        }
    }

    fn note(&mut self, number: usize) {
        let note = number.checked_sub(1).and_then(|at| self.notes.get(at));
        let lines = note.map(|note| lines(note));
        let text = lines.unwrap_or_default().join(" ");
        if !text.is_empty() {
            self.escaped(&format!(" [{text}]"));
        }
    }

    fn picture(&mut self, address: &str, alt: &str) {
        self.out.push_str("<img src=\"");
        self.escaped(address);
        self.out.push_str("\" alt=\"");
        self.escaped(alt);
        self.out.push_str("\">");
    }

    /// Text in which neither HTML nor a reader of Markdown sees a sign.
    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' | '<' | '>' | '"' | '*' | '[' | ']' | '{' | '}' | '`' | '\\' => {
                    self.out.push_str(&format!("&#{};", u32::from(c)));
                }
                c => self.out.push(c),
            }
        }
    }
}

fn names(look: Look) -> Vec<&'static str> {
    let names = [
        look.bold.then_some("strong"),
        look.italic.then_some("em"),
        look.struck.then_some("s"),
        match look.raised {
            Some(Raised::Above) => Some("sup"),
            Some(Raised::Below) => Some("sub"),
            None => None,
        },
    ];
    names.into_iter().flatten().collect()
}
