//! Whether a copy of a site is what was built: every file is held against the manifest.

use super::files::{Files, Reader};
use crate::output::{Fingerprint, Manifest, UNLISTED};
use rayon::prelude::*;
use std::io::{self, Read as _};

/// Of a file up to this size it is looked at what became of it.
const EXAMINED: u64 = 16 << 20;

/// Endings of files that are text, which programs change on the way.
const TEXTS: [&str; 8] = [
    ".html", ".json", ".csv", ".xml", ".css", ".js", ".svg", ".txt",
];

/// How a copy differs from what was built.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Deviation {
    /// The file.
    pub path: Box<str>,
    /// How it differs.
    pub kind: DeviationKind,
}

/// How a file of a copy differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DeviationKind {
    /// It is not there.
    Missing {
        /// What was built.
        built: Fingerprint,
    },
    /// It is another one.
    Changed {
        /// What was built.
        built: Fingerprint,
        /// The size of what is there.
        bytes: u64,
        /// What became of it, where that can be seen.
        how: Option<How>,
    },
    /// It was not built.
    Extra {
        /// Its size.
        bytes: u64,
    },
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// Only the ends of lines are others.
    LineEnds,
    /// Only the mark before the text is new or lost.
    TextMark,
    /// It is no UTF-8 any more.
    Encoding,
    /// It is a link, or no file at all.
    NoFile,
    /// It cannot be read.
    Unreadable,
}

impl How {
    /// The word by which the language files and programs know it.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::LineEnds => "line-ends",
            Self::TextMark => "text-mark",
            Self::Encoding => "encoding",
            Self::NoFile => "no-file",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Holds every file against the manifest; what differs, by path.
#[must_use]
pub(crate) fn verify(files: &Files, manifest: &Manifest) -> Vec<Deviation> {
    let built = manifest.files.par_iter();
    let wrong = built.map_init(
        || files.reader(),
        |reader, (path, built)| {
            let spot = files.get(path.as_str());
            let kind = match spot {
                None => Some(DeviationKind::Missing { built: *built }),
                Some(spot) => changed(reader, path.as_str(), *built, spot.bytes),
            };
            kind.map(|kind| Deviation {
                path: path.as_str().into(),
                kind,
            })
        },
    );
    let mut deviations: Vec<Deviation> = wrong.flatten().collect();
    let beside = files
        .all()
        .filter(|(path, _)| !UNLISTED.contains(path) && manifest.get(path).is_none());
    deviations.extend(beside.map(|(path, spot)| Deviation {
        path: path.into(),
        kind: DeviationKind::Extra { bytes: spot.bytes },
    }));
    deviations.sort_unstable();
    deviations
}

fn changed(
    reader: &mut Reader<'_>,
    path: &str,
    built: Fingerprint,
    bytes: u64,
) -> Option<DeviationKind> {
    // One byte more than was built is enough to know, however much there is.
    let found = reader.read(path, |from| {
        Fingerprint::read(&mut from.take(built.bytes.saturating_add(1)))
    });
    let how = match found {
        Ok(found) if found == built => return None,
        Ok(_) if bytes.max(built.bytes) <= EXAMINED => reader
            .bytes(path, EXAMINED)
            .ok()
            .and_then(|bytes| what_became(path, &bytes, built)),
        Ok(_) => None,
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Some(How::NoFile),
        Err(_) => Some(How::Unreadable),
    };
    Some(DeviationKind::Changed { built, bytes, how })
}

/// What became of a text, as it is seen from undoing it.
fn what_became(path: &str, bytes: &[u8], built: Fingerprint) -> Option<How> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let is_built = |bytes: &[u8]| Fingerprint::of(bytes) == built;
    let unix = without_returns(bytes);
    let windows = with_returns(&unix);
    if is_built(&unix) || is_built(&windows) {
        return Some(How::LineEnds);
    }
    let marked = match bytes.strip_prefix(MARK) {
        Some(rest) => is_built(rest),
        None => is_built(&[MARK, bytes].concat()),
    };
    if marked {
        return Some(How::TextMark);
    }
    let is_text = TEXTS.iter().any(|ending| path.ends_with(ending));
    (is_text && std::str::from_utf8(bytes).is_err()).then_some(How::Encoding)
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let followed = bytes.iter().skip(1).map(Some).chain([None]);
    let kept = bytes
        .iter()
        .zip(followed)
        .filter(|(byte, next)| !(**byte == b'\r' && *next == Some(&b'\n')));
    kept.map(|(byte, _)| *byte).collect()
}

fn with_returns(bytes: &[u8]) -> Vec<u8> {
    let mut longer = Vec::with_capacity(bytes.len() + bytes.len() / 16);
    for &byte in bytes {
        if byte == b'\n' {
            longer.push(b'\r');
        }
        longer.push(byte);
    }
    longer
}
