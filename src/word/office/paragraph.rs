//! Paragraphs of a `.docx`: their words after styles, hidden text, notes, pictures and links.

use super::Walk;
use crate::word::arrange::{Line, Part};
use crate::word::font::converted;
use crate::word::link::leads_out;
use crate::word::model::{Inline, Look, Piece, Raised};
use crate::word::picture::description;
use crate::word::told::Remark;
use office_oxide::docx::image::DrawingInfo;
use office_oxide::docx::{
    BlockElement, BreakType, HyperlinkTarget, Justification, Paragraph, ParagraphContent,
    ParagraphProperties, Run, RunContent, RunProperties, VerticalAlign,
};
use std::sync::Arc;

/// A paragraph as it is read.
struct Reading<'d> {
    style: Option<&'d str>,
    line: Line,
    /// Text boxes that hang on it.
    boxes: Vec<&'d [BlockElement]>,
    in_hidden: bool,
    has_hidden: bool,
}

impl<'d> Walk<'d> {
    pub(super) fn paragraph(&mut self, paragraph: &'d Paragraph, parts: &mut Vec<Part>) {
        let direct = paragraph.properties.as_ref();
        let style = direct.and_then(|direct| direct.style_id.as_deref());
        let style = style.or(self.package.default_style.as_deref());
        let properties = self.properties(direct, style);
        let mut reading = Reading {
            style,
            line: Line {
                outline: properties.outline_level.filter(|level| *level < 9),
                is_centred: properties.justification == Some(Justification::Center),
                ..Line::default()
            },
            boxes: Vec::new(),
            in_hidden: false,
            has_hidden: false,
        };
        for content in &paragraph.content {
            match content {
                ParagraphContent::Run(run) => self.run(run, None, &mut reading),
                ParagraphContent::Hyperlink(link) => {
                    let url = self.url(&link.target);
                    for run in &link.runs {
                        self.run(run, url.as_ref(), &mut reading);
                    }
                }
            }
        }
        let mut line = reading.line;
        let is_empty = line.is_empty();
        match self.style_kind(style) {
            StyleKind::Contents => {
                let count = usize::from(!is_empty);
                self.remarks.add(Remark::Contents, count);
                return;
            }
            StyleKind::Title => {
                line.is_title = true;
                line.outline = None;
            }
            StyleKind::Other => {}
        }
        let mark = direct.and_then(|direct| direct.run_properties.as_deref());
        let is_hidden = reading.has_hidden && mark.and_then(|mark| mark.hidden) == Some(true);
        let number = properties.numbering_ref.filter(|number| number.num_id != 0);
        if let Some(number) = number.filter(|_| !(is_empty && is_hidden)) {
            line.marker = self.marker(number.num_id, number.ilvl);
        }
        parts.push(Part::Line(line));
        for elements in reading.boxes {
            parts.extend(self.parts(elements));
        }
    }

    fn properties(
        &self,
        direct: Option<&ParagraphProperties>,
        style: Option<&str>,
    ) -> ParagraphProperties {
        let mut own = direct.cloned().unwrap_or_default();
        own.style_id = style.map(str::to_owned);
        self.styles().effective_paragraph_properties(Some(&own))
    }

    fn style_kind(&self, id: Option<&str>) -> StyleKind {
        let style = id.and_then(|id| self.styles().styles.get(id));
        let name = style.and_then(|style| style.name.as_deref());
        let name = name.or(id).unwrap_or_default().to_ascii_lowercase();
        match &*name {
            "title" => StyleKind::Title,
            "toc heading" | "table of figures" => StyleKind::Contents,
            name if is_contents(name) => StyleKind::Contents,
            _ => StyleKind::Other,
        }
    }

    fn url(&mut self, target: &HyperlinkTarget) -> Option<Arc<str>> {
        let url = match target {
            HyperlinkTarget::External(url) => leads_out(url),
            HyperlinkTarget::Internal(_) => None,
        };
        // Links within a table of contents go with it.
        let is_contents = matches!(target, HyperlinkTarget::Internal(to) if to.starts_with("_Toc"));
        let count = usize::from(url.is_none() && !is_contents);
        self.remarks.add(Remark::Links, count);
        url.map(Arc::from)
    }

    fn run(&mut self, run: &'d Run, url: Option<&Arc<str>>, reading: &mut Reading<'d>) {
        let direct = run.properties.as_ref();
        let is_hidden = self.styles().effective_hidden(reading.style, direct);
        let properties = self
            .styles()
            .effective_run_properties(reading.style, direct);
        let look = look(&properties);
        let size = properties.font_size.map_or(0, |size| size.0);
        let font = properties.script.as_deref();
        let font = font.and_then(|script| script.font_h_ansi.as_deref());
        let font = font.or(properties.font_name.as_deref()).unwrap_or_default();
        for content in &run.content {
            if let RunContent::Text(text) = content {
                if !self.in_note {
                    self.letters += text.chars().filter(|c| c.is_alphanumeric()).count();
                }
                let is_seen = !text.trim().is_empty();
                if is_hidden && is_seen {
                    let begins = usize::from(!reading.in_hidden);
                    self.remarks.add(Remark::Hidden, begins);
                }
                reading.has_hidden |= is_hidden;
                reading.in_hidden = is_hidden && (is_seen || reading.in_hidden);
            }
            if is_hidden {
                continue;
            }
            let piece = match content {
                RunContent::Text(text) => {
                    if reading.line.size == 0 && !text.trim().is_empty() {
                        reading.line.size = size;
                    }
                    let is_capitals = properties.caps == Some(true);
                    Some(Piece::Text(self.text(text, font, is_capitals)))
                }
                content => self.piece(content, reading),
            };
            let Some(piece) = piece else { continue };
            let is_twice = matches!(piece, Piece::Picture(..))
                && reading
                    .line
                    .words
                    .last()
                    .is_some_and(|last| last.piece == piece);
            if !is_twice {
                let link = url.cloned();
                reading.line.words.push(Inline { piece, look, link });
            }
        }
    }

    fn text(&mut self, text: &str, font: &str, is_capitals: bool) -> String {
        let meant = converted(text, font);
        self.remarks
            .add(Remark::Converted, usize::from(meant.is_some()));
        let text = meant.unwrap_or_else(|| text.to_owned());
        if is_capitals {
            text.to_uppercase()
        } else {
            text
        }
    }

    fn piece(&mut self, content: &'d RunContent, reading: &mut Reading<'d>) -> Option<Piece> {
        match content {
            RunContent::Break(BreakType::Line) => Some(Piece::Break),
            RunContent::Tab => Some(Piece::Text(" ".to_owned())),
            RunContent::Drawing(drawing) => self.drawing(drawing),
            RunContent::TextBox(blocks) => {
                reading.boxes.push(blocks);
                None
            }
            RunContent::FootnoteRef(id, _) => self.note(false, *id).map(Piece::Note),
            RunContent::EndnoteRef(id, _) => self.note(true, *id).map(Piece::Note),
            RunContent::FormField(field) => field.display_text.clone().map(Piece::Text),
            RunContent::Text(_)
            | RunContent::Break(_)
            | RunContent::CommentRef(_)
            | RunContent::CommentRangeStart(_)
            | RunContent::DeferredPart(_) => None,
        }
    }

    fn drawing(&mut self, drawing: &'d DrawingInfo) -> Option<Piece> {
        let alt = match drawing.decorative {
            true => String::new(),
            false => description(drawing.description.as_deref()),
        };
        if drawing.chart_rel_id.is_some() || drawing.dgm_data_rel_id.is_some() {
            self.remarks.add(Remark::Chart, 1);
            return Some(self.gallery.gap(alt));
        }
        let id = &*drawing.relationship_id;
        if let Some((name, (bytes, _))) = self.document.images.get_key_value(id) {
            self.used.insert(name);
            return Some(self.gallery.place(bytes, alt, &mut self.remarks));
        }
        if drawing.linked_image_rid.is_some() || !id.is_empty() {
            self.remarks.add(Remark::PictureLinked, 1);
            return Some(self.gallery.gap(alt));
        }
        // A line or a box, which says nothing.
        None
    }
}

#[derive(PartialEq)]
enum StyleKind {
    Title,
    Contents,
    Other,
}

/// "toc 1", as every language's Word names the styles of a table of contents.
fn is_contents(name: &str) -> bool {
    let level = name.strip_prefix("toc").map(str::trim);
    level.is_some_and(|level| level.len() == 1 && level.bytes().all(|b| b.is_ascii_digit()))
}

fn look(properties: &RunProperties) -> Look {
    Look {
        bold: properties.bold == Some(true),
        italic: properties.italic == Some(true),
        struck: properties.strike == Some(true) || properties.dstrike == Some(true),
        raised: match properties.vertical_align {
            Some(VerticalAlign::Superscript) => Some(Raised::Above),
            Some(VerticalAlign::Subscript) => Some(Raised::Below),
            _ => None,
        },
    }
}
