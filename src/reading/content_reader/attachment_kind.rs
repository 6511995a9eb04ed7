//! The kinds of files that may be published beside a page: what a browser shows or an office program opens. Everything
//! else is refused by name.

use super::drawing::drawing_fault;
use crate::diagnostic::{Code, Diagnostic, unreadable};
use crate::place::{FileId, Sources};
use crate::source::read_bytes;
use std::io::{self, Read as _};

/// Endings of pictures that browsers show.
pub(super) const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];

/// Endings of the other files: pictures for other programs, documents, tables, sound, video.
const OTHERS: [&str; 31] = [
    "bmp", "tif", "tiff", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt",
    "ods", "odp", "rtf", "txt", "csv", "tsv", "mp3", "m4a", "aac", "ogg", "oga", "wav", "flac",
    "mp4", "m4v", "webm", "ogv", "mov",
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

/// Why a file is not published as an attachment; `None` where it may be.
pub(super) fn refusal(sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let path = &sources.get(file).path;
    let ending = ending_of(path);
    let refused = || Code::AttachmentKind.arg("path", path);
    if ending == "svg" {
        return match read_bytes(sources, file, LONGEST_DRAWING) {
            Err(problem) => Some(problem),
            Ok(bytes) => drawing_fault(&bytes).map(|_| refused().help("drawing")),
        };
    }
    if PICTURES.contains(&&*ending) || OTHERS.contains(&&*ending) {
        return match beginning(sources, file) {
            Err(error) => Some(unreadable(&error)),
            Ok(bytes) => seeming(&bytes).map(|_| refused().help("disguised")),
        };
    }
    Some(match &*ending {
        "heic" | "heif" | "jfif" | "psd" | "ai" | "eps" | "wmf" | "emf" | "cr2" | "dng" => {
            refused().help("picture")
        }
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
    })
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
