//! All use of `office_oxide`, which reads `.docx` and `.doc`. What it reads is walked here; none of its own renderings
//! of a `.docx` is right (see `docs/design.md`).

mod numbering;
mod old;
mod paragraph;
mod table;

pub(super) use old::read as read_doc;

use super::arrange::{Part, arranged};
use super::counter::Counter;
use super::model::{Block, lines, plain};
use super::package::{MOST_OF_PART, MOST_PARTS, Package};
use super::picture::{Gallery, Picture};
use super::refusal::Refusal;
use super::told::{Remark, Remarks};
use numbering::Instance;
use office_oxide::docx::{BlockElement, DocxDocument, StyleSheet};
use office_oxide::limits::Limits;
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat, OfficeError};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Cursor;

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) parts: Vec<Part>,
    pub(super) notes: Vec<Vec<Block>>,
    pub(super) pictures: Vec<Picture>,
    pub(super) remarks: Remarks,
}

/// Bounds of one file, whatever it says of itself.
fn options() -> ParseOptions {
    let mut options = ParseOptions::default();
    let mut limits = Limits::strict();
    limits.part_bytes = MOST_OF_PART;
    limits.package_entries = MOST_PARTS;
    limits.package_bytes = 4 * MOST_OF_PART;
    limits.memory_bytes = 4 * MOST_OF_PART;
    limits.embedded_packages = 0;
    options.limits = limits;
    options
}

fn open(bytes: Vec<u8>, format: DocumentFormat) -> Result<Document, Refusal> {
    let opened = Document::from_reader_with(Cursor::new(bytes), format, &options());
    opened.map_err(|error| refusal(&error))
}

/// What the reader's error means to people.
fn refusal(error: &OfficeError) -> Refusal {
    use office_oxide::core::Error as Core;
    use office_oxide::doc::DocError;
    use office_oxide::docx::DocxError;
    match error {
        OfficeError::Doc(DocError::Encrypted) => Refusal::Encrypted,
        OfficeError::Core(core) | OfficeError::Docx(DocxError::Core(core)) => match core {
            Core::PackageLimit(_) | Core::DecompressionLimit { .. } => Refusal::TooLong,
            Core::Unsupported(_) => Refusal::Encrypted,
            Core::FormatMismatch { .. } => Refusal::OtherOffice,
            _ => Refusal::Damaged,
        },
        OfficeError::UnsupportedFormat(why) if why.contains("password") => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

/// Reads a `.docx`.
///
/// # Errors
/// Where it cannot be read at all.
pub(super) fn read_docx(mut package: Package) -> Result<Read, Refusal> {
    let document = open(std::mem::take(&mut package.bytes), DocumentFormat::Docx)?;
    let document = document.as_docx().ok_or(Refusal::Damaged)?;
    let mut walk = Walk {
        document,
        package: &package,
        no_styles: StyleSheet::default(),
        counter: Counter::default(),
        instances: FxHashMap::default(),
        gallery: Gallery::default(),
        used: FxHashSet::default(),
        notes: Vec::new(),
        note_numbers: FxHashMap::default(),
        letters: 0,
        in_note: false,
        remarks: Remarks::default(),
    };
    let parts = walk.parts(&document.body.elements);
    walk.tell();
    Ok(Read {
        parts,
        notes: walk.notes,
        pictures: walk.gallery.pictures,
        remarks: walk.remarks,
    })
}

/// A walk through a document.
struct Walk<'d> {
    document: &'d DocxDocument,
    package: &'d Package,
    no_styles: StyleSheet,
    counter: Counter,
    instances: FxHashMap<u32, Option<Instance>>,
    gallery: Gallery,
    /// Pictures that found their place, by their relationships.
    used: FxHashSet<&'d str>,
    notes: Vec<Vec<Block>>,
    /// Numbers of notes, by whether they stand at the end of the document, and what the document calls them.
    note_numbers: FxHashMap<(bool, u32), usize>,
    /// How many letters and digits were walked by.
    letters: usize,
    in_note: bool,
    remarks: Remarks,
}

impl<'d> Walk<'d> {
    fn styles(&self) -> &StyleSheet {
        self.document.styles.as_ref().unwrap_or(&self.no_styles)
    }

    fn parts(&mut self, elements: &'d [BlockElement]) -> Vec<Part> {
        let mut parts = Vec::new();
        for element in elements {
            match element {
                BlockElement::Paragraph(paragraph) => self.paragraph(paragraph, &mut parts),
                BlockElement::Table(table) => self.table(table, &mut parts),
            }
        }
        parts
    }

    /// Blocks in which no heading is proposed.
    fn blocks(&mut self, elements: &'d [BlockElement]) -> Vec<Block> {
        arranged(self.parts(elements), None).0
    }

    /// The number of a note; `None` where there is no such note.
    fn note(&mut self, is_endnote: bool, id: u32) -> Option<usize> {
        if self.in_note {
            return None;
        }
        if let Some(number) = self.note_numbers.get(&(is_endnote, id)) {
            return Some(*number);
        }
        let notes = if is_endnote {
            &self.document.endnotes
        } else {
            &self.document.footnotes
        };
        let note = notes.iter().find(|note| note.id == id)?;
        self.in_note = true;
        let blocks = self.blocks(&note.content);
        self.in_note = false;
        if blocks.is_empty() {
            return None;
        }
        self.notes.push(blocks);
        let number = self.notes.len();
        self.note_numbers.insert((is_endnote, id), number);
        Some(number)
    }

    /// Tells what of the file is not in the text.
    fn tell(&mut self) {
        let (document, package) = (self.document, self.package);
        for part in &document.unreadable_parts {
            let name = part.split(':').next().unwrap_or(part);
            self.remarks.add_words(Remark::Unreadable, name.to_owned());
        }
        let beyond = document.unreadable_parts_omitted;
        self.remarks.add(Remark::Unreadable, beyond);
        let unplaced = package.letters.saturating_sub(self.letters);
        self.remarks.add(Remark::Unplaced, unplaced);
        self.remarks.add(Remark::Deleted, package.deleted);
        self.remarks.add(Remark::Inserted, package.inserted);
        self.remarks.add(Remark::Embedded, package.embedded);
        self.remarks.add(Remark::Comments, document.comments.len());
        self.remarks
            .add(Remark::Macros, usize::from(document.has_macros));
        let of_body = |name: &&String| !name.contains(':');
        let pictures = document.images.keys().filter(of_body);
        let lost = pictures.filter(|name| !self.used.contains(name.as_str()));
        let lost = lost.count();
        self.remarks.add(Remark::PictureUnplaced, lost);
        self.tell_page_heads();
    }

    fn tell_page_heads(&mut self) {
        let document = self.document;
        // Their pictures and changes are not those of the text.
        let before = self.remarks.clone();
        let mut said = Vec::new();
        self.in_note = true;
        for head in document.headers_footers.iter().filter(|head| head.active) {
            for part in self.parts(&head.content) {
                let words = match part {
                    Part::Line(line) => plain(&line.words),
                    Part::Block(block) => lines(&[block]).join(" "),
                };
                // A page's number alone is not missed.
                if words.contains(char::is_alphabetic) {
                    said.push(words.trim().to_owned());
                }
            }
        }
        self.in_note = false;
        self.remarks = before;
        for words in said {
            self.remarks.add_words(Remark::PageHeads, words);
        }
    }
}
