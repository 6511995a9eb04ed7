//! Tracked changes of a part of a `.docx`, taken as a reader of the finished text sees them: what was deleted is cut out
//! of the XML before anything else reads it, so that no number counts a paragraph that is no longer there.

use super::refusal::Refusal;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// The most paragraphs, runs and cells of a text, and how deep they may stand in each other.
const MOST_ELEMENTS: usize = 400_000;
const DEEPEST: usize = 400;
/// The most letters and digits of a text.
const MOST_LETTERS: usize = 2_000_000;

/// A part after its changes, and what they were.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    pub(super) xml: String,
    /// Passages, however many paragraphs each takes.
    pub(super) deleted: usize,
    pub(super) inserted: usize,
    /// Files within the file.
    pub(super) embedded: usize,
    /// Letters and digits that stand in the text.
    pub(super) letters: usize,
}

/// Takes the changes of a part.
///
/// # Errors
/// Where it is too long, or no XML.
pub(super) fn accepted(xml: &str) -> Result<Accepted, Refusal> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut scan = Scan::default();
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let range = start..position(&reader);
        match event {
            Ok(Event::Start(tag)) => scan.start(tag.name().as_ref(), range)?,
            Ok(Event::Empty(tag)) => scan.empty(tag.name().as_ref(), range),
            Ok(Event::End(_)) => scan.end(range),
            Ok(Event::Text(_)) => scan.text(xml.get(range).unwrap_or_default()),
            // What follows damage is not read; the reader of the document tells it.
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
        if scan.elements > MOST_ELEMENTS || scan.found.letters > MOST_LETTERS {
            return Err(Refusal::TooLong);
        }
    }
    let mut found = scan.found;
    found.xml = edited(xml, scan.edits);
    Ok(found)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// A piece of the XML that gives way to another piece of it, or to nothing.
#[derive(Debug)]
struct Edit {
    at: Range<usize>,
    by: Range<usize>,
}

fn edited(xml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.at.start);
    let mut all = String::with_capacity(xml.len());
    let mut done = 0;
    for Edit { at, by } in edits {
        if at.start < done {
            continue;
        }
        all.push_str(xml.get(done..at.start).unwrap_or_default());
        all.push_str(xml.get(by).unwrap_or_default());
        done = at.end;
    }
    all.push_str(xml.get(done..).unwrap_or_default());
    all
}

/// A paragraph whose end was deleted: it goes on in the next.
#[derive(Debug)]
struct Endless {
    /// Its tag and properties.
    head: Range<usize>,
    close: Range<usize>,
    has_words: bool,
}

#[derive(Debug, Default)]
struct Open {
    name: &'static str,
    start: usize,
    /// Of a paragraph: where its properties end.
    head_end: usize,
    is_deleted: bool,
    has_words: bool,
    /// Paragraphs among its children that wait for the next one.
    waiting: Vec<Endless>,
    /// Of a paragraph: those that go on in it.
    before: Vec<Endless>,
    /// How many edits there were when it began.
    edits: usize,
}

#[derive(Default)]
struct Scan {
    open: Vec<Open>,
    edits: Vec<Edit>,
    found: Accepted,
    elements: usize,
    /// What is being cut out: how deep it stands, where it begins, whether words are in it.
    cut: Option<(usize, usize, bool)>,
    /// How deep within what counts for nothing else, such as what stands for older programs.
    aside: usize,
    in_deleted: bool,
    in_inserted: bool,
}

/// The elements that matter here; all others are as one.
fn known(name: &str) -> &'static str {
    const KNOWN: [&str; 17] = [
        "w:p",
        "w:pPr",
        "w:rPr",
        "w:r",
        "w:t",
        "w:delText",
        "w:tbl",
        "w:tr",
        "w:trPr",
        "w:tc",
        "w:sdt",
        "w:del",
        "w:ins",
        "w:moveFrom",
        "mc:Fallback",
        "w:drawing",
        "o:OLEObject",
    ];
    KNOWN.into_iter().find(|known| *known == name).unwrap_or("")
}

impl Scan {
    fn parent(&self, up: usize) -> &'static str {
        let at = self.open.len().checked_sub(up + 1);
        at.map_or("", |at| self.open[at].name)
    }

    /// Whether a mark of deletion here is that of what encloses it.
    fn marks(&mut self, name: &str) -> bool {
        if !matches!(name, "w:del" | "w:moveFrom") {
            return false;
        }
        let above = match (self.parent(0), self.parent(1)) {
            ("w:rPr", "w:pPr") => 3,
            ("w:trPr", _) => 2,
            ("w:rPr", _) => return true,
            _ => return false,
        };
        if let Some(at) = self.open.len().checked_sub(above) {
            self.open[at].is_deleted = true;
        }
        true
    }

    fn start(&mut self, name: &str, range: Range<usize>) -> Result<(), Refusal> {
        let name = known(name);
        self.elements += usize::from(matches!(name, "w:p" | "w:r" | "w:tc"));
        if self.open.len() > DEEPEST {
            return Err(Refusal::TooLong);
        }
        if self.cut.is_none() {
            self.begin(name, &range);
        }
        self.aside += usize::from(name == "mc:Fallback");
        let before = match self.open.last_mut() {
            Some(parent) if name == "w:p" => std::mem::take(&mut parent.waiting),
            _ => Vec::new(),
        };
        self.open.push(Open {
            name,
            start: range.start,
            head_end: range.end,
            before,
            edits: self.edits.len(),
            ..Open::default()
        });
        Ok(())
    }

    fn begin(&mut self, name: &str, range: &Range<usize>) {
        if matches!(name, "w:tbl" | "w:sdt") {
            self.give_up_waiting();
        }
        let is_mark = self.marks(name);
        let is_cut = matches!(name, "w:del" | "w:moveFrom") && !is_mark;
        if is_cut || name == "o:OLEObject" {
            self.found.embedded += usize::from(name == "o:OLEObject");
            self.cut = Some((self.open.len(), range.start, false));
        }
    }

    fn empty(&mut self, name: &str, range: Range<usize>) {
        if self.cut.is_some() {
            return;
        }
        match known(name) {
            "o:OLEObject" => {
                self.found.embedded += 1;
                self.cut_out(range);
            }
            "w:p" | "w:tbl" => self.give_up_waiting(),
            name => {
                self.marks(name);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let is_deleted = self.parent(0) == "w:delText";
        if !is_deleted && self.parent(0) != "w:t" {
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        if let Some((_, _, has_words)) = &mut self.cut {
            *has_words = true;
            return;
        }
        if is_deleted || self.aside > 0 {
            return;
        }
        self.in_deleted = false;
        let is_inserted = self.open.iter().rev().any(|open| open.name == "w:ins");
        self.found.inserted += usize::from(is_inserted && !self.in_inserted);
        self.in_inserted = is_inserted;
        self.found.letters += text.chars().filter(|c| c.is_alphanumeric()).count();
        let paragraphs = self.open.iter_mut().rev();
        for paragraph in paragraphs.filter(|open| open.name == "w:p") {
            paragraph.has_words = true;
        }
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        self.aside -= usize::from(open.name == "mc:Fallback");
        if let Some((depth, start, has_words)) = self.cut {
            if depth == self.open.len() {
                self.cut = None;
                self.cut_out(start..range.end);
                let counts = open.name == "w:del" && has_words;
                self.found.deleted += usize::from(counts && !self.in_deleted);
                self.in_deleted |= counts;
            }
            return;
        }
        self.let_stand(&open.waiting);
        match open.name {
            "w:pPr" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.head_end = range.end;
                }
            }
            "w:tr" if open.is_deleted => {
                self.edits.truncate(open.edits);
                self.cut_out(open.start..range.end);
            }
            "w:p" => self.end_paragraph(open, range),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, open: Open, close: Range<usize>) {
        let head = open.start..open.head_end;
        let mut before = open.before;
        if open.is_deleted {
            before.push(Endless {
                head,
                close,
                has_words: open.has_words,
            });
            match self.open.last_mut() {
                Some(parent) => parent.waiting = before,
                None => self.let_stand(&before),
            }
            return;
        }
        let Some(first) = before.first() else { return };
        // The paragraph whose end stands says how all of it looks.
        self.edits.push(Edit {
            at: first.head.clone(),
            by: head.clone(),
        });
        let heads = before.iter().skip(1).map(|next| next.head.end);
        let heads = heads.chain([head.end]);
        for (endless, head_end) in before.iter().zip(heads) {
            self.edits.push(Edit {
                at: endless.close.start..head_end,
                by: 0..0,
            });
        }
    }

    fn give_up_waiting(&mut self) {
        let waiting = self
            .open
            .last_mut()
            .map(|open| std::mem::take(&mut open.waiting));
        self.let_stand(&waiting.unwrap_or_default());
    }

    /// Paragraphs that find none to go on in stay by themselves, if anything is left of them.
    fn let_stand(&mut self, waiting: &[Endless]) {
        for endless in waiting.iter().filter(|endless| !endless.has_words) {
            self.cut_out(endless.head.start..endless.close.end);
        }
    }

    fn cut_out(&mut self, at: Range<usize>) {
        self.edits.push(Edit { at, by: 0..0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(xml: &str) -> (String, usize, usize) {
        let accepted = accepted(xml).unwrap();
        (accepted.xml, accepted.deleted, accepted.inserted)
    }

    const GONE: &str = "<w:pPr><w:x/><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";

    #[test]
    fn what_was_deleted_is_gone_and_counted_by_passages() {
        let xml = "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>\
                   <w:del><w:r><w:delText>c</w:delText></w:r></w:del><w:ins><w:r><w:t>d</w:t></w:r></w:ins>\
                   <w:moveFrom><w:r><w:t>e</w:t></w:r></w:moveFrom></w:p>";
        let left = "<w:p><w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>d</w:t></w:r></w:ins></w:p>";
        assert_eq!(taken(xml), (left.to_owned(), 1, 1));
    }

    #[test]
    fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
        let xml = format!(
            "<w:body><w:p>{GONE}<w:r><w:t>a</w:t></w:r></w:p><w:p>{GONE}</w:p>\
             <w:p q=\"1\"><w:pPr><w:y/></w:pPr><w:r><w:t>b</w:t></w:r></w:p></w:body>"
        );
        let left = "<w:body><w:p q=\"1\"><w:pPr><w:y/></w:pPr><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p></w:body>";
        assert_eq!(taken(&xml).0, left);
        let xml = format!(
            "<w:body><w:p>{GONE}</w:p><w:tbl/><w:p>{GONE}<w:r><w:t>c</w:t></w:r></w:p></w:body>"
        );
        let left = format!("<w:body><w:tbl/><w:p>{GONE}<w:r><w:t>c</w:t></w:r></w:p></w:body>");
        assert_eq!(taken(&xml).0, left);
    }

    #[test]
    fn deleted_rows_are_gone() {
        let xml = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:p></w:tc></w:tr><w:tr></w:tr></w:tbl>";
        assert_eq!(
            taken(xml),
            ("<w:tbl><w:tr></w:tr></w:tbl>".to_owned(), 1, 0)
        );
    }

    #[test]
    fn depth_and_length_are_bounded() {
        assert_eq!(
            accepted(&"<w:p>".repeat(5000)).err(),
            Some(Refusal::TooLong)
        );
        assert_eq!(
            accepted(&"<w:p></w:p>".repeat(400_001)).err(),
            Some(Refusal::TooLong)
        );
        assert!(accepted("<w:p><w:r>").is_ok());
    }
}
