//! Bytes of a file to text in NFC: which encoding they are in is told by the bytes, and a guess is confirmed by the
//! words or refused.
//!
//! | file | holds |
//! | --- | --- |
//! | `clean` | the quick scan that nearly every file passes |
//! | `survey` | what odd words seem to be: slips, or another encoding's letters |
//! | `syllable` | whether a word can be Vietnamese |
//! | `conversion` | text in any of them as it was meant, for people who ask |
//! | `windows_1258`, `tcvn3`, `vni`, `mojibake` | the encodings that are no UTF |

mod clean;
mod conversion;
mod mojibake;
mod survey;
mod syllable;
mod tcvn3;
mod vni;
mod windows_1258;

pub(crate) use clean::is_clean;
pub(crate) use conversion::GivenEncoding;
pub(super) use conversion::meant_text;
pub use survey::Foreign;

use super::text::place_in;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::place::{FileId, Place};
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;
use survey::{Odd, OddKind, is_vietnamese, lost_letters, odd_words, with_right_letters};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text, and what is wrong with its letters.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text in NFC; letters that only look like Vietnamese ones are the right ones.
    pub text: Cow<'a, str>,
    /// What is wrong, in order of place.
    pub faults: Vec<Fault>,
}

/// Something wrong with the letters of a text.
#[derive(Debug)]
pub struct Fault {
    /// Where the word begins in the text, in bytes.
    pub at: usize,
    /// What is wrong, still without its place.
    pub diagnostic: Diagnostic,
}

/// What a text is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// Names and numbers, all of them Vietnamese.
    Table,
    /// Sentences, in which words of any language may stand.
    Prose,
}

impl Fault {
    fn new(at: usize, diagnostic: Diagnostic) -> Self {
        Self { at, diagnostic }
    }

    fn of(odd: &Odd, diagnostic: Diagnostic) -> Self {
        Self::new(odd.at, diagnostic.arg("text", &odd.word))
    }
}

impl Decoded<'_> {
    /// Whether the text cannot be relied upon.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.diagnostic.severity == Severity::Error)
    }
}

/// Decodes a configuration or a page: UTF-8 with or without a mark, or UTF-16 with one.
///
/// # Errors
/// `not-utf8` at the line and column of the first bad byte, `bad-utf16`, or `binary-file`.
pub fn decode_text(bytes: &[u8], file: FileId) -> Result<Decoded<'_>, Diagnostic> {
    match decode_utf(bytes, file)? {
        Some(text) => Ok(examined(text, Writing::Prose)),
        None => {
            let at = valid_up_to(bytes);
            let error = Code::NotUtf8.at(place_in(&bytes[..at], file));
            let seeming = decode_other(bytes);
            let mut faults = seeming.faults.iter();
            let named = faults.find_map(|fault| fault.diagnostic.text("encoding"));
            Err(match named {
                Some(encoding) => error.help("named").arg("encoding", encoding),
                None => error,
            })
        }
    }
}

/// Decodes a table: as [`decode_text`], or windows-1258 where every word is then one that Vietnamese can have. What is
/// in another encoding comes as it can be shown, with an error among its faults that names it.
///
/// # Errors
/// `bad-utf16`, or `binary-file`.
pub fn decode_table(bytes: &[u8], file: FileId) -> Result<Decoded<'_>, Diagnostic> {
    Ok(match decode_utf(bytes, file)? {
        Some(text) => examined(text, Writing::Table),
        None => decode_other(bytes),
    })
}

/// The text of UTF-8 or marked UTF-16; `None` for other bytes.
fn decode_utf(bytes: &[u8], file: FileId) -> Result<Option<Cow<'_, str>>, Diagnostic> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_le_bytes, file)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_be_bytes, file)?),
        _ => {
            let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(unmarked) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => {
                    return no_binary(bytes, file).map(|()| None);
                }
            }
        }
    };
    match memchr::memchr(0, text.as_bytes()) {
        None => Ok(Some(text)),
        Some(nul) => {
            let error = Code::BinaryFile.at(place_in(&text.as_bytes()[..nul], file));
            Err(if seems_utf16(bytes) {
                error.help("utf-16")
            } else {
                error
            })
        }
    }
}

/// Refuses bytes that are no text in any encoding.
fn no_binary(bytes: &[u8], file: FileId) -> Result<(), Diagnostic> {
    let is_workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if is_workbook {
        return Err(Code::BinaryFile.at(Place::file(file)).help("workbook"));
    }
    if memchr::memchr(0, bytes).is_none() {
        return Ok(());
    }
    let error = Code::BinaryFile.at(place_in(&bytes[..valid_up_to(bytes)], file));
    Err(if seems_utf16(bytes) {
        error.help("utf-16")
    } else {
        error
    })
}

/// Whether bytes look like UTF-16 without its mark: a zero in every second byte of most pairs, and in one half only.
fn seems_utf16(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let pairs = &pairs[..pairs.len().min(2000)];
    let zeros = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    first.min(second) == 0 && first.max(second) * 2 > pairs.len()
}

/// How many bytes from the beginning are UTF-8.
fn valid_up_to(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len)
}

/// UTF-16 after its mark. Half a character at the end, or half a pair anywhere, is an error at its place.
fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, file: FileId) -> Result<String, Diagnostic> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(_) => {
                return Err(Code::BadUtf16.at(place_in(text.as_bytes(), file)));
            }
        }
    }
    if !rest.is_empty() {
        return Err(Code::BadUtf16.at(place_in(text.as_bytes(), file)));
    }
    Ok(text)
}

/// Text in NFC, with what is wrong with its letters.
pub(super) fn examined(text: Cow<'_, str>, writing: Writing) -> Decoded<'_> {
    let (is_clean, may_lack) = (
        is_clean(text.as_bytes()),
        memchr::memchr(b'?', text.as_bytes()).is_some(),
    );
    let text = if is_clean { text } else { compose(text) };
    let mut faults = Vec::new();
    if may_lack && let Some(lost) = lost_letters(&text) {
        faults.push(Fault::of(&lost, Diagnostic::new(Code::LostLetters)));
    }
    if is_clean {
        return Decoded { text, faults };
    }
    let odd = odd_words(&text);
    if let Some(foreign) = foreign_fault(&odd, writing) {
        faults.push(foreign);
    }
    faults.extend(odd.iter().filter_map(slip));
    faults.sort_by_key(|fault| fault.at);
    let has_look_alikes = odd
        .iter()
        .any(|odd| matches!(odd.kind, OddKind::LookAlike(_)));
    let text = if has_look_alikes {
        Cow::Owned(with_look_alikes_mended(&text, &odd))
    } else {
        text
    };
    Decoded { text, faults }
}

/// The text in NFC.
fn compose(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

/// What is wrong with a single word; not what makes the whole text doubtful.
fn slip(odd: &Odd) -> Option<Fault> {
    Some(match &odd.kind {
        OddKind::Lost => Fault::of(odd, Diagnostic::new(Code::LostLetters)),
        OddKind::LookAlike(meant) => Fault::of(odd, Code::LookAlike.arg("meant", meant)),
        OddKind::TypingOrder(meant) => Fault::of(odd, Code::TypingOrder.arg("meant", meant)),
        OddKind::Foreign(_) | OddKind::Unknown => return None,
    })
}

/// The error for the encoding that most of the odd words are in, at the first of them.
fn foreign_fault(odd: &[Odd], writing: Writing) -> Option<Fault> {
    let (foreign, count) = Foreign::ALL
        .map(|foreign| {
            (
                foreign,
                odd.iter()
                    .filter(|odd| meant_in(odd, foreign).is_some())
                    .count(),
            )
        })
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)?;
    // A foreign word in prose ("på") may by chance be a Vietnamese one in the encoding of a font.
    let is_font = matches!(foreign, Foreign::Tcvn3 | Foreign::Vni);
    let needed = if is_font && writing == Writing::Prose {
        2
    } else {
        1
    };
    if count < needed {
        return None;
    }
    let (first, meant) = odd
        .iter()
        .find_map(|odd| Some((odd, meant_in(odd, foreign)?)))?;
    let code = match foreign {
        Foreign::BrokenUtf8 | Foreign::Broken1258 => Code::Mojibake,
        Foreign::Tcvn3 | Foreign::Vni => Code::LegacyEncoding,
    };
    let error = code.arg("encoding", foreign.name()).arg("meant", meant);
    Some(Fault::of(first, error))
}

fn meant_in(odd: &Odd, foreign: Foreign) -> Option<&str> {
    match &odd.kind {
        OddKind::Foreign(found) => {
            let found = found.iter().find(|(known, _)| *known == foreign);
            found.map(|(_, meant)| meant.as_str())
        }
        _ => None,
    }
}

/// The text with the right letters in the words that have look-alikes. Each has as many bytes as its look-alike, so
/// that places stay.
fn with_look_alikes_mended(text: &str, odd: &[Odd]) -> String {
    let mut mended = text.to_owned();
    for odd in odd
        .iter()
        .filter(|odd| matches!(odd.kind, OddKind::LookAlike(_)))
    {
        if let Some(right) = with_right_letters(&odd.word) {
            mended = mended.replace(&odd.word, &right);
        }
    }
    mended
}

/// Bytes that are no UTF: windows-1258 where its words confirm it, else what they seem to be.
fn decode_other(bytes: &[u8]) -> Decoded<'static> {
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let vietnamese = windows_1258::decode(bytes);
    let shown = vietnamese.as_deref().unwrap_or(&latin);
    if let Some(lost) = lost_letters(shown) {
        let fault = Fault::of(&lost, Diagnostic::new(Code::LostLetters));
        return Decoded {
            text: Cow::Owned(shown.to_owned()),
            faults: vec![fault],
        };
    }
    let latin_odd = odd_words(&latin);
    let Some(text) = vietnamese else {
        let fault = foreign_fault(&latin_odd, Writing::Table)
            .unwrap_or_else(|| unconfirmed(latin_odd.first()));
        return Decoded {
            text: Cow::Owned(latin.into_owned()),
            faults: vec![fault],
        };
    };
    let odd = odd_words(&text);
    let doubt = odd
        .iter()
        .find(|odd| matches!(odd.kind, OddKind::Foreign(_) | OddKind::Unknown));
    if let Some(doubt) = doubt {
        return match foreign_fault(&latin_odd, Writing::Table)
            .filter(|fault| fault.diagnostic.code == Code::LegacyEncoding)
        {
            Some(fault) => Decoded {
                text: Cow::Owned(latin.into_owned()),
                faults: vec![fault],
            },
            None => Decoded {
                faults: vec![unconfirmed(Some(doubt))],
                text: Cow::Owned(text),
            },
        };
    }
    let told = rival(&latin, &text).unwrap_or_else(|| {
        let note = Diagnostic::new(Code::ReadAsWindows1258);
        Fault::new(0, note.arg("encoding", "Windows-1258"))
    });
    let mut faults = vec![told];
    faults.extend(odd.iter().filter_map(slip));
    faults.sort_by_key(|fault| fault.at);
    Decoded {
        text: Cow::Owned(text),
        faults,
    }
}

fn unconfirmed(doubt: Option<&Odd>) -> Fault {
    let error = Diagnostic::new(Code::UnconfirmedEncoding);
    match doubt {
        Some(odd) => Fault::of(odd, error),
        None => Fault::new(0, error.arg("text", "")),
    }
}

/// The error where a text of windows-1258 is Vietnamese in an encoding of fonts too, and other Vietnamese.
fn rival(latin: &str, text: &str) -> Option<Fault> {
    [Foreign::Tcvn3, Foreign::Vni]
        .into_iter()
        .find_map(|foreign| {
            let meant = foreign
                .meant(latin)
                .filter(|meant| meant != text && is_vietnamese(meant))?;
            let words = |text| str::split(text, |c: char| !c.is_alphabetic());
            let (word, other) = words(text)
                .zip(words(&meant))
                .find(|(one, other)| one != other)?;
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let error = Code::AmbiguousEncoding
                .arg("text", word)
                .arg("meant", other)
                .arg("encoding", foreign.name());
            Some(Fault::new(at, error))
        })
}

#[cfg(test)]
mod tests;
