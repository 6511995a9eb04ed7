//! Documents and pastes as they come, rule by rule.

use super::told::Remark;
use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod document;
mod hostile;
mod paste;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A `.docx` that is put together part by part.
#[derive(Default)]
struct Docx {
    body: String,
    styles: String,
    numbering: String,
    /// Name, kind of relation, content type, content.
    parts: Vec<(&'static str, &'static str, Vec<u8>)>,
    links: Vec<(&'static str, &'static str, &'static str)>,
    /// How many bytes the end of the text lacks.
    cut: usize,
}

impl Docx {
    fn of(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            ..Self::default()
        }
    }

    fn styles(mut self, styles: &str) -> Self {
        self.styles = styles.to_owned();
        self
    }

    fn numbering(mut self, numbering: &str) -> Self {
        self.numbering = numbering.to_owned();
        self
    }

    fn part(mut self, name: &'static str, kind: &'static str, bytes: &[u8]) -> Self {
        self.parts.push((name, kind, bytes.to_vec()));
        self
    }

    fn link(mut self, id: &'static str, kind: &'static str, to: &'static str) -> Self {
        self.links.push((id, kind, to));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, bytes: &[u8]| {
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        };
        let wrapped = |name: &str, inside: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:{name} xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\" \
                 xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
                 xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                 xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                 xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">{inside}</w:{name}>"
            )
        };
        let mut relations = String::new();
        let mut relate = |id: &str, kind: &str, target: &str, mode: &str| {
            relations.push_str(&format!(
                "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/>"
            ));
        };
        relate("s", "styles", "styles.xml", "");
        relate("n", "numbering", "numbering.xml", "");
        put(
            "word/styles.xml",
            wrapped("styles", &self.styles).as_bytes(),
        );
        put(
            "word/numbering.xml",
            wrapped("numbering", &self.numbering).as_bytes(),
        );
        for (name, kind, bytes) in &self.parts {
            relate(name, kind, name, "");
            let is_xml = name.ends_with(".xml");
            let root = name
                .trim_end_matches(".xml")
                .trim_end_matches(|c: char| c.is_ascii_digit());
            let root = match root {
                "header" => "hdr",
                root => root,
            };
            match std::str::from_utf8(bytes) {
                Ok(xml) if is_xml => put(&format!("word/{name}"), wrapped(root, xml).as_bytes()),
                _ => put(&format!("word/{name}"), bytes),
            }
        }
        for (id, kind, to) in &self.links {
            relate(id, kind, to, " TargetMode=\"External\"");
        }
        let body = format!("<w:body>{}</w:body>", self.body);
        let document = wrapped("document", &body);
        put(
            "word/document.xml",
            &document.as_bytes()[..document.len() - self.cut],
        );
        let package = "http://schemas.openxmlformats.org/package/2006";
        let of = |relations: &str| {
            format!("<Relationships xmlns=\"{package}/relationships\">{relations}</Relationships>")
        };
        put("word/_rels/document.xml.rels", of(&relations).as_bytes());
        let main = format!(
            "<Relationship Id=\"d\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>"
        );
        put("_rels/.rels", of(&main).as_bytes());
        let types = format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
        );
        put("[Content_Types].xml", types.as_bytes());
        writer.finish().unwrap().into_inner()
    }

    fn read(&self) -> Imported {
        from_document(&self.bytes()).unwrap()
    }

    fn text(&self) -> String {
        self.read().markdown("")
    }
}

/// A paragraph; its properties and its runs, which are words or XML.
fn p(properties: &str, runs: &[&str]) -> String {
    let runs = runs.iter().map(|run| match run.starts_with('<') {
        true => (*run).to_owned(),
        false => r("", run),
    });
    format!(
        "<w:p><w:pPr>{properties}</w:pPr>{}</w:p>",
        runs.collect::<String>()
    )
}

/// A run; its properties and its words.
fn r(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A table of cells of words or XML.
fn table(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| match cell.starts_with('<') {
        true => format!("<w:tc>{cell}</w:tc>"),
        false => format!("<w:tc>{}</w:tc>", p("", &[*cell])),
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!(
        "<w:tbl>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

fn told(text: &Imported) -> Vec<(Remark, usize)> {
    text.remarks
        .iter()
        .map(|(remark, told)| (remark, told.count))
        .collect()
}
