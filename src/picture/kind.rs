//! What a file is by the bytes that it begins with.

use super::parts::take;

/// A format of pictures that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Format {
    /// Photographs.
    Jpeg,
    /// Drawings and screenshots.
    Png,
    /// Either.
    WebP,
    /// Small films.
    Gif,
    /// What Paint used to write; published as PNG.
    Bmp,
}

/// A format of pictures that browsers do not show, or that nobody here can clear of what else is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Other {
    /// Photographs of iPhones.
    Heic,
    /// Pictures of newer web pages.
    Avif,
    /// The same, of yet newer ones.
    JpegXl,
    /// Scans, and what cameras call raw.
    Tiff,
}

/// What a file is that is a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One that is published.
    Picture(Format),
    /// One that is not.
    Other(Other),
}

impl Format {
    /// What the names of its files end with; the first is the usual one.
    pub(crate) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::WebP => &["webp"],
            Self::Gif => &["gif"],
            Self::Bmp => &["bmp"],
        }
    }
}

impl Other {
    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::JpegXl => "JPEG XL",
            Self::Tiff => "TIFF",
        }
    }
}

/// What the bytes of a file are, of which the beginning is enough; `None` for what is no picture.
pub(crate) fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let is_webp = bytes.starts_with(b"RIFF") && take(bytes, 8, 4) == Some(b"WEBP");
    // A text may begin with these two letters too; the four bytes before the pixels are there in every bitmap.
    let is_bmp = bytes.starts_with(b"BM") && take(bytes, 6, 4) == Some(&[0; 4]);
    let picture = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Some(Format::Png),
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Some(Format::Gif),
        _ if is_webp => Some(Format::WebP),
        _ if is_bmp => Some(Format::Bmp),
        _ => None,
    };
    picture
        .map(Kind::Picture)
        .or_else(|| other(bytes).map(Kind::Other))
}

fn other(bytes: &[u8]) -> Option<Other> {
    const JPEG_XL: &[u8] = b"\0\0\0\x0CJXL \r\n\x87\n";
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Some(Other::Tiff);
    }
    if bytes.starts_with(JPEG_XL) || bytes.starts_with(b"\xFF\x0A") {
        return Some(Other::JpegXl);
    }
    if take(bytes, 4, 4) != Some(b"ftyp") {
        return None;
    }
    // The brand, and after a number those that it is fit for too.
    let length = super::parts::u32_be(bytes, 0)? as usize;
    let brands = bytes.get(8..length.min(bytes.len()).max(8))?;
    let has = |wanted: &[&[u8]]| brands.chunks_exact(4).any(|brand| wanted.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        return Some(Other::Avif);
    }
    let heic: [&[u8]; 10] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
    ];
    has(&heic).then_some(Other::Heic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        for (bytes, kind) in [
            (&b"\xFF\xD8\xFF\xE0"[..], Some(Kind::Picture(Format::Jpeg))),
            (b"GIF89a", Some(Kind::Picture(Format::Gif))),
            (b"RIFF\0\0\0\0WEBP", Some(Kind::Picture(Format::WebP))),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"BM\x01\0\0\0\0\0\0\0", Some(Kind::Picture(Format::Bmp))),
            (b"BMW X5 2019", None),
            (
                b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
                Some(Kind::Other(Other::Heic)),
            ),
            (
                b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
                Some(Kind::Other(Other::Heic)),
            ),
            (
                b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif",
                Some(Kind::Other(Other::Avif)),
            ),
            (b"\0\0\0\x14ftypisom\0\0\0\0mp42", None),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", None),
            (b"II*\0\x08", Some(Kind::Other(Other::Tiff))),
            (b"%PDF-1.4", None),
            (b"", None),
        ] {
            assert_eq!(kind_of(bytes), kind, "{bytes:?}");
        }
    }
}
