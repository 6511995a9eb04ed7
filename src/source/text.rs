//! Bytes of a file to text: UTF-8 with or without a mark, UTF-16 with one, always in NFC.

use super::{FileId, Place, Sources};
use crate::diagnostic::Diagnostic;
use std::borrow::Cow;
use std::io::Read as _;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// No configuration and no page is longer; a longer one is a wrong file.
const TEXT_LIMIT: u64 = 16 << 20;

/// The bytes of a file, at most `limit` of them.
///
/// # Errors
/// `unreadable` with the system's reason, or `too-large`.
pub fn read_bytes(sources: &Sources, file: FileId, limit: u64) -> Result<Vec<u8>, Diagnostic> {
    let place = Place::file(file);
    let unreadable = |error: std::io::Error| {
        Diagnostic::error("unreadable")
            .at(place)
            .arg("reason", error)
    };
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
        return Err(Diagnostic::error("too-large")
            .at(place)
            .arg("limit", limit >> 20));
    }
    Ok(bytes)
}

/// The text of a configuration or a page: decoded, in NFC, every line ended by one `\n`.
///
/// # Errors
/// Those of [`read_bytes`] and [`decode`].
pub fn read_text(sources: &Sources, file: FileId) -> Result<String, Diagnostic> {
    let bytes = read_bytes(sources, file, TEXT_LIMIT)?;
    let text = decode(&bytes, file)?;
    Ok(one_line_end(text))
}

/// Decodes the bytes of a text file and normalises them to NFC; borrowed where nothing had to change but the mark.
///
/// # Errors
/// `not-utf8` at the line and column of the first bad byte, `bad-utf16`, or `binary-file`.
pub fn decode(bytes: &[u8], file: FileId) -> Result<Cow<'_, str>, Diagnostic> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_le_bytes, file)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_be_bytes, file)?),
        _ => Cow::Borrowed(from_utf8(
            bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
            file,
        )?),
    };
    if let Some(nul) = memchr::memchr(0, text.as_bytes()) {
        return Err(Diagnostic::error("binary-file").at(place_in(&text.as_bytes()[..nul], file)));
    }
    Ok(compose(text))
}

fn from_utf8(bytes: &[u8], file: FileId) -> Result<&str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let is_workbook =
            bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
        if is_workbook {
            Diagnostic::error("binary-file")
                .at(Place::file(file))
                .help("workbook")
        } else if memchr::memchr(0, bytes).is_some() {
            Diagnostic::error("binary-file").at(place_in(before, file))
        } else {
            Diagnostic::error("not-utf8").at(place_in(before, file))
        }
    })
}

/// UTF-16 after its mark. Half a character at the end, or half a pair anywhere, is an error at its place.
fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, file: FileId) -> Result<String, Diagnostic> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(_) => {
                return Err(Diagnostic::error("bad-utf16").at(place_in(text.as_bytes(), file)));
            }
        }
    }
    if !rest.is_empty() {
        return Err(Diagnostic::error("bad-utf16").at(place_in(text.as_bytes(), file)));
    }
    Ok(text)
}

/// The place just after `before`, which is valid UTF-8 from the beginning of the file: line and character.
fn place_in(before: &[u8], file: FileId) -> Place {
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

fn one_line_end(text: Cow<'_, str>) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.into_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text in NFC.
fn compose(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_plainly_composed(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

/// Whether UTF-8 text holds only characters of ranges in which everything is in NFC whatever stands beside it: below
/// U+0300, U+1E00–U+1EFF (all of Vietnamese), and the dashes and quotes of U+2010–U+203F. Far faster than asking the
/// Unicode tables of every character, and true of nearly every table.
pub(crate) fn is_plainly_composed(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        match rest {
            [] => return true,
            [0x00..=0x7f, ..] => {
                let (chunks, _) = rest.as_chunks::<16>();
                let ascii = chunks.iter().take_while(|chunk| chunk.is_ascii()).count() * 16;
                rest = &rest[ascii.max(1)..];
            }
            [0xc2..=0xcb, _, after @ ..]
            | [0xe1, 0xb8..=0xbb, _, after @ ..]
            | [0xe2, 0x80, 0x90..=0xbf, after @ ..] => rest = after,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: FileId = FileId(0);

    fn code(bytes: &[u8]) -> (&'static str, u32, u32) {
        let error = decode(bytes, FILE).unwrap_err();
        let place = error.place.unwrap();
        (error.code, place.line, place.column)
    }

    #[test]
    fn a_mark_is_taken_off() {
        assert_eq!(decode(b"\xef\xbb\xbf\xc4\x91", FILE).unwrap(), "đ");
        assert!(matches!(
            decode("Quận 1".as_bytes(), FILE).unwrap(),
            Cow::Borrowed("Quận 1")
        ));
    }

    #[test]
    fn utf16_with_a_mark_is_read() {
        assert_eq!(
            decode(b"\xff\xfe\x10\x01\xa1\x01\x6e\x00", FILE).unwrap(),
            "Đơn"
        );
        assert_eq!(
            decode(b"\xfe\xff\x01\x10\x01\xa1\x00\x6e", FILE).unwrap(),
            "Đơn"
        );
        assert_eq!(
            code(b"\xff\xfea\x00\n\x00\x00\xd8b\x00"),
            ("bad-utf16", 2, 1),
            "a lone surrogate"
        );
        assert_eq!(
            code(b"\xff\xfea\x00b"),
            ("bad-utf16", 1, 2),
            "half a character"
        );
    }

    #[test]
    fn text_is_composed() {
        for spelt in ["a\u{306}\u{323}", "a\u{323}\u{306}", "ă\u{323}", "ạ\u{306}"] {
            assert_eq!(decode(spelt.as_bytes(), FILE).unwrap(), "\u{1eb7}");
        }
        assert_eq!(
            decode("e\u{302}\u{301}".as_bytes(), FILE).unwrap(),
            "\u{1ebf}"
        );
        assert_eq!(
            decode("e\u{301}\u{302}".as_bytes(), FILE).unwrap(),
            "é\u{302}"
        );
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_with_their_place() {
        // windows-1258
        assert_eq!(code(b"a,b\r\nTi\xea\xec"), ("not-utf8", 2, 3));
        assert_eq!(
            code(b"a\rb\r\xff"),
            ("not-utf8", 3, 1),
            "line ends of old Macs"
        );
        assert_eq!(
            code(b"\xed\xa0\x80"),
            ("not-utf8", 1, 1),
            "a surrogate in UTF-8"
        );
    }

    #[test]
    fn binary_files_are_refused() {
        assert_eq!(code(b"a\n\x00b"), ("binary-file", 2, 1));
        assert_eq!(code(b"\x89PNG\x00\x01"), ("binary-file", 1, 1));
        let workbook = decode(b"PK\x03\x04\x14\x00\x06\xff", FILE).unwrap_err();
        assert_eq!(
            (workbook.code, workbook.help),
            ("binary-file", Some("workbook"))
        );
    }

    #[test]
    fn every_line_ends_alike() {
        assert_eq!(one_line_end("a\r\nb\rc\nd".into()), "a\nb\nc\nd");
    }

    #[test]
    fn the_fast_ranges_are_all_composed() {
        for c in (1..=0x10ffff).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            if is_plainly_composed(c.encode_utf8(&mut buffer).as_bytes()) {
                assert_eq!(
                    is_nfc_quick(std::iter::once(c)),
                    IsNormalized::Yes,
                    "U+{:04X}",
                    c as u32
                );
                assert_eq!(
                    unicode_normalization::char::canonical_combining_class(c),
                    0,
                    "U+{:04X}",
                    c as u32
                );
            }
        }
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        let mut sources = Sources::new(folder.path().to_path_buf());
        let file = sources.add(crate::source::SourceFile {
            path: "a".into(),
            on_disk: path,
        });
        let gone = sources.add(crate::source::SourceFile {
            path: "b".into(),
            on_disk: folder.path().join("b"),
        });
        assert_eq!(read_bytes(&sources, file, 5).unwrap(), b"12345");
        assert_eq!(read_bytes(&sources, file, 4).unwrap_err().code, "too-large");
        assert_eq!(
            read_bytes(&sources, gone, 4).unwrap_err().code,
            "unreadable"
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_out_as_its_nfc(text in "[^\\x00]{0,40}") {
            let text = text.trim_start_matches('\u{feff}');
            let decoded = decode(text.as_bytes(), FILE).unwrap();
            prop_assert_eq!(&*decoded, &*text.nfc().collect::<String>());
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = decode(&bytes, FILE);
        }
    }
}
