//! `.doc` of Word 97 to 2003, by what its reader makes of it. Less can be known of these files, which is told.

use super::{Read, open};
use crate::word::arrange::{Line, Marker, Part, Sign, arranged};
use crate::word::font::converted;
use crate::word::label::Digits;
use crate::word::link::leads_out;
use crate::word::model::{Block, Cell, Inline, Look, Piece, Raised, Table};
use crate::word::picture::{Gallery, description};
use crate::word::refusal::Refusal;
use crate::word::told::{Remark, Remarks};
use office_oxide::DocumentFormat;
use office_oxide::ir::{
    Element, Image, InlineContent, List, ListStyle, ParagraphAlignment, TableCell, TextSpan,
    VerticalAlign,
};
use std::sync::Arc;

/// Reads a `.doc`.
///
/// # Errors
/// Where it cannot be read at all.
pub(in crate::word) fn read(bytes: &[u8]) -> Result<Read, Refusal> {
    let document = open(bytes.to_vec(), DocumentFormat::Doc)?;
    match document.format() {
        DocumentFormat::Doc | DocumentFormat::Docx => {}
        _ => return Err(Refusal::OtherOffice),
    }
    let text = document.to_ir();
    let mut walk = Walk::default();
    walk.remarks.add(Remark::OldFormat, 1);
    let truncated = usize::from(text.metadata.text_truncated);
    walk.remarks.add(Remark::Unreadable, truncated);
    let macros = usize::from(text.metadata.has_macros);
    walk.remarks.add(Remark::Macros, macros);
    let mut parts = Vec::new();
    for section in &text.sections {
        walk.parts(&section.elements, &mut parts);
    }
    let notes = walk.notes.into_iter().map(|(_, note)| note).collect();
    Ok(Read {
        parts,
        notes,
        pictures: walk.gallery.pictures,
        remarks: walk.remarks,
    })
}

#[derive(Default)]
struct Walk {
    gallery: Gallery,
    remarks: Remarks,
    /// Notes by what the document calls them.
    notes: Vec<((bool, u32), Vec<Block>)>,
    lists: u32,
}

impl Walk {
    fn parts(&mut self, elements: &[Element], parts: &mut Vec<Part>) {
        // Notes come behind the words that refer to them.
        for element in elements {
            let (is_endnote, note) = match element {
                Element::Footnote(note) => (false, note),
                Element::Endnote(note) => (true, note),
                _ => continue,
            };
            let blocks = self.blocks(&note.content);
            self.notes.push(((is_endnote, note.id), blocks));
        }
        for element in elements {
            match element {
                Element::Heading(heading) => {
                    let centred = heading.alignment == Some(ParagraphAlignment::Center);
                    let mut line = self.line(&heading.content, centred);
                    line.seems_heading = true;
                    parts.push(Part::Line(line));
                }
                Element::Paragraph(paragraph) => {
                    let centred = paragraph.alignment == Some(ParagraphAlignment::Center);
                    let line = self.line(&paragraph.content, centred);
                    parts.push(Part::Line(line));
                }
                Element::List(list) => {
                    self.lists += 1;
                    self.list(list, self.lists, 0, parts);
                }
                Element::Table(table) => {
                    let rows = table.rows.iter().map(|row| {
                        let cells = row.cells.iter().map(|cell| self.cell(cell));
                        cells.collect::<Vec<_>>()
                    });
                    let rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
                    let header_rows = table.rows.iter().take_while(|row| row.is_header).count();
                    if !rows.is_empty() {
                        let header_rows = header_rows.min(rows.len() - 1);
                        parts.push(Part::Block(Block::Table(Table { header_rows, rows })));
                    }
                }
                Element::Image(image) => {
                    let piece = self.image(image);
                    parts.push(Part::Line(Line {
                        words: vec![Inline::of(piece)],
                        ..Line::default()
                    }));
                }
                Element::TextBox(text_box) => self.parts(&text_box.content, parts),
                Element::CodeBlock(code) => parts.push(Part::Line(Line {
                    words: vec![Inline::text(code.content.clone())],
                    ..Line::default()
                })),
                _ => {}
            }
        }
    }

    fn blocks(&mut self, elements: &[Element]) -> Vec<Block> {
        let mut parts = Vec::new();
        self.parts(elements, &mut parts);
        arranged(parts, None).0
    }

    fn cell(&mut self, cell: &TableCell) -> Cell {
        Cell {
            blocks: self.blocks(&cell.content),
            columns: cell.col_span.max(1),
            rows: cell.row_span.max(1),
        }
    }

    fn list(&mut self, list: &List, id: u32, level: u8, parts: &mut Vec<Part>) {
        let mut number = list.start_number.unwrap_or(1);
        for item in &list.items {
            let before = parts.len();
            self.parts(&item.content, parts);
            if let Some(Part::Line(line)) = parts.get_mut(before) {
                line.marker = Some(Marker {
                    list: id,
                    level,
                    sign: sign(list, number),
                });
                line.seems_heading = false;
            }
            number = number.saturating_add(1);
            if let Some(nested) = item.nested.as_ref().filter(|_| level < 8) {
                self.list(nested, id, level + 1, parts);
            }
        }
    }

    fn line(&mut self, content: &[InlineContent], is_centred: bool) -> Line {
        let mut line = Line {
            is_centred,
            ..Line::default()
        };
        for inline in content {
            match inline {
                InlineContent::Text(span) => {
                    if line.size == 0 {
                        line.size = span.font_size_half_pt.unwrap_or(0);
                    }
                    let words = self.span(span);
                    line.words.push(words);
                }
                InlineContent::LineBreak => line.words.push(Inline::of(Piece::Break)),
                InlineContent::FootnoteRef(note) => {
                    line.words.extend(self.note((false, note.note_id)));
                }
                InlineContent::EndnoteRef(note) => {
                    line.words.extend(self.note((true, note.note_id)));
                }
                _ => {}
            }
        }
        line
    }

    fn note(&self, name: (bool, u32)) -> Option<Inline> {
        let at = self.notes.iter().position(|(known, _)| *known == name)?;
        Some(Inline::of(Piece::Note(at + 1)))
    }

    fn span(&mut self, span: &TextSpan) -> Inline {
        let font = span.font_name.as_deref().unwrap_or_default();
        let meant = converted(&span.text, font);
        let count = usize::from(meant.is_some());
        self.remarks.add(Remark::Converted, count);
        let mut text = meant.unwrap_or_else(|| span.text.clone());
        if span.all_caps {
            text = text.to_uppercase();
        }
        let link = span.hyperlink.as_deref();
        let url = link.and_then(leads_out);
        let lost = usize::from(link.is_some() && url.is_none());
        self.remarks.add(Remark::Links, lost);
        Inline {
            piece: Piece::Text(text),
            look: Look {
                bold: span.bold,
                italic: span.italic,
                struck: span.strikethrough,
                raised: match span.vertical_align {
                    Some(VerticalAlign::Superscript) => Some(Raised::Above),
                    Some(VerticalAlign::Subscript) => Some(Raised::Below),
                    _ => None,
                },
            },
            link: url.map(Arc::from),
        }
    }

    fn image(&mut self, image: &Image) -> Piece {
        let alt = description(image.alt_text.as_deref());
        match &image.data {
            Some(bytes) => {
                let bytes = Arc::from(bytes.as_slice());
                self.gallery.place(&bytes, alt, &mut self.remarks)
            }
            None => {
                self.remarks.add(Remark::PictureLinked, 1);
                self.gallery.gap(alt)
            }
        }
    }
}

/// What stands before an item of a list.
fn sign(list: &List, number: u32) -> Sign {
    if !list.ordered {
        return Sign::Bullet;
    }
    let bracketed = list.ordered_delimiter() == ')';
    let digits = match list.style {
        Some(ListStyle::LowerRoman) => Digits::LowerRoman,
        Some(ListStyle::UpperRoman) => Digits::UpperRoman,
        Some(ListStyle::LowerAlpha) => Digits::LowerLetter,
        Some(ListStyle::UpperAlpha) => Digits::UpperLetter,
        _ => Digits::Decimal,
    };
    let plain = ["%1.", "%1)", "%1"];
    let pattern = list.marker_pattern.as_deref().map(str::trim);
    match pattern {
        // The number of a deeper level is its own wherever it stands alone.
        Some(pattern) if pattern.matches('%').count() == 1 && !plain.contains(&pattern) => {
            let at = pattern.find('%').unwrap_or(0);
            let (before, after) = pattern.split_at(at);
            let after = after.get(2..).unwrap_or_default();
            match (before, after, digits) {
                ("", "." | ")", Digits::Decimal) => Sign::Number {
                    value: number,
                    bracketed: after == ")",
                },
                _ => Sign::Label(format!("{before}{}{after}", digits.write(number))),
            }
        }
        _ if digits == Digits::Decimal => Sign::Number {
            value: number,
            bracketed,
        },
        _ => {
            let end = if bracketed { ')' } else { '.' };
            Sign::Label(format!("{}{end}", digits.write(number)))
        }
    }
}
