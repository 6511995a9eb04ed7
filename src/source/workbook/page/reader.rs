//! The tables of a page, from its tags: as browsers understand them, which close what pages leave open.

use super::super::raised::Standing;
use super::style::{PageStyles, hides, number_format};
use super::table::{PageCell, PageRow, PageTable};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// What browsers let a cell span at most.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65_534;

/// The tables of a page, in the order in which they end.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) tables: Vec<PageTable>,
    /// The names that Excel gives its sheets.
    pub(super) names: Vec<String>,
}

/// Reads a page.
pub(super) fn read(text: &str) -> Page {
    let sink = Sink::default();
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

#[derive(Default)]
struct Sink(RefCell<PageReader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.text(&text),
            Token::CommentToken(text) => reader.comment(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => reader.end(&tag.name),
            Token::TagToken(tag) => {
                reader.start(&tag);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct PageReader {
    page: Page,
    styles: PageStyles,
    style_sheet: String,
    /// The element whose content is no text of the page, and how deep it stands in others of its name.
    apart: Option<(String, u32)>,
    /// Tables in cells of tables.
    open: Vec<OpenTable>,
    /// Tables in cells of a table of figures are text of their cell; how many are open.
    inner: u32,
    /// What is written above the next table.
    above: Vec<Vec<String>>,
    line: String,
    /// How the text stands.
    standing: Standing,
}

#[derive(Default)]
struct OpenTable {
    table: PageTable,
    /// Whether the last row is still open.
    in_row: bool,
    cell: Option<PageCell>,
}

impl OpenTable {
    fn close_cell(&mut self) {
        let cell = self.cell.take().filter(|cell| !cell.is_hidden);
        if let (Some(cell), Some(row)) = (cell, self.table.rows.last_mut()) {
            row.cells.push(cell);
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        self.in_row = false;
    }

    fn open_row(&mut self, is_hidden: bool) {
        self.close_row();
        self.in_row = true;
        self.table.rows.push(PageRow {
            cells: Vec::new(),
            is_hidden,
        });
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    let found = tag
        .attrs
        .iter()
        .find(|attribute| *attribute.name.local == *name);
    found.map(|attribute| &*attribute.value)
}

fn is_hidden(tag: &Tag) -> bool {
    attribute(tag, "style").is_some_and(hides) || attribute(tag, "hidden").is_some()
}

/// Whether what follows stands on a line of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "blockquote"
            | "center"
            | "div"
            | "dd"
            | "dl"
            | "dt"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "ul"
            | "caption"
            | "body"
            | "table"
            | "tr"
    )
}

fn has_no_end(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "wbr"
    )
}

impl PageReader {
    fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.close_table();
        }
        self.page
    }

    /// Where text goes: the open cell, or the lines above a table.
    fn target(&mut self) -> &mut String {
        match self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.line,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((name, _)) = &self.apart {
            if name == "style" {
                self.style_sheet.push_str(text);
            }
            return;
        }
        let mut said = String::with_capacity(text.len());
        self.standing.add(text, &mut said);
        let target = self.target();
        for c in said.chars() {
            if !c.is_ascii_whitespace() {
                target.push(c);
            } else if !target.is_empty() && !target.ends_with([' ', '\n']) {
                target.push(' ');
            }
        }
    }

    /// Begins a new line.
    fn break_line(&mut self) {
        let is_outside = self.open.last().is_none_or(|open| open.cell.is_none());
        let target = self.target();
        target.truncate(target.trim_end_matches(' ').len());
        if is_outside {
            let line = std::mem::take(target);
            if !line.trim().is_empty() {
                self.above.push(vec![line.trim().to_owned()]);
            }
        } else if !target.is_empty() && !target.ends_with('\n') {
            target.push('\n');
        }
    }

    /// Excel names its sheets in a comment that only it reads.
    fn comment(&mut self, text: &str) {
        for part in text.split("<x:Name>").skip(1) {
            let name = part.split('<').next().unwrap_or_default();
            self.page.names.push(name.trim().to_owned());
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if let Some((apart, depth)) = &mut self.apart {
            *depth += u32::from(apart == name);
            return;
        }
        match name {
            "script" | "style" | "title" | "textarea" | "xml" | "noscript" => {
                self.apart = Some((name.to_owned(), 1));
            }
            "table" => self.open_table(is_hidden(tag)),
            "tr" | "td" | "th" | "caption" if self.inner > 0 => self.break_line(),
            "tr" => {
                if let Some(open) = self.open.last_mut() {
                    open.open_row(is_hidden(tag));
                }
            }
            "td" | "th" => self.open_cell(tag),
            "caption" | "thead" | "tbody" | "tfoot" if self.inner == 0 => {
                if let Some(open) = self.open.last_mut() {
                    open.close_row();
                }
                self.break_line();
            }
            "br" => self.break_line(),
            "sup" | "sub" | "del" | "s" | "strike" => {
                self.standing = Standing::of_tag(name).unwrap_or_default();
            }
            "input" if matches!(attribute(tag, "type"), None | Some("text" | "number")) => {
                self.text(attribute(tag, "value").unwrap_or_default());
            }
            _ if is_hidden(tag) && !has_no_end(name) => {
                self.apart = Some((name.to_owned(), 1));
            }
            _ if is_block(name) => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((apart, depth)) = &mut self.apart {
            if apart == name {
                *depth -= 1;
                if *depth == 0 {
                    self.apart = None;
                    self.styles.take(&std::mem::take(&mut self.style_sheet));
                }
            }
            return;
        }
        match name {
            "table" if self.inner > 0 => self.inner -= 1,
            "table" => self.close_table(),
            "tr" | "td" | "th" | "caption" if self.inner > 0 => self.break_line(),
            "td" | "th" => {
                if let Some(open) = self.open.last_mut() {
                    open.close_cell();
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" => {
                if let Some(open) = self.open.last_mut() {
                    open.close_row();
                }
            }
            "sup" | "sub" | "del" | "s" | "strike" => self.standing = Standing::OnLine,
            _ if is_block(name) => self.break_line(),
            _ => {}
        }
    }

    fn open_table(&mut self, is_hidden: bool) {
        if self.inner > 0 {
            self.inner += 1;
            return;
        }
        if let Some(outer) = self.open.last_mut()
            && outer.cell.is_some()
        {
            if !outer.table.is_layout() {
                self.inner = 1;
                self.break_line();
                return;
            }
            // It only places things on the page: what it says so far stands above what follows.
            let cell = outer
                .cell
                .as_mut()
                .map(|cell| std::mem::take(&mut cell.text));
            let mut said = std::mem::take(&mut outer.table);
            if let Some(row) = said.rows.last_mut() {
                row.cells.push(PageCell {
                    text: cell.unwrap_or_default(),
                    ..PageCell::default()
                });
            }
            outer.table.rows.push(PageRow::default());
            self.above.extend(said.into_lines());
        }
        self.break_line();
        self.open.push(OpenTable {
            table: PageTable {
                is_hidden,
                ..PageTable::default()
            },
            ..OpenTable::default()
        });
    }

    fn close_table(&mut self) {
        self.inner = 0;
        let Some(mut open) = self.open.pop() else {
            return;
        };
        open.close_row();
        self.break_line();
        let mut table = open.table;
        if table.is_empty() {
            return;
        }
        table.above = std::mem::take(&mut self.above);
        if table.is_layout() {
            self.above = table.into_lines();
        } else {
            self.page.tables.push(table);
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        self.standing = Standing::OnLine;
        let format = self.format(tag);
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.close_cell();
        if !open.in_row {
            open.open_row(false);
        }
        let span = |name, most| {
            let given = attribute(tag, name).and_then(|count| count.trim().parse().ok());
            // No rows mean all that follow.
            match (given, name) {
                (Some(0), "rowspan") => most,
                (given, _) => given.unwrap_or(1).clamp(1, most),
            }
        };
        let number = |name| attribute(tag, name).and_then(|number| number.trim().parse().ok());
        let own = attribute(tag, "x:num");
        let of_script = (attribute(tag, "data-t") == Some("n"))
            .then(|| number("data-v"))
            .flatten();
        open.cell = Some(PageCell {
            text: String::new(),
            rows: span("rowspan", MOST_ROWS),
            columns: span("colspan", MOST_COLUMNS),
            number: number("x:num").or_else(|| number("sdval")).or(of_script),
            prints_number: own.is_some_and(|number| number.trim().is_empty()),
            format,
            formula: attribute(tag, "x:fmla").map(str::to_owned),
            is_hidden: is_hidden(tag),
        });
    }

    /// The number format of a cell.
    fn format(&self, tag: &Tag) -> Option<String> {
        let of_style = || attribute(tag, "style").and_then(number_format);
        let of_class = || self.styles.of_classes(attribute(tag, "class")?);
        // `1033;0;0.0%`: two languages and the format.
        let of_office = || {
            attribute(tag, "sdnum")?
                .splitn(3, ';')
                .nth(2)
                .map(str::to_owned)
        };
        let of_script = || attribute(tag, "data-z").map(str::to_owned);
        of_style()
            .or_else(of_class)
            .or_else(of_office)
            .or_else(of_script)
    }
}
