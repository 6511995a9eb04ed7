//! What a bitmap of Windows says of itself. It has nothing in it but the picture.

use super::parts::Parts;
use super::{Fault, Format, Size};
use image::ImageDecoder as _;
use image::codecs::bmp::BmpDecoder;
use image::metadata::Orientation;
use std::borrow::Cow;
use std::io::Cursor;

/// Looks at the head of a bitmap.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    let decoder = BmpDecoder::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let (width, height) = decoder.dimensions();
    Ok(Parts {
        format: Format::Bmp,
        size: Size { width, height },
        orientation: Orientation::NoTransforms,
        is_animated: false,
        is_photograph: false,
        bytes_a_pixel: 4,
        kept: vec![Cow::Borrowed(bytes)],
        colours: Vec::new(),
    })
}
