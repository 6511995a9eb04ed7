//! The bytes of files, and the text of those that are no tables.

use super::decode_text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, unreadable};
use crate::place::{FileId, Place, Sources};
use std::borrow::Cow;
use std::io::Read as _;

/// No configuration and no page is longer; a longer one is a wrong file.
pub(super) const TEXT_LIMIT: u64 = 16 << 20;

/// The bytes of a file, at most `limit` of them.
///
/// # Errors
/// `unreadable` with the system's reason, or `too-large`.
pub fn read_bytes(sources: &Sources, file: FileId, limit: u64) -> Result<Vec<u8>, Diagnostic> {
    let place = Place::file(file);
    let unreadable = |error: std::io::Error| unreadable(&error).at(place);
    let opened = std::fs::File::open(&sources.get(file).on_disk).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::new();
    if size <= limit {
        // One byte more than told tells a file that grows while it is read.
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0).saturating_add(1));
        opened
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
    }
    if size > limit || bytes.len() as u64 > limit {
        return Err(Code::TooLarge.at(place).arg("limit", limit >> 20));
    }
    Ok(bytes)
}

/// The text of a configuration or a page: decoded, in NFC, every line ended by one `\n`. What is wrong with it is told;
/// `None` where it cannot be read.
pub fn read_text(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let read = |diagnostics: &mut Diagnostics| {
        let bytes = read_bytes(sources, file, TEXT_LIMIT)?;
        let decoded = decode_text(&bytes, file)?;
        let is_broken = decoded.is_broken();
        for fault in decoded.faults {
            let place = place_in(&decoded.text.as_bytes()[..fault.at], file);
            diagnostics.push(fault.diagnostic.at(place));
        }
        Ok((!is_broken).then(|| one_line_end(decoded.text)))
    };
    read(diagnostics).unwrap_or_else(|problem: Diagnostic| {
        diagnostics.push(problem);
        None
    })
}

/// The place just after `before`, which is valid UTF-8 from the beginning of the file: line and character.
pub(super) fn place_in(before: &[u8], file: FileId) -> Place {
    let text = std::str::from_utf8(before).unwrap_or_default();
    let line_start = text.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let lines = count_line_ends(text);
    let column = text[line_start..].chars().count() + 1;
    Place::at(file, saturated(lines + 1), saturated(column))
}

/// How many lines end in this text, by `\n`, `\r\n` or `\r`.
fn count_line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let alone =
        |&(i, &b): &(usize, &u8)| b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(alone).count()
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(super) fn one_line_end(text: Cow<'_, str>) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.into_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ends_alike() {
        assert_eq!(one_line_end("a\r\nb\rc\nd".into()), "a\nb\nc\nd");
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        let mut sources = Sources::new(folder.path().to_path_buf());
        let file = sources.add(crate::place::SourceFile {
            path: "a".into(),
            on_disk: path,
        });
        let gone = sources.add(crate::place::SourceFile {
            path: "b".into(),
            on_disk: folder.path().join("b"),
        });
        assert_eq!(read_bytes(&sources, file, 5).unwrap(), b"12345");
        assert_eq!(
            read_bytes(&sources, file, 4).unwrap_err().code.as_str(),
            "too-large"
        );
        assert_eq!(
            read_bytes(&sources, gone, 4).unwrap_err().code.as_str(),
            "unreadable"
        );
    }
}
