//! Text in any encoding to what was meant: for people who ask for it, never in passing.

use super::survey::is_vietnamese;
use super::{Decoded, Foreign, decode_table, windows_1258};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::place::{FileId, Place};
use crate::source::tell_faults;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// An encoding that a person says a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenEncoding {
    /// windows-1258.
    Windows1258,
    /// TCVN3 (ABC).
    Tcvn3,
    /// VNI.
    Vni,
}

/// The text of a table as it was meant: recognised, or in the encoding that is given. What is wrong is told; `None` where
/// letters are lost or nothing tells the encoding.
pub(crate) fn meant_text(
    bytes: &[u8],
    file: FileId,
    given: Option<GivenEncoding>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if let Some(given) = given {
        let text = meant_in(bytes, given);
        if text.is_none() {
            diagnostics.push(
                Code::UnconfirmedEncoding
                    .at(Place::file(file))
                    .arg("text", ""),
            );
        }
        return text;
    }
    let decoded = match decode_table(bytes, file) {
        Ok(decoded) => decoded,
        Err(problem) => {
            diagnostics.push(problem);
            return None;
        }
    };
    if let Some(meant) = converted(&decoded) {
        return Some(meant);
    }
    tell_faults(&decoded, file, &|_, _| None, diagnostics);
    (!decoded.is_broken()).then(|| decoded.text.into_owned())
}

/// Bytes in the encoding that is given; text of UTF-8 holds the letters of a font's encoding as Latin ones.
fn meant_in(bytes: &[u8], given: GivenEncoding) -> Option<String> {
    let latin = || match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    match given {
        GivenEncoding::Windows1258 => windows_1258::decode(bytes),
        GivenEncoding::Tcvn3 => Foreign::Tcvn3.meant(&latin()),
        GivenEncoding::Vni => Foreign::Vni.meant(&latin()),
    }
}

/// The text as it was meant where its only fault is that it is in an encoding that was recognised.
fn converted(decoded: &Decoded<'_>) -> Option<String> {
    let mut errors = decoded
        .faults
        .iter()
        .filter(|fault| fault.diagnostic.severity == Severity::Error);
    let (Some(only), None) = (errors.next(), errors.next()) else {
        return None;
    };
    let named = only.diagnostic.text("encoding")?;
    let mut all = Foreign::ALL.into_iter();
    let foreign = all.find(|foreign| foreign.name() == named)?;
    match only.diagnostic.code {
        Code::Mojibake => Some(mended(&decoded.text, foreign)),
        // Where Vietnamese letters of Unicode stand among them, whichever a Latin letter is cannot be known.
        Code::LegacyEncoding if decoded.text.chars().all(is_latin) => foreign.meant(&decoded.text),
        _ => None,
    }
}

/// Whether a character is one that windows-1252 has.
fn is_latin(c: char) -> bool {
    !WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2
}

/// Broken text, piece by piece: what is broken as it was meant, the rest as it is.
fn mended(text: &str, foreign: Foreign) -> String {
    let is_between = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let mut mended = String::with_capacity(text.len());
    for piece in text.split_inclusive(is_between) {
        let end = piece.trim_end_matches(is_between).len();
        let (word, after) = piece.split_at(end);
        let meant = foreign
            .meant(word)
            .filter(|meant| foreign == Foreign::BrokenUtf8 || is_vietnamese(meant));
        match meant {
            Some(meant) => mended.extend(meant.nfc()),
            None => mended.push_str(word),
        }
        mended.push_str(after);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(bytes: &[u8], given: Option<GivenEncoding>) -> (Option<String>, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::new();
        let text = meant_text(bytes, FileId(0), given, &mut diagnostics);
        (text, diagnostics.iter().map(|d| d.code.as_str()).collect())
    }

    #[test]
    fn what_is_recognised_is_converted() {
        for (bytes, expected) in [
            (&b""[..], ""),
            ("TiÕng ViÖt, cã".as_bytes(), "Tiếng Việt, có"),
            (b"Qu\xcbn Th\xf1 \xa7\xf8c", "Quận Thủ Đức"),
            ("Tieáng Vieät, Haø Noäi".as_bytes(), "Tiếng Việt, Hà Nội"),
            (
                "Quáº\u{ad}n 1,Ä\u{90}Æ¡n vá»‹,Quận 3".as_bytes(),
                "Quận 1,Đơn vị,Quận 3",
            ),
            ("Tiêìng Viêòt".as_bytes(), "Tiếng Việt"),
            (b"Ti\xea\xecng", "Tiếng"),
            ("Ðức".as_bytes(), "Đức"),
        ] {
            assert_eq!(meant(bytes, None).0.as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_not_known_for_certain_needs_a_word() {
        assert_eq!(meant(b"b\xe9", None), (None, vec!["ambiguous-encoding"]));
        assert_eq!(
            meant(b"b\xe9", Some(GivenEncoding::Tcvn3)).0.as_deref(),
            Some("bộ")
        );
        assert_eq!(
            meant(b"b\xe9", Some(GivenEncoding::Windows1258))
                .0
                .as_deref(),
            Some("bé")
        );
        assert_eq!(
            meant("Haø".as_bytes(), Some(GivenEncoding::Vni))
                .0
                .as_deref(),
            Some("Hà")
        );
        assert_eq!(meant("Qu?n".as_bytes(), None), (None, vec!["lost-letters"]));
        assert_eq!(
            meant("TiÕng Việt".as_bytes(), None),
            (None, vec!["legacy-encoding"])
        );
    }
}
