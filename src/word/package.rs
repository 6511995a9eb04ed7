//! The file as it comes: what it is by its bytes, and a `.docx` with its tracked changes taken and what its reader does
//! not tell of numbers and styles.

use super::refusal::Refusal;
use super::revisions::accepted;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The largest part of a file, unpacked.
pub(super) const MOST_OF_PART: u64 = 64 << 20;
/// The most parts.
pub(super) const MOST_PARTS: usize = 5000;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.docx`, `.docm`, `.dotx`.
    Docx,
    /// `.doc` of Word 97 to 2003.
    Doc,
}

/// What a file is, by its bytes.
///
/// # Errors
/// Where it is no document of Word, with what it is.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.len() > Refusal::MOST_MEGABYTES << 20 {
        return Err(Refusal::TooLarge);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = text.trim_ascii_start();
    let begins = |sign: &[u8]| {
        let start = start.get(..sign.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(sign))
    };
    match bytes {
        [b'P', b'K', 3, 4, ..] => kind_of_zip(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Ok(Kind::Doc),
        _ if begins(b"{\\rtf") => Err(Refusal::RichText),
        _ if begins(b"%PDF") => Err(Refusal::Pdf),
        _ if begins(b"<html") || begins(b"<!doctype html") || begins(b"MIME-Version:") => {
            Err(Refusal::WebPage)
        }
        _ => Err(Refusal::NoDocument),
    }
}

fn kind_of_zip(bytes: &[u8]) -> Result<Kind, Refusal> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::TooLong);
    }
    let has = |start: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.starts_with(start))
    };
    match () {
        () if has("word/") => Ok(Kind::Docx),
        () if has("xl/") || has("ppt/") => Err(Refusal::OtherOffice),
        () if has("content.xml") => Err(Refusal::OpenDocument),
        // A document may keep its parts where it likes; its reader knows.
        () if has("[Content_Types].xml") => Ok(Kind::Docx),
        () => Err(Refusal::NoDocument),
    }
}

/// A `.docx` as it is read.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The file, with its tracked changes taken.
    pub(super) bytes: Vec<u8>,
    pub(super) deleted: usize,
    pub(super) inserted: usize,
    pub(super) embedded: usize,
    /// Letters and digits of its text, without notes.
    pub(super) letters: usize,
    /// The style of paragraphs that name none.
    pub(super) default_style: Option<String>,
    pub(super) levels: Levels,
}

/// What the levels of lists say beyond their form.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// By abstract list and level: the level above which counts it anew, from 1; 0 where none does.
    pub(super) restarts: FxHashMap<(u32, u8), u8>,
    /// Levels that write the numbers of all levels as 1, 2, 3.
    pub(super) legal: Vec<(u32, u8)>,
    /// Abstract lists that are those of a style.
    pub(super) styled: FxHashMap<u32, String>,
}

impl Package {
    /// Reads a `.docx`.
    ///
    /// # Errors
    /// Where it is damaged or too long.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        let mut package = Self::default();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?;
            let name = part.name().map_err(|_| Refusal::Damaged)?;
            let name = name.trim_start_matches('/').to_owned();
            if !is_read(&name) {
                writer.raw_copy_file(part).map_err(|_| Refusal::Damaged)?;
                continue;
            }
            drop(part);
            let xml = unpacked(&mut archive, index)?;
            match std::str::from_utf8(&xml) {
                Ok(xml) => {
                    let taken = package.part(&name, xml)?;
                    let taken = taken.as_deref().unwrap_or(xml);
                    write(&mut writer, &name, taken.as_bytes())?;
                }
                Err(_) => write(&mut writer, &name, &xml)?,
            }
        }
        let file = writer.finish().map_err(|_| Refusal::Damaged)?;
        package.bytes = file.into_inner();
        Ok(package)
    }

    /// Reads a part; with its changes taken, where it is one that can have some.
    fn part(&mut self, name: &str, xml: &str) -> Result<Option<String>, Refusal> {
        if name.ends_with("/styles.xml") {
            self.default_style = default_style(xml);
            return Ok(None);
        }
        if name.ends_with("/numbering.xml") {
            self.levels = levels(xml);
            return Ok(None);
        }
        let part = accepted(xml)?;
        self.deleted += part.deleted;
        self.inserted += part.inserted;
        self.embedded += part.embedded;
        if name.starts_with("word/document") {
            self.letters += part.letters;
        }
        Ok(Some(part.xml))
    }
}

fn is_read(name: &str) -> bool {
    const READ: [&str; 5] = ["document", "footnotes", "endnotes", "styles", "numbering"];
    let name = name
        .strip_prefix("word/")
        .and_then(|name| name.strip_suffix(".xml"));
    let name = name.map(|name| name.trim_end_matches(|c: char| c.is_ascii_digit()));
    name.is_some_and(|name| READ.contains(&name))
}

fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Vec<u8>, Refusal> {
    let part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
    let mut bytes = Vec::new();
    let read = part.take(MOST_OF_PART + 1).read_to_end(&mut bytes);
    if read.map_err(|_| Refusal::Damaged)? as u64 > MOST_OF_PART {
        return Err(Refusal::TooLong);
    }
    Ok(bytes)
}

fn write(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let started = writer.start_file(name, options);
    started.map_err(|_| Refusal::Damaged)?;
    writer.write_all(bytes).map_err(|_| Refusal::Damaged)
}

/// Goes through the elements of a part, as far as it is XML.
fn elements(xml: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => each(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(found.value.as_bytes()).into_owned())
}

fn number<N: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(tag, name)?.trim().parse().ok()
}

fn is_on(value: Option<&str>) -> bool {
    value.is_none_or(|value| matches!(value, "1" | "true" | "on"))
}

fn default_style(xml: &str) -> Option<String> {
    let mut found = None;
    elements(xml, |tag| {
        let is_style = tag.name().as_ref() == "w:style";
        if is_style && found.is_none() {
            let is_paragraph = attribute(tag, "w:type").as_deref() == Some("paragraph");
            let is_default = attribute(tag, "w:default").is_some_and(|on| is_on(Some(&on)));
            found = attribute(tag, "w:styleId").filter(|_| is_paragraph && is_default);
        }
    });
    found
}

fn levels(xml: &str) -> Levels {
    let mut levels = Levels::default();
    let (mut list, mut level) = (None, 0_u8);
    elements(xml, |tag| match tag.name().as_ref() {
        "w:abstractNum" => list = number(tag, "w:abstractNumId"),
        // Levels of instances are not told apart from those of their lists.
        "w:num" => list = None,
        "w:lvl" => level = number(tag, "w:ilvl").unwrap_or(0),
        "w:lvlRestart" => {
            if let (Some(list), Some(above)) = (list, number(tag, "w:val")) {
                levels.restarts.insert((list, level), above);
            }
        }
        "w:isLgl" => {
            if let Some(list) = list.filter(|_| is_on(attribute(tag, "w:val").as_deref())) {
                levels.legal.push((list, level));
            }
        }
        "w:numStyleLink" => {
            if let (Some(list), Some(style)) = (list, attribute(tag, "w:val")) {
                levels.styled.insert(list, style);
            }
        }
        _ => {}
    });
    levels
}
