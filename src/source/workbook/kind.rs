//! What a file is by its bytes, whatever its name says.

/// What a file of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text: CSV or TSV.
    Text,
    /// A workbook that is read.
    Workbook(WorkbookKind),
    /// A workbook behind a password.
    Encrypted,
    /// `.xlsb`, of which no library tells what is shown in per cent.
    BinaryWorkbook,
    /// A zip that is no workbook.
    OtherZip,
    /// A web page with all its parts in one file (`.mht`).
    WebArchive,
    /// XML that is no workbook.
    OtherXml,
    /// A PDF, a picture, a document of Word: nothing that holds a table.
    Document,
}

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookKind {
    /// `.xlsx`, `.xlsm`
    Xlsx,
    /// `.xls` of Excel 5 to 2003
    Xls,
    /// `.ods`
    Ods,
    /// A web page, as portals and accounting programs save it under the name of a workbook
    Page,
    /// XML Spreadsheet 2003
    SpreadsheetXml,
}

impl WorkbookKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] = [
        Self::Xlsx,
        Self::Xls,
        Self::Ods,
        Self::Page,
        Self::SpreadsheetXml,
    ];

    /// What the names of its files end with, the usual one first; none where it goes by the names of others.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Xlsx => &["xlsx", "xlsm"],
            Self::Xls => &["xls"],
            Self::Ods => &["ods"],
            Self::Page | Self::SpreadsheetXml => &[],
        }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How PDF, RTF, PNG, JPEG and GIF begin.
const DOCUMENTS: [&[u8]; 5] = [b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];

impl FileKind {
    /// How many of a file's first bytes tell whether it may be a workbook.
    pub const START: usize = 4096;

    /// Whether the first bytes of a file may be those of a workbook.
    #[must_use]
    pub fn may_be_workbook(start: &[u8]) -> bool {
        let is_markup = || matches!(markup_kind(start), Self::Workbook(_));
        start.starts_with(ZIP) || start.starts_with(COMPOUND) || is_markup()
    }

    /// What bytes are.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(ZIP) {
            return zip_kind(bytes);
        }
        if bytes.starts_with(COMPOUND) {
            return if holds_utf16(bytes, "EncryptedPackage") {
                Self::Encrypted
            } else if holds_utf16(bytes, "WordDocument") && !holds_utf16(bytes, "Workbook") {
                Self::Document
            } else {
                Self::Workbook(WorkbookKind::Xls)
            };
        }
        if DOCUMENTS.iter().any(|start| bytes.starts_with(start)) {
            return Self::Document;
        }
        markup_kind(bytes)
    }
}

/// The kind of a zip, by the names of its parts.
fn zip_kind(bytes: &[u8]) -> FileKind {
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return FileKind::Workbook(WorkbookKind::Xlsx);
    };
    let has =
        |wanted: &dyn Fn(&str) -> bool| archive.file_names().flatten().any(|name| wanted(&name));
    if has(&|name| name == "content.xml") && has(&|name| name == "mimetype") {
        FileKind::Workbook(WorkbookKind::Ods)
    } else if has(&|name| name.ends_with("workbook.bin")) {
        FileKind::BinaryWorkbook
    } else if has(&|name| name == "_rels/.rels")
        && has(&|name| name.starts_with("xl/") || name.contains("workbook"))
    {
        FileKind::Workbook(WorkbookKind::Xlsx)
    } else {
        FileKind::OtherZip
    }
}

/// Whether text of UTF-16 stands in bytes, as the names of a compound file's streams do.
fn holds_utf16(bytes: &[u8], text: &str) -> bool {
    let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wanted).is_some()
}

/// Markup that is saved under the name of a workbook, else text.
fn markup_kind(bytes: &[u8]) -> FileKind {
    let start = &bytes[..bytes.len().min(FileKind::START)];
    let letters: Vec<u8> = start
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let text = String::from_utf8_lossy(&letters);
    let text = text
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if text.starts_with("mime-version:") || has(&["multipart/related", "saved by windows internet"])
    {
        FileKind::WebArchive
    } else if !text.starts_with('<') {
        // Some programs write a title before the page.
        if has(&["<table"]) && has(&["<td", "<th", "<tr"]) {
            FileKind::Workbook(WorkbookKind::Page)
        } else {
            FileKind::Text
        }
    } else if has(&[
        "urn:schemas-microsoft-com:office:spreadsheet",
        "progid=\"excel.sheet\"",
    ]) && !has(&["<html"])
    {
        FileKind::Workbook(WorkbookKind::SpreadsheetXml)
    } else if has(&[
        "<html",
        "<!doctype html",
        "<table",
        "<meta",
        "<head",
        "<body",
        "<style",
        "<div",
    ]) {
        FileKind::Workbook(WorkbookKind::Page)
    } else if text.starts_with("<?xml") {
        FileKind::OtherXml
    } else {
        FileKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_a_file_is() {
        for (bytes, expected) in [
            (&b"unit,period\n"[..], FileKind::Text),
            (b"", FileKind::Text),
            (b"<5%,1\n", FileKind::Text),
            (b"<?xml version=\"1.0\"?><baocao>", FileKind::OtherXml),
            (
                b"BAO CAO<br><table><tr><td>1",
                FileKind::Workbook(WorkbookKind::Page),
            ),
            (b"%PDF-1.4", FileKind::Document),
            (
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related;",
                FileKind::WebArchive,
            ),
            (
                b"\xef\xbb\xbf<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>",
                FileKind::Workbook(WorkbookKind::Page),
            ),
            (
                b"\r\n<!DOCTYPE HTML><head>",
                FileKind::Workbook(WorkbookKind::Page),
            ),
            (
                b"\xff\xfe<\0t\0a\0b\0l\0e\0>\0",
                FileKind::Workbook(WorkbookKind::Page),
            ),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>",
                FileKind::Workbook(WorkbookKind::SpreadsheetXml),
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...",
                FileKind::Workbook(WorkbookKind::Xls),
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                FileKind::Encrypted,
            ),
            (
                b"PK\x03\x04 damaged",
                FileKind::Workbook(WorkbookKind::Xlsx),
            ),
        ] {
            assert_eq!(
                FileKind::of(bytes),
                expected,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
