//! The kinds of files that may be published beside a page: what a browser shows or an office program opens. Everything
//! else is refused by name.

use super::drawing::drawing_fault;
use crate::diagnostic::{Code, Diagnostic, unreadable};
use crate::picture::{Fault, LONGEST, Seen, kind_of, look};
use crate::place::{FileId, SourceFile, Sources};
use crate::source::read_bytes;
use std::io::{self, Read as _};

/// Endings of pictures that are published.
pub(super) const PICTURES: [&str; 8] = ["jpg", "jpeg", "jfif", "png", "webp", "gif", "bmp", "svg"];

/// Endings of pictures that are not, which their bytes tell too.
const OTHER_PICTURES: [&str; 5] = ["heic", "heif", "avif", "tif", "tiff"];

/// Endings of the other files: documents, tables, sound, video.
const OTHERS: [&str; 28] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "rtf",
    "txt", "csv", "tsv", "mp3", "m4a", "aac", "ogg", "oga", "wav", "flac", "mp4", "m4v", "webm",
    "ogv", "mov",
];

/// No drawing is larger.
const LONGEST_DRAWING: u64 = 16 << 20;

/// The ending of a path in small letters, empty where it has none.
pub(super) fn ending_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase()
}

/// Whether the name of a file says that it is a picture, of whatever kind.
pub(super) fn is_picture_name(path: &str) -> bool {
    let ending = ending_of(path);
    PICTURES.contains(&&*ending) || OTHER_PICTURES.contains(&&*ending)
}

/// What a picture will be that is published as an attachment; `None` for every other file.
///
/// # Errors
/// Where the file may not be published.
pub(super) fn examine(sources: &Sources, file: FileId) -> Result<Option<Seen>, Diagnostic> {
    let path = &sources.get(file).path;
    let ending = ending_of(path);
    let refused = || Code::AttachmentKind.arg("path", path);
    if ending == "svg" {
        let bytes = read_bytes(sources, file, LONGEST_DRAWING)?;
        return match drawing_fault(&bytes) {
            Some(_) => Err(refused().help("drawing")),
            None => Ok(None),
        };
    }
    let is_picture = is_picture_name(path);
    if !is_picture && !OTHERS.contains(&&*ending) {
        return Err(of_other_kind(path));
    }
    let start = beginning(sources, file).map_err(|error| unreadable(&error))?;
    if seeming(&start).is_some() {
        return Err(refused().help("disguised"));
    }
    // What a file is, its bytes say: a photograph under another name still tells where it was taken.
    match kind_of(&start) {
        None if is_picture => Err(Fault::NotAPicture.diagnostic(path)),
        None => Ok(None),
        Some(_) => picture(sources, file).map(Some),
    }
}

fn picture(sources: &Sources, file: FileId) -> Result<Seen, Diagnostic> {
    let SourceFile { path, on_disk } = sources.get(file);
    let length = std::fs::metadata(on_disk).map_err(|error| unreadable(&error))?;
    if length.len() > LONGEST {
        return Err(Fault::TooLong.diagnostic(path));
    }
    let bytes = read_bytes(sources, file, LONGEST)?;
    look(&bytes).map_err(|fault| fault.diagnostic(path))
}

/// A file that is refused by its name.
fn of_other_kind(path: &str) -> Diagnostic {
    let refused = || Code::AttachmentKind.arg("path", path);
    match &*ending_of(path) {
        "psd" | "ai" | "eps" | "wmf" | "emf" | "cr2" | "dng" => refused().help("picture"),
        "zip" | "rar" | "7z" | "gz" | "tar" => refused().help("archive"),
        "docm" | "xlsm" | "pptm" | "dotm" | "xltm" | "xlsb" | "dotx" | "xltx" | "pages"
        | "numbers" | "key" | "vsd" | "vsdx" | "wps" | "et" => refused().help("document"),
        "avi" | "wmv" | "mkv" | "flv" | "3gp" | "mts" | "amr" | "wma" => refused().help("film"),
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "shtm" | "stm" | "hta" | "htc" | "xsl"
        | "xslt" | "swf" | "jar" | "mht" | "mhtml" | "xml" | "js" | "mjs" | "php" | "asp"
        | "aspx" | "exe" | "msi" | "bat" | "cmd" | "com" | "vbs" | "config" | "svgz" | "css" => {
            refused().help("program")
        }
        _ => refused(),
    }
}

/// The first bytes of a file.
fn beginning(sources: &Sources, file: FileId) -> io::Result<Vec<u8>> {
    const ENOUGH: u64 = 1024;
    let opened = std::fs::File::open(&sources.get(file).on_disk)?;
    let mut bytes = Vec::new();
    opened.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a file is that would run, whatever its name says: a web page, a program.
fn seeming(bytes: &[u8]) -> Option<&'static str> {
    const TAGS: [&str; 14] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "script",
        "iframe",
        "svg",
        "meta",
        "style",
        "link",
        "object",
        "embed",
        "form",
        "?php",
    ];
    if bytes.starts_with(b"MZ") || bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"#!") {
        return Some("program");
    }
    // UTF-16 is as good to a browser as UTF-8.
    let text: String = bytes
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || "ï»¿þÿ".contains(c));
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment
            .split_once("-->")
            .map_or("", |(_, after)| after)
            .trim_start();
    }
    if let Some(declared) = rest.strip_prefix("<?xml") {
        rest = declared
            .split_once("?>")
            .map_or("", |(_, after)| after)
            .trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let is_of = |known: &&str| {
        let after = tag.strip_prefix(*known);
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    TAGS.iter().any(is_of).then_some("page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_programs_are_known_under_any_name() {
        for bytes in [
            "<!DOCTYPE html><p>",
            "\u{feff}<html>",
            " \n<script>x</script>",
            "<!-- a --><svg onload=x>",
            "MZ\u{90}",
            "#!/bin/sh",
            "<?xml version=\"1.0\"?><html xmlns=\"\">",
            "<\0h\0t\0m\0l\0>\0",
            "<?php x",
        ] {
            assert!(seeming(bytes.as_bytes()).is_some(), "{bytes}");
        }
        for bytes in [
            "",
            "x",
            "%PDF-1.4",
            "{\\rtf1",
            "a,b\n<html>",
            "<5 ngày",
            "<htmlx>",
            "PNG",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        ] {
            assert_eq!(seeming(bytes.as_bytes()), None, "{bytes}");
        }
    }

    #[test]
    fn endings_are_small() {
        assert_eq!(ending_of("a.b/C.PDF"), "pdf");
        assert_eq!(ending_of("a.b/C"), "");
    }
}
