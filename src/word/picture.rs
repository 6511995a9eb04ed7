//! The pictures of a text: what they are is told by their bytes.

use super::model::Piece;
use super::told::{Remark, Remarks};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A picture that came with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The name that we give it, `van-ban-1.png`.
    pub(crate) name: String,
    /// Its bytes, as they came.
    pub(crate) bytes: Arc<[u8]>,
}

/// The most pictures of one text.
const MOST: usize = 50;

/// The pictures of a text as they are found in it.
#[derive(Debug, Default)]
pub(super) struct Gallery {
    pub(super) pictures: Vec<Picture>,
    places: FxHashMap<Arc<[u8]>, usize>,
    gaps: usize,
}

impl Gallery {
    /// A picture in its place; a gap where browsers do not show it. One that comes again is the same.
    pub(super) fn place(&mut self, bytes: &Arc<[u8]>, alt: String, remarks: &mut Remarks) -> Piece {
        if let Some(at) = self.places.get(bytes) {
            return Piece::Picture(*at, alt);
        }
        let Some(ending) = ending(bytes) else {
            remarks.add_words(Remark::PictureFormat, unseen_format(bytes).to_owned());
            return self.gap(alt);
        };
        let at = self.pictures.len();
        if at == MOST {
            remarks.add(Remark::PictureBeyond, 1);
            return self.gap(alt);
        }
        self.pictures.push(Picture {
            name: format!("van-ban-{}.{ending}", at + 1),
            bytes: Arc::clone(bytes),
        });
        self.places.insert(Arc::clone(bytes), at);
        Piece::Picture(at, alt)
    }

    /// The place of a picture that did not come along.
    pub(super) fn gap(&mut self, alt: String) -> Piece {
        self.gaps += 1;
        Piece::Gap(self.gaps, alt)
    }
}

/// The ending of the name of a picture that browsers show.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("webp"),
        _ => None,
    }
}

/// What a picture that browsers do not show is.
fn unseen_format(bytes: &[u8]) -> &'static str {
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    let is_emf = bytes.get(40..44) == Some(b" EMF");
    match () {
        () if is_emf => "EMF",
        () if begins(b"\xd7\xcd\xc6\x9a") || begins(b"\x01\x00\x09\x00") => "WMF",
        () if begins(b"II*\0") || begins(b"MM\0*") => "TIFF",
        () if begins(b"BM") => "BMP",
        () if begins(b"<svg") || begins(b"<?xml") => "SVG",
        () if bytes.get(4..8) == Some(b"ftyp") => "HEIC",
        () => "?",
    }
}

/// A description as a person wrote it: not the name of a file, nor what a program guessed.
pub(super) fn description(written: Option<&str>) -> String {
    const GUESSED: [&str; 4] = [
        "automatically generated",
        "được tạo tự động",
        "AI-generated content",
        "do AI tạo",
    ];
    let text = written.unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_name = crate::source::is_address(name);
    if is_name || GUESSED.iter().any(|guess| text.contains(guess)) {
        return String::new();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_a_picture_is() {
        assert_eq!(ending(b"\x89PNG\r\n\x1a\n..."), Some("png"));
        assert_eq!(ending(b"\xff\xd8\xff\xe0"), Some("jpg"));
        assert_eq!(ending(b"RIFF1234WEBPVP8 "), Some("webp"));
        assert_eq!(ending(b"II*\0"), None);
        assert_eq!(unseen_format(b"MM\0*"), "TIFF");
        assert_eq!(unseen_format(b""), "?");
    }

    #[test]
    fn descriptions_are_those_of_people() {
        for (written, expected) in [
            (Some("Lễ ra mắt\n ở Quận 3"), "Lễ ra mắt ở Quận 3"),
            (Some("IMG_2019.JPG"), ""),
            (Some("C:\\anh\\Hội nghị 1.png"), ""),
            (
                Some("A person smiling\n\nDescription automatically generated"),
                "",
            ),
            (None, ""),
        ] {
            assert_eq!(description(written), expected);
        }
    }
}
