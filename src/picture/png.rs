//! The chunks of a PNG.

use super::parts::{Parts, take, u32_be};
use super::{Fault, Format, Size};
use image::metadata::Orientation;
use std::borrow::Cow;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// How the colours are meant.
const COLOURS: [&[u8]; 7] = [
    b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"mDCV", b"cLLI",
];

/// The other chunks that are the picture.
const PICTURE: [&[u8]; 9] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sBIT", b"acTL", b"fcTL", b"fdAT",
];

/// The length of the first chunk, whole.
pub(super) const FIRST: usize = 25;

/// Takes a PNG apart. What follows its end is left out.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    let mut kept = vec![Cow::Borrowed(SIGNATURE)];
    let mut colours = Vec::new();
    let (mut first, mut orientation) = (None, None);
    let (mut is_animated, mut has_pixels, mut is_transparent) = (false, false, false);
    let mut at = SIGNATURE.len();
    loop {
        let length = u32_be(bytes, at).ok_or(Fault::CutOff)? as usize;
        let whole = length.checked_add(12).ok_or(Fault::Damaged)?;
        let chunk = take(bytes, at, whole).ok_or(Fault::CutOff)?;
        let (name, inside) = chunk
            .get(4..8)
            .zip(chunk.get(8..8 + length))
            .ok_or(Fault::Damaged)?;
        at += whole;
        match name {
            b"IHDR" if first.is_none() => first = Some(inside),
            _ if first.is_none() => return Err(Fault::Damaged),
            b"eXIf" => orientation = orientation.or(Orientation::from_exif_chunk(inside)),
            b"acTL" => is_animated = true,
            b"IDAT" => has_pixels = true,
            b"tRNS" => is_transparent = true,
            _ => {}
        }
        if COLOURS.contains(&name) {
            colours.push(chunk);
        }
        if COLOURS.contains(&name) || PICTURE.contains(&name) {
            kept.push(Cow::Borrowed(chunk));
        }
        if name == b"IEND" {
            break;
        }
    }
    let first = first.filter(|_| has_pixels).ok_or(Fault::Damaged)?;
    let side = |at| u32_be(first, at).ok_or(Fault::Damaged);
    Ok(Parts {
        format: Format::Png,
        size: Size {
            width: side(0)?,
            height: side(4)?,
        },
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        is_animated,
        is_photograph: false,
        bytes_a_pixel: bytes_a_pixel(first, is_transparent).ok_or(Fault::Damaged)?,
        kept,
        colours,
    })
}

/// The memory that a pixel takes when it is read.
fn bytes_a_pixel(first: &[u8], is_transparent: bool) -> Option<u64> {
    let (depth, kind) = (*first.get(8)?, *first.get(9)?);
    let channels = match kind {
        0 => 1,
        2 | 3 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let channels = channels + u64::from(is_transparent && kind < 4);
    Some(channels * if depth == 16 { 2 } else { 1 })
}
